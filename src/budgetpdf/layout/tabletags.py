"""The structure of a table (PDF 14.8.4.3.4): Table, Caption, THead, TBody, TR, TH, TD.

A header of several levels names its parents, and a cell below it all of its headers (Headers,
PDF 14.8.5.7), because scope alone says too little there. Unit line and 编制单位 are paragraphs
of the caption, so that they are read with it.
"""

from __future__ import annotations

from typing import NamedTuple

from budgetpdf.diagnostic import Span
from budgetpdf.document.blocks import Inlines, Run, Table
from budgetpdf.layout.cells import Occupancy, Placed
from budgetpdf.layout.tree import Tree
from budgetpdf.pages import NodeId


class Tags(NamedTuple):
    """Nodes of a table; cells in the order of `Occupancy.cells`."""

    table: NodeId
    caption: NodeId
    left_note: NodeId
    unit_line: NodeId
    cells: tuple[NodeId, ...]
    notes: tuple[NodeId, ...]


def tag(table: Table, grid: Occupancy, tree: Tree, parent: NodeId) -> Tags:
    """Add a table's nodes to the tree in reading order."""
    root = tree.add("Table", parent, span=table.span)
    above = (table.caption, table.left_note, table.unit_line)
    caption = tree.add("Caption", root) if any(above) else root
    first, second, third = (tree.add("P", caption) if part else caption for part in above)
    cells = _Cells(grid, tree).add(root)
    notes = tuple(tree.add("P", parent, span=_span(note)) for note in table.notes)
    return Tags(root, first, second, third, cells, notes)


def _span(content: Inlines) -> Span | None:
    return next((part.span for part in content if isinstance(part, Run) and part.span), None)


class _Cells:
    """Adds rows and cells; knows the headers of each column."""

    def __init__(self, grid: Occupancy, tree: Tree) -> None:
        self._grid = grid
        self._tree = tree
        self._nodes: list[NodeId] = []
        self._levels = len(grid.head) > 1
        self._above: list[tuple[NodeId, ...]] = [() for _ in grid.columns]

    def add(self, root: NodeId) -> tuple[NodeId, ...]:
        """All rows: those up to the end of the head in THead, the others in TBody.

        Where there are no others the head stands in TBody, for a THead must not stand alone.
        """
        grid = self._grid
        stop = grid.head.stop if grid.head.stop < len(grid.rows) else 0
        stop = stop if grid.head else 0
        part = self._tree.add("THead", root) if stop else root
        for number in range(len(grid.rows)):
            if number == stop:
                part = self._tree.add("TBody", root)
            self._row(number, part)
        return tuple(self._nodes)

    def _row(self, number: int, part: NodeId) -> None:
        row = self._grid.rows[number]
        node = self._tree.add("TR", part, span=row.span)
        for index in dict.fromkeys(self._grid.owner[number]):
            placed = self._grid.cells[index]
            if placed.row == number:
                self._nodes.append(self._cell(placed, node))
        if number in self._grid.head:
            self._learn(number)

    def _cell(self, placed: Placed, row: NodeId) -> NodeId:
        head = placed.part == "head"
        header = head or placed.cell.header
        cell = placed.cell
        return self._tree.add(
            "TH" if header else "TD",
            row,
            span=cell.span or next(filter(None, map(_span, cell.content)), None),
            row_span=placed.row_span,
            col_span=placed.col_span,
            scope="Column" if head else "Row" if header else "",
            headers=self._headers(placed),
        )

    def _headers(self, placed: Placed) -> tuple[NodeId, ...]:
        """Heads above a cell and labels left of it; nothing where the head has one level."""
        if not self._levels or placed.part == "top":
            return ()
        columns = range(placed.column, placed.column + placed.col_span)
        above = tuple(dict.fromkeys(node for column in columns for node in self._above[column]))
        if placed.part == "head":
            return above
        owner = self._grid.owner[placed.row][: placed.column]
        labels = [self._nodes[i] for i in dict.fromkeys(owner) if self._grid.cells[i].cell.header]
        return (*above, *labels) if labels else above

    def _learn(self, number: int) -> None:
        """The heads of a row stand above what follows."""
        for column, index in enumerate(self._grid.owner[number]):
            placed = self._grid.cells[index]
            if placed.end == number + 1:
                self._above[column] = (*self._above[column], self._nodes[index])
