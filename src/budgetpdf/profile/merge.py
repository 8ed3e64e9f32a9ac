"""The files of an `extends` chain made one: replace by id, insert after, drop.

Sections, tables, terms, phrases and the like are replaced whole; only tables of scalars
(numbers, phrases, styles, constants, rules, [table.default]) are merged key by key.
"""

from __future__ import annotations

from collections.abc import Sequence

from budgetpdf.diagnostic import Diagnostic, Text
from budgetpdf.profile.codes import finding
from budgetpdf.profile.nodes import Node
from budgetpdf.profile.values import Where
from budgetpdf.spec.source import Source

_SCALARS = ("name", "title", "subject", "attach", "levels", "cover", "contents")
_REPLACED = ("table", "columns", "lists", "facts", "font")
_MERGED = ("numbers", "phrase", "page", "text", "table-style")
_FLAT = ("constants", "rules")
_LISTS = {"section": "id", "glossary": "term"}


class Merged:
    """The chain as one profile: nodes by what they are.

    single: keys written once. tables: kind → name → node. lists: kind → nodes in order.
    flat: one node with a layer for each file that has the table. place: the whole file.
    """

    def __init__(self, place: Where) -> None:
        self.place = place
        self.single: dict[str, Node] = {}
        self.tables: dict[str, dict[str, Node]] = {kind: {} for kind in (*_REPLACED, *_MERGED)}
        self.lists: dict[str, list[Node]] = {kind: [] for kind in _LISTS}
        self.flat: dict[str, Node] = {}


def merge(chain: Sequence[Source], findings: list[Diagnostic]) -> Merged:
    """The chain as one; `chain[0]` extends `chain[1]`, and so on."""
    merged = Merged(Where(chain[0], ()))
    for source in reversed(chain):
        root = Node((source.values, Where(source, ())))
        _drop(merged, root, findings)
        for key in _SCALARS:
            if (node := root.get(key)) is not None:
                merged.single[key] = node
        for kind in (*_REPLACED, *_MERGED):
            _lay_tables(merged.tables[kind], root.get(kind), kind)
        for key in _FLAT:
            if (node := root.get(key)) is not None:
                below = merged.flat.get(key)
                merged.flat[key] = Node(*node.layers, *(below.layers if below else ()))
        for kind, id_key in _LISTS.items():
            _lay_list(merged.lists[kind], root.get(kind), id_key, findings)
    return merged


def _lay_tables(tables: dict[str, Node], node: Node | None, kind: str) -> None:
    if node is None:
        return
    for name in node.names():
        entry = node[name]
        below = tables.get(name)
        merges = kind in _MERGED or (kind == "table" and name == "default")
        if below is not None and merges and isinstance(entry.value, dict):
            entry = Node(*entry.layers, *below.layers)
        tables[name] = entry


def _lay_list(
    entries: list[Node], node: Node | None, id_key: str, findings: list[Diagnostic]
) -> None:
    written: set[str] = set()
    for entry in node or ():
        name = entry.text(id_key)
        if name in written:
            message = Text(f"“{name}”出现了两次", f"“{name}” stands here twice")
            place = entry.get(id_key)
            findings.append(finding("P005", message, (place or entry).span))
            continue
        written.add(name)
        _place(entries, entry, id_key, findings)


def _place(entries: list[Node], entry: Node, id_key: str, findings: list[Diagnostic]) -> None:
    """Put one entry in: in the place of its namesake, after the one it names, or at the end."""
    names = [other.text(id_key) for other in entries]
    name, after = entry.text(id_key), entry.get("after")
    if after is None:
        if name in names:
            entries[names.index(name)] = entry
        else:
            entries.append(entry)
        return
    if name in names:
        del entries[names.index(name)]
        names.remove(name)
    if after.value in names:
        entries.insert(names.index(after.value) + 1, entry)
        return
    message = Text(f"没有“{after.value}”，无法排在它之后", f"there is no “{after.value}” to follow")
    findings.append(finding("P006", message, after.span))
    entries.append(entry)


def _drop(merged: Merged, root: Node, findings: list[Diagnostic]) -> None:
    for node in root.get("drop") or ():
        kind, _, name = node.value.partition(".")
        if kind in merged.lists:
            entries = merged.lists[kind]
            kept = [entry for entry in entries if entry.text(_LISTS[kind]) != name]
            found = len(kept) < len(entries)
            merged.lists[kind] = kept
        elif not name:
            found = merged.single.pop(kind, None) is not None
        else:
            found = merged.tables.get(kind, {}).pop(name, None) is not None
        if not found:
            message = Text(f"没有“{node.value}”可以去掉", f"there is no “{node.value}” to drop")
            hint = Text(
                "写法如 section.编号、table.编号、glossary.名词",
                "write section.ID, table.ID, glossary.TERM",
            )
            findings.append(finding("P006", message, node.span, hint=hint))
