"""Styled inlines into lines of placed glyph runs."""

from __future__ import annotations

import pytest

from budgetpdf.diagnostic import CharIn, Severity, Span
from budgetpdf.document.blocks import Leader, PageRef, Run
from budgetpdf.layout.kept import WIDTHS, KeptText, Manner
from budgetpdf.layout.paragraph import SetLine, SetText, Typesetter, shift
from budgetpdf.style.sheet import Sheet, TextStyle
from budgetpdf.text.glyphs import Piece, shape
from budgetpdf.text.spacing import BreakRule
from text_support import ROLES, fonts

STYLE = TextStyle(role="body", size=10.0, align="left")
SHEET = Sheet(pages={}, texts={"body": STYLE, "strong": TextStyle(role="hei")}, tables={}, fonts={})
SPAN = Span("unit.toml", 3, 8, 3, 40)
PITCH = 10.4


def _setter(**pages: str) -> Typesetter:
    return Typesetter(SHEET, fonts(), pages)


def _set(*texts: str, measure: float = 100.0, style: TextStyle = STYLE) -> SetText:
    return _setter().set_text(tuple(Run(text) for text in texts), style, measure, 5)


def _text(line: SetLine) -> str:
    return "".join("".join(run.chars) for run in line.items)


def _ends(line: SetLine) -> list[float]:
    return [run.x + run.width for run in line.items]


def test_a_new_run_where_the_face_changes() -> None:
    line = _set("收入40万元").lines[0]
    assert ["".join(run.chars) for run in line.items] == ["收入", "40", "万元"]
    assert [run.x for run in line.items] == pytest.approx([0, 20, 30])
    assert [run.width for run in line.items] == pytest.approx([20, 10, 20])
    assert (line.width, line.size) == (pytest.approx(50), 10.0)
    assert {run.node for run in line.items} == {5}
    assert len({run.face for run in line.items}) == 2


def test_a_fallback_glyph_is_shifted_to_the_height_of_its_neighbours() -> None:
    line = _set("国堃国").lines[0]
    assert [run.y for run in line.items] == pytest.approx([0, 0.4, 0])


def test_runs_of_one_look_join_over_their_origins() -> None:
    assert len(_set("一二", "三四").lines[0].items) == 1


def test_a_character_style_brings_its_role() -> None:
    content = (Run("一"), Run("二", style="strong"))
    items = _setter().set_text(content, STYLE, 100, 5).lines[0].items
    names = [fonts().faces[run.face].name for run in items]
    assert names == ["FandolFang-Regular.otf", "NotoSansSC_500Medium.ttf"]


def test_size_and_indent_given_in_place_of_the_styles() -> None:
    style = STYLE._replace(first_indent=2)
    assert _set("一", style=style).lines[0].items[0].x == 20
    done = _setter().set_text((Run("一二"),), style, 100, 5, size=8.0, first_indent=3.0)
    assert done.lines[0].items[0].x == 3
    assert done.lines[0].width == 16
    assert done.lines[0].size == 8


def test_the_pitch_holds_for_strict_styles_only() -> None:
    content = (Run("一二三"),)
    strict, free = STYLE._replace(grid="strict", first_indent=1), STYLE
    offsets = [
        _setter().set_text(content, style, 100, 5, pitch=PITCH).lines[0].items[0].offsets
        for style in (strict, free)
    ]
    assert offsets[0] == pytest.approx([0, PITCH, 2 * PITCH])
    assert offsets[1] == pytest.approx([0, 10, 20])
    first = _setter().set_text(content, strict, 100, 5, pitch=PITCH).lines[0].items[0]
    assert first.x == pytest.approx(PITCH + (PITCH - 10) / 2)


def test_an_empty_text_has_no_lines() -> None:
    assert _set() == SetText((), ())
    assert _set("") == SetText((), ())


def test_spaces_at_a_lines_end_take_no_room() -> None:
    first, second = _set("budget system", measure=40).lines
    assert (_text(first), _text(second)) == ("budget ", "system")
    assert max(_ends(first)) == pytest.approx(first.width)


def test_what_shows_nothing_has_no_glyph() -> None:
    line = _set("一\u200b二\n").lines[0]
    assert _text(line) == "一二"
    assert line.items[0].offsets == pytest.approx([0, 10])


def test_a_trimmed_mark_ends_where_its_white_begins() -> None:
    style = STYLE._replace(align="justify")
    first = _set("一二三四五，六七", measure=55, style=style).lines[0]
    assert _text(first) == "一二三四五，"
    assert max(_ends(first)) == pytest.approx(55)


def test_extent() -> None:
    extent = _setter().extent((Run("收入401.38万元，"),), STYLE)
    assert extent.minimum == pytest.approx(27.5 + 20 + 10)  # the comma cannot begin a line
    assert extent.maximum == pytest.approx(20 + 57.5)
    doubled = _setter().extent((Run("收入401.38万元，"),), STYLE._replace(size=20.0))
    assert doubled.maximum == pytest.approx(2 * extent.maximum)
    assert _setter().extent((), STYLE) == (0, 0)


def test_shift_moves_runs_and_nothing_else() -> None:
    run = _set("一二").lines[0].items[0]
    assert shift([run], 3, 4) == [run._replace(x=run.x + 3, y=run.y + 4)]


def test_page_references() -> None:
    content = (Run("见第"), PageRef("goal"), Run("页"))
    assert _text(_setter(goal="12").set_text(content, STYLE, 100, 5).lines[0]) == "见第12页"
    assert _text(_setter().set_text(content, STYLE, 100, 5).lines[0]) == "见第00页"


def _entry(text: str, page: str, measure: float = 120.0) -> SetText:
    content = (Run(text), Leader("…"), PageRef("x"))
    return _setter(x=page).set_text(content, STYLE, measure, 5)


def test_leaders_fill_the_line_up_to_the_page_number() -> None:
    (line,) = _entry("职责", "12").lines
    assert _text(line) == "职责" + "…" * 9 + "12"
    assert _ends(line)[-1] == pytest.approx(120)
    assert line.width == 120
    text, dots, number = line.items
    assert (text.node, dots.node, number.node) == (5, "layout", 5)
    assert dots.x + dots.width == pytest.approx(number.x)


def test_the_dots_of_all_entries_stand_below_each_other() -> None:
    lines = [_entry(text, "3").lines[0] for text in ("职责", "收入2023")]
    columns = [
        {round(run.x + x, 3) for run in line.items[-2:-1] for x in run.offsets} for line in lines
    ]
    assert columns[1] < columns[0]


def test_a_long_entry_keeps_off_the_page_numbers() -> None:
    lines = _entry("大厂回族自治县信访局单位预算信息公开情况", "12").lines
    assert len(lines) == 3
    assert all(line.width <= 90 for line in lines[:-1])
    assert _text(lines[-1]).startswith("情况…")


def test_a_missing_character_is_told_with_its_place() -> None:
    content = (Run("一二"), Run("a\u0378", span=SPAN, start=10))
    (finding,) = _setter().set_text(content, STYLE, 100, 5).findings
    assert (finding.code, finding.severity) == ("F001", Severity.ERROR)
    assert finding.places == (CharIn(SPAN, 11),)
    assert "U+0378" in finding.message.zh
    asked = [face.file in finding.message.en for face in ROLES["body"]]
    assert asked == [False, True, True]  # the Latin face is not asked for it


def test_private_use_is_refused_by_name() -> None:
    (finding,) = _setter().set_text((Run("\ue123", span=SPAN, start=0),), STYLE, 100, 5).findings
    assert (finding.code, finding.places) == ("F002", (CharIn(SPAN, 0),))
    assert "U+E123" in finding.message.zh
    assert finding.hint is not None


@pytest.mark.parametrize(
    ("text", "measure", "codes", "index"),
    [
        ("1234567万元", 40, ["L001"], 7),
        ("一二三1234567890", 60, ["L002"], 0),
        ("abcdefghijklmnop", 40, ["L003"], 9),
        ("（“《一", 11, ["L004", "L004"], 1),
        ("国国", 5, ["L005", "L005"], 0),
    ],
)
def test_rules_that_gave_way_are_told(
    text: str, measure: float, codes: list[str], index: int
) -> None:
    style = STYLE._replace(align="justify" if codes == ["L002"] else "left")
    content = (Run(text, span=SPAN, start=0),)
    findings = _setter().set_text(content, style, measure, 5).findings
    assert [finding.code for finding in findings] == codes
    assert findings[0].severity is Severity.WARNING
    assert findings[0].places == (CharIn(SPAN, index),)


def test_the_same_text_is_set_alike_again() -> None:
    setter = _setter()
    content = (Run("预算收入401.38万元，其中：基本支出增加20.83万元"),)
    assert setter.set_text(content, STYLE, 77, 5) == setter.set_text(content, STYLE, 77, 5)


def test_a_text_is_kept_in_a_few_widths() -> None:
    """A head that all reports share has another width in each: a worker would grow and grow."""
    manner = Manner("body", 10.0, None, BreakRule(), 0.0)
    kept = KeptText(shape((Piece("预算单位", "body", 10.0, 0),), fonts()), manner)
    first = kept.set(50.0, 0.0)
    for width in range(51, 51 + 3 * WIDTHS):
        kept.set(float(width), 0.0)
        assert len(kept._set) <= WIDTHS
    assert kept.set(50.0, 0.0) == first
