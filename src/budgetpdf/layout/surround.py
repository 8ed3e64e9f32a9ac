"""What stands around a table's frame: caption, 编制单位 and unit line above, notes below."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import fsum, inf

from budgetpdf.diagnostic import Diagnostic
from budgetpdf.document.blocks import Inlines, Run, Table
from budgetpdf.geometry import Pt
from budgetpdf.layout.paragraph import SetLine, Typesetter
from budgetpdf.layout.tableset import NoteLine, Stack, place
from budgetpdf.layout.tabletags import Tags
from budgetpdf.pages import Artifact, GlyphRun, NodeId
from budgetpdf.style.sheet import Align, Sheet, TableStyle, TextStyle

LOOSE = 1.5
"""Line pitch in em where neither the style nor the page's grid gives one."""

NARROW = 0.6
"""Below a table narrower than this share of the page the notes take the page's width."""

APART_EM = 2.0
"""Least distance of 编制单位 and the unit line on one line."""


@dataclass(slots=True, eq=False, repr=False)
class Surround:
    """Sets what is around a table.

    region: width of the page's type area; frame: left edge and width of the table (pt).
    row: the pitch of the page's line grid (pt), if there is one.
    """

    typesetter: Typesetter
    sheet: Sheet
    style: TableStyle
    region: Pt
    frame: tuple[Pt, Pt]
    row: Pt | None
    findings: list[Diagnostic] = field(default_factory=list)

    def above(self, table: Table, tags: Tags) -> Stack:
        """Caption and unit line above the first piece."""
        done = _Pile(self)
        done.caption(table.caption, tags.caption)
        done.sides((table.left_note, tags.left_note), (table.unit_line, tags.unit_line))
        self.findings.extend(done.findings)
        return Stack(done.y, tuple(done.items))

    def again(self, table: Table) -> Stack:
        """The same above a later piece: the caption is continued, all is outside the structure."""
        done = _Pile(self)
        continued = (Run(table.continued),) if table.continued else ()
        done.caption((*table.caption, *continued), "pagination")
        done.sides((table.left_note, "pagination"), (table.unit_line, "pagination"))
        return Stack(done.y, tuple(done.items))

    def growth(self, table: Table) -> Pt:
        """How much higher that may be than what stands above the first piece (pt): by a line
        for each character that is added, and one where the caption ends."""
        if not table.continued:
            return 0.0
        pitch = self.pitch(self.sheet.text(self.style.caption), grid=True)
        return (len(table.continued) + 1) * pitch if table.caption else inf

    def notes(self, table: Table, nodes: tuple[NodeId, ...]) -> tuple[NoteLine, ...]:
        """The lines of the notes below."""
        style = self.sheet.text(self.style.note)
        pitch = self.pitch(style, grid=False)
        left, width = self.frame
        if width < NARROW * self.region:
            left, width = 0.0, self.region
        left += style.left_indent * style.size
        lines: list[NoteLine] = []
        for note, node in zip(table.notes, nodes, strict=True):
            set_lines, findings = self.lines(note, style, width)
            self.findings.extend(findings)
            lines.extend(NoteLine(line, left, pitch, node) for line in set_lines)
        return tuple(lines)

    def lines(
        self, content: Inlines, style: TextStyle, width: Pt
    ) -> tuple[tuple[SetLine, ...], tuple[Diagnostic, ...]]:
        """The lines of a text around the table."""
        measure = width - (style.left_indent + style.right_indent) * style.size
        indent = style.first_indent * style.size
        done = self.typesetter.set_text(content, style, measure, 0, first_indent=indent)
        return done.lines, done.findings

    def pitch(self, style: TextStyle, *, grid: bool) -> Pt:
        """Line pitch of a style (pt)."""
        return style.line_pitch or (self.row if grid else None) or LOOSE * style.size


@dataclass(slots=True, eq=False, repr=False)
class _Pile:
    """Lines one below the other."""

    around: Surround
    y: Pt = 0.0
    items: list[GlyphRun] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)

    def caption(self, content: Inlines, node: NodeId | Artifact) -> None:
        """The caption over the whole width of the region."""
        if not content:
            return
        style = self.around.sheet.text(self.around.style.caption)
        row = self.around.row or LOOSE * style.size
        pitch = self.around.pitch(style, grid=True)
        self.y += style.before * row
        self._put(content, style, (0.0, self.around.region), pitch, node)
        self.y += style.after * row

    def sides(
        self, left: tuple[Inlines, NodeId | Artifact], right: tuple[Inlines, NodeId | Artifact]
    ) -> None:
        """编制单位 and unit line at the ends of one line, or of two if they are too long."""
        around = self.around
        style = around.sheet.text(around.style.unit)
        pitch = around.pitch(style, grid=False)
        widths = [
            around.typesetter.extent(content, style).maximum
            for content, _ in (left, right)
            if content
        ]
        need = fsum(widths) + APART_EM * style.size * (len(widths) - 1)
        at = around.frame if need <= around.frame[1] else (0.0, around.region)
        one_line = need <= at[1]
        top = self.y
        for (content, node), align in ((left, "left"), (right, "right")):
            if content:
                look = style._replace(align=_align(align))
                self.y = top if one_line else self.y
                self._put(content, look, at, pitch, node)

    def _put(
        self,
        content: Inlines,
        style: TextStyle,
        at: tuple[Pt, Pt],
        pitch: Pt,
        node: NodeId | Artifact,
    ) -> None:
        x, width = at
        lines, findings = self.around.lines(content, style, width)
        self.findings.extend(findings)
        x += style.left_indent * style.size
        place(self.items, lines, x, self.y, pitch, style.size, node)
        for _ in lines:
            self.y += pitch


def _align(side: str) -> Align:
    return "right" if side == "right" else "left"
