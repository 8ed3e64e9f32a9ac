"""A profile as values: what the report consists of, ready to be composed."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from budgetpdf.profile.numerals import Sample
from budgetpdf.profile.template import Expression, Template
from budgetpdf.profile.values import Value, Where
from budgetpdf.spec.source import Source
from budgetpdf.style.sheet import Sheet

Align = Literal["left", "center", "right", "decimal", "justify"]
Orientation = Literal["auto", "portrait", "landscape"]
Format = Literal["text", "amount", "number", "percent"]


class Each(NamedTuple):
    """`each = "goal in performance.goals"`: repeated for every item, under that name.

    Its items are numbered: the name `number` counts from 1.
    """

    name: str
    items: Expression


class Level(NamedTuple):
    """A level of headings. number: None for headings without one."""

    name: str
    number: Sample | None
    style: str
    where: Where


class NumberStyle(NamedTuple):
    """How figures are printed.

    unit: 元 or 万元; decimals: None prints as written; zero: what stands for 0, None the figure;
    grouping: thousands separators; exact: percentages from exact, not from printed figures.
    """

    unit: Literal["元", "万元"] = "万元"
    decimals: int | None = None
    zero: str | None = None
    grouping: bool = False
    exact: bool = False


class Phrase(NamedTuple):
    """Whole phrases for a change, chosen by the sign of what is printed.

    reason: appended where there is one. from_zero: instead of `up` where last year had nothing.
    """

    up: Template
    down: Template
    same: Template
    reason: Template | None = None
    from_zero: Template | None = None


class Entry(NamedTuple):
    """One entry of a list: its key, the spellings that stand for it, and its texts by name.

    Every entry has the texts `key` and `label`, which is the key unless it is written.
    """

    key: str
    aliases: tuple[str, ...]
    texts: Mapping[str, Value]
    where: Where


class Term(NamedTuple):
    """A term of the glossary."""

    term: Template
    text: Template
    when: Expression | None
    where: Where


class TextBlock(NamedTuple):
    """Paragraphs from a template, one a line."""

    when: Expression | None
    each: Each | None
    style: str
    where: Where
    text: Template
    label: Template | None = None


class ParagraphsBlock(NamedTuple):
    """Paragraphs from a text of the spec, one a line; the label leads the first."""

    when: Expression | None
    each: Each | None
    style: str
    where: Where
    paragraphs: Expression
    label: Template | None = None


class ItemsBlock(NamedTuple):
    """A numbered list. `item` and `lead` see each item as `item`."""

    when: Expression | None
    each: Each | None
    style: str
    where: Where
    items: Expression
    number: Sample | None
    lead: Template | None
    item: Template | None


class TableBlock(NamedTuple):
    """A table, with the names that it is given."""

    when: Expression | None
    each: Each | None
    style: str
    where: Where
    table: str
    parameters: Mapping[str, Expression]


class SignatureBlock(NamedTuple):
    """署名: lines at the right."""

    when: Expression | None
    each: Each | None
    style: str
    where: Where
    signature: tuple[Template, ...]


class DateBlock(NamedTuple):
    """成文日期 at the right; joins the signature before it."""

    when: Expression | None
    each: Each | None
    style: str
    where: Where
    date: Expression


class TitleBlock(NamedTuple):
    """The report's title, on a cover."""

    when: Expression | None
    each: Each | None
    style: str
    where: Where


class GapBlock(NamedTuple):
    """Empty lines of the grid."""

    when: Expression | None
    each: Each | None
    style: str
    where: Where
    gap: float


Block = (
    TextBlock
    | ParagraphsBlock
    | ItemsBlock
    | TableBlock
    | SignatureBlock
    | DateBlock
    | TitleBlock
    | GapBlock
)
"""Each has `when`, `each` (one block for every item), `style` and its place."""


class Section(NamedTuple):
    """A section; `level` is empty for blocks without a heading."""

    id: str
    level: str
    title: Template | None
    when: Expression | None
    each: Each | None
    new_page: bool
    page_style: str
    blocks: tuple[Block, ...]
    where: Where


class Cover(NamedTuple):
    """What stands before everything else, on pages of its own."""

    blocks: tuple[Block, ...]
    when: Expression | None
    page_style: str
    where: Where


class ContentsPage(NamedTuple):
    """目录: which levels it lists, and whether tables too."""

    title: Template
    levels: tuple[str, ...]
    tables: bool
    leader: str
    when: Expression | None
    page_style: str
    style: str
    where: Where


class ColumnPart(NamedTuple):
    """A column of a table, or a head over several."""

    title: Template
    where: Where
    columns: tuple["ColumnPart", ...] = ()
    value: Expression | None = None
    format: Format = "text"
    align: Align | None = None
    width_mm: float | None = None
    share: float | None = None
    merge: bool = False
    label: bool = False
    sum: bool = False
    numbers: str = ""
    when: Expression | None = None


class CellPart(NamedTuple):
    """A cell of a fixed row."""

    text: Template
    columns: int = 1
    rows: int = 1
    label: bool = False
    align: Align | None = None
    format: Format | None = None


RowKind = Literal["data", "heading", "total", "top"]


class RowPart(NamedTuple):
    """A fixed row. A heading is one cell over all columns."""

    cells: tuple[CellPart, ...]
    where: Where
    kind: RowKind = "data"
    when: Expression | None = None
    each: Each | None = None


class RowsPart(NamedTuple):
    """Rows made of facts, each seen as `row`; `only` those for which it holds.

    join, key: put in the order of a list of the profile, each row at the entry whose key
    `key` gives; `entry` is that entry. blank: entries without a row keep an empty one.
    heading: a heading row wherever its text changes.
    """

    rows: Expression
    only: Expression | None = None
    join: str = ""
    key: Expression | None = None
    blank: bool = False
    heading: Template | None = None


class Total(NamedTuple):
    """A computed total row: sums of the columns marked `sum`."""

    at: Literal["first", "last"]
    title: Template
    columns: int


class Half(NamedTuple):
    """Columns with their rows: a table, or one of the two sides of one.

    foot: fixed rows at the end; between body and foot the shorter side is filled up.
    """

    columns: tuple[ColumnPart, ...]
    rows: RowsPart | None
    fixed: tuple[RowPart, ...]
    total: Total | None
    foot: tuple[RowPart, ...]


class Note(NamedTuple):
    """A paragraph below a table."""

    text: Template
    when: Expression | None


class TablePart(NamedTuple):
    """A table. blank_rows: empty rows of one that has none; empty_note: its note then."""

    id: str
    halves: tuple[Half, ...]
    where: Where
    caption: Template | None = None
    continued: str = ""
    left: Template | None = None
    unit: Template | None = None
    orientation: Orientation = "auto"
    style: str = "table"
    numbers: str = "table"
    top: tuple[RowPart, ...] = ()
    blank_rows: int = 0
    empty_note: Template | None = None
    notes: tuple[Note, ...] = ()


class Extra(NamedTuple):
    """The shape of an entry of a spec's [extra]."""

    type: Literal["text", "amount", "number", "date", "flag", "table", "list"]
    title: str
    optional: bool
    fields: Mapping[str, "Extra"]


class RuleSetting(NamedTuple):
    """`[rules]`: the severity that a bureau gives a rule or a family, or "off"."""

    severity: Literal["error", "warning", "note", "off"]
    where: Where


class Profile(NamedTuple):
    """Everything that a profile says.

    sources: the files that it was made of, the most special first; those of built-in profiles
        are named "profile:NAME".
    attach: whether the spec travels in the PDF.
    """

    name: str
    title: Template
    subject: str
    levels: tuple[Level, ...]
    sections: tuple[Section, ...]
    tables: Mapping[str, TablePart]
    glossary: tuple[Term, ...]
    numbers: Mapping[str, NumberStyle]
    date_pattern: str
    attach: bool
    phrases: Mapping[str, Phrase]
    lists: Mapping[str, tuple[Entry, ...]]
    extra: Mapping[str, Extra]
    constants: Mapping[str, Where]
    cover: Cover | None
    contents: ContentsPage | None
    rules: Mapping[str, RuleSetting]
    sheet: Sheet
    sources: tuple[Source, ...]
