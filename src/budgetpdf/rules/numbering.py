"""Numbers typed by hand, and texts that occur twice: K04–K09."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from budgetpdf.diagnostic import Severity, Text
from budgetpdf.rules.case import Case
from budgetpdf.rules.corpus import MOST_HITS, Passage, Pattern, Stretch
from budgetpdf.rules.rule import Found, rule
from budgetpdf.spec.source import KeyPath

CHINESE = "一二三四五六七八九十"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
LEVELS = {"第一部分": 0, "一、": 1, "（一）": 2, "1、": 3, "1.": 3, "（1）": 4, "①": 5}
"""The levels of GB/T 9704-2012 7.3.3, with 1、 where a region's template writes it."""
OPENING = frozenset(f"（(0123456789第{CHINESE}{CIRCLED}")
"""What a number may begin with."""


class Label(NamedTuple):
    """A number at the beginning of a line: its style (by sample), its value, where it stands."""

    style: str
    value: int
    where: Stretch


def chinese_value(text: str) -> int:
    """十二 → 12, 二十 → 20; 0 if it is no such number."""
    tens, mark, ones = text.partition("十")
    if not all(char in CHINESE for char in text) or len(tens) > 1 or len(ones) > 1:
        return 0
    if not mark:
        return CHINESE.index(text) + 1 if len(text) == 1 else 0
    return 10 * (CHINESE.index(tens) + 1 if tens else 1) + (CHINESE.index(ones) + 1 if ones else 0)


def _run(text: str, chars: str) -> str:
    """The characters of `chars` at the beginning of a text."""
    return text[: len(text) - len(text.lstrip(chars))]


def read_label(text: str) -> tuple[str, int, int] | None:
    """Style, value and length of the number that a line begins with."""
    if text[:1] in ("（", "("):
        inner = text[1:].partition("）")[0].partition(")")[0]
        if inner.isascii() and inner.isdecimal() and len(inner) < 3:
            return "（1）", int(inner), len(inner) + 2
        if 0 < len(inner) < 4 and (value := chinese_value(inner)):
            return "（一）", value, len(inner) + 2
        return None
    if text[:1] in CIRCLED:
        return ("①", CIRCLED.index(text[0]) + 1, 1) if text else None
    return _plain_label(text)


def _plain_label(text: str) -> tuple[str, int, int] | None:
    digits = _run(text, "0123456789")
    if 0 < len(digits) < 3:
        mark, after = text[len(digits) : len(digits) + 1], text[len(digits) + 1 : len(digits) + 2]
        if mark in ("、", ".", "．") and mark and not after.isdecimal():
            return "1、" if mark == "、" else "1.", int(digits), len(digits) + 1
        return None
    part = text.startswith("第")
    words = _run(text[part:], CHINESE)
    ending = "部分" if part else "、"
    if words and len(words) < 4 and text.startswith(ending, part + len(words)):
        value = chinese_value(words)
        style = "第一部分" if part else "一、"
        return (style, value, part + len(words) + len(ending)) if value else None
    return None


def lines(passage: Passage) -> Iterator[Stretch]:
    """The paragraphs of a text."""
    text = passage.text
    if "\n" not in text and text == text.strip():  # most texts
        if text:
            yield Stretch(passage, 0, len(text))
        return
    start = 0
    for line in text.split("\n"):
        if line.strip():
            indent = len(line) - len(line.lstrip())
            yield Stretch(passage, start + indent, start + len(line.rstrip()))
        start += len(line) + 1


def label_of(line: Stretch) -> Label | None:
    """The number typed at the beginning of a line."""
    if line.passage.text[line.start] not in OPENING:
        return None
    found = read_label(line.text[:12])
    if found is None:
        return None
    style, value, length = found
    return Label(style, value, Stretch(line.passage, line.start, line.start + length))


def is_prose(passage: Passage) -> bool:
    """Whether lines of this text are paragraphs (cells of tables are not)."""
    path = passage.path
    return "indicators" not in path[:-1] and "organization" not in path and path[-1] != "unit"


def is_numbered(passage: Passage) -> bool:
    """Whether the report numbers this text itself."""
    path = passage.path
    if path[:2] in (("unit", "duties"), ("performance", "measures")):
        return "\n" not in passage.text.strip()
    return path[-1] in ("title", "term") or (path[0] == "projects" and path[2:] == ("name",))


def _labels(case: Case) -> list[Label]:
    def read() -> list[Label]:
        prose = filter(is_prose, case.corpus.told)
        every = islice((line for passage in prose for line in lines(passage)), MOST_HITS)
        found = map(label_of, every)
        return [label for label in found if label is not None]

    labels: list[Label] = case.memo("labels", read)
    return labels


FIELD_CODE = Pattern(r"\{[^{}]*\}")


def _bare(name: str) -> str:
    """A project's name without a typed number and what a word processor left in it."""
    label = read_label(name[:12])
    bare = name[label[2] if label else 0 :]
    return (FIELD_CODE.compiled.sub("", bare) if "{" in bare else bare).strip()


@rule("K04", Severity.WARNING)
def projects_with_one_title(case: Case) -> Iterator[Found]:
    """Two projects that nobody can tell apart."""
    groups: dict[str, list[int]] = {}
    for index, project in enumerate(case.spec.projects):
        groups.setdefault(_bare(project.name), []).append(index)
    for name, indexes in groups.items():
        if len(indexes) > 1:
            places = [("projects", index, "name") for index in reversed(indexes)]
            yield case.found(
                Text(
                    f"{len(indexes)} 个项目都叫“{name}”",
                    f"{len(indexes)} projects are called “{name}”",
                ),
                *places,
                hint=Text(
                    "核对是否误抄；确为两个项目的，名称要能区分",
                    "check for a slip; two projects need two names",
                ),
            )


def _scope(label: Label) -> KeyPath:
    """What a number counts in: its text, or the list whose rows the report numbers."""
    passage = label.where.passage
    path = passage.path
    if not _opens(label) or not is_numbered(passage):
        return path
    row = next((index for index, step in enumerate(path) if isinstance(step, int)), len(path))
    return path[:row]


MOST_INDENT = 20


def _opens(label: Label) -> bool:
    """Whether the number stands at the very beginning of its text."""
    start = label.where.start
    return start < MOST_INDENT and not label.where.passage.text[:start].strip()


def _by_scope(labels: Iterable[Label]) -> dict[KeyPath, list[Label]]:
    scopes: dict[KeyPath, list[Label]] = {}
    for label in labels:
        scopes.setdefault(_scope(label), []).append(label)
    return scopes


@rule("K05", Severity.WARNING)
def number_typed_by_hand(case: Case) -> Iterator[Found]:
    """Numbers typed where the report numbers by itself."""
    typed = [one for one in _labels(case) if _opens(one) and is_numbered(one.where.passage)]
    for labels in _by_scope(typed).values():
        first, count = labels[0].where.text, len(labels)
        zh = f"“{first}”等 {count} 个序号" if count > 1 else f"序号“{first}”"
        en = f"{count} numbers such as “{first}” are" if count > 1 else f"the number “{first}” is"
        yield case.found(
            Text(
                f"{zh}不必输入，印出来会有两个", f"{en} not to be typed: it would be printed twice"
            ),
            *(label.where for label in labels),
            hint=Text("删去序号，由程序编排", "delete it, numbers are generated"),
        )


@rule("K06", Severity.WARNING)
def numbers_out_of_order(case: Case) -> Iterator[Found]:
    """A number that repeats, goes back or leaves one out."""
    for scope in _by_scope(_labels(case)).values():
        open_levels: list[Label] = []
        for label in scope:
            styles = [each.style for each in open_levels]
            known = label.style in styles
            before = open_levels[styles.index(label.style)].value if known else 0
            if known:
                del open_levels[styles.index(label.style) :]
            open_levels.append(label)
            if label.value != before + 1 and (known or label.value != 1) and len(scope) > 1:
                yield _out_of_order(case, label, before + 1)


def _out_of_order(case: Case, label: Label, expected: int) -> Found:
    return case.found(
        Text(
            f"序号“{label.where.text}”重复或不连续，这里应是第 {expected} 项",
            f"the number “{label.where.text}” repeats or leaves one out; this is number {expected}",
        ),
        label.where,
        hint=Text("按顺序改正", "correct the order"),
    )


@rule("K07", Severity.WARNING)
def level_skipped(case: Case) -> Iterator[Found]:
    """一、 with 1. below it: （一） is missing."""
    for scope in _by_scope(_labels(case)).values():
        previous: Label | None = None
        for label in scope:
            if previous and LEVELS[label.style] > LEVELS[previous.style] + 1 > 1:
                yield case.found(
                    Text(
                        f"“{previous.where.text}”之下直接用了“{label.where.text}”，跳过了一级",
                        f"“{label.where.text}” stands right below “{previous.where.text}”: "
                        "a level is left out",
                    ),
                    label.where,
                    previous.where,
                    hint=Text(
                        "公文层次依次为 一、（一）1.（1）", "the levels are 一、 （一） 1. （1）"
                    ),
                )
            previous = label


@rule("K08", Severity.WARNING)
def number_styles_mixed(case: Case) -> Iterator[Found]:
    """1、 in one place and 1. in another."""
    by_style: dict[str, list[Label]] = {"1、": [], "1.": []}
    for label in _labels(case):
        if label.style in by_style:
            by_style[label.style].append(label)
    few, many = sorted(by_style.values(), key=len)
    if few:
        yield case.found(
            Text(
                f"序号样式混用：这里是“{few[0].where.text}”，别处是“{many[0].where.text}”",
                f"number styles are mixed: “{few[0].where.text}” here, "
                f"“{many[0].where.text}” elsewhere",
            ),
            *(label.where for label in few),
            many[0].where,
            hint=Text("全文用一种样式", "use one style throughout"),
        )


SHORTEST_REPEATED = 6


@rule("K09", Severity.WARNING)
def said_twice(case: Case) -> Iterator[Found]:
    """A heading or a paragraph that stands in the report twice."""
    seen: dict[str, list[Stretch]] = {}
    prose = filter(_may_not_repeat, case.corpus.told)
    for line in islice((line for passage in prose for line in lines(passage)), MOST_HITS):
        label = label_of(line)
        start = label.where.end if label else line.start
        body = Stretch(line.passage, start, line.end)
        if body.end - body.start >= SHORTEST_REPEATED:
            seen.setdefault(body.text, []).append(body)
    for text, places in seen.items():
        if len(places) > 1:
            shown = text if len(text) <= 20 else text[:20] + "…"
            yield case.found(
                Text(f"“{shown}”出现了 {len(places)} 次", f"“{shown}” occurs {len(places)} times"),
                *reversed(places),
                hint=Text("删去重复的，或合并在一起", "delete one, or join them"),
            )


def _may_not_repeat(passage: Passage) -> bool:
    path = passage.path
    if path[:2] == ("unit", "duties") or path[:2] == ("performance", "measures"):
        return True
    return path[-1] in ("overall_goal", "goal", "other_matters", "title") or (
        path[:2] == ("performance", "goals")
    )
