"""What can be wrong with a table: L010 to L014, each with its place and what to do."""

from __future__ import annotations

from budgetpdf.diagnostic import Diagnostic, Place, Severity, Text
from budgetpdf.geometry import PT_PER_MM, Pt

Places = tuple[Place, ...]


def no_place(row: int, column: int, places: Places) -> Diagnostic:
    """A cell where another one stands. Row and column count from 0."""
    return _error(
        "L010",
        Text(
            f"表格第{row + 1}行：一个单元格与第{column + 1}列的单元格重叠，没有自己的位置",
            f"row {row + 1} of the table: a cell overlaps the one in column {column + 1} "
            "and has no place of its own",
        ),
        places,
        Text("检查这一行的单元格数和合并的行数、列数", "check the row's cells and their spans"),
    )


def missing(row: int, column: int, lacking: int, columns: int, places: Places) -> Diagnostic:
    """Cells that a row lacks, from `column` on."""
    return _error(
        "L011",
        Text(
            f"表格第{row + 1}行缺{lacking}个单元格（从第{column + 1}列起），应有{columns}列",
            f"row {row + 1} of the table lacks {lacking} of {columns} cells, "
            f"from column {column + 1}",
        ),
        places,
        Text("补上单元格，空的也要写", "add the cells, empty ones too"),
    )


def bad_span(
    row: int, column: int, span: tuple[int, int], places: Places, *, overlaps: bool
) -> Diagnostic:
    """A cell whose span (rows, columns) leaves the table's part or overlaps another cell."""
    zh = "与另一个单元格重叠" if overlaps else "超出了表格"
    en = "overlaps another cell" if overlaps else "leaves the table"
    rows, columns = span
    return _error(
        "L010" if overlaps else "L012",
        Text(
            f"表格第{row + 1}行第{column + 1}列的单元格合并{rows}行{columns}列，{zh}",
            f"row {row + 1}, column {column + 1} of the table: a cell of {rows} rows and "
            f"{columns} columns {en}",
        ),
        places,
        Text("改正合并的行数或列数", "correct its span"),
    )


def too_high(places: Places, *, caption: bool) -> Diagnostic:
    """A head or a caption that leaves no room for a row."""
    what = (
        Text("表题过长，一页容不下", "the caption of the table is too long for a page")
        if caption
        else Text("表头过高，不能在每页重复", "the table's head is too high to be repeated")
    )
    return _error("L013", what, places, Text("缩短文字", "shorten the text"))


def starved(column: int, need: Pt, given: Pt, places: Places) -> Diagnostic:
    """A column narrower (pt) than a piece of text that does not break."""
    wants, has = need / PT_PER_MM, given / PT_PER_MM
    return _error(
        "L014",
        Text(
            f"表格第{column + 1}列放不下：不可断开的文字宽{wants:.1f}毫米，列内只有{has:.1f}毫米",
            f"column {column + 1} of the table is too narrow: a piece that does not break is "
            f"{wants:.1f} mm wide, the column {has:.1f} mm",
        ),
        places,
        Text(
            "缩短这一单元格的文字，减少列数，或允许横排和更小的字号",
            "shorten the cell's text, use fewer columns, or allow landscape and smaller type",
        ),
    )


def _error(code: str, message: Text, places: Places, hint: Text) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, message, places, hint)
