"""目录: the entries of a contents page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from budgetpdf.document.blocks import Contents, ContentsEntry, Heading, Inlines, Run, Table
from budgetpdf.profile.parts import ContentsPage


class Listed(NamedTuple):
    """A heading or a captioned table that a 目录 may list. level: empty for a table."""

    block: Heading | Table
    level: str


def contents(page: ContentsPage, title: Inlines, listed: Sequence[Listed]) -> Contents:
    """The contents block: headings of the listed levels, and tables below them if wanted."""
    entries: list[ContentsEntry] = []
    depths: list[int] = []
    for block, level in listed:
        if isinstance(block, Heading) and level in page.levels:
            depths = [depth for depth in depths if depth < block.depth]
            depths.append(block.depth)
            label = (Run(block.label),) if block.label else ()
            entries.append(_entry(page, len(depths), (*label, *block.content), block.id))
        elif isinstance(block, Table) and page.tables and block.caption:
            entries.append(_entry(page, len(depths) + 1, block.caption, block.id))
    return Contents(title, tuple(entries), page.style, page.leader)


def _entry(page: ContentsPage, depth: int, content: Inlines, target: str) -> ContentsEntry:
    style = f"{page.style}-{min(depth, 4)}"
    return ContentsEntry(content, depth, target, style)
