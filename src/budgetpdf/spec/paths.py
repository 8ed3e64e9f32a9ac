"""Key paths: where a value stands in a file, for the program and for people.

Inside, a path is a tuple of keys and row indexes: ("performance", "indicators", 3, "value").
For people rows are named by what they hold, because a row's number changes with every row put
in above: performance.indicators[群体性事件发生数].value. Rows without a name, or with one that a
neighbour has too, keep their number, counted from 1: [#4].
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

KeyPath = tuple[str | int, ...]

# What names a row, the first that is there.
NAMES = ("name", "title", "term", "item", "lead", "code", "id", "kind", "rule")

_STEP = re.compile(r"\[((?:[^\[\]]|\[[^\]]*\])*)\]|([^.\[\]]+)")
_ROW = re.compile(r"#([0-9]+)|([0-9]+)")


def parse_path(text: str) -> KeyPath:
    """`projects[0].name`, with row indexes counted from 0, as a path."""
    return tuple(
        int(step[1]) if step[1] is not None and step[1].isdecimal() else step[1] or step[2]
        for step in _STEP.finditer(text)
    )


def named_path(values: Any, path: KeyPath) -> str:
    """`path` for people, with the rows of `values` named."""
    text = ""
    for step in path:
        if isinstance(step, str):
            text += f".{step}" if text else step
        else:
            text += f"[{_row_name(values, step)}]"
        values = child(values, step)
    return text


def resolve(values: Any, text: str) -> KeyPath | None:
    """The path that `text` means, as `named_path` writes it; None if there is none."""
    path: KeyPath = ()
    for found in _STEP.finditer(text):
        step: str | int | None = found[2]
        if found[1] is not None:
            step = _row_named(values, found[1])
        if step is None or child(values, step) is None:
            return None
        path += (step,)
        values = child(values, step)
    return path or None


def child(values: Any, step: str | int) -> Any:
    """The value one step below, None if there is none."""
    if isinstance(values, dict):
        return values.get(step)
    if isinstance(step, str):
        return getattr(values, step, None)
    rows = isinstance(values, list | tuple)
    return values[step] if rows and 0 <= step < len(values) else None


def child_at(values: Any, path: KeyPath) -> Any:
    """The value at `path`, None if there is none."""
    for step in path:
        values = child(values, step)
    return values


def label(row: Any) -> str:
    """What names a row of a list, empty if nothing does."""
    for key in NAMES:
        name = child(row, key)
        if isinstance(name, str) and name.strip():
            return name
    return ""


def _row_name(rows: Any, index: int) -> str:
    name = label(child(rows, index))
    if not name or _ROW.fullmatch(name) or sum(label(row) == name for row in rows) > 1:
        return f"#{index + 1}"
    return name


def _row_named(rows: Any, name: str) -> int | None:
    if not isinstance(rows, Sequence) or isinstance(rows, str):
        return None
    if number := _ROW.fullmatch(name):
        return int(number[1]) - 1 if number[1] else int(number[2])
    found = [index for index, row in enumerate(rows) if label(row) == name]
    return found[0] if len(found) == 1 else None
