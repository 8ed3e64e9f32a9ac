"""Any amount of the examples changed by 0.01 gives an error that names its line."""

from collections.abc import Iterator
from decimal import Decimal

import pytest

from budgetpdf.diagnostic import Severity, Span
from budgetpdf.rules import register
from budgetpdf.rules.case import Case
from budgetpdf.spec.read import SpecFile
from budgetpdf.spec.source import KeyPath
from rules_support import UNIT, check, read
from support import ROOT, SOAKING

# Amounts that nothing else in their spec follows from or adds up to, so that no rule can know
# them wrong: at most one in ten.
ALONE = {
    "dachang-xinfang-2023.toml": {
        ("assets", "planned_purchase"),
    },
    "example-school-2024.toml": {
        ("assets", "planned_purchase"),
        ("assets", "offices", "value"),
        # Changes of these have their reasons, and no total of last year is approved.
        ("last_year", "three_public", "abroad"),
        ("last_year", "three_public", "vehicle_operation"),
        ("last_year", "three_public", "reception"),
    },
}
SUMS = [rule for rule in register().values() if rule.family in ("reconciliation", "approved")]
STEPS = ("0.01", "-0.01") if SOAKING else ("0.01",)


def amounts(value: object, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Decimal]]:
    """All amounts of money that a spec writes."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("fiscal_year", "quantity"):
                yield from amounts(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from amounts(inner, (*path, index))
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        yield path, Decimal(value)


def with_amount(file: SpecFile, path: KeyPath, amount: Decimal) -> str:
    """The text of a spec with another amount at `path`."""
    span = file.source.span(path)
    lines = file.source.text.split("\n")
    line = lines[span.line - 1]
    lines[span.line - 1] = f"{line[: span.column - 1]}{amount:f}{line[span.end_column - 1 :]}"
    return "\n".join(lines)


def lines_of_errors(text: str) -> set[int]:
    case = Case(read(text))
    return {
        place.line
        for rule in SUMS
        for finding in rule.findings(case)
        if finding.severity is Severity.ERROR
        for place in finding.places
        if isinstance(place, Span) and place.source == UNIT
    }


@pytest.mark.parametrize("name", ALONE)
def test_every_amount_is_held_by_another(name: str) -> None:
    text = (ROOT / "specs" / name).read_text(encoding="utf-8")
    file = read(text)
    found = list(amounts(file.source.values))
    alone = {
        path
        for path, amount in found
        for step in STEPS
        if file.source.span(path).line
        not in lines_of_errors(with_amount(file, path, amount + Decimal(step)))
    }
    assert alone == ALONE[name]
    assert 10 * len(alone) <= len(found)


@pytest.mark.parametrize("name", ALONE)
def test_the_examples_have_no_errors(name: str) -> None:
    text = (ROOT / "specs" / name).read_text(encoding="utf-8")
    errors = [finding for finding in check(text) if finding.severity is Severity.ERROR]
    assert errors == []
