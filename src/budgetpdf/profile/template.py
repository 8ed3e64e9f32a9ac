"""Templates: literal pieces and `{{ expressions }}`, each piece knowing its own place."""

from __future__ import annotations

import ast
import re
from keyword import iskeyword
from typing import NamedTuple

from budgetpdf.diagnostic import CharIn, Diagnostic, Span, Text
from budgetpdf.profile.codes import finding
from budgetpdf.profile.expression import Code, compile_names, compile_tree
from budgetpdf.profile.grammar import (
    MAX_DEPTH,
    MAX_LENGTH,
    ExpressionError,
    offset_of,
    operands,
    parse,
    refused,
)
from budgetpdf.profile.values import Scope, Value, Where


class Literal(NamedTuple):
    """Text that is printed as it stands. start: index in the template, None for a default."""

    text: str
    start: int | None


class Expression:
    """One expression: checked when it is read, compiled when it is first evaluated.

    where: the TOML value that it stands in; start: index of its first character there. names: of
    `row.target.unit`, as most are; none if the expression is more than that.
    """

    __slots__ = ("_code", "_span", "_tree", "names", "start", "text", "where")

    def __init__(
        self,
        text: str,
        where: Where,
        start: int,
        names: tuple[str, ...] = (),
        tree: ast.expr | None = None,
    ) -> None:
        """tree: what Python's parser made of it, None if it was not asked yet."""
        self.text = text
        self.names = names
        self.where = where
        self.start = start
        self._tree = tree
        self._code: Code | None = None
        self._span: Span | None = None

    @property
    def tree(self) -> ast.expr:
        """What Python's parser makes of it."""
        if self._tree is None:
            self._tree = parse(self.text)
        return self._tree

    @property
    def span(self) -> Span:
        """Where the TOML value stands, looked up once."""
        if self._span is None:
            self._span = self.where.span
        return self._span

    def evaluate(self, scope: Scope) -> Value:
        """The expression's value. Raises `EvaluationError`."""
        if self._code is None:
            self._code = compile_names(self.names) if self.names else compile_tree(self.tree)
        return self._code(scope)

    def place(self, node: ast.expr | None = None) -> CharIn:
        """Where a node of the expression stands; its beginning for None."""
        offset = offset_of(self.text, node) if node is not None else 0
        return CharIn(self.span, self.start + offset)


_NO_NAMES: tuple[str, ...] = ()
_NAMES = re.compile(r"\s*[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*\s*")


def _names_of(text: str) -> tuple[str, ...]:
    """The names of an expression that is names alone: Python's parser need not be asked.

    It takes a hundred times as long, and there are some hundred and fifty such in a profile.
    """
    if len(text) > MAX_LENGTH or _NAMES.fullmatch(text) is None:
        return _NO_NAMES
    names = tuple(text.strip().split("."))
    return _NO_NAMES if len(names) > MAX_DEPTH or any(map(iskeyword, names)) else names


class Template:
    """Text with expressions in it."""

    __slots__ = ("_span", "pieces", "where")

    def __init__(self, pieces: tuple[Literal | Expression, ...], where: Where) -> None:
        self.pieces = pieces
        self.where = where
        self._span: Span | None = None

    @property
    def span(self) -> Span:
        """Where it stands, looked up once."""
        if self._span is None:
            self._span = self.where.span
        return self._span

    @property
    def alone(self) -> Expression | None:
        """The expression, if the template is nothing else: then its value keeps its type."""
        piece = self.pieces[0] if len(self.pieces) == 1 else None
        return piece if isinstance(piece, Expression) else None

    @property
    def expressions(self) -> list[Expression]:
        """The expressions in it, in order."""
        return [piece for piece in self.pieces if isinstance(piece, Expression)]


def read_expression(
    text: str, where: Where, start: int, findings: list[Diagnostic], *, is_held: bool = False
) -> Expression | None:
    """The expression in `text`, or None with a finding.

    is_held: tests hold it to be right, so that it is parsed only when it is evaluated.
    """
    names = _names_of(text)
    if names or is_held:
        return Expression(text, where, start, names)
    try:
        tree = parse(text)
    except ExpressionError as error:
        findings.append(finding("T001", error.message, CharIn(where.span, start + error.offset)))
        return None
    expression = Expression(text, where, start, tree=tree)
    if (strange := _first_refused(tree)) is not None:
        message = Text(
            f"表达式“{text.strip()}”里有不支持的写法",
            f"“{text.strip()}” uses what expressions do not have",
        )
        findings.append(finding("T002", message, expression.place(strange)))
        return None
    return expression


def _first_refused(tree: ast.expr) -> ast.expr | None:
    """The first node that is outside the grammar or nested too deep."""
    waiting = [(tree, 1)]
    while waiting:
        node, depth = waiting.pop()
        if refused(node) or depth > MAX_DEPTH:
            return node
        waiting += [(child, depth + 1) for child in reversed(operands(node))]
    return None


def read_template(
    text: str, where: Where, findings: list[Diagnostic], *, is_held: bool = False
) -> Template:
    """The template in `text`; an expression that cannot be read is a finding and left out."""
    pieces: list[Literal | Expression] = []
    position = 0
    while (opened := text.find("{{", position)) >= 0:
        if opened > position:
            pieces.append(Literal(text[position:opened], position))
        closed = text.find("}}", opened)
        if closed < 0:
            message = Text("“{{” 没有对应的 “}}”", "“{{” without its “}}”")
            findings.append(finding("T001", message, CharIn(where.span, opened)))
            return Template(tuple(pieces), where)
        inner = text[opened + 2 : closed]
        expression = read_expression(inner, where, opened + 2, findings, is_held=is_held)
        if expression is not None:
            pieces.append(expression)
        position = closed + 2
    if position < len(text):
        pieces.append(Literal(text[position:], position))
    _refuse_statements(pieces, where, findings)
    return Template(tuple(pieces), where)


def _refuse_statements(
    pieces: list[Literal | Expression], where: Where, findings: list[Diagnostic]
) -> None:
    for piece in pieces:
        if not isinstance(piece, Literal) or piece.start is None:
            continue
        for mark in ("{%", "{#", "}}"):
            if (index := piece.text.find(mark)) >= 0:
                message = Text(
                    f"模板里只能写“{{{{ 表达式 }}}}”，不能有“{mark}”",
                    f"a template holds text and {{{{ expressions }}}} only, no “{mark}”",
                )
                findings.append(finding("T001", message, CharIn(where.span, piece.start + index)))
