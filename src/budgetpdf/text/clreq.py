"""Classes of characters and what may happen between two of them.

Sources: W3C Requirements for Chinese Text Layout (clreq), GB/T 15834-2011 and, for Latin text,
Unicode UAX 14. Every character has one class letter. Capital letters take a full-width cell,
small letters their own width.

==== ===================================== ========================================
 H   hanzi, kana, wide symbols              breaks on either side
 O   opening brackets and quotes （《“        clreq 3.1.4: not at a line's end
 C   closing brackets and quotes ）》”        clreq 3.1.4: not at a line's start
 P   pause marks 、，；：                     clreq 3.1.4
 S   sentence marks 。．！？                  clreq 3.1.4
 I   interpuncts ·                          clreq 3.1.4
 T   wide connectors ～                      clreq 3.1.4
 V   wide solidus ／                         clreq 3.1.4, GB level: neither start nor end
 D   dashes —                               clreq 3.1.5.1; strict level: not at a start
 E   ellipses …                             clreq 3.1.5.1; strict level: not at a start
 X   wide suffixes ％‰℃                      clreq 3.1.5.2
 F   wide prefixes ￥＄                       clreq 3.1.5.2
 A   full-width letters and digits          kept together like Latin words
 G   the full-width space
 n   digits                                 clreq 3.1.5.2, 3.2.4
 l   letters and what goes with them        clreq 3.2.4, UAX 14 AL
 s   signs before numbers + − ≥             UAX 14 PR
 t   hyphens, en dashes, ~                  clreq 3.1.4 (connectors)
 x   suffixes % °                           UAX 14 PO
 f   prefixes $ £ №                         UAX 14 PR
 o   ( [ {                                  UAX 14 OP
 c   . , : ; ! ? ) ] }                      UAX 14 CL, IS, EX
 q   straight quotes                        UAX 14 QU
 v   /                                      clreq 3.1.4, GB level; UAX 14 SY
 b   spaces                                 UAX 14 SP
 m   combining marks                        UAX 14 CM
 j   joiners that show nothing              UAX 14 WJ
 z   break opportunities that show nothing  UAX 14 ZW
 k   forced breaks                          UAX 14 BK
==== ===================================== ========================================
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from operator import add

_TABLE = {
    "O": "（《〈「『【〔〖［｛“‘｟〘〚",
    "C": "）》〉」』】〕〗］｝”’｠〙〛",
    "P": "、，；：､",
    "S": "。．！？｡‼⁇⁈⁉",
    "I": "·・‧･",
    "T": "～〜",
    "V": "／",
    "D": "—―⸺⸻",
    "E": "…⋯",
    "X": "％‰‱℃℉￠",
    "F": "￥＄￡",
    "G": "\u3000",
    "n": "0123456789",
    "s": "+−±<>=≤≥≦≧≈≠∓",
    "t": "-–~\u2010\u2011",
    "x": "%°′″¢",
    "f": "$£¥€№§",
    "o": "([{",
    "c": ".,:;!?)]}",
    "q": "\"'",
    "v": "/",
    "b": " \t",
    "j": "\u00a0\u2060\u200c\u200d\u200e\u200f\ufeff\u202f",
    "z": "\u200b\u00ad",
    "k": "\n\r\u2028\u2029\x0b\x0c\x85",
}
_LISTED = {char: letter for letter, chars in _TABLE.items() for char in chars}

_BY_CATEGORY = {"Mn": "m", "Mc": "m", "Me": "m", "Cf": "j", "Zs": "b"}

INVISIBLE = frozenset(_TABLE["z"] + _TABLE["k"] + "\u2060\u200c\u200d\u200e\u200f\ufeff")
"""Characters that are set without a glyph."""

MARKS = "OCPSITDE"
NARROW = frozenset("nlstxfocqvm")
_NO_START = frozenset("CPSITVXcxtv")
_NO_END = frozenset("OFofV")
_BLANKS = frozenset("bGz")


def classify(char: str) -> str:
    """The class letter of a character (see the table at the head of this module)."""
    if "\u4e00" <= char <= "\u9fff":
        return "H"
    listed = _LISTED.get(char)
    if listed:
        return listed
    category = unicodedata.category(char)
    if category in _BY_CATEGORY:
        return _BY_CATEGORY[category]
    width = unicodedata.east_asian_width(char)
    if width == "F" and char.isalnum():
        return "A"
    if width in "WF":
        return "H"
    # Circled and Roman numbers and symbols stand in Chinese text as full-width characters.
    wide = width == "A" and (category[0] in "SP" or category in ("No", "Nl"))
    return "H" if wide else "l"


ALLOWED, UNIT, WORD, PROHIBITED = range(4)
"""How much stands against a break between two characters, weakest first: the order in which
the rules give way where none of them can all be kept."""


def break_kind(before: str, after: str, *, strict_start: bool = True) -> int:
    """What stands against a break between two classes (without the bond of number and unit)."""
    if after in "mjk" or before == "j" or after in _BLANKS:
        return PROHIBITED
    if after in _NO_START or (strict_start and after in "DE") or before + after in ("DD", "EE"):
        return PROHIBITED
    if before in _BLANKS or before == "k":
        return ALLOWED
    if before in _NO_END or (strict_start and before == "v"):
        return PROHIBITED
    glued = before in NARROW and after in NARROW
    return WORD if glued or "q" in (before, after) or before + after == "AA" else ALLOWED


def may_stretch(before: str, after: str) -> bool:
    """Whether justification may open the gap (clreq 3.5.4: nothing inside words, numbers, ——,
    nor beside connectors and solidi)."""
    if before in NARROW and after in NARROW:
        return False
    if before + after in ("DD", "EE", "AA"):
        return False
    pair = before + after
    return not any(letter in "TVtvjkmz" for letter in pair) and after not in "bG"


@lru_cache(maxsize=256)
def breaks_in(letters: str, strict_start: bool) -> Sequence[int]:
    """`break_kind` at each position of a text of these classes, its two ends included. Most texts
    of a report share their classes with others."""
    kinds = _BREAKS[strict_start]
    return (ALLOWED, *map(kinds.__getitem__, map(add, letters, letters[1:])), ALLOWED)


@lru_cache(maxsize=256)
def stretches_in(letters: str) -> Sequence[int]:
    """For each gap of a text of these classes 1 if it may be opened, else 0; 0 for its end."""
    return (*map(_STRETCHES.__getitem__, map(add, letters, letters[1:])), 0)


class _Pairs(dict[str, int]):
    """What a rule says of two class letters; few of all pairs occur, each is asked once."""

    def __init__(self, rule: Callable[[str, str], int]) -> None:
        super().__init__()
        self._rule = rule

    def __missing__(self, pair: str) -> int:
        found = self[pair] = self._rule(*pair)
        return found


_BREAKS = {strict: _Pairs(partial(break_kind, strict_start=strict)) for strict in (False, True)}
_STRETCHES = _Pairs(may_stretch)


_UNITS = """
亿元 万元 千元 百元 元 角 分 亿 万 千 百 倍 成 度 ％ 年度 年 季度 季 个月 月 周 日 号 天 时 小时 点
分钟 秒 周岁 岁 人次 人 名 位 户 家 个百分点 个 件 次 项 条 款 类 篇 份 本 册 张 页 期 届 轮 批 起
宗 例 场 组 队 处 所 间 座 栋 幢 层 台 辆 套 部 架 艘 把 只 平方米 平方公里 平方千米 立方米 公里
千米 厘米 毫米 米 亩 公顷 吨 公斤 千克 克 升 毫升 千瓦时 千瓦 级 折 分之一
"""
UNITS = tuple(_UNITS.split())
"""Measure words that stay with the number before them (clreq 3.1.5.2), Chinese at large: money,
time, people, things, areas and weights."""


@lru_cache(maxsize=8)
def units_by_first(units: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Units by their first character, the longest first."""
    found: dict[str, list[str]] = {}
    for unit in sorted(units, key=len, reverse=True):
        found.setdefault(unit[0], []).append(unit)
    return {first: tuple(those) for first, those in found.items()}
