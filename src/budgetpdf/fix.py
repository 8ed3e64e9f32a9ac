"""Putting right what has one right answer: edits of the TOML that keep everything else.

Only characters of texts and slips of typing are ever edited. Figures, dates and all other values
that are not texts are compared before and after; should one have changed, nothing is edited.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from typing import Any

from budgetpdf.diagnostic import Diagnostic, Fix


def fixes_of(findings: Iterable[Diagnostic], source: str) -> tuple[Fix, ...]:
    """The fixes that findings offer for one file (by the name that its spans carry)."""
    found = (fix for finding in findings for fix in finding.fixes if fix.span.source == source)
    return tuple(dict.fromkeys(found))


class _Written(str):
    """A figure as it is written: 1.50 is not 1.5 here."""

    __slots__ = ()


def apply(text: str, fixes: Iterable[Fix]) -> str:
    """`text` with the fixes made, comments and layout kept.

    Spans count lines from 1 and columns in code points from 1, in `text`. Of two fixes that
    overlap the first is made. The text comes back unchanged if a value other than a text would
    change.
    """
    edited = _edited(text, fixes)
    before = _values(text)
    return edited if before is None or _values(edited) == before else text


def apply_to_bytes(data: bytes, fixes: Iterable[Fix]) -> bytes:
    """A file's bytes with the fixes made; its byte order mark and line ends stay.

    What is not UTF-8 comes back as it is: it has to be saved anew first.
    """
    mark = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
    try:
        text = data[len(mark) :].decode()
    except UnicodeDecodeError:
        return data
    return mark + apply(text, fixes).encode()


def _edited(text: str, fixes: Iterable[Fix]) -> str:
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    pieces, at = [], 0
    for start, end, new in sorted(_offsets(starts, fix) for fix in set(fixes)):
        if start >= at:
            pieces += [text[at:start], new]
            at = end
    return "".join([*pieces, text[at:]])


def _offsets(starts: list[int], fix: Fix) -> tuple[int, int, str]:
    span = fix.span
    start = starts[span.line - 1] + span.column - 1
    end = starts[span.end_line - 1] + span.end_column - 1
    return start, end, fix.text


def _values(text: str) -> list[Any] | None:
    """All values that are no texts, with their keys; None for what is no TOML."""
    try:
        from tomli import loads
    except ImportError:
        from tomllib import loads
    try:
        return list(_leaves(loads(text, parse_float=_Written)))
    except (ValueError, RecursionError):
        return None


def _leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[Any]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves(inner, (*path, index))
    else:
        yield path, None if type(value) is str else value


def difference(before: str, after: str, name: str) -> str:
    """What changes, as a unified diff with three lines around; empty if nothing does."""
    import difflib

    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), name, name
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
