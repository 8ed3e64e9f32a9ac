"""Lengths and boxes. Every length is a float in pt (1/72 inch) unless its name says otherwise.

The origin of a page is its top left corner as the page is read; x grows to the right, y down.
"""

from typing import NamedTuple

Pt = float
"""A length in points, 1/72 inch."""

PT_PER_MM = 72 / 25.4


def mm(value: float) -> Pt:
    """Millimetres to points."""
    return value * PT_PER_MM


class Point(NamedTuple):
    """A place on a page (pt)."""

    x: Pt
    y: Pt


class Size(NamedTuple):
    """Width and height (pt)."""

    width: Pt
    height: Pt

    def turned(self) -> "Size":
        """The same sheet, turned by a quarter."""
        return Size(self.height, self.width)


class Box(NamedTuple):
    """A rectangle (pt): left, top, width, height."""

    x: Pt
    y: Pt
    width: Pt
    height: Pt

    @property
    def right(self) -> Pt:
        return self.x + self.width

    @property
    def bottom(self) -> Pt:
        return self.y + self.height
