"""The built-in profiles: valid by their own form, free of anything of one unit."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from budgetpdf import profile
from budgetpdf.diagnostic import Diagnostic
from budgetpdf.profile.build import build
from budgetpdf.profile.form import PROFILE
from budgetpdf.spec.source import read_toml
from budgetpdf.spec.validate import validate
from budgetpdf.text.fonts import open_fonts
from profile_support import read_profile

NAMES = profile.builtin_names()


def text(name: str) -> str:
    return (resources.files("budgetpdf.profile") / "builtin" / f"{name}.toml").read_text("utf-8")


def test_the_county_profile_is_built_in() -> None:
    assert "hebei-county-unit" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_it_fits_the_form(name: str) -> None:
    """At run time built-in profiles are not held against the form."""
    source, findings = read_toml(text(name).encode(), name)
    assert source is not None
    assert findings == ()
    form, more = validate(PROFILE, source)
    assert form is not None, more


@pytest.mark.parametrize("name", NAMES)
def test_it_reads_without_a_finding(name: str, tmp_path: Path) -> None:
    made, findings = profile.read(name, Path())
    assert made is not None
    assert findings == ()
    assert [source.name for source in made.sources] == [f"profile:{name}"]
    # Names are checked where a file of a bureau's own comes in.
    made, findings = read_profile(tmp_path, f'extends = "{name}"')
    assert made is not None
    assert findings == ()


@pytest.mark.parametrize("name", NAMES)
def test_its_expressions_are_right(name: str) -> None:
    """At run time those of built-in profiles are parsed only when they are evaluated."""
    source, _ = read_toml(text(name).encode(), name)
    assert source is not None
    found: list[Diagnostic] = []
    build([source], {}, found)
    assert found == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("word", ["信访", "大厂", "回族", "2022", "2023", "廊坊"])
def test_it_is_of_no_unit_and_no_year(name: str, word: str) -> None:
    assert word not in text(name)


@pytest.mark.parametrize("name", NAMES)
def test_its_fonts_are_there(name: str) -> None:
    made, _ = profile.read(name, Path())
    assert made is not None
    fonts, findings = open_fonts(profile.sheet(made).fonts)
    assert findings == ()
    roles = {style.role for style in made.sheet.texts.values()}
    assert roles <= set(made.sheet.fonts)
    for role in roles:
        assert fonts.glyph(role, "堃") is not None
        assert fonts.glyph(role, "𠮷") is not None


def test_it_is_read_once() -> None:
    assert (
        profile.read("hebei-county-unit", Path())[0] is profile.read("hebei-county-unit", Path())[0]
    )
