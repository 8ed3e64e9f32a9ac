"""The seed's report as it was published, copied into a spec: every defect is found on its line."""

import re

from rules_support import Span, bureau, check
from support import ROOT

CASE = ROOT / "tests/cases/seed-raw.toml"
MARK = re.compile(r"# finding: ([A-Z]+[0-9]+)((?: \+[0-9]+)*)")

# The seed's defects and the rules that find them, in the order in which they were listed.
DEFECTS = {
    "hints of the form left in": "K02",
    "field codes that name another unit's project": "K03",
    "one title for two projects": "K04",
    "工作保障措施 as 三、 and as （三）": "K09",
    "（二） with children （一）（二）": "K06",
    "an object for a reason": "K12",
    "a heading that promises reasons": "K46",
    "结案率 in the text, 转交率 in the table; a satisfaction without indicator": "R21",
    "≤10件/次 and ≤5次 for one thing": "K43",
    "固定资产 in the text, 资产总额 in the table; 运维费 and 运行维护费": "K32",
    "one project speaks of another's staff": "K44",
    "a project carries another's indicator": "K45",
    "a county office with a city's text": "K40",
    "events of another year": "K34",
    "a goal told in the past tense": "K41",
    "a goal contradicted by another": "K42",
    "spellings of an indicator value": "K16",
    "values without sign": "K17",
    "blank level-2 rows": "K22",
    "a half-width bracket closes a full-width one": "K26",
    "half-width commas and colons": "K25",
    "、 between titles": "K27",
    "1、 and 1. mixed": "K08",
    "numbers typed by hand": "K05",
    "一、 with 1、 below it": "K07",
    "spaces for layout": "K29",
    "增加0万元": "K10",
    "* for ×": "K28",
    "a description that repeats the name": "K19",
    "a full stop in some cells": "K30",
    "我局 and 我单位": "R19",
}
# Two defects cannot be written in a spec at all: 社会效益指标 under 产出指标 (the profile's tree
# gives level 1) and blank rows of procurement (the profile prints them, with their note).

# The profile's own wording explains terms that this report does not use, and leaves out others.
OF_THE_GLOSSARY = {"K23", "K24"}


def marked(text: str) -> set[tuple[str, int]]:
    found = set()
    for number, line in enumerate(text.split("\n"), 1):
        for mark in MARK.finditer(line):
            offsets = [int(step) for step in mark[2].split()] or [0]
            found |= {(mark[1], number + offset) for offset in offsets}
    return found


def test_every_defect_is_found_on_its_line() -> None:
    text = CASE.read_text(encoding="utf-8")
    findings = check(text)
    marks = marked(text)
    lines = {
        (finding.code, place.line)
        for finding in findings
        for place in finding.places
        if isinstance(place, Span) and place.source == "unit.toml"
    }
    first = {
        (finding.code, finding.places[0].line)
        for finding in findings
        if isinstance(finding.places[0], Span) and finding.places[0].source == "unit.toml"
    }
    assert marks - lines == set(), "announced and not found"
    assert first - marks == set(), "found and not announced"


def test_the_list_of_defects_is_covered() -> None:
    codes = {code for code, _ in marked(CASE.read_text(encoding="utf-8"))}
    assert set(DEFECTS.values()) - codes == set()


def test_terms_of_the_glossary() -> None:
    said = {
        (finding.code, finding.message.zh)
        for finding in check(CASE.read_text(encoding="utf-8"), bureau())
        if finding.code in OF_THE_GLOSSARY
    }
    (unused,) = (text for code, text in said if code == "K23")
    assert all(term in unused for term in ("事业收入", "上缴上级支出", "事业单位经营支出"))
    (missing,) = (text for code, text in said if code == "K24")
    assert all(term in missing for term in ("政府采购", "基金预算收入"))
