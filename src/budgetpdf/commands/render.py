"""`budgetpdf render`: the PDF of each spec."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from budgetpdf.commands.console import DONE, FINDINGS, WRONG_USE, Console
from budgetpdf.commands.given import options
from budgetpdf.diagnostic import Severity, Text

if TYPE_CHECKING:
    from argparse import Namespace

    from budgetpdf.pipeline import Options


def run(given: Namespace, console: Console) -> int:
    """Render all specs; a bad one stops none of the others."""
    chosen, wrong = options(given)
    if wrong:
        console.findings(wrong)
        return WRONG_USE
    out = Path(given.out)
    return max(_one(Path(spec), out, chosen, given.draft, console) for spec in given.specs)


def _one(path: Path, out: Path, chosen: Options, draft: bool, console: Console) -> int:
    from budgetpdf.output import write_whole
    from budgetpdf.pipeline import compile_spec, paint

    if draft:
        from budgetpdf.draft import compile_draft
    outcome = compile_draft(path, chosen, console.lang) if draft else compile_spec(path, chosen)
    errors = [one for one in outcome.findings if one.severity is Severity.ERROR]
    if not draft:
        console.findings(errors, outcome.texts)
    if outcome.refused and not draft:
        console.say(_refusal(path, len(errors)))
        return FINDINGS
    target = out / outcome.name
    failure = write_whole(target, paint(outcome))
    if failure:
        console.findings([failure])
        return FINDINGS
    console.result(target)
    if outcome.findings:
        console.say(_summary(path, len(outcome.findings)))
    return DONE


def _refusal(path: Path, count: int) -> Text:
    return Text(
        f"{path}：有 {count} 个错误，没有生成 PDF；已有的文件未改动",
        f"{path}: {count} errors, no PDF written; an existing file is untouched",
    )


def _summary(path: Path, count: int) -> Text:
    return Text(
        f"{path}：另有 {count} 条提醒和说明，用 budgetpdf check 查看",
        f"{path}: {count} warnings and notes, see budgetpdf check",
    )
