"""Files inside the PDF: the data that the report was made from (ISO 19005-3, 6.8)."""

from collections.abc import Sequence
from hashlib import md5
from typing import NamedTuple

from budgetpdf.document.blocks import Attachment
from budgetpdf.paint.pdf.dates import is_date, pdf_date
from budgetpdf.paint.pdf.objects import Array, Dict, Ref, Stream, name, string, text
from budgetpdf.paint.pdf.writer import FileWriter


class EmbeddedFiles(NamedTuple):
    """What the catalog says of them: associated files (/AF), and the name tree below /Names."""

    associated: Array
    names: Dict


def embed_files(file: FileWriter, attachments: Sequence[Attachment]) -> EmbeddedFiles:
    """Write the attachments: file specifications (7.11.3) in the order given."""
    specs = [(text(item.name), _specification(file, item)) for item in attachments]
    tree = [entry for spec in sorted(specs, key=lambda spec: spec[0]) for entry in spec]
    return EmbeddedFiles(
        Array([ref for _, ref in specs]),
        Dict({"EmbeddedFiles": Dict({"Names": Array(tree)})}),
    )


def _specification(file: FileWriter, item: Attachment) -> Ref:
    data = file.add(
        Stream(item.data, Type="/EmbeddedFile", Subtype=name(item.mime), **_params(item))
    )
    entries = {
        "Type": "/Filespec",
        "F": text(item.name),
        "UF": text(item.name),
        "AFRelationship": name(item.relation),
        "EF": Dict({"F": data, "UF": data}),
    }
    if item.description:
        entries["Desc"] = text(item.description)
    return file.add(Dict(entries))


def _params(item: Attachment) -> dict[str, Dict]:
    """/Params (7.11.4), with its digest; PDF/A wants a date in it or none at all."""
    if not is_date(item.date):
        return {}
    digest = md5(item.data, usedforsecurity=False).digest()
    date = string(pdf_date(item.date).encode())
    return {"Params": Dict({"Size": len(item.data), "CheckSum": string(digest), "ModDate": date})}
