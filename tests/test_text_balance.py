"""Titles and table heads: a pleasing shape, broken between words (GB/T 9704 7.3.1)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from text_support import EM, broken, shaped, strings


def _set(*texts: str, ems: float) -> list[str]:
    done = shaped(*texts, role="hei")
    return strings(done, broken(done, ems, align="center", balance=True)[0])


@pytest.mark.parametrize(
    ("texts", "ems", "lines"),
    [
        (
            ("大厂回族自治县信访局", "2023", "年单位预算信息公开情况说明"),
            20,
            ["大厂回族自治县信访局2023年", "单位预算信息公开情况说明"],
        ),
        (
            ("大厂回族自治县信访局2023年单位预算信息公开情况说明",),
            20,
            ["大厂回族自治县信访局2023年", "单位预算信息公开情况说明"],
        ),
        (
            ("双堃县实验小学", "2024", "年度单位预算信息公开情况说明"),
            20,
            ["双堃县实验小学2024年度", "单位预算信息公开情况说明"],
        ),
        (
            ("堃阳县职业技术教育中心（堃阳县综合职业技术学校）", "2024年单位预算信息公开情况说明"),
            20,
            [
                "堃阳县职业技术教育中心",
                "（堃阳县综合职业技术学校）",
                "2024年单位预算信息公开情况说明",
            ],
        ),
        (("大于等于百分之95",), 4.5, ["大于等于", "百分之95"]),
        (("价值（金额单位：万元）",), 5, ["价值（金额", "单位：万元）"]),
        (("一级指标",), 3, ["一级", "指标"]),
        (("指标值确定依据",), 4, ["指标值", "确定依据"]),
        (("政府采购项目来源",), 5, ["政府采购", "项目来源"]),
        (("评（扣）分标准",), 4, ["评（扣）", "分标准"]),
        (("信访维稳工作经费绩效目标表",), 10, ["信访维稳工作", "经费绩效目标表"]),
        (("机关运行经费",), 6, ["机关运行经费"]),
    ],
)
def test_titles_break_between_words(texts: tuple[str, ...], ems: float, lines: list[str]) -> None:
    assert _set(*texts, ems=ems) == lines


def test_a_border_between_origins_is_a_word_border() -> None:
    """Nothing else tells where these names end."""
    assert _set("甲乙丙丁戊", "己庚辛壬癸子", ems=7) == ["甲乙丙丁戊", "己庚辛壬癸子"]
    assert _set("甲乙丙丁戊己", "庚辛壬癸子", ems=7) == ["甲乙丙丁戊己", "庚辛壬癸子"]


def test_long_titles_are_no_hourglass() -> None:
    done = shaped("单位预算信息公开情况说明" * 4, role="hei")
    lines, _ = broken(done, 20, align="center", balance=True)
    widths = [line.width for line in lines]
    assert len(widths) == 3
    assert not widths[1] < min(widths[0], widths[2])


@given(st.text("单位预算信息国民甲乙丙", min_size=5, max_size=60), st.integers(4, 20))
def test_balanced_lines_are_no_more_and_no_lonelier_than_they_must(text: str, ems: int) -> None:
    done = shaped(text)
    lines, _ = broken(done, ems, align="center", balance=True)
    plain, _ = broken(done, ems, align="left")
    assert len(lines) <= len(plain) + 1
    assert all(line.width <= ems * EM + 0.01 for line in lines)
    assert all(b.end - b.start > 1 for _, b in pairwise(lines))
