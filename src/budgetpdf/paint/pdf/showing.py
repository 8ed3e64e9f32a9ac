"""Glyphs as operators: the string of a run, its character spacing, and what adjusts it.

ISO 32000-1, 9.3.2 and 9.4.3.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from math import fsum
from operator import sub

from budgetpdf.geometry import Pt
from budgetpdf.paint.pdf.objects import number

EVEN = 0.002
"""Gaps (pt) that differ by no more than this are one gap: less than a thousandth of an em."""

NONE = 0.00005
"""Gaps below this are none in the four digits that a character spacing has."""


class Shower:
    """Shows runs of one font.

    codes: glyph id of the face → its two-byte code, escaped for a literal string.
    widths: glyph id of the face → advance in 1/1000 em, as the file states it.
    """

    def __init__(self, codes: Mapping[int, str], widths: Mapping[int, float]) -> None:
        self._codes = codes
        self._widths = widths
        self._advances: dict[Pt, Mapping[int, Pt]] = {}
        self._known: dict[tuple[Pt, tuple[int, ...], tuple[Pt, ...]], tuple[str, str]] = {}

    def show(self, size: Pt, gids: Sequence[int], offsets: Sequence[Pt]) -> tuple[str, str]:
        """Character spacing (Tc) of a run, and the operator that shows it.

        Every second run of a report says what another one says (a head, a zero).
        """
        run = size, tuple(gids), tuple(offsets)
        found = self._known.get(run)
        if found is None:
            found = self._known[run] = self._shown(size, gids, offsets)
        return found

    def _shown(self, size: Pt, gids: Sequence[int], offsets: Sequence[Pt]) -> tuple[str, str]:
        advances = self._advances.get(size) or self._scaled(size)
        steps = map(sub, offsets[1:], offsets)
        gaps = list(map(sub, steps, map(advances.__getitem__, gids)))
        shown = map(self._codes.__getitem__, gids)
        ordered = sorted(gaps) or [0.0]  # quicker than asking for the least and the most
        least, most = ordered[0], ordered[-1]
        if least > -NONE and most < NONE:  # nearly always
            return "0", f"({''.join(shown)}) Tj\n"
        if most - least <= EVEN:
            spacing = round(fsum(gaps) / len(gaps), 4)
            return number(spacing, 4), f"({''.join(shown)}) Tj\n"
        [(spacing, _)] = Counter(round(gap, 3) for gap in gaps).most_common(1)
        adjusted = _adjusted(list(shown), gaps, spacing, size / 1000)
        return number(spacing, 4), f"[({adjusted})] TJ\n"

    def _scaled(self, size: Pt) -> Mapping[int, Pt]:
        """Glyph id of the face → advance at a type size (pt)."""
        em = size / 1000
        found = self._advances[size] = {gid: em * width for gid, width in self._widths.items()}
        return found


def _adjusted(shown: Sequence[str], gaps: Sequence[float], spacing: float, em: float) -> str:
    """The string of a TJ array: broken by an adjustment wherever the pen would stand wrong.

    The pen is followed as written, rounding included, so that no error adds up along the line.
    """
    parts, astray = [shown[0]], 0.0
    for code, gap in zip(shown[1:], gaps, strict=True):
        astray += gap - spacing
        if abs(astray) > EVEN:
            adjustment = round(-astray / em, 1)
            astray += adjustment * em
            parts.append(f"){number(adjustment, 1)}(")
        parts.append(code)
    return "".join(parts)
