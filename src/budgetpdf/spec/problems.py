"""One thing that does not fit a model, and the words for it."""

from __future__ import annotations

from typing import Any, NamedTuple

from budgetpdf.diagnostic import Text
from budgetpdf.spec.forms import Entry
from budgetpdf.spec.paths import KeyPath, named_path
from budgetpdf.spec.source import Source


class Problem(NamedTuple):
    """One thing that does not fit: where, and what pydantic says of it."""

    path: KeyPath
    kind: str
    value: Any
    context: dict[str, Any]
    message: str


class Told(NamedTuple):
    """The words for a problem, and the missing keys that it explains."""

    code: str
    message: Text
    hint: Text | None = None
    explains: frozenset[KeyPath] = frozenset()


def titled(entry: Entry | None, path: KeyPath) -> str:
    """`region（所在地区）`: the key as it is written, with its title."""
    keys = [step for step in path if isinstance(step, str)]
    key = keys[-1] if keys else ""
    return f"{key}（{entry.title}）" if entry and entry.title else key


def table_name(source: Source, path: KeyPath) -> Text:
    """A table as a clerk finds it: `[unit]`, or a row by its name."""
    if not path:
        return Text("", "")
    name = named_path(source.values, path)
    shown = name if any(isinstance(step, int) for step in path) else f"[{name}]"
    return Text(f"{shown} ", f" in {shown}")
