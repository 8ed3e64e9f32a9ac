"""Font programs cut down to the glyphs of one document, by HarfBuzz.

HarfBuzz takes 1–10 ms for a Chinese face where fontTools takes a second. Glyphs get new numbers
without gaps; a CFF face gets the identity charset, so that the codes in the PDF are these numbers
for both kinds of outlines (ISO 32000-1, 9.7.4.2).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple
from weakref import WeakKeyDictionary

import uharfbuzz as hb

from budgetpdf.text.face import Face

NO_SUBSETTING = 0x0100
"""Bit of OS/2 fsType: the face may be embedded only whole."""
PATIENCE = 4
"""Documents that a working set may fail before it is gathered anew: that costs as much as they."""

_NEEDED = frozenset({"glyf", "loca", "CFF ", "head", "hhea", "hmtx", "maxp"})
_VARIABLE = frozenset({"fvar", "gvar", "avar", "HVAR", "MVAR", "cvar"})
"""Tables of which the subsetter makes the outlines and widths of the default instance."""
_FLAGS = hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NO_HINTING


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


def subset(face: Face, gids: Collection[int]) -> Subset:
    """The program that draws `gids` (and .notdef), or the whole face if its fsType demands it."""
    whole = bool(face.fs_type & NO_SUBSETTING)
    if whole:
        gids = range(face.hb_face.glyph_count)
    source = face.hb_face if whole else _working_set(face).source(gids)
    wishes = _wishes(source, gids)
    wishes.flags = _FLAGS | hb.SubsetFlags.CFF_IDENTITY_CHARSET
    plan = hb.SubsetPlan(source, wishes)
    made = plan.execute()
    codes = dict(plan.old_to_new_glyph_mapping)
    font, scale = hb.Font(made), 1000 / made.upem
    widths = {gid: font.get_glyph_h_advance(gid) * scale for gid in codes.values()}
    blob = made.reference_table("CFF ") if face.outlines == "cff" else made.blob
    return Subset(bytes(blob.data), codes, widths, whole)


def _wishes(face: hb.Face, gids: Iterable[int]) -> hb.SubsetInput:
    wishes = hb.SubsetInput()
    wishes.glyph_set.set(gids)
    tables = set(face.table_tags)
    wishes.drop_table_tag_set.set(_tag(table) for table in tables - _NEEDED - _VARIABLE)
    if "fvar" in tables:
        wishes.pin_all_axes_to_default(face)
    return wishes


def _tag(table: str) -> int:
    return int.from_bytes(table.encode("ascii"), "big")


class _WorkingSet:
    """The glyphs of the documents so far as a small face, for many reports in one process.

    A subset of it is the same to the byte as one of the whole face and takes a tenth of the
    time. Preprocessing the whole face would too, but costs 100 ms and 25 MiB a face.
    """

    def __init__(self, face: hb.Face) -> None:
        self._whole = face
        self._small = face
        self._held: frozenset[int] = frozenset()
        self._seen: set[int] = set()
        self._failed = 0

    def source(self, gids: Collection[int]) -> hb.Face:
        """A face that holds `gids`, the smaller the better."""
        if self._held.issuperset(gids):
            return self._small
        self._seen.update(gids)
        self._failed += 1
        if self._failed % PATIENCE:
            return self._whole
        self._gather()
        return self._small

    def _gather(self) -> None:
        wishes = _wishes(self._whole, self._seen)
        wishes.flags = _FLAGS | hb.SubsetFlags.RETAIN_GIDS
        self._small = hb.subset_preprocess(hb.SubsetPlan(self._whole, wishes).execute())
        self._held = frozenset(self._seen)


_KEPT: WeakKeyDictionary[Face, _WorkingSet] = WeakKeyDictionary()


def _working_set(face: Face) -> _WorkingSet:
    if face not in _KEPT:
        _KEPT[face] = _WorkingSet(face.hb_face)
    return _KEPT[face]
