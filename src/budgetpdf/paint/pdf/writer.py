"""The file around the objects: numbers, object streams, cross-reference stream.

reportlab writes a classic table and no object streams, which for a tagged file is twice the size.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from itertools import accumulate
from typing import Any

from budgetpdf.paint.pdf.objects import Array, Formatting, Ref, Stream, string, to_bytes
from budgetpdf.paint.pdf.reportlab import pdfdoc

PER_STREAM = 200
"""Objects in one object stream: their index must fit one byte of the cross-reference stream."""
_PLACES = [bytes((place,)) for place in range(PER_STREAM)]


class FileWriter:
    """Collects indirect objects and writes the finished file (ISO 32000-1, 7.5)."""

    def __init__(self) -> None:
        self._file = pdfdoc.PDFFile(pdfVersion=(1, 7))
        self._offsets: list[tuple[int, int]] = []
        self._packed: list[tuple[int, Sequence[int]]] = []
        self._streams: list[tuple[int, Stream]] = []
        self._numbers: list[int] = []
        self._values: list[bytes] = []
        self._next = 1

    def reserve(self, count: int = 1) -> Ref:
        """The number of an object to be given later; the first of `count` in a row."""
        first = self._next
        self._next += count
        return Ref(first)

    def add(self, value: Any, ref: Ref | None = None) -> Ref:
        """Take an object (bytes stand as they are) under its reserved number, or a new one."""
        ref = ref or self.reserve()
        if isinstance(value, Stream):
            self._streams.append((ref.number, value))
        else:
            self._numbers.append(ref.number)
            self._values.append(to_bytes(value))
        return ref

    def add_all(self, first: int, values: Sequence[bytes]) -> None:
        """Take finished objects under the reserved numbers from `first` on."""
        self._numbers += range(first, first + len(values))
        self._values += values

    def finish(self, catalog: Ref, info: Ref) -> bytes:
        """The finished file. Its identifier (14.4) is a digest of everything before."""
        for start in range(0, len(self._numbers), PER_STREAM):
            objects = slice(start, start + PER_STREAM)
            self._pack(self._numbers[objects], self._values[objects])
        self._write_streams()
        digest = sha256()
        for written in self._file.strings:
            digest.update(written)
        identifier = string(digest.digest()[:16])
        table = self.reserve()
        offset = self._file.offset
        self._offsets.append((table.number, offset))
        entries, widths = self._table()
        stream = Stream(
            entries,
            Type="/XRef",
            Size=self._next,
            W=Array(widths),
            Root=catalog,
            Info=info,
            ID=Array([identifier, identifier]),
        )
        self._write(table.number, *stream.parts(stream.encoded()))
        self._file.add(b"startxref\n%d\n%%%%EOF\n" % offset)
        return bytes(self._file.format(Formatting))

    def _write_streams(self) -> None:
        """Write all streams, compressed one behind the other: the compressor's tables fill the
        processor's cache, and whatever is done between two streams would begin with a cold one."""
        encoded = [stream.encoded() for _, stream in self._streams]
        for (number, stream), content in zip(self._streams, encoded, strict=True):
            self._write(number, *stream.parts(content))

    def _write(self, number: int, *parts: bytes | bytearray) -> None:
        """Write an object. Its parts are not joined before the file is: one may be large."""
        add = self._file.add
        self._offsets.append((number, add(b"%d 0 obj\n" % number)))
        for part in parts:
            add(part)
        add(b"\nendobj\n")

    def _pack(self, numbers: Sequence[int], values: Sequence[bytes]) -> None:
        """Write one object stream (7.5.7)."""
        ref = self.reserve()
        self._packed.append((ref.number, numbers))
        ends = accumulate([len(value) + 1 for value in values], initial=0)
        index = [f"{number} {start}" for number, start in zip(numbers, ends, strict=False)]
        head = " ".join(index).encode() + b"\n"
        body = b"\n".join(values)
        stream = Stream(head + body, Type="/ObjStm", N=len(values), First=len(head))
        self._streams.append((ref.number, stream))

    def _table(self) -> tuple[bytes, list[int]]:
        """The entries of the cross-reference stream (7.5.8.3) and the widths of their fields."""
        wide = (max(self._file.offset, self._next).bit_length() + 7) // 8
        rows = [bytes(wide + 1) + b"\xff"] * self._next
        for number, offset in self._offsets:
            rows[number] = b"\1" + offset.to_bytes(wide, "big") + b"\0"
        for stream, numbers in self._packed:
            begin = b"\2" + stream.to_bytes(wide, "big")
            for number, place in zip(numbers, _PLACES, strict=False):
                rows[number] = begin + place
        return b"".join(rows), [1, wide, 1]
