"""Runs of text → clusters with class, glyph and width, in columns (one entry a cluster).

Each distinct character is looked at once for a role and size; setting a text is then one
look-up a character.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, cast

from budgetpdf.geometry import Pt
from budgetpdf.text.clreq import INVISIBLE, classify
from budgetpdf.text.fonts import Choice, FontSet

SELECTORS = frozenset(
    chr(code)
    for first, last in ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF))
    for code in range(first, last + 1)
)
NO_GLYPH = -1
MISSING = 0
_HYPHEN = re.compile("(?<![nlAx])t(?=n)")
_APOSTROPHE = re.compile("(?<=l)C(?=l)")
_JOINED = re.compile("DD|EE")
_NARROW_MARK = 0.25  # em that a mark's glyph is short of its cell, in a Latin design
_BLEED = 0.1  # em of white that a mark keeps where its own design leaves less than half an em


class Piece(NamedTuple):
    """Text of one origin and one look.

    role: font role. size: pt. run: the caller's number for its run. start: index in that run of
    the text's first character.
    """

    text: str
    role: str
    size: Pt
    run: int
    start: int = 0


class Missing(NamedTuple):
    """A character that no face of its role holds, and where it stands."""

    run: int
    at: int
    char: str
    role: str


class Look(NamedTuple):
    """What the glyphs of one run share: face (index in the font set), size (pt), raise (em)."""

    face: int
    size: Pt
    raise_em: float


class Cell(NamedTuple):
    """What a cluster looks like at one size (pt).

    letter: its class (`text.clreq`). gid: -1 if it shows nothing, 0 if no face has it.
    advance: width of its cell. shift: from the cell's left edge to the glyph's origin.
    left, right: white at either side of a mark that may be squeezed away.
    """

    letter: str
    gid: int
    look: Look
    advance: Pt = 0.0
    shift: Pt = 0.0
    left: Pt = 0.0
    right: Pt = 0.0


@dataclass(frozen=True, slots=True)
class Shaped:
    """A text ready to be broken into lines: columns with one entry a cluster.

    chars: the clusters' characters. classes: one class letter each (`text.clreq`).
    gids, looks, advances, shifts, lefts, rights: see `Cell`.
    runs, indexes: the caller's run number and the index of the cluster's first character in it.
    spans: where a new stretch of one look begins; the first is 0.
    missing: the characters that have no glyph; labels like U+9FA6 stand in their place.
    """

    chars: Sequence[str]
    classes: str
    gids: Sequence[int]
    looks: Sequence[Look]
    advances: Sequence[Pt]
    shifts: Sequence[Pt]
    lefts: Sequence[Pt]
    rights: Sequence[Pt]
    runs: Sequence[int]
    indexes: Sequence[int]
    spans: Sequence[int]
    missing: tuple[Missing, ...]


EMPTY = Shaped("", "", (), (), (), (), (), (), (), (), (), ())


class _Cells(dict[str, Cell]):
    """The cells of a role at one size: made when first asked for."""

    def __init__(self, fonts: FontSet, role: str, size: Pt, pitch: Pt | None) -> None:
        super().__init__()
        self._fonts, self._role, self._size = fonts, role, size
        self._full = pitch if pitch is not None and pitch >= size else size
        self._looks: dict[tuple[int, float], Look] = {}

    def __missing__(self, cluster: str) -> Cell:
        cell = self[cluster] = self._make(cluster)
        return cell

    def _look(self, face: int, raise_em: float) -> Look:
        return self._looks.setdefault((face, raise_em), Look(face, self._size, raise_em))

    def _make(self, cluster: str) -> Cell:
        letter = classify(cluster[0])
        if cluster in INVISIBLE:
            return Cell(letter, NO_GLYPH, self._look(0, 0.0))
        asked = " " if cluster == "\t" else cluster
        choice = None if is_private(cluster) else self._fonts.glyph(self._role, asked)
        if choice is None:
            return Cell(letter, MISSING, self._look(0, 0.0))
        look = self._look(choice.face, choice.raise_em)
        if letter.islower():
            return Cell(letter, choice.gid, look, choice.advance * self._size)
        return self._full_cell(letter, choice, look)

    def _full_cell(self, letter: str, choice: Choice, look: Look) -> Cell:
        """A full-width cell: hanzi in its middle, narrow brackets at the side of their text."""
        full = self._full * max(1, round(choice.advance))
        spare = full - choice.advance * self._size
        shift = spare / 2
        if letter in "OCPS" and spare > _NARROW_MARK * self._size:
            shift = spare if letter == "O" else 0.0
        left = right = 0.0
        if letter in "OCPSI":
            left, right = self._white(choice, shift, full)
        if letter == "I":
            left = right = min(left, right, full / 4)
        elif letter == "O":
            right = 0.0
        else:
            left = 0.0
        return Cell(letter, choice.gid, look, full, shift, left, right)

    def _white(self, choice: Choice, shift: Pt, full: Pt) -> tuple[Pt, Pt]:
        """White at either side of a mark that may go: half the cell, or what the design has."""
        face = self._fonts.faces[choice.face]
        start, end = (shift + edge / face.upem * self._size for edge in face.ink(choice.gid))
        half, bleed = full / 2, _BLEED * self._size
        left = half if start >= half else max(0.0, start - bleed)
        right = half if full - end >= half else max(0.0, full - end - bleed)
        return left, right


def is_private(cluster: str) -> bool:
    """Whether this is a private-use code point, which means nothing outside one machine."""
    code = ord(cluster[0])
    return 0xE000 <= code <= 0xF8FF or 0xF0000 <= code <= 0x10FFFD


def shape(pieces: Sequence[Piece], fonts: FontSet, *, pitch: Pt | None = None) -> Shaped:
    """Look up every character.

    pitch: advance of a full-width character on the page's grid (pt); None is its size.
    """
    rows: list[Cell] = []
    chars: list[str] = []
    runs: list[int] = []
    indexes: list[int] = []
    missing: list[Missing] = []
    for piece in pieces:
        cells = _cells(fonts, piece.role, piece.size, pitch)
        clusters, starts = _clusters(piece)
        found = [cells[cluster] for cluster in clusters]
        if any([cell.gid == MISSING for cell in found]):  # noqa: C419 - a list is faster
            clusters, starts, found = _labelled(piece, clusters, starts, cells, missing)
        chars += clusters
        rows += found
        runs += [piece.run] * len(found)
        indexes += starts
    if not rows:
        return EMPTY
    _settle(rows, chars)
    return _columns(rows, chars, runs, indexes, tuple(missing))


def _cells(fonts: FontSet, role: str, size: Pt, pitch: Pt | None) -> _Cells:
    key = (role, size, pitch)
    cells = fonts.scratch.get(key)
    if cells is None:
        cells = fonts.scratch[key] = _Cells(fonts, role, size, pitch)
    return cast("_Cells", cells)


def _clusters(piece: Piece) -> tuple[Sequence[str], Sequence[int]]:
    """Characters, each with the variation selector that follows it, and where they begin."""
    text, start = piece.text, piece.start
    if SELECTORS.isdisjoint(text):
        return text, range(start, start + len(text))
    clusters: list[str] = []
    starts: list[int] = []
    for index, char in enumerate(text):
        if char in SELECTORS and clusters and len(clusters[-1]) == 1:
            clusters[-1] += char
        elif char not in SELECTORS:
            clusters.append(char)
            starts.append(start + index)
    return clusters, starts


def _labelled(
    piece: Piece,
    clusters: Sequence[str],
    starts: Sequence[int],
    cells: _Cells,
    missing: list[Missing],
) -> tuple[Sequence[str], Sequence[int], list[Cell]]:
    """A draft shows U+9FA6 where a glyph is missing, never an empty box."""
    chars: list[str] = []
    places: list[int] = []
    for cluster, start in zip(clusters, starts, strict=True):
        label = cluster
        if cells[cluster].gid == MISSING:
            missing.append(Missing(piece.run, start, cluster[0], piece.role))
            label = f"U+{ord(cluster[0]):04X}"
        for part in [cluster] if label == cluster else label:
            if cells[part].gid != MISSING:
                chars.append(part)
                places.append(start)
    return chars, places, [cells[char] for char in chars]


def _settle(rows: list[Cell], chars: Sequence[str]) -> None:
    """What only the neighbours decide: minus or hyphen, apostrophe or quote, —— in one stroke."""
    letters = "".join([cell.letter for cell in rows])
    if "t" in letters:
        for found in _HYPHEN.finditer(letters):
            if chars[found.start()] in "-–":
                rows[found.start()] = rows[found.start()]._replace(letter="s")
    if "C" in letters and "l" in letters:
        for found in _APOSTROPHE.finditer(letters):
            cell = rows[found.start()]
            width = cell.advance - cell.right
            rows[found.start()] = cell._replace(letter="l", advance=width, right=0.0)
    if "D" in letters or "E" in letters:
        for found in _JOINED.finditer(letters):
            left, right = rows[found.start()], rows[found.start() + 1]
            rows[found.start()] = left._replace(shift=2 * left.shift)
            rows[found.start() + 1] = right._replace(shift=0.0)


def _columns(
    rows: list[Cell],
    chars: list[str],
    runs: list[int],
    indexes: list[int],
    missing: tuple[Missing, ...],
) -> Shaped:
    letters, gids, looks, advances, shifts, lefts, rights = zip(*rows, strict=True)
    text = "".join(chars)
    return Shaped(
        chars=text if len(text) == len(chars) else chars,
        classes="".join(letters),
        gids=gids,
        looks=looks,
        advances=advances,
        shifts=shifts,
        lefts=lefts,
        rights=rights,
        runs=runs,
        indexes=indexes,
        spans=_spans(looks),
        missing=missing,
    )


def _spans(looks: Sequence[Look]) -> Sequence[int]:
    if looks.count(looks[0]) == len(looks):
        return (0,)
    return [0, *(i for i, (a, b) in enumerate(pairwise(looks), 1) if a != b)]
