"""JSON Schema (draft 2020-12) of a model, for completion and errors in editors.

Every key has its Chinese title, what to write, and an example. TOML has no null: a key that may
be left out is one that is not required.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from budgetpdf.spec import forms
from budgetpdf.spec.forms import Entry

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema(model: type[BaseModel], title: str) -> dict[str, Any]:
    """The schema of a file that is read as `model`."""
    schema = model.model_json_schema(by_alias=True)
    definitions = schema.pop("$defs", {})
    models = {model.__name__: model} | {below.__name__: below for _, below in forms.tables(model)}
    for name, definition in definitions.items():
        _settle(definition, models.get(name))
    _settle(schema, model)
    schema["title"] = title
    return {"$schema": DIALECT, **schema, "$defs": definitions}


def _settle(table: dict[str, Any], model: type[BaseModel] | None) -> None:
    """A table's schema, with the words of its keys."""
    table.pop("description", None)  # the class's, in English
    table.pop("title", None)
    known = forms.entries(model) if model else {}
    for key, value in table.get("properties", {}).items():
        _without_null(value)
        if key in known:
            _describe(value, known[key])


def _describe(value: dict[str, Any], entry: Entry) -> None:
    value["title"] = entry.title
    value["description"] = entry.description or entry.title
    if "examples" not in value and entry.kind not in {"table", "list", "map", "any"}:
        value["examples"] = list(_examples(entry))


def _examples(entry: Entry) -> tuple[Any, ...]:
    simple: dict[str, Any] = {"number": 0, "integer": 0, "flag": True, "text": "……"}
    if entry.kind == "choice":
        return tuple(choice for choice in entry.choices if choice)
    return (simple.get(entry.kind, "2024-12-31"),)


def _without_null(value: dict[str, Any]) -> None:
    if value.get("default", "") is None:
        del value["default"]
    members = [member for member in value.get("anyOf", ()) if member != {"type": "null"}]
    if len(members) == 1:
        del value["anyOf"]
        value.update(members[0])
    elif members:
        value["anyOf"] = members
