"""Content streams: a page's items as operators (ISO 32000-1, 8 and 9), marked with their nodes.

One Tm, Tc and Tj a run: Tc carries the justification, and an array of adjustments (TJ) is
written only where the gaps of a line differ. Everything stays as bytes in few pieces, since most
of the time of a painted page goes here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby
from math import cos, fsum, radians, sin
from operator import sub

from budgetpdf.pages import Artifact, GlyphRun, NodeId, Page, Rule
from budgetpdf.paint.pdf.fonts import Font
from budgetpdf.paint.pdf.objects import number, text

EVEN = 0.002
"""Gaps (pt) that differ by no more than this are one gap: less than a thousandth of an em."""

_ARTIFACTS = {
    "layout": b"/Artifact <</Type/Layout>> BDC\n",
    "pagination": b"/Artifact <</Type/Pagination>> BDC\n",
}
_END = b"EMC\n"


class PageContent:
    """Writes one page.

    roles: the structure type of each node, as its marked content is tagged.
    `marks` afterwards: the node of each marked-content sequence, by its MCID.
    """

    def __init__(self, fonts: Mapping[int, Font], roles: Sequence[str]) -> None:
        self.marks: list[NodeId] = []
        self._fonts = fonts
        self._roles = roles
        self._font: tuple[int, float] | None = None
        self._gray = 0.0
        self._spacing = "0"

    def write(self, page: Page, runs: Sequence[GlyphRun]) -> bytes:
        """The content stream of a page. runs: its text in reading order."""
        rules = [item for item in page.items if isinstance(item, Rule)]
        parts = [_turn(page)] if page.turned else []
        parts += self._rules(rules, page.size.height)
        if runs:
            parts.append(b"BT\n")
            for (node, meant), group in groupby(runs, self._mark):
                parts.append(self._begin(node, meant))
                parts += [self._run(run, page.size.height) for run in group]
                parts.append(_END)
            parts.append(b"ET\n")
        return b"".join(parts)

    def _mark(self, run: GlyphRun) -> tuple[NodeId | Artifact, GlyphRun | None]:
        """What runs must share to be one marked-content sequence.

        A run with a glyph that means something else here than its font says is one by itself.
        """
        font = self._fonts[run.face]
        if font.plain:
            return run.node, None
        meanings = map(font.meanings.__getitem__, run.gids)
        return run.node, run if any(map(str.__ne__, meanings, run.chars)) else None

    def _begin(self, node: NodeId | Artifact, meant: GlyphRun | None) -> bytes:
        if isinstance(node, str):
            return _ARTIFACTS[node]
        self.marks.append(node)
        mcid = len(self.marks) - 1
        if meant:
            actual = text("".join(meant.chars))
            return b"/Span <</MCID %d/ActualText %b>> BDC\n" % (mcid, actual)
        return b"/%b <</MCID %d>> BDC\n" % (self._roles[node].encode(), mcid)

    def _rules(self, rules: list[Rule], height: float) -> list[bytes]:
        parts = []
        for (node, thickness, gray), group in groupby(rules, _pen):
            lines = (_line(rule, height) for rule in group)
            pen = f"q {number(gray)} G {number(thickness)} w\n{''.join(lines)}S Q\n"
            parts += [_ARTIFACTS[node], pen.encode(), _END]
        return parts

    def _run(self, run: GlyphRun, height: float) -> bytes:
        font = self._fonts[run.face]
        state = self._state(run, font)
        turn = _matrix(run.angle) if run.angle else "1 0 0 1"
        place = f"{turn} {number(run.x)} {number(height - run.y)} Tm\n"
        spacing, shown = _show(run, font)
        if spacing != self._spacing:
            state += f"{spacing} Tc\n"
            self._spacing = spacing
        return (state + place).encode() + shown

    def _state(self, run: GlyphRun, font: Font) -> str:
        state = ""
        if self._font != (run.face, run.size):
            self._font = (run.face, run.size)
            state = f"/{font.key} {number(run.size, 3)} Tf\n"
        if self._gray != run.gray:
            self._gray = run.gray
            state += f"{number(run.gray)} g\n"
        return state


def _pen(rule: Rule) -> tuple[Artifact, float, float]:
    return rule.node, rule.thickness, rule.gray


def _line(rule: Rule, height: float) -> str:
    start = f"{number(rule.x0)} {number(height - rule.y0)} m"
    return f"{start} {number(rule.x1)} {number(height - rule.y1)} l\n"


def _turn(page: Page) -> bytes:
    """A landscape page on a portrait sheet that is turned clockwise (8.3.3, /Rotate 90)."""
    return f"0 1 -1 0 {number(page.size.height)} 0 cm\n".encode()


def _matrix(angle: float) -> str:
    c, s = cos(radians(angle)), sin(radians(angle))
    return " ".join(number(value, 5) for value in (c, s, -s, c))


def _show(run: GlyphRun, font: Font) -> tuple[str, bytes]:
    """Character spacing (Tc) of a run, and the operator that shows it."""
    offsets, gids = run.offsets, run.gids
    steps, advances = map(sub, offsets[1:], offsets), font.advances(run.size)
    gaps = list(map(sub, steps, map(advances.__getitem__, gids)))
    shown = map(font.codes.__getitem__, gids)
    if not gaps or max(gaps) - min(gaps) <= EVEN:
        spacing = fsum(gaps) / len(gaps) if gaps else 0.0
        return number(spacing, 4), b"(%b) Tj\n" % b"".join(shown)
    [(spacing, _)] = Counter(round(gap, 3) for gap in gaps).most_common(1)
    return number(spacing, 4), b"[(%b)] TJ\n" % _adjusted(
        list(shown), gaps, spacing, run.size / 1000
    )


def _adjusted(shown: Sequence[bytes], gaps: Sequence[float], spacing: float, em: float) -> bytes:
    """The string of a TJ array: broken by an adjustment wherever the pen would stand wrong.

    The pen is followed as written, rounding included, so that no error adds up along the line.
    """
    parts, astray = [shown[0]], 0.0
    for code, gap in zip(shown[1:], gaps, strict=True):
        astray += gap - spacing
        if abs(astray) > EVEN:
            adjustment = round(-astray / em, 1)
            astray += adjustment * em
            parts.append(b")%b(" % number(adjustment, 1).encode())
        parts.append(code)
    return b"".join(parts)
