"""Every printed character knows where it was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetpdf import profile
from budgetpdf.diagnostic import CharIn
from budgetpdf.document.blocks import Document, Paragraph, Run
from budgetpdf.document.compose import compose
from budgetpdf.document.walk import runs
from budgetpdf.spec.read import read
from budgetpdf.spec.source import Source
from profile_support import composed, make_profile, spec_file
from support import ROOT

SPECS = [
    ROOT / "specs" / "dachang-xinfang-2023.toml",
    ROOT / "specs" / "example-school-2024.toml",
    ROOT / "tests" / "profiles" / "archive-2025.toml",
]


def report(path: Path) -> tuple[Document, dict[str, Source]]:
    file, _ = read(path)
    assert file is not None
    bureau, _ = profile.read(file.spec.profile, path.parent)
    assert bureau is not None
    made, _ = compose(file, bureau)
    return made, {source.name: source for source in (file.source, *bureau.sources)}


def written(source: Source, lines: list[str], char: CharIn) -> str:
    span = source.locate(char)
    line = lines[span.line - 1]
    return line[span.column - 1 : span.end_column - 1]


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_a_character_is_found_where_it_is_written(path: Path) -> None:
    document, sources = report(path)
    lines = {name: source.text.split("\n") for name, source in sources.items()}
    located = 0
    for _, run in runs(document):
        for index, character in enumerate(run.text):
            place = run.place(index)
            if isinstance(place, CharIn):
                name = place.span.source
                assert written(sources[name], lines[name], place) == character
                located += 1
    assert located > 500


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_what_is_not_generated_has_a_place(path: Path) -> None:
    document, sources = report(path)
    for _, run in runs(document):
        if run.span is None:
            continue
        assert run.span.source in sources
        assert run.span.line > 0


@pytest.fixture
def made(tmp_path: Path) -> Document:
    text = """
[phrase.p]
up = "增{{ amount }}"
down = "减{{ amount }}"
same = "平"
reason = "，因{{ reason }}"
[[section]]
id = "a"
blocks = [
  { text = "支{{ expenditure.total }}，{{ change.expenditure.total | phrase('p') }}；" },
  { text = "{{ unit.duties | join('') }}" },
]
"""
    rest = """
[last_year.expenditure]
total = 90
[reason.expenditure]
total = "修坝"
"""
    document, findings = composed(spec_file(tmp_path, rest=rest), make_profile(tmp_path, text))
    assert not findings
    return document


def sentence(document: Document, index: int = 1) -> list[Run]:
    paragraph = document.blocks[index]
    assert isinstance(paragraph, Paragraph)
    return [part for part in paragraph.content if isinstance(part, Run)]


def test_a_sum_points_to_its_first_part_and_names_the_others(made: Document) -> None:
    run = sentence(made)[1]
    assert run.text == "100.5万元"
    assert run.span is not None
    lines = [span.line for span in (run.span, *run.also) if span.source.endswith("spec.toml")]
    assert lines == [16, 17, 18]
    assert run.also[-1].source == "p.toml"
    assert run.start is None


def test_a_phrase_points_to_both_years_and_the_reason(made: Document) -> None:
    run = sentence(made)[3]
    assert run.text == "增10.5万元，因修坝"
    assert run.span is not None
    lines = [span.line for span in (run.span, *run.also) if span.source.endswith("spec.toml")]
    assert lines == [16, 17, 18, 25, 27]


def test_joined_texts_point_to_each(made: Document) -> None:
    (run,) = sentence(made, 2)
    assert run.text == "管水。治水。"
    assert run.span is not None
    assert len({run.span, *run.also}) == 3
