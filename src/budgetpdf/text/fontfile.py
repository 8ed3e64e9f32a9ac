"""What a font file says of itself, by fontTools: names, faces of a collection, permissions.

For people who choose a face of their own; setting text never needs it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont, TTLibError

COLLECTION = b"ttcf"
CHINESE, ENGLISH = 0x0804, 0x0409
"""Windows language ids of the name table."""
EMBEDDING = 0x030F
"""The bits of OS/2 fsType that speak of embedding and subsetting."""


@dataclass(frozen=True, slots=True)
class FontFile:
    """A face of a file. zh, en: its full names; version: as its maker wrote it.

    fs_type: embedding permissions (OpenType OS/2 fsType), 0 is installable.
    """

    index: int
    zh: str
    en: str
    version: str
    fs_type: int

    def name(self, lang: str) -> str:
        """The name in a language, else the other one."""
        return (self.zh or self.en) if lang == "zh" else (self.en or self.zh)


def faces(path: Path) -> tuple[FontFile, ...]:
    """The faces of a font file or of a collection, none if it cannot be read."""
    try:
        with path.open("rb") as file:
            many = file.read(4) == COLLECTION
        if not many:
            with TTFont(path, lazy=True) as font:
                return (_face(0, font),)
        with TTCollection(path, lazy=True) as collection:
            return tuple(_face(index, font) for index, font in enumerate(collection.fonts))
    except (OSError, TTLibError):
        return ()


def _face(index: int, font: TTFont) -> FontFile:
    names = font["name"]
    zh, en = (next(_names(names, language), "") for language in (CHINESE, ENGLISH))
    fs_type = font["OS/2"].fsType & EMBEDDING if "OS/2" in font else 0
    return FontFile(index, zh, en, names.getDebugName(5) or "", fs_type)


def _names(table: object, language: int) -> Iterator[str]:
    for name_id in (4, 1, 6):
        record = table.getName(name_id, 3, 1, language)  # type: ignore[attr-defined]
        if record is not None:
            yield str(record)
