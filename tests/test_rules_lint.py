"""Lint: neighbours of what is found fault with."""

import pytest

from budgetpdf.diagnostic import Span
from budgetpdf.rules.across_projects import _one_thing
from budgetpdf.rules.numbering import chinese_value, read_label
from budgetpdf.rules.privacy import is_identity_number
from rules_support import UNIT, check, codes, whole

LEFT_ALONE = [
    # placeholders and field codes
    "AXX型设备不在此列。",
    "落实“四个一”要求。",
    "使用{OA}系统。",
    # punctuation
    "会议定于9:30召开，共1,680人参加。",
    "采用ISO 9001标准(2015版)。",
    "软件版本为3.2.1。",
    "运行Windows 11系统。",
    "详见http://www.example.cn/a,b。",
    "It’s 5 o’clock.",
    "“一级：‘二级’”与（甲（乙））。",
    # spaces
    "使用Office 365软件。",
    # words
    "截止时间为12月。",
    "层层压实责任，常常检查。",
    "一个一个解决问题。",
    "贯彻党的二十大精神，落实二十大报告部署。",
    "服务保障全国两会。",
    "主要用于办公费。",
    "部门间加强协作。",
    "2024年与上年相比减少0.5万元。",
]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_left_alone(text: str) -> None:
    found = codes(f"other_matters = '''{text}'''\n", "K")
    if "{OA}" in text:
        found -= {"K01"}
    if "(2015版)" in text or "http" in text:
        found -= {"K25", "K26"}
    assert found - {"K46"} == set()


FOUND = {
    "XX局": "K01",
    "共××人": "K01",
    "联系人：待定": "K01",
    "金额____万元": "K01",
    "某某同志": "K01",
    "此处填写原因": "K02",
    "应按照实际情况填报": "K02",
    "请填写增减原因": "K02",
    "参见错误!未找到引用源": "K03",
    "PAGE \\\\* MERGEFORMAT": "K03",
    "增加0.00万元": "K10",
    "有所减少，主要原因是：。": "K11",
    "执行,落实": "K25",
    "标准.涉密": "K25",
    "采购(货物)": "K26",
    "采购（货物": "K26",
    "采购货物）": "K26",
    "“预算": "K26",
    "人数*比例": "K28",
    "预 算": "K29",
    "\u3000\u3000预算": "K29",
    "截止到2023年底": "K31",
    "加强管理管理": "K33",
    "全力保障杭州亚运会": "K34",
    "手机13912345678": "K37",
    "电话0316-8822123": "K37",
    "本部门工作": "K39",
    "⽂档": "K47",
    "预\u200b算": "K47",
    "金\uf90a": "K47",
}


@pytest.mark.parametrize("text", FOUND)
def test_found(text: str) -> None:
    assert FOUND[text] in codes(f'other_matters = "{text}。"\n', "K")


def test_a_place_behind_escapes_is_exact() -> None:
    text, offset = whole('other_matters = "一\\t二\\u4E09*四"\n')
    (finding,) = (one for one in check(text) if one.code == "K28")
    place = finding.places[0]
    assert isinstance(place, Span)
    assert (place.line - offset, place.column, place.end_column) == (1, 28, 29)


def test_a_place_in_a_multi_line_text_is_exact() -> None:
    text, offset = whole('other_matters = """\n一\n二三*四\n"""\n')
    (finding,) = (one for one in check(text) if one.code == "K28")
    assert finding.places == (Span(UNIT, 3 + offset, 3, 3 + offset, 4),)


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("一、总体", ("一、", 1, 2)),
        ("十二、总体", ("一、", 12, 3)),
        ("（三）总体", ("（一）", 3, 3)),
        ("(三)总体", ("（一）", 3, 3)),
        ("1.总体", ("1.", 1, 2)),
        ("12、总体", ("1、", 12, 3)),
        ("（4）总体", ("（1）", 4, 3)),
        ("⑤总体", ("①", 5, 1)),
        ("第二部分 总体", ("第一部分", 2, 4)),
        ("1.5倍", None),
        ("2024年", None),
        ("一级指标", None),
        ("（略）总体", None),
        ("第二十条", None),
        ("", None),
        ("（", None),
        ("100、总体", None),
    ],
)
def test_numbers_at_the_beginning_of_lines(line: str, label: tuple[str, int, int] | None) -> None:
    assert read_label(line) == label


@pytest.mark.parametrize(
    ("text", "value"),
    [("一", 1), ("十", 10), ("十九", 19), ("二十", 20), ("九十九", 99), ("一二", 0), ("百", 0)],
)
def test_chinese_numbers(text: str, value: int) -> None:
    assert chinese_value(text) == value


def test_identity_numbers_have_a_check_digit() -> None:
    assert is_identity_number("11010519491231002X")
    assert not is_identity_number("110105194912310021")


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("一、甲\n二、乙\n三、丙", set()),
        ("一、甲\n（一）子\n（二）丑\n二、乙\n（一）寅", set()),
        ("（一）甲\n1.子\n2.丑\n（二）乙\n1.寅", set()),
        ("一、甲\n三、丙", {"K06"}),
        ("一、甲\n一、乙", {"K06"}),
        ("一、甲\n二、乙\n1.子", {"K07"}),
        ("二、甲乙丙", set()),
    ],
)
def test_order_of_numbers(lines: str, found: set[str]) -> None:
    assert codes(f'other_matters = """\n{lines}\n"""\n', "K") & {"K06", "K07", "K08"} == found


def test_an_accepted_row_of_the_form_need_not_be_blank() -> None:
    assert "K22" not in codes("", "K")


@pytest.mark.parametrize(
    ("unit", "project", "shared"),
    [
        ("群体性事件发生数", "重大突发群体性事件", "群体性事件"),
        ("群体性事件发生数", "重大群体性事件发生数", "群体性事件发生数"),
        ("残疾人培训人次", "残疾人培训人次", "残疾人培训人次"),
        # one end in common, or one beginning: two things
        ("档案整理任务完成数", "内部审计任务完成数", ""),
        ("内部审计指导合格率", "内部审计指导按期完成率", ""),
        ("内部审计指导合格率", "内部审计指导节约资金比例", ""),
        ("档案完好率", "馆藏档案完好率", ""),
    ],
)
def test_one_thing_in_two_tables(unit: str, project: str, shared: str) -> None:
    """Names that share words but measure two things would bury what is really contradictory."""
    assert _one_thing(unit, project) == _one_thing(project, unit) == shared
