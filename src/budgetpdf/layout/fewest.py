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

    enough: so many lines are not worth saving (a head may have a few).
    """

    texts: Sequence[float]
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
        [_lines(text, width) for text, width in zip(row.texts, wide, strict=True)] for row in rows
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
            counts[column] = _lines(row.texts[column], width)
    return wide


def _lines(text: float, width: float) -> int:
    """Lines of a text that is mostly hanzi: only whole ones fill a line."""
    if text <= width + _EPS:
        return 1
    return math.ceil(text / max(math.floor(width + _EPS), 1) - _EPS)


def _offers(
    rows: Sequence[TextRow], lines: Sequence[Sequence[int]], widths: Sequence[float]
) -> Iterator[tuple[float, int, float]]:
    """What widening a column would save for each em, the column, and its new width.

    For each column the least step that lowers one of the rows that it holds up, and the one that
    lowers all of them.
    """
    holding: dict[int, list[tuple[float, int, int]]] = {}
    for row, counts in zip(rows, lines, strict=True):
        top = max(counts)
        if top > row.enough:
            tied = counts.count(top)
            for column, count in enumerate(counts):
                if count == top:
                    holding.setdefault(column, []).append((row.texts[column], top, tied))
    for column, held in holding.items():
        wanted = [text if top == 2 else math.ceil(text / (top - 1) - _EPS) for text, top, _ in held]
        for width in {min(wanted), max(wanted)}:
            saved = sum((top - _lines(text, width)) / tied for text, top, tied in held)
            yield saved / max(width - widths[column], _EPS), column, width
