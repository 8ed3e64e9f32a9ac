"""A broken line as placed glyph runs: a new run where face, size or raise changes.

Places are relative to the line: x from the left end of the measure, y from the baseline.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from budgetpdf.geometry import Pt
from budgetpdf.pages import Artifact, GlyphRun, NodeId
from budgetpdf.text.fill import Line
from budgetpdf.text.frames import NO_GLYPH
from budgetpdf.text.glyphs import Shaped


class SetLine(NamedTuple):
    """A line: its runs, how wide it came out, and its size (the largest in its style), in pt."""

    items: tuple[GlyphRun, ...]
    width: Pt
    size: Pt


def set_line(shaped: Shaped, line: Line, size: Pt, gray: float, node: NodeId | Artifact) -> SetLine:
    """The glyph runs of a line: a new one where face, size or raise changes."""
    items = []
    for start, end in _stretches(shaped.spans, line.start, line.end):
        run = _glyph_run(shaped, line, start, end, gray, node)
        if run is not None:
            items.append(run)
    return SetLine(tuple(items), line.width, size)


def _stretches(spans: Sequence[int], start: int, end: int) -> Iterator[tuple[int, int]]:
    at = bisect_right(spans, start)
    while start < end:
        stop = min(spans[at], end) if at < len(spans) else end
        yield start, stop
        start, at = stop, at + 1


def _glyph_run(
    shaped: Shaped, line: Line, start: int, end: int, gray: float, node: NodeId | Artifact
) -> GlyphRun | None:
    own = slice(start, end)
    gids, chars = shaped.gids[own], shaped.chars[own]
    origins = line.offsets[start - line.start : end - line.start]
    places = [x + s for x, s in zip(origins, shaped.shifts[own], strict=True)]
    if NO_GLYPH in gids:
        shown = [i for i, gid in enumerate(gids) if gid != NO_GLYPH]
        if not shown:
            return None
        gids, chars = [gids[i] for i in shown], [chars[i] for i in shown]
        places = [places[i] for i in shown]
    left = places[0]
    last = min(end, line.end) - 1
    right = line.offsets[last - line.start] + shaped.advances[last]
    right = min(right, line.left + line.width) if end == line.end else right
    look = shaped.looks[start]
    return GlyphRun(
        x=left,
        y=-look.raise_em * look.size if look.raise_em else 0.0,
        face=look.face,
        size=look.size,
        gids=gids,
        chars=chars,
        offsets=[place - left for place in places],
        width=right - left,
        node=node,
        gray=gray,
    )


def repeated(run: GlyphRun, count: int, step: Pt) -> GlyphRun:
    """A run of the leader's pattern, `count` times."""
    return run._replace(
        gids=[*run.gids] * count,
        chars=[*run.chars] * count,
        offsets=[step * n + offset for n in range(count) for offset in run.offsets],
        width=step * (count - 1) + run.width,
    )


def shift(items: Iterable[GlyphRun], dx: Pt, dy: Pt) -> list[GlyphRun]:
    """The items, moved by dx to the right and dy down (pt)."""
    return [
        GlyphRun(
            run.x + dx,
            run.y + dy,
            run.face,
            run.size,
            run.gids,
            run.chars,
            run.offsets,
            run.width,
            run.node,
            run.gray,
            run.angle,
        )
        for run in items
    ]
