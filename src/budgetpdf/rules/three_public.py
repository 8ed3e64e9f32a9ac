"""Reconciliation of “三公”经费: R08, R09, R17."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from budgetpdf.diagnostic import Severity, Text
from budgetpdf.rules import figures
from budgetpdf.rules.arithmetic import signed
from budgetpdf.rules.case import Case, Figure
from budgetpdf.rules.rule import Found, rule
from budgetpdf.rules.totals import check_total

ITEMS = ("abroad", *figures.VEHICLES, "reception")


@rule("R08", Severity.ERROR, "reconciliation")
def three_public_is_the_sum_of_its_items(case: Case) -> Iterator[Found]:
    """三公 = 出国 + 用车 + 接待; 用车 = 购置 + 运维."""
    for year in figures.YEARS:
        if not figures.has(case, year, "three_public"):
            continue
        table = (*year, "three_public")
        lacking = figures.lacks_parts(case, table, figures.VEHICLES)
        parts = case.amounts(table, figures.VEHICLES)
        yield from check_total(case, case.amount(*table, "vehicles"), parts, lacking)
        lacking = figures.lacks_parts(case, table, ITEMS)
        whole = figures.three_public_parts(case, year)
        yield from check_total(case, case.amount(*table, "total"), whole, lacking)


@rule("R09", Severity.ERROR, "reconciliation")
def changes_of_three_public_have_reasons(case: Case) -> Iterator[Found]:
    """Every non-zero Δ of an item has its reason: its own, or one that can only mean it."""
    changed = list(_changes(case))
    for name, change in changed:
        if _has_reason(case, name, alone=len(changed) == 1):
            continue
        word = Text("增加", "up") if change.value > 0 else Text("减少", "down")
        amount = signed(abs(change.value))
        yield case.found(
            Text(
                f"{change.label.zh}比上年{word.zh} {amount} {case.unit}，没有写原因",
                f"{change.label.en}: {word.en} by {amount} {case.unit}, no reason is given",
            ),
            change,
            hint=Text(
                f"在 [reason.three_public] 下写 {name} = “……”",
                f"write {name} = “…” under [reason.three_public]",
            ),
        )


def _changes(case: Case) -> Iterator[tuple[str, Figure]]:
    if not figures.has(case, figures.LAST, "three_public"):
        return
    for name in ITEMS:
        now, before = (
            case.amount("three_public", name),
            case.amount(*figures.LAST, "three_public", name),
        )
        if now is None and before is None:
            continue
        label = case.label(("three_public", name))
        zero = Figure(Decimal(0), label, ())
        if now is not None and before is None and _stands_for(case):
            continue
        change = figures.change(now or zero, before or zero, label)
        if change is not None and change.value:
            yield name, change


def _stands_for(case: Case) -> bool:
    """Whether last year gives totals in the place of items."""
    table = (*figures.LAST, "three_public")
    return bool(case.amounts(table, ["vehicles", "total"]))


def _has_reason(case: Case, name: str, *, alone: bool) -> bool:
    names = [name, *(["vehicles"] if name in figures.VEHICLES else [])]
    names += ["total"] if alone else []
    return any(case.value("reason", "three_public", each).strip() for each in names)


@rule("R17", Severity.WARNING, "reconciliation")
def vehicles_and_their_costs_agree(case: Case) -> Iterator[Found]:
    """车辆 > 0 ⇔ 运维费 > 0; 购置费 > 0 ⇒ a planned purchase of at least as much."""
    yield from _operation_without_vehicles(case)
    yield from _purchase_without_plan(case)


def _operation_without_vehicles(case: Case) -> Iterator[Found]:
    owned = case.amount("assets", "vehicles", "quantity")
    operation = case.amount("three_public", "vehicle_operation")
    purchase = case.value("three_public", "vehicle_purchase")
    count = owned.value if owned else Decimal(0)
    cost = operation.value if operation else Decimal(0)
    if bool(count) == bool(cost) or (cost and purchase):
        return
    where = [figure for figure in (operation, owned) if figure is not None and figure.value]
    where += [figure for figure in (operation, owned) if figure is not None and not figure.value]
    if cost:
        message = Text(
            f"安排公务用车运维费 {signed(cost)} {case.unit}，国有资产中却没有车辆",
            f"{signed(cost)} {case.unit} for running vehicles, but no vehicle among the assets",
        )
    else:
        message = Text(
            f"国有资产中有车辆 {signed(count)} 辆，却没有公务用车运维费",
            f"{signed(count)} vehicles among the assets, but nothing for running them",
        )
    yield case.found(
        message,
        *where,
        hint=Text(
            "核对车辆数；确属租用、划转或由其他单位保障的，可接受此提示并写明理由",
            "check the number; if they are hired or paid elsewhere, accept this with the reason",
        ),
    )


def _purchase_without_plan(case: Case) -> Iterator[Found]:
    purchase = case.amount("three_public", "vehicle_purchase")
    planned = case.amount("assets", "planned_purchase")
    amount = planned.value if planned else Decimal(0)
    if purchase is None or purchase.value <= amount:
        return
    yield case.found(
        Text(
            f"公务用车购置费 {signed(purchase.value)} {case.unit}，"
            f"本年度拟购置固定资产只有 {signed(amount)} {case.unit}",
            f"{signed(purchase.value)} {case.unit} for buying vehicles, but only "
            f"{signed(amount)} {case.unit} of planned purchases",
        ),
        purchase,
        *([planned] if planned else [("assets",)]),
        hint=Text(
            "在 [assets] 的 planned_purchase 中包括拟购置的车辆",
            "planned_purchase under [assets] includes the vehicles",
        ),
    )
