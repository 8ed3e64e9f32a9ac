"""What rules look into: each text is searched once, and found wherever it stands."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from budgetpdf.document.blocks import Run
from budgetpdf.rules.characters import _is_suspect, _may_be_suspect
from budgetpdf.rules.consistency import NOT_BEFORE, NOT_BEHIND, UNITS, _self_reference
from budgetpdf.rules.corpus import Corpus, Pattern
from budgetpdf.rules.privacy import IDENTITY, MANY_DIGITS, PHONE, _may_hold_numbers
from budgetpdf.rules.report import Report, words_of
from budgetpdf.spec.paths import KeyPath

TEXTS = st.lists(st.text(st.sampled_from("甲乙 \n"), max_size=5), max_size=12)


def _row(name: str) -> dict[str, Any]:
    return {"kind": "甲", "name": name}


@given(TEXTS)
def test_matches_are_those_of_each_text_in_the_order_of_the_file(texts: list[str]) -> None:
    corpus = Corpus({"a": texts, "b": {"c": texts}})
    found = [(*hit.passage, *hit.stretch()[1:]) for hit in corpus.find(Pattern("甲+乙?", "甲"))]
    paths: list[KeyPath] = [("a", n) for n in range(len(texts))]
    paths += [("b", "c", n) for n in range(len(texts))]
    assert found == [
        (path, text, *match.span())
        for path, text in zip(paths, [*texts, *texts], strict=True)
        for match in re.finditer("甲+乙?", text)
    ]


def test_what_is_told_stands_outside_the_indicator_tables() -> None:
    values = {
        "performance": {"overall_goal": "目标", "indicators": [_row("一")]},
        "projects": [{"name": "项目", "goal": "要求", "indicators": [_row("二"), _row("三")]}],
        "extra": {"indicators": ["其他"]},
        "profile": "不读",
    }
    corpus = Corpus(values)
    assert [passage.text for passage in corpus.told] == ["目标", "项目", "要求", "其他"]
    assert [passage.text for passage in corpus.passages] == [
        *("目标", "一", "项目", "要求", "二", "三", "其他")
    ]


@given(st.lists(st.lists(st.text(st.sampled_from("甲乙丙"), max_size=4), max_size=3), max_size=8))
def test_words_of_a_report_are_found_in_their_paragraphs(paragraphs: list[list[str]]) -> None:
    report = Report([tuple(map(Run, runs)) for runs in paragraphs], {})
    expected = [
        (index, match.start())
        for index, content in enumerate(report.contents)
        for match in re.finditer("(?=甲乙)", words_of(content))
    ]
    assert list(report.find("甲乙")) == expected


@given(st.lists(st.text(st.sampled_from("甲乙a1丙𠮷\u0100"), max_size=9), max_size=8))
def test_words_that_stand_twice_are_looked_for_where_they_can_be(texts: list[str]) -> None:
    corpus = Corpus({"a": texts})
    repeated = Pattern(r"(?P<word>.{2,5})(?P=word)")
    among = corpus.repeating(range(2, 6))
    found = [hit.stretch() for hit in corpus.find(repeated, among)]
    assert found == [hit.stretch() for hit in corpus.find(repeated)]


@given(st.text(max_size=20), st.sampled_from(["", "\u00ad", "\u200f", "⺀", "豈", "\ufeff", "丽"]))
def test_a_text_with_suspect_characters_is_looked_at(text: str, more: str) -> None:
    assert _may_be_suspect(text + more) or not any(map(_is_suspect, text + more))


@given(st.text(st.sampled_from("甲 -－０1234567890"), max_size=60))
def test_a_text_with_long_numbers_is_looked_at(text: str) -> None:
    assert _may_hold_numbers(text) or not (IDENTITY.search(text) or PHONE.search(text))
    assert not _may_hold_numbers(text) or MANY_DIGITS.search(text)


@given(st.lists(st.sampled_from([*"我本基有的中心局", "单位", "街道"]), max_size=12).map("".join))
def test_units_that_speak_of_themselves(text: str) -> None:
    pattern = re.compile(
        f"(?:我|(?<![{''.join(NOT_BEFORE)}])本)(?:{'|'.join(UNITS)})(?![{''.join(NOT_BEHIND)}])"
    )
    marks = [at for at, char in enumerate(text) if char in "我本"]
    found = [(at, word) for at in marks if (word := _self_reference(text, at))]
    assert found == [(match.start(), match.group()) for match in pattern.finditer(text)]


@given(st.lists(st.sampled_from(["甲乙", "甲", "丙\n", "甲甲"]), max_size=6))
def test_words_are_found_passage_by_passage(texts: list[str]) -> None:
    corpus = Corpus({"a": texts})
    assert [(one.passage.path, one.start) for one in corpus.saying("甲", "丙")] == [
        (passage.path, match.start())
        for passage in corpus.passages
        for match in re.finditer("甲|丙", passage.text)
    ]
