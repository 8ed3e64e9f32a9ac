"""GB/T 9704-2012 党政机关公文格式 as numbers: the defaults that a profile starts from.

A profile says only what differs. Clause numbers are those of the standard.
"""

from __future__ import annotations

from budgetpdf.geometry import mm
from budgetpdf.style.sheet import PageNumber, PageStyle, TableStyle, TextStyle

SIZES = {
    "初号": 42.0,
    "小初": 36.0,
    "一号": 26.0,
    "小一": 24.0,
    "二号": 22.0,
    "小二": 18.0,
    "三号": 15.75,
    "小三": 15.0,
    "四号": 14.0,
    "小四": 12.0,
    "五号": 10.5,
    "小五": 9.0,
    "六号": 7.5,
}
"""号数 → pt. 三号 is 15.75 pt (5.556 mm): 28 of them fill the 156 mm of a line (5.2.4), which
28 characters of 16 pt would overrun."""

PAGES = {
    # 5.1, 5.2.1: A4, 天头 37, 订口 28, 版心 156 × 225 mm; 5.2.4: 22 lines of 28 characters;
    # 7.5: 四号半角宋体, 一字线 on both sides, 7 mm below the type area.
    "main": PageStyle(number=PageNumber()),
    "unnumbered": PageStyle(number=None),
}

_BODY = TextStyle(role="body", size=SIZES["三号"], first_indent=2.0, grid="strict")
_CELL = TextStyle(role="song", size=SIZES["五号"])


def _heading(role: str) -> TextStyle:
    # 7.3.3: 结构层次序数 一、（一）1.（1）; 黑体, 楷体, 仿宋, 仿宋.
    return TextStyle(role=role, size=SIZES["三号"], first_indent=2.0, grid="strict", keep_next=True)


TEXTS = {
    # 7.3.3 正文: 三号仿宋, every paragraph indented by two characters.
    "body": _BODY,
    "item": _BODY,
    # 7.3.1 标题: 二号小标宋, centred, broken at word boundaries; one empty line below it.
    "title": TextStyle(
        role="title", size=SIZES["二号"], align="center", balance=True, keep_next=True, after=1.0
    ),
    "heading-1": _heading("hei"),
    "heading-2": _heading("kai"),
    "heading-3": _heading("body"),
    "heading-4": _heading("body"),
    "body-label": _heading("kai"),
    "item-lead": _heading("kai"),
    # 7.3.5 署名 and 成文日期, four characters from the right edge.
    "signature": TextStyle(
        role="body", size=SIZES["三号"], align="right", right_indent=4.0, before=1.0, grid="strict"
    ),
    "page-number": TextStyle(role="song", size=SIZES["四号"], align="left"),
    "table-caption": TextStyle(
        role="hei", size=SIZES["小三"], align="center", balance=True, keep_next=True
    ),
    "table-unit": TextStyle(role="song", size=SIZES["五号"], align="left", keep_next=True),
    "table-head": TextStyle(role="hei", size=SIZES["五号"], align="center", balance=True),
    "table-cell": _CELL,
    "table-note": _CELL,
    "contents-title": TextStyle(
        role="hei", size=SIZES["二号"], align="center", keep_next=True, after=1.0
    ),
    "contents-1": TextStyle(role="hei", size=SIZES["三号"]),
    "contents-2": TextStyle(role="body", size=SIZES["三号"], left_indent=1.0),
    "contents-3": TextStyle(role="body", size=SIZES["三号"], left_indent=2.0),
    "contents-4": TextStyle(role="body", size=SIZES["三号"], left_indent=3.0),
    "cover-title": TextStyle(role="title", size=SIZES["一号"], align="center", balance=True),
    "cover": TextStyle(role="kai", size=SIZES["小二"], align="center", balance=True),
}

TABLES = {
    "table": TableStyle(
        sizes=(SIZES["五号"], SIZES["小五"], SIZES["六号"]), frame=mm(0.35), rule=mm(0.18)
    ),
}
