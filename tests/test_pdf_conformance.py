"""Findings over pages, before a byte is written: each has a code, a place and both languages."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetpdf.diagnostic import Diagnostic, Severity, Span, Text
from budgetpdf.document.blocks import Attachment
from budgetpdf.geometry import Size
from budgetpdf.pages import Node, OutlineEntry, Pages
from budgetpdf.paint.pdf import conformance, tagging
from budgetpdf.paint.pdf.nodes import children
from pdfsample import META, RARE, run, sample

HERE = Span("profile:test", 7, 1, 7, 20)
Change = Callable[[Pages], Pages]


def with_node(pages: Pages, at: int, **changes: object) -> Pages:
    nodes = list(pages.nodes)
    nodes[at] = nodes[at]._replace(span=HERE, **changes)
    return pages._replace(nodes=tuple(nodes))


def find(pages: Pages, role: str, nth: int = 0) -> int:
    return [at for at, node in enumerate(pages.nodes) if node.role == role][nth]


def change(role: str, nth: int = 0, /, **changes: object) -> Change:
    return lambda pages: with_node(pages, find(pages, role, nth), **changes)


def with_run(text: str, **changes: object) -> Change:
    """One more run, in a paragraph that knows its place."""

    def add(pages: Pages) -> Pages:
        pages = with_node(pages, find(pages, "P"))
        more = run(text, 100, 100, find(pages, "P"), RARE)._replace(**changes)
        first = pages.pages[0]._replace(items=(*pages.pages[0].items, more))
        return pages._replace(pages=(first, *pages.pages[1:]))

    return add


def with_link(**changes: object) -> Change:
    def add(pages: Pages) -> Pages:
        pages = with_node(pages, find(pages, "Link"))
        link = pages.pages[0].links[0]._replace(**changes)
        return pages._replace(pages=(pages.pages[0]._replace(links=(link,)), *pages.pages[1:]))

    return add


def with_outline(*entries: OutlineEntry) -> Change:
    return lambda pages: with_node(pages, 1)._replace(outline=entries)


def with_files(*items: Attachment) -> Change:
    return lambda pages: pages._replace(attachments=items)


FILE = Attachment("a.toml", b"", "application/toml", "Source")
CASES: list[tuple[str, str, Change]] = [
    ("A001", "no title", lambda p: p._replace(meta=META._replace(title=" "))),
    ("A002", "no language", lambda p: p._replace(meta=META._replace(lang=""))),
    ("A002", "not a language", lambda p: p._replace(meta=META._replace(lang="中文"))),
    ("A003", "no such day", lambda p: p._replace(meta=META._replace(date="2024-02-32"))),
    ("A003", "written otherwise", lambda p: p._replace(meta=META._replace(date="2024年2月5日"))),
    ("A003", "an attachment's date", with_files(FILE._replace(date="5.2.2024"))),
    ("A004", "a level skipped", change("H", 0, level=2)),
    ("A004", "no level", change("H", 0, level=0)),
    ("A005", ".notdef", with_run("甲", gids=[0])),
    ("A007", "a goal without text", with_link(target=0, node=1)),
    ("A007", "no such goal", with_link(target=10**6)),
    ("A007", "no description", with_link(text="")),
    ("A008", "a row outside a table", change("TR", role="P")),
    ("A008", "a list item outside a list", change("L", role="Div")),
    ("A008", "text directly in a row", change("LBody", role="L")),
    ("A009", "a row too long", change("TH", 1, col_span=3)),
    ("A009", "a cell that leaves the table", change("TD", -1, row_span=2)),
    ("A010", "a cell without header", change("TH", 0, scope="")),
    ("A011", "no name", with_files(FILE._replace(name=""))),
    ("A011", "two of one name", with_files(FILE, FILE)),
    ("A011", "no MIME type", with_files(FILE._replace(mime="toml"))),
    ("A011", "no such relation", with_files(FILE._replace(relation="Quelle"))),
    ("A012", "private use", with_run("\ue000", gids=[5])),
    ("A012", "a byte-order mark", with_run("\ufeff", gids=[5])),
    ("A013", "no text", with_outline(OutlineEntry(" ", 1, 0, 0, 1))),
    ("A013", "a level skipped", with_outline(
        OutlineEntry("一", 1, 0, 0, 1), OutlineEntry("二", 3, 0, 0, 1))),
    ("A014", "a sheet too large", lambda p: p._replace(
        pages=(p.pages[0]._replace(size=Size(20000, 9)), *p.pages[1:]))),
]  # fmt: skip


def test_the_sample_conforms() -> None:
    assert conformance(sample()) == ()


@pytest.mark.parametrize(
    ("code", "change"),
    [pytest.param(code, change, id=f"{code} {name}") for code, name, change in CASES],
)
def test_each_finding(code: str, change: Change) -> None:
    findings = conformance(change(sample()))
    assert code in {finding.code for finding in findings}
    for finding in findings:
        assert finding.severity is Severity.ERROR
        assert finding.message.zh != finding.message.en


@pytest.mark.parametrize(
    "change",
    [
        change("H", 0, level=2),
        with_run("甲", gids=[0]),
        with_run("\ue000", gids=[5]),
        with_link(text=""),
        change("LBody", role="L"),
        change("TH", 0, role="TD"),
        with_outline(OutlineEntry("", 1, 0, 0, 1)),
    ],
)
def test_a_finding_knows_its_place(change: Change) -> None:
    assert HERE in {place for finding in conformance(change(sample())) for place in finding.places}


def structure(*nodes: Node) -> list[str]:
    """Codes of the findings over bare nodes."""
    pages = sample()._replace(pages=(), outline=(), nodes=(Node("Document", None), *nodes))
    return [finding.code for finding in conformance(pages)]


def test_a_heading_before_the_title_is_of_level_2() -> None:
    assert structure(Node("H", 0, level=1), Node("Title", 0)) == ["A004"]


def test_headings_may_come_back_up() -> None:
    levels = (1, 2, 3, 1, 2, 2, 1)
    assert structure(*(Node("H", 0, level=level) for level in levels)) == []


TABLE = (
    Node("Table", 0), Node("TR", 1), Node("TH", 2, scope="Column"), Node("TR", 1), Node("TD", 4),
)  # fmt: skip


def test_a_caption_stands_first_or_last() -> None:
    assert structure(*TABLE) == []
    assert structure(*TABLE, Node("Caption", 1)) == []
    assert structure(*TABLE, Node("Caption", 1), Node("TR", 1), Node("TD", 7)) == ["A008"]


def test_a_head_needs_a_body() -> None:
    head = (Node("Table", 0), Node("THead", 1), Node("TR", 2), Node("TH", 3, scope="Column"))
    assert structure(*head) == ["A008"]
    assert structure(*head, Node("TBody", 1), Node("TR", 5), Node("TD", 6)) == []
    assert structure(*head, Node("TBody", 1), Node("THead", 1)) == ["A008"]


def test_a_row_header_serves_its_row() -> None:
    row = (Node("Table", 0), Node("TR", 1), Node("TH", 2, scope="Row"), Node("TD", 2))
    assert structure(*row) == []


def test_merged_cells_fill_their_columns() -> None:
    """Two rows: a cell over both, then two cells and one of double width."""
    rows = (
        Node("Table", 0), Node("TR", 1), Node("TH", 2, scope="Both", row_span=2), Node("TD", 2),
        Node("TD", 2), Node("TR", 1), Node("TD", 6, col_span=2),
    )  # fmt: skip
    assert structure(*rows) == []
    assert structure(*rows[:-1], Node("TD", 6)) == ["A009"]


def test_there_is_one_document() -> None:
    assert structure(Node("P", 0), Node("Document", None)) == ["A008"]


cells = st.tuples(st.integers(1, 3), st.integers(1, 3), st.sampled_from(["", "Column", "Row"]))


@given(st.lists(st.lists(cells, max_size=5), max_size=5))
def test_cells_of_one_place_are_placed_as_others_are(
    rows: list[list[tuple[int, int, str]]],
) -> None:
    """What needs no spreading gives the findings that it gives when all cells are spread."""
    nodes = [Node("Document", None), Node("Table", 0)]
    for row in rows:
        at = len(nodes)
        nodes.append(Node("TR", 1))
        for down, across, scope in row:
            role, spans = "TH" if scope else "TD", {"row_span": down, "col_span": across}
            nodes.append(Node(role, at, scope=scope, **spans))  # type: ignore[arg-type]
    grid = tagging._Grid(nodes, children(nodes))
    found = list(grid.check(1))
    grid._spanning = set(range(len(nodes)))
    assert list(grid.check(1)) == found


def test_what_the_text_floor_said_is_not_said_again() -> None:
    """A private-use character is one finding, with the exact place."""
    pages = with_run("\ue000", gids=[5])(sample())
    said = Diagnostic("F002", Severity.ERROR, Text("专用区字符", "private use"))
    assert [finding.code for finding in conformance(pages)] == ["A012"]
    assert conformance(pages._replace(findings=(said,))) == ()


def test_each_character_is_told_once() -> None:
    pages = with_run("甲甲乙", gids=[0, 0, 0])(with_run("甲", gids=[0])(sample()))
    assert [finding.code for finding in conformance(pages)] == ["A005", "A005"]


def test_asking_does_not_load_reportlab() -> None:
    """`check` need not pay for the objects of a file that it does not write."""
    code = (
        "import sys; from budgetpdf.paint.pdf import conformance; "
        "sys.exit(any('reportlab' in name for name in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
