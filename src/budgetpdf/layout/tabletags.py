"""The structure of a table (PDF 14.8.4.3.4): Table, Caption, THead, TBody, TR, TH, TD.

A header of several levels names its parents, and a cell below it all of its headers (Headers,
PDF 14.8.5.7), because scope alone says too little there. Unit line and 编制单位 are paragraphs
of the caption, so that they are read with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple

from budgetpdf.diagnostic import Span
from budgetpdf.document.blocks import Inlines, Run, Table
from budgetpdf.layout.cells import Occupancy, Placed
from budgetpdf.layout.tree import Tree
from budgetpdf.pages import Node, NodeId
from budgetpdf.tuples import new_tuple


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
    notes = tuple(tree.add("P", parent, span=_first_span((note,))) for note in table.notes)
    return Tags(root, first, second, third, cells, notes)


def _first_span(content: Sequence[Inlines]) -> Span | None:
    """Where the first of some paragraphs comes from that has a place."""
    for inlines in content:
        for part in inlines:
            if isinstance(part, Run) and part.span:
                return part.span
    return None


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
        for number, row in enumerate(grid.rows):
            if number == stop:
                part = self._tree.add("TBody", root)
            self._row(number, self._tree.add("TR", part, span=row.span))
        return tuple(self._nodes)

    def _row(self, number: int, row: NodeId) -> None:
        """The cells that begin in a row: those that have no node yet."""
        grid, nodes = self._grid, self._nodes
        head, known = number in grid.head, len(nodes)
        if self._levels and number >= grid.head.start:
            self._named_row(number, row, head=head)
            return
        begun = [index for index in dict.fromkeys(grid.owner[number]) if index >= known]
        nodes += self._tree.extend(_nodes(map(grid.cells.__getitem__, begun), row, head, ()))

    def _named_row(self, number: int, row: NodeId, *, head: bool) -> None:
        """The same, where cells name their headers. One that reaches into the row from above
        may be a label of those at its right."""
        grid, nodes = self._grid, self._nodes
        labels: tuple[NodeId, ...] = ()
        for index in dict.fromkeys(grid.owner[number]):
            placed = grid.cells[index]
            if index == len(nodes):
                headers = self._headers(placed, labels)
                nodes += self._tree.extend(_nodes((placed,), row, head, headers))
            if placed.cell.header and not head:
                labels = (*labels, nodes[index])
        if head:
            self._learn(number)

    def _headers(self, placed: Placed, labels: tuple[NodeId, ...]) -> tuple[NodeId, ...]:
        """Heads above a cell and labels left of it."""
        above = self._above[placed.column]
        if placed.col_span > 1:
            under = self._above[placed.column : placed.column + placed.col_span]
            above = tuple(dict.fromkeys(chain.from_iterable(under)))
        return above + labels

    def _learn(self, number: int) -> None:
        """The heads of a row stand above what follows."""
        for column, index in enumerate(self._grid.owner[number]):
            placed = self._grid.cells[index]
            if placed.end == number + 1:
                self._above[column] = (*self._above[column], self._nodes[index])


def _nodes(
    begun: Iterable[Placed], row: NodeId, head: bool, headers: tuple[NodeId, ...]
) -> list[Node]:
    """The nodes of cells of a row. headers: nothing where the head has one level."""
    usual = ("TH", "Column") if head else ("TD", "")
    nodes = []
    for cell, _, _, _, _, row_span, col_span in begun:
        role, scope = ("TH", "Row") if cell.header and not head else usual
        span = cell.span or _first_span(cell.content)
        fields = (role, row, span, 0, row_span, col_span, scope, headers, "")
        nodes.append(new_tuple(Node, fields))
    return nodes
