"""Programs with glyf outlines are taken apart only if they give the same bytes again."""

from __future__ import annotations

from budgetpdf.paint.pdf import glyf
from budgetpdf.paint.pdf.subset import subset
from budgetpdf.text.face import open_face
from pdfsample import FONTS
from test_pdf_outlines import CHARACTERS, cut, known, meant

LATIN = FONTS / "LiberationSerif-Regular.ttf"
HAN = FONTS / "NotoSansSC_500Medium.ttf"


def test_glyphs_that_are_made_of_others_are_always_cut() -> None:
    """They name them by the ids of their program."""
    face = open_face(LATIN)
    for text in ("ab", "aé", "b", "éab"):
        made = meant(face, list(text))
        assert subset(face, made) == cut(face, made)
    subset(face, meant(face, ["é"]))
    assert known(face).lacking([0]) == {0}, "nothing is kept"


def test_tables_of_one_length_stand_by_their_names() -> None:
    """The shorter ones stand before; the lengths of loca and hmtx change with the glyphs."""
    face = open_face(HAN)
    seen = set()
    for count in range(1, 40):
        program = cut(face, meant(face, CHARACTERS[200 : 200 + count])).program
        tables = glyf._tables(program)
        assert tables is not None
        seen.add(len(tables[b"hmtx"]) - len(tables[b"loca"]))
        assert glyf.taken_apart(program) is not None
    assert 0 in seen


def test_a_program_that_is_written_otherwise_is_not_taken_apart() -> None:
    face = open_face(HAN)
    program = cut(face, meant(face, list("预算公开"))).program
    for changed in (
        program[:-1] + b"\1",  # the sum of the file
        program[:4] + b"\0\7" + program[6:],  # another number of tables
        program.replace(b"maxp", b"maxq"),
        program + b"\0\0\0\0",
        b"",
    ):
        assert changed != program
        assert glyf.taken_apart(changed) is None


def test_loca_in_its_long_form_is_left_to_the_cut() -> None:
    """Above 128 kB of outlines."""
    face = open_face(HAN)
    every = {gid: chr(code) for code in range(0x4E00, 0x5300) if (gid := face.gid(chr(code)))}
    whole = cut(face, every)
    assert len(whole.program) > glyf._LONGEST
    assert glyf.taken_apart(whole.program) is None
    parts = [dict(list(every.items())[at : at + 300]) for at in range(0, len(every), 300)]
    cut(face, parts[0])
    for part in parts[1:]:
        subset(face, part)
    assert subset(face, every) == whole
    assert subset(face, parts[0]) == cut(face, parts[0])
