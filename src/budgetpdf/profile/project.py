"""The project folder: the nearest one upward that holds a `budgetpdf.toml`, else the spec's own.

`budgetpdf.toml` may name profile, fonts and output folder for all specs below it. No path that
a spec, a profile or this file names may leave the folder, symbolic links resolved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from budgetpdf.diagnostic import Diagnostic, Text
from budgetpdf.profile.codes import finding
from budgetpdf.spec.source import Source, read_toml
from budgetpdf.spec.tables import PROJECT, ProjectFile
from budgetpdf.spec.validate import validate

FILE = "budgetpdf.toml"


class Project(NamedTuple):
    """A project folder and what its file says. fonts: role → (path, face index)."""

    root: Path
    profile: str = ""
    out: Path | None = None
    fonts: Mapping[str, tuple[str, int]] = {}
    source: Source | None = None


def face_path(text: str) -> tuple[str, int]:
    """ "simsun.ttc#1" → the path and the index of the face in it."""
    path, mark, index = text.rpartition("#")
    return (path, int(index)) if mark and index.isdecimal() else (text, 0)


def find(spec: Path, root: Path | None = None) -> tuple[Project, tuple[Diagnostic, ...]]:
    """The project of a spec. root: the folder that paths may not leave, if not the project's."""
    folder = spec.resolve().parent
    file = project_file(folder)
    if file is None:
        return Project((root or folder).resolve()), ()
    return _read(file.parent, (root or file.parent).resolve())


def project_file(folder: Path) -> Path | None:
    """The `budgetpdf.toml` that holds for the specs of a folder (resolved)."""
    above = (each / FILE for each in (folder, *folder.parents))
    return next((file for file in above if file.is_file()), None)


def _read(folder: Path, root: Path) -> tuple[Project, tuple[Diagnostic, ...]]:
    source, findings = read_toml(folder / FILE, FILE)
    if source is None:
        return Project(root), findings
    form, more = validate(PROJECT, source)
    if form is None:
        return Project(root, source=source), (*findings, *more)
    outside = tuple(_outside(form, folder, root, source))
    fonts = {role: face_path(text) for role, text in form.fonts.items()}
    fonts = {role: (str(folder / path), index) for role, (path, index) in fonts.items()}
    out = folder / form.out if form.out else None
    project = Project(root, form.profile or "", out, fonts, source)
    return project, (*findings, *more, *outside)


def _outside(form: ProjectFile, folder: Path, root: Path, source: Source) -> Iterator[Diagnostic]:
    named = {("fonts", role): face_path(text)[0] for role, text in form.fonts.items()}
    if form.out:
        named[("out",)] = form.out  # type: ignore[index]
    for key, path in named.items():
        if not (folder / path).resolve().is_relative_to(root):
            message = Text(f"“{path}”在项目文件夹之外", f"“{path}” lies outside the project folder")
            hint = Text(
                "把文件放进项目文件夹，或用 --root 指定更上层的文件夹",
                "move it into the project folder, or name a folder above with --root",
            )
            yield finding("P003", message, source.span(key), hint=hint)
