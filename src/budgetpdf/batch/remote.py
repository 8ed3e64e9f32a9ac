"""The worker's side of a cluster: specs come as bytes, results go back as values."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, TypeVar

from budgetpdf.batch.engine import Function
from budgetpdf.batch.inputs import program
from budgetpdf.batch.troubles import OtherProgramError
from budgetpdf.batch.work import Made, Setup, Task
from budgetpdf.diagnostic import Argument, Diagnostic, Place
from budgetpdf.profile.project import project_file

R = TypeVar("R")


class Parcel(NamedTuple):
    """A spec on its way. place: see `kit`. name: in findings. data: None if it was not there."""

    place: str
    name: str
    data: bytes | None


def work_at(
    folder: Path, function: Function[R], setup: Setup, parcels: Sequence[Parcel], wanted: str
) -> list[R]:
    """Do a chunk in a folder where a kit is laid out.

    wanted: digest of the caller's program. Raises OtherProgramError if it is not this one.
    """
    if program() != wanted:
        raise OtherProgramError(socket.gethostname())
    paths = [folder / parcel.place for parcel in parcels]
    try:
        for path, parcel in zip(paths, parcels, strict=True):
            _lay(folder, path, parcel.data)
        tasks = [Task(str(path), each.name) for path, each in zip(paths, parcels, strict=True)]
        results = function(setup, tasks)
    finally:
        for path in paths:
            path.unlink(missing_ok=True)
    return [_homeward(result, folder) for result in results]


def _lay(folder: Path, path: Path, data: bytes | None) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    found = project_file(path.parent.resolve())
    if found is not None and not found.is_relative_to(folder):
        # At home there is none: the report would be another.
        raise OtherProgramError(f"{socket.gethostname()}: {found}")
    if data is not None:
        path.write_bytes(data)


def _homeward(result: R, folder: Path) -> R:
    """A result without paths of this machine; those of files become places."""
    if not isinstance(result, Made):
        return result
    files = tuple(
        (Path(path).relative_to(folder).as_posix(), digest)
        for path, digest in result.files
        if Path(path).is_relative_to(folder)
    )
    findings = tuple(_hidden(one, folder) for one in result.findings)
    return replace(result, files=files, findings=findings)


def _hidden(finding: Diagnostic, folder: Path) -> Diagnostic:
    places = tuple(_without(place, f"{folder}/") for place in finding.places)
    return finding if places == finding.places else finding._replace(places=places)


def _without(place: Place, prefix: str) -> Place:
    if isinstance(place, Argument):
        return Argument(place.text.replace("\\", "/").replace(prefix.replace("\\", "/"), "/"))
    return place
