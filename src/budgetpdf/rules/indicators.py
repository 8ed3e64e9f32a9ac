"""Indicator tables: K16–K22, K30."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from budgetpdf.diagnostic import Severity, Text
from budgetpdf.rules.case import Case
from budgetpdf.rules.corpus import Passage, Stretch
from budgetpdf.rules.rule import Found, rule
from budgetpdf.spec.source import KeyPath
from budgetpdf.spec.tables import Indicator
from budgetpdf.spec.target import Target, read_target
from budgetpdf.tuples import new_tuple


@lru_cache(maxsize=1024)
def meant(value: str) -> Target:
    """A value as operator, number and unit, words put into signs."""
    target = read_target(value)
    return read_target(target.meant) if target.meant else target


# A hundred rows a report: past the constructor, which is a function of Python.


class Row(NamedTuple):
    """An indicator and where it stands."""

    path: KeyPath
    indicator: Indicator

    @property
    def target(self) -> Target:
        """Its value as operator, number and unit, words put into signs."""
        return meant(self.indicator.value)

    def at(self, field: str) -> KeyPath:
        """The key path of one field."""
        return (*self.path, field)

    def stretch(self, field: str) -> Stretch:
        """The whole text of one field."""
        text: str = getattr(self.indicator, field)
        return Stretch(Passage(self.at(field), text), 0, len(text))


def tables(case: Case) -> list[list[Row]]:
    """The unit's indicator table and those of the projects."""

    def read() -> list[list[Row]]:
        paths: list[KeyPath] = [("performance", "indicators")]
        paths += [("projects", index, "indicators") for index in range(len(case.spec.projects))]
        return [
            [new_tuple(Row, ((*path, index), row)) for index, row in enumerate(case.value(*path))]
            for path in paths
        ]

    found: list[list[Row]] = case.memo("indicators", read)
    return found


def _filled(case: Case) -> Iterator[Row]:
    return (row for table in tables(case) for row in table if row.indicator.value)


def written(target: Target) -> str:
    """A target in the one style: ≥95%."""
    return f"{target.operator}{target.number}{target.unit}" if target.is_number else target.text


@rule("K16", Severity.WARNING)
def value_in_words(case: Case) -> Iterator[Found]:
    """大于等于百分之95 for ≥95%."""
    for row in _filled(case):
        value = row.indicator.value
        target = read_target(value)
        style = target.meant if target.meant and not target.fault else written(target)
        if style != value and not target.fault:
            yield case.found(
                Text(f"指标值“{value}”应写作“{style}”", f"write the value “{value}” as “{style}”"),
                row.at("value"),
                hint=Text(
                    "按“符号 数值 单位”连写，用 --fix 可自动改正",
                    "sign, number and unit without spaces; --fix does it",
                ),
                fixes=[(row.stretch("value"), style)],
            )


@rule("K17", Severity.WARNING)
def value_without_sign(case: Case) -> Iterator[Found]:
    """100% beside ≥95%: with a sign in one row and without in another."""
    for table in tables(case):
        bare = [row for row in table if row.target.is_number and not row.target.operator]
        if not bare or not any(row.target.operator for row in table):
            continue
        for row in bare:
            value = row.indicator.value
            yield case.found(
                Text(
                    f"指标值“{value}”没有符号，同表其他指标有",
                    f"the value “{value}” has no sign, others of the table have one",
                ),
                row.at("value"),
                hint=Text(
                    f"统一写作“={value}”，用 --fix 可自动改正", f"write “={value}”; --fix does it"
                ),
                fixes=[(row.stretch("value"), f"={value}")],
            )


@rule("K18", Severity.WARNING)
def value_not_readable(case: Case) -> Iterator[Found]:
    """A value with a number that no table of sign, number and unit can hold."""
    for row in _filled(case):
        value = row.indicator.value
        target = read_target(value)
        unread = not target.is_number and not target.meant and any(map(str.isdecimal, value))
        if not target.fault and not unread:
            continue
        why = target.fault or Text("分不出符号、数值和单位", "it is not sign, number and unit")
        meant = target.meant or "≥95%"
        yield case.found(
            Text(f"指标值“{value}”：{why.zh}", f"the value “{value}”: {why.en}"),
            row.at("value"),
            hint=Text(
                f"写成“{meant}”这样；定性指标不写数字",
                f"write it like {meant}; a quality has no number",
            ),
            fixes=[(row.stretch("value"), target.meant)] if target.meant else [],
        )


@rule("K19", Severity.WARNING)
def description_repeats_name(case: Case) -> Iterator[Found]:
    """An indicator description that only repeats its name."""
    for table in tables(case):
        for row in table:
            name, text = row.indicator.name, row.indicator.description.strip("。 ")
            if name and text == name:
                yield case.found(
                    Text("指标描述只是重复指标名称", "the description only repeats the name"),
                    row.at("description"),
                    row.at("name"),
                    hint=Text("写明怎样计算或怎样衡量", "say how it is computed or judged"),
                )


SAVED = ("节约", "降低", "减少", "节省", "控制")


@rule("K20", Severity.WARNING)
def indicator_under_another_kind(case: Case) -> Iterator[Found]:
    """满意度 under 数量, 成本 under 质量."""
    for table in tables(case):
        for row in table:
            name, kind = row.indicator.name, row.indicator.kind
            for word in ("满意度", "成本"):
                if name.endswith(word) and word not in kind and not any(map(name.count, SAVED)):
                    yield case.found(
                        Text(
                            f"“{name}”归在“{kind}”下，应归在“{word}”",
                            f"“{name}” stands under “{kind}”, it belongs under “{word}”",
                        ),
                        row.at("kind"),
                        row.at("name"),
                        hint=Text("改正 kind", "correct kind"),
                    )


COSTS = ("经济成本", "社会成本", "生态环境成本")


@rule("K21", Severity.WARNING)
def cost_under_both_classifications(case: Case) -> Iterator[Found]:
    """成本 as a part of 产出 and as a level 1 of its own in one table."""
    for table in tables(case):
        old = [row for row in table if row.indicator.kind.removesuffix("指标") == "成本"]
        new = [row for row in table if row.indicator.kind.removesuffix("指标") in COSTS]
        if old and new:
            yield case.found(
                Text(
                    "同一张表里成本指标用了两种分类：产出指标下的“成本”和单列的“成本指标”",
                    "one table has cost both as a part of output and as a class of its own",
                ),
                *(row.at("kind") for row in (*old, *new)),
                hint=Text("只用一种分类", "use one classification"),
            )


@rule("K22", Severity.WARNING)
def blank_kind(case: Case) -> Iterator[Found]:
    """A level 2 without indicator and without 无."""
    for table in tables(case):
        blank = [row for row in table if not row.indicator.name.strip()]
        if blank:
            kinds = "、".join(row.indicator.kind for row in blank)
            yield case.found(
                Text(
                    f"{len(blank)} 个二级指标没有内容，也没有写“无”：{kinds}",
                    f"{len(blank)} kinds without an indicator and without 无: {kinds}",
                ),
                *(row.at("kind") for row in blank),
                hint=Text(
                    "补上指标；确实没有的，name 写“无”", "add an indicator, or write name = “无”"
                ),
            )


@rule("K30", Severity.NOTE)
def full_stop_in_some_cells(case: Case) -> Iterator[Found]:
    """A trailing 。 in some cells of a column only."""
    for table in tables(case):
        for field in ("scoring", "description", "basis"):
            cells = [row for row in table if getattr(row.indicator, field)]
            with_stop = [row for row in cells if getattr(row.indicator, field).endswith("。")]
            without = [row for row in cells if not getattr(row.indicator, field).endswith("。")]
            odd = min(with_stop, without, key=len)
            if odd:
                word = Text("有", "with") if odd is with_stop else Text("没有", "without")
                yield case.found(
                    Text(
                        f"同一栏里 {len(odd)} 格末尾{word.zh}句号，其余相反",
                        f"{len(odd)} cells of a column {word.en} a full stop, unlike the others",
                    ),
                    *(row.at(field) for row in odd),
                    hint=Text("同一栏统一", "make the column uniform"),
                )
