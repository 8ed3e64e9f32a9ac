"""The style sheet: how a page, a text and a table look. Plain values; a profile fills them.

Lengths are in pt unless the name ends in `_mm` or the docstring says em (of the text's size) or
rows (of the page's line grid). The numbers of GB/T 9704-2012 stand in `style.gongwen`.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from budgetpdf.geometry import Box, Pt, Size, mm

Align = Literal["justify", "left", "center", "right"]


class FontFace(NamedTuple):
    """One face in a role's chain.

    file: name of a built-in font file, or a path. index: face in a collection (TTC).
    raise_em: shift of its glyphs (em, up is positive), so that the optical centres of a
        fallback and of the main face agree.
    only: the characters that it may give, as ranges "U+0021-007E U+00B7"; empty: all.
    avoid: characters that it must not give, same syntax.
    """

    file: str
    index: int = 0  # type: ignore[assignment]  # not the method of tuples
    raise_em: float = 0.0
    only: str = ""
    avoid: str = ""


class PageNumber(NamedTuple):
    """The page number (GB/T 9704 7.5): its pattern, face and place.

    place: "outer" sets it at the outer edge (odd right, even left), "center" in the middle.
    below_mm: from the type area's foot to the number's centre line; inset: from the edge of the
        type area, in characters of its own size.
    """

    pattern: str = "— {n} —"
    style: str = "page-number"
    place: Literal["outer", "center"] = "outer"
    below_mm: float = 7.0
    inset: float = 1.0


class PageStyle(NamedTuple):
    """A sheet and its type area (版心).

    inner_mm is the binding edge (订口), outer_mm the fore edge (切口). mirrored: bound for
    duplex print, so that the binding edge of even pages is on the right.
    rows, columns: the grid of lines and characters in the type area.
    number: None prints no page number.
    """

    width_mm: float = 210.0
    height_mm: float = 297.0
    top_mm: float = 37.0
    bottom_mm: float = 35.0
    inner_mm: float = 28.0
    outer_mm: float = 26.0
    mirrored: bool = False
    rows: int = 22
    columns: int = 28
    number: PageNumber | None = PageNumber()

    @property
    def size(self) -> Size:
        """The upright sheet (pt)."""
        return Size(mm(self.width_mm), mm(self.height_mm))

    @property
    def row_pitch(self) -> Pt:
        """Distance of two lines of the grid (pt); 225 mm / 22 in GB/T 9704."""
        return mm(self.height_mm - self.top_mm - self.bottom_mm) / self.rows

    @property
    def column_pitch(self) -> Pt:
        """Distance of two characters of the grid (pt); 156 mm / 28 in GB/T 9704."""
        return mm(self.width_mm - self.inner_mm - self.outer_mm) / self.columns

    def type_area(self, page_index: int) -> Box:
        """版心 of the page with this index (0-based; index 0 is an odd page)."""
        left = self.outer_mm if self.mirrored and page_index % 2 else self.inner_mm
        return Box(
            mm(left),
            mm(self.top_mm),
            mm(self.width_mm - self.inner_mm - self.outer_mm),
            mm(self.height_mm - self.top_mm - self.bottom_mm),
        )


class TextStyle(NamedTuple):
    """How a paragraph looks.

    role: the font role. size: pt.
    first_indent, left_indent, right_indent: in em, or in grid columns where `grid` is strict.
    line_pitch: pt; None is one row of the page's grid.
    before, after: empty rows of the grid.
    grid: "strict" sets full-width characters at the page's column pitch and keeps hanzi on the
        grid's columns; "free" sets them at their size.
    latin_gap: em between hanzi and Latin letters or digits.
    max_stretch: em that a gap between two characters may grow by in justification.
    squeeze: neighbouring and line-edge marks give up their blank halves (clreq 3.1.6).
    strict_start: … and — may not begin a line either.
    balance: lines of similar length, broken at word boundaries (titles, captions).
    keep_next: keeps with the next block. orphans, widows: fewest lines at a foot, at a head.
    gray: 0 black to 1 white.
    """

    role: str = "body"
    size: Pt = 15.75
    align: Align = "justify"
    first_indent: float = 0.0
    left_indent: float = 0.0
    right_indent: float = 0.0
    line_pitch: Pt | None = None
    before: float = 0.0
    after: float = 0.0
    grid: Literal["strict", "free"] = "free"
    latin_gap: float = 0.0
    max_stretch: float = 0.25
    squeeze: bool = True
    strict_start: bool = True
    balance: bool = False
    keep_next: bool = False
    orphans: int = 2
    widows: int = 2
    gray: float = 0.0


class TableStyle(NamedTuple):
    """How a table looks.

    cell, head, caption, note, unit: names of text styles; sizes: the ladder that cell type
    shrinks through (pt, largest first). line_factor: line pitch in cells, in em.
    padding_x, padding_y: inside a cell (pt). frame, rule: thickness of outer and inner lines.
    min_row: least height of a row, in lines of its type plus padding.
    after: rows of the grid left empty below, before the text returns to the grid.
    """

    cell: str = "table-cell"
    head: str = "table-head"
    caption: str = "table-caption"
    unit: str = "table-unit"
    note: str = "table-note"
    sizes: tuple[Pt, ...] = (10.5, 9.0, 7.5)
    line_factor: float = 1.3
    padding_x: Pt = 3.0
    padding_y: Pt = 2.5
    frame: Pt = 1.0
    rule: Pt = 0.5
    min_row: float = 1.0
    before: float = 0.0
    after: float = 0.0


class Sheet(NamedTuple):
    """Everything that layout asks about looks.

    pages, texts, tables: by style name. fonts: role → chain of faces, asked in order.
    A text style that is missing by name takes "body"'s; compose checks that names exist.
    """

    pages: Mapping[str, PageStyle]
    texts: Mapping[str, TextStyle]
    tables: Mapping[str, TableStyle]
    fonts: Mapping[str, tuple[FontFace, ...]]

    def text(self, name: str) -> TextStyle:
        """The text style of that name, or body's."""
        return self.texts.get(name) or self.texts["body"]
