"""A list item's label belongs to a node of its own (Lbl), though it is set with the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetpdf.layout.paragraph import SetLine
from budgetpdf.pages import GlyphRun, NodeId


def relabel(lines: Sequence[SetLine], count: int, node: NodeId) -> tuple[SetLine, ...]:
    """Give the first `count` glyphs of the lines to `node`."""
    found: list[SetLine] = []
    for line in lines:
        if not count:
            found.append(line)
            continue
        items: list[GlyphRun] = []
        for run in line.items:
            items.extend(_split(run, min(count, len(run.gids)), node))
            count -= min(count, len(run.gids))
        found.append(SetLine(tuple(items), line.width, line.size))
    return tuple(found)


def _split(run: GlyphRun, count: int, node: NodeId) -> Iterator[GlyphRun]:
    if count == 0:
        yield run
    elif count == len(run.gids):
        yield run._replace(node=node)
    else:
        at = run.offsets[count]
        yield run._replace(
            gids=run.gids[:count],
            chars=run.chars[:count],
            offsets=run.offsets[:count],
            width=at,
            node=node,
        )
        yield run._replace(
            x=run.x + at,
            gids=run.gids[count:],
            chars=run.chars[count:],
            offsets=tuple(offset - at for offset in run.offsets[count:]),
            width=run.width - at,
        )
