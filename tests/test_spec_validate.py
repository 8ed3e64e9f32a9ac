"""What does not fit the spec: where it stands, what is wrong, how to write it; all at once."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Annotated

import pytest
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from budgetpdf.diagnostic import Diagnostic, Severity, Span, Text
from budgetpdf.spec import SpecFile, read
from budgetpdf.spec.faults import fault
from budgetpdf.spec.source import read_toml
from budgetpdf.spec.table import of_model
from budgetpdf.spec.validate import validate
from support import ROOT

SPEC = (ROOT / "specs" / "dachang-xinfang-2023.toml").read_text(encoding="utf-8")


def check(text: str, tmp_path: Path) -> tuple[SpecFile | None, tuple[Diagnostic, ...]]:
    path = tmp_path / "unit.toml"
    path.write_text(text, encoding="utf-8")
    return read(path)


def with_line(old: str, new: str) -> str:
    assert SPEC.count(old) >= 1, old
    return SPEC.replace(old, new, 1)


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


# what stands in the example, what stands there instead, code, where (a part of its line), words
CASES: list[tuple[str, str, str, str, str, str]] = [
    ("region =", "regoin =", "S101", "regoin", "没有 regoin 这一项", "是不是 region（所在地区）？"),
    ("region =", "所在地区 =", "S101", "所在地区 =", "没有 所在地区", "region（所在地区）"),
    ("[assets]", "[asset]", "S101", "[asset]", "没有 asset", "assets（国有资产信息）"),
    ("items = []", "itmes = []", "S101", "itmes", "没有 itmes", "items（采购明细）"),
    ("items = []", "zzz = 1", "S101", "zzz", "没有 zzz", "这里可以写：items, total"),
    ("[unit]", "zzz = 1\n[unit]", "S101", "zzz", "没有 zzz", "[extra]"),
    (
        "[unit]",
        "[unit]\npublished = 2023-02-05",
        "S102",
        "published = 2023-02-05\nname",
        "published 这一项应放在文件开头、第一个 [ ] 之前",
        "行的 [unit] 把它收进去了",
    ),
    (
        "[unit]",
        "[unit]\nbusiness_operating = 3",
        "S102",
        "business_operating",
        "应放在 [expenditure] 或 [last_year.expenditure] 下",
        "[unit] 把它收进去了",
    ),
    ("[performance]", "[goals]\n[performance]", "S102", "[goals]", "[[performance.goals]]", ""),
    ("as_of = 2022-12-31", "", "S103", "[assets]", "[assets] 缺少 as_of（截至日期）", "as_of ="),
    (', funding = "财政拨款"', "", "S103", "nature =", "缺少 funding（经费保障形式）", "{ } 里"),
    ("fiscal_year = 2023", "", "S103", "", "缺少 fiscal_year（预算年度）", "文件开头"),
    (
        "fiscal_year = 2023",
        'fiscal_year = "2023"',
        "S104",
        "fiscal_year",
        "应当是整数",
        "写成 2023",
    ),
    ("personnel = 243.1", 'personnel = "243.1万元"', "S104", "personnel", "应当是数字", "243.1"),
    ("personnel = 243.1", "personnel = true", "S104", "personnel", "这里是 true", ""),
    ("personnel = 243.1", "personnel = [243.1]", "S104", "personnel", "这里是列表", ""),
    ("personnel = 243.1", "personnel = 2023-01-01", "S104", "personnel", "这里是日期", ""),
    ("items = []", "items = 3", "S104", "items", "应当是列表", ""),
    ("as_of = 2022-12-31", 'as_of = "2022"', "S104", "as_of", "应当是日期", ""),
    ("as_of = 2022-12-31", "as_of = 2022-12-31T00:00:00", "S104", "as_of", "应当是日期", ""),
    ("[revenue]", "[[revenue]]", "S104", "[[revenue]]", "应当是一组", ""),
    ("fiscal_year = 2023", "fiscal_year = 2023.0", "S104", "fiscal_year", "应当是整数", ""),
    ('kind = "行政"', 'kind = "行正"', "S201", "kind", "行政、参公、事业 之一", "是不是“行政”？"),
    ('kind = "行政"', 'kind = ""', "S205", "kind =", "还没有填", "行政、参公、事业 之一"),
    ("personnel = 243.1", "personnel = 1000000000000", "S202", "personnel", "太大", "amounts_in"),
    ("personnel = 243.1", "personnel = 1e13", "S202", "personnel", "太大", ""),
    ("personnel = 243.1", "personnel = -inf", "S204", "personnel", "nan 或 inf", ""),
    ("personnel = 243.1", "personnel = nan", "S204", "personnel", "nan 或 inf", ""),
    ("personnel = 243.1", "personnel = 0.0000001", "S203", "personnel", "6 位小数", ""),
    ("fiscal_year = 2023", "fiscal_year = 20233", "S206", "fiscal_year", "不能大于 2200", ""),
    ('called = "我局"', 'called = " "', "S205", "called", "还没有填", ""),
    ('called = "我局"', 'called = ""', "S205", "called", "还没有填", "我局"),
    ('called = "我局"', 'called = "我\\n局"', "S207", "called", "只能写一行", ""),
    ('called = "我局"', 'called = "我\\u0007局"', "S208", "called", "U+0007", ""),
    ("[assets]", "[extra]\nx = 1e99\n[assets]", "S202", "x = 1e99", "太大", ""),
]


@pytest.mark.parametrize(("old", "new", "code", "where", "words", "hint"), CASES)
def test_each_case_is_found_in_its_line(
    old: str, new: str, code: str, where: str, words: str, hint: str, tmp_path: Path
) -> None:
    text = with_line(old, new)
    unit, findings = check(text, tmp_path)
    assert unit is None
    (finding,) = findings
    assert finding.code == code
    assert finding.severity is Severity.ERROR
    assert words in finding.message.zh
    assert hint in (finding.hint or Text("", "")).zh
    place = finding.places[0]
    assert isinstance(place, Span)
    assert place.line == (line_of(text, where) if where else 0)


def test_all_findings_come_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = SPEC.replace("region =", "regoin =").replace("personnel = 243.1", "personnel = 4.9万元")
    text = text.replace("as_of = 2022-12-31", 'as_of = "x"').replace(
        "operating = 34.28", "operating ="
    )
    _, findings = check(text, tmp_path)
    assert [finding.code for finding in findings] == ["S101", "S017", "S016", "S104"]
    lines = [place.line for finding in findings for place in finding.places[:1]]  # type: ignore[union-attr]
    assert lines == sorted(lines)


def test_a_value_gets_one_finding(tmp_path: Path) -> None:
    _, findings = check(with_line("personnel = 243.1", "personnel ="), tmp_path)
    assert [finding.code for finding in findings] == ["S016"]


def test_the_column_is_that_of_the_value(tmp_path: Path) -> None:
    text = with_line("quantity = 2,", "quantity = true,")
    _, (finding,) = check(text, tmp_path)
    line = text.split("\n")[line_of(text, "quantity = true") - 1]
    start = line.index("true") + 1
    assert finding.places[0][2::2] == (start, start + 4)  # type: ignore[index]
    assert finding.at == "assets.vehicles.quantity"


def test_a_row_is_called_by_its_name(tmp_path: Path) -> None:
    text = with_line('value = "≥80%"', "value = 80")
    _, (finding,) = check(text, tmp_path)
    assert finding.at == "performance.indicators[信访事项按期转交率].value"


def test_one_table_where_several_are_meant(tmp_path: Path) -> None:
    text = (
        SPEC[: SPEC.index("[[projects]]")]
        + "[projects]\nname = 1\n"
        + SPEC[SPEC.index("[assets]") :]
    )
    _, (finding,) = check(text, tmp_path)
    assert finding.code == "S105"
    assert "[[projects]]" in finding.message.zh


def test_an_unreadable_line_leaves_no_spec(tmp_path: Path) -> None:
    unit, findings = check(with_line("[unit]", "这是说明\n[unit]"), tmp_path)
    assert unit is None
    assert [finding.code for finding in findings] == ["S028"]


def test_a_slip_that_is_understood_leaves_the_spec_for_a_draft(tmp_path: Path) -> None:
    unit, findings = check(with_line('called = "我局"', "called = “我局”"), tmp_path)
    assert [finding.code for finding in findings] == ["S010"]
    assert unit is not None
    assert unit.spec.unit.called == "我局"


class Inner(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    size: int = Field(title="大小", ge=1)
    kind: str | int = Field("", title="种类")


def _refused(value: str) -> str:
    if value == "bad":
        raise fault("P042", Text("不能用 bad", "cannot be bad"), Text("换一个", "take another"))
    return value


class Outer(BaseModel):
    """Shapes that a profile has: maps of tables, aliases, lists in lists, unions."""

    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)
    styles: dict[str, Inner] = Field(default_factory=dict, alias="table-style", title="表格样式")
    rows: list[list[str]] = Field(default_factory=list, title="行")
    either: Inner | str | None = Field(None, title="两种写法")
    name: Annotated[str, AfterValidator(_refused)] = Field("", title="名称")


def findings_of(text: str) -> list[tuple[str, int, int, str]]:
    source, findings = read_toml(textwrap.dedent(text).encode(), "p.toml")
    assert source is not None
    assert findings == ()
    model, findings = validate(of_model(Outer), source)
    assert model is None
    return [(each.code, *each.places[0][1:3], each.message.zh) for each in findings]  # type: ignore[misc]


def test_tables_under_names_and_aliases() -> None:
    found = findings_of(
        """\
        [table-style.plain]
        size = 0
        siez = 1
        [table-stile.wide]
        size = 1
        """
    )
    assert found == [
        ("S206", 2, 8, "size（大小）不能小于 1"),
        ("S101", 3, 1, "没有 siez 这一项"),
        ("S101", 4, 2, "没有 table-stile 这一项"),
    ]


def test_unions_and_lists_in_lists_give_one_finding_a_value() -> None:
    found = findings_of("rows = [['a'], ['b', 2]]\neither = 3\nname = 'bad'\n")
    assert [each[:3] for each in found] == [("S104", 1, 22), ("S104", 2, 10), ("P042", 3, 8)]
    assert found[2][3] == "name（名称）不能用 bad"
