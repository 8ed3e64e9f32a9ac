"""The words of invented units, and a voice that fills its own into sentences."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

WORDS = Path(__file__).with_name("words.toml")


@cache
def words() -> dict[str, Any]:
    """The word lists of words.toml."""
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


@cache
def counties() -> list[str]:
    """All counties, well mixed."""
    lists = words()
    found = [f"{a}{b}县" for a, b in product(lists["first"], lists["second"]) if a != b]
    Random("counties").shuffle(found)
    return found


def place_of(index: int) -> tuple[str, dict[str, Any]]:
    """County and office of unit `index`; no pair comes twice. Raises IndexError behind the last."""
    offices = words()["office"]
    turn, number = divmod(index, len(counties()))
    if turn >= len(offices):
        raise IndexError(f"there are {len(offices) * len(counties())} units")
    return counties()[number], offices[(number + turn) % len(offices)]


def places() -> Iterator[str]:
    """What a work is told apart by: nothing at first, then towns."""
    yield ""
    yield from (f"{a}{b}镇" for a, b in product(words()["first"], words()["second"]))


class Voice:
    """One unit's words: its county, its office, its works in an order of its own."""

    def __init__(self, rng: Random, county: str, office: dict[str, Any]) -> None:
        self.rng = rng
        self.county = county
        self.office = office
        self.name = f"{county}{office['name']}"
        self.works: list[str] = rng.sample(office["works"], len(office["works"]))
        self.text: dict[str, Any] = words()["text"]

    def fill(self, template: str, work: str = "", **more: Any) -> str:
        """A sentence with this unit's words."""
        first = work or self.rng.choice(self.works)
        second = self.rng.choice([name for name in self.works if name != first])
        facts = {key: self.office[key] for key in ("field", "people")}
        return template.format(work=first, work2=second, **facts, **more)

    def pick(self, key: str, work: str = "") -> str:
        """One of the sentences under a key of [text]."""
        return self.fill(self.rng.choice(self.text[key]), work)

    def paragraphs(self, templates: Sequence[str]) -> str:
        """One paragraph a template, each about another work."""
        works = self.rng.sample(self.works, min(len(templates), len(self.works)))
        lines = [self.fill(one, work) for one, work in zip(templates, works, strict=True)]
        return "\n".join(lines)
