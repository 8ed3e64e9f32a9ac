"""Amounts of money and quantities as decimals."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator


def widen(value: Any) -> Any:
    """TOML integers to Decimal, so that 124 and 124.0 are of one type; bools are left alone."""
    if type(value) is int:
        return Decimal(value)
    return value


Amount = Annotated[Decimal, BeforeValidator(widen)]
Quantity = Annotated[Decimal, BeforeValidator(widen)]
