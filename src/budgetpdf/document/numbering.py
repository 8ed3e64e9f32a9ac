"""Generated numbers of headings: restarting under their parent, depth without a gap."""

from __future__ import annotations

from collections.abc import Sequence

from budgetpdf.profile.parts import Level


class Numbering:
    """Counts headings as they come."""

    def __init__(self, levels: Sequence[Level]) -> None:
        self._levels = {level.name: rank for rank, level in enumerate(levels)}
        self._samples = [level.number for level in levels]
        self._open: list[int] = []
        self._counts = [0] * len(levels)

    def next(self, level: str) -> tuple[int, str]:
        """Depth (the real nesting, from 1) and label of the next heading of a level.

        Raises ValueError for a number that the level's sample cannot write.
        """
        rank = self._levels[level]
        while self._open and self._open[-1] >= rank:
            self._open.pop()
        self._open.append(rank)
        self._counts[rank + 1 :] = [0] * (len(self._counts) - rank - 1)
        self._counts[rank] += 1
        sample = self._samples[rank]
        return len(self._open), sample.label(self._counts[rank]) if sample else ""
