"""Reading what is typed right, as nearly all is: lines and rows of plain values at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from budgetpdf.spec import grammar
from budgetpdf.spec.paths import KeyPath
from budgetpdf.spec.scanner import MAX_DEPTH, MAX_VALUES, Lost, Place, Scanner

if TYPE_CHECKING:
    import re

    from budgetpdf.spec.slips import Slip

Row = tuple[int, int]
"""Offsets of a row in braces: from, to."""

MAX_PLAIN = 40  # characters of a number or a date


class Places:
    """The place of each key path of a text.

    Most of a spec is rows of plain cells: a row is found whole, and its cells are told apart when
    one of them is asked for. Until then a key that stands twice in it goes unnoticed (the TOML
    library sees it).
    """

    __slots__ = ("_known", "_rows", "_text")

    def __init__(self, text: str, known: dict[KeyPath, Place], rows: dict[KeyPath, Row]) -> None:
        self._text = text
        self._known = known
        self._rows = rows

    def get(self, path: KeyPath) -> Place | None:
        """The place of a key path, None if nothing is written there."""
        place = self._known.get(path)
        if place is None and path[:-1] in self._rows:
            self._read(path[:-1])
            place = self._known.get(path)
        return place

    def row(self, path: KeyPath) -> Row | None:
        """Where the row of plain cells at `path` stands; None if there is none, or it was read."""
        return self._rows.get(path)

    def cells(self, row: Row) -> Iterator[re.Match[str]]:
        """The cells of a row: their first group is the key, the second the value."""
        return grammar.CELL.finditer(self._text, row[0] + 1, row[1])

    def __iter__(self) -> Iterator[KeyPath]:
        for path in list(self._rows):
            self._read(path)
        return iter(self._known)

    def _read(self, path: KeyPath) -> None:
        for cell in self.cells(self._rows.pop(path)):
            self._known[(*path, cell[1])] = (*cell.span(1), *cell.span(2))


def scan(text: str) -> tuple[Places, list[Slip]]:
    """The place of each key path, and what is typed wrong. Never raises over content."""
    plain = _PlainScanner(text)
    try:
        plain.scan()
    except Lost:
        return scan_closely(text)
    if plain.cells + len(plain.places) > MAX_VALUES:
        return scan_closely(text)
    return Places(text, plain.places, plain.rows), []


def scan_closely(text: str) -> tuple[Places, list[Slip]]:
    """The same for a text of which it is known that something is wrong."""
    # Late: most files need none of it.
    from budgetpdf.spec.forgiving import ForgivingScanner

    forgiving = ForgivingScanner(text)
    forgiving.scan()
    return Places(text, forgiving.places, {}), forgiving.slips


class _PlainScanner(Scanner):
    """Reads what is typed right, and stops at everything else.

    rows: those of plain cells, which are not among the places. cells: how many, at most.
    """

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.rows: dict[KeyPath, Row] = {}
        self.cells = 0

    def statement(self) -> None:
        """Lines of plain values are read in one step each, up to the next other statement."""
        text, places, base, at = self.text, self.places, self.base, self.at
        while line := grammar.LINE.match(text, at):
            path = (*base, line[1])
            if path in places:
                break
            places[path] = (*line.span(1), *line.span(2))
            at = line.end()
        if at > self.at:
            self.at = at
        else:
            super().statement()

    def list_items(self, path: KeyPath) -> int:
        """Rows of plain cells are read in one step each."""
        text, at, index = self.text, self.at, 0
        if len(path) >= MAX_DEPTH:
            return 0
        while row := grammar.ROW_ITEM.match(text, at):
            start, end = row.span(1)
            item = (*path, index)
            self._note_row(item, start, end)
            self.places[item] = (start, end, start, end)
            index += 1
            at = row.end()
        self.at = at
        return index

    def plain_cells(self, path: KeyPath) -> bool:
        """Read a row as most rows are, in one step."""
        row = grammar.ROW.match(self.text, self.at - 1)
        if row is None:
            return super().plain_cells(path)
        self._note_row(path, *row.span())
        self.at = row.end()
        return True

    def _note_row(self, path: KeyPath, start: int, end: int) -> None:
        self.cells += self.text.count("=", start, end)
        self.rows[path] = (start, end)

    def check_scalar(self, start: int) -> None:
        """Backslashes and long numbers need a closer look."""
        first, text = self.text[start], self.text
        if first in "\"'":
            if text.find("\\", start, self.at) >= 0:
                raise Lost
        elif self.at - start > MAX_PLAIN or (first not in "tf" and "e" in text[start : self.at]):
            raise Lost

    def _stop(self, *_arguments: Any, **_more: Any) -> Any:
        raise Lost

    strange_statement = strange_end = strange_value = strange_pair = strange_separator = _stop
    repeated = too_deep = too_much = _stop

    def look(self, closing: str, opened: int) -> bool:
        """A list in a list, true, false, inf or nan; what is none of them stops at its value."""
        char = self.text[self.at : self.at + 1]
        if not char or closing != "]" or char not in "[tfin":
            self._stop(opened)
        return True
