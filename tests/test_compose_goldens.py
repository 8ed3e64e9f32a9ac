"""Whole reports as documents: every sentence, number and cell, one listing a report.

BUDGETPDF_GOLDENS=write writes them anew; look at the diff before you commit it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from budgetpdf import profile
from budgetpdf.document.compose import compose
from budgetpdf.spec.read import read
from profile_support import dump
from support import ROOT

FOLDER = ROOT / "tests" / "cases" / "documents"
SPECS = {
    "dachang-xinfang-2023": ROOT / "specs" / "dachang-xinfang-2023.toml",
    "example-school-2024": ROOT / "specs" / "example-school-2024.toml",
    # Another province's shape: cover, 目录, parts on new pages, other tables, amounts in 元.
    "archive-2025": ROOT / "tests" / "profiles" / "archive-2025.toml",
}


def document(path: Path) -> str:
    file, findings = read(path)
    assert file is not None, findings
    bureau, more = profile.read(file.spec.profile, path.parent)
    assert bureau is not None, more
    made, found = compose(file, bureau)
    assert (*findings, *more, *found) == ()
    return dump(made)


@pytest.mark.parametrize("name", SPECS)
def test_golden(name: str) -> None:
    path = FOLDER / f"{name}.txt"
    text = document(SPECS[name])
    if os.environ.get("BUDGETPDF_GOLDENS") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")
