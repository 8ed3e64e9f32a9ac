"""Findings as text for a person: place, sentence, the line itself with a caret, the hint."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PureWindowsPath
from typing import NamedTuple

from budgetpdf.diagnostic import (
    Argument,
    CellRef,
    CharIn,
    Diagnostic,
    Place,
    Severity,
    Span,
    Text,
)

LABELS = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("提醒", "warning"),
    Severity.NOTE: Text("说明", "note"),
}
COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
HINT = Text("怎么办：", "hint: ")
ALSO = Text("另见：", "see also: ")
MAX_SHOWN = 60
"""Columns of a source line that are shown on either side of the place."""


def columns(text: str) -> int:
    """Columns that a text takes in a terminal: a hanzi counts two, a combining mark none."""
    return sum(map(_columns_of, text))


def _columns_of(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


class Presenter(NamedTuple):
    """How findings are shown. texts: source name → its text, for the line under the place."""

    lang: str = "zh"
    colour: bool = False
    texts: Mapping[str, str] | None = None

    def show(self, findings: Iterable[Diagnostic]) -> Iterator[str]:
        """Lines of all findings, in the order given."""
        for finding in findings:
            yield from self.one(finding)

    def one(self, finding: Diagnostic) -> Iterator[str]:
        """Lines of one finding."""
        label = LABELS[finding.severity].in_language(self.lang)
        where = place_text(finding.places[0]) if finding.places else ""
        head = self._paint(f"{label} {finding.code}", COLOURS[finding.severity])
        prefix = f"{where}: " if where else ""
        yield f"{prefix}{head} {finding.message.in_language(self.lang)}"
        if finding.places and isinstance(span := finding.places[0], Span):
            yield from self._source_line(span)
        others = [place_text(place) for place in finding.places[1:]]
        if others:
            yield f"    {ALSO.in_language(self.lang)}{', '.join(others)}"
        if finding.hint:
            yield f"    {HINT.in_language(self.lang)}{finding.hint.in_language(self.lang)}"

    def _paint(self, text: str, colour: str) -> str:
        return f"\x1b[{colour}m{text}\x1b[0m" if self.colour else text

    def _source_line(self, span: Span) -> Iterator[str]:
        text = (self.texts or {}).get(span.source)
        if text is None or span.line < 1:
            return
        lines = text.split("\n", span.line)
        if len(lines) < span.line:
            return
        line = lines[span.line - 1].rstrip("\r")
        start = max(0, span.column - 1 - MAX_SHOWN)
        shown = "".join(_visible(char) for char in line[start : span.column - 1 + MAX_SHOWN])
        end = span.end_column - 1 if span.end_line == span.line else len(line)
        before = columns(shown[: span.column - 1 - start])
        marked = columns(shown[span.column - 1 - start : max(end, span.column) - start])
        number = f"{span.line:>5} │ "
        yield f"{number}{shown}"
        yield " " * (columns(number) - 2) + "│ " + " " * before + "^" * max(1, marked)


def _visible(char: str) -> str:
    """Control characters would move the terminal's cursor."""
    return " " if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") else char


def place_text(place: Place) -> str:
    """A place as editors understand it: file:line:column."""
    match place:
        case CharIn(span=span) | (Span() as span):
            return f"{span.source}:{span.line}:{span.column}" if span.line else span.source
        case CellRef(source=source, sheet=sheet, cell=cell):
            return f"{source}#{sheet}!{cell}" if sheet else f"{source}!{cell}"
        case Argument(text=text):
            return text


def without_folders(place: Place) -> Place:
    """The place with the plain name of its file."""
    match place:
        case CharIn(span=span):
            return place._replace(span=span._replace(source=_name(span.source)))
        case Span(source=source) | CellRef(source=source):
            return place._replace(source=_name(source))
        case Argument(text=text):
            return Argument(_name(text))


def _name(path: str) -> str:
    return PureWindowsPath(path).name if {"/", "\\"} & set(path) else path


def order(finding: Diagnostic) -> tuple[str, int, int, int, str]:
    """Sort key: by place, the graver first."""
    place = finding.places[0] if finding.places else None
    span = place.span if isinstance(place, CharIn) else place
    if isinstance(span, Span):
        return (span.source, span.line, span.column, -finding.severity, finding.code)
    return (place_text(place) if place else "", 0, 0, -finding.severity, finding.code)
