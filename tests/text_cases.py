"""The acceptance list of Chinese line setting: clause, case, text, measure, expected lines.

docs/clreq.md shows the same list; a test keeps the two in step. Type is 仿宋 of 10 pt with Latin
letters and digits of half an em; measures are in em. A text in several parts comes from several
origins; "hei|…" is set in another role.
"""

from __future__ import annotations

from typing import Any, NamedTuple


class Case(NamedTuple):
    """One requirement and its proof.

    rule: what differs from a plain justified paragraph. widths: natural or final width of the
    lines (em), where that is the point. conceded: kinds of rules given up.
    """

    clause: str
    title: str
    text: str | tuple[str, ...]
    measure: float
    lines: tuple[str, ...]
    rule: dict[str, Any] = {}  # noqa: RUF012 - never changed
    indent: float = 0.0
    widths: tuple[float, ...] = ()
    conceded: tuple[str, ...] = ()


def _no_start(clause: str, title: str, marks: str, **rule: Any) -> Case:
    """Paragraphs in which each mark in turn comes just where the second line would begin."""
    text = "\n".join(f"一二三四五六{mark}七八九十" for mark in marks)
    lines = tuple(part for mark in marks for part in ("一二三四五", f"六{mark}七八九十"))
    return Case(clause, title, text, 6, lines, rule)


def _no_end(clause: str, title: str, marks: str, **rule: Any) -> Case:
    """Paragraphs in which each mark in turn would be the last of a line."""
    text = "\n".join(f"一二三四五{mark}六七八九十" for mark in marks)
    lines = tuple(part for mark in marks for part in ("一二三四五", f"{mark}六七八九十"))
    return Case(clause, title, text, 6, lines, {"squeeze": False, **rule})


START, UNBROKEN, NUMBERS = "clreq 3.1.4", "clreq 3.1.5.1", "clreq 3.1.5.2"
ADJACENT, EDGES, MIXED = "clreq 3.1.6.2", "clreq 3.1.6.3", "clreq 3.2.4"
GRID, LONE, FILLED = "clreq 3.2.5", "clreq 3.4.4", "clreq 3.5"
WIDE = {"max_stretch": 2.0}
SOLID = {"align": "left"}
GRID_RULE = {"grid": 10.0}

CASES = (
    # clreq 3.1.4 行首行尾禁则; GB/T 15834 5.1.1-5.1.10
    _no_start(START, "点号不居行首", "。．，、；：！？", squeeze=False),
    _no_start(START, "后括号、后引号不居行首", "）》〉」』】〕〗］｝”’", squeeze=False),
    _no_start(START, "连接号、间隔号不居行首", "～·・", squeeze=False),
    _no_start(START, "％‰℃不居行首", "％‰℃", squeeze=False),
    _no_start(START, "半角点号、后括号不居行首", ",.;:!?)]}%", squeeze=False),
    _no_end(START, "前括号、前引号不居行末", "（《〈「『【〔〖［｛“‘"),
    _no_end(START, "￥＄不居行末", "￥＄"),
    Case(
        START, "分隔号不居行首也不居行末", "一二三四五／六七八", 6, ("一二三四", "五／六七八"), WIDE
    ),
    Case(START, "严格级：省略号不居行首", "一二三四五六……七八", 6, ("一二三四五", "六……七八")),
    Case(START, "严格级：破折号不居行首", "一二三四五六——七八", 6, ("一二三四五", "六——七八")),
    Case(
        START,
        "非严格级：破折号可居行首",
        "一二三四五六——七八",
        6,
        ("一二三四五六", "——七八"),
        {"strict_start": False},
    ),
    Case(
        START,
        "先挤进：句号挤进行末",
        "一二，三四五。六七",
        6,
        ("一二，三四五。", "六七"),
        widths=(6,),
    ),
    Case(
        START,
        "后推出：无处可挤则推出一字",
        "一二三四五六。七",
        6,
        ("一二三四五", "六。七"),
        widths=(6,),
    ),
    Case(
        START,
        "连续三个标点一起推出",
        "“一二三四五六。”）七",
        6,
        ("“一二三四五", "六。”）七"),
        {"max_stretch": 0.4},
    ),
    # clreq 3.1.5 符号分离禁则
    Case(UNBROKEN, "破折号不拆开", "一二三四五——六", 6, ("一二三四", "五——六"), WIDE),
    Case(UNBROKEN, "省略号不拆开", "一二三四五……六", 6, ("一二三四", "五……六"), WIDE),
    Case(
        UNBROKEN, "破折号不拉开", "一二——三四五六七", 6.5, ("一二——三四", "五六七"), widths=(6.5,)
    ),
    Case(NUMBERS, "小数不拆开", "合计401.38元", 4, ("合计", "401.38元"), SOLID),
    Case(NUMBERS, "千分位不拆开", "合计9,501,164", 5, ("合计", "9,501,164"), SOLID),
    Case(NUMBERS, "负号不离数字", "减少额−52.56", 4, ("减少额", "−52.56"), SOLID),
    Case(NUMBERS, "连字符作负号不离数字", "减少额-52.56", 4, ("减少额", "-52.56"), SOLID),
    Case(NUMBERS, "百分号不离数字", "占总数12.5%", 4, ("占总数", "12.5%"), SOLID),
    Case(NUMBERS, "≥不离数字", "满意度≥95%", 5, ("满意度", "≥95%"), SOLID),
    Case(NUMBERS, "￥不离数字", "共计款￥500元", 4.5, ("共计款", "￥500元"), SOLID),
    Case(NUMBERS, "数字不离万元", "一二三124万元", 6, ("一二三", "124万元"), SOLID),
    Case(NUMBERS, "数字不离年", "一二三四2023年", 6, ("一二三四", "2023年"), SOLID),
    Case(NUMBERS, "数字不离平方米", "一二三80平方米", 6, ("一二三", "80平方米"), SOLID),
    Case(NUMBERS, "数字不离件/次", "一二三四8件/次", 6, ("一二三四", "8件/次"), SOLID),
    Case(NUMBERS, "日期可在年、月后分行", "于2023年12月31日", 4.5, ("于2023年", "12月31日"), SOLID),
    Case(
        NUMBERS,
        "行太窄时数字与单位可分",
        "1234567万元",
        4,
        ("1234567", "万元"),
        {"max_stretch": 2.0, **SOLID},
        conceded=("unit",),
    ),
    Case(
        NUMBERS,
        "数字与单位分开时万元不拆开",
        "一二三四1234万元五六",
        7,
        ("一二三四1234", "万元五六"),
        conceded=("unit",),
    ),
    # clreq 3.1.6 标点符号的宽度调整
    Case(ADJACENT, "后括号遇点号", "一（二）、三", 9, ("一（二）、三",), widths=(5.5,)),
    Case(ADJACENT, "后括号遇后括号", "一“（二）”三", 9, ("一“（二）”三",), widths=(6,)),
    Case(ADJACENT, "点号遇后引号", "“一。”二", 9, ("“一。”二",), SOLID, widths=(4.5,)),
    Case(ADJACENT, "点号遇前引号", "一：“二”三", 9, ("一：“二”三",), widths=(5.5,)),
    Case(ADJACENT, "后括号遇前括号", "《一》《二》", 9, ("《一》《二》",), SOLID, widths=(5.5,)),
    Case(ADJACENT, "三个标点连用", "一“二。”）三", 9, ("一“二。”）三",), widths=(6,)),
    Case(ADJACENT, "问号叹号连用", "一？！二", 9, ("一？！二",), widths=(3.78,)),
    Case(ADJACENT, "间隔号旁的书名号", "一《二》·三", 9, ("一《二》·三",), widths=(5.5,)),
    Case(ADJACENT, "跨越不同来源的文字", ("一（二）", "、三"), 9, ("一（二）、三",), widths=(5.5,)),
    Case(ADJACENT, "跨越不同字体", ("一（二）", "hei|、三"), 9, ("一（二）、三",), widths=(5.5,)),
    Case(ADJACENT, "跨越替补字体", "堃）、堃", 9, ("堃）、堃",), widths=(3.5,)),
    Case(
        ADJACENT,
        "不挤压的样式",
        "一（二）、三",
        9,
        ("一（二）、三",),
        {"squeeze": False},
        widths=(6,),
    ),
    Case(
        EDGES,
        "行末点号占半个字",
        "一二三四五，六七八",
        5.5,
        ("一二三四五，", "六七八"),
        widths=(5.5,),
    ),
    Case(
        EDGES,
        "行末后括号占半个字",
        "（二三四）六七",
        4.5,
        ("（二三四）", "六七"),
        {"max_stretch": 0.5},
    ),
    Case(
        EDGES, "行首前括号缩半个字", "一二三四五（七八九十）", 5.5, ("一二三四五", "（七八九十）")
    ),
    Case(
        EDGES,
        "段首缩进后的前括号缩半个字",
        "“二三四五六七",
        6.5,
        ("“二三四五", "六七"),
        indent=2,
        widths=(4.5,),
    ),
    Case(
        EDGES,
        "网格中行末标点只在需要时让出",
        "一二三四五，六七八",
        6,
        ("一二三四五，", "六七八"),
        GRID_RULE,
    ),
    Case(
        EDGES,
        "网格中行末标点让出半个字",
        "一（二）四，五六",
        6,
        ("一（二）四，", "五六"),
        GRID_RULE,
        widths=(6, 2),
    ),
    # clreq 3.2 中、西文混排
    Case(MIXED, "西文单词不拆开", "使用system", 4, ("使用", "system"), SOLID),
    Case(MIXED, "西文在词间分行，行末空格不占位", "budget system", 4, ("budget ", "system"), SOLID),
    Case(
        MIXED,
        "太长的单词最后才拆",
        "abcdefghijklmnop",
        4,
        ("abcdefghi", "jklmnop"),
        SOLID,
        conceded=("word",),
    ),
    Case(
        MIXED,
        "太长的数字最后才拆",
        "12345678901234",
        4,
        ("12345678", "901234"),
        SOLID,
        conceded=("word",),
    ),
    Case(MIXED, "中西间距是样式值", "共50人", 9, ("共50人",), {"latin_gap": 0.25}, widths=(3.5,)),
    Case(
        MIXED,
        "点号、括号旁不加中西间距",
        "，50（",
        9,
        ("，50（",),
        {"latin_gap": 0.25, **SOLID},
        widths=(3,),
    ),
    Case(
        MIXED,
        "行首行末不加中西间距",
        "一二三50四五",
        4.25,
        ("一二三50", "四五"),
        {"latin_gap": 0.25, **SOLID},
    ),
    Case(MIXED, "西文撇号不占全字", "Bank’s", 9, ("Bank’s",), SOLID, widths=(3,)),
    # clreq 3.2.5 纵横对齐
    Case(
        GRID,
        "西文补足为整字",
        "一二12.5三四五六",
        6,
        ("一二12.5三四", "五六"),
        GRID_RULE,
        widths=(6, 2),
    ),
    Case(
        GRID,
        "纯汉字行严格占格",
        "一二三四五六七八",
        6,
        ("一二三四五六", "七八"),
        GRID_RULE,
        widths=(6, 2),
    ),
    # clreq 3.4.4 孤字处理
    Case(LONE, "段末不留一字", "一二三四五六七八九十甲", 10, ("一二三四五六七八九", "十甲")),
    Case(
        LONE, "段末不留一字一标点", "一二三四五六七八九十甲。", 10, ("一二三四五六七八九", "十甲。")
    ),
    Case(LONE, "左对齐也不留一字", "单位性质", 3, ("单位", "性质"), SOLID),
    # clreq 3.5 行内调整
    Case(FILLED, "末行不拉开", "一二三四五六七八", 6.5, ("一二三四五六", "七八"), widths=(6.5, 2)),
    Case(
        FILLED,
        "拉开有限度，超过则不拉齐",
        "一二三1234567890",
        6,
        ("一二三", "1234567890"),
        widths=(3, 5),
        conceded=("stretch",),
    ),
    Case(FILLED, "数字内部不拉开", "一二12三四五", 5.5, ("一二12三四", "五"), widths=(5.5,)),
)
