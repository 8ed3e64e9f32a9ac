"""Texts of a spec: one line or several, filled in or not, never with control characters."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from budgetpdf.diagnostic import Text
from budgetpdf.spec.amounts import widen
from budgetpdf.spec.faults import fault

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def _prose(value: str) -> str:
    # Printable text, the common case, has no line ends and no control characters.
    if not value.isprintable() and (found := _CONTROL.search(value)):
        point = f"U+{ord(found[0]):04X}"
        message = Text(f"里有控制字符 {point}", f"holds the control character {point}")
        raise fault("S208", message, Text("删去它", "delete it"))
    return value


def _line(value: str) -> str:
    value = _prose(value).removesuffix("\n")
    if "\n" in value:
        message = Text("只能写一行，中间不能换行", "takes one line only")
        raise fault("S207", message)
    return value


def _filled(value: str) -> str:
    if value.isspace():
        raise fault("S205", Text("还没有填", "is not filled in"))
    return value


def _extra(value: Any) -> Any:
    """What a profile asks for: figures bounded like amounts, texts without control characters."""
    if isinstance(value, dict):
        return {key: _extra(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_extra(item) for item in value]
    return _prose(value) if isinstance(value, str) else widen(value)


Line = Annotated[str, AfterValidator(_line)]
"""A text of one line, which may be empty."""

Name = Annotated[str, Field(min_length=1), AfterValidator(_filled), AfterValidator(_line)]
"""A text of one line, which must be filled in."""

Prose = Annotated[str, AfterValidator(_prose)]
"""A text in which a line is a paragraph; it may be empty."""

NonEmpty = Annotated[str, Field(min_length=1), AfterValidator(_filled), AfterValidator(_prose)]
"""A text in which a line is a paragraph; it must be filled in."""

Extra = Annotated[Any, BeforeValidator(_extra)]
"""A value under [extra]."""
