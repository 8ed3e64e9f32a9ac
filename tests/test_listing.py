"""Pages as text: what a clerk sees in a diff."""

from __future__ import annotations

from textwrap import dedent

import pytest

from budgetpdf.pages import Item, Page, Pages, Rule
from budgetpdf.paint.boxdrawing import columns, frames
from budgetpdf.paint.listing import ListingPainter, list_pages
from pdfsample import A4, AREA, FANG, LATIN, META, PITCH, RARE, ROW, Nodes, faces, row, run, sample


def listed(*items: Item, **page: object) -> str:
    """The listing of one page, without its head."""
    nodes = Nodes()
    nodes("P")
    one = Page(A4, items, type_area=AREA)._replace(**page)
    return list_pages(Pages(META, (one,), tuple(nodes.all), faces())).partition("\n")[2]


def table(rows: list[list[str]], x: float, y: float, widths: list[float]) -> list[Item]:
    """A ruled table of small type, texts centred in their cells."""
    xs = [x + sum(widths[:at]) for at in range(len(widths) + 1)]
    items: list[Item] = []
    for line, texts in enumerate(rows):
        for left, width, text in zip(xs, widths, texts, strict=False):
            piece = run(text, 0, y + 18 * line + 12, 1, FANG, 9, None)
            items.append(piece._replace(x=left + (width - piece.width) / 2))
    items += [Rule(x, y + 18 * at, xs[-1], y + 18 * at, 0.5) for at in range(len(rows) + 1)]
    items += [Rule(at, y, at, y + 18 * len(rows), 0.5) for at in xs]
    return items


def test_a_full_page_is_22_lines_of_28_characters() -> None:
    lines = [run("国" * 28, AREA.x, row(at), 1) for at in range(22)]
    assert listed(*lines) == ("国" * 28 + "\n") * 22


def test_the_head_of_a_page_tells_its_size_and_number() -> None:
    heads = [line for line in list_pages(sample()).splitlines() if line.startswith("═══")]
    assert [columns(head) for head in heads] == [60, 60, 60]
    assert heads[1].startswith("═══ 2 / 3 ═ 210 × 297 mm ═ “1” ═")
    assert heads[2].startswith("═══ 3 / 3 ═ 297 × 210 mm ↻ ═ “2” ═")


def test_characters_stand_in_their_columns_and_rows() -> None:
    text = listed(
        run("二级", AREA.x + 2 * PITCH, row(1), 1), run("右", AREA.x + 27 * PITCH, row(3), 1)
    )
    assert text == "\n    二级\n\n" + " " * 54 + "右\n"


def test_faces_of_one_line_join_without_a_space() -> None:
    first = run("共", AREA.x, row(0), 1)
    digits = run("401.38", AREA.x + PITCH, row(0), 1, LATIN, 15.75, None)
    after = run("万元", digits.x + digits.width, row(0) + 1.2, 1, RARE)  # a shifted fallback
    assert listed(first, digits, after) == "共401.38万元\n"


def test_a_table_is_drawn_with_its_rules() -> None:
    rows = [["项目", "金额"], ["基本支出", "277.38"]]
    text = listed(*table(rows, AREA.x, AREA.y, [100, 80]))
    assert text == dedent("""\
        ┌────────────┬─────────┐
        │    项目    │  金额   │
        ├────────────┼─────────┤
        │  基本支出  │ 277.38  │
        └────────────┴─────────┘
        """)


def test_a_table_grows_until_its_texts_fit() -> None:
    rows = [["名称", "说明"], ["甲", "很小的字排在很窄的格子里也要看得见"]]
    text = listed(*table(rows, AREA.x, AREA.y, [30, 160]))
    assert "│很小的字排在很窄的格子里也要看得见│" in text.replace(" ", "")
    assert len({columns(line) for line in text.splitlines()}) == 1


def test_merged_cells_have_no_rule_between_them() -> None:
    items = [
        item
        for item in table([["", "甲"], ["", "乙"]], AREA.x, AREA.y, [60, 60])
        if not (isinstance(item, Rule) and item.y0 == item.y1 == AREA.y + 18)
    ]
    items.append(Rule(AREA.x + 60, AREA.y + 18, AREA.x + 120, AREA.y + 18, 0.5))
    items.append(run("合并", AREA.x + 20, AREA.y + 21, 1, FANG, 9, None))
    text = listed(*items)
    assert text == dedent("""\
        ┌───────┬──────┐
        │       │  甲  │
        │       ├──────┤
        │ 合并  │      │
        │       │  乙  │
        └───────┴──────┘
        """)


def test_text_goes_on_below_a_table() -> None:
    items = table([["甲"]], AREA.x, AREA.y + ROW, [60])
    text = listed(*items, run("下文", AREA.x, row(3), 1)).splitlines()
    assert text[0] == ""
    assert text[-2:] == ["", "下文"]


def test_a_rule_alone_is_a_line() -> None:
    y = AREA.y + ROW
    lines = listed(Rule(AREA.x, y, AREA.x + 10 * PITCH, y, 0.5), run("文", AREA.x, row(2), 1))
    assert lines == "\n" + "─" * 21 + "\n\n文\n"


def test_text_at_an_angle_is_told_at_the_end() -> None:
    mark = run("草稿", 120, 600, "pagination", angle=45)
    assert listed(mark, run("文", AREA.x, row(0), 1)) == "文\n∠ 45° (120, 600) 草稿\n"


def test_positions_tell_every_item_exactly() -> None:
    pages = sample()
    text = list_pages(pages, positions=True)
    assert (
        "text 79.37 183.344 15.75 178.763 0 0 LXGWWenKai-Light.ttf P7 金额401.38万元，其中𠮷"
        in text
    )
    assert "link 79.37 198.334 200 18 →6 一、职责" in text
    assert text.count("\nrule ") == sum(
        isinstance(item, Rule) for page in pages.pages for item in page.items
    )


@pytest.mark.parametrize("positions", [False, True])
def test_the_painter_gives_the_same_as_bytes(*, positions: bool) -> None:
    painted = ListingPainter(positions=positions).paint(sample())
    assert painted.decode() == list_pages(sample(), positions=positions)


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("汉字", 4), ("，。", 4), ("——", 2), ("葛\U000e0100", 2), ("", 0)],
)
def test_columns_of_a_terminal(text: str, width: int) -> None:
    assert columns(text) == width


def test_frames_apart_are_two() -> None:
    far = [Rule(0, y, 9, y, 1) for y in (0, 100)]
    joined = [*far, Rule(0, 0, 0, 100, 1)]
    assert (len(frames(far)), len(frames(joined))) == (2, 1)


def test_a_page_of_rules_only() -> None:
    """No text, one upright rule: nothing to hold on to, and no failure."""
    assert listed(Rule(100, 100, 100, 300, 1), run("在旁", 120, 200, 1)).strip()


def test_lines_of_neighbouring_cells_stand_side_by_side() -> None:
    """Two lines beside one that is centred: two lines of the listing, not three."""
    items = table([["", ""]], AREA.x, AREA.y, [60, 60])
    items += [
        run("上", AREA.x + 20, AREA.y + 6, 1, FANG, 9, None),
        run("下", AREA.x + 20, AREA.y + 16, 1, FANG, 9, None),
        run("中", AREA.x + 80, AREA.y + 11, 1, FANG, 9, None),
    ]
    assert listed(*items) == dedent("""\
        ┌───────┬──────┐
        │  上   │  中  │
        │  下   │      │
        └───────┴──────┘
        """)
