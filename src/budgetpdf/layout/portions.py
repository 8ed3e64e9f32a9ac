"""What a cut shows of each cell, and what it leaves for the next piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from budgetpdf.geometry import Pt
from budgetpdf.layout.split import EPS, Cut, Rest, crossing, repeats


class Portion(NamedTuple):
    """The part of a cell on a piece: place from the piece's first row (pt), lines shown.

    again: all of them have been shown before and are repeated as a label.
    """

    cell: int
    y: Pt
    height: Pt
    start: int
    stop: int
    again: bool = False


def portions(rest: Rest, cut: Cut) -> Iterator[Portion]:
    """The cells of a piece, row by row, and which of their lines it shows."""
    table = rest.table
    edges = tuple(accumulate(cut.heights, initial=0.0))
    end = rest.row + len(cut.heights)
    for row, y in enumerate(edges[:-1], rest.row):
        for index in dict.fromkeys(table.owner[row]):
            cell = table.cells[index]
            if row in {cell.row, rest.row}:
                height = edges[min(cell.end, end) - rest.row] - y
                start, stop, again = _lines(rest, index, height, cut, end)
                yield Portion(index, y, height, start, stop, again)


def _lines(rest: Rest, index: int, height: Pt, cut: Cut, end: int) -> tuple[int, int, bool]:
    """First line, the one after the last, and whether they are repeated. end: row after the cut."""
    table = rest.table
    cell = table.cells[index]
    lines, shown = len(cell.lines), rest.shown.get(index, 0)
    if lines and shown == lines:
        fits = repeats(table, index) and table.need(lines) <= height + EPS
        return (0, lines, True) if fits else (lines, lines, False)
    if cell.end < end or (cell.end == end and not cut.inside):
        return shown, lines, False
    stop = min(lines, shown + table.capacity(height))
    if lines - stop == 1 and stop - shown > 2:
        stop -= 1  # no line of a cell stands alone on the next page
    if cell.end == end:
        stop = max(stop, min(lines, shown + 1))  # so that every piece gets on
    return shown, stop, False


def advance(rest: Rest, cut: Cut, shown: Sequence[Portion]) -> Rest:
    """What is left after a piece. Its row is the number of rows where only notes are left."""
    table = rest.table
    row = rest.row + len(cut.heights)
    lines = {p.cell: len(table.cells[p.cell].lines) if p.again else p.stop for p in shown}
    if cut.inside:
        cells = dict.fromkeys(table.owner[row - 1])
        if any(lines[i] < len(table.cells[i].lines) for i in cells if table.cells[i].end == row):
            return Rest(table, row - 1, True, {i: lines[i] for i in cells}, started=True)
    return Rest(table, row, False, {i: lines[i] for i in crossing(table, row)}, started=True)
