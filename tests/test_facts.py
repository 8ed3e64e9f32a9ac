"""Facts: sums, last year's figures, what is missing, what is blank."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetpdf.document.blocks import Paragraph
from profile_support import brief, composed, make_profile, plain, spec_file


def value(folder: Path, expression: str, *, top: str = "", rest: str = "", **replaced: str) -> str:
    text = f'[[section]]\nid = "a"\nblocks = [{{ text = "〔{{{{ {expression} }}}}〕" }}]'
    file = spec_file(folder, top, rest, **replaced)
    document, findings = composed(file, make_profile(folder, text))
    assert not findings, findings
    paragraph = document.blocks[1]
    assert isinstance(paragraph, Paragraph)
    return plain(paragraph.content)[1:-1]


def failure(folder: Path, expression: str, **spec: str) -> list[str]:
    text = f'[[section]]\nid = "a"\nblocks = [{{ text = "{{{{ {expression} }}}}" }}]'
    file = spec_file(folder, **spec)
    _, findings = composed(file, make_profile(folder, text))
    return [f"{brief(finding)} {finding.at}" for finding in findings]


SCHOOL = """
[procurement]
items = [
  { project = "p", item = "a", category = "货物", general_public_budget = 3, own_funds = 1.5 },
  { project = "p", item = "b", category = "工程", special_account = 2 },
]
[[projects]]
name = "一"
amount = 4
goal = "g"
indicators = [{ kind = "数量", value = "≥80%" }]
[[projects]]
name = "二"
goal = "g"
indicators = [{ kind = "数量", value = "显著提升" }]
"""


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("unit.name", "甲县水利局"),
        ("unit.short", "甲县水利局"),
        ("fiscal_year", "2030"),
        ("fiscal_year - 1", "2029"),
        ("revenue.total", "100.5万元"),
        ("revenue.current", "100.5万元"),
        ("revenue.government_fund", "0万元"),
        ("revenue.unit_funds", "0万元"),
        ("expenditure.basic", "90.5万元"),
        ("expenditure.total", "100.5万元"),
        ("expenditure.grand_total", "100.5万元"),
        ("agency_operation.total", "30万元"),
        ("three_public.total", "0万元"),
        ("procurement.total", "6.5万元"),
        ("procurement.goods", "4.5万元"),
        ("procurement.works", "2万元"),
        ("procurement.services", "0万元"),
        ("projects | sum('amount')", "4万元"),
        ("projects | count", "2"),
        ("projects | join('、', 'name')", "一、二"),
        ("unit.duties | join('；')", "管水。；治水。"),
        ("assets.total", "0万元"),
        ("assets.as_of", "2029年12月31日"),
        ("published", ""),
        ("other_matters", ""),
        ("invented", "否"),
        ("'有' if last_year else '无'", "无"),
        ("unit.kind in ['行政', '参公']", "是"),
        ("not unit.code", "是"),
        ("expenditure.projects / expenditure.total | percent", "9.95%"),
        ("0.125 | percent", "12.50%"),
        ("expenditure.projects * 2", "20万元"),
        ("expenditure.projects + expenditure.operating | money", "40万元"),
        ("-expenditure.projects", "-10万元"),
        ("revenue.total | number", "100.5"),
        ("unit.code or '无码'", "无码"),
    ],
)
def test_facts(tmp_path: Path, expression: str, expected: str) -> None:
    assert value(tmp_path, expression, rest=SCHOOL) == expected


def test_a_written_total_stands_for_unwritten_parts(tmp_path: Path) -> None:
    replaced = {"general_public_budget": "0\ntotal = 7"}
    assert value(tmp_path, "revenue.total", **replaced) == "0万元"
    text = spec_file(tmp_path).path.read_text(encoding="utf-8")
    assert "general_public_budget = 100.5" in text
    replaced = {"personnel": "1\nbasic = 9", "operating": "2"}
    assert value(tmp_path, "expenditure.basic", **replaced) == "3万元"


LAST = "[last_year.expenditure]\n{}"


@pytest.mark.parametrize(
    ("written", "expression", "expected"),
    [
        ("basic = 80\nprojects = 5", "last_year.expenditure.total", "85万元"),
        ("personnel = 50\noperating = 30\nprojects = 5", "last_year.expenditure.basic", "80万元"),
        ("total = 99", "last_year.expenditure.total", "99万元"),
        ("basic = 80\nprojects = 5\ntotal = 85", "last_year.expenditure.total", "85万元"),
        ("basic = 80\nprojects = 5", "change.expenditure.total.amount", "15.5万元"),
        ("basic = 80\nprojects = 5", "change.expenditure.total | percent", "18.24%"),
        ("basic = 80\nprojects = 50", "change.expenditure.projects | percent", "-80.00%"),
        ("basic = 80\nprojects = 0", "change.expenditure.projects | percent", ""),
        ("basic = 80\nprojects = 50", "change.expenditure.projects.difference", "-40万元"),
        ("basic = 80\nprojects = 50", "change.expenditure.projects.direction", "down"),
        ("basic = 80\nprojects = 50", "change.expenditure.projects.last", "50万元"),
    ],
)
def test_last_year(tmp_path: Path, written: str, expression: str, expected: str) -> None:
    assert value(tmp_path, expression, rest=LAST.format(written)) == expected


@pytest.mark.parametrize(
    ("rest", "expression", "expected"),
    [
        ("", "last_year.expenditure.basic", "T005 0:0 last_year"),
        ("", "change.expenditure.basic.amount", "T005 0:0 last_year.expenditure"),
        (
            LAST.format("projects = 1"),
            "change.expenditure.basic.amount",
            "T005 23:1 last_year.expenditure.basic",
        ),
        # A part that this year has, and last year's sum lacks.
        (
            LAST.format("basic = 1"),
            "last_year.expenditure.total",
            "T005 23:1 last_year.expenditure.projects",
        ),
        (LAST.format("basic = 1"), "last_year.revenue.total", "T005 23:2 last_year.revenue"),
        (
            LAST.format("basic = 1"),
            "last_year.expenditure.projects + 0 * expenditure.total",
            "T005",
        ),
    ],
)
def test_an_absent_figure_is_never_0(
    tmp_path: Path, rest: str, expression: str, expected: str
) -> None:
    (found,) = failure(tmp_path, expression, rest=rest)
    assert found.startswith(expected)


def test_division_by_0_is_a_finding(tmp_path: Path) -> None:
    (found,) = failure(tmp_path, "1 / three_public.total")
    assert found.startswith("T006")


def test_by_function(tmp_path: Path) -> None:
    rows = """[
  { code = "2080505", personnel = 5 },
  { code = "2010301", personnel = 50, operating = 30 },
  { code = "2010308", name = "信访事务", projects = 10 },
]"""
    replaced = {"projects": f"10\nby_function = {rows}"}
    codes = value(tmp_path, "expenditure.functions | join(' ', 'code')", **replaced)
    assert codes == "201 20103 2010301 2010308 208 20805 2080505"
    totals = value(tmp_path, "expenditure.functions | join(' ', 'total')", **replaced)
    assert totals == "90万元 90万元 80万元 10万元 5万元 5万元 5万元"
    assert value(tmp_path, "expenditure.functions | join('', 'name')", **replaced) == "信访事务"
    assert value(tmp_path, "expenditure.by_function | sum('basic')", **replaced) == "85万元"


def test_targets(tmp_path: Path) -> None:
    text = """
[[section]]
id = "a"
blocks = [{ each = "p in projects", table = "t" }]
[table.t]
rows = "p.indicators"
columns = [
  { title = "a", value = "row.target.operator" },
  { title = "b", value = "row.target.number or row.target.text" },
  { title = "c", value = "row.target.unit" },
]
"""
    from profile_support import dump

    document, findings = composed(spec_file(tmp_path, rest=SCHOOL), make_profile(tmp_path, text))
    assert not findings
    assert "├ data    │ ≥ │ 80 │ %\n" in dump(document)
    assert "├ data    │  │ 显著提升 │\n" in dump(document)
