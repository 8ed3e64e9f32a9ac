"""Values come from the TOML library, places from the scanner: the two must agree."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from budgetpdf.diagnostic import CharIn
from budgetpdf.spec import encoding, plain
from budgetpdf.spec.paths import child_at
from budgetpdf.spec.source import KeyPath, Source, read_toml
from support import ROOT

SPECS = sorted((ROOT / "specs").glob("*.toml"))


def read(text: str) -> Source:
    source, findings = read_toml(text.encode(), "x.toml")
    assert findings == ()
    assert source is not None
    return source


def leaves(value: Any, path: KeyPath = ()) -> list[tuple[KeyPath, Any]]:
    items: list[tuple[str | int, Any]]
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    else:
        return [(path, value)]
    return [leaf for key, below in items for leaf in leaves(below, (*path, key))]


def assert_agrees(source: Source) -> None:
    """Each value stands where its place says, and each place has a value."""
    for path, value in leaves(source.values):
        assert source.has(path), path
        written = tomli.loads(f"x = {source.written(path)}", parse_float=Decimal)["x"]
        assert same(written, value), path
    for path in source.places:
        assert child_at(source.values, path) is not None, path


def same(one: Any, other: Any) -> bool:
    return bool(one == other) or str(one) == str(other) == "NaN"


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_cells_of_a_row_are_found_together_as_each_is_found_alone(path: Any) -> None:
    together, alone = read_toml(path)[0], read_toml(path)[0]
    assert together is not None
    assert alone is not None
    rows = {path[:-1] for path, _ in leaves(alone.values)}
    found = {row: spans for row in rows if (spans := together.spans_in(row))}
    assert len(found) > 20
    for row, spans in found.items():
        assert spans == {name: alone.span((*row, name)) for name in child_at(alone.values, row)}
        first = next(iter(spans))
        assert together.span((*row, first)) is spans[first]
        assert together.written((*row, first))
        assert together.spans_in(row) == {}  # told apart by now


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_example_specs(path: Any) -> None:
    source, findings = read_toml(path)
    assert source is not None
    assert findings == ()
    assert_agrees(source)


bare_keys = st.text("abz09_-", min_size=1, max_size=6)
texts = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])
    | st.sampled_from("\t“”一𠮷\\'\"#"),
    max_size=12,
)


@st.composite
def strings(draw: st.DrawFn) -> str:
    text = draw(texts)
    basic = "".join(
        f"\\u{ord(char):04x}" if ord(char) < 0x10000 and draw(st.integers(0, 9)) == 0 else char
        for char in text.replace("\\", "\\\\").replace('"', '\\"')
    )
    lines = text.replace("\\", "\\\\").replace('"', '\\"') + draw(
        st.sampled_from(["", "\n甲\r\n乙", " \\\n   丙", '""\n'])
    )
    plain = text.replace("'", "")
    forms = [f"'{plain}'", f"'''\n{plain}\n'''", f'"""{lines}"""', f'"""\r\n{lines}"""']
    forms += [f'"{basic}"'] if "\\u005c" not in basic and "\\u0022" not in basic else []
    return draw(st.sampled_from(forms))


def test_files_that_are_right_are_read_in_one_plain_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(plain, "scan_closely")
    for path in [*SPECS, *(ROOT / "src").glob("budgetpdf/profile/builtin/*.toml")]:
        source, findings = read_toml(path)
        assert source is not None
        assert findings == ()


NUMBERS = """
0 124 -7 +3 1_000 0x1f 0o17 0b101 1.50 -0.0 1e5 6.02E+23 inf -inf nan true false
2023-02-05 2023-02-05T10:00:00 1979-05-27T00:32:00-07:00 07:32:00
"""
numbers = st.sampled_from(NUMBERS.split())
gaps = st.sampled_from(["", " ", "\t", "  "])
breaks = st.sampled_from(["", " ", "\n", "\r\n  ", " # 注释 “ [ = \n", "\n\n"])
keys = bare_keys | st.sampled_from(['"b.c"', "'单位'", '"a\\"b"', '"\\u4e00"', "a . b", 'x."y z"'])


@st.composite
def lists(draw: st.DrawFn, items: st.SearchStrategy[str]) -> str:
    inside = draw(st.lists(items, max_size=4))
    parts = [f"{draw(breaks)}{item}{draw(breaks)}" for item in inside]
    end = draw(st.sampled_from(["", ",", ", # 末\n"])) if parts else ""
    return f"[{','.join(parts)}{end}{draw(breaks)}]"


@st.composite
def tables(draw: st.DrawFn, items: st.SearchStrategy[str]) -> str:
    inside = draw(st.dictionaries(bare_keys, items, max_size=3))
    parts = [f"{draw(gaps)}{key}{draw(gaps)}={draw(gaps)}{item}" for key, item in inside.items()]
    return f"{{{','.join(parts)}{draw(gaps)}}}"


values = st.recursive(strings() | numbers, lambda items: lists(items) | tables(items), max_leaves=8)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Statements with keys made different by a number, so that nothing is written twice."""
    ends = st.sampled_from(["\n", "\r\n", " # 说明 = “x”\n", "\n\n# x\n"])
    lines = [draw(st.sampled_from(["", "\n", "# 开头\n", "\ufeff"]))]
    for number in range(draw(st.integers(0, 8))):
        kind = draw(st.integers(0, 5))
        key = f"k{number}.{draw(keys)}" if kind == 1 else f"k{number}"
        if kind < 4:
            lines.append(f"{draw(gaps)}{key}{draw(gaps)}={draw(gaps)}{draw(values)}")
        elif kind == 4:
            lines.append(f"{draw(gaps)}[t{number}.{draw(keys)}]")
        else:
            lines.append(f"[[rows]]\n[rows.below]\nx = {draw(values)}\n[[rows.deep]]")
        lines.append(draw(ends))
    return "".join(lines)


@given(documents())
def test_values_and_places_agree(text: str) -> None:
    assert_agrees(read(text))


@given(texts, st.integers(0, 20))
def test_every_character_of_a_text_is_found(text: str, before: int) -> None:
    lines = '甲\\t"\r\n\\u4e59\\\n   丙'
    for raw in (f'"""\n{text.replace(chr(92), "").replace(chr(34), "")}{lines}"""', '"a\\tb\\\\c"'):
        source = read(f"{'#' * before}\n你 = 1\n".replace("你", "k") + f"x = [1, {raw}]\n")
        value = source.values["x"][1]
        for index, char in enumerate(value):
            span = source.locate(CharIn(source.span(("x", 1)), index))
            start, end = offset(source, span.line, span.column), offset(source, *span[3:5])
            written = source.text[start:end]
            assert written == char or written[0] == "\\" or (written, char) == ("\r\n", "\n")


def offset(source: Source, line: int, column: int) -> int:
    lines = source.text.split("\n")
    return sum(len(each) + 1 for each in lines[: line - 1]) + column - 1


def test_columns_count_code_points_from_one() -> None:
    source = read("\ufeff甲 = 1\n".replace("甲", '"𠮷吉"') + 'unit = { name = "大厂" }\n')
    assert source.key_span(("𠮷吉",))[1:] == (1, 1, 1, 5)
    assert source.span("unit.name")[1:] == (2, 17, 2, 21)
    assert source.key_span("unit.name")[1:] == (2, 10, 2, 14)


def test_what_is_not_written_stands_at_the_table_above_it() -> None:
    source = read("a = 1\n\n[unit] # x\nname = 'x'\n[[rows]]\n[[rows]]\nk = 2\n")
    assert source.span("unit.region")[1:] == (3, 1, 3, 7)
    assert source.span("rows[1].missing")[1:] == (6, 1, 6, 9)
    assert source.span("nothing.at.all")[1:] == (0, 0, 0, 0)
    assert not source.has("unit.region")


def test_a_character_in_a_text_of_several_lines() -> None:
    source = read('goal = """\r\n第一段\r\n第二\\u6bb5\\\r\n   完"""\n')
    assert source.values["goal"] == "第一段\n第二段完"
    places = [source.locate(CharIn(source.span("goal"), index))[1:] for index in (0, 3, 4, 6, 7, 8)]
    assert places == [
        (2, 1, 2, 2),
        (2, 4, 3, 1),
        (3, 1, 3, 2),
        (3, 3, 3, 9),
        (4, 4, 4, 5),
        (4, 5, 4, 8),
    ]


def test_a_character_of_something_else_is_the_value() -> None:
    source = read("amount = 12.5\n")
    assert source.locate(CharIn(source.span("amount"), 2)) == source.span("amount")


def test_no_group_repeats_possessively() -> None:
    """Before 3.11.5 (Debian 12 has 3.11.2) such a group loses its place when its last try fails."""
    for path in (ROOT / "src").rglob("*.py"):
        lines = path.read_text(encoding="utf-8").splitlines()
        found = [line for line in lines if re.search(r"\)(?:[*+?]|\{[0-9,]+\})\+", line)]
        assert found == [], path


@given(st.text(st.characters(codec="utf-8", max_codepoint=0x200) | st.sampled_from("甲\r\n")))
def test_bytes_without_controls_are_a_text_without_controls(text: str) -> None:
    if not encoding._may_hold_controls(text.encode()):
        assert encoding._masked(text) == encoding.Decoded(text)
