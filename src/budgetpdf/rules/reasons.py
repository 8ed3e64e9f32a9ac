"""How changes and their reasons are told: K10–K13."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from budgetpdf.diagnostic import Severity, Text
from budgetpdf.rules import figures
from budgetpdf.rules.arithmetic import signed
from budgetpdf.rules.case import Case
from budgetpdf.rules.corpus import Pattern, Stretch
from budgetpdf.rules.rule import Found, rule
from budgetpdf.rules.words import words

BY_NOTHING = Pattern(
    r"(?:增加|减少|增长|下降)0(?:\.0+)?(?:万元|元|%|％)", "加0", "少0", "长0", "降0"
)


@rule("K10", Severity.WARNING)
def increased_by_nothing(case: Case) -> Iterator[Found]:
    """增加0万元 for 持平."""
    for hit in case.corpus.find(BY_NOTHING):
        yield case.found(
            Text(f"“{hit.group()}”应写“与上年持平”", f"for “{hit.group()}” write 与上年持平"),
            hit.stretch(),
            hint=Text("没有增减时写“与上年持平”", "without a change write 与上年持平"),
        )


UNFINISHED = Pattern(
    r"(?:主要(?:原因)?(?:是|为|用于)|原因(?:是|为|：))：?(?=\s*(?:。|；|，|、|\n|\Z))",
    *("主要是", "主要为", "主要用于", "原因是", "原因为", "原因：", "原因用于"),
)
NO_REASON = frozenset({"", "无", "略", "同上", "暂无", "不变", "正常变动"})


@rule("K11", Severity.ERROR)
def unfinished_reason(case: Case) -> Iterator[Found]:
    """主要原因是 with nothing after it."""
    for hit in case.corpus.find(UNFINISHED):
        yield case.found(
            Text(f"“{hit.group()}”后面没有内容", f"nothing follows “{hit.group()}”"),
            hit.stretch(),
            hint=Text("写明原因", "say why"),
        )
    for passage in case.corpus.told:
        if passage.path[0] == "reason" and passage.text.strip(" 。，；、") in NO_REASON:
            yield case.found(
                Text("增减原因没有写明", "the reason is not given"),
                passage.path,
                hint=Text("写明原因；没有变化的不必写", "say why, or leave it out"),
            )


STATED_REASON = Pattern(
    r"(?:增加|减少|增长|下降)[^。；，\n]{0,16}，主要(?:为|是|原因是|原因为)(?P<reason>[^，。；\n]{2,40})",
    *("主要为", "主要是", "主要原因"),
)


@cache
def _things() -> tuple[str, ...]:
    return tuple(words("cause")["objects"])


def _is_object(text: str) -> bool:
    """Whether a text ends in what is paid for, and names no cause."""
    text = text.removesuffix("\n")
    if text.endswith(("。", "；", "，")):
        text = text[:-1]
    return text.endswith(_things()) and not any(word in text for word in words("cause")["words"])


@rule("K12", Severity.WARNING)
def object_for_a_reason(case: Case) -> Iterator[Found]:
    """主要为人员经费支出: what the money is for, not why it changed."""
    reasons = [
        Stretch(passage, 0, len(passage.text))
        for passage in case.corpus.told
        if passage.path[0] == "reason"
    ]
    reasons += [hit.stretch("reason") for hit in case.corpus.find(STATED_REASON)]
    for where in reasons:
        if _is_object(where.text):
            yield case.found(
                Text(
                    f"“{where.text}”说的是支出内容，不是增减原因",
                    f"“{where.text}” says what is paid for, not why it changed",
                ),
                where,
                hint=Text(
                    "写明为什么增减，如“人员增加2人，相应增加工资支出”",
                    "say why: two more people, a pay rise, a project that ended …",
                ),
            )


@rule("K13", Severity.WARNING)
def change_without_reason(case: Case) -> Iterator[Found]:
    """基本支出 or 项目支出 changed, and nothing says why."""
    if case.value("reason", "expenditure", "total").strip():
        return
    now, before = figures.spending(case), figures.spending(case, figures.LAST)
    for name in ("basic", "projects"):
        label = Text("基本支出", "basic expenditure") if name == "basic" else Text("项目支出", name)
        change = figures.change(now.get(name), before.get(name), label)
        if change is None or not change.value or case.value("reason", "expenditure", name).strip():
            continue
        word = Text("增加", "rose") if change.value > 0 else Text("减少", "fell")
        amount = signed(abs(change.value))
        yield case.found(
            Text(
                f"{label.zh}比上年{word.zh} {amount} {case.unit}，没有写原因",
                f"{label.en} {word.en} by {amount} {case.unit}, no reason is given",
            ),
            change,
            hint=Text(
                f"在 [reason.expenditure] 下写 {name} = “……”",
                f"write {name} = “…” under [reason.expenditure]",
            ),
        )
