"""What the nodes of pages mean in PDF: structure types and reading order."""

from __future__ import annotations

from collections.abc import Sequence

from budgetpdf.pages import GlyphRun, Node, NodeId, Page

_INLINE = frozenset({"Link", "Reference"})
"""Roles that stand inside a line, so that their content stays between that of their parent."""
DEEPEST = 6
"""H1 to H6 are standard structure types (14.8.4.3.2); a deeper heading is mapped to P."""


def structure_types(nodes: Sequence[Node]) -> list[str]:
    """The structure type of each node. Below a title (H1) every heading moves down by one."""
    shift = 1 if any(node.role == "Title" for node in nodes) else 0
    return [_structure_type(node, shift) for node in nodes]


def _structure_type(node: Node, shift: int) -> str:
    if node.role == "Title":
        return "H1"
    return f"H{node.level + shift}" if node.role == "H" else node.role


def children(nodes: Sequence[Node]) -> list[list[NodeId]]:
    """The children of each node, in reading order."""
    below: list[list[NodeId]] = [[] for _ in nodes]
    for node_id, parent in enumerate([node.parent for node in nodes]):
        if parent is not None:
            below[parent].append(node_id)
    return below


def reading_ranks(nodes: Sequence[Node], below: Sequence[Sequence[NodeId]]) -> list[int]:
    """The place of each node in reading order; nodes inside a line have that of their block.

    below: their `children`.
    """
    order: list[NodeId] = []
    stack = [node_id for node_id, node in enumerate(nodes) if node.parent is None][::-1]
    while stack:
        node_id = stack.pop()
        order.append(node_id)
        if below[node_id]:
            stack += below[node_id][::-1]
    ranks = [0] * len(nodes)
    for place, node_id in enumerate(order):
        ranks[node_id] = place
    inline = {node_id for node_id, node in enumerate(nodes) if node.role in _INLINE}
    for node_id in sorted(inline, key=ranks.__getitem__):  # a parent before its children
        parent = nodes[node_id].parent
        if parent is not None:
            ranks[node_id] = ranks[parent]
    return ranks


def in_reading_order(page: Page, ranks: Sequence[int]) -> list[GlyphRun]:
    """The text of a page in the order of the structure; an artifact stays behind what it follows.

    Tags alone would do for readers that know them; this is for those that do not.
    """
    runs = [item for item in page.items if isinstance(item, GlyphRun)]
    keys, last = [], -1
    for run in runs:
        last = last if isinstance(run.node, str) else ranks[run.node]
        keys.append(last)
    if keys == sorted(keys):
        return runs
    return [runs[place] for place in sorted(range(len(runs)), key=keys.__getitem__)]


def first_runs(
    order: Sequence[Sequence[GlyphRun]], nodes: Sequence[Node]
) -> dict[NodeId, tuple[int, GlyphRun]]:
    """Page and first run of each node, of its own or of a node below it.

    order: the runs of each page in reading order.
    """
    found: dict[NodeId, tuple[int, GlyphRun]] = {}
    for index, runs in enumerate(order):
        for run in runs:
            at: NodeId | None = None if isinstance(run.node, str) else run.node
            while at is not None and at not in found:
                found[at] = (index, run)
                at = nodes[at].parent
    return found
