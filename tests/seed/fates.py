"""The fate of every line and table cell of the seed, and what of it must be printed.

`seed.txt` is the text of the unit's published report as a word processor exported it: a line
that begins with a tab is a table cell, further lines without a tab continue a cell.
`fate.tsv` names for every line of it, in order, one of three fates:

* stands: printed as it stands (white space aside);
* put right: `new` is printed instead; "→N" means that it is printed once, with line N;
* residue: not printed.

Rows without a line ("+") are what the report prints and the seed does not have.
Run as a script, this file writes the generated part of specs/README.md.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from budgetpdf.rules.explanation import explanations

HERE = Path(__file__).resolve().parent
SPECS = HERE.parent.parent / "specs"
README = SPECS / "README.md"
SPEC = SPECS / "dachang-xinfang-2023.toml"
START, END = "<!-- 以下由 tests/seed/fates.py 生成 -->\n", "<!-- 生成部分到此为止 -->\n"
BLANK = re.compile(r"\[空白单元格(?:×(\d+))?\]")
CONTEXT = 10


class Fate(NamedTuple):
    """One line, one cell, or a run of blank cells of one table row; lines count from 1."""

    first: int
    last: int
    fate: str
    text: str
    new: str
    rule: str
    reason: str

    @property
    def blank(self) -> bool:
        """Whether it is blank table cells."""
        return BLANK.fullmatch(self.text) is not None

    @property
    def where(self) -> str:
        """The lines in words: "第62行"."""
        lines = f"{self.first}" if self.first == self.last else f"{self.first}–{self.last}"
        return f"第{lines}行"


def seed_lines() -> list[str]:
    """The seed's lines; the first one is at index 0."""
    return (HERE / "seed.txt").read_text(encoding="utf-8").split("\n")


def fates() -> list[Fate]:
    """The whole list, in the order of the seed."""
    with (HERE / "fate.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert rows[0] == ["lines", *Fate._fields[2:]]
    return [_fate(row + [""] * (6 - len(row))) for row in rows[1:]]


def _fate(row: list[str]) -> Fate:
    lines, fate, text, new, rule, reason = row
    first, _, last = lines.partition("-")
    if lines == "+":
        first = last = "0"
    return Fate(int(first), int(last or first), fate, text, new, rule, reason)


def must_print(listed: Iterable[Fate]) -> Iterator[str]:
    """The texts that the report prints, in order."""
    for fate in listed:
        if fate.fate == "stands" and not fate.blank:
            yield fate.text
        elif fate.new and not fate.new.startswith("→"):
            yield fate.new


def changed(old: str, new: str) -> str:
    """What was put right, with a little of what stands around it, as Markdown."""
    if BLANK.fullmatch(old):
        return f"空白 → **{new}**"
    parts = []
    for kind, i, k, j, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(_elided(old[i:k], head=not parts, tail=k == len(old)))
            continue
        parts.append(f"~~{_escape(old[i:k])}~~" if k > i else "")
        parts.append(f"**{_escape(new[j:m])}**" if m > j else "")
    return "".join(parts)


def _elided(text: str, *, head: bool, tail: bool) -> str:
    left = "" if head else text[:CONTEXT]
    right = "" if tail else text[-CONTEXT:]
    if len(text) <= len(left) + len(right) + 2:
        return _escape(text)
    return f"{_escape(left)}……{_escape(right)}"


def _escape(text: str) -> str:
    return re.sub(r"([*_|<>\\{}\[\]~])", r"\\\1", text)


def readable(listed: list[Fate]) -> str:
    """The list as Markdown."""
    named = {kind: [f for f in listed if f.fate == kind] for kind in ("put right", "residue")}
    added = [f for f in listed if f.fate == "added"]
    return "\n".join(
        [
            "### 改正的",
            "",
            "删去的字加删除线，补上的字加粗，没有改动的部分略去。",
            "",
            *_table("原文 | 改动 | 依据 | 理由", (_put_right(f) for f in named["put right"])),
            "### 删去的",
            "",
            *_table("原文 | 内容 | 依据 | 理由", map(_residue, named["residue"])),
            "### 增加的",
            "",
            *_table(
                "内容 | 依据 | 理由",
                (f"{_escape(f.new)} | {_rules(f)} | {f.reason}" for f in added),
            ),
            "### 照录的",
            "",
            "其余各行、各单元格照原文印出，空白的单元格仍为空白：",
            "",
            "、".join(_runs(listed)) + "。",
            "",
        ]
    )


def _put_right(fate: Fate) -> str:
    once = fate.new.startswith("→")
    what = f"{_escape(fate.text)} → 见第{fate.new[1:]}行" if once else changed(fate.text, fate.new)
    return f"{fate.where} | {what} | {_rules(fate)} | {fate.reason}"


def _residue(fate: Fate) -> str:
    return f"{fate.where} | {_escape(fate.text)} | {_rules(fate)} | {fate.reason}"


def _added(fate: Fate) -> str:
    return f"{_escape(fate.new)} | {_rules(fate)} | {fate.reason}"


def _rules(fate: Fate) -> str:
    """Codes with their titles, as `budgetpdf explain` has them."""
    titles = explanations()
    codes = fate.rule.split("、")
    return "；".join(
        f"{code} {titles[code].title.zh}" if code in titles else code for code in codes
    )


def _table(head: str, rows: Iterable[str]) -> list[str]:
    line = " | ".join("---" for _ in head.split(" | "))
    return [f"| {head} |", f"| {line} |", *(f"| {row} |" for row in rows), ""]


def _runs(listed: list[Fate]) -> Iterator[str]:
    """Unbroken runs of entries that stand, each as one range."""
    for stands, group in groupby((f for f in listed if f.first), lambda f: f.fate == "stands"):
        if stands:
            run = list(group)
            yield Fate(run[0].first, run[-1].last, "", "", "", "", "").where


def readme_with(part: str, text: str) -> str:
    """README text with its generated part replaced."""
    before, rest = text.split(START)
    return before + START + "\n" + part + "\n" + END + rest.split(END)[1]


if __name__ == "__main__":
    current = README.read_text(encoding="utf-8")
    README.write_text(readme_with(readable(fates()), current), encoding="utf-8", newline="\n")
