"""All text of a document in reading order."""

from __future__ import annotations

from collections.abc import Iterator

from budgetpdf.document.blocks import (
    Block,
    Contents,
    Document,
    Heading,
    Inlines,
    ItemList,
    Paragraph,
    Run,
    Signature,
    Table,
    Title,
)


def texts(document: Document) -> Iterator[tuple[str, Inlines]]:
    """Every paragraph of the document, tables' cells too, with the name of its text style.

    A table's parts name the table's style and the part: "table/head", "table/cell" …
    """
    for block in document.blocks:
        yield from _block(block)


def runs(document: Document) -> Iterator[tuple[str, Run]]:
    """Every run of the document with the name of its text style, see `texts`."""
    for style, content in texts(document):
        for part in content:
            if isinstance(part, Run):
                yield style, part


def _block(block: Block) -> Iterator[tuple[str, Inlines]]:
    match block:
        case Title():
            yield block.style, block.content
        case Heading():
            yield block.style, (Run(block.label), *block.content)
        case Paragraph():
            yield block.style, (*block.label, *block.content)
        case ItemList():
            for item in block.items:
                yield block.style, (Run(item.label),)
                yield from ((block.style, paragraph) for paragraph in item.paragraphs)
        case Signature():
            yield from ((block.style, line) for line in block.lines)
        case Contents():
            yield f"{block.style}-title", block.title
            yield from ((entry.style, entry.content) for entry in block.entries)
        case Table():
            yield from _table(block)
        case _:
            return


def _table(table: Table) -> Iterator[tuple[str, Inlines]]:
    yield f"{table.style}/caption", table.caption
    yield f"{table.style}/unit", table.left_note
    yield f"{table.style}/unit", table.unit_line
    for part, rows in (("head", table.head), ("cell", table.body)):
        own = f"{table.style}/{part}"
        yield from [
            (cell.style or own, paragraph)
            for row in rows
            for cell in row.cells
            for paragraph in cell.content
        ]
    yield from ((f"{table.style}/note", note) for note in table.notes)
