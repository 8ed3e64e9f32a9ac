"""Reading profiles: what is wrong is said at its own line; nothing leaves the project folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetpdf import profile
from budgetpdf.diagnostic import Severity
from budgetpdf.document.blocks import Heading
from profile_support import PROFILE, brief, composed, make_profile, plain, read_profile, spec_file

FIRST = PROFILE.format(top="", rest="").count("\n")
"""The line on which the tests' own part begins."""

SECTION = '[[section]]\nid = "a"\n'
TABLE = '[[section]]\nid = "a"\nblocks = [{ table = "t" }]\n[table.t]\n'

WRONG = {
    # names
    "unknown fact": (SECTION + 'blocks = [{ text = "{{ revenue.totl }}" }]', "T003 +2:24"),
    "unknown fact in a condition": (SECTION + 'when = "last_yaer"', "T003 +2:9"),
    "unknown fact though not printed": (
        SECTION + 'when = "1 > 2"\nblocks = [{ text = "{{ unit.x }}" }]',
        "T003 +3:24",
    ),
    "unknown filter": (SECTION + 'blocks = [{ text = "{{ unit.name | upper }}" }]', "T003 +2:36"),
    "unknown phrase": (
        SECTION + "blocks = [{ text = \"{{ change.revenue.total | phrase('x') }}\" }]",
        "T003 +2:54",
    ),
    "unknown list": (
        SECTION + "blocks = [{ text = \"{{ unit.kind | word('x') }}\" }]",
        "T003 +2:41",
    ),
    "unknown number style": (
        SECTION + "blocks = [{ text = \"{{ revenue.total | money('x') }}\" }]",
        "T003 +2:46",
    ),
    "unknown field of a sum": (
        SECTION + "blocks = [{ text = \"{{ projects | sum('x') }}\" }]",
        "T003 +2:39",
    ),
    "unknown name in a row": (
        TABLE + 'rows = "projects"\ncolumns = [{ value = "row.x" }]',
        "T003 +5:23",
    ),
    "a column's value is no root name": (
        TABLE + 'rows = "projects"\ncolumns = [{ value = "goal" }]',
        "T003 +5:23",
    ),
    "loop variable outside its loop": (
        SECTION + 'blocks = [{ each = "p in projects", text = "x" }, { text = "{{ p.name }}" }]',
        "T003 +2:64",
    ),
    # kinds
    "a text is no amount": (
        SECTION + 'blocks = [{ text = "{{ unit.name | money }}" }]',
        "T004 +2:24",
    ),
    "a table is no list": (SECTION + 'each = "x in unit"', "T004 +2:14"),
    "amount and number": (
        SECTION + 'blocks = [{ text = "{{ revenue.total + 1 }}" }]',
        "T004 +2:24",
    ),
    "text in a sum": (SECTION + 'blocks = [{ text = "{{ unit.name + 1 }}" }]', "T004 +2:24"),
    "argument missing": (
        SECTION + 'blocks = [{ text = "{{ change.revenue.total | phrase }}" }]',
        "T004 +2:47",
    ),
    "argument unquoted": (
        SECTION + 'blocks = [{ text = "{{ unit.kind | word(unit) }}" }]',
        "T004 +2:41",
    ),
    # templates
    "open brackets": (SECTION + 'blocks = [{ text = "{{ unit.name" }]', "T001 +2:21"),
    "statement": (SECTION + 'blocks = [{ text = "甲{% if x %}" }]', "T001 +2:22"),
    "each without in": (SECTION + 'each = "projects"', "T001 +2:9"),
    # references
    "unknown level": (SECTION + 'level = "x"\ntitle = "t"', "P006 +2:9"),
    "unknown table": (SECTION + 'blocks = [{ table = "x" }]', "P006 +2:21"),
    "unknown text style": (SECTION + 'blocks = [{ text = "x", style = "y" }]', "P006 +2:33"),
    "unknown page style": (SECTION + 'page_style = "y"', "P006 +2:14"),
    "unknown group": (TABLE + 'columns = [{ group = "x" }]', "P006 +4:22"),
    "unknown join": (
        TABLE + 'rows = "projects"\njoin = "x"\nkey = "row.name"\ncolumns = [{ title = "t" }]',
        "P006 +4:8",
    ),
    "unknown role": ('[text.x]\nrole = "fang"', "P006 +1:8"),
    "unknown page style of the cover": (
        '[cover]\npage_style = "y"\nblocks = [{ title = true }]',
        "P006 +1:14",
    ),
    "unknown level in the contents": ('[contents]\nlevels = ["x"]', "P006 +1:11"),
    # structure
    "title without level": (SECTION + 'title = "t"', "P004 +0:1"),
    "level without title": (SECTION + 'level = "sub"', "P004 +0:1"),
    "phrase without a case": ('[phrase.p]\nup = "a"\ndown = "b"', "P004 +0:1"),
    "table without columns": (TABLE + 'rows = "projects"', "P004 +3:1"),
    "id twice": (SECTION + SECTION, "P005 +3:6"),
    "two kinds of block": (SECTION + 'blocks = [{ text = "a", items = "projects" }]', "P007 +2:11"),
    "no kind of block": (SECTION + "blocks = [{}]", "P007 +2:11"),
    "an option of another block": (SECTION + 'blocks = [{ text = "a", lead = "b" }]', "P007 +2:32"),
    "title in the body": (SECTION + "blocks = [{ title = true }]", "P007 +2:21"),
    "join without key": (
        TABLE
        + 'rows = "projects"\njoin = "l"\ncolumns = [{ title = "t" }]\n[lists]\nl = { a = "b" }',
        "P007 +4:8",
    ),
    "columns beside halves": (
        TABLE
        + 'columns = [{ title = "t" }]\n'
        + 'halves = [{ columns = [{ title = "a" }] }, { columns = [{ title = "b" }] }]',
        "P007 +4:11",
    ),
    "a default that is no scalar": ('[table.default]\ncaption = "x"', "P007 +1:11"),
    "group in itself": (
        '[columns.g]\ncolumns = [{ group = "g" }]\n' + TABLE + 'columns = [{ group = "g" }]',
        "P002 +1:22",
    ),
    "too many cells": (TABLE + 'columns = [{ title = "t" }]\nrow = [["a", "b"]]', "P011 +5:8"),
    "no numeral": (SECTION + 'blocks = [{ items = "projects", number = "、" }]', "P008 +2:42"),
    # styles
    "unknown size": ('[text.body]\nsize = "七号"', "P010 +1:8"),
    "size too large": ("[text.body]\nsize = 900", "P010 +1:8"),
    "margins too wide": ("[page.main]\ninner_mm = 170", "P010 +0:1"),
    "ranges": ('x = [{ file = "a.ttf", only = "a-z" }]', "P010 +0:31"),
    # form
    "unknown key": (SECTION + "bloks = []", "S101 +2:1"),
    "wrong type": (SECTION + "blocks = 1", "S102 +2:10"),
}


def expected(place: str) -> str:
    code, at = place.split(" ")
    if not at.startswith("+"):
        return place
    line, column = at[1:].split(":")
    return f"{code} {FIRST + int(line)}:{column}"


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_found_at_its_line(tmp_path: Path, name: str) -> None:
    text, place = WRONG[name]
    made, findings = read_profile(tmp_path, PROFILE.format(top="", rest=text))
    assert made is None
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if place.startswith("S1"):
        assert brief(errors[0]).split(" ")[1] == expected(place).split(" ")[1]
        assert errors[0].code.startswith("S1")
        return
    assert [brief(finding) for finding in errors] == [expected(place)]
    for finding in findings:
        assert finding.message.zh
        assert finding.message.en


def test_all_findings_come_at_once(tmp_path: Path) -> None:
    text = SECTION + 'blocks = [{ text = "{{ a }}{{ b }}" }, { table = "x" }]\ntitle = "{{ c }}"'
    _, findings = read_profile(tmp_path, PROFILE.format(top="", rest=text))
    assert sorted(finding.code for finding in findings) == ["P004", "P006", "T003", "T003", "T003"]


def test_a_misspelt_name_is_guessed(tmp_path: Path) -> None:
    text = SECTION + 'blocks = [{ text = "{{ revenue.totl }}" }]'
    _, (finding,) = read_profile(tmp_path, PROFILE.format(top="", rest=text))
    assert finding.hint is not None
    assert "total" in finding.hint.zh


def test_a_table_that_is_not_used_is_a_warning(tmp_path: Path) -> None:
    text = '[table.t]\ncolumns = [{ title = "a" }]'
    made, (finding,) = read_profile(tmp_path, PROFILE.format(top="", rest=text))
    assert made is not None
    assert (finding.code, finding.severity) == ("P009", Severity.WARNING)


def test_a_profile_without_title_and_fonts(tmp_path: Path) -> None:
    _, findings = read_profile(tmp_path, 'name = "x"')
    assert [finding.code for finding in findings] == ["P004", "P004"]


def test_broken_toml_is_a_finding(tmp_path: Path) -> None:
    made, findings = read_profile(tmp_path, 'name = "x\n')
    assert made is None
    assert findings[0].code.startswith("S0")


# extends


def test_a_builtin_profile_can_be_extended(tmp_path: Path) -> None:
    text = """
extends = "hebei-county-unit"
drop = ["section.three-public", "glossary.事业收入"]
[[section]]
id = "agency-operation"
level = "section"
title = "运行经费"
[[section]]
id = "new"
after = "duties"
level = "section"
title = "新的一节"
[[section]]
id = "last"
level = "section"
title = "附言"
[numbers]
text = { decimals = 1 }
[text.title]
size = "一号"
[table.default]
continued = "（接上页）"
"""
    made, findings = read_profile(tmp_path, text)
    assert made is not None, findings
    assert findings == ()
    document, _ = composed(spec_file(tmp_path), made)
    titles = [b.label + plain(b.content) for b in document.blocks if isinstance(b, Heading)]
    assert titles[:2] == ["一、单位职责及机构设置情况", "二、新的一节"]
    assert "四、运行经费" in titles
    assert not any("三公" in title for title in titles)
    assert titles[-1] == "十、附言"
    assert made.numbers["text"].decimals == 1
    assert made.numbers["text"].unit == "万元"
    assert made.sheet.texts["title"].size == 26
    assert made.sheet.texts["title"].role == "title"
    assert {table.continued for table in made.tables.values()} == {"（接上页）"}
    assert len(made.glossary) == 9
    assert [source.name for source in made.sources] == ["p.toml", "profile:hebei-county-unit"]


def test_a_chain_of_three(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_text(
        'extends = "hebei-county-unit"\ntitle = "乙"\nsubject = "乙"', encoding="utf-8"
    )
    made, findings = read_profile(tmp_path, 'extends = "b.toml"\ntitle = "甲"')
    assert made is not None, findings
    assert made.subject == "乙"
    assert made.title.span[0] == "p.toml"


def test_an_entry_moves_behind_another(tmp_path: Path) -> None:
    term = 'term = "上年结转"\ntext = "x"\nafter = "事业收入"'
    text = f'extends = "hebei-county-unit"\n[[glossary]]\n{term}'
    made, _ = read_profile(tmp_path, text)
    assert made is not None
    terms = [term.term.pieces[0].text for term in made.glossary]
    assert terms.index("上年结转") == terms.index("事业收入") + 1
    assert len(terms) == 10


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('extends = "p.toml"', "P002 1:11"),
        ('extends = "nothing"', "P001 1:11"),
        ('extends = "nothing.toml"', "P001 1:11"),
        ('extends = "../../etc/passwd.toml"', "P003 1:11"),
        ('extends = "hebei-county-unit"\ndrop = ["section.x"]', "P006 2:9"),
        ('extends = "hebei-county-unit"\ndrop = ["x"]', "P006 2:9"),
        ('extends = "hebei-county-unit"\ndrop = ["rules.x"]', "P006 2:9"),
        (
            'extends = "hebei-county-unit"\n[[section]]\nid = "n"\nafter = "x"\nblocks = []',
            "P006 4:9",
        ),
    ],
)
def test_extends_that_cannot_be_followed(tmp_path: Path, text: str, place: str) -> None:
    made, findings = read_profile(tmp_path, text)
    assert made is None
    assert [brief(finding) for finding in findings] == [place]


def test_a_circle_of_two(tmp_path: Path) -> None:
    (tmp_path / "b.toml").write_text('extends = "p.toml"', encoding="utf-8")
    _, (finding,) = read_profile(tmp_path, 'extends = "b.toml"')
    assert finding.code == "P002"


def test_no_path_leaves_the_project(tmp_path: Path) -> None:
    (tmp_path / "out.toml").write_text('extends = "hebei-county-unit"', encoding="utf-8")
    inner = tmp_path / "inner"
    inner.mkdir()
    assert profile.read("../out.toml", inner)[1][0].code == "P003"
    assert profile.read("../out.toml", inner, tmp_path)[0] is not None
    (inner / "link.toml").symlink_to(tmp_path / "out.toml")
    assert profile.read("link.toml", inner)[1][0].code == "P003"


def test_a_font_file_is_below_the_profile(tmp_path: Path) -> None:
    made = make_profile(tmp_path, 'hei = [{ file = "fonts/a.ttf" }, { file = "b.ttf" }]')
    files = [face.file for face in made.sheet.fonts["hei"]]
    assert files == [str(tmp_path / "fonts" / "a.ttf"), "b.ttf"]


def test_a_profile_is_read_again_when_a_file_of_its_chain_changes(tmp_path: Path) -> None:
    base = tmp_path / "b.toml"
    base.write_text(PROFILE.format(top="", rest=""), encoding="utf-8")
    first, _ = read_profile(tmp_path, 'extends = "b.toml"\nsubject = "甲"')
    again, _ = profile.read("p.toml", tmp_path)
    assert first is not None
    assert again is first
    base.write_text(PROFILE.format(top="", rest="[constants]\nx = 1"), encoding="utf-8")
    changed, _ = profile.read("p.toml", tmp_path)
    assert changed is not None
    assert set(changed.constants) == {"x"}
    base.unlink()
    assert profile.read("p.toml", tmp_path)[0] is None
