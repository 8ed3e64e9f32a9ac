"""One line, broken already: where each cluster stands (clreq 3.5, line adjustment).

A line that is too long first gives up white at its ends, then inside it, in the order of
clreq 3.5.3. A line that is too short is opened: in free setting evenly, on the grid first beside
Latin letters and digits, so that hanzi keep the grid's pitch.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from math import fsum
from operator import add
from typing import NamedTuple

from budgetpdf.geometry import Pt
from budgetpdf.text.spacing import BOUNDARY, LEVELS, Measured

EPSILON = 1e-4
"""Lengths that differ by less (pt) are equal."""

_LATIN_RUN = re.compile("[nlstxfcoqvmb]+")


class Line(NamedTuple):
    """A line: clusters start to end, where each stands, and how wide it came out.

    offsets: pt from the left end of the measure, alignment and indent applied; the cell's left
    edge, which for a trimmed opening mark lies left of the line. Spaces at the end stand where
    the line ends.
    left, width: of what shows, pt.
    ragged: justified text that could not be stretched to the measure.
    """

    start: int
    end: int
    offsets: Sequence[Pt]
    left: Pt
    width: Pt
    ragged: bool = False


def fill(
    text: Measured, start: int, end: int, measure: Pt, *, indent: Pt = 0.0, solid: bool
) -> Line:
    """Set clusters start to end in a line of `measure`, of which `indent` stays empty.

    solid: the line is not stretched (the last one of a paragraph, or one that stays ragged).
    """
    room = measure - indent
    width = text.natural(start, end)
    align = text.rule.align
    if text.rigid and (solid or align != "justify"):
        left = indent + shift_of(align, room - width)
        base = left - text.places[start]
        return Line(start, end, [place + base for place in text.places[start:end]], left, width)
    seen = max(text.visible[end], start)
    trim = text.shaped.lefts[start] if text.trims else 0.0
    added: Sequence[Pt] | None = None
    if width > room + EPSILON:
        trimmed, added = _shrink(text, start, seen, width - room)
        trim += trimmed
        width = max(room, text.tight(start, end))
    elif not solid and align == "justify" and width < room - EPSILON:
        added = _open(text, start, seen, room - width)
        width = room if added else width
    left = indent + shift_of(align, room - width)
    base = left - trim - text.places[start]
    places: Sequence[Pt] = text.places[start:seen]
    if added:
        places = list(map(add, places, accumulate(added, initial=0.0)))
    offsets = [place + base for place in places]
    offsets += [left + width] * (end - seen)
    return Line(start, end, offsets, left, width)


def shift_of(align: str, slack: Pt) -> Pt:
    """How far from its measure's left end a line begins that is `slack` shorter."""
    if align == "center":
        return slack / 2
    return slack if align == "right" else 0.0


def _shrink(text: Measured, start: int, end: int, excess: Pt) -> tuple[Pt, Sequence[Pt] | None]:
    """Take `excess` out of a line: what its start gives, and what each gap gives (negative)."""
    at_start = at_end = 0.0
    if text.rule.squeeze and not text.trims:
        at_start, at_end = text.shaped.lefts[start], text.shaped.rights[end - 1]
    excess -= min(excess, at_end)
    trim = min(excess, at_start)
    excess -= trim
    if excess <= EPSILON:
        return trim, None
    gives, levels = text.gives
    gaps = [i for i in range(start, end - 1) if gives[i] > 0]
    added = [0.0] * (end - 1 - start)
    for level in LEVELS:
        those = [i for i in gaps if levels[i] == level]
        room = fsum(gives[i] for i in those)
        part = min(1.0, excess / room) if room else 0.0
        for i in those:
            added[i - start] = -part * gives[i]
        excess -= part * room
    return trim, added


def _open(text: Measured, start: int, end: int, slack: Pt) -> Sequence[Pt] | None:
    """Spread `slack` over the line's gaps; None if it has none that may open."""
    opens = text.opens[start : end - 1]
    count = sum(opens)
    if not count:
        return None
    if text.rule.grid:
        return _open_on_grid(text, start, end, slack)
    each = slack / count
    return [each * flag for flag in opens]


def _open_on_grid(text: Measured, start: int, end: int, slack: Pt) -> Sequence[Pt]:
    """Let Latin runs absorb the slack (clreq 3.2.5); all others share what is left.

    To load marks with it would keep more hanzi on their columns, but shows as holes.
    """
    classes = text.shaped.classes[start:end]
    opens = text.opens[start : end - 1]
    everywhere = [i for i, flag in enumerate(opens) if flag]
    latin = [found.start() for found in BOUNDARY.finditer(classes)]
    most = text.rule.max_stretch * text.em
    snapped = _snap(text, start, classes, latin, slack)
    if snapped and max(snapped) <= most + EPSILON:
        return snapped
    others = sorted(set(everywhere).difference(latin))
    added = [0.0] * len(opens)
    slack -= _share(added, latin, slack, most)
    _share(added, others, slack, most)
    return added


def _snap(
    text: Measured, start: int, classes: str, latin: Sequence[int], slack: Pt
) -> list[Pt] | None:
    """Widen every Latin run to whole columns, if that is just what fills the line: then all its
    hanzi stand on the grid."""
    added = [0.0] * (len(classes) - 1)
    for run in _LATIN_RUN.finditer(classes):
        width = text.places[start + run.end()] - text.places[start + run.start()]
        lack = -width % text.rule.grid
        sides = [gap for gap in (run.start() - 1, run.end() - 1) if gap in latin]
        slack -= _share(added, sides, lack, lack)
    return added if latin and abs(slack) <= EPSILON else None


def _share(added: list[Pt], gaps: Sequence[int], slack: Pt, most: Pt) -> Pt:
    """Open `gaps` evenly, none further than `most`; how much that took."""
    if not gaps or slack <= 0:
        return 0.0
    each = min(most, slack / len(gaps))
    for gap in gaps:
        added[gap] += each
    return each * len(gaps)
