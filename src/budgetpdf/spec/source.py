"""A TOML file as values, with the place of every key and value.

Values come from the TOML library alone (tomli, which is compiled, or the standard library's);
places come from `spec.scanner`. Spec and profile are read by the same reader.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import accumulate, repeat
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING, Any

from budgetpdf.diagnostic import CharIn, Diagnostic, Fix, Severity, Span, Text
from budgetpdf.spec import encoding
from budgetpdf.spec.escapes import place_in
from budgetpdf.spec.paths import KeyPath, parse_path
from budgetpdf.spec.plain import Places, scan, scan_closely
from budgetpdf.spec.scanner import Place
from budgetpdf.tuples import new_tuple

if TYPE_CHECKING:
    from budgetpdf.spec.slips import Edit, Slip

__all__ = ["KeyPath", "Source", "read_toml"]

# Beyond this size a text with slips is not tried on the TOML library, for memory's sake.
_DOUBTFUL = 1_000_000

_AT = re.compile(r" \(at (?:line ([0-9]+), column ([0-9]+)|end of document)\)$")


class Source:
    """A TOML file that was read.

    name: as it stands in spans. data: the file's bytes. text: the same as characters, control
    characters as spaces. values: tables as dicts, floats as `Decimal`, integers as `int`.
    places: offsets in `text` for each key path.
    """

    __slots__ = ("_lines", "_rows", "_spans", "data", "name", "places", "text", "values")

    def __init__(
        self,
        name: str,
        data: bytes,
        text: str,
        values: dict[str, Any],
        places: Places,
    ) -> None:
        self.name = name
        self.data = data
        self.text = text
        self.values = values
        self.places = places
        self._lines: list[int] = []
        self._spans: dict[KeyPath | str, Span] = {}
        self._rows: dict[KeyPath | str, dict[str | int, Span]] = {}  # see `spans_in`

    def has(self, path: KeyPath | str) -> bool:
        """Whether something is written at `path`."""
        return self.places.get(parse_path(path) if isinstance(path, str) else path) is not None

    def span(self, path: KeyPath | str) -> Span:
        """Where the value at `path` stands, quotes and brackets included.

        For a table it is the header (or the key that implies it); for what is not written, the
        nearest table above it; for the file as a whole, line 0.
        """
        span = self._spans.get(path)
        if span is None:
            row = self._rows.get(path[:-1])
            span = self._spans[path] = (row.get(path[-1]) if row else None) or self._span(path)
        return span

    def _span(self, path: KeyPath | str) -> Span:
        place = self._place(path)
        return self.span_at(place[2], place[3]) if place else Span(self.name, 0, 0, 0, 0)

    def spans_in(self, path: KeyPath) -> Mapping[str | int, Span]:
        """The spans of the cells of a row, as `span` gives them; none if the row is not plain.

        Hundreds a report: the line of a row is looked up once, and its cells are read in one go.
        """
        row = self.places.row(path)
        if row is None:
            return {}
        starts = self._lines or self._starts()
        line = bisect_right(starts, row[0])
        before = starts[line - 1] - 1
        spans = self._rows[path] = {}
        for cell in self.places.cells(row):
            start, end = cell.span(2)
            place = (self.name, line, start - before, line, end - before)
            spans[cell[1]] = new_tuple(Span, place)
        return spans

    def key_span(self, path: KeyPath | str) -> Span:
        """Where the key of `path` stands; for a row of a list, the row."""
        place = self._place(path)
        return self.span_at(place[0], place[1]) if place else Span(self.name, 0, 0, 0, 0)

    def written(self, path: KeyPath | str) -> str:
        """What stands at `path` in the file, as it is written there; empty for the whole file."""
        place = self._place(path)
        return self.text[place[2] : place[3]] if place else ""

    def span_at(self, start: int, end: int) -> Span:
        """The span between two offsets in `text`."""
        starts = self._lines or self._starts()
        line = bisect_right(starts, start)
        before = starts[line - 1] - 1
        # Thousands a report: past the constructor, which is a function of Python, in a third of
        # its time.
        if end < starts[line]:
            return new_tuple(Span, (self.name, line, start - before, line, end - before))
        end_line = bisect_right(starts, end)
        column = end - starts[end_line - 1] + 1
        return new_tuple(Span, (self.name, line, start - before, end_line, column))

    def locate(self, char: CharIn) -> Span:
        """Where one character of a string value stands; the whole value if it is no string."""
        span = char.span
        if span.line < 1:
            return span
        start, end = (self._offset(*point) for point in (span[1:3], span[3:5]))
        raw = self.text[start:end]
        if raw[:1] not in {'"', "'"} or len(raw) < 2:
            return span
        at, to = place_in(raw, char.offset)
        return self.span_at(start + at, start + to)

    def _place(self, path: KeyPath | str) -> Place | None:
        steps = parse_path(path) if isinstance(path, str) else path
        places = self.places
        place = places.get(steps)
        while place is None and steps:
            steps = steps[:-1]
            place = places.get(steps)
        return place

    def _starts(self) -> list[int]:
        """The offset at which each line begins, and where another would begin behind the last."""
        if not self._lines:
            self._lines.extend(starts_of(self.text.split("\n")))
        return self._lines

    def _offset(self, line: int, column: int) -> int:
        return self._starts()[line - 1] + column - 1


def starts_of(lines: Iterable[str]) -> Iterator[int]:
    """Where each of some lines begins in a text, and where another would begin behind the last."""
    return accumulate(map(add, map(len, lines), repeat(1)), initial=0)


def read_toml(file: Path | bytes, name: str = "") -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """Read a TOML file, or its bytes; `name` stands in the spans (the path as it was given).

    All findings at once, by place. Where every slip tells what was meant, a source comes along
    with the findings, so that the rest can be checked and a draft made; a source that comes with
    an error among the findings is not the file's own word.
    """
    if isinstance(file, Path):
        name = name or str(file)
        data, findings = encoding.read_bytes(file, name)
        if data is None:
            return None, findings
    else:
        data = file
    if len(data) > encoding.MAX_BYTES:
        return None, (encoding.too_large(name),)
    decoded = encoding.decode(data, name)
    return _read(name, data, decoded)


def _read(
    name: str, data: bytes, decoded: encoding.Decoded
) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    text = decoded.text
    places, slips = scan(text)
    found = [*decoded.slips, *slips]
    values, error = _values(text, found)
    if error and not found:
        places, found = scan_closely(text)
        values, _ = _values(text, found)
    source = Source(name, data, text, {}, places)
    if error is None:
        found = [slip for slip in found if slip.strict]
    elif not found:
        return None, (*decoded.findings, _library_finding(source, error))
    findings = decoded.findings + _diagnostics(source, found)
    if values is None:
        return None, findings
    source.values.update(values)
    return source, findings


def _values(text: str, found: list[Slip]) -> tuple[dict[str, Any] | None, Exception | None]:
    """The values of `text`, or of what was meant by it; and why it is no TOML as it stands."""
    broken = [slip for slip in found if not slip.strict or slip.edits is None]
    if any(slip.strict for slip in broken) or (broken and len(text) > _DOUBTFUL):
        return None, ValueError()
    values, reason = _tried(text)
    if reason is None:
        found = [slip for slip in found if slip.strict]
    if any(slip.edits is None for slip in found):
        return None, reason
    edits = [edit for slip in found for edit in slip.edits or ()]
    return (_tried(_edited(text, edits))[0] if edits else values), reason


def _tried(text: str) -> tuple[dict[str, Any] | None, Exception | None]:
    try:
        return _loads(text), None
    except (ValueError, ArithmeticError, RecursionError) as error:
        return None, error


def _loads(text: str) -> dict[str, Any]:
    try:
        from tomli import loads
    except ImportError:
        from tomllib import loads
    return loads(text, parse_float=Decimal)


def _edited(text: str, edits: Iterable[Edit]) -> str:
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [text[at : edit.start], edit.text]
        at = max(at, edit.end)
    return "".join([*pieces, text[at:]])


def _diagnostics(source: Source, found: list[Slip]) -> tuple[Diagnostic, ...]:
    found.sort(key=lambda slip: (slip.start, slip.code))
    return tuple(_diagnostic(source, slip) for slip in found)


def _diagnostic(source: Source, slip: Slip) -> Diagnostic:
    places = tuple(source.span_at(*place) for place in ((slip.start, slip.end), *slip.also))
    fixes = tuple(
        Fix(source.span_at(edit.start, edit.end), edit.text)
        for edit in (slip.edits or ())
        if slip.fix
    )
    severity = Severity.WARNING if slip.warning else Severity.ERROR
    return Diagnostic(slip.code, severity, slip.message, places, slip.hint, fixes)


_WRITTEN_BEFORE = Text("这个表在前面已经写完整，不能再补充", "this table was complete before")
_REASONS = {
    "Cannot overwrite a value": Text("这一项与前面写过的重复", "this was written before"),
    "Cannot declare": _WRITTEN_BEFORE,
    "Cannot mutate immutable namespace": _WRITTEN_BEFORE,
    "Cannot redefine namespace": _WRITTEN_BEFORE,
    "Invalid date or datetime": Text("没有这个日期或时间", "there is no such date or time"),
    "Escaped character is not a Unicode scalar value": Text(
        "转义写出的不是一个文字", "this escape is no character"
    ),
}


def _library_finding(source: Source, error: Exception) -> Diagnostic:
    """What the TOML library says, for the few faults that the scanner leaves to it."""
    text = str(error)
    at = _AT.search(text)
    reason = text[: at.start()] if at else text
    unknown = Text(f"TOML 语法错误（{reason}）", f"TOML syntax: {reason}")
    message = next((said for start, said in _REASONS.items() if reason.startswith(start)), unknown)
    line, column = (
        (int(at[1]), int(at[2]))
        if at and at[1]
        else source.span_at(len(source.text), len(source.text))[1:3]
    )
    span = Span(source.name, line, column, line, column + 1)
    return Diagnostic("S099", Severity.ERROR, message, (span,))
