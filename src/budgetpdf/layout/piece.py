"""A piece of a table: its items, from the caption to the rules and the notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import fsum
from typing import NamedTuple

from budgetpdf.geometry import Point, Pt
from budgetpdf.layout.paragraph import shift
from budgetpdf.layout.portions import Portion, advance, cells_of, portions
from budgetpdf.layout.ruling import frame, inner_rules
from budgetpdf.layout.split import EPS, Cut, Rest
from budgetpdf.layout.tableset import SetTable, place
from budgetpdf.pages import Artifact, Item


class Piece(NamedTuple):
    """What stands on one page of a table: its height (pt) and its items."""

    height: Pt
    items: tuple[Item, ...]


def draw(rest: Rest, cut: Cut, height: Pt, at: Point) -> tuple[Piece, Rest | None]:
    """The piece that a cut makes, in a region of `height` (pt) whose corner lies at `at`."""
    table = rest.table
    above = table.later() if rest.started else table.first
    items: list[Item] = list(shift(above.items, at.x, at.y))
    top = at.y + above.height
    owner: list[tuple[int, ...]] = []
    heights = list(cut.heights)
    shown = portions(rest, cut)
    y = top + table.measures.frame / 2
    if rest.repeats_head:
        head = table.heights[table.head.start : table.head.stop]
        _texts(table, items, (table.head.start, head), {}, Point(at.x, y), "pagination")
        owner += table.owner[table.head.start : table.head.stop]
        heights[:0] = head
        y += fsum(head)
    _texts(table, items, (rest.row, cut.heights), shown, Point(at.x, y))
    owner += table.owner[rest.row : rest.row + len(cut.heights)]
    bottom = top
    if heights:
        xs = tuple(at.x + edge for edge in table.edges)
        ys = tuple(accumulate(heights, initial=top + table.measures.frame / 2))
        items.extend(frame(xs, ys, table.measures.frame))
        items.extend(inner_rules(owner, xs, ys, table.measures))
        bottom = ys[-1] + table.measures.frame / 2
    return _finish(advance(rest, cut, shown), items, (at, bottom, at.y + height))


def _texts(
    table: SetTable,
    items: list[Item],
    rows: tuple[int, Sequence[Pt]],
    shown: Mapping[int, Portion],
    at: Point,
    artifact: Artifact | None = None,
) -> None:
    """Add the lines of cells, vertically centred where all of them are here.

    rows: the first one and the heights of all. shown: of the cells that are cut.
    """
    first, heights = rows
    edges = list(accumulate(heights, initial=0.0))
    end = first + len(heights)
    lengths = table.measures
    pitch, size = lengths.pitch, lengths.size
    lefts = [at.x + edge + lengths.pad_x for edge in table.edges]
    cells, y, foot, pad = table.cells, at.y, edges[-1], lengths.pad_y
    for index in cells_of(table, first, end):
        row, column, last, lines, x, _, own = cells[index]
        if not lines:
            continue
        above = edges[row - first] if row > first else 0.0
        below = edges[last - first] if last < end else foot
        node, slack = artifact or own, (below - above - len(lines) * pitch) / 2
        if index in shown:
            start, stop, again = shown[index]
            slack = slack if stop - start == len(lines) else pad
            lines = lines[start:stop]
            node = "pagination" if again else node
        place(items, lines, lefts[column] + x, y + above + slack, pitch, size, node)


def _finish(
    rest: Rest, items: list[Item], place: tuple[Point, Pt, Pt]
) -> tuple[Piece, Rest | None]:
    """Add the notes below the last row; place: corner, foot of the frame, foot of the region."""
    at, y, foot = place
    if rest.row < rest.table.rows:
        return Piece(y - at.y, tuple(items)), rest
    count = _notes(rest, items, Point(at.x, y), foot)
    y += rest.table.notes_height(count)
    left = rest._replace(note=count) if count < len(rest.table.notes) else None
    return Piece(y - at.y, tuple(items)), left


def draw_caption(rest: Rest, at: Point) -> tuple[Piece, Rest | None]:
    """A caption so high that no row fits below it: a piece of its own."""
    table = rest.table
    piece = Piece(table.first.height, tuple(shift(table.first.items, at.x, at.y)))
    return piece, rest._replace(started=True) if table.rows or table.notes else None


def draw_notes(
    rest: Rest, height: Pt, at: Point, *, fresh: bool
) -> tuple[Piece | None, Rest | None]:
    """A piece of notes alone, on a page after the table."""
    items: list[Item] = []
    count = _notes(rest, items, at, at.y + height, least=int(fresh))
    if count == rest.note:
        return None, rest
    used = fsum(note.pitch for note in rest.table.notes[rest.note : count])
    left = rest._replace(note=count) if count < len(rest.table.notes) else None
    return Piece(used, tuple(items)), left


def _notes(rest: Rest, items: list[Item], at: Point, foot: Pt, least: int = 0) -> int:
    """Place the lines of the notes that fit; gives the number of the first that does not."""
    table = rest.table
    y = at.y + (0.0 if rest.note or least else table.measures.pad_y)
    for count, note in enumerate(table.notes[rest.note :]):
        if count >= least and y + note.pitch > foot + EPS:
            return rest.note + count
        size = note.line.size
        place(items, (note.line,), at.x + note.x, y, note.pitch, size, note.node)
        y += note.pitch
    return len(table.notes)
