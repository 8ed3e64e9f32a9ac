"""`budgetpdf check`: all findings; `render` without writing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from budgetpdf.commands.console import DONE, FINDINGS, WRONG_USE, Console
from budgetpdf.commands.given import options
from budgetpdf.diagnostic import Text

if TYPE_CHECKING:
    from argparse import Namespace

    from budgetpdf.pipeline import Options


def run(given: Namespace, console: Console) -> int:
    """Check all specs."""
    chosen, wrong = options(given)
    if wrong:
        console.findings(wrong)
        return WRONG_USE
    return max(_one(Path(spec), chosen, console) for spec in given.specs)


def _one(path: Path, chosen: Options, console: Console) -> int:
    from budgetpdf.pipeline import compile_spec

    outcome = compile_spec(path, chosen)
    console.findings(outcome.findings, outcome.texts)
    if not outcome.findings:
        console.say(Text(f"{path}：没有发现问题", f"{path}: no findings"))
    return FINDINGS if outcome.refused else DONE
