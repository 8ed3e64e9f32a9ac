"""Sharing out a width among columns: pure arithmetic over what each of them asks for."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from budgetpdf.geometry import Pt
from budgetpdf.layout.fewest import TextRow, widened

SLACK = 0.02
"""Added to every measured width (pt), so that a text fits into a column as wide as itself."""

_HALVINGS = 60

_GUESSES = 8

_Bound = tuple[Pt, Pt, float]
"""Least and greatest width of a column (pt), and its weight."""


class Want(NamedTuple):
    """What a column asks for (inner widths, pt).

    least: below it a number or word would break. comfort: below it the column looks starved.
    most: its longest line. weight: its share in what is left. fixed: the width that it was
    given. shared: it takes its share without a limit.
    """

    least: Pt
    comfort: Pt
    most: Pt
    weight: float
    fixed: Pt | None = None
    shared: bool = False

    @property
    def low(self) -> Pt:
        """The least width that looks well, or the given one."""
        return self.comfort if self.fixed is None else max(self.fixed, self.least)

    @property
    def high(self) -> Pt:
        """The width above which more is of no use."""
        if self.fixed is not None:
            return self.low
        return math.inf if self.shared else max(self.most, self.comfort)


def share_out(
    wants: Sequence[Want], total: Pt, em: Pt, rows: Callable[[], Collection[TextRow]] = tuple
) -> tuple[Pt, ...]:
    """Share `total` (pt) among the columns.

    Each gets at least what it cannot do without, then comfort, then what makes the table short,
    then in proportion to its weight up to what it can use; what nobody can use goes to all but
    the fixed ones. If not even the least fits, the wide ones give way to a common level. The sum
    is `total`, or less where all columns are fixed.
    em: type size (pt). rows: gives some of the table's rows.
    """
    least = [want.least for want in wants]
    if math.fsum(least) >= total:
        return level(least, total)
    lows = [want.low for want in wants]
    lows = lows if math.fsum(lows) <= total else least
    highs = [max(want.high, low) for want, low in zip(wants, lows, strict=True)]
    if math.fsum(highs) <= total:
        return _add(highs, wants, total - math.fsum(highs))
    limits = [
        low if want.shared else high for want, low, high in zip(wants, lows, highs, strict=True)
    ]
    inner = [(low - SLACK) / em for low in lows]
    outer = [(limit - SLACK) / em for limit in limits]
    short = widened(rows, inner, outer, (total - math.fsum(lows)) / em)
    lows = [max(low, width * em + SLACK) for low, width in zip(lows, short, strict=True)]
    return spread(lows, highs, [want.weight for want in wants], total)


def spread(
    lows: Sequence[Pt], highs: Sequence[Pt], weights: Sequence[float], total: Pt
) -> tuple[Pt, ...]:
    """Widths in proportion to their weights, each within its bounds, `total` (pt) in sum.

    The sum of the bounds must lie on either side of `total`.
    """
    bounds = [(min(low, high), high, g) for low, high, g in zip(lows, highs, weights, strict=True)]
    under, over = 0.0, total / min(weights)
    short, enough = _bracket(bounds, total, over)
    for _ in range(_HALVINGS):
        middle = (under + over) / 2
        if middle <= short or (middle < enough and math.fsum(_widths(bounds, middle)) < total):
            under = middle
        else:
            over = middle
    return tuple(_widths(bounds, over))


def _widths(bounds: Sequence[_Bound], factor: float) -> list[Pt]:
    """The widths for one factor of all weights."""
    return [low if (width := factor * g) < low else min(width, high) for low, high, g in bounds]


def _bracket(bounds: Sequence[_Bound], total: Pt, most: float) -> tuple[float, float]:
    """Two factors close together, the widths short of `total` (pt) for the first and enough for
    the second (or at least `most`): what lies outside needs no sum.

    Between two bounds the sum is a straight line, so a few steps along it lead there.
    """
    guess = total / math.fsum([g for _, _, g in bounds])
    for _ in range(_GUESSES):
        free = math.fsum([g for low, high, g in bounds if low < guess * g < high])
        lack = total - math.fsum(_widths(bounds, guess))
        if not free or not lack:
            break
        guess += lack / free
    step = 4 * math.ulp(guess)
    short, enough = guess - step, guess + step
    while short > 0.0 and math.fsum(_widths(bounds, short)) >= total:
        step *= 16
        short -= step
    while enough < most and math.fsum(_widths(bounds, enough)) < total:
        step *= 16
        enough += step
    return (short if short > 0.0 else -math.inf), enough


def level(wishes: Sequence[Pt], total: Pt) -> tuple[Pt, ...]:
    """The wishes, cut at the one height that makes their sum `total` (pt)."""
    return spread([0.0] * len(wishes), wishes, [1.0] * len(wishes), total)


def _add(widths: Sequence[Pt], wants: Sequence[Want], extra: Pt) -> tuple[Pt, ...]:
    """What nobody needs, to all that are not fixed."""
    weights = [want.weight if want.fixed is None else 0.0 for want in wants]
    total = math.fsum(weights)
    if not total:
        return tuple(widths)
    return tuple(width + extra * g / total for width, g in zip(widths, weights, strict=True))
