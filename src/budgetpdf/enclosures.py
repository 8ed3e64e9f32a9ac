"""The files that travel in the PDF: the spec, the bureau's own profiles, and the record.

Names in the PDF are plain file names; the record says where each file lay, relative to the
project folder, so that `extract --verify` can lay the folder out again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from budgetpdf.document.blocks import Attachment
from budgetpdf.output import file_name
from budgetpdf.record import as_attachment, record

if TYPE_CHECKING:
    from budgetpdf.profile.parts import Profile
    from budgetpdf.spec.read import SpecFile
    from budgetpdf.text.face import Face

MIME = "application/toml"
BUILTIN = "profile:"


def enclose(
    unit: SpecFile,
    profile: Profile,
    root: Path,
    options: Mapping[str, object],
    faces: tuple[Face, ...],
    date: str,
) -> tuple[Attachment, ...]:
    """Spec (Source), profiles that are not built in and the record (Supplement).

    root: the project folder. options: what changes pages, by name. date: ISO 8601 or empty.
    """
    source = unit.source.data
    files: dict[str, Attachment] = {}
    places: dict[str, str] = {}
    for place, data, relation, what in (
        (_below(unit.path, root), source, "Source", "规格文件"),
        *_profiles(profile),
    ):
        name = _name(place, files)
        files[name] = Attachment(name, data, MIME, relation, what, date)
        places[name] = place
    facts = record({**options, "places": places}, faces, files.values())
    return (*files.values(), as_attachment(facts, date))


def _below(path: Path, root: Path) -> str:
    """The path relative to the root, never with a folder of the machine."""
    full = path.resolve()
    return full.relative_to(root).as_posix() if full.is_relative_to(root) else full.name


def _profiles(profile: Profile) -> Iterator[tuple[str, bytes, str, str]]:
    for source in profile.sources:
        if not source.name.startswith(BUILTIN):
            yield source.name, source.data, "Supplement", "格式文件"


def _name(place: str, taken: Mapping[str, Attachment]) -> str:
    """A plain name that is not taken yet."""
    path = PurePosixPath(place)
    name, number = file_name(path.stem, path.suffix), 2
    while name in taken:
        name = file_name(f"{path.stem}-{number}", path.suffix)
        number += 1
    return name
