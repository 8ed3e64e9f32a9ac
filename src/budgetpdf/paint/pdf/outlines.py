"""Font programs put together from outlines that were cut before: the bytes that a cut would give.

A report asks a face for some hundred glyphs, of which the report before had nearly all. HarfBuzz
would read each from the file again, and write it without its subroutines: 3 ms for 240 kB of CFF.
So a process keeps the outlines of the programs that it has made, and cuts new ones only.
"""

from collections.abc import Callable, Collection, Sequence
from typing import Any, NamedTuple, Protocol

MOST = 4096
"""Outlines that are kept of a face: of half a kilobyte each."""


class Casing(Protocol):
    """What a program has around its outlines, the same for all glyphs."""

    def around(self, outlines: Sequence[Any], /) -> bytes | None:
        """The program with these outlines, of which the first is .notdef; None if it would be
        written otherwise."""


TakenApart = Callable[[bytes], tuple[Casing, list[Any]] | None]
"""Casing and outlines of a program; None if they would not give the same program again."""


class _Known(NamedTuple):
    """By glyph id of the face. widths: in 1/1000 em."""

    outlines: dict[int, Any]
    widths: dict[int, float]


class Outlines:
    """The outlines of one face that a process has cut."""

    def __init__(self, taken_apart: TakenApart) -> None:
        self._taken_apart = taken_apart
        self._casing: Casing | None = None
        self._known = _Known({}, {})
        self._waiting: list[tuple[Sequence[int], bytes, Sequence[float]]] = []
        self._usable = True

    def keep(self, gids: Sequence[int], program: bytes, widths: Sequence[float]) -> None:
        """Remember a program and the glyphs in it. It is taken apart when there is a next one:
        a process that makes one report does not pay for a second."""
        if self._usable:
            self._waiting.append((gids, program, widths))

    def lacking(self, gids: Collection[int]) -> set[int]:
        """Those of the glyphs that must be cut, all if nothing can be put together."""
        self._take_waiting()
        return set(gids).difference(self._known.outlines)

    def program(self, gids: Sequence[int]) -> tuple[bytes, list[float]] | None:
        """The program with these glyphs, .notdef and in order, and their widths; None if it must
        be cut."""
        self._take_waiting()
        casing, known = self._casing, self._known
        try:
            outlines = list(map(known.outlines.__getitem__, gids))
        except KeyError:
            return None
        made = casing.around(outlines) if casing else None
        return None if made is None else (made, list(map(known.widths.__getitem__, gids)))

    def _take_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for made in waiting:
            self._take(*made)

    def _take(self, gids: Sequence[int], program: bytes, widths: Sequence[float]) -> None:
        """Add what a program holds. Other dictionaries take the place of full ones, never are they
        emptied: another thread may be reading them."""
        parts = self._taken_apart(program) if self._usable else None
        if parts is None and self._casing is not None:
            return  # too large for its usual form
        if parts is None or len(parts[1]) != len(gids) or self._casing not in {None, parts[0]}:
            self._usable, self._casing, self._known = False, None, _Known({}, {})
            return
        if len(self._known.outlines) + len(gids) > MOST:
            self._known = _Known({}, {})
        self._casing = parts[0]
        self._known.widths.update(zip(gids, widths, strict=True))
        self._known.outlines.update(zip(gids, parts[1], strict=True))
