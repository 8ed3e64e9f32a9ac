"""Reconciliation: what is compared with what, and what is left alone."""

import pytest

from budgetpdf.diagnostic import Severity, Span
from rules_support import UNIT, check, codes, message, whole

PROJECT = """
[[projects]]
name = "{name}"
{amount}
goal = "保证档案安全。"
indicators = [{{ kind = "数量指标", name = "档案", description = "数字化的档案", value = "≥1卷" }}]
"""

FINE = {
    "own income beside the budget": """
[revenue]
general_public_budget = 180
business = 15.5
carried_over = 4.5

[last_year.revenue]
general_public_budget = 200
""",
    "carried forward": """
[revenue]
general_public_budget = 200.5

[expenditure]
personnel = 100
operating = 20
projects = 80
carried_forward = 0.5
""",
    "all kinds of expenditure": """
[revenue]
general_public_budget = 200
operating = 3

[expenditure]
personnel = 100
operating = 20
projects = 80
business_operating = 1
to_superior = 1
to_subsidiaries = 1
total = 203

[last_year.expenditure]
total = 200
""",
    "a total stands for last year's missing parts": """
[last_year.expenditure]
basic = 115
total = 200
""",
    "a year without last year": """
[last_year.revenue]
general_public_budget = 200

[last_year.expenditure]
total = 200

[last_year.three_public]
total = 3.5
""",
    "more decimals are no difference": """
[expenditure]
personnel = 100.00
operating = 20
projects = 80
basic = 120.000
""",
    "three public items that nobody has": """
[three_public]
vehicle_operation = 3
reception = 0.5
abroad = 0
total = 3.5
""",
    "projects whose amounts are not published": PROJECT.format(name="档案数字化", amount=""),
    "two projects, one without amount": PROJECT.format(name="库房", amount="amount = 30")
    + PROJECT.format(name="数字化", amount=""),
    "offices within buildings": """
[assets]
as_of = 2023-12-31
buildings = { quantity = 3200, value = 560 }
offices = { quantity = 3200, value = 560 }
vehicles = { quantity = 1, value = 15 }
total = 575
""",
    "rented vehicles bought this year": """
[three_public]
vehicle_purchase = 18
vehicle_operation = 3

[last_year.three_public]
vehicle_purchase = 18
vehicle_operation = 3

[assets]
as_of = 2023-12-31
planned_purchase = 20
""",
}


@pytest.mark.parametrize("example", FINE.values(), ids=FINE)
def test_left_alone(example: str) -> None:
    assert codes(example, "RC") == set()


ROW = '{{ project = "甲", item = "乙", own_funds = 1{} }},'
ASSETS = "[assets]\nas_of = 2023-12-31\nvehicles = { quantity = 1, value = 15 }\n"
FOUND = {
    "last year's revenue and expenditure": (
        "[last_year.revenue]\ngeneral_public_budget = 201\n",
        "R02",
    ),
    "last year's parts above its total": (
        "[last_year.expenditure]\nbasic = 150\nprojects = 85\ntotal = 200\n",
        "R06",
    ),
    "last year's basic": (
        "[last_year.expenditure]\npersonnel = 95\noperating = 20\nbasic = 116\nprojects = 85\n",
        "R04",
    ),
    "vehicles within the three": (
        "[three_public]\nvehicle_operation = 3\nvehicles = 3.1\nreception = 0.5\n",
        "R08",
    ),
    "last year's three": (
        "[last_year.three_public]\nvehicle_operation = 3\nreception = 0.5\ntotal = 3.6\n",
        "R08",
    ),
    "a new item without a reason": (
        "[three_public]\nabroad = 2\nvehicle_operation = 3\nreception = 0.5\n",
        "R09",
    ),
    "an item that ended without a reason": ("[three_public]\nvehicle_operation = 3\n", "R09"),
    "projects without any": ("projects = []\n", "R15"),
    "projects that cost nothing": (
        "[revenue]\ngeneral_public_budget = 120\n[expenditure]\npersonnel = 100\noperating = 20\n"
        + PROJECT.format(name="档案数字化", amount=""),
        "R15",
    ),
    "rows with and without a category": (
        "[procurement]\nitems = [" + ROW.format(', category = "货物"') + ROW.format("") + "]\n",
        "R14",
    ),
    "more in projects than there is": (
        PROJECT.format(name="库房", amount="amount = 90")
        + PROJECT.format(name="数字化", amount=""),
        "R15",
    ),
    "offices larger than buildings": (
        ASSETS
        + "buildings = { quantity = 90, value = 56 }\noffices = { quantity = 91, value = 5 }\n",
        "R16",
    ),
    "offices without buildings": (
        ASSETS + "offices = { quantity = 91, value = 5 }\n",
        "R16",
    ),
    "vehicles that cost nothing": ("[three_public]\nreception = 0.5\n", "R17"),
    "a purchase that is not planned": (
        "[three_public]\nvehicle_purchase = 18\nvehicle_operation = 3\nreception = 0.5\n",
        "R17",
    ),
    "the assets' date": (
        "[assets]\nas_of = 2022-12-31\nvehicles = { quantity = 1, value = 15 }\n",
        "R18",
    ),
    "a change approved, last year unknown": (
        "[last_year.expenditure]\nprojects = 85\n[approved]\nchange = 3\n",
        "C05",
    ),
}


@pytest.mark.parametrize(("example", "code"), FOUND.values(), ids=FOUND)
def test_found(example: str, code: str) -> None:
    assert code in codes(example)


INSTITUTION = """
[unit]
name = "青禾县档案馆"
called = "我馆"
region = "青禾县"
kind = "事业"
duties = ["保管档案。"]
organization = [{ name = "青禾县档案馆", nature = "事业", funding = "财政性资金基本保证" }]
"""


def test_an_institution_has_no_agency_operation() -> None:
    assert "R05" in codes(INSTITUTION)
    assert "R05" not in codes(INSTITUTION + "\n[agency_operation]\n")
    assert "R05" in codes(INSTITUTION + "\n[agency_operation]\ntotal = 20\n")


def test_a_unit_managed_like_the_civil_service_has_one() -> None:
    like = INSTITUTION.replace('kind = "事业"', 'kind = "参公"')
    assert "R05" not in codes(like + '\n[agency_operation]\nuses = "办公费"\ntotal = 20\n')
    assert "R05" in codes(like + '\n[agency_operation]\nuses = "办公费"\ntotal = 21\n')


def test_agency_operation_counts_the_general_budget_only() -> None:
    functions = """
[expenditure]
personnel = 100
operating = 20
projects = 80
by_function = [
  { code = "2010301", operating = 18 },
  { code = "2010301", operating = 2, source = "government_fund" },
]
[agency_operation]
uses = "办公费"
"""
    assert "R05" not in codes(functions + "total = 18\n")
    assert "R05" in codes(functions + "total = 20\n")


def test_the_arithmetic_is_written_out_with_its_unit() -> None:
    example = (
        "[expenditure]\npersonnel = 243.1\noperating = 34.28\nprojects = 124\nbasic = 277.83\n"
    )
    assert (
        message(example, "R04") == "基本支出应为 243.1 + 34.28 = 277.38 万元，填报 277.83，差 0.45"
    )


def test_a_change_is_written_with_its_signs() -> None:
    example = "[approved]\nchange = 1\n"
    assert message(example, "C05") == "较上年增减：填报 5 − 5 = 0 万元，批复 1，差 1"


def test_a_spec_in_yuan_says_yuan() -> None:
    assert "元，" in message('amounts_in = "元"\n[approved]\nbasic = 121\n', "C03")
    assert "万元" not in message('amounts_in = "元"\n[approved]\nbasic = 121\n', "C03")


def test_a_long_sum_is_shortened_and_names_every_row() -> None:
    rows = "".join(
        f'  {{ project = "档案数字化", item = "档案盒{n}", general_public_budget = 1.1 }},\n'
        for n in range(20)
    )
    text, offset = whole(f"[procurement]\ntotal = 23\nitems = [\n{rows}]\n")
    (finding,) = (one for one in check(text) if one.code == "R14")
    assert finding.message.zh == (
        "采购总额应为 1.1 + 1.1 + 1.1 + 1.1 + 1.1 + … + 1.1 + 1.1 = 22.0 万元（共 20 项），"
        "填报 23，差 1.0"
    )
    lines = {place.line - offset for place in finding.places if isinstance(place, Span)}
    assert lines == {2, *range(4, 24)}
    assert all(isinstance(place, Span) and place.source == UNIT for place in finding.places)


def test_a_date_of_another_year_is_an_error_but_a_year_in_a_text_is_a_warning() -> None:
    text, _ = whole('other_matters = "2021年的情况。"\n')
    (finding,) = (one for one in check(text) if one.code == "R18")
    assert finding.severity is Severity.WARNING
    text, _ = whole(FOUND["the assets' date"][0])
    (finding,) = (one for one in check(text) if one.code == "R18")
    assert finding.severity is Severity.ERROR


@pytest.mark.parametrize(
    "text",
    [
        "2023年末的情况。",
        "按照《2021年全县工作要点》办理。",
        "落实“2021年十件实事”的后续工作。",
        "“十四五”期间（2021—2025年）的工作。",
        "文号20211234年号。",
    ],
)
def test_years_that_are_meant(text: str) -> None:
    assert codes(f'other_matters = "{text}"\n', "R") == set()
