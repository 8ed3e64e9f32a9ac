"""The columns at the bottom of a table's head, and the cells of those that print plain texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from budgetpdf.diagnostic import Span
from budgetpdf.document.blocks import Cell, Column, Run
from budgetpdf.document.facts import WORKED_OUT, Facts, Texts
from budgetpdf.document.rendering import paragraphs
from budgetpdf.profile import parts
from budgetpdf.profile.values import Record, Value
from budgetpdf.tuples import new_tuple

ALIGN: dict[parts.Format, parts.Align] = {
    "text": "center",
    "amount": "decimal",
    "number": "center",
    "percent": "decimal",
}


class Leaf(NamedTuple):
    """A column at the bottom of the head tree.

    numbers: how its figures are printed. column: as layout takes it. first, middle, last: the
    names of its value, if it is nothing but names (row.target.unit), else empty. also: where the
    value stands. blank: a cell of it without text. of_row: the name of its value among the texts
    that a row writes, empty for all others.
    """

    part: parts.ColumnPart
    numbers: str
    column: Column
    first: str
    middle: tuple[str, ...]
    last: str
    also: tuple[Span]
    blank: Cell
    of_row: str


def leaf_of(column: parts.ColumnPart, table: parts.TablePart) -> Leaf:
    """A column of a table as a leaf."""
    value = column.value
    first, *middle, last = value.names if value and len(value.names) > 1 else ("", "")
    return Leaf(
        column,
        column.numbers or table.numbers,
        _laid_out(column),
        first,
        tuple(middle),
        last,
        (value.span if value else column.where.span,),
        Cell(header=value is not None and (column.merge or column.label)),
        "" if middle or first != "row" or last in WORKED_OUT else last,
    )


def _laid_out(column: parts.ColumnPart) -> Column:
    return Column(
        align=column.align or ALIGN[column.format],
        width_mm=column.width_mm,
        share=column.share,
        merge=column.merge,
        span=column.where.span,
    )


def is_fixed(columns: Iterable[parts.ColumnPart]) -> bool:
    """Whether columns and their heads are the same wherever the table stands."""
    return all(
        column.when is None and not column.title.expressions and is_fixed(column.columns)
        for column in columns
    )


def cells_of_entry(leaves: Iterable[Leaf], entry: Value) -> tuple[Cell | None, ...]:
    """The cells of the columns that print texts of a list's entry: the same in all of its rows."""
    known = {"entry": entry}
    return tuple([_cell_of_run(leaf, known) if leaf.first == "entry" else None for leaf in leaves])


def cells_of_texts(
    leaves: Sequence[Leaf], known: Mapping[str, Value], of_entry: Iterable[Cell | None]
) -> list[Cell | None]:
    """The cells of the columns whose values are texts that stand in spec or profile, as most are.

    Each is just what the value of the column's expression gives; None where only that can tell.
    of_entry: those that are made already, see `cells_of_entry`.
    """
    row = known.get("row")
    facts = row.data if row else None
    if not isinstance(facts, Facts):
        return [_cell_of_run(leaf, known) for leaf in leaves]
    fields, spans = facts.form.__dict__, facts.spans
    cells: list[Cell | None] = []
    for leaf, made in zip(leaves, of_entry, strict=False):
        text = fields.get(leaf.of_row)
        if made is not None:
            cells.append(made)
        elif type(text) is not str:
            cells.append(_cell_of_run(leaf, known) if leaf.first else None)
        elif not text:
            cells.append(leaf.blank)
        else:
            span = spans.get(leaf.of_row) or facts.span(leaf.of_row)
            cells.append(_cell(new_tuple(Run, (text, span, 0, leaf.also, "")), leaf))
    return cells


def _cell_of_run(leaf: Leaf, known: Mapping[str, Value]) -> Cell | None:
    value = known.get(leaf.first)
    for name in leaf.middle:
        value = value.data.get(name) if value and isinstance(value.data, Record) else None
    texts = value.data if value else None
    run = texts.run(leaf.last, leaf.also) if isinstance(texts, Texts) else None
    if run is None:
        return None
    return _cell(run, leaf) if run.text else leaf.blank


def _cell(run: Run, leaf: Leaf) -> Cell:
    text = run.text
    plain = text == text.strip() and "\n" not in text
    content = ((run,),) if plain else tuple(paragraphs([run]))
    return new_tuple(Cell, (content, 1, 1, None, None, leaf.blank.header, "", run.span))
