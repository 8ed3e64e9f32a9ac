"""Mutated profiles: always a profile or findings, never a traceback."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from budgetpdf import profile
from budgetpdf.document.compose import compose
from budgetpdf.spec.read import SpecFile, read
from support import ROOT, soak

CITY = (ROOT / "tests" / "profiles" / "city-unit.toml").read_text(encoding="utf-8")
SPEC = ROOT / "tests" / "profiles" / "archive-2025.toml"
VALUES = ['""', "0", "-1", "true", "[]", "{}", '"x"', '"{{ x }}"', '"{{"', "1e9", "2030-01-01"]
WORDS = ["unit", "name", "row", "(", ")", "|", "{{", "}}", "'", "一", "projects", " in ", "not "]


def mutated(random_: random.Random) -> str:
    """The city profile with one to three slips."""
    lines = CITY.split("\n")
    for _ in range(random_.randint(1, 3)):
        at = random_.randrange(len(lines))
        slip = random_.randrange(6)
        line = lines[at]
        if slip == 0:
            del lines[at]
        elif slip == 1:
            lines.insert(at, lines[random_.randrange(len(lines))])
        elif slip == 2:
            lines[at] = re.sub(r"= .*", f"= {random_.choice(VALUES)}", line)
        elif slip == 3 and line:
            index = random_.randrange(len(line))
            lines[at] = line[:index] + random_.choice(WORDS) + line[index:]
        elif slip == 4:
            lines[at] = re.sub(r'"[^"]*"', random_.choice(VALUES), line, count=1)
        elif line:
            index = random_.randrange(len(line))
            lines[at] = line[:index] + line[index + 1 :]
    return "\n".join(lines)


@pytest.fixture(scope="module")
def file() -> SpecFile:
    made, findings = read(SPEC)
    assert made is not None, findings
    return made


@pytest.mark.parametrize("seed", range(soak(25, 3000)))
def test_a_mutated_profile(tmp_path: Path, file: SpecFile, seed: int) -> None:
    text = mutated(random.Random(seed))
    (tmp_path / "p.toml").write_text(text, encoding="utf-8")
    made, findings = profile.read("p.toml", tmp_path)
    if made is None:
        assert findings
        assert all(finding.places for finding in findings)
    else:
        _, found = compose(file, made)
        assert all(finding.places for finding in found)
