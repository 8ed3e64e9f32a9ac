"""Programs put together from outlines that were cut before: the bytes that a cut would give."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from budgetpdf.paint.pdf import outlines
from budgetpdf.paint.pdf import subset as subsetting
from budgetpdf.paint.pdf.outlines import Outlines
from budgetpdf.paint.pdf.subset import Subset, subset
from budgetpdf.text.face import Face, open_face
from pdfsample import FONTS
from support import ROOT, soak

CHARACTERS = sorted(set((ROOT / "specs" / "example-school-2024.toml").read_text(encoding="utf-8")))
FACES = sorted(path.name for path in FONTS.iterdir() if path.suffix in {".otf", ".ttf"})
LARGE = 0x20000
"""Length from which a program with glyf outlines may have another form."""
SOME = ["FandolKai-Regular.otf", "NotoSansSC_500Medium.ttf"]
"""One of each kind of outlines."""


@pytest.fixture(autouse=True)
def _a_new_process() -> Iterator[None]:
    subsetting._OUTLINES.clear()
    yield
    subsetting._OUTLINES.clear()


def meant(face: Face, characters: list[str]) -> dict[int, str]:
    return {gid: char for char in characters if (gid := face.gid(char))}


def cut(face: Face, meanings: dict[int, str]) -> Subset:
    """What the first report of a process gets."""
    subsetting._OUTLINES.clear()
    return subset(face, meanings)


def known(face: Face) -> Outlines:
    return subsetting._OUTLINES[face]


@pytest.mark.parametrize("name", FACES)
def test_later_reports_get_the_bytes_of_a_first(name: str) -> None:
    """Small and large ones: a charset of more than 256 glyphs is written otherwise."""
    face = open_face(FONTS / name)
    for seed in range(soak(2, 40)):
        chosen = Random(seed)
        sizes = [chosen.randint(1, len(CHARACTERS)) for _ in range(6)] + [255, 256, 257, 258]
        reports = [meant(face, chosen.sample(CHARACTERS, size)) for size in sizes]
        wanted = [cut(face, report) for report in reports]
        subsetting._OUTLINES.clear()
        for report, expected in zip(reports, wanted, strict=True):
            made = subset(face, report)
            assert made == expected
        made = known(face).program([0, *sorted(reports[0])])
        if name.endswith(".otf") or len(wanted[0].program) < LARGE:
            assert made is not None, "put together"
            assert made[0] == wanted[0].program


@pytest.mark.parametrize("name", SOME)
def test_only_new_glyphs_are_cut(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    face = open_face(FONTS / name)
    asked: list[set[str]] = []
    exact = subsetting._cut

    def counting(face: Face, meanings: dict[int, str]) -> Subset:
        asked.append(set(meanings.values()))
        return exact(face, meanings)

    monkeypatch.setattr(subsetting, "_cut", counting)
    for text in ("预算公开", "公开预算", "决算公开", "决定"):
        subset(face, meant(face, list(text)))
    assert asked == [set("预算公开"), {"决"}, {"定"}]


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outlines, "MOST", 100)
    face = open_face(FONTS / "FandolKai-Regular.otf")
    reports = [meant(face, Random(seed).sample(CHARACTERS, 60)) for seed in range(9)]
    wanted = [cut(face, report) for report in reports]
    subsetting._OUTLINES.clear()
    for report, expected in zip(reports, wanted, strict=True):
        assert subset(face, report) == expected
        known(face).lacking([])
        assert len(known(face)._known.outlines) <= 100
