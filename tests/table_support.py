"""Small tables built from strings, and pages for them without a whole document."""

from collections.abc import Sequence
from functools import cache

from budgetpdf.document.blocks import Cell, CellAlign, Column, Inlines, Row, RowKind, Run, Table
from budgetpdf.geometry import Size
from budgetpdf.layout.paragraph import Typesetter
from budgetpdf.layout.piece import Piece
from budgetpdf.layout.table import Available, SetTable, prepare, start, take
from budgetpdf.layout.tree import Tree
from budgetpdf.pages import Node
from budgetpdf.style.gongwen import PAGES, TABLES, TEXTS
from budgetpdf.style.sheet import FontFace, Sheet, TableStyle
from budgetpdf.text.fonts import FontSet, open_fonts

MAIN = PAGES["main"]
AREA = Size(MAIN.type_area(0).width, MAIN.type_area(0).height)
AVAILABLE = Available(AREA, AREA.turned(), MAIN.row_pitch)
SONG = (FontFace("FandolSong-Regular.otf"), FontFace("NotoSerifSC_400Regular.ttf"))
HEI = (FontFace("NotoSansSC_500Medium.ttf"), *SONG)
ROLES = {"song": SONG, "hei": HEI, "body": SONG, "kai": SONG, "title": SONG}


@cache
def fonts() -> FontSet:
    """One font set for all tables."""
    return open_fonts(ROLES)[0]


def sheet(style: TableStyle = TABLES["table"]) -> Sheet:
    """The official looks, with one table style."""
    return Sheet(PAGES, TEXTS, {"table": style}, ROLES)


def inlines(text: str) -> Inlines:
    """A text without a place."""
    return (Run(text),) if text else ()


def cell(
    text: str = "",
    rows: int = 1,
    cols: int = 1,
    *,
    at: int | None = None,
    align: CellAlign | None = None,
    header: bool = False,
) -> Cell:
    """A cell; a new line begins a paragraph."""
    content = tuple(inlines(line) for line in text.split("\n")) if text else ()
    return Cell(content, rows, cols, at, align, header)


def row(*cells: str | Cell, kind: RowKind = "data") -> Row:
    """A row of texts or cells."""
    return Row(tuple(cell(c) if isinstance(c, str) else c for c in cells), kind)


def table(
    body: Sequence[Row],
    head: Sequence[Row] = (),
    columns: Sequence[Column] | int = 0,
    **extra: object,
) -> Table:
    """A table; columns may be their number alone."""
    if isinstance(columns, int):
        count = columns or len((*head, *body)[-1].cells)
        columns = (Column(),) * count
    return Table("t", tuple(columns), tuple(head), tuple(body), **extra)  # type: ignore[arg-type]


def prepared(
    block: Table, available: Available = AVAILABLE, style: TableStyle = TABLES["table"]
) -> tuple[SetTable, tuple[Node, ...]]:
    """A table ready for its pages, and the structure."""
    looks = sheet(style)
    tree = Tree()
    done = prepare(block, available, Typesetter(looks, fonts()), looks, tree, 0)
    return done, tree.freeze()


def pieces(done: SetTable, height: float, first: float | None = None) -> list[Piece | None]:
    """The table on regions of one height (pt); `first`: what the first page has left.

    None stands for a first page that the table does not begin on.
    """
    found: list[Piece | None] = []
    rest = start(done)
    if first is not None:
        piece, rest_ = take(rest, first, fresh=False)
        found.append(piece)
        if rest_ is None:
            return found
        rest = rest_
    while True:
        piece, left = take(rest, height, fresh=True)
        assert piece is not None, "a fresh region always gets a piece"
        found.append(piece)
        if left is None:
            return found
        assert left != rest, "every piece gets on"
        rest = left
