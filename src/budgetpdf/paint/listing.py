"""Pages as text: the golden format of the tests, and a look at the pages in a terminal.

A page of 22 × 28 is listed as its own characters by row and column, a hanzi two columns wide, so
that a clerk sees in a diff what moved. Tables are drawn with ─ │ ┼; their type is smaller than
the grid's, so a table is widened until its texts fit, and every text keeps its side of the cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import floor
from typing import NamedTuple

from budgetpdf.geometry import Box, Pt, mm
from budgetpdf.pages import GlyphRun, Page, Pages, Rule
from budgetpdf.paint.boxdrawing import JOINED, Frame, columns, frames, pad

PITCH = mm(156) / 28
"""Width of a hanzi on the official grid (pt): two columns of the listing."""
ROW = mm(225) / 22
"""Height of a line on the official grid (pt): a line of the listing."""
BASELINE = 0.7
"""Where the baseline stands in a row of the grid."""
HALF = 0.5 + 1e-6
"""Rounds half a column up, also where the last bit of a sum is missing."""
_SAME_LINE = 0.2
"""Baselines closer than this (em) are one: a fallback glyph is shifted a little."""
_WIDTH = 60


class ListingPainter:
    """Writes the listing as UTF-8. positions: list every item with its exact place instead."""

    def __init__(self, *, positions: bool = False) -> None:
        self.positions = positions

    def paint(self, pages: Pages) -> bytes:
        return list_pages(pages, positions=self.positions).encode()


def list_pages(pages: Pages, *, positions: bool = False) -> str:
    """The pages as text, each under a line with its number, size (mm) and printed number."""
    lines: list[str] = []
    for index, page in enumerate(pages.pages):
        lines.append(_head(index, len(pages.pages), page))
        lines += _items(pages, page) if positions else _PageListing(page).lines()
        lines.append("")
    return "\n".join(lines)


def _head(index: int, count: int, page: Page) -> str:
    width, height = (round(side / mm(1)) for side in page.size)
    turned = " ↻" if page.turned else ""
    return f"═══ {index + 1} / {count} ═ {width} × {height} mm{turned} ═ “{page.label}” ".ljust(
        _WIDTH, "═"
    )


def _items(pages: Pages, page: Page) -> Iterator[str]:
    """One line an item: exact places in pt, three digits."""
    for item in page.items:
        if isinstance(item, Rule):
            places = (item.x0, item.y0, item.x1, item.y1, item.thickness, item.gray)
            yield " ".join(("rule", *map(_pt, places), item.node))
            continue
        node = item.node if isinstance(item.node, str) else pages.nodes[item.node].role
        at = item.node if isinstance(item.node, int) else ""
        places = (item.x, item.y, item.size, item.width, item.gray, item.angle)
        face = pages.faces[item.face].name
        yield " ".join(("text", *map(_pt, places), face, f"{node}{at}", "".join(item.chars)))
        yield " ".join(("    ", *map(_pt, item.offsets)))
    for link in page.links:
        yield " ".join(("link", *map(_pt, link.box), f"→{link.target}", link.text))


def _pt(value: Pt) -> str:
    return f"{round(value, 3) + 0.0:.3f}".rstrip("0").rstrip(".")


class _Line(NamedTuple):
    """Runs on one baseline, from left to right."""

    y: Pt
    runs: list[GlyphRun]


class _PageListing:
    """One page, from top to bottom."""

    def __init__(self, page: Page) -> None:
        area = page.type_area or Box(0, 0, *page.size)
        self._left, self._top = area.x, area.y
        runs = [item for item in page.items if isinstance(item, GlyphRun) and item.chars]
        self._askew = [run for run in runs if run.angle]
        self._lines = _baselines(run for run in runs if not run.angle)
        self._frames = frames([item for item in page.items if isinstance(item, Rule)])
        self._row = 0

    def lines(self) -> Iterator[str]:
        """The lines of the listing."""
        blocks: list[tuple[Pt, Frame | _Line]] = [(frame.top, frame) for frame in self._frames]
        loose = [
            line for line in self._lines if not any(frame.holds(line.y) for frame in self._frames)
        ]
        blocks += [(line.y, line) for line in loose]
        for _, block in sorted(blocks, key=lambda block: block[0]):
            yield from self._text(block) if isinstance(block, _Line) else self._frame(block)
        for run in self._askew:
            yield f"∠ {run.angle:g}° ({run.x:.0f}, {run.y:.0f}) {''.join(run.chars)}"

    def _text(self, line: _Line) -> Iterator[str]:
        yield from self._skip_to(round((line.y - self._top) / ROW - BASELINE))
        self._row += 1
        written = pad("", self._column(line.runs[0].x)) + "".join(line.runs[0].chars)
        for before, run in pairwise(line.runs):
            if run.x - before.x - before.width > JOINED * run.size:
                written = pad(written, max(self._column(run.x), columns(written) + 1))
            written += "".join(run.chars)
        yield written.rstrip()

    def _frame(self, frame: Frame) -> Iterator[str]:
        yield from self._skip_to(round((frame.top - self._top) / ROW))
        yield from frame.draw([line for line in self._lines if frame.holds(line.y)], self._column)
        self._row = max(self._row, round((frame.bottom - self._top) / ROW))

    def _skip_to(self, row: int) -> Iterator[str]:
        yield from [""] * (row - self._row)
        self._row = max(self._row, row)

    def _column(self, x: Pt) -> int:
        return max(0, floor(2 * (x - self._left) / PITCH + HALF))


def _baselines(runs: Iterable[GlyphRun]) -> list[_Line]:
    lines: list[_Line] = []
    for run in sorted(runs, key=lambda run: run.y):
        if not lines or run.y - lines[-1].y > _SAME_LINE * run.size:
            lines.append(_Line(run.y, []))
        lines[-1].runs.append(run)
    for line in lines:
        line.runs.sort(key=lambda run: run.x)
    return lines
