"""Goals, measures and indicators, of the unit and of projects."""

from __future__ import annotations

import json
from collections.abc import Sequence

from invented.toml import Toml, string
from invented.words import Voice, places, words

Row = dict[str, str]

ORDER = (
    "数量",
    "质量",
    "时效",
    "成本",
    "社会效益",
    "经济效益",
    "生态效益",
    "可持续影响",
    "满意度",
)

PROJECT_KINDS = {"满意度": "服务对象满意度指标"}
"""Names of kinds in a project's table that are not the unit's with 指标 behind."""


class Indicators:
    """Makes the rows of a unit's tables. One indicator has one target, wherever it is named."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._targets: dict[str, str] = {}

    def rows(self, count: int, works: Sequence[str], *, scoring: bool = False) -> list[Row]:
        """Rows of TOML values, no two of one name, grouped by kind."""
        patterns = words()["indicators"]
        pool = (
            (kind, pattern, place + work)
            for place in places()
            for depth in range(4)
            for work in works
            for kind in ORDER
            for pattern in patterns[kind][depth : depth + 1]
        )
        found = [one for one, _ in zip(pool, range(count), strict=False)]
        found.sort(key=lambda one: ORDER.index(one[0]))
        return [self._row(*one, scoring=scoring) for one in found]

    def _row(self, kind: str, pattern: Sequence[str], work: str, *, scoring: bool) -> Row:
        rng = self._voice.rng
        figures = {
            "n": rng.randint(3, 400),
            "p": rng.randint(85, 99),
            "q": rng.randint(1, 5),
            "c": rng.randint(2, 90) * 10,
        }
        filled = [self._voice.fill(one, work, **figures) for one in pattern]
        name, description, value, basis = filled
        value = self._targets.setdefault(name, value)
        row = {"kind": kind if scoring else PROJECT_KINDS.get(kind, f"{kind}指标"), "name": name}
        if scoring:
            row["scoring"] = rng.choice(self._voice.text["scoring"])
        row |= {"description": description, "value": value, "basis": basis}
        return {key: string(text) for key, text in row.items()}


def performance(voice: Voice, toml: Toml, rows: Sequence[Row]) -> None:
    """The unit's goals, measures and indicators."""
    rng = voice.rng
    toml.table("performance")
    overall = voice.text["overall"]
    toml.text("overall_goal", voice.paragraphs(rng.sample(overall, rng.randint(1, len(overall)))))
    leads = rng.random() < 0.6
    texts = rng.sample(voice.text["measures"], rng.randint(3, 6))
    measures = []
    for lead, text, work in zip(voice.text["leads"], texts, voice.works, strict=False):
        row = {"lead": string(lead)} if leads else {}
        measures.append(row | {"text": string(voice.fill(text, work))})
    toml.rows("measures", measures)
    toml.rows("indicators", rows)
    _goals(voice, toml, rows)


def _goals(voice: Voice, toml: Toml, rows: Sequence[Row]) -> None:
    """Sub-goals; the targets that they name are rows of the table."""
    rng = voice.rng
    rates = [row for row in rows if row["value"].startswith('"≥') and "%" in row["value"]]
    rng.shuffle(rates)
    titles = rng.sample(voice.text["goals"], rng.randint(1, 4))
    for title, work in zip(titles, voice.works, strict=False):
        toml.table("[performance.goals]")
        toml.text("title", voice.fill(title, work))
        texts = rng.sample(voice.text["goal"], rng.randint(1, 3))
        toml.text("goal", "\n".join(voice.fill(text, work) for text in texts))
        named = [rates.pop() for _ in range(min(len(rates), 2))]
        if named:
            toml.text("indicators", "\n".join(_target(voice, row) for row in named))


def _target(voice: Voice, row: Row) -> str:
    name, value = (str(json.loads(row[key])) for key in ("name", "value"))
    return str(voice.text["goal_indicators"]).format(name=name, value=value.removeprefix("≥"))
