"""The rows of a table, or of one of its sides: from facts, fixed, joined with a list, totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import repeat
from typing import NamedTuple

from budgetpdf.diagnostic import Text
from budgetpdf.document.blocks import Cell, RowKind, Run
from budgetpdf.document.facts import Names
from budgetpdf.document.figures import total
from budgetpdf.document.leaves import (
    ALIGN,
    Leaf,
    cells_of_entry,
    cells_of_texts,
    is_fixed,
    leaf_of,
)
from budgetpdf.document.rendering import OfEntry, Renderer, paragraphs
from budgetpdf.profile import parts
from budgetpdf.profile.template import Template
from budgetpdf.profile.values import BLANK, Scope, Value, Where
from budgetpdf.tuples import new_tuple

# Hundreds of cells a report: past the constructors, which are functions of Python.


class Line(NamedTuple):
    """A row of one side. values: those of its columns, for totals; empty if it has none."""

    cells: tuple[Cell, ...]
    kind: RowKind
    where: Where
    values: Sequence[Value | None] = ()


class Lines(NamedTuple):
    """The rows of one side: totals that stand first, the body, and what stands at the foot."""

    before: list[Line]
    body: list[Line]
    after: list[Line]


class Half:
    """Columns and the rows that fill them."""

    def __init__(
        self,
        part: parts.Half,
        table: parts.TablePart,
        scope: Scope,
        profile: parts.Profile,
        renderer: Renderer,
    ) -> None:
        self._part = part
        self._scope = scope
        self._profile = profile
        self._renderer = renderer
        self._key_of_leaves = key = (id(part), table.numbers)
        kept = renderer.columns.get(key)
        self.is_fixed = kept is not None or is_fixed(part.columns)
        if kept is None:
            columns = tuple(self._wanted(part.columns))
            kept = columns, tuple(leaf_of(column, table) for column in _flat(columns))
        if self.is_fixed:
            renderer.columns[key] = kept
        self.columns, self.leaves = kept

    def _wanted(self, columns: Iterable[parts.ColumnPart]) -> Iterator[parts.ColumnPart]:
        """The columns whose condition holds; a head without any below it goes too."""
        for column in columns:
            if not self._renderer.holds(column.when, self._scope):
                continue
            if not column.columns:
                yield column
            elif inner := tuple(self._wanted(column.columns)):
                yield column._replace(columns=inner)

    def lines(self) -> Lines:
        """All rows."""
        part = self._part
        body = [*self._fixed(part.fixed), *self._facts()]
        before: list[Line] = []
        after = self._fixed(part.foot)
        if part.total is not None:
            row = self._total(part.total, body)
            if part.total.at == "first":
                before.append(row)
            else:
                after.insert(0, row)
        return Lines(before, body, after)

    def _fixed(self, rows: Iterable[parts.RowPart]) -> list[Line]:
        """Fixed rows; cells that reach down take their columns from the rows below."""
        lines: list[Line] = []
        reach = [0] * len(self.leaves)
        for row in rows:
            for scope in self._renderer.each(row.each, self._scope):
                if self._renderer.holds(row.when, scope):
                    lines += [self._fixed_line(row, scope, reach)]
        return lines

    def _fixed_line(self, row: parts.RowPart, scope: Scope, reach: list[int]) -> Line:
        free = [index for index, rows in enumerate(reach) if not rows]
        reach[:] = [max(rows - 1, 0) for rows in reach]
        if row.kind == "heading":
            return self._heading(row.cells[0].text, row.where, scope, len(free))
        cells: list[Cell] = []
        values: list[Value | None] = [None] * len(self.leaves)
        for part in row.cells:
            if not free:
                message = Text("单元格比空着的列多", "more cells than columns are free")
                self._renderer.report("P011", message, part.text.span)
                break
            at, columns = free[0], min(part.columns, len(free))
            for index in free[:columns]:
                reach[index] = part.rows - 1
            free = free[columns:]
            cell, value = self._fixed_cell(part, self.leaves[at], scope)
            cells.append(cell._replace(row_span=part.rows, col_span=columns))
            values[at] = value if columns == 1 else None
        cells += [Cell() for _ in free]
        return Line(tuple(cells), row.kind, row.where, values)

    def _fixed_cell(
        self, part: parts.CellPart, leaf: Leaf, scope: Scope
    ) -> tuple[Cell, Value | None]:
        renderer, alone = self._renderer, part.text.alone
        value = renderer.value(alone, scope) if alone else None
        if alone and value:
            runs = renderer.cell(value, part.format or leaf.part.format, leaf.numbers, alone)
        else:
            runs = renderer.runs(part.text, scope)
        align = part.align or (ALIGN[part.format] if part.format else None)
        header = part.label or leaf.part.label
        span = part.text.span
        return Cell(tuple(paragraphs(runs)), align=align, header=header, span=span), value

    def _heading(self, text: Template, where: Where, scope: Scope, columns: int) -> Line:
        content = tuple(paragraphs(self._renderer.runs(text, scope)))
        cell = Cell(content, 1, columns, align="left", header=True, span=where.span)
        return Line((cell,), "heading", where)

    def _facts(self) -> list[Line]:
        """Rows made of facts, with headings between their groups."""
        part = self._part.rows
        if part is None:
            return []
        lines: list[Line] = []
        said = ""
        for scope, where, of_entry in self._scopes(part):
            if part.heading is not None:
                heading = self._heading(part.heading, where, scope, len(self.leaves))
                text = _text(heading)
                if text and text != said:
                    lines.append(heading)
                said = text
            lines.append(self._fact_line(scope, where, of_entry))
        return lines

    def _scopes(self, part: parts.RowsPart) -> Iterator[tuple[Scope, Where, Iterable[Cell | None]]]:
        """What each row sees: itself, its number and, if joined, its entry of the list; where it
        stands, and its cells of that entry."""
        rows = [
            row for row in self._renderer.items(part.rows, self._scope) if self._kept(part, row)
        ]
        outer = self._scope
        pairs = _unjoined(rows) if not part.join else self._joined(part, rows)
        for number, (row, entry) in enumerate(pairs, 1):
            names = {
                **outer.names,
                "row": row,
                "number": new_tuple(Value, (number, (), None, False)),
            }
            of_entry: Iterable[Cell | None] = repeat(None)
            if entry is not None:
                names["entry"], of_entry = self._of_entry(entry)
            where = row.origins[0] if row.origins else part.rows.where
            yield Scope(outer.root, outer.filters, names), where, of_entry

    def _of_entry(self, entry: parts.Entry) -> OfEntry:
        key = (*self._key_of_leaves, id(entry))
        found = self._renderer.entries.get(key) if self.is_fixed else None
        if found is None:
            value = Value(Names(entry.texts))
            found = OfEntry(value, cells_of_entry(self.leaves, value))
            self._renderer.entries[key] = found
        return found

    def _kept(self, part: parts.RowsPart, row: Value) -> bool:
        return part.only is None or self._renderer.holds(part.only, self._scope.with_names(row=row))

    def _joined(self, part: parts.RowsPart, rows: Iterable[Value]) -> Iterator[_Pair]:
        """The rows in the order of a list; one without a place in it is a finding."""
        entries = self._profile.lists[part.join]
        keys = {name: entry.key for entry in entries for name in (entry.key, *entry.aliases)}
        groups: dict[str, list[Value]] = {entry.key: [] for entry in entries}
        for row in rows:
            key = self._key(part, row)
            if key.data in keys:
                groups[keys[key.data]].append(row)
            else:
                self._stray(key, part, list(groups))
        for entry in entries:
            found = groups[entry.key]
            if not found and part.blank:
                found = [Value(BLANK, (entry.where,))]
            for row in found:
                yield row, entry

    def _key(self, part: parts.RowsPart, row: Value) -> Value:
        assert part.key is not None
        return self._renderer.value(part.key, self._scope.with_names(row=row))

    def _stray(self, key: Value, part: parts.RowsPart, known: list[str]) -> None:
        shown = "、".join(known)
        message = Text(
            f"“{key.data}”不在格式的名目里", f"“{key.data}” is not in the profile's list"
        )
        hint = Text(f"可以写的有：{shown}", f"there are: {shown}")
        self._renderer.report("T007", message, part.rows.span, hint=hint, origins=key.origins)

    def _fact_line(self, scope: Scope, where: Where, of_entry: Iterable[Cell | None]) -> Line:
        made = cells_of_texts(self.leaves, scope.names, of_entry)
        values: list[Value | None] = [None] * len(made)
        if None in made:
            for index, leaf in enumerate(self.leaves):
                if made[index] is None:
                    made[index], values[index] = self._cell_of_value(leaf, scope)
        cells = tuple(filter(None, made))  # all are made by now
        return new_tuple(Line, (cells, "data", where, values))

    def _cell_of_value(self, leaf: Leaf, scope: Scope) -> tuple[Cell, Value | None]:
        expression = leaf.part.value
        if expression is None:
            return Cell(), None
        value = self._renderer.value(expression, scope)
        runs = self._renderer.cell(value, leaf.part.format, leaf.numbers, expression)
        span = runs[0].span if runs else None
        content = tuple(paragraphs(runs))
        return new_tuple(Cell, (content, 1, 1, None, None, leaf.blank.header, "", span)), value

    def _total(self, part: parts.Total, lines: Sequence[Line]) -> Line:
        """Sums of the marked columns, over the rows of the body."""
        columns = min(part.columns, len(self.leaves))
        runs = self._renderer.runs(part.title, self._scope)
        where = part.title.where
        cells = [Cell(tuple(paragraphs(runs)), 1, columns, header=True, span=where.span)]
        for index, leaf in enumerate(self.leaves[columns:], columns):
            cells.append(self._sum(index, leaf, lines) if leaf.part.sum else Cell())
        return Line(tuple(cells), "total", where)

    def _sum(self, index: int, leaf: Leaf, lines: Sequence[Line]) -> Cell:
        found = [line.values[index] for line in lines if line.kind == "data"]
        numbers = [value for value in found if value and isinstance(value.data, Decimal | int)]
        money = leaf.part.format == "amount"
        value = (
            total(numbers)._replace(money=money) if numbers else Value(Decimal(0), (), None, money)
        )
        where = leaf.part.where
        runs = self._renderer.figure(value, leaf.part.format, leaf.numbers, where)
        span = value.origins[0].span if value.origins else where.span
        return Cell(tuple(paragraphs(runs)), span=span)


_Pair = tuple[Value, parts.Entry | None]


def _unjoined(rows: Iterable[Value]) -> Iterator[_Pair]:
    return ((row, None) for row in rows)


def _text(line: Line) -> str:
    return "".join(
        run.text for content in line.cells[0].content for run in content if isinstance(run, Run)
    )


def _flat(columns: Iterable[parts.ColumnPart]) -> Iterator[parts.ColumnPart]:
    for column in columns:
        if column.columns:
            yield from _flat(column.columns)
        else:
            yield column
