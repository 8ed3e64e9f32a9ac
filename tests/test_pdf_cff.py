"""CFF programs put together from outlines that were cut before: the bytes that a cut would give."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from budgetpdf.paint.pdf import cff
from budgetpdf.paint.pdf import subset as subsetting
from budgetpdf.paint.pdf.cff import Outlines
from budgetpdf.paint.pdf.subset import Subset, subset
from budgetpdf.text.face import Face, open_face
from pdfsample import FONTS
from support import ROOT, soak
from test_pdf_paint import build_font

CHARACTERS = sorted(set((ROOT / "specs" / "example-school-2024.toml").read_text(encoding="utf-8")))
FACES = sorted(path.name for path in FONTS.glob("*.otf"))


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
            assert list(made.widths.items()) == list(expected.widths.items()), "W depends on it"
        assert known(face).program([0, *sorted(reports[0])]) == wanted[0].program, "put together"


def test_only_new_glyphs_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    face = open_face(FONTS / "FandolKai-Regular.otf")
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
    monkeypatch.setattr(cff, "MOST", 100)
    face = open_face(FONTS / "FandolKai-Regular.otf")
    reports = [meant(face, Random(seed).sample(CHARACTERS, 60)) for seed in range(9)]
    wanted = [cut(face, report) for report in reports]
    subsetting._OUTLINES.clear()
    for report, expected in zip(reports, wanted, strict=True):
        assert subset(face, report) == expected
        known(face).lacking([])
        assert len(known(face)._glyphs) <= 100


def test_a_face_that_is_keyed_by_name_is_always_cut(tmp_path: Path) -> None:
    """Its program is written otherwise."""
    face = open_face(build_font(tmp_path / "face.otf", cff=True))
    for text in ("A", "B", "CA", "ABC", "C"):
        assert subset(face, meant(face, list(text))).codes.keys() == {0, *map(face.gid, text)}
    assert known(face).lacking([0, 1]) == {0, 1}, "nothing is kept"
    assert cut(face, meant(face, ["B"])) == subset(face, meant(face, ["B"]))


def test_outlines_of_another_private_dict_are_not_mixed() -> None:
    """A face may have several, for Han and Latin, with widths of their own."""
    face = open_face(FONTS / "FandolKai-Regular.otf")
    one, other = (cut(face, meant(face, list(text))) for text in ("预算", "公开"))
    outlines = Outlines()
    outlines.keep(sorted(one.codes), one.program)
    assert outlines.lacking(one.codes) == set()
    casing = cff._taken_apart(other.program)
    assert casing is not None
    private = casing[0].private
    changed = other.program.replace(private, private[:1] + bytes(len(private) - 1))
    assert cff._taken_apart(changed) is not None
    outlines.keep(sorted(other.codes), changed)
    assert outlines.lacking(one.codes) == set(one.codes)
    assert outlines.program(sorted(one.codes)) is None


def test_a_program_that_is_written_otherwise_is_not_taken_apart() -> None:
    face = open_face(FONTS / "FandolKai-Regular.otf")
    program = cut(face, meant(face, list("预算公开"))).program
    at = program.index(cff._SELECT)
    for changed in (
        program[:at] + b"\0" + program[at + 1 :],  # another form of FDSelect
        program.replace(b"\x0c\x25", b"\x0c\x26"),  # another Top DICT
        program.replace(b"\x06\x1d", b"\x06\x1c"),  # another operand of Private
        program + b"\0",
        b"",
    ):
        assert changed != program
        assert cff._taken_apart(changed) is None
