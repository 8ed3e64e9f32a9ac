"""How figures add up: the sums that are worked out, this year's and last year's, and changes."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from budgetpdf.diagnostic import Text
from budgetpdf.profile.values import Missing, Record, Value, Where
from budgetpdf.spec import tables
from budgetpdf.spec.source import KeyPath, Source
from budgetpdf.tuples import new_tuple

SUMS: dict[type[tables.Form], dict[str, tuple[str, ...]]] = {
    tables.Revenue: {
        "unit_funds": (
            "business",
            "operating",
            "from_superior",
            "from_subsidiaries",
            "other",
        ),
        "current": (
            "general_public_budget",
            "government_fund",
            "state_capital",
            "special_account",
            "unit_funds",
        ),
        "total": ("current", "carried_over"),
    },
    tables.Expenditure: {
        "basic": ("personnel", "operating"),
        "total": ("basic", "projects", "business_operating", "to_superior", "to_subsidiaries"),
        "grand_total": ("total", "carried_forward"),
    },
    tables.ThreePublic: {
        "vehicles": ("vehicle_purchase", "vehicle_operation"),
        "total": ("abroad", "vehicles", "reception"),
    },
}
"""收入, 支出 and 三公: what each sum consists of (财预〔2016〕143号)."""


# Hundreds of values a report: past the constructors, which are functions of Python.


class Figures(Record):
    """This year's figures of one table: what is not written is 0, sums are worked out.

    A sum that is written stands only where none of its parts is.
    """

    __slots__ = ("form", "path", "source")

    def __init__(self, form: tables.Form, source: Source, path: KeyPath) -> None:
        self.form = form
        self.source = source
        self.path = path

    def get(self, name: str) -> Value | None:
        """An amount by its key."""
        parts = SUMS[type(self.form)].get(name)
        if parts is None:
            if name not in self.form.__dict__ or name == "by_function":
                return None
            written = self.form.__dict__[name]
            return new_tuple(Value, (written or Decimal(0), (self._where(name),), None, True))
        if not any(map(self.known, parts)) and (written := self._written(name)) is not None:
            return Value(written, (self._where(name),), None, True)
        return total([value for value in map(self.get, parts) if value is not None])

    def known(self, name: str) -> bool:
        """Whether an amount, or any part of it, is written."""
        if self._written(name) is not None:
            return True
        return any(map(self.known, SUMS[type(self.form)].get(name, ())))

    def _written(self, name: str) -> Decimal | None:
        return self.form.__dict__.get(name)

    def _where(self, name: str) -> Where:
        return new_tuple(Where, (self.source, (*self.path, name)))


class LastFigures(Figures):
    """Last year's figures: what is not written is missing, never 0.

    A written total stands for its parts. In a sum, a part that neither year has is nothing.
    """

    __slots__ = ("_this",)

    def __init__(self, form: tables.Form, source: Source, path: KeyPath, this: Figures) -> None:
        super().__init__(form, source, path)
        self._this = this

    def get(self, name: str) -> Value | None:
        """An amount by its key, or what is missing."""
        if not self._has(name):
            return None
        written = self._written(name)
        if written is not None:
            return Value(written, (self._where(name),), None, True)
        parts = SUMS[type(self.form)].get(name)
        if parts is None or not any(map(self.known, parts)):
            return self._missing(name)
        values = [self.get(part) for part in parts if not self._nothing(part)]
        found = [value for value in values if value is not None]
        gap = next((value for value in found if isinstance(value.data, Missing)), None)
        return gap or total(found)

    def _nothing(self, part: str) -> bool:
        this = self._this.get(part)
        return not self.known(part) and (this is None or not this.data)

    def _has(self, name: str) -> bool:
        known = name in self.form.__dict__ or name in SUMS[type(self.form)]
        return known and name != "by_function"

    def _missing(self, name: str) -> Value:
        key = ".".join(map(str, (*self.path, name)))
        title = tables.titles(type(self.form)).get(name, name)
        what = Text(f"没有填写上年的{title}（{key}）", f"last year's {key} is not written")
        return Value(Missing(what), (self._where(name),))


def total(values: list[Value]) -> Value:
    """The sum of amounts; it was made from those that are not 0."""
    amount = sum((value.data for value in values), Decimal(0))
    origins = tuple(where for value in values if value.data for where in value.origins)
    if not origins:
        origins = values[0].origins if values else ()
    return new_tuple(Value, (amount, origins, None, True))


class Rounding(NamedTuple):
    """What becomes of figures before they are compared.

    printed: an amount as it is printed, in the spec's unit. exact: percentages from unrounded
    figures. percent: a ratio in hundredths as it is printed.
    """

    printed: Callable[[Decimal], Decimal]
    exact: bool
    percent: Callable[[Decimal], str]


class Change(Record):
    """This year against last year: the difference of the printed figures, so that it adds up."""

    __slots__ = ("_reason", "_rounding", "last", "this")

    def __init__(self, this: Value, last: Value, reason: Value, rounding: Rounding) -> None:
        self.this = this
        self.last = last
        self._reason = reason
        self._rounding = rounding

    @property
    def difference(self) -> Decimal:
        """This year − last year, from the figures as they are printed."""
        printed = self._rounding.printed
        difference: Decimal = printed(self.this.data) - printed(self.last.data)
        return difference

    @property
    def direction(self) -> str:
        """up, down or same (持平), by printed precision."""
        difference = self.difference
        return "same" if not difference else "up" if difference > 0 else "down"

    @property
    def origins(self) -> tuple[Where, ...]:
        """The facts that it was made from, this year's first."""
        return self.this.origins + self.last.origins

    def percent(self) -> str | None:
        """The change in percent of last year, signed; None where last year was 0."""
        if not self.last.data:
            return None
        rounding = self._rounding
        if rounding.exact:
            change, base = self.this.data - self.last.data, self.last.data
        else:
            change, base = self.difference, rounding.printed(self.last.data)
        return rounding.percent(change / base * 100) if base else None

    @property
    def reason(self) -> Value:
        """Why it changed; empty if the spec does not say."""
        return self._reason

    def get(self, name: str) -> Value | None:
        """amount, difference, percent, reason, this, last, direction."""
        if name == "percent":
            return Value(self.percent() or "", self.origins)
        if name in ("amount", "difference"):
            data = abs(self.difference) if name == "amount" else self.difference
            return Value(data, self.origins, None, self.this.money)
        if name == "direction":
            return Value(self.direction, self.origins)
        values = {"this": self.this, "last": self.last, "reason": self._reason}
        return values.get(name)


class Changes(Record):
    """The changes of one table of figures."""

    __slots__ = ("_last", "_reasons", "_rounding", "_this")

    def __init__(
        self, this: Figures, last: LastFigures | Value, reasons: Record, rounding: Rounding
    ) -> None:
        self._this = this
        self._last = last
        self._reasons = reasons
        self._rounding = rounding

    def get(self, name: str) -> Value | None:
        """The change of one amount; missing if last year's figure is."""
        this = self._this.get(name)
        if this is None:
            return None
        last = self._last if isinstance(self._last, Value) else self._last.get(name)
        if last is None:
            return None
        if isinstance(last.data, Missing):
            return Value(last.data, last.origins + this.origins)
        reason = self._reasons.get(name) or Value("")
        change = Change(this, last, reason, self._rounding)
        return Value(change, change.origins)
