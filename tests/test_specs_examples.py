"""The two example specs: they are read, their figures agree, the invented one says so."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

import pytest

from budgetpdf.spec.read import SpecFile, read
from budgetpdf.spec.tables import (
    Expenditure,
    LastYear,
    ProcurementItem,
    Revenue,
    Spec,
    ThreePublic,
    titles,
)
from support import ROOT

SEED = (ROOT / "tests/seed/seed.txt").read_text(encoding="utf-8")
NAMES = ("dachang-xinfang-2023", "example-school-2024")
FUNDS = (
    "general_public_budget",
    "government_fund",
    "state_capital",
    "special_account",
    "own_funds",
)


def read_example(name: str) -> SpecFile:
    unit, findings = read(ROOT / "specs" / f"{name}.toml")
    assert findings == ()
    assert unit is not None
    return unit


FILES = {name: read_example(name) for name in NAMES}
XINFANG, SCHOOL = (FILES[name].spec for name in NAMES)
both = pytest.mark.parametrize("spec", [XINFANG, SCHOOL], ids=NAMES)


def total(amounts: Iterable[Decimal | None]) -> Decimal:
    return sum((amount for amount in amounts if amount is not None), Decimal(0))


def all_revenue(revenue: Revenue) -> Decimal:
    return total(getattr(revenue, name) for name in titles(Revenue) if name != "total")


def basic(e: Expenditure) -> Decimal:
    return e.basic if e.basic is not None else total([e.personnel, e.operating])


def spent(e: Expenditure) -> Decimal:
    return total([basic(e), e.projects, e.business_operating, e.to_superior, e.to_subsidiaries])


def three_public(t: ThreePublic) -> Decimal:
    return total([t.abroad, t.vehicle_purchase, t.vehicle_operation, t.reception])


def funds(item: ProcurementItem) -> Decimal:
    return total(getattr(item, name) for name in FUNDS)


def last_year(spec: Spec) -> LastYear:
    assert spec.last_year is not None
    return spec.last_year


def last_spent(spec: Spec) -> Decimal:
    expenditure = last_year(spec).expenditure
    assert expenditure is not None
    return spent(expenditure)


@both
def test_revenue_expenditure_and_approval_agree(spec: Spec) -> None:
    approved = spec.approved
    assert all_revenue(spec.revenue) == spent(spec.expenditure)
    assert approved.revenue == approved.expenditure == spent(spec.expenditure)
    assert approved.basic == basic(spec.expenditure)
    assert approved.projects == spec.expenditure.projects
    assert approved.change == spent(spec.expenditure) - last_spent(spec)


@both
def test_three_public_procurement_and_assets_agree_with_the_approval(spec: Spec) -> None:
    assets = spec.assets
    values = [assets.buildings, assets.vehicles, assets.large_equipment, assets.other]
    assert spec.approved.three_public == three_public(spec.three_public)
    assert spec.approved.procurement == total(map(funds, spec.procurement.items))
    assert spec.approved.assets == total(asset.value for asset in values)


@both
def test_every_changed_item_of_three_public_has_its_reason(spec: Spec) -> None:
    before, now = last_year(spec).three_public, spec.three_public
    assert before is not None
    for name in ("abroad", "vehicle_purchase", "vehicle_operation", "reception"):
        changed = getattr(before, name) != getattr(now, name)
        assert bool(getattr(spec.reason.three_public, name)) == changed, name


def test_the_seed_spec_has_only_figures_of_the_seed() -> None:
    """Last year's two figures aside, which follow from the changes that the seed states."""
    text = re.sub(r"#.*", "", FILES[NAMES[0]].source.text)
    amounts = set(re.findall(r"(?<![\d.])\d+\.\d+", text)) - {"256.55", "197.39"}
    assert amounts
    assert {amount for amount in amounts if amount not in SEED} == set()
    assert (Decimal("277.38") - Decimal("20.83"), 124 + Decimal("73.39")) == (
        Decimal("256.55"),
        Decimal("197.39"),
    )


def test_the_seed_spec_holds_no_residue() -> None:
    text = FILES[NAMES[0]].source.text
    for residue in ("{ TC", "有则写", "空表列示", "目标内容1", "含所属单位", "应按照事业单位填报"):
        assert residue in SEED
        assert residue not in text


def test_the_school_is_labelled_as_invented() -> None:
    assert SCHOOL.invented
    assert "虚构" in FILES[NAMES[1]].source.text[:200]
    assert not XINFANG.invented


def test_the_school_differs_in_everything() -> None:
    assert SCHOOL.unit.kind == "事业"
    assert "堃" in SCHOOL.unit.name
    assert SCHOOL.revenue.business
    assert SCHOOL.revenue.carried_over
    assert len(SCHOOL.projects) == 8
    assert len(SCHOOL.performance.indicators) == 60
    assert len(SCHOOL.procurement.items) == 25
    assert len(SCHOOL.glossary) == 3
    assert SCHOOL.other_matters.strip().count("\n") >= 3


@pytest.mark.parametrize("character", "堃喆玥𠮷")
def test_the_school_has_rare_characters_in_texts_and_tables(character: str) -> None:
    spec = SCHOOL
    texts = [spec.performance.overall_goal, spec.unit.name, *spec.unit.duties]
    rows = [
        *(f"{row.name}{row.description}" for row in spec.performance.indicators),
        *(f"{row.project}{row.item}" for row in spec.procurement.items),
        *(row.name for row in spec.unit.organization),
    ]
    assert any(character in text for text in texts)
    assert any(character in row for row in rows)


def test_the_school_repeats_no_row() -> None:
    tables = [SCHOOL.performance.indicators, *(project.indicators for project in SCHOOL.projects)]
    for rows in tables:
        assert len({row.name for row in rows}) == len(rows)
        assert all(row.name != row.description for row in rows)
        assert all(row.value and row.description and row.basis for row in rows)
    assert len({row.item for row in SCHOOL.procurement.items}) == 25


def test_the_schools_procurement_adds_up_row_by_row() -> None:
    budgets = {project.name: project.amount for project in SCHOOL.projects}
    for row in SCHOOL.procurement.items:
        assert row.quantity is not None
        assert row.price is not None
        assert row.quantity * row.price == funds(row), row.item
        assert row.project_budget == budgets[row.project], row.item
        assert row.category == {"A": "货物", "B": "工程", "C": "服务"}[row.catalogue[0]]
    for name, budget in budgets.items():
        bought = total(funds(row) for row in SCHOOL.procurement.items if row.project == name)
        assert budget is not None
        assert bought <= budget
    goods = total(funds(row) for row in SCHOOL.procurement.items if row.category == "货物")
    assert SCHOOL.assets.planned_purchase == goods


def test_the_schools_projects_are_its_project_expenditure() -> None:
    assert total(project.amount for project in SCHOOL.projects) == SCHOOL.expenditure.projects


def test_the_schools_last_year_has_increases_and_decreases() -> None:
    before = last_year(SCHOOL)
    assert before.revenue is not None
    assert before.expenditure is not None
    assert all_revenue(before.revenue) == spent(before.expenditure)
    assert basic(SCHOOL.expenditure) > basic(before.expenditure)
    assert SCHOOL.expenditure.projects is not None
    assert before.expenditure.projects is not None
    assert SCHOOL.expenditure.projects < before.expenditure.projects
    assert SCHOOL.reason.expenditure.basic
    assert SCHOOL.reason.expenditure.projects


def test_the_school_was_published_within_20_days_of_approval() -> None:
    assert SCHOOL.approved_on is not None
    assert SCHOOL.published is not None
    assert timedelta(0) <= SCHOOL.published - SCHOOL.approved_on <= timedelta(days=20)


def test_amounts_named_in_the_schools_own_words_are_true() -> None:
    """The changes in other_matters, item by item, and their sum."""
    before, now = last_year(SCHOOL).revenue, SCHOOL.revenue
    assert before is not None
    said = re.findall(r"(增加|减少)(\d+\.\d+)万元", SCHOOL.other_matters)
    signed = [Decimal(amount) * (1 if word == "增加" else -1) for word, amount in said]
    names = ("general_public_budget", "special_account", "business", "other", "carried_over")
    assert signed == [getattr(now, name) - getattr(before, name) for name in names]
    assert sum(signed) == SCHOOL.approved.change
