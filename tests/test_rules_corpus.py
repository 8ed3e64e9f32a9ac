"""What rules look into: each text is searched once, and found wherever it stands."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from budgetpdf.document.blocks import Run
from budgetpdf.rules.corpus import Corpus, Pattern
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
