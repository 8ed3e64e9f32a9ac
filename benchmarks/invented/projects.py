"""Projects and what is bought for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from invented.goals import Indicators, Row
from invented.toml import Toml, string
from invented.words import Voice, places, words


@dataclass(frozen=True, slots=True)
class Project:
    """A project; its amount in hundredths of 万元."""

    name: str
    amount: int
    goal: str
    indicators: list[Row]


def projects(voice: Voice, indicators: Indicators, count: int, rows: int | None) -> list[Project]:
    """So many projects, each for another work. rows: of each table; None leaves it to chance."""
    rng = voice.rng
    works = (place + work for place in places() for work in voice.works)
    made = []
    for _, work in zip(range(count), works, strict=False):
        goals = rng.sample(voice.text["project_goal"], rng.randint(1, 2))
        made.append(
            Project(
                rng.choice(voice.text["projects"]).format(work=work),
                rng.randint(2_00, 150_00),
                "\n".join(voice.fill(goal, work) for goal in goals),
                indicators.rows(rows or rng.randint(5, 12), [work]),
            )
        )
    return made


def write_projects(toml: Toml, made: Sequence[Project]) -> None:
    """The [[projects]] of a spec."""
    for project in made:
        toml.table("[projects]")
        toml.text("name", project.name)
        toml.amount("amount", project.amount)
        toml.text("goal", project.goal)
        toml.rows("indicators", project.indicators)


def purchases(voice: Voice, toml: Toml, made: Sequence[Project], count: int) -> int:
    """Write 政府采购: up to so many rows within the projects' amounts; gives what they cost."""
    rng = voice.rng
    left = [project.amount for project in made]
    rows = []
    for _ in range(count):
        number = rng.randrange(len(made))
        item = rng.choice(words()["purchases"]["items"])
        cost = round(float(item[3]) * 100)
        most = min(left[number] // cost, 1 if item[2] == "项" else 30)
        if most < 1:
            continue
        quantity = rng.randint(1, most)
        left[number] -= quantity * cost
        rows.append(_purchase(toml, made[number], item, quantity, cost))
    toml.table("procurement")
    toml.rows("items", rows)
    return sum(project.amount for project in made) - sum(left)


def _purchase(toml: Toml, project: Project, item: Sequence[str], quantity: int, cost: int) -> Row:
    name, catalogue, unit, _, category = item
    return {
        "project": string(project.name),
        "project_budget": toml.money(project.amount),
        "item": string(name),
        "catalogue": string(catalogue),
        "unit": string(unit),
        "quantity": str(quantity),
        "price": toml.money(cost),
        "general_public_budget": toml.money(quantity * cost),
        "category": string(category),
    }
