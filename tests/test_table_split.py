"""Where tables are cut, what is repeated, and what belongs to which node."""

import pytest

from budgetpdf.document.blocks import Column, Row, Table
from budgetpdf.geometry import Point
from budgetpdf.layout.piece import Piece
from budgetpdf.layout.table import SetTable, start, take
from budgetpdf.pages import GlyphRun, Node, NodeId
from table_support import cell, inlines, pieces, prepared, row, table

HEAD = (row("组", "项目", "数"),)
COLUMNS = (Column(merge=True), Column(), Column("decimal"))


def groups(*sizes: int) -> tuple[Row, ...]:
    return tuple(
        row(f"第{g}组", f"项{g}.{n}", str(n)) for g, size in enumerate(sizes) for n in range(size)
    )


def block(*sizes: int, **extra: object) -> Table:
    return table(groups(*sizes), HEAD, COLUMNS, **extra)


def heights(done: SetTable) -> tuple[float, float]:
    """Of a row, and of what stands around the rows of a later piece."""
    return done.heights[-1], done.later().height + done.heights[0] + done.measures.frame


def shown(piece: Piece | None, artifact: str = "") -> list[str]:
    """Texts of a piece, real ones or those that are an artifact."""
    assert piece is not None
    runs = [item for item in piece.items if isinstance(item, GlyphRun)]
    if artifact:
        return ["".join(run.chars) for run in runs if run.node == artifact]
    return ["".join(run.chars) for run in runs if isinstance(run.node, int)]


def names(piece: Piece | None) -> list[str]:
    """The items of the second column that a piece shows."""
    return [text for text in shown(piece) if text.startswith("项") and "." in text]


def test_a_cut_falls_after_a_group_that_ends_near_the_foot() -> None:
    done, _ = prepared(block(6, 6))
    each, around = heights(done)
    first, second = pieces(done, around + 8 * each)
    assert names(first)[-1] == "项0.5"
    assert names(second)[0] == "项1.0"


def test_a_group_is_cut_where_its_end_would_leave_half_a_page_empty() -> None:
    done, _ = prepared(block(5, 20))
    each, around = heights(done)
    first, second, *_ = pieces(done, around + 10 * each)
    assert len(names(first)) == 10
    assert shown(second, "pagination") == ["组", "项目", "数", "第1组"]
    assert "第1组" not in shown(second)


def test_no_row_of_a_group_stands_alone() -> None:
    done, _ = prepared(block(6, 7))
    each, around = heights(done)
    first, second = pieces(done, around + 12 * each)
    assert len(names(first)) == 11
    assert len(names(second)) == 2


def test_a_label_that_needs_more_room_than_its_last_row_gets_it() -> None:
    body = [row("很长的一级指标名称", f"项.{n}", "1") for n in range(9)]
    done, _ = prepared(table(body, HEAD, (Column(width_mm=10, merge=True), Column(), Column())))
    label = max(done.cells, key=lambda c: len(c.lines))
    each, around = heights(done)
    found = pieces(done, around + 5.5 * each)
    assert len(found) > 1
    for piece in found[1:]:
        repeated = "".join(shown(piece, "pagination"))
        assert "很长的一级指标名称" in repeated
    assert len(label.lines) > 1


def test_the_head_does_not_stand_alone() -> None:
    done, _ = prepared(block(30))
    each, around = heights(done)
    piece, rest = take(start(done), around + 0.9 * each, fresh=False)
    assert piece is None
    assert rest == start(done)


def test_a_small_table_moves_whole_and_a_large_one_begins_here() -> None:
    small, _ = prepared(block(6))
    each, around = heights(small)
    assert take(start(small), around + 4 * each, fresh=False)[0] is None
    large, _ = prepared(block(*[4] * 20))
    assert len(names(take(start(large), around + 4 * each, fresh=False)[0])) == 4


def test_the_last_row_and_the_total_do_not_go_alone() -> None:
    total = row("合计", "", "9", kind="total")
    done, _ = prepared(table((*groups(1, 1, 1, 1, 1, 1), total), HEAD, COLUMNS))
    each, around = heights(done)
    _, second = pieces(done, around + 6 * each)
    assert shown(second)[-2:] == ["合计", "9"]
    assert len(names(second)) == 1


def test_a_heading_row_stays_with_the_next() -> None:
    body = [*groups(1, 1, 1), row("二、支出", kind="heading"), *groups(1, 1, 1)]
    done, _ = prepared(table(body, HEAD, COLUMNS))
    each, around = heights(done)
    first, second = pieces(done, around + 4 * each)
    assert "二、支出" not in shown(first)
    assert shown(second)[0] == "二、支出"


def test_notes_keep_with_the_last_rows() -> None:
    done, _ = prepared(block(1, 1, 1, 1, 1, 1, 1, 1, notes=(inlines("注：说明。"),)))
    each, around = heights(done)
    _, second = pieces(done, around + 8 * each + 1)
    assert len(names(second)) >= 2
    assert shown(second)[-1] == "注：说明。"


def test_very_long_notes_flow_on() -> None:
    notes = tuple(inlines(f"注{n}：" + "说明" * 40) for n in range(12))
    done, _ = prepared(block(1, 1, notes=notes))
    found = pieces(done, 200)
    assert len(found) > 2
    assert "".join(t for p in found for t in shown(p)).count("说明") == 480


def test_a_table_that_ends_at_the_foot_is_one_piece() -> None:
    done, _ = prepared(block(1, 1, 1))
    (piece,) = pieces(done, done.height)
    assert piece is not None
    assert piece.height == pytest.approx(done.height)


def test_a_piece_is_placed_where_it_is_wanted() -> None:
    done, _ = prepared(block(2))
    here, _ = take(start(done), 500, fresh=True)
    there, _ = take(start(done), 500, fresh=True, at=Point(100, 50))
    assert here is not None
    assert there is not None
    runs = [i for i in here.items if isinstance(i, GlyphRun)]
    moved = [i for i in there.items if isinstance(i, GlyphRun)]
    assert [i.x for i in moved] == pytest.approx([i.x + 100 for i in runs])
    assert [i.y for i in moved] == pytest.approx([i.y + 50 for i in runs])
    assert there.height == pytest.approx(here.height)


def test_a_region_too_low_for_anything_still_gets_on() -> None:
    done, _ = prepared(block(3, caption=inlines("表题"), unit_line=inlines("单位：万元")))
    found = pieces(done, 5.0)
    assert [text for p in found for text in names(p)] == ["项0.0", "项0.1", "项0.2"]


def test_a_region_does_not_depend_on_what_was_taken_before() -> None:
    done, _ = prepared(block(9, 9, 9))
    once, twice = pieces(done, 200), pieces(done, 200)
    assert once == twice


def test_texts_set_ahead_stand_where_they_would_anyway(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = (Column("center"), Column("right"), Column("decimal"), Column("justify"))
    body = [row("中", "右，", "约3.2万元", "（两端对齐）"), row("长文字" * 30, "1.5%", "无", "")]
    found = []
    for many in (0, 2000):
        monkeypatch.setattr("budgetpdf.layout.celltext.MANY", many)
        (piece,) = pieces(prepared(table(body, (), columns))[0], 500)
        assert piece is not None
        found.append([i for i in piece.items if isinstance(i, GlyphRun)])
    ahead, anyway = found
    assert [i.chars for i in ahead] == [i.chars for i in anyway]
    assert [i.x for i in ahead] == pytest.approx([i.x for i in anyway], abs=0.02)
    assert [i.y for i in ahead] == pytest.approx([i.y for i in anyway])


# structure


def roles(nodes: tuple[Node, ...], parent: NodeId) -> list[str]:
    return [node.role for node in nodes if node.parent == parent]


def test_structure_of_a_table() -> None:
    body = (row(cell("目标", header=True), "长文", kind="top"), *groups(2))
    done, nodes = prepared(
        table(
            body,
            HEAD,
            COLUMNS,
            caption=inlines("表题"),
            unit_line=inlines("单位：万元"),
            notes=(inlines("注。"),),
        )
    )
    assert nodes[done.node].role == "Table"
    assert roles(nodes, 0) == ["Table", "P"]
    assert roles(nodes, done.node) == ["Caption", "THead", "TBody"]
    kinds = [(n.role, n.scope, n.row_span, n.col_span) for n in nodes if n.role in {"TH", "TD"}]
    assert kinds == [
        ("TH", "Row", 1, 1),
        ("TD", "", 1, 2),
        ("TH", "Column", 1, 1),
        ("TH", "Column", 1, 1),
        ("TH", "Column", 1, 1),
        ("TD", "", 2, 1),
        *[("TD", "", 1, 1)] * 4,
    ]


def test_cells_below_heads_of_several_levels_name_their_headers() -> None:
    head = (row(cell("项目", 2), cell("支出", 1, 2)), row("基本", "项目支出"))
    done, nodes = prepared(table([row(cell("公用", header=True), "1", "2")], head, 3))
    by_text = {
        "".join("".join(r.chars) for line in c.lines for r in line.items): c.node
        for c in done.cells
    }
    assert nodes[by_text["基本"]].headers == (by_text["支出"],)
    assert nodes[by_text["2"]].headers == (by_text["支出"], by_text["项目支出"], by_text["公用"])
    assert nodes[by_text["公用"]].headers == (by_text["项目"],)


def test_one_level_needs_no_headers() -> None:
    _, nodes = prepared(block(3))
    assert not any(node.headers for node in nodes)


def test_a_head_without_a_body_is_no_thead() -> None:
    done, nodes = prepared(table([], HEAD, COLUMNS))
    assert roles(nodes, done.node) == ["TBody"]


def test_a_cell_over_several_pages_is_one_node() -> None:
    done, _ = prepared(
        table([row("标签", "长文" * 700)], (), (Column(width_mm=30), Column("left")))
    )
    found = pieces(done, 200)
    assert len(found) > 2
    parts = [{i.node for i in p.items if isinstance(i, GlyphRun)} for p in found if p]
    assert set.intersection(*parts) == {done.cells[1].node}


def test_reading_order_is_row_by_row() -> None:
    done, _ = prepared(block(2, 2, caption=inlines("表题"), unit_line=inlines("单位：万元")))
    (piece,) = pieces(done, 500)
    assert piece is not None
    nodes = [item.node for item in piece.items if isinstance(item, GlyphRun)]
    assert nodes == sorted(nodes, key=int)
