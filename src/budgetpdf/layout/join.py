"""Two laid out documents in one file: the second behind the first."""

from __future__ import annotations

from itertools import chain

from budgetpdf.pages import GlyphRun, Item, Node, Page, Pages


def join(first: Pages, second: Pages) -> Pages:
    """Pages, nodes, bookmarks and findings of both. Both were set with one font set, so that
    `second.faces` begins with the faces of `first`."""
    shift = len(first.nodes) - 1  # the second's Document node falls away
    pages = tuple(_page(page, shift) for page in second.pages)
    nodes = tuple(_node(node, shift) for node in second.nodes[1:])
    outline = tuple(
        entry._replace(page=entry.page + len(first.pages), node=entry.node + shift)
        for entry in second.outline
    )
    return first._replace(
        pages=first.pages + pages,
        nodes=first.nodes + nodes,
        faces=second.faces,
        outline=first.outline + outline,
        findings=tuple(chain(first.findings, second.findings)),
    )


def _node(node: Node, shift: int) -> Node:
    parent = (node.parent or 0) and (node.parent or 0) + shift
    return node._replace(parent=parent, headers=tuple(at + shift for at in node.headers))


def _page(page: Page, shift: int) -> Page:
    links = tuple(
        link._replace(target=link.target + shift, node=link.node + shift) for link in page.links
    )
    return page._replace(items=tuple(_item(item, shift) for item in page.items), links=links)


def _item(item: Item, shift: int) -> Item:
    if isinstance(item, GlyphRun) and isinstance(item.node, int):
        return item._replace(node=item.node + shift)
    return item
