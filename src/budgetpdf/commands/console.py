"""Where a command speaks: results to standard output, findings to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from budgetpdf.diagnostic import Diagnostic, Text

DONE, FINDINGS, WRONG_USE = 0, 1, 2
"""Exit codes."""


class Console(NamedTuple):
    """Prints in the chosen language ("zh" or "en")."""

    lang: str

    def result(self, text: object) -> None:
        """A line of the command's result."""
        print(text, flush=True)

    def say(self, text: Text) -> None:
        """A remark beside the result."""
        print(text.in_language(self.lang), file=sys.stderr)

    def findings(
        self, findings: Iterable[Diagnostic], texts: Mapping[str, str] | None = None
    ) -> None:
        """Findings, each with its line of the source."""
        from budgetpdf.present import Presenter

        colour = sys.stderr.isatty() and "NO_COLOR" not in os.environ
        for line in Presenter(self.lang, colour, texts).show(findings):
            print(line, file=sys.stderr)
