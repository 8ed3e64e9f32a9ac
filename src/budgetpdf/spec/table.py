"""Tables as values: light classes, and the validator that makes objects of them.

pydantic's models say what a file may hold (`spec.model`), and pydantic's validator holds it
against them. What the validator needs to know of the models, its *core schema*, changes only with
them; so it is written out once, in `spec.compiled`, and a run that finds nothing wrong loads the
validator (pydantic_core) without pydantic, whose import and model classes would take a third of a
cold start. Findings take their words from the models.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from budgetpdf.spec.engine import SchemaValidator

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import CoreSchema

    Model = TypeVar("Model", bound=BaseModel)
    Schema = dict[str, Any]
    Key = tuple[str, Schema]
    Tables = Mapping[str, Mapping[str, Key]]

Made_co = TypeVar("Made_co", covariant=True)
CONFIG = {"extra_fields_behavior": "forbid", "strict": True}
"""Unknown keys are findings; values are never coerced."""
ANY_KEY = "*"
"""Stands for all other keys of a table that may hold any."""


class Table:
    """A table of a file that was read, with its keys as attributes; never changed."""

    # What the validator sets in every object that it makes of a model.
    __slots__ = (
        "__dict__",
        "__pydantic_extra__",
        "__pydantic_fields_set__",
        "__pydantic_private__",
    )

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)


class Checked(Generic[Made_co]):
    """What a file is held against.

    validator: makes an object of a file's values. model: the model behind it.
    """

    def __init__(self, validator: SchemaValidator, model: Callable[[], type[BaseModel]]) -> None:
        self.validator = validator
        self.model = model


def of_model(model: type[Model]) -> Checked[Model]:
    """How files are held against a model itself."""
    from pydantic import TypeAdapter

    validator: Any = TypeAdapter(model).validator
    return Checked(validator, lambda: model)


def classes(tables: Tables, module: str) -> dict[str, type[Table]]:
    """A light class of `module` for each table, by the name of its model."""
    return {name: type(name, (Table,), {"__slots__": (), "__module__": module}) for name in tables}


def checked(tables: Tables, made: Mapping[str, type[Any]], module: str) -> Checked[Any]:
    """How files are held against compiled tables, of which the first is the whole file.

    made: the class of each table. module: where the models stand.
    """
    root = next(iter(tables))
    definitions = [_model(made[name], dict(keys)) for name, keys in tables.items()]
    schema: Any = {"type": "definitions", "schema": table(root), "definitions": definitions}
    whole: CoreSchema = schema
    return Checked(SchemaValidator(whole), lambda: getattr(import_module(module), root))


def _model(made: type[Any], keys: dict[str, Key]) -> Schema:
    config = CONFIG
    rest: Schema = {}
    if ANY_KEY in keys:
        config = CONFIG | {"extra_fields_behavior": "allow"}
        rest["extras_schema"] = keys.pop(ANY_KEY)[1]
    fields = {name: {"type": "model-field", "schema": schema} for name, (_, schema) in keys.items()}
    return {
        "type": "model",
        "ref": made.__name__,
        "cls": made,
        "config": config,
        "schema": {
            "type": "model-fields",
            "fields": fields,
            "model_name": made.__name__,
            **rest,
        },
    }


# The schemas that compiled tables consist of, as pydantic_core takes them.


def table(name: str) -> Schema:
    """A table of its own."""
    return {"type": "definition-ref", "schema_ref": name}


def default(schema: Schema, value: object) -> Schema:
    """A key that need not be written. A list or table is made anew each time."""
    said: Schema = {"type": "default", "schema": schema}
    if isinstance(value, list | dict):
        return said | {"default_factory": type(value), "validate_default": True}
    return said | {"default": value}


def nullable(schema: Schema) -> Schema:
    """A value, or None for one that is not written."""
    return {"type": "nullable", "schema": schema}


def plain(kind: str, **limits: object) -> Schema:
    """A value of a type that pydantic has, within its limits."""
    return {"type": kind, **limits}


def rows(schema: Schema, **limits: object) -> Schema:
    """A list."""
    return {"type": "list", "items_schema": schema, **limits}


def entries(schema: Schema, keys: Schema | None = None) -> Schema:
    """A table of free keys."""
    return {"type": "dict", "keys_schema": keys or plain("str"), "values_schema": schema}


def either(*schemas: Schema) -> Schema:
    """A value of one of several kinds."""
    return {"type": "union", "choices": list(schemas)}


def before(check: Callable[[Any], Any], schema: Schema) -> Schema:
    """A value that a function sees first."""
    return _called("function-before", check, schema)


def after(check: Callable[[Any], Any], schema: Schema) -> Schema:
    """A value that a function sees afterwards."""
    return _called("function-after", check, schema)


def _called(kind: str, check: Callable[[Any], Any], schema: Schema) -> Schema:
    return {"type": kind, "function": {"type": "no-info", "function": check}, "schema": schema}
