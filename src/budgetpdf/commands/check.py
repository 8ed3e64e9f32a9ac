"""`budgetpdf check`: all findings, `render` without writing; `--fix` puts right what it can."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from budgetpdf.commands.console import DONE, FINDINGS, WRONG_USE, Console
from budgetpdf.commands.given import options
from budgetpdf.diagnostic import Diagnostic, Text, has_errors

if TYPE_CHECKING:
    from argparse import Namespace

    from budgetpdf.pipeline import Options


def run(given: Namespace, console: Console) -> int:
    """Check all specs."""
    chosen, wrong = options(given)
    if wrong:
        console.findings(wrong)
        return WRONG_USE
    paths, found = specs(given.specs)
    findings = list(found)
    if given.format == "text":
        console.findings(findings)
    for path in paths:
        if given.fix and not _fix(path, chosen, console):
            return FINDINGS
        findings += _check(path, chosen, given.format, console)
    if given.format != "text":
        console.result(_report(findings, given.format, console.lang).rstrip("\n"))
    return FINDINGS if has_errors(findings) else DONE


def specs(words: Sequence[str]) -> tuple[Sequence[Path], Sequence[Diagnostic]]:
    """The specs that files, folders and patterns mean, as `render` takes them."""
    paths = [Path(word) for word in words]
    if all(path.is_file() for path in paths):
        return paths, ()
    from budgetpdf.batch.select import select

    return select(words)


def _check(path: Path, chosen: Options, form: str, console: Console) -> tuple[Diagnostic, ...]:
    from budgetpdf.pipeline import compile_spec

    outcome = compile_spec(path, chosen)
    if form == "text":
        console.findings(outcome.findings, outcome.texts)
        if not outcome.findings:
            console.say(Text(f"{path}：没有发现问题", f"{path}: no findings"))
    return outcome.findings


def _report(findings: list[Diagnostic], form: str, lang: str) -> str:
    from budgetpdf import __version__, formats

    if form == "json":
        return formats.to_json(findings, __version__)
    if form == "github":
        return formats.to_github(findings, lang)
    from budgetpdf.catalogue import titles

    return formats.to_sarif(findings, __version__, lang, titles())


def _fix(path: Path, chosen: Options, console: Console) -> bool:
    """Put right what has one right answer; the difference is shown before it is written."""
    from budgetpdf import fix
    from budgetpdf.output import write_whole
    from budgetpdf.pipeline import compile_spec

    fixes = fix.fixes_of(compile_spec(path, chosen).findings, str(path))
    before = path.read_bytes() if fixes else b""
    after = fix.apply_to_bytes(before, fixes)
    if after == before:
        return True
    console.result(fix.difference(before.decode(), after.decode(), str(path)))
    failure = write_whole(path, after)
    if failure:
        console.findings([failure])
    return failure is None
