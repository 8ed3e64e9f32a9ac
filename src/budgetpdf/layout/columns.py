"""Widths of columns: measured once in em; then type size and turn of the page are chosen.

Nothing here knows a font. Widths are inner ones, without the cells' padding.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial, reduce
from operator import add, attrgetter
from typing import NamedTuple

from budgetpdf.document.blocks import Column, Orientation
from budgetpdf.geometry import Pt, mm
from budgetpdf.layout.cells import Occupancy
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

_ROW = attrgetter("row")

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


class Gauge(NamedTuple):
    """What the cells of one column (or of several under a span) ask for, in em.

    least: the widest piece that does not break; least_cell: index of the cell that holds it.
    most, head, body: the longest line of all cells, of heads, of others. total: of the lengths
    of so many texts, the empty ones not counted.
    """

    least: float = 0.0
    most: float = 0.0
    head: float = 0.0
    body: float = 0.0
    total: float = 0.0
    texts: int = 0
    least_cell: int = -1

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
        mean = self.total / self.texts if self.texts else 0.0
        return math.sqrt(max(mean + self.most, 2.0))


class Gauges(NamedTuple):
    """The measure of a table: its columns, and the cells over several columns, by their number
    and the first of them.

    rows: gives all heads and some other rows: lengths of their texts (em), their grains. Most
    tables are never asked for them.
    """

    columns: tuple[Gauge, ...]
    spans: Mapping[tuple[int, int], Gauge]
    rows: Callable[[], Collection[TextRow]]


class Lengths(NamedTuple):
    """What is measured of the texts of all cells: their extents; the widths of numbers before
    and after the decimal point that they align on (em); whether lines break between words."""

    extents: Sequence[Extent]
    parts: Sequence[tuple[float, float] | None]
    balanced: Sequence[bool]


def measure(grid: Occupancy, lengths: Lengths) -> Gauges:
    """What each column asks for."""
    columns: list[list[int]] = [[] for _ in grid.columns]
    spans: dict[tuple[int, int], list[int]] = {}
    extents = lengths.extents
    for index, (_, _, _, _, column, _, col_span) in enumerate(grid.cells):
        if col_span == 1:
            columns[column].append(index)
        elif extents[index].most:
            spans.setdefault((col_span, column), []).append(index)
    first, last = grid.head.start, grid.head.stop
    heads = range(bisect_left(grid.cells, first, key=_ROW), bisect_left(grid.cells, last, key=_ROW))
    return Gauges(
        tuple([_aligned(_gauge(cells, heads, extents), cells, lengths) for cells in columns]),
        {place: _gauge(cells, heads, extents) for place, cells in spans.items()},
        partial(_text_rows, grid, lengths),
    )


def _text_rows(grid: Occupancy, lengths: Lengths) -> Collection[TextRow]:
    """All heads and some other rows."""
    step = 1 + len(grid.rows) // SAMPLE
    width = len(grid.columns)
    rows: dict[int, TextRow] = {}
    for index, (_, part, _, row, column, row_span, col_span) in enumerate(grid.cells):
        if row_span == col_span == 1 and (part == "head" or row % step == 0):
            if row not in rows:
                enough = GOOD_HEAD if part == "head" else 1
                rows[row] = TextRow([0.0] * width, [1] * width, enough)
            rows[row].texts[column] = lengths.extents[index].most
            rows[row].grains[column] = WORD_EM if lengths.balanced[index] else 1
    return rows.values()


def _gauge(cells: Sequence[int], heads: range, extents: Sequence[Extent]) -> Gauge:
    """The measure of some cells, their indexes in reading order. heads: those of all heads."""
    if not cells:
        return Gauge()
    leasts, mosts = zip(*[extents[index] for index in cells], strict=True)
    first, last = bisect_left(cells, heads.start), bisect_left(cells, heads.stop)
    widest = max(leasts)
    return Gauge(
        widest,
        max(mosts),
        max(mosts[first:last], default=0.0),
        max(mosts[:first] + mosts[last:], default=0.0),
        reduce(add, mosts),
        len(mosts) - mosts.count(0.0),
        cells[leasts.index(widest)] if widest else -1,
    )


def _aligned(found: Gauge, cells: Sequence[int], lengths: Lengths) -> Gauge:
    """The measure of a column whose numbers align on their points: the widest whole part and the
    widest fraction need not be those of one number."""
    parts = [lengths.parts[index] for index in cells]
    if not any(parts):
        return found
    left = right = least = most = 0.0
    at = -1
    for index, part in zip(cells, parts, strict=True):
        extent = lengths.extents[index]
        if extent.least > least:
            least, at = extent.least, index
        most = max(most, extent.most)
        if part is not None:
            left, right = max(left, part[0]), max(right, part[1])
            if left + right > least:
                least, at = left + right, index
            most = max(most, least)
    return found._replace(least=least, most=most, least_cell=at)


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
    for comfortable in (True, False):
        for turn, size in tries if comfortable else [t for t in tries if t[0] == turns[-1]]:
            wants = wanted(gauges, columns, size, padding)
            room = widths[turn] - 2 * padding * len(wants)
            if math.fsum([w.low if comfortable else w.least for w in wants]) <= room + SLACK:
                return Fit(size, turn, share_out(wants, room, size, gauges.rows), padding)
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
    if not any(want.shared for want in wants):
        return tuple(wants)
    shares = [column.share or 0.0 for column in columns]
    natural = math.fsum([want.weight for want in wants if want.shared])
    total = math.fsum(shares)
    return tuple(
        [
            want._replace(weight=natural * share / total) if want.shared else want
            for want, share in zip(wants, shares, strict=True)
        ]
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
    leasts = math.fsum([wants[n].least for n in under])
    comforts = math.fsum([wants[n].comfort for n in under])
    lack = max(0.0, gauge.least * size + SLACK - inner - leasts)
    wish = max(0.0, comfort * size + SLACK - inner - comforts)
    for n in under:
        least, comfort, most, weight, fixed, shared = wants[n]
        least += lack / count
        wider = max(least, comfort + wish / count)
        wants[n] = Want(least, wider, max(most, wider), weight, fixed, shared)
