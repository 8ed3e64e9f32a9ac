"""Findings: what is wrong, where, and what to do.

A finding is a value. Every stage returns its findings; nobody prints or raises them but the
command line. Messages are written in both languages where they are made.
"""

from collections.abc import Iterable
from enum import IntEnum
from typing import NamedTuple


class Severity(IntEnum):
    """How grave a finding is: an error stops the official render."""

    NOTE = 1
    WARNING = 2
    ERROR = 3


class Text(NamedTuple):
    """A sentence in Chinese and in English."""

    zh: str
    en: str

    def in_language(self, lang: str) -> str:
        """The sentence in `lang` ("zh" or "en")."""
        return self.en if lang.startswith("en") else self.zh


class Span(NamedTuple):
    """A stretch of a text file. Lines and columns count from 1, columns in code points.

    `source` is the name under which the file was given (or "profile:NAME" for a built-in one).
    Line 0 means the file as a whole. The end is exclusive.
    """

    source: str
    line: int
    column: int
    end_line: int
    end_column: int


class CharIn(NamedTuple):
    """One character of a string value: `offset` counts in the decoded value, from 0.

    `span` covers the whole value as it stands in the file, quotes included. Where the character
    stands is worked out when the finding is shown, see `spec.source.locate`.
    """

    span: Span
    offset: int


class CellRef(NamedTuple):
    """A cell of a workbook or of a CSV file: `sheet` is empty for CSV, `cell` reads like "B7"."""

    source: str
    sheet: str
    cell: str


class Argument(NamedTuple):
    """A command-line argument, as it was written."""

    text: str


Place = Span | CharIn | CellRef | Argument


class Fix(NamedTuple):
    """One right answer: replace what stands at `span` with `text`."""

    span: Span
    text: str


class Diagnostic(NamedTuple):
    """One finding.

    code: stable, e.g. "R03", "T001"; explained by `budgetpdf explain`.
    message: one short sentence; with sums, the arithmetic written out with its unit.
    places: of every value involved, the first one is where it is shown.
    hint: what to do.
    at: key path of the first value, with rows named ("performance.indicators[结案率].value").
    """

    code: str
    severity: Severity
    message: Text
    places: tuple[Place, ...] = ()
    hint: Text | None = None
    fixes: tuple[Fix, ...] = ()
    at: str = ""


def has_errors(findings: Iterable[Diagnostic]) -> bool:
    """Whether one of the findings refuses the official render."""
    return any(finding.severity is Severity.ERROR for finding in findings)


class Rejected(Exception):  # noqa: N818 - it is an answer, not an error of the program
    """A library call that cannot give its result; `findings` say why. Raised by `render()`."""

    def __init__(self, findings: tuple[Diagnostic, ...]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = findings
