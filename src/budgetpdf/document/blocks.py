"""What the report says: a tree of blocks, without sizes or fonts.

Text is a sequence of inlines, and every run knows where it came from. A block names a *style*;
what that style looks like stands in the style sheet (`style.sheet`), which layout looks up.
"""

from typing import Literal, NamedTuple

from budgetpdf.diagnostic import CharIn, Place, Span


class Run(NamedTuple):
    """Text of one origin.

    text: the characters as printed.
    span: the value in spec or profile that the text came from (for a computed text: its first
        fact); None for generated text such as a heading's number.
    start: where `text` begins in the decoded value, so that character i of the run is
        `CharIn(span, start + i)`; None where the text is computed and has no such place.
    also: further values that it was computed from, and the template.
    style: name of a character style ("strong" …), empty for the block's own.
    """

    text: str
    span: Span | None = None
    start: int | None = None
    also: tuple[Span, ...] = ()
    style: str = ""

    def place(self, index: int = 0) -> Place | None:
        """The place of the character at `index`, as exactly as it is known."""
        if self.span is None or self.start is None:
            return self.span
        return CharIn(self.span, self.start + index)


class PageRef(NamedTuple):
    """The printed page number of the block with id `target`; known after layout."""

    target: str


class Leader(NamedTuple):
    """Fills what is left of the line with a repeated pattern, as in a 目录."""

    pattern: str = "…"


Inline = Run | PageRef | Leader
Inlines = tuple[Inline, ...]


class Title(NamedTuple):
    """The report's title (GB/T 9704 7.3.1): centred, balanced, the document's name."""

    content: Inlines
    id: str = ""
    style: str = "title"


class Heading(NamedTuple):
    """A numbered heading. `depth` counts from 1 and is the real nesting, so none is skipped.

    label: the generated number with its mark ("一、", "（二）", "3."), empty if unnumbered.
    """

    depth: int
    label: str
    content: Inlines
    id: str
    style: str
    span: Span | None = None


class Paragraph(NamedTuple):
    """One paragraph.

    label: a leading text such as "绩效目标：", in the style named style + "-label".
    """

    content: Inlines
    style: str = "body"
    label: Inlines = ()
    id: str = ""
    span: Span | None = None


class Item(NamedTuple):
    """One item of a numbered list: its generated label and its paragraphs."""

    label: str
    paragraphs: tuple[Inlines, ...]
    span: Span | None = None


class ItemList(NamedTuple):
    """A numbered list (L, LI, Lbl, LBody). Set like body paragraphs that begin with the label."""

    items: tuple[Item, ...]
    style: str = "item"


CellAlign = Literal["left", "center", "right", "decimal", "justify"]


class Cell(NamedTuple):
    """A cell of a table.

    content: its paragraphs (none for an empty cell).
    column: 0-based leaf column where it begins; None: the next free one of its row.
    row_span, col_span: explicit spans; merges that follow from equal data are layout's matter
        (`Column.merge`).
    align: None takes the column's.
    header: a header cell (TH) even in a body row (a row label).
    """

    content: tuple[Inlines, ...] = ()
    row_span: int = 1
    col_span: int = 1
    column: int | None = None
    align: CellAlign | None = None
    header: bool = False
    style: str = ""
    span: Span | None = None


RowKind = Literal["data", "heading", "total", "top", "blank"]


class Row(NamedTuple):
    """A row of the body. "top" rows stand first (绩效目标), "heading" rows keep with the next."""

    cells: tuple[Cell, ...]
    kind: RowKind = "data"
    span: Span | None = None


class Column(NamedTuple):
    """A leaf column.

    width_mm: a fixed width; share: a weight in sharing out what is left; both are hints.
    merge: equal neighbours below each other become one cell, nested left to right: a column
        merges only inside one merged cell of the merging column before it.
    divider: a heavier rule stands at its left and nested merging starts anew: here begins the
        second of two tables that stand side by side in one frame (收入 ‖ 支出).
    """

    align: CellAlign = "center"
    width_mm: float | None = None
    share: float | None = None
    merge: bool = False
    divider: bool = False
    span: Span | None = None


Orientation = Literal["auto", "portrait", "landscape"]


class Table(NamedTuple):
    """A ruled table.

    caption: centred above; continued: what is added to it on later pages ("（续表）").
    left_note: 编制单位 at the left, unit_line: 单位：万元 at the right, both above the frame.
    head: header rows, repeated on each page; explicit spans.
    notes: paragraphs below the frame, in the notes' style.
    orientation: "auto" turns the page only if the type would have to go below its floor.
    """

    id: str
    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    caption: Inlines = ()
    continued: str = ""
    left_note: Inlines = ()
    unit_line: Inlines = ()
    notes: tuple[Inlines, ...] = ()
    orientation: Orientation = "auto"
    style: str = "table"
    span: Span | None = None


class Signature(NamedTuple):
    """署名 and 成文日期 (GB/T 9704 7.3.5): right-aligned block."""

    lines: tuple[Inlines, ...]
    style: str = "signature"


class ContentsEntry(NamedTuple):
    """One line of a 目录: the text, its depth and the id of the block that it points to."""

    content: Inlines
    depth: int
    target: str
    style: str


class Contents(NamedTuple):
    """目录 (TOC, TOCI): a title and entries, laid out with leaders, page numbers and links."""

    title: Inlines
    entries: tuple[ContentsEntry, ...]
    style: str = "contents"
    leader: str = "…"


class Break(NamedTuple):
    """What follows begins on a new page; `page_style` names the sheet's page style from there."""

    page_style: str = ""
    restart_numbers: bool = False


class Gap(NamedTuple):
    """Empty lines of the grid."""

    lines: float = 1


Block = Title | Heading | Paragraph | ItemList | Table | Signature | Contents | Break | Gap


class Attachment(NamedTuple):
    """A file that travels in the PDF (ISO 32000-2 7.11.4, PDF/A-3 6.8).

    relation: AFRelationship, "Source" or "Supplement". date: ISO date or empty.
    """

    name: str
    data: bytes
    mime: str
    relation: str
    description: str = ""
    date: str = ""


class Meta(NamedTuple):
    """What the file says of itself. date: ISO 8601 (publication or compilation), or empty."""

    title: str
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    lang: str = "zh-CN"
    date: str = ""


class Document(NamedTuple):
    """A report: blocks in reading order.

    page_style: the page style that it begins with.
    """

    meta: Meta
    blocks: tuple[Block, ...]
    page_style: str = "main"
