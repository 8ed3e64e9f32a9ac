"""What a rule looks at: the spec, the profile, the document, and how to name places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from budgetpdf.diagnostic import Argument, CellRef, CharIn, Fix, Place, Severity, Span, Text
from budgetpdf.rules.corpus import Corpus, Stretch
from budgetpdf.rules.rule import Found
from budgetpdf.spec.escapes import end_of, starts_in
from budgetpdf.spec.paths import child, named_path
from budgetpdf.spec.source import KeyPath
from budgetpdf.spec.tables import Form, titles

if TYPE_CHECKING:
    from budgetpdf.document.blocks import Document
    from budgetpdf.profile import Profile
    from budgetpdf.spec.read import SpecFile


class Figure(NamedTuple):
    """An amount with its name and the key paths that it comes from (several if computed)."""

    value: Decimal
    label: Text
    paths: tuple[KeyPath, ...]


Where = KeyPath | Figure | Stretch | Place


@lru_cache(maxsize=512)
def _label(form: type[Form], name: str, last_year: bool) -> Text:
    title = titles(form)[name]
    words = name.replace("_", " ")
    return Text(f"上年{title}", f"last year's {words}") if last_year else Text(title, words)


class Case:
    """One report under examination. Everything costly is worked out once, when asked for."""

    def __init__(
        self, file: SpecFile, profile: Profile | None = None, document: Document | None = None
    ) -> None:
        self.file = file
        self.spec = file.spec
        self.source = file.source
        self.unit = file.spec.amounts_in
        self.profile = profile
        self.document = document
        self._memo: dict[object, Any] = {}

    @cached_property
    def corpus(self) -> Corpus:
        """The unit's own texts."""
        return Corpus(self.source.values)

    def value(self, *path: str | int) -> Any:
        """What stands at a key path of the spec; None if it is not written."""
        value: Any = self.spec
        for key in path:
            value = child(value, key)
        return value

    def written(self, *path: str | int) -> bool:
        """Whether the file has this key."""
        return self.source.has(path)

    def amount(self, *path: str | int) -> Figure | None:
        """The amount written at a key path."""
        form = self.value(*path[:-1])
        value = child(form, path[-1])
        if not isinstance(value, Decimal):
            return None
        return Figure(value, self.label(path, type(form)), (path,))

    def amounts(self, table: KeyPath, names: Iterable[str]) -> list[Figure]:
        """The amounts that are written among `names` of a table."""
        form = self.value(*table)
        kind = type(form)
        return [
            Figure(value, self.label((*table, name), kind), ((*table, name),))
            for name in names
            if isinstance(value := child(form, name), Decimal)
        ]

    def label(self, path: KeyPath, form: type[Form] | None = None) -> Text:
        """What a key is called: its Chinese title and its key. form: of its table, if known."""
        kind: type[Form] = form or type(self.value(*path[:-1]))
        return _label(kind, str(path[-1]), path[0] == "last_year")

    def stretch(self, stretch: Stretch) -> Span:
        """Where some characters of a text stand in the file."""
        path = stretch.passage.path
        place = self.source.places.get(path)
        assert place is not None
        begin, end = place[2:]
        raw = self.source.text[begin:end]
        starts: Sequence[int] = self.memo(path, lambda: starts_in(raw))
        if not starts:
            return self.source.span(path)
        last = max(stretch.start, stretch.end - 1)
        first, last = (starts[min(at, len(starts) - 1)] for at in (stretch.start, last))
        return self.source.span_at(begin + first, begin + end_of(raw, last))

    def places(self, where: Where) -> tuple[Place, ...]:
        """The places that something names."""
        match where:
            case Figure():
                return tuple(self.source.span(path) for path in where.paths)
            case Stretch():
                return (self.stretch(where),)
            case Span() | CharIn() | CellRef() | Argument():
                return (where,)
            case _:
                return (self.source.span(where),)

    def is_own(self, place: Place) -> bool:
        """Whether a place stands in the spec: the unit can change it, not only the bureau."""
        span = place.span if isinstance(place, CharIn) else place
        return isinstance(span, Span) and span.source == self.source.name

    def found(
        self,
        message: Text,
        *where: Where,
        hint: Text | None = None,
        fixes: Iterable[tuple[Stretch, str]] = (),
        severity: Severity | None = None,
    ) -> Found:
        """A finding at one or several places, the first being where it is shown."""
        named = (place for one in where for place in self.places(one))
        places = dict.fromkeys(islice(named, MOST_PLACES))
        wanted = islice(fixes, MOST_PLACES)
        changes = tuple(Fix(self.stretch(stretch), text) for stretch, text in wanted)
        return Found(message, tuple(places), hint, changes, self._at(where), severity)

    def _at(self, where: tuple[Where, ...]) -> str:

        for one in where:
            path = _key_path(one)
            if path:
                return self._named(path)
        return ""

    def memo(self, name: object, make: Callable[[], Any]) -> Any:
        """Something that several rules need, worked out once."""
        if name not in self._memo:
            self._memo[name] = make()
        return self._memo[name]

    def _named(self, path: KeyPath) -> str:
        """A key path for people; rows of very long lists keep their number."""
        lists = (self.value(*path[:at]) for at, key in enumerate(path) if isinstance(key, int))
        if all(len(rows) <= MOST_NAMED for rows in lists):
            return named_path(self.spec, path)
        steps = (f".{key}" if isinstance(key, str) else f"[#{key + 1}]" for key in path)
        return "".join(steps).removeprefix(".")


MOST_PLACES = 1000
"""Places and fixes of one finding."""

MOST_NAMED = 1000
"""Rows of a list up to which a row is looked for by its name."""


def _key_path(where: Where) -> KeyPath:
    if isinstance(where, Figure):
        return where.paths[0] if where.paths else ()
    if isinstance(where, Stretch):
        return where.passage.path
    return () if isinstance(where, Span | CharIn | CellRef | Argument) else where
