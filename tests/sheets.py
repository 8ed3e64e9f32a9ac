"""A style sheet for tests of layout: the standard's numbers, the built-in faces."""

from __future__ import annotations

from budgetpdf.style import gongwen
from budgetpdf.style.sheet import FontFace, Sheet
from budgetpdf.text.fonts import FontSet, open_fonts

LATIN = FontFace("LiberationSerif-Regular.ttf", only="U+0021-007E")
FALLBACK = FontFace("LXGWWenKai-Light.ttf", raise_em=-0.04)
FONTS = {
    "body": (LATIN, FontFace("FandolFang-Regular.otf"), FALLBACK),
    "kai": (LATIN, FontFace("FandolKai-Regular.otf"), FALLBACK),
    "song": (FontFace("FandolSong-Regular.otf"), FALLBACK),
    "hei": (FontFace("NotoSansSC_500Medium.ttf"), FALLBACK),
    "title": (FontFace("NotoSerifSC_600SemiBold.ttf"), FALLBACK),
}


def standard_sheet() -> Sheet:
    """GB/T 9704 as it stands."""
    return Sheet(gongwen.PAGES, gongwen.TEXTS, gongwen.TABLES, FONTS)


def standard_fonts() -> FontSet:
    """The built-in faces, opened."""
    fonts, findings = open_fonts(FONTS)
    assert not findings
    return fonts
