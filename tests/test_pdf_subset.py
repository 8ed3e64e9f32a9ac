"""Font programs: what many documents in one process share changes no byte of any."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
import uharfbuzz as hb

from budgetpdf.paint.pdf import subset as module
from budgetpdf.paint.pdf.subset import PATIENCE, subset
from budgetpdf.text.face import Face, open_face
from pdfsample import FONTS
from support import ROOT, soak
from test_pdf_paint import build_font

CHARACTERS = sorted(set((ROOT / "specs" / "example-school-2024.toml").read_text(encoding="utf-8")))
FACES = sorted(path.name for path in FONTS.iterdir() if path.suffix in {".otf", ".ttf"})


def fresh(path: Path) -> Face:
    """A face that no document has used."""
    return Face(path, 0)


@pytest.mark.parametrize("name", FACES)
def test_the_working_set_changes_no_byte(name: str) -> None:
    shared = fresh(FONTS / name)
    gids = [gid for gid in map(shared.gid, CHARACTERS) if gid]
    for seed in range(soak(PATIENCE + 3, 60)):
        picked = Random(seed).sample(gids, Random(seed).randrange(1, len(gids) // 2))
        assert subset(shared, picked) == subset(fresh(FONTS / name), picked)
    assert subset(shared, gids[:40]) == subset(fresh(FONTS / name), gids[:40])


@pytest.mark.parametrize("cff", [False, True])
def test_it_holds_for_small_faces_too(tmp_path: Path, *, cff: bool) -> None:
    path = build_font(tmp_path / "face.otf", cff=cff)
    shared = fresh(path)
    for picked in ([1], [1, 2], [2, 3], [1, 3], [1, 2, 3], [1], [3]):
        assert subset(shared, picked) == subset(fresh(path), picked)


def test_documents_of_the_same_words_are_cut_from_the_small_face() -> None:
    face = fresh(FONTS / "FandolFang-Regular.otf")
    documents = [[face.gid(char) for char in text] for text in ("收入", "支出", "预算", "决算")]
    for gids in documents:
        subset(face, gids)
    kept = module._working_set(face)
    assert kept.source(documents[0]) is not face.hb_face
    assert kept.source(documents[0]).blob.data[:4] == b"OTTO"
    assert len(kept.source(documents[0]).blob.data) < 1_000_000
    assert kept.source([face.gid("堃") or face.gid("垚") or 1]) is face.hb_face


def test_a_face_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    face = fresh(build_font(tmp_path / "face.ttf", cff=False))
    subset(face, [1])
    before = len(module._KEPT)
    del face
    assert len(module._KEPT) == before - 1


def test_the_program_holds_what_it_draws_and_no_more() -> None:
    face = open_face(FONTS / "LiberationSerif-Regular.ttf")
    made = subset(face, [face.gid(char) for char in "401.38"])
    program = hb.Face(hb.Blob(made.program))
    assert program.glyph_count == 7  # .notdef and six characters
    assert set(program.table_tags) == {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}
    assert not made.whole
