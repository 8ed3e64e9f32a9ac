"""Which names each template of a profile sees, and whether all names it uses are known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from budgetpdf.diagnostic import Diagnostic, Severity, Text
from budgetpdf.profile import parts
from budgetpdf.profile.check import Checker, Known, Names
from budgetpdf.profile.codes import finding
from budgetpdf.profile.shapes import MONEY, NUMBER, TEXT, Shape, root_shape
from budgetpdf.profile.values import Where

_PHRASE: Names = {
    "amount": MONEY,
    "percent": TEXT,
    "reason": TEXT,
    "this": MONEY,
    "last": MONEY,
}


def check_names(profile: parts.Profile, findings: list[Diagnostic]) -> None:
    """Find every unknown fact, table, level, list, phrase and style."""
    _Check(profile, findings).run()


class _Check:
    """One pass over a profile."""

    def __init__(self, profile: parts.Profile, findings: list[Diagnostic]) -> None:
        self._profile = profile
        self._findings = findings
        self._used: set[str] = set()
        known = Known(profile.numbers, profile.phrases, profile.lists)
        self._checker = Checker(root_shape(profile), known, findings)

    def run(self) -> None:
        profile, checker = self._profile, self._checker
        checker.template(profile.title, {})
        for section in profile.sections:
            self._section(section)
        for term in profile.glossary:
            for template in (term.term, term.text):
                checker.template(template, {})
            checker.expression(term.when, {})
        for phrase in profile.phrases.values():
            for part in (phrase.up, phrase.down, phrase.same, phrase.reason, phrase.from_zero):
                checker.template(part, _PHRASE)
        self._front()
        self._levels()
        self._unused()

    def _front(self) -> None:
        cover, contents = self._profile.cover, self._profile.contents
        if cover is not None:
            self._checker.expression(cover.when, {})
            self._blocks(cover.blocks, {})
        if contents is not None:
            self._contents(contents)
        styles = self._profile.sheet.pages
        for front in (cover, contents):
            if front is not None:
                where = _at(front.where, "page_style")
                self._known(front.page_style, styles, "页面样式", "page style", where)

    def _contents(self, contents: parts.ContentsPage) -> None:
        self._checker.template(contents.title, {})
        self._checker.expression(contents.when, {})
        levels = {level.name for level in self._profile.levels}
        for index, name in enumerate(contents.levels):
            where = _at(contents.where, "levels", index)
            self._known(name, levels, "层次", "level", where)
        for style in (f"{contents.style}-title", f"{contents.style}-1"):
            texts, where = self._profile.sheet.texts, _at(contents.where, "style")
            self._known(style, texts, "文字样式", "text style", where)

    def _levels(self) -> None:
        texts = self._profile.sheet.texts
        for level in self._profile.levels:
            self._known(level.style, texts, "文字样式", "text style", _at(level.where, "style"))

    def _known(self, name: str, known: Iterable[str], zh: str, en: str, where: Where) -> None:
        names = list(known)
        if not name or name in names:
            return
        message = Text(f"没有{zh}“{name}”", f"there is no {en} “{name}”")
        shown = "、".join(sorted(names)) or "（无）"
        hint = Text(f"现有的：{shown}", f"there are: {shown}")
        self._findings.append(finding("P006", message, where.span, hint=hint))

    def _each(self, each: parts.Each | None, names: Names) -> Names:
        if each is None:
            return names
        item = self._checker.listing(each.items, names)
        return {**names, each.name: item, "number": NUMBER}

    def _section(self, section: parts.Section) -> None:
        profile, checker = self._profile, self._checker
        names = self._each(section.each, {})
        checker.expression(section.when, names)
        checker.template(section.title, names)
        if (section.title is None) != (not section.level):
            message = Text("标题（title）和层次（level）要一起写", "title and level go together")
            self._findings.append(finding("P004", message, section.where.span))
        levels = [level.name for level in profile.levels]
        self._known(section.level, levels, "层次", "level", _at(section.where, "level"))
        styles = profile.sheet.pages
        where = _at(section.where, "page_style")
        self._known(section.page_style, styles, "页面样式", "page style", where)
        self._blocks(section.blocks, names)

    def _blocks(self, blocks: Iterable[parts.Block], outer: Names) -> None:
        for block in blocks:
            names = self._each(block.each, outer)
            self._checker.expression(block.when, names)
            if isinstance(block, parts.TableBlock):
                self._table_block(block, names)
            else:
                where = _at(block.where, "style")
                styles = self._profile.sheet.texts
                self._known(block.style, styles, "文字样式", "text style", where)
                self._block(block, names)

    def _block(self, block: parts.Block, names: Names) -> None:
        checker = self._checker
        match block:
            case parts.TextBlock():
                checker.template(block.text, names)
                checker.template(block.label, names)
            case parts.ParagraphsBlock():
                checker.expression(block.paragraphs, names)
                checker.template(block.label, names)
            case parts.ItemsBlock():
                item = {**names, "item": checker.listing(block.items, names), "number": NUMBER}
                checker.template(block.lead, item)
                checker.template(block.item, item)
            case parts.SignatureBlock():
                for line in block.signature:
                    checker.template(line, names)
            case parts.DateBlock():
                checker.expression(block.date, names)

    def _table_block(self, block: parts.TableBlock, names: Names) -> None:
        looks = self._profile.sheet.tables
        self._known(block.style, looks, "表格样式", "table style", _at(block.where, "style"))
        where = _at(block.where, "table")
        self._known(block.table, self._profile.tables, "表格", "table", where)
        given = {name: self._checker.expression(e, names) for name, e in block.parameters.items()}
        table = self._profile.tables.get(block.table)
        if table is not None:
            self._used.add(table.id)
            self._table(table, {**names, **given})

    def _table(self, table: parts.TablePart, names: Names) -> None:
        checker = self._checker
        templates = (table.caption, table.left, table.unit, table.empty_note)
        for template in (*templates, *(note.text for note in table.notes)):
            checker.template(template, names)
        for note in table.notes:
            checker.expression(note.when, names)
        self._rows(table.top, names)
        profile = self._profile
        self._known(table.numbers, profile.numbers, "数的写法", "number style", table.where)
        self._known(table.style, profile.sheet.tables, "表格样式", "table style", table.where)
        for half in table.halves:
            self._half(half, names)

    def _half(self, half: parts.Half, names: Names) -> None:
        self._rows((*half.fixed, *half.foot), names)
        self._fitting((*half.fixed, *half.foot), sum(map(_leaves, half.columns)))
        if half.total is not None:
            self._checker.template(half.total.title, names)
        row = names if half.rows is None else self._row_names(half.rows, names)
        for column in half.columns:
            self._column(column, names, row)

    def _row_names(self, rows: parts.RowsPart, names: Names) -> Names:
        item = self._checker.listing(rows.rows, names)
        inner: dict[str, Shape] = {**names, "row": item, "number": NUMBER}
        where = rows.rows.where
        self._known(rows.join, self._profile.lists, "名目", "list", where)
        if bool(rows.join) != (rows.key is not None):
            message = Text("join 和 key 要一起写", "join and key go together")
            self._findings.append(finding("P007", message, where.span))
        self._checker.expression(rows.only, inner)
        self._checker.expression(rows.key, inner)
        if rows.join in self._profile.lists:
            inner["entry"] = _entry_shape(self._profile.lists[rows.join])
        self._checker.template(rows.heading, inner)
        return inner

    def _fitting(self, rows: Iterable[parts.RowPart], width: int) -> None:
        for row in rows:
            cells = sum(cell.columns for cell in row.cells)
            if cells > width and row.kind != "heading":
                message = Text(
                    f"这一行有 {cells} 格，表只有 {width} 列",
                    f"this row has {cells} cells, the table {width} columns",
                )
                self._findings.append(finding("P011", message, row.where.span))

    def _rows(self, rows: Iterable[parts.RowPart], outer: Names) -> None:
        for row in rows:
            names = self._each(row.each, outer)
            self._checker.expression(row.when, names)
            for cell in row.cells:
                self._checker.template(cell.text, names)

    def _column(self, column: parts.ColumnPart, outer: Names, row: Names) -> None:
        self._checker.template(column.title, outer)
        self._checker.expression(column.when, outer)
        self._checker.expression(column.value, row)
        numbers = self._profile.numbers
        self._known(column.numbers, numbers, "数的写法", "number style", column.where)
        for inner in column.columns:
            self._column(inner, outer, row)

    def _unused(self) -> None:
        for table in self._profile.tables.values():
            if table.id not in self._used and table.where.source is self._profile.sources[0]:
                message = Text(f"表格“{table.id}”没有用到", f"table “{table.id}” is never used")
                self._findings.append(
                    finding("P009", message, table.where.span, severity=Severity.WARNING)
                )


def _leaves(column: parts.ColumnPart) -> int:
    return sum(map(_leaves, column.columns)) or 1


def _at(where: Where, *keys: str | int) -> Where:
    return Where(where.source, (*where.path, *keys))


def _entry_shape(entries: tuple[parts.Entry, ...]) -> Shape:
    names: Mapping[str, Shape] = {name: TEXT for entry in entries for name in entry.texts}
    return Shape("record", names)
