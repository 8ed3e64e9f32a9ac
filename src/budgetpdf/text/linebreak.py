"""Text into lines: greedy where that is good, the best of all where it is not.

The breaker never sees a font. Rules give way in a fixed order where no way keeps them all: the
bond of number and unit; the bound of stretching (the line then stays ragged); Latin words and
numbers; the prohibitions of line start and end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise, starmap
from math import inf
from operator import sub
from typing import Literal, NamedTuple

from budgetpdf.geometry import Pt
from budgetpdf.text.balance import balanced
from budgetpdf.text.clreq import PROHIBITED, UNIT, WORD
from budgetpdf.text.fill import EPSILON, Line, fill
from budgetpdf.text.glyphs import Shaped
from budgetpdf.text.spacing import BreakRule, Measured
from budgetpdf.text.totalfit import Room, best_breaks, is_lone, line_cost

__all__ = ["BreakRule", "Concession", "Extent", "Line", "break_lines", "extent"]

Kind = Literal["unit", "stretch", "word", "prohibition", "overflow"]
_KINDS: dict[int, Kind] = {UNIT: "unit", WORD: "word", PROHIBITED: "prohibition"}
LOOSE = 0.05
"""Greedy lines are good up to this much stretching a gap (em)."""


class Concession(NamedTuple):
    """A rule that gave way before (or, for a loose line, in the line before) a cluster."""

    cluster: int
    kind: Kind


class Extent(NamedTuple):
    """The widest piece that does not break, and the width of the text in one line (pt)."""

    minimum: Pt
    maximum: Pt


def extent(shaped: Shaped, rule: BreakRule) -> Extent:
    """How narrow and how wide a text may be set."""
    return measured_extent(Measured(shaped, rule)) if shaped.chars else Extent(0.0, 0.0)


def measured_extent(text: Measured) -> Extent:
    """`extent` of a text measured before."""
    if text.rigid and not any(text.kinds):
        return Extent(max(map(sub, text.places[1:], text.places)), text.places[-1])
    ends = [end for end, kind in enumerate(text.kinds) if not kind]
    if text.additive:
        rights, lefts = map(text.ends.__getitem__, ends[1:]), map(text.starts.__getitem__, ends)
        return Extent(max(map(sub, rights, lefts)), text.ends[-1])
    longest = max(starmap(text.natural, _paragraphs(text.shaped.classes)))
    return Extent(max(starmap(text.natural, pairwise(ends))), longest)


def break_lines(
    shaped: Shaped, measure: Pt, rule: BreakRule, *, first_indent: Pt = 0.0
) -> tuple[tuple[Line, ...], tuple[Concession, ...]]:
    """Break a text into lines of `measure` (pt), the first of them indented.

    Each line's clusters follow the last line's; nothing is lost. A text without clusters has no
    lines. Concessions say which rules could not be kept.
    """
    if not shaped.chars:
        return (), ()
    return break_measured(Measured(shaped, rule), measure, first_indent=first_indent)


def break_measured(
    text: Measured, measure: Pt, *, first_indent: Pt = 0.0
) -> tuple[tuple[Line, ...], tuple[Concession, ...]]:
    """`break_lines` of a text measured before."""
    lines: list[Line] = []
    concessions: list[Concession] = []
    justified = text.justified
    for start, end in _paragraphs(text.shaped.classes):
        indent = 0.0 if start else first_indent
        if text.natural(start, end) <= measure - indent + EPSILON:
            lines.append(fill(text, start, end, measure, indent=indent, solid=True))
            continue
        room = Room(start, end, measure - indent, measure)
        for a, b in pairwise(_breaks(text, room)):
            width = room.width(a)
            ragged = justified and b < end and line_cost(text, a, b, width) is None
            line = fill(text, a, b, measure, indent=measure - width, solid=ragged or b == end)
            lines.append(line._replace(ragged=True) if ragged else line)
            if ragged or text.kinds[b] or text.tight(a, b) > width + EPSILON:
                concessions += _conceded(text, a, b, width, ragged=ragged)
    return tuple(lines), tuple(concessions)


def break_straight(
    text: Measured, measure: Pt, first_indent: Pt
) -> tuple[list[int], tuple[Concession, ...]]:
    """Where the lines of a straight text end, its start included: all that is to be known of
    them, since they are as wide as their frames. See `break_measured`."""
    places, count = text.places, text.count
    room = Room(0, count, measure - first_indent, measure)
    if places[count] <= room.first + EPSILON:
        return [0, count], ()
    breaks = _breaks(text, room)
    kinds = text.kinds
    concessions: list[Concession] = []
    for a, b in pairwise(breaks):
        width = room.width(a)
        if kinds[b] or places[b] - places[a] > width + EPSILON:
            concessions += _conceded(text, a, b, width, ragged=False)
    return breaks, tuple(concessions)


def _paragraphs(classes: str) -> Iterator[tuple[int, int]]:
    """Stretches between forced breaks, each with the break that ends it."""
    start = 0
    while (at := classes.find("k", start)) >= 0:
        yield start, at + 1
        start = at + 1
    if start < len(classes):
        yield start, len(classes)


def _breaks(text: Measured, room: Room) -> list[int]:
    if text.tight(room.start, room.end) <= room.first + EPSILON:
        return [room.start, room.end]
    found = balanced(text, room) if text.rule.balance else None
    return found or _greedy(text, room) or best_breaks(text, room)


def _greedy(text: Measured, room: Room) -> list[int] | None:
    """Fill line after line; None where that breaks a rule, or leaves a line loose or lone."""
    breaks, start = [room.start], room.start
    justified = text.justified
    while start < room.end:
        end = _farthest(text, text.ends, start, room.end, room.width(start) + text.starts[start])
        if justified or end == start:
            end = _squeezed_end(text, room, start, end)
        if end == start:
            return None
        breaks.append(end)
        start = end
    return None if is_lone(text, breaks[-2], start) else breaks


def _squeezed_end(text: Measured, room: Room, start: int, near: int) -> int:
    """Where the line from `start` should end, if without squeezing it ends at `near`; `start`
    itself if there is no good place."""
    width, stop = room.width(start), room.end
    end = far = near
    if not text.rigid:
        limit = width + text.tight_starts[start]
        end = far = _farthest(text, text.tight_ends, start, stop, limit)
    if near < far:
        # clreq 3.1.4, 先挤进后推出: squeezed, as far as that changes less than opening the line
        between = (e for e in range(near, far + 1) if e > start and _free(text, e, stop))
        end = min(between, key=lambda e: _cost(text, start, e, width))
    slack = width - text.natural(start, end)
    loose = slack > LOOSE * text.em * text.open_gaps(start, end) + EPSILON
    return start if loose and end < stop and text.justified else end


def _free(text: Measured, end: int, stop: int) -> bool:
    return end == stop or not text.kinds[end]


def _cost(text: Measured, start: int, end: int, width: Pt) -> float:
    cost = line_cost(text, start, end, width)
    return inf if cost is None else cost


def _farthest(text: Measured, ends: Sequence[Pt], start: int, stop: int, limit: Pt) -> int:
    """The last position that a line may end at without passing `limit`; `start` if none."""
    end = bisect_right(ends, limit + EPSILON, start + 1, stop + 1) - 1
    if end < stop:
        kinds = text.kinds
        while end > start and kinds[end]:
            end -= 1
    return end


def _conceded(
    text: Measured, start: int, end: int, width: Pt, *, ragged: bool
) -> Iterator[Concession]:
    if ragged:
        yield Concession(start, "stretch")
    if text.tight(start, end) > width + EPSILON:
        yield Concession(start, "overflow")
    kind = text.kinds[end]
    if kind and end < text.count:
        yield Concession(end, _KINDS[kind])
