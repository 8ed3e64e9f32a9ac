"""`budgetpdf render` of many specs as its users call it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from batch_support import name_of, pdf_of, pdfs, project, write_spec
from budgetpdf.cli import main


def run(*words: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    try:
        code = main(["render", *words, "--lang", "zh"])
    except SystemExit as exit_:
        code = int(exit_.code or 0)
    printed = capsys.readouterr()
    return code, printed.out, printed.err


@pytest.fixture
def specs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three units in the current folder; the second has a wrong key and two errors."""
    project(tmp_path, 3)
    path = tmp_path / "specs" / "unit-001.toml"
    text = path.read_text(encoding="utf-8").replace("fiscal_year", "fiscal_yaer")
    path.write_text(text + "wrong = 1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return Path("specs")


def test_a_folder_is_rendered_and_summed_up(
    specs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run("specs", capsys=capsys)
    assert code == 1
    assert sorted(out.splitlines()) == sorted(str(Path("out", pdf_of(n))) for n in (0, 2))
    assert "specs/unit-001.toml:2:1: 错误 S101" in err.replace("\\", "/")
    assert "另有 1 个错误：budgetpdf check" in err
    assert "生成    2" in err
    assert "失败    1" in err
    assert "Traceback" not in err
    code, out, err = run("specs", capsys=capsys)
    assert (code, out) == (1, "")
    assert "未改动  2" in err


def test_all_well_is_exit_code_0(specs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (specs / "unit-001.toml").unlink()
    assert run("specs/*.toml", capsys=capsys)[0] == 0


def test_the_same_summary_twice_in_english(specs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", "specs", "--lang", "en"]) == 1
    assert "failed" in capsys.readouterr().err


def test_outdated_and_gone_pdfs_are_named(specs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_spec(specs, 1)
    assert run("specs", capsys=capsys)[0] == 0
    (specs / "unit-000.toml").unlink()
    (specs / "unit-001.toml").write_text("", encoding="utf-8")
    code, _, err = run("specs", capsys=capsys)
    assert code == 1
    assert f"旧文件没有改动，内容已过期：{Path('out', pdf_of(1))}" in err
    assert f"{Path('out', pdf_of(0))}：没有对应的规格文件" in err
    assert len(pdfs(Path("out"))) == 3


def test_the_report_holds_everything(specs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_spec(specs, 3, name=name_of(0))
    assert run("specs", "--report", "r/report.json", capsys=capsys)[0] == 1
    text = Path("r/report.json").read_text(encoding="utf-8")
    report = json.loads(text)
    assert report["version"] == 1
    assert report["complete"] is False
    assert report["summary"] == {
        "done": 1,
        "unchanged": 0,
        "failed": 3,
        "left": 0,
        "with_warnings": 0,
    }
    rows = {Path(row["spec"]).name: row for row in report["reports"]}
    assert list(rows) == [f"unit-00{number}.toml" for number in range(4)]
    assert rows["unit-002.toml"]["pdf"] == pdf_of(2)
    first = rows["unit-001.toml"]["findings"][0]
    assert (first["code"], first["places"][0]["line"]) == ("S101", 2)
    assert rows["unit-003.toml"]["findings"][0]["code"] == "W010"


def test_the_report_of_one_spec(specs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("specs/unit-000.toml", "--report", "report.json", capsys=capsys)[0] == 0
    report = json.loads(Path("report.json").read_text(encoding="utf-8"))
    assert [row["state"] for row in report["reports"]] == ["done"]


def test_a_report_that_cannot_be_written_is_a_finding(
    specs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("report.json").mkdir()
    code, _, err = run("specs/unit-000.toml", "--report", "report.json", capsys=capsys)
    assert code == 1
    assert "W001" in err


@pytest.mark.parametrize("jobs", ["0", "-1", "many", ""])
def test_jobs_are_a_number_from_1(jobs: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run("specs", f"--jobs={jobs}", capsys=capsys)
    assert code == 2
    assert "--jobs" in err


def test_a_folder_without_specs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(str(tmp_path), "-o", str(tmp_path / "out"), capsys=capsys)
    assert code == 1
    assert "W013" in err


def test_the_output_folder_of_the_project(specs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("budgetpdf.toml").write_text('out = "公开"\n', encoding="utf-8")
    for word in ("specs", "specs/*.toml", "specs/unit-000.toml"):
        _, out, _ = run(word, "--force", capsys=capsys)
        assert {Path(line).resolve().parent for line in out.splitlines()} == {
            Path("公开").resolve()
        }


def test_projects_with_different_output_folders(
    specs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = project(tmp_path / "other", 0)
    write_spec(other, 7)
    (tmp_path / "other" / "budgetpdf.toml").write_text('out = "elsewhere"\n', encoding="utf-8")
    code, _, err = run("specs", str(other), capsys=capsys)
    assert code == 2
    assert "W017" in err
    assert run("specs/unit-000.toml", str(other), "-o", "out", capsys=capsys)[0] == 0


def test_an_output_folder_outside_the_project_is_not_made(
    specs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("budgetpdf.toml").write_text('out = "../beside"\n', encoding="utf-8")
    code, _, err = run("specs", capsys=capsys)
    assert code == 1
    assert "P003" in err
    assert not (tmp_path.parent / "beside").exists()


def test_drafts_of_many(specs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run("specs", "--draft", capsys=capsys)
    assert code == 0
    assert len(out.splitlines()) == 3
    assert all("草稿" in line for line in out.splitlines())


def test_one_spec_pays_nothing_for_the_batch(tmp_path: Path) -> None:
    specs = project(tmp_path, 1)
    program = (
        "import sys\n"
        "from budgetpdf.cli import main\n"
        "code = main(sys.argv[1:])\n"
        "heavy = ('budgetpdf.batch', 'multiprocessing', 'concurrent.futures', 'rich')\n"
        "print(code, sorted(set(heavy) & set(sys.modules)))\n"
    )
    words = ["render", str(specs / "unit-000.toml"), "-o", str(tmp_path / "out")]
    done = subprocess.run(
        [sys.executable, "-c", program, *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "0 []"
    assert [path.name for path in (tmp_path / "out").iterdir()] == [pdf_of(0)]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_bar_on_a_terminal(specs: Path) -> None:
    import pty

    parent, child = pty.openpty()
    words = [sys.executable, "-m", "budgetpdf", "render", "specs", "--lang", "zh"]
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100"}
    process = subprocess.Popen(words, stdout=child, stderr=child, env=environment)
    os.close(child)
    shown = b""
    while True:
        try:
            block = os.read(parent, 65536)
        except OSError:  # the other end is closed
            break
        if not block:
            break
        shown += block
    os.close(parent)
    text = shown.decode()
    assert process.wait() == 1
    for piece in ("读取标题", "生成 PDF", "3/3", "失败 1", "生成    2"):
        assert piece in text
    assert pdf_of(0) not in text, "the bar is enough"
    assert len(pdfs(Path("out"))) == 2
