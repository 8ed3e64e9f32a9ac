"""Whatever the gaps, every glyph of a painted run stands where layout put it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetpdf.pages import GlyphRun, Node, Page, Pages
from budgetpdf.paint.pdf import PdfPainter
from pdfread import Reader, codes
from pdfsample import A4, META, faces

TEXT = "财政拨款收入，（）401.38"
NEAR = 0.02
"""Points: 7 µm on paper."""

lengths = st.floats(0, 40, allow_subnormal=False)


@st.composite
def runs(draw: st.DrawFn) -> GlyphRun:
    """A run of any face and size with gaps of any kind: equal, a few apart, all apart."""
    face = draw(st.integers(0, len(faces()) - 1))
    chars = draw(st.text(TEXT, min_size=1, max_size=30))
    gids = [faces()[face].gid(char) for char in chars]
    even = draw(lengths)
    odd = draw(st.lists(lengths, max_size=6))
    steps = [draw(st.sampled_from([even, even, even, *odd])) for _ in chars]
    offsets = [0.0, *accumulate(steps)][: len(chars)]
    size = draw(st.sampled_from([7.5, 9, 10.5, 15.75, 22, 120]))
    x, y = draw(st.floats(-50, 600)), draw(st.floats(0, 842))
    return GlyphRun(x, y, face, size, gids, chars, offsets, sum(steps), 1)


def origins(reader: Reader) -> Iterator[tuple[float, float]]:
    """Origins of the glyphs as the operators place them (ISO 32000-1, 9.4.4)."""
    fonts = {str(font.font.BaseFont): font for font in reader.fonts}
    page = reader.pdf.pages[0]
    spacing = size = x = y = 0.0
    font = reader.fonts[0]
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "Tf":
                font = fonts[str(page.obj.Resources.Font[str(operands[0])].BaseFont)]
                size = float(operands[1])
            case "Tc":
                spacing = float(operands[0])
            case "Tm":
                x, y = float(operands[4]), float(operands[5])
            case "Tj" | "TJ":
                parts = operands[0] if str(operator) == "TJ" else operands
                for part in parts:
                    if isinstance(part, pikepdf.String):
                        for code in codes(part):
                            yield x, A4.height - y
                            x += font.width(code) * size / 1000 + spacing
                    else:
                        x -= float(part) * size / 1000


@given(st.lists(runs(), min_size=1, max_size=4))
def test_glyphs_stand_where_layout_put_them(items: list[GlyphRun]) -> None:
    pages = Pages(META, (Page(A4, tuple(items)),), (Node("Document", None), Node("P", 0)), faces())
    reader = Reader(PdfPainter().paint(pages))
    wanted = [(run.x + offset, run.y) for run in items for offset in run.offsets]
    found = list(origins(reader))
    assert len(found) == len(wanted)
    for place, goal in zip(found, wanted, strict=True):
        assert place == pytest.approx(goal, abs=NEAR)
