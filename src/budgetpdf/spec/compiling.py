"""Writes out what pydantic makes of models, for `spec.table` to build validators from.

Kinds of values are written under the names that `spec.kinds` has for them, all else with the
functions of `spec.table`. What is not known here, because a model uses more of pydantic than
before, is an error: nothing that a model says is lost on the way.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter

from budgetpdf.spec import kinds
from budgetpdf.spec.amounts import widen
from budgetpdf.spec.lengths import as_float
from budgetpdf.spec.model import Spec
from budgetpdf.spec.project import ProjectFile
from budgetpdf.spec.table import ANY_KEY, CONFIG
from budgetpdf.spec.texts import extra, filled, line, prose

Schema = Mapping[str, Any]

_CHECKS = (extra, filled, line, prose, widen)
_PLAIN = {
    "any": set[str](),
    "bool": set[str](),
    "date": set[str](),
    "decimal": set[str](),
    "int": {"ge", "le"},
    "literal": {"expected"},
    "str": {"min_length"},
}
"""Types of the core schema that stand for themselves, and what may be said of them."""

_SPEC = '''\
"""What pydantic makes of the models of a spec and of a project's file: see `spec.table`.

Written by `python -m budgetpdf.spec.compiling`, never by hand; a test holds it to the models.
Table → key → its Chinese title and the core schema of its value.
"""

# fmt: off
# ruff: noqa: E501

from __future__ import annotations

from typing import TYPE_CHECKING

from budgetpdf.spec.amounts import widen
from budgetpdf.spec.table import after, before, default, entries, nullable, plain, rows, table
from budgetpdf.spec.texts import extra, filled, line, prose

if TYPE_CHECKING:
    from budgetpdf.spec.table import Tables

'''


class UnknownSchemaError(Exception):
    """Something that a compiled table cannot say."""


def compiled() -> str:
    """The module `spec.compiled`."""
    named = ("Amount", "Line", "Name", "Prose", "NonEmpty", "Extra")
    of_kinds = {name: getattr(kinds, name) for name in named}
    return module(_SPEC, of_kinds, {"SPEC": Spec, "PROJECT": ProjectFile})


def module(head: str, of_kinds: Mapping[str, Any], files: Mapping[str, type[BaseModel]]) -> str:
    """A module of compiled tables, for each file those of its model.

    of_kinds: kinds of values that are written once and then named.
    """
    kind = _Writer({})
    names = {kind.text(TypeAdapter(each).core_schema): name for name, each in of_kinds.items()}
    lines = [*head.splitlines(), *(f"{name} = {text}" for text, name in names.items())]
    for name, model in files.items():
        writer = _Writer(names)
        writer.text(TypeAdapter(model).core_schema)
        lines += ["", f"{name}: Tables = {{", *writer.lines(), "}"]
    return "\n".join(lines) + "\n"


class _Writer:
    """Writes schemas; the tables that it meets on the way are kept, each once."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._models: dict[str, Schema] = {}
        self._tables: dict[str, list[str]] = {}

    def lines(self) -> Iterator[str]:
        """The tables, one key a line."""
        for name, keys in self._tables.items():
            yield from (f'    "{name}": {{', *keys, "    },")

    def text(self, schema: Schema) -> str:
        """A schema as Python."""
        said = {key: value for key, value in schema.items() if key not in ("metadata", "ref")}
        text = self._text(said.pop("type"), said)
        return self._names.get(text, text)

    def _text(self, kind: str, said: dict[str, Any]) -> str:
        match kind, said:
            case "definitions", {"schema": inner, "definitions": models}:
                self._models |= {model["ref"]: model for model in models}
                return self.text(inner)
            case "definition-ref", {"schema_ref": ref}:
                return self.text(self._models[ref])
            case "model", {"cls": model, "schema": inner}:
                behaviour = "allow" if inner.get("extras_schema") else "forbid"
                config = {**CONFIG, "title": model.__name__, "extra_fields_behavior": behaviour}
                _expect(said, config=config)
                return self._table(model, inner)
            case "function-before" | "function-after", {"function": how, "schema": inner}:
                _expect(how, type="no-info")
                if (limits := _limits(said)) is not None:
                    return f"length({', '.join(limits)})"
                if how["function"] in _CHECKS:
                    name = kind.removeprefix("function-")
                    return f"{name}({how['function'].__name__}, {self.text(inner)})"
        return self._value(kind, said)

    def _value(self, kind: str, said: dict[str, Any]) -> str:
        if kind in _PLAIN and said.keys() <= _PLAIN[kind]:
            return f"plain({', '.join([_literal(kind), *_named(said)])})"
        match kind, said:
            case "nullable", {"schema": inner, **rest} if not rest:
                return f"nullable({self.text(inner)})"
            case "default", {"schema": inner, **rest}:
                return f"default({self.text(inner)}, {_literal(_default(rest))})"
            case "list", {"items_schema": items, **rest} if rest.keys() <= {"min_length"}:
                return f"rows({', '.join([self.text(items), *_named(rest)])})"
            case "union", {"choices": choices, **rest} if not rest:
                return f"either({', '.join(map(self.text, choices))})"
            case "dict", {"keys_schema": keys, "values_schema": values, **rest} if not rest:
                texts = [self.text(values), self.text(keys)]
                return f"entries({', '.join(texts[: 1 if texts[1] == _ANY_TEXT else 2])})"
        raise UnknownSchemaError(kind, said)

    def _table(self, model: type[BaseModel], inner: Schema) -> str:
        name = model.__name__
        _expect(inner, type="model-fields", model_name=name)
        if name not in self._tables:
            self._tables[name] = []  # a table may stand in itself
            lines = [
                self._key(info.alias or key, info.title or "", inner["fields"][key])
                for key, info in model.model_fields.items()
            ]
            if rest := inner.get("extras_schema"):
                lines.append(f'        "{ANY_KEY}": ("", {self.text(rest)}),')
            self._tables[name] = lines
        return f'table("{name}")'

    def _key(self, key: str, title: str, field: Schema) -> str:
        """One key as it is written in the file."""
        alias = {"validation_alias": key, "serialization_alias": key}
        _expect({**alias, **field}, type="model-field", **alias)
        return f'        "{key}": ("{title}", {self.text(field["schema"])}),'


_BOUNDS = {
    *("greater_than_validator", "greater_than_or_equal_validator"),
    *("less_than_validator", "less_than_or_equal_validator"),
}
"""pydantic's own functions for the limits of a value that another function made."""
_ANY_TEXT = 'plain("str")'
_CHILDREN = {"cls", "schema", "function", "fields", "extras_schema", "metadata", "ref"}


def _expect(schema: Schema, **said: object) -> None:
    """That a schema says just this, and else nothing but what is off."""
    rest = {key: value for key, value in schema.items() if value and key not in _CHILDREN}
    if rest != said:
        raise UnknownSchemaError(rest)


def _limits(schema: Schema) -> list[str] | None:
    """The limits of a length, the innermost first; None for what is no length."""
    check, inner = schema["function"]["function"], schema["schema"]
    if "function" not in inner:
        return None
    if getattr(check, "__name__", "") == "forbid_inf_nan_check":
        is_length = inner["function"]["function"] is as_float and inner["schema"]["type"] == "float"
        return [] if is_length else None
    limits = _limits(inner)
    kind = getattr(getattr(check, "func", None), "__name__", "")
    if limits is None or kind not in _BOUNDS:
        return None
    return [*limits, *_named(check.keywords)]


def _literal(value: object) -> str:
    """A value as Python, with the quotes that the formatter likes."""
    if isinstance(value, list):
        return f"[{', '.join(map(_literal, value))}]"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def _named(said: Schema) -> list[str]:
    """Limits, in one order whatever pydantic's version."""
    return [f"{key}={_literal(value)}" for key, value in sorted(said.items())]


def _default(said: Schema) -> object:
    """The default that a schema names or makes; of a table, what it is made of."""
    factory = said.get("default_factory")
    value = factory() if factory else said["default"]
    return {} if isinstance(value, BaseModel) else value


if __name__ == "__main__":
    Path(__file__).with_name("compiled.py").write_text(compiled(), encoding="utf-8")
