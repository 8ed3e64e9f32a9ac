"""TOML values with their places, walked together, and files of an `extends` chain seen as one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from budgetpdf.diagnostic import Span
from budgetpdf.profile.values import Where


class Node:
    """A TOML value and where it stands.

    A table that is merged key by key has one layer for each file that writes it, the most
    special first; everything else has one layer.
    """

    __slots__ = ("layers",)

    def __init__(self, *layers: tuple[Any, Where]) -> None:
        self.layers = layers

    @property
    def value(self) -> Any:
        """The value as the TOML reader gave it."""
        return self.layers[0][0]

    @property
    def where(self) -> Where:
        """Where it stands."""
        return self.layers[0][1]

    @property
    def span(self) -> Span:
        """Where it stands in its file."""
        return self.where.span

    def get(self, key: str) -> Node | None:
        """The value under a key; None if no layer has it."""
        for value, where in self.layers:
            if key in value:
                return Node((value[key], Where(where.source, (*where.path, key))))
        return None

    def __getitem__(self, key: str) -> Node:
        """The value under a key that is there."""
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def names(self) -> list[str]:
        """The keys of a table, the oldest layer's first."""
        return list(dict.fromkeys(key for value, _ in reversed(self.layers) for key in value))

    def __iter__(self) -> Iterator[Node]:
        """The elements of an array."""
        value, where = self.layers[0]
        for index, item in enumerate(value):
            yield Node((item, Where(where.source, (*where.path, index))))

    def text(self, key: str, default: str = "") -> str:
        """A text under a key, or the default."""
        return str(self.option(key, default))

    def option(self, key: str, default: Any = None) -> Any:
        """The plain value under a key, or the default."""
        for value, _ in self.layers:
            if key in value:
                return value[key]
        return default
