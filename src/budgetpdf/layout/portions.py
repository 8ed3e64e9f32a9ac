"""What a cut shows of each cell, and what it leaves for the next piece."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

from budgetpdf.geometry import Pt
from budgetpdf.layout.split import EPS, Cut, Rest, crossing, repeats
from budgetpdf.layout.tableset import SetTable

_ROW = attrgetter("row")


class Portion(NamedTuple):
    """The lines that a piece shows of a cell: the first and the one after the last.

    again: all of them have been shown before and are repeated as a label.
    """

    start: int
    stop: int
    again: bool = False


def cells_of(table: SetTable, first: int, end: int) -> Sequence[int]:
    """The cells of some rows in reading order: those that reach into the first row, and those
    that begin in the others, which stand together."""
    if first == end:
        return ()
    below = bisect_right(table.cells, first, key=_ROW)
    return (
        *dict.fromkeys(table.owner[first]),
        *range(below, bisect_left(table.cells, end, lo=below, key=_ROW)),
    )


def portions(rest: Rest, cut: Cut) -> dict[int, Portion]:
    """What a piece shows of the cells that it does not simply show whole: those that this cut
    or the one before goes through."""
    table, first = rest.table, rest.row
    edges = tuple(accumulate(cut.heights, initial=0.0))
    end = first + len(cut.heights)
    found: dict[int, Portion] = {}
    for index in dict.fromkeys((*rest.shown, *table.owner[end - 1])) if first < end else ():
        cell = table.cells[index]
        if index in rest.shown or cell.end > end or (cut.inside and cell.end == end):
            height = edges[min(cell.end, end) - first] - edges[max(cell.row - first, 0)]
            found[index] = _lines(rest, index, height, cut, end)
    return found


def _lines(rest: Rest, index: int, height: Pt, cut: Cut, end: int) -> Portion:
    """The lines of a cell. end: the row after the cut."""
    table = rest.table
    cell = table.cells[index]
    lines, shown = len(cell.lines), rest.shown.get(index, 0)
    if lines and shown == lines:
        fits = repeats(table, index) and table.need(lines) <= height + EPS
        return Portion(0, lines, True) if fits else Portion(lines, lines)
    if cell.end < end or (cell.end == end and not cut.inside):
        return Portion(shown, lines)
    stop = min(lines, shown + table.capacity(height))
    if lines - stop == 1 and stop - shown > 2:
        stop -= 1  # no line of a cell stands alone on the next page
    if cell.end == end:
        stop = max(stop, min(lines, shown + 1))  # so that every piece gets on
    return Portion(shown, stop)


def advance(rest: Rest, cut: Cut, shown: Mapping[int, Portion]) -> Rest:
    """What is left after a piece. Its row is the number of rows where only notes are left."""
    table = rest.table
    row = rest.row + len(cut.heights)
    if row == table.rows and not cut.inside:
        return Rest(table, row, started=True)
    lines = {index: portion.stop for index, portion in shown.items()}
    if cut.inside:
        cells = dict.fromkeys(table.owner[row - 1])
        if any(lines[i] < len(table.cells[i].lines) for i in cells if table.cells[i].end == row):
            return Rest(table, row - 1, True, {i: lines[i] for i in cells}, started=True)
    return Rest(table, row, False, {i: lines[i] for i in crossing(table, row)}, started=True)
