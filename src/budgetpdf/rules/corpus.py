"""The unit's own texts as one string, so that each pattern passes over them once.

Compiling a pattern costs more than running it (a set that reaches into the hanzi: 1–3 ms), so a
pattern is compiled only if one of the literals that it needs occurs at all.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any, NamedTuple

from budgetpdf.spec.source import KeyPath, starts_of
from budgetpdf.tuples import new_tuple

NO_TEXT = frozenset({"profile", "kind", "code", "catalogue", "source", "accept", "amounts_in"})
"""Keys whose strings choose something; they are not read by anybody."""


MOST_HITS = 50_000
"""More than any report holds; a bound on what a broken file costs."""


# Hundreds of passages a report: past the constructor, which is a function of Python.


class Passage(NamedTuple):
    """One string of the spec: its key path and what it says."""

    path: KeyPath
    text: str


class Stretch(NamedTuple):
    """Characters `start` to `end` of a passage."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters."""
        return self.passage.text[self.start : self.end]


class Hit(NamedTuple):
    """A match within one passage; offsets count in the passage."""

    passage: Passage
    match: re.Match[str]
    offset: int

    def stretch(self, group: int | str = 0) -> Stretch:
        """Where a group of the match stands."""
        start, end = self.match.span(group)
        return Stretch(self.passage, start - self.offset, end - self.offset)

    def group(self, group: int | str = 0) -> str:
        """The text of a group, empty if it took no part."""
        return self.match.group(group) or ""


class Pattern:
    """A regular expression that is compiled when one of `needs` occurs for the first time.

    needs: literals of which each match holds one, or has one beside it in the same text; also: of
    these the text must hold one, too.
    """

    __slots__ = ("_compiled", "also", "needs", "source")

    def __init__(self, source: str, *needs: str, also: Iterable[str] = ()) -> None:
        self.source = source
        self.needs = needs
        self.also = tuple(also)
        self._compiled: re.Pattern[str] | None = None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All matches, none if no literal of `needs` occurs."""
        if self.needs and not any(map(text.__contains__, self.needs)):
            return iter(())
        return self.compiled.finditer(text)

    @property
    def compiled(self) -> re.Pattern[str]:
        """The expression itself."""
        if self._compiled is None:
            self._compiled = re.compile(self.source)
        return self._compiled

    def search(self, text: str) -> re.Match[str] | None:
        """The first match."""
        return next(self.finditer(text), None)


def _gather(value: Any, path: KeyPath, found: list[Passage], told: list[Passage]) -> None:
    """Put all strings of a table or list to those that were found, and to those that are told."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for step, inner in pairs:
        kind = type(inner)
        if kind is str:
            if step not in NO_TEXT:
                passage = new_tuple(Passage, ((*path, step), inner))
                found.append(passage)
                told.append(passage)
        elif (kind is dict or kind is list) and step not in NO_TEXT:
            below = (*path, step)
            _gather(inner, below, found, [] if _is_indicators(below) else told)


def _is_indicators(path: KeyPath) -> bool:
    """Whether this is an indicator table: the unit's, or a project's."""
    return path == ("performance", "indicators") or (
        path[0] == "projects" and path[2:] == ("indicators",)
    )


class Corpus:
    """All texts of a spec, in the order of the file's tables.

    passages: all of them; told: those outside the indicator tables, which most are in. text: all
    that is said, once each: in tables every other cell says what another has said (工作计划).
    """

    def __init__(self, values: Mapping[str, Any]) -> None:
        found: list[Passage] = []
        self.told: list[Passage] = []
        _gather(values, (), found, self.told)
        self.passages = tuple(found)
        said: dict[str, list[int]] = {}
        for index, passage in enumerate(found):
            said.setdefault(passage.text, []).append(index)
        self.text = "\n".join(said)
        self._sayers = list(said.values())
        self._starts = list(starts_of(said))

    def find(self, pattern: Pattern, among: Collection[int] | None = None) -> Iterator[Hit]:
        """Every match of `pattern` (some `MOST_HITS`) with the passage where it begins.

        among: numbers of the texts that can hold one, where that is known.
        """
        found: list[tuple[int, re.Match[str], int]] = []
        for index, match in self._matches(pattern, among):
            offset = self._starts[index]
            found += [(sayer, match, offset) for sayer in self._sayers[index]]
            if len(found) > MOST_HITS:
                break
        found.sort(key=itemgetter(0))
        for sayer, match, offset in found:
            yield Hit(self.passages[sayer], match, offset)

    def _matches(
        self, pattern: Pattern, among: Collection[int] | None
    ) -> Iterator[tuple[int, re.Match[str]]]:
        """The matches with the number of their text: looked for only where they can be."""
        if among is None and pattern.needs:  # nearly all: hardly a text holds what they look for
            among = self._saying_one_of(pattern.needs)
            if among and pattern.also:
                among &= self._saying_one_of(pattern.also)
        if among is None:
            for match in pattern.finditer(self.text):
                index = bisect_right(self._starts, match.start()) - 1
                if match.end() < self._starts[index + 1]:
                    yield index, match
            return
        for index in sorted(among):
            start, end = self._starts[index], self._starts[index + 1] - 1
            for match in pattern.compiled.finditer(self.text, start, end):
                yield index, match

    def saying(self, *words: str) -> list[Stretch]:
        """Where some words stand, passage by passage."""
        found: list[tuple[int, int, int]] = []
        for word in words:
            for index in self._saying(word):
                start, end = self._starts[index], self._starts[index + 1] - 1
                at = self.text.find(word, start, end)
                while at >= 0:
                    span = (at - start, at - start + len(word))
                    found += [(sayer, *span) for sayer in self._sayers[index]]
                    at = self.text.find(word, at + 1, end)
        found.sort()
        return [Stretch(self.passages[sayer], start, end) for sayer, start, end in found]

    def _saying_one_of(self, literals: tuple[str, ...]) -> set[int]:
        found = [literal for literal in literals if literal in self.text]
        return {index for literal in found for index in self._saying(literal)}

    def _saying(self, literal: str) -> Iterator[int]:
        """The numbers of the texts that hold a literal."""
        at = self.text.find(literal)
        while at >= 0:
            index = bisect_right(self._starts, at) - 1
            yield index
            at = self.text.find(literal, self._starts[index + 1])

    def repeating(self, lengths: Iterable[int]) -> set[int]:
        """The numbers of the texts in which so many characters may stand twice in a row.

        There the whole text equals itself, moved by that length, for that length; as a number
        it is compared all at once (it is a tenth of the time of a pattern).
        """
        data = self.text.encode("utf-16-le", "surrogatepass")
        whole = int.from_bytes(data, "little")
        found: set[int] = set()
        if len(data) != 2 * len(self.text):  # rare characters of two units: look everywhere
            return set(range(len(self._sayers)))
        for length in lengths:
            moved = (whole ^ (whole >> 16 * length)).to_bytes(len(data), "little")
            at = moved.find(bytes(2 * length))
            while at >= 0:
                index = bisect_right(self._starts, at // 2) - 1
                found.add(index)
                at = moved.find(bytes(2 * length), 2 * self._starts[index + 1])
        return found

    def find_by_passage(self, pattern: Pattern) -> list[list[Stretch]]:
        """The matches of `pattern`, those of one passage together."""
        groups: dict[KeyPath, list[Stretch]] = {}
        for hit in self.find(pattern):
            groups.setdefault(hit.passage.path, []).append(hit.stretch())
        return list(groups.values())
