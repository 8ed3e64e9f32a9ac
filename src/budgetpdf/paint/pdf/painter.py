"""Pages → one PDF 1.7 file that is PDF/A-3a (without attachments PDF/A-2a) and PDF/UA-1."""

from __future__ import annotations

from itertools import chain

from budgetpdf.geometry import Point
from budgetpdf.pages import Link, NodeId, Pages
from budgetpdf.paint.pdf.content import PageContent
from budgetpdf.paint.pdf.files import embed_files
from budgetpdf.paint.pdf.fonts import embed
from budgetpdf.paint.pdf.icc import srgb
from budgetpdf.paint.pdf.metadata import info, xmp
from budgetpdf.paint.pdf.navigation import destination, link, outline, page_labels
from budgetpdf.paint.pdf.nodes import (
    children,
    first_runs,
    in_reading_order,
    reading_ranks,
    structure_types,
)
from budgetpdf.paint.pdf.objects import Array, Catalog, Dict, Ref, Stream, numbers, text
from budgetpdf.paint.pdf.reportlab import pdfdoc
from budgetpdf.paint.pdf.structure import StructTree
from budgetpdf.paint.pdf.writer import FileWriter


class PdfPainter:
    """The official format. Glyphs are known when the last page is, so fonts come first."""

    def paint(self, pages: Pages) -> bytes:
        """The finished file; the same pages give the same bytes, whatever the machine."""
        return _Job(pages).run()


class _Job:
    """One file on its way."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages
        self.file = FileWriter()
        self.refs = [self.file.reserve() for _ in pages.pages]
        self.types = structure_types(pages.nodes)
        below = children(pages.nodes)
        ranks = reading_ranks(pages.nodes, below)
        self.order = [in_reading_order(page, ranks) for page in pages.pages]
        self.tree = StructTree(self.file, pages.nodes, self.types, below, self.refs)
        self.targets = self._targets()

    def run(self) -> bytes:
        fonts, resources = embed(self.file, self.pages.faces, chain.from_iterable(self.order))
        parent = self.file.reserve()
        contents = [PageContent(fonts, self.types) for _ in self.refs]
        pages = zip(contents, self.pages.pages, self.order, strict=True)
        written = [content.write(page, runs) for content, page, runs in pages]
        for index, (content, data) in enumerate(zip(contents, written, strict=True)):
            self._page(index, content, data, resources, parent)
        kids = Array(self.refs)
        self.file.add(Dict({"Type": "/Pages", "Kids": kids, "Count": len(self.refs)}), parent)
        catalog = self.file.add(Catalog(**self._catalog(parent)))
        return self.file.finish(catalog, self.file.add(info(self.pages.meta)))

    def _page(
        self, index: int, content: PageContent, written: bytes, resources: Ref, parent: Ref
    ) -> None:
        page = self.pages.pages[index]
        sheet = page.size.turned() if page.turned else page.size
        entries = {
            "Type": "/Page",
            "Parent": parent,
            "MediaBox": numbers((0, 0, *sheet), 3),
            "Resources": resources,
            "Contents": self.file.add(Stream(written)),
            "StructParents": self.tree.add_page(index, content.marks),
        }
        if page.turned:
            entries["Rotate"] = 90
        if page.links:
            entries["Annots"] = Array([self._link(index, item) for item in page.links])
            entries["Tabs"] = "/S"
        self.file.add(Dict(entries), self.refs[index])

    def _link(self, index: int, item: Link) -> Ref:
        ref = self.file.reserve()
        key = self.tree.add_annotation(index, item.node, ref)
        entries = {"P": self.refs[index], "StructParent": key}
        if item.target in self.targets:
            page, point = self.targets[item.target]
            entries["Dest"] = destination(self.pages.pages[page], self.refs[page], point)
        return self.file.add(link(self.pages.pages[index], item, entries), ref)

    def _catalog(self, pages: Ref) -> dict[str, object]:
        meta = self.pages.meta
        entries: dict[str, object] = {
            "Pages": pages,
            "Lang": text(meta.lang),
            "Metadata": self.file.add(xmp(meta, attachments=bool(self.pages.attachments))),
            "OutputIntents": Array([self._output_intent()]),
            "MarkInfo": Dict({"Marked": "true"}),
            "StructTreeRoot": self.tree.write(),
            "ViewerPreferences": pdfdoc.ViewerPreferencesPDFDictionary({"DisplayDocTitle": "true"}),
            "PageLabels": page_labels([page.label for page in self.pages.pages]),
        }
        bookmarks = outline(self.file, self.pages, self.refs)
        if bookmarks:
            entries |= {"Outlines": bookmarks, "PageMode": "/UseOutlines"}
        if self.pages.attachments:
            files = embed_files(self.file, self.pages.attachments)
            entries |= {"AF": files.associated, "Names": files.names}
        return entries

    def _output_intent(self) -> Dict:
        """The colours that the file is meant for (14.11.5); all of it is black and gray."""
        return Dict(
            {
                "Type": "/OutputIntent",
                "S": "/GTS_PDFA1",
                "OutputConditionIdentifier": text("sRGB IEC61966-2.1"),
                "Info": text("sRGB IEC61966-2.1"),
                "DestOutputProfile": self.file.add(Stream(srgb(), N=3)),
            }
        )

    def _targets(self) -> dict[NodeId, tuple[int, Point]]:
        """Page of each node that a link may lead to, and the top of its first line."""
        if not any(page.links for page in self.pages.pages):
            return {}
        found: dict[NodeId, tuple[int, Point]] = {}
        for node, (page, run) in first_runs(self.order, self.pages.nodes).items():
            found[node] = (page, Point(run.x, run.y - run.size))
        return found
