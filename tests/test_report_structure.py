"""The reports by their tags: the text in order, and every cell of a table under its headers."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

import budgetpdf
from budgetpdf.pipeline import prepare
from pdfread import Reader, attribute, kind
from seed import reading
from support import ROOT

NAMES = ("dachang-xinfang-2023", "example-school-2024")


def spec(name: str) -> Path:
    return ROOT / "specs" / f"{name}.toml"


@cache
def reader(name: str) -> Reader:
    return Reader(budgetpdf.render(spec(name)))


@pytest.mark.parametrize("name", NAMES)
def test_the_text_by_structure_is_the_text_of_the_report(name: str) -> None:
    """Nothing lost, nothing twice, in the report's order; repeated heads are artifacts."""
    document = prepare(spec(name)).document
    assert document is not None
    tagged = "".join(text for _, text in reader(name).tagged_text())
    assert reading.squeeze(tagged) == reading.of_document(document)


def children(element: Any, *kinds: str) -> list[Any]:
    return [
        kid
        for kid in element.get("/K", [])
        if hasattr(kid, "keys") and "/S" in kid and kind(kid) in kinds
    ]


def rows(table: Any) -> list[list[Any]]:
    """Rows of the grid; an element stands in every place that it covers."""
    grid: dict[tuple[int, int], Any] = {}
    trs = [tr for part in children(table, "THead", "TBody") for tr in children(part, "TR")]
    for y, tr in enumerate(trs):
        x = 0
        for cell in children(tr, "TH", "TD"):
            while (y, x) in grid:
                x += 1
            for down in range(int(attribute(cell, "/RowSpan", 1))):
                for right in range(int(attribute(cell, "/ColSpan", 1))):
                    grid[y + down, x + right] = cell
            x += 1
    width = max(x for _, x in grid) + 1
    return [[grid[y, x] for x in range(width)] for y in range(len(trs))]


def cell_texts(name: str, caption: str) -> list[list[tuple[str, str]]]:
    """Kind and text of every place of the grid of a table."""
    file = reader(name)
    for element in file.elements():
        if kind(element) == "Table" and caption in file.text(element)[:60]:
            return [[(kind(cell), file.text(cell)) for cell in row] for row in rows(element)]
    raise AssertionError(caption)


def test_the_cells_of_the_indicator_table_stand_under_their_headers() -> None:
    table = cell_texts(NAMES[0], "一级指标二级指标三级指标评（扣）分标准")
    above = [text for _, text in table[0]], [text for _, text in table[1]]
    assert above[0][5:8] == ["指标值"] * 3
    assert above[1][5:8] == ["符号", "值", "单位"]
    first = [text for _, text in table[2]]
    assert first[:3] == ["单位产出", "数量", "信访事项按期转交率"]
    assert first[5:8] == ["≥", "80", "%"]
    assert [text for _, text in table[4]][:2] == ["单位产出", "时效"]
    assert {kind for kind, _ in table[0] + table[1]} == {"TH"}


def test_every_cell_with_several_headers_names_them() -> None:
    file = reader(NAMES[1])
    known = {str(element.ID): file.text(element) for element in file.elements() if "/ID" in element}
    named = 0
    for element in file.elements():
        for header in attribute(element, "/Headers", []) if kind(element) == "TD" else []:
            assert known[str(header)]
            named += 1
    assert named


def test_a_cell_that_pages_cut_is_one_element() -> None:
    """单位产出 covers the rows of several pages of the school's table and is told once."""
    file = reader(NAMES[1])
    told = [text for _, text in file.tagged_text() if text == "单位产出"]
    shown = sum("单位产出" in mark.text for mark in file.marks)
    assert len(told) == 1
    assert shown > 2
