"""What a rule is, and the register of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal, NamedTuple

from budgetpdf.diagnostic import Diagnostic, Fix, Place, Severity, Text

if TYPE_CHECKING:
    from budgetpdf.rules.case import Case

Family = Literal["reconciliation", "approved", "figures", "lint"]


class Found(NamedTuple):
    """What a rule found, made by `Case.found`. The code is its rule's, and so is the severity
    unless one is given."""

    message: Text
    places: tuple[Place, ...] = ()
    hint: Text | None = None
    fixes: tuple[Fix, ...] = ()
    at: str = ""
    severity: Severity | None = None


Check = Callable[["Case"], Iterable[Found]]


class Rule(NamedTuple):
    """One rule. What it means, with examples and its source, stands in `explanations/`."""

    code: str
    severity: Severity
    family: Family
    check: Check

    def findings(self, case: Case) -> Iterable[Diagnostic]:
        """What this rule finds in a report."""
        for found in self.check(case):
            yield Diagnostic(
                self.code,
                found.severity or self.severity,
                found.message,
                found.places,
                found.hint,
                found.fixes,
                found.at,
            )


REGISTER: dict[str, Rule] = {}


def add(code: str, severity: Severity, family: Family, check: Check) -> None:
    """Register a check under its code."""
    assert code not in REGISTER, f"{code} is registered twice"
    REGISTER[code] = Rule(code, severity, family, check)


def rule(code: str, severity: Severity, family: Family = "lint") -> Callable[[Check], Check]:
    """Register the function below as the rule `code`."""

    def register(check: Check) -> Check:
        add(code, severity, family, check)
        return check

    return register
