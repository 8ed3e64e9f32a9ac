"""`budgetpdf render` of many specs: progress, summary, exit code."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, ExitStack, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from budgetpdf.batch import Batch, render_all
from budgetpdf.batch.troubles import unreachable
from budgetpdf.commands.console import DONE, FINDINGS, Console
from budgetpdf.commands.given import draft_language
from budgetpdf.commands.lines import Lines
from budgetpdf.commands.summary import show

if TYPE_CHECKING:
    from argparse import Namespace

    from budgetpdf.batch.engine import Engine
    from budgetpdf.pipeline import Options

STOPPED = 130
"""Exit code after Ctrl-C, as shells have it."""


def render_many(given: Namespace, chosen: Options, out: Path, console: Console) -> int:
    """Render all specs and sum up."""
    with ExitStack() as stack:
        try:
            executor = stack.enter_context(_engine(given.scheduler))
        except (ImportError, OSError, ValueError) as error:
            console.findings([unreachable(given.scheduler, f"{type(error).__name__}: {error}")])
            return FINDINGS
        batch = render_all(
            given.specs,
            chosen,
            out=out,
            executor=executor,
            jobs=given.jobs,
            force=given.force,
            draft=draft_language(given),
            details=False,
            watch=stack.enter_context(_watch(out, console)),
        )
    show(batch, out, console)
    if given.report and not _write_report(Path(given.report), batch, console):
        return FINDINGS
    if batch.stopped:
        return STOPPED
    return DONE if batch.complete else FINDINGS


def _engine(address: str) -> AbstractContextManager[Engine | None]:
    """The cluster of a scheduler; None is this machine."""
    if not address:
        return nullcontext()
    from budgetpdf.batch.scheduler import cluster

    return cluster(address)


def _write_report(path: Path, batch: Batch, console: Console) -> bool:
    from budgetpdf import __version__
    from budgetpdf.batch.report import to_json
    from budgetpdf.output import write_whole

    failure = write_whole(path, to_json(batch, __version__).encode())
    if failure is not None:
        console.findings([failure])
    return failure is None


def _watch(out: Path, console: Console) -> AbstractContextManager[Lines]:
    """A bar on a terminal, a line for each report otherwise."""
    if not sys.stderr.isatty():
        return Lines(console, out)
    from budgetpdf.commands.bar import Bar

    # The bar is enough for a person; a pipe gets the paths as well.
    return Bar(console, None if sys.stdout.isatty() else out)
