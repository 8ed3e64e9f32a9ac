"""Severities of the bureau and acceptances of the unit, applied once to all findings.

`[rules]` of a profile sets the severity of a code (R18) or of a family (K), or switches it off.
`accept` of a spec takes a warning away where the unit gives a reason; errors stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from budgetpdf.diagnostic import Diagnostic, Severity, Text
from budgetpdf.spec.paths import named_path, resolve

if TYPE_CHECKING:
    from budgetpdf.profile import Profile
    from budgetpdf.spec.read import SpecFile

SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "note": Severity.NOTE}
FIXED = ("S", "P", "T")
"""Families of what cannot be read or composed: they have no switch."""


def settle(
    findings: Iterable[Diagnostic], profile: Profile, file: SpecFile
) -> tuple[Diagnostic, ...]:
    """Findings of all stages with the severities that hold, without what the unit accepts."""
    accepted = _accepted(file)
    used: set[int] = set()
    refused: set[int] = set()
    left = []
    for one in findings:
        finding = _ruled(one, profile)
        if finding is None:
            continue
        entries = [n for at in _above(finding.at) for n in accepted.get((finding.code, at), ())]
        used.update(entries)
        if finding.severity is Severity.ERROR:
            refused.update(entries)
        if not entries or finding.severity is Severity.ERROR:
            left.append(finding)
    return (*left, *_notes(file, used, refused))


def _accepted(file: SpecFile) -> dict[tuple[str, str], list[int]]:
    """Entries of `accept` by rule and place."""
    found: dict[tuple[str, str], list[int]] = {}
    for index, entry in enumerate(file.spec.accept):
        path = resolve(file.spec, entry.at)
        at = named_path(file.spec, path) if path else entry.at
        found.setdefault((entry.rule, at), []).append(index)
    return found


def _above(at: str) -> Iterator[str]:
    """A place and the tables and rows that it stands in."""
    depth = 0
    for index, char in enumerate(at):
        depth += (char == "[") - (char == "]")
        if index and char in ".[" and depth == (char == "["):
            yield at[:index]
    if at:
        yield at


def _ruled(finding: Diagnostic, profile: Profile) -> Diagnostic | None:
    setting = profile.rules.get(finding.code) or profile.rules.get(
        finding.code.rstrip("0123456789")
    )
    if setting is None or finding.code.startswith(FIXED):
        return finding
    if setting.severity == "off":
        return None
    return finding._replace(severity=SEVERITIES[setting.severity])


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
