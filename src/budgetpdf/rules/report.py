"""What only the composed report shows: K14, K15, K23, K24, K32, K46."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from budgetpdf.diagnostic import Place, Severity, Span, Text
from budgetpdf.document.blocks import Document, Heading, Inlines, Paragraph, Run, Table
from budgetpdf.document.walk import paragraphs
from budgetpdf.rules import figures
from budgetpdf.rules.case import Case
from budgetpdf.rules.rule import Found, rule
from budgetpdf.spec.source import starts_of


def words_of(content: Inlines) -> str:
    """The text of a paragraph."""
    if len(content) == 1 and isinstance(content[0], Run):
        return content[0].text
    return "".join([part.text for part in content if isinstance(part, Run)])


def runs_of(content: Inlines) -> Iterator[Run]:
    """The runs of a paragraph."""
    return (part for part in content if isinstance(part, Run))


def place_of(content: Inlines, index: int) -> Place | None:
    """Where the character at `index` of a paragraph comes from; the nearest place known."""
    nearest: Place | None = None
    for part in content:
        if not isinstance(part, Run):
            continue
        if index < len(part.text) or nearest is None:
            nearest = part.place(min(index, max(0, len(part.text) - 1))) or nearest
        if index < len(part.text):
            return nearest
        index -= len(part.text)
    return nearest


class Term(NamedTuple):
    """A paragraph that explains a term in 名词解释. own: the unit's term, not the bureau's."""

    content: Inlines
    text: str
    own: bool


class Report:
    """All paragraphs of the report, their texts as one string too, so that words are looked for
    in all at once.

    terms: those of 名词解释 by the index of their paragraph.
    """

    def __init__(self, contents: list[Inlines], terms: dict[int, Term]) -> None:
        self.contents = contents
        self.terms = terms
        self.texts = [
            one[0].text if len(one) == 1 and type(one[0]) is Run else words_of(one)
            for one in contents
        ]
        self.text = "\n".join(self.texts)
        self._starts: list[int] = []

    def find(self, word: str) -> Iterator[tuple[int, int]]:
        """Where a word stands: the index of the paragraph, and that of the character in it."""
        at = self.text.find(word)
        if at >= 0 and not self._starts:
            self._starts.extend(starts_of(self.texts))
        while at >= 0:
            index = bisect_right(self._starts, at) - 1
            yield index, at - self._starts[index]
            at = self.text.find(word, at + 1)


def report(case: Case) -> Report:
    """The composed report, its 名词解释 known by where their text comes from; none in tables."""

    def read() -> Report:
        contents: list[Inlines] = []
        terms: dict[int, Term] = {}
        places = _term_places(case)
        for block in case.document.blocks if case.document else ():
            first = len(contents)
            contents += paragraphs(block)
            if not isinstance(block, Table):
                found = ((n, _term(contents[n], places)) for n in range(first, len(contents)))
                terms |= {n: term for n, term in found if term is not None}
        return Report(contents, terms)

    made: Report = case.memo("report", read)
    return made


def _term_places(case: Case) -> dict[Span, bool]:
    """Spans of all terms: True for the unit's own, False for the bureau's."""
    own = [("glossary", index, "term") for index in range(len(case.spec.glossary))]
    places = {case.source.span(path): True for path in own}
    if case.profile is not None:
        places |= {term.term.where.span: False for term in case.profile.glossary}
    return places


def _term(content: Inlines, places: dict[Span, bool]) -> Term | None:
    for part in content:
        if isinstance(part, Run) and part.span is not None and part.span in places:
            return Term(content, part.text, places[part.span]) if part.text else None
    return None


def _tables(document: Document | None) -> Iterator[Table]:
    if document is not None:
        yield from (block for block in document.blocks if isinstance(block, Table))


def _is_blank(table: Table) -> bool:
    data = [row for row in table.body if row.kind in ("data", "blank")]
    return all(
        not words_of(text).strip() for row in data for cell in row.cells for text in cell.content
    )


@rule("K14", Severity.WARNING)
def empty_table_without_note(case: Case) -> Iterator[Found]:
    """An empty table must say that it is empty, and why."""
    for table in _tables(case.document):
        if _is_blank(table) and not any("空表" in words_of(note) for note in table.notes):
            caption = words_of(table.caption) or table.id
            place = table.span or place_of(table.caption, 0)
            yield case.found(
                Text(f"“{caption}”是空表，却没有说明", f"“{caption}” is empty and does not say so"),
                *([place] if place else []),
                hint=Text("在格式中写 empty_note", "write empty_note in the profile"),
            )


@rule("K15", Severity.WARNING)
def figure_missing(case: Case) -> Iterator[Found]:
    """A count without its value, a row of procurement without an amount."""
    for name in (*figures.ASSETS, "offices"):
        asset = case.value("assets", name)
        if (asset.quantity is None) != (asset.value is None):
            missing = Text("价值", "value") if asset.value is None else Text("数量", "quantity")
            label = case.label(("assets", name))
            yield case.found(
                Text(f"{label.zh}没有填{missing.zh}", f"{label.en}: the {missing.en} is missing"),
                ("assets", name),
                hint=Text("没有的写 0", "write 0 if there is none"),
            )
    for index, item in enumerate(case.spec.procurement.items):
        if not figures.item_amounts(case, index):
            yield case.found(
                Text(f"“{item.item}”没有填采购金额", f"“{item.item}”: no amount is given"),
                ("procurement", "items", index),
                hint=Text("按资金来源填写金额", "write the amount under its fund source"),
            )


@rule("K46", Severity.NOTE)
def heading_promises_reasons(case: Case) -> Iterator[Found]:
    """A heading that announces reasons, with none below it."""
    blocks = case.document.blocks if case.document else ()
    for index, block in enumerate(blocks):
        if not isinstance(block, Heading) or "原因" not in words_of(block.content):
            continue
        below = []
        for following in blocks[index + 1 :]:
            if isinstance(following, Heading) and following.depth <= block.depth:
                break
            if isinstance(following, Paragraph):
                below.append(following.content)
        if below and not any(_gives_reason(words_of(content)) for content in below):
            title = words_of(block.content)
            places = [_first_figure(case, below), place_of(block.content, 0)]
            yield case.found(
                Text(
                    f"标题“{title}”说要讲原因，下面没有讲",
                    f"the heading “{title}” announces reasons, none follow",
                ),
                *(place for place in places if place is not None),
                hint=Text("写明原因，或改标题", "give the reasons, or change the heading"),
            )


def _first_figure(case: Case, below: list[Inlines]) -> Place | None:
    """The first figure of the unit that a section states."""
    year = case.source.span("fiscal_year")
    runs = (part for content in below for part in content if isinstance(part, Run))
    figures_of_unit = (
        part.span
        for part in runs
        if part.span not in (None, year)
        and part.span.source == case.source.name
        and any(map(str.isdecimal, part.text))
    )
    return next(figures_of_unit, None)


GIVING_REASONS = ("主要是", "主要为", "由于", "原因是", "原因为", "原因：", "，因", "，系")


def _gives_reason(text: str) -> bool:
    without_travel = text.replace("因公", "")
    return any(word in without_travel for word in GIVING_REASONS)
