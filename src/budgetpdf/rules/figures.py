"""The figures that rules compare: totals of this year and last, and how they changed.

A total is kept as its *terms*, so that its sum can be written out and every key that takes part
is named; where last year's parts are not all written, the total that stands for them is the term.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from budgetpdf.diagnostic import Text
from budgetpdf.document.figures import SUMS
from budgetpdf.rules.arithmetic import total
from budgetpdf.rules.case import Case, Figure
from budgetpdf.spec.source import KeyPath
from budgetpdf.spec.tables import Expenditure, Revenue, ThreePublic, titles

THIS: KeyPath = ()
LAST: KeyPath = ("last_year",)
YEARS = (THIS, LAST)

SOURCES = tuple(name for name in titles(Revenue) if name != "total")
BASIC = SUMS[Expenditure]["basic"]
BESIDE = SUMS[Expenditure]["total"][2:]
VEHICLES = SUMS[ThreePublic]["vehicles"]
FUNDS = ("general_public_budget", "government_fund", "state_capital", "special_account")
ITEM_FUNDS = (*FUNDS, "own_funds")
ASSETS = ("buildings", "vehicles", "large_equipment", "other")


def of_year(year: KeyPath, zh: str, en: str) -> Text:
    """A label that says which year is meant."""
    return Text(f"上年{zh}", f"last year's {en}") if year else Text(zh, en)


def joined(label: Text, terms: Iterable[Figure]) -> Figure:
    """The sum of figures as one figure."""
    terms = tuple(terms)
    paths = tuple(path for term in terms for path in term.paths)
    return Figure(total(terms), label, paths)


def has(case: Case, year: KeyPath, table: str) -> bool:
    """Whether the spec has this table for that year."""
    return case.value(*year, table) is not None


def lacks_parts(case: Case, table: KeyPath, names: Sequence[str]) -> bool:
    """Whether last year's table leaves out parts that this year has (its total stands for them)."""
    if table[:1] != LAST:
        return False
    return any(case.value(*table[1:], name) and case.value(*table, name) is None for name in names)


def terms(case: Case, table: KeyPath, names: Sequence[str], name: str) -> list[Figure]:
    """The written parts of a total, or the total itself where they are missing."""
    parts = case.amounts(table, names)
    stated = case.amount(*table, name)
    if stated is not None and (not parts or lacks_parts(case, table, names)):
        return [stated]
    return parts


def revenue_terms(case: Case, year: KeyPath = THIS) -> list[Figure]:
    """What 收入总计 consists of, with what was carried over."""
    if not has(case, year, "revenue"):
        return []
    return terms(case, (*year, "revenue"), SOURCES, "total")


def revenue(case: Case, year: KeyPath = THIS) -> Figure | None:
    """收入总计."""
    parts = revenue_terms(case, year)
    return joined(of_year(year, "收入总计", "total revenue"), parts) if parts else None


def basic_terms(case: Case, year: KeyPath = THIS) -> list[Figure]:
    """What 基本支出 consists of."""
    if not has(case, year, "expenditure"):
        return []
    return terms(case, (*year, "expenditure"), BASIC, "basic")


def basic(case: Case, year: KeyPath = THIS) -> Figure | None:
    """基本支出."""
    parts = basic_terms(case, year)
    return joined(of_year(year, "基本支出", "basic expenditure"), parts) if parts else None


def projects(case: Case, year: KeyPath = THIS) -> Figure | None:
    """项目支出."""
    if not has(case, year, "expenditure"):
        return None
    return case.amount(*year, "expenditure", "projects")


def spending(case: Case, year: KeyPath = THIS) -> Mapping[str, Figure]:
    """基本支出, 项目支出 and the three kinds beside them by their keys, as far as written."""

    def read() -> dict[str, Figure]:
        if not has(case, year, "expenditure"):
            return {}
        beside = {name: case.amount(*year, "expenditure", name) for name in BESIDE}
        parts = {"basic": basic(case, year), "projects": projects(case, year), **beside}
        return {name: part for name, part in parts.items() if part is not None}

    found: dict[str, Figure] = case.memo(("spending", year), read)
    return found


def lacks_spending(case: Case, year: KeyPath) -> bool:
    """Whether last year's expenditure leaves out parts that this year has."""
    known = spending(case, year)
    return any(part.value and name not in known for name, part in spending(case).items())


def expenditure_terms(case: Case, year: KeyPath = THIS) -> list[Figure]:
    """What 支出合计 consists of, without what is carried forward."""
    parts = list(spending(case, year).values())
    stated = case.amount(*year, "expenditure", "total") if has(case, year, "expenditure") else None
    if stated is not None and (not parts or lacks_spending(case, year)):
        return [stated]
    return parts


def expenditure(case: Case, year: KeyPath = THIS) -> Figure | None:
    """支出合计, without what is carried forward."""
    parts = expenditure_terms(case, year)
    return joined(of_year(year, "支出合计", "total expenditure"), parts) if parts else None


def vehicles(case: Case, year: KeyPath = THIS) -> Figure | None:
    """公务用车购置及运维费."""
    if not has(case, year, "three_public"):
        return None
    parts = terms(case, (*year, "three_public"), VEHICLES, "vehicles")
    return joined(of_year(year, "公务用车购置及运维费", "vehicles"), parts) if parts else None


def three_public_parts(case: Case, year: KeyPath = THIS) -> list[Figure]:
    """因公出国（境）费, 公务用车购置及运维费, 公务接待费, as far as written."""
    if not has(case, year, "three_public"):
        return []
    table = (*year, "three_public")
    found = (case.amount(*table, "abroad"), vehicles(case, year), case.amount(*table, "reception"))
    return [part for part in found if part is not None]


def three_public(case: Case, year: KeyPath = THIS) -> Figure | None:
    """“三公”经费; this year nothing written is 0."""
    if not has(case, year, "three_public"):
        return None
    table = (*year, "three_public")
    parts = three_public_parts(case, year)
    stated = case.amount(*table, "total")
    if stated and (not parts or lacks_parts(case, table, ("abroad", *VEHICLES, "reception"))):
        parts = [stated]
    label = of_year(year, "“三公”经费", "three public expenses")
    return joined(label, parts) if parts or not year else None


def item_amounts(case: Case, index: int) -> Sequence[Figure]:
    """The fund sources of one row of 政府采购."""

    def read() -> list[Figure]:
        return case.amounts(("procurement", "items", index), ITEM_FUNDS)

    found: list[Figure] = case.memo(("item", index), read)
    return found


def procurement_terms(case: Case) -> list[Figure]:
    """The fund sources of all rows of 政府采购; the written total if there are no rows."""
    rows = range(len(case.spec.procurement.items))
    parts = [part for index in rows for part in item_amounts(case, index)]
    stated = case.amount("procurement", "total")
    return [stated] if stated and not rows else parts


def asset_values(case: Case) -> list[Figure]:
    """The value of each class of assets, without 办公用房, which is a part of 房屋."""
    found = []
    for name in ASSETS:
        if figure := case.amount("assets", name, "value"):
            label = case.label(("assets", name))
            found.append(figure._replace(label=Text(f"{label.zh}价值", f"value of {label.en}")))
    return found


def asset_terms(case: Case) -> list[Figure]:
    """What 资产总额 consists of."""
    stated = case.amount("assets", "total")
    return asset_values(case) or ([stated] if stated else [])


def change(this: Figure | None, last: Figure | None, label: Text) -> Figure | None:
    """This year − last year; None where one of them is not known."""
    if this is None or last is None:
        return None
    return Figure(this.value - last.value, label, (*this.paths, *last.paths))
