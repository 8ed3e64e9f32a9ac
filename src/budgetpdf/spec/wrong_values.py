"""Values of the wrong type, out of their range, or empty: in words that a clerk knows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from budgetpdf.diagnostic import Text
from budgetpdf.spec import forms
from budgetpdf.spec.forms import Entry, Kind
from budgetpdf.spec.problems import Problem, Told, titled

_SHOULD_BE: dict[Kind, Text] = {
    "text": Text('应当是文字，放在英文引号 "" 里', 'should be a text, in quotes ""'),
    "number": Text("应当是数字，不加引号", "should be a number, without quotes"),
    "integer": Text("应当是整数，不加引号", "should be a whole number, without quotes"),
    "date": Text("应当是日期，如 2024-12-31，不加引号", "should be a date, 2024-12-31, no quotes"),
    "flag": Text("应当是 true 或 false", "should be true or false"),
    "choice": Text('应当是文字，放在英文引号 "" 里', 'should be a text, in quotes ""'),
    "table": Text("应当是一组“名称 = 内容”", "should be a table of key = value"),
    "list": Text("应当是列表，放在 [ ] 里，用逗号隔开", "should be a list in [ ], with commas"),
    "map": Text("应当是一组“名称 = 内容”", "should be a table of key = value"),
    "any": Text("不是这里能写的内容", "is not what goes here"),
}

_EMPTY = Text("还没有填", "is not filled in")
_OF_TYPE = ("_type", "_parsing", "is_instance_of")
_RANGES = {
    "greater_than_equal": (Text("不能小于 {ge}", "must be at least {ge}")),
    "greater_than": (Text("要大于 {gt}", "must be more than {gt}")),
    "less_than_equal": (Text("不能大于 {le}", "must be at most {le}")),
    "less_than": (Text("要小于 {lt}", "must be less than {lt}")),
}


def wrong_value(entry: Entry | None, problem: Problem) -> Told:
    """A value of the wrong type, out of its range, or empty."""
    name = titled(entry, problem.path)
    if "fault" in problem.context:
        code, message, hint = problem.context["fault"]
        return Told(code, _joined(name, message), hint)
    if problem.kind == "literal_error" and entry and entry.choices:
        return _not_a_choice(name, entry, problem.value)
    if problem.kind in {"string_too_short", "too_short"}:
        return Told("S205", _joined(name, _EMPTY), _for_example(entry))
    if problem.kind in _RANGES:
        limits = {key: limit for key, limit in problem.context.items() if key != "error"}
        zh, en = (text.format(**limits) for text in _RANGES[problem.kind])
        return Told("S206", _joined(name, Text(zh, en)))
    if entry and (problem.kind.endswith(_OF_TYPE) or "_from_" in problem.kind):
        return _wrong_type(name, entry, problem)
    return Told("S199", _joined(name, Text(problem.message, problem.message)))


def _joined(name: Text, message: Text) -> Text:
    return Text(f"{name.zh}{message.zh}", f"{name.en} {message.en}")


def _not_a_choice(name: Text, entry: Entry, value: Any) -> Told:
    from difflib import get_close_matches

    if not isinstance(value, str):
        return Told("S104", _joined(name, _SHOULD_BE["choice"]))
    choices = [choice for choice in entry.choices if choice]
    if not value.strip():
        return Told("S205", _joined(name, _EMPTY), _one_of(choices))
    known = Text("、".join(choices), ", ".join(choices))
    message = Text(
        f"只能是 {known.zh} 之一，写的是“{value}”", f"must be one of {known.en}, not “{value}”"
    )
    near = get_close_matches(value, choices, 1, 0.5)
    hint = Text(f"是不是“{near[0]}”？", f"is it “{near[0]}”?") if near else None
    return Told("S201", _joined(name, message), hint)


def _one_of(choices: list[str]) -> Text:
    return Text(f"写 {'、'.join(choices)} 之一", f"write one of {', '.join(choices)}")


def _wrong_type(name: Text, entry: Entry, problem: Problem) -> Told:
    in_list = bool(problem.path) and isinstance(problem.path[-1], int)
    kind = entry.item if in_list and entry.item else entry.kind
    if kind == "list" and isinstance(problem.value, dict):
        keys = ".".join(str(step) for step in problem.path if isinstance(step, str))
        message = Text(
            f"可以有几项，要写成 [[{keys}]]，每项一组",
            f"may have several entries: write [[{keys}]] for each",
        )
        return Told("S105", _joined(name, message))
    should = _SHOULD_BE[kind]
    if problem.value == "":
        return Told("S205", _joined(name, _EMPTY), should)
    found = _shown(problem.value)
    message = Text(f"{should.zh}，这里是{found.zh}", f"{should.en}, not {found.en}")
    return Told("S104", _joined(name, message), _unquoted(kind, problem.value))


def _unquoted(kind: Kind, value: Any) -> Text | None:
    """How to write a figure that stands in quotes."""
    if kind not in {"number", "integer"} or not isinstance(value, str):
        return None
    plain = value.replace(",", "").replace("，", "").removesuffix("元").removesuffix("万").strip()
    try:
        number = Decimal(plain)
    except ArithmeticError:
        return None
    return Text(f"写成 {number}", f"write {number}") if number.is_finite() else None


def _shown(value: Any) -> Text:
    """A value as it is called in a message."""
    if isinstance(value, bool):
        return Text(f" {str(value).lower()}", str(value).lower())
    if isinstance(value, str):
        short = value if len(value) <= 12 else value[:12] + "…"
        return Text(f"文字“{short}”", f"the text “{short}”")
    if isinstance(value, int | Decimal):
        return Text("数字", "a number")
    if isinstance(value, dict):
        return Text("一组内容", "a table")
    return (
        Text("列表", "a list") if isinstance(value, list) else Text("日期或时间", "a date or time")
    )


def _for_example(entry: Entry | None) -> Text | None:
    if entry is None or entry.kind not in {"text", "choice", "list"} or not entry.examples:
        return None
    example = forms.example(entry)
    return Text(f"例如 {example}", f"for example {example}")
