"""Titles, captions and table heads: few lines of a pleasing shape, broken between words.

GB/T 9704 7.3.1: 回行时要做到词意完整、排列对称、长短适宜、间距恰当, in a trapezoid or a lozenge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from typing import NamedTuple

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


def balanced(text: Measured, room: Room) -> list[int] | None:
    """Breaks of a paragraph in balanced lines; None if it needs many, or breaks inside words."""
    fewest = _fewest(text, room)
    if not fewest:
        return None
    costs = break_costs(text, room.start, room.end)
    best = _Shape(inf, [])
    for count in (fewest, fewest + 1):
        spare = _ONE_MORE * (count - fewest)
        if best.cost <= spare:
            break
        for targets in _targets(text, room, count):
            found = _fit(text, room, costs, targets)
            if found.cost + spare < best.cost:
                best = _Shape(found.cost + spare, found.breaks)
    return best.breaks or None


def _fewest(text: Measured, room: Room) -> int:
    """The fewest lines that hold the text without breaking a rule; 0 if there are too many."""
    start, lines = room.start, 0
    while start < room.end:
        end = reach(text, room, start)
        while end > start and end < room.end and text.kinds[end]:
            end -= 1
        if end == start or lines == MOST_LINES:
            return 0
        start, lines = end, lines + 1
    return lines


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
    average = sum(bulge) / count
    yield [mean * (1 + 2 * _SLANT * (height - average)) for height in bulge]


def _fit(text: Measured, room: Room, costs: Sequence[float], targets: Sequence[float]) -> _Shape:
    """The breaks whose lines come nearest to the target widths, words counted in."""
    near_full = 0.95 * room.rest if room.rest > _WIDE * text.em else inf
    ways = {room.start: _Shape(0.0, [room.start])}
    for line, target in enumerate(targets, 1):
        reached: dict[int, _Shape] = {}
        for start, way in ways.items():
            for end in _ends(text, room, start, costs, last=line == len(targets)):
                width = text.natural(start, end)
                cost = way.cost + ((width - target) / room.rest) ** 2
                cost += costs[end - room.start] if end < room.end else 0.0
                cost += _FULL if width > near_full else 0.0
                cost += _LONE if is_lone(text, start, end) else 0.0
                if end not in reached or cost < reached[end].cost:
                    reached[end] = _Shape(cost, [*way.breaks, end])
        ways = reached
    return ways.get(room.end, _Shape(inf, []))


def _ends(
    text: Measured, room: Room, start: int, costs: Sequence[float], *, last: bool
) -> Iterator[int]:
    far = reach(text, room, start)
    if last:
        if far == room.end:
            yield room.end
        return
    for end in range(start + 1, min(far, room.end - 1) + 1):
        if costs[end - room.start] < inf:
            yield end
