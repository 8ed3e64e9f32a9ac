"""Amounts of money and quantities as decimals: reading, printing, rounding, 元 and 万元."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any, Literal

from budgetpdf.diagnostic import Text
from budgetpdf.spec.faults import fault

DIGITS = 12
MAX_DECIMALS = 6
LIMIT = 10**DIGITS

Unit = Literal["元", "万元"]

_HINTS = Text("检查小数点和单位（amounts_in）", "check the decimal point and the unit (amounts_in)")


def widen(value: Any) -> Any:
    """A TOML number as a Decimal that is safe to format: 124 and 124.0 are of one type.

    Decided by digits and exponent before anything formats it, because 1e999999999 has a
    thousand million digits. Bools and other types are left to the model, which refuses them.
    """
    if type(value) is int:
        return Decimal(value) if abs(value) < LIMIT else _too_large()
    return _bounded(value) if isinstance(value, Decimal) else value


def _bounded(value: Decimal) -> Decimal:
    """`value` without exponent and without a negative zero, if it is an amount at all."""
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise fault("S204", Text("不能是 nan 或 inf", "cannot be nan or inf"))
    if value and value.adjusted() >= DIGITS:
        return _too_large()
    if exponent < -MAX_DECIMALS:
        message = Text(f"最多写 {MAX_DECIMALS} 位小数", f"may have at most {MAX_DECIMALS} decimals")
        raise fault("S203", message)
    if not value:
        return Decimal((0, (0,), min(exponent, 0)))
    return value if exponent <= 0 else Decimal((sign, digits + (0,) * exponent, 0))


def _too_large() -> Decimal:
    raise fault("S202", Text("太大，须小于一万亿", "must be less than 10¹²"), _HINTS)


def plain(value: Decimal) -> str:
    """The digits as written, never with an exponent: 243.10 stays 243.10, 120 stays 120."""
    return format(value, "f")


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """四舍五入 to `decimals` places: a half goes away from zero. A rounded zero has no sign."""
    with localcontext(prec=60):
        rounded = value.quantize(Decimal((0, (1,), -decimals)), rounding=ROUND_HALF_UP)
    return rounded or abs(rounded)


def convert(value: Decimal, from_unit: Unit, to_unit: Unit) -> Decimal:
    """`value` in the other unit, exactly, with no more decimals than it needs but those written.

    1.25 万元 is 12500 元; 12500 元 is 1.25 万元, 12500.00 元 too. In one unit nothing changes.
    """
    if from_unit == to_unit:
        return value
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    shifted = exponent + (4 if to_unit == "元" else -4)
    if to_unit == "万元":
        while len(digits) > 1 and digits[-1] == 0 and shifted < 0:
            digits, shifted = digits[:-1], shifted + 1
    if shifted > 0:
        digits, shifted = digits + (0,) * shifted, 0
    return Decimal((sign, digits, shifted)) if value else Decimal(0)
