"""What decides the bytes of a report besides its spec: the files it uses, and the program."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from budgetpdf.enclosures import BUILTIN
from budgetpdf.profile.project import project_file
from budgetpdf.record import DEPENDENCIES, SUMS, version_of
from budgetpdf.text.fonts import builtin_font_dir

if TYPE_CHECKING:
    from budgetpdf.pipeline import Options, Prepared


class Digests:
    """SHA-256 of files, each read once as long as its size and time stay."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[tuple[int, int], str]] = {}

    def of(self, path: Path) -> str:
        """The digest of a file, empty if it cannot be read."""
        try:
            stat = path.stat()
            state = (stat.st_size, stat.st_mtime_ns)
            known = self._known.get(path)
            if known is None or known[0] != state:
                known = self._known[path] = (state, sha256(path.read_bytes()).hexdigest())
        except OSError:
            return ""
        return known[1]


@cache
def program() -> str:
    """Digest of the program: its code, profiles and fonts, and the packages that shape a file.

    The version number alone would call a report unchanged after an update of a checkout.
    """
    package = Path(__file__).resolve().parent.parent
    files = sorted(path for path in package.rglob("*") if path.suffix in (".py", ".toml"))
    digest = sha256()
    for path in (*files, builtin_font_dir() / SUMS):
        data = path.read_bytes() if path.is_file() else b""
        digest.update(f"{path.name} {len(data)}\n".encode() + data)
    versions = [f"{name} {version_of(name)}" for name in ("budgetpdf", *DEPENDENCIES)]
    digest.update("\n".join([*versions, unicodedata.unidata_version]).encode())
    return digest.hexdigest()


def used_files(ready: Prepared, options: Options) -> tuple[tuple[str, str], ...]:
    """Path and digest of each file that was used, but for the spec and what the program brings."""
    found = {*_sources(ready, options), *_faces(ready)}
    return tuple(sorted((str(path), digest) for path, digest in found))


def _sources(ready: Prepared, options: Options) -> Iterator[tuple[Path, str]]:
    project = project_file(ready.unit.path.resolve().parent) if ready.unit else None
    profiles = {source.name for source in ready.profile.sources} if ready.profile else set()
    base = profile_root(options) or ready.root
    for name, source in ready.sources.items():
        if name in profiles and not name.startswith(BUILTIN):
            yield base / name, sha256(source.data).hexdigest()
        elif project is not None and name == project.name:
            yield project, sha256(source.data).hexdigest()


def profile_root(options: Options) -> Path | None:
    """The folder from which a profile of the command line counts its paths."""
    chosen = Path(options.profile).resolve() if options.profile else None
    if chosen is None or not chosen.is_file():
        return None
    return (options.root or chosen.parent).resolve()


def _faces(ready: Prepared) -> Iterator[tuple[Path, str]]:
    builtin = builtin_font_dir()
    for chain in ready.fonts.chains.values() if ready.fonts else ():
        for entry in chain:
            path = entry.face.path
            if path.parent != builtin:
                yield path.resolve(), entry.face.digest()
