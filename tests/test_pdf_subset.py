"""Font programs: what is asked for, and nothing else."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
import uharfbuzz as hb
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import RecordingPen

from budgetpdf.paint.pdf.cff import CffError, CffTable
from budgetpdf.paint.pdf.subset import by_harfbuzz, subset
from budgetpdf.text.face import Face, open_face
from pdfsample import FONTS
from support import ROOT, soak
from test_pdf_paint import build_font

CHARACTERS = sorted(set((ROOT / "specs" / "example-school-2024.toml").read_text(encoding="utf-8")))
FACES = sorted(path.name for path in FONTS.iterdir() if path.suffix in {".otf", ".ttf"})


def meant(face: Face, characters: list[str]) -> dict[int, str]:
    return {gid: char for char in characters if (gid := face.gid(char))}


@pytest.mark.parametrize("name", FACES)
def test_characters_and_glyphs_ask_for_the_same_bytes(name: str) -> None:
    """A glyph of several characters cannot be asked for by them."""
    face = open_face(FONTS / name)
    for seed in range(soak(3, 60)):
        picked = meant(face, Random(seed).sample(CHARACTERS, len(CHARACTERS) // 2))
        by_glyph = {gid: char * 2 for gid, char in picked.items()}
        assert by_harfbuzz(face, picked) == by_harfbuzz(face, by_glyph)


def drawn(program: bytes) -> list[tuple[float, list[object]]]:
    """Width and outline of each glyph of a CFF table, in their order."""
    fonts = CFFFontSet()
    fonts.decompile(BytesIO(program), None)
    glyphs = []
    for name in fonts[0].charset:
        pen = RecordingPen()
        fonts[0].CharStrings[name].draw(pen)
        glyphs.append((fonts[0].CharStrings[name].width, pen.value))
    return glyphs


@pytest.mark.parametrize("name", [name for name in FACES if name.endswith(".otf")])
def test_copied_glyphs_are_those_of_a_subsetter(name: str) -> None:
    face = open_face(FONTS / name)
    for count in (1, 2, len(CHARACTERS)):
        picked = meant(face, CHARACTERS[-count:])
        ours, theirs = subset(face, picked), by_harfbuzz(face, picked)
        assert ours.program != theirs.program, "this face is cut by copying"
        assert ours._replace(program=b"") == theirs._replace(program=b"")
        assert drawn(ours.program) == drawn(theirs.program)
        assert subset(face, picked) == ours


def test_a_copy_keeps_what_the_font_says_of_its_rights() -> None:
    face = open_face(FONTS / "FandolSong-Regular.otf")
    fonts = CFFFontSet()
    fonts.decompile(BytesIO(subset(face, meant(face, ["一"])).program), None)
    assert "GPL font exception" in fonts[0].Notice
    assert fonts[0].ROS == ("Adobe", "Identity", 0)


def test_other_tables_are_left_to_the_subsetter(tmp_path: Path) -> None:
    named = build_font(tmp_path / "named.otf", cff=True)
    for path in (named, FONTS / "LiberationSerif-Regular.ttf"):
        with pytest.raises(CffError):
            CffTable(path, 0)
    face = open_face(named)
    assert subset(face, {1: "??"}) == by_harfbuzz(face, {1: "??"})


def test_damaged_tables_are_refused(tmp_path: Path) -> None:
    """Or still give bytes; nothing else is raised."""
    whole = (FONTS / "FandolKai-Regular.otf").read_bytes()
    at = whole.index(b"\1\0\4")
    damaged = tmp_path / "damaged.otf"
    for seed in range(soak(60, 2000)):
        data, random = bytearray(whole[:200_000]), Random(seed)
        for _ in range(random.randrange(1, 6)):
            data[at + random.randrange(320)] = random.randrange(256)
        damaged.write_bytes(data)
        with suppress(CffError):
            assert CffTable(damaged, 0).cut(range(4))


@pytest.mark.parametrize("cff", [False, True])
def test_it_holds_for_small_faces_too(tmp_path: Path, *, cff: bool) -> None:
    face = open_face(build_font(tmp_path / "face.otf", cff=cff))
    every = {gid: chr(code) for code in range(0x110000) if (gid := face.gid(chr(code)))}
    for gids in ([1], [1, 2], [2, 3], [1, 3], [1, 2, 3]):
        picked = {gid: every.get(gid, "??") for gid in gids}
        assert by_harfbuzz(face, picked) == by_harfbuzz(face, dict.fromkeys(gids, "??"))


def test_a_glyph_that_its_character_does_not_lead_to_is_drawn() -> None:
    """As one that a variation selector gives."""
    face = open_face(FONTS / "LiberationSerif-Regular.ttf")
    one, other = face.gid("1"), face.gid("2")
    assert set(subset(face, {one: "2"}).codes) == {0, one}
    assert set(subset(face, {one: "2", other: "2"}).codes) == {0, one, other}
    assert set(subset(face, {one: "1\ufe00"}).codes) == {0, one}


def test_the_program_holds_what_it_draws_and_no_more() -> None:
    face = open_face(FONTS / "LiberationSerif-Regular.ttf")
    made = subset(face, meant(face, list("401.38")))
    program = hb.Face(hb.Blob(made.program))
    assert program.glyph_count == 7  # .notdef and six characters
    assert set(program.table_tags) == {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}
    assert not made.whole
