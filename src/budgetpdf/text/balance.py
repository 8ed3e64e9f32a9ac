"""Titles, captions and table heads: few lines of a pleasing shape, broken between words.

GB/T 9704 7.3.1: 回行时要做到词意完整、排列对称、长短适宜、间距恰当, in a trapezoid or a lozenge.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import fsum, inf
from typing import NamedTuple

from budgetpdf.text.clreq import ALLOWED, MARKS
from budgetpdf.text.spacing import Measured
from budgetpdf.text.totalfit import Room, is_lone, reach
from budgetpdf.text.words import break_costs

MOST_LINES = 4
"""A text that needs more lines is no title; it is set like any other."""

_SLANT = 0.12  # how much longer the middle line of a lozenge is than the mean
_ONE_MORE = 0.25  # an additional line costs less than a break in a word or in brackets
_FULL = 0.05  # a title's line that fills the measure, or nearly
_WIDE = 10.0  # em that a measure must have for that
_LONE = 2.0


class _Shape(NamedTuple):
    """Breaks and what is wrong with them."""

    cost: float
    breaks: list[int]


class _Lines:
    """What every line of a paragraph may be, and what is wrong with it.

    ends: positions inside the paragraph where a line may end. needed: by such a position, and the
    paragraph's start, how many lines hold the rest at least.
    """

    def __init__(self, text: Measured, room: Room) -> None:
        self.text, self.room = text, room
        inside = range(room.start + 1, room.end)
        self.ends = [at for at in inside if text.kinds[at] == ALLOWED]
        self._far = {at: reach(text, room, at) for at in (room.start, *self.ends)}
        self.needed: dict[int, float] = {}
        for at in (*reversed(self.ends), room.start):
            self.needed[at] = self._count_from(at)

    def _count_from(self, start: int) -> float:
        if self._far[start] == self.room.end:
            return 1
        ends = self.ends_from(start)
        return self.needed[ends[-1]] + 1 if ends else inf

    def ends_from(self, start: int) -> Sequence[int]:
        """Where a line from `start` may end inside the paragraph."""
        ends = self.ends
        return ends[bisect_right(ends, start) : bisect_right(ends, self._far[start])]

    def price(self) -> None:
        """Find out what `cost` needs to know."""
        text, room = self.text, self.room
        self._words = break_costs(text, room.start, room.end)
        self._near_full = 0.95 * room.rest if room.rest > _WIDE * text.em else inf
        self._letters = [0, *accumulate(letter not in MARKS for letter in text.shaped.classes)]

    def cost(self, start: int, end: int, target: float, so_far: float) -> float:
        """With the cost of the lines before it, what is wrong with one that should be `target`
        wide (pt)."""
        width = max(0.0, self.text.ends[end] - self.text.starts[start])
        cost = so_far + ((width - target) / self.room.rest) ** 2
        if end < self.room.end:
            cost += self._words[end - self.room.start]
        if width > self._near_full:
            cost += _FULL
        if self._letters[end] - self._letters[start] == 1 and is_lone(self.text, start, end):
            cost += _LONE
        return cost


def balanced(text: Measured, room: Room) -> list[int] | None:
    """Breaks of a paragraph in balanced lines; None if it needs many, or breaks inside words."""
    lines = _Lines(text, room)
    fewest = lines.needed[room.start]
    if fewest > MOST_LINES:
        return None
    lines.price()
    best = _Shape(inf, [])
    for count in (int(fewest), int(fewest) + 1):
        spare = _ONE_MORE * (count - fewest)
        if best.cost <= spare:
            break
        for targets in _targets(text, room, count):
            found = _fit(lines, room, targets)
            if found.cost + spare < best.cost:
                best = _Shape(found.cost + spare, found.breaks)
    return best.breaks or None


def _targets(text: Measured, room: Room, count: int) -> Iterator[list[float]]:
    """The shapes to try, as widths of lines (pt): lozenge and both trapezoids."""
    mean = text.natural(room.start, room.end) / count
    if count < 3:
        yield [mean] * count
        return
    middle = (count - 1) / 2
    slopes = [(i - middle) / middle for i in range(count)]
    for slant in (_SLANT, -_SLANT):
        yield [mean * (1 + slant * slope) for slope in slopes]
    bulge = [1 - abs(slope) for slope in slopes]
    average = fsum(bulge) / count
    yield [mean * (1 + 2 * _SLANT * (height - average)) for height in bulge]


def _fit(lines: _Lines, room: Room, targets: Sequence[float]) -> _Shape:
    """The breaks whose lines come nearest to the target widths, words counted in."""
    ways = {room.start: _Shape(0.0, [room.start])}
    for left, target in zip(range(len(targets) - 1, 0, -1), targets, strict=False):
        reached: dict[int, _Shape] = {}
        for start, way in ways.items():
            for end in lines.ends_from(start):
                if lines.needed[end] > left:
                    continue
                cost = lines.cost(start, end, target, way.cost)
                if end not in reached or cost < reached[end].cost:
                    reached[end] = _Shape(cost, [*way.breaks, end])
        ways = reached
    best = _Shape(inf, [])
    for start, way in ways.items():
        if lines.needed[start] == 1:
            cost = lines.cost(start, room.end, targets[-1], way.cost)
            if cost < best.cost:
                best = _Shape(cost, [*way.breaks, room.end])
    return best
