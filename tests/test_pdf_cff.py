"""CFF programs are taken apart only if they give the same bytes again."""

from __future__ import annotations

from pathlib import Path

from budgetpdf.paint.pdf import cff
from budgetpdf.paint.pdf.outlines import Outlines
from budgetpdf.paint.pdf.subset import subset
from budgetpdf.text.face import open_face
from pdfsample import FONTS
from test_pdf_outlines import cut, known, meant
from test_pdf_paint import build_font


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
    outlines = Outlines(cff.taken_apart)
    outlines.keep(sorted(one.codes), one.program, one.widths)
    assert outlines.lacking(one.codes) == set()
    casing = cff.taken_apart(other.program)
    assert casing is not None
    private = casing[0].private
    changed = other.program.replace(private, private[:1] + bytes(len(private) - 1))
    assert cff.taken_apart(changed) is not None
    outlines.keep(sorted(other.codes), changed, other.widths)
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
        assert cff.taken_apart(changed) is None
