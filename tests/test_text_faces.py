"""Faces and fonts: which face gives a character, and what is wrong with a font file."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.ttCollection import TTCollection

from budgetpdf.style.sheet import FontFace
from budgetpdf.text.face import FaceError, open_face
from budgetpdf.text.fonts import FontSet, builtin_font_dir, characters, open_fonts
from budgetpdf.text.glyphs import Piece, shape
from budgetpdf.text.linebreak import BreakRule, break_lines
from text_support import EM, ROLES, fonts, shaped

FONTS = builtin_font_dir()
FANG, LATIN = "FandolFang-Regular.otf", "LiberationSerif-Regular.ttf"
WENKAI, NOTO = "LXGWWenKai-Light.ttf", "NotoSerifSC_400Regular.ttf"


def _faces_of(text: str, role: str = "body", fresh: FontSet | None = None) -> list[str]:
    found = fresh or fonts()
    choices = [found.glyph(role, char) for char in text]
    return [found.faces[choice.face].name if choice else "" for choice in choices]


def _open(**roles: tuple[FontFace, ...]) -> FontSet:
    found, findings = open_fonts(roles)
    assert not findings
    return found


@pytest.mark.parametrize("name", [FANG, LATIN, NOTO])
def test_a_face_knows_what_a_pdf_must_say(name: str) -> None:
    """Held against the same tables as fontTools reads them."""
    face = open_face(FONTS / name)
    with TTFont(FONTS / name, lazy=True) as font:
        gid = font.getGlyphID(font.getBestCmap()[ord("A")])
        assert (face.name, face.gid("A")) == (name, gid)
        assert face.advance(gid) == font["hmtx"][font.getGlyphName(gid)][0]
        head, os2 = font["head"], font["OS/2"]
        assert face.upem == head.unitsPerEm
        assert face.bbox == (head.xMin, head.yMin, head.xMax, head.yMax)
        assert (face.ascender, face.descender) == (os2.sTypoAscender, os2.sTypoDescender)
        assert face.fs_type == os2.fsType
        assert face.cap_height == os2.sCapHeight or 600 < face.cap_height < 700
        assert face.italic_angle == font["post"].italicAngle
        assert face.postscript_name == font["name"].getDebugName(6)
        assert face.outlines == ("glyf" if "glyf" in font else "cff")
        assert face.digest() == hashlib.sha256((FONTS / name).read_bytes()).hexdigest()


def test_faces_are_opened_once() -> None:
    assert open_face(FONTS / FANG) is open_face(FONTS / FANG)


def test_unusable_files_are_refused_by_name(tmp_path: Path) -> None:
    junk = tmp_path / "假字体.ttf"
    junk.write_bytes(b"not a font")
    for path, index in ((junk, 0), (tmp_path / "gone.ttf", 0), (tmp_path, 0), (FONTS / FANG, 1)):
        with pytest.raises(FaceError) as caught:
            open_face(path, index)
        assert path.name in caught.value.text.zh
        assert str(tmp_path) not in caught.value.text.en


def test_a_face_of_a_collection_by_its_index(tmp_path: Path) -> None:
    collection = TTCollection()
    with TTFont(FONTS / LATIN) as latin, TTFont(FONTS / WENKAI) as wenkai:
        collection.fonts = [latin, wenkai]
        collection.save(tmp_path / "two.ttc")
    assert open_face(tmp_path / "two.ttc", 1).family == open_face(FONTS / WENKAI).family
    with pytest.raises(FaceError, match="has no face 2"):
        open_face(tmp_path / "two.ttc", 2)


def test_latin_comes_from_the_latin_face_and_marks_from_the_chinese_one() -> None:
    assert _faces_of("A9%") == [LATIN] * 3
    assert _faces_of("国“”—…·，") == [FANG] * 7


def test_fallback_per_character_with_its_raise() -> None:
    choice = fonts().glyph("body", "堃")
    assert choice is not None
    assert (choice.fallback, choice.raise_em) == (True, -0.04)
    main, latin = fonts().glyph("body", "国"), fonts().glyph("body", "A")
    assert main is not None
    assert not main.fallback
    assert not main.raise_em
    assert latin is not None
    assert not latin.fallback
    assert _faces_of("堃𠮷") == [WENKAI, WENKAI]


def test_circled_numbers_come_from_one_face() -> None:
    fonts = _open(song=ROLES["song"])
    for _ in range(2):  # one document after the other
        fonts.prepare("①②③国")
        assert _faces_of("①②", "song", fonts) == ["FandolSong-Regular.otf"] * 2
        fonts.prepare("①⑩⑪国")
        assert _faces_of("①⑩⑪", "song", fonts) == [NOTO] * 3
        assert _faces_of("国", "song", fonts) == ["FandolSong-Regular.otf"]


def test_variation_selectors_make_one_cluster() -> None:
    done = shaped("葛\U000e0100城\ufe00")
    assert list(done.chars) == ["葛\U000e0100", "城\ufe00"]
    assert list(done.indexes) == [0, 2]
    assert done.gids == shaped("葛城").gids


def test_a_selector_that_the_face_knows_is_respected() -> None:
    face = open_face(FONTS / "NotoSansSC_500Medium.ttf")
    selected = sorted(face.hb_face.variation_selectors)
    if not selected:
        pytest.skip("the built-in faces hold no variation sequences")
    char = chr(next(iter(face.hb_face.variation_unicodes(selected[0]))))
    assert face.gid(char + chr(selected[0]))


def test_surrogate_pairs_are_one_character() -> None:
    done = shaped("甲𠮷乙")
    assert done.classes == "HHH"
    assert list(done.advances) == [EM] * 3


def test_private_use_is_missing_even_if_a_face_has_it() -> None:
    done = shaped("甲\ue000乙\U000f0001")
    assert [(lost.at, lost.char) for lost in done.missing] == [(1, "\ue000"), (3, "\U000f0001")]


def test_missing_characters_become_labels_and_are_told() -> None:
    done = shape([Piece("甲\u0378乙", "body", EM, 7, start=4)], fonts())
    assert "".join(done.chars) == "甲U+0378乙"
    assert [tuple(lost) for lost in done.missing] == [(7, 5, "\u0378", "body")]
    assert set(done.indexes) == {4, 5, 6}
    assert 0 not in done.gids


def test_unknown_roles_take_the_face_of_the_text() -> None:
    assert _faces_of("国", "nowhere") == [FANG]


def test_ranges() -> None:
    assert characters("U+0041-0043 U+00B7") == frozenset("ABC·")
    assert characters("u+41-U+43") == frozenset("ABC")


def test_a_users_face_takes_the_place_of_the_roles_own() -> None:
    roles = {"body": ROLES["body"]}
    found, findings = open_fonts(roles, {"body": (str(FONTS / WENKAI), 0)})
    assert not findings
    assert _faces_of("A国堃", "body", found) == [LATIN, WENKAI, WENKAI]
    assert [entry.face.name for entry in found.chain("body")] == [LATIN, WENKAI, FANG, WENKAI]


def test_fallbacks_line_up_with_a_users_face() -> None:
    """The middle of 国 in the fallback, raised, is as high as in the face that was given."""
    found, _ = open_fonts({"body": ROLES["body"]}, {"body": (str(FONTS / NOTO), 0)})
    own, fang = found.chain("body")[1], found.chain("body")[2]
    height = [entry.face.centre(entry.face.gid("国")) + entry.raise_em for entry in (own, fang)]
    assert height[0] == pytest.approx(height[1], abs=0.001)
    assert fang.raise_em > 0.05


def test_bad_overrides_are_findings(tmp_path: Path) -> None:
    junk = tmp_path / "junk.otf"
    junk.write_bytes(b"")
    overrides = {"body": (str(junk), 0), "nobody": (str(FONTS / FANG), 0)}
    found, findings = open_fonts({"body": ROLES["body"]}, overrides)
    assert [finding.code for finding in findings] == ["F003", "F004"]
    assert all(finding.places for finding in findings)
    assert _faces_of("国", "body", found) == [FANG]


def test_a_face_with_other_widths_keeps_the_grid() -> None:
    """Latin quotes, dashes and dots of 0.35 to 0.9 em take a full cell, at their own side."""
    found = _open(body=(FontFace(WENKAI),))
    done = shape([Piece("国“国”国·国——国", "body", EM, 0)], found, pitch=10.5)
    lines, _ = break_lines(done, 999, BreakRule(squeeze=False))
    assert list(lines[0].offsets) == pytest.approx([n * 10.5 for n in range(10)])
    opening, closing, dot = (done.shifts["国“国”国·".index(mark)] for mark in "“”·")
    assert opening == pytest.approx(10.5 - 3.5)
    assert closing == 0
    assert dot == pytest.approx((10.5 - 3.5) / 2)


def test_white_comes_from_the_design_of_the_mark() -> None:
    """仿宋's ？ stands in the middle of its cell: it has less to give than a comma."""
    done = shaped("，？国")
    assert done.rights[0] == pytest.approx(5)
    assert 0 < done.rights[1] < 4
    assert done.rights[2] == done.lefts[2] == 0


def test_dashes_meet_in_the_middle() -> None:
    done = shaped("——", pitch=10.4)
    advance = EM
    end = done.shifts[0] + advance
    assert end == pytest.approx(10.4)
    assert done.shifts[1] == 0
