"""Sections and their blocks: conditions, repetition, generated numbers."""

from __future__ import annotations

from collections.abc import Iterable

from budgetpdf.diagnostic import Span, Text
from budgetpdf.document.blocks import (
    Block,
    Break,
    Gap,
    Heading,
    Inlines,
    Item,
    ItemList,
    Paragraph,
    Run,
    Signature,
    Title,
)
from budgetpdf.document.contents import Listed
from budgetpdf.document.numbering import Numbering
from budgetpdf.document.rendering import Renderer, paragraphs
from budgetpdf.document.tables import compose_table
from budgetpdf.profile import parts
from budgetpdf.profile.numerals import Sample
from budgetpdf.profile.template import Template
from budgetpdf.profile.values import Scope, Value


class Composer:
    """Makes blocks of a profile's sections.

    entries: the headings and tables made so far, for a 目录.
    """

    def __init__(
        self, profile: parts.Profile, scope: Scope, renderer: Renderer, title: Title
    ) -> None:
        self._profile = profile
        self._scope = scope
        self._renderer = renderer
        self._title = title
        self._numbering = Numbering(profile.levels)
        self._styles = {level.name: level.style for level in profile.levels}
        self._ids: set[str] = {title.id}
        self.entries: list[Listed] = []

    def body(self, first: Iterable[Block]) -> list[Block]:
        """All sections, after the blocks that come first."""
        made = list(first)
        for section in self._profile.sections:
            for scope in self._renderer.each(section.each, self._scope):
                if self._renderer.holds(section.when, scope):
                    made += self._section(section, scope)
        return made

    def _section(self, section: parts.Section, scope: Scope) -> list[Block]:
        made: list[Block] = []
        if section.new_page or section.page_style:
            made.append(Break(section.page_style))
        if section.title is not None and section.level in self._styles:
            made.append(self._heading(section, section.title, scope))
        return made + self.blocks(section.blocks, scope)

    def _heading(self, section: parts.Section, title: Template, scope: Scope) -> Heading:
        content = self._renderer.inline(title, scope)
        span = content[0].span if content and isinstance(content[0], Run) else section.where.span
        try:
            depth, label = self._numbering.next(section.level)
        except ValueError:
            depth, label = 1, ""
            message = Text("标题太多，编号样式写不下", "more headings than the number can count")
            self._renderer.report("T008", message, title.span)
        made = Heading(
            depth, label, content, self._id(section.id), self._styles[section.level], span
        )
        self.entries.append(Listed(made, section.level))
        return made

    def _id(self, wanted: str) -> str:
        """An id that no other block has."""
        made, count = wanted, 1
        while made in self._ids:
            count += 1
            made = f"{wanted}-{count}"
        self._ids.add(made)
        return made

    def blocks(self, blocks: Iterable[parts.Block], outer: Scope) -> list[Block]:
        """The blocks of a section or cover; a date joins the signature before it."""
        made: list[Block] = []
        for block in blocks:
            for scope in self._renderer.each(block.each, outer):
                if self._renderer.holds(block.when, scope):
                    made += self._made(block, scope)
        return _join_signatures(made)

    def _made(self, block: parts.Block, scope: Scope) -> list[Block]:
        match block:
            case parts.TextBlock():
                return self._text(block, scope)
            case parts.ParagraphsBlock():
                return self._paragraphs_of(block, scope)
            case parts.ItemsBlock():
                return self._items(block, scope)
            case parts.TableBlock():
                return self._table(block, scope)
            case parts.SignatureBlock() | parts.DateBlock():
                return self._signature(block, scope)
            case parts.TitleBlock():
                return [Title(self._title.content, self._title.id, block.style)]
            case parts.GapBlock():
                return [Gap(block.gap)]
        raise TypeError(block)

    def _text(self, block: parts.TextBlock, scope: Scope) -> list[Block]:
        lines = paragraphs(self._renderer.runs(block.text, scope))
        return self._paragraphs(lines, block.label, block.style, scope)

    def _paragraphs_of(self, block: parts.ParagraphsBlock, scope: Scope) -> list[Block]:
        value = self._renderer.value(block.paragraphs, scope)
        lines = paragraphs(self._renderer.inserted(value, block.paragraphs))
        return self._paragraphs(lines, block.label, block.style, scope)

    def _paragraphs(
        self, lines: list[Inlines], label: Template | None, style: str, scope: Scope
    ) -> list[Block]:
        first = self._renderer.inline(label, scope)
        return [
            Paragraph(line, style, () if index else first, span=_span(line))
            for index, line in enumerate(lines)
        ]

    def _items(self, block: parts.ItemsBlock, scope: Scope) -> list[Block]:
        items = [
            self._item(block, value, number, scope)
            for number, value in enumerate(self._renderer.items(block.items, scope), 1)
        ]
        return [ItemList(tuple(items), block.style)] if items else []

    def _item(self, block: parts.ItemsBlock, value: Value, number: int, outer: Scope) -> Item:
        scope = outer.with_names(item=value, number=Value(number))
        runs = self._renderer.runs(block.lead, scope, f"{block.style}-lead")
        if block.item is not None:
            runs += self._renderer.runs(block.item, scope)
        elif block.lead is None:
            runs += self._renderer.inserted(value, block.items)
        lines = tuple(paragraphs(runs))
        span = _span(lines[0]) if lines else None
        return Item(self._label(block.number, number, block), lines, span)

    def _label(self, sample: Sample | None, number: int, block: parts.Block) -> str:
        try:
            return sample.label(number) if sample else ""
        except ValueError:
            message = Text(
                "列表太长，编号样式写不下", "the list is longer than its number can count"
            )
            self._renderer.report("T008", message, block.where.span)
            return ""

    def _table(self, block: parts.TableBlock, scope: Scope) -> list[Block]:
        given = {
            name: self._renderer.value(expression, scope)
            for name, expression in block.parameters.items()
        }
        part = self._profile.tables[block.table]
        if block.style:
            part = part._replace(style=block.style)
        inner = scope.with_names(**given)
        table = compose_table(part, inner, self._profile, self._renderer, self._id(part.id))
        self.entries.append(Listed(table, ""))
        return [table]

    def _signature(
        self, block: parts.SignatureBlock | parts.DateBlock, scope: Scope
    ) -> list[Block]:
        renderer = self._renderer
        if isinstance(block, parts.DateBlock):
            value = renderer.value(block.date, scope)
            lines = paragraphs(renderer.inserted(value, block.date))
        else:
            made = (paragraphs(renderer.runs(line, scope)) for line in block.signature)
            lines = [line for inner in made for line in inner]
        return [Signature(tuple(lines), block.style)] if lines else []


def _span(line: Inlines) -> Span | None:
    first = line[0]
    return first.span if isinstance(first, Run) else None


def _join_signatures(blocks: list[Block]) -> list[Block]:
    made: list[Block] = []
    for block in blocks:
        last = made[-1] if made else None
        if (
            isinstance(block, Signature)
            and isinstance(last, Signature)
            and block.style == last.style
        ):
            made[-1] = Signature(last.lines + block.lines, block.style)
        else:
            made.append(block)
    return made
