"""A shaped text measured under a rule: where it may break, and how each gap may shrink or grow.

Gap i lies between cluster i and the next. Everything is added up once, so that the width of any
line is two subtractions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from operator import add, sub
from typing import Literal, NamedTuple

from budgetpdf.geometry import Pt
from budgetpdf.text.clreq import UNIT, UNITS, WORD, breaks_in, stretches_in, units_by_first
from budgetpdf.text.glyphs import Shaped
from budgetpdf.text.lazy import column


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


SPACES, INTERPUNCTS, BRACKETS, PAUSES, LATIN = LEVELS = range(5)
"""Which gaps give way first when a line is too long (clreq 3.5.3). Sentence marks never do."""

BOUNDARY = re.compile("(?=H[nlsf]|[nlx]H)")
"""Gaps between hanzi and Latin letters or digits, in class letters."""

_NEIGHBOURS = re.compile("(?=[CPS][CPSOI]|[OI]O)")
_YIELDING = re.compile("[OCPSIbzk]")
"""Marks with white of their own, spaces, and what shows nothing at a line's end."""
_MARKS = re.compile("[OCPIb]")
_NUMBER_END = re.compile("[nA](?=H)")
_HIDDEN_AT_END = re.compile("[bkz]")
_WIDTHS = ("places", "starts", "ends", "tight_starts", "tight_ends")
_LEVEL = {"b": SPACES, "I": INTERPUNCTS, "O": BRACKETS, "C": BRACKETS, "P": PAUSES}
_MIN_SPACE = 0.25  # em that a word space keeps, clreq 3.5.3
_MIN_LATIN = 0.125  # em that a Latin gap keeps, clreq 3.5.3


class Measured:
    """A text, not empty, under a rule. Columns are worked out when they are first asked for: a
    text that fits in one line needs few of them.

    Columns of positions have one entry more than there are clusters: entry e is before
    cluster e, the last one after the text.

    rigid: whether nothing in it gives way and all of it shows, so that a line is as wide as its
    advances together, squeezed or not. Most cells of a table hold such texts.
    straight: rigid, all in one look, and nothing opens its lines either.
    trims: whether its lines lose white at both ends. hides: whether spaces at their ends do not
    show. additive: neither, so that `natural` is the difference of `ends` and `starts`.
    """

    def __init__(self, shaped: Shaped, rule: BreakRule) -> None:
        self.shaped = shaped
        self.rule = rule
        self.em = shaped.em
        self.count = len(shaped.classes)
        self.rigid = not rule.latin_gap and not _YIELDING.search(shaped.classes)
        self.justified = rule.align == "justify"
        self.straight = self.rigid and not self.justified and shaped.look is not None
        self.trims = not self.rigid and rule.trims
        self.hides = not self.rigid and bool(_HIDDEN_AT_END.search(shaped.classes))
        self.additive = not self.trims and not self.hides
        if self.rigid:
            places = list(accumulate(shaped.advances, initial=0.0))
            vars(self).update(dict.fromkeys(_WIDTHS, places))

    @column
    def places(self) -> Sequence[Pt]:
        """Where each cluster stands when all is in one line, unadjusted; then the end."""
        return list(accumulate(map(add, self.shaped.advances, self.gaps), initial=0.0))

    @column
    def gaps(self) -> Sequence[Pt]:
        """What each gap adds to the cells beside it: Latin gaps, and squeezed neighbours.

        clreq 3.1.6.2: two marks take one and a half cells, across runs and faces too.
        """
        shaped, gaps = self.shaped, [0.0] * self.count
        if self.rule.latin_gap:
            for found in BOUNDARY.finditer(shaped.classes):
                gaps[found.start()] = self.rule.latin_gap * self.em
        for index in self._neighbours:
            half = min(shaped.advances[index], shaped.advances[index + 1]) / 2
            gaps[index] -= min(half, shaped.rights[index] + shaped.lefts[index + 1])
        return gaps

    @column
    def _neighbours(self) -> Sequence[int]:
        if not self.rule.squeeze:
            return ()
        return [found.start() for found in _NEIGHBOURS.finditer(self.shaped.classes)]

    @column
    def kinds(self) -> Sequence[int]:
        """What stands against a break at each position (`text.clreq`)."""
        chars, classes = self.shaped.chars, self.shaped.classes
        kinds = breaks_in(classes, self.rule.strict_start)
        if not _NUMBER_END.search(classes):
            return kinds
        found = list(kinds)
        units = units_by_first(self.rule.units)
        for number in _NUMBER_END.finditer(classes):
            at = number.end()
            for bound in range(at, _unit_end(chars, at, units)):
                # Before it cuts 万元 in two, a line parts it from its number.
                found[bound] = max(found[bound], WORD if bound > at else UNIT)
        return found

    @column
    def visible(self) -> Sequence[int]:
        """Where a line that ends at a position stops to show: before the spaces at its end."""
        if not self.hides:
            return range(self.count + 1)
        seen = list(range(self.count + 1))
        for hidden in _HIDDEN_AT_END.finditer(self.shaped.classes):
            seen[hidden.end()] = seen[hidden.start()]
        return seen

    def _at_ends(self, values: Sequence[Pt]) -> Sequence[Pt]:
        """By the end of a line, the value of the last cluster that shows in it; 0 if none does."""
        found = (0.0, *values)
        return found if not self.hides else [found[v] for v in self.visible]

    @column
    def _shown_ends(self) -> Sequence[Pt]:
        """Where lines end. The gap before a line's end is not part of the line."""
        places = self.places if not self.hides else [self.places[v] for v in self.visible]
        return list(map(sub, places, self._at_ends(self.gaps)))

    @column
    def starts(self) -> Sequence[Pt]:
        """With `ends`: the natural width of line s:e is ends[e] - starts[s]."""
        if not self.trims:
            return self.places
        return list(map(add, self.places, (*self.shaped.lefts, 0.0)))

    @column
    def ends(self) -> Sequence[Pt]:
        if not self.trims:
            return self._shown_ends
        return list(map(sub, self._shown_ends, self._at_ends(self.shaped.rights)))

    @column
    def gives(self) -> tuple[Sequence[Pt], Sequence[int]]:
        """How much each gap may shrink, and at which level its turn comes."""
        shaped, gives, levels = self.shaped, [0.0] * self.count, [LATIN] * self.count
        if self.rule.latin_gap > _MIN_LATIN:
            for found in BOUNDARY.finditer(shaped.classes):
                gives[found.start()] = (self.rule.latin_gap - _MIN_LATIN) * self.em
        for found in _MARKS.finditer(shaped.classes):
            index, letter = found.start(), found[0]
            level = _LEVEL[letter]
            if letter == "b":
                gives[index] = max(0.0, shaped.advances[index] - _MIN_SPACE * self.em)
                levels[index] = level
            elif self.rule.squeeze:
                if letter in "OI" and index:
                    gives[index - 1] += shaped.lefts[index]
                    levels[index - 1] = level
                if letter in "CPI":
                    gives[index] += shaped.rights[index]
                    levels[index] = level
        for index in self._neighbours:  # they have given enough
            gives[index] = 0.0
        gives[-1] = 0.0  # nothing follows: the line's end has its own rule
        return gives, levels

    @column
    def _given(self) -> Sequence[Pt]:
        return list(accumulate(self.gives[0], initial=0.0))

    @column
    def tight_starts(self) -> Sequence[Pt]:
        """With `tight_ends`: the width of a line squeezed as far as it goes."""
        tight = map(sub, self.places, self._given)
        if not self.rule.squeeze:
            return list(tight)
        return list(map(add, tight, (*self.shaped.lefts, 0.0)))

    @column
    def tight_ends(self) -> Sequence[Pt]:
        tight = map(sub, self._shown_ends, self._at_ends(self._given))
        if not self.rule.squeeze:
            return list(tight)
        return list(map(sub, tight, self._at_ends(self.shaped.rights)))

    @column
    def opens(self) -> Sequence[int]:
        """1 for each gap that justification may open, else 0."""
        return stretches_in(self.shaped.classes)

    @column
    def _opened(self) -> Sequence[int]:
        return list(accumulate(self.opens, initial=0))

    @column
    def _opened_ends(self) -> Sequence[int]:
        """With `_opened`: the gaps of line s:e that may open. Its last one lies behind it."""
        opened = self._opened
        if not self.hides:
            return [0, *opened[:-1]]
        return [opened[max(seen - 1, 0)] for seen in self.visible]

    # lines

    def natural(self, start: int, end: int) -> Pt:
        """Width of a line, unadjusted (pt); 0 if nothing of it shows."""
        if self.additive:
            return self.ends[end] - self.starts[start]
        seen = self.visible[end]
        if seen <= start:
            return 0.0
        width = self.places[seen] - self.gaps[seen - 1] - self.places[start]
        if self.trims:
            width -= self.shaped.lefts[start] + self.shaped.rights[seen - 1]
        return width

    def tight(self, start: int, end: int) -> Pt:
        """Width of a line, squeezed as far as it goes (pt)."""
        return self.tight_ends[end] - self.tight_starts[start]

    def open_gaps(self, start: int, end: int) -> int:
        """How many gaps of a line may be opened."""
        return max(0, self._opened_ends[end] - self._opened[start])


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
