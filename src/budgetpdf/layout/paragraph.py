"""A block's text → lines of placed glyph runs: styled inlines in, lines out.

Places are relative to the line: x from the left end of the measure, y from the baseline, so
that whoever owns the region shifts a line to its row. A line's em box reaches from 0.88 em above
the baseline to 0.12 em below it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, cast

from budgetpdf.diagnostic import Diagnostic, Place, Severity, Text
from budgetpdf.document.blocks import Inline, Inlines, Leader, PageRef, Run
from budgetpdf.geometry import Pt
from budgetpdf.pages import Artifact, GlyphRun, NodeId
from budgetpdf.style.sheet import Sheet, TextStyle
from budgetpdf.text.fonts import FontSet
from budgetpdf.text.frames import NO_GLYPH, is_private
from budgetpdf.text.glyphs import Missing, Piece, Shaped, shape
from budgetpdf.text.linebreak import (
    Concession,
    Extent,
    Line,
    break_measured,
    measured_extent,
)
from budgetpdf.text.spacing import BreakRule, Measured

UNKNOWN_PAGE = "00"
"""Stands for a page number until layout knows it."""

KEPT_TEXTS = 2000
"""How many shaped texts are kept; a long table must not fill the memory."""

_TEXTS = "texts"

LEADER_GAP = 2
"""Least number of patterns between a 目录 entry and its page number."""


class SetLine(NamedTuple):
    """A line: its runs, how wide it came out, and its size (the largest in its style), in pt."""

    items: tuple[GlyphRun, ...]
    width: Pt
    size: Pt


class SetText(NamedTuple):
    """A text in lines, and what there is to say of it."""

    lines: tuple[SetLine, ...]
    findings: tuple[Diagnostic, ...]


class _Prepared(NamedTuple):
    """A text shaped and measured; `text` is None if it is empty."""

    text: Measured | None
    missing: tuple[Missing, ...]


class Typesetter:
    """Sets texts with the looks of a sheet and the faces of a font set.

    pages: printed page numbers by block id, as far as they are known, for `PageRef`.
    What has been shaped once for a look is kept with the font set.
    """

    def __init__(
        self, sheet: Sheet, fonts: FontSet, pages: Mapping[str, str] | None = None
    ) -> None:
        self._sheet = sheet
        self._fonts = fonts
        self._pages = pages or {}
        texts = fonts.scratch.setdefault(_TEXTS, {})
        self._texts = cast("dict[object, _Prepared]", texts)

    def set_text(
        self,
        content: Inlines,
        style: TextStyle,
        measure: Pt,
        node: NodeId | Artifact,
        *,
        pitch: Pt | None = None,
        size: Pt | None = None,
        first_indent: Pt | None = None,
    ) -> SetText:
        """Break a text into lines.

        measure: width of the lines (pt), left and right indent already taken off.
        pitch: column pitch of the page's grid, for a style whose grid is strict (pt).
        size: type size instead of the style's (pt). first_indent: instead of the style's (pt).
        """
        if size is not None and size != style.size:
            style = replace(style, size=size)
        if style.grid != "strict":
            pitch = None
        if first_indent is None:
            first_indent = style.first_indent * (pitch or style.size)
        leader = next((i for i, inline in enumerate(content) if isinstance(inline, Leader)), None)
        if leader is not None:
            return self._with_leader(content, leader, style, measure, node, first_indent)
        ready = self._prepare(content, style, pitch)
        if ready.text is None:
            return SetText((), ())
        lines, concessions = break_measured(ready.text, measure, first_indent=first_indent)
        set_lines = tuple([_set_line(ready.text.shaped, line, style, node) for line in lines])
        if not ready.missing and not concessions:
            return SetText(set_lines, ())
        findings = (
            *self._unset(content, ready.missing),
            *_forced(content, ready.text, concessions),
        )
        return SetText(set_lines, findings)

    def extent(self, content: Inlines, style: TextStyle, *, size: Pt | None = None) -> Extent:
        """Width of the widest piece that does not break and of the text in one line (pt)."""
        if size is not None and size != style.size:
            style = replace(style, size=size)
        ready = self._prepare(content, style, None)
        return measured_extent(ready.text) if ready.text else Extent(0.0, 0.0)

    # texts

    def _prepare(self, content: Inlines, style: TextStyle, pitch: Pt | None) -> _Prepared:
        """The text, shaped and measured; kept with the font set for the next round of layout."""
        pieces = tuple(self._pieces(content, style))
        # The fields that the rule is made of: cheaper to compare than the rule.
        key = (
            pieces,
            pitch,
            style.align,
            style.squeeze,
            style.strict_start,
            style.max_stretch,
            style.latin_gap,
            style.balance,
        )
        found = self._texts.get(key)
        if found is None:
            if len(self._texts) >= KEPT_TEXTS:
                self._texts.clear()
            shaped = shape(pieces, self._fonts, pitch=pitch)
            text = Measured(shaped, _rule(style, pitch)) if shaped.chars else None
            found = self._texts[key] = _Prepared(text, shaped.missing)
        return found

    def _pieces(self, content: Inlines, style: TextStyle) -> Iterator[Piece]:
        for number, inline in enumerate(content):
            if isinstance(inline, Run):
                own = self._sheet.texts.get(inline.style) if inline.style else None
                yield Piece(inline.text, own.role if own else style.role, style.size, number)
            elif isinstance(inline, PageRef):
                page = self._pages.get(inline.target, UNKNOWN_PAGE)
                yield Piece(page, style.role, style.size, number)

    # contents lines

    def _with_leader(
        self,
        content: Inlines,
        at: int,
        style: TextStyle,
        measure: Pt,
        node: NodeId | Artifact,
        indent: Pt,
    ) -> SetText:
        """Text, dots to fill the line, and what stands at its right edge."""
        plain = replace(style, align="left", balance=False, first_indent=0.0)
        tail_text = tuple(i for i in content[at + 1 :] if not isinstance(i, Leader))
        tail = self.set_text(tail_text, plain, measure, node)
        pattern = cast("Leader", content[at]).pattern
        dots = self.set_text((Run(pattern),), plain, measure, "layout")
        if not dots.lines:
            return self.set_text(content[:at] + tail_text, plain, measure, node)
        step = dots.lines[0].width
        tail_width = tail.lines[0].width if tail.lines else 0.0
        room = measure - tail_width - LEADER_GAP * step
        text = self.set_text(content[:at], plain, room, node, first_indent=indent)
        last = text.lines[-1] if text.lines else SetLine((), 0.0, style.size)
        begin = max((run.x + run.width for run in last.items), default=indent)
        right = measure - tail_width
        count = int((right - begin) / step)
        # Counted from the right, so that the dots of all lines stand below each other.
        dotted = [_repeated(run, count, step) for run in dots.lines[0].items if count > 0]
        items = [*last.items, *shift(dotted, right - count * step, 0.0)]
        if tail.lines:
            items += shift(tail.lines[0].items, right, 0.0)
        lines = (*text.lines[:-1], SetLine(tuple(items), measure, style.size))
        return SetText(lines, text.findings + tail.findings + dots.findings)

    # findings

    def _unset(self, content: Inlines, missing: Sequence[Missing]) -> Iterator[Diagnostic]:
        for lost in missing:
            place = _place(content[lost.run], lost.at)
            code = f"U+{ord(lost.char):04X}"
            if is_private(lost.char):
                yield _private(code, place)
                continue
            faces = [entry.face.name for entry in self._fonts.chain(lost.role)]
            yield _no_glyph(lost.char, code, faces, place)


def _repeated(run: GlyphRun, count: int, step: Pt) -> GlyphRun:
    """A run of the leader's pattern, `count` times."""
    return replace(
        run,
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


def _rule(style: TextStyle, pitch: Pt | None) -> BreakRule:
    return BreakRule(
        align=style.align,
        squeeze=style.squeeze,
        strict_start=style.strict_start,
        max_stretch=style.max_stretch,
        latin_gap=style.latin_gap,
        balance=style.balance,
        grid=pitch or 0.0,
    )


def _set_line(shaped: Shaped, line: Line, style: TextStyle, node: NodeId | Artifact) -> SetLine:
    """The glyph runs of a line: a new one where face, size or raise changes."""
    items = []
    for start, end in _stretches(shaped.spans, line.start, line.end):
        run = _glyph_run(shaped, line, start, end, style.gray, node)
        if run is not None:
            items.append(run)
    return SetLine(tuple(items), line.width, style.size)


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


def _place(inline: Inline, index: int) -> Place | None:
    return inline.place(index) if isinstance(inline, Run) else None


def _forced(
    content: Inlines, text: Measured, concessions: Sequence[Concession]
) -> Iterator[Diagnostic]:
    shaped = text.shaped
    for cluster, kind in concessions:
        if kind not in _FORCED:
            continue
        code, zh, en = _FORCED[kind]
        around = "".join(shaped.chars[max(0, cluster - 6) : cluster + 6])
        place = _place(content[shaped.runs[cluster]], shaped.indexes[cluster])
        message = Text(zh.format(around=around), en.format(around=around))
        yield Diagnostic(code, Severity.WARNING, message, (place,) if place else ())


_FORCED = {
    "unit": (
        "L001",
        "“{around}”处，数字与单位被分在两行。",
        "Number and unit are parted at “{around}”.",
    ),
    "stretch": (
        "L002",
        "“{around}”所在的行无法排满，右端不齐。",
        "The line at “{around}” cannot be filled and stays ragged.",
    ),
    "word": (
        "L003",
        "“{around}”处，数字或西文单词太长，被拆成两行。",
        "A long number or Latin word is broken at “{around}”.",
    ),
    "prohibition": (
        "L004",
        "“{around}”处，行首行尾的禁则无法遵守。",
        "A line begins or ends with a mark that it must not, at “{around}”.",
    ),
    "overflow": (
        "L005",
        "“{around}”处，一个字比行还宽。",
        "A single character is wider than the line at “{around}”.",
    ),
}


def _private(code: str, place: Place | None) -> Diagnostic:
    return Diagnostic(
        "F002",
        Severity.ERROR,
        Text(
            f"字符 {code} 是自造字（私用区），别的电脑上没有它的字形。",
            f"The character {code} is private use: it has no shape on any other machine.",
        ),
        (place,) if place else (),
        Text(
            "请换成 Unicode 里的同一个字，或用输入法重新输入。",
            "Use the Unicode character for it, or type it again.",
        ),
    )


def _no_glyph(char: str, code: str, faces: Sequence[str], place: Place | None) -> Diagnostic:
    asked = "、".join(faces)
    return Diagnostic(
        "F001",
        Severity.ERROR,
        Text(
            f"字符“{char}”（{code}）在所有字体中都没有：{asked}。",
            f"No face has the character “{char}” ({code}): {', '.join(faces)}.",
        ),
        (place,) if place else (),
    )
