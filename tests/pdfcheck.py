"""What a finished file must be, one named check a requirement (PDF/A-3a, PDF/UA-1).

`problems(data)` runs them all on any file. A check yields one sentence for each thing that is
wrong. `test_pdf_mutation` breaks each requirement in turn, so that no check is empty.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from struct import unpack_from
from typing import Any
from xml.etree import ElementTree as ET

from pikepdf import Array, Dictionary, Name, Stream

from pdfread import PAINTING, Reader, attribute, is_element, kids, kind

Check = Callable[[Reader], Iterator[str]]
CHECKS: dict[str, Check] = {}

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
PDF = "{http://ns.adobe.com/pdf/1.3/}"
PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"
PDFUAID = "{http://www.aiim.org/pdfua/ns/id/}"
SCHEMA = "{http://www.aiim.org/pdfa/ns/schema#}"
PROPERTY = "{http://www.aiim.org/pdfa/ns/property#}"
EXTENSION = "{http://www.aiim.org/pdfa/ns/extension/}"


def check(function: Check) -> Check:
    """Enter a check into the list under its own name."""
    CHECKS[function.__name__] = function
    return function


def problems(data: bytes) -> dict[str, list[str]]:
    """Every check that fails, with what is wrong."""
    reader = Reader(data)
    found = {name: sentences(reader, name) for name in CHECKS}
    return {name: said for name, said in found.items() if said}


def sentences(reader: Reader, name: str) -> list[str]:
    """What one check says. That what it asks for cannot be read is a problem too."""
    try:
        return list(CHECKS[name](reader))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        return [f"cannot be read: {error!r}"]


# The file


@check
def header(file: Reader) -> Iterator[str]:
    """ISO 19005-3, 6.1.2."""
    if not re.match(rb"%PDF-1\.7\n%[\x80-\xff]{4}", file.data):
        yield "no PDF 1.7 header with a binary comment"


@check
def end_of_file(file: Reader) -> Iterator[str]:
    """6.1.3: nothing after the end marker."""
    if not re.search(rb"startxref\n\d+\n%%EOF\n$", file.data):
        yield "data after the end-of-file marker"


@check
def syntax(file: Reader) -> Iterator[str]:
    """What qpdf finds."""
    yield from file.pdf.check_pdf_syntax()


@check
def stream_ends(file: Reader) -> Iterator[str]:
    """6.1.7.1: Length is exact, and an end-of-line stands before endstream."""
    heads = list(re.finditer(rb"\d+ 0 obj\n<<.*?>>\nstream\n", file.data, re.DOTALL))
    for head in heads:
        [length] = re.findall(rb"/Length (\d+)", head[0])
        if not file.data.startswith(b"\nendstream\nendobj\n", head.end() + int(length)):
            yield f"the stream at {head.start()} does not end with its Length and a new line"
    if len(heads) < sum(isinstance(item, Stream) for item in file.pdf.objects):
        yield "a stream whose dictionary cannot be read"


@check
def trailer(file: Reader) -> Iterator[str]:
    """6.1.3: an identifier, no encryption."""
    identifier = file.pdf.trailer.get("/ID", [])
    if len(identifier) != 2 or any(len(bytes(part)) != 16 for part in identifier):
        yield "no identifier"
    if "/Encrypt" in file.pdf.trailer:
        yield "encrypted"


@check
def filters(file: Reader) -> Iterator[str]:
    """6.1.7.2: only Flate, and no external streams."""
    for item in file.pdf.objects:
        if isinstance(item, Stream):
            used = {str(name) for name in kids(item.get("/Filter"))}
            if used - {"/FlateDecode"} or "/F" in item:
                yield f"a stream with {used or 'an external file'}"


@check
def forbidden(file: Reader) -> Iterator[str]:
    """6.2, 6.4, 6.5: no actions, forms, scripts, layers, transparency."""
    for key in ("/AA", "/OpenAction", "/AcroForm", "/OCProperties", "/Requirements", "/Perms"):
        if key in file.root:
            yield f"the catalog has {key}"
    names = set(file.root.get("/Names", {}).keys())
    if names - {"/EmbeddedFiles", "/Dests"}:
        yield f"name trees {names}"
    for page in file.pdf.pages:
        for key in ("/AA", "/Group", "/PresSteps"):
            if key in page.obj:
                yield f"a page has {key}"
        for key in ("/XObject", "/ExtGState", "/Pattern", "/Shading", "/ColorSpace"):
            if page.obj.Resources.get(key):
                yield f"a page uses {key}"


@check
def pages(file: Reader) -> Iterator[str]:
    """6.1.13 and 6.2.2: sizes within limits, resources on the page itself."""
    for index, page in enumerate(file.pdf.pages, 1):
        left, bottom, right, top = (float(side) for side in page.obj.MediaBox)
        if not all(3 <= side <= 14400 for side in (right - left, top - bottom)):
            yield f"page {index} is {right - left} × {top - bottom} pt"
        if "/Resources" not in page.obj:
            yield f"page {index} has no resources"
        if int(page.obj.get("/Rotate", 0)) % 90:
            yield f"page {index} is turned by an odd angle"


# The catalog and metadata


@check
def language(file: Reader) -> Iterator[str]:
    """ISO 14289-1, 7.2."""
    if not re.fullmatch(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*", str(file.root.get("/Lang", ""))):
        yield "the catalog names no language"


@check
def marked(file: Reader) -> Iterator[str]:
    """ISO 14289-1, 6.2; ISO 19005-3, 6.7.2.2."""
    info = file.root.get("/MarkInfo", {})
    if info.get("/Marked") is not True or info.get("/Suspects", False):
        yield "not marked as tagged"


@check
def shows_title(file: Reader) -> Iterator[str]:
    """ISO 14289-1, 7.1."""
    if file.root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
        yield "a viewer shows the file's name, not its title"


def _xmp(file: Reader) -> ET.Element:
    if "/Metadata" not in file.root:
        return ET.Element("none")
    return ET.fromstring(file.root.Metadata.read_raw_bytes())


def _values(xmp: ET.Element, tag: str) -> list[str]:
    found = []
    for element in xmp.iter(tag):
        items = [item.text or "" for item in element.iter(f"{RDF}li")]
        found += items or [element.text or ""]
    return found


@check
def metadata(file: Reader) -> Iterator[str]:
    """ISO 19005-3, 6.6.2.1: a packet, unfiltered, in UTF-8, of the right type."""
    stream = file.root.get("/Metadata")
    if stream is None:
        yield "no metadata"
        return
    if (stream.get("/Type"), stream.get("/Subtype")) != (Name.Metadata, Name.XML):
        yield "metadata of the wrong type"
    data = stream.read_raw_bytes()
    if not re.match(rb'<\?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"\?>\n', data):
        yield "no XMP packet"
    if not re.search(rb'<\?xpacket end="[rw]"\?>\s*$', data):
        yield "the XMP packet does not end"


@check
def title(file: Reader) -> Iterator[str]:
    """ISO 14289-1, 7.1."""
    if not any(value.strip() for value in _values(_xmp(file), f"{DC}title")):
        yield "no title in the metadata"


@check
def pdfa_identification(file: Reader) -> Iterator[str]:
    """ISO 19005-3, 6.6.4; a file without attachments is of part 2."""
    xmp = _xmp(file)
    part = "3" if "/AF" in file.root else "2"
    if _values(xmp, f"{PDFAID}part") != [part] or _values(xmp, f"{PDFAID}conformance") != ["A"]:
        yield f"not identified as PDF/A-{part}a"


@check
def pdfua_identification(file: Reader) -> Iterator[str]:
    """ISO 14289-1, 5."""
    if _values(_xmp(file), f"{PDFUAID}part") != ["1"]:
        yield "not identified as PDF/UA-1"


@check
def extension_schema(file: Reader) -> Iterator[str]:
    """ISO 19005-3, 6.6.2.3: pdfuaid is described."""
    for schemas in _xmp(file).iter(f"{EXTENSION}schemas"):
        for schema in schemas.iter(f"{SCHEMA}namespaceURI"):
            if schema.text == PDFUAID[1:-1]:
                values = [_values(schemas, f"{SCHEMA}{tag}") for tag in ("schema", "prefix")]
                types = [
                    _values(schemas, f"{PROPERTY}{tag}")
                    for tag in ("name", "valueType", "category", "description")
                ]
                if values[1] == ["pdfuaid"] and types[:3] == [["part"], ["Integer"], ["internal"]]:
                    return
    yield "pdfuaid has no extension schema"


@check
def info_in_step(file: Reader) -> Iterator[str]:
    """ISO 19005-3, 6.6.3: Info says what the metadata says."""
    info, xmp = file.pdf.docinfo, _xmp(file)
    pairs = {
        "/Title": f"{DC}title",
        "/Author": f"{DC}creator",
        "/Subject": f"{DC}description",
        "/Keywords": f"{PDF}Keywords",
        "/Producer": f"{PDF}Producer",
        "/Creator": f"{XMP}CreatorTool",
    }
    for key, tag in pairs.items():
        said = [str(info[key])] if key in info else []
        if said != _values(xmp, tag):
            yield f"{key} is {said} in Info and {_values(xmp, tag)} in the metadata"
    for key, tag in {"/CreationDate": f"{XMP}CreateDate", "/ModDate": f"{XMP}ModifyDate"}.items():
        said = re.sub(r"\D", "", str(info.get(key, "")))
        if [said] != [re.sub(r"\D", "", value) for value in _values(xmp, tag) or [""]]:
            yield f"{key} differs from the metadata"


@check
def output_intent(file: Reader) -> Iterator[str]:
    """ISO 19005-3, 6.2.3: one sRGB profile that is a display profile before version 5."""
    intents = kids(file.root.get("/OutputIntents"))
    if [intent.get("/S") for intent in intents] != [Name.GTS_PDFA1]:
        yield "no output intent"
        return
    profile = intents[0].DestOutputProfile
    data = profile.read_bytes()
    size, version = unpack_from(">I4xB", data)
    if size != len(data) or version > 4 or data[36:40] != b"acsp" or data[12:20] != b"mntrRGB ":
        yield "the output profile is no display profile"
    if int(profile.get("/N", 0)) != 3 or not intents[0].get("/OutputConditionIdentifier"):
        yield "the output intent is incomplete"


@check
def colours(file: Reader) -> Iterator[str]:
    """All is gray: one plate, and device colours that fit the intent (6.2.4.3)."""
    from pikepdf import parse_content_stream

    for index, page in enumerate(file.pdf.pages, 1):
        used = {str(operator) for _, operator in parse_content_stream(page)}
        if bad := used & {"rg", "RG", "k", "K", "cs", "CS", "sc", "SC", "scn", "SCN", "sh", "Do"}:
            yield f"page {index} uses {sorted(bad)}"


# Fonts


@check
def font_kinds(file: Reader) -> Iterator[str]:
    """Type0 fonts with Identity-H (6.2.11.3)."""
    for page in file.pdf.pages:
        for font in page.obj.Resources.get("/Font", {}).values():
            if (font.get("/Subtype"), font.get("/Encoding")) != (Name.Type0, Name("/Identity-H")):
                yield f"{font.get('/BaseFont')} is no Type0 font with Identity-H"
                return
    for font in file.fonts:
        descendant = font.descendant
        if (
            descendant.Subtype == Name.CIDFontType2
            and descendant.get("/CIDToGIDMap") != Name.Identity
        ):
            yield f"{descendant.BaseFont} has no CIDToGIDMap"
        system = descendant.get("/CIDSystemInfo", {})
        if (str(system.get("/Registry")), str(system.get("/Ordering"))) != ("Adobe", "Identity"):
            yield f"{descendant.BaseFont} has no CIDSystemInfo"


@check
def embedded(file: Reader) -> Iterator[str]:
    """6.2.11.4.1: the program is in the file, under the key of its kind."""
    for font in file.fonts:
        descriptor, descendant = font.descriptor, font.descendant
        if descendant.Subtype == Name.CIDFontType2:
            good = "/FontFile2" in descriptor
        else:
            good = descriptor.get("/FontFile3", {}).get("/Subtype") == Name.CIDFontType0C
        if not good:
            yield f"{descendant.BaseFont} is not embedded"


@check
def font_names(file: Reader) -> Iterator[str]:
    """9.9.2: one name in all three places, with the tag of a subset; no two fonts share one."""
    names = [str(font.descendant.BaseFont) for font in file.fonts]
    if len(set(names)) != len(names):
        yield "two fonts of one name"
    for font, name in zip(file.fonts, names, strict=True):
        if str(font.font.BaseFont) not in {name, f"{name}-Identity-H"}:
            yield f"{font.font.BaseFont} has a descendant {name}"
        if str(font.descriptor.FontName) != name:
            yield f"{name} has a descriptor of another name"
        if not re.match(r"/[A-Z]{6}\+.", name):
            yield f"{name} has no subset tag"


@check
def descriptors(file: Reader) -> Iterator[str]:
    """9.8: every entry that a descriptor must have."""
    wanted = {"/Flags", "/FontBBox", "/ItalicAngle", "/Ascent", "/Descent", "/StemV", "/CapHeight"}
    for font in file.fonts:
        if missing := wanted - set(font.descriptor.keys()):
            yield f"{font.descriptor.FontName} lacks {sorted(missing)}"


def _drawn(file: Reader) -> Iterator[tuple[Any, int]]:
    for font in file.fonts:
        yield from ((font, code) for code in sorted(file.shown.get(font.font.objgen[0], ())))


@check
def widths(file: Reader) -> Iterator[str]:
    """6.2.11.5: /W and the font program agree."""
    for font, code in _drawn(file):
        stated, real = font.width(code), font.program_widths.get(code)
        if real is None or abs(stated - real) > 0.02:
            yield f"{font.descendant.BaseFont} {code}: {stated} stated, {real} in the program"


@check
def to_unicode(file: Reader) -> Iterator[str]:
    """6.2.11.7.2: every code has a meaning."""
    for font, code in _drawn(file):
        text = font.to_unicode.get(code, "")
        if not text or set(text) & {"\0", "\ufeff", "\ufffe"}:
            yield f"{font.descendant.BaseFont} {code} means {text!r}"


@check
def glyphs(file: Reader) -> Iterator[str]:
    """6.2.11.8 and 6.2.11.4.1: never .notdef, never a glyph that is not there."""
    for font, code in _drawn(file):
        if code == 0 or code not in font.program_widths:
            yield f"{font.descendant.BaseFont} has no glyph {code}"


# Structure


@check
def all_tagged(file: Reader) -> Iterator[str]:
    """ISO 14289-1, 7.1: what is painted is content of the structure or an artifact, never both."""
    for mark in file.marks:
        if mark.operators and mark.mcid is None and mark.tag != "Artifact":
            yield f"page {mark.page + 1}: {mark.operators[:3]} outside the structure"
        if mark.depth > 1:
            yield f"page {mark.page + 1}: {mark.tag} inside other marked content"
        if mark.tag == "Artifact" and mark.mcid is not None:
            yield f"page {mark.page + 1}: an artifact with an MCID"


@check
def artifacts(file: Reader) -> Iterator[str]:
    """14.8.2.2: artifacts say of what kind they are; lines are always artifacts."""
    for mark in file.marks:
        if mark.tag == "Artifact":
            if str(mark.properties.get("/Type")) not in {"/Pagination", "/Layout"}:
                yield f"page {mark.page + 1}: an artifact without a type"
        elif set(mark.operators) & (PAINTING - {"Tj", "TJ"}):
            yield f"page {mark.page + 1}: a line inside {mark.tag}"


@check
def structure_root(file: Reader) -> Iterator[str]:
    """14.7.2: one Document below the root."""
    root = file.root.get("/StructTreeRoot")
    if root is None or [kind(kid) for kid in kids(root.get("/K"))] != ["Document"]:
        yield "no structure tree with one Document"
        return
    for element in file.elements():
        for kid in kids(element.get("/K")):
            if is_element(kid) and kid.get("/P", Dictionary()).objgen != element.objgen:
                yield f"a {kind(kid)} does not name its parent"


def _parent_tree(file: Reader) -> dict[int, Any]:
    tree = file.root.get("/StructTreeRoot", {}).get("/ParentTree", {}).get("/Nums", Array())
    return {int(tree[at]): tree[at + 1] for at in range(0, len(tree), 2)}


@check
def parent_tree(file: Reader) -> Iterator[str]:
    """14.7.4.4: from each piece of content to its element, and back."""
    tree, claimed = _parent_tree(file), {}
    for element in file.elements():
        for place in file.content(element):
            if place in claimed:
                yield f"{place} belongs to two elements"
            claimed[place] = element.objgen
    marks = {(mark.page, mark.mcid): mark for mark in file.marks if mark.mcid is not None}
    for index, page in enumerate(file.pdf.pages):
        parents = kids(tree.get(int(page.obj.get("/StructParents", -1))))
        places = {(index, mcid): parent.objgen for mcid, parent in enumerate(parents)}
        if places != {place: owner for place, owner in claimed.items() if place[0] == index}:
            yield f"page {index + 1}: the parent tree and the elements differ"
        if set(places) != {place for place in marks if place[0] == index}:
            yield f"page {index + 1}: the parent tree and the content differ"


PARENTS = {
    "Caption": {"Table", "TOC", "L"}, "THead": {"Table"}, "TBody": {"Table"},
    "TR": {"Table", "THead", "TBody"}, "TH": {"TR"}, "TD": {"TR"}, "LI": {"L"},
    "LBody": {"LI"}, "TOCI": {"TOC"},
}  # fmt: skip
CHILDREN = {
    "Table": {"Caption", "THead", "TBody", "TR"}, "THead": {"TR"}, "TBody": {"TR"},
    "TR": {"TH", "TD"}, "L": {"L", "LI", "Caption"}, "LI": {"Lbl", "LBody"},
    "TOC": {"TOC", "TOCI", "Caption"},
}  # fmt: skip
STANDARD = {
    "Document", "Part", "Sect", "Div", "TOC", "TOCI", "Index", "P", "L", "LI", "Lbl", "LBody",
    "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Caption", "Span", "Note", "Reference",
    "Link", "Figure", *(f"H{level}" for level in range(1, 7)),
}  # fmt: skip


@check
def structure_types(file: Reader) -> Iterator[str]:
    """14.8.4: standard types, or mapped to one."""
    mapped = set(file.root.get("/StructTreeRoot", {}).get("/RoleMap", {}).keys())
    for name in {kind(element) for element in file.elements()}:
        if name not in STANDARD and f"/{name}" not in mapped:
            yield f"{name} is no standard type"


@check
def nesting(file: Reader) -> Iterator[str]:
    """ISO 14289-1, 7.2: what may stand in what."""
    for element in file.elements():
        inside = [kind(kid) for kid in kids(element.get("/K")) if is_element(kid)]
        for name in inside:
            if kind(element) not in PARENTS.get(name, {kind(element)}):
                yield f"{name} in {kind(element)}"
            if name not in CHILDREN.get(kind(element), {name}):
                yield f"{name} in {kind(element)}"
        if kind(element) in CHILDREN and file.content(element):
            yield f"text directly in {kind(element)}"


@check
def headings(file: Reader) -> Iterator[str]:
    """ISO 14289-1, 7.4.2: H1 first, no level skipped."""
    last = 0
    for element in file.elements():
        if re.fullmatch(r"H\d", kind(element)):
            level = int(kind(element)[1:])
            if level > last + 1:
                yield f"H{level} after H{last}"
            last = level


@check
def lists(file: Reader) -> Iterator[str]:
    """ISO 14289-1, 7.6: a list with labels says how it is numbered."""
    for element in file.elements():
        if kind(element) == "L":
            items = [kid for kid in kids(element.get("/K")) if is_element(kid)]
            labels = [k for item in items for k in kids(item.get("/K")) if is_element(k)]
            numbered = attribute(element, "/ListNumbering", Name("/None")) != Name("/None")
            if any(kind(label) == "Lbl" for label in labels) != numbered:
                yield "a list with labels but no ListNumbering, or the other way round"


def _grid(table: Dictionary) -> tuple[list[list[Any]], list[str]]:
    """The cells of a table by row and column, and what is wrong with their spans."""
    rows: list[Dictionary] = []
    for part in (kid for kid in kids(table.get("/K")) if is_element(kid)):
        if kind(part) == "TR":
            rows.append(part)
        elif kind(part) != "Caption":
            rows += [kid for kid in kids(part.get("/K")) if is_element(kid)]
    grid: list[dict[int, Any]] = [{} for _ in rows]
    wrong = []
    for line, row in enumerate(rows):
        for cell in (kid for kid in kids(row.get("/K")) if is_element(kid)):
            column = next(at for at in range(10_000) if at not in grid[line])
            for down in range(int(attribute(cell, "/RowSpan", 1))):
                for across in range(int(attribute(cell, "/ColSpan", 1))):
                    if line + down >= len(rows) or column + across in grid[line + down]:
                        wrong.append("cells overlap or leave the table")
                    else:
                        grid[line + down][column + across] = cell
    if len({len(row) for row in grid}) > 1:
        wrong.append(f"rows of {sorted({len(row) for row in grid})} columns")
    return [[row.get(at) for at in range(len(row))] for row in grid], wrong


@check
def tables(file: Reader) -> Iterator[str]:
    """ISO 14289-1, 7.2: every row fills the same columns."""
    for table in (element for element in file.elements() if kind(element) == "Table"):
        yield from _grid(table)[1]


@check
def table_headers(file: Reader) -> Iterator[str]:
    """ISO 14289-1, 7.5: every cell has a header, named or above or beside it."""
    ids = {bytes(element.ID) for element in file.elements() if "/ID" in element}
    for table in (element for element in file.elements() if kind(element) == "Table"):
        covered: set[int] = set()
        for row in _grid(table)[0]:
            scopes = {
                at: str(attribute(cell, "/Scope", ""))
                for at, cell in enumerate(row)
                if cell is not None and kind(cell) == "TH"
            }
            covered |= {at for at, scope in scopes.items() if scope in {"/Column", "/Both"}}
            beside = {"/Row", "/Both"} & set(scopes.values())
            for at, cell in enumerate(row):
                if cell is None or kind(cell) != "TD":
                    continue
                named = [bytes(name) for name in attribute(cell, "/Headers", [])]
                if set(named) - ids:
                    yield f"unknown headers {named}"
                if not (named or beside or at in covered):
                    yield f"the cell “{file.text(cell)}” has no header"
        if any(
            kind(c) == "TH" and not attribute(c, "/Scope") for row in _grid(table)[0] for c in row
        ):
            yield "a header without a scope"


@check
def identifiers(file: Reader) -> Iterator[str]:
    """14.7.2: the ID tree has every identifier, in order; a Note has one (ISO 14289-1, 7.9)."""
    names = file.root.get("/StructTreeRoot", {}).get("/IDTree", {}).get("/Names", Array())
    listed = {bytes(names[at]): names[at + 1].objgen for at in range(0, len(names), 2)}
    given = {bytes(e.ID): e.objgen for e in file.elements() if "/ID" in e}
    if list(listed) != sorted(listed) or listed != given:
        yield "the ID tree differs from the elements"
    if any(kind(element) == "Note" and "/ID" not in element for element in file.elements()):
        yield "a note without an identifier"


@check
def reading_order(file: Reader) -> Iterator[str]:
    """Content stands in the order of the structure, for readers that know no tags."""
    order = [place for element in file.elements() for place in file.content(element)]
    blocks = {"Link", "Reference"} & {kind(element) for element in file.elements()}
    if not blocks:
        for page in range(len(file.pdf.pages)):
            mcids = [mcid for number, mcid in order if number == page]
            if mcids != sorted(mcids):
                yield f"page {page + 1} is painted in another order than it is read"


# Navigation


@check
def annotations(file: Reader) -> Iterator[str]:
    """ISO 14289-1, 7.18; ISO 19005-3, 6.3: links that say where they lead and print."""
    tree = _parent_tree(file)
    for index, page in enumerate(file.pdf.pages, 1):
        for annotation in page.obj.get("/Annots", []):
            if annotation.get("/Subtype") != Name.Link:
                yield f"page {index}: an annotation of type {annotation.get('/Subtype')}"
            if not str(annotation.get("/Contents", "")).strip():
                yield f"page {index}: a link without a description"
            if int(annotation.get("/F", 0)) != 4:
                yield f"page {index}: a link that does not print"
            goal = annotation.get("/Dest")
            if goal is None or goal[0].objgen not in file.page_numbers:
                yield f"page {index}: a link that leads nowhere"
            parent = tree.get(int(annotation.get("/StructParent", -1)))
            if parent is None or kind(parent) != "Link":
                yield f"page {index}: a link outside the structure"
            elif not any(
                isinstance(kid, Dictionary)
                and kid.get("/Obj", annotation).objgen == annotation.objgen
                and kid.get("/Type") == Name.OBJR
                for kid in kids(parent.get("/K"))
            ):
                yield f"page {index}: no OBJR for a link"


@check
def tab_order(file: Reader) -> Iterator[str]:
    """ISO 14289-1, 7.18.3."""
    for index, page in enumerate(file.pdf.pages, 1):
        if "/Annots" in page.obj and page.obj.get("/Tabs") != Name.S:
            yield f"page {index} has annotations but no Tabs /S"


def _bookmarks(item: Any) -> Iterator[Any]:
    child = item.get("/First")
    while child is not None:
        yield child
        child = child.get("/Next")


@check
def outline(file: Reader) -> Iterator[str]:
    """12.3.3: bookmarks with text and goal, linked both ways, shown when the file is opened."""
    root = file.root.get("/Outlines")
    if not any(re.fullmatch(r"H\d", kind(element)) for element in file.elements()):
        return
    if root is None or file.root.get("/PageMode") != Name.UseOutlines:
        yield "no bookmarks, or not shown"
        return
    stack = [root]
    while stack:
        parent = stack.pop()
        children = list(_bookmarks(parent))
        shown = sum(max(0, int(child.get("/Count", 0))) for child in children) + len(children)
        if children and abs(int(parent.get("/Count", 0))) != shown:
            yield f"{parent.get('/Title')} counts {parent.get('/Count')}, not {shown}"
        for before, child in zip([None, *children], children, strict=False):
            if not str(child.get("/Title", "")).strip():
                yield "a bookmark without text"
            if child.get("/Dest", [Dictionary()])[0].objgen not in file.page_numbers:
                yield f"{child.get('/Title')} leads nowhere"
            if child.get("/Parent", Dictionary()).objgen != parent.objgen:
                yield f"{child.get('/Title')} has another parent"
            if before is not None and child.get("/Prev", Dictionary()).objgen != before.objgen:
                yield f"{child.get('/Title')} does not know the one before"
        stack += children


@check
def page_labels(file: Reader) -> Iterator[str]:
    """12.4.2: ranges that begin with the first page, in order."""
    nums = file.root.get("/PageLabels", {}).get("/Nums", Array())
    starts = [int(nums[at]) for at in range(0, len(nums), 2)]
    if starts[:1] != [0] or starts != sorted(set(starts)):
        yield "no page labels from the first page on"


# Attachments


def _specifications(file: Reader) -> list[Any]:
    names = file.root.get("/Names", {}).get("/EmbeddedFiles", {}).get("/Names", Array())
    return [names[at + 1] for at in range(0, len(names), 2)]


@check
def associated_files(file: Reader) -> Iterator[str]:
    """ISO 19005-3, 6.8: every embedded file is associated with the document."""
    associated = {spec.objgen for spec in kids(file.root.get("/AF"))}
    embedded = {spec.objgen for spec in _specifications(file)}
    if associated != embedded:
        yield "the catalog's /AF and the embedded files differ"
    streams = {
        o.objgen
        for o in file.pdf.objects
        if isinstance(o, Stream) and o.get("/Type") == Name.EmbeddedFile
    }
    if streams != {spec.EF.F.objgen for spec in _specifications(file)}:
        yield "an embedded file outside the name tree"


@check
def file_specifications(file: Reader) -> Iterator[str]:
    """ISO 19005-3, 6.8; ISO 14289-1, 7.11."""
    for spec in _specifications(file):
        if not str(spec.get("/F", "")) or not str(spec.get("/UF", "")):
            yield "an attachment without F or UF"
        if str(spec.get("/AFRelationship")) not in {
            "/Source",
            "/Supplement",
            "/Data",
            "/Alternative",
            "/Unspecified",
        }:
            yield f"{spec.get('/UF')} has no AFRelationship"
        stream = spec.EF.F
        if not re.fullmatch(r"/[-\w+.]+/[-\w+.]+", str(stream.get("/Subtype", ""))):
            yield f"{spec.get('/UF')} has no MIME type"
        params = stream.get("/Params")
        if params is not None and (
            "/ModDate" not in params or int(params.Size) != len(stream.read_bytes())
        ):
            yield f"{spec.get('/UF')} has wrong /Params"
