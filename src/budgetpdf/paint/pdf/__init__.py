"""The official PDF: PDF/A and PDF/UA at once. The only package that imports reportlab.

`PdfPainter().paint(pages)` writes the file; `conformance(pages)` says before that, without
loading reportlab, what would keep the file from conforming.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from budgetpdf.paint.pdf.conformance import conformance

if TYPE_CHECKING:
    from budgetpdf.paint.pdf.painter import PdfPainter

__all__ = ["PdfPainter", "conformance"]


def __getattr__(name: str) -> object:
    if name == "PdfPainter":
        from budgetpdf.paint.pdf.painter import PdfPainter

        return PdfPainter
    raise AttributeError(name)
