"""The shape of the facts: which names a template may use, known before any spec is read.

The shape follows from the tables of the spec and from `COMPUTED`, the facts that code works out
(`document.facts`; a test holds the two together).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from budgetpdf.profile.parts import Extra, Profile
from budgetpdf.profile.values import Where
from budgetpdf.spec import tables
from budgetpdf.spec.compiled import SPEC
from budgetpdf.spec.tables import INTERNAL

if TYPE_CHECKING:
    from budgetpdf.spec.table import Schema

_NONE: Mapping[str, Any] = {}

Kind = Literal["text", "money", "number", "date", "flag", "change", "record", "list", "any"]


class Shape(NamedTuple):
    """What a fact is. `fields` of a record or a change, `item` of a list."""

    kind: Kind
    fields: Mapping[str, Shape] = _NONE
    item: Shape | None = None


TEXT = Shape("text")
MONEY = Shape("money")
NUMBER = Shape("number")
DATE = Shape("date")
FLAG = Shape("flag")
ANY = Shape("any")
CHANGE = Shape(
    "change",
    {
        "amount": MONEY,
        "difference": MONEY,
        "percent": TEXT,
        "reason": TEXT,
        "this": MONEY,
        "last": MONEY,
        "direction": TEXT,
    },
)
TARGET = Shape("record", {"operator": TEXT, "number": TEXT, "unit": TEXT, "text": TEXT})
TERM = Shape("record", {"term": TEXT, "text": TEXT})
FUNCTION = Shape(
    "record",
    {
        "code": TEXT,
        "name": TEXT,
        "depth": NUMBER,
        "personnel": MONEY,
        "operating": MONEY,
        "basic": MONEY,
        "projects": MONEY,
        "total": MONEY,
    },
)

COMPUTED: dict[type[tables.Form], dict[str, Shape]] = {
    tables.Revenue: {"current": MONEY, "unit_funds": MONEY},
    tables.Expenditure: {"grand_total": MONEY, "functions": Shape("list", item=FUNCTION)},
    tables.Procurement: {"goods": MONEY, "works": MONEY, "services": MONEY},
    tables.ProcurementItem: {"amount": MONEY},
    tables.Indicator: {"target": TARGET},
    tables.FunctionRow: {"basic": MONEY, "total": MONEY},
}
"""Facts that are worked out, beside the keys of each table.

revenue.current: 本年收入 (without 上年结转); revenue.unit_funds: 单位资金 (事业, 经营, 上级补助,
附属单位上缴 and 其他收入); expenditure.grand_total: 支出总计 (with 年终结转);
expenditure.functions: 类, 款 and 项 with their totals; procurement.goods, works, services: 货物,
工程, 服务; an item's amount: Σ of its fund sources.
"""

_OF_TYPE = {
    "str": TEXT,
    "literal": TEXT,
    "int": NUMBER,
    "bool": FLAG,
    "date": DATE,
    "decimal": MONEY,
}
_QUANTITIES = {"quantity"}


def _of_schema(name: str, schema: Schema) -> Shape:
    """The shape of a key's value, from its core schema."""
    kind = schema["type"]
    if kind == "list":
        return Shape("list", item=_of_schema("", schema["items_schema"]))
    if kind == "definition-ref":
        return of_table(getattr(tables, schema["schema_ref"]))
    if "schema" in schema:  # a default, None for what is not written, a check
        return _of_schema(name, schema["schema"])
    return NUMBER if name in _QUANTITIES else _OF_TYPE.get(kind, ANY)


@cache
def of_table(form: type[tables.Form]) -> Shape:
    """The shape of a table of the spec, with what is computed beside it."""
    keys = SPEC[form.__name__].items()
    fields = {name: _of_schema(name, schema) for name, (_, schema) in keys}
    return Shape("record", {**fields, **COMPUTED.get(form, {})})


def _amounts(shape: Shape, become: Shape) -> Shape:
    """A record of the names of a record's amounts."""
    names = (name for name, field in shape.fields.items() if field.kind == "money")
    return Shape("record", dict.fromkeys(names, become))


@cache
def spec_shape() -> Shape:
    """The shape of all facts that every spec has."""
    written = of_table(tables.Spec).fields
    fields = {name: shape for name, shape in written.items() if name not in INTERNAL}
    last_year = of_table(tables.LastYear).fields
    fields["last_year"] = Shape("record", {n: _amounts(s, MONEY) for n, s in last_year.items()})
    fields["glossary"] = Shape("list", item=TERM)
    fields["change"] = Shape(
        "record",
        {name: _amounts(fields[name], CHANGE) for name in last_year},
    )
    return Shape("record", fields)


def root_shape(profile: Profile) -> Shape:
    """The shape of everything that a template of a profile sees."""
    constants = {name: _constant(where) for name, where in profile.constants.items()}
    extra = {name: _extra(entry) for name, entry in profile.extra.items()}
    added = {"constants": Shape("record", constants), "extra": Shape("record", extra)}
    return Shape("record", {**spec_shape().fields, **added})


def _constant(where: Where) -> Shape:
    value = where.source.values["constants"][where.path[-1]]
    return TEXT if isinstance(value, str) else NUMBER


_EXTRA = {"text": TEXT, "amount": MONEY, "number": NUMBER, "date": DATE, "flag": FLAG}


def _extra(entry: Extra) -> Shape:
    if entry.type in _EXTRA:
        return _EXTRA[entry.type]
    record = Shape("record", {name: _extra(field) for name, field in entry.fields.items()})
    return record if entry.type == "table" else Shape("list", item=record)
