"""TOML strings as they stand in the file, and where each character of their value stands."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence

_UNIT = re.compile(
    r"""\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|[ \t]*\r?\n\s*|.)|\r\n|.""", re.DOTALL
)
_SINGLE = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}


def body(raw: str) -> tuple[int, int]:
    """Where the text between the quotes begins and ends in `raw`."""
    quotes = 3 if raw[:3] in {'"""', "'''"} and len(raw) >= 6 else 1
    start = quotes
    if quotes == 3:
        start += 2 if raw.startswith("\r\n", 3) else raw.startswith("\n", 3)
    return start, max(start, len(raw) - quotes)


def place_in(raw: str, index: int) -> tuple[int, int]:
    """Where character `index` of the value stands in `raw`, the string with its quotes.

    An index behind the end gives the closing quotes.
    """
    start, end = body(raw)
    basic = raw[0] == '"' and "\\" in raw
    if not basic and "\r" not in raw:
        at = min(start + index, end)
        return at, at + 1
    for unit in _UNIT.finditer(raw, start, end):
        size = len(_value(unit[0])) if basic else 1
        if index < size:
            return unit.span()
        index -= size
    return end, len(raw)


def starts_in(raw: str) -> Sequence[int]:
    """Where each character of the value begins in `raw`: `place_in` for all of them at once."""
    start, end = body(raw)
    basic = raw[0] == '"' and "\\" in raw
    if not basic and "\r" not in raw:
        return range(start, end)
    starts = array("L")
    for unit in _UNIT.finditer(raw, start, end):
        starts.extend([unit.start()] * (len(_value(unit[0])) if basic else 1))
    return starts


def end_of(raw: str, start: int) -> int:
    """Where the character that begins at `start` ends, its escape included."""
    unit = _UNIT.match(raw, start)
    return unit.end() if unit and (raw[0] == '"' or unit[0] == "\r\n") else start + 1


def unquote(raw: str) -> str:
    """A key without its quotes and escapes."""
    if raw[0] not in "\"'":
        return raw
    inner = raw[slice(*body(raw))]
    if raw[0] == "'" or "\\" not in inner:
        return inner
    return "".join(_value(unit[0]) for unit in _UNIT.finditer(inner))


def quote(text: str) -> str:
    """`text` as a basic string of one line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped.replace(chr(13), chr(92) + "r")}"'


def _value(unit: str) -> str:
    """What one unit of a basic string stands for: mostly one character, or none."""
    if unit[0] != "\\":
        return "\n" if unit == "\r\n" else unit
    if unit[1] in "uUx":
        code = int(f"0x{unit[2:]}", 0) if len(unit) > 2 else 0xFFFD
        return chr(code) if code < 0x110000 else "\ufffd"
    if unit[1] in " \t\r\n":
        return ""
    return _SINGLE.get(unit[1], unit[1])
