"""What free text says in figures: 基本支出较上年增加 20.83 万元 → a statement about a fact.

Read cautiously: a statement counts only if the words between the name and the figure are known
and the name begins where a clause begins or after words that do not change what it means.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from budgetpdf.rules.case import Case
from budgetpdf.rules.corpus import Hit, Passage, Pattern, Stretch
from budgetpdf.rules.quantities import names

AMOUNT = Pattern(
    r"(?P<number>\d[\d,，]*(?:\.\d+)?)\s*(?P<unit>亿元|万元|千元|元|%|％)", "元", "%", "％"
)
YUAN = {"亿元": 100_000_000, "万元": 10_000, "千元": 1_000, "元": 1}
UP = ("增加", "增长", "上升", "提高", "上涨")
DOWN = ("减少", "下降", "降低", "压减", "压缩", "缩减")
COMPARED = ("较上年", "比上年", "较去年", "比去年", "同比", "与上年相比", "和上年相比", "相比")
GLUE = (
    *("预算安排", "预算", "安排", "共计", "合计", "总计", "总额", "金额", "资金", "共", "计"),
    *("为", "是", "达到", "达", "了", "：", ":", " ", "数", "方面"),
)
BEFORE = (
    *(
        "其中",
        "本年",
        "今年",
        "当年",
        "全年",
        "年度",
        "安排",
        "单位",
        "我局",
        "我校",
        "和",
        "及",
        "与",
        "的",
    ),
    *("：", "，", "、", "；", "。", "（", "(", "年", "\n", "预算", "我单位", "本单位", "财政拨款"),
)
VAGUE = ("约", "近", "超", "超过", "至少", "不超过", "不低于", "人均", "每", "以上")
ENDS = "。；\n！？"
LONGEST_SENTENCE = 300
NO_STATEMENTS = frozenset({"value", "scoring", "basis"})
"""Cells of indicator tables whose figures are targets and marks, not amounts of the budget."""


class Statement(NamedTuple):
    """A figure in a text and what it is said to be.

    fact: key of the figure. direction: +1 or −1 if the figure is a change. last_year: it is
    said of last year. yuan: the amount in 元; None for a percentage. step: half a unit of the
    last printed digit, in 元 or percent.
    """

    fact: str
    direction: int
    last_year: bool
    number: Decimal
    unit: str
    where: Stretch

    @property
    def yuan(self) -> Decimal:
        """The amount in 元."""
        return self.number * YUAN[self.unit]

    @property
    def decimals(self) -> int:
        """Printed decimals."""
        exponent = self.number.as_tuple().exponent
        return -exponent if isinstance(exponent, int) else 0


class _Reading:
    """The words before a figure, taken off from their end."""

    def __init__(self, text: str, year: int) -> None:
        self.text = text
        self.direction = 0
        self.last_year = False
        self.compared = (*COMPARED, f"较{year - 1}年", f"比{year - 1}年", f"与{year - 1}年相比")
        self.present = f"{year}年"
        self.past = ("上年", "去年", f"{year - 1}年", f"{year - 1}年度")

    def _take(self, words: tuple[str, ...]) -> bool:
        if not self.text.endswith(words):
            return False
        word = next(each for each in words if self.text.endswith(each))
        self.text = self.text[: -len(word)]
        return True

    def strip(self, known: tuple[str, ...]) -> None:
        """Take off all words that may stand between a name and its figure."""
        while self.text and not self.text.endswith(known):
            if not (self._take(self.compared) or self._take_direction() or self._take(GLUE)):
                return

    def _take_direction(self) -> bool:
        if self._take(UP):
            self.direction = 1
        elif self._take(DOWN):
            self.direction = -1
        else:
            return False
        return True

    def name(self, known: Mapping[str, str]) -> str | None:
        """The fact that the words end in, if nothing before its name changes the meaning.

        One of the names must stand there.
        """
        word = next(each for each in known if self.text.endswith(each))
        self.text = self.text[: -len(word)]
        return known[word] if self._is_plain() else None

    def _is_plain(self) -> bool:
        self._take(("预算", "安排"))
        if self._take_direction() and self._take(self.compared):
            return True
        self.last_year = self.text.endswith(self.past)
        other_year = self.text.endswith("年") and self.text[-2:-1].isdecimal()
        if self.last_year or (other_year and self.text.endswith(self.present)):
            return True
        return not other_year and (not self.text or self.text.endswith(BEFORE))


def statements(case: Case) -> Iterator[Statement]:
    """All figures of the unit's texts that name a known quantity, in order."""
    known = dict(names())
    count = Counter(project.name for project in case.spec.projects)
    for index, project in enumerate(case.spec.projects):
        if count[project.name] == 1:
            known[project.name] = f"projects.{index}"
    known = dict(sorted(known.items(), key=lambda pair: -len(pair[0])))
    words = tuple(known)
    subject: tuple[Passage, int, str] | None = None
    for hit in case.corpus.find(AMOUNT):
        if hit.passage.path[-1] in NO_STATEMENTS:
            continue
        stretch = hit.stretch()
        sentence = _sentence_start(stretch)
        inherited = subject[2] if subject and subject[:2] == (stretch.passage, sentence) else ""
        said = _read(hit, sentence, known, words, inherited, case.spec.fiscal_year)
        if said is not None:
            subject = (stretch.passage, sentence, said.fact)
            yield said


def _sentence_start(stretch: Stretch) -> int:
    first = max(0, stretch.start - LONGEST_SENTENCE)
    text = stretch.passage.text
    return max(first, *(text.rfind(mark, first, stretch.start) + 1 for mark in ENDS))


def _read(
    hit: Hit,
    sentence: int,
    known: Mapping[str, str],
    words: tuple[str, ...],
    inherited: str,
    year: int,
) -> Statement | None:
    stretch = hit.stretch()
    before = stretch.passage.text[sentence : stretch.start]
    if before.endswith(VAGUE):
        return None
    reading = _Reading(before, year)
    reading.strip(words)
    fact = reading.name(known) if reading.text.endswith(words) else None
    if fact is None and reading.direction and (not reading.text or reading.text.endswith("，")):
        fact = inherited or _own_fact(stretch.passage)
    if not fact:
        return None
    number = Decimal(hit.group("number").replace(",", "").replace("，", ""))
    return Statement(fact, reading.direction, reading.last_year, number, hit.group("unit"), stretch)


def _own_fact(passage: Passage) -> str:
    """The figure whose reason a passage is: reason.expenditure.basic → expenditure.basic."""
    if passage.path[0] != "reason" or len(passage.path) != 3:
        return ""
    return f"{passage.path[1]}.{passage.path[2]}"
