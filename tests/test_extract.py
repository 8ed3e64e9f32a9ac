"""The data comes back out of a PDF as it went in, and only out of ours."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Name

from budgetpdf.document.blocks import Attachment
from budgetpdf.extract import extract_files
from budgetpdf.paint.pdf import PdfPainter
from budgetpdf.record import (
    NAME,
    as_attachment,
    compare,
    font_digest,
    indented,
    read_record,
    record,
)
from budgetpdf.text.face import open_face
from pdfsample import FONTS, SPEC, faces, sample

DATA = Attachment("指标.xlsx", bytes(range(256)) * 9, "application/octet-stream", "Supplement")
OPTIONS = {"profile": "/home/x/局.toml", "fonts": {"body": r"C:\Fonts\仿宋.ttf"}, "grid": False}


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(VALUES)
def test_the_record_is_written_as_the_library_writes_json(value: object) -> None:
    assert indented(value) == json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)


def finished(path: Path, *files: Attachment) -> Path:
    """A PDF with these files and their record."""
    carried = (*files, as_attachment(record(OPTIONS, faces(), files))) if files else ()
    path.write_bytes(PdfPainter().paint(sample()._replace(attachments=carried)))
    return path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return finished(tmp_path / "报告 (1).pdf", SPEC, DATA)


def codes(path: Path) -> list[str]:
    return [finding.code for finding in extract_files(path).findings]


def test_files_come_back_bit_for_bit(report: Path) -> None:
    found = extract_files(report)
    assert found.findings == ()
    assert [(item.name, item.data) for item in found.files[:2]] == [
        (SPEC.name, SPEC.data),
        (DATA.name, DATA.data),
    ]
    assert found.source is not None
    assert found.source._replace(date=SPEC.date) == SPEC
    assert found.record is not None


def test_a_file_that_is_no_pdf(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"nothing")
    assert codes(tmp_path / "a.pdf") == ["D001"]
    assert codes(tmp_path / "missing.pdf") == ["D001"]
    assert codes(tmp_path) == ["D001"]


def test_a_pdf_of_another_program(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "a.pdf")
    assert codes(tmp_path / "a.pdf") == ["D002"]


def test_a_report_without_its_data(tmp_path: Path) -> None:
    assert codes(finished(tmp_path / "bare.pdf")) == ["D003"]


def _set_content(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AF[0].EF.F.write(b"fiscal_year = 2030\n")


def _set_name(name: str) -> object:
    return lambda pdf: pdf.Root.AF[0].__setitem__("/UF", pikepdf.String(name))


def _swell(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AF[0].EF.F.write(bytes(65 * 1024 * 1024))


@pytest.mark.parametrize(
    "change",
    [
        _set_content,
        _set_name("../../etc/passwd"),
        _set_name("CON.toml"),
        _set_name("c:x.toml"),
        _set_name(""),
        _swell,
        lambda pdf: pdf.Root.__setitem__("/AF", Array([pdf.Root.AF[0], pdf.Root.AF[1]])),
        lambda pdf: pdf.Root.AF[0].__delitem__("/EF"),
        lambda pdf: pdf.Root.AF[0].EF.F.write(b"00", filter=Name.DCTDecode),
    ],
)
def test_an_altered_file_gives_nothing(report: Path, change: object) -> None:
    """Also names that would write somewhere else, and data that swells."""
    altered = report.with_name("altered.pdf")
    with pikepdf.open(report) as pdf:
        change(pdf)  # type: ignore[operator]
        pdf.save(altered)
    found = extract_files(altered)
    assert [finding.code for finding in found.findings] == ["D008"]
    assert found.files == ()
    assert "altered.pdf" in found.findings[0].message.zh


@pytest.mark.parametrize("place", ["../../a.toml", "/etc/a.toml", "c:/a.toml", "a\\b.toml", "a//b"])
def test_a_record_that_leads_out_of_the_project_is_not_trusted(tmp_path: Path, place: str) -> None:
    facts = record({"places": {SPEC.name: place}}, faces(), (SPEC,))
    carried = sample()._replace(attachments=(SPEC, as_attachment(facts)))
    (tmp_path / "a.pdf").write_bytes(PdfPainter().paint(carried))
    assert codes(tmp_path / "a.pdf") == ["D008"]


def test_a_damaged_file_is_said_to_be_so(report: Path) -> None:
    data = report.read_bytes()
    report.write_bytes(data[: len(data) // 2])
    assert set(codes(report)) <= {"D001", "D002", "D008"}
    assert codes(report)


# The record


def test_the_record_names_what_decides_the_bytes() -> None:
    facts = json.loads(record(OPTIONS, faces(), (SPEC,)))
    assert set(facts) == {"budgetpdf", "dependencies", "options", "places", "fonts", "files"}
    assert set(facts["dependencies"]) == {
        "deflate", "pydantic", "reportlab", "tomli", "uharfbuzz",
    }  # fmt: skip
    assert all(facts["dependencies"].values())
    assert len(facts["fonts"]["FandolFang-Regular.otf#0"]) == 64


def test_the_record_names_no_folder() -> None:
    data = record(OPTIONS, faces(), (SPEC,))
    assert json.loads(data)["options"] == {
        "profile": "局.toml", "fonts": {"body": "仿宋.ttf"}, "grid": False,
    }  # fmt: skip
    assert b"/" not in data
    assert b"\\\\" not in data


def test_the_record_says_where_files_lay_in_the_project() -> None:
    """Below the project folder, so that a render from the extracted files finds them."""
    facts = json.loads(record({"places": {"局.toml": "profiles/局.toml"}}, (), ()))
    assert facts["places"] == {"局.toml": "profiles/局.toml"}
    assert "places" not in facts["options"]


def test_the_record_does_not_depend_on_the_order_of_facts() -> None:
    turned = dict(reversed(OPTIONS.items()))
    assert record(turned, faces()[::-1], (DATA, SPEC)) == record(OPTIONS, faces(), (SPEC, DATA))


def test_stated_digests_are_those_of_the_files() -> None:
    """The sums beside the fonts spare a render from reading them; they must be true."""
    for line in (FONTS / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        name = line.split()[1].removeprefix("./")
        if not name.endswith((".otf", ".ttf")):
            continue
        face = open_face(FONTS / name)
        assert font_digest(face) == font_digest(face, reread=True)


def test_records_of_the_same_making_do_not_differ() -> None:
    facts = read_record(record(OPTIONS, faces(), (SPEC,)))
    assert facts is not None
    assert compare(facts, facts) == ()


def test_every_difference_is_named() -> None:
    old = read_record(record(OPTIONS, faces(), (SPEC,)))
    assert old is not None
    new = json.loads(json.dumps(old))
    new["budgetpdf"] = "9.9"
    new["dependencies"]["deflate"] = "0.1"
    new["options"]["grid"] = True
    new["fonts"]["FandolFang-Regular.otf#0"] = "0" * 64
    del new["files"][SPEC.name]
    findings = compare(old, new)
    assert [finding.code for finding in findings] == ["D004", "D004", "D005", "D006", "D007"]
    said = "".join(finding.message.zh for finding in findings)
    for word in ("9.9", "deflate", "0.1", "grid", "FandolFang-Regular.otf#0", SPEC.name):
        assert word in said


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"budgetpdf": 1}', b"\xff", b"[" * 100_000])
def test_what_is_no_record(data: bytes) -> None:
    assert read_record(data) is None


def test_a_record_of_another_shape_is_compared_all_the_same() -> None:
    facts = read_record(b'{"budgetpdf": "0.0", "fonts": 3}')
    new = read_record(record({}, (), ()))
    assert facts is not None
    assert new is not None
    assert {finding.code for finding in compare(facts, new)} == {"D004"}


def test_the_record_is_called_by_its_name() -> None:
    assert as_attachment(b"{}").name == NAME
