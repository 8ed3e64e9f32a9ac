"""The scanner that reads on: it knows the slips people make and goes on behind them."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import NoReturn

from budgetpdf.spec import grammar, loose, slips
from budgetpdf.spec.escapes import quote
from budgetpdf.spec.loose import SIGN
from budgetpdf.spec.paths import KeyPath
from budgetpdf.spec.scanner import Key, Lost, Place, Scanner
from budgetpdf.spec.slips import Edit, Found, Slip
from budgetpdf.spec.slips_scalar import check_number, thousands, unreadable_value
from budgetpdf.spec.slips_text import check_text

MAX_SLIPS = 100


class _Enough(Exception):  # noqa: N818 - an end of reading, not an error of the program
    """More than any report holds, or more slips than anyone reads at once."""


class ForgivingScanner(Scanner):
    """Says what is wrong where TOML is broken, and reads what was meant."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.slips: list[Slip] = []

    def scan(self) -> None:
        """Read the whole text. Never raises over content."""
        with suppress(_Enough):
            super().scan()

    def statement(self) -> None:
        """Read one statement, or go on at the next line that reads like one."""
        try:
            super().statement()
        except Lost:
            new = loose.NEW_START.search(self.text, self.at)
            self.at = new.end() if new else len(self.text)

    def slip(self, slip: Slip) -> None:
        """Note a slip."""
        self.slips.append(slip)
        if len(self.slips) >= MAX_SLIPS:
            self.slips.append(slips.too_many_slips(slip.start))
            raise _Enough

    def repeated(self, start: int, end: int, first: Place) -> None:
        """Each key and each table is written once."""
        line = self.text.count("\n", 0, first[0]) + 1
        self.slip(slips.twice(start, end, self.text[start:end], first[:2], line))

    def too_deep(self, at: int) -> NoReturn:
        """Beyond all sense: nothing more is read."""
        self.slip(slips.too_deep(at))
        raise _Enough

    def too_much(self, at: int) -> NoReturn:
        """Beyond all sense: nothing more is read."""
        self.slip(slips.too_much(at))
        raise _Enough

    def check_scalar(self, start: int) -> None:
        """Look for what TOML allows and nobody means."""
        first = self.text[start]
        if first == '"':
            if self.text.find("\\", start, self.at) >= 0:
                self._all(check_text(self.text, start, self.at))
        elif first != "'":
            self._all(check_number(self.text, start, self.at))

    def _all(self, found: list[Slip]) -> None:
        for slip in found:
            self.slip(slip)

    def _take(self, found: Found) -> None:
        self.slip(found.slip)
        self.at = found.resume

    def _sign(self) -> str:
        """The TOML sign meant by the character here; empty at the end of the text."""
        char = self.text[self.at : self.at + 1]
        return SIGN.get(char, char)

    def _read_sign(self) -> None:
        """Read a sign, and say so if it is not the one of TOML."""
        char = self.text[self.at]
        if char in SIGN:
            self.slip(slips.wrong_sign(self.at, char, SIGN[char]))
        self.at += 1

    def _space(self) -> bool:
        """Whether strange spaces stood here; they are skipped."""
        space = loose.STRANGE_SPACE.match(self.text, self.at)
        if space:
            self.slip(slips.strange_space(*space.span()))
            self.at = space.end()
        return space is not None

    def _skip_spaces(self) -> None:
        spaces = grammar.SPACES.match(self.text, self.at)
        self.at = spaces.end() if spaces else self.at

    def _line_end(self) -> int:
        end = self.text.find("\n", self.at)
        return len(self.text) if end < 0 else end

    # Statements

    def strange_statement(self) -> None:
        """Space, a remark, a header, a pair or a bracket that is typed wrong."""
        if self._space():
            return
        if remark := loose.REMARK.match(self.text, self.at):
            self.slip(slips.wrong_sign(self.at, remark[0], "#"))
            self.at = self._line_end()
        elif header := loose.LOOSE_HEADER.match(self.text, self.at):
            self._loose_header(header)
        elif self.loose_pair(self.base):
            self.end_of_line()
        elif closers := loose.CLOSERS.match(self.text, self.at):
            self.slip(slips.extra(*closers.span(), closers[0]))
            self.at = closers.end()
        else:
            end = self._line_end()
            shown = len(self.text[self.at : end].rstrip())
            self.slip(slips.not_understood(self.at, self.at + shown))
            raise Lost

    def _loose_header(self, header: re.Match[str]) -> None:
        """`【unit】`, `[unit`, `[[projects]`, `[单位]` …"""
        opening, closing, name = header[1], header[3], header[2].rstrip()
        keys_at, end = header.start(2), header.end()
        rows = max(len(opening), len(closing)) > 1
        meant = f"[[{name}]]" if rows else f"[{name}]"
        start = self.at
        shown = len(self.text[start:end].rstrip())
        if not grammar.PAIR.match(f"{name}="):
            self.slip(slips.bad_key(keys_at, keys_at + len(name), quote(name)))
        elif meant != self.text[start : start + shown]:
            self.slip(slips.bad_header(start, start + shown, meant))
        self.note_header(self._loose_keys(keys_at, keys_at + len(name)), start, end, rows=rows)
        self.at = end
        self.end_of_line()

    def _loose_keys(self, start: int, end: int) -> list[Key]:
        name = self.text[start:end]
        return self.keys(start, end) if grammar.PAIR.match(f"{name}=") else [(name, start, end)]

    def loose_pair(self, base: KeyPath) -> bool:
        """`单位名称 = …`, `name ＝ …`, `name: …`, `name "…"`: whether one was read."""
        if pair := loose.LOOSE_PAIR.match(self.text, self.at):
            start, end = pair.span(1)
            if not grammar.PAIR.match(f"{pair[1]}="):
                self.slip(slips.bad_key(start, end, quote(pair[1])))
        elif pair := loose.COLON_PAIR.match(self.text, self.at):
            start, end = pair.span(1)
        elif pair := loose.NO_EQUALS.match(self.text, self.at):
            start, end = pair.span(1)
            self.slip(slips.missing_equals(pair.end()))
        else:
            return False
        if pair.re.groups > 1 and pair[2] != "=":
            self.slip(slips.wrong_sign(pair.start(2), pair[2], "="))
        self.pair(base, self._loose_keys(start, end), pair.end())
        return True

    def strange_end(self) -> None:
        """A second statement, a remark without #, a comma, a bracket, a number that goes on."""
        while self._space():
            self._skip_spaces()
        self._skip_spaces()
        rest = self.text[self.at : self._line_end()].rstrip()
        if not rest or rest[0] == "#" or self._at_new_statement():
            return None
        if found := thousands(self.text, self.value_at, self.value_end):
            self._take(found)
            return self.end_of_line()
        if rest[0] == "＃":
            self.slip(slips.wrong_sign(self.at, "＃", "#"))
        elif loose.AT_STATEMENT.match(self.text, self.at):
            self.slip(slips.next_line(self.at, self.at + len(rest)))
            return None
        else:
            self.slip(slips.extra(self.at, self.at + len(rest), rest))
        self.at = self._line_end()
        return None

    def _at_new_statement(self) -> bool:
        """Whether a statement begins here, as the first thing of its line."""
        if not loose.AT_STATEMENT.match(self.text, self.at):
            return False
        line = self.text.rfind("\n", 0, self.at) + 1
        return not self.text[line : self.at].strip()

    # Values

    def strange_value(self, path: KeyPath, key_from: int, key_to: int) -> int:
        """Full-width brackets, nothing at all, or a scalar that is typed wrong."""
        start = self.at
        sign = self._sign()
        if self._space() or sign == "=":
            if sign == "=":
                self.slip(slips.extra(start, start + 1, self.text[start]))
                self.at += 1
            self._skip_spaces()
            return self.value(path, key_from, key_to)
        if sign and sign in "[{":
            if self.text[start] != sign:
                self.slip(slips.wrong_sign(start, self.text[start], sign))
            (self.list if sign == "[" else self.inline_table)(path)
        elif sign in "]}," or grammar.END_OF_LINE.match(self.text, start):
            name = self.text[key_from:key_to]
            self.slip(slips.missing_value(key_from, key_to, start, name))
        elif key_from == key_to and (text := loose.NEXT_TEXT.match(self.text, start)):
            self.at = text.end()
        else:
            self._take(unreadable_value(self.text, start))
        return start

    def strange_pair(self, path: KeyPath) -> None:
        """A key of an inline table that is typed wrong, or a number that goes on."""
        found = thousands(self.text, self.value_at, self.value_end)
        if found and found.resume > self.at:
            self._take(found)
        elif not self.loose_pair(path):
            stop = self.at + 1
            while stop < len(self.text) and self.text[stop] not in ",}]\n":
                stop += 1
            self.slip(slips.not_understood(self.at, stop))
            self.at = stop

    def strange_separator(self, closing: str) -> None:
        """A full-width comma, a missing one, or the end of something around."""
        while self._space():
            self.gap()
        sign = self._sign()
        if sign == ",":
            self._read_sign()
        elif sign not in "]}" and not self._ends_here(closing):
            self.slip(slips.missing_comma(self.value_end))

    def _ends_here(self, closing: str) -> bool:
        """Whether a bracket that was never closed ends before what stands here."""
        if closing == "]":
            return self._at_new_statement()
        at_margin = self.text[self.at - 1 : self.at] == "\n"
        return self.text[self.at] in "[{" or (at_margin and self._at_new_statement())

    def look(self, closing: str, opened: int) -> bool | None:
        """Whether an item begins here; None to look again behind what was skipped."""
        if self._space():
            return None
        sign = self._sign()
        if sign == closing:
            self._read_sign()
            return False
        if sign == ",":
            self.slip(slips.extra(self.at, self.at + 1, self.text[self.at]))
            self.at += 1
            return None
        if not sign or sign in "]}" or self._ends_here(closing):
            self._unclosed(closing, opened)
            return False
        return True

    def _unclosed(self, closing: str, opened: int) -> None:
        if closing == "}" and self.at < len(self.text):
            self.at = self.value_end  # the row ends where its last value does
        line_end = "\n" if self._at_new_statement() else ""
        edit = Edit(self.at, self.at, closing + line_end)
        self.slip(slips.not_closed(opened, self.text[opened], edit))
