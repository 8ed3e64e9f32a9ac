"""Specs of invented units that differ in everything, the same from the same seed.

    python benchmarks/units.py 300 -o out/units

Figures reconcile, so that `budgetpdf check` finds no error. The words are in invented/words.toml.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from invented.figures import assets, budget, three_public
from invented.goals import Indicators, performance
from invented.projects import projects, purchases, write_projects
from invented.toml import Toml
from invented.words import Voice, place_of, words


@dataclass(frozen=True, slots=True)
class Shape:
    """How large a unit is; None leaves it to chance.

    projects: their number (3–12). rows: indicators of each project (5–12); unit_rows: indicators
    of the unit (9–40). purchases: rows of 政府采购 (0, or 4–24).
    """

    projects: int | None = None
    rows: int | None = None
    unit_rows: int | None = None
    purchases: int | None = None


def write(folder: Path, count: int, seed: int = 1, shape: Shape = Shape()) -> list[Path]:
    """Write the specs of `count` units; gives their paths in order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"unit-{index:05}.toml" for index in range(count)]
    for index, path in enumerate(paths):
        path.write_text(unit(index, seed, shape), encoding="utf-8", newline="\n")
    return paths


def unit(index: int, seed: int = 1, shape: Shape = Shape()) -> str:
    """The spec of unit `index` (from 0) as TOML."""
    rng = Random(f"{seed}:{index}")
    voice = Voice(rng, *place_of(index))
    toml = Toml(yuan=rng.random() < 0.15)
    indicators = Indicators(voice)
    made = projects(voice, indicators, shape.projects or rng.randint(3, 12), shape.rows)
    year = _top(voice, toml, index)
    _unit(voice, toml, index)
    budget(voice, toml, sum(project.amount for project in made))
    cars = rng.choice([0, 1, 1, 2, 3, 5])
    three_public(voice, toml, cars)
    count = shape.unit_rows or rng.randint(9, 40)
    performance(voice, toml, indicators.rows(count, voice.works, scoring=True))
    write_projects(toml, made)
    count = rng.choice([0, 0, rng.randint(4, 24)])
    planned = purchases(voice, toml, made, count if shape.purchases is None else shape.purchases)
    assets(voice, toml, year, cars, planned)
    _glossary(voice, toml)
    return "\n".join(toml.lines) + "\n"


def _top(voice: Voice, toml: Toml, index: int) -> int:
    """What stands before the first table; gives the fiscal year."""
    rng = voice.rng
    year = rng.randint(2023, 2026)
    approved = date(year, 1, rng.randint(8, 28))
    published = approved + timedelta(days=rng.randint(3, 19))
    toml.lines += [f"# {voice.name} {year} 年：虚构的单位 {index}，供测速和试验用", ""]
    toml.text("profile", "hebei-county-unit")
    toml.put("fiscal_year", str(year))
    toml.text("amounts_in", "元" if toml.yuan else "万元")
    toml.put("approved_on", approved.isoformat())
    toml.put("published", published.isoformat())
    toml.put("invented", "true")
    if rng.random() < 0.4:
        toml.text("other_matters", voice.paragraphs([voice.text["other"]] * rng.randint(1, 3)))
    return year


def _unit(voice: Voice, toml: Toml, index: int) -> None:
    rng = voice.rng
    kind = voice.office["kind"]
    toml.table("unit")
    toml.text("name", voice.name)
    toml.text("called", voice.office["called"])
    toml.text("region", voice.county)
    toml.text("code", f"{201 + index % 300}{index % 1000:03}")
    toml.text("kind", kind)
    first, *others = voice.text["duties"]
    chosen = sorted(rng.sample(range(len(others)), rng.randint(4, len(others))))
    pairs = zip(chosen, voice.works, strict=False)
    duties = [voice.fill(first), *(voice.fill(others[n], work) for n, work in pairs)]
    toml.strings("duties", [*duties, voice.text["last_duty"]])
    public = kind == "事业"
    body = {
        "name": voice.name,
        "nature": "事业" if public else "机关",
        "rank": rng.choice(["正科级", "副科级"]),
        "funding": rng.choice(["财政拨款", "财政性资金基本保证"]) if public else "财政拨款",
    }
    toml.rows("organization", [{key: f'"{value}"' for key, value in body.items()}])


def _glossary(voice: Voice, toml: Toml) -> None:
    for term, text in voice.rng.sample(words()["glossary"]["terms"], voice.rng.randint(0, 2)):
        work = voice.rng.choice(voice.works)
        toml.table("[glossary]")
        toml.text("term", voice.fill(term, work))
        toml.text("text", voice.fill(text, work))


def main() -> None:
    """Write specs from the command line."""
    parser = argparse.ArgumentParser(description="Specs of invented units.")
    parser.add_argument("count", type=int, help="number of units")
    parser.add_argument("-o", "--output", type=Path, default=Path("out/units"))
    parser.add_argument("--seed", type=int, default=1)
    for name in ("projects", "rows", "unit-rows", "purchases"):
        parser.add_argument(f"--{name}", type=int, help="fixed instead of by chance")
    told = parser.parse_args()
    shape = Shape(told.projects, told.rows, told.unit_rows, told.purchases)
    write(told.output, told.count, told.seed, shape)


if __name__ == "__main__":
    main()
