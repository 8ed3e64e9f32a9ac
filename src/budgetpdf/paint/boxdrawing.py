"""Ruled tables in box-drawing characters, for the listing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple
from unicodedata import combining, east_asian_width

from budgetpdf.geometry import Pt
from budgetpdf.pages import GlyphRun, Rule

NEAR = 1.5
"""Ends of rules closer than this (pt) are one point of the grid."""
JOINED = 0.3
"""Runs closer than this (em) follow each other without a space."""
BESIDE = 0.9
"""Lines of neighbouring cells closer than this (em) are listed side by side."""
_CORNERS = " │││─┘┐┤─└┌├─┴┬┼"
"""By what meets at a point: 1 from above, 2 from below, 4 from the left, 8 from the right."""


def columns(text: str) -> int:
    """Columns of a terminal that the text takes."""
    return sum(
        0 if combining(c) or _selects(c) else 1 + (east_asian_width(c) in "WF") for c in text
    )


def pad(text: str, width: int) -> str:
    """The text with spaces up to `width` columns."""
    return text + " " * (width - columns(text))


def joined(runs: Sequence[GlyphRun]) -> str:
    """Text of runs on one baseline; a space stands for each half em between them."""
    text = "".join(runs[0].chars)
    for before, run in pairwise(runs):
        gap = (run.x - before.x - before.width) / run.size
        text += " " * (round(2 * gap) if gap > JOINED else 0) + "".join(run.chars)
    return text


def _selects(char: str) -> bool:
    return 0xFE00 <= ord(char) <= 0xFE0F or 0xE0100 <= ord(char) <= 0xE01EF


class _Text(NamedTuple):
    """A text between two points of the grid. ease: share of the free room at its left."""

    left: int
    right: int
    text: str
    ease: float


class Frame:
    """Rules that belong together. Their ends are points of a grid, by column and by y."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        upright = [rule for rule in rules if rule.x0 == rule.x1]
        level = [rule for rule in rules if rule.x0 != rule.x1]
        self.xs = _clusters([x for rule in rules for x in (rule.x0, rule.x1)])
        self.ys = _clusters([rule.y0 for rule in level])
        self._upright = [(self._at(r.x0), min(r.y0, r.y1), max(r.y0, r.y1)) for r in upright]
        self._level = [
            (_nearest(self.ys, r.y0), self._at(min(r.x0, r.x1)), self._at(max(r.x0, r.x1)))
            for r in level
        ]
        self.top = min(min(rule.y0, rule.y1) for rule in rules)
        self.bottom = max(max(rule.y0, rule.y1) for rule in rules)

    def holds(self, y: Pt) -> bool:
        """Whether a baseline at y lies between the rules."""
        return self.top < y < self.bottom

    def draw(
        self, lines: Iterable[tuple[Pt, Sequence[GlyphRun]]], natural: Callable[[Pt], int]
    ) -> Iterator[str]:
        """The frame with the lines of text inside. natural: the column of an x on the page."""
        texts = self._gathered(lines)
        places = self._places([text for _, row in texts for text in row], natural)
        rows = [(y, self._rule_row(at, places)) for at, y in enumerate(self.ys)]
        rows += [(y, self._text_row(y, row, places)) for y, row in texts]
        for _, row in sorted(rows, key=lambda row: row[0]):
            yield row

    def _gathered(
        self, lines: Iterable[tuple[Pt, Sequence[GlyphRun]]]
    ) -> list[tuple[Pt, list[_Text]]]:
        """Lines of cells side by side as one, though their baselines differ by half a line."""
        rows: list[tuple[Pt, list[_Text]]] = []
        for y, runs in lines:
            texts = list(self._texts(y, runs))
            if rows and self._beside(rows[-1], y, texts, runs[0].size):
                rows[-1][1].extend(texts)
            else:
                rows.append((y, texts))
        return rows

    def _beside(self, row: tuple[Pt, list[_Text]], y: Pt, texts: Sequence[_Text], size: Pt) -> bool:
        """Whether texts at y find room in the row above them."""
        parted = bisect_right(self.ys, row[0]) != bisect_right(self.ys, y)
        taken = {at for text in row[1] for at in range(text.left, text.right)}
        wanted = {at for text in texts for at in range(text.left, text.right)}
        return y - row[0] < BESIDE * size and not parted and not taken & wanted

    def _at(self, x: Pt) -> int:
        return _nearest(self.xs, x)

    def _upright_at(self, y: Pt) -> list[int]:
        """Points of the grid that an upright rule passes at y."""
        return sorted({at for at, top, bottom in self._upright if top <= y <= bottom})

    def _texts(self, y: Pt, runs: Sequence[GlyphRun]) -> Iterator[_Text]:
        """The texts of a line, each between the upright rules around it."""
        walls = sorted({0, *self._upright_at(y), len(self.xs) - 1})
        cells: dict[int, list[GlyphRun]] = {}
        for run in runs:
            wall = bisect_right([self.xs[at] for at in walls], run.x + NEAR) - 1
            cells.setdefault(min(max(wall, 0), len(walls) - 2), []).append(run)
        for wall, inside in cells.items():
            left, right = walls[wall], walls[wall + 1]
            before = max(0.0, inside[0].x - self.xs[left])
            after = max(0.0, self.xs[right] - inside[-1].x - inside[-1].width)
            yield _Text(left, right, joined(inside), before / ((before + after) or 1.0))

    def _places(self, texts: Iterable[_Text], natural: Callable[[Pt], int]) -> list[int]:
        """Columns of the points, as on the page but wide enough for every text."""
        needs: list[dict[int, int]] = [{} for _ in self.xs]
        for text in texts:
            need = needs[text.right]
            need[text.left] = max(need.get(text.left, 0), columns(text.text) + 1)
        places = [natural(self.xs[0])]
        for at, (before, x) in enumerate(pairwise(self.xs), 1):
            place = places[-1] + max(2, natural(x) - natural(before))
            places.append(max([place, *(places[left] + need for left, need in needs[at].items())]))
        return places

    def _rule_row(self, at: int, places: Sequence[int]) -> str:
        """A row of ─ with its corners."""
        y = self.ys[at]
        level = {
            (left, left + 1)
            for row, start, end in self._level
            if row == at
            for left in range(start, end)
        }
        above, below = self._upright_at(y - 2 * NEAR), self._upright_at(y + 2 * NEAR)
        written = " " * places[0]
        for point, place in enumerate(places):
            left, right = (point - 1, point) in level, (point, point + 1) in level
            corner = (point in above) + 2 * (point in below) + 4 * left + 8 * right
            fill = "─" if left else " "
            written += fill * (place - len(written)) + _CORNERS[corner]
        return written.rstrip()

    def _text_row(self, y: Pt, texts: Sequence[_Text], places: Sequence[int]) -> str:
        walls = self._upright_at(y)
        marks = [(places[at], "│") for at in walls]
        for text in texts:
            start, end = places[text.left] + 1, places[text.right]
            free = end - start - columns(text.text)
            marks.append((start + round(free * text.ease), text.text))
        written = ""
        for place, mark in sorted(marks):
            written = pad(written, place) + mark
        return written


def frames(rules: Iterable[Rule]) -> list[Frame]:
    """Rules sorted into frames: those whose heights meet are one."""
    groups: list[list[Rule]] = []
    bottom = float("-inf")
    for rule in sorted(rules, key=lambda rule: min(rule.y0, rule.y1)):
        if min(rule.y0, rule.y1) > bottom + NEAR:
            groups.append([])
            bottom = float("-inf")
        groups[-1].append(rule)
        bottom = max(bottom, rule.y0, rule.y1)
    return [Frame(group) for group in groups]


def _clusters(values: Iterable[Pt]) -> list[Pt]:
    """The values in order, without those that stand near one before them."""
    kept: list[Pt] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > NEAR:
            kept.append(value)
    return kept


def _nearest(values: Sequence[Pt], value: Pt) -> int:
    return min(range(len(values)), key=lambda at: abs(values[at] - value))
