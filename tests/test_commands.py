"""The commands beside render: drafts, check's formats and fixes, explain, new, schema."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pypdfium2
import pytest

from budgetpdf.cli import main
from pdfcheck import problems
from support import ROOT

SPEC = ROOT / "specs" / "dachang-xinfang-2023.toml"


def changed(folder: Path, *changes: tuple[str, str]) -> Path:
    text = SPEC.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path = folder / "unit.toml"
    path.write_text(text, encoding="utf-8")
    return path


def page_texts(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    found = []
    for page in document:
        text = page.get_textpage()
        found.append("".join(text.get_text_range().split()))
        text.close()
        page.close()
    document.close()
    return found


def test_a_draft_is_marked_on_every_page_and_lists_its_findings(tmp_path: Path) -> None:
    spec = changed(tmp_path, ("projects = 124", "projects = 125"))
    out = tmp_path / "out"
    assert main(["render", str(spec), "-o", str(out), "--lang", "zh"]) == 1
    assert not out.exists()
    assert main(["render", str(spec), "-o", str(out), "--draft", "--lang", "zh"]) == 0
    (draft,) = out.iterdir()
    assert draft.name.endswith("（草稿）.pdf")
    texts = page_texts(draft)
    assert all("草稿" in text for text in texts)
    behind = "".join(texts[12:])
    assert "检查发现的问题" in behind
    assert "R02" in behind
    assert problems(draft.read_bytes()) == {}


def test_a_character_without_a_glyph_is_spelled_in_a_draft(tmp_path: Path) -> None:
    spec = changed(tmp_path, ('called = "我局"', 'called = "我\U0001f9ff局"'))
    assert main(["render", str(spec), "-o", str(tmp_path / "out"), "--draft"]) == 0
    (draft,) = (tmp_path / "out").iterdir()
    assert "我U+1F9FF局机关运行经费" in "".join(page_texts(draft))


def test_a_draft_of_what_cannot_be_read_is_its_findings(tmp_path: Path) -> None:
    spec = tmp_path / "unit.toml"
    spec.write_text("这不是规格文件", encoding="utf-8")
    assert main(["render", str(spec), "-o", str(tmp_path / "out"), "--draft", "--lang", "zh"]) == 0
    (draft,) = (tmp_path / "out").iterdir()
    assert draft.name == "unit（草稿）.pdf"
    assert "检查发现的问题" in page_texts(draft)[0]


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_check_for_other_programs(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(SPEC), "--format", form]) == 0
    printed = capsys.readouterr()
    report = json.loads(printed.out)
    assert printed.err == ""
    assert report["version"] == {"json": 1, "sarif": "2.1.0"}[form]


def test_check_takes_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(ROOT / "specs"), "--format", "json"]) == 0
    places = capsys.readouterr().out
    assert "dachang-xinfang-2023.toml" in places
    assert "example-school-2024.toml" in places


def test_fix_edits_in_place_shows_it_and_touches_no_figure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = changed(tmp_path)
    before = spec.read_bytes()
    assert main(["check", str(spec), "--fix", "--lang", "zh"]) == 0
    after = spec.read_bytes()
    shown = capsys.readouterr().out
    assert '+  { kind = "数量指标", name = "保障维稳值班人数"' in shown
    assert 'value = "≥5人"'.encode() in after
    assert before.count(b"#") == after.count(b"#")
    old, new = (tomllib.loads(data.decode()) for data in (before, after))
    assert old["expenditure"] == new["expenditure"]
    assert main(["check", str(spec), "--fix"]) == 0
    assert spec.read_bytes() == after


def test_explain(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "R03", "--lang", "zh"]) == 0
    assert "支出合计" in capsys.readouterr().out
    assert main(["explain", "R3x", "--lang", "en"]) == 2
    assert "R03" in capsys.readouterr().err
    assert main(["explain", "--lang", "en"]) == 0
    assert len(capsys.readouterr().out.splitlines()) > 80


def test_new_names_its_blanks_line_by_line_and_overwrites_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = tmp_path / "unit.toml"
    assert main(["new", str(spec), "--lang", "zh"]) == 0
    schema = json.loads((tmp_path / "budgetpdf.schema.json").read_text(encoding="utf-8"))
    assert schema["$schema"].endswith("2020-12/schema")
    text = spec.read_text(encoding="utf-8")
    assert text.startswith("#:schema ./budgetpdf.schema.json\n")
    capsys.readouterr()
    assert main(["check", str(spec), "--lang", "zh"]) == 1
    findings = capsys.readouterr().err
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(("fiscal_year =", "called =", 'name = ""')):
            assert f"{spec}:{number}:" in findings, line
    assert main(["new", str(spec), "--lang", "zh"]) == 1
    assert spec.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("of", ["spec", "profile"])
def test_schema(of: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--of", of]) == 0
    assert json.loads(capsys.readouterr().out)["type"] == "object"


FIGURES = {
    "revenue": {"general_public_budget": "300"},
    "expenditure": {"personnel": "180", "operating": "20", "projects": "100"},
    "last_year.expenditure": {"projects": "90", "basic": "195"},
    "last_year.three_public": dict.fromkeys(
        ("abroad", "vehicle_purchase", "vehicle_operation", "reception"), "0"
    ),
    "three_public": dict.fromkeys(
        ("abroad", "vehicle_purchase", "vehicle_operation", "reception"), "0"
    ),
    "reason.expenditure": {"basic": '"新进人员两名"', "projects": '"新增设备更新任务"'},
    "approved": {
        "revenue": "300",
        "expenditure": "300",
        "basic": "200",
        "projects": "100",
        "three_public": "0",
    },
    "unit": {"called": '"我局"', "kind": '"行政"'},
    "agency_operation": {"uses": '"办公用房水电费、取暖费等日常运行支出"'},
    "assets": {"as_of": "2024-12-31"},
    "": {"fiscal_year": "2025"},
}
WORDS = {
    "name": "清水县测试局",
    "region": "清水县",
    "nature": "机关",
    "rank": "正科级",
    "funding": "财政拨款",
    "title": "提高服务质量",
}


def filled(text: str) -> str:
    """The form as a clerk fills it in: a value behind every =, words between the quotes."""
    lines, table, block = [], "", False
    for line in text.splitlines():
        new = line
        if line.startswith("["):
            table = line.strip("[]").split("]")[0]
        if block and not line.strip():
            new = "加强管理，确保各项工作完成。"
        block = line.endswith('= """') or (block and line != '"""')
        key = line.split("=")[0].strip()
        if re.match(r"^\w+ = +#", line):
            new = f"{key} = {FIGURES[table][key]}"
        elif line == '  "",':
            new = '  "承担本县测试工作。",'
        elif not line.startswith("  { kind"):  # a kind alone keeps its row
            for name, value in WORDS.items():
                new = new.replace(f'{name} = ""', f'{name} = "{value}"')
        lines.append(new)
    return "\n".join(lines) + "\n"


def test_the_form_once_filled_in_renders(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = tmp_path / "unit.toml"
    assert main(["new", str(spec), "--lang", "zh"]) == 0
    spec.write_text(filled(spec.read_text(encoding="utf-8")), encoding="utf-8")
    code = main(["render", str(spec), "-o", str(tmp_path / "out"), "--lang", "zh"])
    assert code == 0, capsys.readouterr().err
    (report,) = (tmp_path / "out").glob("*.pdf")
    assert report.name == "清水县测试局2025年单位预算信息公开情况说明.pdf"
    assert problems(report.read_bytes()) == {}
