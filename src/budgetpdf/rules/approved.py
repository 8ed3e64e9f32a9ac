"""Control totals: what the clerk copied from the approval (批复) against what is computed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from budgetpdf.diagnostic import Severity, Text
from budgetpdf.rules import figures
from budgetpdf.rules.arithmetic import added_up, difference, signed, total
from budgetpdf.rules.case import Case, Figure
from budgetpdf.rules.rule import Check, Found, add

Terms = Callable[[Case], list[Figure] | None]


class Control(NamedTuple):
    """One control total: its code, its key under [approved], and the terms that it must equal."""

    code: str
    key: str
    terms: Terms


def _expenditure(case: Case) -> list[Figure]:
    forward = case.amounts(("expenditure",), ["carried_forward"])
    return [*figures.expenditure_terms(case), *forward]


def _one(figure: Figure | None) -> list[Figure]:
    return [figure] if figure else []


def _projects(case: Case) -> list[Figure]:
    return _one(figures.projects(case))


def _change(case: Case) -> list[Figure] | None:
    """Δ by parts where both years have them, else of the totals; None without last year."""
    now, before = figures.spending(case), figures.spending(case, figures.LAST)
    if before and not figures.lacks_spending(case, figures.LAST):
        pairs = [(now.get(name), before.get(name)) for name in dict.fromkeys([*now, *before])]
        return [_difference(this, last) for this, last in pairs]
    last_total = figures.expenditure(case, figures.LAST)
    this_total = figures.expenditure(case)
    if last_total is None or this_total is None:
        return None
    return [_difference(this_total, last_total)]


def _difference(this: Figure | None, last: Figure | None) -> Figure:
    known = [*_one(this), *([last._replace(value=-last.value)] if last else [])]
    return figures.joined(Text("", ""), known)


CONTROLS = (
    Control("C01", "revenue", figures.revenue_terms),
    Control("C02", "expenditure", _expenditure),
    Control("C03", "basic", figures.basic_terms),
    Control("C04", "projects", _projects),
    Control("C05", "change", _change),
    Control("C06", "three_public", figures.three_public_parts),
    Control("C07", "procurement", figures.procurement_terms),
    Control("C08", "assets", figures.asset_terms),
)


def _check(control: Control) -> Check:
    def check(case: Case) -> Iterator[Found]:
        stated = case.amount("approved", control.key)
        if stated is None:
            return
        terms = control.terms(case)
        if terms is None:
            yield _nothing_to_compare(case, stated)
        elif total(terms) != stated.value:
            yield _differs(case, stated, terms)

    check.__name__ = f"approved_{control.key}"
    return check


def _differs(case: Case, stated: Figure, terms: list[Figure]) -> Found:
    gap = difference(stated.value - total(terms))
    return case.found(
        Text(
            f"{stated.label.zh}：填报 {added_up(terms)} {case.unit}，"
            f"批复 {signed(stated.value)}，差 {gap}",
            f"{stated.label.en}: {added_up(terms)} {case.unit} by the figures, "
            f"{signed(stated.value)} approved, off by {gap}",
        ),
        stated,
        *terms,
        hint=Text(
            "对照批复文件，改正抄错的一方",
            "hold both against the approval and correct the one that was miscopied",
        ),
    )


def _nothing_to_compare(case: Case, stated: Figure) -> Found:
    return case.found(
        Text(
            "批复写了较上年增减，却没有上年数可核对",
            "the approval states a change, but last year's figures are not written",
        ),
        stated,
        hint=Text("填写 [last_year.expenditure]", "fill in [last_year.expenditure]"),
    )


for _control in CONTROLS:
    add(_control.code, Severity.ERROR, "approved", _check(_control))
