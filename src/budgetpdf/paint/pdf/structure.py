"""The structure tree (ISO 32000-1, 14.7 and 14.8): nodes and the marked content that is theirs.

Elements are written as text, not as reportlab dictionaries: a report has a thousand, and most of
the time of the tags would go into formatting them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain, repeat
from operator import itemgetter
from typing import NamedTuple

from budgetpdf.pages import Node, NodeId
from budgetpdf.paint.pdf.nodes import DEEPEST
from budgetpdf.paint.pdf.objects import Array, Dict, Ref, array, name, to_bytes
from budgetpdf.paint.pdf.writer import FileWriter

_CELLS = frozenset({"TH", "TD"})


class _Marks(NamedTuple):
    """All content in the order in which it comes: its node, its page, and its entry in /K."""

    owners: list[NodeId]
    pages: list[int]
    kids: list[int | str]

    def places(self) -> tuple[dict[NodeId, int], dict[NodeId, list[int]]]:
        """Where the content of each node begins, and all places of those that have several."""
        last = len(self.owners) - 1
        first = dict(zip(reversed(self.owners), range(last, -1, -1), strict=True))
        several: dict[NodeId, list[int]] = {}
        if len(first) < len(self.owners):
            for place, owner in enumerate(self.owners):
                if first[owner] != place:
                    several.setdefault(owner, [first[owner]]).append(place)
        return first, several


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
        self._marks = _Marks([], [], [])
        self._parents: list[str] = []

    def add_page(self, page: int, marks: Sequence[NodeId]) -> int:
        """Take the marked content of a page, by MCID. Gives the page's /StructParents."""
        self._marks.owners.extend(marks)
        self._marks.pages.extend([page] * len(marks))
        self._marks.kids.extend(range(len(marks)))
        self._parents.append(f"[{' '.join(map(self._refs.__getitem__, marks))}]")
        return len(self._parents) - 1

    def add_annotation(self, page: int, node: NodeId, annotation: Ref) -> int:
        """Take an annotation that belongs to `node`. Gives its /StructParent (14.7.4.4)."""
        self._marks.owners.append(node)
        self._marks.pages.append(page)
        self._marks.kids.append(f"<</Type/OBJR/Obj {annotation.number} 0 R>>")
        self._parents.append(self._refs[node])
        return len(self._parents) - 1

    def write(self) -> Ref:
        """Write all elements and the root."""
        root = self._file.reserve()
        above, attributes, named = self._described(to_bytes(root).decode())
        identifiers = {node: _identifier(node) for node in sorted(named)}
        for node, identifier in identifiers.items():
            attributes[node] += f"/ID{identifier}"
        begins = {kind: f"<</S{name(kind)}/P " for kind in set(self._types)}
        begin = map(begins.__getitem__, self._types)
        elements = zip(begin, above, self._insides(), attributes, repeat(">>\n"), strict=False)
        written = "".join(chain.from_iterable(elements)).encode().splitlines()
        self._file.add_all(self._first, written)
        return self._file.add(self._root(identifiers), root)

    def _described(self, root: str) -> tuple[list[str], list[str], set[NodeId]]:
        """/P and /A of each node, and the nodes that need an identifier. Cells of a kind have one
        text."""
        refs, above, found = self._refs, [], []
        named: set[NodeId] = set()
        said: dict[object, str] = {}
        for at, node in enumerate(self._nodes):
            role, parent, _, _, row_span, col_span, scope, headers, _ = node
            above.append(root if parent is None else refs[parent])
            more = ""
            if role in _CELLS:
                if headers or scope or row_span > 1 or col_span > 1:
                    shape = row_span, col_span, scope, headers
                    more = said.get(shape, "")
                    if not more:
                        more = said[shape] = _cell_attributes(*shape)
                        named.update(headers)
            elif role == "L":
                more = "/A<</O/List/ListNumbering/Decimal>>" if self._has_labels(at) else ""
            elif role == "Note":
                named.add(at)
            found.append(more)
        return above, found, named

    def _insides(self) -> list[str]:
        """/Pg and /K of each node. Nearly all have content at one place, or only children."""
        refs, pages, (owners, homes, kids) = self._refs, self._pages, self._marks
        insides = [""] * len(self._nodes)
        for owner, home, kid in zip(owners, homes, kids, strict=True):
            insides[owner] = f"/Pg {pages[home]}/K[{kid}]"
        first, several = self._marks.places()
        for at, below in enumerate(self._below):
            if below:
                if at in first:
                    several.setdefault(at, [first[at]])
                else:  # then children keep their order, also those without content
                    insides[at] = f"/K[{' '.join(map(refs.__getitem__, below))}]"
        for at, places in several.items():
            insides[at] = self._mixed(places, self._below[at], first)
        return insides

    def _mixed(
        self, places: Sequence[int], below: Sequence[NodeId], first: Mapping[NodeId, int]
    ) -> str:
        """/Pg and /K: content and children in the order in which they come."""
        _, pages, marks = self._marks
        home = pages[places[0]]
        kids = [(place, self._kid(pages[place], marks[place], home)) for place in places]
        if below:
            kids += [(self._begin(child, first), self._refs[child]) for child in below]
            kids.sort(key=itemgetter(0))
        return f"/Pg {self._pages[home]}/K[{' '.join([kid for _, kid in kids])}]"

    def _kid(self, page: int, kid: str | int, home: int) -> str:
        if page == home:
            return str(kid)
        elsewhere = f"/Pg {self._pages[page]}"
        if isinstance(kid, str):
            return kid.replace(">>", elsewhere + ">>")
        return f"<</Type/MCR{elsewhere}/MCID {kid}>>"

    def _begin(self, at: NodeId, first: Mapping[NodeId, int]) -> int:
        """Where the content of a node and of those below it begins; behind all if it has none."""
        own = first.get(at, len(self._marks.owners))
        return min([own, *[self._begin(child, first) for child in self._below[at]]])

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


@lru_cache(maxsize=4096)
def _identifier(node: NodeId) -> str:
    """Its digits keep the order that a name tree needs."""
    return f"(n{node:07d})"


def _cell_attributes(row_span: int, col_span: int, scope: str, headers: Sequence[NodeId]) -> str:
    """Attributes of the cell of a table (14.8.5.7)."""
    found = f"/Scope/{scope}" if scope else ""
    if row_span > 1:
        found += f"/RowSpan {row_span}"
    if col_span > 1:
        found += f"/ColSpan {col_span}"
    if headers:
        found += f"/Headers[{''.join(map(_identifier, headers))}]"
    return f"/A<</O/Table{found}>>"
