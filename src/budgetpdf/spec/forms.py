"""What a model asks for, key by key: for messages, for the schema, for a template to fill in."""

from __future__ import annotations

import types
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from budgetpdf.spec.paths import KeyPath

Kind = Literal["text", "number", "integer", "date", "flag", "choice", "table", "list", "map", "any"]

_SCALARS: dict[Any, Kind] = {
    str: "text",
    Decimal: "number",
    float: "number",
    int: "integer",
    bool: "flag",
    date: "date",
}


class Entry(NamedTuple):
    """One key of a table.

    kind: of its value; of the items, `item`, where it is a list or a map of named entries.
    model: the table's (or the rows') model. choices: of a text that is one of a few.
    """

    key: str
    title: str
    description: str
    examples: tuple[Any, ...]
    required: bool
    kind: Kind
    item: Kind | None = None
    model: type[BaseModel] | None = None
    choices: tuple[str, ...] = ()


_Type = tuple[Kind, type[BaseModel] | None, tuple[str, ...], Kind | None]
"""Kind, model, choices, and the kind of items."""


@cache
def entries(model: type[BaseModel]) -> dict[str, Entry]:
    """The keys of a model's table, as they are written in the file."""
    return {
        field.alias or name: _entry(field.alias or name, field)
        for name, field in model.model_fields.items()
    }


def _entry(key: str, field: FieldInfo) -> Entry:
    kind, model, choices, item = _type(field.annotation)
    return Entry(
        key,
        field.title or "",
        field.description or "",
        tuple(field.examples or ()),
        field.is_required(),
        kind,
        item,
        model,
        choices,
    )


def _type(annotation: Any) -> _Type:
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _type(arguments[0])
    if origin in {Union, types.UnionType}:
        kept = [argument for argument in arguments if argument is not type(None)]
        return _type(kept[0]) if len(kept) == 1 else _of_union([_type(kind) for kind in kept])
    if origin is Literal:
        return _of_literal(arguments)
    if origin in {list, tuple, dict}:
        kind, model, choices, _ = _type(arguments[-1] if origin is dict else arguments[0])
        return "map" if origin is dict else "list", model, choices, kind
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return "table", annotation, (), None
    return _SCALARS.get(annotation, "any"), None, (), None


def _of_literal(arguments: tuple[Any, ...]) -> _Type:
    if all(isinstance(argument, bool) for argument in arguments):
        return "flag", None, (), None
    return "choice", None, tuple(str(argument) for argument in arguments), None


def _of_union(kinds: list[_Type]) -> _Type:
    """Several kinds at one key: the first that has a table below, for what is below."""
    return next((kind for kind in kinds if kind[1]), ("any", None, (), None))


def entry_at(root: type[BaseModel], path: KeyPath) -> Entry | None:
    """The key at `path`; for a row, its list; None where the model knows none."""
    model: type[BaseModel] | None = root
    entry: Entry | None = None
    named = False  # below a map, where one key names an entry
    for step in path:
        if named or isinstance(step, int):
            named = False
            continue
        entry = entries(model).get(step) if model else None
        if entry is None:
            return None
        model, named = entry.model, entry.kind == "map"
    return entry


def model_at(root: type[BaseModel], path: KeyPath) -> type[BaseModel] | None:
    """The model of the table at `path`; None where the model knows none."""
    if not path:
        return root
    entry = entry_at(root, path)
    return entry.model if entry else None


def tables(root: type[BaseModel]) -> Iterator[tuple[tuple[Entry, ...], type[BaseModel]]]:
    """All tables of a model, with the entries that lead there; the root first."""
    waiting: list[tuple[tuple[Entry, ...], type[BaseModel]]] = [((), root)]
    while waiting:
        way, model = waiting.pop(0)
        yield way, model
        above = {root, *(step.model for step in way)}
        waiting.extend(
            ((*way, entry), entry.model)
            for entry in entries(model).values()
            if entry.model and entry.model not in above
        )


def homes(root: type[BaseModel], key: str) -> list[tuple[Entry, ...]]:
    """The tables that have `key`, as the entries that lead there."""
    return [way for way, model in tables(root) if key in entries(model)]


def header(way: tuple[Entry, ...]) -> str:
    """How a table is written: `[expenditure]`, `[[performance.goals]]`; empty for the root."""
    name = ".".join(entry.key for entry in way)
    if not way:
        return ""
    return f"[[{name}]]" if way[-1].kind == "list" else f"[{name}]"


def example(entry: Entry) -> str:
    """A value as it may be written, for hints."""
    if entry.examples:
        return _toml(entry.examples[0])
    if entry.choices:
        return _toml(next((choice for choice in entry.choices if choice), ""))
    return _EXAMPLES[entry.kind]


_EXAMPLES: dict[Kind, str] = {
    "text": '"……"',
    "number": "0",
    "integer": "0",
    "date": "2024-12-31",
    "flag": "true",
    "choice": '""',
    "table": "{ }",
    "list": "[ ]",
    "map": "{ }",
    "any": '"……"',
}


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)
