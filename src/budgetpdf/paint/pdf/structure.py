"""The structure tree (ISO 32000-1, 14.7 and 14.8): nodes and the marked content that is theirs.

Elements are written as text, not as reportlab dictionaries: a report has a thousand, and most of
the time of the tags would go into formatting them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter

from budgetpdf.pages import Node, NodeId
from budgetpdf.paint.pdf.nodes import DEEPEST
from budgetpdf.paint.pdf.objects import Array, Dict, Ref, array, name, to_bytes
from budgetpdf.paint.pdf.writer import FileWriter

_CELLS = frozenset({"TH", "TD"})
_Mark = tuple[int, int, str | int]
"""Content of a node: where it comes among all content, its page, and its entry in /K."""


class StructTree:
    """Gathers what stands on the pages, then writes the elements.

    types, below: the structure type and the children of each node.
    """

    def __init__(
        self,
        file: FileWriter,
        nodes: Sequence[Node],
        types: Sequence[str],
        below: Sequence[Sequence[NodeId]],
        pages: Sequence[Ref],
    ) -> None:
        self._file = file
        self._nodes = nodes
        self._types = types
        self._below = below
        self._pages = [f"{page.number} 0 R" for page in pages]
        self._first = first = file.reserve(len(nodes)).number
        self._refs = [f"{number} 0 R" for number in range(first, first + len(nodes))]
        self._marks: list[list[_Mark]] = [[] for _ in nodes]
        self._parents: list[str] = []
        self._place = 0

    def add_page(self, page: int, marks: Sequence[NodeId]) -> int:
        """Take the marked content of a page, by MCID. Gives the page's /StructParents."""
        for mcid, node in enumerate(marks):
            self._marks[node].append((self._place + mcid, page, mcid))
        self._place += len(marks)
        self._parents.append(f"[{' '.join(map(self._refs.__getitem__, marks))}]")
        return len(self._parents) - 1

    def add_annotation(self, page: int, node: NodeId, annotation: Ref) -> int:
        """Take an annotation that belongs to `node`. Gives its /StructParent (14.7.4.4)."""
        obj = f"<</Type/OBJR/Obj {annotation.number} 0 R>>"
        self._marks[node].append((self._place, page, obj))
        self._place += 1
        self._parents.append(self._refs[node])
        return len(self._parents) - 1

    def write(self) -> Ref:
        """Write all elements and the root."""
        named = set(chain.from_iterable([node.headers for node in self._nodes]))
        named.update(at for at, node in enumerate(self._nodes) if node.role == "Note")
        # The digits keep the order that a name tree needs.
        identifiers = {node: f"(n{node:07d})" for node in sorted(named)}
        root = self._file.reserve()
        elements = self._elements(to_bytes(root).decode(), identifiers)
        self._file.add_all(self._first, elements)
        return self._file.add(self._root(identifiers), root)

    def _elements(self, root: str, identifiers: Mapping[NodeId, str]) -> Iterator[bytes]:
        types = {kind: name(kind) for kind in set(self._types)}
        for at, (node, kind) in enumerate(zip(self._nodes, self._types, strict=True)):
            role, parent, _, _, row_span, col_span, scope, headers, _ = node
            more = ""
            if role in _CELLS:
                if headers or scope or row_span > 1 or col_span > 1:
                    more = _cell_attributes(node, identifiers)
            elif role == "L" and self._has_labels(at):
                more = "/A<</O/List/ListNumbering/Decimal>>"
            if at in identifiers:
                more += f"/ID{identifiers[at]}"
            above = root if parent is None else self._refs[parent]
            yield f"<</S{types[kind]}/P {above}{self._kids(at)}{more}>>".encode()

    def _kids(self, at: NodeId) -> str:
        """/Pg and /K: content and children in the order in which they come."""
        marks, below = self._marks[at], self._below[at]
        if not marks:  # then children keep their order, also those without content
            return f"/K[{' '.join([self._refs[child] for child in below])}]" if below else ""
        home = marks[0][1]
        if len(marks) == 1 and not below:
            return f"/Pg {self._pages[home]}/K[{marks[0][2]}]"
        kids = [(place, self._kid(page, kid, home)) for place, page, kid in marks]
        if below:
            kids += [(self._begin(child), self._refs[child]) for child in below]
            kids.sort(key=itemgetter(0))
        return f"/Pg {self._pages[home]}/K[{' '.join([kid for _, kid in kids])}]"

    def _kid(self, page: int, kid: str | int, home: int) -> str:
        if page == home:
            return str(kid)
        elsewhere = f"/Pg {self._pages[page]}"
        if isinstance(kid, str):
            return kid.replace(">>", elsewhere + ">>")
        return f"<</Type/MCR{elsewhere}/MCID {kid}>>"

    def _begin(self, at: NodeId) -> int:
        """Where the content of a node and of those below it begins; behind all if it has none."""
        own = self._marks[at][0][0] if self._marks[at] else self._place
        return min(own, *map(self._begin, self._below[at])) if self._below[at] else own

    def _has_labels(self, at: NodeId) -> bool:
        """Whether a list has items with labels."""
        items = self._below[at]
        return any(
            self._nodes[child].role == "Lbl" for item in items for child in self._below[item]
        )

    def _root(self, identifiers: Mapping[NodeId, str]) -> Dict:
        tree = [entry for key, parent in enumerate(self._parents) for entry in (str(key), parent)]
        entries = {
            "Type": "/StructTreeRoot",
            "K": Array([self._refs[0]]),
            "ParentTree": self._file.add(Dict({"Nums": _array(tree)})),
            "ParentTreeNextKey": len(self._parents),
        }
        deep = sorted({kind for kind in self._types if kind[0] == "H" and int(kind[1:]) > DEEPEST})
        if deep:
            entries["RoleMap"] = Dict(dict.fromkeys(deep, "/P"))
        if identifiers:
            ids = [
                entry for node, text in identifiers.items() for entry in (text, self._refs[node])
            ]
            entries["IDTree"] = self._file.add(Dict({"Names": _array(ids)}))
        return Dict(entries)


def _array(tokens: Sequence[str]) -> bytes:
    return array([token.encode() for token in tokens])


def _cell_attributes(node: Node, identifiers: Mapping[NodeId, str]) -> str:
    """Attributes of the cell of a table (14.8.5.7)."""
    _, _, _, _, row_span, col_span, scope, headers, _ = node
    found = f"/Scope/{scope}" if scope else ""
    if row_span > 1:
        found += f"/RowSpan {row_span}"
    if col_span > 1:
        found += f"/ColSpan {col_span}"
    if headers:
        found += f"/Headers[{''.join(map(identifiers.__getitem__, headers))}]"
    return f"/A<</O/Table{found}>>" if found else ""
