"""A block's text → lines of placed glyph runs: styled inlines in, lines out.

Places are relative to the line: x from the left end of the measure, y from the baseline, so
that whoever owns the region shifts a line to its row. A line's em box reaches from 0.88 em above
the baseline to 0.12 em below it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import NamedTuple, TypeVar, cast

from budgetpdf.diagnostic import Diagnostic
from budgetpdf.document.blocks import Inlines, Leader, PageRef, Run
from budgetpdf.geometry import Pt
from budgetpdf.layout.glyphruns import SetLine, for_node, repeated, shift
from budgetpdf.layout.kept import KeptText, KeptTexts, Manner
from budgetpdf.layout.textfindings import forced, missing_glyphs
from budgetpdf.pages import Artifact, NodeId
from budgetpdf.style.sheet import Sheet, TextStyle
from budgetpdf.text.fonts import FontSet
from budgetpdf.text.glyphs import Piece, shape
from budgetpdf.text.linebreak import Concession, Extent
from budgetpdf.text.spacing import BreakRule

__all__ = ["SetLine", "SetText", "Typesetter", "shift"]

UNKNOWN_PAGE = "00"
"""Stands for a page number until layout knows it."""

_T = TypeVar("_T")
_TEXTS = "texts"
_MANNER = "manner"

LEADER_GAP = 2
"""Least number of patterns between a 目录 entry and its page number."""


class SetText(NamedTuple):
    """A text in lines, and what there is to say of it."""

    lines: tuple[SetLine, ...]
    findings: tuple[Diagnostic, ...]


class Typesetter:
    """Sets texts with the looks of a sheet and the faces of a font set.

    pages: printed page numbers by block id, as far as they are known, for `PageRef`.
    What has been shaped once for a look is kept with the font set. shelves: room for what its
    callers set once for the whole document.
    """

    def __init__(
        self, sheet: Sheet, fonts: FontSet, pages: Mapping[str, str] | None = None
    ) -> None:
        self._sheet = sheet
        self._fonts = fonts
        self._pages = pages or {}
        self.shelves: dict[object, object] = {}
        self._manners: dict[tuple[int, Pt | None], tuple[Manner, TextStyle]] = {}
        self._texts = cast("KeptTexts", fonts.scratch.setdefault(_TEXTS, KeptTexts()))

    def set_text(
        self,
        content: Inlines,
        style: TextStyle,
        measure: Pt,
        node: NodeId | Artifact,
        *,
        pitch: Pt | None = None,
        size: Pt | None = None,
        first_indent: Pt | None = None,
    ) -> SetText:
        """Break a text into lines.

        measure: width of the lines (pt), left and right indent already taken off.
        pitch: column pitch of the page's grid, for a style whose grid is strict (pt).
        size: type size instead of the style's (pt). first_indent: instead of the style's (pt).
        """
        if size is not None and size != style.size:
            style = style._replace(size=size)
        if style.grid != "strict":
            pitch = None
        if first_indent is None:
            first_indent = style.first_indent * (pitch or style.size)
        leader = next((i for i, inline in enumerate(content) if isinstance(inline, Leader)), None)
        if leader is not None:
            return self._with_leader(content, leader, style, measure, node, first_indent)
        text = self.text(content, self.manner(style, pitch))
        lines, concessions = text.set(measure, first_indent)
        findings = self.findings(content, text, concessions)
        return SetText(for_node(lines, node) if node else lines, findings)

    def extent(self, content: Inlines, style: TextStyle) -> Extent:
        """Width of the widest piece that does not break and of the text in one line (pt)."""
        return self.text(content, self.manner(style)).extent()

    def findings(
        self, content: Inlines, text: KeptText, concessions: tuple[Concession, ...]
    ) -> tuple[Diagnostic, ...]:
        """What there is to say of a text: glyphs that no face has, rules that gave way."""
        missing = text.shaped.missing
        if not missing and not concessions:
            return ()
        lost = missing_glyphs(content, missing, self._fonts)
        return (*lost, *forced(content, text.shaped, concessions))

    # texts

    def manner(self, style: TextStyle, pitch: Pt | None = None) -> Manner:
        """How a style's texts are set; the same value for the same looks, as long as the font set
        lives."""
        found = self._manners.get((id(style), pitch))
        if found is None:
            # Keeping the style keeps its id from being used again.
            found = self._manners[id(style), pitch] = self._manner(style, pitch), style
        return found[0]

    def _manner(self, style: TextStyle, pitch: Pt | None) -> Manner:
        # The fields that the rule is made of: cheaper to compare than the rule.
        key = (
            _MANNER,
            style.role,
            style.size,
            style.gray,
            pitch,
            style.align,
            style.squeeze,
            style.strict_start,
            style.max_stretch,
            style.latin_gap,
            style.balance,
        )
        return self.keep(
            key, lambda: Manner(style.role, style.size, pitch, _rule(style, pitch), style.gray)
        )

    def role(self, run_style: str, own: str) -> str:
        """The font role of a run in a text whose role is `own`."""
        style = self._sheet.texts.get(run_style) if run_style else None
        return style.role if style else own

    def keep(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """A value that depends on the fonts only, made once for all documents."""
        found = self._fonts.scratch.get(key)
        if found is None:
            found = self._fonts.scratch[key] = make()
        return cast("_T", found)

    def text(self, content: Inlines, manner: Manner) -> KeptText:
        """The text, shaped and measured; kept with the font set for the next round of layout."""
        pieces: tuple[Piece, ...]
        key: object
        if len(content) == 1 and isinstance(only := content[0], Run) and not only.style:
            key = (only.text, manner)  # nearly all texts
            pieces = ()
        else:
            pieces = self._pieces(content, manner)
            key = (pieces, manner)
        found = self._texts.get(key)
        if found is None:
            pieces = pieces or self._pieces(content, manner)
            shaped = shape(pieces, self._fonts, pitch=manner.pitch)
            found = KeptText(shaped, manner)
            self._texts.keep(key, found)
        return found

    def _pieces(self, content: Inlines, manner: Manner) -> tuple[Piece, ...]:
        pieces: list[Piece] = []
        own, size, styles = manner.role, manner.size, self._sheet.texts
        for number, inline in enumerate(content):
            if isinstance(inline, Run):
                style = styles.get(inline.style) if inline.style else None
                pieces.append(Piece(inline.text, style.role if style else own, size, number))
            elif isinstance(inline, PageRef):
                page = self._pages.get(inline.target, UNKNOWN_PAGE)
                pieces.append(Piece(page, own, size, number))
        return tuple(pieces)

    # contents lines

    def _with_leader(
        self,
        content: Inlines,
        at: int,
        style: TextStyle,
        measure: Pt,
        node: NodeId | Artifact,
        indent: Pt,
    ) -> SetText:
        """Text, dots to fill the line, and what stands at its right edge."""
        plain = style._replace(align="left", balance=False, first_indent=0.0)
        tail_text = tuple(i for i in content[at + 1 :] if not isinstance(i, Leader))
        tail = self.set_text(tail_text, plain, measure, node)
        pattern = cast("Leader", content[at]).pattern
        dots = self.set_text((Run(pattern),), plain, measure, "layout")
        if not dots.lines:
            return self.set_text(content[:at] + tail_text, plain, measure, node)
        step = dots.lines[0].width
        tail_width = tail.lines[0].width if tail.lines else 0.0
        room = measure - tail_width - LEADER_GAP * step
        text = self.set_text(content[:at], plain, room, node, first_indent=indent)
        last = text.lines[-1] if text.lines else SetLine((), 0.0, style.size)
        begin = max((run.x + run.width for run in last.items), default=indent)
        right = measure - tail_width
        count = int((right - begin) / step)
        # Counted from the right, so that the dots of all lines stand below each other.
        dotted = [repeated(run, count, step) for run in dots.lines[0].items if count > 0]
        items = [*last.items, *shift(dotted, right - count * step, 0.0)]
        if tail.lines:
            items += shift(tail.lines[0].items, right, 0.0)
        lines = (*text.lines[:-1], SetLine(tuple(items), measure, style.size))
        return SetText(lines, text.findings + tail.findings + dots.findings)


def _rule(style: TextStyle, pitch: Pt | None) -> BreakRule:
    return BreakRule(
        align=style.align,
        squeeze=style.squeeze,
        strict_start=style.strict_start,
        max_stretch=style.max_stretch,
        latin_gap=style.latin_gap,
        balance=style.balance,
        grid=pitch or 0.0,
    )
