"""Plain numbers, set from the glyphs of their characters.

A table holds thousands of them and they never break, so a line is made at once. All digits take
the width of the widest (tabular figures), so that equal digits stand below each other in a face
whose own are proportional, too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
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
    """The glyphs of numbers in one look."""

    def __init__(self, glyphs: Mapping[str, _Glyph], gray: float) -> None:
        self._glyphs = glyphs
        self._gray = gray

    def cover(self, text: str) -> bool:
        """Whether the faces have all characters of a number."""
        return self._glyphs.keys() >= set(text)

    def width(self, text: str) -> float:
        """Width of a number, or of a part of one (em)."""
        return fsum([self._glyphs[char].advance for char in text])

    def line(self, text: str, size: Pt) -> SetLine:
        """The number on one line, from its left end (pt)."""
        glyphs = self._glyphs
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
            self._gray,
        )


def kept_digits(typesetter: Typesetter, style: TextStyle, run_style: str) -> Digits:
    """The digits of runs of a character style in a text style, looked up once for all tables."""
    key = ("digits", typesetter.manner(style), typesetter.role(run_style, style.role))
    return typesetter.keep(key, lambda: _looked_up(typesetter, style, run_style))


def _looked_up(typesetter: Typesetter, style: TextStyle, run_style: str) -> Digits:
    glyphs: dict[str, _Glyph] = {}
    for char in _CHARS:
        run = Run(char, style=run_style)
        lines = typesetter.set_text((run,), style, _WIDE, 0, first_indent=0.0).lines
        if lines and len(lines[0].items) == 1:
            item, size = lines[0].items[0], style.size
            glyphs[char] = _Glyph(item.face, item.gids[0], item.width / size, 0.0, item.y / size)
    return Digits(_levelled(glyphs), style.gray)


def _levelled(glyphs: Mapping[str, _Glyph]) -> Mapping[str, _Glyph]:
    """Digits of one width, each in the middle of it."""
    digits = {char: glyph for char, glyph in glyphs.items() if char.isdigit()}
    widest = max((glyph.advance for glyph in digits.values()), default=0.0)
    wide = {
        char: glyph._replace(advance=widest, dx=(widest - glyph.advance) / 2)
        for char, glyph in digits.items()
    }
    return {**glyphs, **wide}


def _differs(one: _Glyph, other: _Glyph) -> bool:
    return (one.face, one.dy) != (other.face, other.dy)
