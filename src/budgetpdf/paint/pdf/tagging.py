"""Whether the structure is one that PDF/UA allows: what may stand in what, and whole tables.

ISO 32000-1, 14.8.4, and ISO 14289-1, 7.2 and 7.5. Codes: see `conformance`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import count, filterfalse
from typing import cast

from budgetpdf.diagnostic import Diagnostic, Severity, Text
from budgetpdf.pages import Artifact, Node, NodeId, Role
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
_TEXTLESS = {"Document", *_CHILDREN}


def check_tags(
    nodes: Sequence[Node], with_text: Iterable[NodeId | Artifact]
) -> Iterator[Diagnostic]:
    """Findings A004, A008, A009 and A010. with_text: nodes with text of their own."""
    roles, below = [node.role for node in nodes], children(nodes)
    yield from _headings(nodes)
    grid = _Grid(nodes, below)
    stray = _stray(nodes, roles)
    for at in sorted(stray.union(at for at, role in enumerate(roles) if role == "Table")):
        if at in stray:
            yield _place(nodes, at)
        if roles[at] == "Table":
            yield from _table_parts(nodes, at, below[at])
            yield from grid.check(at)
    for at in sorted(at for at in with_text if not isinstance(at, str) and roles[at] in _TEXTLESS):
        yield _misplaced(nodes[at], "文字", "text", roles[at])


def _stray(nodes: Sequence[Node], roles: Sequence[Role]) -> set[NodeId]:
    """Nodes that stand where they may not. A report has a thousand, but thirty kinds of places."""
    places = [None if node.parent is None else roles[node.parent] for node in nodes]
    found = {at for at, place in enumerate(places) if place is None and at}
    kinds = list(zip(roles, places, strict=True))
    wrong = {kind for kind in set(kinds) if not _may_stand(*kind)}
    return found | {at for at, kind in enumerate(kinds) if kind in wrong} if wrong else found


def _error(code: str, node: Node, zh: str, en: str) -> Diagnostic:
    places = (node.span,) if node.span else ()
    return Diagnostic(code, Severity.ERROR, Text(zh, en), places)


def _misplaced(node: Node, zh: str, en: str, where: str) -> Diagnostic:
    return _error(
        "A008", node, f"结构错误：{zh} 不能出现在 {where} 里", f"{en} may not stand in {where}"
    )


def _headings(nodes: Sequence[Node]) -> Iterator[Diagnostic]:
    """Headings go down by one level at a time, from the first on."""
    last = 0
    heads = [node for node in nodes if node.role in {"H", "Title"}]
    for node, kind in zip(heads, structure_types(heads), strict=True):
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


def _place(nodes: Sequence[Node], at: NodeId) -> Diagnostic:
    node = nodes[at]
    where = "—" if node.parent is None else nodes[node.parent].role
    return _misplaced(node, node.role, node.role, where)


def _may_stand(role: str, parent: str | None) -> bool:
    if parent is None:
        return role == "Document"
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
        self._scopes = [node.scope if node.role == "TH" else "" for node in nodes]
        self._spanning = {
            at for at, node in enumerate(nodes) if node.row_span > 1 or node.col_span > 1
        }

    def check(self, table: NodeId) -> Iterator[Diagnostic]:
        """A009 and A010 of one table."""
        rows = self._spread(self._rows(table))
        if len(set(map(len, rows))) > 1 or any(None in row for row in rows):
            counts = "、".join(str(len(row)) for row in rows[:20])
            yield _error(
                "A009",
                self._nodes[table],
                f"表格各行的列数不一致（{counts}），或单元格重叠、缺失",
                f"the rows of the table fill different columns ({counts}), or cells overlap",
            )
            return
        yield from self._headers(cast("list[list[NodeId]]", rows))

    def _rows(self, table: NodeId) -> list[Sequence[NodeId]]:
        rows: list[Sequence[NodeId]] = []
        for child in self._below[table]:
            role = self._nodes[child].role
            lines = [child] if role == "TR" else self._below[child] if role[0] == "T" else []
            rows += [self._below[line] for line in lines]
        return rows

    def _spread(self, rows: Sequence[Sequence[NodeId]]) -> list[list[NodeId | None]]:
        """The cell at each place; None where there is none or where two meet."""
        grid: list[dict[int, NodeId | None]] = [{} for _ in rows]
        for line, cells in enumerate(rows):
            row, column = grid[line], 0
            if self._spanning.isdisjoint(cells):
                free = filterfalse(row.__contains__, count())
                row.update(zip(free, cells, strict=False))
                continue
            for cell in cells:
                while column in row:
                    column += 1
                if cell in self._spanning:
                    self._put(grid, line, column, cell)
                else:
                    row[column] = cell
        return [list(map(row.get, range(max(row, default=-1) + 1))) for row in grid]

    def _put(
        self, grid: list[dict[int, NodeId | None]], line: int, column: int, cell: NodeId
    ) -> None:
        node = self._nodes[cell]
        fits = line + node.row_span <= len(grid)
        for row in grid[line : line + node.row_span]:
            for across in range(column, column + node.col_span):
                row[across] = cell if fits and across not in row else None

    def _headers(self, rows: Sequence[Sequence[NodeId]]) -> Iterator[Diagnostic]:
        """Every data cell has a header: named, above it, or in its row."""
        columns: set[int] = set()
        told: set[NodeId] = set()
        for row in rows:
            scopes = [self._scopes[cell] for cell in row]
            if "Column" in scopes or "Both" in scopes:
                columns.update(at for at, scope in enumerate(scopes) if scope in {"Column", "Both"})
            if "Row" in scopes or "Both" in scopes or len(columns) == len(row):
                continue
            for at, cell in enumerate(row):
                node = self._nodes[cell]
                if at in columns or cell in told or node.role != "TD" or node.headers:
                    continue
                told.add(cell)
                yield _error("A010", node, "表格单元格没有表头", "a cell has no header")
