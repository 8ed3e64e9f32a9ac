"""Rows → occupancy: which cell stands on which columns and rows of a table.

Spans come from the cells themselves or, in merge columns, from equal neighbours. What does not
add up is a finding; no text is lost over it: a cell without a place of its own joins the cell
that stands there.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, takewhile
from typing import Literal, NamedTuple

from budgetpdf.diagnostic import Diagnostic, Place
from budgetpdf.document.blocks import Cell, Column, Inlines, Row, RowKind, Run, Table
from budgetpdf.layout.tablefindings import bad_span, missing, no_place
from budgetpdf.tuples import new_tuple

Part = Literal["top", "head", "body"]

_FREE = -1

_PLAIN = (1, 1, None)
"""Rows, columns and place of a cell that stands on the next place of its row."""


class Placed(NamedTuple):
    """A cell in its place: first row and leaf column (0-based), and how many it covers."""

    cell: Cell
    part: Part
    kind: RowKind
    row: int
    column: int
    row_span: int
    col_span: int

    @property
    def end(self) -> int:
        """The row after its last one."""
        return self.row + self.row_span


class Occupancy(NamedTuple):
    """The grid of a table.

    rows: as printed, top rows first, then the head, then the body. head: indexes of its rows.
    cells: in reading order. owner[row][column]: index of the cell that stands there; no place
        is empty.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    head: range
    cells: tuple[Placed, ...]
    owner: tuple[tuple[int, ...], ...]
    findings: tuple[Diagnostic, ...]


def occupy(table: Table) -> Occupancy:
    """Give every cell of the table its place."""
    top = tuple(takewhile(lambda row: row.kind == "top", table.body))
    body = table.body[len(top) :]
    columns = table.columns or (Column(),) * max(
        (sum(cell.col_span for cell in row.cells) for row in (*table.head, *table.body)), default=1
    )
    builder = _Builder(len(columns))
    builder.add(top, "top")
    builder.add(table.head, "head")
    builder.add(body, "body")
    builder.merge(columns, len(top) + len(table.head))
    cells, owner = builder.finish()
    head = range(len(top), len(top) + len(table.head))
    rows = (*top, *table.head, *body)
    return Occupancy(columns, rows, head, cells, owner, tuple(builder.findings))


def plain(content: Sequence[Inlines]) -> str:
    """The text of paragraphs, one a line."""
    if len(content) == 1 and len(content[0]) == 1:  # nearly all cells
        only = content[0][0]
        return only.text if isinstance(only, Run) else ""
    return "\n".join(
        ["".join([part.text for part in inlines if isinstance(part, Run)]) for inlines in content]
    )


def place_of(cell: Cell, row: Row | None = None) -> tuple[Place, ...]:
    """Where a cell comes from, as exactly as it is known."""
    if cell.span is not None:
        return (cell.span,)
    for inlines in cell.content:
        for part in inlines:
            if isinstance(part, Run) and (place := part.place()) is not None:
                return (place,)
    return (row.span,) if row is not None and row.span is not None else ()


def _first_place(row: Row) -> tuple[Place, ...]:
    return next((found for cell in row.cells if (found := place_of(cell))), ())


class _Builder:
    """Fills the grid row by row. A part (top, head, body) is closed in itself."""

    def __init__(self, columns: int) -> None:
        self._columns = columns
        self._free = [_FREE] * columns
        self._plain = [_PLAIN] * columns
        self._owner: list[list[int]] = []
        self._cells: list[Placed] = []
        self._merged: dict[int, int] = {}  # so many rows taken over from merged neighbours
        self.findings: list[Diagnostic] = []

    def add(self, rows: Sequence[Row], part: Part) -> None:
        """Append the rows of a part."""
        first = len(self._owner)
        self._owner.extend([_FREE] * self._columns for _ in rows)
        for number, row in enumerate(rows, first):
            if self._owner[number] == self._free and self._put_all(row, part, number):
                continue
            cursor = 0
            for cell in row.cells:
                cursor = self._put(cell, row, part, number, cursor)
            if row.kind in {"top", "heading"} and row.cells:
                self._stretch_last(number)
            self._fill(row, part, number)

    def _put_all(self, row: Row, part: Part, number: int) -> bool:
        """Place a plain row, one cell in each column, at once. Nearly all rows are plain."""
        if [cell[1:4] for cell in row.cells] != self._plain:
            return False
        kind, first = row.kind, len(self._cells)
        self._owner[number] = [*range(first, first + self._columns)]
        self._cells += [
            new_tuple(Placed, (cell, part, kind, number, column, 1, 1))
            for column, cell in enumerate(row.cells)
        ]
        return True

    def _put(self, cell: Cell, row: Row, part: Part, number: int, cursor: int) -> int:
        """Place a cell of a row; gives the column after it."""
        line = self._owner[number]
        column = cell.column
        if column is None and cursor < self._columns and line[cursor] == _FREE:
            column = cursor
        if column is None:
            column = next((c for c in range(cursor, self._columns) if line[c] == _FREE), -1)
        if not 0 <= column < self._columns or line[column] != _FREE:
            self._join(cell, row, part, number, column)
            return cursor
        width = 1
        while width < min(cell.col_span, self._columns - column) and line[column + width] == _FREE:
            width += 1
        height = max(1, min(cell.row_span, len(self._owner) - number))
        if (height, width) != (cell.row_span, cell.col_span):
            self._report_span(cell, row, number, column, width)
        self._occupy(Placed(cell, part, row.kind, number, column, height, width))
        return column + width

    def _occupy(self, placed: Placed) -> None:
        index = len(self._cells)
        self._cells.append(placed)
        for line in self._owner[placed.row : placed.end]:
            line[placed.column : placed.column + placed.col_span] = [index] * placed.col_span

    def _join(self, cell: Cell, row: Row, part: Part, number: int, column: int) -> None:
        """A cell whose place is taken: its text joins the cell that stands there."""
        line = self._owner[number]
        taken = [c for c in range(self._columns) if line[c] != _FREE]
        if column not in taken:
            column = taken[-1] if taken else 0
        if not taken:
            self._occupy(Placed(Cell(), part, row.kind, number, 0, 1, 1))
        placed = self._cells[line[column]]
        places = place_of(cell, row) + place_of(placed.cell)
        joined = placed.cell._replace(content=placed.cell.content + cell.content)
        self._cells[line[column]] = placed._replace(cell=joined)
        self.findings.append(no_place(number, column, places))

    def _report_span(self, cell: Cell, row: Row, number: int, column: int, width: int) -> None:
        overlaps = cell.col_span > width and column + width < self._columns
        span = (cell.row_span, cell.col_span)
        places = place_of(cell, row)
        self.findings.append(bad_span(number, column, span, places, overlaps=overlaps))

    def _stretch_last(self, number: int) -> None:
        """The last cell of a top or heading row takes the rest of its row."""
        line = self._owner[number]
        column = self._columns
        while column and line[column - 1] == _FREE:
            column -= 1
        if 0 < column < self._columns:
            index = line[column - 1]
            placed = self._cells[index]
            if placed.row == number and placed.row_span == 1:
                self._cells[index] = placed._replace(col_span=self._columns - placed.column)
                line[column:] = [index] * (self._columns - column)

    def _fill(self, row: Row, part: Part, number: int) -> None:
        """Empty cells for what is missing; a blank row is meant to have none."""
        line = self._owner[number]
        missing_at = [column for column in range(self._columns) if line[column] == _FREE]
        for column in missing_at:
            self._occupy(Placed(Cell(), part, row.kind, number, column, 1, 1))
        if missing_at and row.kind != "blank":
            places = (row.span,) if row.span is not None else _first_place(row)
            lacking = len(missing_at)
            self.findings.append(missing(number, missing_at[0], lacking, self._columns, places))

    def merge(self, columns: Sequence[Column], first: int) -> None:
        """Merge equal neighbours from row `first` on, nested from left to right."""
        outer: int | None = None
        for number, column in enumerate(columns):
            outer = None if column.divider else outer
            if column.merge:
                self._merge_column(number, first, outer)
                outer = number

    def _merge_column(self, column: int, first: int, outer: int | None) -> None:
        owner, cells = self._owner, self._cells
        for number in range(first + 1, len(owner)):
            above, here = owner[number - 1], owner[number]
            if above[column] == here[column]:
                continue
            if outer is not None and above[outer] != here[outer]:
                continue
            if _alike(cells[above[column]], cells[here[column]]):
                self._merged[above[column]] = self._merged.get(above[column], 0) + 1
                here[column] = above[column]

    def finish(self) -> tuple[tuple[Placed, ...], tuple[tuple[int, ...], ...]]:
        """Cells in reading order and the grid of their indexes."""
        order = dict.fromkeys(chain.from_iterable(self._owner))
        places = dict(zip(order, range(len(order)), strict=True))
        owner = tuple([tuple(map(places.__getitem__, line)) for line in self._owner])
        cells = self._cells
        for index, rows in self._merged.items():
            cells[index] = cells[index]._replace(row_span=cells[index].row_span + rows)
        return tuple([cells[index] for index in order]), owner


def _alike(above: Placed, here: Placed) -> bool:
    """Whether two cells of a merge column become one: plain data cells of the same text."""
    if above.kind != "data" or here.kind != "data":
        return False
    first, second = above.cell, here.cell
    if first.row_span * first.col_span * second.row_span * second.col_span != 1:
        return False
    text = plain(first.content)
    return bool(text.strip()) and text == plain(second.content)
