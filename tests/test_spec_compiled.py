"""Files are held against compiled tables: what these say is what the models say."""

from __future__ import annotations

import copy
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import pydantic_core
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from budgetpdf.profile import compiled as compiled_profile
from budgetpdf.profile import compiling as profile_compiling
from budgetpdf.profile.form import PROFILE
from budgetpdf.spec import compiled, compiling, engine, model, tables
from budgetpdf.spec.project import ProjectFile
from budgetpdf.spec.source import read_toml
from budgetpdf.spec.table import Checked, Table
from budgetpdf.spec.validate import _problem
from support import ROOT, soak

SPECS = [
    *sorted((ROOT / "specs").glob("*.toml")),
    ROOT / "tests" / "profiles" / "archive-2025.toml",
]
PROFILES = [
    *sorted((ROOT / "src" / "budgetpdf" / "profile" / "builtin").glob("*.toml")),
    ROOT / "tests" / "profiles" / "city-unit.toml",
]
FILES = [*((tables.SPEC, path) for path in SPECS), *((PROFILE, path) for path in PROFILES)]
ODD = [
    *(None, "", " ", "一行", "两\n行", "\x07", True, [], {}, [{}], ["", 1], {"": ""}, {"a": [{}]}),
    *(0, -1, 10**13, 1.5, *map(Decimal, ("0.5", "-0.5", "40", "3000", "nan", "inf", "1e400"))),
]


@pytest.mark.parametrize("writer", [compiling, profile_compiling], ids=["spec", "profile"])
def test_the_compiled_tables_are_those_of_the_models(writer: ModuleType) -> None:
    path = Path(str(writer.__file__)).with_name("compiled.py")
    assert path.read_text(encoding="utf-8") == writer.compiled(), (
        f"write them anew: python -m {writer.__name__}"
    )


def test_every_model_has_its_light_class() -> None:
    for name in (set(model.__all__) & set(compiled.SPEC)) | {"ProjectFile"}:
        light = getattr(tables, name)
        assert issubclass(light, Table)
        assert not issubclass(light, BaseModel)
    assert tables.SPEC.model() is model.Spec
    assert tables.PROJECT.model() is ProjectFile


def test_what_is_read_is_never_changed() -> None:
    spec = made(tables.SPEC, values(SPECS[0]))
    with pytest.raises(AttributeError):
        spec.fiscal_year = 1
    with pytest.raises(AttributeError):
        spec.unit.name = ""


def test_what_is_not_written_is_made_anew_for_every_spec() -> None:
    written = values(SPECS[0])
    for key in ("projects", "glossary", "accept", "extra", "approved"):
        written.pop(key, None)
    one, other = made(tables.SPEC, written), made(tables.SPEC, written)
    assert one.projects == []
    assert one.extra == {}
    for key in ("projects", "glossary", "accept", "extra", "approved"):
        assert getattr(one, key) is not getattr(other, key)


def values(path: Path) -> dict[str, Any]:
    source, _ = read_toml(path)
    assert source is not None
    return copy.deepcopy(source.values)


def made(form: Checked[Any], written: object) -> Any:
    return form.validator.validate_python(written)


def plain(value: Any) -> Any:
    """A model's or a light class's object as dicts, with the class of each."""
    if isinstance(value, BaseModel | Table):
        return type(value).__name__, {key: plain(inner) for key, inner in vars(value).items()}
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, list) else (type(value), value)


def outcome(validator: Any, written: object) -> object:
    """The object that a validator makes, or every problem that it finds, in order."""
    try:
        return plain(validator.validate_python(written))
    except ValidationError as error:
        details = error.errors(include_url=False)
        return [repr(_problem(each, written)) for each in details]


def same(form: Checked[Any], written: object) -> bool:
    found = outcome(form.validator, written)
    wanted = outcome(TypeAdapter(form.model()).validator, written)
    if form is PROFILE and isinstance(found, tuple):  # only asked whether it fits
        return isinstance(wanted, tuple)
    return found == wanted


@pytest.mark.parametrize(("form", "path"), FILES, ids=str)
def test_a_file_is_read_as_its_model_reads_it(form: Checked[Any], path: Path) -> None:
    assert isinstance(outcome(form.validator, values(path)), tuple)
    assert same(form, values(path))


@settings(max_examples=soak(80, 8000), deadline=None)
@given(st.data())
def test_a_broken_file_has_the_errors_that_its_model_finds(data: st.DataObject) -> None:
    form, path = data.draw(st.sampled_from(FILES))
    written = values(path)
    for _ in range(data.draw(st.integers(1, 3))):
        place: Any = written
        while isinstance(place, dict | list) and place:
            keys = list(place) if isinstance(place, dict) else range(len(place))
            key = data.draw(st.sampled_from(keys))
            inner = place[key]
            if not isinstance(inner, dict | list) or not inner or data.draw(st.booleans()):
                change = data.draw(st.sampled_from(["odd", "leave out", "add"]))
                if change == "odd":
                    place[key] = copy.deepcopy(data.draw(st.sampled_from(ODD)))
                elif change == "leave out":
                    del place[key]
                elif isinstance(place, dict):
                    place[f"{key}_"] = inner
                break
            place = inner
    assert same(form, written)


STYLES = {
    "page": "PageForm",
    "text": "TextForm",
    "table-style": "TableStyleForm",
    "font": "FaceForm",
}


@pytest.mark.parametrize("odd", ODD, ids=repr)
@pytest.mark.parametrize("kind", STYLES)
def test_a_style_takes_what_its_model_takes(kind: str, odd: object) -> None:
    for key in compiled_profile.PROFILE[STYLES[kind]]:
        style = {key: odd}
        assert same(PROFILE, {kind: {"x": [style] if kind == "font" else style}}), key


@pytest.mark.parametrize(
    "written",
    [
        {},
        {"profile": "", "out": "x"},
        {"fonts": {"body": "a.ttf", "song": 1}},
        {"fonts": [], "a": 1},
    ],
    ids=str,
)
def test_a_project_file_is_read_as_its_model_reads_it(written: dict[str, Any]) -> None:
    assert same(tables.PROJECT, written)


class Lax(model.Form):
    model_config = ConfigDict(strict=False)

    number: int = Field(title="数")


class Stepped(model.Form):
    number: Annotated[int, Field(multiple_of=3)] = Field(title="数")


class Checks(model.Form):
    number: int = Field(title="数")

    @model_validator(mode="after")
    def odd(self) -> Checks:
        return self


@pytest.mark.parametrize("unknown", [Lax, Stepped, Checks])
def test_what_a_compiled_table_cannot_say_is_an_error(unknown: type[BaseModel]) -> None:
    with pytest.raises(compiling.UnknownSchemaError):
        compiling.module("", {}, {"SPEC": unknown})


def test_the_engine_is_the_one_of_the_package() -> None:
    assert engine.SchemaValidator is pydantic_core.SchemaValidator
    assert engine.ValidationError is pydantic_core.ValidationError
    assert engine.PydanticCustomError is pydantic_core.PydanticCustomError


@pytest.mark.parametrize(
    "before",
    [
        "import budgetpdf.spec.engine",  # alone, the package afterwards
        "import pydantic",
        # The package looks different: its place is not found.
        "import importlib.machinery as m; m.PathFinder = type('', (), {'find_spec': lambda *_: 0})",
    ],
)
def test_the_engine_is_loaded_once_whoever_comes_first(before: str) -> None:
    code = f"""{before}
from budgetpdf.spec import engine
import pydantic, pydantic_core
assert engine.SchemaValidator is pydantic_core.SchemaValidator
assert engine.ValidationError is pydantic.ValidationError
"""
    subprocess.run([sys.executable, "-c", code], check=True)
