"""Titles, captions and table heads: few lines of a pleasing shape, broken between words.

GB/T 9704 7.3.1: 回行时要做到词意完整、排列对称、长短适宜、间距恰当, in a trapezoid or a lozenge.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from math import fsum, inf
from typing import NamedTuple

from budgetpdf.text.clreq import MARKS
from budgetpdf.text.fill import EPSILON
from budgetpdf.text.spacing import Measured
from budgetpdf.text.totalfit import Room, is_lone
from budgetpdf.text.words import INSIDE, break_costs

MOST_LINES = 4
"""A text that needs more lines is no title; it is set like any other."""

_SLANT = 0.12  # how much longer the middle line of a lozenge is than the mean
_ONE_MORE = 0.25  # an additional line costs less than a break in a word or in brackets
_FULL = 0.05  # a title's line that fills the measure, or nearly
_WIDE = 10.0  # em that a measure must have for that
_LONE = 2.0
_MARK = re.compile(f"[{MARKS}]")


class _Way(NamedTuple):
    """How a position is reached: what is wrong with the lines before it, and the way to the
    last of them."""

    cost: float
    end: int
    before: _Way | None

    def breaks(self) -> list[int]:
        """All breaks, from the paragraph's start."""
        found, way = [self.end], self.before
        while way is not None:
            found.append(way.end)
            way = way.before
        return found[::-1]


class _Lines:
    """What every line of a paragraph may be, and what is wrong with it.

    ends: the positions inside the paragraph where a line may end. needed: by such a position, and
    the paragraph's start, how many lines hold the rest at least.
    """

    def __init__(self, text: Measured, room: Room) -> None:
        self.text, self.room = text, room
        starts, limits, stop = text.tight_starts, text.tight_ends, room.end
        ends = [at for at, kind in enumerate(text.kinds) if not kind]
        self.ends = ends = ends[bisect_right(ends, room.start) : bisect_right(ends, stop - 1)]
        self.needed: dict[int, float] = {}
        self._far: dict[int, int] = {}
        for at in (*reversed(ends), room.start):
            limit = (room.rest if at > room.start else room.first) + starts[at] + EPSILON
            far = self._far[at] = bisect_right(limits, limit, at + 1, stop + 1) - 1
            last = ends[bisect_right(ends, far) - 1] if far < stop and ends else stop
            if far == stop:
                self.needed[at] = 1
            else:
                self.needed[at] = self.needed[last] + 1 if at < last <= far else inf

    def price(self) -> None:
        """Find out what `best` needs to know."""
        text, room = self.text, self.room
        self._words = [0.0] * room.start + break_costs(text, room.start, room.end)
        self._words[room.end] = 0.0
        self._near_full = 0.95 * room.rest if room.rest > _WIDE * text.em else inf
        letters = text.shaped.classes
        self._letters: Sequence[int] = range(len(letters) + 1)
        if _MARK.search(letters):
            self._letters = [0, *accumulate(letter not in MARKS for letter in letters)]

    def best(self, bound: float) -> _Way | None:
        """The lines with the least wrong of all that have less than `bound`: as few as can be,
        or one more where that is better."""
        text, room, fewest = self.text, self.room, int(self.needed[self.room.start])
        self._ends = [end for end in self.ends if self._words[end] < bound]
        best = None
        for count, spare in ((fewest, 0.0), (fewest + 1, _ONE_MORE)):
            if best is not None and best.cost <= spare:
                break
            for targets in _targets(text, room, count):
                found = self._fit(targets, spare, bound)
                if found is not None and found.cost + spare < bound:
                    best = found._replace(cost=found.cost + spare)
                    bound = best.cost
        return best

    def _fit(self, targets: Sequence[float], spare: float, bound: float) -> _Way | None:
        """The breaks whose lines come nearest to the target widths (pt), words counted in."""
        ways = [_Way(0.0, self.room.start, None)]
        for left, target in zip(range(len(targets) - 1, 0, -1), targets, strict=False):
            reached: dict[int, _Way] = {}
            for way in ways:
                ends = self._ends
                ends = ends[bisect_right(ends, way.end) : bisect_right(ends, self._far[way.end])]
                ends = [end for end in ends if self.needed[end] <= left]
                self._extend(way, ends, target, reached)
            ways = [way for way in reached.values() if way.cost + spare < bound]
        last: dict[int, _Way] = {}
        for way in ways:
            if self.needed[way.end] == 1:
                self._extend(way, (self.room.end,), targets[-1], last)
        return last.get(self.room.end)

    def _extend(
        self, way: _Way, ends: Sequence[int], target: float, reached: dict[int, _Way]
    ) -> None:
        """Add a line that should be `target` wide (pt), wherever that is the best way so far."""
        text, rest, words, letters = self.text, self.room.rest, self._words, self._letters
        so_far, start, _ = way
        left, rights, before = text.starts[start], text.ends, letters[start]
        for end in ends:
            width = max(0.0, rights[end] - left)
            cost = so_far + ((width - target) / rest) ** 2 + words[end]
            if width > self._near_full:
                cost += _FULL
            if letters[end] - before == 1 and is_lone(text, start, end):
                cost += _LONE
            if end not in reached or cost < reached[end].cost:
                reached[end] = _Way(cost, end, way)


def balanced(text: Measured, room: Room) -> list[int] | None:
    """Breaks of a paragraph in balanced lines; None if it needs many, or breaks inside words."""
    lines = _Lines(text, room)
    if lines.needed[room.start] > MOST_LINES:
        return None
    lines.price()
    # Few titles must break inside a word; what does costs more than any lines that do not.
    best = lines.best(INSIDE) or lines.best(inf)
    return best.breaks() if best else None


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
