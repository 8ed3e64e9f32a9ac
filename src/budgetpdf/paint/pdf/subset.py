"""Font programs cut down to the glyphs of one document, by HarfBuzz.

HarfBuzz takes 1–20 ms for a Chinese face where fontTools takes a second. Glyphs get new numbers
without gaps; a CFF face gets the identity charset, so that the codes in the PDF are these numbers
for both kinds of outlines (ISO 32000-1, 9.7.4.2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import uharfbuzz as hb

from budgetpdf.text.face import Face

NO_SUBSETTING = 0x0100
"""Bit of OS/2 fsType: the face may be embedded only whole."""

_NEEDED = frozenset({"glyf", "loca", "CFF ", "head", "hhea", "hmtx", "maxp"})
_VARIABLE = frozenset({"fvar", "gvar", "avar", "HVAR", "MVAR", "cvar"})
"""Tables of which the subsetter makes the outlines and widths of the default instance."""


class Subset(NamedTuple):
    """A font program for a PDF.

    program: an sfnt with glyf outlines, or a bare CFF table.
    codes: glyph id of the face → glyph id of the program, which is the character code in the PDF.
    widths: advance of each glyph of the program, by its id, in 1/1000 em.
    whole: every glyph of the face is in it.
    """

    program: bytes
    codes: Mapping[int, int]
    widths: Mapping[int, float]
    whole: bool


def subset(face: Face, gids: Iterable[int]) -> Subset:
    """The program that draws `gids` (and .notdef), or the whole face if its fsType demands it."""
    whole = bool(face.fs_type & NO_SUBSETTING)
    plan = hb.SubsetPlan(
        face.hb_face, _wishes(face, range(face.hb_face.glyph_count) if whole else gids)
    )
    made = plan.execute()
    codes = dict(plan.old_to_new_glyph_mapping)
    font, scale = hb.Font(made), 1000 / made.upem
    widths = {gid: font.get_glyph_h_advance(gid) * scale for gid in codes.values()}
    blob = made.reference_table("CFF ") if face.outlines == "cff" else made.blob
    return Subset(bytes(blob.data), codes, widths, whole)


def _wishes(face: Face, gids: Iterable[int]) -> hb.SubsetInput:
    wishes = hb.SubsetInput()
    flags = hb.SubsetFlags
    wishes.flags = flags.NO_LAYOUT_CLOSURE | flags.NO_HINTING | flags.CFF_IDENTITY_CHARSET
    wishes.glyph_set.set(gids)
    tables = set(face.hb_face.table_tags)
    wishes.drop_table_tag_set.set(_tag(table) for table in tables - _NEEDED - _VARIABLE)
    if "fvar" in tables:
        wishes.pin_all_axes_to_default(face.hb_face)
    return wishes


def _tag(table: str) -> int:
    return int.from_bytes(table.encode("ascii"), "big")
