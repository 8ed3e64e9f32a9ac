"""What cannot be printed is left out, with a finding at the fact and at the template."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetpdf.diagnostic import CharIn, Diagnostic
from budgetpdf.document.blocks import Document
from profile_support import brief, composed, dump, make_profile, spec_file


def report(
    folder: Path, text: str, rest: str = "", top: str = ""
) -> tuple[Document, tuple[Diagnostic, ...]]:
    return composed(spec_file(folder, rest=rest, top=top), make_profile(folder, text))


CHANGE = """
[phrase.p]
up = "增{{ percent }}"
down = "减{{ percent }}"
same = "平"
[[section]]
id = "a"
blocks = [{ text = "比上年{{ change.expenditure.projects | phrase('p') }}。" }]
"""


def test_a_missing_figure_is_shown_at_the_fact_first(tmp_path: Path) -> None:
    document, (finding,) = report(tmp_path, CHANGE, "[last_year.expenditure]\nbasic = 1")
    assert finding.code == "T005"
    assert finding.at == "last_year.expenditure.projects"
    fact, this, template = finding.places
    assert isinstance(template, CharIn)
    assert (fact[0], this[0]) == (str(tmp_path / "spec.toml"),) * 2
    assert template.span.source == "p.toml"
    assert "项目支出" in finding.message.zh
    assert "last_year.expenditure.projects" in finding.message.en
    assert "　　比上年。\n" in dump(document)


def test_there_is_no_percentage_of_nothing(tmp_path: Path) -> None:
    rest = "[last_year.expenditure]\nprojects = 0"
    _, (finding,) = report(tmp_path, CHANGE, rest)
    assert finding.code == "T005"
    assert finding.at == "last_year.expenditure.projects"


def test_a_missing_figure_is_said_once(tmp_path: Path) -> None:
    text = CHANGE + CHANGE.split("\n", 5)[5].replace('"a"', '"b"')
    _, findings = report(tmp_path, text, "[last_year.expenditure]\nbasic = 1")
    assert len(findings) == 1


JOIN = """
[lists]
l = [{ key = "甲", aliases = ["甲类"] }, { key = "乙", label = "乙类" }]
[[section]]
id = "a"
blocks = [{ table = "t" }]
[table.t]
rows = "performance.indicators"
join = "l"
key = "row.kind"
columns = [{ value = "entry.label", merge = true }, { value = "row.name" }, { value = "number" }]
"""


def indicators(*rows: str) -> str:
    kinds = ", ".join(f'{{ kind = "{row[0]}", name = "{row[1:]}" }}' for row in rows)
    return f"[[projects]]\nname = 'p'\ngoal = 'g'\nindicators = [{kinds}]"


def test_rows_follow_the_order_of_the_list(tmp_path: Path) -> None:
    text = JOIN.replace("performance.indicators", "projects_").replace("projects_", "p.indicators")
    text = text.replace('{ table = "t" }', '{ table = "t", each = "p in projects" }')
    document, findings = report(tmp_path, text, indicators("乙b", "甲a", "乙c"))
    assert not findings
    assert [line for line in dump(document).split("\n") if line.startswith("├")] == [
        "├ data    │ *甲 │ a │ 1",
        "├ data    │ *乙类 │ b │ 2",
        "├ data    │ *乙类 │ c │ 3",
    ]


def test_a_row_without_a_place_in_the_list(tmp_path: Path) -> None:
    text = JOIN.replace("performance.indicators", "p.indicators")
    text = text.replace('{ table = "t" }', '{ table = "t", each = "p in projects" }')
    document, (finding,) = report(tmp_path, text, indicators("甲a", "丙b"))
    assert finding.code == "T007"
    assert finding.at == "projects[p].indicators[b].kind"
    assert finding.hint is not None
    assert "甲、乙" in finding.hint.zh
    assert "丙" not in dump(document)


def test_blank_entries_keep_a_row(tmp_path: Path) -> None:
    text = JOIN.replace('join = "l"', 'join = "l"\nblank = true')
    document, findings = report(tmp_path, text)
    assert not findings
    rows = [line for line in dump(document).split("\n") if line.startswith("├")]
    assert rows == ["├ data    │ *甲 │  │ 1", "├ data    │ *乙类 │  │ 2"]


def test_more_items_than_the_number_can_count(tmp_path: Path) -> None:
    blocks = '[{ items = "extra.x", number = "①", item = "{{ item.a }}" }]'
    text = f'[[section]]\nid = "a"\nblocks = {blocks}'
    text += '\n[facts.x]\ntype = "list"\ntitle = "甲"\nfields.a = { type = "text", title = "乙" }'
    rows = ", ".join('{ a = "b" }' for _ in range(51))
    document, (finding,) = report(tmp_path, text, f"[extra]\nx = [{rows}]")
    assert finding.code == "T008"
    assert "㊿b" in dump(document)


@pytest.mark.parametrize(
    ("extra", "expected", "words"),
    [
        ("", "T009 0:0", "缺少甲"),
        ("[extra]\na = 1\nb = 1", "T009 24:5", "甲应为引号里的文字"),
        ('[extra]\na = "x"\nb = true', "T009 25:5", "乙应为金额"),
        ('[extra]\na = "x"\nc = 1', "T009 25:5", "格式没有定义“c”"),
        ('[extra]\na = "x"\nl = [1]', "T009 25:6", "丙的每一项"),
        ('[extra]\na = "x"\nl = [{ d = "x" }]', "T009 25:12", "丁应为日期"),
        ('[extra]\na = "x"\nl = [{}]', "T009 25:6", "缺少丁"),
    ],
)
def test_extra_is_held_against_its_shape(
    tmp_path: Path, extra: str, expected: str, words: str
) -> None:
    text = """
[facts]
a = { type = "text", title = "甲" }
b = { type = "amount", title = "乙", optional = true }
l = { type = "list", title = "丙", optional = true, fields.d = { type = "date", title = "丁" } }
"""
    _, (finding,) = report(tmp_path, text, extra)
    assert brief(finding) == expected
    assert words in finding.message.zh


def test_cells_that_find_no_free_column(tmp_path: Path) -> None:
    text = """
[[section]]
id = "a"
blocks = [{ table = "t" }]
[table.t]
columns = [{ title = "a" }, { title = "b" }]
row = [[{ text = "x", rows = 2 }, "y"], ["z", "lost"]]
"""
    _, (finding,) = report(tmp_path, text)
    assert finding.code == "P011"


def test_a_list_cannot_be_printed_as_it_stands(tmp_path: Path) -> None:
    text = '[[section]]\nid = "a"\nblocks = [{ text = "{{ unit }}" }]'
    _, (finding,) = report(tmp_path, text)
    assert finding.code == "T006"


def test_lines_are_paragraphs_and_blanks_are_left(tmp_path: Path) -> None:
    text = '[[section]]\nid = "a"\nblocks = [{ paragraphs = "other_matters", label = "注：" }]'
    top = 'other_matters = """\n　　一。  \n\n  二。\n"""'
    document, findings = report(tmp_path, text, top=top)
    assert not findings
    assert dump(document).split("\n")[3:5] == ["　　[注：]一。", "　　二。"]


def test_text_with_marks_is_text(tmp_path: Path) -> None:
    text = '[[section]]\nid = "a"\nblocks = [{ paragraphs = "other_matters" }]'
    top = 'other_matters = "{{ unit.name }} *甲* _乙_ [丙](丁) {% x %}"'
    document, findings = report(tmp_path, text, top=top)
    assert not findings
    assert "　　{{ unit.name }} *甲* _乙_ [丙](丁) {% x %}\n" in dump(document)


LOOP = """
[[section]]
id = "a"
each = "a in unit.duties"
blocks = [{ each = "b in unit.duties", items = "unit.duties", item = "ITEM" }]
"""


@pytest.mark.parametrize("item", ["x", "{{ unit.duties | join('') }}"])
def test_repetitions_come_to_an_end(
    tmp_path: Path, item: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """1,000 × 1,000 × 1,000 items would never be done."""
    monkeypatch.setattr("budgetpdf.document.wording._EFFORT", 5000)
    duties = ", ".join(['"管水。"'] * 1000)
    file = spec_file(tmp_path, duties=f"[{duties}]")
    _, findings = composed(file, make_profile(tmp_path, LOOP.replace("ITEM", item)))
    assert findings
    assert {finding.code for finding in findings} == {"T006"}
    assert "重复" in findings[0].message.zh


def test_a_heading_is_one_line(tmp_path: Path) -> None:
    text = '[[section]]\nid = "a"\nlevel = "sub"\ntitle = "{{ other_matters }}甲"'
    document, _ = report(tmp_path, text, top='other_matters = """\n一\n二\n"""')
    assert "# （一）一二甲 {heading-2 #a}" in dump(document)
