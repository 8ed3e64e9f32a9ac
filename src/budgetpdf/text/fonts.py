"""Roles and their chains of faces: which face gives a character."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from budgetpdf.diagnostic import Argument, Diagnostic, Severity, Text
from budgetpdf.style.sheet import FontFace
from budgetpdf.text.face import Face, FaceError, open_face

CIRCLED = frozenset(
    chr(code)
    for first, last in ((0x2460, 0x2473), (0x24EA, 0x24EA), (0x3251, 0x325F), (0x32B1, 0x32BF))
    for code in range(first, last + 1)
)
"""Circled numbers 0 to 50: a text takes all of them from one face, or their sizes differ."""


class Choice(NamedTuple):
    """The glyph that a role gives for a character.

    face: index into `FontSet.faces`. advance: em. raise_em: upward shift (em).
    fallback: an earlier face of the chain was asked and does not hold the character.
    """

    face: int
    gid: int
    advance: float
    raise_em: float
    fallback: bool


class Entry(NamedTuple):
    """An opened face of a chain. only, avoid: characters it may and must not give."""

    face: Face
    raise_em: float
    only: frozenset[str] | None
    avoid: frozenset[str]

    def may_give(self, char: str) -> bool:
        """Whether the chain asks this face for the character at all."""
        return (self.only is None or char in self.only) and char not in self.avoid


class FontSet:
    """The opened chains of a profile's roles, for all documents of a process.

    faces: those that were in use so far; a glyph run names a face by its index.
    scratch: room for values that callers derive from choices.
    """

    def __init__(self, chains: Mapping[str, tuple[Entry, ...]]) -> None:
        self.chains = dict(chains)
        self.faces: list[Face] = []
        self.scratch: dict[object, object] = {}
        self._index: dict[Face, int] = {}
        self._choices: dict[str, dict[str, Choice | None]] = {}
        self._circled: frozenset[str] = frozenset()

    def chain(self, role: str) -> tuple[Entry, ...]:
        """The faces of a role in the order in which they are asked; body's if it has none."""
        return self.chains.get(role) or self.chains.get("body") or ()

    def prepare(self, text: str) -> None:
        """Tell the set which characters the document holds, before the first is set.

        Circled numbers are then taken from one face that has all of them.
        """
        circled = frozenset([char for char in CIRCLED if char in text])
        if circled != self._circled:
            self._circled = circled
            self._choices.clear()
            self.scratch.clear()

    def glyph(self, role: str, cluster: str) -> Choice | None:
        """The glyph for a character (with its variation selector), None if no face has it."""
        known = self._choices.get(role)
        if known is None:
            known = self._choices[role] = {}
        if cluster not in known:
            known[cluster] = self._choose(role, cluster)
        return known[cluster]

    def _choose(self, role: str, cluster: str) -> Choice | None:
        char, fallback = cluster[0], False
        for entry in self._asked(role, char):
            if not entry.may_give(char):
                continue
            gid = entry.face.gid(cluster)
            if gid:
                return self._choice(entry, gid, fallback=fallback)
            fallback = True
        return None

    def _asked(self, role: str, char: str) -> Sequence[Entry]:
        """The chain; for a circled number those that hold all the document's ones come first."""
        chain = self.chain(role)
        if char not in self._circled:
            return chain
        return sorted(chain, key=lambda entry: not all(map(entry.face.gid, self._circled)))

    def _choice(self, entry: Entry, gid: int, *, fallback: bool) -> Choice:
        face = entry.face
        if face not in self._index:
            self._index[face] = len(self.faces)
            self.faces.append(face)
        advance = face.advance(gid) / face.upem
        return Choice(self._index[face], gid, advance, entry.raise_em, fallback)


def builtin_font_dir() -> Path:
    """Where the built-in fonts lie: inside the installed package, or at the checkout's top."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "fonts"
    return inside if inside.is_dir() else package.parent.parent / "fonts"


def characters(ranges: str) -> frozenset[str]:
    """The characters of "U+0021-007E U+00B7". Raises ValueError if it reads otherwise."""
    found: set[str] = set()
    for part in ranges.split():
        first, _, last = part.upper().removeprefix("U+").partition("-")
        last = last.removeprefix("U+") or first
        found.update(map(chr, range(int(first, 16), int(last, 16) + 1)))
    return frozenset(found)


def open_fonts(
    roles: Mapping[str, tuple[FontFace, ...]],
    overrides: Mapping[str, tuple[str, int]] | None = None,
    base: Path | None = None,
) -> tuple[FontSet, tuple[Diagnostic, ...]]:
    """Open the chains of all roles; the same ones are opened once per process.

    overrides: role → (path, index): a face that takes the place of the role's own (the first
        one that may give every character); that one stays behind as its first fallback.
    base: the folder of the profile, for paths in `roles` that are no built-in file.
    Findings name unreadable files and unknown roles; their chains do without.
    """
    found = _open(tuple(roles.items()), tuple((overrides or {}).items()), base)
    if found[1]:
        _open.cache_clear()  # what is wrong with a file may be put right
    return found


@lru_cache(maxsize=8)
def _open(
    roles: tuple[tuple[str, tuple[FontFace, ...]], ...],
    overrides: tuple[tuple[str, tuple[str, int]], ...],
    base: Path | None,
) -> tuple[FontSet, tuple[Diagnostic, ...]]:
    findings: list[Diagnostic] = []
    chains: dict[str, tuple[Entry, ...]] = {}
    known = dict(roles)
    for role, faces in roles:
        chains[role] = tuple(_opened(faces, base, findings))
    for role, (path, index) in overrides:
        place = Argument(f"--font {role}={path}")
        if role not in known:
            findings.append(_unknown_role(role, known, place))
            continue
        try:
            face = open_face(Path(path), index)
        except FaceError as error:
            findings.append(Diagnostic("F003", Severity.ERROR, error.text, (place,)))
        else:
            chains[role] = _overridden(chains[role], face)
    return FontSet(chains), tuple(findings)


def _opened(
    faces: tuple[FontFace, ...], base: Path | None, findings: list[Diagnostic]
) -> Iterable[Entry]:
    for face in faces:
        try:
            opened = open_face(_find(face.file, base), face.index)
        except FaceError as error:
            findings.append(Diagnostic("F003", Severity.ERROR, error.text))
            continue
        only = characters(face.only) if face.only else None
        yield Entry(opened, face.raise_em, only, characters(face.avoid))


def _find(file: str, base: Path | None) -> Path:
    builtin = builtin_font_dir() / file
    return builtin if builtin.is_file() or base is None else base / file


def _overridden(chain: tuple[Entry, ...], face: Face) -> tuple[Entry, ...]:
    """The chain with `face` in the place of its own; fallbacks line up with it by their ink."""
    own = next((i for i, entry in enumerate(chain) if entry.only is None), len(chain))
    rest = tuple(e._replace(raise_em=_raise(face, e.face)) for e in chain[own:])
    return (*chain[:own], Entry(face, 0.0, None, frozenset()), *rest)


def _raise(main: Face, fallback: Face) -> float:
    """How far a fallback's hanzi must go up to stand as high as the main face's (em)."""
    sample = "国"  # fills its frame in every design, so its middle is the optical centre
    gids = main.gid(sample), fallback.gid(sample)
    if not all(gids):
        return 0.0
    return round(main.centre(gids[0]) - fallback.centre(gids[1]), 3)


def _unknown_role(role: str, roles: Iterable[str], place: Argument) -> Diagnostic:
    names = sorted(roles)
    return Diagnostic(
        "F004",
        Severity.ERROR,
        Text(f"没有名为 {role} 的字体角色", f"there is no font role named {role}"),
        (place,),
        Text(f"可用的角色：{'、'.join(names)}", f"the roles are: {', '.join(names)}"),
    )
