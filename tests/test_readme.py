"""What the READMEs and other pages show exists, reads as they say and does what they say."""

from __future__ import annotations

import argparse
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import budgetpdf
from budgetpdf import __version__, usage
from budgetpdf.cli import main
from support import ROOT

READMES = ["README.md", "README.zh-CN.md"]
LANGUAGES = {"README.md": "en", "README.zh-CN.md": "zh"}
COMMANDS = {"README.md": "Commands", "README.zh-CN.md": "命令一览"}
PAGES = [
    *READMES,
    *("ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "fonts/FONTS.md", "specs/README.md"),
    *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md")),
]
SPEC = ROOT / "specs" / "dachang-xinfang-2023.toml"
MOST_BYTES = 150_000

both = pytest.mark.parametrize("name", READMES)


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, kind: str) -> list[str]:
    """The code blocks of a page, without their fences; kind: the word after the fence."""
    fenced = re.findall(r"^```(\w*)\n(.*?)^```$", text_of(name), re.DOTALL | re.MULTILINE)
    return [text for found, text in fenced if found == kind]


def is_part(part: Any, whole: Any) -> bool:
    """Whether `part` says nothing that `whole` does not say."""
    if isinstance(part, dict):
        return all(key in whole and is_part(value, whole[key]) for key, value in part.items())
    if isinstance(part, list):
        return all(any(is_part(row, other) for other in whole) for row in part)
    return bool(part == whole)


def parsers() -> dict[str, argparse.ArgumentParser]:
    """The commands that there are, with their parsers."""
    parser = usage.build("en", __version__)
    (commands,) = (a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    return dict(commands.choices)


def options_of(parser: argparse.ArgumentParser) -> set[str]:
    return {option for action in parser._actions for option in action.option_strings}


def rows(name: str) -> list[list[str]]:
    """The cells of all table rows of the section on commands."""
    (part,) = (part for part in text_of(name).split("\n## ") if part.startswith(COMMANDS[name]))
    lines = [line for line in part.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def changed_spec(folder: Path) -> Path:
    """The example with the slip of the pen that the READMEs tell of."""
    path = folder / "unit.toml"
    text = SPEC.read_text(encoding="utf-8")
    assert text.count("operating = 34.28") == 1
    path.write_text(text.replace("operating = 34.28", "operating = 34.82"), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    page = ROOT / name
    links = re.findall(r"\]\(([^)#]+)\)", text_of(name))
    local = [link for link in links if not link.startswith("https://")]
    assert [link for link in local if not Path(page.parent, link).exists()] == []


def test_pictures_are_small() -> None:
    pictures = list((ROOT / "docs").rglob("*.png"))
    assert pictures
    assert [path.name for path in pictures if path.stat().st_size > MOST_BYTES] == []


def test_both_languages_have_the_same_structure() -> None:
    english, chinese = map(text_of, READMES)

    def shape(text: str) -> list[str]:
        marks = re.findall(r"^(#+ |```\w*|\| ---|\d\. |\* |!\[)", text, re.MULTILINE)
        return [*marks, *(f"{n} rows" for n in map(str, [text.count("\n| ")]))]

    def links(text: str) -> list[str]:
        return sorted(re.findall(r"\]\(([^)]+)\)", text.replace("README.zh-CN.md", "README.md")))

    assert shape(english) == shape(chinese)
    assert links(english) == links(chinese)
    assert [tomllib.loads(one) for one in blocks(READMES[0], "toml")] == [
        tomllib.loads(one) for one in blocks(READMES[1], "toml")
    ]


@both
def test_the_commands_listed_are_those_that_exist(name: str) -> None:
    listed = {found[1] for row in rows(name) if (found := re.match(r"`budgetpdf (\w+)", row[0]))}
    assert listed == set(parsers())


@both
def test_every_option_is_listed_with_its_commands(name: str) -> None:
    told: dict[str, set[str]] = {}
    for row in rows(name):
        if row[0].startswith("`-") and len(row) == 3:
            commands = set(re.findall(r"[a-z]+", row[1])) & set(parsers()) or set(parsers())
            for option in re.findall(r"`(--?[a-z-]+)", row[0]):
                told[option] = told.get(option, set()) | commands
    wrong = {
        f"{command} {option}"
        for option, commands in told.items()
        for command in commands
        if option not in options_of(parsers()[command])
    }
    assert wrong == set()
    known = set().union(*(options_of(parser) for parser in parsers().values()))
    assert known - set(told) == {"-h", "--help"}


@pytest.mark.parametrize("name", PAGES)
def test_options_spoken_of_exist(name: str) -> None:
    known = set().union(*(options_of(parser) for parser in parsers().values()))
    for command, line in re.findall(r"budgetpdf (\w+)([^`\n]*)", text_of(name)):
        if command in parsers():
            asked = set(re.findall(r"(?<!\w)--[a-z][a-z-]*", line))
            assert asked <= options_of(parsers()[command]), f"{command}{line}"
    assert known


@both
def test_the_spec_shown_is_part_of_the_example(name: str) -> None:
    spec = tomllib.loads(SPEC.read_text(encoding="utf-8"))
    shown = blocks(name, "toml")[0]
    assert is_part(tomllib.loads(shown), spec)
    assert len(shown.splitlines()) < 40


@both
def test_the_findings_shown_are_what_check_says(
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    changed_spec(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["check", "unit.toml", "--lang", LANGUAGES[name]]) == 1
    said = capsys.readouterr().err
    for shown in blocks(name, "text"):
        assert shown in said


def test_the_project_shown_renders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The bureau's profile and project file do what the page says of them."""
    _, profile, project = blocks(READMES[1], "toml")
    for text in (profile, project):
        first, _, rest = text.partition("\n")
        target = tmp_path / first.removeprefix("# ")
        target.parent.mkdir(exist_ok=True)
        target.write_text(rest, encoding="utf-8")
    face = tmp_path / tomllib.loads(project)["fonts"]["title"]
    face.parent.mkdir()
    face.write_bytes((ROOT / "fonts" / "NotoSansSC_500Medium.ttf").read_bytes())
    spec = SPEC.read_text(encoding="utf-8").replace('profile = "', '# profile = "')
    (tmp_path / "unit.toml").write_text(spec, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["render", "unit.toml"]) == 0
    written = Path(capsys.readouterr().out.strip())
    assert written.parent == tmp_path / "公开"
    assert main(["extract", str(written), "-o", "data"]) == 0
    assert (tmp_path / "data" / "本县.toml").is_file()


@both
def test_the_python_shown_runs(
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (code,) = blocks(name, "python")
    (tmp_path / "unit.toml").write_bytes(SPEC.read_bytes())
    monkeypatch.chdir(tmp_path)
    exec(compile(code, name, "exec"), {})
    assert capsys.readouterr().out.startswith(budgetpdf.check("unit.toml")[0].code)
    assert (tmp_path / "unit.pdf").read_bytes().startswith(b"%PDF-1.7")


@both
def test_versions_and_make_targets_are_the_present_ones(name: str) -> None:
    text = text_of(name)
    assert set(re.findall(r"budgetpdf-(\d+\.\d+\.\d+)-py3", text)) == {__version__}
    targets = re.findall(r"^(\w[\w-]*):", text_of("Makefile"), re.MULTILINE)
    assert set(re.findall(r"(?:^|`)make ([a-z]+)", text, re.MULTILINE)) <= set(targets)


@both
def test_the_speed_shown_is_the_one_measured(name: str) -> None:
    def figures(page: str) -> list[list[str]]:
        found = re.findall(r"^\| (?:budgetpdf|Typst) [\d.]+ \|.*$", text_of(page), re.MULTILINE)
        return [re.findall(r"\d+(?:\.\d+)?", row) for row in found]

    assert len(figures(name)) == 2
    assert figures(name) == figures("docs/performance.md")


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md", "docs/clreq.md"])
def test_the_files_that_are_named_are_there(name: str) -> None:
    """Source files stand relative to the package or the checkout, once as a pattern."""
    named = set(re.findall(r"`((?:[a-z_]+/)+(?:[a-z_*-]+\.(?:py|toml))?)`", text_of(name)))
    assert named
    named.discard("out/")  # made by a run
    folders = (ROOT / "src" / "budgetpdf", ROOT)
    assert [one for one in named if not any(any(at.glob(one)) for at in folders)] == []


def test_the_architecture_has_the_floors_of_the_contract() -> None:
    """Each room of the contract is drawn, in the contract's order from top to ground."""
    settings = tomllib.loads(text_of("pyproject.toml"))
    (layers,) = (
        contract["layers"]
        for contract in settings["tool"]["importlinter"]["contracts"]
        if contract["type"] == "layers"
    )
    (picture,) = (one for one in blocks("ARCHITECTURE.md", "text") if "┌" in one and "cli" in one)
    floors = [line for line in picture.splitlines() if not set(line) <= set("┌┐└┘├┤┬┴┼─│ ")]
    drawn = [set(re.findall(r"[a-z_]+", line)) for line in floors]
    at = 0
    for layer in layers:
        rooms = set(re.findall(r"\w+", layer)) - {"__main__"}
        while at < len(drawn) and not rooms <= drawn[at]:
            at += 1
        assert at < len(drawn), layer
        at += 1 if rooms else 0


def test_the_architecture_has_the_other_contracts() -> None:
    """What is forbidden, and the rooms in which it is not, stand in one row of the table."""
    settings = tomllib.loads(text_of("pyproject.toml"))
    lines = [line for line in text_of("ARCHITECTURE.md").splitlines() if line.startswith("| ")]
    for contract in settings["tool"]["importlinter"]["contracts"]:
        if contract["type"] != "forbidden":
            continue
        rooms = {one.partition(" -> ")[0].removesuffix(".**") for one in contract["ignore_imports"]}
        rooms = {room.removeprefix("budgetpdf.") for room in rooms - {"budgetpdf"}}
        what = contract["forbidden_modules"][0].removeprefix("budgetpdf.")
        assert any(what in line and all(f"`{room}`" in line for room in rooms) for line in lines), (
            contract["name"]
        )
