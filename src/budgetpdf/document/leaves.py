"""The columns at the bottom of a table's head, and the cells of those that print plain texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from budgetpdf.diagnostic import Span
from budgetpdf.document.blocks import Cell
from budgetpdf.document.facts import Texts
from budgetpdf.document.rendering import is_one_line, paragraphs
from budgetpdf.profile import parts
from budgetpdf.profile.values import Record, Value

ALIGN: dict[parts.Format, parts.Align] = {
    "text": "center",
    "amount": "decimal",
    "number": "center",
    "percent": "decimal",
}


_new = tuple.__new__


class Leaf(NamedTuple):
    """A column at the bottom of the head tree.

    numbers: how its figures are printed. names: those of its value, if it is nothing but names
    (row.target.unit), else none. also: where the value stands. blank: a cell of it without text.
    """

    part: parts.ColumnPart
    numbers: str
    align: parts.Align
    names: tuple[str, ...]
    also: tuple[Span]
    blank: Cell


def leaf_of(column: parts.ColumnPart, table: parts.TablePart) -> Leaf:
    """A column of a table as a leaf."""
    value = column.value
    return Leaf(
        column,
        column.numbers or table.numbers,
        column.align or ALIGN[column.format],
        value.names if value and len(value.names) > 1 else (),
        (value.span if value else column.where.span,),
        Cell(header=value is not None and (column.merge or column.label)),
    )


def cell_of_text(leaf: Leaf, known: Mapping[str, Value]) -> Cell | None:
    """The cell of a column whose value is a text that stands in spec or profile, as most are.

    Just what the value of the column's expression gives; None where only that can tell.
    """
    if not leaf.names:
        return None
    first, *middle, last = leaf.names
    value = known.get(first)
    for name in middle:
        value = value.data.get(name) if value and isinstance(value.data, Record) else None
    if value is None or not isinstance(value.data, Texts):
        return None
    run = value.data.run(last, leaf.also)
    if run is None:
        return None
    text = run.text
    if not text:
        return leaf.blank
    content = ((run,),) if is_one_line(text) else tuple(paragraphs([run]))
    return _new(Cell, (content, 1, 1, None, None, leaf.blank.header, "", run.span))
