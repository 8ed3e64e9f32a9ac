"""ReportLab Platypus as installed: not tagged, lines not justified, no fallback of faces.

It refuses faces with CFF outlines, so that a role takes the first face of its chain with glyf
outlines. Rows under merged cells must fit on a page together: here merged cells are cut every
few rows.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

Plain = dict[str, Any]

SUFFIX = ".json"
CUT = 5
"""Merged cells end at every row that is a multiple of this."""

COLD = f"""
import sys
sys.path.insert(0, {str(Path(__file__).resolve().parent.parent)!r})
from pathlib import Path
from peers.platypus import renderer
Path(sys.argv[2]).write_bytes(renderer(Path(sys.argv[3]))(Path(sys.argv[1])))
"""
"""What a new process runs: source, target, folder of fonts."""


def version() -> str:
    """Of reportlab."""
    from importlib.metadata import version as found

    return found("reportlab")


def translate(report: Plain) -> str:
    """The source of a report: Platypus has no language of its own, so the plain form."""
    fonts = {role: _usable(chain) for role, chain in report["fonts"].items()}
    return json.dumps(report | {"fonts": fonts}, ensure_ascii=False)


def renderer(_fonts: Path) -> Callable[[Path], bytes]:
    """Each call builds one report; registered faces stay."""

    def render(path: Path) -> bytes:
        return _Story(json.loads(path.read_text(encoding="utf-8"))).pdf()

    return render


def _usable(chain: Iterable[Plain]) -> str:
    """The first face of a chain that Platypus can embed."""
    whole = [face["file"] for face in chain if not face["only"]]
    return next(str(file) for file in whole if file.endswith(".ttf"))


class _Story:
    """Builds the flowables of one report."""

    def __init__(self, report: Plain) -> None:
        from reportlab.lib.styles import ParagraphStyle
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont

        self.report = report
        for role, file in report["fonts"].items():
            if role not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(role, file))
        aligns = {"left": 0, "center": 1, "right": 2, "justify": 4}
        pitch = report["page"]["pitch"]
        self.looks = {
            name: ParagraphStyle(
                name,
                fontName=style["role"],
                fontSize=style["size"],
                leading=pitch,
                firstLineIndent=style["first"] * style["size"],
                alignment=aligns[style["align"]],
                spaceBefore=style["before"] * pitch,
                spaceAfter=style["after"] * pitch,
                keepWithNext=style["keep"],
                wordWrap="CJK",
            )
            for name, style in report["texts"].items()
        }
        self.cells: dict[tuple[float, float, str], Any] = {}

    def pdf(self) -> bytes:
        """The file."""
        from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

        page = self.report["page"]
        width, height = page["size"]
        box = (page["left"], page["top"], page["width"], page["height"])
        target = BytesIO()
        document = BaseDocTemplate(target, title=self.report["title"], author=self.report["author"])
        templates = []
        for name, size, (left, top, wide, high) in (
            ("upright", (width, height), box),
            ("turned", (height, width), (height - box[1] - box[3], box[0], box[3], box[2])),
        ):
            frame = Frame(left, size[1] - top - high, wide, high, 0, 0, 0, 0)
            templates.append(PageTemplate(name, [frame], onPage=self._number, pagesize=size))
        document.addPageTemplates(templates)
        document.build([flow for part in self.report["body"] for flow in self._part(part)])
        return target.getvalue()

    def _number(self, canvas: Any, document: Any) -> None:
        page = self.report["page"]
        style = self.report["texts"].get(page["number"] or "")
        if style is None:
            return
        canvas.setFont(style["role"], style["size"])
        text = f"— {document.page} —"
        y = page["size"][1] - page["top"] - page["height"] - page["number_below"]
        if document.page % 2:
            canvas.drawRightString(page["left"] + page["width"] - style["size"], y, text)
        else:
            canvas.drawString(page["left"] + style["size"], y, text)

    def _part(self, part: Plain) -> Iterable[Any]:
        from reportlab.platypus import PageBreak, Paragraph, Spacer

        match part["kind"]:
            case "title" | "heading" | "para":
                yield Paragraph(self._runs(part["runs"]), self.looks[part["style"]])
            case "table":
                yield from self._table(part)
            case "break":
                yield PageBreak()
            case "gap":
                yield Spacer(1, part["lines"] * self.report["page"]["pitch"])

    def _runs(self, runs: Iterable[tuple[str, str]]) -> str:
        return "".join(f'<font name="{role}">{escape(text)}</font>' for text, role in runs)

    def _table(self, table: Plain) -> Iterable[Any]:
        from reportlab.platypus import NextPageTemplate, PageBreak, Paragraph

        if table["landscape"]:
            yield from (NextPageTemplate("turned"), PageBreak())
        names = table["names"]
        if table["caption"]:
            yield Paragraph(self._runs(table["caption"]), self.looks[names["caption"]])
        for side in ("left", "right"):
            if table[side]:
                yield Paragraph(self._runs(table[side]), self.looks[names["unit"]])
        yield self._grid(table)
        for note in table["notes"]:
            yield Paragraph(self._runs(note), self.looks[names["note"]])
        if table["landscape"]:
            yield from (NextPageTemplate("upright"), PageBreak())

    def _grid(self, table: Plain) -> Any:
        from reportlab.lib import colors
        from reportlab.platypus import Paragraph, Table

        rows: list[list[Any]] = [[""] * len(table["widths"]) for _ in range(table["rows"])]
        pad_x, pad_y = table["padding"]
        look: list[tuple[Any, ...]] = [
            ("GRID", (0, 0), (-1, -1), table["rule"], colors.black),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (-1, -1), pad_x),
            ("RIGHTPADDING", (0, 0), (-1, -1), pad_x),
            ("TOPPADDING", (0, 0), (-1, -1), pad_y),
            ("BOTTOMPADDING", (0, 0), (-1, -1), pad_y),
        ]
        for cell in table["cells"]:
            row, column = cell["row"], cell["column"]
            style = self._cell_look(table, cell["align"])
            stop = row + cell["rows"]
            for first in (row, *range(row // CUT * CUT + CUT, stop, CUT)):
                rows[first][column] = [Paragraph(self._runs(runs), style) for runs in cell["text"]]
                end = (column + cell["columns"] - 1, min(first // CUT * CUT + CUT, stop) - 1)
                if end != (column, first):
                    look.append(("SPAN", (column, first), end))
        head = table["top"] + table["head"]
        return Table(rows, table["widths"], style=look, repeatRows=head)

    def _cell_look(self, table: Plain, align: str) -> Any:
        from reportlab.lib.styles import ParagraphStyle

        key = (table["size"], table["pitch"], align)
        if key not in self.cells:
            number = {"left": 0, "justify": 0, "center": 1, "right": 2}[align]
            self.cells[key] = ParagraphStyle(
                "cell", fontSize=key[0], leading=key[1], alignment=number, wordWrap="CJK"
            )
        return self.cells[key]
