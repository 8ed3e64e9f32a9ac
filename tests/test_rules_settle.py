"""Severities of the bureau, acceptances of the unit."""

import pytest

from budgetpdf import rules
from budgetpdf.diagnostic import Diagnostic, Severity
from rules_support import bureau, bureau_of, check, read, whole

YEARS = 'other_matters = "2021年和2020年的情况。"\n'
BASIC = "[expenditure]\npersonnel = 100\noperating = 20\nprojects = 80\nbasic = 121\n"


def accept(rule: str, at: str) -> str:
    return f'accept = [{{ rule = "{rule}", at = "{at}", because = "往年资料" }}]\n'


def settled(example: str, profile: str = "") -> list[Diagnostic]:
    text, _ = whole(example)
    by = bureau_of(profile) if profile else bureau()
    return list(rules.settle(check(text, by), by, read(text)))


def codes(findings: list[Diagnostic]) -> list[str]:
    wanted = ("R18", "R04", "N0", "R02")
    return [finding.code for finding in findings if finding.code.startswith(wanted)]


def test_findings_pass_as_they_are() -> None:
    assert codes(settled(YEARS)) == ["R18", "R18"]


def test_an_accepted_warning_goes() -> None:
    assert codes(settled(accept("R18", "other_matters") + YEARS)) == []


def test_an_acceptance_reaches_its_place_only() -> None:
    both = YEARS + '[performance]\noverall_goal = "做好2019年的工作。"\n'
    left = settled(accept("R18", "other_matters") + both)
    assert codes(left) == ["R18"]
    assert [finding.at for finding in left if finding.code == "R18"] == ["performance.overall_goal"]


def test_a_table_is_accepted_with_all_that_is_in_it() -> None:
    goal = '[performance]\noverall_goal = "做好2019年的工作。"\n'
    assert codes(settled(accept("R18", "performance") + goal)) == []
    assert codes(settled(accept("R18", "perform") + goal)) == ["R18", "N001"]


INDICATORS = """
[[projects]]
name = "档案数字化"
amount = 80
goal = "保证档案安全。"
indicators = [
  { kind = "数量指标", name = "扫描档案", description = "2021年立卷的档案", value = "≥60万页" },
  { kind = "数量指标", name = "著录档案", description = "2021年立卷的档案", value = "≥60万页" },
]
"""


@pytest.mark.parametrize(
    "at",
    [
        "projects[档案数字化].indicators[扫描档案].description",
        "projects[档案数字化].indicators[扫描档案]",
    ],
)
def test_rows_are_named_by_what_they_hold(at: str) -> None:
    left = settled(accept("R18", at) + INDICATORS)
    assert [finding.at for finding in left if finding.code == "R18"] == [
        "projects[档案数字化].indicators[著录档案].description"
    ]


def test_what_a_finding_says_of_its_place_can_be_accepted() -> None:
    for finding in settled(INDICATORS):
        if finding.code == "R18":
            left = settled(accept("R18", finding.at) + INDICATORS)
            assert finding.at not in [one.at for one in left if one.code == "R18"]


def test_an_error_is_never_accepted() -> None:
    left = settled(accept("R04", "expenditure.basic") + BASIC)
    assert codes(left) == ["R04", "N002"]
    assert [finding.severity for finding in left if finding.code == "N002"] == [Severity.NOTE]


def test_a_stale_acceptance_is_a_note_at_its_line() -> None:
    text, offset = whole(accept("R18", "other_matters"))
    (note,) = (one for one in rules.settle(check(text), bureau(), read(text)) if one.code == "N001")
    assert note.severity is Severity.NOTE
    assert note.places[0].line - offset == 1  # type: ignore[union-attr]


COUNTY = 'extends = "hebei-county-unit"\nname = "county"\n[rules]\n'


def test_a_profile_sets_severities() -> None:
    left = settled(YEARS, COUNTY + 'R18 = "error"\n')
    assert {one.severity for one in left if one.code == "R18"} == {Severity.ERROR}


def test_a_profile_switches_a_rule_off() -> None:
    assert codes(settled(BASIC, COUNTY + 'R04 = "off"\n')) == []


def test_a_profile_sets_a_family() -> None:
    left = settled(YEARS + BASIC, COUNTY + 'R = "note"\n')
    assert {one.severity for one in left if one.code.startswith("R")} == {Severity.NOTE}


def test_a_rule_outweighs_its_family() -> None:
    left = settled(BASIC, COUNTY + 'R = "off"\nR04 = "error"\n')
    assert codes(left) == ["R04"]


def test_a_warning_made_an_error_cannot_be_accepted() -> None:
    left = settled(accept("R18", "other_matters") + YEARS, COUNTY + 'R18 = "error"\n')
    assert codes(left) == ["R18", "R18", "N002"]


def test_findings_of_other_stages_are_settled_too() -> None:
    text, _ = whole("[unit]\n" + whole("")[0].split("[unit]\n")[1].split("[revenue]")[0])
    finding = Diagnostic("L001", Severity.WARNING, check(whole(YEARS)[0])[0].message)
    by = bureau_of(COUNTY + 'L = "off"\nS = "off"\n')
    read_failed = Diagnostic("S017", Severity.ERROR, finding.message)
    assert rules.settle([finding, read_failed], by, read(text)) == (read_failed,)
