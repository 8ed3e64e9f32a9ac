"""Occupancy: spans, merges from equal neighbours, and what is wrong with a table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetpdf.diagnostic import Span
from budgetpdf.document.blocks import Cell, Column, Row, RowKind, Table
from budgetpdf.layout.cells import Occupancy, occupy, plain
from budgetpdf.layout.paragraph import Typesetter
from budgetpdf.layout.table import prepare
from budgetpdf.layout.tree import Tree
from table_support import AVAILABLE, cell, fonts, prepared, row, sheet, table


def grid(found: Occupancy) -> list[str]:
    """The text of the cell at each place, a row a line."""
    return [" ".join(plain(found.cells[i].cell.content) or "_" for i in r) for r in found.owner]


def codes(block: Table) -> list[str]:
    return [finding.code for finding in occupy(block).findings]


def spans(found: Occupancy) -> dict[str, tuple[int, int]]:
    return {plain(p.cell.content): (p.row_span, p.col_span) for p in found.cells}


MERGE = (Column(merge=True), Column(merge=True), Column())


def test_spans_push_later_cells_to_free_columns() -> None:
    found = occupy(
        table([row(cell("a", 2), cell("b", 1, 2)), row("c", cell("d", 2)), row("e", "f")], (), 3)
    )
    assert grid(found) == ["a b b", "a c d", "e f d"]
    assert not found.findings


def test_equal_neighbours_merge_nested() -> None:
    body = [
        row("甲", "数量", "1"),
        row("甲", "数量", "2"),
        row("乙", "数量", "3"),
        row("乙", "质量", "4"),
    ]
    found = occupy(table(body, (), MERGE))
    assert [(plain(p.cell.content), p.row, p.row_span) for p in found.cells if p.column < 2] == [
        ("甲", 0, 2),
        ("数量", 0, 2),
        ("乙", 2, 2),
        ("数量", 2, 1),  # another level 1 begins
        ("质量", 3, 1),
    ]


def test_empty_cells_and_other_kinds_of_rows_do_not_merge() -> None:
    body = [
        row("甲", "", "1"),
        row("甲", "", "2"),
        row("甲", "", "3", kind="total"),
        row("甲", "", "4"),
    ]
    found = occupy(table(body, (), MERGE))
    assert [p.row_span for p in found.cells if p.column == 0] == [2, 1, 1]
    assert all(p.row_span == 1 for p in found.cells if p.column == 1)


def test_a_column_merges_across_columns_that_do_not() -> None:
    columns = (Column(merge=True), Column(), Column(merge=True))
    body = [row("甲", "1", "依据"), row("甲", "2", "依据"), row("乙", "3", "依据")]
    found = occupy(table(body, (), columns))
    assert [p.row_span for p in found.cells if p.column == 2] == [2, 1]


def test_a_divider_begins_merging_anew() -> None:
    columns = (Column(merge=True), Column(merge=True, divider=True))
    found = occupy(table([row("甲", "同"), row("乙", "同")], (), columns))
    assert [p.row_span for p in found.cells if p.column == 1] == [2]


def test_top_rows_stand_above_the_head() -> None:
    found = occupy(
        table([row("绩效目标", "长文", kind="top"), row("1", "2", "3")], [row("A", "B", "C")], 3)
    )
    assert grid(found) == ["绩效目标 长文 长文", "A B C", "1 2 3"]
    assert found.head == range(1, 2)
    assert not found.findings


def test_a_heading_row_takes_the_whole_row() -> None:
    assert (
        grid(occupy(table([row("一、收入", kind="heading"), row("1", "2")], (), 2)))[0]
        == "一、收入 一、收入"
    )


def test_blank_rows_need_no_cells() -> None:
    found = occupy(table([Row((), "blank")], [row("A", "B")], 2))
    assert grid(found) == ["A B", "_ _"]
    assert not found.findings


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param([row("a", "b", "c")], ["L010"], id="too many cells"),
        pytest.param([row("a")], ["L011"], id="too few cells"),
        pytest.param(
            [row("a", cell("b", 2)), row("c", "d")], ["L010"], id="place taken from above"
        ),
        pytest.param(
            [row(cell("a", at=1), cell("b", at=1))], ["L010", "L011"], id="one place twice"
        ),
        pytest.param([row("a", cell("b", at=7))], ["L010", "L011"], id="no such column"),
        pytest.param([row("a", cell("b", cols=2))], ["L012"], id="beyond the last column"),
        pytest.param([row("a", cell("b", rows=3))], ["L012"], id="beyond the last row"),
        pytest.param([row(cell("a", rows=0), "b")], ["L012"], id="no rows"),
        pytest.param(
            [row("x", cell("y", 2)), row(cell("a", cols=2))], ["L010"], id="over another cell"
        ),
    ],
)
def test_faults_are_found_and_no_text_is_lost(body: list[Row], expected: list[str]) -> None:
    block = table(body, (), 2)
    assert codes(block) == expected
    texts = {plain(c.content) for r in body for c in r.cells}
    assert set("".join(plain(p.cell.content) for p in occupy(block).cells)) - {"\n"} == texts
    done, _ = prepared(block)
    assert [finding.code for finding in done.findings] == expected


def test_a_head_does_not_reach_into_the_body() -> None:
    assert codes(table([row("1", "2")], [row(cell("A", 2), "B")], 2)) == ["L012"]


def test_findings_name_both_cells() -> None:
    first, second = Span("a.toml", 3, 1, 3, 5), Span("a.toml", 4, 1, 4, 5)
    body = [
        Row((Cell(column=0, span=first), Cell(column=0, span=second), Cell(column=1))),
    ]
    (finding,) = occupy(table(body, (), 2)).findings
    assert finding.places == (second, first)
    assert "第1行" in finding.message.zh
    assert "第1列" in finding.message.zh


def test_no_columns_given_follow_from_the_rows() -> None:
    assert len(occupy(Table("t", (), (), (row("a", cell("b", 1, 2)),))).columns) == 3


@given(
    st.lists(
        st.tuples(
            st.lists(st.sampled_from("甲乙丙"), max_size=4), st.sampled_from(["data", "total"])
        ),
        max_size=6,
    )
)
def test_plain_rows_stand_where_their_columns_would_put_them(
    rows: list[tuple[list[str], RowKind]],
) -> None:
    free = [row(*texts, kind=kind) for texts, kind in rows]
    told = [
        row(*(cell(text, at=n) for n, text in enumerate(texts)), kind=kind) for texts, kind in rows
    ]
    first, second = (occupy(table(body, (), MERGE)) for body in (free, told))
    assert first.owner == second.owner
    assert [placed[1:] for placed in first.cells] == [placed[1:] for placed in second.cells]


def test_each_table_tells_what_is_wrong_with_a_text_that_both_hold() -> None:
    """Tables of a document share their texts, not what is said of them."""
    setter = Typesetter(sheet(), fonts())
    block = table([row("甲\u0378乙", "丙"), row("甲\u0378乙", "丙")])
    told = [prepare(block, AVAILABLE, setter, sheet(), Tree(), 0).findings for _ in range(3)]
    assert [[finding.code for finding in findings] for findings in told] == [["F001", "F001"]] * 3
