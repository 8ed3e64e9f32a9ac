"""The lines of a cell: where they stand in its width, and numbers below each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from budgetpdf.geometry import Pt
from budgetpdf.layout.paragraph import SetLine
from budgetpdf.pages import GlyphRun
from budgetpdf.style.sheet import Align


class CellLines(NamedTuple):
    """The lines of a cell's text.

    x: shift of all of them from the left edge of the cell's inner width (pt).
    point: place of the decimal point from the lines' left edge, where the text is a number that
        aligns on it (pt). width: of the first line (pt).
    """

    lines: tuple[SetLine, ...]
    x: Pt = 0.0
    point: Pt | None = None
    width: Pt = 0.0


NOTHING = CellLines(())


def one_line(line: SetLine, align: Align, measure: Pt, width: Pt, point: Pt | None) -> CellLines:
    """A line that was set in `measure`, aligned in an inner width (pt)."""
    free = width - measure
    x = free if align == "right" else free / 2 if align == "center" else 0.0
    return CellLines((line,), x, point, line.width)


def scaled(line: SetLine, factor: float) -> SetLine:
    """The same line in another size: every length of a text is in proportion to its size."""
    if factor == 1:
        return line
    runs = [
        GlyphRun(
            run.x * factor,
            run.y * factor,
            run.face,
            run.size * factor,
            run.gids,
            run.chars,
            [offset * factor for offset in run.offsets],
            run.width * factor,
            run.node,
            run.gray,
            run.angle,
        )
        for run in line.items
    ]
    return SetLine(tuple(runs), line.width * factor, line.size * factor)


def align_points(cells: Sequence[CellLines], width: Pt) -> list[CellLines]:
    """The numbers of a column, shifted so that their decimal points stand below each other.

    The longest fraction ends at the right edge of the inner width (pt).
    """
    after = max((cell.width - cell.point for cell in cells if cell.point is not None), default=0.0)
    return [
        cell
        if cell.point is None
        else cell._replace(x=max(0.0, min(width - after - cell.point, width - cell.width)))
        for cell in cells
    ]


def place_of_char(line: SetLine, index: int) -> Pt:
    """Where the character with this index begins (pt from the line's left edge)."""
    place = 0.0
    for run in line.items:
        for char, offset in zip(run.chars, run.offsets, strict=True):
            if index <= 0:
                return run.x + offset
            index -= len(char)
        place = run.x + run.width
    return place
