"""The finished reports: the grid of GB/T 9704 in the file, fonts, conformance, same bytes."""

from __future__ import annotations

import ctypes
import hashlib
import itertools
import os
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTCollection, TTFont
from pypdfium2 import raw

import budgetpdf
from budgetpdf.geometry import mm
from pdfcheck import problems
from support import ROOT

SPECS = [
    ROOT / "specs" / f"{name}.toml" for name in ("dachang-xinfang-2023", "example-school-2024")
]
COLUMN, ROW = mm(156) / 28, mm(225) / 22


@pytest.fixture(scope="module", params=SPECS, ids=["office", "school"])
def pdf(request: pytest.FixtureRequest) -> bytes:
    return budgetpdf.render(request.param)


def origins(page: pypdfium2.PdfPage) -> list[tuple[str, float, float]]:
    """Each character of a page and where its origin stands (pt, y up)."""
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    found = []
    for index in range(text.count_chars()):
        raw.FPDFText_GetCharOrigin(text.raw, index, ctypes.byref(x), ctypes.byref(y))
        found.append((chr(raw.FPDFText_GetUnicode(text.raw, index)), x.value, y.value))
    return found


def lines(page: pypdfium2.PdfPage) -> dict[float, list[tuple[float, str]]]:
    """The characters of a page by baseline."""
    found: dict[float, list[tuple[float, str]]] = {}
    last = -1.0
    for char, x, y in sorted(origins(page), key=lambda one: one[2]):
        if char in "\r\n":
            continue
        last = last if abs(y - last) < 0.05 else y
        found.setdefault(last, []).append((x, char))
    return {y: sorted(line) for y, line in found.items()}


def is_hanzi(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"


def test_the_file_conforms(pdf: bytes) -> None:
    assert problems(pdf) == {}


def test_lines_stand_on_the_grid_and_hanzi_156_28_mm_apart(pdf: bytes) -> None:
    """Lines of hanzi only: 28 of them, each on its column; baselines 225/22 mm apart."""
    document = pypdfium2.PdfDocument(pdf)
    top = mm(297 - 37)
    for page in document:
        for y, line in lines(page).items():
            text = "".join(char for _, char in line)
            if len(line) < 26 or not all(map(is_hanzi, text)):
                continue
            places = [x for x, _ in line]
            gaps = [b - a for a, b in itertools.pairwise(places)]
            if abs(gaps[0] - COLUMN) > 1:
                continue  # a table's cell, in smaller type
            assert len(line) in (26, 28)
            assert all(abs(gap - COLUMN) < 0.01 for gap in gaps), text
            row = (top - y) / ROW
            assert abs(row % 1 - ((ROW - 15.75) / 2 + 0.88 * 15.75) / ROW) < 0.01, text
    document.close()


def test_a_full_page_of_text_has_22_lines(tmp_path: Path) -> None:
    text = SPECS[0].read_text(encoding="utf-8")
    long = "预算公开情况说明单位收支绩效目标管理办法规定财政拨款" * 60
    spec = tmp_path / "unit.toml"
    spec.write_text(f'other_matters = "{long}"\n{text}', encoding="utf-8")
    document = pypdfium2.PdfDocument(budgetpdf.render(spec))
    page = document[len(document) - 2]
    found = sorted(y for y, line in lines(page).items() if len(line) == 28)
    gaps = [b - a for a, b in itertools.pairwise(found)]
    document.close()
    assert len(found) == 22
    assert all(abs(gap - ROW) < 0.01 for gap in gaps)


def test_fonts_are_embedded_subset_type0_with_to_unicode(pdf: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as file:
        fonts = [obj for obj in file.objects if isinstance(obj, pikepdf.Dictionary)]
        fonts = [obj for obj in fonts if obj.get("/Subtype") == "/Type0"]
        assert fonts
        for font in fonts:
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
            assert str(font.BaseFont)[7] == "+"
            assert "/ToUnicode" in font
        kinds = {str(obj.get("/Subtype")) for obj in file.objects if _is_font(obj)}
        assert kinds <= {"/Type0", "/CIDFontType0", "/CIDFontType2"}


def _is_font(obj: object) -> bool:
    return isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/Font"


@pytest.mark.skipif(
    shutil.which("qpdf") is None, reason="qpdf is not installed; pikepdf asserts it"
)
def test_qpdf_finds_nothing(pdf: bytes, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection whose second face has hanzi."""
    path = tmp_path_factory.mktemp("fonts") / "both.ttc"
    faces = TTCollection()
    names = ("LiberationSerif-Regular.ttf", "LXGWWenKai-Light.ttf")
    faces.fonts = [TTFont(ROOT / "fonts" / name) for name in names]
    faces.save(path)
    return path


@pytest.mark.parametrize(
    ("file", "index", "name"),
    [
        ("NotoSerifSC_400Regular.ttf", 0, "NotoSerifSC"),
        ("FandolKai-Regular.otf", 0, "FandolKai"),
        ("", 1, "LXGWWenKai"),
    ],
    ids=["ttf", "otf", "ttc"],
)
def test_another_face_for_the_body(file: str, index: int, name: str, collection: Path) -> None:
    path = ROOT / "fonts" / file if file else collection
    options = budgetpdf.Options(fonts={"body": (str(path), index)})
    data = budgetpdf.render(SPECS[0], options)
    assert problems(data) == {}
    with pikepdf.open(BytesIO(data)) as report:
        used = {str(obj.BaseFont)[8:] for obj in report.objects if _is_font(obj)}
    assert any(one.startswith(name) for one in used)
    assert not any(one.startswith("FandolFang") for one in used)


def test_the_same_bytes_whatever_the_surroundings(tmp_path: Path) -> None:
    digests = set()
    for seed, zone, language, folder in (
        ("0", "UTC", "C", "a"),
        ("1", "Asia/Shanghai", "zh_CN.UTF-8", "b 乙"),
        ("2", "America/Caracas", "tr_TR.UTF-8", "c"),
    ):
        place = tmp_path / folder
        place.mkdir()
        (place / "reportlab_settings.py").write_text("raise SystemExit('ran')", encoding="utf-8")
        (place / ".reportlab_settings").write_text("raise SystemExit('ran')", encoding="utf-8")
        shutil.copy(SPECS[0], place / "unit.toml")
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LC_ALL": language,
            "HOME": str(place),
            "RL_invariant": "0",
            "RL_pageCompression": "0",
        }
        words = [sys.executable, "-m", "budgetpdf", "render", "unit.toml", "-o", "out"]
        subprocess.run(words, cwd=place, env=environment, check=True, capture_output=True)
        (report,) = (place / "out").iterdir()
        digests.add(hashlib.sha256(report.read_bytes()).hexdigest())
    assert len(digests) == 1


def test_the_same_bytes_whatever_was_rendered_before() -> None:
    alone = budgetpdf.render(SPECS[0])
    budgetpdf.render(SPECS[1])
    assert budgetpdf.render(SPECS[0]) == alone
    code = f"import budgetpdf, sys; sys.stdout.buffer.write(budgetpdf.render({str(SPECS[0])!r}))"
    first = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout
    assert first == alone


def test_justified_lines_end_at_the_edge_in_the_file(pdf: bytes) -> None:
    """A line that the next one goes on from ends at the type area's right edge (0.01 pt)."""
    document = pypdfium2.PdfDocument(pdf)
    left, right, shift = mm(28), mm(28 + 156), (COLUMN - 15.75) / 2
    checked = 0
    for page in document:
        if page.get_width() > page.get_height():
            continue
        found = [(y, [c for c in line if c[1] != " "]) for y, line in sorted(lines(page).items())]
        for (below, following), (y, line) in itertools.pairwise(found):
            goes_on = abs(y - below - ROW) < 0.05 and left <= following[0][0] < left + 1
            if not goes_on or not is_hanzi(following[0][1]) or not is_hanzi(line[-1][1]):
                continue
            assert right - line[-1][0] == pytest.approx(COLUMN - shift, abs=0.01)
            checked += 1
    document.close()
    assert checked > 30


NOT_FIRST, NOT_LAST = (
    set("。．，、；：？！）》〉」』】〕〗”’～·％‰℃…—,.:;!?)%"),
    set("（《〈「『【〔〖“‘￥＄($"),
)


def test_no_line_of_text_begins_or_ends_with_a_forbidden_mark(pdf: bytes) -> None:
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        if page.get_width() > page.get_height():
            continue
        for y, line in lines(page).items():
            text = [char for x, char in line if char != " "]
            if y < mm(35) or line[0][0] > mm(28) + 2.5 * COLUMN:
                continue  # the page number, a cell
            assert text[0] not in NOT_FIRST, "".join(text)
            assert text[-1] not in NOT_LAST, "".join(text)
    document.close()
