"""What a goal promises and what the indicators say: R21."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from budgetpdf.diagnostic import Severity, Text
from budgetpdf.rules.case import Case
from budgetpdf.rules.corpus import Passage, Pattern, Stretch
from budgetpdf.rules.rule import Found, rule
from budgetpdf.spec.source import KeyPath
from budgetpdf.spec.target import read_target


class Target:
    """A target that a text promises: what is measured, and the figure."""

    __slots__ = ("name", "number", "where")

    def __init__(self, name: str, number: str, where: Stretch) -> None:
        self.name = name
        self.number = number
        self.where = where


MEASURES = "率|度|数|量|次|积|间|限|本"
PROMISE = Pattern(
    f"(?:{MEASURES})"
    "(?:均|保持在|控制在|稳定在)?(?:不低于|不少于|不超过|不高于|不大于|不小于|达到|达|大于等于|小于等于"
    "|高于|低于|大于|小于|等于|为|≥|≤|>|<|=)"
    r"(?P<number>\d+(?:\.\d+)?(?:%|％|\w{0,3})|百分之[0-9.〇零一二两三四五六七八九十百]+)",
    *MEASURES.split("|"),
)
FIGURE = Pattern(r"\d|百分之")
"""What a promise names at least; most goals name none."""
VAGUE_PROMISE = Pattern(
    "(?:率|满意度)(?:得到|有)?(?:显著|明显|大幅|稳步|持续|进一步|不断)?(?:提高|提升|改善|增强)",
    *("率", "满意度"),
)
LEADING = Pattern(
    r"^(?:确保|保障|保证|使|力争|实现|全年|本年|年度|提高|提升|达到|完成|推动|全县|将)+"
)


MOST_PROMISES = 500


@rule("R21", Severity.WARNING, "reconciliation")
def promised_targets_have_their_indicators(case: Case) -> Iterator[Found]:
    """A target named in the text of the goals has its indicator, with the same value."""
    for promise in islice(_promises(case), MOST_PROMISES):
        alike = [
            path
            for path, name in _indicators(case, promise.where.passage)
            if _same(promise.name, name)
        ]
        if not alike:
            yield _without_indicator(case, promise)
        elif promise.number and not any(_has_number(case, path, promise.number) for path in alike):
            value = case.value(*alike[0], "value")
            yield case.found(
                Text(
                    f"目标文字写“{promise.where.text}”，指标表里的指标值是“{value}”",
                    f"the goal says “{promise.where.text}”, the indicator's value is “{value}”",
                ),
                promise.where,
                (*alike[0], "value"),
                hint=Text("核对目标和指标值", "check the goal and the indicator"),
            )


def _promises(case: Case) -> Iterator[Target]:
    for passage in filter(_is_goal, case.corpus.told):
        named = FIGURE.search(passage.text) is not None
        for pattern in (PROMISE, VAGUE_PROMISE) if named else (VAGUE_PROMISE,):
            for match in pattern.finditer(passage.text):
                start = _start_of_words(passage.text, match.start())
                name = LEADING.compiled.sub(
                    "", passage.text[start : match.start() + _measure(match)]
                )
                number = match["number"] if pattern is PROMISE else ""
                if len(name) > 2:
                    yield Target(name, number, Stretch(passage, start, match.end()))


def _measure(match: re.Match[str]) -> int:
    """Length of the measure at the beginning of a promise: 率, 满意度."""
    return 3 if match.group().startswith("满意度") else 1


LONGEST_NAME = 24


def _start_of_words(text: str, end: int) -> int:
    """Where the run of letters and hanzi that ends at `end` begins."""
    start = end
    while start > max(0, end - LONGEST_NAME) and text[start - 1].isalnum():
        start -= 1
    return start


def _is_goal(passage: Passage) -> bool:
    path = passage.path
    return path[:2] == ("performance", "goals") or path[-1] in ("goal", "overall_goal")


def _indicators(case: Case, passage: Passage) -> Iterator[tuple[KeyPath, str]]:
    """Indicators that may answer a goal: of its project, or of the unit."""
    if passage.path[0] == "projects":
        table: KeyPath = (*passage.path[:2], "indicators")
    else:
        table = ("performance", "indicators")
    for index, indicator in enumerate(case.value(*table)):
        if indicator.name:
            yield (*table, index), indicator.name


COMMON_ENDING = 4


def _same(promised: str, name: str) -> bool:
    """Whether two names mean one thing: one holds the other, or they end alike."""
    if promised in name or name in promised:
        return True
    return promised[-COMMON_ENDING:] == name[-COMMON_ENDING:]


def _has_number(case: Case, path: KeyPath, number: str) -> bool:
    promised = read_target(read_target(number).meant or number).number
    value = case.value(*path, "value")
    return promised == read_target(read_target(value).meant or value).number


def _without_indicator(case: Case, promise: Target) -> Found:
    import difflib

    names = {name: path for path, name in _indicators(case, promise.where.passage)}
    near = difflib.get_close_matches(promise.name, list(names), 1, 0.6)
    also = Text(f"，相近的是“{near[0]}”", f"; “{near[0]}” comes near") if near else Text("", "")
    return case.found(
        Text(
            f"目标里的“{promise.name}”在绩效指标表中没有对应的指标{also.zh}",
            f"no indicator answers “{promise.name}” of the goal{also.en}",
        ),
        promise.where,
        *((*names[name], "name") for name in near),
        hint=Text("补上指标，或统一名称", "add the indicator, or use one name for both"),
    )
