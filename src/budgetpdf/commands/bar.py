"""Progress of a batch on a terminal: a bar with rate and remaining time."""

from __future__ import annotations

from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

from rich.console import Console as Terminal
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text as RichText

from budgetpdf.batch import Row, State
from budgetpdf.commands.console import Console
from budgetpdf.commands.lines import Lines
from budgetpdf.diagnostic import Text

PAUSE = 0.1
"""Seconds between two pictures of the bar."""


class _Rate(ProgressColumn):
    """Reports a second."""

    def __init__(self, unit: str) -> None:
        super().__init__()
        self._unit = unit

    def render(self, task: Task) -> RichText:
        """The rate, empty as long as it is not known."""
        speed = task.finished_speed or task.speed
        return RichText(f"{speed:.1f} {self._unit}" if speed else "")


class Bar(Lines):
    """Watches a batch. It draws in the caller's thread: workers may be forked beside it."""

    def __init__(self, console: Console, out: Path | None) -> None:
        super().__init__(console, out)
        self._lang = console.lang
        self._drawn = 0.0
        self._failed = 0
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=None),
            MofNCompleteColumn(),
            _Rate(Text("份/秒", "/s").in_language(self._lang)),
            TimeRemainingColumn(),
            TextColumn("[red]{task.fields[failed]}"),
            console=Terminal(stderr=True),
            auto_refresh=False,
            transient=True,
            expand=True,
        )

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Takes the bar away; the summary follows."""
        self._progress.stop()

    def reading(self, count: int) -> None:
        """A bar for the titles."""
        self._begin(Text("读取标题", "titles"), count)

    def rendering(self, count: int) -> None:
        """A bar for the reports."""
        self._begin(Text("生成 PDF", "rendering"), count)

    def read(self, count: int) -> None:
        """Moves the bar on."""
        self._move(count)

    def made(self, row: Row) -> None:
        """Moves the bar on; failures are counted beside it."""
        self.path(row)
        self._failed += row.state is State.FAILED
        self._move(1)

    def _move(self, count: int) -> None:
        failed = Text(f"失败 {self._failed}", f"{self._failed} failed").in_language(self._lang)
        for task in self._progress.task_ids:
            self._progress.update(task, advance=count, failed=failed if self._failed else "")
        if monotonic() - self._drawn > PAUSE:
            self._progress.refresh()
            self._drawn = monotonic()

    def _begin(self, text: Text, count: int) -> None:
        for task in self._progress.task_ids:
            self._progress.remove_task(task)
        self._progress.add_task(text.in_language(self._lang), total=count, failed="")
        self._progress.refresh()
