"""Cells → set text: their style, their measure, their lines. Equal texts are set once."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import cast

from budgetpdf.diagnostic import Diagnostic
from budgetpdf.document.blocks import CellAlign, Inlines, Run
from budgetpdf.geometry import Pt
from budgetpdf.layout.celllines import NOTHING, CellLines, one_line, place_of_char, scaled
from budgetpdf.layout.cells import Occupancy, Placed, plain
from budgetpdf.layout.columns import Extent
from budgetpdf.layout.digits import PLAIN, Digits, kept_digits
from budgetpdf.layout.kept import KeptText, Manner
from budgetpdf.layout.paragraph import SetLine, Typesetter
from budgetpdf.layout.shares import SLACK
from budgetpdf.style.sheet import Align, Sheet, TableStyle, TextStyle

MANY = 2000
"""In a table of more cells the typesetter forgets texts between measuring and setting them …"""

SHORT_EM = 24.0
"""… so there those up to this length are set on one line at once."""

RAGGED = "L002"
"""A line that cannot be filled: in a narrow cell that is as it should be."""

_NUMBER = re.compile(r"\d[\d,，]*")


@dataclass(slots=True, eq=False, repr=False)
class _Look:
    """A text style and an alignment; equal only to itself.

    manner: how texts are set in the largest size. indents: of their first line (em).
    """

    style: TextStyle
    align: CellAlign
    name: str
    manner: Manner
    indents: float


@dataclass(slots=True, eq=False, repr=False)
class Words:
    """A text in a look, shared by all cells that hold it; measured and set when first asked.

    end: index after the whole part of the number that it aligns on, in a decimal column.
    texts: its paragraphs in the largest size, except in a long table, where they would be many.
    single: all of it on one line in the largest size, if that was worth setting, in a measure
    wider by slack (pt). parts: widths before and after `end` (em).
    flawed: setting it gave findings, so that each cell that holds it has its own.
    """

    content: tuple[Inlines, ...]
    look: _Look
    extent: Extent
    texts: tuple[KeptText, ...] = ()
    end: int | None = None
    single: SetLine | None = None
    slack: Pt = 0.0
    parts: tuple[float, float] | None = None
    lines: dict[tuple[Pt, Pt], CellLines] = field(default_factory=dict)
    flawed: bool = False

    @property
    def align(self) -> Align:
        """Of its lines: in a decimal column numbers are shifted later, texts are centred."""
        if self.look.align != "decimal":
            return self.look.align
        return "center" if self.end is None else "left"


@dataclass(slots=True, eq=False, repr=False)
class _Shelf:
    """What the tables of a document share: half of a table's texts stood in one before."""

    looks: dict[tuple[str, CellAlign, bool], _Look] = field(default_factory=dict)
    digits: dict[tuple[_Look, str], Digits] = field(default_factory=dict)
    words: dict[Hashable, Words] = field(default_factory=dict)


class CellText:
    """Measures and sets the cells of one table. `findings` grow as texts are set."""

    def __init__(
        self, typesetter: Typesetter, sheet: Sheet, style: TableStyle, grid: Occupancy
    ) -> None:
        self._typesetter = typesetter
        self._sheet = sheet
        self._style = style
        self._columns = grid.columns
        self._many = len(grid.cells) > MANY
        self._em = style.sizes[0]
        self._places: dict[Hashable, _Look] = {}
        shelf = cast("_Shelf | None", typesetter.shelves.get(self._em))
        if shelf is None or self._many or len(shelf.words) > MANY:
            shelf = _Shelf()  # a long table keeps what it has to itself
        if not self._many:
            typesetter.shelves[self._em] = shelf
        self._looks, self._digits, self._words = shelf.looks, shelf.digits, shelf.words
        self.findings: list[Diagnostic] = []

    def read(self, cells: Sequence[Placed]) -> list[Words]:
        """The measured texts of cells."""
        places, known = self._places, self._words
        found: list[Words] = []
        for placed in cells:
            cell, part, kind, _, column, _, span = placed
            # All that a look depends on: of the hundreds of cells of a table few differ in it.
            place = (part, kind, column if part != "head" else 0, span > 1, cell.style, cell.align)
            look = places.get(place)
            if look is None:
                look = places[place] = self._look(placed)
            # What makes two contents look the same: texts and styles, not places.
            content = cell.content
            run = None
            key: Hashable
            if len(content) == 1 and len(content[0]) == 1 and isinstance(content[0][0], Run):
                run = content[0][0]  # as in nearly all
                key = (look, run.text, run.style)
            else:
                key = (look, _key(content))
            words = known.get(key)
            if words is None:
                words = known[key] = self._new(content, run, look)
            found.append(words)
        return found

    def _new(self, content: tuple[Inlines, ...], run: Run | None, look: _Look) -> Words:
        digits = None
        if run and PLAIN.fullmatch(run.text) and not look.indents:
            digits = self._plain_number(run, look)
        if run and digits:
            line = digits.line(run.text, self._em)
            width = line.width / self._em
            words = Words(content, look, Extent(width, width), single=line)
        else:
            words = self._measured(content, look)
        if look.align == "decimal":
            self._align_number(words, digits)
        return words

    def _measured(self, content: tuple[Inlines, ...], look: _Look) -> Words:
        texts = tuple([self._typesetter.text(inlines, look.manner) for inlines in content])
        words = Words(content, look, self._extent(texts, look), texts, slack=SLACK)
        if self._many:
            words.single, words.texts = self._single(words), ()
        return words

    def _single(self, words: Words) -> SetLine | None:
        """A short text on one line, in a long table: most never need another."""
        most = words.extent.most
        if len(words.texts) != 1 or most > SHORT_EM or words.look.indents:
            return None
        (text,) = words.texts
        lines, concessions = text.set(most * self._em + SLACK, 0.0)
        flawed = concessions or text.shaped.missing
        return lines[0] if len(lines) == 1 and not flawed else None

    def _align_number(self, words: Words, digits: Digits | None) -> None:
        """Find the number that a text of a decimal column aligns on, and what follows it."""
        text = plain(words.content)
        end = number_end(text)
        if end is None:
            return
        if digits is not None:
            after = digits.width(text[end:])
        else:
            run = next(part for part in words.content[0] if isinstance(part, Run))
            rest = self._typesetter.text((Run(text[end:], style=run.style),), words.look.manner)
            after = self._extent((rest,), words.look).most
        words.end, words.parts = end, (words.extent.most - after, after)

    def _plain_number(self, run: Run, look: _Look) -> Digits | None:
        digits = self._digits.get((look, run.style))
        if digits is None:
            base = look.style._replace(align="left", balance=False)
            digits = self._digits[look, run.style] = kept_digits(self._typesetter, base, run.style)
        return digits if digits.cover(run.text) else None

    def _extent(self, texts: Sequence[KeptText], look: _Look) -> Extent:
        """How narrow and how wide paragraphs may be set (em)."""
        if len(texts) == 1 and not look.indents:
            return texts[0].ems()
        least = most = 0.0
        for text in texts:
            minimum, maximum = text.extent()
            least, most = max(least, minimum), max(most, maximum)
        indents = look.indents if most else 0.0
        return Extent(least / self._em + indents, most / self._em + indents)

    def set(self, words: Words, placed: Placed, size: Pt, width: Pt) -> CellLines:
        """The lines of a cell's text at a type size and an inner width (pt)."""
        if not words.content:
            return NOTHING
        key = (size, width)
        found = words.lines.get(key)
        if found is None or words.flawed:
            before = len(self.findings)
            found = words.lines[key] = self._set(words, placed.cell.content, size, width)
            words.flawed = len(self.findings) > before
            if words.flawed:  # the next table is to tell it again
                self._typesetter.shelves.pop(self._em, None)
        return found

    def _set(self, words: Words, content: Sequence[Inlines], size: Pt, width: Pt) -> CellLines:
        fits = words.extent.most * size <= width + SLACK
        if fits and words.single is not None:
            point = words.parts[0] * size if words.parts else None
            line = scaled(words.single, size / self._em)
            measure = (words.extent.most + words.slack / self._em) * size
            return one_line(line, words.align, measure, width, point)
        style = words.look.style
        align = "right" if words.end is not None and not fits else words.align
        indent, first = style.left_indent * size, style.first_indent * size
        measure = width - indent - style.right_indent * size
        lines: tuple[SetLine, ...] = ()
        for text, inlines in zip(self._texts(words, align, size), content, strict=True):
            own, concessions = text.set(measure, first)
            lines = lines + own if lines else own
            if concessions or text.shaped.missing:
                findings = self._typesetter.findings(inlines, text, concessions)
                self.findings += [found for found in findings if found.code != RAGGED]
        if not lines:
            return NOTHING
        aligned = words.end is not None and len(lines) == 1
        point = place_of_char(lines[0], words.end or 0) if aligned else None
        return CellLines(lines, indent, point, lines[0].width)

    def _texts(self, words: Words, align: Align, size: Pt) -> Sequence[KeptText]:
        """The paragraphs of a text as they are to be set."""
        style = words.look.style
        if words.texts and align == style.align and size == self._em:
            return words.texts
        manner = self._typesetter.manner(style._replace(align=align, size=size))
        return [self._typesetter.text(inlines, manner) for inlines in words.content]

    def _look(self, placed: Placed) -> _Look:
        name = self._style_name(placed)
        align = self._align(placed)
        style = self._sheet.text(name)
        balance = style.balance or placed.part == "head" or align == "center"
        look = self._looks.get((name, align, balance))
        if look is None:
            text_align = "left" if align == "decimal" else align
            style = style._replace(align=text_align, balance=balance)
            manner = self._typesetter.manner(style._replace(size=self._em))
            indents = style.left_indent + style.right_indent + style.first_indent
            look = self._looks[name, align, balance] = _Look(style, align, name, manner, indents)
        return look

    def _style_name(self, placed: Placed) -> str:
        """The cell's own style; "table-cell-total" and the like for a kind of row, if it exists."""
        if placed.cell.style:
            return placed.cell.style
        if placed.part == "head":
            return self._style.head
        by_kind = f"{self._style.cell}-{placed.kind}"
        return by_kind if by_kind in self._sheet.texts else self._style.cell

    def _align(self, placed: Placed) -> CellAlign:
        if placed.cell.align is not None:
            return placed.cell.align
        if placed.part == "head":
            return "center"
        if placed.part == "top" and placed.col_span > 1:
            return "justify"
        return self._columns[placed.column].align


def number_end(text: str) -> int | None:
    """Index after the whole part of the first number in a one-line text; None: there is none."""
    match = _NUMBER.search(text)
    return match.end() if match and "\n" not in text else None


def _key(content: Sequence[Inlines]) -> Hashable:
    return tuple(
        [
            tuple([(part.text, part.style) if isinstance(part, Run) else part for part in inlines])
            for inlines in content
        ]
    )
