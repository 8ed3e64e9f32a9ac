"""Pages as values: the narrow door between layout and paint.

Everything stands at a fixed point. A painter copies it to its own format and decides nothing.
Lengths are in pt; the origin is the top left corner of the page *as it is read*, y grows down.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from budgetpdf.diagnostic import Diagnostic, Span
from budgetpdf.document.blocks import Attachment, Meta
from budgetpdf.geometry import Box, Pt, Size
from budgetpdf.text.face import Face

NodeId = int
Artifact = Literal["pagination", "layout"]
"""Kinds of content outside the structure (PDF 14.8.2.2): page numbers, draft marks and repeated
headers are "pagination"; rules and grids are "layout"."""


class GlyphRun(NamedTuple):
    """Glyphs of one face and size on one baseline.

    x, y: where the first glyph's origin stands. angle: degrees counter-clockwise, a multiple
        of 90, or any for a draft mark.
    face: index into `Pages.faces`.
    gids: glyph ids of the face as a whole (not of a subset); never 0.
    chars: what each glyph means, one string a glyph (a plain str where each is one character).
    offsets: origin of each glyph, relative to x along the baseline, first is 0.
    width: from the first origin to the end of the last glyph, after justification.
    gray: 0 black to 1 white.
    node: what it belongs to, or the kind of artifact.
    """

    x: Pt
    y: Pt
    face: int
    size: Pt
    gids: Sequence[int]
    chars: Sequence[str]
    offsets: Sequence[Pt]
    width: Pt
    node: NodeId | Artifact
    gray: float = 0.0
    angle: float = 0.0


class Rule(NamedTuple):
    """A straight line, horizontal or vertical, its thickness centred on it. Always an artifact."""

    x0: Pt
    y0: Pt
    x1: Pt
    y1: Pt
    thickness: Pt
    gray: float = 0.0
    node: Artifact = "layout"


class Link(NamedTuple):
    """A clickable box that leads to the first item of the node `target` (PDF 12.5.6.5).

    node: the Link node that it belongs to; text: its alternate description.
    """

    box: Box
    target: NodeId
    node: NodeId
    text: str


Item = GlyphRun | Rule


class Page(NamedTuple):
    """One page.

    size: as it is read (842 × 595 for a landscape page).
    turned: a landscape page of a portrait sheet: written as a portrait MediaBox with
        /Rotate 90, so that the head of the page lies at the sheet's left edge.
    label: the printed page number ("1", "iv"), empty where none is printed.
    regions: the type area, for proofs and tests.
    """

    size: Size
    items: tuple[Item, ...]
    turned: bool = False
    label: str = ""
    links: tuple[Link, ...] = ()
    type_area: Box | None = None


Role = Literal[
    "Document",
    "Title",
    "H",
    "P",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "Table",
    "Caption",
    "THead",
    "TBody",
    "TR",
    "TH",
    "TD",
    "TOC",
    "TOCI",
    "Reference",
    "Link",
    "Div",
    "Note",
]
"""Structure roles (PDF 14.8.4). "H" carries its level in `Node.level`; "Title" is the report's
title, which a painter maps to H1 (then headings start at H2)."""


class Node(NamedTuple):
    """An element of the structure: what items belong to. Its id is its index in `Pages.nodes`.

    Children stand after their parent, in reading order. level: of an H, from 1.
    scope: "Column" | "Row" | "Both" of a TH; headers: ids of the TH nodes of a cell where scope
        is not enough (multi-level headers). text: title for outlines, alternate text.
    """

    role: Role
    parent: NodeId | None
    span: Span | None = None
    level: int = 0
    row_span: int = 1
    col_span: int = 1
    scope: Literal["", "Column", "Row", "Both"] = ""
    headers: tuple[NodeId, ...] = ()
    text: str = ""


class OutlineEntry(NamedTuple):
    """A bookmark: its text, its level from 1 (none skipped), and where it leads."""

    text: str
    level: int
    page: int
    y: Pt
    node: NodeId


class Pages(NamedTuple):
    """The result of layout. nodes[0] is the Document. page indexes count from 0."""

    meta: Meta
    pages: tuple[Page, ...]
    nodes: tuple[Node, ...]
    faces: tuple[Face, ...]
    outline: tuple[OutlineEntry, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    findings: tuple[Diagnostic, ...] = ()

    def used_faces(self) -> set[int]:
        """Indexes of the faces that the glyph runs name; `faces` may hold more."""
        items = (item for page in self.pages for item in page.items)
        return {item.face for item in items if isinstance(item, GlyphRun)}
