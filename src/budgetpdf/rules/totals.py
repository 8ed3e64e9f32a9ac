"""Reconciliation of revenue and expenditure: R01–R06."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from budgetpdf.diagnostic import Severity, Text
from budgetpdf.rules import figures
from budgetpdf.rules.arithmetic import (
    added_up,
    difference,
    mismatch,
    signed,
    total,
    written_sum,
)
from budgetpdf.rules.case import Case, Figure
from budgetpdf.rules.rule import Found, rule
from budgetpdf.spec.source import KeyPath

CHECK_BOTH = Text(
    "核对各项和合计；合计可以不写，由程序算出",
    "check the parts and the total; the total may be left out, it is computed",
)


def check_total(
    case: Case, stated: Figure | None, parts: Sequence[Figure], lacking: bool = False
) -> Iterator[Found]:
    """A written total against its parts; with parts missing, only that they are not too much."""
    if stated is None or not parts:
        return
    gap = stated.value - total(parts)
    if gap < 0 or (gap and not lacking):
        yield case.found(mismatch(stated, parts, case.unit), stated, *parts, hint=CHECK_BOTH)


@rule("R01", Severity.ERROR, "reconciliation")
def revenue_is_the_sum_of_its_sources(case: Case) -> Iterator[Found]:
    for year in figures.YEARS:
        if figures.has(case, year, "revenue"):
            table = (*year, "revenue")
            parts = case.amounts(table, figures.SOURCES)
            lacking = figures.lacks_parts(case, table, figures.SOURCES)
            yield from check_total(case, case.amount(*table, "total"), parts, lacking)


@rule("R02", Severity.ERROR, "reconciliation")
def revenue_equals_expenditure(case: Case) -> Iterator[Found]:
    for year in figures.YEARS:
        income = figures.revenue_terms(case, year)
        spending = figures.expenditure_terms(case, year)
        if not income or not spending:
            continue
        spending += case.amounts((*year, "expenditure"), ["carried_forward"])
        if total(income) != total(spending):
            yield _unbalanced(case, year, income, spending)


def _unbalanced(
    case: Case, year: KeyPath, income: Sequence[Figure], spending: Sequence[Figure]
) -> Found:
    left = figures.of_year(year, "收入总计", "total revenue")
    right = figures.of_year(year, "支出总计", "total expenditure")
    gap = difference(total(income) - total(spending))
    return case.found(
        Text(
            f"{left.zh} {added_up(income)} {case.unit}，"
            f"{right.zh} {added_up(spending)} {case.unit}，差 {gap}",
            f"{left.en} {added_up(income)} {case.unit}, "
            f"{right.en} {added_up(spending)} {case.unit}, off by {gap}",
        ),
        *income,
        *spending,
        hint=Text(
            "收支应当相等：核对各项收入、上年结转、各项支出和年终结转",
            "both must be equal: check each source, each expenditure and what is carried over",
        ),
    )


@rule("R03", Severity.ERROR, "reconciliation")
def expenditure_is_the_sum_of_its_parts(case: Case) -> Iterator[Found]:
    parts = list(figures.spending(case).values())
    yield from check_total(case, case.amount("expenditure", "total"), parts)


@rule("R04", Severity.ERROR, "reconciliation")
def basic_is_personnel_and_operating(case: Case) -> Iterator[Found]:
    for year in figures.YEARS:
        if figures.has(case, year, "expenditure"):
            table = (*year, "expenditure")
            parts = case.amounts(table, figures.BASIC)
            lacking = figures.lacks_parts(case, table, figures.BASIC)
            yield from check_total(case, case.amount(*table, "basic"), parts, lacking)


@rule("R05", Severity.ERROR, "reconciliation")
def agency_operation_is_operating(case: Case) -> Iterator[Found]:
    stated = case.amount("agency_operation", "total")
    if case.spec.unit.kind == "事业":
        yield from _agency_operation_of_an_institution(case, stated)
        return
    operating = _operating_from_general_budget(case) or case.amount("expenditure", "operating")
    if stated is None or operating is None or stated.value == operating.value:
        return
    gap = difference(stated.value - operating.value)
    yield case.found(
        Text(
            f"机关运行经费应等于公用经费 {signed(operating.value)} {case.unit}，"
            f"填报 {signed(stated.value)}，差 {gap}",
            f"agency operation must equal the operating costs of {signed(operating.value)} "
            f"{case.unit}; {signed(stated.value)} is written, off by {gap}",
        ),
        stated,
        operating,
        hint=Text(
            "机关运行经费可以不写，由公用经费得出",
            "it may be left out: it follows from the operating costs",
        ),
    )


def _agency_operation_of_an_institution(case: Case, stated: Figure | None) -> Iterator[Found]:
    uses = case.value("agency_operation", "uses")
    if not uses and not (stated and stated.value):
        return
    yield case.found(
        Text(
            "事业单位没有机关运行经费，这里不应填写",
            "an institution (事业单位) has no agency operation costs: leave them out",
        ),
        stated if stated and stated.value else ("agency_operation", "uses"),
        ("unit", "kind"),
        hint=Text(
            "删去这一项；参照公务员法管理的单位，把 kind 写成“参公”",
            "delete it; for a unit managed like the civil service write kind = “参公”",
        ),
    )


def _operating_from_general_budget(case: Case) -> Figure | None:
    """一般公共预算 公用经费, where expenditure is told by function and source."""
    table: KeyPath = ("expenditure", "by_function")
    parts = [
        amount
        for index, row in enumerate(case.spec.expenditure.by_function)
        if row.source == "general_public_budget"
        and (amount := case.amount(*table, index, "operating"))
    ]
    return figures.joined(Text("公用经费", "operating costs"), parts) if parts else None


@rule("R06", Severity.ERROR, "reconciliation")
def change_is_the_sum_of_its_parts(case: Case) -> Iterator[Found]:
    if not figures.has(case, figures.LAST, "expenditure"):
        return
    stated = case.amount("last_year", "expenditure", "total")
    before = figures.spending(case, figures.LAST)
    if stated is None or not before:
        return
    gap = stated.value - total(before.values())
    if gap < 0 or (gap and not figures.lacks_spending(case, figures.LAST)):
        yield _unequal_change(case, stated, before)


def _unequal_change(case: Case, stated: Figure, before: Mapping[str, Figure]) -> Found:
    now = figures.spending(case)
    nothing = Figure(Decimal(0), Text("", ""), ())
    changes = [
        now.get(name, nothing).value - before.get(name, nothing).value
        for name in dict.fromkeys([*now, *before])
    ]
    whole = total(now.values()) - stated.value
    gap = difference(whole - sum(changes))
    return case.found(
        Text(
            f"支出比上年增减应为各项增减之和 {written_sum(changes)} {case.unit}，"
            f"按上年合计算得 {signed(whole)}，差 {gap}",
            f"the change of expenditure should be that of its parts, {written_sum(changes)} "
            f"{case.unit}; last year's total gives {signed(whole)}, off by {gap}",
        ),
        stated,
        *before.values(),
        *now.values(),
        hint=Text("核对上年支出合计和上年各项", "check last year's total and its parts"),
    )
