"""Where a page cuts a table: the rows that fit, and the best cut among them.

A cut falls best after a merged group. Inside one, the group's label is shown again on the next
page. A row is cut only where it is too high for a page, or would leave much of one empty. Pure
arithmetic over a prepared table: nothing is drawn here, and no state is kept.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate
from math import fsum
from typing import NamedTuple

from budgetpdf.geometry import Pt
from budgetpdf.layout.tableset import SetTable

EPS = 0.01
"""Sums of heights are compared with this slack (pt)."""

# What a cut costs, against the share of the page that it leaves empty (0 to 1).
GROUP = 0.25  # a merged cell is cut,
NESTED = 0.06  # … and each further one
LONE = 0.12  # a group leaves a single row on either side
LAST = 0.3  # the last row stands alone on its page
FIRST = 0.5  # one row only below the head, or none
INSIDE = 0.2  # a row is cut that would fit on a page
NEEDED = 0.02  # … that would not
LABEL = 1.0  # a label is cut that would fit into its group
HEADING = 5.0  # after a heading row, or before the total
NEVER = 100.0  # after the head

STAY = 0.4
"""A cut that costs this and the share of the page that is left waits for the next page."""

SEARCH = 0.6
"""No cut is sought that leaves more than this of the page empty."""

WHOLE = 0.3
"""A table up to this share of a page is not cut if it fits on the next one."""

TALL = 0.5
"""A row of more than this share of a page may be cut; a label of more is not shown again."""

LEAST_LINES = 3
"""A row is not cut for the sake of fewer lines."""


class Rest(NamedTuple):
    """What is still to be placed of a table.

    row: the first row of it. inside: a part of that row has been placed. shown: lines shown so
    far of the cells that the last cut went through. note: first line of the notes. started: a
    piece has been placed before.
    """

    table: SetTable
    row: int = 0
    inside: bool = False
    shown: Mapping[int, int] = {}
    note: int = 0
    started: bool = False

    @property
    def repeats_head(self) -> bool:
        """Whether the head has been shown, so that the next piece shows it again."""
        head = self.table.head
        return self.started and head.start < head.stop <= self.row < self.table.rows

    @property
    def around(self) -> Pt:
        """Height of what stands above the rows of a piece, and of its frame (pt)."""
        table = self.table
        above = table.later() if self.started else table.first
        head = table.head_height if self.repeats_head else 0.0
        return above.height + head + table.measures.frame

    @property
    def fresh_room(self) -> Pt:
        """What a page of its own would give to the rows (pt)."""
        later = Rest(self.table, self.table.head.stop, started=True)
        return max(self.table.page - later.around, 1.0)

    def due(self, index: int) -> int:
        """Lines that a cell has still to show, or all of them if they are shown again."""
        lines = len(self.table.cells[index].lines)
        left = lines - self.shown.get(index, 0)
        return left or (lines if repeats(self.table, index) else 0)


class Cut(NamedTuple):
    """A piece: the heights of its rows (pt), and whether the last of them is cut inside.

    cost: what speaks against it.
    """

    heights: tuple[Pt, ...]
    inside: bool
    cost: float


def choose(rest: Rest, room: Pt, *, fresh: bool) -> Cut | None:
    """The best cut where rows may take `room` (pt); None: better on the next page.

    fresh: there is no better place, so that something must be placed.
    """
    table = rest.table
    heights = _filled(rest, room)
    if rest.row + len(heights) == table.rows and _notes_fit(table, room - fsum(heights)):
        return Cut(heights, False, 0.0)
    if not fresh and not rest.started and table.height <= WHOLE * table.page:
        return None
    fresh_room = rest.fresh_room
    best = _row_cut(rest, heights, room)
    if rest.row + len(heights) < table.rows:
        inside = _inside_cut(rest, heights, room, fresh_room)
        if inside is not None and (best is None or inside.cost < best.cost):
            best = inside
    if best is not None and best.cost < (NEVER if fresh else STAY + room / fresh_room):
        return best
    return _forced(rest, heights, room) if fresh else None


def repeats(table: SetTable, index: int) -> bool:
    """Whether a cell is shown again after a cut."""
    cell = table.cells[index]
    return cell.label and table.need(len(cell.lines)) <= TALL * table.page


def crossing(table: SetTable, row: int) -> tuple[int, ...]:
    """The cells that a cut before this row goes through, from left to right."""
    if not 0 < row < table.rows:
        return ()
    above, below = table.owner[row - 1], table.owner[row]
    return tuple(dict.fromkeys(a for a, b in zip(above, below, strict=True) if a == b))


def _filled(rest: Rest, room: Pt) -> tuple[Pt, ...]:
    """Heights of the rows that fit into `room`, from the first one on (pt)."""
    table, y = rest.table, 0.0
    if not rest.shown and not rest.inside:  # each row has its own height
        due = table.heights[rest.row :]
        return due[: bisect_right(tuple(accumulate(due)), room + EPS)]
    ending: dict[int, list[int]] = {}
    for index in rest.shown:
        ending.setdefault(table.cells[index].end - 1, []).append(index)
    heights: list[Pt] = []
    for row in range(rest.row, table.rows):
        height = table.need(1) if rest.inside and row == rest.row else table.heights[row]
        for index in ending.get(row, ()):
            height = max(height, table.need(rest.due(index)) - y)
        if y + height > room + EPS:
            break
        heights.append(height)
        y += height
    return tuple(heights)


def _notes_fit(table: SetTable, left: Pt) -> bool:
    """Whether the notes fit below the last row, or their beginning if they are very long."""
    need = table.notes_height(len(table.notes))
    if need > WHOLE * table.page:
        need = table.notes_height(2)
    return need <= left + EPS


def _row_cut(rest: Rest, heights: tuple[Pt, ...], room: Pt) -> Cut | None:
    """The best cut between two rows; the lowest of equals."""
    table, best = rest.table, None
    edges = tuple(accumulate(heights, initial=0.0))
    for count in range(len(heights), 0, -1):
        row, used = rest.row + count, edges[count]
        if row == table.rows:  # only the notes are left: a last row goes with them
            continue
        empty = max((room - used) / room, 0.0)
        if (empty > SEARCH and count < len(heights)) or (best is not None and best.cost <= empty):
            break  # further up more of the page is left empty
        cost = empty + _cost(rest, row)
        stretch = _stretch(rest, row, edges[: count + 1])
        if used + stretch > room + EPS:
            stretch, cost = 0.0, cost + LABEL
        if best is None or cost < best.cost:
            best = Cut((*heights[: count - 1], heights[count - 1] + stretch), False, cost)
    return best


def _stretch(rest: Rest, row: int, edges: tuple[Pt, ...]) -> Pt:
    """What the last row lacks, so that the labels cut below it have room (pt)."""
    table, lack = rest.table, 0.0
    for index in crossing(table, row):
        need = table.need(rest.due(index))
        if need <= TALL * table.page:
            top = edges[max(table.cells[index].row - rest.row, 0)]
            lack = max(lack, need - (edges[-1] - top))
    return lack


def _cost(rest: Rest, row: int) -> float:
    """What speaks against a cut before this row, apart from the page that it leaves empty."""
    table = rest.table
    if table.head.start < row <= table.head.stop:
        return NEVER
    if row - 1 in table.keep:
        return HEADING
    cut = [table.cells[index] for index in crossing(table, row)]
    cost = GROUP + NESTED * (len(cut) - 1) if cut else 0.0
    if any(1 in {row - max(cell.row, rest.row), cell.end - row} for cell in cut):
        cost += LONE
    if row == table.rows - 1:
        cost += LAST
    if row <= table.head.stop + 1 and rest.row <= table.head.start:
        cost += FIRST
    return cost


def _inside_cut(rest: Rest, heights: tuple[Pt, ...], room: Pt, fresh_room: Pt) -> Cut | None:
    """The cut inside the first row that does not fit, if it is worth it."""
    table = rest.table
    row, left = rest.row + len(heights), room - fsum(heights)
    goes_on = rest.inside and not heights
    height = table.heights[row]
    if row in table.head or (height <= TALL * fresh_room and not goes_on):
        return None
    lines = max(len(table.cells[index].lines) for index in table.owner[row])
    if not goes_on and table.capacity(left) < max(1, min(LEAST_LINES, lines)):
        return None
    cost = NEEDED if goes_on or height > fresh_room + EPS else INSIDE
    return Cut((*heights, max(left, table.need(1))), True, cost)


def _forced(rest: Rest, heights: tuple[Pt, ...], room: Pt) -> Cut:
    """No cut is good and there is no better place: the row that does not fit is cut."""
    table = rest.table
    if rest.row + len(heights) == table.rows:
        return Cut(heights, False, NEVER)  # only the notes do not fit
    left = max(room - fsum(heights), table.need(1))
    return Cut((*heights, left), True, NEVER)
