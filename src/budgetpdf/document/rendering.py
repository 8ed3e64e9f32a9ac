"""Templates → runs that know their places; expressions that fail → findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from budgetpdf.diagnostic import Diagnostic, Place, Span, Text
from budgetpdf.document.blocks import Cell, Inlines, Row, Run
from budgetpdf.document.wording import Wording
from budgetpdf.profile.codes import finding
from budgetpdf.profile.parts import ColumnPart, Each, Format
from budgetpdf.profile.template import Expression, Literal, Template
from budgetpdf.profile.values import BLANK, EvaluationError, MissingError, Scope, Value, Where
from budgetpdf.spec.paths import named_path
from budgetpdf.tuples import new_tuple

if TYPE_CHECKING:
    from budgetpdf.document.leaves import Leaf

_NOTHING = Value(BLANK)
# Hundreds of runs a report: past the constructor, which is a function of Python.
_TOLD = 20
"""As many of the facts behind a run are told; a sum may have thousands."""


class OfEntry(NamedTuple):
    """An entry of a list as the rows that are joined with it see it, and their cells of it."""

    value: Value
    cells: tuple[Cell | None, ...]


class Renderer:
    """Evaluates what a profile says; collects what cannot be evaluated.

    wording: puts facts into words.
    """

    def __init__(self, wording: Wording) -> None:
        self.wording = wording
        self._findings: list[Diagnostic] = []
        self._said: set[tuple[str, Place]] = set()
        # What is the same in all tables of one definition, by the identity of the definition's
        # parts: the profile, which is held here, keeps them.
        self.columns: dict[tuple[int, str], tuple[tuple[ColumnPart, ...], tuple[Leaf, ...]]] = {}
        self.heads: dict[tuple[int, ...], tuple[Row, ...]] = {}
        self.entries: dict[tuple[int, str, int], OfEntry] = {}

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What went wrong so far."""
        return tuple(self._findings)

    def report(
        self,
        code: str,
        message: Text,
        *places: Place,
        hint: Text | None = None,
        origins: Sequence[Where] = (),
    ) -> None:
        """Note a finding, once for each place; the facts that it is about come first."""
        places = (*(where.span for where in origins), *places)
        if (code, places[0]) not in self._said:
            self._said.add((code, places[0]))
            at = named_path(origins[0].source.values, origins[0].path) if origins else ""
            self._findings.append(finding(code, message, *places, hint=hint, at=at))

    def value(self, expression: Expression, scope: Scope) -> Value:
        """The value of an expression; nothing, with a finding, if it has none."""
        try:
            return expression.evaluate(scope)
        except EvaluationError as error:
            self._fail(error, expression)
            return _NOTHING

    def holds(self, when: Expression | None, scope: Scope) -> bool:
        """Whether a condition holds; no condition always does."""
        return when is None or bool(self.value(when, scope).data)

    def each(self, each: Each | None, scope: Scope) -> Iterator[Scope]:
        """The scopes in which something repeated stands: one for each item, or just this one."""
        if each is None:
            yield scope
            return
        for number, item in enumerate(self.items(each.items, scope), 1):
            yield scope.with_names(**{each.name: item, "number": Value(number)})

    def items(self, expression: Expression, scope: Scope) -> tuple[Value, ...]:
        """The items of a list that something is repeated for."""
        data = self.value(expression, scope).data
        items = data if isinstance(data, tuple) else ()
        try:
            self.wording.spend(len(items))
        except EvaluationError as error:
            self._fail(error, expression)
            return ()
        return items

    def runs(self, template: Template | None, scope: Scope, style: str = "") -> list[Run]:
        """The runs of a template, in order; a text inserted alone keeps its own characters."""
        made: list[Run] = []
        if template is None:
            return made
        span = template.span
        for piece in template.pieces:
            if isinstance(piece, Literal):
                made.append(new_tuple(Run, (piece.text, span, piece.start, (), style)))
            elif (run := self._inserted(piece, scope, style)) is not None:
                made.append(run)
        return made

    def _inserted(self, expression: Expression, scope: Scope, style: str) -> Run | None:
        value = self.value(expression, scope)
        text = self._text(value, expression)
        return value_run(value, text, expression.span, style) if text else None

    def _text(self, value: Value, expression: Expression) -> str:
        try:
            return self.wording.text(value)
        except EvaluationError as error:
            self._fail(error, expression)
            return ""

    def inserted(self, value: Value, expression: Expression) -> list[Run]:
        """The run of a value that an expression gave."""
        text = self._text(value, expression)
        return [value_run(value, text, expression.span)] if text else []

    def cell(self, value: Value, form: Format, numbers: str, expression: Expression) -> list[Run]:
        """What stands in a cell that holds one value."""
        try:
            text = self.wording.cell(value, form, numbers)
        except EvaluationError as error:
            self._fail(error, expression)
            return []
        return [value_run(value, text, expression.span)] if text else []

    def figure(self, value: Value, form: Format, numbers: str, where: Where) -> list[Run]:
        """What stands in a cell for a computed sum."""
        text = self.wording.cell(value, form, numbers)
        return [value_run(value, text, where.span)] if text else []

    def inline(self, template: Template | None, scope: Scope) -> Inlines:
        """A template as one line: line breaks in its facts are left out."""
        return tuple(run for line in paragraphs(self.runs(template, scope)) for run in line)

    def _fail(self, error: EvaluationError, expression: Expression) -> None:
        code = "T005" if isinstance(error, MissingError) else "T006"
        self.report(code, error.message, expression.place(), origins=error.origins)


def value_run(value: Value, text: str, template: Span, style: str = "") -> Run:
    """The run of a value: its first fact is its place, or the template if it has none."""
    if not value.origins:
        return new_tuple(Run, (text, template, None, (), style))
    if len(value.origins) == 1:
        return new_tuple(Run, (text, value.origins[0].span, value.start, (template,), style))
    first, *others = (where.span for where in value.origins[:_TOLD])
    return new_tuple(Run, (text, first, value.start, (*others, template), style))


def is_one_line(text: str) -> bool:
    """Whether a text is one paragraph as it stands: no line breaks, no blanks around."""
    return text != "" and text == text.strip() and "\n" not in text


def paragraphs(runs: Sequence[Run]) -> list[Inlines]:
    """Runs parted at line breaks: a line is a paragraph; blank ones and blanks around are left."""
    if len(runs) == 1 and is_one_line(runs[0].text):
        return [(runs[0],)]
    lines: list[list[Run]] = [[]]
    for run in runs:
        if "\n" not in run.text:
            lines[-1].append(run)
            continue
        start = 0
        for index, part in enumerate(run.text.split("\n")):
            if index:
                lines.append([])
            if part:
                lines[-1].append(_part(run, start, part))
            start += len(part) + 1
    stripped = map(_stripped, lines)
    return [line for line in stripped if line]


def _part(run: Run, start: int, text: str) -> Run:
    if text == run.text:
        return run
    at = None if run.start is None else run.start + start
    return Run(text, run.span, at, run.also, run.style)


def _stripped(line: list[Run]) -> Inlines:
    while line and not line[0].text.strip():
        line = line[1:]
    while line and not line[-1].text.strip():
        line = line[:-1]
    if not line:
        return ()
    if line[0].text[0].isspace():
        text = line[0].text.lstrip()
        line = [_part(line[0], len(line[0].text) - len(text), text), *line[1:]]
    if line[-1].text[-1].isspace():
        line = [*line[:-1], _part(line[-1], 0, line[-1].text.rstrip())]
    return tuple(line)
