"""The frame of each character: its glyph, its width, and the white that it can give up.

clreq 2.1.3 calls the square that a character is set in its frame. Full-width characters take one
cell of the line whatever their glyph's own width, so that a face with other metrics keeps the grid.
"""

from __future__ import annotations

from typing import NamedTuple

from budgetpdf.geometry import Pt
from budgetpdf.text.clreq import INVISIBLE, classify
from budgetpdf.text.fonts import Choice, FontSet

NO_GLYPH = -1
MISSING = 0
_NARROW_MARK = 0.25  # em that a mark's glyph is short of its frame, in a Latin design
_BLEED = 0.1  # em of white that a mark keeps where its own design leaves less than half an em


class Look(NamedTuple):
    """What the glyphs of one run share: face (index in the font set), size (pt), raise (em)."""

    face: int
    size: Pt
    raise_em: float


class Frame(NamedTuple):
    """What a cluster looks like at one size (pt).

    letter: its class (`text.clreq`). gid: -1 if it shows nothing, 0 if no face has it.
    advance: width of its frame. shift: from the frame's left edge to the glyph's origin.
    left, right: white at either side of a mark that may be squeezed away.
    """

    letter: str
    gid: int
    look: Look
    advance: Pt = 0.0
    shift: Pt = 0.0
    left: Pt = 0.0
    right: Pt = 0.0


class Frames(dict[str, Frame]):
    """The frames of a role at one size, by cluster: made when first asked for.

    pitch: width of a full-width frame (pt), if it is not the size. lacking: whether a character
    was asked for that no face has.
    letters, gids, advances: of the plain characters among them: those that share one look and
    stand at the left edge of their frames. Nearly all do, so that a text of them is looked up
    column by column. look: that look, which the role's own hanzi have.
    """

    def __init__(self, fonts: FontSet, role: str, size: Pt, pitch: Pt | None) -> None:
        super().__init__()
        self._fonts, self._role, self._size = fonts, role, size
        self._full = pitch if pitch is not None and pitch >= size else size
        self._looks: dict[tuple[int, float], Look] = {}
        self.lacking = False
        self.look: Look | None = None
        self.letters: dict[str, str] = {}
        self.gids: dict[str, int] = {}
        self.advances: dict[str, Pt] = {}

    def __missing__(self, cluster: str) -> Frame:
        known = self.look
        frame = self[cluster] = self._make(cluster)
        if known:
            self._file(cluster, frame)
        elif self.look:
            for each, other in self.items():
                self._file(each, other)
        return frame

    def _file(self, cluster: str, frame: Frame) -> None:
        """Enter a frame in the columns if it is plain."""
        if frame.look is self.look and frame.gid > MISSING and not frame.shift:
            self.letters[cluster] = frame.letter
            self.gids[cluster], self.advances[cluster] = frame.gid, frame.advance

    def _look(self, face: int, raise_em: float) -> Look:
        look = self._looks.get((face, raise_em))
        if look is None:
            look = self._looks[face, raise_em] = Look(face, self._size, raise_em)
        return look

    def _make(self, cluster: str) -> Frame:
        letter = classify(cluster[0])
        if cluster in INVISIBLE:
            return Frame(letter, NO_GLYPH, self._look(0, 0.0))
        asked = " " if cluster == "\t" else cluster
        choice = None if is_private(cluster) else self._fonts.glyph(self._role, asked)
        if choice is None:
            self.lacking = True
            return Frame(letter, MISSING, self._look(0, 0.0))
        look = self._look(choice.face, choice.raise_em)
        if self.look is None and letter == "H" and not choice.fallback:
            self.look = look
        if letter.islower():
            return Frame(letter, choice.gid, look, choice.advance * self._size)
        return self._wide(letter, choice, look)

    def _wide(self, letter: str, choice: Choice, look: Look) -> Frame:
        """A full-width frame: hanzi in its middle, narrow brackets at the side of their text."""
        full = self._full * max(1, round(choice.advance))
        spare = full - choice.advance * self._size
        shift = spare / 2
        if letter == "H":
            return Frame(letter, choice.gid, look, full, shift)
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
        return Frame(letter, choice.gid, look, full, shift, left, right)

    def _white(self, choice: Choice, shift: Pt, full: Pt) -> tuple[Pt, Pt]:
        """White at either side of a mark that may go: half the frame, or what the design has."""
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
