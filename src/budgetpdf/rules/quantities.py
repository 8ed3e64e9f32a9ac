"""Which figure a text names: 基本支出 → expenditure.basic, this year's or last year's."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

from budgetpdf.diagnostic import Text
from budgetpdf.rules import figures
from budgetpdf.rules.case import Case, Figure
from budgetpdf.spec.source import KeyPath


@cache
def names() -> Mapping[str, str]:
    """Words of a text → fact, the longest words first."""
    from budgetpdf.rules.words import load

    table = load(Path(__file__).with_name("quantities.toml"))
    pairs = [(word, fact) for fact, words in table.items() for word in words]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))


TOTALS = {
    "revenue.total": figures.revenue,
    "expenditure.total": figures.expenditure,
    "expenditure.basic": figures.basic,
    "three_public.total": figures.three_public,
    "three_public.vehicles": figures.vehicles,
}


def figure(case: Case, fact: str, year: KeyPath = figures.THIS) -> Figure | None:
    """The figure of a fact; what is not written this year is 0, last year unknown."""
    table, _, name = fact.partition(".")
    if fact == "procurement.total":
        label = Text("政府采购预算", "procurement")
        return None if year else figures.joined(label, figures.procurement_terms(case))
    if fact == "assets.total":
        label = Text("国有资产总额", "total assets")
        return None if year else figures.joined(label, figures.asset_terms(case))
    if table == "projects":
        return None if year else case.amount("projects", int(name), "amount")
    if fact in TOTALS:
        return TOTALS[fact](case, year)
    if not figures.has(case, year, table):
        return None
    return case.amount(*year, table, name) or _unwritten(case, (*year, table, name))


def _unwritten(case: Case, path: KeyPath) -> Figure | None:
    if path[:1] == figures.LAST and case.amount(*path[:-1], "total"):
        return None  # the total stands for the parts
    return Figure(Decimal(0), case.label(path), (path,))
