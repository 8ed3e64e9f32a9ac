"""Widths of columns: measured once in em; then type size and turn of the page are chosen.

Nothing here knows a font. Widths are inner ones, without the cells' padding.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from budgetpdf.document.blocks import Column, Orientation
from budgetpdf.geometry import Pt, mm
from budgetpdf.layout.cells import Placed
from budgetpdf.layout.fewest import TextRow
from budgetpdf.layout.shares import SLACK, Want, share_out

HEAD_LINES = 4
"""A column is comfortable if no head takes more lines than this …"""

SPAN_LINES = 2
"""… no head over several columns more than this …"""

BODY_LINES = 12
"""… and no text more than this, as far as BODY_EM allow."""

BODY_EM = 10.0
WORD_EM = 2
"""Length of most Chinese words."""

GOOD_HEAD = 3
"""Lines of a head that are not worth more width."""

SAMPLE = 24
"""Rows that are looked at to find widths that make the table short."""

SHORT_EM = 8.0
"""Texts up to this length are set in two lines where there is room."""

NARROW_EM = 2.0
"""No text is set narrower than two hanzi while there is room elsewhere."""


class Extent(NamedTuple):
    """Widest unbreakable piece and longest line of a text, in em."""

    least: float
    most: float


@dataclass(slots=True, eq=False, repr=False)
class Gauge:
    """What the cells of one column (or of several under a span) ask for, in em.

    least_cell: index of the cell that asks for the most. left, right: widest part of a number
    before and after its decimal point.
    """

    least: float = 0.0
    most: float = 0.0
    head: float = 0.0
    body: float = 0.0
    total: float = 0.0
    count: int = 0
    left: float = 0.0
    right: float = 0.0
    least_cell: int = -1

    def add(self, index: int, cell: Placed, extent: Extent) -> None:
        """Take in one cell."""
        if extent.least > self.least:
            self.least, self.least_cell = extent.least, index
        self.most = max(self.most, extent.most)
        if cell.part == "head":
            self.head = max(self.head, extent.most)
        else:
            self.body = max(self.body, extent.most)
        if extent.most:
            self.total += extent.most
            self.count += 1

    def add_number(self, index: int, left: float, right: float) -> None:
        """Take in a number that aligns on its point."""
        self.left, self.right = max(self.left, left), max(self.right, right)
        if self.left + self.right > self.least:
            self.least, self.least_cell = self.left + self.right, index
        self.most = max(self.most, self.least)

    @property
    def comfort(self) -> float:
        """Width (em) below which the column looks starved."""
        body = min(self.body / BODY_LINES, BODY_EM)
        if self.body <= SHORT_EM:
            body = math.ceil(self.body / 2)
        wish = max(self.least, NARROW_EM, self.head / HEAD_LINES, body)
        return max(self.least, min(wish, self.most))

    @property
    def weight(self) -> float:
        """Share in what is left. The root: the sum of line counts is least so."""
        mean = self.total / self.count if self.count else 0.0
        return math.sqrt(max(mean + self.most, 2.0))


@dataclass(slots=True, eq=False, repr=False)
class Gauges:
    """The measure of a table: its columns, and the cells over several columns.

    texts: every `step`-th row, and all heads: lengths of its texts (em), their grains.
    """

    columns: tuple[Gauge, ...]
    spans: dict[tuple[int, int], Gauge] = field(default_factory=dict)
    rows: dict[int, TextRow] = field(default_factory=dict)
    step: int = 1

    def add(self, index: int, cell: Placed, extent: Extent, *, balanced: bool) -> None:
        """Take in one cell; `balanced`: its lines are broken between words."""
        if cell.col_span == 1:
            self.columns[cell.column].add(index, cell, extent)
            head = cell.part == "head"
            if cell.row_span == 1 and (head or cell.row % self.step == 0):
                row = self._row(cell.row, GOOD_HEAD if head else 1)
                row.texts[cell.column] = extent.most
                row.grains[cell.column] = WORD_EM if balanced else 1
        elif extent.most:
            key = (cell.col_span, cell.column)
            self.spans.setdefault(key, Gauge()).add(index, cell, extent)

    def _row(self, number: int, enough: int) -> TextRow:
        row = self.rows.get(number)
        if row is None:
            count = len(self.columns)
            row = self.rows[number] = TextRow([0.0] * count, [1] * count, enough)
        return row


class Fit(NamedTuple):
    """The outcome: type size (pt), turn, inner widths and padding (pt).

    starved: columns that are narrower than their widest unbreakable piece.
    """

    size: Pt
    landscape: bool
    widths: tuple[Pt, ...]
    padding: Pt
    starved: tuple[int, ...] = ()

    @property
    def width(self) -> Pt:
        """From the middle of the left frame to the middle of the right one (pt)."""
        return math.fsum(self.widths) + 2 * self.padding * len(self.widths)


def fit(
    gauges: Gauges,
    columns: Sequence[Column],
    sizes: Sequence[Pt],
    padding: Pt,
    widths: tuple[Pt, Pt],
    orientation: Orientation,
) -> Fit:
    """Choose size and turn of the page, and share out the width.

    Type shrinks only as far as needed; the page turns only where that is not enough. Where no
    size is comfortable, the largest is taken in which everything fits at all.
    widths: what the table may take upright and turned (pt).
    """
    turns = {"portrait": (False,), "landscape": (True,)}.get(orientation, (False, True))
    tries = [(turn, size) for turn in turns for size in sizes]
    rows = tuple(gauges.rows.values())
    for comfortable in (True, False):
        for turn, size in tries if comfortable else [t for t in tries if t[0] == turns[-1]]:
            wants = wanted(gauges, columns, size, padding)
            room = widths[turn] - 2 * padding * len(wants)
            if math.fsum(w.low if comfortable else w.least for w in wants) <= room + SLACK:
                return Fit(size, turn, share_out(wants, room, size, rows), padding)
    return _overfull(gauges, columns, sizes[-1], padding, (widths[turns[-1]], turns[-1]))


def _overfull(
    gauges: Gauges, columns: Sequence[Column], size: Pt, padding: Pt, room: tuple[Pt, bool]
) -> Fit:
    """Nothing fits: even widths where they must be, and words will break. An error is reported."""
    width, turn = room
    padding = min(padding, width / len(columns) / 6)
    size = min(size, width / len(columns) - 2 * padding - SLACK)
    wants = wanted(gauges, columns, size, padding)
    widths = share_out(wants, width - 2 * padding * len(wants), size)
    starved = tuple(
        n for n, (want, given) in enumerate(zip(wants, widths, strict=True)) if given < want.least
    )
    return Fit(size, turn, widths, padding, starved or tuple(range(len(columns))))


def wanted(gauges: Gauges, columns: Sequence[Column], size: Pt, padding: Pt) -> tuple[Want, ...]:
    """The measure in pt at a type size, cells over several columns included."""
    wants = [
        _want(g, column, size, padding) for g, column in zip(gauges.columns, columns, strict=True)
    ]
    for (count, first), gauge in sorted(gauges.spans.items()):
        _widen(wants, first, count, gauge, size, padding)
    shares = [column.share or 0.0 for column in columns]
    natural = math.fsum(want.weight for want in wants if want.shared)
    return tuple(
        want._replace(weight=natural * share / math.fsum(shares)) if want.shared else want
        for want, share in zip(wants, shares, strict=True)
    )


def _want(gauge: Gauge, column: Column, size: Pt, padding: Pt) -> Want:
    fixed = None if column.width_mm is None else max(mm(column.width_mm) - 2 * padding, 0.0)
    return Want(
        gauge.least * size + SLACK,
        gauge.comfort * size + SLACK,
        gauge.most * size + SLACK,
        gauge.weight,
        fixed,
        fixed is None and bool(column.share and column.share > 0),
    )


def _widen(wants: list[Want], first: int, count: int, gauge: Gauge, size: Pt, padding: Pt) -> None:
    """Columns under a common cell are together at least as wide as it asks."""
    under = range(first, first + count)
    inner = 2 * padding * (count - 1)
    comfort = max(gauge.least, min(gauge.comfort, NARROW_EM * count), gauge.head / SPAN_LINES)
    lack = max(0.0, gauge.least * size + SLACK - inner - math.fsum(wants[n].least for n in under))
    wish = max(0.0, comfort * size + SLACK - inner - math.fsum(wants[n].comfort for n in under))
    for n in under:
        want = wants[n]
        least = want.least + lack / count
        wider = max(least, want.comfort + wish / count)
        wants[n] = want._replace(least=least, comfort=wider, most=max(want.most, wider))
