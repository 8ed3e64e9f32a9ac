"""Texts that were set before: the reports of one bureau share headings, terms and table heads."""

from __future__ import annotations

from budgetpdf.geometry import Pt
from budgetpdf.layout.glyphruns import SetLine, set_line
from budgetpdf.pages import Artifact, NodeId
from budgetpdf.text.glyphs import Shaped
from budgetpdf.text.linebreak import Concession, Extent, Line, break_measured, measured_extent
from budgetpdf.text.spacing import BreakRule, Measured

MOST = 500
"""How many texts are kept; a long table must not fill the memory. As many again wait to be asked
for once more or to be dropped."""

WIDTHS = 8
"""How many widths a text is kept in: every table gives a head that all reports share another."""

Broken = tuple[tuple[Line, ...], tuple[Concession, ...]]
"""The lines of a text, and the rules that gave way in them."""


class KeptText:
    """A shaped text with the lines that it was set in. Its measures, which take most memory, are
    only kept until it has been broken."""

    __slots__ = ("_broken", "_cells", "_extent", "_measured", "_rule", "shaped")

    def __init__(self, shaped: Shaped, rule: BreakRule) -> None:
        self.shaped = shaped
        self._rule = rule
        self._measured: Measured | None = None
        self._broken: dict[tuple[Pt, Pt], Broken] = {}
        self._cells: dict[tuple[Pt, Pt, float], tuple[SetLine, ...]] = {}
        self._extent: Extent | None = None

    def extent(self) -> Extent:
        """How narrow and how wide it may be set (pt)."""
        if self._extent is None:
            shown = bool(self.shaped.chars)
            self._extent = measured_extent(self._text()) if shown else Extent(0.0, 0.0)
        return self._extent

    def broken(self, measure: Pt, indent: Pt) -> Broken:
        """Its lines, the first of them indented (pt)."""
        if not self.shaped.chars:
            return (), ()
        found = self._broken.get((measure, indent))
        if found is None:
            found = break_measured(self._text(), measure, first_indent=indent)
            if len(self._broken) >= WIDTHS:
                self._broken.clear()
                self._cells.clear()
            self._broken[measure, indent] = found
            self._measured = None
        return found

    def set(
        self, measure: Pt, indent: Pt, size: Pt, gray: float, node: NodeId | Artifact
    ) -> tuple[SetLine, ...]:
        """Its lines as glyph runs of `node`. Those of cells, which have no node yet, are kept."""
        found = None if node else self._cells.get((measure, indent, gray))
        if found is None:
            lines, _ = self.broken(measure, indent)
            found = tuple([set_line(self.shaped, line, size, gray, node) for line in lines])
            if not node:
                self._cells[measure, indent, gray] = found
        return found

    def _text(self) -> Measured:
        if self._measured is None:
            self._measured = Measured(self.shaped, self._rule)
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
