"""The structure tree (ISO 32000-1, 14.7 and 14.8): nodes and the marked content that is theirs.

Elements are written as bytes, not as reportlab dictionaries: a report has some six hundred, and
most of the time of the tags would go into formatting them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from budgetpdf.pages import Node, NodeId
from budgetpdf.paint.pdf.nodes import DEEPEST, children
from budgetpdf.paint.pdf.objects import Array, Dict, Ref, name, to_bytes
from budgetpdf.paint.pdf.writer import FileWriter

_CELLS = frozenset({"TH", "TD"})


class _Mark(NamedTuple):
    """Content of a node: where it comes among all content, its page, and its entry in /K."""

    place: int
    page: int
    kid: bytes | int


class StructTree:
    """Gathers what stands on the pages, then writes the elements."""

    def __init__(
        self, file: FileWriter, nodes: Sequence[Node], types: Sequence[str], pages: Sequence[Ref]
    ) -> None:
        self._file = file
        self._nodes = nodes
        self._types = types
        self._pages = pages
        self._first = first = file.reserve(len(nodes)).number
        self._refs = [b"%d 0 R" % number for number in range(first, first + len(nodes))]
        self._marks: list[list[_Mark]] = [[] for _ in nodes]
        self._parents: list[bytes] = []
        self._place = 0

    def add_page(self, page: int, marks: Iterable[NodeId]) -> int:
        """Take the marked content of a page, by MCID. Gives the page's /StructParents."""
        marks = list(marks)
        for mcid, node in enumerate(marks):
            self._mark(node, page, mcid)
        self._parents.append(b"[%b]" % b" ".join(map(self._refs.__getitem__, marks)))
        return len(self._parents) - 1

    def add_annotation(self, page: int, node: NodeId, annotation: Ref) -> int:
        """Take an annotation that belongs to `node`. Gives its /StructParent (14.7.4.4)."""
        obj = b"<</Type/OBJR/Obj %d 0 R>>" % annotation.number
        self._mark(node, page, obj)
        self._parents.append(self._refs[node])
        return len(self._parents) - 1

    def write(self) -> Ref:
        """Write all elements and the root."""
        named = {header for node in self._nodes for header in node.headers}
        named |= {at for at, node in enumerate(self._nodes) if node.role == "Note"}
        root = self._file.reserve()
        self._file.add_all(self._first, self._elements(to_bytes(root), named))
        return self._file.add(self._root(sorted(named)), root)

    def _elements(self, root: bytes, named: set[NodeId]) -> Iterator[bytes]:
        below, begins = children(self._nodes), self._begins()
        types = {kind: name(kind).encode() for kind in set(self._types)}
        for at, (node, kind) in enumerate(zip(self._nodes, self._types, strict=True)):
            attributes = b""
            if node.role in _CELLS:
                attributes = _cell_attributes(node)
            elif node.role == "L" and self._has_labels(at, below):
                attributes = b"/A<</O/List/ListNumbering/Decimal>>"
            yield b"<</S%b/P %b%b%b%b>>" % (
                types[kind],
                root if node.parent is None else self._refs[node.parent],
                self._kids(at, below[at], begins),
                attributes,
                b"/ID%b" % _identifier(at) if at in named else b"",
            )

    def _mark(self, node: NodeId, page: int, kid: bytes | int) -> None:
        self._marks[node].append(_Mark(self._place, page, kid))
        self._place += 1

    def _begins(self) -> list[int]:
        """Where the content of each node and of those below it begins."""
        begins = [marks[0].place if marks else self._place for marks in self._marks]
        for at in range(len(self._nodes) - 1, 0, -1):
            parent = self._nodes[at].parent
            if parent is not None:
                begins[parent] = min(begins[parent], begins[at])
        return begins

    def _kids(self, at: NodeId, below: Sequence[NodeId], begins: Sequence[int]) -> bytes:
        """/Pg and /K: content and children in the order in which they come."""
        marks = self._marks[at]
        if not marks:  # then children keep their order, also those without content
            return b"/K[%b]" % b" ".join(map(self._refs.__getitem__, below)) if below else b""
        home = marks[0].page
        kids = [(mark.place, self._kid(mark, home)) for mark in marks]
        if below:
            kids += [(begins[child], self._refs[child]) for child in below]
            kids.sort(key=itemgetter(0))
        page = self._pages[home].number
        return b"/Pg %d 0 R/K[%b]" % (page, b" ".join([kid for _, kid in kids]))

    def _kid(self, mark: _Mark, home: int) -> bytes:
        if mark.page == home:
            return mark.kid if isinstance(mark.kid, bytes) else b"%d" % mark.kid
        page = b"/Pg %d 0 R" % self._pages[mark.page].number
        if isinstance(mark.kid, bytes):
            return mark.kid.replace(b">>", page + b">>")
        return b"<</Type/MCR%b/MCID %d>>" % (page, mark.kid)

    def _has_labels(self, at: NodeId, below: Sequence[Sequence[NodeId]]) -> bool:
        """Whether a list has items with labels."""
        return any(self._nodes[child].role == "Lbl" for item in below[at] for child in below[item])

    def _root(self, named: Sequence[NodeId]) -> Dict:
        tree = [entry for key, parent in enumerate(self._parents) for entry in (key, parent)]
        entries = {
            "Type": "/StructTreeRoot",
            "K": Array([self._refs[0]]),
            "ParentTree": self._file.add(Dict({"Nums": Array(tree)})),
            "ParentTreeNextKey": len(self._parents),
        }
        deep = sorted({kind for kind in self._types if kind[0] == "H" and int(kind[1:]) > DEEPEST})
        if deep:
            entries["RoleMap"] = Dict(dict.fromkeys(deep, "/P"))
        if named:
            ids = [entry for node in named for entry in (_identifier(node), self._refs[node])]
            entries["IDTree"] = self._file.add(Dict({"Names": Array(ids)}))
        return Dict(entries)


def _identifier(node: NodeId) -> bytes:
    """An element identifier; the digits keep the order that a name tree needs."""
    return b"(n%07d)" % node


def _cell_attributes(node: Node) -> bytes:
    """Attributes of the cell of a table (14.8.5.7)."""
    entries = []
    if node.scope:
        entries.append(b"/Scope/%b" % node.scope.encode())
    if node.row_span > 1:
        entries.append(b"/RowSpan %d" % node.row_span)
    if node.col_span > 1:
        entries.append(b"/ColSpan %d" % node.col_span)
    if node.headers:
        entries.append(b"/Headers[%b]" % b"".join(map(_identifier, node.headers)))
    return b"/A<</O/Table%b>>" % b"".join(entries) if entries else b""
