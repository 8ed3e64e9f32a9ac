"""For drafts: a character that no face holds is spelled as U+XXXX, so that a page can be shown."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from budgetpdf.document.blocks import Document, Run
from budgetpdf.text.fonts import FontSet
from budgetpdf.text.frames import is_private


def spell_missing(document: Document, fonts: FontSet) -> Document:
    """The document with every character that no face of any role holds spelled out."""
    roles = sorted(fonts.chains)
    lacking: dict[str, bool] = {}

    def lacks(char: str) -> bool:
        if char not in lacking:
            found = is_private(char) or not any(fonts.glyph(role, char) for role in roles)
            lacking[char] = found and not char.isspace()
        return lacking[char]

    def walk(value: Any) -> Any:
        if isinstance(value, Run):
            if any(map(lacks, value.text)):
                text = "".join(f"[U+{ord(c):04X}]" if lacks(c) else c for c in value.text)
                return replace(value, text=text, start=None)
            return value
        if isinstance(value, tuple) and not hasattr(value, "_fields"):
            return tuple(map(walk, value))
        if is_dataclass(value) and not isinstance(value, type):
            changed = {one.name: walk(getattr(value, one.name)) for one in fields(value)}
            return replace(value, **changed)
        return value

    return replace(document, blocks=walk(document.blocks))
