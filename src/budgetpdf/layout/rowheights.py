"""Heights of rows: what their cells need, and what cells over several rows need of them."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum

from budgetpdf.geometry import Pt
from budgetpdf.layout.cells import Placed


def row_heights(rows: int, needs: Iterable[tuple[Placed, Pt]], least: Pt) -> tuple[Pt, ...]:
    """The height of each row (pt), given the least one and what the cells need that need more.

    What a cell over several rows needs beyond them is divided evenly; short spans go first.
    """
    heights = [least] * rows
    spanning = []
    for cell, need in needs:
        if cell.row_span == 1:
            heights[cell.row] = max(heights[cell.row], need)
        else:
            spanning.append((cell.row_span, cell.row, need))
    for span, row, need in sorted(spanning):
        lack = need - fsum(heights[row : row + span])
        if lack > 0:
            for number in range(row, row + span):
                heights[number] += lack / span
    return tuple(heights)
