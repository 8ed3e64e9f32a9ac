"""Widths that make a table short: where a little more width saves the most lines.

A row is as high as its highest cell, so only the columns that hold a row up are worth widening.
Everything is in em; the number of lines is estimated, for no text is broken here.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

STEPS = 64
"""So many times at most a column is widened."""

_EPS = 1e-6


class TextRow(NamedTuple):
    """A row as far as its texts' lengths go, one a column (em).

    grains: lines of a text are filled by whole pieces of this many em: hanzi, or words of two
    where a text is balanced. enough: so many lines are not worth saving (a head may have a few).
    """

    texts: list[float]
    grains: list[int]
    enough: int = 1


def widened(
    rows: Callable[[], Collection[TextRow]],
    widths: Sequence[float],
    limits: Sequence[float],
    spare: float,
) -> list[float]:
    """Widths after spending up to `spare`, most lines saved per em first.

    rows: gives some of the table's rows, which are only looked at where a column can grow.
    limits: no column grows beyond.
    """
    wide = list(widths)
    growing = [n for n, width in enumerate(wide) if min(limits[n] - width, spare) > _EPS]
    if not growing:
        return wide
    held = [
        _Held(row, lines)
        for row, lines in [(row, _counts(row, wide)) for row in rows()]
        if (top := max(lines)) > row.enough and any(lines[n] == top for n in growing)
    ]
    offers: dict[int, list[tuple[float, float]]] = {}
    stale = growing
    for _ in range(STEPS):
        for column in stale:
            offers[column] = _offers([row for row in held if column in row.columns], column, wide)
        best = None
        for column in growing:
            most = min(limits[column], wide[column] + spare) + _EPS
            for saved, wider in offers[column]:
                if wider <= most and (best is None or saved > best[0]):
                    best = saved, column, wider
        if best is None:
            break
        _, column, width = best
        spare -= width - wide[column]
        wide[column] = width
        changed = {column}.union(*[row.widen(column, width) for row in held])
        stale = [column for column in growing if column in changed]
    return wide


class _Held:
    """A row whose highest texts have more lines than are well: `columns` hold it up."""

    __slots__ = ("columns", "lines", "row", "top")

    def __init__(self, row: TextRow, lines: list[int]) -> None:
        self.row = row
        self.lines = lines
        self._find()

    def _find(self) -> None:
        self.top = max(self.lines)
        self.columns = [n for n, count in enumerate(self.lines) if count == self.top]
        if self.top <= self.row.enough:
            self.columns = []

    def widen(self, column: int, width: float) -> Sequence[int]:
        """Take in a new width; gives the columns for which that changes something."""
        before = self.lines[column]
        if before == 1:
            return ()
        after = _lines(self.row.texts[column], width, self.row.grains[column])
        self.lines[column] = after
        if after == before or before < self.top:  # as high as it was, or it holds nothing up
            return ()
        tied = self.columns
        self._find()
        return tied + self.columns


def _counts(row: TextRow, widths: Sequence[float]) -> list[int]:
    """The lines of a row's texts."""
    return [
        1 if text <= width else _lines(text, width, grain)
        for text, width, grain in zip(row.texts, widths, row.grains, strict=True)
    ]


def _lines(text: float, width: float, grain: int) -> int:
    """Lines of a text that is mostly hanzi: only whole pieces fill a line."""
    if text <= width + _EPS:
        return 1
    return math.ceil(text / _full(width, grain) - _EPS)


def _full(width: float, grain: int) -> int:
    """What a line holds of a text that does not fit into one: at least something."""
    return max(math.floor((width + _EPS) / grain) * grain, 1)


def _step(text: float, lines: int, grain: int) -> float:
    """The least width that sets a text in so many lines."""
    return text if lines == 1 else math.ceil(text / lines / grain - _EPS) * grain


def _offers(
    rows: Sequence[_Held], column: int, widths: Sequence[float]
) -> list[tuple[float, float]]:
    """What widening a column would save for each em, and its new width.

    rows: those that it holds up. The least step that lowers one of them, and the one that lowers
    all of them.
    """
    if not rows:
        return []
    cells = [
        (row.row.texts[column], row.row.grains[column], row.top, len(row.columns)) for row in rows
    ]
    wanted = [_step(text, top - 1, grain) for text, grain, top, _ in cells]
    found = []
    for width in {min(wanted), max(wanted)}:
        full = {grain: _full(width, grain) for grain in {grain for _, grain, _, _ in cells}}
        fits = width + _EPS
        saved = math.fsum(
            [
                (top - (1 if text <= fits else math.ceil(text / full[grain] - _EPS))) / tied
                for text, grain, top, tied in cells
            ]
        )
        found.append((saved / max(width - widths[column], _EPS), width))
    return found
