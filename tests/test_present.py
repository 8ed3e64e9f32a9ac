"""Findings as a person reads them."""

from __future__ import annotations

from budgetpdf.diagnostic import Argument, CellRef, CharIn, Diagnostic, Severity, Span, Text
from budgetpdf.present import Presenter, columns, order, place_text


def finding(*places: Span, severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic(
        "R03", severity, Text("不平", "does not add up"), places, Text("改", "fix it")
    )


def test_columns_count_hanzi_twice() -> None:
    assert columns("a堃𠮷é") == 1 + 2 + 2 + 1
    assert columns("\u200b") == 0


def test_the_caret_stands_under_the_value() -> None:
    text = '名称 = "某局"\nname = "堃校"\n'
    lines = list(Presenter("zh", texts={"u.toml": text}).one(finding(Span("u.toml", 2, 8, 2, 12))))
    assert lines[0] == "u.toml:2:8: 错误 R03 不平"
    assert lines[1] == '    2 │ name = "堃校"'
    assert lines[2] == "      │        ^^^^^^"
    assert lines[3] == "    怎么办：改"


def test_wide_characters_before_the_place_count_two_columns() -> None:
    lines = list(Presenter(texts={"u": "人员经费 = x"}).one(finding(Span("u", 1, 8, 1, 9))))
    assert lines[2].index("^") - lines[1].index("人") == columns("人员经费 = ")


def test_english_colour_and_other_places() -> None:
    first, second = Span("a", 1, 1, 1, 2), Span("b", 3, 4, 3, 5)
    lines = list(Presenter("en", colour=True).one(finding(first, second)))
    assert lines[0] == "a:1:1: \x1b[31merror R03\x1b[0m does not add up"
    assert lines[1] == "    see also: b:3:4"


def test_control_characters_never_reach_the_terminal() -> None:
    lines = list(Presenter(texts={"u": "a\x1b[2Jb"}).one(finding(Span("u", 1, 1, 1, 2))))
    assert all("\x1b" not in line for line in lines)


def test_places_as_text() -> None:
    span = Span("u.toml", 2, 3, 2, 5)
    assert place_text(CharIn(span, 4)) == "u.toml:2:3"
    assert place_text(CellRef("表.xlsx", "一", "B7")) == "表.xlsx#一!B7"
    assert place_text(Argument("--font x")) == "--font x"
    assert place_text(Span("u.toml", 0, 0, 0, 0)) == "u.toml"


def test_order_is_by_place_then_gravity() -> None:
    late, early = Span("u", 9, 1, 9, 2), Span("u", 2, 5, 2, 6)
    mild = finding(early, severity=Severity.NOTE)
    findings = sorted([finding(late), mild, finding(early)], key=order)
    assert [f.places[0] for f in findings] == [early, early, late]
    assert findings[0].severity is Severity.ERROR
