"""指标值: operator, number and unit, or a text; what is refused says what to write."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetpdf.spec.target import read_target


@pytest.mark.parametrize(
    ("value", "parts"),
    [
        ("≥80%", ("≥", "80", "%")),
        ("≤10件/次", ("≤", "10", "件/次")),
        (">=95%", ("≥", "95", "%")),
        ("<=5次", ("≤", "5", "次")),
        ("＞＝９５％", ("≥", "95", "%")),
        ("≧ 3 人", ("≥", "3", "人")),
        ("100%", ("", "100", "%")),
        ("=28台（套）", ("=", "28", "台（套）")),
        ("≤0.25万元/人/月", ("≤", "0.25", "万元/人/月")),
        ("≥30㎡", ("≥", "30", "㎡")),
        (">3", (">", "3", "")),
        ("-2%", ("", "-2", "%")),
        ("≤3个月", ("≤", "3", "个月")),
        ("显著提升", ("", "", "")),
        ("", ("", "", "")),
        ("80%-90%", ("", "", "")),
        ("3～5人", ("", "", "")),
        ("≥5人，≤8人", ("", "", "")),
    ],
)
def test_values(value: str, parts: tuple[str, str, str]) -> None:
    target = read_target(value)
    assert target[:3] == parts
    assert target.text == value.strip()
    assert target.fault is None
    assert target.meant == ""
    assert target.is_number == bool(parts[1])


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("等于百分之百", "=100%"),
        ("大于等于百分之95", "≥95%"),
        ("小于等于百分之九十五", "≤95%"),
        ("百分之一百二十", "=120%"),
        ("等于8人", "=8人"),
        ("小于等于5次", "≤5次"),
        ("不低于80%", "≥80%"),
        ("不超过 0.5万元", "≤0.5万元"),
        ("≥1,200人", "≥1200人"),
    ],
)
def test_words_are_understood_but_stay_a_text(value: str, meant: str) -> None:
    target = read_target(value)
    assert target[:4] == ("", "", "", value)
    assert target.meant == meant
    assert target.fault is None
    assert read_target(meant).is_number


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("95%以上", "≥95%"),
        ("≥95%以上", "≥95%"),
        ("5天以内", "≤5天"),
        ("10人左右", "=10人"),
        ("≥5日", "≥5天"),
        ("12月底前", ""),
        ("12月", ""),
    ],
)
def test_units_that_are_none_are_refused(value: str, meant: str) -> None:
    target = read_target(value)
    assert target[:4] == ("", "", "", value)
    assert target.fault is not None
    assert target.meant == meant


@given(st.text(max_size=20))
def test_any_text_has_a_target(value: str) -> None:
    assert read_target(value).text == value.strip()
