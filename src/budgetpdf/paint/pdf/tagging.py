"""Whether the structure is one that PDF/UA allows: what may stand in what, and whole tables.

ISO 32000-1, 14.8.4, and ISO 14289-1, 7.2 and 7.5. Codes: see `conformance`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from budgetpdf.diagnostic import Diagnostic, Severity, Text
from budgetpdf.pages import GlyphRun, Node, NodeId, Pages
from budgetpdf.paint.pdf.nodes import children, structure_types

_PARENTS = {
    "Caption": {"Table", "TOC", "L"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TR": {"Table", "THead", "TBody"},
    "TH": {"TR"},
    "TD": {"TR"},
    "LI": {"L"},
    "Lbl": {"LI", "TOCI", "Note"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
}
"""Roles that may stand only in these."""
_CHILDREN = {
    "Table": {"Caption", "THead", "TBody", "TR"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"Caption", "L", "LI"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"Caption", "TOC", "TOCI"},
}
"""Roles that may hold only these, and no text of their own."""


def check_tags(pages: Pages) -> Iterator[Diagnostic]:
    """Findings A004, A008, A009 and A010."""
    nodes, below = pages.nodes, children(pages.nodes)
    yield from _headings(nodes)
    for at, node in enumerate(nodes):
        if node.parent is None or not _may_stand(node.role, nodes[node.parent].role):
            yield from _place(nodes, at)
        if node.role == "Table":
            yield from _table_parts(nodes, at, below[at])
            yield from _Grid(nodes, below).check(at)
    for at in sorted(_with_text(pages)):
        if nodes[at].role in {"Document", *_CHILDREN}:
            yield _misplaced(nodes[at], "文字", "text", nodes[at].role)


def _error(code: str, node: Node, zh: str, en: str) -> Diagnostic:
    places = (node.span,) if node.span else ()
    return Diagnostic(code, Severity.ERROR, Text(zh, en), places)


def _misplaced(node: Node, zh: str, en: str, where: str) -> Diagnostic:
    return _error(
        "A008", node, f"结构错误：{zh} 不能出现在 {where} 里", f"{en} may not stand in {where}"
    )


def _with_text(pages: Pages) -> set[NodeId]:
    return {
        item.node
        for page in pages.pages
        for item in page.items
        if isinstance(item, GlyphRun) and not isinstance(item.node, str)
    }


def _headings(nodes: Sequence[Node]) -> Iterator[Diagnostic]:
    """Headings go down by one level at a time, from the first on."""
    last = 0
    for node, kind in zip(nodes, structure_types(nodes), strict=True):
        if node.role not in {"H", "Title"}:
            continue
        level = int(kind[1:])
        if level > last + 1 or (node.role == "H" and node.level < 1):
            yield _error(
                "A004",
                node,
                f"标题“{node.text}”为第 {level} 级，之前只到第 {last} 级：标题层级不能跳过",
                f"the heading “{node.text}” is of level {level} after level {last}: "
                "no level may be skipped",
            )
        last = level


def _place(nodes: Sequence[Node], at: NodeId) -> Iterator[Diagnostic]:
    node = nodes[at]
    if node.parent is None:
        if at or node.role != "Document":
            yield _misplaced(node, node.role, node.role, "—")
        return
    yield _misplaced(node, node.role, node.role, nodes[node.parent].role)


@cache
def _may_stand(role: str, parent: str) -> bool:
    return parent in _PARENTS.get(role, {parent}) and role in _CHILDREN.get(parent, {role})


def _table_parts(
    nodes: Sequence[Node], at: NodeId, below: Sequence[NodeId]
) -> Iterator[Diagnostic]:
    """At most one Caption, first or last; at most one THead, and then a TBody."""
    roles = [nodes[child].role for child in below]
    captions = [place for place, role in enumerate(roles) if role == "Caption"]
    if len(captions) > 1 or set(captions) - {0, len(roles) - 1}:
        yield _misplaced(
            nodes[at], "Caption（须在首尾且唯一）", "a Caption inside or twice", "Table"
        )
    if roles.count("THead") > 1 or ("THead" in roles and "TBody" not in roles):
        yield _misplaced(nodes[at], "THead（须唯一并有 TBody）", "THead twice or alone", "Table")


class _Grid:
    """The cells of tables, spread out by their spans."""

    def __init__(self, nodes: Sequence[Node], below: Sequence[Sequence[NodeId]]) -> None:
        self._nodes = nodes
        self._below = below

    def check(self, table: NodeId) -> Iterator[Diagnostic]:
        """A009 and A010 of one table."""
        rows = self._spread(self._rows(table))
        widths = {len(row) for row in rows}
        if rows and (len(widths) > 1 or any(cell is None for row in rows for cell in row)):
            counts = "、".join(str(len(row)) for row in rows[:20])
            yield _error(
                "A009",
                self._nodes[table],
                f"表格各行的列数不一致（{counts}），或单元格重叠、缺失",
                f"the rows of the table fill different columns ({counts}), or cells overlap",
            )
            return
        yield from self._headers(rows)

    def _rows(self, table: NodeId) -> list[list[NodeId]]:
        rows: list[list[NodeId]] = []
        for child in self._below[table]:
            role = self._nodes[child].role
            lines = [child] if role == "TR" else self._below[child] if role[0] == "T" else []
            rows += [list(self._below[line]) for line in lines]
        return rows

    def _spread(self, rows: Sequence[Sequence[NodeId]]) -> list[list[NodeId | None]]:
        """The cell at each place; None where there is none or where two meet."""
        grid: list[dict[int, NodeId | None]] = [{} for _ in rows]
        for line, cells in enumerate(rows):
            column = 0
            for cell in cells:
                while column in grid[line]:
                    column += 1
                self._put(grid, line, column, cell)
        return [[row.get(at) for at in range(max(row, default=-1) + 1)] for row in grid]

    def _put(
        self, grid: list[dict[int, NodeId | None]], line: int, column: int, cell: NodeId
    ) -> None:
        node = self._nodes[cell]
        fits = line + node.row_span <= len(grid)
        for row in grid[line : line + node.row_span]:
            for across in range(column, column + node.col_span):
                row[across] = cell if fits and across not in row else None

    def _headers(self, rows: Sequence[Sequence[NodeId | None]]) -> Iterator[Diagnostic]:
        """Every data cell has a header: named, above it, or in its row."""
        columns: set[int] = set()
        told: set[NodeId] = set()
        for row in rows:
            scopes = {at: self._scope(cell) for at, cell in enumerate(row) if cell is not None}
            columns |= {at for at, scope in scopes.items() if scope in {"Column", "Both"}}
            headed = bool({"Row", "Both"} & set(scopes.values()))
            for at, cell in enumerate(row):
                if cell is None or headed or at in columns or cell in told:
                    continue
                node = self._nodes[cell]
                if node.role == "TD" and not node.headers:
                    told.add(cell)
                    yield _error("A010", node, "表格单元格没有表头", "a cell has no header")

    def _scope(self, cell: NodeId) -> str:
        node = self._nodes[cell]
        return node.scope if node.role == "TH" else ""
