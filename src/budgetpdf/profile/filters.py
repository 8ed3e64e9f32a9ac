"""The filters of expressions: what each takes and gives. What they do is `document.wording`'s."""

from __future__ import annotations

from typing import NamedTuple


class Filter(NamedTuple):
    """A filter's signature.

    accepts: kinds of value (see `shapes.Shape`). arguments: what each argument names:
    "numbers", "phrase", "list" (an entry of the profile), "field" (of a list's rows), "text",
    "value" (any expression); those after `required` may be left out.
    gives: kind of the result; "field" takes that of the field named by the first argument.
    """

    accepts: tuple[str, ...]
    arguments: tuple[str, ...] = ()
    required: int = 0
    gives: str = "text"


FILTERS: dict[str, Filter] = {
    "money": Filter(("money",), ("numbers",)),
    "number": Filter(("money", "number"), ("numbers",)),
    "percent": Filter(("change", "number"), ("numbers",)),
    "phrase": Filter(("change", "money", "number"), ("phrase", "value"), 1),
    "word": Filter(("text", "change", "flag", "number"), ("list",), 1),
    "count": Filter(("list",), gives="number"),
    "sum": Filter(("list",), ("field",), 1, "field"),
    "join": Filter(("list",), ("text", "field"), 1),
}
