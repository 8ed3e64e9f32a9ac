"""Font programs cut down to the glyphs of one document, by HarfBuzz.

HarfBuzz takes 0.1–5 ms for a Chinese face where fontTools takes a second. Glyphs get new numbers
without gaps; a CFF face gets the identity charset, so that the codes in the PDF are these numbers
for both kinds of outlines (ISO 32000-1, 9.7.4.2).
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

import uharfbuzz as hb

from budgetpdf.paint.pdf import cff, glyf
from budgetpdf.paint.pdf.outlines import Outlines
from budgetpdf.text.face import Face

NO_SUBSETTING = 0x0100
"""Bit of OS/2 fsType: the face may be embedded only whole."""

WIDTH_DIGITS = 2
"""Digits of a width in 1/1000 em: 0.01 is 0.16 µm in body type."""

_NEEDED = frozenset({"glyf", "loca", "CFF ", "head", "hhea", "hmtx", "maxp"})
_VARIABLE = frozenset({"fvar", "gvar", "avar", "HVAR", "MVAR", "cvar"})
"""Tables of which the subsetter makes the outlines and widths of the default instance."""
_FLAGS = (
    hb.SubsetFlags.NO_BIDI_CLOSURE
    | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    | hb.SubsetFlags.NO_HINTING
    | hb.SubsetFlags.CFF_IDENTITY_CHARSET
    | hb.SubsetFlags.DESUBROUTINIZE  # a quarter faster; Chinese CFF faces hardly share outlines
)


class Subset(NamedTuple):
    """A font program for a PDF.

    program: an sfnt with glyf outlines, or a bare CFF table.
    codes: glyph id of the face → glyph id of the program, which is the character code in the PDF.
    widths: advance of each glyph of the program, by its id, in 1/1000 em as the PDF states it.
    whole: every glyph of the face is in it.
    """

    program: bytes
    codes: Mapping[int, int]
    widths: Sequence[float]
    whole: bool


_TAKEN_APART = {"cff": cff.taken_apart, "glyf": glyf.taken_apart}
_OUTLINES: WeakKeyDictionary[Face, Outlines] = WeakKeyDictionary()
"""What the process has cut of each face."""


def subset(face: Face, meanings: Mapping[int, str]) -> Subset:
    """The program that draws some glyphs (and .notdef), or the whole face if its fsType demands it.

    meanings: glyph id → the characters that it stands for.
    """
    if face.fs_type & NO_SUBSETTING:
        return _cut(face, dict.fromkeys(range(face.hb_face.glyph_count), ""))._replace(whole=True)
    return _put_together(face, meanings)


def _put_together(face: Face, meanings: Mapping[int, str]) -> Subset:
    """A program of outlines that were cut for earlier ones: the bytes that a cut would give."""
    known = _OUTLINES.get(face)
    if known is None:
        known = _OUTLINES[face] = Outlines(_TAKEN_APART[face.outlines])
    gids = sorted({0, *meanings})
    lacking = known.lacking(gids)
    if len(lacking) < len(gids):
        if lacking:
            _keep(known, _cut(face, {gid: meanings[gid] for gid in lacking}))
        made = known.program(gids)
        if made is not None:
            program, widths = made
            codes = dict(zip(gids, range(len(gids)), strict=True))
            return Subset(program, codes, widths, whole=False)
    cut = _cut(face, meanings)
    _keep(known, cut)
    return cut


def _keep(known: Outlines, made: Subset) -> None:
    known.keep(sorted(made.codes), made.program, made.widths)


def _cut(face: Face, meanings: Mapping[int, str]) -> Subset:
    """What HarfBuzz makes of it."""
    wishes = _wishes(face)
    if all(len(text) == 1 and face.gid(text) == gid for gid, text in meanings.items()):
        wishes.unicode_set.set(map(ord, meanings.values()))
    else:  # slower: HarfBuzz reads the whole cmap to find the characters of the glyphs
        wishes.glyph_set.set(meanings)
    plan = hb.SubsetPlan(face.remapped(), wishes)
    made = plan.execute()
    codes = dict(plan.old_to_new_glyph_mapping)
    scale = 1000 / face.upem
    widths = [round(face.advance(gid) * scale, WIDTH_DIGITS) for gid in sorted(codes)]
    blob = made.reference_table("CFF ") if face.outlines == "cff" else made.blob
    return Subset(bytes(blob.data), codes, widths, whole=False)


def _wishes(face: Face) -> hb.SubsetInput:
    wishes = hb.SubsetInput()
    wishes.flags = _FLAGS
    tables = set(face.hb_face.table_tags)
    wishes.drop_table_tag_set.set(map(_tag, tables - _NEEDED - _VARIABLE))
    if "fvar" in tables:
        wishes.pin_all_axes_to_default(face.hb_face)
    return wishes


@lru_cache
def _tag(table: str) -> int:
    return int.from_bytes(table.encode("ascii"), "big")
