"""What expressions work on: values that know which facts they were made from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from budgetpdf.diagnostic import Span, Text
from budgetpdf.spec.source import KeyPath, Source


class Where(NamedTuple):
    """A value of a TOML file, by its key path; its span is looked up only when it is needed."""

    source: Source
    path: KeyPath

    @property
    def span(self) -> Span:
        """Where the value stands; of an unwritten one, the nearest table above it."""
        return self.source.span(self.path)


class Blank:
    """A fact that need not be written and is not: prints as nothing, as do all of its parts."""

    def __bool__(self) -> bool:
        return False


BLANK = Blank()


class Missing:
    """A fact that must be written before it can be printed; `what` says so."""

    __slots__ = ("what",)

    def __init__(self, what: Text) -> None:
        self.what = what

    def __bool__(self) -> bool:
        return False


class Record:
    """Facts under names. It is no dict, so that no name of a dict's methods can shadow a fact.

    No abstract class either: whether a value is a record is asked thousands of times a report.
    """

    __slots__ = ()

    def get(self, name: str) -> Value | None:
        """The fact of that name; None if there is no such name."""
        raise NotImplementedError


class Value(NamedTuple):
    """The result of an expression, knowing the facts that it was made from.

    data: str, int, Decimal, bool, date, a `Record`, a tuple of `Value`, `BLANK` or `Missing`.
    origins: the facts, the most telling first.
    start: index of the first character in the fact's text; None if the text was computed.
    money: data is an amount in the unit of the spec.
    """

    data: Any
    origins: tuple[Where, ...] = ()
    start: int | None = None
    money: bool = False


class EvaluationError(Exception):
    """An expression that has no result. `origins`: the facts that are to blame."""

    def __init__(self, message: Text, origins: tuple[Where, ...] = ()) -> None:
        super().__init__(message.en)
        self.message = message
        self.origins = origins


class MissingError(EvaluationError):
    """A fact is to be printed, or reckoned with, that must be written first."""

    def __init__(self, value: Value) -> None:
        super().__init__(value.data.what, value.origins)


Filter = Callable[["Scope", Value, tuple[Any, ...]], Value]


class Scope:
    """The names that an expression sees: its own first, then the facts of the report."""

    __slots__ = ("filters", "names", "root")

    def __init__(
        self, root: Record, filters: Mapping[str, Filter], names: Mapping[str, Value] | None = None
    ) -> None:
        self.root = root
        self.filters = filters
        self.names: Mapping[str, Value] = names or {}

    def with_names(self, **names: Value) -> Scope:
        """A scope that sees these names too."""
        return Scope(self.root, self.filters, {**self.names, **names})

    def lookup(self, name: str) -> Value:
        """The value of a bare name."""
        found = self.names.get(name) or self.root.get(name)
        if found is None:
            raise EvaluationError(
                Text(f"没有名为“{name}”的内容", f"there is no fact called {name}")
            )
        return found
