"""Widths that make a table short: where a little more width saves the most lines.

A row is as high as its highest cell, so only the columns that hold a row up are worth widening.
Everything is in em; the number of lines is estimated, for no text is broken here.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
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
    rows: Sequence[TextRow],
    widths: Sequence[float],
    limits: Sequence[float],
    spare: float,
) -> list[float]:
    """Widths after spending up to `spare`, most lines saved per em first.

    rows: some of the table's rows. limits: no column grows beyond.
    """
    wide = list(widths)
    lines = [
        [_lines(*text) for text in zip(row.texts, wide, row.grains, strict=True)] for row in rows
    ]
    for _ in range(STEPS):
        offers = [
            offer
            for offer in _offers(rows, lines, wide)
            if offer[2] <= min(limits[offer[1]], wide[offer[1]] + spare) + _EPS
        ]
        if not offers:
            break
        _, column, width = max(offers, key=lambda offer: (offer[0], -offer[1]))
        spare -= width - wide[column]
        wide[column] = width
        for row, counts in zip(rows, lines, strict=True):
            counts[column] = _lines(row.texts[column], width, row.grains[column])
    return wide


def _lines(text: float, width: float, grain: int) -> int:
    """Lines of a text that is mostly hanzi: only whole pieces fill a line."""
    if text <= width + _EPS:
        return 1
    full = math.floor((width + _EPS) / grain) * grain
    return math.ceil(text / max(full, 1) - _EPS)


def _step(text: float, lines: int, grain: int) -> float:
    """The least width that sets a text in so many lines."""
    return text if lines == 1 else math.ceil(text / lines / grain - _EPS) * grain


def _offers(
    rows: Sequence[TextRow], lines: Sequence[Sequence[int]], widths: Sequence[float]
) -> Iterator[tuple[float, int, float]]:
    """What widening a column would save for each em, the column, and its new width.

    For each column the least step that lowers one of the rows that it holds up, and the one that
    lowers all of them.
    """
    holding: dict[int, list[tuple[float, int, int, int]]] = {}
    for row, counts in zip(rows, lines, strict=True):
        top = max(counts)
        if top > row.enough:
            tied = counts.count(top)
            for column, count in enumerate(counts):
                if count == top:
                    held = (row.texts[column], row.grains[column], top, tied)
                    holding.setdefault(column, []).append(held)
    for column, cells in holding.items():
        wanted = [_step(text, top - 1, grain) for text, grain, top, _ in cells]
        for width in {min(wanted), max(wanted)}:
            saved = math.fsum(
                (top - _lines(text, width, grain)) / tied for text, grain, top, tied in cells
            )
            yield saved / max(width - widths[column], _EPS), column, width
