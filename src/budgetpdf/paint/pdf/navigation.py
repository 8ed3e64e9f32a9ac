"""Ways through the file: bookmarks, page labels, links (ISO 32000-1, 12.3, 12.4, 12.5)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from budgetpdf.geometry import Box, Point
from budgetpdf.pages import Link, OutlineEntry, Page, Pages
from budgetpdf.paint.pdf.objects import Array, Dict, Ref, number, numbers, text
from budgetpdf.paint.pdf.reportlab import pdfdoc
from budgetpdf.paint.pdf.writer import FileWriter

OPEN_LEVELS = 1
"""Bookmarks down to this level show what is below them when the file is opened."""
_MARGIN = 6.0
"""Room (pt) that a destination leaves above the line that it leads to."""
_PRINTED = 4
"""Annotation flag: PDF/A wants it set on every annotation (ISO 19005-3, 6.3.2)."""


def on_sheet(page: Page, point: Point) -> Point:
    """A point of the page as it is read, in PDF's coordinates of the sheet (8.3.2.3)."""
    if page.turned:
        return Point(point.y, point.x)
    return Point(point.x, page.size.height - point.y)


def destination(page: Page, ref: Ref, point: Point) -> object:
    """Where a bookmark or link leads: the page, scrolled to `point`, zoom as it is (12.3.2.2)."""
    place = on_sheet(page, Point(point.x, max(0.0, point.y - _MARGIN)))
    return pdfdoc.PDFDestinationXYZ(ref, number(place.x), number(place.y), "null")


def link(page: Page, item: Link, entries: dict[str, object]) -> Dict:
    """A link annotation (12.5.6.5). entries: /P, /StructParent and /Dest."""
    return Dict(
        {
            "Type": "/Annot",
            "Subtype": "/Link",
            "Rect": numbers(_rect(page, item.box)),
            "Border": numbers((0, 0, 0)),
            "F": _PRINTED,
            "Contents": text(item.text),
            **entries,
        }
    )


def _rect(page: Page, box: Box) -> tuple[float, ...]:
    one = on_sheet(page, Point(box.x, box.y))
    other = on_sheet(page, Point(box.right, box.bottom))
    return (*map(min, one, other), *map(max, one, other))


# Bookmarks (12.3.3). reportlab's outline goes through a canvas and refuses levels of its own.


class _Bookmark(NamedTuple):
    entry: OutlineEntry
    ref: Ref
    children: list[_Bookmark]


def outline(file: FileWriter, pages: Pages, refs: Sequence[Ref]) -> Ref | None:
    """Write the outline; None if there is nothing in it."""
    if not pages.outline:
        return None
    root = file.reserve()
    tops = _nest([_Bookmark(entry, file.reserve(), []) for entry in pages.outline])

    def goal(entry: OutlineEntry) -> object:
        return destination(pages.pages[entry.page], refs[entry.page], Point(0.0, entry.y))

    _write_bookmarks(file, tops, root, goal)
    return file.add(Dict({"Type": "/Outlines", **_ends(tops), "Count": _shown(tops)}), root)


def _nest(bookmarks: Sequence[_Bookmark]) -> list[_Bookmark]:
    tops: list[_Bookmark] = []
    path: list[_Bookmark] = []
    for bookmark in bookmarks:
        while path and path[-1].entry.level >= bookmark.entry.level:
            path.pop()
        (path[-1].children if path else tops).append(bookmark)
        path.append(bookmark)
    return tops


def _shown(bookmarks: Sequence[_Bookmark]) -> int:
    """How many bookmarks show below an open one."""
    below = (_shown(b.children) for b in bookmarks if b.entry.level <= OPEN_LEVELS)
    return len(bookmarks) + sum(below)


def _ends(bookmarks: Sequence[_Bookmark]) -> dict[str, Ref]:
    return {"First": bookmarks[0].ref, "Last": bookmarks[-1].ref} if bookmarks else {}


def _write_bookmarks(
    file: FileWriter,
    siblings: Sequence[_Bookmark],
    parent: Ref,
    goal: Callable[[OutlineEntry], object],
) -> None:
    for place, bookmark in enumerate(siblings):
        entries = {
            "Title": text(bookmark.entry.text),
            "Parent": parent,
            "Dest": goal(bookmark.entry),
            **_ends(bookmark.children),
        }
        if place:
            entries["Prev"] = siblings[place - 1].ref
        if place + 1 < len(siblings):
            entries["Next"] = siblings[place + 1].ref
        if bookmark.children:
            is_open = bookmark.entry.level <= OPEN_LEVELS
            entries["Count"] = _shown(bookmark.children) * (1 if is_open else -1)
        file.add(Dict(entries), bookmark.ref)
        _write_bookmarks(file, bookmark.children, bookmark.ref, goal)


# Page labels (12.4.2)

_ROMAN = tuple(
    zip(
        ["m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"],
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        strict=True,
    )
)
_NUMBERED = re.compile(r"(.*?)([1-9]\d*)", re.ASCII | re.DOTALL)


class _Label(NamedTuple):
    """A label in PDF's terms: number style (D, r, R or none), prefix, value."""

    style: str
    prefix: str
    value: int


def page_labels(labels: Sequence[str]) -> Dict:
    """The printed page numbers as ranges of labels (12.4.2)."""
    entries: list[object] = []
    expected: _Label | None = None
    for index, printed in enumerate(labels):
        label = _parse(printed)
        if label != expected:
            entries += [index, _range(label)]
        expected = label._replace(value=label.value + 1) if label.style else label
    return Dict({"Nums": Array(entries)})


def _range(label: _Label) -> Dict:
    entries: dict[str, object] = {"P": text(label.prefix)} if label.prefix else {}
    if label.style:
        entries |= {"S": f"/{label.style}", "St": label.value}
    return Dict(entries)


def _parse(printed: str) -> _Label:
    if match := _NUMBERED.fullmatch(printed):
        return _Label("D", match[1], int(match[2]))
    for style, lower in (("r", printed), ("R", printed.swapcase())):
        if lower and (value := _from_roman(lower)):
            return _Label(style, "", value)
    return _Label("", printed, 0)


def _from_roman(numeral: str) -> int:
    """The value of a lower-case Roman numeral, 0 if it is none."""
    value, rest = 0, numeral
    for letters, worth in _ROMAN:
        while rest.startswith(letters):
            value, rest = value + worth, rest.removeprefix(letters)
    return value if not rest and _to_roman(value) == numeral else 0


def _to_roman(value: int) -> str:
    numeral = ""
    for letters, worth in _ROMAN:
        numeral += letters * (value // worth)
        value %= worth
    return numeral
