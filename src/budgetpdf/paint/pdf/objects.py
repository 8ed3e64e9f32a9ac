"""PDF objects (ISO 32000-1, 7.3): reportlab's classes, put right where PDF/A asks for more.

A str among the values is written as it stands, so it must be a finished token: make it with
`name`, `number`, or `text`. Dictionaries, arrays and streams, of which a report has hundreds, are
written by functions of our own in reportlab's form.
"""

from __future__ import annotations

from codecs import BOM_UTF16_BE
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import deflate

from budgetpdf.paint.pdf.reportlab import pdfdoc

COMPRESSION = 1
"""Level of libdeflate: 6 takes twice the time and saves 1.5 %, for a report is mostly fonts."""

_ESCAPES = ((b"\\", b"\\\\"), (b"(", b"\\("), (b")", b"\\)"), (b"\r", b"\\r"))
_REGULAR = frozenset(range(0x21, 0x7F)) - frozenset(b"#%()/<>[]{}")


def deflated(data: bytes) -> bytearray:
    """FlateDecode. libdeflate from its wheel: one implementation, so the same bytes everywhere."""
    return deflate.zlib_compress(data, COMPRESSION)


class Formatting:
    """What reportlab's objects ask of the document that they are written for."""

    encrypt = pdfdoc.NoEncryption()
    defaultStreamFilters = None  # noqa: N815 - reportlab's name

    @staticmethod
    def Reference(value: Any) -> Any:  # noqa: N802 - reportlab's name
        """Every object here is a reference already, or meant to be written in place."""
        return value


class Ref(pdfdoc.PDFObjectReference):
    """A reference to an indirect object (7.3.10), by its number."""

    def __init__(self, number: int) -> None:  # reportlab's own would give it a name
        self.number = number

    def format(self, document: object) -> bytes:  # noqa: ARG002 - reportlab's signature
        return b"%d 0 R" % self.number


class Dict(pdfdoc.PDFDictionary):
    """A dictionary; keys are written in alphabetical order."""

    def format(self, document: object) -> bytes:  # noqa: ARG002 - reportlab's signature
        return _dictionary(self.dict)


def _dictionary(entries: Mapping[str, Any]) -> bytes:
    pairs = [_key(key) + to_bytes(entries[key]) for key in sorted(entries)]
    return b"<<\n%b\n>>" % _in_lines(pairs, 6)


class Array(pdfdoc.PDFArrayCompact):
    """An array."""

    def format(self, document: object) -> bytes:  # noqa: ARG002 - reportlab's signature
        return array([to_bytes(value) for value in self.sequence])


_END = b"\nendstream"


class Stream(pdfdoc.PDFStream):
    """A stream with an end-of-line before `endstream`, as PDF/A asks (ISO 19005-3, 6.1.7.1)."""

    def __init__(self, content: bytes, *, compressed: bool = True, **entries: Any) -> None:
        super().__init__(Dict(entries), content, ["FlateDecode"] if compressed else [])

    def format(self, document: object) -> bytes:  # noqa: ARG002 - reportlab's signature
        return b"".join(self.parts(self.encoded()))

    def encoded(self) -> bytes | bytearray:
        """The content as it stands in the file."""
        return deflated(self.content) if self.filters else self.content

    def parts(self, content: bytes | bytearray) -> tuple[bytes, bytes | bytearray, bytes]:
        """What comes before the encoded content, this, and what comes behind."""
        entries = {**self.dictionary.dict, "Length": len(content)}
        if self.filters:
            entries["Filter"] = b"[ /FlateDecode ]"
        return _dictionary(entries) + b"\nstream\n", content, _END


class Catalog(pdfdoc.PDFCatalog):
    """The document catalog (7.7.2) with the entries that reportlab's class would drop."""

    __NoDefault__ = (*pdfdoc.PDFCatalog.__NoDefault__, "AF", "OutputIntents", "Version")

    def __init__(self, **entries: Any) -> None:
        self.__dict__.update(entries)


@lru_cache(maxsize=1024)
def name(value: str) -> str:
    """A name object (7.3.5), with `/` and everything outside ASCII escaped."""
    escaped = (chr(c) if c in _REGULAR else f"#{c:02X}" for c in value.encode())
    return "/" + "".join(escaped)


pdfdoc.PDFName = name  # the copy is our own; reportlab's forgets `/` and writes hanzi wrongly


@lru_cache(maxsize=4096)
def number(value: float, digits: int = 2) -> str:
    """A number as short as it can be written, never as an exponent."""
    found = f"{value:.{digits}f}"
    if digits:
        found = found.rstrip("0").rstrip(".")
    return "0" if found == "-0" else found


def text(value: str) -> bytes:
    """A text string (7.9.2.2): ASCII where that has all of it, else UTF-16BE with its mark."""
    if value.isascii():
        return string(value.encode("ascii"))
    return string(BOM_UTF16_BE + value.encode("utf-16-be", "replace"))


def string(data: bytes) -> bytes:
    """A literal string (7.3.4.2)."""
    for plain, escaped in _ESCAPES:
        data = data.replace(plain, escaped)
    return b"(" + data + b")"


def numbers(values: Iterable[float], digits: int = 2) -> bytes:
    """An array of numbers."""
    return array([number(value, digits).encode() for value in values])


def array(tokens: Sequence[bytes]) -> bytes:
    """An array of finished tokens."""
    return b"[ %b ]" % _in_lines(tokens, 10)


def _in_lines(tokens: Sequence[bytes], count: int) -> bytes:
    """Tokens in lines of so many, as reportlab breaks them."""
    if len(tokens) <= count:
        return b" ".join(tokens)
    starts = range(0, len(tokens), count)
    return b" \n  ".join([b" ".join(tokens[at : at + count]) for at in starts])


@lru_cache(maxsize=1024)
def _key(key: str) -> bytes:
    return name(key).encode() + b" "


def to_bytes(value: Any) -> bytes:
    """A value as it stands in the file, in a dictionary or in an array."""
    kind = type(value)
    if kind is str:
        return value.encode()  # type: ignore[no-any-return]
    if kind is bytes:
        return value  # type: ignore[no-any-return]
    return b"%d" % value if kind is int else bytes(value.format(Formatting))
