"""Fonts of the file: one Type0 font with Identity-H codes for each face in use (9.7).

reportlab cuts a face into simple fonts of 256 glyphs and refuses CFF outlines, so these objects
are our own.
"""

import string
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from itertools import chain, groupby
from operator import itemgetter
from typing import NamedTuple, TypeVar

from budgetpdf.pages import GlyphRun
from budgetpdf.paint.pdf.objects import Array, Dict, Ref, Stream, name, number, numbers
from budgetpdf.paint.pdf.objects import string as literal
from budgetpdf.paint.pdf.showing import Shower
from budgetpdf.paint.pdf.subset import WIDTH_DIGITS, Subset, subset
from budgetpdf.paint.pdf.writer import FileWriter
from budgetpdf.text.face import Face

T = TypeVar("T")

SYMBOLIC = 4
"""Flag of a font descriptor (9.8.2): its characters are not those of Latin."""
ITALIC = 64
STEM = 80
"""StemV of every descriptor: font files do not say it, and an embedded program needs none."""

_SYSTEM = Dict({"Registry": literal(b"Adobe"), "Ordering": literal(b"Identity"), "Supplement": 0})
_glyphs = itemgetter(*map(GlyphRun._fields.index, ("face", "gids", "chars")))
_MOST_FACES = 64
"""Faces of which is kept what each of their subsets says alike."""


class Font(NamedTuple):
    """One font of the file, as a content stream needs it.

    key: its name among the resources ("F0").
    meanings: glyph id of the face → the text that a reader gets for it.
    plain: no glyph means anything else anywhere in the file.
    """

    key: str
    meanings: Mapping[int, str]
    plain: bool
    shower: Shower


class Used(NamedTuple):
    """The glyphs of a face that a file uses: see `Font.meanings` and `Font.plain`."""

    meanings: dict[int, str]
    plain: bool


def collect(faces: Sequence[Face], runs: Iterable[GlyphRun]) -> dict[int, Used]:
    """Index of each face in use → its glyphs and what they mean, in the order of their names:
    that of `faces` tells which reports a process has made before.

    Where one glyph stands for two characters (a compatibility form), the first one in code order
    is its meaning, and the content stream says where it is not.
    """
    texts: defaultdict[int, dict[Sequence[str], Sequence[int]]] = defaultdict(dict)
    others: defaultdict[int, list[tuple[Sequence[str], Sequence[int]]]] = defaultdict(list)
    for face, gids, chars in map(_glyphs, runs):
        key = chars if isinstance(chars, str) else tuple(chars)
        known = texts[face].setdefault(key, gids)
        if known is not gids and known != gids:
            others[face].append((key, gids))
    order = sorted(texts, key=lambda face: (faces[face].name, faces[face].index))
    return {face: _used(chain(texts[face].items(), others[face])) for face in order}


def _used(texts: Iterable[tuple[Sequence[str], Sequence[int]]]) -> Used:
    pairs: set[tuple[int, str]] = set()
    pairs.update(*[zip(gids, chars, strict=True) for chars, gids in texts])
    meanings = dict(pairs)
    plain = len(meanings) == len(pairs)
    if not plain:
        meanings = dict(sorted(pairs, reverse=True))
    gids = sorted(meanings)
    return Used(_by(gids, map(meanings.__getitem__, gids)), plain)


def _by(gids: Iterable[int], values: Iterable[T]) -> dict[int, T]:
    return dict(zip(gids, values, strict=True))


def embed(
    file: FileWriter, faces: Sequence[Face], runs: Iterable[GlyphRun]
) -> tuple[dict[int, Font], Ref]:
    """Write the fonts of the document. Gives them by face, and the shared resources."""
    fonts, resources = {}, {}
    for place, (index, (meanings, plain)) in enumerate(collect(faces, runs).items()):
        made = subset(faces[index], meanings)
        key = f"F{place}"
        resources[key] = _type0(file, faces[index], made, meanings)
        fonts[index] = Font(key, meanings, plain, _shower(made))
    return fonts, file.add(Dict({"Font": Dict(resources)}))


def _shower(made: Subset) -> Shower:
    gids, codes = made.codes.keys(), made.codes.values()
    written = map(_WRITTEN.__getitem__, codes)
    return Shower(_by(gids, written), _by(gids, map(made.widths.__getitem__, codes)))


_BYTES = [literal(bytes((value,)))[1:-1].decode("latin-1") for value in range(256)]
"""Each byte as it stands in a literal string."""


class _Written(dict[int, str]):
    """Codes of two bytes as they stand there, each put together once."""

    def __missing__(self, code: int) -> str:
        written = self[code] = _BYTES[code >> 8] + _BYTES[code & 0xFF]
        return written


_WRITTEN = _Written()


def _type0(file: FileWriter, face: Face, made: Subset, meanings: Mapping[int, str]) -> Ref:
    base = _base_name(face, made)
    cff = face.outlines == "cff"
    descendant = {
        "Type": "/Font",
        "Subtype": "/CIDFontType0" if cff else "/CIDFontType2",
        "BaseFont": base,
        "CIDSystemInfo": _SYSTEM,
        "FontDescriptor": _descriptor(file, face, made, base),
        **_widths(made.widths),
    }
    if not cff:
        descendant["CIDToGIDMap"] = "/Identity"
    texts = _by(map(made.codes.__getitem__, meanings), meanings.values())
    return file.add(
        Dict(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": f"{base}-Identity-H" if cff else base,
                "Encoding": "/Identity-H",
                "DescendantFonts": Array([file.add(Dict(descendant))]),
                "ToUnicode": file.add(Stream(to_unicode(texts))),
            }
        )
    )


def _base_name(face: Face, made: Subset) -> str:
    """PostScript name; a subset has a tag of six letters (9.9.2), taken from its own bytes."""
    plain = _plain_name(face)
    if made.whole:
        return name(plain)
    value, letters = int.from_bytes(sha256(made.program).digest()[:8], "big"), ""
    for _ in range(6):
        value, letter = divmod(value, 26)
        letters += string.ascii_uppercase[letter]
    return f"/{letters}+{plain}"


@lru_cache(maxsize=_MOST_FACES)
def _plain_name(face: Face) -> str:
    letters = [c for c in face.postscript_name if (c.isascii() and c.isalnum()) or c in "-_."]
    return "".join(letters) or "Font"


def _descriptor(file: FileWriter, face: Face, made: Subset, base: str) -> Ref:
    """Font descriptor (9.8)."""
    if face.outlines == "cff":
        program = Stream(made.program, Subtype="/CIDFontType0C")
        entry = {"FontFile3": file.add(program)}
    else:
        entry = {"FontFile2": file.add(Stream(made.program, Length1=len(made.program)))}
    return file.add(Dict({**_metrics(face), "FontName": base, **entry}))


@lru_cache(maxsize=_MOST_FACES)
def _metrics(face: Face) -> dict[str, object]:
    """What every descriptor of a face says. It only matters where the program is missing."""
    scale = 1000 / face.upem
    left, bottom, right, top = (value * scale for value in face.bbox)
    return {
        "Type": "/FontDescriptor",
        "Flags": SYMBOLIC | (ITALIC if face.italic_angle else 0),
        "FontBBox": numbers((left, bottom, right, top), 0),
        "ItalicAngle": number(face.italic_angle),
        "Ascent": number(face.ascender * scale, 0),
        "Descent": number(min(face.descender * scale, 0), 0),  # FandolSong's is positive
        "CapHeight": number(face.cap_height * scale, 0),
        "StemV": STEM,
    }


def _widths(widths: Sequence[float]) -> dict[str, object]:
    """DW and W (9.7.4.3): the commonest width (that of the first glyph among equals), and the
    runs of glyphs that differ from it."""
    counts = Counter(widths)
    default = max(counts, key=counts.__getitem__)
    others = [gid for gid, width in enumerate(widths) if width != default]
    runs: list[object] = []
    for _, group in groupby(enumerate(others), lambda pair: pair[1] - pair[0]):
        gids = [gid for _, gid in group]
        runs += [gids[0], numbers(widths[gids[0] : gids[-1] + 1], WIDTH_DIGITS)]
    return {"DW": number(default, WIDTH_DIGITS), "W": Array(runs)}


_CMAP_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_CMAP_TAIL = b"""endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
_BLOCK = 100
"""Lines that one bfchar section may have (9.10.3)."""


def to_unicode(texts: Mapping[int, str]) -> bytes:
    """The CMap from codes to text (9.10.3); a text may be several characters."""
    codes = sorted(texts)
    told = _utf_16(list(map(texts.__getitem__, codes)))
    blocks = [slice(start, start + _BLOCK) for start in range(0, len(codes), _BLOCK)]
    sections = [_section(tuple(codes[block])) % tuple(told[block]) for block in blocks]
    return _CMAP_HEAD + "".join(sections).encode() + _CMAP_TAIL


@lru_cache(maxsize=256)
def _section(codes: tuple[int, ...]) -> str:
    """A bfchar section with room for the texts of these codes: they are 1 to 100, 101 to 200 …"""
    lines = "".join([f"<{code:04X}> <%s>\n" for code in codes])
    return f"{len(codes)} beginbfchar\n{lines}endbfchar\n"


def _utf_16(texts: Sequence[str]) -> list[str]:
    """Each text in hexadecimal; all at once where each is one character of two bytes."""
    joined = "".join(texts)
    if len(joined) == len(texts) and "" not in texts and max(joined, default="") <= "\uffff":
        return joined.encode("utf-16-be", "replace").hex(" ", 2).split()
    return [text.encode("utf-16-be", "replace").hex() for text in texts]
