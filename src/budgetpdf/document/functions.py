"""支出功能分类 as a tree: 类, 款 and 项 with their totals, from the rows that the spec writes."""

from __future__ import annotations

from budgetpdf.document.figures import total
from budgetpdf.profile.values import Record, Value

_DIGITS = (3, 5, 7)
_AMOUNTS = ("personnel", "operating", "basic", "projects", "total")


class Function(Record):
    """A 类 (depth 1), 款 (2) or 项 (3): its amounts are the sums over the rows below it."""

    __slots__ = ("_code", "_depth", "_rows")

    def __init__(self, code: str, depth: int, rows: list[Value]) -> None:
        self._code = code
        self._depth = depth
        self._rows = rows

    def get(self, name: str) -> Value | None:
        """code, name (of a 项 that writes one), depth, and the amounts."""
        first = self._rows[0]
        if name == "code":
            written: Value = first.data.need("code")
            return Value(self._code, written.origins, 0)
        if name == "depth":
            return Value(self._depth, first.origins)
        if name == "name":
            named: Value = first.data.need("name")
            return named if self._depth == len(_DIGITS) else Value("", named.origins)
        if name in _AMOUNTS:
            return total([row.data.need(name) for row in self._rows])
        return None


def tree(rows: tuple[Value, ...]) -> tuple[Value, ...]:
    """All 类, 款 and 项 of the rows, in the order of their codes (3, 5 and 7 digits).

    A code that is no 项 stands only at the depths that it has digits for.
    """
    groups: dict[str, list[Value]] = {}
    for row in rows:
        code = row.data.need("code").data
        for digits in _DIGITS:
            if len(code) >= digits:
                groups.setdefault(code[:digits], []).append(row)
    return tuple(_node(code, groups[code]) for code in sorted(groups))


def _node(code: str, rows: list[Value]) -> Value:
    depth = _DIGITS.index(len(code)) + 1
    origins = tuple(where for row in rows for where in row.origins)
    return Value(Function(code, depth, rows), origins)
