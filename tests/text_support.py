"""What the tests of the text floor share: the built-in fonts and short ways to set a text."""

from __future__ import annotations

from functools import cache
from typing import Any

from budgetpdf.style.sheet import FontFace
from budgetpdf.text.fonts import FontSet, open_fonts
from budgetpdf.text.glyphs import Piece, Shaped, shape
from budgetpdf.text.linebreak import BreakRule, Concession, Line, break_lines

EM = 10.0
LATIN = "U+0021-007E"
ROLES = {
    "body": (
        FontFace("LiberationSerif-Regular.ttf", only=LATIN),
        FontFace("FandolFang-Regular.otf"),
        FontFace("LXGWWenKai-Light.ttf", raise_em=-0.04),
    ),
    "hei": (
        FontFace("FandolSong-Regular.otf", only="U+2014 U+2026 U+00B7"),
        FontFace("NotoSansSC_500Medium.ttf"),
        FontFace("LXGWWenKai-Light.ttf"),
    ),
    "song": (
        FontFace("FandolSong-Regular.otf"),
        FontFace("NotoSerifSC_400Regular.ttf", raise_em=-0.075),
        FontFace("LXGWWenKai-Light.ttf", raise_em=-0.04),
    ),
}


@cache
def fonts() -> FontSet:
    """The built-in fonts in three roles."""
    found, findings = open_fonts(ROLES)
    assert not findings
    return found


def shaped(*texts: str, role: str = "body", pitch: float | None = None) -> Shaped:
    """Texts of different origin, set at 10 pt. "hei:…" names a role of its own."""
    pieces = []
    for number, text in enumerate(texts):
        own, mark, rest = text.partition("|")
        pieces.append(Piece(rest, own, EM, number) if mark else Piece(text, role, EM, number))
    return shape(pieces, fonts(), pitch=pitch)


def broken(
    text: Shaped, ems: float, indent: float = 0.0, **rule: Any
) -> tuple[tuple[Line, ...], tuple[Concession, ...]]:
    """Lines of so many em."""
    return break_lines(text, ems * EM, BreakRule(**rule), first_indent=indent * EM)


def strings(text: Shaped, lines: tuple[Line, ...]) -> list[str]:
    """The characters of each line."""
    return ["".join(text.chars[line.start : line.end]) for line in lines]
