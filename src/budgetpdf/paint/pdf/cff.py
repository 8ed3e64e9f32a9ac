"""CFF programs taken apart and put together again (Adobe Technical Note 5176); see `outlines`.

What HarfBuzz writes for a PDF is this, in this order: names and the Top DICT with four offsets, the
charset and FDSelect (one range each), Font DICT and Private DICT, the outlines. Only counts and
outlines depend on the glyphs. A program that is written otherwise is not taken apart.
"""

import re
from collections.abc import Sequence
from itertools import accumulate, pairwise
from struct import pack
from typing import NamedTuple

_NUMBER = rb"\x1d(.{4})"
_OPERATORS = (b"\x0f", b"\x11", b"\x0c\x25", b"\x0c\x24")
"""charset, CharStrings, FDSelect, FDArray: the last of the Top DICT."""
_TOP = re.compile(b"".join(_NUMBER + re.escape(name) for name in _OPERATORS), re.DOTALL)
_OFFSETS = 26
"""Bytes of these, with their operators."""
_PRIVATE = re.compile(_NUMBER + b"\x12", re.DOTALL)
_NEAR = 2000
"""Names and the Top DICT are shorter (bytes)."""
_SELECT = b"\x03\0\x01\0\0\0"
"""FDSelect with one range, up to the number of glyphs."""
_ONE_BYTE = 256
"""Glyphs after .notdef of which a charset tells the number in one byte."""


class _Casing(NamedTuple):
    """What a program has around its outlines.

    top: up to the offsets in the Top DICT. names: from there to the charset.
    fonts: FDArray up to the place of the Private DICT, which is written behind it. private: the
    rest up to the outlines, with the operator; `ahead` bytes of it come before the Private DICT.
    """

    top: bytes
    names: bytes
    fonts: bytes
    private: bytes
    ahead: int

    def around(self, outlines: Sequence[bytes]) -> bytes:
        """The program with these outlines, of which the first is .notdef."""
        count = len(outlines)
        charset = _charset(count)
        select = len(self.top) + _OFFSETS + len(self.names) + len(charset)
        array = select + len(_SELECT) + 2
        private = array + len(self.fonts) + 5 + self.ahead
        ends = private - self.ahead + len(self.private)
        places = (select - len(charset), ends, select, array)
        return b"".join(
            (
                self.top,
                *(_number(at) + name for at, name in zip(places, _OPERATORS, strict=True)),
                self.names,
                charset,
                _SELECT,
                count.to_bytes(2, "big"),
                self.fonts,
                _number(private),
                self.private,
                _index(outlines),
            )
        )


def _number(value: int) -> bytes:
    return b"\x1d" + value.to_bytes(4, "big")


def _charset(count: int) -> bytes:
    """All glyphs under their own numbers, the first of which is 1, in the shortest form."""
    if count == 2:
        return b"\0\0\1"
    if count - 1 <= _ONE_BYTE:
        return bytes((1, 0, 1, count - 2))
    return b"\x02\0\x01" + (count - 2).to_bytes(2, "big")


def _index(values: Sequence[bytes]) -> bytes:
    """An INDEX: how many, where each begins, and the values."""
    ends = list(accumulate(map(len, values), initial=1))
    size = (ends[-1].bit_length() + 7) // 8
    wide, offsets = pack(f">{len(ends)}I", *ends), bytearray(size * len(ends))
    for byte in range(size):  # of the four that each has there, the last ones
        offsets[byte::size] = wide[4 - size + byte :: 4]
    head = len(values).to_bytes(2, "big") + bytes((size,))
    return b"".join((head, offsets, *values))


def _values(index: bytes) -> list[bytes]:
    """The values of an INDEX."""
    count, size = int.from_bytes(index[:2], "big"), index[2]
    last = 3 + count * size
    ends = [int.from_bytes(index[at : at + size], "big") for at in range(3, last + 1, size)]
    start = last + size - 1
    return [index[start + one : start + end] for one, end in pairwise(ends)]


def taken_apart(program: bytes) -> tuple[_Casing, list[bytes]] | None:
    """Casing and outlines; None if they would not give the same program again."""
    top = _TOP.search(program, 0, _NEAR)
    if top is None:
        return None
    charset, glyphs, _, array = (int.from_bytes(offset, "big") for offset in top.groups())
    found = _PRIVATE.search(program, array, glyphs)
    if found is None:
        return None
    casing = _Casing(
        top=program[: top.start()],
        names=program[top.end() : charset],
        fonts=program[array : found.start()],
        private=program[found.end() - 1 : glyphs],
        ahead=int.from_bytes(found[1], "big") - (found.end() - 1),
    )
    outlines = _values(program[glyphs:])
    return (casing, outlines) if casing.around(outlines) == program else None
