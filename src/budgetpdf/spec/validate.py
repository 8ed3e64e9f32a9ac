"""A TOML file's values held against a model; what does not fit becomes findings, all at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from budgetpdf.diagnostic import Diagnostic, Severity, Span
from budgetpdf.spec.engine import ValidationError
from budgetpdf.spec.paths import KeyPath, child, child_at, named_path
from budgetpdf.spec.source import Source
from budgetpdf.spec.table import Checked

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

    from budgetpdf.spec.problems import Problem, Told

Made = TypeVar("Made")
MAX_FINDINGS = 200


def validate(
    form: Checked[Made], source: Source, told: Sequence[Diagnostic] = ()
) -> tuple[Made | None, tuple[Diagnostic, ...]]:
    """The values of `source` in their form, or None with the findings, by place.

    told: findings over the same file; a value that one of them is about gets no second one.
    """
    try:
        return form.validator.validate_python(source.values), ()
    except ValidationError as error:
        details = error.errors(include_url=False)[:MAX_FINDINGS]
    problems = _distinct(_problem(detail, source.values) for detail in details)
    places = {place[:3] for finding in told for place in finding.places if isinstance(place, Span)}
    fresh = [each for each in problems if not _told(source, each, places)]
    return None, tuple(sorted(_findings(form.model(), source, fresh), key=by_place))


def _problem(detail: ErrorDetails, values: Any) -> Problem:
    """What pydantic found, at the keys and rows that are really there.

    Its paths also name members of unions and validators; these are left out.
    """
    from budgetpdf.spec.problems import Problem

    path: KeyPath = ()
    *above, last = detail["loc"] or ("",)
    for step in above:
        below = child(values, step)
        if below is not None:
            path, values = (*path, step), below
    if child(values, last) is not None or detail["type"] == "missing":
        path = (*path, last)
    return Problem(path, detail["type"], detail["input"], detail.get("ctx", {}), detail["msg"])


def _distinct(problems: Iterable[Problem]) -> list[Problem]:
    """One problem a path: the first member of a union speaks for all."""
    found: dict[KeyPath, Problem] = {}
    for each in problems:
        found.setdefault(each.path, each)
    return list(found.values())


def _told(source: Source, each: Problem, places: set[tuple[str, int, int]]) -> bool:
    """Whether a finding already stands at the key or the value of `path`."""
    path = each.path
    if each.kind == "extra_forbidden" or not source.has(path):
        return False
    if isinstance(child_at(source.values, path), dict | list):
        return False
    key, value = source.key_span(path), source.span(path)
    start, end = key[1:3], max(key[3:5], value[3:5])
    return any(
        name == key.source and start <= (line, column) <= end for name, line, column in places
    )


def _findings(
    root: type[BaseModel], source: Source, problems: Sequence[Problem]
) -> Iterable[Diagnostic]:
    told = [_words(root, source, each) for each in problems]
    explained: frozenset[KeyPath] = frozenset().union(*(words.explains for words in told))
    for each, words in zip(problems, told, strict=True):
        if each.kind == "missing" and each.path in explained:
            continue
        unknown = each.kind == "extra_forbidden"
        place = source.key_span(each.path) if unknown else source.span(each.path)
        at = named_path(source.values, each.path)
        yield Diagnostic(words.code, Severity.ERROR, words.message, (place,), words.hint, at=at)


def _words(root: type[BaseModel], source: Source, each: Problem) -> Told:
    from budgetpdf.spec.forms import entry_at
    from budgetpdf.spec.wrong_keys import missing_key, unknown_key
    from budgetpdf.spec.wrong_values import wrong_value

    if each.kind == "extra_forbidden":
        return unknown_key(root, source, each.path)
    if each.kind == "missing":
        return missing_key(root, source, each.path)
    return wrong_value(entry_at(root, each.path), each)


def by_place(finding: Diagnostic) -> tuple[int, int, str]:
    """Sorts findings over one file."""
    place = finding.places[0]
    return (place.line, place.column, finding.code) if isinstance(place, Span) else (0, 0, "")
