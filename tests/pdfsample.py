"""Pages set by hand, with everything that a painter must cope with, in the project's own faces."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from budgetpdf.document.blocks import Attachment, Meta
from budgetpdf.geometry import Box, Size, mm
from budgetpdf.pages import (
    Artifact,
    GlyphRun,
    Item,
    Link,
    Node,
    NodeId,
    OutlineEntry,
    Page,
    Pages,
    Role,
    Rule,
)
from budgetpdf.text.face import Face, open_face

FONTS = Path(__file__).parent.parent / "fonts"
A4 = Size(mm(210), mm(297))
AREA = Box(mm(28), mm(37), mm(156), mm(225))
PITCH, ROW = AREA.width / 28, AREA.height / 22
META = Meta(
    title="某县某局2024年预算公开",
    author="某县某局",
    subject="预算 <公开>",
    lang="zh-CN",
    keywords=("预算", "公开"),
    date="2024-02-05",
)
SPEC = Attachment(
    "预算.toml",
    "单位 = '某局'\r\n".encode(),
    "application/toml",
    "Source",
    "规格文件",
    "2024-02-05",
)
RECORD = Attachment("record.json", b"{}\n", "application/json", "Supplement")


@lru_cache
def faces() -> tuple[Face, ...]:
    """Fandol (CFF), Noto Sans (glyf), Liberation (glyf, 2048 units), LXGW (rare characters)."""
    names = (
        "FandolFang-Regular.otf",
        "NotoSansSC_500Medium.ttf",
        "LiberationSerif-Regular.ttf",
        "LXGWWenKai-Light.ttf",
    )
    return tuple(open_face(FONTS / name) for name in names)


FANG, HEI, LATIN, RARE = range(4)


def run(
    text: str | list[str],
    x: float,
    y: float,
    node: NodeId | Artifact,
    face: int = FANG,
    size: float = 15.75,
    pitch: float | None = PITCH,
    **more: float,
) -> GlyphRun:
    """A line of text on the grid, or with its natural widths (pitch None)."""
    gids = [faces()[face].gid(cluster) for cluster in text]
    offsets, at = [], 0.0
    for gid in gids:
        offsets.append(at)
        at += pitch or faces()[face].advance(gid) / faces()[face].upem * size
    return GlyphRun(x, y, face, size, gids, text, offsets, at, node, **more)


def row(number: float) -> float:
    """The baseline of a row of the grid, counted from 0."""
    return AREA.y + number * ROW + (ROW - 15.75) / 2 + 0.88 * 15.75


class Nodes:
    """Nodes with their ids, as they come."""

    def __init__(self) -> None:
        self.all: list[Node] = [Node("Document", None)]

    def __call__(self, role: Role, parent: NodeId = 0, **more: object) -> NodeId:
        self.all.append(Node(role, parent)._replace(**more))
        return len(self.all) - 1


def _table(nodes: Nodes, items: list[Item], y: float) -> None:
    """A table with a header of two levels and a merged cell."""
    table = nodes("Table")
    items.append(run("表一", 270, y - 8, nodes("Caption", table), HEI, 10.5, None))
    head = nodes("THead", table)
    first, second = nodes("TR", head), nodes("TR", head)
    name = nodes("TH", first, scope="Column", row_span=2)
    value = nodes("TH", first, scope="Column", col_span=2)
    sign = nodes("TH", second, scope="Column")
    number = nodes("TH", second, scope="Column")
    body = nodes("TBody", table)
    cells = {(0, 0): name, (0, 1): value, (1, 1): sign, (1, 2): number}
    for at in (2, 3):
        line = nodes("TR", body)
        cells[at, 0] = nodes("TH", line, scope="Row") if at == 2 else nodes("TD", line)
        cells[at, 1] = nodes("TD", line, headers=(value, sign))
        cells[at, 2] = nodes("TD", line, headers=(value, number))
    texts = {
        (0, 0): "名称",
        (0, 1): "指标值",
        (1, 1): "符号",
        (1, 2): "值",
        (2, 0): "办结率",
        (2, 1): "≥",
        (2, 2): "95.5",
        (3, 2): "100",
    }
    columns = (100.0, 250.0, 350.0, 480.0)
    for (line, column), content in texts.items():
        face = LATIN if content[0].isdigit() else FANG
        place = columns[column] + 30, y + 20 * line + 14
        items.append(run(content, *place, cells[line, column], face, 10.5, None))
    for line in range(5):
        left = columns[1] if line == 1 else columns[0]
        items.append(Rule(left, y + 20 * line, columns[3], y + 20 * line, 0.5))
    for column, x in enumerate(columns):
        items.append(Rule(x, y + 20 if column == 2 else y, x, y + 80, 0.5))


def _front(nodes: Nodes) -> tuple[Page, NodeId, NodeId]:
    """Title and contents. Gives the page, and the nodes of the Link and of the Title."""
    title = nodes("Title")
    contents = nodes("TOC")
    entry = nodes("TOCI", contents)
    link = nodes("Link", nodes("Reference", entry))
    items = [
        run("预算公开", 240, row(1), title, HEI, 22, None),
        run("一、职责……2", AREA.x, row(3), link),
        run("草稿", 120, 600, "pagination", HEI, 120, None, gray=0.85, angle=45),
    ]
    return Page(A4, tuple(items), label="", type_area=AREA), link, title


def _page_number(label: str) -> GlyphRun:
    return run(f"— {label} —", 440, row(22) + 10, "pagination", FANG, 14, None)


def sample() -> Pages:
    """A cover with a contents list, a page of text, a landscape page with a table."""
    nodes = Nodes()
    front, link, _ = _front(nodes)
    heading = nodes("H", level=1)
    text = nodes("P")
    items: list[Item] = [
        run("一、职责", AREA.x + 2 * PITCH, row(0), heading, HEI),
        run("贯彻执行国家有关法律、法规和规章（办法）。", AREA.x + 2 * PITCH, row(1), text),
        run("金额401.38万元，其中𠮷", AREA.x, row(2), text, RARE, 15.75, None),
        (squeezed := run("」「（空隙不等）", AREA.x, row(3), text))._replace(
            offsets=[o * (1 if i < 3 else 0.97) for i, o in enumerate(squeezed.offsets)],
        ),
        run(["葛", "葛\U000e0100", "·"], AREA.x, row(4), text, RARE),
        run("fi office 2024", AREA.x, row(5), text, LATIN, 15.75, None),
    ]
    listed = nodes("L")
    for number, content in enumerate(("受理来信；", "接待来访。")):
        item = nodes("LI", listed)
        label, body = nodes("Lbl", item), nodes("LBody", item)
        items += [
            run(f"{number + 1}.", AREA.x, row(7 + number), label, LATIN, 15.75, None),
            run(content, AREA.x + 20, row(7 + number), body),
        ]
    items.append(_page_number("1"))
    cut = nodes("P")
    items.append(run("这一段在下一页", AREA.x, row(21), cut))
    wide: list[Item] = [run("结束。", mm(37), mm(40), cut)]
    nodes("H", level=2)
    wide.append(run("（一）绩效", mm(37), mm(50), len(nodes.all) - 1, HEI))
    _table(nodes, wide, mm(60))
    wide.append(_page_number("2"))
    pages = (
        front._replace(links=(Link(Box(AREA.x, row(3) - 14, 200, 18), heading, link, "一、职责"),)),
        Page(A4, tuple(items), label="1", type_area=AREA),
        Page(A4.turned(), tuple(wide), turned=True, label="2"),
    )
    outline = (
        OutlineEntry("预算公开", 1, 0, row(1) - 22, 1),
        OutlineEntry("一、职责", 1, 1, AREA.y, heading),
        OutlineEntry("（一）绩效", 2, 2, mm(45), cut + 1),
    )
    return Pages(META, pages, tuple(nodes.all), faces(), outline, (SPEC, RECORD))
