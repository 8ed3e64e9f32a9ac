"""Sums written out, as a clerk would on the margin: 277.38 + 124 = 401.38 万元."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from budgetpdf.diagnostic import Text
from budgetpdf.rules.case import Figure
from budgetpdf.spec.amounts import plain

MOST_PARTS = 8
"""Longer sums are shown by their first and last parts."""

NOTHING = Decimal(0)


def total(parts: Iterable[Figure]) -> Decimal:
    """Σ of the figures, 0 for none."""
    return sum((part.value for part in parts), NOTHING)


def signed(value: Decimal) -> str:
    """A figure with the minus sign of typesetting."""
    return f"−{plain(-value)}" if value < 0 else plain(value)


def difference(value: Decimal) -> str:
    """How far two figures are apart."""
    return plain(abs(value))


def written_sum(values: Sequence[Decimal]) -> str:
    """ "243.1 + 34.28 = 277.38"; one figure stands for itself, none for 0."""
    result = sum(values, NOTHING)
    if len(values) <= 1:
        return signed(result)
    shown = list(values) if len(values) <= MOST_PARTS else [*values[:5], *values[-2:]]
    terms = [signed(shown[0])]
    terms += [f"− {plain(-value)}" if value < 0 else f"+ {plain(value)}" for value in shown[1:]]
    if len(values) > MOST_PARTS:
        terms.insert(5, "+ …")
    return f"{' '.join(terms)} = {signed(result)}"


def added_up(parts: Iterable[Figure]) -> str:
    """The sum of figures written out."""
    return written_sum([part.value for part in parts])


def mismatch(stated: Figure, parts: Sequence[Figure], unit: str) -> Text:
    """A total that is written beside the sum that it should be."""
    terms = added_up(parts)
    gap = difference(stated.value - total(parts))
    value = signed(stated.value)
    count = Text("", "")
    if len(parts) > MOST_PARTS:
        count = Text(f"（共 {len(parts)} 项）", f" ({len(parts)} items)")
    return Text(
        f"{stated.label.zh}应为 {terms} {unit}{count.zh}，填报 {value}，差 {gap}",
        f"{stated.label.en} should be {terms} {unit}{count.en}; {value} is written, off by {gap}",
    )
