"""Reads a finished PDF for the tests: marked content, text by font, text by structure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from io import BytesIO
from typing import Any, NamedTuple

import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf

PAINTING = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "EI"}


class Mark(NamedTuple):
    """One marked-content sequence: its tag, properties, and the operators inside."""

    page: int
    tag: str
    mcid: int | None
    properties: Any
    depth: int
    operators: list[str]
    text: str


class Font:
    """A Type0 font and the text of its codes."""

    def __init__(self, font: Dictionary) -> None:
        self.font = font
        self.descendant = font.DescendantFonts[0]
        self.descriptor = self.descendant.FontDescriptor

    @cached_property
    def to_unicode(self) -> dict[int, str]:
        if "/ToUnicode" not in self.font:
            return {}
        cmap = self.font.ToUnicode.read_bytes().decode("ascii")
        pairs = re.findall(r"^<([0-9A-F]{4})> <([0-9a-f]*)>$", cmap, re.MULTILINE)
        return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}

    @cached_property
    def widths(self) -> dict[int, float]:
        """What /W says; other codes have /DW."""
        found, entries = {}, iter(self.descendant.get("/W", []))
        for first in entries:
            for offset, width in enumerate(next(entries)):
                found[int(first) + offset] = float(width)
        return found

    def width(self, code: int) -> float:
        return self.widths.get(code, float(self.descendant.get("/DW", 1000)))

    @cached_property
    def program_widths(self) -> dict[int, float]:
        """Advance of each glyph of the font program in 1/1000 em, by code."""
        if "/FontFile2" in self.descriptor:
            font = TTFont(BytesIO(self.descriptor.FontFile2.read_bytes()))
            scale = 1000 / font["head"].unitsPerEm
            order = font.getGlyphOrder()
            return {at: font["hmtx"][name][0] * scale for at, name in enumerate(order)}
        fonts = CFFFontSet()
        fonts.decompile(BytesIO(self.descriptor.FontFile3.read_bytes()), None)
        top = fonts[0]
        scale = 1000 * (top.FontMatrix[0] if hasattr(top, "FontMatrix") else 0.001)
        widths = {}
        for at, name in enumerate(top.charset):
            glyph = top.CharStrings[name]
            glyph.draw(_Nowhere())
            code = int(name[3:]) if name.startswith("cid") else at
            widths[code] = glyph.width * scale
        return widths


class _Nowhere:
    """A pen that draws nothing: a charstring knows its width once it has been drawn."""

    def __getattr__(self, name: str) -> Any:
        return lambda *_points: None


def codes(operand: Any) -> list[int]:
    """Two-byte codes of a string, or of the strings of a TJ array."""
    if isinstance(operand, Array):
        return [
            code for part in operand if isinstance(part, pikepdf.String) for code in codes(part)
        ]
    data = bytes(operand)
    return [int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2)]


class Reader:
    """A finished file, opened."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.pdf = Pdf.open(BytesIO(data))
        self.root = self.pdf.Root

    @cached_property
    def fonts(self) -> list[Font]:
        found = {}
        for page in self.pdf.pages:
            for font in page.obj.Resources.get("/Font", {}).values():
                found[font.objgen] = Font(font)
        return list(found.values())

    @cached_property
    def shown(self) -> dict[int, set[int]]:
        """Codes shown, by the number of the font object."""
        found: dict[int, set[int]] = {}
        for number, code in (
            pair for page in range(len(self.pdf.pages)) for pair in self._codes(page)
        ):
            found.setdefault(number, set()).add(code)
        return found

    def _codes(self, page: int) -> Iterator[tuple[int, int]]:
        font = None
        resources = self.pdf.pages[page].obj.Resources
        for operands, operator in pikepdf.parse_content_stream(self.pdf.pages[page]):
            if str(operator) == "Tf":
                font = resources.Font[str(operands[0])]
            elif str(operator) in {"Tj", "TJ"} and font is not None:
                yield from ((font.objgen[0], code) for code in codes(operands[0]))

    @cached_property
    def marks(self) -> list[Mark]:
        """All marked content; what paints outside any of it has the tag ""."""
        return [mark for page in range(len(self.pdf.pages)) for mark in self._marks(page)]

    def _marks(self, page: int) -> Iterator[Mark]:
        resources = self.pdf.pages[page].obj.Resources
        fonts = {key: Font(font) for key, font in resources.get("/Font", {}).items()}
        open_marks: list[Mark] = []
        outside = Mark(page, "", None, None, 0, [], "")
        font = None
        for operands, operator in pikepdf.parse_content_stream(self.pdf.pages[page]):
            word = str(operator)
            if word in {"BDC", "BMC"}:
                properties = operands[1] if word == "BDC" else Dictionary()
                mcid = properties.get("/MCID")
                depth = len(open_marks) + 1
                tag = str(operands[0])[1:]
                open_marks.append(
                    Mark(page, tag, None if mcid is None else int(mcid), properties, depth, [], "")
                )
            elif word == "EMC":
                yield open_marks.pop()
            elif word == "Tf":
                font = fonts[str(operands[0])]
            if word in PAINTING:
                mark = open_marks[-1] if open_marks else outside
                mark.operators.append(word)
                if word in {"Tj", "TJ"} and font is not None:
                    text = "".join(
                        font.to_unicode.get(code, "\ufffd") for code in codes(operands[0])
                    )
                    changed = mark._replace(text=mark.text + text)
                    if open_marks:
                        open_marks[-1] = changed
                    else:
                        outside = changed
        yield from open_marks
        if outside.operators:
            yield outside

    @cached_property
    def mark_texts(self) -> dict[tuple[int, int], str]:
        """Text of the marked content, by page and MCID; /ActualText speaks for what it covers."""
        return {
            (mark.page, mark.mcid): str(mark.properties.get("/ActualText", mark.text))
            for mark in self.marks
            if mark.mcid is not None
        }

    @cached_property
    def page_numbers(self) -> dict[tuple[int, int], int]:
        return {page.obj.objgen: index for index, page in enumerate(self.pdf.pages)}

    def elements(self) -> Iterator[Dictionary]:
        """All structure elements, parents first."""
        stack = _list(self.root.StructTreeRoot.get("/K"))[::-1]
        while stack:
            element = stack.pop()
            yield element
            stack += reversed([kid for kid in _list(element.get("/K")) if is_element(kid)])

    def content(self, element: Dictionary) -> list[tuple[int, int]]:
        """Page and MCID of an element's own marked content."""
        found = []
        for kid in _list(element.get("/K")):
            if isinstance(kid, int):
                found.append((self.page_numbers[element.Pg.objgen], kid))
            elif kid.get("/Type") == Name.MCR:
                page = kid.get("/Pg", element.get("/Pg"))
                found.append((self.page_numbers[page.objgen], int(kid.MCID)))
        return found

    def text(self, element: Dictionary) -> str:
        """The text of an element and of those inside it, in the order of the structure."""
        parts = []
        for kid in _list(element.get("/K")):
            if is_element(kid):
                parts.append(self.text(kid))
            elif isinstance(kid, int):
                parts.append(self.mark_texts[self.page_numbers[element.Pg.objgen], kid])
            elif kid.get("/Type") == Name.MCR:
                page = kid.get("/Pg", element.get("/Pg"))
                parts.append(self.mark_texts[self.page_numbers[page.objgen], int(kid.MCID)])
        return "".join(parts)

    def tagged_text(self) -> list[tuple[str, str]]:
        """Structure type and text of each element that has text of its own, in reading order."""
        found = []
        for element in self.elements():
            own = "".join(self.mark_texts[place] for place in self.content(element))
            if own:
                found.append((kind(element), own))
        return found


def _list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


kids = _list


def is_element(value: Any) -> bool:
    """Whether a kid is a structure element (not content or an object reference)."""
    return isinstance(value, Dictionary) and "/S" in value


def kind(element: Dictionary) -> str:
    """The structure type."""
    return str(element.S)[1:]


def attribute(element: Dictionary, name: str, default: Any = None) -> Any:
    """An attribute of an element (14.7.5)."""
    for entry in _list(element.get("/A")):
        if name in entry:
            return entry[name]
    return default
