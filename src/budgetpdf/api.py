"""The library's few verbs. `import budgetpdf` loads them when they are first used."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from budgetpdf.collecting import uncollected
from budgetpdf.diagnostic import Diagnostic, Rejected, Severity, Span
from budgetpdf.pipeline import DEFAULTS, Options, compile_spec, paint

__all__ = ["Diagnostic", "Options", "Rejected", "Severity", "Span", "check", "render"]


@uncollected()
def render(spec: str | PathLike[str], options: Options = DEFAULTS) -> bytes:
    """The official PDF of the spec at this path.

    Raises `Rejected` with all findings if an error stands in the way.
    """
    outcome = compile_spec(Path(spec), options)
    if outcome.refused:
        raise Rejected(outcome.findings)
    return paint(outcome)


def check(spec: str | PathLike[str], options: Options = DEFAULTS) -> tuple[Diagnostic, ...]:
    """All findings on the spec at this path, ordered by place: `render` without writing."""
    return compile_spec(Path(spec), options).findings
