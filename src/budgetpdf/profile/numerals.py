"""Numbering by sample: "一、" → 十一、, "（一）" → （二十）, "第一部分 ", "1.", "（1）", "①"."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

_DIGITS = "〇一二三四五六七八九"


def hanzi(number: int) -> str:
    """1 to 9999 in hanzi as they are counted: 十, 十一, 二十, 一百零一, 一百一十."""
    if not 0 < number < 10_000:
        raise ValueError(number)
    text = ""
    for power, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            text += _DIGITS[digit] + unit
        elif text and number and not text.endswith("零"):
            text += "零"
    return text[1:] if text.startswith("一十") else text


def circled(number: int) -> str:
    """① to ㊿."""
    for first, last, start in ((1, 20, 0x2460), (21, 35, 0x3251), (36, 50, 0x32B1)):
        if first <= number <= last:
            return chr(start + number - first)
    raise ValueError(number)


def roman(number: int) -> str:
    """I to MMMCMXCIX."""
    if not 0 < number < 4000:
        raise ValueError(number)
    pairs = zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"),
        strict=True,
    )
    text = ""
    for value, letters in pairs:
        count, number = divmod(number, value)
        text += letters * count
    return text


def letter(number: int) -> str:
    """A to Z."""
    if not 0 < number <= 26:
        raise ValueError(number)
    return chr(64 + number)


def small_letter(number: int) -> str:
    """a to z."""
    return letter(number).lower()


_KINDS: dict[str, Callable[[int], str]] = {
    "一": hanzi,
    "1": str,
    "①": circled,
    "I": roman,
    "A": letter,
    "a": small_letter,
}
_NUMERAL = re.compile("[一1①]|(?<![A-Za-z])[IAa](?![A-Za-z])")


class Sample(NamedTuple):
    """A number sample: what stands before and after the numeral, and which numeral it is."""

    before: str
    numeral: str
    after: str

    def label(self, number: int) -> str:
        """The label of the `number`-th item. Raises ValueError beyond what it can write."""
        return self.before + _KINDS[self.numeral](number) + self.after


def read_sample(text: str) -> Sample | None:
    """The sample in `text`, None if there is no numeral for one in it."""
    found = _NUMERAL.search(text)
    if found is None:
        return None
    return Sample(text[: found.start()], found.group(), text[found.end() :])
