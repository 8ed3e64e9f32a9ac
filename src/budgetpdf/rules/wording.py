"""Wording that inspections find fault with: K33–K35, K39–K42."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import islice

from budgetpdf.diagnostic import Severity, Text
from budgetpdf.rules.case import Case
from budgetpdf.rules.consistency import is_quoted
from budgetpdf.rules.corpus import Hit, Passage, Pattern
from budgetpdf.rules.rule import Found, rule
from budgetpdf.rules.words import words

REPEATED = Pattern(r"(?P<word>[^\W\d_a-zA-Z]{2,5})(?P=word)")
LENGTHS = range(2, 6)
REPEATED_ON_PURPOSE = frozenset(
    {"一次", "一个", "一项", "多次", "层层", "常常", "往往", "天天", "年年"}
)


@rule("K33", Severity.WARNING)
def word_repeated(case: Case) -> Iterator[Found]:
    """预算预算."""
    for hit in case.corpus.find(REPEATED, case.corpus.repeating(LENGTHS)):
        word = hit.group("word")
        if word in REPEATED_ON_PURPOSE or len(set(word)) == 1:
            continue
        where = hit.stretch()
        yield case.found(
            Text(f"“{word}”重复了", f"“{word}” is repeated"),
            where,
            hint=Text("删去多余的词", "delete one of them"),
        )


@cache
def _occasions() -> tuple[tuple[str, int, Pattern, tuple[str, ...]], ...]:
    table = words("occasion")
    return tuple(
        (
            event["name"],
            event["year"],
            Pattern(
                f"{table['before']}(?P<event>{event['words']})(?!{table['after']})", *event["needs"]
            ),
            tuple(event["needs"]),
        )
        for event in table["events"]
    )


@rule("K34", Severity.WARNING)
def occasion_of_another_year(case: Case) -> Iterator[Found]:
    """A task for an occasion that belongs to another year."""
    for name, year, pattern, _ in _occasions():
        budget_year = case.spec.fiscal_year
        if year == budget_year:
            continue
        for hit in case.corpus.find(pattern):
            yield case.found(
                Text(
                    f"“{hit.group('event')}”是 {year} 年的事，预算年度是 {budget_year} 年",
                    f"“{hit.group('event')}” was in {year}, the budget year is {budget_year}",
                ),
                hit.stretch("event"),
                hint=Text(
                    f"{name}的任务属于其他年度，请更新",
                    "this task is another year's: bring it up to date",
                ),
            )


AMOUNT = Pattern(r"(?<![\d.,])(?P<number>\d[\d,]*(?:\.\d+)?) ?(?P<unit>万元|元)", "元")
FEWEST_DIGITS = 3


@rule("K35", Severity.WARNING)
def one_amount_two_units(case: Case) -> Iterator[Found]:
    """The same amount once with 元 and once with 万元."""
    seen: dict[str, dict[str, list[Hit]]] = {}
    for hit in case.corpus.find(AMOUNT):
        number = hit.group("number").replace(",", "")
        if len(number.replace(".", "").strip("0")) >= FEWEST_DIGITS:
            seen.setdefault(number, {}).setdefault(hit.group("unit"), []).append(hit)
    for number, units in seen.items():
        if len(units) > 1:
            few, many = sorted(units.values(), key=len)
            yield case.found(
                Text(
                    f"同一个数 {number} 一处写“元”，一处写“万元”",
                    f"{number} stands with 元 in one place and with 万元 in another",
                ),
                *(hit.stretch() for hit in (*few, *many)),
                hint=Text("核对单位", "check the unit"),
            )


DEPARTMENT = Pattern(r"部门预算|(?:本|我)部门|部门整体", "部门预算", "本部门", "我部门", "部门整体")


@rule("K39", Severity.WARNING)
def department_for_unit(case: Case) -> Iterator[Found]:
    """部门 in a unit's report."""
    for hit in case.corpus.find(DEPARTMENT):
        if not is_quoted(hit.stretch()):
            yield case.found(
                Text(
                    f"这是单位预算，文中写了“{hit.group()}”",
                    f"this is a unit's budget, the text says “{hit.group()}”",
                ),
                hit.stretch(),
                hint=Text("改为“单位”", "write 单位"),
            )


@cache
def _above_county() -> Pattern:
    table = words("above_county")
    return Pattern(table["pattern"], *table["needs"])


@rule("K40", Severity.WARNING)
def text_of_another_level(case: Case) -> Iterator[Found]:
    """A county's unit that speaks like a city's: 各县（市、区）."""
    region = case.spec.unit.region
    if not region.endswith(("县", "旗", "区")):
        return
    for hit in case.corpus.find(_above_county()):
        yield case.found(
            Text(
                f"“{hit.group()}”是上级的口气，本单位在{region}",
                f"“{hit.group()}” speaks of a level above {region}",
            ),
            hit.stretch(),
            hint=Text("可能抄自上级文件，按本级职责改写", "rewrite it for this level"),
        )


DONE_WORDS = (
    *("作出了", "做出了", "取得了", "完成了", "实现了", "得到了", "提高了", "提升了", "解决了"),
    *("建成了", "开展了", "发挥了", "促进了", "保障了"),
)
DONE = Pattern("|".join(DONE_WORDS), *DONE_WORDS)


@rule("K41", Severity.WARNING)
def goal_told_as_done(case: Case) -> Iterator[Found]:
    """A goal in the past tense."""
    for hit in case.corpus.find(DONE):
        if hit.passage.path[-1] in ("overall_goal", "goal"):
            yield case.found(
                Text(
                    f"绩效目标写成了已完成的事：“{hit.group()}”",
                    f"a goal is told as done: “{hit.group()}”",
                ),
                hit.stretch(),
                hint=Text("目标说的是将要做到的事，去掉“了”", "a goal is still to be reached"),
            )


SLOGAN = Pattern("“(?P<words>[^”“\n]{6,40})”", "“")
PARTICLES = str.maketrans("", "", "，、；。 能不要再")
SHORTEST_SLOGAN = 4
MOST_SLOGANS = 200


@rule("K42", Severity.WARNING)
def slogan_quoted_differently(case: Case) -> Iterator[Found]:
    """The same words in quotation marks, in another order."""
    quoted = [
        (hit.stretch("words"), hit.group("words").translate(PARTICLES)) for hit in _slogans(case)
    ]
    for index, (later, text) in enumerate(quoted):
        for earlier, other in quoted[:index]:
            if _is_garbled(text, other):
                yield case.found(
                    Text(
                        f"“{later.text}”与前面的“{earlier.text}”说法不一",
                        f"“{later.text}” does not agree with “{earlier.text}” before",
                    ),
                    later,
                    earlier,
                    hint=Text("核对原话", "check the wording"),
                )
                break


def _slogans(case: Case) -> Iterator[Hit]:
    quoted = (hit for hit in case.corpus.find(SLOGAN) if _is_goal_or_measure(hit.passage))
    return islice(quoted, MOST_SLOGANS)


def _is_goal_or_measure(passage: Passage) -> bool:
    return passage.path[0] in ("performance", "projects") and "indicators" not in passage.path[:-1]


def _is_garbled(text: str, other: str) -> bool:
    """Whether all characters of one occur in the other, though not in that order."""
    short, long = sorted((text, other), key=len)
    if len(short) < SHORTEST_SLOGAN or not set(short) <= set(long) or short in long:
        return False
    remaining = iter(long)
    return not all(char in remaining for char in short)
