"""Specs of invented units that differ in everything, the same from the same seed.

    python benchmarks/units.py 300 -o out/units

Figures reconcile, so that `budgetpdf check` finds no error. The words are in units.toml.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

WORDS = Path(__file__).with_name("units.toml")

KINDS = ("数量", "质量", "时效", "成本")
EFFECTS = ("社会效益", "经济效益", "生态效益", "可持续影响")


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


@cache
def words() -> dict[str, Any]:
    """The word lists of units.toml."""
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


def names() -> Iterator[tuple[str, dict[str, Any]]]:
    """(county, office) pairs in a fixed, well mixed order; no pair comes twice."""
    lists = words()
    counties = [a + b for a, b in product(lists["first"], lists["second"]) if a != b]
    offices = lists["office"]
    Random("counties").shuffle(counties)
    for turn in range(len(offices)):
        for index, county in enumerate(counties):
            yield f"{county}县", offices[(index + turn) % len(offices)]


def unit(index: int, seed: int = 1, shape: Shape = Shape()) -> str:
    """The spec of unit `index` (from 0) as TOML."""
    county, office = next(pair for n, pair in enumerate(names()) if n == index)
    return _Writer(Random(f"{seed}:{index}"), county, office, shape).spec(index)


def write(folder: Path, count: int, seed: int = 1, shape: Shape = Shape()) -> list[Path]:
    """Write the specs of `count` units; gives their paths in order."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for index, (county, office) in zip(range(count), names(), strict=False):
        path = folder / f"unit-{index:05}.toml"
        text = _Writer(Random(f"{seed}:{index}"), county, office, shape).spec(index)
        path.write_text(text, encoding="utf-8", newline="\n")
        paths.append(path)
    return paths


@dataclass(slots=True)
class _Project:
    name: str
    work: str
    amount: int
    goal: str
    indicators: list[dict[str, str]]


class _Writer:
    """Writes one spec. Amounts are whole hundredths of 万元 until they are printed."""

    def __init__(self, rng: Random, county: str, office: dict[str, Any], shape: Shape) -> None:
        self.rng = rng
        self.county = county
        self.office = office
        self.shape = shape
        self.text = words()["text"]
        self.works: list[str] = rng.sample(office["works"], len(office["works"]))
        self.yuan = rng.random() < 0.15
        self.lines: list[str] = []

    # ── small tools ──

    def fill(self, template: str, work: str = "", **more: Any) -> str:
        """A sentence of units.toml with this unit's words."""
        first = work or self.rng.choice(self.works)
        second = self.rng.choice([name for name in self.works if name != first])
        facts = {key: self.office[key] for key in ("field", "people")}
        return template.format(region=self.county, work=first, work2=second, **facts, **more)

    def money(self, hundredths: int) -> str:
        """An amount in the spec's unit."""
        if self.yuan:
            return str(hundredths * 100)
        sign = "-" if hundredths < 0 else ""
        return f"{sign}{abs(hundredths) // 100}.{abs(hundredths) % 100:02}"

    def put(self, key: str, value: str) -> None:
        self.lines.append(f"{key} = {value}")

    def puts(self, key: str, text: str) -> None:
        self.put(key, _string(text))

    def table(self, name: str, comment: str = "") -> None:
        self.lines += ["", f"[{name}]" + (f"  # {comment}" if comment else "")]

    def rows(self, key: str, rows: Sequence[dict[str, str]]) -> None:
        """A list of one-line tables; the values are TOML already."""
        self.lines.append(f"{key} = [")
        for row in rows:
            cells = ", ".join(f"{name} = {value}" for name, value in row.items())
            self.lines.append(f"  {{ {cells} }},")
        self.lines.append("]")

    # ── the whole ──

    def spec(self, index: int) -> str:
        """The TOML of the unit."""
        projects = self._projects()
        purchases, planned = self._purchases(projects)
        now = self._expenditure(sum(project.amount for project in projects))
        self._top(index)
        self._unit(index)
        revenue = self._revenue(now)
        self._change(now, revenue)
        self._three_public()
        self._performance()
        self._write_projects(projects)
        self.table("procurement", "政府采购")
        self.rows("items", purchases)
        self._assets(planned)
        self._glossary()
        return "\n".join(self.lines) + "\n"

    def _top(self, index: int) -> None:
        name = f"{self.county}{self.office['name']}"
        self.year = self.rng.randint(2023, 2026)
        approved = date(self.year, 1, self.rng.randint(8, 28))
        published = approved + timedelta(days=self.rng.randint(3, 19))
        self.lines += [f"# {name} {self.year} 年：虚构的单位 {index}，供测速和试验用", ""]
        self.puts("profile", "hebei-county-unit")
        self.put("fiscal_year", str(self.year))
        self.puts("amounts_in", "元" if self.yuan else "万元")
        self.put("approved_on", approved.isoformat())
        self.put("published", published.isoformat())
        self.put("invented", "true")
        if self.rng.random() < 0.4:
            count = self.rng.randint(1, 3)
            self.puts("other_matters", self._paragraphs([self.text["other"]] * count))

    def _paragraphs(self, templates: Sequence[str]) -> str:
        """One paragraph a template, each about another work."""
        works = self.rng.sample(self.works, min(len(templates), len(self.works)))
        lines = [self.fill(one, work) for one, work in zip(templates, works, strict=True)]
        return "\n".join(lines)

    def _unit(self, index: int) -> None:
        name = f"{self.county}{self.office['name']}"
        kind = self.office["kind"]
        self.table("unit", "单位")
        self.puts("name", name)
        self.puts("called", self.office["called"])
        self.puts("region", self.county)
        self.puts("code", f"{201 + index % 300}{index % 1000:03}")
        self.puts("kind", kind)
        duties = self.text["duties"]
        chosen = self.rng.sample(range(1, len(duties)), self.rng.randint(4, len(duties) - 1))
        lines = [self.fill(duties[0])]
        lines += [self.fill(duties[n], w) for n, w in zip(sorted(chosen), self.works, strict=False)]
        self.put("duties", "[")
        self.lines += [f"  {_string(line)}," for line in (*lines, self.text["last_duty"])]
        self.lines.append("]")
        nature = "事业" if kind == "事业" else "机关"
        funding = (
            self.rng.choice(["财政拨款", "财政性资金基本保证"]) if kind == "事业" else "财政拨款"
        )
        rank = self.rng.choice(["正科级", "副科级"])
        body = {"name": name, "nature": nature, "rank": rank, "funding": funding}
        self.rows("organization", [{key: _string(value) for key, value in body.items()}])

    # ── figures ──

    def _expenditure(self, projects: int) -> dict[str, int]:
        personnel = self.rng.randint(60_00, 900_00)
        return {
            "personnel": personnel,
            "operating": personnel * self.rng.randint(6, 18) // 100,
            "projects": projects,
        }

    def _revenue(self, expenditure: dict[str, int]) -> dict[str, int]:
        """Sources that sum to the expenditure; own income only for 事业."""
        left = sum(expenditure.values())
        revenue: dict[str, int] = {}
        sources = ["carried_over"] if self.rng.random() < 0.5 else []
        if self.office["kind"] == "事业":
            sources += self.rng.sample(["special_account", "business", "other"], 2)
        for source in sources:
            revenue[source] = left * self.rng.randint(1, 6) // 100
        revenue = {"general_public_budget": left - sum(revenue.values()), **revenue}
        for title, values in (("revenue", revenue), ("expenditure", expenditure)):
            self.table(title)
            for key, value in values.items():
                self.put(key, self.money(value))
        if self.office["kind"] != "事业":
            self.table("agency_operation", "机关运行经费")
            self.puts("uses", self.fill(self.text["uses"]))
        return revenue

    def _change(self, now: dict[str, int], revenue: dict[str, int]) -> None:
        """Last year: more, less or the same, item by item; then reasons and control totals."""
        mode = self.rng.choice(["up", "down", "mixed", "same"])
        delta = {key: self._delta(value, mode) for key, value in now.items()}
        total = sum(delta.values())
        self.table("last_year.expenditure", "上年支出")
        for key, value in now.items():
            self.put(key, self.money(value - delta[key]))
        self.table("last_year.revenue", "上年收入")
        for key, value in revenue.items():
            moved = total if key == "general_public_budget" else 0
            self.put(key, self.money(value - moved))
        basic = delta["personnel"] + delta["operating"]
        changes = {"total": total, "basic": basic, "projects": delta["projects"]}
        self._reasons("reason.revenue", {"total": total})
        self._reasons("reason.expenditure", changes)
        self.table("approved", "批复数")
        basic_now = now["personnel"] + now["operating"]
        whole = basic_now + now["projects"]
        control = {"revenue": whole, "expenditure": whole, "basic": basic_now, "change": total}
        for key, value in (control | {"projects": now["projects"]}).items():
            self.put(key, self.money(value))

    def _delta(self, value: int, mode: str) -> int:
        if mode == "same" or not value:
            return 0
        sign = {"up": 1, "down": -1}.get(mode) or self.rng.choice([-1, 0, 1])
        return sign * (value * self.rng.randint(1, 15) // 100)

    def _reasons(self, table: str, changes: dict[str, int]) -> None:
        told = {key: change for key, change in changes.items() if change}
        if told:
            self.table(table)
        for key, change in told.items():
            pool = self.text["reasons_up" if change > 0 else "reasons_down"]
            self.puts(key, self.fill(self.rng.choice(pool)))

    def _three_public(self) -> None:
        cars = self.rng.choice([0, 1, 1, 2, 3, 5])
        self.cars = cars
        now = {
            "abroad": self.rng.choice([0, 0, 0, self.rng.randint(2_00, 6_00)]),
            "vehicle_purchase": 0,
            "vehicle_operation": cars * self.rng.randint(1_80, 3_20),
            "reception": self.rng.choice([0, self.rng.randint(10, 90)]),
        }
        mode = self.rng.choice(["up", "down", "same", "same"])
        delta = {key: self._delta(value, mode) for key, value in now.items()}
        self.table("three_public", "三公经费")
        for key, value in now.items():
            self.put(key, self.money(value))
        self.table("last_year.three_public")
        for key, value in now.items():
            self.put(key, self.money(value - delta[key]))
        told = delta | {"total": sum(delta.values()), "vehicles": delta["vehicle_operation"]}
        if any(told.values()):
            self.table("reason.three_public")
        for key, change in told.items():
            if change:
                name = "three_public_up" if change > 0 else "three_public_down"
                self.puts(key, self.fill(self.text[name]))

    # ── goals and indicators ──

    def _performance(self) -> None:
        count = self.shape.unit_rows or self.rng.randint(9, 40)
        rows = self._indicators(count, self.works, full=True)
        self.table("performance", "绩效")
        overall = self.text["overall"]
        chosen = self.rng.sample(overall, self.rng.randint(1, len(overall)))
        self.puts("overall_goal", self._paragraphs(chosen))
        leads = self.rng.random() < 0.6
        texts = self.rng.sample(self.text["measures"], self.rng.randint(3, 6))
        measures = []
        for lead, text, work in zip(self.text["leads"], texts, self.works, strict=False):
            row = {"lead": _string(lead)} if leads else {}
            measures.append(row | {"text": _string(self.fill(text, work))})
        self.rows("measures", measures)
        self.rows("indicators", rows)
        self._goals(rows)

    def _goals(self, rows: list[dict[str, str]]) -> None:
        """Sub-goals; the targets that they name are rows of the table."""
        rates = [row for row in rows if row["value"].startswith('"≥') and "%" in row["value"]]
        self.rng.shuffle(rates)
        titles = self.rng.sample(self.text["goals"], self.rng.randint(1, 4))
        for title, work in zip(titles, self.works, strict=False):
            self.lines += ["", "[[performance.goals]]"]
            self.puts("title", self.fill(title, work))
            texts = self.rng.sample(self.text["goal"], self.rng.randint(1, 3))
            self.puts("goal", "\n".join(self.fill(text, work) for text in texts))
            named = [rates.pop() for _ in range(min(len(rates), 2))]
            told = [
                self.text["goal_indicators"].format(
                    name=json.loads(row["name"]), value=json.loads(row["value"])[1:]
                )
                for row in named
            ]
            if told:
                self.puts("indicators", "\n".join(told))

    def _indicators(self, count: int, works: Sequence[str], *, full: bool) -> list[dict[str, str]]:
        """Rows, no two of one name, grouped by kind; `full`: the unit's table with its scoring."""
        patterns = words()["indicators"]
        places = ["", *(f"{a}{b}镇" for a, b in product(words()["first"], words()["second"]))]
        order = (*KINDS, *EFFECTS, "满意度")
        pool = (
            (kind, pattern, place + work)
            for place in places
            for depth in range(4)
            for work in works
            for kind in order
            for pattern in patterns[kind][depth : depth + 1]
        )
        found = [one for one, _ in zip(pool, range(count), strict=False)]
        found.sort(key=lambda one: order.index(one[0]))
        return [self._indicator(*one, full=full) for one in found]

    def _indicator(
        self, kind: str, pattern: Sequence[str], work: str, *, full: bool
    ) -> dict[str, str]:
        rng = self.rng
        figures = {
            "n": rng.randint(3, 400),
            "p": rng.randint(85, 99),
            "q": rng.randint(1, 5),
            "c": rng.randint(2, 90) * 10,
        }
        name, description, value, basis = (self.fill(one, work, **figures) for one in pattern)
        suffix = {"满意度": "服务对象满意度指标"}.get(kind, f"{kind}指标")
        row = {"kind": kind if full else suffix, "name": name}
        if full:
            row["scoring"] = rng.choice(self.text["scoring"])
        row |= {"description": description, "value": value, "basis": basis}
        return {key: _string(text) for key, text in row.items()}

    # ── projects and purchases ──

    def _projects(self) -> list[_Project]:
        count = self.shape.projects or self.rng.randint(3, 12)
        titles = [(work, title) for title in self.text["projects"] for work in self.works]
        extra = ((f"第{n}批{work}", title) for n in range(2, count) for work, title in titles)
        pool = [*titles, *(one for one, _ in zip(extra, range(count), strict=False))][:count]
        made = []
        for work, title in pool:
            rows = self.shape.rows or self.rng.randint(5, 12)
            goals = self.rng.sample(self.text["project_goal"], self.rng.randint(1, 2))
            made.append(
                _Project(
                    title.format(work=work),
                    work,
                    self.rng.randint(2_00, 150_00),
                    "\n".join(self.fill(goal, work) for goal in goals),
                    self._indicators(rows, [work], full=False),
                )
            )
        return made

    def _purchases(self, projects: Sequence[_Project]) -> tuple[list[dict[str, str]], int]:
        """Rows of 政府采购 within the projects' amounts, and what they cost."""
        count = self.shape.purchases
        if count is None:
            count = self.rng.choice([0, 0, self.rng.randint(4, 24)])
        rows: list[dict[str, str]] = []
        left = [project.amount for project in projects]
        for _ in range(count):
            number = self.rng.randrange(len(projects))
            item, catalogue, counted, price, category = self.rng.choice(
                words()["purchases"]["items"]
            )
            cost = round(float(price) * 100)
            most = min(left[number] // cost, 1 if counted == "项" else 30)
            if most < 1:
                continue
            quantity = self.rng.randint(1, most)
            left[number] -= quantity * cost
            rows.append(
                {
                    "project": _string(projects[number].name),
                    "project_budget": self.money(projects[number].amount),
                    "item": _string(item),
                    "catalogue": _string(catalogue),
                    "unit": _string(counted),
                    "quantity": str(quantity),
                    "price": self.money(cost),
                    "general_public_budget": self.money(quantity * cost),
                    "category": _string(category),
                }
            )
        goods = sum(project.amount for project in projects) - sum(left)
        return rows, goods

    def _write_projects(self, projects: Sequence[_Project]) -> None:
        for project in projects:
            self.lines += ["", "[[projects]]"]
            self.puts("name", project.name)
            self.put("amount", self.money(project.amount))
            self.puts("goal", project.goal)
            self.rows("indicators", project.indicators)

    def _assets(self, planned: int) -> None:
        rng = self.rng
        self.table("assets", "国有资产")
        self.put("as_of", f"{self.year - 1}-12-31")
        if rng.random() < 0.8:
            area = rng.randint(300, 20_000)
            value = area * rng.randint(8, 30)
            self._asset("buildings", area, value)
            self._asset("offices", area // 3, value // 3)
        if self.cars:
            self._asset("vehicles", self.cars, self.cars * rng.randint(9_00, 19_00))
        if rng.random() < 0.4:
            self._asset("large_equipment", rng.randint(1, 9), rng.randint(50_00, 900_00))
        self._asset("other", rng.randint(20, 3000), rng.randint(5_00, 700_00))
        self.put("planned_purchase", self.money(planned))

    def _asset(self, key: str, quantity: int, value: int) -> None:
        self.put(key, f"{{ quantity = {quantity}, value = {self.money(value)} }}")

    def _glossary(self) -> None:
        for term, text in self.rng.sample(words()["glossary"]["terms"], self.rng.randint(0, 2)):
            self.lines += ["", "[[glossary]]"]
            work = self.rng.choice(self.works)
            self.puts("term", self.fill(term, work))
            self.puts("text", self.fill(text, work))


def _string(text: str) -> str:
    """A TOML string; lines become a multi-line one."""
    if "\n" not in text:
        return json.dumps(text, ensure_ascii=False)
    return f'"""\n{text}\n"""'


def main() -> None:
    """Write specs from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
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
