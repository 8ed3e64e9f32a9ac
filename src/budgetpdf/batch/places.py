"""Paths as the manifest writes them: links resolved, relative to the output folder.

Thousands of specs lie in a few folders: the system is asked once for each folder and, whether it
is a link, once for each file.
"""

from __future__ import annotations

import os
from pathlib import Path


class Places:
    """Paths relative to a folder, so that a project may be moved or copied as a whole."""

    def __init__(self, base: Path) -> None:
        self._base = os.path.realpath(base)
        self._real: dict[str, str] = {}
        self._relative: dict[str, str] = {}

    def full(self, path: Path) -> str:
        """The path from the root, links resolved."""
        folder, name = os.path.split(path)
        if name in ("", ".", ".."):
            return os.path.realpath(path)
        real = self._real.get(folder)
        if real is None:
            real = self._real[folder] = os.path.realpath(folder)
        full = os.path.join(real, name)  # noqa: PTH118 - pathlib takes ten times as long
        return os.path.realpath(full) if os.path.islink(full) else full  # noqa: PTH114

    def place(self, path: Path) -> str:
        """The path relative to the base, with slashes; from the root if on another drive."""
        folder, name = os.path.split(self.full(path))
        above = self._relative.get(folder)
        if above is None:
            above = self._relative[folder] = self._relation(folder)
        return above + name

    def path(self, place: str) -> Path:
        """The path of a place."""
        return Path(os.path.normpath(os.path.join(self._base, place)))  # noqa: PTH118

    def _relation(self, folder: str) -> str:
        try:
            relative = os.path.relpath(folder, self._base)
        except ValueError:
            relative = folder
        return "" if relative == os.curdir else Path(relative).as_posix().rstrip("/") + "/"
