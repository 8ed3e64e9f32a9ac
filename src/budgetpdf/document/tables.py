"""Table definitions and facts → `blocks.Table`: two sides in one frame, notes, empty tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetpdf.document import blocks
from budgetpdf.document.blocks import Cell, Inlines, Row
from budgetpdf.document.rendering import Renderer, paragraphs
from budgetpdf.document.rows import Half, Line
from budgetpdf.profile import parts
from budgetpdf.profile.values import Scope
from budgetpdf.tuples import new_tuple

# A hundred rows a report: past the constructor, which is a function of Python.


def compose_table(
    part: parts.TablePart, scope: Scope, profile: parts.Profile, renderer: Renderer, id_: str
) -> blocks.Table:
    """The table that `part` defines, filled from the facts that `scope` sees."""
    halves = [Half(half, part, scope, profile, renderer) for half in part.halves]
    inline = renderer.inline
    body, empty = _body(part, halves, scope, renderer)
    return blocks.Table(
        id=id_,
        columns=tuple(leaf.column for half in halves for leaf in half.leaves),
        head=_head(part, halves, scope, renderer),
        body=body,
        caption=inline(part.caption, scope),
        continued=part.continued,
        left_note=inline(part.left, scope),
        unit_line=inline(part.unit, scope),
        notes=_notes(part, empty, scope, renderer),
        orientation=part.orientation,
        style=part.style,
        span=part.where.span,
    )


def _head(
    part: parts.TablePart, halves: Sequence[Half], scope: Scope, renderer: Renderer
) -> tuple[Row, ...]:
    """Header rows, made once where they are the same in every table of the definition."""
    if not all(half.is_fixed for half in halves):
        return _head_rows(halves, scope, renderer)
    key = tuple(map(id, part.halves))
    if key not in renderer.heads:
        renderer.heads[key] = _head_rows(halves, scope, renderer)
    return renderer.heads[key]


def _head_rows(halves: Sequence[Half], scope: Scope, renderer: Renderer) -> tuple[Row, ...]:
    """Header rows: a column without others below it reaches down to the last."""
    columns = [column for half in halves for column in half.columns]
    rows: list[list[Cell]] = [[] for _ in range(max(map(_depth, columns), default=0))]
    for column in columns:
        _put_head(column, rows, scope, renderer)
    if not any(cell.content for row in rows for cell in row):
        return ()
    return tuple(Row(tuple(row)) for row in rows)


def _put_head(
    column: parts.ColumnPart, rows: Sequence[list[Cell]], scope: Scope, renderer: Renderer
) -> None:
    """The head of a column in the first of `rows`, those of its columns in the rows below."""
    inner = column.columns
    content = tuple(paragraphs(renderer.runs(column.title, scope)))
    span = 1 if inner else len(rows)
    rows[0].append(
        Cell(content, span, _leaves(column), align="center", header=True, span=column.where.span)
    )
    for child in inner:
        _put_head(child, rows[1:], scope, renderer)


def _depth(column: parts.ColumnPart) -> int:
    return 1 + max(map(_depth, column.columns), default=0)


def _leaves(column: parts.ColumnPart) -> int:
    return sum(map(_leaves, column.columns)) or 1


def _body(
    part: parts.TablePart, halves: Sequence[Half], scope: Scope, renderer: Renderer
) -> tuple[tuple[Row, ...], bool]:
    """The rows of the body, and whether there are none between its totals."""
    sides = [half.lines() for half in halves]
    widths = [len(half.leaves) for half in halves]
    empty = not any(side.body for side in sides)
    blank = Row(tuple(Cell() for _ in range(sum(widths))), "blank", part.where.span)
    rows = [
        *_top(part, sum(widths), scope, renderer),
        *_zipped([side.before for side in sides], widths),
        *_zipped([side.body for side in sides], widths),
        *[blank] * (part.blank_rows if empty else 0),
        *_zipped([side.after for side in sides], widths, at_foot=True),
    ]
    return tuple(rows), empty


def _zipped(
    sides: Sequence[Sequence[Line]], widths: Sequence[int], *, at_foot: bool = False
) -> Iterator[Row]:
    """Lines of the halves side by side; a shorter half is filled up below, or above at a foot."""
    if len(sides) == 1:
        for line in sides[0]:
            yield new_tuple(Row, (line.cells, line.kind, line.where.span))
        return
    height = max(map(len, sides), default=0)
    for index in range(height):
        cells: list[Cell] = []
        kinds: set[blocks.RowKind] = set()
        span = None
        for lines, width in zip(sides, widths, strict=True):
            at = index - (height - len(lines)) if at_foot else index
            if not 0 <= at < len(lines):
                cells += [Cell() for _ in range(width)]
                continue
            line = lines[at]
            cells += line.cells
            kinds.add(line.kind)
            span = span or line.where.span
        kind = kinds.pop() if len(kinds) == 1 else "total" if "total" in kinds else "data"
        yield Row(tuple(cells), kind, span)


def _top(part: parts.TablePart, width: int, scope: Scope, renderer: Renderer) -> Iterator[Row]:
    """Rows over the whole table: the last cell of each takes the rest of the width."""
    for row in part.top:
        for inner in renderer.each(row.each, scope):
            if renderer.holds(row.when, inner):
                yield _top_row(row, width, inner, renderer)


def _top_row(row: parts.RowPart, width: int, scope: Scope, renderer: Renderer) -> Row:
    cells: list[Cell] = []
    left = width
    for index, cell in enumerate(row.cells):
        last = index == len(row.cells) - 1
        columns = left if last else min(cell.columns, left)
        left -= columns
        content = tuple(paragraphs(renderer.runs(cell.text, scope)))
        is_label = cell.label or (not last and len(row.cells) > 1)
        align = cell.align or ("center" if is_label else "justify")
        cells.append(Cell(content, 1, columns, align=align, header=is_label, span=cell.text.span))
    return Row(tuple(cells), "top", row.where.span)


def _notes(
    part: parts.TablePart, empty: bool, scope: Scope, renderer: Renderer
) -> tuple[Inlines, ...]:
    notes: list[Inlines] = []
    if empty:
        notes += paragraphs(renderer.runs(part.empty_note, scope))
    for note in part.notes:
        if renderer.holds(note.when, scope):
            notes += paragraphs(renderer.runs(note.text, scope))
    return tuple(notes)
