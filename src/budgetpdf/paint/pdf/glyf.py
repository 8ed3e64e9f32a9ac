"""Programs with glyf outlines taken apart and put together again (OpenType); see `outlines`.

What HarfBuzz writes for a PDF are six tables, the shortest first and those of one length by their
names. Only numbers of glyphs, metrics and outlines depend on the glyphs. A program with glyphs
that are made of others, which name them by their new ids, is not taken apart.
"""

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from operator import attrgetter, getitem
from struct import pack, unpack
from typing import NamedTuple

_TABLES = (b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp")
_HEADER = bytes.fromhex("00010000 0006 0040 0002 0020")
"""Of a file with six tables."""
_FIRST = len(_HEADER) + 16 * len(_TABLES)
_ADJUSTMENT = slice(8, 12)
"""Bytes of head that bring the sum of the file to `_SUM`."""
_SUM = 0xB1B0AFBA
_LONGEST = 0x1FFFE
"""Bytes of outlines that loca can tell in its short form."""
_WORD = 0xFFFFFFFF


class Outline(NamedTuple):
    """A glyph. drawn: its outline, empty if nothing is black. half: half of the length of this.

    sums: of the outline as words of 32 bits, where it begins at such a word and where between.
    """

    drawn: bytes
    half: int
    sums: tuple[int, int]
    advance: int
    bearing: int


_drawn, _half, _sums = attrgetter("drawn"), attrgetter("half"), attrgetter("sums")


class _Casing(NamedTuple):
    """What a program has around its outlines: of head, hhea and maxp all but what it counts."""

    head: bytes
    hhea: bytes
    maxp: bytes

    def around(self, outlines: Sequence[Outline]) -> bytes | None:
        """The program with these outlines, of which the first is .notdef; None if loca would have
        its long form."""
        count = len(outlines)
        places = list(accumulate(map(_half, outlines), initial=0))
        if not 0 < 2 * places[-1] <= _LONGEST:
            return None
        starts = [place & 1 for place in places[:-1]]
        drawn = b"".join(map(_drawn, outlines))
        metrics, told = _metrics(outlines)
        tables = {
            b"glyf": drawn,
            b"head": self.head,
            b"hhea": self.hhea + pack(">H", told),
            b"hmtx": metrics,
            b"loca": pack(f">{count + 1}H", *places),
            b"maxp": self.maxp[:4] + pack(">H", count) + self.maxp[4:],
        }
        sums = {name: _sum(data) for name, data in tables.items() if name != b"glyf"}
        sums[b"glyf"] = sum(map(getitem, map(_sums, outlines), starts)) & _WORD
        return _file(tables, sums)


def _metrics(outlines: Sequence[Outline]) -> tuple[bytes, int]:
    """hmtx, and how many advances it tells: the last one is that of all behind it, too."""
    told = len(outlines)
    while told > 1 and outlines[told - 2].advance == outlines[told - 1].advance:
        told -= 1
    pairs = [pack(">Hh", one.advance, one.bearing) for one in outlines[:told]]
    bearings = [one.bearing for one in outlines[told:]]
    return b"".join(pairs) + pack(f">{len(bearings)}h", *bearings), told


def _sum(data: bytes) -> int:
    """The sum of a table as words of 32 bits."""
    padded = data + bytes(-len(data) % 4)
    words: tuple[int, ...] = unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & _WORD


def _file(tables: Mapping[bytes, bytes], sums: Mapping[bytes, int]) -> bytes:
    """The file with these tables."""
    places, at = {}, _FIRST
    for name in sorted(tables, key=lambda name: (len(tables[name]), name)):
        places[name] = at
        at += -(-len(tables[name]) // 4) * 4
    entries = [pack(">4s3I", name, sums[name], places[name], len(tables[name])) for name in _TABLES]
    directory = _HEADER + b"".join(entries)
    missing = (_SUM - _sum(directory) - sum(sums.values())) & _WORD
    head = tables[b"head"]
    head = head[: _ADJUSTMENT.start] + pack(">I", missing) + head[_ADJUSTMENT.stop :]
    written = {**tables, b"head": head}
    padded = [written[name] + bytes(-len(written[name]) % 4) for name in places]
    return directory + b"".join(padded)


def _tables(program: bytes) -> dict[bytes, bytes] | None:
    if program[: len(_HEADER)] != _HEADER:
        return None
    found = {}
    for at in range(len(_HEADER), _FIRST, 16):
        name, _, start, length = unpack(">4s3I", program[at : at + 16])
        found[name] = program[start : start + length]
    return found if tuple(found) == _TABLES else None


def taken_apart(program: bytes) -> tuple[_Casing, list[Outline]] | None:
    """Casing and outlines; None if they would not give the same program again."""
    tables = _tables(program)
    if tables is None:
        return None
    drawn, head, hhea, metrics, places, maxp = tables.values()
    [count] = unpack(">H", maxp[4:6])
    if len(places) != 2 * (count + 1):
        return None
    head = head[: _ADJUSTMENT.start] + bytes(4) + head[_ADJUSTMENT.stop :]
    casing = _Casing(head, hhea[:-2], maxp[:4] + maxp[6:])
    [told] = unpack(">H", hhea[-2:])
    numbers = unpack(f">{'Hh' * told}{count - told}h", metrics)
    advances = [*numbers[: 2 * told : 2], *[numbers[2 * told - 2]] * (count - told)]
    bearings = [*numbers[1 : 2 * told : 2], *numbers[2 * told :]]
    shapes = [drawn[2 * one : 2 * end] for one, end in pairwise(unpack(f">{count + 1}H", places))]
    if any(shape[:1] >= b"\x80" for shape in shapes):  # made of others
        return None
    outlines = list(map(_outline, shapes, advances, bearings))
    return (casing, outlines) if casing.around(outlines) == program else None


def _outline(shape: bytes, advance: int, bearing: int) -> Outline:
    sums = _sum(shape), _sum(bytes(2) + shape)
    return Outline(shape, len(shape) // 2, sums, advance, bearing)
