"""指标值: one text, read as operator, number and unit where it is one.

`≥80%` is a target that a machine can read. `>=80%` and full-width signs mean the same and are
folded. “大于等于百分之95” is understood, so that a rule can ask for one style, but it stays a
text. What ends in 以上, 以内 or 左右, or counts in 月 or 日, is refused: the sign says it already,
or it is a date.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from budgetpdf.diagnostic import Text


class Target(NamedTuple):
    """An indicator's value.

    operator: "≥", "≤", ">", "<", "=" or empty. number: its digits as written, half-width.
    unit: "%", "人", "万元/人/月" … All three are empty for a 定性 target, which is its `text`.
    meant: the same target in the one style, where it is written in words.
    fault: why it is refused; `meant` then says what to write, where that can be told.
    """

    operator: str
    number: str
    unit: str
    text: str
    meant: str = ""
    fault: Text | None = None

    @property
    def is_number(self) -> bool:
        """Whether operator, number and unit could be read."""
        return bool(self.number)


# Full-width digits and signs, and other spellings of ≥ and ≤. Brackets of a unit stay: 台（套）.
_HALF_WIDTH = str.maketrans("０１２３４５６７８９＋－．％＜＞＝≧≦⩾⩽", "0123456789+-.%<>=≥≤≥≤")
_TWO_SIGNS = {">=": "≥", "=>": "≥", "<=": "≤", "=<": "≤", "==": "="}
_NUMBER = r"[+-]?[0-9]+(?:\.[0-9]+)?"
_TARGET = re.compile(rf"(>=|=>|<=|=<|==|≥|≤|>|<|=)? ?({_NUMBER}) ?(.*)", re.DOTALL)
# A unit holds no sign and no digit, so that a range or two targets in one stay texts.
_IN_NO_UNIT = frozenset("0123456789≥≤><=~,;。、，；：:+")

_WORDS = {
    **dict.fromkeys(["大于等于", "大于或等于", "不低于", "不少于", "不小于", "至少"], "≥"),
    **dict.fromkeys(["小于等于", "小于或等于", "不超过", "不高于", "不大于", "不多于"], "≤"),
    **dict.fromkeys(["大于", "高于", "超过", "多于"], ">"),
    **dict.fromkeys(["小于", "低于", "少于"], "<"),
    **dict.fromkeys(["等于", "达到"], "="),
    **{sign: sign for sign in ("≥", "≤", ">", "<", "=", "")},
}
_NAMED = re.compile("百分之|[0-9]")
_IN_WORDS = (
    rf"({'|'.join(word for word in _WORDS if word)}|)"
    rf"(?:百分之(?P<percent>{_NUMBER}|[零一二两三四五六七八九十百]+)|(?P<number>[0-9][0-9,.]*))"
    r"(?P<unit>[^0-9]*)"
)
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2}

_BEHIND = {
    **dict.fromkeys(["及以上", "以上"], "≥"),
    **dict.fromkeys(["及以内", "以内", "之内", "及以下", "以下"], "≤"),
    **dict.fromkeys(["左右", "上下"], ""),
}
_DATE = ("月", "日", "号")


@lru_cache(maxsize=1024)
def read_target(value: str) -> Target:
    """Read an indicator's value; never fails, a text that is no number is 定性."""
    text = value.strip()
    found = _TARGET.fullmatch(text.translate(_HALF_WIDTH))
    if not found or not _IN_NO_UNIT.isdisjoint(found[3]):
        return Target("", "", "", text, meant=_in_words(text))
    operator, number, unit = found[1] or "", found[2], found[3].strip()
    operator = _TWO_SIGNS.get(operator, operator)
    fault, meant = _refused(operator, number, unit)
    if fault:
        return Target("", "", "", text, meant, fault)
    return Target(operator, number, unit, text)


def _refused(operator: str, number: str, unit: str) -> tuple[Text | None, str]:
    for words, sign in _BEHIND.items():
        if unit.endswith(words):
            meant = f"{sign or operator or '='}{number}{unit.removesuffix(words)}"
            fault = Text(f"“{words}”要用符号表示", f"“{words}” is said by a sign")
            return fault, meant
    if unit.startswith(_DATE):
        fault = Text(
            "月、日不是数量单位：天数写“天”，月数写“个月”，日期写成文字",
            "月 and 日 are dates, not units: write 天 or 个月, or the date as a text",
        )
        return fault, f"{operator}{number}天" if unit in {"日", "号"} and operator else ""
    return None, ""


@cache
def _in_words_pattern() -> re.Pattern[str]:
    """Compiled when a text names a number, as few do."""
    return re.compile(_IN_WORDS)


def _in_words(text: str) -> str:
    """`大于等于百分之95` as `≥95%`; empty for a text that names no number."""
    text = text.translate(_HALF_WIDTH).replace(" ", "")
    found = _in_words_pattern().fullmatch(text) if _NAMED.search(text) else None
    if not found:
        return ""
    sign = _WORDS[found[1]]
    if found["percent"]:
        return f"{sign or '='}{_arabic(found['percent'])}%" if not found["unit"] else ""
    if not re.fullmatch(rf"{_NUMBER}|[0-9]{{1,3}}(?:,[0-9]{{3}})+(?:\.[0-9]+)?", found["number"]):
        return ""
    return f"{sign}{found['number'].replace(',', '')}{found['unit']}"


def _arabic(number: str) -> str:
    """百, 九十五, 一百二十 or Arabic digits in Arabic digits."""
    if number[0] not in "零一二两三四五六七八九十百":
        return number
    total, digit = 0, 0
    for sign in number:
        if sign in "十百":
            total += (digit or 1) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = _DIGITS[sign]
    return str(total + digit)
