"""One font file: characters to glyphs, glyphs to widths, and what a PDF says of the font.

The only module of this floor that knows HarfBuzz. Files are mapped, never parsed whole: a face
of 20 MB costs what its answers cost.
"""

from __future__ import annotations

import hashlib
from functools import cache, cached_property
from pathlib import Path
from struct import unpack_from
from typing import TYPE_CHECKING, Literal

from budgetpdf.diagnostic import Text

if TYPE_CHECKING:
    import uharfbuzz as hb

Outlines = Literal["glyf", "cff"]


class FaceError(Exception):
    """A font file that cannot be used; `text` says why in both languages."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


class Face:
    """A face of a font file, opened once per process (`open_face`); equal only to itself.

    name: the file's name, for messages and digests, never a path of this machine.
    Widths and boxes are in font units, `upem` of them to the em.
    """

    def __init__(self, path: Path, index: int) -> None:
        import uharfbuzz as hb

        self._stamp = _stamp(path)
        try:
            face = hb.Face(hb.Blob.from_file_path(path), index)
        except hb.HarfBuzzError:
            raise FaceError(_unreadable(path)) from None
        if index >= face.count > 0:
            raise FaceError(_no_such_index(path, index, face.count))
        tags = frozenset(face.table_tags)
        if not face.glyph_count or "cmap" not in tags or not tags & {"glyf", "CFF "}:
            raise FaceError(_not_a_font(path))
        self.path = path
        self.index = index
        self.name = path.name
        self.upem: int = face.upem
        self.outlines: Outlines = "glyf" if "glyf" in tags else "cff"
        self.hb_face: hb.Face = face
        self._font = hb.Font(face)

    def remapped(self) -> hb.Face:
        """The face over a map of its own: the outlines that are read through it, some megabytes,
        leave the memory with it. A file that was replaced since is read as it was."""
        import uharfbuzz as hb

        try:
            face = hb.Face(hb.Blob.from_file_path(self.path), self.index)
        except hb.HarfBuzzError:
            return self.hb_face
        return face if _stamp(self.path) == self._stamp else self.hb_face

    def gid(self, cluster: str) -> int:
        """Glyph of a character, or of a character with a variation selector; 0 if missing.

        A selector that the face does not know leaves the plain character (Unicode 23.4).
        """
        code = ord(cluster[0])
        found = None
        if len(cluster) > 1:
            found = self._font.get_variation_glyph(code, ord(cluster[1]))
        return found or self._font.get_nominal_glyph(code) or 0

    def advance(self, gid: int) -> int:
        """Advance width (font units)."""
        return int(self._font.get_glyph_h_advance(gid))

    def ink(self, gid: int) -> tuple[int, int]:
        """Left and right edge of the black (font units); (0, 0) for a blank glyph."""
        box = self._font.get_glyph_extents(gid)
        return (box.x_bearing, box.x_bearing + box.width) if box else (0, 0)

    def centre(self, gid: int) -> float:
        """Height of the middle of the black above the baseline (em)."""
        box = self._font.get_glyph_extents(gid)
        return (box.y_bearing + box.height / 2) / self.upem if box else 0.0

    @cached_property
    def postscript_name(self) -> str:
        return self._name(6) or Path(self.name).stem

    @cached_property
    def family(self) -> str:
        return self._name(16) or self._name(1) or self.postscript_name

    @cached_property
    def bbox(self) -> tuple[int, int, int, int]:
        """Box around all glyphs (font units): left, bottom, right, top."""
        left, bottom, right, top = unpack_from(">4h", self._table("head"), 36)
        return left, bottom, right, top

    @cached_property
    def ascender(self) -> int:
        return self._os2(68, "h", self.bbox[3])

    @cached_property
    def descender(self) -> int:
        return self._os2(70, "h", self.bbox[1])

    @cached_property
    def cap_height(self) -> int:
        """Height of capitals: as the font says, or as its H is drawn."""
        box = self._font.get_glyph_extents(self.gid("H"))
        return self._os2(88, "h", int(box.y_bearing) if box else self.ascender)

    @cached_property
    def fs_type(self) -> int:
        """Embedding permissions (OpenType OS/2 fsType)."""
        return self._os2(8, "H", 0)

    @cached_property
    def italic_angle(self) -> float:
        """Degrees counter-clockwise from the vertical."""
        post = self._table("post")
        return float(unpack_from(">i", post, 4)[0] / 65536) if len(post) >= 8 else 0.0

    @cached_property
    def _digest(self) -> str:
        with self.path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def digest(self) -> str:
        """SHA-256 of the file, in hexadecimal."""
        return self._digest

    def _table(self, tag: str) -> bytes:
        return bytes(self.hb_face.reference_table(tag).data)

    def _os2(self, offset: int, kind: str, default: int) -> int:
        table = self._table("OS/2")
        if len(table) < offset + 2:
            return default
        return int(unpack_from(f">{kind}", table, offset)[0]) or default

    def _name(self, name_id: int) -> str:
        return self.hb_face.get_name(name_id) or ""


def _stamp(path: Path) -> tuple[int, ...]:
    """Tells a file from the one that takes its place."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_ino, found.st_size, found.st_mtime_ns


@cache
def open_face(path: Path, index: int = 0) -> Face:
    """The face at `index` of the font file. Raises FaceError if it cannot be used."""
    if index < 0:
        raise FaceError(_no_such_index(path, index, 0))
    if not path.is_file():
        raise FaceError(_unreadable(path))
    return Face(path, index)


def _unreadable(path: Path) -> Text:
    return Text(f"无法读取字体文件 {path.name}", f"the font file {path.name} cannot be read")


def _not_a_font(path: Path) -> Text:
    return Text(
        f"{path.name} 不是可用的 TrueType 或 OpenType 字体",
        f"{path.name} is no usable TrueType or OpenType font",
    )


def _no_such_index(path: Path, index: int, count: int) -> Text:
    return Text(
        f"字体文件 {path.name} 里没有第 {index} 号字体（共 {count} 个，从 0 数起）",
        f"the font file {path.name} has no face {index} (it has {count}, counted from 0)",
    )
