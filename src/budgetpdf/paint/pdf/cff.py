"""CFF font programs cut down by copying (Adobe Technical Note 5176, The Compact Font Format).

In a CID-keyed face without subroutines, as the Chinese ones are, the charstring of each glyph
stands alone. To copy those that are wanted takes a twentieth of the time in which a general
subsetter reads them, and touches no other page of the file.
"""

from __future__ import annotations

import mmap
from collections.abc import Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from struct import error, pack, unpack_from
from typing import NamedTuple

_NOTICE, _FONT_BBOX, _CHARSET, _CHARSTRINGS, _PRIVATE, _SUBRS = 1, 5, 15, 17, 18, 19
_COPYRIGHT, _CHARSTRING_TYPE, _FONT_MATRIX = 0x0C00, 0x0C06, 0x0C07
_ROS, _CID_COUNT, _FD_ARRAY, _FD_SELECT = 0x0C1E, 0x0C22, 0x0C24, 0x0C25
"""Operators of dictionaries (tables 9, 10 and 23); those of two bytes begin with 12."""
_HEADER = b"\1\0\4\4"
_REGISTRY = (b"Adobe", b"Identity")
_FIRST_STRING = 391
"""Strings with lower numbers are the standard's (appendix A)."""
_NO_SUBROUTINES = b"\0\0"

Operators = Mapping[int, tuple[bytes, ...]]
"""A dictionary: the operands of each operator, as they are encoded (section 4)."""


class CffError(ValueError):
    """The table cannot be cut by copying."""


class _Index(NamedTuple):
    """An INDEX (section 5): how many items, bytes of an offset, where offsets and items begin."""

    length: int
    width: int
    offsets: int
    items: int


class CffTable:
    """The CFF table of a font file, mapped. Raises CffError if it is not of that kind."""

    def __init__(self, path: Path, face: int) -> None:
        with path.open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        try:
            self._table = _table(memoryview(mapped), face)
            self._read()
        except (error, LookupError, ValueError) as wrong:
            raise CffError(str(wrong)) from None

    def _read(self) -> None:
        names = self._index(self._table[2])
        tops = self._index(self._end(names))
        strings = self._index(self._end(tops))
        subroutines = self._index(self._end(strings))
        top = _operators(self._item(tops, 0))
        self._name, self._look = self._item(names, 0), _look(top)
        self._rights = {
            operator: self._item(strings, _number(top[operator][0]) - _FIRST_STRING)
            for operator in (_NOTICE, _COPYRIGHT)
            if operator in top and _number(top[operator][0]) >= _FIRST_STRING
        }
        fonts = self._index(_number(top[_FD_ARRAY][0]))
        font = _operators(self._item(fonts, 0))
        size, at = map(_number, font[_PRIVATE])
        self._font, self._private = _look(font), bytes(self._table[at : at + size])
        self._glyphs = self._index(_number(top[_CHARSTRINGS][0]))
        called = subroutines.length or _SUBRS in _operators(self._private)
        if called or fonts.length != 1 or _ROS not in top or _CHARSTRING_TYPE in top:
            raise CffError("not CID-keyed, or with subroutines or several fonts")

    def _index(self, at: int) -> _Index:
        (count,) = unpack_from(">H", self._table, at)
        width = self._table[at + 2] if count else 0
        return _Index(count, width, at + 3, at + 2 + (count + 1) * width)

    def _end(self, index: _Index) -> int:
        """Where what follows an INDEX begins."""
        return self._place(index, index.length) if index.length else index.offsets - 1

    def _place(self, index: _Index, item: int) -> int:
        at = index.offsets + item * index.width
        return index.items + int.from_bytes(self._table[at : at + index.width], "big")

    def _item(self, index: _Index, item: int) -> bytes:
        return self._items(index, (item,))[0]

    def _items(self, index: _Index, wanted: Sequence[int]) -> list[bytes]:
        table, (count, width, offsets, items) = self._table, index
        number = int.from_bytes
        places = [offsets + item * width for item in wanted]
        starts = [items + number(table[at : at + width], "big") for at in places]
        ends = [items + number(table[at + width : at + 2 * width], "big") for at in places]
        if max(wanted) >= count or max(ends) > len(table):
            raise CffError("an item outside the table")
        return [bytes(table[start:end]) for start, end in zip(starts, ends, strict=True)]

    def cut(self, gids: Sequence[int]) -> bytes:
        """The table with these glyphs alone: their places are their numbers and their CIDs.

        gids: the first is 0 (.notdef). Raises CffError for one that is not there.
        """
        count = len(gids)
        charset = b"\2" + (pack(">HH", 1, count - 2) if count > 1 else b"")  # format 2
        select = pack(">BHHBH", 3, 1, 0, 0, count)  # format 3
        glyphs = _packed(self._items(self._glyphs, gids))
        start = len(self._head(count, (0, 0, 0, 0)))
        *places, fonts = accumulate(map(len, (charset, select, glyphs)), initial=start)
        size = len(self._private)
        private = fonts + len(_packed([self._font + _entry(_PRIVATE, size, 0)]))
        font = _packed([self._font + _entry(_PRIVATE, size, private)])
        head = self._head(count, (*places, fonts))
        return b"".join((head, charset, select, glyphs, font, self._private))

    def _head(self, count: int, places: Sequence[int]) -> bytes:
        """Everything up to the charset. places: of charset, FDSelect, charstrings and fonts."""
        operators = (_CHARSET, _FD_SELECT, _CHARSTRINGS, _FD_ARRAY)
        strings = (*_REGISTRY, *self._rights.values())
        registry, ordering, *rights = range(_FIRST_STRING, _FIRST_STRING + len(strings))
        top = (
            _entry(_ROS, registry, ordering, 0),
            *map(_entry, self._rights, rights),
            self._look,
            _entry(_CID_COUNT, count),
            *map(_entry, operators, places),
        )
        tables = ([self._name], [b"".join(top)], strings)
        return b"".join((_HEADER, *map(_packed, tables), _NO_SUBROUTINES))


def _table(file: memoryview, face: int) -> memoryview:
    """The CFF table of a face, in a file of one face or of many (OpenType, font file)."""
    (start,) = unpack_from(">I", file, 12 + 4 * face) if bytes(file[:4]) == b"ttcf" else (0,)
    (count,) = unpack_from(">H", file, start + 4)
    for record in range(start + 12, start + 12 + 16 * count, 16):
        tag, _, at, size = unpack_from(">4sIII", file, record)
        if tag == b"CFF ":
            return file[at : at + size]
    raise CffError("no CFF table")


def _operators(data: bytes) -> Operators:
    found: dict[int, tuple[bytes, ...]] = {}
    operands: list[bytes] = []
    at = 0
    while at < len(data):
        size = _size(data, at)
        code = data[at : at + size]
        at += size
        if code[0] > 21:
            operands.append(code)
            continue
        found[int.from_bytes(code, "big")] = tuple(operands)
        operands = []
    return found


def _size(data: bytes, at: int) -> int:
    """Bytes of the operator or operand at a place (tables 3 to 5)."""
    first, end = data[at], at + 1
    if first == 30:  # a real number ends with the half byte f
        while data[end] & 0xF != 0xF and data[end] >> 4 != 0xF:
            end += 1
        return end + 1 - at
    return {12: 2, 28: 3, 29: 5}.get(first, 2 if first > 246 else 1)


def _number(code: bytes) -> int:
    """An integer operand (table 3)."""
    first = code[0]
    if first in (28, 29):
        return int.from_bytes(code[1:], "big", signed=True)
    if first < 247:
        return first - 139
    if first < 251:
        return (first - 247) * 256 + code[1] + 108
    return (251 - first) * 256 - code[1] - 108


def _look(operators: Operators) -> bytes:
    """What a dictionary says of the size of its glyphs."""
    kept = [each for each in (_FONT_MATRIX, _FONT_BBOX) if each in operators]
    return b"".join(b"".join(operators[each]) + _operator(each) for each in kept)


def _entry(operator: int, *numbers: int) -> bytes:
    """Integers, all of one width, so that what they are changes no place."""
    return b"".join(pack(">Bi", 29, number) for number in numbers) + _operator(operator)


def _operator(operator: int) -> bytes:
    return pack(">H", operator) if operator > 0xFF else bytes((operator,))


def _packed(items: Sequence[bytes]) -> bytes:
    """An INDEX of items."""
    offsets = accumulate(map(len, items), initial=1)
    return b"".join((pack(f">HB{len(items) + 1}I", len(items), 4, *offsets), *items))
