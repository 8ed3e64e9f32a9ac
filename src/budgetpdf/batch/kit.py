"""What a machine that does not see the caller's files needs besides the specs.

A kit holds project files, profiles and fonts under their full paths made relative ("places"); a
worker lays them out in a folder of its own, so that every path in spec and profile leads to the
same file as at home, and a report gets the same bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from budgetpdf.batch.work import Setup
from budgetpdf.pipeline import Options
from budgetpdf.profile.project import face_path, project_file
from budgetpdf.spec.source import read_toml


@dataclass(frozen=True, slots=True)
class Kit:
    """files: place → bytes. setup: with places for paths. homes: place → path of the caller."""

    setup: Setup
    files: dict[str, bytes] = field(default_factory=dict)
    homes: dict[str, str] = field(default_factory=dict)


def place(path: Path) -> str:
    """A path as a relative one that is valid below any folder of any system."""
    full = Path(os.path.abspath(path))  # noqa: PTH100 - links are kept
    anchor = full.anchor.replace(":", "").replace("\\", "/").strip("/")
    return "/".join([*filter(None, [anchor]), *full.parts[1:]])


def pack(setup: Setup, specs: Iterable[Path]) -> Kit:
    """Everything that the reports of these specs may use and that does not come with the program.

    What is missing is left out: the worker's findings say so.
    """
    packer = _Packer()
    options = setup.options
    packer.add(*(Path(path) for path, _ in options.fonts.values()))
    chosen = Path(options.profile) if options.profile else None
    named = chosen is not None and chosen.is_file()
    if chosen is not None and named:
        packer.profile(chosen.resolve())
    for spec in specs:
        packer.spec(spec.resolve(), with_profile=not options.profile)
    mapped = options._replace(
        profile=place(chosen.resolve()) if chosen and named else options.profile,
        fonts={role: (place(Path(path)), index) for role, (path, index) in options.fonts.items()},
        root=Path(place(options.root.resolve())) if options.root else None,
    )
    homes = {where: str(path) for where, path in packer.homes.items()}
    return Kit(replace(setup, options=mapped), packer.files, homes)


def unpack(kit: Kit, folder: Path) -> Setup:
    """Lay a kit out below a folder; the setup with paths that lead there."""
    for where, data in kit.files.items():
        path = folder / where
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return replace(kit.setup, options=_below(kit, folder))


def _below(kit: Kit, folder: Path) -> Options:
    options = kit.setup.options
    shipped = options.profile in kit.files
    return options._replace(
        profile=str(folder / options.profile) if shipped else options.profile,
        fonts={role: (str(folder / path), index) for role, (path, index) in options.fonts.items()},
        root=folder / options.root if options.root else None,
    )


class _Packer:
    """Collects files, each once."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.homes: dict[str, Path] = {}
        self._values: dict[Path, dict[str, Any]] = {}
        self._seen: set[tuple[Path, str]] = set()
        self._projects: dict[Path, Path | None] = {}

    def add(self, *paths: Path) -> None:
        """The bytes of files that can be read."""
        for path in paths:
            where = place(path)
            if where not in self.files and path.is_file():
                self.files[where] = path.read_bytes()
                self.homes[where] = path

    def spec(self, spec: Path, *, with_profile: bool) -> None:
        """What a spec leads to, itself left out."""
        folder = spec.parent
        if folder not in self._projects:
            self._projects[folder] = project_file(folder)
        project = self._projects[folder]
        if project is not None:
            self._project(project, with_profile=with_profile)
        if with_profile:
            self._named(folder, profile_of(spec))

    def _project(self, file: Path, *, with_profile: bool) -> None:
        if place(file) in self.files:
            return
        self.add(file)
        values = self._read(file)
        self.add(*(file.parent / face_path(path)[0] for path in _texts(values.get("fonts"))))
        if with_profile:
            self._named(file.parent, str(values.get("profile", "")))

    def _named(self, folder: Path, name: str) -> None:
        if (folder, name) not in self._seen:
            self._seen.add((folder, name))
            if "/" in name or "\\" in name or name.endswith(".toml"):
                self.profile(folder / name)

    def profile(self, path: Path) -> None:
        """A profile, the fonts below its folder, and what it extends."""
        path = Path(os.path.normpath(path))
        if place(path) in self.files or not path.is_file():
            return
        self.add(path)
        values = self._read(path)
        self.add(*(path.parent / text for text in _texts(values.get("font")) if "/" in text))
        self._named(path.parent, str(values.get("extends", "")))

    def _read(self, path: Path) -> dict[str, Any]:
        source, _ = read_toml(path)
        return source.values if source else {}


def profile_of(spec: Path) -> str:
    """The profile that a spec names, empty if none can be read.

    It stands before the first table: the rest need not be read here.
    """
    try:
        head = spec.read_bytes().split(b"\n[", 1)[0]
    except OSError:
        return ""
    source, _ = read_toml(head)
    return str(source.values.get("profile", "")) if source else ""


def _texts(value: object) -> Iterator[str]:
    """All strings in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)
