"""Which lines of a table's grid are drawn: those between two cells, joined into long ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import ne

from budgetpdf.geometry import Pt
from budgetpdf.layout.tableset import Measures
from budgetpdf.pages import Rule


def frame(xs: Sequence[Pt], ys: Sequence[Pt], thickness: Pt) -> tuple[Rule, ...]:
    """The closed frame around a piece; xs, ys: middles of its rules (pt)."""
    half = thickness / 2
    left, right, top, bottom = xs[0], xs[-1], ys[0], ys[-1]
    return (
        Rule(left - half, top, right + half, top, thickness),
        Rule(left - half, bottom, right + half, bottom, thickness),
        Rule(left, top - half, left, bottom + half, thickness),
        Rule(right, top - half, right, bottom + half, thickness),
    )


def inner_rules(
    owner: Sequence[Sequence[int]], xs: Sequence[Pt], ys: Sequence[Pt], measures: Measures
) -> Iterator[Rule]:
    """Rules between the cells. owner[row][column] names the cell, as many as edges less one."""
    for y, (above, below) in zip(ys[1:-1], pairwise(owner), strict=True):
        for start, end in stretches(list(map(ne, above, below))):
            yield Rule(xs[start], y, xs[end], y, measures.rule)
    for column, (left, right) in enumerate(pairwise(zip(*owner, strict=True)), 1):
        thickness = measures.frame if column in measures.heavy else measures.rule
        for start, end in stretches(list(map(ne, left, right))):
            yield Rule(xs[column], ys[start], xs[column], ys[end], thickness)


def stretches(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Where flags are set without a gap: first index and the one after the last."""
    if all(flags):
        yield 0, len(flags)
        return
    start = -1
    for index, flag in enumerate(flags):
        if flag and start < 0:
            start = index
        elif not flag and start >= 0:
            yield start, index
            start = -1
    if start >= 0:
        yield start, len(flags)
