"""Reconciliation of procurement, projects and assets: R14, R15, R16."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from budgetpdf.diagnostic import Severity, Text
from budgetpdf.rules import figures
from budgetpdf.rules.arithmetic import added_up, difference, signed, total
from budgetpdf.rules.case import Case, Figure
from budgetpdf.rules.rule import Found, rule
from budgetpdf.rules.totals import check_total


@rule("R14", Severity.ERROR, "reconciliation")
def procurement_adds_up(case: Case) -> Iterator[Found]:
    """采购总额 = Σ rows; 数量 × 单价 = 金额 = Σ fund sources; not more than the project has."""
    for index in range(len(case.spec.procurement.items)):
        yield from _row(case, index)
    yield from _budgets_of_one_project(case)
    yield from _rows_of_no_category(case)
    parts = [part for i in range(len(case.spec.procurement.items)) for part in _amount(case, i)]
    yield from check_total(case, case.amount("procurement", "total"), parts)


def _amount(case: Case, index: int) -> list[Figure]:
    parts = figures.item_amounts(case, index)
    name = case.spec.procurement.items[index].item
    return [figures.joined(Text(name, name), parts)] if parts else []


def _row(case: Case, index: int) -> Iterator[Found]:
    quantity = case.amount("procurement", "items", index, "quantity")
    price = case.amount("procurement", "items", index, "price")
    parts = figures.item_amounts(case, index)
    name = case.spec.procurement.items[index].item
    if quantity and price and quantity.value * price.value != total(parts):
        product = (quantity.value * price.value).normalize()
        gap = difference(product - total(parts))
        terms = f"{signed(quantity.value)} × {signed(price.value)} = {signed(product)} {case.unit}"
        yield case.found(
            Text(
                f"{name}：数量 × 单价 {terms}，资金来源合计 {added_up(parts)}，差 {gap}",
                f"{name}: quantity × price {terms}, fund sources {added_up(parts)}, off by {gap}",
            ),
            price,
            quantity,
            *parts,
            hint=Text("核对数量、单价和各项资金来源", "check quantity, price and fund sources"),
        )


def _rows_of_no_category(case: Case) -> Iterator[Found]:
    """采购总额 = 货物 + 工程 + 服务 only if every row says which it is."""
    items = case.spec.procurement.items
    blank = [index for index, item in enumerate(items) if not item.category]
    if blank and len(blank) < len(items):
        yield case.found(
            Text(
                f"{len(blank)} 行采购没有写类别，货物、工程、服务合计不等于采购总额",
                f"{len(blank)} rows of procurement without a category: goods, works and "
                "services do not add up to the total",
            ),
            *(("procurement", "items", index) for index in blank),
            hint=Text("category 写“货物”“工程”或“服务”", "category is 货物, 工程 or 服务"),
            severity=Severity.WARNING,
        )


def _budgets_of_one_project(case: Case) -> Iterator[Found]:
    """Rows of one project state one budget, that of the project, and stay within it."""
    groups: dict[str, list[int]] = {}
    for index, item in enumerate(case.spec.procurement.items):
        groups.setdefault(item.project, []).append(index)
    for project, rows in groups.items():
        stated = [
            figure
            for index in rows
            if (figure := case.amount("procurement", "items", index, "project_budget"))
        ]
        yield from _one_budget(case, project, stated)
        bought = [part for index in rows for part in _amount(case, index)]
        if stated and total(bought) > stated[0].value:
            yield _overspent(case, project, stated[0], bought)


def _one_budget(case: Case, project: str, stated: list[Figure]) -> Iterator[Found]:
    known = [
        figure
        for index, each in enumerate(case.spec.projects)
        if each.name == project and (figure := case.amount("projects", index, "amount"))
    ]
    budgets = [*known, *stated] if len(known) <= 1 else stated
    if len({figure.value for figure in budgets}) <= 1:
        return
    values = "、".join(dict.fromkeys(signed(figure.value) for figure in budgets))
    common = Counter(figure.value for figure in budgets)
    odd = min(stated, key=lambda figure: common[figure.value])
    yield case.found(
        Text(
            f"“{project}”的项目预算资金前后不一：{values} {case.unit}",
            f"the budget of “{project}” is stated differently: {values} {case.unit}",
        ),
        odd,
        *budgets,
        hint=Text(
            "同一项目各行的预算资金应相同，并与 [[projects]] 的金额一致",
            "it is the same in all rows of a project and under [[projects]]",
        ),
    )


def _overspent(case: Case, project: str, budget: Figure, bought: list[Figure]) -> Found:
    gap = difference(total(bought) - budget.value)
    return case.found(
        Text(
            f"“{project}”采购 {added_up(bought)} {case.unit}，"
            f"超过项目预算资金 {signed(budget.value)}，多 {gap}",
            f"“{project}” procures {added_up(bought)} {case.unit}, "
            f"more than its budget of {signed(budget.value)}, by {gap}",
        ),
        budget,
        *bought,
        hint=Text("核对采购金额和项目预算资金", "check the amounts and the budget"),
    )


@rule("R15", Severity.ERROR, "reconciliation")
def projects_add_up(case: Case) -> Iterator[Found]:
    """Σ project amounts = 项目支出; neither projects without tables nor tables without projects."""
    stated = figures.projects(case)
    amount = stated.value if stated else Decimal(0)
    count = len(case.spec.projects)
    known = [
        figure for index in range(count) if (figure := case.amount("projects", index, "amount"))
    ]
    if amount and not count:
        yield case.found(
            Text(
                f"有项目支出 {signed(amount)} {case.unit}，却没有项目绩效目标",
                f"{signed(amount)} {case.unit} for projects, but no performance goals of any",
            ),
            *([stated] if stated else []),
            hint=Text("每个项目写一组 [[projects]]", "write [[projects]] for each project"),
        )
    elif count and not amount and not known:
        yield case.found(
            Text(
                f"有 {count} 个项目的绩效目标，却没有项目支出",
                f"performance goals of {count} projects, but no project expenditure",
            ),
            *([stated] if stated else []),
            *(("projects", index, "name") for index in range(count)),
            hint=Text("填写 [expenditure] 的 projects", "fill in projects under [expenditure]"),
        )
    elif len(known) == count or total(known) > amount:
        yield from _sum_of_projects(case, stated, amount, known)


def _sum_of_projects(
    case: Case, stated: Figure | None, amount: Decimal, known: list[Figure]
) -> Iterator[Found]:
    if total(known) == amount:
        return
    gap = difference(total(known) - amount)
    yield case.found(
        Text(
            f"各项目金额合计 {added_up(known)} {case.unit}，"
            f"项目支出填报 {signed(amount)}，差 {gap}",
            f"the projects add up to {added_up(known)} {case.unit}; "
            f"{signed(amount)} is written as project expenditure, off by {gap}",
        ),
        *([stated] if stated else [("expenditure",)]),
        *known,
        hint=Text("核对各项目金额和项目支出", "check the projects and the project expenditure"),
    )


@rule("R16", Severity.ERROR, "reconciliation")
def assets_add_up(case: Case) -> Iterator[Found]:
    """总额 = 房屋 + 车辆 + 大型设备 + 其他; 办公用房 is a part of 房屋."""
    yield from check_total(case, case.amount("assets", "total"), figures.asset_values(case))
    for name, zh, en in (("quantity", "面积", "area"), ("value", "价值", "value")):
        offices = case.amount("assets", "offices", name)
        buildings = case.amount("assets", "buildings", name)
        limit = buildings.value if buildings else Decimal(0)
        if offices and offices.value > limit:
            yield case.found(
                Text(
                    f"办公用房{zh} {signed(offices.value)} 大于房屋{zh} {signed(limit)}，"
                    f"多 {difference(offices.value - limit)}",
                    f"the {en} of the offices, {signed(offices.value)}, is more than that of "
                    f"the buildings, {signed(limit)}, by {difference(offices.value - limit)}",
                ),
                offices,
                *([buildings] if buildings else []),
                hint=Text("办公用房是房屋的其中数", "the offices are a part of the buildings"),
            )
