"""Runs of text → clusters with class, glyph and width, in columns (one entry a cluster).

Each distinct character is looked at once for a role and size; setting a text is then one
look-up a character.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple, cast

from budgetpdf.geometry import Pt
from budgetpdf.text.fonts import FontSet
from budgetpdf.text.frames import MISSING, NO_GLYPH, Frame, Frames, Look
from budgetpdf.text.lazy import column

_SELECTOR = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Variation selectors: one cluster with the character before them (Unicode 23.4)."""

_CONTEXTUAL = re.compile("tn|lCl|DD|EE")
_UNPLAIN = re.compile(f"{_CONTEXTUAL.pattern}|[zkj]")
"""Where a character is not what it is alone, or may show nothing."""
_HYPHEN = re.compile("(?<![nlAx])t(?=n)")
_APOSTROPHE = re.compile("(?<=l)C(?=l)")
_JOINED = re.compile("DD|EE")


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


class Shaped:
    """A text ready to be broken into lines: columns with one entry a cluster.

    chars: the clusters' characters. classes: one class letter each (`text.clreq`).
    gids, looks, advances, shifts, lefts, rights: see `frames.Frame`.
    runs, indexes: the caller's run number and the index of the cluster's first character in it.
    spans: where a new stretch of one look begins; the first is 0.
    missing: the characters that have no glyph; labels like U+9FA6 stand in their place.
    look: what all clusters look like, if that is the same, and all of them show, from the left
    edge of their frames; else None. em: size of the largest type in it (pt).
    """

    missing: tuple[Missing, ...] = ()

    def __init__(
        self,
        pieces: Sequence[Piece],
        chars: Sequence[str],
        classes: str,
        gids: Sequence[int],
        advances: Sequence[Pt],
        fields: Sequence[Sequence[Any]] | None = None,
        plain: Frames | None = None,
    ) -> None:
        """fields: columns of what its frames hold; of plain characters `plain` knows them."""
        self.chars, self.classes, self.gids, self.advances = chars, classes, gids, advances
        self.look = plain.look if plain is not None else None
        self.em = pieces[0].size if len(pieces) == 1 else max(piece.size for piece in pieces)
        self._pieces = pieces
        self._fields, self._plain = fields, plain

    def _column(self, name: str) -> Sequence[Any]:
        fields = self._fields
        if fields is None:
            plain = cast("Frames", self._plain)
            fields = _columns_of(map(plain.__getitem__, self.chars))
        return fields[_FIELDS[name]]

    @column
    def looks(self) -> Sequence[Look]:
        looks = self._column("look")
        return _carried(self.gids, looks) if self.unseen else looks

    @column
    def unseen(self) -> bool:
        """Whether some clusters show nothing."""
        return NO_GLYPH in self.gids

    @column
    def shifts(self) -> Sequence[Pt]:
        return self._column("shift")

    @column
    def lefts(self) -> Sequence[Pt]:
        return self._column("left")

    @column
    def rights(self) -> Sequence[Pt]:
        return self._column("right")

    @column
    def runs(self) -> Sequence[int]:
        return [piece.run for piece in self._pieces for _ in piece.text]

    @column
    def indexes(self) -> Sequence[int]:
        return [piece.start + at for piece in self._pieces for at in range(len(piece.text))]

    @column
    def spans(self) -> Sequence[int]:
        looks = self.looks
        if looks.count(looks[0]) == len(looks):
            return (0,)
        return [0, *(i for i, (a, b) in enumerate(pairwise(looks), 1) if a is not b and a != b)]


def _columns_of(frames: Iterable[Frame]) -> Sequence[Sequence[Any]]:
    return [*zip(*frames, strict=True)]


_FIELDS = {name: number for number, name in enumerate(Frame._fields)}
_NOTHING = Shaped((Piece("", "", 0.0, 0),), "", "", (), (), ((),) * len(_FIELDS))


def shape(pieces: Sequence[Piece], fonts: FontSet, *, pitch: Pt | None = None) -> Shaped:
    """Look up every character.

    pitch: advance of a full-width character on the page's grid (pt); None is its size.
    """
    if len(pieces) == 1:
        (piece,) = pieces
        found = _shaped_plain(piece, _known(fonts, piece.role, piece.size, pitch))
        if found is not None:
            return found
    frames: list[Frame] = []
    lacking = False
    for text, role, size, _, _ in pieces:
        if _SELECTOR.search(text):
            return _shaped_singly(pieces, fonts, pitch)
        known = _known(fonts, role, size, pitch)
        frames += map(known.__getitem__, text)
        lacking = lacking or known.lacking
    if not frames:
        return _NOTHING
    text = pieces[0].text if len(pieces) == 1 else "".join([piece.text for piece in pieces])
    columns = _columns_of(frames)
    classes = "".join(columns[0])
    if _UNPLAIN.search(classes) or (lacking and MISSING in columns[1]):
        return _shaped_singly(pieces, fonts, pitch)
    return Shaped(pieces, text, classes, columns[1], columns[3], columns)


def _shaped_plain(piece: Piece, known: Frames) -> Shaped | None:
    """`shape` of a text of plain characters, which most are; None if it is none."""
    text = piece.text
    try:
        classes = "".join(map(known.letters.__getitem__, text))
    except KeyError:
        new = [char for char in text if char not in known]
        if not new or _SELECTOR.search(text):
            return None
        for char in new:
            known[char]
        return _shaped_plain(piece, known)
    if not text or _UNPLAIN.search(classes):
        return None
    return Shaped(
        (piece,),
        text,
        classes,
        tuple(map(known.gids.__getitem__, text)),
        tuple(map(known.advances.__getitem__, text)),
        plain=known,
    )


def _shaped_singly(pieces: Sequence[Piece], fonts: FontSet, pitch: Pt | None) -> Shaped:
    """`shape` where a cluster may have two characters, no glyph, or a neighbour that matters."""
    frames: list[Frame] = []
    chars: list[str] = []
    runs: list[int] = []
    indexes: list[int] = []
    missing: list[Missing] = []
    for piece in pieces:
        known = _known(fonts, piece.role, piece.size, pitch)
        clusters, starts = _clusters(piece)
        found = [known[cluster] for cluster in clusters]
        if known.lacking and any(frame.gid == MISSING for frame in found):
            clusters, starts, found = _labelled(piece, clusters, starts, known, missing)
        frames += found
        chars += clusters
        runs += [piece.run] * len(found)
        indexes += starts
    if not frames:
        return _NOTHING
    letters = _settled(frames, chars)
    text = "".join(chars)
    columns = _columns_of(frames)
    done = Shaped(
        pieces,
        text if len(text) == len(chars) else chars,
        letters,
        columns[1],
        columns[3],
        columns,
    )
    done.missing = tuple(missing)
    vars(done).update(runs=runs, indexes=indexes)
    return done


def _known(fonts: FontSet, role: str, size: Pt, pitch: Pt | None) -> Frames:
    key = (role, size, pitch)
    frames = fonts.scratch.get(key)
    if frames is None:
        frames = fonts.scratch[key] = Frames(fonts, role, size, pitch)
    return cast("Frames", frames)


def _clusters(piece: Piece) -> tuple[Sequence[str], Sequence[int]]:
    """Characters, each with the variation selector that follows it, and where they begin."""
    text, start = piece.text, piece.start
    if not _SELECTOR.search(text):
        return text, range(start, start + len(text))
    clusters: list[str] = []
    starts: list[int] = []
    for index, char in enumerate(text):
        selects = _SELECTOR.match(char)
        if selects and clusters and len(clusters[-1]) == 1:
            clusters[-1] += char
        elif not selects:
            clusters.append(char)
            starts.append(start + index)
    return clusters, starts


def _labelled(
    piece: Piece,
    clusters: Sequence[str],
    starts: Sequence[int],
    known: Frames,
    missing: list[Missing],
) -> tuple[Sequence[str], Sequence[int], list[Frame]]:
    """A draft shows U+9FA6 where a glyph is missing, never an empty box."""
    chars: list[str] = []
    places: list[int] = []
    for cluster, start in zip(clusters, starts, strict=True):
        label = [cluster]
        if known[cluster].gid == MISSING:
            missing.append(Missing(piece.run, start, cluster[0], piece.role))
            label = [part for part in f"U+{ord(cluster[0]):04X}" if known[part].gid != MISSING]
        chars += label
        places += [start] * len(label)
    return chars, places, [known[char] for char in chars]


def _settled(frames: list[Frame], chars: Sequence[str]) -> str:
    """Class letters. What only the neighbours decide is changed in the frames: minus or hyphen,
    apostrophe or quote, —— in one stroke."""
    letters = "".join([frame.letter for frame in frames])
    if not _CONTEXTUAL.search(letters):
        return letters
    for found in _HYPHEN.finditer(letters):
        if chars[found.start()] in "-–":
            frames[found.start()] = frames[found.start()]._replace(letter="s")
    for found in _APOSTROPHE.finditer(letters):
        if chars[found.start()] == "’":
            quote = frames[found.start()]
            width = quote.advance - quote.right
            frames[found.start()] = quote._replace(letter="l", advance=width, right=0.0)
    for found in _JOINED.finditer(letters):
        left, right = frames[found.start()], frames[found.start() + 1]
        frames[found.start()] = left._replace(shift=2 * left.shift)
        frames[found.start() + 1] = right._replace(shift=0.0)
    return "".join([frame.letter for frame in frames])


def _carried(gids: Sequence[int], looks: Sequence[Look]) -> tuple[Look, ...]:
    """What shows nothing looks like what stands before it, so that it parts no run."""
    found: list[Look] = []
    for gid, look in zip(gids, looks, strict=True):
        found.append(found[-1] if gid == NO_GLYPH and found else look)
    return tuple(found)
