"""Progress of a batch as plain lines: the path of each PDF, and what failed as it fails."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self

from budgetpdf.batch import Row, State
from budgetpdf.commands.console import Console
from budgetpdf.diagnostic import Text


class Lines:
    """Watches a batch. out: the folder of the PDFs, None to leave their paths out."""

    def __init__(self, console: Console, out: Path | None) -> None:
        self._console = console
        self._out = out

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Nothing is open."""

    def reading(self, count: int) -> None:
        """Titles are soon read: no line of its own."""

    def rendering(self, count: int) -> None:
        """Says how many there are to make."""
        self._console.say(Text(f"要生成 {count} 份", f"{count} reports to make"))

    def read(self, count: int) -> None:
        """Nothing is said of a title."""

    def made(self, row: Row) -> None:
        """A line for each report."""
        if row.state is State.FAILED:
            self._console.say(Text(f"{row.spec}：失败", f"{row.spec}: failed"))
        self.path(row)

    def path(self, row: Row) -> None:
        """Where the PDF is, if there is one."""
        if row.state is State.DONE and self._out is not None:
            self._console.result(self._out / row.pdf)
