"""Paths of the manifest: what the system says, asked less often."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetpdf.batch.places import Places


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("specs/a.toml", "specs/sub/b.toml", "out/x.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


WORDS = ["specs/a.toml", "specs/sub/../a.toml", "./specs/sub/b.toml", "out/x.pdf", "out", ".", ".."]
WORDS += ["specs/sub/..", "none.toml", "none/b.toml", "out/none.pdf"]


@pytest.mark.parametrize("word", WORDS)
def test_a_place_leads_back_to_its_file(tree: Path, word: str) -> None:
    places = Places(Path("out"))
    for path in (Path(word), tree / word):
        assert places.full(path) == str(path.resolve())
        place = places.place(path)
        assert "\\" not in place
        assert not Path(place).is_absolute()
        assert places.path(place) == path.resolve()


def test_places_are_relative_to_the_base(tree: Path) -> None:
    places = Places(tree / "out")
    words = ("specs/a.toml", "specs/sub/b.toml", "out/x.pdf")
    assert [places.place(tree / word) for word in words] == [
        "../specs/a.toml",
        "../specs/sub/b.toml",
        "x.pdf",
    ]


def test_links_are_resolved(tree: Path) -> None:
    try:
        (tree / "linked").symlink_to(tree / "specs")
        (tree / "specs" / "c.toml").symlink_to(tree / "specs" / "a.toml")
    except OSError:
        pytest.skip("needs the right to make links")
    places = Places(Path("out"))
    for word in ("linked/a.toml", "specs/c.toml", "linked/c.toml"):
        assert places.place(Path(word)) == "../specs/a.toml"
