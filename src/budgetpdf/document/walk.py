"""All text of a document in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetpdf.document.blocks import (
    Block,
    Contents,
    Document,
    Heading,
    Inlines,
    ItemList,
    Paragraph,
    Row,
    Run,
    Signature,
    Table,
    Title,
)


def texts(document: Document) -> list[tuple[str, Inlines]]:
    """Every paragraph of the document, tables' cells too, with the name of its text style.

    A table's parts name the table's style and the part: "table/head", "table/cell" …
    """
    found: list[tuple[str, Inlines]] = []
    for block in document.blocks:
        found += _block(block)
    return found


def runs(document: Document) -> list[tuple[str, Run]]:
    """Every run of the document with the name of its text style, see `texts`."""
    return [
        (style, part)
        for style, content in texts(document)
        for part in content
        if isinstance(part, Run)
    ]


def paragraphs(block: Block) -> list[Inlines]:
    """Every paragraph of a block, see `texts`."""
    if isinstance(block, Table):
        heads = [text for row in block.head for cell in row.cells for text in cell.content]
        cells = [text for row in block.body for cell in row.cells for text in cell.content]
        above = [block.caption, block.left_note, block.unit_line]
        return [*above, *heads, *cells, *block.notes]
    return [content for _, content in _block(block)]


def _block(block: Block) -> Iterable[tuple[str, Inlines]]:
    match block:
        case Title():
            return [(block.style, block.content)]
        case Heading():
            return [(block.style, (Run(block.label), *block.content))]
        case Paragraph():
            return [(block.style, (*block.label, *block.content))]
        case ItemList():
            return _items(block)
        case Signature():
            return [(block.style, line) for line in block.lines]
        case Contents():
            entries = [(entry.style, entry.content) for entry in block.entries]
            return [(f"{block.style}-title", block.title), *entries]
        case Table():
            return _table(block)
        case _:
            return ()


def _items(block: ItemList) -> Iterator[tuple[str, Inlines]]:
    for item in block.items:
        yield block.style, (Run(item.label),)
        yield from ((block.style, paragraph) for paragraph in item.paragraphs)


def _table(table: Table) -> list[tuple[str, Inlines]]:
    unit = f"{table.style}/unit"
    return [
        (f"{table.style}/caption", table.caption),
        (unit, table.left_note),
        (unit, table.unit_line),
        *_cells(table.head, f"{table.style}/head"),
        *_cells(table.body, f"{table.style}/cell"),
        *((f"{table.style}/note", note) for note in table.notes),
    ]


def _cells(rows: tuple[Row, ...], style: str) -> list[tuple[str, Inlines]]:
    return [
        (cell.style or style, paragraph)
        for row in rows
        for cell in row.cells
        for paragraph in cell.content
    ]
