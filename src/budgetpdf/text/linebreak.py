"""Text into lines: greedy where that is good, the best of all where it is not.

The breaker never sees a font. Rules give way in a fixed order where no way keeps them all: the
bond of number and unit; the bound of stretching (the line then stays ragged); Latin words and
numbers; the prohibitions of line start and end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from budgetpdf.geometry import Pt
from budgetpdf.text.balance import balanced
from budgetpdf.text.clreq import PROHIBITED, UNIT, WORD
from budgetpdf.text.fill import EPSILON, Line, fill
from budgetpdf.text.glyphs import Shaped
from budgetpdf.text.spacing import BreakRule, Measured, measure
from budgetpdf.text.totalfit import Room, best_breaks, is_lone, line_cost, squeeze_cost

__all__ = ["BreakRule", "Concession", "Extent", "Line", "break_lines", "extent", "measure"]

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
    return measured_extent(measure(shaped, rule)) if shaped.chars else Extent(0.0, 0.0)


def measured_extent(text: Measured) -> Extent:
    """`extent` of a text measured before."""
    starts, ends = text.natural_start, text.natural_end
    allowed = [
        end for end, kind in enumerate(text.kinds) if not kind or end in (0, len(text.kinds) - 1)
    ]
    widest = max(ends[b] - starts[a] for a, b in pairwise(allowed))
    longest = max(ends[b] - starts[a] for a, b in _paragraphs(text.shaped.classes))
    return Extent(widest, longest)


def break_lines(
    shaped: Shaped, measure_: Pt, rule: BreakRule, *, first_indent: Pt = 0.0
) -> tuple[tuple[Line, ...], tuple[Concession, ...]]:
    """Break a text into lines of `measure_` (pt), the first of them indented.

    Each line's clusters follow the last line's; nothing is lost. A text without clusters has no
    lines. Concessions say which rules could not be kept.
    """
    if not shaped.chars:
        return (), ()
    return break_measured(measure(shaped, rule), measure_, first_indent=first_indent)


def break_measured(
    text: Measured, measure_: Pt, *, first_indent: Pt = 0.0
) -> tuple[tuple[Line, ...], tuple[Concession, ...]]:
    """`break_lines` of a text measured before."""
    lines: list[Line] = []
    concessions: list[Concession] = []
    for start, end in _paragraphs(text.shaped.classes):
        indent = first_indent if not start else 0.0
        room = Room(start, end, measure_ - indent, measure_)
        for a, b in pairwise(_breaks(text, room)):
            width = room.first if a == start else room.rest
            ragged = b < end and line_cost(text, a, b, width) is None
            lines.append(
                fill(
                    text,
                    a,
                    b,
                    measure_,
                    indent=indent if a == start else 0.0,
                    last=b == end,
                    ragged=ragged,
                )
            )
            concessions += _conceded(text, a, b, width, ragged=ragged)
    return tuple(lines), tuple(concessions)


def _paragraphs(classes: str) -> Iterator[tuple[int, int]]:
    """Stretches between forced breaks, each with the break that ends it."""
    start = 0
    while (at := classes.find("k", start)) >= 0:
        yield start, at + 1
        start = at + 1
    if start < len(classes):
        yield start, len(classes)


def _breaks(text: Measured, room: Room) -> list[int]:
    if room.first + EPSILON >= text.tight_end[room.end] - text.tight_start[room.start]:
        return [room.start, room.end]
    if text.rule.balance:
        found = balanced(text, room)
        if found:
            return found
    return _greedy(text, room) or best_breaks(text, room)


def _greedy(text: Measured, room: Room) -> list[int] | None:
    """Fill line after line; None where that breaks a rule or leaves a line loose."""
    breaks = [room.start]
    width = room.first
    loose = LOOSE * text.em
    justified = text.rule.align == "justify"
    while (start := breaks[-1]) < room.end:
        end = _farthest(text, text.tight_end, start, room.end, width + text.tight_start[start])
        if end <= start:
            return None
        near = _farthest(text, text.natural_end, start, end, width + text.natural_start[start])
        if start < near < end and justified:
            end = _better(text, start, near, end, width)
        elif near > start and not justified:
            end = near
        if end < room.end and justified:
            slack = width - text.natural_end[end] + text.natural_start[start]
            gaps = text.open_count[text.visible[end] - 1] - text.open_count[start]
            if slack > loose * gaps + EPSILON:
                return None
        breaks.append(end)
        width = room.rest
    lone = len(breaks) > 2 and is_lone(text, breaks[-2], breaks[-1])
    return None if lone else breaks


def _farthest(text: Measured, ends: object, start: int, stop: int, limit: Pt) -> int:
    end = bisect_right(ends, limit + EPSILON, start + 1, stop + 1) - 1  # type: ignore[call-overload]
    kinds = text.kinds
    while end > start and kinds[end] and end != stop:
        end -= 1
    return int(end)


def _better(text: Measured, start: int, near: int, far: int, width: Pt) -> int:
    """Of a short line and a squeezed one, the one that changes less (clreq 3.1.4: 先挤进后推出)."""
    opened = line_cost(text, start, near, width)
    return near if opened is not None and opened < squeeze_cost(text, start, far, width) else far


def _conceded(
    text: Measured, start: int, end: int, width: Pt, *, ragged: bool
) -> Iterator[Concession]:
    if ragged:
        yield Concession(start, "stretch")
    if text.tight_end[end] - text.tight_start[start] > width + EPSILON:
        yield Concession(start, "overflow")
    kind = text.kinds[end]
    if kind and end < len(text.shaped.chars):
        yield Concession(end, _KINDS[kind])
