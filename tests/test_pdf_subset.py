"""Font programs: what is asked for, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random
from shutil import copyfile

import pytest
import uharfbuzz as hb

from budgetpdf.paint.pdf.subset import _OUTLINES, Subset, subset
from budgetpdf.text.face import Face, open_face
from pdfsample import FONTS
from support import ROOT, soak
from test_pdf_paint import build_font

CHARACTERS = sorted(set((ROOT / "specs" / "example-school-2024.toml").read_text(encoding="utf-8")))
FACES = sorted(path.name for path in FONTS.iterdir() if path.suffix in {".otf", ".ttf"})


def meant(face: Face, characters: list[str]) -> dict[int, str]:
    return {gid: char for char in characters if (gid := face.gid(char))}


def cut(face: Face, meanings: dict[int, str]) -> Subset:
    """Without what the process has cut before."""
    _OUTLINES.clear()
    return subset(face, meanings)


@pytest.mark.parametrize("name", FACES)
def test_characters_and_glyphs_ask_for_the_same_bytes(name: str) -> None:
    """A glyph of several characters cannot be asked for by them."""
    face = open_face(FONTS / name)
    for seed in range(soak(3, 60)):
        picked = meant(face, Random(seed).sample(CHARACTERS, len(CHARACTERS) // 2))
        by_glyph = {gid: char * 2 for gid, char in picked.items()}
        assert cut(face, picked) == cut(face, by_glyph)


@pytest.mark.parametrize("cff", [False, True])
def test_it_holds_for_small_faces_too(tmp_path: Path, *, cff: bool) -> None:
    face = open_face(build_font(tmp_path / "face.otf", cff=cff))
    every = {gid: chr(code) for code in range(0x110000) if (gid := face.gid(chr(code)))}
    for gids in ([1], [1, 2], [2, 3], [1, 3], [1, 2, 3]):
        picked = {gid: every.get(gid, "??") for gid in gids}
        assert cut(face, picked) == cut(face, dict.fromkeys(gids, "??"))


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


def test_a_file_that_was_replaced_meanwhile_is_cut_as_it_was(tmp_path: Path) -> None:
    """Glyph numbers of the layout would mean other characters in the new file."""
    path = tmp_path / "face.ttf"
    copyfile(FONTS / "NotoSansSC_500Medium.ttf", path)
    face = open_face(path)
    picked = meant(face, CHARACTERS)
    before = subset(face, picked)
    copyfile(FONTS / "LXGWWenKai-Light.ttf", tmp_path / "other.ttf")
    if os.name == "posix":  # Windows lets nobody replace a mapped file
        (tmp_path / "other.ttf").replace(path)
        assert subset(face, picked) == before
        path.unlink()
        assert subset(face, picked) == before


@pytest.mark.skipif(not Path("/proc/self/smaps").exists(), reason="needs Linux")
def test_the_outlines_that_were_read_leave_the_memory(tmp_path: Path) -> None:
    """They would be most of a worker's memory."""
    path = tmp_path / "only-here.otf"  # no other test has read any of it
    copyfile(FONTS / "FandolFang-Regular.otf", path)
    face = open_face(path)
    picked = meant(face, CHARACTERS)
    mapped = resident(path.name)
    assert subset(face, picked).codes
    assert mapped
    assert resident(path.name) <= mapped + 100, "kB"


def resident(name: str) -> int:
    """Memory that maps of a file take up (kB)."""
    found, inside = 0, False
    for line in Path("/proc/self/smaps").read_text(encoding="utf-8").splitlines():
        if "-" in line.split(maxsplit=1)[0]:
            inside = line.endswith(name)
        elif inside and line.startswith("Rss:"):
            found += int(line.split()[1])
    return found
