"""Where the clusters of a line stand: squeezing in order, opening, the page's grid."""

from __future__ import annotations

from itertools import pairwise

import pytest

from budgetpdf.text.linebreak import BreakRule, break_lines
from text_support import EM, broken, shaped

PITCH = 10.03


def _gaps(text: str, ems: float, **rule: object) -> dict[str, float]:
    """How much each pair of the first line was opened or squeezed, in em."""
    done = shaped(text)
    lines, _ = broken(done, ems, **rule)
    offsets = lines[0].offsets
    pairs = enumerate(pairwise(offsets), lines[0].start)
    return {text[i : i + 2]: round((b - a - done.advances[i]) / EM, 3) for i, (a, b) in pairs}


def test_interpuncts_give_way_before_brackets_and_brackets_before_commas() -> None:
    """clreq 3.5.3."""
    text = "甲·乙，丙（丁）戊己"
    gaps = _gaps(text, 9.5)
    assert gaps["甲·"] == gaps["·乙"] == -0.25
    assert gaps["丙（"] == gaps["）戊"] == gaps["，丙"] == 0
    gaps = _gaps(text, 9)
    assert gaps["丙（"] == gaps["）戊"] == -0.25
    assert gaps["，丙"] == 0
    gaps = _gaps(text, 8.2)
    assert gaps["丙（"] == gaps["）戊"] == -0.5
    assert gaps["，丙"] == pytest.approx(-0.3)


def test_full_stops_inside_a_line_keep_their_width() -> None:
    gaps = _gaps("甲。乙，丙丁", 5.6)
    assert gaps["。乙"] == 0
    assert gaps["，丙"] == pytest.approx(-0.4)


def test_word_spaces_keep_a_quarter_em() -> None:
    """clreq 3.5.3: the space of 仿宋 is a third of an em wide."""
    done = shaped("甲 乙 丙丁")
    lines, _ = broken(done, 4 + 2 * 0.27)
    assert len(lines) == 1
    assert lines[0].width == pytest.approx(45.4, abs=0.01)


def test_free_lines_open_evenly_but_not_inside_numbers_or_dashes() -> None:
    gaps = _gaps("一二12.5三——四五六七八", 9.25)
    assert gaps.pop("12") == gaps.pop("2.") == gaps.pop(".5") == gaps.pop("——") == 0
    assert len(set(gaps.values())) == 1
    assert min(gaps.values()) > 0


def test_full_lines_of_hanzi_stand_on_the_grid() -> None:
    done = shaped("国" * 56, pitch=PITCH)
    lines, _ = break_lines(done, 28 * PITCH, BreakRule(grid=PITCH))
    assert len(lines) == 2
    for line in lines:
        assert list(line.offsets) == pytest.approx([n * PITCH for n in range(28)], abs=1e-6)


def test_latin_absorbs_the_slack_so_that_hanzi_stay_on_the_grid() -> None:
    """clreq 3.2.5: 2.75 em of digits take three columns."""
    done = shaped("预算收入401.38元减少预算收支", pitch=PITCH)
    lines, _ = break_lines(done, 10 * PITCH, BreakRule(grid=PITCH))
    columns = [
        x / PITCH
        for x, letter in zip(lines[0].offsets, done.classes, strict=False)
        if letter == "H"
    ]
    assert columns == pytest.approx([0, 1, 2, 3, 7, 8, 9], abs=1e-3)


def test_what_latin_cannot_absorb_is_shared() -> None:
    """Two columns are left: the number takes a quarter of an em at each side, the bound."""
    done = shaped("预算收入中40元减少预算预算123456", pitch=PITCH)
    lines, _ = break_lines(done, 14.5 * PITCH, BreakRule(grid=PITCH))
    pairs = enumerate(pairwise(lines[0].offsets))
    grown = {done.classes[i : i + 2]: b - a - done.advances[i] for i, (a, b) in pairs}
    assert lines[0].end == 14
    assert [grown["Hn"], grown["nH"]] == pytest.approx([2.5, 2.5])
    assert grown["nn"] == 0
    assert 0 < grown["HH"] < 1.5


def test_half_a_column_of_squeezed_marks_is_shared_evenly() -> None:
    done = shaped("甲乙）。丙丁戊己庚辛壬癸子丑", pitch=PITCH)
    lines, _ = break_lines(done, 12 * PITCH, BreakRule(grid=PITCH))
    steps = [b - a for a, b in pairwise(lines[0].offsets)]
    assert max(steps) == pytest.approx(PITCH * (1 + 0.5 / 11), abs=0.01)
    assert lines[0].width == pytest.approx(12 * PITCH, abs=0.01)


def test_alignments() -> None:
    done = shaped("一二三")
    assert [broken(done, 9, align=align)[0][0].left for align in ("left", "center", "right")] == [
        0,
        30,
        60,
    ]


def test_forced_breaks_end_a_paragraph() -> None:
    done = shaped("一二\n三四")
    lines, _ = broken(done, 9, indent=1)
    assert [(line.start, line.end, line.left) for line in lines] == [(0, 3, 10.0), (3, 5, 0.0)]


def test_nothing_has_no_lines() -> None:
    assert broken(shaped(""), 9) == ((), ())
