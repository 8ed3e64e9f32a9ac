"""Breaks a finished file in one way at a time, and sees the check of that requirement fail."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from budgetpdf.paint.pdf import PdfPainter
from pdfcheck import CHECKS, problems, sentences
from pdfread import Reader, is_element, kids, kind
from pdfsample import sample

Break = Callable[[Pdf], Any]


@lru_cache
def finished() -> bytes:
    return PdfPainter().paint(sample())


def saved(change: Break) -> bytes:
    """The finished file, changed and written anew."""
    with Pdf.open(BytesIO(finished())) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out, fix_metadata_version=False)
        return out.getvalue()


@lru_cache
def untouched() -> frozenset[str]:
    """Checks that already fail when the file is only written anew, by another writer."""
    return frozenset(problems(saved(lambda pdf: None)))


def elements(pdf: Pdf, name: str) -> list[Any]:
    found, stack = [], kids(pdf.Root.StructTreeRoot.K)
    while stack:
        element = stack.pop(0)
        stack = [kid for kid in kids(element.get("/K")) if is_element(kid)] + stack
        if kind(element) == name:
            found.append(element)
    return found


def font(pdf: Pdf, key: str = "/F0") -> Any:
    return pdf.pages[0].obj.Resources.Font[key]


def descriptor(pdf: Pdf, key: str = "/F0") -> Any:
    return font(pdf, key).DescendantFonts[0].FontDescriptor


def content(pdf: Pdf, old: bytes, new: bytes, page: int = 1) -> None:
    stream = pdf.pages[page].obj.Contents
    data = stream.read_bytes()
    assert old in data
    stream.write(data.replace(old, new, 1))


def xmp(pdf: Pdf, old: bytes, new: bytes) -> None:
    data = pdf.Root.Metadata.read_bytes()
    assert old in data
    pdf.Root.Metadata = pdf.make_stream(
        data.replace(old, new), Type=Name.Metadata, Subtype=Name.XML
    )


def link(pdf: Pdf) -> Any:
    return pdf.pages[0].obj.Annots[0]


def spec(pdf: Pdf) -> Any:
    return pdf.Root.AF[0]


def delete(*path: str) -> Break:
    def change(pdf: Pdf) -> None:
        at = pdf.Root
        for key in path[:-1]:
            at = at[key]
        del at[path[-1]]

    return change


def first_bookmark(pdf: Pdf) -> Any:
    return pdf.Root.Outlines.First


def wrong_parent_tree(pdf: Pdf) -> None:
    tree = pdf.Root.StructTreeRoot.ParentTree.Nums
    tree[5] = Array(list(tree[5])[:-1])


def lone_code(pdf: Pdf) -> None:
    content(pdf, b"Tj", b"Tj (\x7f\x7f) Tj")


BREAKS: dict[str, list[Break]] = {
    "filters": [lambda pdf: pdf.Root.OutputIntents[0].DestOutputProfile.write(
        b"00", filter=Name.DCTDecode)],
    "forbidden": [
        lambda pdf: pdf.Root.__setitem__("/OpenAction", Dictionary(S=Name.JavaScript)),
        lambda pdf: pdf.pages[0].obj.__setitem__("/Group", Dictionary(S=Name.Transparency)),
    ],
    "pages": [lambda pdf: pdf.pages[0].obj.__setitem__("/MediaBox", Array([0, 0, 2, 20000]))],
    "language": [delete("/Lang")],
    "marked": [delete("/MarkInfo")],
    "shows_title": [
        delete("/ViewerPreferences"),
        lambda pdf: pdf.Root.ViewerPreferences.__setitem__("/DisplayDocTitle", False),
    ],
    "metadata": [delete("/Metadata"), lambda pdf: xmp(pdf, b'<?xpacket end="r"?>', b"")],
    "title": [lambda pdf: xmp(pdf, b"dc:title", b"dc:source")],
    "pdfa_identification": [
        lambda pdf: xmp(pdf, b"<pdfaid:part>3", b"<pdfaid:part>1"),
        lambda pdf: xmp(pdf, b"<pdfaid:conformance>A", b"<pdfaid:conformance>B"),
    ],
    "pdfua_identification": [lambda pdf: xmp(pdf, b"<pdfuaid:part>1</pdfuaid:part>", b"")],
    "extension_schema": [lambda pdf: xmp(pdf, b"ns/id/</pdfaSchema", b"ns/</pdfaSchema")],
    "info_in_step": [
        lambda pdf: pdf.docinfo.__setitem__("/Title", String("另一个标题")),
        lambda pdf: pdf.docinfo.__setitem__("/ModDate", String("D:20200101")),
    ],
    "output_intent": [
        delete("/OutputIntents"),
        lambda pdf: pdf.Root.OutputIntents[0].DestOutputProfile.write(b"x" * 200),
    ],
    "colours": [lambda pdf: content(pdf, b"BT\n", b"BT\n1 0 0 0 k\n")],
    "font_kinds": [
        lambda pdf: font(pdf).__setitem__("/Subtype", Name.TrueType),
        lambda pdf: font(pdf, "/F1").DescendantFonts[0].__delitem__("/CIDToGIDMap"),
    ],
    "embedded": [
        lambda pdf: descriptor(pdf).__delitem__("/FontFile3"),
        lambda pdf: descriptor(pdf, "/F1").__delitem__("/FontFile2"),
    ],
    "font_names": [
        lambda pdf: descriptor(pdf).__setitem__("/FontName", Name("/Other")),
        lambda pdf: font(pdf).DescendantFonts[0].__setitem__("/BaseFont", Name("/Fandol")),
    ],
    "descriptors": [lambda pdf: descriptor(pdf).__delitem__("/StemV")],
    "widths": [
        lambda pdf: font(pdf).DescendantFonts[0].__setitem__("/DW", 990),
        lambda pdf: font(pdf, "/F2").DescendantFonts[0].__delitem__("/W"),
    ],
    "to_unicode": [
        lambda pdf: font(pdf).__delitem__("/ToUnicode"),
        lambda pdf: font(pdf).ToUnicode.write(b"1 beginbfchar\n<0001> <0041>\nendbfchar\n"),
    ],
    "glyphs": [lone_code, lambda pdf: content(pdf, b"Tj", b"Tj (\x00\x00) Tj")],
    "all_tagged": [
        lambda pdf: content(pdf, b"BT\n", b"0 0 m 9 9 l S\nBT\n"),
        lambda pdf: content(pdf, b"BDC\n", b"BDC\n/Artifact BMC 0 0 m 9 9 l S EMC\n", 0),
    ],
    "artifacts": [
        lambda pdf: content(pdf, b"/Artifact <</Type/Pagination>>", b"/Artifact <<>>"),
        lambda pdf: content(pdf, b"/Artifact <</Type/Layout>>", b"/P <</MCID 99>>", 2),
    ],
    "structure_root": [
        delete("/StructTreeRoot"),
        lambda pdf: pdf.Root.StructTreeRoot.K[0].__setitem__("/S", Name.Part),
        lambda pdf: elements(pdf, "TR")[0].__delitem__("/P"),
    ],
    "parent_tree": [delete("/StructTreeRoot", "/ParentTree"), wrong_parent_tree],
    "structure_types": [lambda pdf: elements(pdf, "P")[0].__setitem__("/S", Name.Paragraph)],
    "nesting": [
        lambda pdf: elements(pdf, "TR")[0].__setitem__("/S", Name.Div),
        lambda pdf: elements(pdf, "LBody")[0].__setitem__("/S", Name.P),
    ],
    "headings": [
        lambda pdf: elements(pdf, "H1")[0].__setitem__("/S", Name.H2),
        lambda pdf: elements(pdf, "H2")[0].__setitem__("/S", Name.P),
    ],
    "lists": [lambda pdf: elements(pdf, "L")[0].__delitem__("/A")],
    "tables": [
        lambda pdf: elements(pdf, "TH")[0].A.__setitem__("/RowSpan", 1),
        lambda pdf: elements(pdf, "TH")[1].A.__setitem__("/ColSpan", 3),
    ],
    "table_headers": [
        lambda pdf: elements(pdf, "TH")[0].A.__delitem__("/Scope"),
        lambda pdf: elements(pdf, "TD")[1].A.Headers.__setitem__(0, String("n9999999")),
    ],
    "identifiers": [delete("/StructTreeRoot", "/IDTree")],
    "annotations": [
        lambda pdf: link(pdf).__delitem__("/Contents"),
        lambda pdf: link(pdf).__delitem__("/StructParent"),
        lambda pdf: link(pdf).__delitem__("/Dest"),
        lambda pdf: link(pdf).__setitem__("/F", 0),
        lambda pdf: elements(pdf, "Link")[0].K.__delitem__(-1),
    ],
    "tab_order": [lambda pdf: pdf.pages[0].obj.__delitem__("/Tabs")],
    "outline": [
        delete("/Outlines"),
        lambda pdf: first_bookmark(pdf).__setitem__("/Title", String("")),
        lambda pdf: first_bookmark(pdf).__delitem__("/Dest"),
        lambda pdf: first_bookmark(pdf).Next.__delitem__("/Prev"),
        lambda pdf: pdf.Root.Outlines.__setitem__("/Count", 9),
    ],
    "page_labels": [delete("/PageLabels"), lambda pdf: pdf.Root.PageLabels.Nums.__setitem__(0, 1)],
    "associated_files": [delete("/AF"), delete("/Names")],
    "file_specifications": [
        lambda pdf: spec(pdf).__delitem__("/AFRelationship"),
        lambda pdf: spec(pdf).__delitem__("/UF"),
        lambda pdf: spec(pdf).EF.F.__setitem__("/Subtype", Name.toml),
        lambda pdf: spec(pdf).EF.F.Params.__delitem__("/ModDate"),
    ],
}  # fmt: skip

BYTES: dict[str, tuple[bytes, bytes]] = {
    "header": (b"%PDF-1.7", b"%PDF-1.3"),
    "end_of_file": (b"%%EOF\n", b"%%EOF\nmore"),
    "stream_ends": (b"\nendstream", b"endstream"),
    "trailer": (b"/ID [", b"/IX ["),
}
"""Broken in the bytes, since a writer would put them right."""


def test_the_file_passes_every_check() -> None:
    assert problems(finished()) == {}


def test_every_check_is_broken_once() -> None:
    elsewhere = {"syntax", "reading_order"}
    assert set(BREAKS) | set(BYTES) | elsewhere == set(CHECKS)


@pytest.mark.parametrize(
    ("name", "change"),
    [(name, change) for name, changes in BREAKS.items() for change in changes],
)
def test_breaking_it_fails_its_check(name: str, change: Break) -> None:
    assert name not in untouched()
    assert sentences(Reader(saved(change)), name)


@pytest.mark.parametrize("name", BYTES)
def test_breaking_the_bytes_fails_its_check(name: str) -> None:
    old, new = BYTES[name]
    assert old in finished()
    broken = finished().replace(old, new)
    assert sentences(Reader(broken), name)


def test_a_damaged_stream_is_a_syntax_error() -> None:
    data = finished()
    start = data.index(b"/Subtype /CIDFontType0C")
    at = data.index(b"stream\n", start) + 40
    broken = data[:at] + bytes(40) + data[at + 40 :]
    assert sentences(Reader(broken), "syntax")


def test_content_out_of_order_is_seen() -> None:
    def swap(pdf: Pdf) -> None:
        [link_element] = elements(pdf, "Link")
        link_element.S = Name.Span
        [reference] = elements(pdf, "Reference")
        reference.S = Name.Div
        document = pdf.Root.StructTreeRoot.K[0]
        document.K = Array(list(document.K)[::-1])

    assert sentences(Reader(saved(swap)), "reading_order")


def test_a_stream_object_is_read_as_one() -> None:
    """The helper that the checks rest on: text by structure, in reading order."""
    with Pdf.open(BytesIO(finished())) as pdf:
        assert any(isinstance(item, Stream) for item in pdf.objects)
    texts = Reader(finished()).tagged_text()
    assert ("P", "这一段在下一页结束。") in texts
    assert texts[0] == ("H1", "预算公开")
