"""A table ready to be cut into pages: heights, widths and lines are fixed, nothing changes."""

from collections.abc import Callable, Sequence
from math import fsum
from typing import NamedTuple

from budgetpdf.diagnostic import Diagnostic
from budgetpdf.geometry import Pt
from budgetpdf.layout.paragraph import SetLine
from budgetpdf.pages import Artifact, GlyphRun, Item, NodeId
from budgetpdf.tuples import new_tuple


class SetCell(NamedTuple):
    """A cell: the rows and columns that it covers, and its lines.

    x: shift of the lines from the left edge of the inner width (pt).
    label: repeated on the next page where a page cuts it.
    """

    row: int
    column: int
    end: int
    lines: tuple[SetLine, ...]
    x: Pt
    label: bool
    node: NodeId


class Stack(NamedTuple):
    """Lines above or below the frame, relative to their top left corner: height (pt) and items."""

    height: Pt
    items: tuple[GlyphRun, ...]


class NoteLine(NamedTuple):
    """A line of the notes: it is placed like a line of text, `pitch` (pt) high."""

    line: SetLine
    x: Pt
    pitch: Pt
    node: NodeId


class Measures(NamedTuple):
    """Lengths that all cells share (pt). heavy: column edges that carry a frame's weight."""

    size: Pt
    pitch: Pt
    pad_x: Pt
    pad_y: Pt
    frame: Pt
    rule: Pt
    heavy: frozenset[int] = frozenset()


class SetTable(NamedTuple):
    """A prepared table; `take` cuts it into pieces.

    landscape: it needs a turned page. node: its Table in the structure.
    edges: x of the column edges (the middle of their rules), one more than columns (pt).
    heights: of the rows, from rule to rule (pt). head: the rows that each page repeats; empty
        where they are too high for that. keep: rows that stay with the next one.
    owner[row][column]: index into cells.
    first, later: what stands above the frame on the first page and on the others; the latter is
        set when it is asked for, because most tables stand on one page.
    page: height of the region that it was prepared for (pt).
    """

    landscape: bool
    node: NodeId
    findings: tuple[Diagnostic, ...]
    measures: Measures
    edges: tuple[Pt, ...]
    heights: tuple[Pt, ...]
    head: range
    keep: frozenset[int]
    owner: tuple[tuple[int, ...], ...]
    cells: tuple[SetCell, ...]
    first: Stack
    later: Callable[[], Stack]
    notes: tuple[NoteLine, ...]
    page: Pt

    @property
    def rows(self) -> int:
        """Number of rows, head and top rows included."""
        return len(self.heights)

    @property
    def head_height(self) -> Pt:
        """Of the rows that each page repeats (pt)."""
        return fsum(self.heights[self.head.start : self.head.stop])

    @property
    def height(self) -> Pt:
        """Of the whole table on one page (pt)."""
        around = self.first.height + self.measures.frame + self.notes_height(len(self.notes))
        return fsum(self.heights) + around

    def notes_height(self, count: int) -> Pt:
        """Height of the first lines of the notes with the gap above them (pt)."""
        lines = self.notes[:count]
        return self.measures.pad_y + fsum(line.pitch for line in lines) if lines else 0.0

    def need(self, lines: int) -> Pt:
        """Height of a cell with so many lines (pt)."""
        return lines * self.measures.pitch + 2 * self.measures.pad_y

    def capacity(self, height: Pt) -> int:
        """How many lines a cell of this height holds (pt)."""
        room = height - 2 * self.measures.pad_y
        return max(0, int(room / self.measures.pitch + 1e-6))


def place(
    items: list[GlyphRun] | list[Item],
    lines: Sequence[SetLine],
    left: Pt,
    top: Pt,
    pitch: Pt,
    size: Pt,
    node: NodeId | Artifact,
) -> None:
    """Append the runs of lines, one below the other, for `node`.

    left, top: where they begin, and the first of them (pt). The em box of each (0.88 over 0.12 of
    `size`) is centred in its `pitch`.
    """
    above, em = (pitch - size) / 2, 0.88 * size
    for line in lines:
        base = top + above + em
        for x, y, face, own, gids, chars, offsets, width, _, gray, angle in line.items:
            items.append(
                new_tuple(
                    GlyphRun,
                    (x + left, y + base, face, own, gids, chars, offsets, width, node, gray, angle),
                )
            )
        top += pitch
