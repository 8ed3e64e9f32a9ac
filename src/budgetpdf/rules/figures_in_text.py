"""Free text against the figures: R07 and X01–X05."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from budgetpdf.diagnostic import Severity, Text
from budgetpdf.rules import figures
from budgetpdf.rules.arithmetic import difference, signed
from budgetpdf.rules.case import Case, Figure
from budgetpdf.rules.corpus import Pattern
from budgetpdf.rules.quantities import figure
from budgetpdf.rules.rule import Found, rule
from budgetpdf.rules.statements import DOWN, UP, Statement, statements
from budgetpdf.spec.amounts import Unit, convert, plain, round_half_up

HALF_CENT_OF_WAN = Decimal(50)
"""±0.005 万元 in 元: a text in 万元 with two decimals against the exact figure."""

REWRITE = Text(
    "改正文字中的数；确实另有所指的，换一个不致误解的说法",
    "correct the figure in the text; if something else is meant, say so in other words",
)


def _amounts(case: Case) -> Iterator[tuple[Statement, Figure]]:
    """Statements of an amount (not of a change) with the figure that they speak of."""
    for said in _said(case):
        if said.direction or said.unit in "%％":
            continue
        year = figures.LAST if said.last_year else figures.THIS
        known = figure(case, said.fact, year)
        if known is not None:
            yield said, known


def _said(case: Case) -> tuple[Statement, ...]:
    found: tuple[Statement, ...] = case.memo("statements", lambda: tuple(statements(case)))
    return found


def _yuan(case: Case, value: Decimal) -> Decimal:
    return convert(value, case.unit, "元")


def _tolerance(said: Statement) -> Decimal:
    if said.unit == "元":
        return Decimal(1).scaleb(-said.decimals) / 2
    return HALF_CENT_OF_WAN


def _agree(said: Statement, yuan: Decimal) -> bool:
    return abs(said.yuan - yuan) <= _tolerance(said)


def _slip(said: Statement, yuan: Decimal) -> str:
    """Which slip turned the figure into what is written: "" none, "unit", "point", "other"."""
    if _agree(said, yuan):
        return ""
    if yuan:
        for factor, name in ((10_000, "unit"), (10, "point"), (100, "point")):
            if said.yuan in (yuan * factor, yuan / factor):
                return name
    return "other"


def _written(said: Statement) -> str:
    return f"{plain(said.number)}{said.unit}"


def _differing(case: Case, slip: str) -> Iterator[tuple[Statement, Figure, str]]:
    for said, known in _amounts(case):
        yuan = _yuan(case, known.value)
        if _slip(said, yuan) == slip:
            unit: Unit = "元" if said.unit == "元" else "万元"
            expected = convert(known.value, case.unit, unit)
            yield said, known, f"{signed(_shortened(expected, known.value))}{unit}"


def _shortened(value: Decimal, like: Decimal) -> Decimal:
    """A converted amount without the zeros that the conversion added."""
    return like if value == like else value.normalize()


@rule("X01", Severity.ERROR, "figures")
def amount_in_text_differs(case: Case) -> Iterator[Found]:
    """The same quantity with another figure."""
    for said, known, expected in _differing(case, "other"):
        gap = difference(convert(said.yuan - _yuan(case, known.value), "元", case.unit).normalize())
        yield case.found(
            Text(
                f"文字中{known.label.zh}为 {_written(said)}，填报的是 {expected}，"
                f"差 {gap} {case.unit}",
                f"the text gives {_written(said)} for {known.label.en}, the figures "
                f"{expected}, off by {gap} {case.unit}",
            ),
            said.where,
            known,
            hint=REWRITE,
        )


@rule("X02", Severity.ERROR, "figures")
def unit_in_text_is_wrong(case: Case) -> Iterator[Found]:
    """元 for 万元 or the other way round."""
    for said, known, expected in _differing(case, "unit"):
        yield case.found(
            Text(
                f"文字中{known.label.zh}写作 {_written(said)}，应为 {expected}：元和万元写混了",
                f"the text gives {_written(said)} for {known.label.en}, it should be "
                f"{expected}: 元 and 万元 are mixed up",
            ),
            said.where,
            known,
            hint=Text("改正单位", "correct the unit"),
        )


@rule("X03", Severity.ERROR, "figures")
def decimal_point_in_text_is_wrong(case: Case) -> Iterator[Found]:
    """A factor of 10 or 100."""
    for said, known, expected in _differing(case, "point"):
        yield case.found(
            Text(
                f"文字中{known.label.zh}写作 {_written(said)}，应为 {expected}：小数点错位",
                f"the text gives {_written(said)} for {known.label.en}, it should be "
                f"{expected}: the decimal point is misplaced",
            ),
            said.where,
            known,
            hint=Text("改正小数点", "correct the decimal point"),
        )


def _changes(case: Case) -> Iterator[tuple[Statement, Figure, Figure]]:
    """Statements of a change with the change and last year's figure."""
    for said in _said(case):
        last = figure(case, said.fact, figures.LAST) if said.direction else None
        this = figure(case, said.fact) if last else None
        if this is not None and last is not None:
            change = figures.change(this, last, this.label)
            assert change is not None
            yield said, change, last


@rule("X04", Severity.WARNING, "figures")
def change_in_text_differs(case: Case) -> Iterator[Found]:
    """A stated increase or decrease against the figures of both years."""
    for said, change, _ in _changes(case):
        if said.unit in "%％" or (not said.number and not change.value):
            continue
        yuan = _yuan(case, change.value)
        right_way = said.direction * change.value > 0
        if right_way and _agree(said, abs(yuan)):
            continue
        word = Text("增加", "an increase") if change.value > 0 else Text("减少", "a decrease")
        stated = Text("增加", "an increase") if said.direction > 0 else Text("减少", "a decrease")
        amount = signed(abs(change.value))
        result = (
            Text(f"{word.zh} {amount} {case.unit}", f"{word.en} of {amount} {case.unit}")
            if change.value
            else Text("与上年持平", "no change")
        )
        yield case.found(
            Text(
                f"文字中{change.label.zh}{stated.zh} {_written(said)}，按填报的数是{result.zh}",
                f"the text states {stated.en} of {_written(said)} for {change.label.en}, "
                f"the figures give {result.en}",
            ),
            said.where,
            change,
            hint=REWRITE,
        )


@rule("R07", Severity.ERROR, "reconciliation")
def percent_is_change_over_last_year(case: Case) -> Iterator[Found]:
    """percent = Δ / last year; a base of 0 has no percent."""
    for said, change, last in _changes(case):
        if said.unit not in "%％":
            continue
        if not last.value:
            message = Text(
                f"{change.label.zh}上年为 0，没有增减百分比",
                f"{change.label.en} was 0 last year: there is no percentage",
            )
        else:
            percent = change.value / last.value * 100
            rounded = round_half_up(percent, max(said.decimals, 0))
            if said.direction * said.number == rounded:
                continue
            terms = f"{signed(change.value)} ÷ {signed(last.value)} = {signed(rounded)}%"
            message = Text(
                f"{change.label.zh}增减应为 {terms}，文字中写作{_signed(said)}",
                f"the change of {change.label.en} should be {terms}; the text says {_signed(said)}",
            )
        yield case.found(message, said.where, change, hint=REWRITE)


def _signed(said: Statement) -> str:
    return f"{signed(said.direction * said.number)}%"


DIRECTIONS = Pattern(
    f"(?P<up>{'|'.join(UP)}|新增)|(?P<down>{'|'.join(DOWN)})|(?P<cost>支出|经费|费用|预算|资金|工资)",
    *UP, *DOWN, "新增",
)  # fmt: skip


@rule("X05", Severity.WARNING, "figures")
def reason_contradicts_change(case: Case) -> Iterator[Found]:
    """A reason that speaks only of less money for more, or of more for less."""
    for passage in case.corpus.told:
        if passage.path[0] != "reason" or len(passage.path) != 3:
            continue
        fact = f"{passage.path[1]}.{passage.path[2]}"
        this, last = figure(case, fact), figure(case, fact, figures.LAST)
        change = figures.change(this, last, this.label) if this else None
        kinds = {match.lastgroup for match in DIRECTIONS.finditer(passage.text)}
        wrong = {"down"} if change and change.value > 0 else {"up"}
        if change is None or not change.value or kinds != {*wrong, "cost"}:
            continue
        word = Text("增加", "rose") if change.value > 0 else Text("减少", "fell")
        yield case.found(
            Text(
                f"{change.label.zh}比上年{word.zh}，原因里说的却是相反的方向",
                f"{change.label.en} {word.en}, but the reason speaks of the opposite",
            ),
            passage.path,
            change,
            hint=Text("核对增减方向和原因", "check the direction and the reason"),
        )
