"""The report prints what the list of fates says, in the seed's order, and nothing else."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from budgetpdf import document, profile
from budgetpdf.document.blocks import Document, Table
from budgetpdf.spec.read import read as read_spec
from seed import fates, reading

PRINTED = [reading.squeeze(text) for text in fates.must_print(fates.fates())]


@pytest.fixture(scope="module")
def report() -> Document:
    unit, _ = read_spec(fates.SPEC)
    assert unit is not None
    bureau, _ = profile.read(unit.spec.profile, fates.SPECS)
    assert bureau is not None
    composed, findings = document.compose(unit, bureau)
    assert findings == ()
    return composed


def test_the_document_holds_exactly_what_the_list_says(report: Document) -> None:
    assert reading.gaps(PRINTED, reading.of_document(report)) == []


def test_rows_without_figures_keep_their_place_and_blank_rows_of_the_form_do_not(
    report: Document,
) -> None:
    """机构, unit indicators, three projects with the row of their goal, procurement, assets."""
    tables = [block for block in report.blocks if isinstance(block, Table)]
    assert [len(table.body) for table in tables] == [1, 9, 8, 7, 11, 1, 6]


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from budgetpdf.pipeline import compile_spec, paint

    outcome = compile_spec(fates.SPEC)
    assert not outcome.refused, outcome.findings
    path = tmp_path_factory.mktemp("seed") / "report.pdf"
    path.write_bytes(paint(outcome))
    return path


def _poppler(path: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("poppler's pdftotext is not installed; pypdfium2 asserts the same")
    return reading.of_pdf_by_poppler(path)


@pytest.mark.parametrize("read", [reading.of_pdf, _poppler], ids=["pdfium", "poppler"])
def test_the_pdf_holds_exactly_what_the_list_says(pdf: Path, read: Callable[[Path], str]) -> None:
    """What a table repeats on its next page aside, and page numbers."""
    text = read(pdf)
    assert [c for c in set(text) if unicodedata.category(c) in {"Cc", "Cn", "Co", "Cs"}] == []
    assert "\N{REPLACEMENT CHARACTER}" not in text
    assert reading.unexplained(reading.gaps(PRINTED, text), PRINTED) == []


@pytest.mark.parametrize("lost", [0, len(PRINTED) // 2, len(PRINTED) - 1])
def test_a_text_that_is_not_printed_is_found(lost: int) -> None:
    printed = "".join(text for n, text in enumerate(PRINTED) if n != lost)
    with pytest.raises(AssertionError):
        assert reading.unexplained(reading.gaps(PRINTED, printed), PRINTED) == []


def test_a_text_too_many_is_found() -> None:
    printed = "".join([*PRINTED[:40], "待填", *PRINTED[40:]])
    assert reading.unexplained(reading.gaps(PRINTED, printed), PRINTED) == ["待填"]
