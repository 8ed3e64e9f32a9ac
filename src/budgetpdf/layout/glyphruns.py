"""A broken line as placed glyph runs: a new run where face, size or raise changes.

Places are relative to the line: x from the left end of the measure, y from the baseline.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import add
from typing import NamedTuple, cast

from budgetpdf.geometry import Pt
from budgetpdf.pages import Artifact, GlyphRun, NodeId
from budgetpdf.text.fill import Line, shift_of
from budgetpdf.text.frames import NO_GLYPH, Look
from budgetpdf.text.glyphs import Shaped
from budgetpdf.text.spacing import Measured
from budgetpdf.tuples import new_tuple


class SetLine(NamedTuple):
    """A line: its runs, how wide it came out, and its size (the largest in its style), in pt."""

    items: tuple[GlyphRun, ...]
    width: Pt
    size: Pt


def straight_lines(
    text: Measured, breaks: Sequence[int], measure: Pt, indent: Pt, gray: float
) -> tuple[SetLine, ...]:
    """`set_lines` of a straight text, filled in the same step: a line is one run, and its glyphs
    stand as they stand in the text. indent: of the first line (pt)."""
    shaped, places, align = text.shaped, text.places, text.rule.align
    gids, chars, advances = shaped.gids, shaped.chars, shaped.advances
    face, size, raised = cast("Look", shaped.look)
    y = -raised * size if raised else 0.0
    if len(breaks) > 2:
        indent = measure - (measure - indent)  # the same float as from the room that is left
    done = []
    for start, end in pairwise(breaks):
        origin = places[start]
        width = places[end] - origin
        left = indent + shift_of(align, measure - indent - width)
        base = left - origin
        x = origin + base
        offsets = [place + base - x for place in places[start:end]]
        right = min(places[end - 1] + base + advances[end - 1], left + width)
        run = (
            x,
            y,
            face,
            size,
            gids[start:end],
            chars[start:end],
            offsets,
            right - x,
            0,
            gray,
            0.0,
        )
        done.append(SetLine((new_tuple(GlyphRun, run),), width, size))
        indent = 0.0
    return tuple(done)


def set_lines(shaped: Shaped, lines: Sequence[Line], size: Pt, gray: float) -> tuple[SetLine, ...]:
    """The glyph runs of a text's lines, for node 0."""
    spans = shaped.spans
    done = []
    for line in lines:
        items = []
        start, at = line.start, bisect_right(spans, line.start)
        while start < line.end:
            end = min(spans[at], line.end) if at < len(spans) else line.end
            run = _glyph_run(shaped, line, start, end, gray)
            if run is not None:
                items.append(run)
            start, at = end, at + 1
        done.append(SetLine(tuple(items), line.width, size))
    return tuple(done)


def _glyph_run(shaped: Shaped, line: Line, start: int, end: int, gray: float) -> GlyphRun | None:
    """Clusters start to end of a line, which share one look; None where nothing shows."""
    gids, chars = shaped.gids[start:end], shaped.chars[start:end]
    places = line.offsets[start - line.start : end - line.start]
    right = places[-1] + shaped.advances[end - 1]
    if end == line.end:
        right = min(right, line.left + line.width)
    shifts = shaped.shifts[start:end]
    if any(shifts):
        places = list(map(add, places, shifts))
    if shaped.unseen and NO_GLYPH in gids:
        shown = [i for i, gid in enumerate(gids) if gid != NO_GLYPH]
        if not shown:
            return None
        gids, chars = [gids[i] for i in shown], [chars[i] for i in shown]
        places = [places[i] for i in shown]
    left = places[0]
    face, size, raised = shaped.looks[start]
    y = -raised * size if raised else 0.0
    offsets = [place - left for place in places]
    run = (left, y, face, size, gids, chars, offsets, right - left, 0, gray, 0.0)
    return new_tuple(GlyphRun, run)


def for_node(lines: Iterable[SetLine], node: NodeId | Artifact) -> tuple[SetLine, ...]:
    """The lines, their runs given to a node."""
    return tuple(
        [
            SetLine(tuple([_of(run, node) for run in line.items]), line.width, line.size)
            for line in lines
        ]
    )


def _of(run: GlyphRun, node: NodeId | Artifact) -> GlyphRun:
    x, y, face, size, gids, chars, offsets, width, _, gray, angle = run
    return new_tuple(GlyphRun, (x, y, face, size, gids, chars, offsets, width, node, gray, angle))


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
        new_tuple(
            GlyphRun,
            (x + dx, y + dy, face, size, gids, chars, offsets, width, node, gray, angle),
        )
        for x, y, face, size, gids, chars, offsets, width, node, gray, angle in items
    ]
