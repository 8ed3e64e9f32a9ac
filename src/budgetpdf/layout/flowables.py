"""Blocks → flowables: what the flow places one after the other, with its structure nodes made.

Text is not yet broken into lines here: its measure depends on the page that it lands on.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from budgetpdf.document.blocks import (
    Block,
    Break,
    Contents,
    Document,
    Gap,
    Heading,
    Inlines,
    ItemList,
    Leader,
    PageRef,
    Paragraph,
    Run,
    Signature,
    Table,
    Title,
)
from budgetpdf.geometry import Size
from budgetpdf.layout.paragraph import Typesetter
from budgetpdf.layout.table import Available, SetTable, prepare
from budgetpdf.layout.tree import Tree
from budgetpdf.pages import NodeId
from budgetpdf.style.sheet import PageStyle, Sheet, TextStyle


class Para(NamedTuple):
    """A paragraph, a heading, a list item: text that flows.

    lead: how many characters at the start belong to `lead_node` (the label of a list item).
    anchor: the block's id. outline: bookmark text and level. link: id that the text leads to.
    """

    content: Inlines
    style: TextStyle
    node: NodeId
    lead: int = 0
    lead_node: NodeId = 0
    anchor: str = ""
    outline: tuple[str, int] | None = None
    link: str = ""


class Grid(NamedTuple):
    """A prepared table and the rows of the grid that stay empty around it."""

    table: SetTable
    before: float
    after: float
    anchor: str


Flowable = Para | Grid | Break | Gap


def plain(content: Inlines) -> str:
    """The text of inlines; a page reference or leader has none."""
    return "".join([part.text for part in content if isinstance(part, Run)])


class Expander:
    """Turns blocks into flowables, adding their nodes to the tree in reading order."""

    def __init__(self, document: Document, sheet: Sheet, tree: Tree, setter: Typesetter) -> None:
        self._sheet = sheet
        self._tree = tree
        self._setter = setter
        self._document = document
        self._page = sheet.pages[document.page_style]

    def expand(self) -> Iterator[Flowable]:
        """All flowables of the document."""
        for block in self._document.blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[Flowable]:
        match block:
            case Title():
                yield self._title(block)
            case Heading():
                yield self._heading(block)
            case Paragraph():
                yield self._paragraph(block)
            case ItemList():
                yield from self._items(block)
            case Table():
                yield self._table(block)
            case Signature():
                yield from self._signature(block)
            case Contents():
                yield from self._contents(block)
            case Break(page_style=name):
                self._page = self._sheet.pages[name] if name else self._page
                yield block
            case Gap():
                yield block

    def _title(self, block: Title) -> Para:
        text = plain(block.content)
        node = self._tree.add("Title", text=text)
        return Para(
            block.content, self._sheet.text(block.style), node, anchor=block.id, outline=(text, 1)
        )

    def _heading(self, block: Heading) -> Para:
        content = (Run(block.label), *block.content) if block.label else block.content
        text = plain(content)
        node = self._tree.add("H", span=block.span, level=block.depth, text=text)
        style = self._sheet.text(block.style)._replace(keep_next=True)
        return Para(content, style, node, anchor=block.id, outline=(text, block.depth))

    def _paragraph(self, block: Paragraph) -> Para:
        node = self._tree.add("P", span=block.span)
        label = tuple(
            part._replace(style=part.style or f"{block.style}-label")
            if isinstance(part, Run)
            else part
            for part in block.label
        )
        style = self._sheet.text(block.style)
        return Para((*label, *block.content), style, node, anchor=block.id)

    def _items(self, block: ItemList) -> Iterator[Para]:
        style = self._sheet.text(block.style)
        outer = self._tree.add("L")
        for item in block.items:
            entry = self._tree.add("LI", outer, span=item.span)
            label = self._tree.add("Lbl", entry) if item.label else 0
            body = self._tree.add("LBody", entry)
            first, *others = item.paragraphs or ((),)
            lead: Inlines = (Run(item.label),) if item.label else ()
            yield Para((*lead, *first), style, body, lead=len(item.label), lead_node=label)
            for paragraph in others:
                yield Para(paragraph, style, body)

    def _table(self, block: Table) -> Grid:
        look = self._sheet.tables.get(block.style) or self._sheet.tables["table"]
        table = prepare(block, _available(self._page), self._setter, self._sheet, self._tree, 0)
        return Grid(table, look.before, look.after, block.id)

    def _signature(self, block: Signature) -> Iterator[Para]:
        style = self._sheet.text(block.style)
        for number, line in enumerate(block.lines):
            last = number + 1 == len(block.lines)
            look = style._replace(
                before=0.0 if number else style.before,
                after=style.after if last else 0.0,
                keep_next=style.keep_next if last else True,
            )
            yield Para(line, look, self._tree.add("P"))

    def _contents(self, block: Contents) -> Iterator[Para]:
        if block.title:
            node = self._tree.add("P")
            style = self._sheet.text(f"{block.style}-title")._replace(keep_next=True)
            yield Para(block.title, style, node)
        toc = self._tree.add("TOC")
        for entry in block.entries:
            item = self._tree.add("TOCI", toc)
            reference = self._tree.add("Reference", item)
            link = self._tree.add("Link", reference, text=plain(entry.content))
            content = (*entry.content, Leader(block.leader), PageRef(entry.target))
            yield Para(content, self._sheet.text(entry.style), link, link=entry.target)


@lru_cache(maxsize=8)
def _available(page: PageStyle) -> Available:
    """What a table may take on pages of a style."""
    area = page.type_area(0)
    portrait = Size(area.width, area.height)
    return Available(portrait, portrait.turned(), page.row_pitch)


def page_of(sheet: Sheet, name: str, current: PageStyle) -> PageStyle:
    """The page style of that name, or the current one where none is named."""
    return sheet.pages[name] if name else current
