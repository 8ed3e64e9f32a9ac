"""What a worker does: small values in, small values out. Only the caller writes files."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from budgetpdf.collecting import uncollected
from budgetpdf.diagnostic import Diagnostic, Severity, Span, Text
from budgetpdf.pipeline import DEFAULTS, Options

if TYPE_CHECKING:
    from budgetpdf.pipeline import Outcome, Prepared


@dataclass(frozen=True, slots=True)
class Setup:
    """What is the same for all reports of a batch.

    draft: the language of the findings behind drafts, empty for official reports.
    details: send the findings of reports that are made; there may be hundreds, and they take
        longer than the PDF to send.
    """

    options: Options = DEFAULTS
    draft: str = ""
    details: bool = True


class Task(NamedTuple):
    """A spec to render. name: of the file in findings, the path if empty."""

    path: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A report, or why there is none.

    warnings: their number. findings: all, or only those of a refused report (`Setup.details`).
    name: of the PDF file, empty if it is not known. data: the PDF, None if it is refused.
    digest: SHA-256 of the data. spec: that of the spec as it was read, empty if it was not.
    files: path and SHA-256 of every other file that was used and does not come with the program.
    """

    findings: tuple[Diagnostic, ...]
    name: str = ""
    data: bytes | None = None
    digest: str = ""
    spec: str = ""
    files: tuple[tuple[str, str], ...] = ()
    warnings: int = 0


# HarfBuzz holds the GIL and the caches are shared: threads of a worker gain nothing.
_ALONE = threading.Lock()


def load(setup: Setup) -> None:
    """Import all stages and open profile and fonts, for the processes that are forked then."""
    from budgetpdf import draft, rules  # noqa: F401
    from budgetpdf.document import compose  # noqa: F401
    from budgetpdf.layout import build  # noqa: F401
    from budgetpdf.paint import pdf  # noqa: F401
    from budgetpdf.pipeline import prepare_profile

    prepare_profile(setup.options)


def make(setup: Setup, tasks: Sequence[Task]) -> list[Made]:
    """Render specs. What fails in the program itself is a finding too: it stops no other spec."""
    with _ALONE:
        return [_make(setup, task) for task in tasks]


def names(setup: Setup, tasks: Sequence[Task]) -> list[str]:
    """The names of the PDF files that specs will have, without rendering; empty if unknown."""
    with _ALONE:
        return [_name(setup, task) for task in tasks]


@uncollected()
def _make(setup: Setup, task: Task) -> Made:
    from budgetpdf.batch.inputs import used_files
    from budgetpdf.pipeline import paint, prepare

    try:
        ready = prepare(Path(task.path), setup.options, task.name)
        outcome = _finished(ready, setup, task)
        made = outcome.pages is not None and (bool(setup.draft) or not outcome.refused)
        data = paint(outcome) if made else None
        return Made(
            outcome.findings if setup.details or data is None else (),
            outcome.name,
            data,
            sha256(data).hexdigest() if data is not None else "",
            sha256(ready.unit.source.data).hexdigest() if ready.unit else "",
            used_files(ready, setup.options),
            sum(one.severity is Severity.WARNING for one in outcome.findings),
        )
    except Exception as error:  # noqa: BLE001 - one report's trouble must stop no other
        return Made((_broken(task, error),))


def _finished(ready: Prepared, setup: Setup, task: Task) -> Outcome:
    if setup.draft:
        from budgetpdf.draft import finish_draft

        return finish_draft(ready, Path(task.path), setup.options, setup.draft)
    from budgetpdf.pipeline import finish

    return finish(ready, setup.options)


def _name(setup: Setup, task: Task) -> str:
    from budgetpdf.output import file_name
    from budgetpdf.pipeline import title

    path = Path(task.path)
    try:
        found = title(path, setup.options)
    except Exception:  # noqa: BLE001 - rendering will tell
        return ""
    if setup.draft:
        from budgetpdf.draft import draft_name

        return draft_name(found or path.stem, setup.draft)
    return file_name(found) if found else ""


def _broken(task: Task, error: Exception) -> Diagnostic:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    code = trace.tb_frame.f_code if trace is not None else None
    where = f"{Path(code.co_filename).name}:{trace.tb_lineno}" if code and trace else "?"
    what = f"{type(error).__name__}: {error} ({where})"
    return Diagnostic(
        "W012",
        Severity.ERROR,
        Text(f"程序内部错误：{what}", f"internal error: {what}"),
        (Span(task.name or task.path, 0, 0, 0, 0),),
        Text(
            "这是程序的缺陷，请把这一行和规格文件报告给 budgetpdf",
            "a defect of the program: please report this line with the spec",
        ),
    )
