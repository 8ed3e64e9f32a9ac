"""What a profile adds to the facts: constants, its glossary, and the [extra] of specs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from budgetpdf.diagnostic import Text
from budgetpdf.document.facts import Names
from budgetpdf.document.rendering import Renderer
from budgetpdf.profile.parts import Extra, Profile
from budgetpdf.profile.template import Literal, Template
from budgetpdf.profile.values import BLANK, Scope, Value, Where
from budgetpdf.spec.read import SpecFile


def constants(profile: Profile) -> dict[str, Value]:
    """[constants] of the profile."""
    values = {}
    for name, where in profile.constants.items():
        data = where.source.values["constants"][name]
        values[name] = Value(data, (where,), 0 if isinstance(data, str) else None)
    return values


def terms(profile: Profile, scope: Scope, renderer: Renderer) -> list[Value]:
    """The profile's terms that apply to this spec."""
    return [
        Value(
            Names(
                {
                    "term": _text(term.term, scope, renderer),
                    "text": _text(term.text, scope, renderer),
                }
            )
        )
        for term in profile.glossary
        if renderer.holds(term.when, scope)
    ]


def _text(template: Template, scope: Scope, renderer: Renderer) -> Value:
    runs = renderer.runs(template, scope)
    plain = all(isinstance(piece, Literal) for piece in template.pieces)
    return Value("".join(run.text for run in runs), (template.where,), 0 if plain else None)


def read(file: SpecFile, profile: Profile, renderer: Renderer) -> dict[str, Value]:
    """[extra] of the spec, held against the shapes of the profile."""
    return _Reader(file, renderer).table(file.spec.extra, profile.extra, ("extra",))


_TYPES: dict[str, tuple[type, ...]] = {
    "text": (str,),
    "amount": (Decimal, int),
    "number": (Decimal, int),
    "date": (date,),
    "flag": (bool,),
    "table": (dict,),
    "list": (list,),
}
_TITLES = {
    "text": Text("引号里的文字", "a text"),
    "amount": Text("金额（数字）", "an amount"),
    "number": Text("数字", "a number"),
    "date": Text("日期，如 2023-02-05", "a day like 2023-02-05"),
    "flag": Text("true 或 false", "true or false"),
    "table": Text("一个表", "a table"),
    "list": Text("一个列表", "a list"),
}


class _Reader:
    """Turns [extra] into facts; what does not fit is a finding and left out."""

    def __init__(self, file: SpecFile, renderer: Renderer) -> None:
        self._source = file.source
        self._renderer = renderer

    def table(
        self, written: Mapping[str, Any], wanted: Mapping[str, Extra], path: tuple[str | int, ...]
    ) -> dict[str, Value]:
        """The facts of one table."""
        for key in written:
            if key not in wanted:
                known = "、".join(wanted) or "（无）"
                self._report(
                    (*path, key),
                    Text(f"格式没有定义“{key}”", f"the profile has no “{key}”"),
                    Text(f"可以写的有：{known}", f"there are: {', '.join(wanted) or 'none'}"),
                )
        return {
            name: self._value(written.get(name), extra, (*path, name))
            for name, extra in wanted.items()
        }

    def _value(self, data: Any, extra: Extra, path: tuple[str | int, ...]) -> Value:
        where = (Where(self._source, path),)
        if data is None:
            if not extra.optional:
                key = ".".join(map(str, path))
                self._report(path, Text(f"缺少{extra.title}（{key}）", f"{key} is missing"))
            return Value(BLANK, where)
        if not isinstance(data, _TYPES[extra.type]) or (
            isinstance(data, bool) and extra.type != "flag"
        ):
            wanted = _TITLES[extra.type]
            message = Text(f"{extra.title}应为{wanted.zh}", f"this must be {wanted.en}")
            self._report(path, message)
            return Value(BLANK, where)
        return self._wrap(data, extra, path, where)

    def _wrap(
        self, data: Any, extra: Extra, path: tuple[str | int, ...], where: tuple[Where, ...]
    ) -> Value:
        if extra.type == "table":
            return Value(Names(self.table(data, extra.fields, path)), where)
        if extra.type == "list":
            rows = [
                Value(
                    Names(self._row(item, extra, (*path, index))),
                    (Where(self._source, (*path, index)),),
                )
                for index, item in enumerate(data)
            ]
            return Value(tuple(rows), where)
        if extra.type in ("amount", "number"):
            return Value(Decimal(data), where, None, extra.type == "amount")
        return Value(data, where, 0 if isinstance(data, str) else None)

    def _row(self, item: Any, extra: Extra, path: tuple[str | int, ...]) -> dict[str, Value]:
        if isinstance(item, dict):
            return self.table(item, extra.fields, path)
        message = Text(f"{extra.title}的每一项应写成一行 {{ … }}", "each entry must be a table")
        self._report(path, message)
        return self.table({}, {}, path)

    def _report(self, path: tuple[str | int, ...], message: Text, hint: Text | None = None) -> None:
        where = Where(self._source, path)
        self._renderer.report("T009", message, hint=hint, origins=(where,))
