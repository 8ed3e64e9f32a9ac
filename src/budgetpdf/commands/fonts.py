"""`budgetpdf fonts`: roles, faces, coverage; what falls back in a spec."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from budgetpdf.commands.console import DONE, FINDINGS, WRONG_USE, Console
from budgetpdf.commands.given import options
from budgetpdf.diagnostic import has_errors

if TYPE_CHECKING:
    from argparse import Namespace


def run(given: Namespace, console: Console) -> int:
    """List the fonts."""
    from budgetpdf.commands.fontlist import listing

    chosen, wrong = options(given)
    if wrong:
        console.findings(wrong)
        return WRONG_USE
    found = listing(Path(given.specs) if given.specs else None, chosen, console.lang)
    errors = [one for one in found.findings if has_errors([one])]
    console.findings(errors, found.texts)
    for line in found.lines:
        console.result(line)
    return FINDINGS if errors else DONE
