"""Words of the command line become specs."""

from __future__ import annotations

from pathlib import Path

import pytest

from batch_support import project
from budgetpdf.batch.select import select


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Specs in a folder and below it, with files between them that are none."""
    for name in ("b.toml", "a.toml", "sub/c.TOML", "sub/d.txt", ".hidden/e.toml", ".f.toml"):
        path = tmp_path / "specs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("fiscal_year = 2024\n", encoding="utf-8")
    (tmp_path / "specs" / "budgetpdf.toml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "specs"


def names(*words: str) -> list[str]:
    return [path.as_posix() for path in select(words).specs]


def test_a_folder_gives_its_specs_and_those_below_by_name(folder: Path) -> None:
    assert names("specs") == ["specs/a.toml", "specs/b.toml", "specs/sub/c.TOML"]


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("specs/*.toml", ["specs/a.toml", "specs/b.toml"]),
        ("specs/**/*.toml", ["specs/a.toml", "specs/b.toml"]),
        ("specs/**/*.TOML", ["specs/sub/c.TOML"]),
        ("specs/s*", ["specs/sub/c.TOML"]),
        ("specs/[ab].toml", ["specs/a.toml", "specs/b.toml"]),
    ],
)
def test_patterns(folder: Path, word: str, found: list[str]) -> None:
    assert names(word) == found


def test_a_spec_named_twice_is_one(folder: Path) -> None:
    assert names("specs/b.toml", "specs", "specs/../specs/a.toml") == [
        "specs/b.toml",
        "specs/a.toml",
        "specs/sub/c.TOML",
    ]


def test_a_file_whose_name_reads_like_a_pattern(folder: Path) -> None:
    (folder / "[a].toml").write_text("", encoding="utf-8")
    assert names("specs/[a].toml") == ["specs/[a].toml"]


def test_a_missing_file_stays_and_its_row_will_say_so(folder: Path) -> None:
    assert names("specs/no.toml") == ["specs/no.toml"]


@pytest.mark.parametrize("word", ["specs/*.csv", "none-*", "empty"])
def test_nothing_found_is_a_finding(folder: Path, word: str) -> None:
    (folder.parent / "empty").mkdir()
    selection = select([word])
    assert selection.specs == ()
    assert [(finding.code, word in finding.message.zh) for finding in selection.findings] == [
        ("W013", True)
    ]


def test_profiles_are_no_specs_and_named(tmp_path: Path) -> None:
    project(tmp_path, 1)
    (tmp_path / "profiles" / "b.toml").write_text('extends = "short.toml"\n', encoding="utf-8")
    selection = select([tmp_path])
    assert [path.name for path in selection.specs] == ["unit-000.toml"]
    assert [finding.code for finding in selection.findings] == ["W018", "W018"]
