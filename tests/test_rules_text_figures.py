"""Figures in free text: which are understood, which are left alone."""

import pytest

from budgetpdf.rules.case import Case
from budgetpdf.rules.statements import statements
from rules_support import codes, message, read, whole

READ = {
    "基本支出120万元": [("expenditure.basic", 0, False, "120", "万元")],
    "其中：人员经费100万元，公用经费20万元": [
        ("expenditure.personnel", 0, False, "100", "万元"),
        ("expenditure.operating", 0, False, "20", "万元"),
    ],
    "2024年支出预算共计安排200.00万元": [("expenditure.total", 0, False, "200.00", "万元")],
    "“三公”经费预算安排35,000元": [("three_public.total", 0, False, "35000", "元")],
    "2023年基本支出115万元": [("expenditure.basic", 0, True, "115", "万元")],
    "上年项目支出85万元": [("expenditure.projects", 0, True, "85", "万元")],
    "项目支出较上年减少5万元": [("expenditure.projects", -1, False, "5", "万元")],
    "较2023年减少项目支出5万元": [("expenditure.projects", -1, False, "5", "万元")],
    "基本支出120万元，较上年增加5万元，增长4.35%": [
        ("expenditure.basic", 0, False, "120", "万元"),
        ("expenditure.basic", 1, False, "5", "万元"),
        ("expenditure.basic", 1, False, "4.35", "%"),
    ],
    "档案数字化80万元": [("projects.0", 0, False, "80", "万元")],
    "因公出国（境）费0万元": [("three_public.abroad", 0, False, "0", "万元")],
}


@pytest.mark.parametrize("text", READ)
def test_what_a_text_states(text: str) -> None:
    spec, _ = whole(f'other_matters = "{text}。"\n')
    said = [
        (one.fact, one.direction, one.last_year, str(one.number), one.unit)
        for one in statements(Case(read(spec)))
        if one.where.passage.path == ("other_matters",)
    ]
    assert said == READ[text]


@pytest.mark.parametrize(
    "text",
    [
        "第一季度完成项目支出30万元",
        "市级项目支出30万元",
        "基本支出中工资70万元",
        "项目支出约79万元",
        "人均公用经费0.5万元",
        "购置扫描仪2.5万元",
        "基本支出120.00万元",
        "基本支出1200000元",
        "基本支出0.012亿元",
        "2022年项目支出66万元",
        "满意度不低于90%",
        "项目支出，其中扫描费66万元",
    ],
)
def test_what_is_left_alone(text: str) -> None:
    assert codes(f'other_matters = "{text}。"\n', "X") == set()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("基本支出120.01万元", "X01"),
        ("2023年基本支出120万元", "X01"),
        ("支出预算共计安排210万元", "X01"),
        ("基本支出120元", "X02"),
        ("基本支出1200000万元", "X02"),
        ("基本支出12万元", "X03"),
        ("基本支出1.2万元", "X03"),
        ("基本支出较上年减少5万元", "X04"),
        ("基本支出较上年增加6万元", "X04"),
        ("基本支出较上年增长5.35%", "R07"),
        ("基本支出较上年下降4.35%", "R07"),
        ("因公出国（境）费较上年增长10%", "R07"),
    ],
)
def test_what_is_found(text: str, code: str) -> None:
    example = f'other_matters = "{text}。"\n'
    if "出国" in text:
        example += "[last_year.three_public]\nabroad = 0\nvehicle_operation = 3\nreception = 0.5\n"
    assert codes(example, "XR") == {code}


def test_rounding_to_two_decimals_of_wan_is_allowed_for() -> None:
    yuan = """
other_matters = "{text}"
amounts_in = "元"
[revenue]
general_public_budget = 2000000
[expenditure]
personnel = 1000000
operating = 204_950
projects = 795_050
[[projects]]
name = "档案数字化"
goal = "保证档案安全。"
indicators = [{{ kind = "数量指标", name = "档案", description = "数字化的档案", value = "≥1卷" }}]
"""
    assert "X01" not in codes(yuan.format(text="公用经费20.49万元。"))
    assert "X01" not in codes(yuan.format(text="公用经费20.50万元。"))
    assert "X01" in codes(yuan.format(text="公用经费20.48万元。"))
    assert "X01" not in codes(yuan.format(text="公用经费204950元。"))
    assert "X01" in codes(yuan.format(text="公用经费204949元。"))


def test_a_base_of_zero_has_no_percentage() -> None:
    example = (
        'other_matters = "公务用车购置费较上年增长10%。"\n[last_year.three_public]\n'
        "vehicle_purchase = 0\nvehicle_operation = 3\nreception = 0.5\n"
    )
    assert message(example, "R07") == "公务用车购置费上年为 0，没有增减百分比"


def test_a_reason_speaks_of_its_own_figure() -> None:
    example = (
        '[reason.expenditure]\nbasic = "较上年增长6%，因新录用2人"\n'
        'projects = "库房改造已经完工，本年不再安排"\n'
    )
    assert "R07" in codes(example)
    assert "R07" not in codes(example.replace("6%", "4.35%"))
