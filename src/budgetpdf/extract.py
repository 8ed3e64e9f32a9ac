"""The data of a finished PDF, bit for bit. The only module that needs pikepdf."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from budgetpdf.diagnostic import Argument, Diagnostic, Severity, Text
from budgetpdf.document.blocks import Attachment
from budgetpdf.output import FORBIDDEN, RESERVED
from budgetpdf.record import NAME, Facts, read_record

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

LARGEST = 64 * 1024 * 1024
"""Bytes of one attachment: more than that is refused unread."""
PRODUCER = "budgetpdf "


UNREADABLE = Text("无法读取，或不是 PDF 文件", "cannot be read, or is no PDF")
NOT_OURS = Text(
    "不是 budgetpdf 生成的文件，没有可以取出的数据",
    "was not made by budgetpdf: there is no data to extract",
)
BARE = Text(
    "生成时没有附带数据（--no-attach，或格式有规定）",
    "was made without its data (--no-attach, or by its profile)",
)
ALTERED = Text(
    "里的数据在生成以后被改动过，或已被其他软件另存，不能信任",
    "holds data that was altered after it was made, or was saved by another program",
)


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a PDF carries. files: as they were attached; record: its facts, None if it has none."""

    files: tuple[Attachment, ...] = ()
    record: Facts | None = None
    findings: tuple[Diagnostic, ...] = ()

    @property
    def source(self) -> Attachment | None:
        """The spec that the report was made from."""
        return next((item for item in self.files if item.relation == "Source"), None)


def extract_files(path: Path) -> Extraction:
    """The attachments of a PDF. Findings say if it is none, not ours, bare, or altered.

    Where a finding is an error nothing is given: no file of unsure origin or unsafe name.
    """
    import pikepdf

    try:
        with pikepdf.open(path) as pdf:
            if not str(pdf.docinfo.get("/Producer", "")).startswith(PRODUCER):
                return _refused(path, "D002", NOT_OURS)
            files = tuple(_attachments(pdf))
    except (pikepdf.PdfError, pikepdf.PasswordError, OSError):
        return _refused(path, "D001", UNREADABLE)
    except (AttributeError, KeyError, TypeError, ValueError):
        return _refused(path, "D008", ALTERED)
    if not files:
        return _refused(path, "D003", BARE)
    facts = next((read_record(item.data) for item in files if item.name == NAME), None)
    if not _whole(files, facts):
        return _refused(path, "D008", ALTERED)
    return Extraction(files, facts)


def _refused(path: Path, code: str, what: Text) -> Extraction:
    text = Text(f"{path.name} {what.zh}", f"{path.name} {what.en}")
    return Extraction(findings=(Diagnostic(code, Severity.ERROR, text, (Argument(str(path)),)),))


def _attachments(pdf: Pdf) -> Iterator[Attachment]:
    """The associated files of the document (/AF), in their order: the spec first."""
    for spec in pdf.Root.get("/AF", ()):
        yield Attachment(
            name=str(spec.UF),
            data=_content(spec.EF.F),
            mime=str(spec.EF.F.Subtype)[1:],
            relation=str(spec.AFRelationship)[1:],
            description=str(spec.get("/Desc", "")),
        )


def _content(stream: Object) -> bytes:
    """The bytes of an embedded file. Raises ValueError over what we do not write."""
    raw = stream.read_raw_bytes()
    if str(stream.get("/Filter", [""])[0]) != "/FlateDecode":
        raise ValueError("another filter")
    data = zlib.decompressobj().decompress(raw, LARGEST + 1)
    if len(data) > LARGEST:
        raise ValueError("too large")
    return data


def _whole(files: Sequence[Attachment], facts: Facts | None) -> bool:
    """Whether names are safe to write and the digests those of the record.

    A name that is a path, or that means something else on another system, did not come from us.
    """
    names = [item.name for item in files]
    if len(set(names)) < len(names) or not all(map(_is_plain, names)):
        return False
    if facts is None or not _inside(facts.get("places", {})):
        return False
    digests = {item.name: sha256(item.data).hexdigest() for item in files if item.name != NAME}
    return bool(facts.get("files") == digests)


def _inside(places: object) -> bool:
    """Whether the record's places are below the project folder, on any system."""
    if not isinstance(places, dict):
        return False
    parts = [part for place in places.values() for part in str(place).split("/")]
    return all(map(_is_plain, parts))


def _is_plain(name: str) -> bool:
    """Whether a name is a file's and no path on any system (`output.file_name` makes such)."""
    stem = name.partition(".")[0].strip().upper()
    forbidden = any(ord(char) in FORBIDDEN for char in name)
    return bool(name.strip(" .")) and not forbidden and stem not in RESERVED
