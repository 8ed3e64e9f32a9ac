"""Severities of the bureau and acceptances of the unit, applied once to all findings.

`[rules]` of a profile sets the severity of a code (R18) or of a family (K), or switches it off.
`accept` of a spec takes a warning away where the unit gives a reason; errors stay.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from budgetpdf.diagnostic import Diagnostic, Severity, Text
from budgetpdf.spec.paths import named_path, resolve

if TYPE_CHECKING:
    from budgetpdf.profile import Profile
    from budgetpdf.spec.model import Acceptance
    from budgetpdf.spec.read import SpecFile

SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "note": Severity.NOTE}
FIXED = ("S", "P", "T")
"""Families of what cannot be read or composed: they have no switch."""


def settle(
    findings: Iterable[Diagnostic], profile: Profile, file: SpecFile
) -> tuple[Diagnostic, ...]:
    """Findings of all stages with the severities that hold, without what the unit accepts."""
    ruled = [kept for one in findings if (kept := _ruled(one, profile)) is not None]
    used: set[int] = set()
    left = []
    for finding in ruled:
        accepted = _acceptances(finding, file)
        used.update(accepted)
        if not accepted or finding.severity is Severity.ERROR:
            left.append(finding)
    refused = {
        index
        for finding in ruled
        if finding.severity is Severity.ERROR
        for index in _acceptances(finding, file)
    }
    return (*left, *_notes(file, used, refused))


def _ruled(finding: Diagnostic, profile: Profile) -> Diagnostic | None:
    setting = profile.rules.get(finding.code) or profile.rules.get(
        finding.code.rstrip("0123456789")
    )
    if setting is None or finding.code.startswith(FIXED):
        return finding
    if setting.severity == "off":
        return None
    return replace(finding, severity=SEVERITIES[setting.severity])


def _acceptances(finding: Diagnostic, file: SpecFile) -> list[int]:
    """The entries of `accept` that mean this finding."""
    if not finding.at:
        return []
    return [
        index
        for index, entry in enumerate(file.spec.accept)
        if entry.rule == finding.code and _covers(entry, finding.at, file)
    ]


def _covers(entry: Acceptance, at: str, file: SpecFile) -> bool:
    """Whether a finding stands at the accepted place or below it."""
    path = resolve(file.spec, entry.at)
    accepted = named_path(file.spec, path) if path else entry.at
    return at == accepted or at.startswith((f"{accepted}.", f"{accepted}["))


def _notes(file: SpecFile, used: set[int], refused: set[int]) -> Iterable[Diagnostic]:
    for index, entry in enumerate(file.spec.accept):
        place = file.source.span(("accept", index))
        at = f"accept[{entry.rule}]"
        if index in refused:
            yield Diagnostic(
                "N002",
                Severity.NOTE,
                Text(
                    f"{entry.rule} 是错误，不能接受",
                    f"{entry.rule} is an error and cannot be accepted",
                ),
                (place,),
                Text("改正错误，再删去这一条", "correct it, then delete this entry"),
                at=at,
            )
        elif index not in used:
            yield Diagnostic(
                "N001",
                Severity.NOTE,
                Text(
                    f"已接受的提示 {entry.rule} 在“{entry.at}”处没有出现",
                    f"nothing of {entry.rule} is found at “{entry.at}” any more",
                ),
                (place,),
                Text("删去这一条，或核对位置", "delete this entry, or check its place"),
                at=at,
            )
