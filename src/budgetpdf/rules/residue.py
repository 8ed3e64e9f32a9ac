"""What a form, a template or a word processor left behind: K01–K03."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from budgetpdf.diagnostic import Severity, Text
from budgetpdf.rules.case import Case
from budgetpdf.rules.corpus import Hit, Passage, Pattern
from budgetpdf.rules.rule import Found, rule
from budgetpdf.rules.words import words


@cache
def _patterns(name: str) -> tuple[Pattern, ...]:
    return tuple(
        Pattern(row["pattern"], *row["needs"], also=row.get("also", ())) for row in words(name)
    )


def _hits(case: Case, name: str) -> Iterator[Hit]:
    for pattern in _patterns(name):
        yield from case.corpus.find(pattern)


@rule("K01", Severity.ERROR)
def placeholder(case: Case) -> Iterator[Found]:
    """XX, ××, 待填, {…}: a blank that was not filled in."""
    fields = [hit.stretch() for hit in _hits(case, "word_field")]
    for hit in _hits(case, "placeholder"):
        where = hit.stretch()
        inside = any(
            where.passage == field.passage and field.start <= where.start < field.end
            for field in fields
        )
        if not inside:
            yield case.found(
                Text(f"“{hit.group()}”还没有填写", f"“{hit.group()}” has not been filled in"),
                where,
                hint=Text("填上实际内容", "write what belongs here"),
            )


@rule("K02", Severity.ERROR)
def form_hint(case: Case) -> Iterator[Found]:
    """A hint of the form, printed for the clerk and not for the reader."""
    several = len(case.spec.unit.organization) > 1
    for hit in _hits(case, "form_hint"):
        if several and "单位）" in hit.group() and hit.group().startswith("（含"):
            continue
        yield case.found(
            Text(
                f"填报提示没有删除：“{hit.group()}”",
                f"a hint of the form was left in: “{hit.group()}”",
            ),
            hit.stretch(),
            hint=Text("删除提示，只留实际内容", "delete the hint, keep what is said"),
        )


@rule("K03", Severity.ERROR)
def word_field(case: Case) -> Iterator[Found]:
    """{ TC … }, MERGEFORMAT: a field code of a word processor."""
    seen: set[tuple[Passage, int, int]] = set()
    for hit in _hits(case, "word_field"):
        where = hit.stretch()
        if any(where.passage == p and start <= where.start < end for p, start, end in seen):
            continue
        seen.add((where.passage, where.start, where.end))
        yield case.found(
            Text("文字处理软件的域代码没有清除", "a field code of a word processor was left in"),
            where,
            hint=Text(
                "在 Word 中选中后按 Ctrl+Shift+F9 转成文字再复制，或直接删除",
                "turn it into text in Word (Ctrl+Shift+F9) before copying, or delete it",
            ),
        )
