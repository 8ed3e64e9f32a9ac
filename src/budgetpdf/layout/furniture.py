"""What stands on a page besides the text: page numbers, the draft mark, the proof grid.

All of it is outside the structure (artifacts, PDF 14.8.2.2).
"""

from __future__ import annotations

from collections.abc import Iterator

from budgetpdf.document.blocks import Run
from budgetpdf.geometry import Box, Point
from budgetpdf.layout.paragraph import Typesetter, shift
from budgetpdf.pages import GlyphRun, Item, Rule
from budgetpdf.style.sheet import PageStyle, Sheet, TextStyle

MIDDLE = 0.38
"""Height of a hanzi's centre over the baseline, in em: its box reaches from −0.12 to 0.88."""

DASH_HEIGHT = 0.38
"""Height of 一字线 over the baseline (em): it stands at the middle of the em box."""


def page_number(
    style: PageStyle, area: Box, sheet: Sheet, setter: Typesetter, index: int, label: str
) -> Iterator[GlyphRun]:
    """The page number in the coordinates of the upright sheet (GB/T 9704 7.5).

    area: its type area. index: 0-based index of the page, so that an even index is an odd page.
    """
    number = style.number
    if number is None or not label:
        return
    text = sheet.text(number.style)._replace(align="left", first_indent=0.0)
    content = (Run(number.pattern.replace("{n}", label)),)
    set_text = setter.set_text(content, text, style.size.width, "pagination")
    if not set_text.lines:
        return
    line = set_text.lines[0]
    inset = number.inset * text.size
    if number.place == "center":
        x = area.x + (area.width - line.width) / 2
    else:
        x = area.right - inset - line.width if index % 2 == 0 else area.x + inset
    baseline = area.bottom + below(number.below_mm) + DASH_HEIGHT * text.size
    yield from shift(line.items, x, baseline)


def below(distance_mm: float) -> float:
    """Distance below the type area (pt)."""
    from budgetpdf.geometry import mm

    return mm(distance_mm)


def turn(item: Item, height: float) -> Item:
    """An item of the upright sheet as it reads on the turned page (sheet turned clockwise).

    height: of the upright sheet (pt). A point (x, y) comes to (height − y, x).
    """
    if isinstance(item, Rule):
        return item._replace(x0=height - item.y0, y0=item.x0, x1=height - item.y1, y1=item.x1)
    return item._replace(x=height - item.y, y=item.x, angle=item.angle - 90.0)


def turned_area(area: Box, height: float) -> Box:
    """The type area of the upright sheet as it reads on the turned page."""
    return Box(height - area.bottom, area.x, area.height, area.width)


def proof_grid(area: Box, style: PageStyle) -> Iterator[Rule]:
    """Type area and grid (22 × 28 in GB/T 9704), drawn over the page as proof."""
    for row in range(style.rows + 1):
        y = area.y + row * area.height / style.rows
        yield Rule(area.x, y, area.right, y, 0.25, 0.6)
    for column in range(style.columns + 1):
        x = area.x + column * area.width / style.columns
        yield Rule(x, area.y, x, area.bottom, 0.25, 0.6)


def draft_mark(text: str, style: TextStyle, setter: Typesetter, area: Box) -> Iterator[GlyphRun]:
    """The mark of a draft, large and light across the middle of the type area."""
    size = area.width / (len(text) + 2)
    look = style._replace(size=size, align="left", first_indent=0.0, gray=0.85, line_pitch=None)
    for line in setter.set_text((Run(text),), look, area.width, "pagination").lines[:1]:
        origin = Point(
            area.x + (area.width - line.width) / 2, area.y + area.height / 2 + MIDDLE * size
        )
        yield from shift(line.items, origin.x, origin.y)
