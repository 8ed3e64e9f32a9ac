"""What stands in the finished PDF: text and places, fonts of every kind, navigation, data."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from PIL import Image, ImageCms

from budgetpdf.document.blocks import Meta
from budgetpdf.pages import GlyphRun, Node, OutlineEntry, Page, Pages, Rule
from budgetpdf.paint.pdf import PdfPainter, conformance
from budgetpdf.paint.pdf.icc import srgb
from budgetpdf.text.face import Face, open_face
from pdfcheck import problems
from pdfread import Reader, attribute, kind
from pdfsample import A4, AREA, FANG, FONTS, HEI, META, PITCH, RARE, Nodes, faces, row, run, sample


def paint(pages: Pages) -> Reader:
    return Reader(PdfPainter().paint(pages))


def one_page(*runs: GlyphRun, face: Face | None = None, **more: object) -> Pages:
    """A page with paragraph 1 and these runs."""
    nodes = (Node("Document", None), Node("P", 0))
    pages = Pages(META, (Page(A4, runs, type_area=AREA),), nodes, (face,) if face else faces())
    return pages._replace(**more)


def characters(data: bytes, page: int = 0) -> Iterator[tuple[str, float, float]]:
    """Characters with the places of their origins, as a viewer finds them (pt from top left)."""
    document = pdfium.PdfDocument(data)
    sheet = document[page]
    text = sheet.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    for at in range(text.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(text.raw, at)
        pdfium_c.FPDFText_GetCharOrigin(text.raw, at, x, y)
        yield chr(code), x.value, sheet.get_height() - y.value


def text_of(data: bytes) -> list[str]:
    """The text of each page, lines joined."""
    document = pdfium.PdfDocument(data)
    return [page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document]


def picture(data: bytes) -> Image.Image:
    """The first page, a pixel a point."""
    return pdfium.PdfDocument(data)[0].render(scale=1).to_pil().convert("L")


def size_of(data: bytes) -> tuple[int, int]:
    return picture(data).size


def ink(data: bytes) -> tuple[int, int, int, int] | None:
    """The box around everything dark, in pixels."""
    return picture(data).point(lambda value: 255 if value < 128 else 0).getbbox()


# Text and places


def test_the_text_is_what_was_set() -> None:
    front, body, wide = text_of(PdfPainter().paint(sample()))
    assert "预算公开" in front
    assert "贯彻执行国家有关法律、法规和规章（办法）。" in body
    assert "金额401.38万元，其中𠮷" in body
    assert "（一）绩效" in wide


def test_characters_of_a_line_stand_on_the_grid() -> None:
    text = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未"
    found = list(characters(PdfPainter().paint(one_page(run(text, AREA.x, row(3), 1)))))
    assert "".join(char for char, _, _ in found) == text
    for at, (_, x, y) in enumerate(found):
        assert x == pytest.approx(AREA.x + at * PITCH, abs=0.02)
        assert y == pytest.approx(row(3), abs=0.01)


def test_unequal_gaps_add_up_to_no_error() -> None:
    """Squeezed marks: every glyph still stands where layout put it, to the end of the line."""
    line = run("（一）“甲”、“乙”。（二）“丙”、“丁”。”", AREA.x, row(3), 1)
    offsets = [at * 13.37 + (at % 3) * 0.71 for at in range(len(line.chars))]
    found = list(characters(PdfPainter().paint(one_page(line._replace(offsets=offsets)))))
    assert len(found) == len(offsets)
    for (_, x, _), offset in zip(found, offsets, strict=True):
        assert x == pytest.approx(AREA.x + offset, abs=0.02)


def test_even_lines_need_one_operator() -> None:
    """Justification is character spacing; adjustments are for lines with unequal gaps only."""
    even = run("甲乙丙丁", AREA.x, row(0), 1, pitch=16.1)
    reader = paint(one_page(even, even._replace(offsets=[0, 15, 32, 48], y=row(1))))
    words = [str(op) for _, op in pikepdf.parse_content_stream(reader.pdf.pages[0])]
    assert [word for word in words if word in {"Tj", "TJ"}] == ["Tj", "TJ"]


def test_a_turned_page_is_a_portrait_sheet_with_its_head_at_the_left() -> None:
    pages = one_page(run("横排", 100, 50, 1), Rule(100, 60, 300, 60, 1))
    page = pages.pages[0]._replace(size=A4.turned(), turned=True)
    data = PdfPainter().paint(pages._replace(pages=(page,)))
    reader = Reader(data)
    sheet = reader.pdf.pages[0].obj
    assert [round(float(side)) for side in sheet.MediaBox] == [0, 0, 595, 842]
    assert sheet.Rotate == 90
    assert size_of(data) == pytest.approx((842, 595), abs=1)
    left, _, right, bottom = ink(data)
    assert (left, right, bottom) == pytest.approx((100, 300, 61), abs=1)  # the rule, below


def test_text_at_an_angle() -> None:
    data = PdfPainter().paint(one_page(run("草稿", 200, 400, "pagination", pitch=50, angle=45)))
    (_, x0, y0), (_, x1, y1) = characters(data)
    assert (x0, y0) == pytest.approx((200, 400), abs=0.01)
    assert (x1 - x0, y0 - y1) == pytest.approx((50 * 0.70711, 50 * 0.70711), abs=0.02)


def test_everything_is_black_or_gray() -> None:
    data = PdfPainter().paint(
        one_page(run("灰", 100, 100, 1, gray=0.5), Rule(1, 1, 99, 1, 1, 0.25))
    )
    reader = Reader(data)
    operators = list(pikepdf.parse_content_stream(reader.pdf.pages[0]))
    gray = {str(op): [float(value) for value in args] for args, op in operators if str(op) in "gG"}
    assert gray == {"g": [0.5], "G": [0.25]}
    assert problems(data) == {}


# Meanings


def test_one_glyph_for_two_characters_is_read_as_each() -> None:
    """A compatibility form that shares its glyph keeps its own meaning (14.9.4)."""
    face = faces()[RARE]
    assert face.gid("葛") == face.gid("葛\U000e0100")
    pages = one_page(
        run(["葛", "甲"], AREA.x, row(0), 1, RARE),
        run(["葛\U000e0100", "乙"], AREA.x, row(1), 1, RARE),
    )
    reader = paint(pages)
    assert reader.tagged_text() == [("P", "葛甲葛\U000e0100乙")]
    assert problems(reader.data) == {}


def test_a_ligature_means_its_characters() -> None:
    face = faces()[HEI]
    line = GlyphRun(100, 100, HEI, 12, [face.gid("ﬁ")], ["fi"], [0.0], 12.0, 1)
    assert paint(one_page(line)).tagged_text() == [("P", "fi")]


# Structure


def test_a_cut_paragraph_is_one_element_on_two_pages() -> None:
    reader = paint(sample())
    [cut] = [e for e in reader.elements() if reader.text(e) == "这一段在下一页结束。"]
    assert kind(cut) == "P"
    assert [page for page, _ in reader.content(cut)] == [1, 2]


def test_cells_stand_under_their_headers() -> None:
    reader = paint(sample())
    by_id = {bytes(e.ID): reader.text(e) for e in reader.elements() if "/ID" in e}
    cells = {
        reader.text(e): [by_id[bytes(name)] for name in attribute(e, "/Headers", [])]
        for e in reader.elements()
        if kind(e) == "TD"
    }
    assert cells["95.5"] == ["指标值", "值"]
    assert cells["≥"] == ["指标值", "符号"]


def test_content_is_painted_in_reading_order_whatever_the_order_of_items() -> None:
    nodes = (*one_page().nodes, Node("P", 0))
    late, early = run("后", 100, 300, 2), run("先", 100, 100, 1)
    number = run("1", 300, 700, "pagination")
    data = PdfPainter().paint(one_page(late, number, early, nodes=nodes))
    assert problems(data) == {}
    assert text_of(data) == ["先\n后\n1"]


def test_text_around_a_link_keeps_its_order() -> None:
    nodes = (*one_page().nodes, Node("Link", 1))
    line = [run("见", 100, 100, 1), run("附件", 120, 100, 2), run("。", 160, 100, 1)]
    assert (
        paint(one_page(*line, nodes=nodes)).text(
            next(paint(one_page(*line, nodes=nodes)).elements())
        )
        == "见附件。"
    )


def test_headings_below_the_sixth_level_are_mapped() -> None:
    nodes = Nodes()
    nodes("Title")
    runs = [run("题", 100, 80, 1)]
    runs += [run("级", 100, 100 + 20 * n, nodes("H", level=n)) for n in range(1, 8)]
    outline = (OutlineEntry("题", 1, 0, 60, 1),)
    reader = paint(one_page(*runs, nodes=tuple(nodes.all), outline=outline))
    names = [kind(element) for element in reader.elements()]
    assert names == ["Document", *(f"H{level}" for level in range(1, 9))]
    assert dict(reader.root.StructTreeRoot.RoleMap) == {"/H7": "/P", "/H8": "/P"}
    assert problems(reader.data) == {}


# Fonts


def _square(pen: TTGlyphPen | T2CharStringPen) -> TTGlyphPen | T2CharStringPen:
    pen.moveTo((0, 0))
    pen.lineTo((0, 700))
    pen.lineTo((500, 700))
    pen.lineTo((500, 0))
    pen.closePath()
    return pen


def build_font(path: Path, *, cff: bool, fs_type: int = 0) -> Path:
    """A face with A, B, C of widths 600, 700, 800 in 1000 units (CFF: keyed by name)."""
    builder = FontBuilder(1000, isTTF=not cff)
    names = [".notdef", "A", "B", "C"]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({65: "A", 66: "B", 67: "C"})
    if cff:
        glyphs = {n: _square(T2CharStringPen(600, {})).getCharString() for n in names}
        builder.setupCFF("Test-Face", {}, glyphs, {})
        for width, name in ((600, "A"), (700, "B"), (800, "C")):
            builder.font["CFF "].cff[0].CharStrings[name] = _square(
                T2CharStringPen(width, {})
            ).getCharString(builder.font["CFF "].cff[0].Private)
    else:
        builder.setupGlyf({name: _square(TTGlyphPen(None)).glyph() for name in names})
    widths = {".notdef": 600, "A": 600, "B": 700, "C": 800}
    builder.setupHorizontalMetrics({name: (width, 0) for name, width in widths.items()})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Test", "styleName": "Regular", "psName": "Test-Face"})
    builder.setupOS2(fsType=fs_type, sTypoAscender=800, sTypoDescender=-200, sCapHeight=700)
    builder.setupPost()
    builder.save(path)
    return path


def set_in(face: Face, text: str) -> GlyphRun:
    gids = [face.gid(char) for char in text]
    ends, at = [], 0.0
    for gid in gids:
        ends.append(at)
        at += face.advance(gid) / face.upem * 20
    return GlyphRun(100, 100, 0, 20, gids, text, ends, at, 1)


@pytest.mark.parametrize("cff", [False, True])
def test_a_face_of_the_office(tmp_path: Path, *, cff: bool) -> None:
    """Any TTF or OTF: also CFF outlines that are keyed by name, not by CID."""
    face = open_face(build_font(tmp_path / f"test-{cff}.otf", cff=cff))
    reader = paint(one_page(set_in(face, "CAB"), face=face))
    assert problems(reader.data) == {}
    places = [x for _, x, _ in characters(reader.data)]
    assert [b - a for a, b in pairwise(places)] == pytest.approx([16, 12], abs=0.01)
    assert ink(reader.data)


def test_a_face_of_a_collection(tmp_path: Path) -> None:
    first = TTFont(build_font(tmp_path / "one.ttf", cff=False))
    second = TTFont(FONTS / "LiberationSerif-Regular.ttf")
    collection = TTCollection()
    collection.fonts = [first, second]
    collection.save(tmp_path / "two.ttc")
    face = open_face(tmp_path / "two.ttc", 1)
    reader = paint(one_page(set_in(face, "Wide"), face=face))
    assert problems(reader.data) == {}
    assert str(reader.fonts[0].descriptor.FontName).endswith("+LiberationSerif")


def test_a_variable_face_is_embedded_at_its_default(tmp_path: Path) -> None:
    path = build_font(tmp_path / "plain.ttf", cff=False)
    font = TTFont(path)
    builder = FontBuilder(font=font)
    builder.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    builder.setupGvar({})
    builder.save(tmp_path / "variable.ttf")
    face = open_face(tmp_path / "variable.ttf")
    reader = paint(one_page(set_in(face, "ABC"), face=face))
    assert problems(reader.data) == {}
    program = TTFont(BytesIO(reader.fonts[0].descriptor.FontFile2.read_bytes()))
    assert "fvar" not in program
    assert "gvar" not in program


def test_a_face_that_must_stay_whole_is_embedded_whole(tmp_path: Path) -> None:
    face = open_face(build_font(tmp_path / "whole.ttf", cff=False, fs_type=0x0108))
    pages = one_page(set_in(face, "A"), face=face)
    assert conformance(pages) == ()
    reader = paint(pages)
    [font] = reader.fonts
    assert str(font.descriptor.FontName) == "/Test-Face"
    assert len(font.program_widths) == 4


@pytest.mark.parametrize("fs_type", [0x0000, 0x0004, 0x0008, 0x000C, 0x0006])
def test_faces_whose_licence_allows_embedding(tmp_path: Path, fs_type: int) -> None:
    """Installable, preview and print, editable; of several bits the freest holds."""
    face = open_face(build_font(tmp_path / f"{fs_type}.ttf", cff=False, fs_type=fs_type))
    assert conformance(one_page(set_in(face, "A"), face=face)) == ()


@pytest.mark.parametrize("fs_type", [0x0002, 0x0102, 0x0200, 0x0208])
def test_faces_whose_licence_forbids_it(tmp_path: Path, fs_type: int) -> None:
    face = open_face(build_font(tmp_path / f"{fs_type}.ttf", cff=False, fs_type=fs_type))
    [finding] = conformance(one_page(set_in(face, "A"), face=face))
    assert finding.code == "A006"
    assert f"{fs_type}.ttf" in finding.message.zh


def test_only_faces_in_use_are_in_the_file() -> None:
    reader = paint(one_page(run("甲", 100, 100, 1, FANG)))
    assert [str(font.descriptor.FontName)[8:] for font in reader.fonts] == ["FandolFang-Regular"]


# Navigation


def test_page_labels_are_the_printed_numbers() -> None:
    labels = ["", "", "i", "ii", "iii", "iv", "1", "2", "3", "附-1", "附-2", "封底", "X", "XI"]
    page = one_page(run("甲", 100, 100, 1)).pages[0]
    pages = one_page(pages=tuple(page._replace(label=label) for label in labels))
    document = pdfium.PdfDocument(PdfPainter().paint(pages))
    assert [document.get_page_label(at) for at in range(len(labels))] == labels


def test_bookmarks_lead_to_their_headings() -> None:
    data = PdfPainter().paint(sample())
    document = pdfium.PdfDocument(data)
    entries = [
        (item.level, item.get_title(), item.get_dest().get_index()) for item in document.get_toc()
    ]
    assert entries == [(0, "预算公开", 0), (0, "一、职责", 1), (1, "（一）绩效", 2)]


def test_a_link_leads_to_the_heading_and_covers_its_line() -> None:
    reader = paint(sample())
    [link] = reader.pdf.pages[0].obj.Annots
    assert link.Dest[0].objgen == reader.pdf.pages[1].obj.objgen
    assert float(link.Dest[3]) == pytest.approx(A4.height - (row(0) - 15.75 - 6), abs=0.01)
    left, bottom, right, top = (float(side) for side in link.Rect)
    assert (left, right - left, top - bottom) == pytest.approx((AREA.x, 200, 18), abs=0.02)


# Metadata and data


def test_a_report_without_a_date_has_none() -> None:
    pages = sample()
    without = tuple(item._replace(date="") for item in pages.attachments)
    data = PdfPainter().paint(pages._replace(meta=META._replace(date=""), attachments=without))
    assert problems(data) == {}
    assert b"D:" not in pikepdf.Pdf.open(BytesIO(data)).trailer.Info.unparse()
    assert b"Date" not in pikepdf.Pdf.open(BytesIO(data)).Root.Metadata.read_bytes()


def test_a_date_with_time_and_zone() -> None:
    meta = META._replace(date="2024-02-05T09:30:00+08:00")
    data = PdfPainter().paint(sample()._replace(meta=meta))
    assert str(pikepdf.Pdf.open(BytesIO(data)).docinfo.CreationDate) == "D:20240205093000+08'00'"
    assert problems(data) == {}


def test_without_attachments_the_file_is_of_part_2() -> None:
    data = PdfPainter().paint(sample()._replace(attachments=()))
    assert problems(data) == {}
    assert b"<pdfaid:part>2<" in pikepdf.Pdf.open(BytesIO(data)).Root.Metadata.read_bytes()


def test_attachments_come_out_bit_for_bit() -> None:
    pages = sample()
    with pikepdf.Pdf.open(BytesIO(PdfPainter().paint(pages))) as pdf:
        found = {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
    assert found == {item.name: item.data for item in pages.attachments}


@pytest.mark.parametrize("title", ["<&>\"'", "(括号\\", "\0控制\x1f符", "a" * 300, "\ufffe𠮷"])
def test_titles_of_every_kind(title: str) -> None:
    data = PdfPainter().paint(sample()._replace(meta=Meta(title)))
    assert problems(data) == {}


def test_the_output_profile_is_srgb() -> None:
    profile = ImageCms.ImageCmsProfile(BytesIO(srgb()))
    assert ImageCms.getProfileName(profile).strip() == "sRGB"
    red, green, blue = (
        getattr(profile.profile, f"{name}_colorant")[0] for name in ("red", "green", "blue")
    )
    for mine, standard in zip(
        (red, green, blue),
        ((0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141)),
        strict=True,
    ):
        assert mine == pytest.approx(standard, abs=0.0002)


def test_an_empty_report_is_still_a_file() -> None:
    """A painter never raises over what the pages hold."""
    data = PdfPainter().paint(Pages(Meta(""), (Page(A4, ()),), (Node("Document", None),), ()))
    assert pikepdf.Pdf.open(BytesIO(data)).check_pdf_syntax() == []
