"""[table.*] → `TablePart`: columns, rows, halves, notes."""

from __future__ import annotations

from collections.abc import Mapping

from budgetpdf.diagnostic import Text
from budgetpdf.profile import parts
from budgetpdf.profile.codes import finding
from budgetpdf.profile.merge import Merged
from budgetpdf.profile.nodes import Node
from budgetpdf.profile.reader import Reader

_HALF = ("columns", "rows", "only", "join", "key", "blank", "heading", "row", "total", "foot")
_DEFAULT = ("continued", "left", "unit", "orientation", "style", "numbers")


def read_tables(merged: Merged, reader: Reader) -> dict[str, parts.TablePart]:
    """The tables of a profile, with what [table.default] says put below them."""
    nodes = dict(merged.tables["table"])
    default = nodes.pop("default", None)
    for key in default.names() if default else ():
        if key not in _DEFAULT and default is not None:
            message = Text(f"[table.default] 里不能写 {key}", f"[table.default] cannot hold {key}")
            reader.findings.append(finding("P007", message, default[key].span))
    tables = _Tables(reader, merged.tables["columns"])
    below = default.layers if default else ()
    return {name: tables.table(name, Node(*node.layers, *below)) for name, node in nodes.items()}


class _Tables:
    """Reads tables; knows the column groups."""

    def __init__(self, reader: Reader, groups: Mapping[str, Node]) -> None:
        self._reader = reader
        self._groups = groups

    def table(self, name: str, node: Node) -> parts.TablePart:
        """One table."""
        reader = self._reader
        halves = node.get("halves")
        if halves is not None:
            self._refuse_both(node)
        return parts.TablePart(
            id=name,
            halves=tuple(map(self._half, halves)) if halves else (self._half(node),),
            where=node.where,
            caption=reader.template(node.get("caption")),
            continued=node.text("continued"),
            left=reader.template(node.get("left")),
            unit=reader.template(node.get("unit")),
            orientation=node.option("orientation", "auto"),
            style=node.text("style", "table"),
            numbers=node.text("numbers", "table"),
            top=self._rows(node.get("top"), "top"),
            blank_rows=node.option("blank_rows", 0),
            empty_note=reader.template(node.get("empty_note")),
            notes=tuple(map(self._note, node.get("notes") or ())),
        )

    def _refuse_both(self, node: Node) -> None:
        for key in _HALF:
            if (found := node.get(key)) is not None:
                message = Text(
                    f"有 halves 的表，{key} 写在各栏里", f"with halves, {key} goes into each"
                )
                self._reader.findings.append(finding("P007", message, found.span))

    def _half(self, node: Node) -> parts.Half:
        reader = self._reader
        columns = node.get("columns")
        if columns is None:
            message = Text("表格没有写列（columns）", "the table has no columns")
            reader.findings.append(finding("P004", message, node.span))
        total = node.get("total")
        return parts.Half(
            columns=self._columns(columns, ()),
            rows=self._facts(node),
            fixed=self._rows(node.get("row"), "data"),
            total=self._total(total) if total else None,
            foot=self._rows(node.get("foot"), "data"),
        )

    def _total(self, node: Node) -> parts.Total:
        title = self._reader.template(node.get("title"))
        return parts.Total(
            node.option("at", "last"),
            title or self._reader.literal("合计", node.where),
            node.option("columns", 1),
        )

    def _facts(self, node: Node) -> parts.RowsPart | None:
        reader = self._reader
        rows = reader.expression(node.get("rows"))
        if rows is None:
            return None
        return parts.RowsPart(
            rows,
            reader.expression(node.get("only")),
            node.text("join"),
            reader.expression(node.get("key")),
            node.option("blank", False),
            reader.template(node.get("heading")),
        )

    def _columns(self, node: Node | None, inside: tuple[str, ...]) -> tuple[parts.ColumnPart, ...]:
        columns: list[parts.ColumnPart] = []
        for item in node or ():
            group = item.get("group")
            if group is None:
                columns.append(self._column(item, inside))
            else:
                columns += self._group(group, inside)
        return tuple(columns)

    def _group(self, node: Node, inside: tuple[str, ...]) -> tuple[parts.ColumnPart, ...]:
        name = node.value
        group = self._groups.get(name)
        if group is None or name in inside:
            message = (
                Text(f"没有列组“{name}”", f"there is no column group “{name}”")
                if group is None
                else Text(f"列组“{name}”包含了它自己", f"column group “{name}” contains itself")
            )
            code = "P006" if group is None else "P002"
            self._reader.findings.append(finding(code, message, node.span))
            return ()
        return self._columns(group.get("columns"), (*inside, name))

    def _column(self, node: Node, inside: tuple[str, ...]) -> parts.ColumnPart:
        reader = self._reader
        width, share = node.option("width_mm"), node.option("share")
        return parts.ColumnPart(
            title=reader.template(node.get("title")) or reader.literal("", node.where),
            where=node.where,
            columns=self._columns(node.get("columns"), inside),
            value=reader.expression(node.get("value")),
            format=node.option("format", "text"),
            align=node.option("align"),
            width_mm=None if width is None else float(width),
            share=None if share is None else float(share),
            merge=node.option("merge", False),
            label=node.option("label", False),
            sum=node.option("sum", False),
            numbers=node.text("numbers"),
            when=reader.expression(node.get("when")),
        )

    def _rows(self, node: Node | None, kind: parts.RowKind) -> tuple[parts.RowPart, ...]:
        rows = [self._row(item, kind) for item in node or ()]
        return tuple(rows)

    def _row(self, node: Node, kind: parts.RowKind) -> parts.RowPart:
        if isinstance(node.value, list):
            return parts.RowPart(tuple(map(self._cell, node)), node.where, kind)
        reader = self._reader
        heading, cells = node.get("heading"), node.get("cells")
        if (heading is None) == (cells is None):
            message = Text(
                "一行要么写 cells，要么写 heading", "a row has either cells or a heading"
            )
            reader.findings.append(finding("P007", message, node.span))
        if heading is not None:
            kind = "heading"
        elif node.option("total", False):
            kind = "total"
        return parts.RowPart(
            tuple(map(self._cell, [heading] if heading else cells or ())),
            node.where,
            kind,
            reader.expression(node.get("when")),
            reader.each(node.get("each")),
        )

    def _cell(self, node: Node) -> parts.CellPart:
        reader = self._reader
        if isinstance(node.value, str):
            return parts.CellPart(reader.template(node) or reader.literal("", node.where))
        return parts.CellPart(
            reader.needed(node, "text"),
            node.option("columns", 1),
            node.option("rows", 1),
            node.option("label", False),
            node.option("align"),
            node.option("format"),
        )

    def _note(self, node: Node) -> parts.Note:
        reader = self._reader
        if isinstance(node.value, str):
            return parts.Note(reader.template(node) or reader.literal("", node.where), None)
        return parts.Note(reader.needed(node, "text"), reader.expression(node.get("when")))
