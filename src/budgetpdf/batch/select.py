"""Words of the command line → specs: files, folders, patterns."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from glob import glob, has_magic
from pathlib import Path
from typing import NamedTuple

from budgetpdf.batch.places import Places
from budgetpdf.diagnostic import Argument, Diagnostic, Severity, Span, Text
from budgetpdf.profile.project import FILE

SUFFIX = ".toml"
# Keys at a line's start that every profile of a bureau has and no spec.
_PROFILE = re.compile(rb"^(?:extends[ \t]*=|\[\[[ \t]*section[ \t]*\]\])", re.MULTILINE)


class Selection(NamedTuple):
    """The specs in the order of the words, each file once; folders by name."""

    specs: tuple[Path, ...]
    findings: tuple[Diagnostic, ...]


def select(words: Iterable[str | os.PathLike[str]]) -> Selection:
    """The specs that files, folders (with their subfolders) and patterns (`**` too) name.

    `budgetpdf.toml` and profiles are no specs. What is hidden is left alone unless it is named.
    """
    specs: dict[str, Path] = {}
    places = Places(Path())
    findings: list[Diagnostic] = []
    for word in (os.fspath(each) for each in words):
        found = [path for path in _expand(word) if path.name != FILE]
        if not found:
            findings.append(_nothing(word))
        for path in found:
            if _is_profile(path):
                findings.append(_profile(path))
            else:
                specs.setdefault(places.full(path), path)
    return Selection(tuple(specs.values()), tuple(findings))


def _expand(word: str) -> Iterator[Path]:
    path = Path(word)
    if path.is_dir():
        yield from _below(path)
    elif has_magic(word) and not path.is_file():
        for match in sorted(glob(word, recursive=True)):  # noqa: PTH207 - absolute ones too
            found = Path(match)
            if found.is_dir():
                # `**` names every folder on its way: their files come by themselves.
                yield from () if "**" in word else _below(found)
            elif found.suffix.lower() == SUFFIX:
                yield found
    else:
        yield path  # if it is not there, the run says so in its row


def _below(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(SUFFIX) and not name.startswith("."):
                yield Path(place, name)


def _is_profile(path: Path) -> bool:
    try:
        return _PROFILE.search(path.read_bytes()) is not None
    except OSError:
        return False


def _nothing(word: str) -> Diagnostic:
    return Diagnostic(
        "W013",
        Severity.ERROR,
        Text(f"“{word}”里没有规格文件", f"no spec in {word}"),
        (Argument(word),),
        Text("规格文件的扩展名是 .toml", "specs end in .toml"),
    )


def _profile(path: Path) -> Diagnostic:
    return Diagnostic(
        "W018",
        Severity.NOTE,
        Text("这是格式文件，不是规格文件，没有生成 PDF", "a profile, no spec: nothing is rendered"),
        (Span(str(path), 0, 0, 0, 0),),
    )
