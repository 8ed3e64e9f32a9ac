"""What every painter is."""

from __future__ import annotations

from typing import Protocol

from budgetpdf.pages import Pages


class Painter(Protocol):
    """Writes pages in one format.

    Layout ends with values at fixed points, so that a format is one small class that copies them
    and places nothing: the official PDF, the listing that tests compare, and whatever comes later
    (SVG for a preview, OFD) cannot differ in where a character stands. A painter keeps nothing
    from one call to the next that could show in a file, and never raises over what the pages
    hold: what a format forbids is a finding, made from the same pages before a byte is written
    (`paint.pdf.conformance` for PDF/A and PDF/UA).
    """

    def paint(self, pages: Pages) -> bytes:
        """The pages as a finished file: the same pages give the same bytes."""
        ...
