"""Where every key and value of a TOML file stands.

A lexer of its own rather than a grammar library: it is faster, its columns are code points, and
it can read on behind what people type on a Chinese keyboard (`spec.forgiving`). It gives no
values; those come from the TOML library alone, and a property test holds the two together.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import NoReturn

from budgetpdf.spec import grammar
from budgetpdf.spec.escapes import unquote
from budgetpdf.spec.paths import KeyPath

Place = tuple[int, int, int, int]
"""Offsets in the text: key from, key to, value from, value to."""

Key = tuple[str, int, int]
"""A key or one part of a dotted key: its name, where it begins and ends."""

MAX_DEPTH = 64
MAX_VALUES = 100_000

# What an item may begin with; anything else inside brackets is looked at closely.
LIST_ITEM = "\"'{0123456789+-"
TABLE_ITEM = "\"'0123456789_-ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


class Lost(Exception):  # noqa: N818 - a jump, not an error of the program
    """What stands here cannot be read."""


class Scanner(ABC):
    """One pass over a text; `at` is where it has come to.

    What TOML does not allow goes to the methods at the end, see `spec.forgiving`.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.places: dict[KeyPath, Place] = {}
        self.value_at = self.value_end = 0  # the last value that was read
        self.base: KeyPath = ()
        self._rows: dict[KeyPath, int] = {}  # arrays of tables: how many rows so far
        self._implied: set[KeyPath] = set()  # tables that no header wrote

    def scan(self) -> None:
        """Read the whole text."""
        while self.skip_blanks() < len(self.text):
            self.statement()

    # Statements

    def skip_blanks(self) -> int:
        """Skip empty lines and remarks; where the next statement begins."""
        blanks = grammar.BLANKS.match(self.text, self.at)
        self.at = blanks.end() if blanks else self.at
        return self.at

    def statement(self) -> None:
        """Read one `key = value` or one header."""
        if pair := grammar.PAIR.match(self.text, self.at):
            self.pair(self.base, self.keys(*pair.span(1)), pair.end())
            self.end_of_line()
        elif header := grammar.HEADER.match(self.text, self.at):
            rows = header[2] is not None
            keys = self.keys(*header.span(3))
            self.note_header(keys, *header.span(1), rows=rows)
            self.at = header.end()
        else:
            self.strange_statement()

    def pair(self, base: KeyPath, keys: list[Key], value_at: int) -> None:
        """Note `keys` under `base` and read their value, which begins at `value_at`."""
        for name, start, end in keys[:-1]:
            base = (*base, name)
            self._imply(base, start, end)
        name, start, end = keys[-1]
        path = (*base, name)
        self._once(path, start, end)
        self.at = value_at
        begin = self.value(path, start, end)
        self._put(path, (start, end, begin, self.at))

    def note_header(self, keys: list[Key], start: int, end: int, *, rows: bool) -> None:
        """Note a header from `start` to `end`: `[keys]`, or `[[keys]]` for a row."""
        *above, (name, key_from, key_to) = keys
        path: KeyPath = ()
        for part, part_from, part_to in above:
            path = self._last_row((*path, part))
            self._imply(path, part_from, part_to)
        path = (*path, name)
        place = (key_from, key_to, start, end)
        if rows:
            self.base = self._next_row(path, place)
        else:
            self._once(path, start, end)
            self._put(path, place)
            self.base = path

    def _next_row(self, path: KeyPath, place: Place) -> KeyPath:
        count = self._rows.get(path, 0)
        if not count:
            self._once(path, *place[2:])
            self._put(path, place)
        self._rows[path] = count + 1
        self._put((*path, count), place)
        return (*path, count)

    def _last_row(self, path: KeyPath) -> KeyPath:
        """`path`, or its last row where it is an array of tables."""
        count = self._rows.get(path)
        return path if count is None else (*path, count - 1)

    def keys(self, start: int, end: int) -> list[Key]:
        """The parts of a key."""
        raw = self.text[start:end]
        if "." not in raw and '"' not in raw and "'" not in raw:
            return [(raw, start, end)]
        parts = [
            (unquote(part[0]), start + part.start(), start + part.end())
            for part in grammar.KEY.finditer(raw)
        ]
        if len(parts) > MAX_DEPTH:
            self.too_deep(start)
        return parts

    def end_of_line(self) -> None:
        """A value is followed by a remark at most."""
        end = grammar.END_OF_LINE.match(self.text, self.at)
        if end:
            self.at = end.end()
        else:
            self.strange_end()

    # Values

    def value(self, path: KeyPath, key_from: int, key_to: int) -> int:
        """Read a value; returns where it begins, and `at` is where it ends."""
        start = self.at
        first = self.text[start : start + 1]
        if first == "{":
            self.inline_table(path)
        elif first == "[":
            self.list(path)
        elif scalar := grammar.SCALAR.match(self.text, start):
            self.at = scalar.end()
            self.check_scalar(start)
        else:
            start = self.strange_value(path, key_from, key_to)
        self.value_at, self.value_end = start, self.at
        return start

    def list(self, path: KeyPath) -> None:
        """Read `[ … ]`."""
        opened = self._open(path)
        index = self.list_items(path)
        while self._more("]", opened):
            row = (*path, index)
            start = self.value(row, self.at, self.at)
            self._put(row, (start, self.at, start, self.at))
            self._separator("]")
            index += 1

    def list_items(self, _path: KeyPath) -> int:
        """Read items of a list at once, where that is known how; how many."""
        return 0

    def inline_table(self, path: KeyPath) -> None:
        """Read `{ … }`."""
        opened = self._open(path)
        if self.plain_cells(path):
            return
        while self._more("}", opened):
            pair = grammar.PAIR.match(self.text, self.at)
            if pair:
                self.pair(path, self.keys(*pair.span(1)), pair.end())
            else:
                self.strange_pair(path)
            self._separator("}")

    def plain_cells(self, path: KeyPath) -> bool:
        """Read the cells of a row as most rows are, in one step each; whether it ended so."""
        text, at, places = self.text, self.at, self.places
        start = end = at
        closed = False
        while not closed and (cell := grammar.CELL.match(text, at)):
            row = (*path, cell[1])
            if row in places or len(places) == MAX_VALUES:
                break
            start, end = cell.span(2)
            places[row] = (*cell.span(1), start, end)
            at = cell.end()
            closed = text[at - 1] == "}"
        if at > self.at:
            self.value_at, self.value_end, self.at = start, end, at
        return closed

    def _open(self, path: KeyPath) -> int:
        opened = self.at
        if len(path) > MAX_DEPTH:
            self.too_deep(opened)
        self.at = self.value_end = opened + 1
        return opened

    def _more(self, closing: str, opened: int) -> bool:
        """Whether another item follows before `closing`, which is read too."""
        items = LIST_ITEM if closing == "]" else TABLE_ITEM
        more: bool | None = None
        while more is None:
            char = self.gap()
            if char == closing:
                self.at += 1
                return False
            more = True if char and char in items else self.look(closing, opened)
        return more

    def _separator(self, closing: str) -> None:
        char = self.gap()
        if char == ",":
            self.at += 1
        elif char != closing:
            self.strange_separator(closing)

    def gap(self) -> str:
        """Skip spaces, lines and remarks inside brackets; the character behind, or nothing."""
        gap = grammar.GAP.match(self.text, self.at)
        self.at = gap.end() if gap else self.at
        return self.text[self.at : self.at + 1]

    # Places

    def _put(self, path: KeyPath, place: Place) -> None:
        self.places[path] = place
        if len(self.places) > MAX_VALUES:
            self.too_much(place[0])

    def _imply(self, path: KeyPath, start: int, end: int) -> None:
        if path not in self.places:
            self._put(path, (start, end, start, end))
            self._implied.add(path)

    def _once(self, path: KeyPath, start: int, end: int) -> None:
        """Each key is written once; a table that was only implied may get its header."""
        if path in self._implied:
            self._implied.discard(path)
        elif path in self.places:
            self.repeated(start, end, self.places[path])

    # What TOML does not allow

    @abstractmethod
    def check_scalar(self, start: int) -> None:
        """A scalar from `start` to `at` was read."""

    @abstractmethod
    def strange_statement(self) -> None:
        """Neither a pair nor a header begins here."""

    @abstractmethod
    def strange_end(self) -> None:
        """Something else than a remark stands behind a value."""

    @abstractmethod
    def strange_value(self, path: KeyPath, key_from: int, key_to: int) -> int:
        """No value begins here. Reads something all the same; returns where that begins."""

    @abstractmethod
    def strange_pair(self, path: KeyPath) -> None:
        """No pair of an inline table begins here."""

    @abstractmethod
    def strange_separator(self, closing: str) -> None:
        """Neither a comma nor `closing` stands behind an item."""

    @abstractmethod
    def look(self, closing: str, opened: int) -> bool | None:
        """Whether an item begins here; None to look again behind what was skipped."""

    @abstractmethod
    def repeated(self, start: int, end: int, first: Place) -> None:
        """The key from `start` to `end` was written before, at `first`."""

    @abstractmethod
    def too_deep(self, at: int) -> NoReturn:
        """Brackets in brackets, or a key of parts, beyond `MAX_DEPTH`."""

    @abstractmethod
    def too_much(self, at: int) -> NoReturn:
        """More than `MAX_VALUES`."""
