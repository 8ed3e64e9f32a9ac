"""Golden pages of tables: every case is one listing under cases/tables.

BUDGETPDF_GOLDENS=write writes them anew; look at the diff before you commit it.
"""

import os

import pytest

from budgetpdf.document.blocks import Document, Meta
from budgetpdf.layout.build import lay_out
from budgetpdf.pages import Pages
from budgetpdf.paint.listing import list_pages
from budgetpdf.paint.pdf import PdfPainter
from budgetpdf.style.gongwen import TABLES
from pdfcheck import problems
from support import ROOT
from table_cases import CASES, ROWS, STYLES
from table_support import fonts, sheet

FOLDER = ROOT / "tests" / "cases" / "tables"
WHOLE = {"landscape-between-portraits", "empty-table-with-note"}
"""Cases that need the whole page; the others have one of ten lines."""


def laid(name: str) -> Pages:
    """The pages of a case."""
    looks = sheet(STYLES.get(name, TABLES["table"]))
    if name not in WHOLE:
        main = looks.pages["main"]
        short = main._replace(height_mm=72 + 225 / 22 * ROWS, rows=ROWS)
        looks = looks._replace(pages={"main": short})
    return lay_out(Document(Meta(name), CASES[name]()), looks, fonts())


def listing(name: str) -> str:
    """The pages of a case as text."""
    pages = laid(name)
    found = "".join(f"{f.code} {f.message.zh}\n" for f in pages.findings)
    return f"{CASES[name].__doc__}\n\n{list_pages(pages)}{found}"


@pytest.mark.parametrize("name", CASES)
def test_golden(name: str) -> None:
    path = FOLDER / f"{name}.txt"
    text = listing(name)
    if os.environ.get("BUDGETPDF_GOLDENS") == "write":
        path.write_text(text, encoding="utf-8", newline="\n")
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CASES)
def test_the_file_of_every_case_conforms(name: str) -> None:
    assert problems(PdfPainter().paint(laid(name))) == {}


def test_no_golden_without_its_case() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(CASES)
