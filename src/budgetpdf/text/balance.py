"""Titles, captions and table heads: few lines of a pleasing shape, broken between words.

GB/T 9704 7.3.1: 回行时要做到词意完整、排列对称、长短适宜、间距恰当, in a trapezoid or a lozenge.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from math import fsum, inf
from typing import NamedTuple

from budgetpdf.text.clreq import MARKS
from budgetpdf.text.fill import EPSILON
from budgetpdf.text.spacing import Measured
from budgetpdf.text.totalfit import Room, is_lone, reach
from budgetpdf.text.words import INSIDE, break_costs

MOST_LINES = 4
"""A text that needs more lines is no title; it is set like any other."""

_SLANT = 0.12  # how much longer the middle line of a lozenge is than the mean
_ONE_MORE = 0.25  # an additional line costs less than a break in a word or in brackets
_FULL = 0.05  # a title's line that fills the measure, or nearly
_WIDE = 10.0  # em that a measure must have for that
_LONE = 2.0
_MARK = re.compile(f"[{MARKS}]")


class _Found(NamedTuple):
    """Breaks, and what is wrong with their lines."""

    cost: float
    breaks: list[int]


class _Lines:
    """What every line of a paragraph may be, and what is wrong with it.

    ends: the positions inside the paragraph where a line may end. far: by such a position, and the
    paragraph's start, the last position that a line from there can be squeezed to.
    """

    def __init__(self, text: Measured, room: Room) -> None:
        self.text, self.room = text, room
        ends = [at for at, kind in enumerate(text.kinds) if not kind]
        self.ends = ends[bisect_right(ends, room.start) : bisect_right(ends, room.end - 1)]
        starts, limits, rest, stop = text.tight_starts, text.tight_ends, room.rest, room.end + 1
        self.far = {
            at: bisect_right(limits, rest + starts[at] + EPSILON, at + 1, stop) - 1
            for at in self.ends
        }
        self.far[room.start] = reach(text, room, room.start)

    def count(self, start: int, most: int) -> int | None:
        """How many lines hold the text from `start` at least; None if not even `most` do."""
        ends, far = self.ends, self.far
        for count in range(1, most + 1):
            if far[start] == self.room.end:
                return count
            at = bisect_right(ends, far[start]) - 1
            if at < 0 or ends[at] <= start:
                return None
            start = ends[at]
        return None

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

    def best(self, fewest: int, bound: float) -> _Found | None:
        """The lines with the least wrong of all that have less than `bound`: as few as can be,
        or one more where that is better."""
        good = [end for end in self.ends if self._words[end] < bound]
        # By the number of lines that are left, where the line before them may end.
        ends: list[Sequence[int]] = [(self.room.end,)]
        best = None
        for count, spare in ((fewest, 0.0), (fewest + 1, _ONE_MORE)):
            if best is not None and best.cost <= spare:
                break
            ends += [[end for end in good if self.count(end, n)] for n in range(len(ends), count)]
            mean = self.text.natural(self.room.start, self.room.end) / count
            for shape in _shapes(count):
                targets = [mean * factor for factor in shape]
                found = self._fit(targets, ends, bound - spare + EPSILON)
                if found is not None and found.cost + spare < bound:
                    bound = found.cost + spare
                    best = _Found(bound, found.breaks)
        return best

    def _fit(
        self, targets: Sequence[float], ends: Sequence[Sequence[int]], limit: float
    ) -> _Found | None:
        """The breaks whose lines come nearest to the target widths (pt), words counted in, if
        less is wrong with them than `limit`."""
        text, rest, near_full, far = self.text, self.room.rest, self._near_full, self.far
        words, letters, starts, rights = self._words, self._letters, text.starts, text.ends
        costs = {self.room.start: 0.0}
        ways: list[dict[int, int]] = []  # line by line: from which start each end is reached best
        for left, target in zip(range(len(targets) - 1, -1, -1), targets, strict=True):
            reached: dict[int, float] = {}
            way: dict[int, int] = {}
            those = ends[left]
            for start, so_far in costs.items():
                edge, before = starts[start], letters[start]
                for end in those[bisect_right(those, start) : bisect_right(those, far[start])]:
                    width = max(0.0, rights[end] - edge)
                    cost = so_far + ((width - target) / rest) ** 2 + words[end]
                    if width > near_full:
                        cost += _FULL
                    if letters[end] - before == 1 and is_lone(text, start, end):
                        cost += _LONE
                    if cost < reached.get(end, limit):
                        reached[end], way[end] = cost, start
            costs = reached
            ways.append(way)
        if not costs:
            return None
        breaks = [self.room.end]
        for way in reversed(ways):
            breaks.append(way[breaks[-1]])
        return _Found(costs[self.room.end], breaks[::-1])


def balanced(text: Measured, room: Room) -> list[int] | None:
    """Breaks of a paragraph in balanced lines; None if it needs many, or breaks inside words."""
    if text.straight and (found := _in_two(text, room)):
        return found
    lines = _Lines(text, room)
    fewest = lines.count(room.start, MOST_LINES)
    if fewest is None:
        return None
    lines.price()
    # Few titles must break inside a word; what does costs more than any lines that do not.
    best = lines.best(fewest, INSIDE) or lines.best(fewest, inf)
    return best.breaks if best else None


def _in_two(text: Measured, room: Room) -> list[int] | None:
    """`balanced` where that is two lines with less wrong than a third would be by itself, as is
    usual; None where it is not."""
    start, end, _, rest = room
    places, kinds, classes = text.places, text.kinds, text.shaped.classes
    far, whole, edge = reach(text, room, start), places[end], places[start]
    if far == end or whole > rest + places[far] + EPSILON:
        return None
    mean = (whole - edge) / 2
    near_full = 0.95 * rest if rest > _WIDE * text.em else inf
    words = break_costs(text, start, end)
    least, best = _ONE_MORE, 0
    for at in range(start + 1, far + 1):
        place = places[at]
        if kinds[at] or whole > rest + place + EPSILON:
            continue
        width, later = place - edge, whole - place
        cost = ((width - mean) / rest) ** 2 + words[at - start]
        if width > near_full:
            cost += _FULL
        cost += ((later - mean) / rest) ** 2
        if later > near_full:
            cost += _FULL
        if cost <= least and (cost < least or not best) and not _parts_one(classes, at, end):
            least, best = cost, at
    return [start, best, end] if best else None


def _parts_one(classes: str, at: int, end: int) -> bool:
    """Whether one of two lines holds a single hanzi."""
    return (at == 1 and classes[0] == "H") or (at == end - 1 and classes[at] == "H")


@cache
def _shapes(count: int) -> Sequence[Sequence[float]]:
    """The shapes to try, as widths of lines by their mean: lozenge and both trapezoids."""
    if count < 3:
        return ((1.0,) * count,)
    middle = (count - 1) / 2
    slopes = [(i - middle) / middle for i in range(count)]
    bulge = [1 - abs(slope) for slope in slopes]
    average = fsum(bulge) / count
    return (
        [1 + _SLANT * slope for slope in slopes],
        [1 + -_SLANT * slope for slope in slopes],
        [1 + 2 * _SLANT * (height - average) for height in bulge],
    )
