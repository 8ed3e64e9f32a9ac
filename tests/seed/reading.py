"""Text as a reader takes it in: out of the composed document, out of the finished PDF."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from budgetpdf.document.blocks import (
    Block,
    Document,
    Heading,
    Inlines,
    ItemList,
    Paragraph,
    Row,
    Run,
    Table,
    Title,
)

if TYPE_CHECKING:
    from pypdfium2 import PdfPage

PAGE_NUMBER = re.compile(r"^—\d+—|—\d+—$")
CONTINUED = "（续表）"


def squeeze(text: str) -> str:
    """`text` without white space: line breaks of the page and layout spaces do not count."""
    return "".join(text.split())


def gaps(expected: Iterable[str], text: str) -> list[str]:
    """What `text` holds between the expected texts, which must come in their order."""
    found, place = [], 0
    for wanted in expected:
        at = text.find(wanted, place)
        assert at >= 0, f"not printed, or not in its place: {wanted}\nafter: {text[:place][-80:]}"
        found.append(text[place:at])
        place = at + len(wanted)
    return [gap for gap in [*found, text[place:]] if gap]


def unexplained(gaps: Iterable[str], printed: Iterable[str]) -> list[str]:
    """Gaps that are more than what a table repeats on its next page."""
    repeated = map(re.escape, sorted({*printed, CONTINUED}, key=len, reverse=True))
    known = re.compile(f"(?:{'|'.join(repeated)})*")
    return [gap for gap in gaps if not known.fullmatch(gap)]


def of_document(document: Document) -> str:
    """All text of a document in reading order, cells that merge downwards once."""
    return squeeze("".join(piece for block in document.blocks for piece in _of(block)))


def _of(block: Block) -> Iterator[str]:
    match block:
        case Title() | Heading() | Paragraph():
            yield getattr(block, "label", "") if isinstance(block, Heading) else ""
            yield _text(block.label) if isinstance(block, Paragraph) else ""
            yield _text(block.content)
        case ItemList():
            for item in block.items:
                yield item.label + "".join(map(_text, item.paragraphs))
        case Table():
            yield from _of_table(block)
        case _:
            raise AssertionError(f"the seed's report has no {type(block).__name__}")


def _of_table(table: Table) -> Iterator[str]:
    yield from map(_text, (table.caption, table.left_note, table.unit_line))
    first = [row for row in table.body if row.kind == "top"]
    for row in (*first, *table.head):
        yield from _cells(row)
    above: list[str] = []
    for row in table.body[len(first) :]:
        cells = list(_cells(row))
        plain = row.kind == "data" and len(cells) == len(table.columns)
        merged = _merged(table, above, cells) if plain else 0
        yield from cells[merged:]
        above = cells if plain else []
    yield from map(_text, table.notes)


def _merged(table: Table, above: list[str], cells: list[str]) -> int:
    """How many cells at the row's start belong to the merged cells of the row above."""
    pairs = zip(table.columns, above, cells, strict=False)
    merged = 0
    for column, before, cell in pairs:
        if not (column.merge and cell and before == cell):
            break
        merged += 1
    return merged


def _cells(row: Row) -> Iterator[str]:
    return ("".join(map(_text, cell.content)) for cell in row.cells)


def _text(inlines: Inlines) -> str:
    return "".join(piece.text for piece in inlines if isinstance(piece, Run))


def of_pdf(path: Path) -> str:
    """The text that PDFium takes out of the file in the order of its content.

    Piece by piece, because PDFium's text of a page mixes the cells of a table that stand on one
    line.
    """
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        return _joined("".join(_pieces(page)) for page in pdf)


def _pieces(page: PdfPage) -> Iterator[str]:
    from pypdfium2.raw import FPDF_PAGEOBJ_TEXT

    text = page.get_textpage()
    for piece in page.get_objects(filter=[FPDF_PAGEOBJ_TEXT], textpage=text):
        yield piece.extract()


def of_pdf_by_poppler(path: Path) -> str:
    """The text that poppler takes out of the file in the order of its content."""
    command = ["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"]
    done = subprocess.run(command, check=True, capture_output=True)
    return _joined(done.stdout.decode("utf-8").removesuffix("\f").split("\f"))


def _joined(pages: Iterable[str]) -> str:
    return "".join(PAGE_NUMBER.sub("", squeeze(page)) for page in pages)
