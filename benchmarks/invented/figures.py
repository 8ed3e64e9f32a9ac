"""Revenue and expenditure, last year, 三公, assets: figures that reconcile."""

from __future__ import annotations

from random import Random

from invented.toml import Toml
from invented.words import Voice

Figures = dict[str, int]


def budget(voice: Voice, toml: Toml, projects: int) -> None:
    """Revenue, expenditure, changes with their reasons, control totals. projects: their sum."""
    personnel = voice.rng.randint(60_00, 900_00)
    operating = personnel * voice.rng.randint(6, 18) // 100
    now = {"personnel": personnel, "operating": operating, "projects": projects}
    revenue = _revenue(voice, sum(now.values()))
    for title, values in (("revenue", revenue), ("expenditure", now)):
        _table(toml, title, values)
    if voice.office["kind"] != "事业":
        toml.table("agency_operation")
        toml.text("uses", voice.fill(voice.text["uses"]))
    _change(voice, toml, now, revenue)


def _table(toml: Toml, title: str, values: Figures) -> None:
    toml.table(title)
    for key, value in values.items():
        toml.amount(key, value)


def _revenue(voice: Voice, whole: int) -> Figures:
    """Sources that sum to the expenditure; own income only for 事业."""
    rng = voice.rng
    sources = ["carried_over"] if rng.random() < 0.5 else []
    if voice.office["kind"] == "事业":
        sources += rng.sample(["special_account", "business", "other"], 2)
    more = {source: whole * rng.randint(1, 6) // 100 for source in sources}
    return {"general_public_budget": whole - sum(more.values()), **more}


def _change(voice: Voice, toml: Toml, now: Figures, revenue: Figures) -> None:
    """Last year: more, less or the same, item by item."""
    mode = voice.rng.choice(["up", "down", "mixed", "same"])
    delta = {key: _delta(voice.rng, value, mode) for key, value in now.items()}
    total = sum(delta.values())
    last = {key: value - delta[key] for key, value in now.items()}
    _table(toml, "last_year.expenditure", last)
    moved = {**revenue, "general_public_budget": revenue["general_public_budget"] - total}
    _table(toml, "last_year.revenue", moved)
    basic = delta["personnel"] + delta["operating"]
    _reasons(voice, toml, "reason.revenue", {"total": total})
    told = {"total": total, "basic": basic, "projects": delta["projects"]}
    _reasons(voice, toml, "reason.expenditure", told)
    whole = sum(now.values())
    control = {"revenue": whole, "expenditure": whole, "basic": whole - now["projects"]}
    _table(toml, "approved", control | {"projects": now["projects"], "change": total})


def _delta(rng: Random, value: int, mode: str) -> int:
    if mode == "same" or not value:
        return 0
    sign = {"up": 1, "down": -1}.get(mode) or rng.choice([-1, 0, 1])
    return sign * (value * rng.randint(1, 15) // 100)


def _reasons(
    voice: Voice, toml: Toml, table: str, changes: Figures, words: str = "reasons"
) -> None:
    told = {key: change for key, change in changes.items() if change}
    if told:
        toml.table(table)
    for key, change in told.items():
        toml.text(key, voice.pick(f"{words}_up" if change > 0 else f"{words}_down"))


def three_public(voice: Voice, toml: Toml, cars: int) -> None:
    """三公 of a unit with so many vehicles."""
    rng = voice.rng
    now = {
        "abroad": rng.choice([0, 0, 0, rng.randint(2_00, 6_00)]),
        "vehicle_purchase": 0,
        "vehicle_operation": cars * rng.randint(1_80, 3_20),
        "reception": rng.choice([0, rng.randint(10, 90)]),
    }
    mode = rng.choice(["up", "down", "same", "same"])
    delta = {key: _delta(rng, value, mode) for key, value in now.items()}
    _table(toml, "three_public", now)
    last = {key: value - delta[key] for key, value in now.items()}
    _table(toml, "last_year.three_public", last)
    told = delta | {"total": sum(delta.values()), "vehicles": delta["vehicle_operation"]}
    _reasons(voice, toml, "reason.three_public", told, "three_public")


def assets(voice: Voice, toml: Toml, year: int, cars: int, planned: int) -> None:
    """国有资产 at the end of the year before. planned: what will be bought this year."""
    rng = voice.rng
    toml.table("assets")
    toml.put("as_of", f"{year - 1}-12-31")
    held: list[tuple[str, int, int]] = []
    if rng.random() < 0.8:
        area = rng.randint(300, 20_000)
        value = area * rng.randint(8, 30)
        held += [("buildings", area, value), ("offices", area // 3, value // 3)]
    if cars:
        held.append(("vehicles", cars, cars * rng.randint(9_00, 19_00)))
    if rng.random() < 0.4:
        held.append(("large_equipment", rng.randint(1, 9), rng.randint(50_00, 900_00)))
    held.append(("other", rng.randint(20, 3000), rng.randint(5_00, 700_00)))
    for key, quantity, value in held:
        toml.put(key, f"{{ quantity = {quantity}, value = {toml.money(value)} }}")
    toml.amount("planned_purchase", planned)
