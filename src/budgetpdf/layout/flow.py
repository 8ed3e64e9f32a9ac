"""Flowables → pages: lines fall into the rows of the grid, tables take the height they need.

Nothing is stretched vertically: what is left over stays at the foot of the page.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from budgetpdf.diagnostic import Diagnostic
from budgetpdf.document.blocks import Break, Gap
from budgetpdf.geometry import Box, Point, Pt
from budgetpdf.layout.flowables import Flowable, Grid, Para, page_of, plain
from budgetpdf.layout.furniture import turned_area
from budgetpdf.layout.labels import relabel
from budgetpdf.layout.paragraph import SetLine, Typesetter
from budgetpdf.layout.table import Rest, begins, start, take
from budgetpdf.pages import GlyphRun, Item, NodeId
from budgetpdf.style.sheet import PageStyle, Sheet, TextStyle
from budgetpdf.tuples import new_tuple

EPS = 0.01
"""Sums of pitches are compared with this slack (pt)."""


@dataclass(slots=True, eq=False, repr=False)
class Sheaf:
    """A page that is being filled. upright: the type area of the sheet before it is turned; area:
    as the page is read. y counts from the top of its type area, pitch and column
    are those of its rows and columns (pt)."""

    style: PageStyle
    turned: bool
    upright: Box
    area: Box
    number: int
    pitch: Pt
    column: Pt
    y: Pt = 0.0
    items: list[Item] = field(default_factory=list)
    links: list[tuple[Box, str, NodeId, str]] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not self.items

    @property
    def left(self) -> Pt:
        """Height that is left (pt)."""
        return self.area.height - self.y

    def snap(self) -> None:
        """Go to the next row of the grid."""
        self.y = math.ceil(self.y / self.pitch - EPS) * self.pitch


class Anchor(NamedTuple):
    """Where a block begins: page index and height on it (pt from the page's top)."""

    page: int
    y: Pt
    node: NodeId


class Mark(NamedTuple):
    """A bookmark that the flow came across."""

    text: str
    level: int
    anchor: Anchor


class Flow:
    """Places flowables. Its pages, anchors and marks are read when all are placed.

    before: how many pages stand before the first one.
    """

    def __init__(self, sheet: Sheet, setter: Typesetter, style: str, before: int = 0) -> None:
        self._sheet = sheet
        self._setter = setter
        self._style = sheet.pages[style]
        self._before = before
        self._number = before + 1
        self.pages: list[Sheaf] = []
        self.anchors: dict[str, Anchor] = {}
        self.marks: list[Mark] = []
        self.findings: list[Diagnostic] = []

    def run(self, flowables: Iterable[Flowable]) -> None:
        """Place all flowables; a group that keeps together is placed at once."""
        group: list[Para] = []
        for flowable in flowables:
            if isinstance(flowable, Para) and flowable.style.keep_next:
                group.append(flowable)
                continue
            self._group(group, flowable)
            group = []
        if group:
            self._group(group[:-1], group[-1])
        if not self.pages:
            self._open(turned=False)

    def _group(self, heads: Sequence[Para], last: Flowable) -> None:
        match last:
            case Para():
                self._text_group(heads, last)
            case Grid():
                self._table_group(heads, last)
            case Break():
                self._heads(heads)
                self._style = page_of(self._sheet, last.page_style, self._style)
                self._number = 1 if last.restart_numbers else self._number
                self._open(turned=False)
            case Gap(lines=lines):
                self._heads(heads)
                page = self._page(turned=False)
                page.y += lines * page.pitch

    # pages

    def _open(self, *, turned: bool) -> Sheaf:
        style = self._style
        if self.pages and self.pages[-1].empty:
            self._number = self.pages.pop().number
        upright = style.type_area(self._before + len(self.pages))
        area = turned_area(upright, style.size.height) if turned else upright
        pitches = style.row_pitch, style.column_pitch
        self.pages.append(Sheaf(style, turned, upright, area, self._number, *pitches))
        self._number += 1
        return self.pages[-1]

    def _page(self, *, turned: bool) -> Sheaf:
        if not self.pages or self.pages[-1].turned != turned:
            return self._open(turned=turned)
        return self.pages[-1]

    # text

    def _lines(self, para: Para, page: Sheaf) -> tuple[SetLine, ...]:
        unit = self._unit(para.style, page)
        measure = page.area.width - (para.style.left_indent + para.style.right_indent) * unit
        done = self._setter.set_text(
            para.content,
            para.style,
            measure,
            0,  # their node is given to the runs when they are placed
            pitch=page.column if para.style.grid == "strict" else None,
            first_indent=para.style.first_indent * unit,
        )
        self.findings.extend(done.findings)
        if para.lead:
            return relabel(done.lines, para.lead, para.lead_node)
        return done.lines

    @staticmethod
    def _unit(style: TextStyle, page: Sheaf) -> Pt:
        return page.column if style.grid == "strict" else style.size

    @staticmethod
    def _pitch(style: TextStyle, page: Sheaf) -> Pt:
        return style.line_pitch or page.pitch

    def _text_group(self, heads: Sequence[Para], last: Para) -> None:
        page = self._page(turned=False)
        set_heads = [(para, self._lines(para, page)) for para in heads]
        lines = self._lines(last, page)
        need = math.fsum(self._height(para, lines, page) for para, lines in set_heads)
        least = least_first(len(lines), last.style)
        need += last.style.before * page.pitch + least * self._pitch(last.style, page)
        page.snap()
        if need > page.left + EPS and not page.empty:
            page = self._open(turned=False)
        for para, own in set_heads:
            self._text(para, own)
        self._text(last, lines)

    def _height(self, para: Para, lines: Sequence[SetLine], page: Sheaf) -> Pt:
        gaps = (para.style.before + para.style.after) * page.pitch
        return gaps + len(lines) * self._pitch(para.style, page)

    def _heads(self, heads: Sequence[Para]) -> None:
        if heads:
            self._text_group(heads[:-1], heads[-1])

    def _text(self, para: Para, lines: tuple[SetLine, ...]) -> None:
        page = self.pages[-1]
        if para.style.line_pitch is None:
            page.snap()
        if not page.empty:
            page.y += para.style.before * page.pitch
        first = True
        while lines:
            page = self.pages[-1]
            count = lines_that_fit(
                len(lines), page.left, self._pitch(para.style, page), para.style, page.empty
            )
            if count:
                self._put(para, lines[:count], first)
                first, lines = False, lines[count:]
            if lines:
                self._open(turned=page.turned)
        self.pages[-1].y += para.style.after * self.pages[-1].pitch

    def _put(self, para: Para, lines: Sequence[SetLine], first: bool) -> None:
        page = self.pages[-1]
        if first:
            self._anchor(para, page)
        pitch = self._pitch(para.style, page)
        indent = para.style.left_indent * self._unit(para.style, page)
        for line in lines:
            baseline = page.y + (pitch - para.style.size) / 2 + 0.88 * para.style.size
            page.items += _placed(line, page.area.x + indent, page.area.y + baseline, para.node)
            if para.link:
                box = Box(page.area.x, page.area.y + page.y, page.area.width, pitch)
                page.links.append((box, para.link, para.node, plain(para.content)))
            page.y += pitch

    def _anchor(self, para: Para, page: Sheaf) -> None:
        anchor = Anchor(len(self.pages) - 1, page.area.y + page.y, para.node)
        if para.anchor:
            self.anchors[para.anchor] = anchor
        if para.outline:
            self.marks.append(Mark(*para.outline, anchor))

    # tables

    def _table_group(self, heads: Sequence[Para], grid: Grid) -> None:
        turned = grid.table.landscape
        page = self._page(turned=turned)
        set_heads = [(para, self._lines(para, page)) for para in heads]
        height = math.fsum(self._height(para, lines, page) for para, lines in set_heads)
        page.snap()
        gap = 0.0 if page.empty else grid.before * page.pitch
        room = page.left - height - gap
        fresh = not begins(grid.table, room, fresh=page.empty and not heads)
        if fresh and not page.empty:
            page, gap = self._open(turned=turned), 0.0
        for para, lines in set_heads:
            self._text(para, lines)
        self._grid(grid, gap, fresh=fresh)

    def _grid(self, grid: Grid, gap: Pt, *, fresh: bool) -> None:
        """Place a table. fresh: nothing but its own headings stands on the page, so that its
        first piece goes here in any case: a heading is not left alone."""
        page = self.pages[-1]
        page.y += gap
        if grid.anchor:
            anchor = Anchor(len(self.pages) - 1, page.area.y + page.y, grid.table.node)
            self.anchors[grid.anchor] = anchor
        rest: Rest | None = start(grid.table)
        while rest is not None:
            page = self.pages[-1]
            at = Point(page.area.x, page.area.y + page.y)
            piece, rest = take(rest, page.left, fresh=fresh or page.empty, at=at)
            fresh = False
            if piece is not None:
                page.items.extend(piece.items)
                page.y += piece.height
            if rest is not None:
                self._open(turned=page.turned)
        self.findings.extend(grid.table.findings)
        self.pages[-1].y += grid.after * self.pages[-1].pitch
        self.pages[-1].snap()


def _placed(line: SetLine, dx: Pt, dy: Pt, own: NodeId) -> list[GlyphRun]:
    """The runs of a line in their place; those that have no node yet belong to `own`."""
    return [
        new_tuple(
            GlyphRun,
            (x + dx, y + dy, face, size, gids, chars, offsets, width, node or own, gray, angle),
        )
        for x, y, face, size, gids, chars, offsets, width, node, gray, angle in line.items
    ]


def least_first(count: int, style: TextStyle) -> int:
    """Fewest lines of a paragraph of `count` lines that may stand at a page's foot."""
    return count if count < style.orphans + style.widows else style.orphans


def lines_that_fit(count: int, left: Pt, pitch: Pt, style: TextStyle, fresh: bool) -> int:
    """How many of `count` lines go onto what is left of a page (pt), without orphan or widow.

    On a fresh page at least one line goes.
    """
    room = math.floor(left / pitch + EPS)
    if room >= count:
        return count
    fit = min(room, count - style.widows)
    if fit >= style.orphans:
        return fit
    return max(room, 1) if fresh else 0
