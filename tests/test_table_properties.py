"""What holds for every table: nothing lost, nothing outside its place, every piece closed."""

from collections.abc import Sequence
from itertools import combinations

from hypothesis import assume, given, note, settings
from hypothesis import strategies as st

from budgetpdf.document.blocks import Cell, CellAlign, Column, Row, Table
from budgetpdf.geometry import Size
from budgetpdf.layout.cells import occupy, plain
from budgetpdf.layout.paragraph import Typesetter
from budgetpdf.layout.piece import Piece
from budgetpdf.layout.surround import Surround
from budgetpdf.layout.table import Available, SetTable, begins, start, take
from budgetpdf.layout.tabletags import Tags
from budgetpdf.pages import GlyphRun, Rule
from budgetpdf.style.gongwen import TABLES
from support import soak
from table_support import fonts, inlines, pieces, prepared, sheet

EPS = 0.05
ALIGNS: tuple[CellAlign, ...] = ("left", "center", "right", "decimal", "justify")

words = st.text(
    st.sampled_from("信访维稳工作经费预算单位，。、（）“”：；《》—…12.5%ab 元年"), max_size=24
)
numbers = st.decimals(-9999, 99999, places=2).map(str)
texts = st.one_of(
    words, numbers, st.lists(words, max_size=3).map("\n".join), st.sampled_from(["", "数量", "—"])
)


@st.composite
def rows(draw: st.DrawFn, columns: int, count: int, choice: Sequence[str]) -> tuple[Row, ...]:
    """Rows of a grid that is covered without gap or overlap, by spans of any size."""
    taken: set[tuple[int, int]] = set()
    done = []
    for r in range(count):
        cells = []
        for c in range(columns):
            if (r, c) in taken:
                continue
            wide = 1
            limit = draw(st.integers(1, 3)) if draw(st.integers(0, 5)) == 0 else 1
            while wide < limit and c + wide < columns and (r, c + wide) not in taken:
                wide += 1
            high = draw(st.integers(1, count - r)) if draw(st.integers(0, 7)) == 0 else 1
            taken |= {(r + i, c + j) for i in range(high) for j in range(wide)}
            text = draw(st.sampled_from(choice))
            cells.append(Cell(tuple(map(inlines, text.split("\n"))), high, wide))
        kind = draw(st.sampled_from(["data"] * 6 + ["heading", "total"]))
        done.append(Row(tuple(cells), kind))
    return tuple(done)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables of up to five columns and thirty rows."""
    count = draw(st.integers(1, 5) | st.integers(6, 14))
    columns = tuple(
        Column(
            draw(st.sampled_from(ALIGNS)),
            draw(st.none() | st.floats(5, 60)),
            draw(st.none() | st.floats(0.5, 5)),
            draw(st.booleans()),
            draw(st.integers(0, 4)) == 0,
        )
        for _ in range(count)
    )
    choice = draw(st.lists(texts, min_size=3, max_size=12))
    return Table(
        "t",
        columns,
        draw(rows(count, draw(st.integers(0, 3)), choice)),
        draw(rows(count, draw(st.integers(0, 30)), choice)),
        caption=inlines(draw(st.sampled_from(["", "表题", "很长的表题" * 8]))),
        continued=draw(st.sampled_from(["", "（续表）"])),
        unit_line=inlines(draw(st.sampled_from(["", "单位：万元"]))),
        left_note=inlines(draw(st.sampled_from(["", "编制单位：大厂回族自治县信访局"]))),
        notes=tuple(map(inlines, draw(st.lists(words.filter(str.strip), max_size=2)))),
    )


def text_of(found: Sequence[Piece], node: int) -> str:
    """What the pieces show of a node, in order."""
    return "".join(
        "".join(item.chars)
        for piece in found
        for item in piece.items
        if isinstance(item, GlyphRun) and item.node == node
    )


def squashed(text: str) -> str:
    """Spaces may be lost at the ends of lines."""
    return "".join(text.split())


def check_nothing_lost(block: Table, done: SetTable, found: Sequence[Piece]) -> None:
    for placed, cell in zip(occupy(block).cells, done.cells, strict=True):
        assert squashed(text_of(found, cell.node)) == squashed(plain(placed.cell.content))
    nodes = dict.fromkeys(line.node for line in done.notes)
    shown = "".join(text_of(found, node) for node in nodes)
    assert squashed(shown) == squashed(plain(block.notes))


def box(run: GlyphRun) -> tuple[float, float, float, float]:
    """What a run may mark, less a little on each side: left, top, right, bottom.

    The white half of a mark at either end is not counted: lines may give it up.
    """
    size = run.size
    left = run.x + (size / 2 if run.chars[0] in "（《“" else EPS)
    right = run.x + run.width - (size / 2 if run.chars[-1] in "，。、）》”：；" else EPS)
    return left, run.y - 0.78 * size, max(left, right), run.y + 0.02 * size


def check_nothing_overlaps(piece: Piece, width: float) -> None:
    runs = [(box(item), item) for item in piece.items if isinstance(item, GlyphRun)]
    rules = [item for item in piece.items if isinstance(item, Rule)]
    for (left, top, right, bottom), run in runs:
        assert left >= -EPS
        assert right <= width + EPS
        assert top >= 0
        assert bottom <= piece.height + EPS
        for rule in rules:
            across = min(rule.x1, right) - max(rule.x0, left)
            down = min(rule.y1, bottom) - max(rule.y0, top)
            assert across < 0 or down < 0, f"a rule through {run.chars}"
    for (one, first), (two, second) in combinations(runs, 2):
        across = min(one[2], two[2]) - max(one[0], two[0])
        down = min(one[3], two[3]) - max(one[1], two[1])
        assert across < EPS or down < EPS, f"{first.chars} over {second.chars}"


def check_closed(piece: Piece, width: float) -> None:
    """A frame around all rules, and every rule ends on another one."""
    rules = [item for item in piece.items if isinstance(item, Rule)]
    if not rules:
        return
    thick = max(rule.thickness for rule in rules)
    left, right = min(r.x0 for r in rules), max(r.x1 for r in rules)
    top, bottom = min(r.y0 for r in rules), max(r.y1 for r in rules)
    assert left >= -EPS
    assert right <= width + EPS
    assert bottom <= piece.height + EPS
    half = thick / 2
    for y in (top + half, bottom - half):
        assert any(
            (r.x0, r.x1, r.y0, r.thickness) == (left, right, r.y1, thick) and abs(r.y0 - y) < EPS
            for r in rules
        )
    for x in (left + half, right - half):
        assert any(
            (r.y0, r.y1, r.x0, r.thickness) == (top, bottom, r.x1, thick) and abs(r.x0 - x) < EPS
            for r in rules
        )
    for rule in rules:
        for x, y in ((rule.x0, rule.y0), (rule.x1, rule.y1)):
            assert any(ends_on(x, y, other, half) for other in rules if other is not rule), rule


def ends_on(x: float, y: float, rule: Rule, slack: float) -> bool:
    slack += EPS
    return rule.x0 - slack <= x <= rule.x1 + slack and rule.y0 - slack <= y <= rule.y1 + slack


def check_cells_closed(done: SetTable, found: Sequence[Piece]) -> None:
    """Head and caption are real once; what is repeated is an artifact."""
    for number, piece in enumerate(found):
        real = {i.node for i in piece.items if isinstance(i, GlyphRun)}
        heads = {cell.node for cell in done.cells if cell.row in done.head and cell.lines}
        if number and done.head and heads & real:
            assert not any(
                heads & {i.node for i in p.items if isinstance(i, GlyphRun)} for p in found[:number]
            )


@settings(max_examples=soak(40, 800))
@given(
    tables(),
    st.floats(60, 460),
    st.floats(160, 640),
    st.none() | st.floats(0, 640),
    st.sampled_from([TABLES["table"]]),
)
def test_any_table_on_any_pages(
    block: Table, width: float, height: float, first: float | None, style: object
) -> None:
    area = Size(width, height)
    done, _ = prepared(block, Available(area, Size(width * 1.5, height), 28.99))
    wide = width * 1.5 if done.landscape else width
    assume(done.first.height <= height)
    found = pieces(done, height, None if first is None else min(first, height))
    shown = [piece for piece in found if piece is not None]
    note(f"{len(shown)} pieces, landscape {done.landscape}, {done.measures}")
    check_nothing_lost(block, done, shown)
    for piece in shown:
        check_nothing_overlaps(piece, wide)
        check_closed(piece, wide)
        assert piece.height <= height + EPS
    check_cells_closed(done, shown)


@settings(max_examples=soak(20, 400))
@given(tables(), st.floats(160, 640), st.floats(0, 640))
def test_a_table_begins_where_it_gives_a_piece(block: Table, page: float, height: float) -> None:
    done, _ = prepared(block, Available(Size(400, page), Size(600, page), 28.99))
    height = min(height, page)
    for fresh in (False, True):
        piece, _ = take(start(done), height, fresh=fresh)
        assert begins(done, height, fresh=fresh) == (piece is not None)


@settings(max_examples=soak(40, 800))
@given(words, words, st.floats(80, 460))
def test_what_is_repeated_is_no_higher_than_allowed_for(
    caption: str, more: str, width: float
) -> None:
    looks = sheet()
    around = Surround(
        Typesetter(looks, fonts()), looks, TABLES["table"], width, (0.0, width), 28.99
    )
    block = Table("t", (), (), (), caption=inlines(caption), continued=more)
    first = around.above(block, Tags(0, 0, 0, 0, (), ()))
    assert around.again(block).height <= first.height + around.growth(block) + EPS
