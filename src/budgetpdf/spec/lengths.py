"""Lengths: decimals of a file as floats, within limits."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, Any

from budgetpdf.spec.engine import PydanticKnownError
from budgetpdf.spec.table import after, before, plain

if TYPE_CHECKING:
    from budgetpdf.spec.table import Schema

_LIMITS: dict[str, tuple[Any, Callable[[float, float], bool]]] = {
    "gt": ("greater_than", operator.gt),
    "ge": ("greater_than_equal", operator.ge),
    "lt": ("less_than", operator.lt),
    "le": ("less_than_equal", operator.le),
}


def as_float(value: Any) -> Any:
    """Numbers are read as decimals; lengths are floats."""
    return float(value) if type(value) in (int, Decimal) else value


def length(**limits: float) -> Schema:
    """A length as pydantic checks it: it is no infinity, then each limit in turn."""

    def within(value: float) -> float:
        if not isfinite(value):
            raise PydanticKnownError("finite_number")
        for name, limit in limits.items():
            kind, keeps = _LIMITS[name]
            if not keeps(value, limit):
                raise PydanticKnownError(kind, {name: limit})
        return value

    return after(within, before(as_float, plain("float")))
