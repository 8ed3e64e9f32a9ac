"""What came of a batch: a row for each spec, and the whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from budgetpdf.diagnostic import Diagnostic, Severity


class State(StrEnum):
    """What became of a spec's report."""

    DONE = "done"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    LEFT = "left"
    """Not made because the run was stopped."""


@dataclass(frozen=True, slots=True)
class Row:
    """One spec. pdf: name of its file in the output folder, empty if there is none of this run.

    warnings: their number, from the earlier run if unchanged. outdated: names of PDFs that the
    spec made in earlier runs and that no longer say what it says.
    """

    spec: str
    state: State
    pdf: str = ""
    warnings: int = 0
    findings: tuple[Diagnostic, ...] = ()
    outdated: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that stand in the way of the report."""
        return tuple(one for one in self.findings if one.severity is Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Batch:
    """All rows in the order of the specs.

    findings: on the run as a whole. gone: names of PDFs whose spec is gone or has another title
    now; they are never deleted. seconds: what the run took. stopped: by Ctrl-C.
    """

    rows: tuple[Row, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    gone: tuple[str, ...] = ()
    seconds: float = 0.0
    stopped: bool = False

    def of(self, state: State) -> tuple[Row, ...]:
        """The rows in a state."""
        return tuple(row for row in self.rows if row.state is state)

    @property
    def complete(self) -> bool:
        """Whether every spec has its report."""
        whole = not self.of(State.FAILED) and not self.of(State.LEFT)
        return whole and not any(one.severity is Severity.ERROR for one in self.findings)


class Watch(Protocol):
    """Is told how far a batch is."""

    def reading(self, count: int) -> None:
        """So many titles are read before anything is written."""

    def rendering(self, count: int) -> None:
        """So many reports are to be made."""

    def read(self, count: int) -> None:
        """So many titles more are read."""

    def made(self, row: Row) -> None:
        """What came of one report."""


class Unwatched:
    """Nobody looks on."""

    def reading(self, count: int) -> None:
        """Ignored."""

    def rendering(self, count: int) -> None:
        """Ignored."""

    def read(self, count: int) -> None:
        """Ignored."""

    def made(self, row: Row) -> None:
        """Ignored."""
