"""A project of small units: one page each, so that a batch of many is quick."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

PROFILE = """\
name = "short"
title = "{{ unit.name }}{{ fiscal_year }}年说明"
levels = [{ name = "section", number = "一、", style = "heading-1" }]

[font]
body = [{ file = "FandolFang-Regular.otf" }]
title = [{ file = "FandolSong-Regular.otf" }]

[[section]]
id = "duties"
level = "section"
title = "收入"
blocks = [{ text = "{{ unit.called }}今年收入{{ revenue.total | money }}。" }]
"""

SPEC = """\
profile = "../profiles/short.toml"
fiscal_year = 2024
amounts_in = "万元"
invented = true

[unit]
name = "{name}"
called = "我局"
kind = "行政"
region = "试验县"
duties = ["试验。"]
organization = [{ name = "{name}", nature = "机关", funding = "财政拨款" }]

[revenue]
general_public_budget = {amount}

[expenditure]
personnel = {amount}

[performance]
overall_goal = "做好试验。"
indicators = [{ kind = "数量", name = "试验次数", value = "≥5次" }]

[assets]
as_of = 2023-12-31
"""

NUMERALS = "甲乙丙丁戊己庚辛壬癸"


def name_of(number: int) -> str:
    """The name of a unit, a different one for each number."""
    return "试验" + "".join(NUMERALS[int(digit)] for digit in str(number)) + "局"


def pdf_of(number: int) -> str:
    """The file name of its report."""
    return f"{name_of(number)}2024年说明.pdf"


def write_spec(folder: Path, number: int, amount: float = 100, name: str = "") -> Path:
    """The spec of a unit."""
    path = folder / f"unit-{number:03}.toml"
    text = SPEC.replace("{name}", name or name_of(number)).replace("{amount}", f"{amount}")
    path.write_text(text, encoding="utf-8")
    return path


def project(folder: Path, count: int) -> Path:
    """A project with `count` units; gives the folder of its specs."""
    (folder / "profiles").mkdir(parents=True)
    (folder / "budgetpdf.toml").write_text("", encoding="utf-8")
    (folder / "profiles" / "short.toml").write_text(PROFILE, encoding="utf-8")
    specs = folder / "specs"
    specs.mkdir()
    for number in range(count):
        write_spec(specs, number, 100 + number)
    return specs


def pdfs(folder: Path) -> dict[str, str]:
    """The PDFs of a folder with their digests; each is whole."""
    found = {}
    for path in folder.glob("*.pdf"):
        data = path.read_bytes()
        assert data.startswith(b"%PDF-"), path
        assert data.rstrip().endswith(b"%%EOF"), path
        found[path.name] = sha256(data).hexdigest()
    return found
