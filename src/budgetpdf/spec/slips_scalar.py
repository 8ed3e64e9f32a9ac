"""Slips in figures, dates, true and false, and texts without quotes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from budgetpdf.diagnostic import Text
from budgetpdf.spec.escapes import quote
from budgetpdf.spec.loose import QUOTES
from budgetpdf.spec.slips import Edit, Found, Slip
from budgetpdf.spec.slips_text import unreadable_text

MAX_DIGITS = 40

_TOKEN = re.compile(r"[^\r\n#＃,\]}】｝]+|.")
_THOUSANDS = re.compile(
    r"(?:[,，][0-9]{3})+(?![0-9])(?:\.[0-9]+)?(?:[ \t]*[万亿]?元)?(?!\w|[ \t]*=)"
)
_EXPONENT = re.compile(r"[eE][+-]?0*[0-9]{4}")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATE = re.compile(r"([0-9]{4}) ?[-年./] ?([0-9]{1,2}) ?[-月./] ?([0-9]{1,2}) ?[日号]?")
_NUMBER = r"[+-]?[0-9]+(?:\.[0-9]+)?|[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?"
_WITH_UNIT = re.compile(rf"[¥$约]? ?({_NUMBER}) ?(?:[^\d\s.,+-]\S*)?")
_LEADING_ZERO = re.compile(r"[+-]?0+[0-9]+(?:\.[0-9]+)?")
_BARE_POINT = re.compile(r"([+-]?)([0-9]*)[.。]([0-9]*)")
_SPACED = re.compile(r"[+-]?[0-9]+(?: [0-9]+)+(?:\.[0-9]+)?")
_NOTHING = re.compile(r"[-—－−–/\\]+|无|空|没有|零|null|none|nil", re.IGNORECASE)
_BOOLEANS = {
    **dict.fromkeys(["是", "yes", "Yes", "YES", "True", "TRUE", "真"], "true"),
    **dict.fromkeys(["否", "no", "No", "NO", "False", "FALSE", "假"], "false"),
}


class _Token(NamedTuple):
    """What was typed from `start` to `end`; `plain` is the same with half-width characters."""

    start: int
    end: int
    typed: str
    plain: str


def check_number(text: str, start: int, end: int) -> list[Slip]:
    """Days that no calendar has, and numbers that TOML allows and no report has."""
    if day := _ISO_DATE.match(text, start, end):
        known = _day(day[0])
        return [] if known else [_no_such_day(_Token(start, end, day[0], day[0]))]
    if end - start <= MAX_DIGITS and not _EXPONENT.search(text, start, end):
        return []
    message = Text("这个数字太长，不像是报表里的数", "this number is too long for a report")
    return [Slip("S031", start, end, message, edits=(Edit(start, end, "0"),), strict=True)]


def thousands(text: str, start: int, end: int) -> Found | None:
    """`9,501,164`: the number from `start` to `end` goes on behind a comma."""
    rest = _THOUSANDS.match(text, end)
    if not rest or not text[start:end].isdecimal():
        return None
    stop = rest.end()
    number = re.sub(r"[^0-9.]", "", text[start:stop])
    whole, point, decimals = number.partition(".")
    underscored = f"{int(whole):_}{point}{decimals}"
    message = Text(f"金额不写千分位逗号，写成 {number}", f"write no thousands separators: {number}")
    hint = Text(f"也可以写成 {underscored}", f"underscores will do: {underscored}")
    token = _Token(start, stop, text[start:stop], number)
    return Found(_slip("S018", token, message, number, hint), stop)


def unreadable_value(text: str, at: int) -> Found:
    """What was meant by a value that cannot be read. Reads at least one character."""
    if text[at] in QUOTES or text[at] in "\"'":
        return unreadable_text(text, at)
    match = _TOKEN.match(text, at)
    typed = match[0].rstrip() if match else ""
    plain = " ".join(unicodedata.normalize("NFKC", typed).split())
    token = _Token(at, at + max(1, len(typed)), typed, plain)
    for guess in _GUESSES:
        slip = guess(token)
        if slip:
            return Found(slip, token.end)
    return Found(_unquoted(token), token.end)


def _slip(
    code: str,
    token: _Token,
    message: Text,
    meant: str,
    hint: Text | None = None,
    *,
    fix: bool = False,
) -> Slip:
    """A slip whose reading is `meant`. Figures are shown how to be written, but never fixed."""
    edits = (Edit(token.start, token.end, meant),)
    return Slip(code, token.start, token.end, message, hint, edits, fix)


def _nothing(token: _Token) -> Slip | None:
    if not _NOTHING.fullmatch(token.typed):
        return None
    message = Text(f"{token.typed} 不是数字", f"{token.typed} is no number")
    hint = Text(
        f"没有金额就写 0，或者删去这一行；如果是文字，写成 {quote(token.typed)}",
        f"write 0, or delete the line; a text stands in quotes: {quote(token.typed)}",
    )
    return _slip("S020", token, message, "0", hint)


def _boolean(token: _Token) -> Slip | None:
    meant = _BOOLEANS.get(token.plain)
    if meant is None:
        return None
    message = Text(
        f"“是”写 true，“否”写 false，这里写成 {meant}", f"write {meant}, not {token.typed}"
    )
    return _slip("S022", token, message, meant, fix=True)


def _date(token: _Token) -> Slip | None:
    if not _DATE.fullmatch(token.plain):
        return None
    day = _day(token.plain)
    if day is None:
        return _no_such_day(token)
    meant = day.isoformat()
    message = Text(f"日期写成 {meant}", f"write the date as {meant}")
    return _slip("S021", token, message, meant, fix=True)


def _day(text: str) -> date | None:
    parts = _DATE.fullmatch(text)
    try:
        return date(*(int(part) for part in parts.groups())) if parts else None
    except ValueError:
        return None


def _no_such_day(token: _Token) -> Slip:
    message = Text(f"没有 {token.typed} 这一天", f"there is no day {token.typed}")
    return _slip("S021", token, message, "2000-01-01")


def _leading_zero(token: _Token) -> Slip | None:
    if not _LEADING_ZERO.fullmatch(token.plain):
        return None
    code = quote(token.plain)
    message = Text("数字前面不能有 0", "a number may not begin with 0")
    hint = Text(f"如果是编码，加上引号：{code}", f"a code is a text, in quotes: {code}")
    return _slip("S020", token, message, code, hint)


def _bare_point(token: _Token) -> Slip | None:
    parts = _BARE_POINT.fullmatch(token.plain)
    if not parts or not (parts[2] or parts[3]):
        return None
    number = f"{parts[1]}{parts[2] or '0'}.{parts[3] or '0'}"
    if number == token.plain:
        return None
    message = Text(f"小数写成 {number}", f"write the decimal as {number}")
    return _slip("S020", token, message, number)


def _spaced(token: _Token) -> Slip | None:
    if not _SPACED.fullmatch(token.plain):
        return None
    number = token.plain.replace(" ", "")
    message = Text(f"数字中间不能有空格，写成 {number}", f"no spaces inside a number: {number}")
    return _slip("S020", token, message, number)


def _with_unit(token: _Token) -> Slip | None:
    parts = _WITH_UNIT.fullmatch(token.plain)
    if not parts:
        return None
    number = parts[1].replace(",", "")
    if token.plain == parts[1]:
        message = Text(f"数字要用半角：{number}", f"half-width digits, please: {number}")
        return _slip("S019", token, message, number)
    message = Text(f"这里只写数字：{number}", f"only the number goes here: {number}")
    text = quote(token.typed)
    hint = Text(
        f"金额的单位由 amounts_in 决定；如果是文字，写成 {text}",
        f"amounts_in says the unit; a text stands in quotes: {text}",
    )
    return _slip("S017", token, message, number, hint)


def _unquoted(token: _Token) -> Slip:
    shown = quote(token.typed if len(token.typed) <= 12 else token.typed[:12] + "…")
    message = Text(f"文字要放在英文引号里：{shown}", f"a text stands in straight quotes: {shown}")
    return _slip("S015", token, message, quote(token.typed))


_GUESSES: tuple[Callable[[_Token], Slip | None], ...] = (
    _nothing,
    _boolean,
    _date,
    _leading_zero,
    _bare_point,
    _spaced,
    _with_unit,
)
