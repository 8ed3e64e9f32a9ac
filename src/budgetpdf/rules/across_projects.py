"""Indicators of one table against those of another: K43–K45."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from budgetpdf.diagnostic import Severity, Text
from budgetpdf.rules.case import Case, Where
from budgetpdf.rules.indicators import Row, tables, written
from budgetpdf.rules.rule import Found, rule
from budgetpdf.rules.words import words

LEAST = 5
"""Characters that a name must have to mean one thing only."""


class _Measured(NamedTuple):
    """An indicator's name parted into what is measured and how: 群体性事件, 发生数."""

    thing: str
    measure: str


@cache
def _measure() -> re.Pattern[str]:
    return re.compile(words("measure")["pattern"])


@lru_cache(maxsize=1024)
def _measured(name: str) -> _Measured:
    found = _measure().search(name)
    at = found.start() if found else len(name)
    return _Measured(name[:at], name[at:])


@rule("K43", Severity.WARNING)
def one_thing_two_targets(case: Case) -> Iterator[Found]:
    """The unit's table and a project's table measure one thing and set it differently."""
    unit, *projects = tables(case)
    known: dict[str, list[Row]] = {}
    for ours in unit:
        for end in _ends(ours.indicator.name):
            known.setdefault(end, []).append(ours)
    alike: dict[str, list[tuple[Row, str]]] = {}
    for theirs in (row for table in projects for row in table):
        name = theirs.indicator.name
        if name not in alike:  # projects measure the same things
            alike[name] = _alike(name, known)
        for ours, shared in alike[name]:
            yield from _different_targets(case, ours, theirs, shared)


def _alike(name: str, known: dict[str, list[Row]]) -> list[tuple[Row, str]]:
    """The unit's rows that measure what a name names, and what that is."""
    near = {row.path: row for end in _ends(name) for row in known.get(end, ())}
    found = [(row, _one_thing(row.indicator.name, name)) for row in near.values()]
    alike = [(row, shared) for row, shared in found if shared and "满意" not in shared]
    if len(alike) > 1:
        alike.sort(key=lambda one: (_shared_at(name, one[0]), one[0].path))
    return alike


def _ends(name: str) -> list[str]:
    """What names that mean one thing have in common: how they end, or how the thing does."""
    thing = _measured(name).thing
    ends = [name[-LEAST:]] if len(name) >= LEAST else []
    return [*ends, thing[-LEAST:]] if len(thing) >= LEAST else ends


def _shared_at(name: str, other: Row) -> int:
    """Where the first run of `LEAST` characters begins that a name shares with another's."""
    starts = range(len(name) - LEAST + 1)
    return next(at for at in starts if name[at : at + LEAST] in other.indicator.name)


def _one_thing(first: str, second: str) -> str:
    """What two names both measure, and in one way; empty if they do not."""
    if first == second:
        return first if len(first) >= LEAST else ""
    one, other = _measured(first), _measured(second)
    short, long = (other, one) if len(other.thing) < len(one.thing) else (one, other)
    # What a thing is stands last, of which kind it is before: 重大突发群体性事件.
    if len(short.thing) < LEAST or not long.thing.endswith(short.thing):
        return ""
    if short.measure == long.measure:
        return first if one is short else second
    return "" if short.measure and long.measure else short.thing


def _different_targets(case: Case, ours: Row, theirs: Row, shared: str) -> Iterator[Found]:
    one, two = ours.target, theirs.target
    alike = one.operator == two.operator and set(one.unit.split("/")) & set(two.unit.split("/"))
    value, other = written(one), written(two)
    if value == other or not alike or not one.is_number:
        return
    yield case.found(
        Text(
            f"同是“{shared}”，这里是“{other}”，单位整体指标里是“{value}”",
            f"“{shared}” is “{other}” here and “{value}” among the unit's indicators",
        ),
        theirs.at("value"),
        ours.at("value"),
        hint=Text("核对两处的指标值和单位", "check both values and their units"),
    )


MOST_THINGS = 200
COUNTED = ("人数", "数量", "次数", "面积")


@rule("K44", Severity.WARNING)
def speaks_of_another_project(case: Case) -> Iterator[Found]:
    """An indicator that speaks of what only another project counts."""
    owners: dict[str, set[int]] = {}
    for index, project in enumerate(case.spec.projects):
        for indicator in project.indicators:
            thing = next(
                (indicator.name.removesuffix(e) for e in COUNTED if indicator.name.endswith(e)), ""
            )
            if len(thing) > 1:
                owners.setdefault(thing, set()).add(index)
    owners = dict(islice(owners.items(), MOST_THINGS))
    for index, table in enumerate(tables(case)[1:]):
        foreign = [thing for thing, at in owners.items() if index not in at]
        foreign = [thing for thing in foreign if thing not in case.spec.projects[index].goal]
        for row in table:
            yield from _foreign_things(case, row, foreign)


def _foreign_things(case: Case, row: Row, foreign: list[str]) -> Iterator[Found]:
    fields = ("name", "description")
    texts: list[str] = [getattr(row.indicator, field) for field in fields]
    things = [thing for thing in foreign if any(thing in text for text in texts)]
    if things:
        shown = "、".join(things)
        where = [
            row.at(field)
            for field, text in zip(fields, texts, strict=True)
            if any(thing in text for thing in things)
        ]
        yield case.found(
            Text(
                f"这里说到“{shown}”，那是另一个项目的内容",
                f"this speaks of “{shown}”, which another project counts",
            ),
            *where,
            hint=Text("可能抄自别的项目，请核对", "perhaps copied from another project: check"),
        )


@rule("K45", Severity.NOTE)
def one_indicator_in_two_projects(case: Case) -> Iterator[Found]:
    """An indicator that two projects have word for word; 满意度 may be alike."""
    seen: dict[tuple[str, str], list[Row]] = {}
    for table in tables(case)[1:]:
        for row in table:
            one = row.indicator
            if one.name and "满意度" not in one.kind:
                seen.setdefault((one.name, one.description), []).append(row)
    for (name, _), rows in seen.items():
        if len({row.path[1] for row in rows}) > 1:
            where: list[Where] = [row.at("name") for row in reversed(rows)]
            yield case.found(
                Text(
                    f"“{name}”在 {len(rows)} 个项目里一字不差",
                    f"“{name}” stands in {len(rows)} projects",
                ),
                *where,
                hint=Text("核对是否属于这个项目", "check that it belongs to the project"),
            )
