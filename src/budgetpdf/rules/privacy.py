"""What must not be published, and when it must be: K36–K38."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from budgetpdf.diagnostic import Severity, Text
from budgetpdf.rules.case import Case
from budgetpdf.rules.corpus import Pattern
from budgetpdf.rules.rule import Found, rule

IDENTITY = Pattern(
    r"(?<![\dA-Za-z.])[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dA-Za-z])"
)
PHONE = Pattern(r"(?<![\dA-Za-z.])(?:1[3-9]\d{9}|0\d{2,3}[-—－ ]\d{7,8})(?![\dA-Za-z])")
DIGIT = Pattern(r"\d")
MANY_DIGITS = Pattern(r"\d{7,}")
MANY: Final = 7
FEWEST_DIGITS: Final = 11
WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS: Final = "10X98765432"
DAYS_TO_PUBLISH: Final = 20


def is_identity_number(number: str) -> bool:
    """Whether the last of 18 digits is the check digit (GB 11643-1999)."""
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    return CHECK_DIGITS[total % 11] == number[-1].upper()


def _may_hold_numbers(text: str) -> bool:
    """Whether anything in a text is long enough for one of both patterns; hardly a file holds it.

    An area code may stand before fewer digits. Of seven digits in a row one is a seventh character.
    """
    if not any(
        MANY_DIGITS.compiled.search(text, MANY * found.start(), MANY * found.start() + 2 * MANY - 1)
        for found in DIGIT.finditer(text[MANY - 1 :: MANY])
    ):
        return False
    return any(
        run.end() - run.start() >= FEWEST_DIGITS or text[run.start() - 1] in "-—－ "
        for run in MANY_DIGITS.finditer(text)
    )


def _numbers(case: Case, pattern: Pattern) -> Iterator[tuple[int, int, str]]:
    """Matches in the whole file, its comments included: it travels with the report."""
    text = case.source.text
    if not case.memo("digits", lambda: _may_hold_numbers(text)):
        return
    for match in pattern.finditer(text):
        yield match.start(), match.end(), match.group()


@rule("K36", Severity.ERROR)
def identity_number(case: Case) -> Iterator[Found]:
    """An identity-card number anywhere in the file."""
    for start, end, number in _numbers(case, IDENTITY):
        if is_identity_number(number):
            yield case.found(
                Text("文件里有身份证号码", "the file holds an identity-card number"),
                case.source.span_at(start, end),
                hint=Text(
                    "删除：规格文件随 PDF 公开，注释也一样",
                    "delete it: the spec travels in the PDF, comments included",
                ),
            )


@rule("K37", Severity.WARNING)
def phone_number(case: Case) -> Iterator[Found]:
    """A telephone number anywhere in the file."""
    for start, end, number in _numbers(case, PHONE):
        mobile = number.startswith("1")
        kind = Text("手机号码", "a mobile") if mobile else Text("电话号码", "a telephone")
        yield case.found(
            Text(f"文件里有{kind.zh}", f"the file holds {kind.en} number"),
            case.source.span_at(start, end),
            hint=Text(
                "删除个人号码；对外公布的办公电话可接受此提示并写明理由",
                "delete private ones; a public office number may be accepted, with the reason",
            ),
        )


@rule("K38", Severity.WARNING)
def published_late(case: Case) -> Iterator[Found]:
    """Publication later than 20 days after approval, or before it."""
    approved, published = case.spec.approved_on, case.spec.published
    if approved is None or published is None:
        return
    days = (published - approved).days
    if 0 <= days <= DAYS_TO_PUBLISH:
        return
    if days < 0:
        message = Text(
            f"公开日期 {published} 早于批复日期 {approved}",
            f"published on {published}, before the approval on {approved}",
        )
    else:
        message = Text(
            f"批复（{approved}）后 {days} 日才公开（{published}），超过 {DAYS_TO_PUBLISH} 日",
            f"published on {published}, {days} days after the approval on {approved}; "
            f"{DAYS_TO_PUBLISH} are allowed",
        )
    yield case.found(
        message,
        ("published",),
        ("approved_on",),
        hint=Text("核对两个日期", "check both dates"),
    )
