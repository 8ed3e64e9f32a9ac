"""What must be the same throughout: years and names (R18, R19)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from budgetpdf.diagnostic import Place, Severity, Text
from budgetpdf.rules.case import Case
from budgetpdf.rules.corpus import Hit, Pattern, Stretch
from budgetpdf.rules.report import report, runs_of
from budgetpdf.rules.rule import Found, rule

YEAR = Pattern(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?= ?年)", "年")
RANGE = Pattern(r"((?:19|20)\d\d)年?(?:—|–|－|-|~|～|至|到)$")
QUOTING = {"《": "》", "“": "”", "‘": "’", "「": "」", "〔": "〕"}


LONGEST_QUOTE = 300


def is_quoted(stretch: Stretch) -> bool:
    """Whether it stands inside 《》 or quotation marks: then it is somebody else's words."""
    before = stretch.passage.text[max(0, stretch.start - LONGEST_QUOTE) : stretch.start]
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


UNITS = (
    *("单位", "局", "校", "委", "办", "院", "中心", "站", "所", "队", "馆", "厅", "园", "社", "会"),
    *("镇", "乡", "街道"),
)
# Not 基本会计, 成本, 本办法, 我会同.
NOT_BEFORE = tuple("基成资样版文根剧课标日书")
NOT_BEHIND = tuple("内外级长里法在有需事理公学议计员场伍区会同村以")


def _self_reference(text: str, at: int) -> str:
    """The word by which a unit speaks of itself, if it stands at `at`, where 我 or 本 stands."""
    behind = at + 1
    if not text.startswith(UNITS, behind):
        return ""
    unit = next(unit for unit in UNITS if text.startswith(unit, behind))
    word = text[at] + unit
    if text.startswith(NOT_BEHIND, at + len(word)):
        return ""
    return "" if text[at] == "本" and text.endswith(NOT_BEFORE, 0, at) else word


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
    for passage, start, _ in case.corpus.saying("我", "本"):
        word = _self_reference(passage.text, start)
        if word and word != called:
            where = Stretch(passage, start, start + len(word))
            if not is_quoted(where):
                others.setdefault(word, []).append(where)
    for word, stretches in others.items():
        yield case.found(
            Text(
                f"自称不一致：这里写“{word}”，其他地方称“{called}”",
                f"the unit calls itself “{word}” here and “{called}” elsewhere",
            ),
            *stretches,
            ("unit", "called") if case.written("unit", "called") else ("unit",),
            hint=Text(f"统一写作“{called}”", f"write “{called}” throughout"),
        )


def _self_references_of_the_bureau(case: Case) -> Iterator[Found]:
    """我单位 in the profile's wording, where it should let the unit say what it calls itself."""
    called = case.spec.unit.called
    places: dict[str, list[Place]] = {}
    whole = report(case)
    said = dict.fromkeys(index for index, _ in whole.find("我"))
    for run in (run for index in said for run in runs_of(whole.contents[index])):
        place = run.place()
        if place is None or case.is_own(place):
            continue
        start = run.text.find("我")
        while start >= 0:
            word = _self_reference(run.text, start)
            if word and word != called:
                places.setdefault(word, []).append(run.place(start) or place)
            start = run.text.find("我", start + 1)
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
    if len(rest) < 3:
        return
    for passage, start, end in case.corpus.saying(region):
        where = Stretch(passage, start, end + len(rest))
        found = where.text[len(region) :]
        if len(found) < len(rest) or not found.replace("_", "a").isalnum():
            continue
        differing = sum(a != b for a, b in zip(found, rest, strict=True))
        if 0 < differing <= len(rest) // 3:
            yield case.found(
                Text(
                    f"这里的单位名称是“{where.text}”，单位全称是“{name}”",
                    f"the unit is called “{where.text}” here, its name is “{name}”",
                ),
                where,
                ("unit", "name"),
                hint=Text("核对单位名称", "check the name"),
            )
