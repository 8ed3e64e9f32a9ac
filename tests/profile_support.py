"""Small profiles and specs for tests, and documents as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from budgetpdf import profile
from budgetpdf.diagnostic import CharIn, Diagnostic, Place, Span
from budgetpdf.document.blocks import (
    Block,
    Break,
    Contents,
    Document,
    Gap,
    Heading,
    Inlines,
    Item,
    ItemList,
    Paragraph,
    Row,
    Run,
    Signature,
    Table,
    Title,
)
from budgetpdf.document.compose import compose
from budgetpdf.profile.parts import Profile
from budgetpdf.spec.read import SpecFile
from budgetpdf.spec.read import read as read_spec

SPEC = """
profile = "p.toml"
fiscal_year = 2030
amounts_in = "万元"
{top}
[unit]
name = "甲县水利局"
called = "我局"
region = "甲县"
kind = "行政"
duties = ["管水。", "治水。"]
organization = [{{ name = "甲县水利局", nature = "机关", funding = "财政拨款" }}]
[revenue]
general_public_budget = 100.5
[expenditure]
personnel = 60.5
operating = 30
projects = 10
[performance]
overall_goal = "管好水。"
[assets]
as_of = 2029-12-31
{rest}
"""

PROFILE = """
title = "{{{{ unit.name }}}}报告"
levels = [{{ name = "section", number = "一、" }}, {{ name = "sub", number = "（一）" }}]
{top}
[font]
body = [{{ file = "FandolFang-Regular.otf" }}]
{rest}
"""


def spec_file(folder: Path, top: str = "", rest: str = "", **replaced: str) -> SpecFile:
    """A spec of an invented unit. replaced: old → new, each old text stands in it once."""
    text = SPEC.format(top=top, rest=rest)
    for key, value in replaced.items():
        line = next(line for line in text.split("\n") if line.startswith(f"{key} ="))
        text = text.replace(f"\n{line}\n", f"\n{key} = {value}\n", 1)
    path = folder / "spec.toml"
    path.write_text(text, encoding="utf-8")
    file, findings = read_spec(path)
    assert file is not None, findings
    return file


def read_profile(
    folder: Path, text: str, name: str = "p.toml"
) -> tuple[Profile | None, tuple[Diagnostic, ...]]:
    """The profile in `text`, with its findings."""
    (folder / name).write_text(text, encoding="utf-8")
    return profile.read(name, folder)


def make_profile(folder: Path, rest: str = "", top: str = "") -> Profile:
    """A profile of two levels that says what `rest` says."""
    made, findings = read_profile(folder, PROFILE.format(top=top, rest=rest))
    assert made is not None, findings
    return made


def composed(file: SpecFile, made: Profile) -> tuple[Document, tuple[Diagnostic, ...]]:
    """The document of a spec."""
    return compose(file, made)


def point(place: Place, text: str = "") -> str:
    """Line and column of a place; of a character in one-line strings without escapes."""
    if isinstance(place, CharIn):
        return f"{place.span.line}:{place.span.column + 1 + place.offset}"
    assert isinstance(place, Span)
    return f"{place.line}:{place.column}"


def brief(finding: Diagnostic) -> str:
    """A finding as "CODE line:column"."""
    return f"{finding.code} {point(finding.places[0])}"


def plain(content: Inlines) -> str:
    """The text of inlines."""
    return "".join(part.text for part in content if isinstance(part, Run))


def dump(document: Document) -> str:
    """A document as text that a clerk can read in a diff."""
    head = f"{document.meta.title} | {document.meta.author} | {document.meta.date}"
    lines = [head, f"〔{document.page_style}〕"]
    for block in document.blocks:
        lines += _block(block)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Title():
            pieces = "|".join(part.text for part in block.content if isinstance(part, Run))
            yield f"题　{pieces} {{{block.style}}}"
        case Heading():
            text = f"{block.label}{plain(block.content)}"
            yield f"{'#' * block.depth} {text} {{{block.style} #{block.id}}}"
        case Paragraph():
            label = f"[{plain(block.label)}]" if block.label else ""
            yield f"　　{label}{plain(block.content)}" + _style(block.style, "body")
        case ItemList():
            yield from map(_item(block.style), block.items)
        case Table():
            yield from _table(block)
        case Contents():
            yield from _contents(block)
        case _:
            yield from _small(block)


def _small(block: Block) -> Iterator[str]:
    match block:
        case Signature():
            yield from (f"　　　　　　→ {plain(line)}" for line in block.lines)
        case Break():
            yield f"〔新页 {block.page_style}{' 从 1 编号' if block.restart_numbers else ''}〕"
        case Gap():
            yield f"〔空 {block.lines:g} 行〕"


def _item(style: str) -> Callable[[Item], str]:
    def line(item: Item) -> str:
        return f"　- {item.label}{'⏎'.join(map(plain, item.paragraphs))}" + _style(style, "item")

    return line


def _contents(block: Contents) -> Iterator[str]:
    yield f"〔{plain(block.title)} {block.leader}〕"
    for entry in block.entries:
        text = f"{'　' * entry.depth}{plain(entry.content)}"
        yield f"{text} → {entry.target} {{{entry.style}}}"


def _style(style: str, usual: str) -> str:
    return "" if style == usual else f" {{{style}}}"


def _table(table: Table) -> Iterator[str]:
    columns = " ".join(
        c.align + ("+" if c.merge else "") + (f" {c.width_mm:g}mm" if c.width_mm else "")
        for c in table.columns
    )
    yield f"┌ {plain(table.caption)} {{{table.style} #{table.id} {table.orientation}}} {columns}"
    if table.left_note or table.unit_line:
        yield f"│ {plain(table.left_note)} ‖ {plain(table.unit_line)}"
    yield from (_row(row, "head") for row in table.head)
    yield from (_row(row, row.kind) for row in table.body)
    yield from (f"│ {plain(note)}" for note in table.notes)
    yield "└"


def _row(row: Row, kind: str) -> str:
    cells = []
    for cell in row.cells:
        text = "⏎".join(map(plain, cell.content))
        spans = f"‹{cell.row_span}×{cell.col_span}›" if cell.row_span * cell.col_span > 1 else ""
        cells.append(f"{'*' if cell.header and kind != 'head' else ''}{text}{spans}")
    return f"├ {kind:7} │ " + " │ ".join(cells)
