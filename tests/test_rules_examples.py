"""Every rule: a bad example that it finds at the right place, a good neighbour that it leaves."""

import pytest

from budgetpdf.rules import register
from budgetpdf.rules.explanation import explanations
from rules_support import BASE, bureau_of, check, expected, is_of_the_bureau, places, whole

RULES = register()
EXPLAINED = explanations()


def test_every_rule_is_explained_in_both_languages() -> None:
    assert set(RULES) == set(EXPLAINED)
    for code, entry in EXPLAINED.items():
        for text in (entry.title, entry.why):
            assert text.zh.strip(), code
            assert text.en.strip(), code
            assert text.zh != text.en, code
        assert entry.source, code


def test_every_rule_has_a_bad_and_a_good_example() -> None:
    for code, entry in EXPLAINED.items():
        announced = expected(entry.bad) | expected(entry.bad_profile)
        assert code in {where.code for where in announced}, code
        assert entry.good.strip() or entry.good_profile.strip(), code


@pytest.mark.parametrize("code", RULES)
def test_bad_example_is_found_at_its_place(code: str) -> None:
    entry = EXPLAINED[code]
    found = places(entry.bad, bureau_of(entry.bad_profile), code)
    assert found == expected(entry.bad) | expected(entry.bad_profile)


@pytest.mark.parametrize("code", RULES)
def test_good_neighbour_is_left_alone(code: str) -> None:
    entry = EXPLAINED[code]
    text, _ = whole(entry.good)
    found = check(text, bureau_of(entry.good_profile))
    assert [
        finding for finding in found if finding.code == code and not is_of_the_bureau(finding)
    ] == []


def test_the_base_of_the_examples_has_no_finding_of_its_own() -> None:
    # K46: the heading is the bureau's, and the base leaves everything unchanged.
    found = {finding.code for finding in check(BASE) if not is_of_the_bureau(finding)}
    assert found <= {"K46"}


@pytest.mark.parametrize("code", RULES)
def test_findings_say_what_where_and_what_to_do(code: str) -> None:
    entry = EXPLAINED[code]
    text, _ = whole(entry.bad)
    for finding in check(text, bureau_of(entry.bad_profile)):
        if finding.code == code:
            assert finding.places
            assert finding.hint is not None
            assert finding.message.zh != finding.message.en
