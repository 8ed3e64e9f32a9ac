"""How facts are put into words: figures, dates, percentages, changes, and the filters for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from budgetpdf.diagnostic import Text
from budgetpdf.document.figures import Change, Rounding, total
from budgetpdf.profile.parts import Format, NumberStyle, Profile
from budgetpdf.profile.template import Expression, Template
from budgetpdf.profile.values import (
    BLANK,
    EvaluationError,
    Filter,
    Missing,
    MissingError,
    Record,
    Scope,
    Value,
)
from budgetpdf.spec.amounts import convert, plain, round_half_up

_EFFORT = 100_000


class Wording:
    """Words for facts, as one profile wants them for specs of one unit (元 or 万元).

    Its effort is bounded, so that repetitions inside repetitions come to an end: so many rows,
    sections and blocks, four times as many items in filters, a thousand times as many characters.
    """

    def __init__(self, profile: Profile, unit: Literal["元", "万元"]) -> None:
        self._profile = profile
        self._unit = unit
        self._effort = _EFFORT

    @property
    def filters(self) -> Mapping[str, Filter]:
        """The filters of templates, made anew: kept here, they would keep this object alive."""
        return {
            "money": self._money,
            "number": self._number,
            "percent": self._percent,
            "phrase": self._phrase,
            "word": self._word,
            "count": self._count,
            "sum": self._sum,
            "join": self._join,
        }

    def spend(self, effort: int) -> None:
        """Take from the effort that is left. Raises `EvaluationError` when it is used up."""
        self._effort -= effort
        if self._effort < 0:
            raise EvaluationError(Text("重复的次数过多", "too many repetitions"))

    def rounding(self) -> Rounding:
        """How figures are printed in sentences, for comparing them."""
        style = self._profile.numbers["text"]
        percent = self._profile.numbers["percent"]

        def printed(amount: Decimal) -> Decimal:
            return convert(self._rounded(amount, style, True), style.unit, self._unit)

        return Rounding(printed, percent.exact, lambda ratio: self._hundredths(ratio, percent))

    def text(self, value: Value) -> str:
        """What stands in a sentence: an amount with its unit, a day as 2023年2月5日."""
        text = self._words(value, self._profile.numbers["text"], True)
        self.spend(len(text) // 1000)
        return text

    def cell(self, value: Value, form: Format, numbers: str) -> str:
        """What stands alone in a cell: a figure without its unit, zero as the style has it.

        form: "percent" prints a ratio or a change as a percentage; an unwritten figure prints as
        0 does where the style has a mark for it.
        """
        if value.data is BLANK and form != "text":
            return self._profile.numbers[numbers].zero or ""
        if form == "percent" and not isinstance(value.data, str):
            return self.text(self._ratio(value, self._profile.numbers["percent"]))
        return self._words(value, self._profile.numbers[numbers], False)

    def _words(self, value: Value, style: NumberStyle, with_unit: bool) -> str:
        data = value.data
        if isinstance(data, str):
            return data
        if isinstance(data, Missing):
            raise MissingError(value)
        if data is BLANK:
            return ""
        if isinstance(data, bool):
            return "是" if data else "否"
        if isinstance(data, date):
            return self._day(data)
        if isinstance(data, (int, Decimal)):
            return self._amount(value, style, with_unit)
        raise EvaluationError(
            Text("这里不能直接写出一组内容", "a table or list cannot be printed as it stands"),
            value.origins,
        )

    def _amount(self, value: Value, style: NumberStyle, with_unit: bool) -> str:
        if not value.money:
            return self._figure(Decimal(value.data), style, with_decimals=False)
        amount = self._rounded(Decimal(value.data), style, True)
        return self._figure(amount, style) + (style.unit if with_unit else "")

    def _rounded(self, number: Decimal, style: NumberStyle, money: bool) -> Decimal:
        """A figure as it is printed, in the style's unit if it is money."""
        if not number.is_finite() or number.adjusted() > 20:
            raise EvaluationError(Text("数字过大", "too large a number"))
        if money and self._unit != style.unit:
            number = _trimmed(convert(number, self._unit, style.unit))
        return number if style.decimals is None else round_half_up(number, style.decimals)

    def _figure(self, number: Decimal, style: NumberStyle, *, with_decimals: bool = True) -> str:
        """Digits. A count keeps its own decimals, whatever the style says of amounts."""
        if with_decimals:
            number = self._rounded(number, style, False)
        if not number:
            if style.zero is not None:
                return style.zero
            if style.decimals is None or not with_decimals:
                return "0"
        return format(number, ",f") if style.grouping else plain(number)

    def _day(self, day: date) -> str:
        pattern = self._profile.date_pattern
        for mark, number in (("{y}", day.year), ("{m}", day.month), ("{d}", day.day)):
            pattern = pattern.replace(mark, str(number))
        return pattern

    def _style(self, arguments: tuple[Value, ...], default: str) -> NumberStyle:
        return self._profile.numbers[arguments[0].data if arguments else default]

    def _money(self, _scope: Scope, value: Value, arguments: tuple[Any, ...]) -> Value:
        text = self._words(value, self._style(arguments, "text"), True)
        return Value(text, value.origins)

    def _number(self, _scope: Scope, value: Value, arguments: tuple[Any, ...]) -> Value:
        text = self._words(value, self._style(arguments, "text"), False)
        return Value(text, value.origins)

    def _percent(self, _scope: Scope, value: Value, arguments: tuple[Any, ...]) -> Value:
        return self._ratio(value, self._style(arguments, "percent"))

    def _ratio(self, value: Value, style: NumberStyle) -> Value:
        data = value.data
        if isinstance(data, Change):
            percent = data.percent()
            return Value(BLANK if percent is None else percent, value.origins)
        if isinstance(data, Missing):
            raise MissingError(value)
        if not isinstance(data, (int, Decimal)):
            return value
        return Value(self._hundredths(Decimal(data) * 100, style), value.origins)

    def _hundredths(self, ratio: Decimal, style: NumberStyle) -> str:
        text = self._figure(ratio, style)
        return text if text == style.zero else text + "%"

    def _phrase(self, scope: Scope, value: Value, arguments: tuple[Any, ...]) -> Value:
        change = self._as_change(value, arguments)
        phrase = self._profile.phrases[arguments[0].data]
        chosen: Template = getattr(phrase, change.direction)
        if phrase.from_zero is not None and not change.last.data and change.direction == "up":
            chosen = phrase.from_zero
        inner = scope.with_names(
            amount=Value(abs(change.difference), change.origins, None, change.this.money),
            percent=_percent_or_missing(change),
            reason=change.reason,
            this=change.this,
            last=change.last,
        )
        text = self.flat(chosen, inner)
        origins = change.origins
        if phrase.reason is not None and change.reason.data and change.direction != "same":
            text += self.flat(phrase.reason, inner)
            origins += change.reason.origins
        return Value(text, origins)

    def _as_change(self, value: Value, arguments: tuple[Any, ...]) -> Change:
        data = value.data
        if isinstance(data, Missing):
            raise MissingError(value)
        if isinstance(data, Change):
            return data
        if len(arguments) < 2:
            message = Text("要写与什么相比", "say what it is compared with")
            raise EvaluationError(message, value.origins)
        for other in (value, arguments[1]):
            if isinstance(other.data, Missing):
                raise MissingError(other)
        rounding = self.rounding()
        if not value.money:
            rounding = rounding._replace(printed=lambda number: number)
        return Change(value, arguments[1], Value(""), rounding)

    def flat(self, template: Template, scope: Scope) -> str:
        """A template as one text, without the places of its pieces. Raises `EvaluationError`."""
        return "".join(
            self.text(piece.evaluate(scope)) if isinstance(piece, Expression) else piece.text
            for piece in template.pieces
        )

    def _word(self, _scope: Scope, value: Value, arguments: tuple[Any, ...]) -> Value:
        data = value.data
        key = data.direction if isinstance(data, Change) else self.text(value)
        name = arguments[0].data
        for entry in self._profile.lists[name]:
            if key == entry.key or key in entry.aliases:
                return Value(entry.texts["label"].data, value.origins)
        message = Text(f"名目“{name}”里没有“{key}”", f"there is no “{key}” in the list “{name}”")
        raise EvaluationError(message, value.origins)

    def _count(self, _scope: Scope, value: Value, _arguments: tuple[Any, ...]) -> Value:
        return Value(len(self._items(value)), value.origins)

    def _sum(self, _scope: Scope, value: Value, arguments: tuple[Any, ...]) -> Value:
        found = [_field(item, arguments[0].data) for item in self._items(value)]
        numbers = [item for item in found if isinstance(item.data, (int, Decimal))]
        if not numbers:
            return Value(Decimal(0), value.origins, None, True)
        return total(numbers)._replace(money=numbers[0].money)

    def _join(self, _scope: Scope, value: Value, arguments: tuple[Any, ...]) -> Value:
        items = self._items(value)
        if len(arguments) > 1:
            items = tuple(_field(item, arguments[1].data) for item in items)
        origins = tuple(where for item in items for where in item.origins)
        return Value(arguments[0].data.join(map(self.text, items)), origins)

    def _items(self, value: Value) -> tuple[Value, ...]:
        items = value.data if isinstance(value.data, tuple) else ()
        self.spend(len(items) // 4)
        return items


def _trimmed(number: Decimal) -> Decimal:
    """Without the zeros that changing the unit added."""
    digits = plain(number)
    return Decimal(digits.rstrip("0").rstrip(".")) if "." in digits else number


def _percent_or_missing(change: Change) -> Value:
    percent = change.percent()
    if percent is not None:
        return Value(percent.removeprefix("-"), change.origins)
    what = Text("上年为 0，没有增减百分比", "last year was 0: there is no percentage")
    return Value(Missing(what), change.last.origins)


def _field(item: Value, name: str) -> Value:
    found = item.data.get(name) if isinstance(item.data, Record) else None
    return found if found is not None else Value(BLANK, item.origins)
