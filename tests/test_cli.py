"""The command as its users call it: exit codes, messages, files."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTCollection, TTFont

from budgetpdf import usage
from budgetpdf.cli import main
from support import ROOT

SPEC = ROOT / "specs" / "dachang-xinfang-2023.toml"
SCHOOL = ROOT / "specs" / "example-school-2024.toml"
NAME = "大厂回族自治县信访局2023年单位预算信息公开情况说明.pdf"


def run(*words: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    try:
        code = main([*words, "--lang", "zh"])
    except SystemExit as exit_:
        code = int(exit_.code or 0)
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = SPEC.read_text(encoding="utf-8")
    assert old in text, old
    path = tmp_path / "unit.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def place_of(path: Path, wanted: str) -> tuple[int, int]:
    """Line and column (from 1) where the text stands in the file."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if wanted in line:
            return number, line.index(wanted) + 1
    raise AssertionError(wanted)


def test_render_writes_the_report_and_says_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run("render", str(SPEC), "-o", str(tmp_path), capsys=capsys)
    assert code == 0
    assert out.strip() == str(tmp_path / NAME)
    assert (tmp_path / NAME).read_bytes().startswith(b"%PDF-1.7")
    assert [path.name for path in tmp_path.iterdir()] == [NAME]


def test_several_specs_are_rendered_and_a_bad_one_stops_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = changed(tmp_path, "fiscal_year", "fiscal_yaer")
    out_folder = tmp_path / "out"
    words = ("render", str(SPEC), str(bad), str(SCHOOL), "-o", str(out_folder))
    code, out, err = run(*words, capsys=capsys)
    assert code == 1
    assert len(out.splitlines()) == len(list(out_folder.glob("*.pdf"))) == 2
    assert "fiscal_yaer" in err


@pytest.mark.parametrize(
    ("old", "new", "wanted", "said"),
    [
        ("[revenue]", "[revenue", "[revenue", ""),
        ("[revenue]", "[revenues]", "revenues", "revenue"),
        ('kind = "行政"', "", "[unit]", "kind"),
        ("projects = 124", 'projects = "124"', '"124"', ""),
        ("projects = 124", "projects = 124万元", "124", ""),
        ("reception = 0.15", "reception = nan", "nan", ""),
        ('called = "我局"', 'called = "我局\ue000"', "\ue000", "U+E000"),
        ('called = "我局"', 'called = "我\U0001f9ff局"', "\U0001f9ff", "U+1F9FF"),
    ],
)
def test_bad_input_names_its_place_and_leaves_the_old_file(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    old: str,
    new: str,
    wanted: str,
    said: str,
) -> None:
    path = changed(tmp_path, old, new)
    out = tmp_path / "out"
    out.mkdir()
    (out / NAME).write_bytes(b"old")
    code, printed, err = run("render", str(path), "-o", str(out), capsys=capsys)
    line, column = place_of(path, wanted)
    places = [tuple(map(int, at)) for at in re.findall(rf"{re.escape(str(path))}:(\d+):(\d+)", err)]
    assert code == 1
    assert printed == ""
    assert (line, column) in places, err
    assert said in err
    assert "Traceback" not in err
    assert (out / NAME).read_bytes() == b"old"
    assert len(list(out.iterdir())) == 1


def test_a_template_that_names_an_unknown_fact(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    profile = tmp_path / "mine.toml"
    profile.write_text(
        'name = "mine"\nextends = "hebei-county-unit"\ntitle = "{{ unit.nmae }}的说明"\n',
        encoding="utf-8",
    )
    words = ("render", str(SPEC), "--profile", str(profile), "-o", str(tmp_path / "out"))
    code, _, err = run(*words, capsys=capsys)
    assert code == 1
    assert "mine.toml:3:" in err
    assert "unit.nmae" in err or "nmae" in err
    assert not (tmp_path / "out").exists()


def test_check_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("check", str(SPEC), capsys=capsys)[0] == 0
    assert list(tmp_path.iterdir()) == []


def test_a_missing_file_is_a_finding(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run("render", "没有.toml", capsys=capsys)
    assert code == 1
    assert "没有.toml" in err


@pytest.mark.parametrize(
    "words",
    [(), ("render",), ("paint", "x"), ("render", "x", "--nope"), ("render", "x", "--font=")],
)
def test_wrong_use_exits_with_2_in_chinese(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(*words, capsys=capsys)
    assert code == 2
    assert re.search("[一-龥]", err)


def test_help_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help", "--lang", "en"])
    assert "write the PDF" in capsys.readouterr().out
    assert "生成 PDF" in run("--help", capsys=capsys)[1]


def test_fonts_lists_roles_and_what_falls_back(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run("fonts", str(SCHOOL), capsys=capsys)
    assert code == 0
    assert "FandolFang-Regular.otf" in out
    line = next(line for line in out.splitlines() if "堃" in line)
    number, _ = place_of(SCHOOL, 'name = "堃')
    assert "U+5803  LXGWWenKai-Light.ttf" in line
    assert f"{SCHOOL}:{number}:" in line


def test_python_m_budgetpdf_in_a_pipe_of_another_encoding(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "budgetpdf", "--lang", "zh", "render", str(SPEC), "-o", "出"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (tmp_path / "出").iterdir()] == [NAME]


def test_a_project_names_profile_fonts_and_more_for_all_its_specs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = changed(tmp_path, 'profile = "hebei-county-unit"', "")
    words = ("render", str(spec), "-o", str(tmp_path / "out"))
    code, _, err = run(*words, capsys=capsys)
    assert code == 1
    assert "P001" in err
    project = tmp_path / "budgetpdf.toml"
    project.write_text('profile = "hebei-county-unit"\n', encoding="utf-8")
    assert run(*words, capsys=capsys)[0] == 0
    project.write_text('[fonts]\nbody = "../../etc/a.ttf"\nnone = 3\n', encoding="utf-8")
    code, _, err = run(*words, capsys=capsys)
    assert code == 1
    assert "budgetpdf.toml:3:" in err


@pytest.mark.parametrize("encoding", ["gbk", "utf-16", "utf-16-be"])
def test_a_file_in_another_encoding_is_shown_readably(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    path = tmp_path / "unit.toml"
    path.write_text("fiscal_year = 2024\nname = 某局\n", encoding=encoding)
    code, _, err = run("check", str(path), capsys=capsys)
    assert code == 1
    assert "UTF-8" in err
    assert "\ufffd" not in err


def test_the_faces_of_a_collection_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "both.ttc"
    faces = TTCollection()
    names = ("LiberationSerif-Regular.ttf", "LXGWWenKai-Light.ttf")
    faces.fonts = [TTFont(ROOT / "fonts" / name) for name in names]
    faces.save(path)
    code, out, err = run("fonts", "--font", f"body={path}#9", capsys=capsys)
    assert code == 1
    assert "F003" in err
    assert "both.ttc  #0 Liberation Serif  #1 霞鹜文楷 Light" in out
    code, out, _ = run("fonts", "--font", f"body={path}#1", capsys=capsys)
    assert code == 0
    assert "both.ttc#1  霞鹜文楷 Light" in out


@pytest.mark.skipif(os.name != "posix", reason="Windows deletes no folder in use")
def test_a_working_folder_that_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    here.rmdir()
    code, out, err = run("render", str(SPEC), capsys=capsys)
    assert (code, out) == (2, "")
    assert "当前文件夹已被删除" in err


@pytest.mark.parametrize("command", usage.COMMANDS)
def test_a_command_that_is_built_alone_says_the_same(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    told = []
    for only in ("", command):
        for words in ([command, "--help"], [command, "--nothing"], [command, "x", "--of"]):
            with pytest.raises(SystemExit):
                usage.build("zh", "1", only).parse_args(words)
        told.append(capsys.readouterr())
    assert told[0] == told[1]
    assert told[0].out
