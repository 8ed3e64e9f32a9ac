"""Collects the structure while blocks are laid out; the finished nodes go with the pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from budgetpdf.diagnostic import Span
from budgetpdf.pages import Node, NodeId, Role
from budgetpdf.tuples import new_tuple


class Tree:
    """Nodes in reading order; the id of a node is its index. Node 0 is the Document."""

    def __init__(self) -> None:
        self._nodes: list[Node] = [Node("Document", None)]

    def add(
        self,
        role: Role,
        parent: NodeId = 0,
        *,
        span: Span | None = None,
        level: int = 0,
        row_span: int = 1,
        col_span: int = 1,
        scope: Literal["", "Column", "Row", "Both"] = "",
        headers: tuple[NodeId, ...] = (),
        text: str = "",
    ) -> NodeId:
        """Append a node below `parent` and give its id."""
        self._nodes.append(
            new_tuple(Node, (role, parent, span, level, row_span, col_span, scope, headers, text))
        )
        return len(self._nodes) - 1

    def extend(self, nodes: Sequence[Node]) -> range:
        """Append nodes and give their ids."""
        first = len(self._nodes)
        self._nodes += nodes
        return range(first, len(self._nodes))

    def freeze(self) -> tuple[Node, ...]:
        """All nodes, in the order in which they were added."""
        return tuple(self._nodes)
