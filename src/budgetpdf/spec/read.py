"""Reading a spec: path → values and places, or findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from budgetpdf.diagnostic import Diagnostic
from budgetpdf.spec.source import Source, read_toml
from budgetpdf.spec.tables import SPEC, Spec
from budgetpdf.spec.validate import by_place, validate


class SpecFile(NamedTuple):
    """A spec that was read, with the places of its values."""

    spec: Spec
    source: Source
    path: Path


def read(path: Path, name: str = "") -> tuple[SpecFile | None, tuple[Diagnostic, ...]]:
    """Read the spec at `path`, with all findings by place; None where it cannot be used.

    name: of the file in spans, the path as it was given if empty. A spec that comes with an error
    among the findings was understood in spite of it; only a draft may be made of it.
    """
    source, findings = read_toml(path, name)
    if source is None:
        return None, findings
    spec, more = validate(SPEC, source, findings)
    findings = tuple(sorted((*_unexplained(findings, more), *more), key=by_place))
    return (None if spec is None else SpecFile(spec, source, path)), findings


def _unexplained(
    findings: Iterable[Diagnostic], more: Iterable[Diagnostic]
) -> Iterator[Diagnostic]:
    """Without keys in Chinese for which it is known what they should be."""
    known = {finding.places[0] for finding in more if finding.code in {"S101", "S102"}}
    return (each for each in findings if each.code != "S027" or each.places[0] not in known)
