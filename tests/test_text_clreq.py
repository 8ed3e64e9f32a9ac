"""Chinese line setting, case by case: each names its clause (see text_cases and docs/clreq.md)."""

from __future__ import annotations

import pytest

from support import ROOT
from text_cases import CASES, Case
from text_support import EM, broken, shaped, strings


@pytest.mark.parametrize("case", CASES, ids=[f"{case.clause} {case.title}" for case in CASES])
def test_case(case: Case) -> None:
    texts = (case.text,) if isinstance(case.text, str) else case.text
    text = shaped(*texts)
    lines, concessions = broken(text, case.measure, case.indent, **case.rule)
    assert [line.rstrip("\n") for line in strings(text, lines)] == list(case.lines)
    assert tuple(concession.kind for concession in concessions) == case.conceded
    for line, width in zip(lines, case.widths, strict=False):
        assert line.width == pytest.approx(width * EM, abs=0.01)


def test_the_list_in_the_docs_is_this_list() -> None:
    page = (ROOT / "docs" / "clreq.md").read_text(encoding="utf-8")
    listed = page.split("## The list")[1].split("## ")[0].strip().splitlines()[2:]
    assert listed == [f"| {case.clause} | {case.title} | 是 |" for case in CASES]
