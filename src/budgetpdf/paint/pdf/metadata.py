"""What the file says of itself: XMP packet and Info dictionary, in step with each other.

PDF/A identification: ISO 19005-3, 6.6.4; PDF/UA: ISO 14289-1, 5; its property is not among
those that PDF/A knows, so an extension schema describes it (ISO 19005-3, 6.6.2.3).
"""

from __future__ import annotations

from collections.abc import Iterable

import budgetpdf
from budgetpdf.document.blocks import Meta
from budgetpdf.paint.pdf.dates import is_date, pdf_date
from budgetpdf.paint.pdf.objects import Dict, Stream, string, text

PRODUCER = f"budgetpdf {budgetpdf.__version__}"

_NAMESPACES = """\
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
    xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#\""""

_PACKET = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
{namespaces}>
{properties}
   <pdfaExtension:schemas>
    <rdf:Bag>
     <rdf:li rdf:parseType="Resource">
      <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
      <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
      <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
      <pdfaSchema:property>
       <rdf:Seq>
        <rdf:li rdf:parseType="Resource">
         <pdfaProperty:name>part</pdfaProperty:name>
         <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
         <pdfaProperty:category>internal</pdfaProperty:category>
         <pdfaProperty:description>Part of ISO 14289 to which the file conforms</pdfaProperty:description>
        </rdf:li>
       </rdf:Seq>
      </pdfaSchema:property>
     </rdf:li>
    </rdf:Bag>
   </pdfaExtension:schemas>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""  # noqa: E501


def info(meta: Meta) -> Dict:
    """The Info dictionary (14.3.3)."""
    entries = {
        "Title": meta.title,
        "Author": meta.author,
        "Subject": meta.subject,
        "Keywords": ", ".join(meta.keywords),
        "Creator": PRODUCER,
        "Producer": PRODUCER,
    }
    values = {key: text(_clean(value)) for key, value in entries.items() if value}
    if is_date(meta.date):
        values |= dict.fromkeys(("CreationDate", "ModDate"), string(pdf_date(meta.date).encode()))
    return Dict(values)


def xmp(meta: Meta, *, attachments: bool) -> Stream:
    """The XMP packet (14.3.2), uncompressed so that any program can read it.

    attachments: part 3 of PDF/A is the one that allows files of any kind inside; a file without
    them conforms to part 2.
    """
    date = meta.date if is_date(meta.date) else ""
    properties = [
        _simple("pdfaid:part", "3" if attachments else "2"),
        _simple("pdfaid:conformance", "A"),
        _simple("pdfuaid:part", "1"),
        _list("dc:title", "Alt", [meta.title]),
        _list("dc:creator", "Seq", [meta.author]),
        _list("dc:description", "Alt", [meta.subject]),
        _list("dc:subject", "Bag", meta.keywords),
        _list("dc:language", "Bag", [meta.lang]),
        _simple("dc:format", "application/pdf"),
        _simple("pdf:Keywords", ", ".join(meta.keywords)),
        _simple("pdf:Producer", PRODUCER),
        _simple("xmp:CreatorTool", PRODUCER),
        _simple("xmp:CreateDate", date),
        _simple("xmp:ModifyDate", date),
        _simple("xmp:MetadataDate", date),
    ]
    packet = _PACKET.format(namespaces=_NAMESPACES, properties="\n".join(filter(None, properties)))
    return Stream(packet.encode(), compressed=False, Type="/Metadata", Subtype="/XML")


def _clean(value: str) -> str:
    """Without the characters that XML cannot hold (XML 1.0, 2.2)."""
    return "".join(char for char in value if char in "\t\n\r" or not _is_none(char))


def _is_none(char: str) -> bool:
    """Whether a code point is a control, half a surrogate pair or no character."""
    return char < " " or "\ud800" <= char <= "\udfff" or char in "\ufffe\uffff"


def _escape(value: str) -> str:
    """As XML text. (The standard library's function would load its whole network client.)"""
    return _clean(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _simple(tag: str, value: str) -> str:
    return f"   <{tag}>{_escape(value)}</{tag}>" if value else ""


def _list(tag: str, kind: str, values: Iterable[str]) -> str:
    lang = ' xml:lang="x-default"' if kind == "Alt" else ""
    items = "".join(f"<rdf:li{lang}>{_escape(value)}</rdf:li>" for value in values if value)
    return f"   <{tag}><rdf:{kind}>{items}</rdf:{kind}></{tag}>" if items else ""
