"""A list item's label belongs to a node of its own (Lbl), though it is set with the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetpdf.layout.paragraph import SetLine
from budgetpdf.pages import GlyphRun, NodeId


def relabel(lines: Sequence[SetLine], count: int, node: NodeId) -> tuple[SetLine, ...]:
    """Give the first `count` glyphs of the lines to `node`."""
    found: list[SetLine] = []
    for number, line in enumerate(lines):
        if not count:
            return (*found, *lines[number:])
        items: list[GlyphRun] = []
        for run in line.items:
            own = min(count, len(run.gids))
            items += _split(run, own, node) if own else (run,)
            count -= own
        found.append(SetLine(tuple(items), line.width, line.size))
    return tuple(found)


def _split(run: GlyphRun, count: int, node: NodeId) -> Iterator[GlyphRun]:
    if count == len(run.gids):
        yield run._replace(node=node)
    else:
        x, y, face, size, gids, chars, offsets, width, own, gray, angle = run
        at = offsets[count]
        label, text = (gids[:count], chars[:count], offsets[:count]), (gids[count:], chars[count:])
        left = [offset - at for offset in offsets[count:]]
        yield GlyphRun(x, y, face, size, *label, at, node, gray, angle)
        yield GlyphRun(x + at, y, face, size, *text, left, width - at, own, gray, angle)
