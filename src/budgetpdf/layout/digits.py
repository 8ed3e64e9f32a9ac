"""Plain numbers, set from the glyphs of their characters.

A table holds thousands of them and they never break, so a line is made at once. All digits take
the width of the widest (tabular figures), so that equal digits stand below each other in a face
whose own are proportional, too.
"""

from __future__ import annotations

import re
from math import fsum
from typing import NamedTuple

from budgetpdf.document.blocks import Run
from budgetpdf.geometry import Pt
from budgetpdf.layout.paragraph import SetLine, Typesetter
from budgetpdf.pages import GlyphRun
from budgetpdf.style.sheet import TextStyle

PLAIN = re.compile(r"[-−]?[0-9][0-9,]*(?:\.[0-9]+)?%?")
"""What is set here; everything else is a text."""

_CHARS = "0123456789,.-−%"
_WIDE = 1000.0


class _Glyph(NamedTuple):
    """A character of a number: its glyph, and its advance and shifts (em)."""

    face: int
    gid: int
    advance: float
    dx: float
    dy: float


class Digits:
    """The glyphs of numbers in one text style, each found when it is first needed."""

    def __init__(self, typesetter: Typesetter, style: TextStyle, run_style: str) -> None:
        self._typesetter = typesetter
        self._style = style
        self._run_style = run_style
        self._glyphs: dict[str, _Glyph] = {}

    def cover(self, text: str) -> bool:
        """Whether the faces have all characters of a number."""
        return self._all().keys() >= set(text)

    def width(self, text: str) -> float:
        """Width of a number, or of a part of one (em)."""
        glyphs = self._all()
        return fsum([glyphs[char].advance for char in text])

    def line(self, text: str, size: Pt) -> SetLine:
        """The number on one line, from its left end (pt)."""
        glyphs = self._all()
        runs: list[GlyphRun] = []
        x, start = 0.0, 0
        for end in range(1, len(text) + 1):
            first = glyphs[text[start]]
            if end == len(text) or _differs(first, glyphs[text[end]]):
                runs.append(self._run(text[start:end], x, size))
                x, start = x + runs[-1].width, end
        return SetLine(tuple(runs), x, size)

    def _run(self, text: str, x: Pt, size: Pt) -> GlyphRun:
        glyphs = [self._glyphs[char] for char in text]
        first, offsets, at = glyphs[0], [], 0.0
        for glyph in glyphs:
            offsets.append((at + glyph.dx) * size)
            at += glyph.advance
        return GlyphRun(
            x,
            first.dy * size,
            first.face,
            size,
            [glyph.gid for glyph in glyphs],
            text,
            offsets,
            at * size,
            0,
            self._style.gray,
        )

    def _all(self) -> dict[str, _Glyph]:
        if not self._glyphs:
            for char in _CHARS:
                glyph = self._look_up(char)
                if glyph is not None:
                    self._glyphs[char] = glyph
            self._level()
        return self._glyphs

    def _look_up(self, char: str) -> _Glyph | None:
        size = self._style.size
        run = Run(char, style=self._run_style)
        lines = self._typesetter.set_text((run,), self._style, _WIDE, 0, first_indent=0.0).lines
        if not lines or len(lines[0].items) != 1:
            return None
        item = lines[0].items[0]
        return _Glyph(item.face, item.gids[0], item.width / size, 0.0, item.y / size)

    def _level(self) -> None:
        """Digits of one width, each in the middle of it."""
        digits = [char for char in "0123456789" if char in self._glyphs]
        widest = max((self._glyphs[char].advance for char in digits), default=0.0)
        for char in digits:
            glyph = self._glyphs[char]
            shift = (widest - glyph.advance) / 2
            self._glyphs[char] = glyph._replace(advance=widest, dx=shift)


def _differs(one: _Glyph, other: _Glyph) -> bool:
    return (one.face, one.dy) != (other.face, other.dy)
