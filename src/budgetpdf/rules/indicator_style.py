"""One style for indicator values: ≥95%, whatever way it was put into words."""

from __future__ import annotations

import re

OPERATORS = {
    "≥": ("大于等于", "大于或等于", "不低于", "不少于", "不小于", "至少", ">=", "＞=", "≧", "⩾"),
    "≤": ("小于等于", "小于或等于", "不超过", "不高于", "不大于", "不多于", "控制在", "<=", "＜=", "≦", "⩽"),
    "=": ("等于", "＝", "达到"),
    ">": ("大于", "高于", "多于", "超过", "＞"),
    "<": ("小于", "低于", "少于", "＜"),
}
WORDS = sorted(
    ((word, sign) for sign, words in OPERATORS.items() for word in words),
    key=lambda pair: -len(pair[0]),
)
"""Words for comparisons, the longest first."""

ENDINGS = {"以上": "≥", "以内": "≤", "以下": "≤"}
DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
PERCENT = re.compile(r"百分之(?:(?P<digits>\d+(?:\.\d+)?)|(?P<words>[^\d\W]+))")
CANONICAL = re.compile(r"[≥≤><=]?\d+(?:\.\d+)?(?:[^\d\s≥≤><=，。；、]\S*)?")


def canonical(value: str) -> str:
    """An indicator value in the one style; as it is where it cannot be told (显著提升).

    以上, 以内 and 以下 include the number itself (民法典 第一千二百五十九条).
    """
    text = value.strip()
    sign, text = _leading_sign(text)
    for ending, implied in ENDINGS.items():
        if text.endswith(ending) and (not sign or sign == implied):
            sign, text = implied, text.removesuffix(ending)
    text = PERCENT.sub(_percent, text).replace("％", "%").strip()
    result = sign + text
    return result if CANONICAL.fullmatch(result) else value


def _leading_sign(text: str) -> tuple[str, str]:
    if text[:1] in OPERATORS and text[:2] not in (">=", "<="):
        return text[0], text[1:].strip()
    for word, sign in WORDS:
        if text.startswith(word):
            return sign, text[len(word) :].strip()
    return "", text


def _percent(match: re.Match[str]) -> str:
    number = match["digits"] or str(_chinese_number(match["words"]) or "")
    return f"{number}%" if number else match.group()


def _chinese_number(words: str) -> int | None:
    """一百 → 100, 九十五 → 95, 十 → 10; None if it is no number up to 199."""
    value, last = 0, None
    for char in words:
        if char == "百":
            value, last = value + 100 * (1 if last is None else last), None
        elif char == "十":
            value, last = value + 10 * (1 if last is None else last), None
        elif char in DIGITS:
            last = DIGITS[char]
        else:
            return None
    return value + (last or 0)


def is_canonical(value: str) -> bool:
    """Whether it is a number with its sign and unit in the one style."""
    return CANONICAL.fullmatch(value) is not None and value[:1] in OPERATORS
