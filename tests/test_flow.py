"""Paragraphs, headings and lists on the pages of GB/T 9704."""

from __future__ import annotations

import itertools

import pytest

from budgetpdf.document.blocks import (
    Block,
    Break,
    Contents,
    ContentsEntry,
    Document,
    Gap,
    Heading,
    Item,
    ItemList,
    Meta,
    Paragraph,
    Run,
    Title,
)
from budgetpdf.geometry import mm
from budgetpdf.layout.build import NO_PROOF, Proof, lay_out
from budgetpdf.layout.flow import least_first, lines_that_fit
from budgetpdf.pages import GlyphRun, Page, Pages
from budgetpdf.style.sheet import PageNumber, PageStyle, Sheet, TextStyle
from sheets import standard_fonts, standard_sheet

ROW = mm(225) / 22
COLUMN = mm(156) / 28
HANZI = "预算公开情况说明单位收支绩效目标管理办法规定财政拨款"


def text(count: int) -> str:
    return (HANZI * (count // len(HANZI) + 1))[:count]


def body(count: int, **options: str) -> Paragraph:
    return Paragraph((Run(text(count)),), **options)


def laid(*blocks: Block, sheet: Sheet | None = None, proof: Proof = NO_PROOF) -> Pages:
    document = Document(Meta("标题"), blocks)
    pages = lay_out(document, sheet or standard_sheet(), standard_fonts(), proof=proof)
    assert not pages.findings
    return pages


def rows(page: Page) -> list[str]:
    """The text of the page's lines from the top, without the page number."""
    found: dict[float, list[GlyphRun]] = {}
    for item in page.items:
        if isinstance(item, GlyphRun) and item.node != "pagination":
            found.setdefault(round(item.y, 1), []).append(item)
    lines = (sorted(found[y], key=lambda run: run.x) for y in sorted(found))
    return ["".join("".join(run.chars) for run in line) for line in lines]


def number(page: Page) -> list[GlyphRun]:
    return [i for i in page.items if isinstance(i, GlyphRun) and i.node == "pagination"]


def test_a_full_page_holds_22_lines_of_28_hanzi() -> None:
    page = laid(body(26 + 28 * 40)).pages[0]
    lines = rows(page)
    assert [len(line) for line in lines] == [26] + [28] * 21
    runs = [i for i in page.items if isinstance(i, GlyphRun) and i.node != "pagination"]
    baselines = sorted({round(run.y, 4) for run in runs})
    gaps = {round(b - a, 3) for a, b in itertools.pairwise(baselines)}
    assert gaps == {round(ROW, 3)}
    second = [x + run.x for run in runs if run.y == baselines[1] for x in run.offsets]
    assert all(abs(b - a - COLUMN) < 0.01 for a, b in itertools.pairwise(second)), (
        "hanzi stand 156/28 mm apart"
    )


def test_a_heading_never_stands_last_on_a_page() -> None:
    heading = Heading(1, "一、", (Run("标题"),), "h", "heading-1")
    pages = laid(body(26 + 28 * 20), heading, body(100))
    assert len(rows(pages.pages[0])) == 21
    assert rows(pages.pages[1])[0] == "一、标题"


def test_stacked_headings_keep_together_with_what_follows() -> None:
    first = Heading(1, "一、", (Run("甲"),), "a", "heading-1")
    second = Heading(2, "（一）", (Run("乙"),), "b", "heading-2")
    pages = laid(body(26 + 28 * 18), first, second, body(100))
    assert rows(pages.pages[1])[:2] == ["一、甲", "（一）乙"]


def test_no_widow_and_no_orphan() -> None:
    two_left = laid(body(26 + 28 * 20), body(26 + 28 * 2)).pages
    assert [len(rows(page)) for page in two_left] == [21, 3]
    one_over = laid(body(26 + 28 * 22)).pages
    assert [len(rows(page)) for page in one_over] == [21, 2]


@pytest.mark.parametrize(
    ("count", "room", "fresh", "fit"),
    [(5, 5, False, 5), (5, 4, False, 3), (3, 2, False, 0), (3, 2, True, 2), (9, 1, True, 1)],
)
def test_lines_that_fit(count: int, room: int, fresh: bool, fit: int) -> None:
    assert lines_that_fit(count, room * ROW, ROW, TextStyle(), fresh) == fit


def test_short_paragraphs_do_not_split() -> None:
    assert [least_first(n, TextStyle()) for n in (1, 2, 3, 4, 9)] == [1, 2, 3, 2, 2]


def test_page_numbers_stand_at_the_outer_edge() -> None:
    pages = laid(body(28 * 60)).pages
    odd, even = number(pages[0]), number(pages[1])
    assert "".join("".join(run.chars) for run in odd) == "— 1 —"
    area = pages[0].type_area
    assert area is not None
    right = max(run.x + run.width for run in odd)
    assert right == pytest.approx(area.right - 14, abs=0.01)
    assert min(run.x for run in even) == pytest.approx(area.x + 14, abs=0.01)
    # the centre line of the number stands 7 mm below the type area
    assert odd[0].y - 0.38 * 14 == pytest.approx(area.bottom + mm(7), abs=0.01)


def test_bound_for_duplex_the_binding_edge_changes_sides() -> None:
    sheet = standard_sheet()
    sheet = sheet._replace(pages={"main": PageStyle(mirrored=True, number=PageNumber())})
    pages = laid(body(28 * 60), sheet=sheet).pages
    lefts = [page.type_area.x for page in pages if page.type_area]
    assert lefts[:2] == [pytest.approx(mm(28)), pytest.approx(mm(26))]


def test_a_title_is_a_bookmark_and_has_an_empty_line_below() -> None:
    pages = laid(Title((Run("某某县财政局2024年单位预算信息公开情况说明"),)), body(30))
    runs = [i for i in pages.pages[0].items if isinstance(i, GlyphRun) and i.node == 2]
    title = [i for i in pages.pages[0].items if isinstance(i, GlyphRun) and i.node == 1]
    assert pages.nodes[1].role == "Title"
    assert min(run.y for run in runs) - max(run.y for run in title) > 1.8 * ROW
    assert [entry.level for entry in pages.outline] == [1]


def test_list_labels_have_nodes_of_their_own() -> None:
    pages = laid(ItemList((Item("1、", ((Run("甲乙"),),)), Item("2、", ((Run("丙"),),)))))
    spoken = {}
    for item in pages.pages[0].items:
        if isinstance(item, GlyphRun) and isinstance(item.node, int):
            spoken[item.node] = spoken.get(item.node, "") + "".join(item.chars)
    roles = [(pages.nodes[node].role, spoken[node]) for node in sorted(spoken)]
    assert roles == [("Lbl", "1、"), ("LBody", "甲乙"), ("Lbl", "2、"), ("LBody", "丙")]


def test_breaks_and_gaps() -> None:
    pages = laid(body(5), Gap(2), body(5), Break(), body(5), Break(restart_numbers=True), body(5))
    assert [page.label for page in pages.pages] == ["1", "2", "1"]
    runs = [i for i in pages.pages[0].items if isinstance(i, GlyphRun) and i.node != "pagination"]
    assert runs[-1].y - runs[0].y == pytest.approx(3 * ROW)


def test_a_gap_acts_at_the_top_of_a_page_too() -> None:
    page = laid(Gap(6), body(5)).pages[0]
    first = min(i.y for i in page.items if isinstance(i, GlyphRun) and i.node != "pagination")
    assert first == pytest.approx(mm(37) + 6 * ROW + (ROW - 15.75) / 2 + 0.88 * 15.75)


def test_contents_lines_lead_to_their_pages() -> None:
    heading = Heading(1, "一、", (Run("甲"),), "a", "heading-1")
    entry = ContentsEntry((Run("一、甲"),), 1, "a", "contents-1")
    pages = laid(Contents((Run("目录"),), (entry,)), Break(), body(28 * 30), heading, body(30))
    line = rows(pages.pages[0])[-1]
    assert line.startswith("一、甲")
    assert line.endswith("3")
    (link,) = pages.pages[0].links
    assert pages.nodes[link.target].role == "H"
    assert pages.nodes[link.node].role == "Link"


def test_the_grid_is_drawn_as_proof() -> None:
    plain, proof = laid(body(5)), laid(body(5), proof=Proof(grid=True))
    assert len(proof.pages[0].items) - len(plain.pages[0].items) == 23 + 29


def test_an_empty_document_is_one_page() -> None:
    assert len(laid().pages) == 1
