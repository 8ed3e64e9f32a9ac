"""One thing that does not fit a model, and the words for it."""

from __future__ import annotations

from typing import Any, NamedTuple

from budgetpdf.diagnostic import Text
from budgetpdf.spec.forms import Entry
from budgetpdf.spec.paths import KeyPath, child_at, label, named_path
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


def titled(entry: Entry | None, path: KeyPath) -> Text:
    """`region（所在地区）`: the key as it is written, with its title in Chinese."""
    keys = [step for step in path if isinstance(step, str)]
    key = keys[-1] if keys else ""
    return Text(f"{key}（{entry.title}）" if entry and entry.title else f"{key} ", key)


def table_name(source: Source, path: KeyPath) -> Text:
    """A table as a clerk finds it: `[unit]`, or a row by its name or number; empty for the file."""
    if not path:
        return Text("", "")
    *above, row = path
    if isinstance(row, str):
        name = named_path(source.values, path)
        return Text(f"[{name}]", f"[{name}]")
    rows = named_path(source.values, tuple(above))
    name = label(child_at(source.values, path))
    if name:
        return Text(f"{rows} 的“{name}”", f"“{name}” of {rows}")
    return Text(f"{rows} 的第 {row + 1} 项", f"entry {row + 1} of {rows}")
