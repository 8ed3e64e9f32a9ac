"""--fix: what has one right answer, edited in place; figures never."""

import tomllib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetpdf.diagnostic import Fix, Span
from budgetpdf.fix import apply, apply_to_bytes, difference, fixes_of
from budgetpdf.rules.explanation import explanations
from rules_support import UNIT, check, whole

FIXABLE = ("K16", "K17", "K18", "K25", "K26", "K28", "K29", "K31", "K47")


def fix(line: int, start: int, end: int, text: str, end_line: int = 0) -> Fix:
    return Fix(Span(UNIT, line, start, end_line or line, end), text)


@pytest.mark.parametrize("code", FIXABLE)
def test_a_fix_removes_its_finding_and_nothing_else_changes(code: str) -> None:
    text, _ = whole(explanations()[code].bad)
    findings = [finding for finding in check(text) if finding.code == code]
    fixes = fixes_of(findings, UNIT)
    assert fixes
    fixed = apply(text, fixes)
    assert code not in {finding.code for finding in check(fixed) if finding.fixes}
    changed = [(a, b) for a, b in zip(text.split("\n"), fixed.split("\n"), strict=True) if a != b]
    assert len(changed) == len({one.span.line for one in fixes})


def test_comments_and_layout_stay() -> None:
    text = '# 说明\nname  =  "合  计"   # 尾注\n\n\n[a]  # 表\nx=1.50\n'
    assert apply(text, [fix(2, 12, 14, "")]) == text.replace("合  计", "合计")


def test_line_ends_stay() -> None:
    text = 'a = "x*y"\r\nb = "一*二"\r\n'
    assert apply(text, [fix(2, 7, 8, "×")]) == 'a = "x*y"\r\nb = "一×二"\r\n'


def test_characters_beyond_the_basic_plane_count_one_column() -> None:
    assert apply('a = "𠮷(一"', [fix(1, 7, 8, "（")]) == 'a = "𠮷（一"'


def test_of_two_overlapping_fixes_the_first_is_made() -> None:
    assert apply('a = "1234"', [fix(1, 6, 8, "x"), fix(1, 7, 9, "y")]) == 'a = "x34"'
    assert apply('a = "12"', [fix(1, 6, 7, "x"), fix(1, 6, 7, "x")]) == 'a = "x2"'


def test_a_fix_over_several_lines() -> None:
    text = 'a = """\n一\n二\n"""\n'
    assert apply(text, [fix(2, 2, 1, "，", end_line=3)]) == 'a = """\n一，二\n"""\n'


@pytest.mark.parametrize("new", ["402", "401.380", '"401"', ""])
def test_a_figure_is_never_touched(new: str) -> None:
    text = 'amount = 401.38\nname = "一*二"\n'
    assert apply(text, [fix(1, 10, 16, new), fix(2, 10, 11, "×")]) == text


def test_slips_of_typing_can_be_fixed_in_a_file_that_is_no_toml_yet() -> None:
    assert apply("name = “张”\n", [fix(1, 8, 9, '"'), fix(1, 10, 11, '"')]) == 'name = "张"\n'


def test_bytes_keep_their_mark_and_line_ends() -> None:
    data = b"\xef\xbb\xbf" + 'a = "一*二"\r\n'.encode()
    assert apply_to_bytes(data, [fix(1, 7, 8, "×")]) == data.replace(b"*", "×".encode())


def test_a_file_in_another_encoding_is_left_alone() -> None:
    data = 'a = "一*二"\n'.encode("gbk")
    assert apply_to_bytes(data, [fix(1, 7, 8, "×")]) == data


def test_only_fixes_of_the_file_are_taken() -> None:
    text, _ = whole(explanations()["K28"].bad)
    assert fixes_of(check(text), "another.toml") == ()


def test_the_diff_shows_what_changes() -> None:
    diff = difference("a\nb\n", "a\nc\n", "unit.toml")
    assert diff.split("\n")[:2] == ["--- unit.toml", "+++ unit.toml"]
    assert "\n-b\n+c\n" in diff
    assert difference("a", "a", "unit.toml") == ""


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 5), st.text("一*×。(（", max_size=3))))
def test_whatever_the_fixes_the_figures_stay(edits: list[tuple[int, int, str]]) -> None:
    text = 'a = "一*二(三)"\nb = 1.50\nc = ["四*五"]\n'
    lines = text.split("\n")
    fixes = []
    for at, length, new in edits:
        line = at % 3
        start = min(at, len(lines[line]))
        end = min(start + length, len(lines[line]))
        fixes.append(fix(line + 1, start + 1, end + 1, new))
    fixed = apply(text, fixes)
    if fixed != text:
        values = tomllib.loads(fixed, parse_float=Decimal)
        assert values["b"] == Decimal("1.50")
        assert "1.50" in fixed
