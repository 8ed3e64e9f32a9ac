"""budgetpdf: one TOML spec in, the official budget disclosure (单位预算信息公开) out as PDF.

    import budgetpdf

    data = budgetpdf.render("unit.toml")            # bytes of the PDF
    for finding in budgetpdf.check("unit.toml"):    # all findings, ordered by place
        print(finding.code, finding.message.zh)
"""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING

from budgetpdf.diagnostic import Diagnostic, Rejected, Severity, Span

if TYPE_CHECKING:
    from budgetpdf.pipeline import Options

__version__ = "0.1.0"
__all__ = ["Diagnostic", "Rejected", "Severity", "Span", "check", "render"]


def render(spec: str | PathLike[str], options: Options | None = None) -> bytes:
    """The official PDF of the spec at this path.

    Raises `Rejected` with all findings if an error stands in the way.
    """
    from pathlib import Path

    from budgetpdf.pipeline import Options, compile_spec, paint

    outcome = compile_spec(Path(spec), options or Options())
    if outcome.refused:
        raise Rejected(outcome.findings)
    return paint(outcome)


def check(spec: str | PathLike[str], options: Options | None = None) -> tuple[Diagnostic, ...]:
    """All findings on the spec at this path: `render` without writing."""
    from pathlib import Path

    from budgetpdf.pipeline import Options, compile_spec

    return compile_spec(Path(spec), options or Options()).findings
