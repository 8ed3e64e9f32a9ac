"""Texts of a spec: one line or several, filled in or not, never with control characters."""

from __future__ import annotations

import re
from typing import Any

from budgetpdf.diagnostic import Text
from budgetpdf.spec.amounts import widen
from budgetpdf.spec.faults import fault

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def prose(value: str) -> str:
    """A text without control characters."""
    # Printable text, the common case, has no line ends and no control characters.
    if not value.isprintable() and (found := _CONTROL.search(value)):
        point = f"U+{ord(found[0]):04X}"
        message = Text(f"里有控制字符 {point}", f"holds the control character {point}")
        raise fault("S208", message, Text("删去它", "delete it"))
    return value


def line(value: str) -> str:
    """A text of one line, without the line end that may stand behind it."""
    if value.isprintable():  # nearly all
        return value
    value = prose(value).removesuffix("\n")
    if "\n" in value:
        message = Text("只能写一行，中间不能换行", "takes one line only")
        raise fault("S207", message)
    return value


def filled(value: str) -> str:
    """A text that does not only look like one."""
    if value.isspace():
        raise fault("S205", Text("还没有填", "is not filled in"))
    return value


def extra(value: Any) -> Any:
    """What a profile asks for: figures bounded like amounts, texts without control characters."""
    if isinstance(value, dict):
        return {key: extra(item) for key, item in value.items()}
    if isinstance(value, list):
        return [extra(item) for item in value]
    return prose(value) if isinstance(value, str) else widen(value)
