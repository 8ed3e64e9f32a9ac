"""Cells → set text: their style, their measure, their lines. Equal texts are set once."""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import NamedTuple

from budgetpdf.diagnostic import Diagnostic
from budgetpdf.document.blocks import Cell, CellAlign, Column, Inlines, Run
from budgetpdf.geometry import Pt
from budgetpdf.layout.cells import Placed, plain
from budgetpdf.layout.columns import Extent
from budgetpdf.layout.paragraph import SetLine, Typesetter
from budgetpdf.layout.shares import SLACK
from budgetpdf.style.sheet import Align, Sheet, TableStyle, TextStyle

Lines = tuple[SetLine, ...]

RAGGED = "T002"
"""A line that cannot be filled: in a narrow cell that is as it should be."""

_NUMBER = re.compile(r"\d[\d,，]*")


class CellLines(NamedTuple):
    """The lines of a cell's text.

    x: shift of all of them from the left edge of the cell's inner width (pt).
    point: place of the decimal point from the lines' left edge, where the text is a number that
        aligns on it (pt).
    """

    lines: Lines
    x: Pt = 0.0
    point: Pt | None = None
    width: Pt = 0.0


class _Look(NamedTuple):
    """A text style, and the name that tells it from others."""

    name: str
    style: TextStyle
    align: CellAlign


class CellText:
    """Measures and sets the cells of one table. `findings` grow as texts are set."""

    def __init__(
        self, typesetter: Typesetter, sheet: Sheet, style: TableStyle, columns: Sequence[Column]
    ) -> None:
        self._typesetter = typesetter
        self._sheet = sheet
        self._style = style
        self._columns = columns
        self._em = style.sizes[0]
        self._looks: dict[tuple[str, CellAlign, bool], _Look] = {}
        self._extents: dict[Hashable, Extent] = {}
        self._lines: dict[Hashable, CellLines] = {}
        self.findings: list[Diagnostic] = []

    def extent(self, placed: Placed) -> Extent:
        """Widest unbreakable piece and longest line of a cell (em)."""
        return self._extent(placed.cell.content, self._look(placed))

    def number(self, placed: Placed) -> tuple[float, float] | None:
        """Widths before and after the decimal point of a cell that aligns on it (em)."""
        look = self._look(placed)
        text = plain(placed.cell.content)
        end = number_end(text) if look.align == "decimal" and placed.col_span == 1 else None
        if end is None:
            return None
        run = next(part for part in placed.cell.content[0] if isinstance(part, Run))
        after = self._extent(((Run(text[end:], style=run.style),),), look).most
        return self._extent(placed.cell.content, look).most - after, after

    def _extent(self, content: Sequence[Inlines], look: _Look) -> Extent:
        key = (_key(content), look.name)
        found = self._extents.get(key)
        if found is None:
            found = self._extents[key] = self._measure(content, look.style)
        return found

    def _measure(self, content: Sequence[Inlines], style: TextStyle) -> Extent:
        least = most = 0.0
        for inlines in content:
            extent = self._typesetter.extent(inlines, style, size=self._em)
            least, most = max(least, extent.minimum), max(most, extent.maximum)
        indents = style.left_indent + style.right_indent + style.first_indent if most else 0.0
        return Extent(least / self._em + indents, most / self._em + indents)

    def set(self, placed: Placed, size: Pt, width: Pt) -> CellLines:
        """The lines of a cell's text at a type size and an inner width (pt)."""
        content = placed.cell.content
        if not content:
            return CellLines(())
        look = self._look(placed)
        key = (_key(content), look.name, look.align, look.style.balance, size, width)
        found = self._lines.get(key)
        if found is None:
            before = len(self.findings)
            found = self._set(content, look, size, width)
            if len(self.findings) == before:  # else every place has to be reported
                self._lines[key] = found
        return found

    def _set(self, content: Sequence[Inlines], look: _Look, size: Pt, width: Pt) -> CellLines:
        style, end = look.style, None
        if look.align == "decimal":
            end = number_end(plain(content))
            fits = self._extent(content, look).most * size <= width + SLACK
            align: Align = "center" if end is None else "left" if fits else "right"
            style = replace(style, align=align)
        indent = style.left_indent * size
        measure = width - indent - style.right_indent * size
        lines: list[SetLine] = []
        for inlines in content:
            done = self._typesetter.set_text(
                inlines, style, measure, 0, size=size, first_indent=style.first_indent * size
            )
            lines.extend(done.lines)
            self.findings.extend(f for f in done.findings if f.code != RAGGED)
        point = _point(lines[0], end) if end is not None and len(lines) == 1 else None
        return CellLines(tuple(lines), indent, point, lines[0].width if lines else 0.0)

    def _look(self, placed: Placed) -> _Look:
        name = self._style_name(placed)
        align = self._align(placed)
        head = placed.part == "head"
        look = self._looks.get((name, align, head))
        if look is None:
            style = self._sheet.text(name)
            balance = style.balance or head or align == "center"
            text_align = "left" if align == "decimal" else align
            style = replace(style, align=text_align, balance=balance)
            look = self._looks[name, align, head] = _Look(name, style, align)
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


def align_points(cells: Sequence[CellLines], width: Pt) -> list[CellLines]:
    """The numbers of a column, shifted so that their decimal points stand below each other.

    The longest fraction ends at the right edge of the inner width (pt).
    """
    after = max((cell.width - cell.point for cell in cells if cell.point is not None), default=0.0)
    return [
        cell
        if cell.point is None
        else cell._replace(x=max(cell.x, min(width - after - cell.point, width - cell.width)))
        for cell in cells
    ]


def number_end(text: str) -> int | None:
    """Index after the whole part of the first number in a one-line text; None: there is none."""
    match = _NUMBER.search(text)
    return match.end() if match and "\n" not in text else None


def _point(line: SetLine, end: int) -> Pt:
    """Where the character with this index begins (pt from the line's left edge)."""
    place = 0.0
    for run in line.items:
        for char, offset in zip(run.chars, run.offsets, strict=True):
            if end <= 0:
                return run.x + offset
            end -= len(char)
        place = run.x + run.width
    return place


def _key(content: Sequence[Inlines]) -> Hashable:
    """What makes two contents look the same: texts and styles, not places."""
    return tuple(
        [
            tuple([(part.text, part.style) if isinstance(part, Run) else part for part in inlines])
            for inlines in content
        ]
    )


def is_label(cell: Cell, column: Column, row_span: int) -> bool:
    """Whether a cell says what its rows are: it is repeated where a page cuts them."""
    return row_span > 1 or cell.header or column.merge
