"""Properties of the line breaker over random paragraphs, and an independent brute-force search."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budgetpdf.layout.glyphruns import set_lines, straight_lines
from budgetpdf.text.clreq import UNITS
from budgetpdf.text.frames import NO_GLYPH
from budgetpdf.text.glyphs import Piece, Shaped, _shaped_singly, shape
from budgetpdf.text.linebreak import (
    BreakRule,
    Line,
    break_lines,
    break_measured,
    break_straight,
    extent,
    measured_extent,
)
from budgetpdf.text.spacing import Measured
from budgetpdf.text.words import (
    _ENCLITICS,
    _SUFFIXES,
    GUESS,
    INSIDE,
    WORD_END,
    WORDS,
    _costs_of,
)
from support import soak
from text_support import EM, fonts, shaped, strings

EXAMPLES = settings(max_examples=soak(40, 10_000))
PITCH = 10.03
NEAR = 0.01

HANZI = st.text("一二三甲乙丙国预算信访", min_size=1, max_size=9)
MARKS = st.sampled_from([*list("，。、；：！？（）“”《》·～"), "——", "……", "）、", "：“", "。”"])
NUMBERS = st.sampled_from(["2023年", "401.38万元", "−52.56", "12.5%", "9,501,164元", "8件/次", "0"])
LATIN = st.sampled_from(["OA", "PDF/A", "budget disclosure", "A-3", "e.g. "])
RARE = st.sampled_from(["堃", "𠮷", "喆玥", "①", "㎡", "葛\U000e0100"])
TEXTS = st.lists(st.one_of(HANZI, MARKS, HANZI, NUMBERS, LATIN, RARE), min_size=1, max_size=60)
RULES = st.builds(
    BreakRule,
    align=st.sampled_from(["justify", "justify", "justify", "left", "center", "right"]),
    squeeze=st.sampled_from([True, True, True, False]),
    strict_start=st.booleans(),
    latin_gap=st.sampled_from([0.0, 0.25]),
    balance=st.sampled_from([False, False, True]),
    grid=st.sampled_from([0.0, PITCH]),
    max_stretch=st.sampled_from([0.25, 0.25, 0.1]),
    units=st.just(UNITS),
)


@EXAMPLES
@given(TEXTS, RULES, st.floats(4, 40), st.sampled_from([0.0, 2.0]))
def test_lines_of_random_paragraphs(
    parts: list[str], rule: BreakRule, ems: float, indent: float
) -> None:
    text = shaped(*parts, pitch=rule.grid or None)
    measure = ems * (rule.grid or EM)
    lines, concessions = break_lines(text, measure, rule, first_indent=indent * EM)
    assert "".join(text.chars) == "".join(parts)
    assert [line.start for line in lines] == [0, *(line.end for line in lines[:-1])]
    assert lines[-1].end == len(text.chars)
    overfull = {c.cluster for c in concessions if c.kind == "overflow"}
    for line in lines:
        if line.start not in overfull:
            _check_places(text, line, rule, measure)
    assert {c.cluster for c in concessions if c.kind == "stretch"} == {
        line.start for line in lines if line.ragged
    }


def _check_places(text: Shaped, line: Line, rule: BreakRule, measure: float) -> None:
    """Every cluster after the last one, no gap too wide or too tight, both ends where they must."""
    shown = len("".join(text.classes[line.start : line.end]).rstrip("bkz"))
    if not shown:
        return
    last = line.start + shown - 1
    end = line.offsets[shown - 1] + text.advances[last]
    white = text.rights[last] if rule.squeeze else 0.0
    assert end - white <= measure + NEAR
    if rule.align == "justify" and line.end < len(text.chars) and not line.ragged:
        assert end >= measure - NEAR
        assert line.left + line.width == pytest.approx(measure, abs=NEAR)
    for i, (a, b) in enumerate(pairwise(line.offsets[:shown]), line.start):
        grown = b - a - text.advances[i]
        assert grown <= (rule.max_stretch + rule.latin_gap) * EM + NEAR
        squeezed = text.rights[i] + text.lefts[i + 1] if rule.squeeze else 0.0
        squeezed += max(0.0, text.advances[i] - EM / 4) if text.classes[i] == "b" else 0.0
        assert grown >= -squeezed - NEAR
        if re.fullmatch("[nl.,%]{2}|DD|EE", text.classes[i : i + 2]):
            assert grown == pytest.approx(0.0, abs=1e-6)


# An independent model of the rules, over marks that stand in one half of their cell.

CLOSERS, OPENERS, PAUSES = "）”》", "（“《", "，、：。"
NO_START = CLOSERS + PAUSES + "…—.%"
TOKENS = ["一", "二", "甲", "，", "。", "、", "：", "（", "）", "“", "”", "《", "》", "——", "……"]
TOKENS += ["401.38", "12.5%", "−52.56", "abc", "3万元", "2023年", "7"]
UNIT = re.compile("[0-9](万元|年)")
LOOSE = 0.25
ADVANCES = {".": 2.5, "%": 8.33, "−": 3.5, "a": 4.44, "b": 5.0, "c": 4.44}
EPS = 1e-4


def _narrow(char: str) -> bool:
    return char in "0123456789.%−abc"


def _may_break(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if after in NO_START or before in OPENERS or (_narrow(before) and _narrow(after)):
        return False
    return not any(m.start() < at - 0 <= m.end() - 1 for m in UNIT.finditer(text))


def _pair(a: str, b: str) -> bool:
    """Two marks that are squeezed to one and a half cells."""
    return (a in CLOSERS + PAUSES and b in CLOSERS + PAUSES + OPENERS) or (
        a in OPENERS and b in OPENERS
    )


def _widths(line: str) -> tuple[float, float, int]:
    """Natural width, tightest width and number of gaps that may open, of a justified line."""
    width = sum(ADVANCES.get(char, 5.0 if char.isdigit() else 10.0) for char in line)
    width -= 5 * (line[0] in OPENERS) + 5 * (line[-1] in CLOSERS + PAUSES)
    give, gaps = 0.0, 0
    for a, b in pairwise(line):
        if _pair(a, b):
            width -= 5
        else:
            give += 5 * (a in CLOSERS + "，、：") + 5 * (b in OPENERS)
        gaps += not (_narrow(a) and _narrow(b)) and a + b not in ("——", "……")
    return width, width - give, gaps


def _good(line: str, measure: float, *, last: bool) -> bool:
    natural, tight, gaps = _widths(line)
    if tight > measure + EPS:
        return False
    return last or measure - natural <= LOOSE * EM * gaps + EPS


def _partitions(text: str) -> Iterator[list[str]]:
    places = [at for at in range(1, len(text)) if _may_break(text, at)]
    for count in range(len(places) + 1):
        for breaks in combinations(places, count):
            yield [text[a:b] for a, b in pairwise([0, *breaks, len(text)])]


def _keeps(lines: list[str], measure: float) -> bool:
    ends = [*lines[:-1]]
    return all(_good(line, measure, last=False) for line in ends) and _good(
        lines[-1], measure, last=True
    )


@EXAMPLES
@given(st.lists(st.sampled_from(TOKENS), min_size=1, max_size=9), st.integers(8, 24))
def test_rules_are_kept_where_they_can_be(tokens: list[str], halves: int) -> None:
    text, measure = "".join(tokens), halves * 5.0
    possible = any(_keeps(lines, measure) for lines in _partitions(text))
    done = shaped(text)
    lines, concessions = break_lines(done, measure, BreakRule())
    found = strings(done, lines)
    if possible:
        assert not concessions, (found, concessions)
        assert _keeps(found, measure), found
        assert all(_may_break(text, line.end) for line in lines[:-1])
    else:
        assert concessions


def _calls(text: str, **rule: Any) -> int:
    """How many Python functions are entered while a text is broken."""
    done, count = shaped(text), 0

    def tick(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(tick)
    try:
        break_lines(done, 100.0, BreakRule(**rule))
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("align", ["justify", "left"])
@pytest.mark.parametrize("unit", ["安排401.38万元（", "12345", "，"])
def test_the_work_grows_with_the_text(unit: str, align: str) -> None:
    assert _calls(unit * 2000, align=align) <= 11 * _calls(unit * 200, align=align)


# What is done in one sum for most texts, against what is done for all of them.

RIGID = st.text("一二三甲乙丙国预算信访0123456789/%", min_size=1, max_size=40)


@EXAMPLES
@given(RIGID, RULES, st.floats(2, 40), st.sampled_from([0.0, 2.0]))
def test_a_text_that_nothing_in_yields_is_set_as_any_other(
    text: str, rule: BreakRule, ems: float, indent: float
) -> None:
    done = shaped(text)
    rule = rule._replace(latin_gap=0.0)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("budgetpdf.text.spacing._YIELDING", re.compile(""))
        slowly = break_lines(done, ems * EM, rule, first_indent=indent)
        widths = extent(done, rule)
    assert Measured(done, rule).rigid
    assert break_lines(done, ems * EM, rule, first_indent=indent) == slowly
    assert extent(done, rule) == widths


@EXAMPLES
@given(TEXTS, st.sampled_from([None, PITCH]))
def test_characters_looked_up_together_are_those_looked_up_singly(
    parts: list[str], pitch: float | None
) -> None:
    pieces = [Piece(part, "body", EM, number) for number, part in enumerate(parts)]
    for those in (pieces, [Piece("".join(parts), "body", EM, 0, 3)], *([p] for p in pieces)):
        found, singly = shape(those, fonts(), pitch=pitch), _shaped_singly(those, fonts(), pitch)
        assert singly.look is None
        assert _columns(found) == _columns(singly)
        if found.look is not None:
            assert set(found.looks) == {found.look}
            assert not any(found.shifts)
            assert NO_GLYPH not in found.gids


def _columns(text: Shaped) -> tuple[object, ...]:
    columns = (
        *(text.chars, text.classes, text.gids, text.looks, text.advances, text.shifts),
        *(text.lefts, text.rights, text.runs, text.indexes, text.spans),
    )
    return (text.missing, text.em, *map(tuple, columns))


STRAIGHT = st.lists(st.one_of(HANZI, HANZI, NUMBERS, st.just("OA")), min_size=1, max_size=8)


@EXAMPLES
@given(
    STRAIGHT,
    st.sampled_from(["left", "center", "right"]),
    st.booleans(),
    st.floats(1.5, 20),
    st.sampled_from([0.0, 2.0]),
)
def test_straight_texts_are_set_as_all_texts_are(
    parts: list[str], align: Any, balance: bool, ems: float, indent: float
) -> None:
    text = shaped("".join(parts))
    rule = BreakRule(align=align, balance=balance)
    measured, general = Measured(text, rule), Measured(text, rule)
    assert measured.straight == (text.look is not None)
    general.straight = False
    measure, indent = ems * EM, indent * EM
    assert measured_extent(measured) == extent(text, rule)
    lines, concessions = break_measured(general, measure, first_indent=indent)
    if not measured.straight:
        return
    breaks, conceded = break_straight(measured, measure, indent)
    assert conceded == concessions
    assert breaks == [0, *(line.end for line in lines)]
    done = straight_lines(measured, breaks, measure, indent, 0.0)
    for one, other in zip(done, set_lines(text, lines, EM, 0.0), strict=True):
        assert one == other


@EXAMPLES
@given(
    st.text(
        "单位预算信息公开情况说明人民政府自治县局委员会的可持续满意度率", min_size=1, max_size=20
    )
)
def test_words_are_cut_as_cheaply_as_they_can_be(text: str) -> None:
    """The least cost of all ways to cut a text, every size of word tried."""
    ways: list[tuple[float, int, bool]] = [(0.0, 0, True)]
    for stop in range(1, len(text) + 1):
        starts = range(max(0, stop - 4), stop)
        costs = [(ways[at][0] + _chunk(text[at:stop])[0], at) for at in starts]
        cost, at = min(costs)
        ways.append((cost, at, _chunk(text[at:stop])[1]))
    borders = {}
    stop, later = len(text), True
    while stop:
        _, at, known = ways[stop]
        borders[stop] = WORD_END if known or later else GUESS
        stop, later = at, known
    assert _costs_of(text) == [borders.get(at, INSIDE) for at in range(1, len(text))]


def _chunk(chunk: str) -> tuple[float, bool]:
    """How unlikely a word looks, and whether its borders can be relied on."""
    if chunk in WORDS:
        return 1.0, True
    if len(chunk) == 1:
        return (1.0, True) if chunk in _ENCLITICS else (2.0, False)
    if len(chunk) == 3 and chunk[-1] in _SUFFIXES:
        return 1.5, True
    return (1.6 if len(chunk) == 2 else 1.3 * len(chunk)), False
