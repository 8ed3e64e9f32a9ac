"""What the READMEs show exists and reads as they say."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from support import ROOT

READMES = ["README.md", "README.zh-CN.md"]
PAGES = [*READMES, "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "fonts/FONTS.md"]


def excerpt(name: str) -> dict[str, Any]:
    """The spec that a README shows."""
    text = (ROOT / name).read_text(encoding="utf-8")
    (block,) = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    return tomllib.loads(block)


def is_part(part: Any, whole: Any) -> bool:
    """Whether `part` says nothing that `whole` does not say."""
    if isinstance(part, dict):
        return all(key in whole and is_part(value, whole[key]) for key, value in part.items())
    if isinstance(part, list):
        return all(any(is_part(row, other) for other in whole) for row in part)
    return bool(part == whole)


def options(text: str) -> set[str]:
    return set(re.findall(r"--[a-z][a-z-]*", text))


@pytest.mark.parametrize("name", PAGES)
def test_links_lead_somewhere(name: str) -> None:
    page = ROOT / name
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    local = [link for link in links if not link.startswith("https://")]
    assert [link for link in local if not Path(page.parent, link).exists()] == []


@pytest.mark.parametrize("name", READMES)
def test_spec_shown_is_part_of_the_example(name: str) -> None:
    spec = tomllib.loads((ROOT / "specs/dachang-xinfang-2023.toml").read_text(encoding="utf-8"))
    assert is_part(excerpt(name), spec)


def test_both_languages_show_the_same() -> None:
    english, chinese = [(ROOT / name).read_text(encoding="utf-8") for name in READMES]
    assert excerpt(READMES[0]) == excerpt(READMES[1])
    assert options(english) == options(chinese)
    assert english.count("\n## ") == chinese.count("\n## ")
