"""The shape of the facts: which names a template may use, known before any spec is read.

The shape follows from the spec's model and from `COMPUTED`, the facts that code works out
(`document.facts`; a test holds the two together).
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from budgetpdf.profile.parts import Extra, Profile
from budgetpdf.profile.values import Where
from budgetpdf.spec import model
from budgetpdf.spec.tables import INTERNAL

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

COMPUTED: dict[type[BaseModel], dict[str, Shape]] = {
    model.Revenue: {"current": MONEY, "unit_funds": MONEY},
    model.Expenditure: {"grand_total": MONEY, "functions": Shape("list", item=FUNCTION)},
    model.Procurement: {"goods": MONEY, "works": MONEY, "services": MONEY},
    model.ProcurementItem: {"amount": MONEY},
    model.Indicator: {"target": TARGET},
    model.FunctionRow: {"basic": MONEY, "total": MONEY},
}
"""Facts that are worked out, beside the fields of each model.

revenue.current: 本年收入 (without 上年结转); revenue.unit_funds: 单位资金 (事业, 经营, 上级补助,
附属单位上缴 and 其他收入); expenditure.grand_total: 支出总计 (with 年终结转);
expenditure.functions: 类, 款 and 项 with their totals; procurement.goods, works, services: 货物,
工程, 服务; an item's amount: Σ of its fund sources.
"""

_SCALARS: dict[object, Shape] = {str: TEXT, int: NUMBER, bool: FLAG, date: DATE, Decimal: MONEY}
_QUANTITIES = {"quantity"}


def _of_annotation(name: str, annotation: Any) -> Shape:
    origin = get_origin(annotation)
    if origin is Annotated:
        return _of_annotation(name, get_args(annotation)[0])
    if origin in (Union, types.UnionType):
        inner = next(arg for arg in get_args(annotation) if arg is not type(None))
        return _of_annotation(name, inner)
    if origin is list:
        return Shape("list", item=_of_annotation("", get_args(annotation)[0]))
    if origin is Literal:
        return TEXT
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return of_model(annotation)
    if name in _QUANTITIES:
        return NUMBER
    return _SCALARS.get(annotation, ANY)


@cache
def of_model(form: type[BaseModel]) -> Shape:
    """The shape of a table of the spec, with what is computed beside it."""
    fields = {
        name: _of_annotation(name, info.annotation) for name, info in form.model_fields.items()
    }
    return Shape("record", {**fields, **COMPUTED.get(form, {})})


def _amounts(shape: Shape, become: Shape) -> Shape:
    """A record of the names of a record's amounts."""
    names = (name for name, field in shape.fields.items() if field.kind == "money")
    return Shape("record", dict.fromkeys(names, become))


@cache
def spec_shape() -> Shape:
    """The shape of all facts that every spec has."""
    written = of_model(model.Spec).fields
    fields = {name: shape for name, shape in written.items() if name not in INTERNAL}
    last_year = of_model(model.LastYear).fields
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
