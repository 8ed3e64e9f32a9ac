"""The same page by budgetpdf and by Typst: pictures, and how even their lines are.

    python benchmarks/side_by_side.py [spec] [--pages 1 3] [-o out/side-by-side]

Evenness is measured in the finished PDFs, on full lines of the body's size. A gap is what two
neighbours stand further apart than the first one's advance (em); it is negative where a mark is
squeezed. A line's stretch is the mean gap between its hanzi, its disturbance the root of the mean
square of all its gaps but those between two marks, which are always squeezed (clreq 3.1.6).
"""

from __future__ import annotations

import argparse
import ctypes
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import sqrt
from pathlib import Path
from statistics import mean, pstdev
from typing import Any, NamedTuple

import measure
import report
from engines import ENGINES, HERE, Engine, Worker

SPEC = HERE.parent / "specs" / "dachang-xinfang-2023.toml"


class Glyph(NamedTuple):
    """A character of a page: its origin, where its advance ends, size (pt; y from the foot)."""

    char: str
    x: float
    end: float
    y: float
    size: float


class LineSet(NamedTuple):
    """A line of body text: gaps between its hanzi, gaps but between marks (em), its end (pt)."""

    text: str
    hanzi: tuple[float, ...]
    gaps: tuple[float, ...]
    end: float

    @property
    def stretch(self) -> float:
        """Mean gap between hanzi (em)."""
        return mean(self.hanzi)

    @property
    def disturbance(self) -> float:
        """Root mean square of its gaps (em)."""
        return sqrt(mean(gap * gap for gap in self.gaps))


def glyphs(path: Path) -> Iterator[list[Glyph]]:
    """The characters of each page, in the file's order."""
    import pypdfium2
    from pypdfium2 import raw

    document = pypdfium2.PdfDocument(str(path))
    for page in document:
        text = page.get_textpage()
        found = []
        x, y = ctypes.c_double(), ctypes.c_double()
        box = raw.FS_RECTF()
        for index in range(text.count_chars()):
            if raw.FPDFText_IsGenerated(text.raw, index) == 1:
                continue
            raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
            raw.FPDFText_GetLooseCharBox(text.raw, index, box)
            char = chr(raw.FPDFText_GetUnicode(text.raw, index))
            size = raw.FPDFText_GetFontSize(text.raw, index)
            found.append(Glyph(char, x.value, box.right, y.value, size))
        yield found
    document.close()


def lines(path: Path, size: float) -> Iterator[LineSet]:
    """Lines of a type size, without the last ones of paragraphs."""
    for page in glyphs(path):
        rows: list[list[Glyph]] = []
        for glyph in sorted(page, key=lambda glyph: -glyph.y):
            if abs(glyph.size - size) > 0.1:
                continue
            if not rows or rows[-1][0].y - glyph.y > RAISED * size:
                rows.append([])
            rows[-1].append(glyph)
        for row in rows:
            row.sort(key=lambda glyph: glyph.x)
            pairs = [
                (before.char, after.char, (after.x - before.end) / size)
                for before, after in pairwise(row)
            ]
            hanzi = [gap for a, b, gap in pairs if _is_hanzi(a) and _is_hanzi(b)]
            gaps = [gap for a, b, gap in pairs if not (_is_mark(a) and _is_mark(b))]
            if len(hanzi) >= 4:
                text = "".join(glyph.char for glyph in row)
                yield LineSet(text, tuple(hanzi), tuple(gaps), row[-1].end)


def evenness(path: Path, size: float, right: float) -> report.Row:
    """Figures over the full lines of a file. right: the right edge of the type area (pt)."""
    full = [line for line in lines(path, size) if line.end > right - 1.2 * size]
    stretch = [line.stretch for line in full]
    widest = [max(line.gaps) for line in full]
    return (
        str(len(full)),
        f"{mean(map(abs, stretch)):.4f}",
        f"{pstdev(stretch):.4f}",
        f"{max(stretch):.3f}",
        f"{max(widest):.3f}",
        f"{sum(value > SEEN for value in widest) / len(full):.0%}",
        f"{sum(min(line.gaps) < -SEEN for line in full) / len(full):.0%}",
        f"{mean(line.disturbance for line in full):.4f}",
    )


RAISED = 0.2
"""How far (em) a fallback glyph may be shifted and still be in its line."""

SEEN = 0.1
"""A gap (em) that the eye finds."""

HEAD: report.Row = (
    "em",
    "lines",
    "mean stretch",
    "deviation",
    "most",
    "widest gap",
    f"lines with a gap > {SEEN}",
    "lines with squeezed marks",
    "mean disturbance",
)


def pictures(files: Sequence[Path], numbers: Sequence[int], folder: Path) -> list[Path]:
    """One PNG a page, the files beside each other, a thin line between."""
    import pypdfium2
    from PIL import Image

    documents = [pypdfium2.PdfDocument(str(path)) for path in files]
    made = []
    for number in numbers:
        shown = [d[number - 1].render(scale=1.6).to_pil() for d in documents if number <= len(d)]
        width = sum(one.width for one in shown) + 12 * (len(shown) - 1)
        canvas = Image.new("RGB", (width, max(one.height for one in shown)), (170, 170, 170))
        left = 0
        for one in shown:
            canvas.paste(one, (left, 0))
            left += one.width + 12
        target = folder / f"page-{number:02}.png"
        canvas.quantize(64).save(target, optimize=True)
        made.append(target)
    return made


def _is_hanzi(char: str) -> bool:
    return unicodedata.name(char, "").startswith("CJK UNIFIED")


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("P") and not char.isascii()


def _rendered(engine: Engine, spec: Path, folder: Path) -> Path:
    target = folder / f"{spec.stem}-{engine.package}.pdf"
    with Worker(engine) as worker:
        worker.render(engine.source(spec, folder), target)
    return target


def _geometry(spec: Path) -> tuple[float, float]:
    """Size of the body and right edge of the type area (pt)."""
    from neutral import plain

    found: dict[str, Any] = plain(spec)
    page = found["page"]
    return found["texts"]["body"]["size"], page["left"] + page["width"]


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="The same page by budgetpdf and by Typst.")
    parser.add_argument("spec", type=Path, nargs="?", default=SPEC)
    parser.add_argument("--pages", type=int, nargs="+", default=[1, 2, 3])
    parser.add_argument("-o", "--output", type=Path, default=Path("out/side-by-side"))
    told = parser.parse_args()
    told.output.mkdir(parents=True, exist_ok=True)
    measure.sources(told.output, [told.spec])
    both = [engine for engine in ENGINES if engine.package in ("budgetpdf", "typst")]
    files = [_rendered(engine, told.spec, told.output) for engine in both]
    size, right = _geometry(told.spec)
    rows = [(e.name, *evenness(path, size, right)) for e, path in zip(both, files, strict=True)]
    print(report.markdown([HEAD, *rows]))
    for path in pictures(files, told.pages, told.output):
        print(path, file=sys.stderr)


if __name__ == "__main__":
    main()
