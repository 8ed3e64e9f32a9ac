"""Keys: one digest of everything that decides the bytes of a report."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from budgetpdf.batch.inputs import Digests, program
from budgetpdf.batch.work import Setup
from budgetpdf.profile.project import project_file


class Keys:
    """Makes keys for the reports of one output folder.

    Paths count relative to that folder, so that a project may be moved or copied as a whole.
    """

    def __init__(self, setup: Setup, folder: Path) -> None:
        self._folder = folder.resolve()
        self._digests = Digests()
        self._projects: dict[Path, str] = {}
        self._places: dict[Path, str] = {}
        self._facts = {"program": program(), **self._setup(setup)}

    def place(self, path: Path) -> str:
        """A path relative to the output folder; as it is if that lies on another drive."""
        known = self._places.get(path)
        if known is None:
            full = path.resolve()
            try:
                known = Path(os.path.relpath(full, self._folder)).as_posix()
            except ValueError:
                known = full.as_posix()
            self._places[path] = known
        return known

    def path(self, place: str) -> Path:
        """The path of a place."""
        return Path(os.path.normpath(self._folder / place))

    def key(self, spec: Path, digest: str, files: Mapping[str, str]) -> str:
        """The key of a spec's report. digest: of the spec. files: place → digest of the others."""
        project = self._project(spec.resolve().parent)
        facts = {**self._facts, "project": project, "spec": digest, "files": dict(files)}
        text = json.dumps(facts, ensure_ascii=False, sort_keys=True)
        return sha256(text.encode(errors="surrogatepass")).hexdigest()

    def digests(self, places: tuple[str, ...]) -> dict[str, str]:
        """Places of files with their digests as they are now."""
        return {place: self._digests.of(self.path(place)) for place in places}

    def _project(self, folder: Path) -> str:
        """A project file that appears nearer to the spec changes the report, too."""
        if folder not in self._projects:
            file = project_file(folder)
            self._projects[folder] = self.place(file) if file else ""
        return self._projects[folder]

    def _setup(self, setup: Setup) -> dict[str, object]:
        options = setup.options
        profile = Path(options.profile) if options.profile else None
        named = profile is not None and profile.is_file()
        return {
            "profile": self.place(profile) if profile and named else options.profile,
            "fonts": {
                role: [self.place(Path(path)), index]
                for role, (path, index) in options.fonts.items()
            },
            "grid": options.grid,
            "attach": options.attach,
            "root": self.place(options.root) if options.root else "",
            "draft": setup.draft,
        }
