"""A shaped text measured under a rule: where it may break, and how each gap may shrink or grow.

Gap i lies between cluster i and the next. Everything is added up once, so that the width of any
line is two subtractions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import add
from typing import Literal, NamedTuple

from budgetpdf.geometry import Pt
from budgetpdf.text.clreq import ALLOWED, UNIT, UNITS, break_kinds, stretch_flags, units_by_first
from budgetpdf.text.glyphs import Shaped


class BreakRule(NamedTuple):
    """How lines are broken and filled.

    squeeze: marks give up white beside each other and at a line's ends (clreq 3.1.6).
    strict_start: … and — may not begin a line, / not end one (clreq 3.1.4, strict level).
    max_stretch: how far justification may open a gap (em). latin_gap: between hanzi and Latin
    letters or digits (em). balance: lines of similar length, broken between words.
    grid: pitch of the page's grid of characters (pt), 0 where none is kept.
    units: measure words that stay with their number.
    """

    align: Literal["justify", "left", "center", "right"] = "justify"
    squeeze: bool = True
    strict_start: bool = True
    max_stretch: float = 0.25
    latin_gap: float = 0.0
    balance: bool = False
    grid: Pt = 0.0
    units: tuple[str, ...] = UNITS

    @property
    def trims(self) -> bool:
        """Whether marks lose their white at both ends of every line (GB/T 15834 5.1.10); on the
        grid and in lines that are not filled they do so only where that helps."""
        return self.squeeze and self.align == "justify" and not self.grid


# Which gaps give way first when a line is too long (clreq 3.5.3).
SPACES, INTERPUNCTS, BRACKETS, PAUSES = range(4)
LEVELS = (SPACES, INTERPUNCTS, BRACKETS, PAUSES)

_NEIGHBOURS = re.compile("(?=[CPS][CPSOI]|[OI]O)")
_MARKS = re.compile("[OCPI]")
_NUMBER_END = re.compile("[nA](?=H)")
BOUNDARY = re.compile("(?=H[nlsf]|[nlx]H)")
_LEVEL = {"I": INTERPUNCTS, "O": BRACKETS, "C": BRACKETS, "P": PAUSES}
_MIN_SPACE = 0.25  # em that a word space keeps, clreq 3.5.3


@dataclass(frozen=True, slots=True)
class Measured:
    """Columns of a measured text; those named after an end have one entry more than clusters.

    kinds[e]: what stands against a break before cluster e (`text.clreq`).
    visible[e]: end of what shows in a line that ends at e (spaces at its end do not).
    places[i]: where cluster i stands when all is in one line, unadjusted.
    natural_start, natural_end: the width of line s:e is natural_end[e] - natural_start[s].
    tight_start, tight_end: likewise, squeezed as far as it goes.
    gives[i]: how much gap i may shrink; levels: when its turn comes. opens: gaps that may grow,
    as flags and (open_count) added up.
    """

    shaped: Shaped
    rule: BreakRule
    em: Pt
    kinds: Sequence[int]
    visible: Sequence[int]
    places: Sequence[Pt]
    natural_start: Sequence[Pt]
    natural_end: Sequence[Pt]
    tight_start: Sequence[Pt]
    tight_end: Sequence[Pt]
    gives: Sequence[Pt]
    levels: Sequence[int]
    opens: Sequence[int]
    open_count: Sequence[int]


def measure(shaped: Shaped, rule: BreakRule) -> Measured:
    """Measure a text, which must not be empty."""
    classes = shaped.classes
    em = max(shaped.sizes)
    pairs = list(map(add, classes, classes[1:]))
    kinds = _kinds(shaped, rule, pairs)
    gaps, gives, levels = _gaps(shaped, rule, em)
    opens = [*map(stretch_flags().__getitem__, pairs), 0]
    visible = _visible(classes)
    advances = list(accumulate(shaped.advances, initial=0.0))
    added = list(accumulate(gaps, initial=0.0))
    places = list(map(add, advances, added))
    # The gap before a line's end is not part of it.
    ends = [advances[v] + added[v - 1] if v else 0.0 for v in visible]
    given = list(accumulate(gives, initial=0.0))
    tight_starts = [p - g for p, g in zip(places, given, strict=True)]
    tight_ends = [e - given[v - 1] if v else e for e, v in zip(ends, visible, strict=True)]
    if rule.squeeze:
        lefts = [*shaped.lefts, 0.0]
        rights = [shaped.rights[v - 1] if v else 0.0 for v in visible]
        tight_starts = list(map(add, tight_starts, lefts))
        tight_ends = [e - right for e, right in zip(tight_ends, rights, strict=True)]
        if rule.trims:
            starts = list(map(add, places, lefts))
            ends = [e - right for e, right in zip(ends, rights, strict=True)]
        else:
            starts = places
    else:
        starts = places
    return Measured(
        shaped=shaped,
        rule=rule,
        em=em,
        kinds=kinds,
        visible=visible,
        places=places,
        natural_start=starts,
        natural_end=ends,
        tight_start=tight_starts,
        tight_end=tight_ends,
        gives=gives,
        levels=levels,
        opens=opens,
        open_count=list(accumulate(opens, initial=0)),
    )


def _kinds(shaped: Shaped, rule: BreakRule, pairs: list[str]) -> list[int]:
    kinds = [ALLOWED, *map(break_kinds(rule.strict_start).__getitem__, pairs), ALLOWED]
    units = units_by_first(rule.units)
    for found in _NUMBER_END.finditer(shaped.classes):
        at = found.end()
        for bound in range(at, _unit_end(shaped.chars, at, units)):
            kinds[bound] = max(kinds[bound], UNIT)
    return kinds


def _unit_end(chars: Sequence[str], at: int, units: dict[str, tuple[str, ...]]) -> int:
    """End of the measure word at `at`, of 件/次 as a whole; `at` itself if there is none."""
    while at < len(chars):
        for unit in units.get(chars[at], ()):
            if "".join(chars[at : at + len(unit)]) == unit:
                at += len(unit)
                break
        else:
            return at
        if at >= len(chars) or chars[at] not in "/／":
            return at
        at += 1
    return at


def _gaps(shaped: Shaped, rule: BreakRule, em: Pt) -> tuple[list[Pt], list[Pt], bytearray]:
    """What each gap adds to the cells beside it, how much it may shrink, and when."""
    classes = shaped.classes
    gaps = [0.0] * len(classes)
    gives = [0.0] * len(classes)
    levels = bytearray(len(classes))
    if rule.latin_gap:
        for found in BOUNDARY.finditer(classes):
            gaps[found.start()] = rule.latin_gap * em
    if "b" in classes:
        for index, letter in enumerate(classes):
            if letter == "b":
                gives[index] = max(0.0, shaped.advances[index] - _MIN_SPACE * em)
    if rule.squeeze:
        _squeeze(shaped, gaps, gives, levels)
    gives[-1] = 0.0  # nothing follows: the line's end has its own rule
    return gaps, gives, levels


def _squeeze(shaped: Shaped, gaps: list[Pt], gives: list[Pt], levels: bytearray) -> None:
    classes, lefts, rights = shaped.classes, shaped.lefts, shaped.rights
    for found in _MARKS.finditer(classes):
        index = found.start()
        letter = classes[index]
        if letter in "OI" and index:
            gives[index - 1] += lefts[index]
            levels[index - 1] = _LEVEL[letter]
        if letter in "CPI":
            gives[index] += rights[index]
            levels[index] = _LEVEL[letter]
    for found in _NEIGHBOURS.finditer(classes):
        # clreq 3.1.6.2: two marks take one and a half cells; then they have given enough.
        index = found.start()
        half = min(shaped.advances[index], shaped.advances[index + 1]) / 2
        gaps[index] -= min(half, rights[index] + lefts[index + 1])
        gives[index] = 0.0


def _visible(classes: str) -> Sequence[int]:
    ends = list(range(len(classes) + 1))
    if "b" in classes or "k" in classes or "z" in classes:
        for end in ends[1:]:
            if classes[end - 1] in "bkz":
                ends[end] = ends[end - 1]
    return ends
