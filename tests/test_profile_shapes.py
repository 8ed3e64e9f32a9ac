"""The shape of the facts, which profiles are checked against, is the shape that facts have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from budgetpdf import profile
from budgetpdf.document import extra
from budgetpdf.document.facts import Names, root
from budgetpdf.document.figures import Change
from budgetpdf.document.rendering import Renderer
from budgetpdf.document.wording import Wording
from budgetpdf.profile.filters import FILTERS
from budgetpdf.profile.shapes import Shape, of_table, root_shape, spec_shape
from budgetpdf.profile.values import BLANK, Missing, Record, Value
from budgetpdf.spec import tables
from budgetpdf.spec.read import read
from support import ROOT

SPECS = [
    ROOT / "specs" / "dachang-xinfang-2023.toml",
    ROOT / "specs" / "example-school-2024.toml",
    ROOT / "tests" / "profiles" / "archive-2025.toml",
]
TYPES = {"text": str, "date": date, "flag": bool, "change": Change, "record": Record, "list": tuple}


def facts(path: Path) -> tuple[Record, Shape]:
    file, _ = read(path)
    assert file is not None
    made, _ = profile.read(file.spec.profile, path.parent)
    assert made is not None
    wording = Wording(made, file.spec.amounts_in)
    added = {
        "constants": Value(Names(extra.constants(made))),
        "extra": Value(Names(extra.read(file, made, Renderer(wording)))),
    }
    return root(file, added, wording.rounding()), root_shape(made)


def walk(value: Value, shape: Shape, path: str) -> Iterator[tuple[str, Value, Shape]]:
    yield path, value, shape
    data = value.data
    if isinstance(data, Record):
        for name, inner in shape.fields.items():
            found = data.get(name)
            assert found is not None, f"{path}.{name}"
            yield from walk(found, inner, f"{path}.{name}")
    elif isinstance(data, tuple) and shape.item is not None:
        for index, item in enumerate(data):
            yield from walk(item, shape.item, f"{path}[{index}]")


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_every_fact_has_the_kind_that_is_promised(path: Path) -> None:
    record, shape = facts(path)
    seen = 0
    for name, value, wanted in walk(Value(record), shape, ""):
        seen += 1
        data = value.data
        if data is BLANK or isinstance(data, Missing):
            continue
        if wanted.kind in ("money", "number"):
            assert isinstance(data, (int, Decimal)), name
            assert not isinstance(data, bool), name
            assert value.money == (wanted.kind == "money"), name
        else:
            assert isinstance(data, TYPES[wanted.kind]), name
    assert seen > 200


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_nothing_is_there_that_is_not_promised(path: Path) -> None:
    record, _ = facts(path)
    for name in ("profile", "accept", "model_fields", "model_dump", "__class__", "_facts", "get"):
        assert record.get(name) is None
        for table in ("unit", "revenue", "last_year", "change"):
            value = record.get(table)
            assert value is not None
            if isinstance(value.data, Record):
                assert value.data.get(name) is None


def test_every_key_of_the_spec_can_be_printed() -> None:
    shape = spec_shape()
    internal = {"profile", "accept", "extra"}
    assert set(tables.titles(tables.Spec)) - internal <= set(shape.fields)
    for name in ("unit", "revenue", "expenditure", "three_public", "performance", "assets"):
        form = of_table(tables.Spec).fields[name]
        assert form.kind == "record"
        assert form.fields


def test_filters_are_what_the_wording_has() -> None:
    file, _ = read(SPECS[0])
    made, _ = profile.read("hebei-county-unit", ROOT)
    assert file is not None
    assert made is not None
    assert set(Wording(made, "万元").filters) == set(FILTERS)
