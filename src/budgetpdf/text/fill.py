"""One line, broken already: where each cluster stands (clreq 3.5, line adjustment).

A line that is too long first gives up white at its ends, then inside it, in the order of
clreq 3.5.3. A line that is too short is opened: in free setting evenly, on the grid first beside
Latin letters and digits, then at the white side of marks, so that hanzi keep the grid's pitch.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import add

from budgetpdf.geometry import Pt
from budgetpdf.text.spacing import BOUNDARY, LEVELS, Measured

EPSILON = 1e-4
"""Lengths that differ by less (pt) are equal."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line: clusters start to end, where each stands, and how wide it came out.

    offsets: pt from the left end of the measure, alignment and indent applied; the cell's left
    edge, which for a trimmed opening mark lies left of the line. Spaces at the end stand where
    the line ends.
    left, width: of what shows, pt.
    ragged: justified text that could not be stretched to the measure.
    """

    start: int
    end: int
    offsets: Sequence[Pt]
    left: Pt
    width: Pt
    ragged: bool = False


def fill(
    text: Measured, start: int, end: int, measure: Pt, *, indent: Pt = 0.0, last: bool, ragged: bool
) -> Line:
    """Set clusters start to end in a line of `measure`, of which `indent` stays empty."""
    room = measure - indent
    seen = max(text.visible[end], start)
    natural = max(0.0, text.natural_end[end] - text.natural_start[start]) if seen > start else 0.0
    origin = text.places[start] - text.natural_start[start]
    slack = room - natural
    added: Sequence[Pt] | None = None
    width = natural
    if slack < -EPSILON:
        trim, added = _shrink(text, start, seen, -slack)
        origin -= trim
        width = max(room, text.tight_end[end] - text.tight_start[start])
    elif text.rule.align == "justify" and not last and not ragged and slack > EPSILON:
        added = _open(text, start, seen, slack)
        width = room if added else natural
    left = indent + _shift(text.rule.align, room - width)
    places = text.places[start:seen]
    base = left + origin - text.places[start]
    if added is None:
        offsets = [place + base for place in places]
    else:
        offsets = [p + a + base for p, a in zip(places, accumulate(added, initial=0.0))]  # noqa: B905
    offsets += [left + width] * (end - seen)
    return Line(start, end, offsets, left, width, ragged)


def _shift(align: str, slack: Pt) -> Pt:
    if align == "center":
        return slack / 2
    return slack if align == "right" else 0.0


def _shrink(text: Measured, start: int, end: int, excess: Pt) -> tuple[Pt, Sequence[Pt] | None]:
    """Take `excess` out of a line: what its start gives, and what each gap gives (negative)."""
    excess -= min(excess, _end_white(text, start, end))
    trim = min(excess, _start_white(text, start))
    excess -= trim
    if excess <= EPSILON:
        return trim, None
    gaps = range(start, end - 1)
    added = [0.0] * len(gaps)
    for level in LEVELS:
        those = [i for i in gaps if text.gives[i] > 0 and text.levels[i] == level]
        room = sum(text.gives[i] for i in those)
        if room <= 0:
            continue
        part = min(1.0, excess / room)
        for i in those:
            added[i - start] = -part * text.gives[i]
        excess -= part * room
    return trim, added


def _start_white(text: Measured, start: int) -> Pt:
    rule = text.rule
    return text.shaped.lefts[start] if rule.squeeze and not rule.trims else 0.0


def _end_white(text: Measured, start: int, end: int) -> Pt:
    rule = text.rule
    return text.shaped.rights[end - 1] if rule.squeeze and not rule.trims and end > start else 0.0


def _open(text: Measured, start: int, end: int, slack: Pt) -> Sequence[Pt] | None:
    """Spread `slack` over the line's gaps; None if it has none that may open."""
    opens = text.opens[start : end - 1]
    count = sum(opens)
    if not count:
        return None
    if not text.rule.grid:
        each = slack / count
        return [each * flag for flag in opens]
    return _open_on_grid(text, start, end, slack)


def _open_on_grid(text: Measured, start: int, end: int, slack: Pt) -> Sequence[Pt]:
    """Let Latin runs, then marks, absorb the slack (clreq 3.2.5); hanzi only share the rest."""
    classes = text.shaped.classes[start:end]
    most = text.rule.max_stretch * text.em
    added = [0.0] * (end - start - 1)
    everywhere = [i for i, flag in enumerate(text.opens[start : end - 1]) if flag]
    latin = {found.start() for found in BOUNDARY.finditer(classes)}
    white = {i for i in everywhere if classes[i] in "CPS" or classes[i + 1] == "O"} - latin
    rest = set(everywhere) - latin - white
    for those in (latin, white, rest):
        slack -= _share(added, sorted(those), slack, most)
    if slack > EPSILON:  # a line beyond the bound that must be filled all the same
        _share(added, everywhere, slack, slack)
    return added


def _share(added: list[Pt], gaps: Sequence[int], slack: Pt, most: Pt) -> Pt:
    """Open `gaps` evenly, none further than `most`; how much that took."""
    if not gaps:
        return 0.0
    each = min(most, slack / len(gaps))
    for gap in gaps:
        added[gap] += each
    return each * len(gaps)


def offsets_after(places: Iterable[Pt], added: Iterable[Pt]) -> list[Pt]:
    """Places moved by what was added before them."""
    return list(map(add, places, accumulate(added, initial=0.0)))
