"""The best set of breaks for a whole paragraph, by dynamic programming over break positions.

A line's cost depends on its two ends only, so the best way to each position is found once, from
left to right. From each position only those ends are tried that a line can reach, so the work
grows with the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from math import inf
from typing import NamedTuple

from budgetpdf.geometry import Pt
from budgetpdf.text.clreq import ALLOWED, MARKS, PROHIBITED, UNIT, WORD
from budgetpdf.text.fill import EPSILON
from budgetpdf.text.spacing import Measured

LONE = 0.5  # what a last line of one character costs: as much as opening gaps to 0.7 of the bound
SQUEEZED = 0.04  # a line squeezed to the utmost: less than one character spread over a line
CONCESSION = {ALLOWED: 0.0, UNIT: 1e3, WORD: 1e9, PROHIBITED: 1e12}
_LONE_LINE = re.compile(f"[{MARKS}]*H[{MARKS}]*")
RAGGED = 1e6
OVERFLOW = 1e13


class Room(NamedTuple):
    """A paragraph: clusters start to end, width of its first line and of the others (pt)."""

    start: int
    end: int
    first: Pt
    rest: Pt

    def width(self, start: int) -> Pt:
        """Room for the line that begins at `start`."""
        return self.first if start == self.start else self.rest


class _Ladder(NamedTuple):
    """What may give way in one attempt."""

    kind: int
    ragged: bool


_LADDERS = (
    _Ladder(ALLOWED, ragged=False),
    _Ladder(UNIT, ragged=False),
    _Ladder(UNIT, ragged=True),
    _Ladder(WORD, ragged=True),
    _Ladder(PROHIBITED, ragged=True),
)


def best_breaks(text: Measured, room: Room) -> list[int]:
    """Break positions of the paragraph, both ends included. Rules give way only as they must."""
    for ladder in _LADDERS:
        found = _attempt(text, room, ladder)
        if found:
            return found
    raise AssertionError("a line can always hold one cluster")


def _attempt(text: Measured, room: Room, ladder: _Ladder) -> list[int] | None:
    size = room.end - room.start + 1
    costs = [inf] * size
    came_from = [0] * size
    costs[0] = 0.0
    for start in range(room.start, room.end):
        so_far = costs[start - room.start]
        if so_far == inf:
            continue
        for end, cost in _lines_from(text, room, start, ladder):
            total = so_far + cost
            at = end - room.start
            if total < costs[at]:
                costs[at] = total
                came_from[at] = start
    if costs[-1] == inf:
        return None
    breaks = [room.end]
    while breaks[-1] != room.start:
        breaks.append(came_from[breaks[-1] - room.start])
    return breaks[::-1]


def _lines_from(
    text: Measured, room: Room, start: int, ladder: _Ladder
) -> Iterator[tuple[int, float]]:
    """Ends that a line from `start` can have, and their costs; the longest line first."""
    width, kinds, most = room.width(start), text.kinds, ladder.kind
    far = reach(text, room, start)
    if far <= start and most == PROHIBITED:
        yield start + 1, OVERFLOW + CONCESSION[kinds[start + 1]]
    for end in range(far, start, -1):
        kind = kinds[end] if end < room.end else ALLOWED
        if kind > most:
            continue
        if end == room.end:
            yield end, _last_cost(text, room, start, width)
            continue
        cost = line_cost(text, start, end, width)
        if cost is not None:
            yield end, cost + CONCESSION[kind]
        elif ladder.ragged:
            slack = width - text.natural(start, end)
            yield end, RAGGED + (slack / width) ** 2 + CONCESSION[kind]
        else:
            return  # shorter lines are looser still


def reach(text: Measured, room: Room, start: int) -> int:
    """The last position that a line from `start` can be squeezed to; `start` if none."""
    limit = room.width(start) + text.tight_starts[start] + EPSILON
    return bisect_right(text.tight_ends, limit, start + 1, room.end + 1) - 1


def line_cost(text: Measured, start: int, end: int, width: Pt) -> float | None:
    """How bad a full line is: 0 perfect, 1 opened to the bound; None beyond it."""
    if text.additive:  # `natural`, without the call
        slack = width - (text.ends[end] - text.starts[start])
    else:
        slack = width - text.natural(start, end)
    if not text.justified:
        return (slack / width) ** 2 if slack > 0 else 0.0
    if slack <= EPSILON:
        return squeeze_cost(text, start, end, width)
    bound = text.open_gaps(start, end) * text.rule.max_stretch * text.em
    return (slack / bound) ** 2 if bound and slack <= bound + EPSILON else None


def squeeze_cost(text: Measured, start: int, end: int, width: Pt) -> float:
    """How bad it is to squeeze a line into `width`."""
    natural = text.natural(start, end)
    give = natural - text.tight(start, end)
    return SQUEEZED * ((natural - width) / give) ** 2 if natural > width and give > 0 else 0.0


def _last_cost(text: Measured, room: Room, start: int, width: Pt) -> float:
    lone = LONE if start > room.start and is_lone(text, start, room.end) else 0.0
    return lone + squeeze_cost(text, start, room.end, width)


def is_lone(text: Measured, start: int, end: int) -> bool:
    """Whether a line holds one hanzi and at most marks with it (clreq 3.4.4: 孤字不成行)."""
    return _LONE_LINE.fullmatch(text.shaped.classes, start, end) is not None
