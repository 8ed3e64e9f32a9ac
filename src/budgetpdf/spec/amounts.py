"""Amounts of money and quantities as decimals: reading, printing, rounding, 元 and 万元."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

LIMIT = Decimal(10) ** 12
MAX_DECIMALS = 6
YUAN_PER_WAN = Decimal(10_000)


def widen(value: Any) -> Any:
    """A TOML number as a Decimal that is safe to format: 124 and 124.0 are of one type.

    Decided by its digits and exponent before anything formats it, because 1e999999999 has a
    thousand million digits. Bools and other types are left to the model, which refuses them.
    """
    if type(value) is int:
        value = Decimal(value) if abs(value) < LIMIT else Decimal("Infinity")
    if not isinstance(value, Decimal):
        return value
    if value.is_nan():
        raise PydanticCustomError("amount_nan", "not a number")
    if value.is_infinite() or (value and value.adjusted() >= LIMIT.adjusted()):
        raise PydanticCustomError("amount_too_large", "too large")
    return _narrow(value)


def _narrow(value: Decimal) -> Decimal:
    """`value` without exponent and without a negative zero."""
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > MAX_DECIMALS:
        raise PydanticCustomError("amount_decimals", "too many decimals")
    if not value:
        return abs(value) if isinstance(exponent, int) and exponent <= 0 else Decimal(0)
    return value.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else value


Amount = Annotated[Decimal, BeforeValidator(widen)]
"""Money in the spec's unit: |x| < 10¹², at most 6 decimals, as many as were written."""

Quantity = Annotated[Decimal, BeforeValidator(widen)]
"""A count or a measure (台, 平方米): bounded like an amount."""


def plain(value: Decimal) -> str:
    """The digits as written, never with an exponent: 243.10 stays 243.10, 120 stays 120."""
    return format(value, "f")


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """四舍五入 to `decimals` places: halves go away from zero."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def convert(value: Decimal, from_unit: str, to_unit: str) -> Decimal:
    """`value` from 元 or 万元 to the other unit, exactly; units alike leave it as it is.

    12,500 元 is 1.2500 万元 (four decimals: nothing is lost, rounding is the caller's choice);
    1.25 万元 is 12500 元.
    """
    if from_unit == to_unit:
        return value
    if to_unit == "元":
        product = value * YUAN_PER_WAN
        whole = product.to_integral_value()
        return whole if product == whole else product
    return value.scaleb(-4)
