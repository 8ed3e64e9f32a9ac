"""The facts of a spec as templates see them: read-only, each knowing its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, cast

from budgetpdf.diagnostic import Span, Text
from budgetpdf.document.blocks import Run
from budgetpdf.document.figures import (
    SUMS,
    Change,
    Changes,
    Figures,
    LastFigures,
    Rounding,
    total,
)
from budgetpdf.document.functions import tree
from budgetpdf.profile.values import BLANK, Missing, Record, Value, Where
from budgetpdf.spec import tables
from budgetpdf.spec.read import SpecFile
from budgetpdf.spec.source import KeyPath, Source
from budgetpdf.tuples import new_tuple

__all__ = ["Change", "Facts", "Names", "root"]

_SOURCES = (
    "general_public_budget",
    "government_fund",
    "state_capital",
    "special_account",
    "own_funds",
)
_ZERO_WHEN_UNWRITTEN: dict[type[tables.Form], tuple[str, ...]] = {
    tables.Asset: ("value",),
    tables.Assets: ("planned_purchase",),
    tables.ProcurementItem: _SOURCES,
    tables.FunctionRow: ("personnel", "operating", "projects"),
}
_QUANTITIES = ("quantity",)
_NO_RUN = Run("")
# A hundred cells a page: past the constructors, which are functions of Python.


class Texts(Record):
    """Facts among which are texts that may be printed as they are written."""

    __slots__ = ()

    def run(self, name: str, also: tuple[Span]) -> Run | None:
        """The run of a text of one origin, which may be empty; None if the fact is none.

        also: where the column stands that prints it.
        """
        raise NotImplementedError


class Names(Texts):
    """A few values under names."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Value]) -> None:
        self._values = values

    def get(self, name: str) -> Value | None:
        """The value of that name."""
        return self._values.get(name)

    def run(self, name: str, also: tuple[Span]) -> Run | None:
        """The run of a text."""
        value = self._values.get(name)
        if value is None or type(value.data) is not str or len(value.origins) != 1:
            return None
        return new_tuple(Run, (value.data, value.origins[0].span, value.start, also, ""))


class _Expenditure(Figures):
    """This year's expenditure with its rows by function."""

    __slots__ = ()

    def get(self, name: str) -> Value | None:
        """An amount; the rows as written, or as the tree of 类, 款 and 项."""
        if name not in ("by_function", "functions"):
            return super().get(name)
        form = cast(tables.Expenditure, self.form)
        rows = _wrap(form.by_function, self.source, (*self.path, "by_function"))
        return rows._replace(data=tree(rows.data)) if name == "functions" else rows


class Facts(Texts):
    """One table of the spec: its fields, and what is worked out from them."""

    __slots__ = ("_kept", "_spans", "form", "path", "source")

    def __init__(self, form: tables.Form, source: Source, path: KeyPath = ()) -> None:
        self.form = form
        self.source = source
        self.path = path
        self._kept: dict[str, Value] = {}  # lists and what was worked out
        self._spans: Mapping[str | int, Span] | None = None  # of a row's cells

    def get(self, name: str) -> Value | None:
        """A fact by its key."""
        kept = self._kept.get(name)
        if kept is not None:
            return kept
        form = type(self.form)
        computed = _COMPUTED.get(form, _NONE).get(name)
        if computed is not None:
            value = self._kept[name] = computed(self)
            return value
        fields = self.form.__dict__
        if name not in fields:
            return None
        data = fields[name]
        path = (*self.path, name)
        if data is None:
            zero = name in _ZERO_WHEN_UNWRITTEN.get(form, ())
            where = (new_tuple(Where, (self.source, path)),)
            return new_tuple(Value, (Decimal(0) if zero else BLANK, where, None, zero))
        value = _wrap(data, self.source, path, name)
        if isinstance(data, list):
            self._kept[name] = value
        return value

    def run(self, name: str, also: tuple[Span]) -> Run | None:
        """The run of a text that the spec writes."""
        data = self.form.__dict__.get(name)
        if type(data) is not str or name in WORKED_OUT:
            return None
        if not data:
            return _NO_RUN
        return new_tuple(Run, (data, self.spans.get(name) or self.span(name), 0, also, ""))

    @property
    def spans(self) -> Mapping[str | int, Span]:
        """Where the cells stand, if this is a row of plain ones; looked up once."""
        if self._spans is None:
            self._spans = self.source.spans_in(self.path)
        return self._spans

    def span(self, name: str) -> Span:
        """Where a fact stands."""
        return self.source.span((*self.path, name))

    def need(self, name: str) -> Value:
        """A fact that the model has."""
        found = self.get(name)
        assert found is not None
        return found


def _wrap(data: Any, source: Source, path: KeyPath, name: str = "") -> Value:
    where = (new_tuple(Where, (source, path)),)
    if isinstance(data, str):
        return new_tuple(Value, (data, where, 0, False))
    if isinstance(data, tables.Expenditure):
        return Value(_Expenditure(data, source, path), where)
    if isinstance(data, tables.Form):
        kind = Figures if type(data) in SUMS else Facts
        return new_tuple(Value, (kind(data, source, path), where, None, False))
    if isinstance(data, list):
        items = [_wrap(item, source, (*path, index)) for index, item in enumerate(data)]
        return Value(tuple(items), where)
    is_money = isinstance(data, Decimal) and name not in _QUANTITIES
    return new_tuple(Value, (data, where, None, is_money))


def root(file: SpecFile, added: Mapping[str, Value], rounding: Rounding) -> Record:
    """All facts of a spec.

    added: what comes from the profile (constants, extra, glossary). rounding: how figures are
    printed, which decides what counts as 持平.
    """
    return _Root(file, added, rounding)


class _Root(Record):
    """The names that every template sees."""

    __slots__ = ("_added", "_facts", "_rounding", "_source", "_spec", "_values")

    def __init__(self, file: SpecFile, added: Mapping[str, Value], rounding: Rounding) -> None:
        self._spec = file.spec
        self._source = file.source
        self._facts = Facts(file.spec, file.source)
        self._added = added
        self._rounding = rounding
        self._values: dict[str, Value | None] = {}

    def get(self, name: str) -> Value | None:
        """A fact by its first name; worked out once."""
        if name not in self._values:
            self._values[name] = self._find(name)
        return self._values[name]

    def _find(self, name: str) -> Value | None:
        if name in self._added:
            return self._added[name]
        made = {
            "change": self._all_changes,
            "last_year": self._last_year,
            "agency_operation": self._agency_operation,
        }
        if name in made:
            return made[name]()
        return None if name in tables.INTERNAL else self._facts.get(name)

    def _agency_operation(self) -> Value:
        # 机关运行经费 is the 公用经费 of 行政 and 参公 units.
        written = self._facts.need("agency_operation")
        amount = self._facts.need("expenditure").data.get("operating")
        names = {"uses": written.data.need("uses"), "total": amount}
        return Value(Names(names), written.origins)

    def _last_year(self) -> Value:
        where = (Where(self._source, ("last_year",)),)
        if self._spec.last_year is None:
            return Value(_NO_LAST_YEAR, where)
        return Value(Names({table: self._last(table) for table in _TABLES}), where)

    def _last(self, table: str) -> Value:
        path = ("last_year", table)
        where = (Where(self._source, path),)
        written = getattr(self._spec.last_year, table, None)
        if written is None:
            what = Text(
                f"没有填写上年数 [last_year.{table}]", f"[last_year.{table}] is not written"
            )
            return Value(Missing(what), where)
        this = self._facts.need(table).data
        return Value(LastFigures(written, self._source, path, this), where)

    def _all_changes(self) -> Value:
        return Value(Names({table: self._changes(table) for table in _TABLES}))

    def _changes(self, table: str) -> Value:
        this, last = self._facts.need(table), self._last(table)
        reasons = self._facts.need("reason").data.need(table).data
        known = last.data if isinstance(last.data, LastFigures) else last
        return Value(Changes(this.data, known, reasons, self._rounding), this.origins)


_TABLES = ("revenue", "expenditure", "three_public")
_NO_LAST_YEAR = Missing(Text("没有填写上年数 [last_year]", "[last_year] is not written"))


def _sum_of(facts: Facts, names: tuple[str, ...]) -> Value:
    return total([facts.need(name) for name in names])


def _item_amount(facts: Facts) -> Value:
    return _sum_of(facts, _SOURCES)


def _purchases(category: str) -> Callable[[Facts], Value]:
    """The procurement of one category; of all for an empty one."""

    def work_out(facts: Facts) -> Value:
        form = cast(tables.Procurement, facts.form)
        items: tuple[Value, ...] = facts.need("items").data
        chosen = [
            item.data.need("amount")
            for item, written in zip(items, form.items, strict=True)
            if category in ("", written.category)
        ]
        if not items and not category and form.total is not None:
            return _wrap(form.total, facts.source, (*facts.path, "total"), "total")
        return total(chosen) if chosen else Value(Decimal(0), _here(facts), None, True)

    return work_out


def _here(facts: Facts) -> tuple[Where, ...]:
    return (Where(facts.source, facts.path),)


def _assets_total(facts: Facts) -> Value:
    form = cast(tables.Assets, facts.form)
    classes = ("buildings", "vehicles", "large_equipment", "other")
    values = [facts.need(name).data.need("value") for name in classes]
    written = any(getattr(form, name).value is not None for name in classes)
    if not written and form.total is not None:
        return _wrap(form.total, facts.source, (*facts.path, "total"), "total")
    return total(values)


def _short_name(facts: Facts) -> Value:
    form = cast(tables.Unit, facts.form)
    name = "short" if form.short else "name"
    return _wrap(getattr(form, name), facts.source, (*facts.path, name))


def _target(facts: Facts) -> Value:
    from budgetpdf.spec.target import read_target

    value = facts.need("value")
    text: str = value.data
    target = read_target(text)
    parts = {
        "operator": target.operator,
        "number": target.number,
        "unit": target.unit,
        "text": text,
    }
    return Value(
        Names({name: _part(part, text, value) for name, part in parts.items()}), value.origins
    )


def _part(part: str, text: str, value: Value) -> Value:
    found = text.find(part)
    return Value(part, value.origins, found if part and found >= 0 else None)


_NONE: Mapping[str, Callable[[Facts], Value]] = {}
_COMPUTED: dict[type[tables.Form], dict[str, Callable[[Facts], Value]]] = {
    tables.Unit: {"short": _short_name},
    tables.ProcurementItem: {"amount": _item_amount},
    tables.FunctionRow: {
        "basic": lambda facts: _sum_of(facts, ("personnel", "operating")),
        "total": lambda facts: _sum_of(facts, ("personnel", "operating", "projects")),
    },
    tables.Procurement: {
        "total": _purchases(""),
        "goods": _purchases("货物"),
        "works": _purchases("工程"),
        "services": _purchases("服务"),
    },
    tables.Assets: {"total": _assets_total},
    tables.Indicator: {"target": _target},
}
WORKED_OUT = frozenset(name for names in _COMPUTED.values() for name in names)
