"""Terms: explained but unused, used but not explained, one thing under two names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from budgetpdf.diagnostic import Place, Severity, Text
from budgetpdf.rules.case import Case
from budgetpdf.rules.report import Report, place_of, report
from budgetpdf.rules.rule import Found, rule
from budgetpdf.rules.words import words


class Body(NamedTuple):
    """The report's text outside 名词解释, without quotation marks, and where its lines stand."""

    text: str
    indexes: list[int]


def _plain(text: str) -> str:
    return text.replace("“", "").replace("”", "")


def _body(case: Case) -> Body:
    def read() -> Body:
        whole = report(case)
        texts, indexes = list(whole.texts), list(range(len(whole.texts)))
        for index in sorted(whole.terms, reverse=True):
            del texts[index], indexes[index]
        return Body(_plain("\n".join(texts)), indexes)

    found: Body = case.memo("body", read)
    return found


def _is_used(case: Case, word: str) -> bool:
    """Whether the report uses a word outside 名词解释."""
    return _plain(word) in _body(case).text


def _first_use(case: Case, word: str) -> int | None:
    """The index of the first paragraph that uses a word."""
    text, indexes = _body(case)
    at = text.find(_plain(word))
    return indexes[text.count("\n", 0, at)] if at >= 0 else None


@rule("K23", Severity.NOTE)
def term_explained_but_unused(case: Case) -> Iterator[Found]:
    """Terms in 名词解释 that the report does not use: the unit's own, and the bureau's."""
    unused = [term for term in report(case).terms.values() if not _is_used(case, term.text)]
    for own in (True, False):
        named = [term for term in unused if term.own is own]
        if named:
            terms = "、".join(term.text for term in named)
            places = [place_of(term.content, 0) for term in named]
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
    whole = report(case)
    explained = [term.text for term in whole.terms.values()]
    found: dict[str, int] = {}
    for row in words("term") if explained else ():
        if any(word in term for word in row["explained_by"] for term in explained):
            continue
        for word in row["words"]:
            index = _first_use(case, word)
            if index is not None:
                found[word] = index
                break
    if found:
        terms = "、".join(found)
        near = [
            place_of(whole.contents[index], max(0, whole.texts[index].find(word)))
            for word, index in found.items()
        ]
        places = [place for place in near if place is not None]
        yield case.found(
            Text(f"正文用到{terms}，名词解释里没有", f"used, but not explained: {terms}"),
            *sorted(places, key=lambda place: not case.is_own(place)),
            hint=Text("在名词解释里补上", "add them to the glossary"),
        )


@rule("K32", Severity.WARNING)
def one_thing_two_names(case: Case) -> Iterator[Found]:
    """运维费 here and 运行维护费 there."""
    whole = report(case)
    for row in words("synonym"):
        official, others = row["official"], row["others"]
        if not any(other in whole.text for other in others):
            continue
        rest = whole.text
        for other in others:
            rest = rest.replace(other, "")
        if official not in rest:
            continue
        yield from _other_names(case, whole, official, others)


def _other_names(case: Case, whole: Report, official: str, others: list[str]) -> Iterator[Found]:
    places: dict[Place, str] = {}
    found = sorted(
        (index, order, at) for order, other in enumerate(others) for index, at in whole.find(other)
    )
    for index, order, at in found:
        other = others[order]
        whole_word = not whole.texts[index].startswith("用", at + len(other))
        place = place_of(whole.contents[index], at) if whole_word else None
        if place is not None:
            places.setdefault(place, other)
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
