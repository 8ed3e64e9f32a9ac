"""Content streams: a page's items as operators (ISO 32000-1, 8 and 9), marked with their nodes.

One Tm, Tc and Tj a run: Tc carries the justification, and an array of adjustments (TJ) is
written only where the gaps of a line differ. A page is put together as text, in which a character
stands for the byte of its number: most of the time of a painted page goes here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from math import cos, radians, sin
from operator import attrgetter

from budgetpdf.pages import Artifact, GlyphRun, NodeId, Page, Rule
from budgetpdf.paint.pdf.fonts import Font
from budgetpdf.paint.pdf.objects import number, text

_ARTIFACTS = {
    "layout": "/Artifact <</Type/Layout>> BDC\n",
    "pagination": "/Artifact <</Type/Pagination>> BDC\n",
}
_END = "EMC\n"

_pen = attrgetter("node", "thickness", "gray")


class PageContent:
    """Writes one page.

    roles: the structure type of each node, as its marked content is tagged.
    `marks` afterwards: the node of each marked-content sequence, by its MCID.
    """

    def __init__(self, fonts: Mapping[int, Font], roles: Sequence[str]) -> None:
        self.marks: list[NodeId] = []
        self._fonts = fonts
        self._show = {face: font.shower.show for face, font in fonts.items()}
        self._plain = all(font.plain for font in fonts.values())
        self._roles = roles
        self._font: tuple[int, float] | None = None
        self._gray = 0.0

    def write(self, page: Page, runs: Sequence[GlyphRun]) -> bytes:
        """The content stream of a page. runs: its text in reading order."""
        rules = [item for item in page.items if isinstance(item, Rule)]
        parts = [_turn(page)] if page.turned else []
        parts += self._rules(rules, page.size.height)
        if runs:
            parts.append("BT\n")
            parts += self._text(runs, page.size.height)
            parts.append("ET\n")
        return "".join(parts).encode("latin-1")

    def _text(self, runs: Sequence[GlyphRun], height: float) -> list[str]:
        """Runs of one node, one behind the other, are one marked-content sequence."""
        parts: list[str] = []
        last: NodeId | Artifact | GlyphRun | None = None
        look, spacing = None, "0"
        for run in runs:
            x, y, face, size, gids, _, offsets, _, node, gray, angle = run
            mark = node if self._plain else self._mark(run)
            if mark != last:
                if last is not None:
                    parts.append(_END)
                parts.append(self._begin(mark))
                last = mark
            if look != (face, size, gray):
                look = (face, size, gray)
                parts.append(self._state(face, size, gray))
            wanted, shown = self._show[face](size, gids, offsets)
            if wanted != spacing:
                spacing = wanted
                parts.append(f"{spacing} Tc\n")
            turn = _matrix(angle) if angle else "1 0 0 1"
            parts.append(f"{turn} {number(x)} {number(height - y)} Tm\n{shown}")
        parts.append(_END)
        return parts

    def _mark(self, run: GlyphRun) -> NodeId | Artifact | GlyphRun:
        """A run with a glyph that means something else here than its font says is a sequence by
        itself."""
        meanings = map(self._fonts[run.face].meanings.__getitem__, run.gids)
        return run if any(map(str.__ne__, meanings, run.chars)) else run.node

    def _begin(self, mark: NodeId | Artifact | GlyphRun) -> str:
        node = mark.node if isinstance(mark, GlyphRun) else mark
        if isinstance(node, str):
            return _ARTIFACTS[node]
        mcid = len(self.marks)
        self.marks.append(node)
        if isinstance(mark, GlyphRun):
            actual = text("".join(mark.chars)).decode("latin-1")
            return f"/Span <</MCID {mcid}/ActualText {actual}>> BDC\n"
        return f"/{self._roles[node]} <</MCID {mcid}>> BDC\n"

    def _rules(self, rules: list[Rule], height: float) -> Iterator[str]:
        for (node, thickness, gray), group in groupby(rules, _pen):
            lines = "".join([_line(rule, height) for rule in group])
            yield _ARTIFACTS[node]
            yield f"q {number(gray)} G {number(thickness)} w\n{lines}S Q\n"
            yield _END

    def _state(self, face: int, size: float, gray: float) -> str:
        state = ""
        if self._font != (face, size):
            self._font = (face, size)
            state = f"/{self._fonts[face].key} {number(size, 3)} Tf\n"
        if self._gray != gray:
            self._gray = gray
            state += f"{number(gray)} g\n"
        return state


def _line(rule: Rule, height: float) -> str:
    start = f"{number(rule.x0)} {number(height - rule.y0)} m"
    return f"{start} {number(rule.x1)} {number(height - rule.y1)} l\n"


def _turn(page: Page) -> str:
    """A landscape page on a portrait sheet that is turned clockwise (8.3.3, /Rotate 90)."""
    return f"0 1 -1 0 {number(page.size.height)} 0 cm\n"


def _matrix(angle: float) -> str:
    c, s = cos(radians(angle)), sin(radians(angle))
    return " ".join(number(value, 5) for value in (c, s, -s, c))
