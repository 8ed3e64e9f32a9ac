"""Document + style sheet + fonts → Pages."""

from __future__ import annotations

from typing import NamedTuple

from budgetpdf.collecting import uncollected
from budgetpdf.diagnostic import Diagnostic, Severity, Text
from budgetpdf.document.blocks import Attachment, Contents, Document
from budgetpdf.document.walk import runs
from budgetpdf.geometry import Size
from budgetpdf.layout.flow import Flow, Sheaf
from budgetpdf.layout.flowables import Expander
from budgetpdf.layout.furniture import draft_mark, page_number, proof_grid, turn
from budgetpdf.layout.paragraph import Typesetter
from budgetpdf.layout.tree import Tree
from budgetpdf.pages import Item, Link, OutlineEntry, Page, Pages
from budgetpdf.style.sheet import Sheet
from budgetpdf.text.fonts import FontSet

ROUNDS = 4
"""Page references stand still after two or three rounds; more means that they never will."""


class Proof(NamedTuple):
    """What may be drawn over the pages: the grid, and the mark of a draft.

    before: how many pages stand before these in the file.
    """

    grid: bool = False
    mark: str = ""
    before: int = 0


NO_PROOF = Proof()


@uncollected()
def lay_out(
    document: Document,
    sheet: Sheet,
    fonts: FontSet,
    *,
    attachments: tuple[Attachment, ...] = (),
    proof: Proof = NO_PROOF,
) -> Pages:
    """Lay out a document. Never raises over content: what does not fit is in the findings."""
    fonts.prepare("".join([run.text for _, run in runs(document)]))
    labels: dict[str, str] = {}
    rounds = ROUNDS if any(isinstance(block, Contents) for block in document.blocks) else 1
    for _ in range(rounds):
        setter = Typesetter(sheet, fonts, labels)
        tree = Tree()
        flow = Flow(sheet, setter, document.page_style, proof.before)
        flow.run(Expander(document, sheet, tree, setter).expand())
        found = {name: _label(flow.pages[at.page]) for name, at in flow.anchors.items()}
        settled = found == labels or rounds == 1
        labels = found
        if settled:
            break
    pages = tuple(
        _page(sheaf, index, flow, sheet, setter, proof)
        for index, sheaf in enumerate(flow.pages, proof.before)
    )
    findings = tuple(flow.findings) + (() if settled else (_unsettled(),))
    outline = tuple(
        OutlineEntry(mark.text, mark.level, mark.anchor.page, mark.anchor.y, mark.anchor.node)
        for mark in flow.marks
    )
    return Pages(
        document.meta,
        pages,
        tree.freeze(),
        tuple(fonts.faces),
        outline,
        attachments,
        findings,
    )


def _label(sheaf: Sheaf) -> str:
    return str(sheaf.number) if sheaf.style.number is not None else ""


def _page(
    sheaf: Sheaf, index: int, flow: Flow, sheet: Sheet, setter: Typesetter, proof: Proof
) -> Page:
    size = sheaf.style.size
    label = _label(sheaf)
    furniture: list[Item] = list(
        page_number(sheaf.style, sheaf.upright, sheet, setter, index, label)
    )
    if proof.grid:
        furniture.extend(proof_grid(sheaf.upright, sheaf.style))
    if sheaf.turned:
        furniture = [turn(item, size.height) for item in furniture]
        size = Size(size.height, size.width)
    if proof.mark:
        furniture[:0] = draft_mark(proof.mark, sheet.text("title"), setter, sheaf.area)
    links = tuple(
        Link(box, flow.anchors[target].node, node, text)
        for box, target, node, text in sheaf.links
        if target in flow.anchors
    )
    items = (*furniture, *sheaf.items)
    return Page(size, items, sheaf.turned, label, links, sheaf.area)


def _unsettled() -> Diagnostic:
    return Diagnostic(
        "L090",
        Severity.ERROR,
        Text(
            f"目录中的页码排了{ROUNDS}遍仍未稳定",
            f"page references do not stand still after {ROUNDS} rounds of layout",
        ),
        hint=Text("调整目录的样式，使其页数不随页码变化", "change the style of the contents block"),
    )
