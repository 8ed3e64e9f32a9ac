"""Cells of texts are made at once; they are what the columns' expressions give."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetpdf import profile
from budgetpdf.document import rows
from budgetpdf.document.blocks import Cell, Document, Table
from budgetpdf.document.compose import compose
from budgetpdf.document.leaves import Leaf
from budgetpdf.profile.parts import Profile
from budgetpdf.spec.escapes import quote
from budgetpdf.spec.read import SpecFile, read
from profile_support import composed, make_profile, spec_file
from support import ROOT, soak

SPECS = (
    ROOT / "specs" / "dachang-xinfang-2023.toml",
    ROOT / "specs" / "example-school-2024.toml",
    ROOT / "tests" / "profiles" / "archive-2025.toml",
)

PROFILE = """
[lists]
kinds = [
  { key = "数量", label = "数量指标", level1 = "产出" },
  { key = "质量", label = " 质量\\n指标", level1 = "" },
]
[table.t]
rows = "performance.indicators"
join = "kinds"
key = "row.kind"
columns = [
  { title = "一", value = "entry.level1", merge = true },
  { title = "二", value = "entry.label", label = true },
  { title = "三", value = "row.description" },
  { title = "四", value = "row.target.text", format = "percent" },
  { title = "五", value = "row.target.number or row.target.text", format = "amount" },
  { title = "六", value = "number" },
  { title = "七", value = "unit.short" },
  { title = "八", value = "expenditure.personnel", format = "amount" },
  { title = "九" },
]
[[section]]
id = "a"
blocks = [{ table = "t" }]
"""


def _none(leaves: Iterable[Leaf], *_known: object) -> list[Cell | None]:
    return [None for _ in leaves]


def _slowly(file: SpecFile, made: Profile) -> Document:
    """The document with every cell made by its expression."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rows, "cells_of_texts", _none)
        return compose(file, made)[0]


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_reports_are_the_same(path: Path) -> None:
    file, _ = read(path)
    assert file is not None
    made, _ = profile.read(file.spec.profile or "", path.parent)
    assert made is not None
    assert compose(file, made)[0] == _slowly(file, made)


@given(
    st.lists(st.text(st.sampled_from("甲 \n\t　a1")), min_size=2, max_size=soak(2, 6)),
    st.sampled_from(["≥80%", "显著提升", "", "大于 3"]),
)
def test_cells_are_what_their_expressions_give(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], value: str
) -> None:
    folder = tmp_path_factory.mktemp("cells")
    kinds = ("数量", "质量")
    indicators = ",".join(
        f'{{ kind = "{kinds[n % 2]}", name = "n", description = {quote(text)}, value = "{value}" }}'
        for n, text in enumerate(texts)
    ).replace("\t", "\\t")
    overall_goal = f'"管好水。"\nindicators = [{indicators}]'
    file = spec_file(folder, overall_goal=overall_goal)
    made = make_profile(folder, PROFILE)
    document, _ = composed(file, made)
    assert document == _slowly(file, made)
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    assert len(table.body) == len(texts)
