"""Whatever a file holds: findings or a spec, never an exception, and each finding in the file."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from budgetpdf.diagnostic import Diagnostic, Span, has_errors
from budgetpdf.spec import read
from budgetpdf.spec.encoding import MAX_BYTES
from budgetpdf.spec.source import read_toml
from support import ROOT, soak

CASES = soak(150, 20_000)
SPECS = [path.read_bytes() for path in sorted((ROOT / "specs").glob("*.toml"))]
TYPED = r"""
" \""" ' ''' [ ] [[ ]] { } = , # \ \u \ud800 \x00
“ ” ‘ ’ 「 ＂ ＝ ， 、 ； 【 】 ｛ ｝ ＃ ： 。 ０ ４．９万元
9,501,164 0208 .5 - — nan inf 1e999999999 -0.0 99999999999999999999 true 是 无 null 2023年2月5日
2023-02-30 a.b.c x= [x] [[x]]
"""
UNSEEN = [
    "\n",
    "\r",
    "\r\n",
    "\0",
    "\x1b",
    "\ufeff",
    "\u3000",
    "\u200b",
    "\ud7ff",
    "\U00020bb7",
    "",
]
PIECES = [*TYPED.split(), *UNSEEN]


def flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def drop_lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    return b"".join(line for line in lines if chance.random() > 0.1)


def swap_lines(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    for _ in range(chance.randint(1, 5)):
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def put_in(data: bytes, chance: random.Random) -> bytes:
    text = data.decode(errors="replace")
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(text))
        text = text[:at] + chance.choice(PIECES) + text[at + chance.randint(0, 3) :]
    return text.encode()


def other_value(data: bytes, chance: random.Random) -> bytes:
    lines = data.decode(errors="replace").split("\n")
    pairs = [index for index, line in enumerate(lines) if " = " in line]
    for index in chance.sample(pairs, min(3, len(pairs))):
        key = lines[index].split(" = ")[0]
        lines[index] = f"{key} = {chance.choice(PIECES)}"
    return "\n".join(lines).encode()


def nest(data: bytes, chance: random.Random) -> bytes:
    depth = chance.choice([10, 100, 3000])
    opening = chance.choice(["[", "{a=", "[[", "a.", '"'])
    return data + f"\nx = {opening * depth}{chance.choice(['', ']' * depth])}\n".encode()


def other_line_ends(data: bytes, chance: random.Random) -> bytes:
    ends = [b"\n", b"\r\n", b"\r"]
    return b"".join(line + chance.choice(ends) for line in data.split(b"\n"))


def other_encoding(data: bytes, chance: random.Random) -> bytes:
    codec = chance.choice(["gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32"])
    return data.decode(errors="replace").encode(codec)


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def repeat(data: bytes, chance: random.Random) -> bytes:
    return data * chance.randint(2, 3)


MUTATIONS: list[Callable[[bytes, random.Random], bytes]] = [
    flip,
    drop_lines,
    swap_lines,
    put_in,
    other_value,
    nest,
    other_line_ends,
    other_encoding,
    cut,
    repeat,
]


def check(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    unit, findings = read(path)
    assert unit is not None or has_errors(findings)
    source, _ = read_toml(path)
    text = source.text if source else data.decode(errors="replace")
    for finding in findings:
        assert_in(finding, text)


def assert_in(finding: Diagnostic, text: str) -> None:
    """Its places are in the file, its words are there, and nothing of Python's shows."""
    assert finding.places
    for place in finding.places:
        assert isinstance(place, Span)
        assert 0 <= place.line <= text.count("\n") + 1 or text.count("\r")
        assert place[1:3] <= place[3:5]
    assert finding.message.zh
    assert finding.message.en
    assert "Traceback" not in finding.message.en


@pytest.mark.parametrize("mutate", MUTATIONS, ids=lambda mutate: mutate.__name__)
def test_mutated_specs_never_raise(mutate: Callable[..., bytes], tmp_path: Path) -> None:
    chance = random.Random(mutate.__name__)
    for _ in range(CASES // len(MUTATIONS)):
        data = chance.choice(SPECS)
        for _ in range(chance.choice([1, 1, 1, 2])):
            data = mutate(data, chance) or b"x = 1"
        check(tmp_path / "unit.toml", data)


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.toml"
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    unit, (finding,) = read(path)
    assert unit is None
    assert finding.code == "S002"


@pytest.mark.parametrize("path", ["missing.toml", "folder", "\0"])
def test_what_is_no_file_is_a_finding(path: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    unit, (finding,) = read(tmp_path / path)
    assert unit is None
    assert finding.code == "S001"


@pytest.mark.parametrize(
    "piece",
    ["[", "a=[", "a=[{},", "a.", "a='''", 'a="""\n', "“", "a=1,", "\r", "\0", "=", 'a="\\u', "a\n"],
)
def test_files_that_are_one_thing_over_and_over(piece: str, tmp_path: Path) -> None:
    path = tmp_path / "unit.toml"
    path.write_text(piece * (200_000 // len(piece)), encoding="utf-8", newline="")
    unit, findings = read(path)
    assert unit is None
    assert 0 < len(findings) <= 130
