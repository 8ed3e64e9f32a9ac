"""The list of fates covers the seed line by line and cell by cell, and specs/README.md shows it."""

from __future__ import annotations

import re

from budgetpdf.pipeline import prepare
from budgetpdf.rules.explanation import explanations
from seed import fates as seed

FATES = seed.fates()
LINES = seed.seed_lines()
LISTED = [fate for fate in FATES if fate.first]


def test_every_line_and_cell_of_the_seed_has_one_fate() -> None:
    covered = [n for fate in LISTED for n in range(fate.first, fate.last + 1)]
    assert covered == sorted(set(covered)), "the list is in the seed's order, each line once"
    held = [n for n, line in enumerate(LINES, 1) if line.strip() or line.startswith("\t")]
    assert [n for n in held if n not in set(covered)] == []
    assert {fate.fate for fate in LISTED} == {"stands", "residue", "put right"}


def test_an_entry_is_one_line_or_one_cell_with_its_text() -> None:
    assert [fate for fate in LISTED if not _is_one(fate, LINES[fate.first - 1 : fate.last])] == []


def _is_one(fate: seed.Fate, lines: list[str]) -> bool:
    if blank := seed.BLANK.fullmatch(fate.text):
        return lines == ["\t"] * int(blank[1] or 1)
    goes_on = lines[0].startswith("\t") and not any(x.startswith("\t") for x in lines[1:])
    return fate.text == "".join(line.strip() for line in lines) and (len(lines) == 1 or goes_on)


def test_what_is_not_printed_as_it_stands_says_why() -> None:
    for fate in FATES:
        assert bool(fate.new) == (fate.fate in {"put right", "added"}), fate
        assert bool(fate.rule and fate.reason) == (fate.fate != "stands"), fate
        assert fate.new != fate.text, fate


def test_the_rules_named_exist() -> None:
    named = {code for fate in FATES for code in fate.rule.split("、") if code}
    assert named - explanations().keys() == {"模板空行"}, "blank rows of a form have no rule"


def test_what_is_printed_once_with_another_line_is_printed_there() -> None:
    printed = {fate.first: fate.new or fate.text for fate in LISTED if fate.fate != "residue"}
    once = [fate for fate in LISTED if fate.new.startswith("→")]
    assert once
    assert [fate.text for fate in once] == [printed[int(fate.new[1:])] for fate in once]


def test_figures_are_never_put_right() -> None:
    """Generated numbers, the hints' own figures and changes of nothing aside."""
    asides = re.compile(r"增加0万元|无则填0万元|目标内容1|\{.*\}")
    for fate in LISTED:
        if fate.fate == "put right" and not fate.new.startswith("→"):
            assert _figures(fate.new) == _figures(asides.sub("", fate.text)), fate


def _figures(text: str) -> list[str]:
    return re.findall(r"\d+(?:\.\d+)?", re.sub(r"^\s*\d+[、.]", "", text))


def test_the_readme_shows_the_same_list() -> None:
    readme = seed.README.read_text(encoding="utf-8")
    assert readme == seed.readme_with(seed.readable(FATES), readme), "run tests/seed/fates.py"


def test_the_readme_names_what_the_check_finds() -> None:
    """Each code of its table of doubtful places is among the findings of the seed's spec."""
    doubtful = seed.README.read_text(encoding="utf-8").split(seed.START)[0]
    named = set(re.findall(r"\b[A-Z]\d\d\b", doubtful))
    unit = prepare(seed.SPEC)
    assert named
    assert named - {finding.code for finding in unit.findings} == set()
