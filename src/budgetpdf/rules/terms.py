"""Terms: explained but unused, used but not explained, one thing under two names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from budgetpdf.diagnostic import Place, Severity, Text
from budgetpdf.rules.case import Case
from budgetpdf.rules.report import Line, lines, place_of
from budgetpdf.rules.rule import Found, rule
from budgetpdf.rules.words import words

QUOTES = str.maketrans("", "", "“”")


class Body(NamedTuple):
    """The report's text outside 名词解释, without quotation marks, and its lines."""

    text: str
    lines: list[Line]


def _body(case: Case) -> Body:
    def read() -> Body:
        body = [line for line in lines(case) if not line.term]
        return Body("\n".join([line.text for line in body]).translate(QUOTES), body)

    found: Body = case.memo("body", read)
    return found


def _is_used(case: Case, word: str) -> bool:
    """Whether the report uses a word outside 名词解释."""
    return word.translate(QUOTES) in _body(case).text


def _first_use(case: Case, word: str) -> Line | None:
    """The first line that uses a word."""
    text, body = _body(case)
    at = text.find(word.translate(QUOTES))
    return body[text.count("\n", 0, at)] if at >= 0 else None


@rule("K23", Severity.NOTE)
def term_explained_but_unused(case: Case) -> Iterator[Found]:
    """Terms in 名词解释 that the report does not use: the unit's own, and the bureau's."""
    unused = [line for line in lines(case) if line.term and not _is_used(case, line.term)]
    for own in (True, False):
        named = [line for line in unused if line.own is own]
        if named:
            terms = "、".join(line.term for line in named)
            places = [place_of(line.content, 0) for line in named]
            yield case.found(
                Text(
                    f"名词解释里的{terms}，正文和表格没有用到",
                    f"explained, but not used in the report: {terms}",
                ),
                *(place for place in places if place is not None),
                hint=Text("删去，或统一名称", "drop it, or use one name for both"),
                severity=Severity.WARNING if own else None,
            )


@rule("K24", Severity.NOTE)
def term_used_but_not_explained(case: Case) -> Iterator[Found]:
    """Terms that a report should explain and does not."""
    explained = [line.term for line in lines(case) if line.term]
    found: dict[str, Line] = {}
    for row in words("term") if explained else ():
        if any(word in term for word in row["explained_by"] for term in explained):
            continue
        for word in row["words"]:
            line = _first_use(case, word)
            if line is not None:
                found[word] = line
                break
    if found:
        terms = "、".join(found)
        near = [place_of(line.content, max(0, line.text.find(w))) for w, line in found.items()]
        places = [place for place in near if place is not None]
        yield case.found(
            Text(f"正文用到{terms}，名词解释里没有", f"used, but not explained: {terms}"),
            *sorted(places, key=lambda place: not case.is_own(place)),
            hint=Text("在名词解释里补上", "add them to the glossary"),
        )


@rule("K32", Severity.WARNING)
def one_thing_two_names(case: Case) -> Iterator[Found]:
    """运维费 here and 运行维护费 there."""
    report = lines(case)
    whole = "\n".join([line.text for line in report])
    for row in words("synonym"):
        official, others = row["official"], row["others"]
        if not any(other in whole for other in others):
            continue
        rest = whole
        for other in others:
            rest = rest.replace(other, "")
        if official not in rest:
            continue
        yield from _other_names(case, report, official, others)


def _other_names(
    case: Case, report: list[Line], official: str, others: list[str]
) -> Iterator[Found]:
    places: dict[Place, str] = {}
    for line in report:
        for other in others:
            at = line.text.find(other)
            while at >= 0:
                whole_word = not line.text.startswith("用", at + len(other))
                place = place_of(line.content, at) if whole_word else None
                if place is not None:
                    places.setdefault(place, other)
                at = line.text.find(other, at + 1)
    if places:
        names = "”“".join(dict.fromkeys(places.values()))
        yield case.found(
            Text(
                f"同一事项有几种说法：“{names}”和“{official}”",
                f"one thing has several names: “{names}” and “{official}”",
            ),
            *sorted(places, key=lambda place: not case.is_own(place)),
            hint=Text(f"统一为“{official}”", f"write “{official}” throughout"),
            severity=None if any(map(case.is_own, places)) else Severity.NOTE,
        )
