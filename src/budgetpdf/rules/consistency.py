"""What must be the same throughout: years, names, targets (R18, R19, R21)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from budgetpdf.diagnostic import Place, Severity, Text
from budgetpdf.document.walk import runs
from budgetpdf.rules.case import Case
from budgetpdf.rules.corpus import Hit, Passage, Pattern, Stretch
from budgetpdf.rules.rule import Found, rule
from budgetpdf.spec.source import KeyPath
from budgetpdf.spec.target import read_target

YEAR = Pattern(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?= ?年)", "年")
RANGE = re.compile(r"((?:19|20)\d\d)年?(?:—|–|－|-|~|～|至|到)$")
QUOTING = {"《": "》", "“": "”", "‘": "’", "「": "」", "〔": "〕"}


def is_quoted(stretch: Stretch) -> bool:
    """Whether it stands inside 《》 or quotation marks: then it is somebody else's words."""
    before = stretch.passage.text[: stretch.start]
    return any(before.count(left) > before.count(right) for left, right in QUOTING.items())


@rule("R18", Severity.WARNING, "reconciliation")
def years_fit(case: Case) -> Iterator[Found]:
    """Budget year and the year before; the assets' date is the end of last year."""
    year = case.spec.fiscal_year
    expected = date(year - 1, 12, 31)
    if case.spec.assets.as_of != expected:
        yield case.found(
            Text(
                f"国有资产应截至上年末，即 {expected}，填报的是 {case.spec.assets.as_of}",
                f"the assets are those of the end of last year, {expected}; "
                f"{case.spec.assets.as_of} is written",
            ),
            ("assets", "as_of"),
            ("fiscal_year",),
            hint=Text("改正日期，并核对资产数", "correct the date and check the assets"),
            severity=Severity.ERROR,
        )
    for hit in case.corpus.find(YEAR):
        if int(hit.group("year")) not in (year, year - 1) and not _is_reference(hit, year):
            yield case.found(
                Text(
                    f"文字中出现 {hit.group('year')} 年，预算年度是 {year} 年",
                    f"the text speaks of {hit.group('year')}, the budget year is {year}",
                ),
                hit.stretch("year"),
                ("fiscal_year",),
                hint=Text(
                    "往年的内容请更新；引用文件名称的，放在书名号里",
                    "bring old text up to date; titles of documents stand in 《》",
                ),
            )


def _is_reference(hit: Hit, year: int) -> bool:
    stretch = hit.stretch("year")
    before = RANGE.search(stretch.passage.text[max(0, stretch.start - 8) : stretch.start])
    if before and int(before.group(1)) <= year <= int(hit.group("year")):
        return True
    return is_quoted(stretch)


SELF = Pattern(
    r"(?:我|本)(?:单位|局|校|委|办|院|中心|站|所|队|馆|厅|园|社|会|镇|乡|街道)(?!内|外|级|长|里)",
    "我",
    "本",
)


@rule("R19", Severity.WARNING, "reconciliation")
def names_are_the_same_everywhere(case: Case) -> Iterator[Found]:
    """The unit's name, and how it speaks of itself."""
    yield from _self_references(case)
    yield from _self_references_of_the_bureau(case)
    yield from _organization(case)
    yield from _misspelt_names(case)


def _self_references(case: Case) -> Iterator[Found]:
    called = case.spec.unit.called
    others: dict[str, list[Stretch]] = {}
    for hit in case.corpus.find(SELF):
        if hit.group() != called and not is_quoted(hit.stretch()):
            others.setdefault(hit.group(), []).append(hit.stretch())
    for word, stretches in others.items():
        yield case.found(
            Text(
                f"自称不一致：这里写“{word}”，其他地方称“{called}”",
                f"the unit calls itself “{word}” here and “{called}” elsewhere",
            ),
            *stretches,
            ("unit", "called") if case.written("unit", "called") else ("unit",),
            hint=Text(f"统一写作“{called}”", f"write “{called}” throughout"),
            fixes=[(stretch, called) for stretch in stretches],
        )


def _self_references_of_the_bureau(case: Case) -> Iterator[Found]:
    """我单位 in the profile's wording, where it should let the unit say what it calls itself."""
    called = case.spec.unit.called
    places: dict[str, list[Place]] = {}
    for _, run in runs(case.document) if case.document else ():
        place = run.place() if "我" in run.text else None
        if place is None or case.is_own(place):
            continue
        for match in SELF.finditer(run.text):
            if match.group() != called and match.group().startswith("我"):
                places.setdefault(match.group(), []).append(run.place(match.start()) or place)
    for word, found in places.items():
        yield case.found(
            Text(
                f"格式的文字里自称“{word}”，本单位自称“{called}”",
                f"the profile's wording says “{word}”, the unit calls itself “{called}”",
            ),
            *found,
            hint=Text("格式里写 {{ unit.called }}", "write {{ unit.called }} in the profile"),
            severity=Severity.NOTE,
        )


def _organization(case: Case) -> Iterator[Found]:
    name = case.spec.unit.name
    if all(body.name != name for body in case.spec.unit.organization):
        yield case.found(
            Text(
                f"机构设置里没有“{name}”这个名称",
                f"“{name}” is not among the institutions of the unit",
            ),
            ("unit", "organization", 0, "name"),
            ("unit", "name"),
            hint=Text("单位名称前后要一致", "the name must be the same everywhere"),
        )


def _misspelt_names(case: Case) -> Iterator[Found]:
    """Words that begin like the unit's name and end like it, but are not it."""
    name, region = case.spec.unit.name, case.spec.unit.region
    if len(name) < 5 or not name.startswith(region):
        return
    rest = name[len(region) :]
    start = case.corpus.text.find(region)
    if start < 0 or len(rest) < 3:
        return
    for hit in case.corpus.find(Pattern(f"{re.escape(region)}(?P<rest>\\w{{{len(rest)}}})")):
        differing = sum(a != b for a, b in zip(hit.group("rest"), rest, strict=True))
        if 0 < differing <= len(rest) // 3:
            yield case.found(
                Text(
                    f"这里的单位名称是“{hit.group()}”，单位全称是“{name}”",
                    f"the unit is called “{hit.group()}” here, its name is “{name}”",
                ),
                hit.stretch(),
                ("unit", "name"),
                hint=Text("核对单位名称", "check the name"),
            )


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
    r"(?P<number>\d+(?:\.\d+)?(?:%|％|\w{0,3})|百分之\w{1,4})",
    *MEASURES.split("|"),
)
VAGUE_PROMISE = Pattern(
    "(?:率|满意度)(?:得到|有)?(?:显著|明显|大幅|稳步|持续|进一步|不断)?(?:提高|提升|改善|增强)",
    *("率", "满意度"),
)
LEADING = re.compile(
    r"^(?:确保|保障|保证|使|力争|实现|全年|本年|年度|提高|提升|达到|完成|推动|全县|将)+"
)


@rule("R21", Severity.WARNING, "reconciliation")
def promised_targets_have_their_indicators(case: Case) -> Iterator[Found]:
    """A target named in the text of the goals has its indicator, with the same value."""
    for promise in _promises(case):
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
    for passage in filter(_is_goal, case.corpus.passages):
        for pattern in (PROMISE, VAGUE_PROMISE):
            for match in pattern.finditer(passage.text):
                start = _start_of_words(passage.text, match.start())
                name = LEADING.sub("", passage.text[start : match.start() + _measure(match)])
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
