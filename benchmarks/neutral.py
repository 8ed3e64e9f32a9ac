"""A report as plain data, so that every peer is given the same text, tables, looks and geometry.

    python benchmarks/neutral.py out/peers specs.txt

Composes each spec with budgetpdf and writes it in the peers' languages. Column widths, type size
and turn of a table are those that budgetpdf found: a peer is spared that work.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from peers import platypus, typst, weasyprint

from budgetpdf import pipeline
from budgetpdf.document.blocks import (
    Block,
    Break,
    Cell,
    Document,
    Gap,
    Heading,
    Inlines,
    ItemList,
    Paragraph,
    Run,
    Signature,
    Table,
    Title,
)
from budgetpdf.geometry import Size
from budgetpdf.layout.cells import Placed, occupy
from budgetpdf.layout.paragraph import Typesetter
from budgetpdf.layout.table import Available, prepare
from budgetpdf.layout.tree import Tree
from budgetpdf.style.sheet import Sheet, TableStyle, TextStyle
from budgetpdf.text.fonts import FontSet, builtin_font_dir

Plain = dict[str, Any]


def plain(path: Path) -> Plain:
    """The report of a spec as lists, numbers (pt, em) and strings.

    Raises ValueError if the spec does not compose, TypeError if it holds a block that the peers
    are not given.
    """
    ready = pipeline.prepare(path)
    if ready.document is None or ready.sheet is None or ready.fonts is None:
        raise ValueError("\n".join(finding.message.en for finding in ready.findings))
    return _Walk(ready.document, ready.sheet, ready.fonts).report()


class _Walk:
    """Walks over the blocks of one document."""

    def __init__(self, document: Document, sheet: Sheet, fonts: FontSet) -> None:
        self._document = document
        self._sheet = sheet
        self._page = sheet.pages[document.page_style]
        self._setter = Typesetter(sheet, fonts)
        self._texts: dict[str, Plain] = {}

    def report(self) -> Plain:
        body = [part for block in self._document.blocks for part in self._block(block)]
        page = self._page
        number = page.number
        area = page.type_area(0)
        return {
            "title": self._document.meta.title,
            "author": self._document.meta.author,
            "page": {
                "size": page.size,
                "left": area.x,
                "top": area.y,
                "width": area.width,
                "height": area.height,
                "pitch": page.row_pitch,
                "number": self._text(number.style) if number else None,
                "number_below": number.below_mm / 25.4 * 72 if number else 0,
            },
            "texts": self._texts,
            "fonts": {
                role: [
                    {"file": str(_file(face.file)), "only": face.only, "avoid": face.avoid}
                    for face in chain
                ]
                for role, chain in self._sheet.fonts.items()
            },
            "body": body,
        }

    def _text(self, name: str) -> str:
        """Note a text style; gives its name."""
        style = self._sheet.text(name)
        self._texts[name] = {
            "role": style.role,
            "size": style.size,
            "align": style.align,
            "first": style.first_indent,
            "left": style.left_indent,
            "right": style.right_indent,
            "before": style.before,
            "after": style.after,
            "keep": style.keep_next,
        }
        return name

    def _runs(self, content: Inlines, style: TextStyle, name: str = "") -> list[list[str]]:
        """[text, font role] pairs; `name`: a character style for runs that have none."""
        runs = []
        for part in content:
            if not isinstance(part, Run):
                raise TypeError("page references are not given to the peers")
            own = self._sheet.texts.get(part.style or name)
            runs.append([part.text, own.role if own else style.role])
        return runs

    def _block(self, block: Block) -> Iterator[Plain]:
        match block:
            case Title(content=content, style=name):
                yield self._para("title", name, content)
            case Heading(depth=depth, label=label, content=content, style=name):
                yield self._para("heading", name, (Run(label), *content)) | {"depth": depth}
            case Paragraph(content=content, style=name, label=label):
                para = self._para("para", name, content)
                style = self._sheet.text(name)
                para["runs"] = self._runs(label, style, f"{name}-label") + para["runs"]
                yield para
            case ItemList(items=items, style=name):
                for item in items:
                    first, *others = item.paragraphs or ((),)
                    for content in ((Run(item.label), *first), *others):
                        yield self._para("para", name, content)
            case Signature(lines=lines, style=name):
                yield from (self._para("para", name, line) for line in lines)
            case Table():
                yield self._table(block)
            case _:
                yield self._blank(block)

    def _blank(self, block: Block) -> Plain:
        match block:
            case Break():
                return {"kind": "break"}
            case Gap(lines=lines):
                return {"kind": "gap", "lines": lines}
            case _:
                raise TypeError(f"the peers are not given a {type(block).__name__}")

    def _para(self, kind: str, name: str, content: Inlines) -> Plain:
        self._text(name)
        return {
            "kind": kind,
            "style": name,
            "runs": self._runs(content, self._sheet.text(name)),
        }

    def _table(self, table: Table) -> Plain:
        look = self._sheet.tables.get(table.style) or self._sheet.tables["table"]
        area = self._page.type_area(0)
        upright = Size(area.width, area.height)
        available = Available(upright, upright.turned())
        found = prepare(table, available, self._setter, self._sheet, Tree(), 0)
        edges = found.edges
        grid = occupy(table)
        for name in (look.caption, look.unit, look.note, look.cell, look.head):
            self._text(name)
        return {
            "kind": "table",
            "caption": self._runs(table.caption, self._sheet.text(look.caption)),
            "left": self._runs(table.left_note, self._sheet.text(look.unit)),
            "right": self._runs(table.unit_line, self._sheet.text(look.unit)),
            "notes": [self._runs(note, self._sheet.text(look.note)) for note in table.notes],
            "names": {"caption": look.caption, "unit": look.unit, "note": look.note},
            "landscape": found.landscape,
            "size": found.measures.size,
            "pitch": found.measures.pitch,
            "padding": [look.padding_x, look.padding_y],
            "rule": look.rule,
            "widths": [b - a for a, b in pairwise(edges)],
            "top": grid.head.start,
            "head": len(grid.head),
            "rows": len(grid.rows),
            "cells": [self._cell(placed, table, look) for placed in grid.cells],
        }

    def _cell(self, placed: Placed, table: Table, look: TableStyle) -> Plain:
        cell: Cell = placed.cell
        is_head = placed.part == "head"
        style = self._sheet.text(cell.style or (look.head if is_head else look.cell))
        align = cell.align or ("center" if is_head else table.columns[placed.column].align)
        return {
            "row": placed.row,
            "column": placed.column,
            "rows": placed.row_span,
            "columns": placed.col_span,
            "align": "right" if align == "decimal" else align,
            "text": [self._runs(content, style) for content in cell.content],
        }


def _file(name: str) -> Path:
    builtin = builtin_font_dir() / name
    return builtin if builtin.is_file() else Path(name)


def main() -> None:
    """Write every peer's source for the specs that a file lists, one path a line."""
    parser = argparse.ArgumentParser(description="Specs in the peers' languages.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("listed", type=Path)
    told = parser.parse_args()
    for line in told.listed.read_text(encoding="utf-8").splitlines():
        path = Path(line)
        report = plain(path)
        for peer in (typst, weasyprint, platypus):
            text = peer.translate(report)
            target = told.folder / f"{path.stem}{peer.SUFFIX}"
            target.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
