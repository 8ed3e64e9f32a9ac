"""Every code that is given is in the table, and every code of the table is given."""

from __future__ import annotations

import re

from budgetpdf.spec.codes import CODES
from support import ROOT

CODE = re.compile(r'"(S[0-9]{3})"')


def test_the_table_holds_what_is_given() -> None:
    given: set[str] = set()
    for path in (ROOT / "src" / "budgetpdf" / "spec").glob("*.py"):
        if path.name != "codes.py":
            given |= set(CODE.findall(path.read_text(encoding="utf-8")))
    assert given == set(CODES)


def test_every_code_has_a_case() -> None:
    tested: set[str] = set()
    for path in (ROOT / "tests").glob("test_spec_*.py"):
        if path.name != "test_spec_codes.py":
            tested |= set(CODE.findall(path.read_text(encoding="utf-8")))
    # S199 is for kinds of misfit that no model of ours has.
    assert set(CODES) - tested == {"S199"}


def test_titles_are_in_both_languages() -> None:
    for title in CODES.values():
        assert re.search("[一-鿿]", title.zh)
        assert title.en.isascii()
