"""The data in a report gives the report again, byte for byte, wherever the file has gone."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from budgetpdf.cli import main
from support import ROOT

SPEC = ROOT / "specs" / "dachang-xinfang-2023.toml"
PROFILE = 'name = "own"\nextends = "hebei-county-unit"\ntitle = "{{ unit.name }}的说明"\n'


def render(spec: Path, out: Path, *words: str) -> Path:
    assert main(["render", str(spec), "-o", str(out), *words]) == 0
    (report,) = out.iterdir()
    moved = out.parent / "收到的文件.pdf"
    report.rename(moved)
    return moved


def verify(report: Path, *words: str) -> int:
    return main(["extract", "--verify", str(report), "--lang", "zh", *words])


def test_a_renamed_report_gives_its_spec_and_itself_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = render(SPEC, tmp_path / "out")
    assert main(["extract", str(report), "-o", str(tmp_path / "data")]) == 0
    assert (tmp_path / "data" / SPEC.name).read_bytes() == SPEC.read_bytes()
    assert verify(report) == 0
    assert "逐字节相同" in capsys.readouterr().err


def test_own_profiles_and_project_folders_are_laid_out_again(tmp_path: Path) -> None:
    project = tmp_path / "县局"
    (project / "units").mkdir(parents=True)
    (project / "profiles").mkdir()
    (project / "budgetpdf.toml").write_text("", encoding="utf-8")
    (project / "profiles" / "own.toml").write_text(PROFILE, encoding="utf-8")
    text = SPEC.read_text(encoding="utf-8")
    text = text.replace('"hebei-county-unit"', '"../profiles/own.toml"', 1)
    spec = project / "units" / "unit.toml"
    spec.write_text(text, encoding="utf-8")
    report = render(spec, tmp_path / "out")
    with pikepdf.open(report) as file:
        assert set(file.attachments) == {"unit.toml", "own.toml", "budgetpdf.json"}
        assert (
            str(tmp_path) not in file.attachments["budgetpdf.json"].get_file().read_bytes().decode()
        )
    assert verify(report) == 0


def test_another_face_is_named_when_it_is_missing_and_verified_when_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    face = tmp_path / "own.otf"
    face.write_bytes((ROOT / "fonts" / "FandolKai-Regular.otf").read_bytes())
    report = render(SPEC, tmp_path / "out", "--font", f"body={face}")
    assert verify(report) == 1
    assert "own.otf" in capsys.readouterr().err
    assert verify(report, "--font", f"body={face}") == 0


def test_an_altered_file_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = render(SPEC, tmp_path / "out")
    report.write_bytes(report.read_bytes() + b"\n")
    assert verify(report) == 1
    assert "D008" in capsys.readouterr().err


@pytest.mark.parametrize("data", [b"", b"no pdf", b"%PDF-1.7\n"])
def test_a_file_that_is_none_of_ours(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    assert verify(path) == 1
    assert "D001" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--no-attach"], ["--profile", "bare.toml"]])
def test_without_its_data_a_report_still_conforms(
    tmp_path: Path,
    words: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from pdfcheck import problems

    text = 'name = "bare"\nextends = "hebei-county-unit"\nattach = false\n'
    (tmp_path / "bare.toml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    report = render(SPEC, tmp_path / "out", *words)
    assert problems(report.read_bytes()) == {}
    assert verify(report) == 1
    assert "D003" in capsys.readouterr().err


def test_a_draft_gives_itself_again_and_names_no_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its findings are pages of it; neither the folder nor the system's language changes them."""
    reports = []
    for folder, language in (("甲", "zh_CN.UTF-8"), ("乙/units", "en_US.UTF-8")):
        monkeypatch.setenv("LC_ALL", language)
        spec = tmp_path / folder / "unit.toml"
        spec.parent.mkdir(parents=True)
        spec.write_bytes(SPEC.read_bytes())
        assert main(["render", "--draft", str(spec), "-o", str(spec.parent)]) == 0
        (report,) = spec.parent.glob("*.pdf")
        assert verify(report) == 0
        reports.append(report.read_bytes())
    assert reports[0] == reports[1]
    document = pypdfium2.PdfDocument(reports[0])
    last = document[len(document) - 1].get_textpage().get_text_bounded()
    assert "(unit.toml:" in last.replace("（", "(")
    assert tmp_path.name not in last
