"""Sharing out a width among columns: pure arithmetic over what each of them asks for."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from budgetpdf.geometry import Pt

SLACK = 0.02
"""Added to every measured width (pt), so that a text fits into a column as wide as itself."""

SHORT_EM = 12.0
"""Texts up to this length get a width that is a whole part of them: 四字 breaks 2 + 2."""

_EPS = 1e-6
_HALVINGS = 60


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


def share_out(wants: Sequence[Want], total: Pt, em: Pt) -> tuple[Pt, ...]:
    """Share `total` (pt) among the columns.

    Each gets at least what it cannot do without, then comfort, then in proportion to its weight
    up to what it can use; what nobody can use goes to all but the fixed ones. If not even the
    least fits, the wide ones give way to a common level. The sum is `total`, or less where all
    columns are fixed. em: the type size, for widths of whole hanzi.
    """
    least = [want.least for want in wants]
    if sum(least) >= total:
        return level(least, total)
    comfortable = sum(want.low for want in wants) <= total
    lows = [want.low for want in wants] if comfortable else least
    highs = [max(want.high, low) for want, low in zip(wants, lows, strict=True)]
    if sum(highs) <= total:
        return _add(highs, wants, total - sum(highs))
    weights = [want.weight for want in wants]
    widths = spread(lows, highs, weights, total)
    whole = [_whole(want, width, em) for want, width in zip(wants, widths, strict=True)]
    if all(width is not None for width in whole):
        return widths
    lows = [low if width is None else width for low, width in zip(lows, whole, strict=True)]
    highs = [high if width is None else width for high, width in zip(highs, whole, strict=True)]
    return spread(lows, highs, weights, total) if sum(highs) >= total else widths


def spread(
    lows: Sequence[Pt], highs: Sequence[Pt], weights: Sequence[float], total: Pt
) -> tuple[Pt, ...]:
    """Widths in proportion to their weights, each within its bounds, `total` (pt) in sum.

    The sum of the bounds must lie on either side of `total`.
    """
    bounds = tuple(zip(lows, highs, weights, strict=True))
    under, over = 0.0, total / min(weights)
    for _ in range(_HALVINGS):
        middle = (under + over) / 2
        if sum(min(max(middle * g, low), high) for low, high, g in bounds) < total:
            under = middle
        else:
            over = middle
    return tuple(min(max(over * g, low), high) for low, high, g in bounds)


def level(wishes: Sequence[Pt], total: Pt) -> tuple[Pt, ...]:
    """The wishes, cut at the one height that makes their sum `total` (pt)."""
    return spread([0.0] * len(wishes), wishes, [1.0] * len(wishes), total)


def _add(widths: Sequence[Pt], wants: Sequence[Want], extra: Pt) -> tuple[Pt, ...]:
    """What nobody needs, to all that are not fixed."""
    weights = [want.weight if want.fixed is None else 0.0 for want in wants]
    total = sum(weights)
    if not total:
        return tuple(widths)
    return tuple(width + extra * g / total for width, g in zip(widths, weights, strict=True))


def _whole(want: Want, width: Pt, em: Pt) -> Pt | None:
    """The narrowest width that breaks a short longest text into no more lines; None: any."""
    if want.fixed is not None:
        return width
    if want.shared or want.most > SHORT_EM * em:
        return None
    if want.most <= width + _EPS:
        return width
    lines = math.ceil(want.most / width - _EPS)
    even = math.ceil((want.most - SLACK) / lines / em - _EPS) * em + SLACK
    return min(width, max(even, want.least))
