"""Tables: `prepare` fixes widths, heights and lines, `take` cuts a piece for what a page has left.

A region is a height, a piece is a value, and what is left is one too: neither knows of pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import accumulate
from math import fsum
from typing import NamedTuple

from budgetpdf.diagnostic import Diagnostic
from budgetpdf.document.blocks import Table
from budgetpdf.geometry import Point, Pt, Size
from budgetpdf.layout.celllines import CellLines, align_points
from budgetpdf.layout.cells import Occupancy, Placed, occupy, place_of
from budgetpdf.layout.celltext import CellText, Words
from budgetpdf.layout.columns import Fit, Gauges, Lengths, fit, measure
from budgetpdf.layout.paragraph import Typesetter
from budgetpdf.layout.piece import Piece, draw, draw_caption, draw_notes
from budgetpdf.layout.rowheights import row_heights
from budgetpdf.layout.split import Rest, choose
from budgetpdf.layout.surround import Surround
from budgetpdf.layout.tablefindings import starved, too_high
from budgetpdf.layout.tableset import Measures, SetCell, SetTable, Stack
from budgetpdf.layout.tabletags import Tags, tag
from budgetpdf.layout.tree import Tree
from budgetpdf.pages import NodeId
from budgetpdf.style.sheet import Sheet, TableStyle
from budgetpdf.tuples import new_tuple

__all__ = ["Available", "Piece", "Rest", "SetTable", "begins", "prepare", "start", "take"]


BROKEN = frozenset({"L001", "L003", "L004", "L005"})
"""What follows from a column that is too narrow, which is reported itself."""

ORIGIN = Point(0.0, 0.0)


class Available(NamedTuple):
    """Type areas of the upright and the turned page, and the pitch of the line grid (pt)."""

    portrait: Size
    landscape: Size
    row: Pt | None = None


def start(table: SetTable) -> Rest:
    """The whole table, nothing of it placed."""
    return Rest(table)


def take(
    rest: Rest, height: Pt, *, fresh: bool, at: Point = ORIGIN
) -> tuple[Piece | None, Rest | None]:
    """The piece that goes into `height` (pt), and what is left of the table (None: nothing).

    No piece: nothing sensible fits, better on the next page. On a fresh region there always is
    one, and it gets on. at: where the region's top left corner lies; items are placed from there.
    """
    table = rest.table
    if rest.started and rest.row == table.rows:
        return draw_notes(rest, height, at, fresh=fresh)
    room = height - rest.around
    if fresh and not rest.started and table.first.items and room < _least(table):
        return draw_caption(rest, at)
    cut = choose(rest, room, fresh=fresh)
    if cut is None:
        return None, rest
    return draw(rest, cut, height, at)


def begins(table: SetTable, height: Pt, *, fresh: bool) -> bool:
    """Whether a table begins in `height` (pt): `take` would give a piece, which is not drawn."""
    rest = start(table)
    return fresh or choose(rest, height - rest.around, fresh=False) is not None


def _least(table: SetTable) -> Pt:
    """Height of the first rows that may stand below the caption (pt)."""
    head = table.heights[: table.head.stop] if table.head.start == 0 else ()
    return fsum(head) + table.need(1)


def prepare(
    table: Table,
    available: Available,
    typesetter: Typesetter,
    sheet: Sheet,
    tree: Tree,
    parent: NodeId,
) -> SetTable:
    """Fix everything about a table but its cuts; add its nodes to `tree` below `parent`."""
    style = sheet.tables.get(table.style) or sheet.tables.get("table") or TableStyle()
    grid = occupy(table)
    texts = CellText(typesetter, sheet, style, grid)
    words = texts.read(grid.cells)
    gauges = measure(grid, lengths_of(words))
    room = (available.portrait.width - style.frame, available.landscape.width - style.frame)
    fitted = fit(gauges, grid.columns, style.sizes, style.padding_x, room, table.orientation)
    region = available.landscape if fitted.landscape else available.portrait
    lengths = _measures(style, fitted, grid)
    lines = set_cells(grid, texts, words, fitted)
    tags = tag(table, grid, tree, parent)
    width = fitted.width
    left = (region.width - width) / 2
    frame = (left - style.frame / 2, width + style.frame)
    around = Surround(typesetter, sheet, style, region.width, frame, available.row)
    done = SetTable(
        landscape=fitted.landscape,
        node=tags.table,
        findings=(),
        measures=lengths,
        edges=tuple(accumulate((w + 2 * fitted.padding for w in fitted.widths), initial=left)),
        heights=_heights(grid, lines, style, lengths),
        head=grid.head,
        keep=_keep(grid),
        owner=grid.owner,
        cells=_cells(grid, lines, tags),
        first=around.above(table, tags),
        later=cache(partial(around.again, table)),
        notes=around.notes(table, tags.notes),
        page=region.height,
    )
    findings = (
        *grid.findings,
        *_starved(grid, gauges, fitted),
        *(f for f in texts.findings if not (fitted.starved and f.code in BROKEN)),
        *around.findings,
    )
    if done.first.height + around.growth(table) + done.head_height <= _room(done):
        return done._replace(findings=findings)
    return _checked(done, table, findings)


def lengths_of(words: Sequence[Words]) -> Lengths:
    """What is measured of the texts of cells."""
    return Lengths(
        [text.extent for text in words],
        [text.parts for text in words],
        [text.look.style.balance for text in words],
    )


def set_cells(
    grid: Occupancy, texts: CellText, words: Sequence[Words], fitted: Fit
) -> list[CellLines]:
    """The lines of all cells; numbers aligned on their points, column by column."""
    lines: list[CellLines] = []
    points: dict[int, list[int]] = {}
    size, widths = fitted.size, fitted.widths
    for index, (placed, text) in enumerate(zip(grid.cells, words, strict=True)):
        column, alone = placed.column, placed.col_span == 1
        inner = widths[column] if alone else _inner(placed, fitted)
        cell = texts.set(text, placed, size, inner)
        lines.append(cell)
        if cell.point is not None and alone:
            points.setdefault(column, []).append(index)
    for column, indexes in points.items():
        aligned = align_points([lines[index] for index in indexes], widths[column])
        for index, cell in zip(indexes, aligned, strict=True):
            lines[index] = cell
    return lines


def _inner(placed: Placed, fitted: Fit) -> Pt:
    """Inner width of a cell over several columns (pt)."""
    columns = fitted.widths[placed.column : placed.column + placed.col_span]
    return fsum(columns) + 2 * fitted.padding * (placed.col_span - 1)


def _measures(style: TableStyle, fitted: Fit, grid: Occupancy) -> Measures:
    heavy = frozenset(n for n, column in enumerate(grid.columns) if column.divider)
    pitch = fitted.size * style.line_factor
    return Measures(
        fitted.size, pitch, fitted.padding, style.padding_y, style.frame, style.rule, heavy
    )


def _heights(
    grid: Occupancy, lines: Sequence[CellLines], style: TableStyle, lengths: Measures
) -> tuple[Pt, ...]:
    padding = 2 * lengths.pad_y
    least = style.min_row * lengths.pitch + padding
    needs = [len(cell.lines) * lengths.pitch + padding for cell in lines]
    high = [pair for pair in zip(grid.cells, needs, strict=True) if pair[1] > least]
    return row_heights(len(grid.rows), high, least)


def _cells(grid: Occupancy, lines: Sequence[CellLines], tags: Tags) -> tuple[SetCell, ...]:
    """The cells, ready to be placed. One that says what its rows are is a label."""
    merge = [column.merge for column in grid.columns]
    return tuple(
        [
            new_tuple(
                SetCell,
                (
                    row,
                    column,
                    row + span,
                    cell.lines,
                    cell.x,
                    span > 1 or merge[column] or content.header,
                    node,
                ),
            )
            for (content, _, _, row, column, span, _), cell, node in zip(
                grid.cells, lines, tags.cells, strict=True
            )
        ]
    )


def _keep(grid: Occupancy) -> frozenset[int]:
    """Rows that stay with the next one: headings, a total that stands first, the one before a
    total that stands last."""
    rows, first = grid.rows, grid.head.stop
    keep = {n for n, row in enumerate(rows) if row.kind == "heading"}
    if len(rows) > first + 1:
        keep |= {first} if rows[first].kind == "total" else set()
        keep |= {len(rows) - 2} if rows[-1].kind == "total" else set()
    return frozenset(keep)


def _starved(grid: Occupancy, gauges: Gauges, fitted: Fit) -> Iterator[Diagnostic]:
    """What does not fit even at the smallest size: an error at the cell that asks for the most."""
    for column in fitted.starved:
        gauge, given = gauges.columns[column], fitted.widths[column]
        placed = grid.cells[gauge.least_cell]
        places = place_of(placed.cell, grid.rows[placed.row]) if gauge.least_cell >= 0 else ()
        yield starved(column, gauge.least * fitted.size, given, places)


def _room(done: SetTable) -> Pt:
    """What a page gives to all that stands above one row (pt)."""
    return done.page - done.measures.frame - done.need(1)


def _checked(done: SetTable, table: Table, findings: tuple[Diagnostic, ...]) -> SetTable:
    """The table with its findings; what leaves no room for a row is not repeated."""
    room, head = _room(done), done.head_height
    above = max(done.first.height, done.later().height)
    if above + head <= room:
        return done._replace(findings=findings)
    caption = above > room
    if caption:
        done = done._replace(later=lambda: Stack(0.0, ()))
    if head > room or not caption:
        done = done._replace(head=range(0))
    places = (table.span,) if table.span is not None else ()
    return done._replace(findings=(*findings, too_high(places, caption=caption)))
