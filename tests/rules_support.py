"""Examples of rules as whole specs, and the findings that they expect."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from budgetpdf import document, profile, rules
from budgetpdf.diagnostic import CharIn, Diagnostic, Place, Span
from budgetpdf.profile import Profile
from budgetpdf.spec.read import SpecFile
from budgetpdf.spec.source import read_toml
from budgetpdf.spec.tables import SPEC
from budgetpdf.spec.validate import validate
from support import ROOT

BASE = (ROOT / "tests/cases/rules/base.toml").read_text(encoding="utf-8")
HEADER = re.compile(r"^(\[\[?[^\]]+\]\]?)", re.MULTILINE)
HERE = re.compile(r"# finding: ([A-Z]+[0-9]+):(\d+)")
THERE = re.compile(r"# finding: ([A-Z]+[0-9]+) (\d+):(\d+)")


class Where(NamedTuple):
    """A code at a line and column of an example."""

    code: str
    line: int
    column: int


def expected(example: str) -> set[Where]:
    """What the remarks of an example announce."""
    found = set()
    for number, line in enumerate(example.split("\n"), 1):
        found |= {Where(m[1], number, int(m[2])) for m in HERE.finditer(line)}
        found |= {Where(m[1], int(m[2]), int(m[3])) for m in THERE.finditer(line)}
    return found


def _blocks(text: str) -> list[str]:
    """A TOML file cut before each table header."""
    cuts = [0, *(match.start() for match in HEADER.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(cuts)]


def _name(block: str) -> str:
    found = HEADER.match(block)
    return found[1].strip("[]") if found else ""


def _key(line: str) -> str:
    return line.partition("=")[0].strip()


def whole(example: str) -> tuple[str, int]:
    """The base with the tables and keys of an example in the place of its own."""
    example = example if example.endswith("\n") else example + "\n"
    first, *tables = _blocks(BASE)
    mine = {_name(block) for block in _blocks(example)[1:]}
    keys = {_key(line) for line in _blocks(example)[0].split("\n") if "=" in line}
    kept = [line for line in first.split("\n") if line.strip() and _key(line) not in keys]
    before = "".join(f"{line}\n" for line in kept)
    after = "".join(block for block in tables if _name(block) not in mine | keys)
    return before + example + after, before.count("\n")


@cache
def bureau() -> Profile:
    """The built-in profile."""
    found, findings = profile.read("hebei-county-unit", ROOT)
    assert found is not None, findings
    return found


def bureau_of(text: str) -> Profile:
    """A profile of a few lines; the built-in one for none."""
    if not text:
        return bureau()
    with TemporaryDirectory() as folder:
        path = Path(folder, "county.toml")
        path.write_text(text, encoding="utf-8")
        found, findings = profile.read(path.name, path.parent)
    assert found is not None, findings
    return found


UNIT = "unit.toml"


def read(text: str, name: str = UNIT) -> SpecFile:
    """A spec from its text; it must be valid."""
    source, findings = read_toml(text.encode(), name)
    assert source is not None, findings
    spec, more = validate(SPEC, source)
    assert spec is not None, more
    return SpecFile(spec, source, Path(name))


def check(text: str, by: Profile | None = None) -> tuple[Diagnostic, ...]:
    """What the rules find in a spec, with places as spans."""
    file = read(text)
    by = by or bureau()
    report, _ = document.compose(file, by)
    sources = {source.name: source for source in (file.source, *by.sources)}

    def resolved(place: Place) -> Place:
        return sources[place.span.source].locate(place) if isinstance(place, CharIn) else place

    found = rules.run(file, by, report)
    return tuple(one._replace(places=tuple(map(resolved, one.places))) for one in found)


def at(finding: Diagnostic) -> Span | None:
    """The first place of a finding."""
    place = finding.places[0] if finding.places else None
    return place if isinstance(place, Span) else None


def places(example: str, by: Profile, code: str) -> set[Where]:
    """Where an example has findings of a code, lines counted in the example itself.

    Findings at the lines of a built-in profile are not the example's.
    """
    text, offset = whole(example)
    found = [one for one in check(text, by) if one.code == code and not is_of_the_bureau(one)]
    return {
        Where(code, span.line - (offset if span.source == UNIT else 0), span.column)
        for span in map(at, found)
        if span is not None
    }


def codes(example: str, family: str = "RCX") -> set[str]:
    """Codes of the findings that an example gives, of some families."""
    text, _ = whole(example)
    return {
        finding.code
        for finding in check(text)
        if finding.code[0] in family and not is_of_the_bureau(finding)
    }


def is_of_the_bureau(finding: Diagnostic) -> bool:
    """Whether it is about the built-in profile's own wording, whatever the spec says."""
    span = at(finding)
    return span is not None and span.source.startswith("profile:")


def message(example: str, code: str) -> str:
    """The Chinese sentence of the first finding of a code."""
    text, _ = whole(example)
    return next(finding.message.zh for finding in check(text) if finding.code == code)
