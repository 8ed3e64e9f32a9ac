"""Invented units are fit to be measured: they reconcile, differ, and come out the same again."""

import re
from html import unescape
from pathlib import Path

import neutral
import pytest
import units
from peers import typst, weasyprint

from budgetpdf import pipeline
from budgetpdf.diagnostic import Severity
from budgetpdf.document.blocks import Run
from budgetpdf.document.walk import runs

SMALL = units.Shape(projects=3, rows=5, unit_rows=9, purchases=4)
SHAPES = {
    "by chance": units.Shape(),
    "no purchases": units.Shape(purchases=0),
    "twelve projects": units.Shape(projects=12, purchases=24),
    "long tables": units.Shape(projects=1, rows=300, unit_rows=200),
}


def errors(path: Path) -> list[str]:
    ready = pipeline.prepare(path)
    found = ready.settled(ready.findings)
    return [one.message.zh for one in found if one.severity is Severity.ERROR]


def test_units_hold_no_error(tmp_path: Path) -> None:
    for path in units.write(tmp_path, 16, seed=11):
        assert errors(path) == [], path.read_text(encoding="utf-8")


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_units_of_any_shape_hold_no_error(shape: units.Shape, tmp_path: Path) -> None:
    (path,) = units.write(tmp_path, 1, seed=12, shape=shape)
    assert errors(path) == []


def test_a_wrong_figure_is_found(tmp_path: Path) -> None:
    (path,) = units.write(tmp_path, 1, seed=11)
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"personnel = ", "personnel = 1", text, count=1), encoding="utf-8")
    assert errors(path) != []


def test_the_same_seed_gives_the_same_units() -> None:
    assert units.unit(3, seed=1) == units.unit(3, seed=1)
    assert units.unit(3, seed=1) != units.unit(3, seed=2)


def test_no_two_units_have_one_name() -> None:
    names = [re.findall(r'name = "(.+?)"', units.unit(n, shape=SMALL))[0] for n in range(80)]
    assert len(set(names)) == len(names)


def test_shapes_are_kept() -> None:
    text = units.unit(5, shape=units.Shape(projects=7, rows=11, unit_rows=20))
    assert text.count("[[projects]]") == 7
    assert len(re.findall(r"^  \{ kind = ", text, re.MULTILINE)) == 7 * 11 + 20


@pytest.fixture(scope="module")
def spec(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return units.write(tmp_path_factory.mktemp("unit"), 1, seed=13, shape=SMALL)[0]


def test_peers_are_given_all_text(spec: Path) -> None:
    document = pipeline.prepare(spec).document
    assert document is not None
    expected = {run.text for _, run in runs(document) if isinstance(run, Run) and run.text.strip()}
    report = neutral.plain(spec)
    page = unescape(re.sub(r"<[^>]+>", "\n", weasyprint.translate(report)))
    missing = [text for text in expected if text not in page]
    assert missing == []


def test_markup_of_typst_is_escaped() -> None:
    pytest.importorskip("typst", reason="the peer Typst is not installed")
    report = {
        "title": 'a "b"',
        "author": "",
        "page": {
            "size": [595, 842],
            "left": 79,
            "top": 105,
            "width": 442,
            "height": 638,
            "pitch": 29,
            "number": None,
            "number_below": 0,
        },
        "texts": {"body": {"role": "body", "size": 16, "align": "justify", "first": 2}},
        "fonts": {"body": [{"file": "fonts/FandolFang-Regular.otf", "only": "", "avoid": ""}]},
        "body": [{"kind": "para", "style": "body", "runs": [["1. #x *y* _z_ $[]", "body"]]}],
    }
    assert r"1\. \#x \*y\* \_z\_ \$\[\]" in typst.translate(report)
