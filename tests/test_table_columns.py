"""Widths: what columns ask for, what they get, and when type shrinks or the page turns."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetpdf.diagnostic import Span
from budgetpdf.document.blocks import Cell, Column, Orientation, Row, Run, Table
from budgetpdf.geometry import mm
from budgetpdf.layout.fewest import TextRow, widened
from budgetpdf.layout.piece import Piece
from budgetpdf.layout.shares import Want, level, share_out, spread
from budgetpdf.layout.table import SetTable
from budgetpdf.pages import GlyphRun
from table_support import AREA, cell, inlines, pieces, prepared, row, table

lengths = st.floats(1, 400)


@st.composite
def wants(draw: st.DrawFn) -> list[Want]:
    found = []
    for _ in range(draw(st.integers(1, 9))):
        least, comfort, most = sorted(draw(st.tuples(lengths, lengths, lengths)))
        fixed = draw(st.none() | lengths)
        shared = fixed is None and draw(st.booleans())
        found.append(Want(least, comfort, most, draw(st.floats(0.5, 9)), fixed, shared))
    return found


@given(wants(), st.floats(10, 3000))
def test_shares_fill_the_width_and_starve_nobody(asked: list[Want], total: float) -> None:
    given_ = share_out(asked, total, 10.5)
    least = sum(want.least for want in asked)
    fixed = all(want.fixed is not None for want in asked)
    if not fixed or least >= total:
        assert sum(given_) == pytest.approx(total, rel=1e-6)
    assert sum(given_) <= total * (1 + 1e-9)
    if least < total:
        assert all(g >= w.least * (1 - 1e-9) for g, w in zip(given_, asked, strict=True))


@given(wants(), st.floats(10, 3000))
def test_a_fixed_width_is_kept_where_there_is_room(asked: list[Want], total: float) -> None:
    if sum(want.low for want in asked) <= total:
        for width, want in zip(share_out(asked, total, 10.5), asked, strict=True):
            if want.fixed is not None:
                assert width == pytest.approx(max(want.fixed, want.least))


@given(st.lists(lengths, min_size=1, max_size=9), st.floats(0.01, 1))
def test_level_cuts_the_wide_ones_alone(wishes: list[float], part: float) -> None:
    total = sum(wishes) * part
    found = level(wishes, total)
    assert sum(found) == pytest.approx(total)
    top = max(found)
    assert all(f == pytest.approx(min(w, top)) for f, w in zip(found, wishes, strict=True))


def test_spread_follows_the_weights_within_the_bounds() -> None:
    assert spread([0, 0, 0], [100, 100, 5], [1, 2, 9], 35) == pytest.approx((10, 20, 5))


def by_halving(asked: list[Want], total: float) -> tuple[float, ...]:
    """What `spread` finds, with every sum made."""
    under, over = 0.0, total / min(want.weight for want in asked)

    def shares(factor: float) -> list[float]:
        return [min(max(factor * w.weight, w.least), w.most) for w in asked]

    for _ in range(60):
        middle = (under + over) / 2
        short = math.fsum(shares(middle)) < total
        under, over = (middle, over) if short else (under, middle)
    return tuple(shares(over))


@given(wants(), st.floats(0, 1))
def test_spread_finds_what_halving_finds(asked: list[Want], part: float) -> None:
    least, most = (sum(w.least for w in asked), sum(w.most for w in asked))
    total = least + part * (most - least)
    bounds = [w.least for w in asked], [w.most for w in asked], [w.weight for w in asked]
    assert spread(*bounds, total) == by_halving(asked, total)


def test_width_goes_where_it_saves_lines() -> None:
    rows = [TextRow([20, 4, 2], [1, 1, 1])]
    assert widened(lambda: rows, [4, 2, 2], [20, 4, 2], 6) == [10, 2, 2]
    enough = [TextRow([20, 4, 2], [1, 1, 1], enough=5)]
    assert widened(lambda: enough, [4, 2, 2], [20, 4, 2], 6) == [4, 2, 2]


def test_no_row_is_looked_at_where_no_column_can_grow() -> None:
    def asked() -> list[TextRow]:
        pytest.fail("rows were asked for")

    assert widened(asked, [4, 2, 2], [4, 2, 2], 6) == [4, 2, 2]
    assert widened(asked, [4, 2, 2], [20, 4, 2], 0) == [4, 2, 2]


def test_balanced_texts_are_widened_by_whole_words() -> None:
    assert widened(lambda: [TextRow([6, 1], [2, 1])], [2, 2], [6, 2], 3) == [4, 2]
    assert widened(lambda: [TextRow([6, 1], [1, 1])], [2, 2], [6, 2], 3) == [3, 2]


@st.composite
def text_rows(draw: st.DrawFn, columns: int) -> TextRow:
    lengths = draw(st.lists(st.integers(0, 300), min_size=columns, max_size=columns))
    grains = draw(st.lists(st.sampled_from([1, 2]), min_size=columns, max_size=columns))
    return TextRow([length / 8 for length in lengths], grains, draw(st.sampled_from([1, 1, 3])))


def lines_of(row: TextRow, column: int, width: float) -> int:
    """Lines of a text that fills them by whole pieces."""
    text, grain = row.texts[column], row.grains[column]
    if text <= width + 1e-6:
        return 1
    return math.ceil(text / max(math.floor((width + 1e-6) / grain) * grain, 1) - 1e-6)


def step_by_step(
    rows: list[TextRow], widths: list[float], limits: list[float], spare: float
) -> list[float]:
    """What `widened` finds, with everything counted anew in each step."""
    wide = list(widths)
    for _ in range(64):
        held: dict[int, list[tuple[TextRow, int, int]]] = {}
        for texts in rows:
            counts = [lines_of(texts, column, width) for column, width in enumerate(wide)]
            top = max(counts)
            for column in [n for n, c in enumerate(counts) if c == top > texts.enough]:
                held.setdefault(column, []).append((texts, top, counts.count(top)))
        best = (0.0, 0, 0.0)
        for column in sorted(held):
            steps = [
                r.texts[column]
                if top == 2
                else math.ceil(r.texts[column] / (top - 1) / r.grains[column] - 1e-6)
                * r.grains[column]
                for r, top, _ in held[column]
            ]
            for width in {min(steps), max(steps)}:
                saved = math.fsum((t - lines_of(r, column, width)) / n for r, t, n in held[column])
                saved /= max(width - wide[column], 1e-6)
                most = min(limits[column], wide[column] + spare) + 1e-6
                if width <= most and saved > best[0]:
                    best = saved, column, width
        if not best[0]:
            break
        spare -= best[2] - wide[best[1]]
        wide[best[1]] = best[2]
    return wide


@given(st.data(), st.integers(1, 6), st.floats(0, 40))
def test_widening_counts_again_only_what_changes(
    data: st.DataObject, columns: int, spare: float
) -> None:
    rows = data.draw(st.lists(text_rows(columns), max_size=12))
    widths = data.draw(st.lists(st.integers(8, 80), min_size=columns, max_size=columns))
    grow = data.draw(st.lists(st.integers(0, 200), min_size=columns, max_size=columns))
    narrow = [width / 8 for width in widths]
    limits = [width + more / 8 for width, more in zip(narrow, grow, strict=True)]
    assert widened(lambda: rows, narrow, limits, spare) == step_by_step(rows, narrow, limits, spare)


def widths(done: SetTable) -> list[float]:
    return [b - a for a, b in pairwise(done.edges)]


def lines(done: SetTable, text: str) -> list[str]:
    """The lines of the cell that holds this text."""
    for found in done.cells:
        shown = ["".join("".join(i.chars) for i in line.items) for line in found.lines]
        if "".join(shown) == text:
            return shown
    raise AssertionError(text)


def test_a_head_of_four_characters_breaks_in_the_middle() -> None:
    body = [row("1", "很长的说明文字" * 12)]
    done, _ = prepared(
        table(body, [row("一级指标", "说明")], (Column(width_mm=13.5), Column(align="justify")))
    )
    assert widths(done)[0] < 4 * 10.5 + 6
    assert lines(done, "一级指标") == ["一级", "指标"]


def test_hints_in_mm_and_shares() -> None:
    columns = (Column(width_mm=30), Column(share=1), Column(share=3))
    done, _ = prepared(table([row("甲", "乙", "丙")], (), columns))
    first, second, third = widths(done)
    assert first == pytest.approx(mm(30))
    assert (third - 6) / (second - 6) == pytest.approx(3)
    assert sum(widths(done)) == pytest.approx(AREA.width - done.measures.frame)


def test_a_table_of_fixed_columns_stands_in_the_middle() -> None:
    done, _ = prepared(table([row("甲", "乙")], (), (Column(width_mm=30), Column(width_mm=40))))
    assert sum(widths(done)) == pytest.approx(mm(70))
    assert done.edges[0] + done.edges[-1] == pytest.approx(AREA.width)


def test_a_number_never_wraps_whatever_the_hint() -> None:
    columns = (Column("decimal", width_mm=5), Column())
    done, _ = prepared(table([row("123456789.12", "说明" * 40)], (), columns))
    assert lines(done, "123456789.12") == ["123456789.12"]


def wide(count: int) -> Table:
    return table([row(*["1234567890"] * count)], (), (Column("decimal"),) * count)


@pytest.mark.parametrize(
    ("count", "orientation", "landscape", "size"),
    [
        (6, "auto", False, 10.5),
        (8, "auto", False, 9.0),
        (9, "auto", False, 7.5),
        (11, "auto", True, 9.0),
        (14, "auto", True, 7.5),
        (6, "landscape", True, 10.5),
        (9, "portrait", False, 7.5),
    ],
)
def test_type_shrinks_only_as_far_as_needed_then_the_page_turns(
    count: int, orientation: Orientation, landscape: bool, size: float
) -> None:
    block = wide(count)
    block = Table(block.id, block.columns, block.head, block.body, orientation=orientation)
    done, _ = prepared(block)
    assert (done.landscape, done.measures.size) == (landscape, size)
    assert not done.findings


def test_what_does_not_fit_is_an_error_at_its_cell() -> None:
    span = Span("a.toml", 7, 9, 7, 21)
    long = Cell((((Run("A" * 200, span, 0)),),))
    block = table([Row((long, cell("乙")))], (), 2)
    done, _ = prepared(block)
    assert [finding.code for finding in done.findings] == ["L014"]
    (place,) = done.findings[0].places
    assert getattr(place, "span", place) == span
    (piece,) = pieces(done, AREA.width)
    assert piece is not None
    assert "".join(lines(done, "A" * 200)) == "A" * 200
    assert right_edge(piece) <= AREA.height


def right_edge(piece: Piece) -> float:
    return max(i.x + i.width if isinstance(i, GlyphRun) else i.x1 for i in piece.items)


def test_more_columns_than_any_page_holds_still_stand_apart() -> None:
    done, _ = prepared(table([row(*["列"] * 120)], (), 120))
    assert {finding.code for finding in done.findings} == {"L014"}
    (piece,) = pieces(done, AREA.width)
    assert piece is not None
    runs = sorted((i.x, i.x + i.width) for i in piece.items if isinstance(i, GlyphRun))
    assert len(runs) == 120
    assert all(a[1] <= b[0] for a, b in pairwise(runs))


def points(done: SetTable, column: int) -> set[float]:
    """Where the decimal points of a column stand."""
    found = set()
    for cell_ in done.cells:
        for line in cell_.lines[:1] if cell_.column == column else ():
            for run in line.items:
                for char, offset in zip(run.chars, run.offsets, strict=True):
                    if char == ".":
                        found.add(round(cell_.x + run.x + offset, 3))
    return found


def test_decimal_points_stand_below_each_other() -> None:
    values = ("89.34", "1,234.5", "-0.125", "7", "12.5%", "约3.2万元")
    body = [row("名", value) for value in values]
    done, _ = prepared(table(body, (), (Column(), Column("decimal"))))
    assert len(points(done, 1)) == 1


def test_equal_digits_line_up_in_a_face_with_proportional_ones() -> None:
    body = [Row((Cell((inlines("名"),)), Cell((inlines(v),), style="title"))) for v in ("11", "88")]
    done, _ = prepared(table(body, (), (Column(), Column("decimal"))))
    first, second = (c.lines[0] for c in done.cells if c.column == 1)
    assert first.width == second.width
