"""Generated numbers: samples, hanzi beyond ten, restarting under a parent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetpdf.document.numbering import Numbering
from budgetpdf.profile.numerals import circled, hanzi, read_sample, roman
from budgetpdf.profile.parts import Level
from budgetpdf.profile.values import Where
from budgetpdf.spec.source import read_toml


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (19, "十九"),
        (20, "二十"),
        (21, "二十一"),
        (99, "九十九"),
        (100, "一百"),
        (101, "一百零一"),
        (110, "一百一十"),
        (111, "一百一十一"),
        (120, "一百二十"),
        (1000, "一千"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (1100, "一千一百"),
        (2024, "二千零二十四"),
        (9999, "九千九百九十九"),
    ],
)
def test_hanzi(number: int, text: str) -> None:
    assert hanzi(number) == text


VALUES = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
UNITS = {"十": 10, "百": 100, "千": 1000}


def value(text: str) -> int:
    """The number that hanzi say, read independently."""
    total, digit = 0, 0
    for sign in text:
        if sign in UNITS:
            total += (digit or 1) * UNITS[sign]
            digit = 0
        else:
            digit = VALUES.get(sign, 0)
    return total + digit


@given(st.integers(1, 9999))
def test_hanzi_read_back(number: int) -> None:
    text = hanzi(number)
    assert value(text) == number
    assert "零零" not in text
    assert not text.endswith("零")


@pytest.mark.parametrize(
    ("sample", "number", "label"),
    [
        ("一、", 12, "十二、"),
        ("（一）", 3, "（三）"),
        ("第一部分 ", 2, "第二部分 "),
        ("1.", 10, "10."),
        ("1、", 1, "1、"),
        ("（1）", 7, "（7）"),
        ("①", 21, "㉑"),
        ("附件1：", 2, "附件2："),
        ("I.", 4, "IV."),
        ("A.", 3, "C."),
        ("(a)", 26, "(z)"),
        ("Article 1 ", 5, "Article 5 "),
    ],
)
def test_samples(sample: str, number: int, label: str) -> None:
    read = read_sample(sample)
    assert read is not None
    assert read.label(number) == label


@pytest.mark.parametrize("sample", ["", "、", "二、", "第 部分"])
def test_no_sample(sample: str) -> None:
    assert read_sample(sample) is None


@pytest.mark.parametrize(
    ("write", "number"), [(circled, 51), (circled, 0), (roman, 4000), (hanzi, 0)]
)
def test_beyond_what_it_can_write(write: object, number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        write(number)  # type: ignore[operator]


def numbering(*samples: str) -> Numbering:
    source, _ = read_toml(b"", "t.toml")
    assert source is not None
    where = Where(source, ())
    return Numbering([Level(s or "-", read_sample(s), "", where) for s in samples])


def test_numbers_restart_under_their_parent() -> None:
    count = numbering("一、", "（一）", "1.")
    labels = [
        count.next(s)
        for s in ["一、", "（一）", "1.", "1.", "（一）", "1.", "一、", "（一）", "1."]
    ]
    assert labels == [
        (1, "一、"),
        (2, "（一）"),
        (3, "1."),
        (3, "2."),
        (2, "（二）"),
        (3, "1."),
        (1, "二、"),
        (2, "（一）"),
        (3, "1."),
    ]


def test_depth_is_the_real_nesting() -> None:
    count = numbering("一、", "（一）", "1.")
    assert [count.next(s) for s in ["一、", "1.", "1.", "（一）", "1."]] == [
        (1, "一、"),
        (2, "1."),
        (2, "2."),
        (2, "（一）"),
        (3, "1."),
    ]


def test_a_level_may_have_no_number() -> None:
    count = numbering("一、", "", "1.")
    assert [count.next(s) for s in ["一、", "-", "1.", "-", "1."]] == [
        (1, "一、"),
        (2, ""),
        (3, "1."),
        (2, ""),
        (3, "1."),
    ]


@given(st.lists(st.integers(0, 3), max_size=30))
def test_no_depth_is_skipped(levels: list[int]) -> None:
    samples = ["一、", "（一）", "1.", "（1）"]
    count = numbering(*samples)
    depth = 0
    for level in levels:
        now, _ = count.next(samples[level])
        assert now <= depth + 1
        depth = now
