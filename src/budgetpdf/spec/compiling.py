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
from budgetpdf.spec.model import Spec
from budgetpdf.spec.project import ProjectFile
from budgetpdf.spec.table import CONFIG
from budgetpdf.spec.texts import extra, filled, line, prose

Schema = Mapping[str, Any]

_FILES: dict[str, type[BaseModel]] = {"SPEC": Spec, "PROJECT": ProjectFile}
_CHECKS = (extra, filled, line, prose, widen)
_KINDS = ("Amount", "Line", "Name", "Prose", "NonEmpty", "Extra")
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


_HEAD = '''\
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
    kind = _Writer({})
    names = {kind.text(TypeAdapter(getattr(kinds, name)).core_schema): name for name in _KINDS}
    lines = [*_HEAD.splitlines(), *(f"{name} = {text}" for text, name in names.items())]
    for name, model in _FILES.items():
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
                _expect(said, config={**CONFIG, "title": model.__name__})
                return self._table(model, inner)
            case "function-before" | "function-after", {"function": how, "schema": inner}:
                _expect(how, type="no-info")
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
            case "dict", {"keys_schema": keys, "values_schema": values, **rest} if not rest:
                if self.text(keys) == self.text({"type": "str"}):
                    return f"entries({self.text(values)})"
        raise UnknownSchemaError(kind, said)

    def _table(self, model: type[BaseModel], inner: Schema) -> str:
        _expect(inner, type="model-fields", model_name=model.__name__)
        name = model.__name__
        if name not in self._tables:
            self._tables[name] = []  # a table may stand in itself
            for key, info in model.model_fields.items():
                field = inner["fields"][key]
                _expect(field, type="model-field")
                line = f'        "{key}": ("{info.title}", {self.text(field["schema"])}),'
                self._tables[name].append(line)
        return f'table("{name}")'


_CHILDREN = {"cls", "schema", "function", "fields", "metadata", "ref"}


def _expect(schema: Schema, **said: object) -> None:
    """That a schema says just this, and else nothing but what is off."""
    rest = {key: value for key, value in schema.items() if value and key not in _CHILDREN}
    if rest != said:
        raise UnknownSchemaError(rest)


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
