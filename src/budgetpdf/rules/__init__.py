"""Spec, profile and document → findings: reconciliation, control totals, figures, lint."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING

from budgetpdf.diagnostic import Diagnostic
from budgetpdf.rules.case import Case
from budgetpdf.rules.rule import REGISTER, Rule
from budgetpdf.rules.settle import settle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from budgetpdf.document.blocks import Document
    from budgetpdf.profile import Profile
    from budgetpdf.spec.read import SpecFile

__all__ = ["Rule", "register", "run", "settle"]

ROOMS = (
    *("totals", "three_public", "lists", "approved", "consistency", "promises", "figures_in_text"),
    *("residue", "numbering", "reasons", "wording", "indicators", "across_projects"),
    *("report", "terms", "characters", "privacy"),
)
"""The modules whose rules are registered."""


MOST_FINDINGS = 200
"""Findings of one rule in one report. Beyond that nobody reads, and a broken file may have
millions."""


@cache
def register() -> Mapping[str, Rule]:
    """All rules by code, in the order of their codes."""
    for room in ROOMS:
        import_module(f"budgetpdf.rules.{room}")
    return dict(sorted(REGISTER.items()))


def run(
    file: SpecFile, profile: Profile | None = None, document: Document | None = None
) -> tuple[Diagnostic, ...]:
    """What all rules find in one report, with their own severities.

    Without a document the rules that read the composed report find nothing.
    """
    case = Case(file, profile, document)
    switched_off = _switched_off(profile)
    return tuple(
        finding
        for rule in register().values()
        if rule.code not in switched_off
        for finding in islice(rule.findings(case), MOST_FINDINGS)
    )


def _switched_off(profile: Profile | None) -> frozenset[str]:
    if profile is None:
        return frozenset()
    return frozenset(code for code, setting in profile.rules.items() if setting.severity == "off")
