"""Every code is explained, and docs/rules.md says what the program says."""

import re

import pytest

from budgetpdf.catalogue import entries, explain, near, page, titles
from support import ROOT

CODE = re.compile(r'"([A-Z][0-9]{3}|[RCXK][0-9]{2})"')


def test_docs_are_up_to_date() -> None:
    written = (ROOT / "docs/rules.md").read_text(encoding="utf-8")
    assert written == page(), "run: python -m budgetpdf.catalogue docs/rules.md"


def test_every_code_of_the_program_is_explained() -> None:
    files = (ROOT / "src/budgetpdf").rglob("*.py")
    used = {code for path in files for code in CODE.findall(path.read_text(encoding="utf-8"))}
    assert len(used) > 100
    assert used - set(entries()) == set()


def test_every_code_is_explained_in_both_languages() -> None:
    for code, entry in entries().items():
        assert entry.title.zh, code
        assert entry.title.en, code
        assert entry.title.zh != entry.title.en, code
        for lang in ("zh", "en"):
            text = explain(code, lang)
            assert text is not None
            assert entry.title.in_language(lang) in text


def test_an_explanation_shows_both_examples_and_the_source() -> None:
    text = explain("r04", "zh")
    assert text is not None
    for piece in ("R04", "[错误]", "basic = 102   # ← R04", "basic = 120", "依据："):
        assert piece in text
    assert "finding:" not in text


def test_an_unknown_code_is_none_and_its_neighbours_are_known() -> None:
    assert explain("R99", "zh") is None
    assert "R04" in near("R4")


@pytest.mark.parametrize(
    ("code", "family"), [("X01", "X"), ("D001", "D"), ("K47", "K"), ("S003", "S")]
)
def test_families(code: str, family: str) -> None:
    assert entries()[code].family == family


def test_titles_are_those_of_the_entries() -> None:
    assert titles()["R04"] == entries()["R04"].title
