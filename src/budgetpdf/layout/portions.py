"""What a cut shows of each cell, and what it leaves for the next piece."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

from budgetpdf.geometry import Pt
from budgetpdf.layout.made import made
from budgetpdf.layout.split import EPS, Cut, Rest, crossing, repeats
from budgetpdf.layout.tableset import SetTable

_ROW = attrgetter("row")


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


def portions(rest: Rest, cut: Cut) -> list[Portion]:
    """The cells of a piece, row by row, and which of their lines it shows."""
    table, first = rest.table, rest.row
    edges = tuple(accumulate(cut.heights, initial=0.0))
    end = first + len(cut.heights)
    whole = end if cut.inside else end + 1  # what ends before this row is not cut
    found: list[Portion] = []
    for index in _cells(table, first, end):
        row, _, last, lines, _, _, _ = table.cells[index]
        y = edges[row - first] if row > first else 0.0
        if last < whole and index not in rest.shown:
            height = edges[last - first] - y
            start, stop, again = 0, len(lines), False
        else:
            height = edges[min(last, end) - first] - y
            start, stop, again = _lines(rest, index, height, cut, end)
        found.append(made(Portion, (index, y, height, start, stop, again)))
    return found


def _cells(table: SetTable, first: int, end: int) -> Sequence[int]:
    """The cells of some rows in reading order: those that reach into the first row, and those
    that begin in the others, which stand together."""
    if first == end:
        return ()
    below = bisect_right(table.cells, first, key=_ROW)
    return (
        *dict.fromkeys(table.owner[first]),
        *range(below, bisect_left(table.cells, end, lo=below, key=_ROW)),
    )


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
    if row == table.rows and not cut.inside:
        return Rest(table, row, started=True)
    lines = {p.cell: len(table.cells[p.cell].lines) if p.again else p.stop for p in shown}
    if cut.inside:
        cells = dict.fromkeys(table.owner[row - 1])
        if any(lines[i] < len(table.cells[i].lines) for i in cells if table.cells[i].end == row):
            return Rest(table, row - 1, True, {i: lines[i] for i in cells}, started=True)
    return Rest(table, row, False, {i: lines[i] for i in crossing(table, row)}, started=True)
