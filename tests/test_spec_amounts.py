"""Amounts: bounded before anything formats them, printed as written, rounded one way only."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from budgetpdf.spec.amounts import convert, plain, round_half_up
from budgetpdf.spec.kinds import Amount

adapter: TypeAdapter[Decimal] = TypeAdapter(Amount)

amounts = st.decimals(-(10**11), 10**11, allow_nan=False, places=None).filter(
    lambda value: -int(value.as_tuple().exponent) <= 6
) | st.decimals(-(10**9), 10**9, places=2)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        (Decimal("243.10"), "243.10"),
        (124, "124"),
        (0, "0"),
        (Decimal("-0.0"), "0.0"),
        (Decimal("0e5"), "0"),
        (Decimal("1.2e2"), "120"),
        (Decimal("1e3"), "1000"),
        (Decimal("1.50e1"), "15.0"),
        (-52, "-52"),
        (Decimal("999999999999.999999"), "999999999999.999999"),
        (Decimal("1e-6"), "0.000001"),
    ],
)
def test_amounts_print_as_written_without_exponents(written: int | Decimal, printed: str) -> None:
    assert plain(adapter.validate_python(written, strict=True)) == printed


@pytest.mark.parametrize(
    "written",
    [
        *(Decimal(text) for text in ("nan", "-inf", "1e12", "1e999999999", "1e-7", "0.1234567")),
        *(10**12, -(10**5000), True, "124", 1.5, None),
    ],
    ids=lambda written: str(written)[:20] if not isinstance(written, int) else "integer",
)
def test_what_is_no_amount_is_refused(written: object) -> None:
    with pytest.raises(ValidationError):
        adapter.validate_python(written, strict=True)


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        ("2.345", 2, "2.35"),
        ("-2.345", 2, "-2.35"),
        ("2.344999", 2, "2.34"),
        ("0.5", 0, "1"),
        ("-0.004", 2, "0.00"),
        ("999999999999.999999", 2, "1000000000000.00"),
        ("3", 2, "3.00"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: str, decimals: int, rounded: str) -> None:
    assert plain(round_half_up(Decimal(value), decimals)) == rounded


@given(amounts, st.integers(0, 6))
def test_rounding_is_never_off_by_more_than_a_half(value: Decimal, decimals: int) -> None:
    rounded = round_half_up(value, decimals)
    assert abs(Fraction(rounded) - Fraction(value)) <= Fraction(1, 2 * 10**decimals)
    assert rounded.as_tuple().exponent == -decimals


@pytest.mark.parametrize(
    ("value", "unit", "other", "printed"),
    [
        ("1.25", "万元", "元", "12500"),
        ("401.38", "万元", "元", "4013800"),
        ("0.00001", "万元", "元", "0.1"),
        ("12500", "元", "万元", "1.25"),
        ("12500.00", "元", "万元", "1.25"),
        ("4967506", "元", "万元", "496.7506"),
        ("1200000", "元", "万元", "120"),
        ("0.00", "元", "万元", "0"),
        ("243.10", "万元", "万元", "243.10"),
    ],
)
def test_units(value: str, unit: str, other: str, printed: str) -> None:
    assert plain(convert(Decimal(value), unit, other)) == printed  # type: ignore[arg-type]


@given(amounts)
def test_conversion_loses_nothing(value: Decimal) -> None:
    there = convert(value, "元", "万元")
    assert Fraction(there) * 10_000 == Fraction(value)
    assert convert(there, "万元", "元") == value
    assert "E" not in plain(there)
