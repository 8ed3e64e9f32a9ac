"""The file around the objects: numbers, object streams, cross-reference stream.

reportlab writes a classic table and no object streams, which for a tagged file is twice the size.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from itertools import accumulate
from typing import Any

from budgetpdf.paint.pdf.objects import Array, Formatting, Ref, Stream, string, to_bytes
from budgetpdf.paint.pdf.reportlab import pdfdoc

PER_STREAM = 200
"""Objects in one object stream: their index must fit one byte of the cross-reference stream."""


class FileWriter:
    """Collects indirect objects and writes the finished file (ISO 32000-1, 7.5)."""

    def __init__(self) -> None:
        self._file = pdfdoc.PDFFile(pdfVersion=(1, 7))
        self._entries: dict[int, tuple[int, int, int]] = {0: (0, 0, 255)}
        self._loose: list[tuple[int, bytes]] = []
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
            self._write(ref.number, to_bytes(value))
        else:
            self._loose.append((ref.number, to_bytes(value)))
        return ref

    def add_all(self, first: int, values: Iterable[bytes]) -> None:
        """Take finished objects under the reserved numbers from `first` on."""
        self._loose += enumerate(values, first)

    def finish(self, catalog: Ref, info: Ref) -> bytes:
        """The finished file. Its identifier (14.4) is a digest of everything before."""
        for start in range(0, len(self._loose), PER_STREAM):
            self._pack(self._loose[start : start + PER_STREAM])
        identifier = string(sha256(b"".join(self._file.strings)).digest()[:16])
        table = self.reserve()
        self._entries[table.number] = (1, self._file.offset, 0)
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
        offset = self._write(table.number, to_bytes(stream))
        self._file.add(b"startxref\n%d\n%%%%EOF\n" % offset)
        return bytes(self._file.format(Formatting))

    def _write(self, number: int, value: bytes) -> int:
        offset = int(self._file.add(b"%d 0 obj\n%b\nendobj\n" % (number, value)))
        self._entries[number] = (1, offset, 0)
        return offset

    def _pack(self, objects: list[tuple[int, bytes]]) -> None:
        """Write one object stream (7.5.7)."""
        ref = self.reserve()
        numbers, values = zip(*objects, strict=True)
        for place, number in enumerate(numbers):
            self._entries[number] = (2, ref.number, place)
        ends = accumulate([len(value) + 1 for value in values], initial=0)
        index = [f"{number} {start}" for number, start in zip(numbers, ends, strict=False)]
        head = " ".join(index).encode() + b"\n"
        body = b"\n".join(values)
        stream = Stream(head + body, Type="/ObjStm", N=len(objects), First=len(head))
        self._write(ref.number, to_bytes(stream))

    def _table(self) -> tuple[bytes, list[int]]:
        """The entries of the cross-reference stream (7.5.8.3) and the widths of their fields."""
        wide = (max(self._file.offset, self._next).bit_length() + 7) // 8
        first = 8 * (wide + 1)
        rows = map(self._entries.__getitem__, range(self._next))
        table = b"".join(
            [
                (kind << first | place << 8 | last).to_bytes(wide + 2, "big")
                for kind, place, last in rows
            ]
        )
        return table, [1, wide, 1]
