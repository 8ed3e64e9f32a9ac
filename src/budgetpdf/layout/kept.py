"""Texts that were set before: the reports of one bureau share headings, terms and table heads."""

from __future__ import annotations

from typing import NamedTuple

from budgetpdf.geometry import Pt
from budgetpdf.layout.columns import Extent as ExtentInEm
from budgetpdf.layout.glyphruns import SetLine, set_lines, straight_lines
from budgetpdf.text.glyphs import Shaped
from budgetpdf.text.linebreak import (
    Concession,
    Extent,
    break_measured,
    break_straight,
    measured_extent,
)
from budgetpdf.text.spacing import BreakRule, Measured

MOST = 1500
"""How many texts are kept; a long table must not fill the memory. As many again wait to be asked
for once more or to be dropped."""

WIDTHS = 8
"""How many widths a text is kept in: every table gives a head that all reports share another."""


class Manner:
    """How a text is set, apart from its words: one value for all texts of a look, and equal only
    to itself, so that it is quickly found again.

    role, size (pt): what runs without a style of their own are set in. pitch: of the page's grid
    (pt), if the style keeps it. rule: how its lines are broken. gray: 0 black to 1 white.
    """

    __slots__ = ("gray", "pitch", "role", "rule", "size")

    def __init__(self, role: str, size: Pt, pitch: Pt | None, rule: BreakRule, gray: float) -> None:
        self.role, self.size, self.pitch, self.rule, self.gray = role, size, pitch, rule, gray


class Set(NamedTuple):
    """The lines of a text, and the rules that gave way in them."""

    lines: tuple[SetLine, ...]
    concessions: tuple[Concession, ...]


_NOTHING = Set((), ())


class KeptText:
    """A shaped text with the lines that it was set in. Its measures, which take most memory, are
    only kept until it has been broken."""

    __slots__ = ("_ems", "_extent", "_manner", "_measured", "_set", "shaped")

    def __init__(self, shaped: Shaped, manner: Manner) -> None:
        self.shaped = shaped
        self._manner = manner
        self._measured: Measured | None = None
        self._set: dict[tuple[Pt, Pt], Set] = {}
        self._extent: Extent | None = None
        self._ems: ExtentInEm | None = None

    def extent(self) -> Extent:
        """How narrow and how wide it may be set (pt)."""
        if self._extent is None:
            shown = bool(self.shaped.chars)
            self._extent = measured_extent(self._text()) if shown else Extent(0.0, 0.0)
        return self._extent

    def ems(self) -> ExtentInEm:
        """`extent` in em."""
        if self._ems is None:
            size = self._manner.size
            minimum, maximum = self.extent()
            self._ems = ExtentInEm(minimum / size, maximum / size)
        return self._ems

    def set(self, measure: Pt, indent: Pt) -> Set:
        """Its lines, the first of them indented (pt), as glyph runs of node 0."""
        found = self._set.get((measure, indent))
        if found is None:
            found = self._broken(measure, indent) if self.shaped.chars else _NOTHING
            if len(self._set) >= WIDTHS:
                self._set.clear()
            self._set[measure, indent] = found
        return found

    def _broken(self, measure: Pt, indent: Pt) -> Set:
        text, manner = self._text(), self._manner
        self._measured = None
        if text.straight:
            breaks, concessions = break_straight(text, measure, indent)
            return Set(straight_lines(text, breaks, measure, indent, manner.gray), concessions)
        lines, concessions = break_measured(text, measure, first_indent=indent)
        return Set(set_lines(self.shaped, lines, manner.size, manner.gray), concessions)

    def _text(self) -> Measured:
        if self._measured is None:
            self._measured = Measured(self.shaped, self._manner.rule)
        return self._measured


class KeptTexts:
    """The texts that were asked for lately."""

    def __init__(self) -> None:
        self._young: dict[object, KeptText] = {}
        self._old: dict[object, KeptText] = {}

    def get(self, key: object) -> KeptText | None:
        """The text kept under `key`."""
        found = self._young.get(key)
        if found is None and (found := self._old.get(key)) is not None:
            self.keep(key, found)
        return found

    def keep(self, key: object, text: KeptText) -> None:
        """Keep a text; those that were not asked for since long are dropped."""
        if len(self._young) >= MOST:
            self._old, self._young = self._young, {}
        self._young[key] = text
