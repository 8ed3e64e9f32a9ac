"""Names and kinds of expressions, checked against the shape of the facts without a spec."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple

from budgetpdf.diagnostic import CharIn, Diagnostic, Text
from budgetpdf.profile.codes import finding
from budgetpdf.profile.filters import FILTERS, Filter
from budgetpdf.profile.grammar import filter_parts
from budgetpdf.profile.shapes import ANY, FLAG, MONEY, NUMBER, TEXT, Shape
from budgetpdf.profile.template import Expression, Template

Names = Mapping[str, Shape]


class Known(NamedTuple):
    """The entries of a profile that filters may name."""

    numbers: Collection[str]
    phrases: Collection[str]
    lists: Collection[str]


class _WrongError(Exception):
    """A finding at a node; the rest of the expression is not looked at."""

    def __init__(self, code: str, node: ast.expr, message: Text, hint: Text | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.node = node
        self.message = message
        self.hint = hint


class Checker:
    """Checks expressions and collects what is wrong."""

    def __init__(self, root: Shape, known: Known, findings: list[Diagnostic]) -> None:
        self._root = root
        self._known = known
        self._findings = findings
        self._seen: set[tuple[str, object]] = set()
        self._by_node: dict[type[ast.expr], Callable[[Any, Names], Shape]] = {
            ast.Name: self._name,
            ast.Attribute: self._attribute,
            ast.Constant: self._constant,
            ast.List: self._list,
            ast.Tuple: self._list,
            ast.BinOp: self._binary,
            ast.BoolOp: self._boolean,
            ast.UnaryOp: self._unary,
            ast.IfExp: self._choice,
            ast.Compare: self._comparison,
        }

    def template(self, template: Template | None, names: Names) -> None:
        """Check every expression of a template."""
        for expression in template.expressions if template else ():
            self.expression(expression, names)

    def expression(self, expression: Expression | None, names: Names) -> Shape:
        """The shape of an expression's value; ANY, with a finding, if something is wrong."""
        if expression is None:
            return ANY
        try:
            return self._infer(expression.tree, names)
        except _WrongError as wrong:
            place = expression.place(wrong.node)
            self._report(wrong, place)
            return ANY

    def listing(self, expression: Expression | None, names: Names) -> Shape:
        """The shape of the items of an expression that must be a list."""
        shape = self.expression(expression, names)
        if shape.kind == "list" and shape.item is not None:
            return shape.item
        if expression is not None and shape.kind != "any":
            message = Text(
                f"“{expression.text.strip()}”不是列表", f"“{expression.text.strip()}” is no list"
            )
            self._findings.append(finding("T004", message, expression.place()))
        return ANY

    def _report(self, wrong: _WrongError, place: CharIn) -> None:
        # A table that is used twice is checked twice, but what is wrong with it is said once.
        if (wrong.code, place) not in self._seen:
            self._seen.add((wrong.code, place))
            self._findings.append(finding(wrong.code, wrong.message, place, hint=wrong.hint))

    def _infer(self, node: ast.expr, names: Names) -> Shape:
        return self._by_node[type(node)](node, names)

    def _constant(self, node: ast.Constant, _names: Names) -> Shape:
        return TEXT if isinstance(node.value, str) else NUMBER

    def _list(self, _node: ast.expr, _names: Names) -> Shape:
        return Shape("list", item=TEXT)

    def _binary(self, node: ast.BinOp, names: Names) -> Shape:
        is_filter = isinstance(node.op, ast.BitOr)
        return self._filter(node, names) if is_filter else self._arithmetic(node, names)

    def _boolean(self, node: ast.BoolOp, names: Names) -> Shape:
        return [self._infer(value, names) for value in node.values][-1]

    def _unary(self, node: ast.UnaryOp, names: Names) -> Shape:
        if isinstance(node.op, ast.USub):
            return self._number(node.operand, names)
        self._infer(node.operand, names)
        return FLAG

    def _choice(self, node: ast.IfExp, names: Names) -> Shape:
        self._infer(node.test, names)
        self._infer(node.orelse, names)
        return self._infer(node.body, names)

    def _name(self, node: ast.Name, names: Names) -> Shape:
        found = names.get(node.id) or self._root.fields.get(node.id)
        if found is None:
            raise _unknown(node, node.id, {*names, *self._root.fields})
        return found

    def _attribute(self, node: ast.Attribute, names: Names) -> Shape:
        owner = self._infer(node.value, names)
        if owner.kind == "any":
            return ANY
        found = owner.fields.get(node.attr)
        if found is None:
            raise _unknown(node, ast.unparse(node), set(owner.fields), node.attr)
        return found

    def _number(self, node: ast.expr, names: Names) -> Shape:
        shape = self._infer(node, names)
        if shape.kind not in ("money", "number", "any"):
            text = ast.unparse(node)
            raise _WrongError("T004", node, Text(f"“{text}”不是数字", f"“{text}” is no number"))
        return shape

    def _arithmetic(self, node: ast.BinOp, names: Names) -> Shape:
        left, right = self._number(node.left, names), self._number(node.right, names)
        kinds = {left.kind, right.kind}
        if isinstance(node.op, (ast.Add, ast.Sub)):
            mixed = kinds == {"money", "number"}
        else:
            mixed = isinstance(node.op, ast.Mult) and left.kind == right.kind == "money"
        if mixed:
            message = Text("金额与一般数字不能这样计算", "amounts and plain numbers do not mix so")
            raise _WrongError("T004", node, message)
        if isinstance(node.op, ast.Div) and right.kind == "money":
            return NUMBER
        return MONEY if "money" in kinds else NUMBER

    def _comparison(self, node: ast.Compare, names: Names) -> Shape:
        for part in (node.left, *node.comparators):
            self._infer(part, names)
        ordered = [op for op in node.ops if isinstance(op, (ast.Lt, ast.LtE, ast.Gt, ast.GtE))]
        for part in (node.left, *node.comparators) if ordered else ():
            self._number(part, names)
        return FLAG

    def _filter(self, node: ast.BinOp, names: Names) -> Shape:
        shape = self._infer(node.left, names)
        name, arguments = filter_parts(node.right)
        known = FILTERS.get(name)
        if known is None:
            raise _unknown(node.right, name, set(FILTERS))
        if shape.kind not in (*known.accepts, "any"):
            text = ast.unparse(node.left)
            message = Text(f"“{text}”不能用 {name}", f"{name} cannot take “{text}”")
            raise _WrongError("T004", node.left, message)
        return self._arguments(node, known, shape, arguments, names)

    def _arguments(
        self, node: ast.BinOp, known: Filter, shape: Shape, arguments: list[ast.expr], names: Names
    ) -> Shape:
        if not known.required <= len(arguments) <= len(known.arguments):
            message = Text("参数的个数不对", "wrong number of arguments")
            raise _WrongError("T004", node.right, message)
        gives = TEXT if known.gives == "text" else NUMBER
        for wanted, argument in zip(known.arguments, arguments, strict=False):
            found = self._argument(wanted, argument, shape, names)
            if wanted == known.gives:
                gives = found
        return gives

    def _argument(self, wanted: str, node: ast.expr, shape: Shape, names: Names) -> Shape:
        if wanted == "value":
            return self._number(node, names)
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            message = Text("这里要写引号里的文字", "a quoted text is needed here")
            raise _WrongError("T004", node, message)
        if wanted == "field":
            return _field(node, node.value, shape)
        entries = {
            "numbers": self._known.numbers,
            "phrase": self._known.phrases,
            "list": self._known.lists,
        }
        if wanted in entries and node.value not in entries[wanted]:
            raise _unknown(node, node.value, set(entries[wanted]))
        return TEXT


def _field(node: ast.expr, name: str, shape: Shape) -> Shape:
    item = shape.item or ANY
    if item.kind == "any":
        return ANY
    found = item.fields.get(name)
    if found is None:
        raise _unknown(node, name, set(item.fields))
    return found


def _unknown(node: ast.expr, shown: str, known: Collection[str], name: str = "") -> _WrongError:
    import difflib

    close = difflib.get_close_matches(name or shown, sorted(known), 1, 0.6)
    hint = Text(f"是不是“{close[0]}”？", f"did you mean “{close[0]}”?") if close else None
    message = Text(f"没有名为“{shown}”的内容", f"there is nothing called “{shown}”")
    return _WrongError("T003", node, message, hint)
