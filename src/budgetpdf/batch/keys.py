"""Keys: one digest of everything that decides the bytes of a report."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from budgetpdf.batch.inputs import Digests, program
from budgetpdf.batch.places import Places
from budgetpdf.batch.work import Setup
from budgetpdf.profile.project import project_file


class Keys(Places):
    """Makes keys for the reports of one output folder."""

    def __init__(self, setup: Setup, folder: Path) -> None:
        super().__init__(folder)
        self._digests = Digests()
        self._projects: dict[str, str] = {}
        self._facts = {"program": program(), **self._setup(setup)}

    def key(self, spec: Path, digest: str, files: Mapping[str, str]) -> str:
        """The key of a spec's report. digest: of the spec. files: place → digest of the others."""
        project = self._project(os.path.split(self.full(spec))[0])
        facts = {**self._facts, "project": project, "spec": digest, "files": dict(files)}
        text = json.dumps(facts, ensure_ascii=False, sort_keys=True)
        return sha256(text.encode(errors="surrogatepass")).hexdigest()

    def digests(self, places: tuple[str, ...]) -> dict[str, str]:
        """Places of files with their digests as they are now."""
        return {place: self._digests.of(self.path(place)) for place in places}

    def _project(self, folder: str) -> str:
        """A project file that appears nearer to the spec changes the report, too."""
        if folder not in self._projects:
            file = project_file(Path(folder))
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
