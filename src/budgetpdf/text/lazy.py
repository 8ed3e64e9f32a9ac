"""Columns of a text that are worked out when they are first asked for: most texts need few."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

_T = TypeVar("_T")


class column(Generic[_T]):  # noqa: N801 - read as a decorator
    """A value that its owner keeps from then on (cached_property locks before 3.12)."""

    def __init__(self, make: Callable[[Any], _T]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __get__(self, owner: object, kind: type | None = None) -> _T:
        value = owner.__dict__[self._make.__name__] = self._make(owner)
        return value
