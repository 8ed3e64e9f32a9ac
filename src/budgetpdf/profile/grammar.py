"""The grammar of expressions: Python's, read by `ast.parse`, cut down to what they need."""

from __future__ import annotations

import ast
import math
import re
import warnings

from budgetpdf.diagnostic import Text

MAX_LENGTH = 300
MAX_DEPTH = 40

ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div)
COMPARISONS = (ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn)
_PLAIN = (ast.Name, ast.Attribute, ast.BoolOp, ast.IfExp)


# What Python's parser only warns of ("1if", "\\d") differs between its versions: it is refused.
_MAY_WARN = re.compile(r"[0-9\\]")


class ExpressionError(Exception):
    """An expression that cannot be read; `offset` counts characters from its beginning."""

    def __init__(self, message: Text, offset: int) -> None:
        super().__init__(message.en)
        self.message = message
        self.offset = offset


def parse(text: str) -> ast.expr:
    """The tree of an expression. Raises `ExpressionError`."""
    if len(text) > MAX_LENGTH:
        raise ExpressionError(
            Text(f"表达式超过 {MAX_LENGTH} 个字符", f"longer than {MAX_LENGTH} characters"),
            MAX_LENGTH,
        )
    lead = len(text) - len(text.lstrip())
    source = text.replace("\r", " ").replace("\n", " ").strip()
    if (comment := _outside_quotes(source, "#")) >= 0:
        raise ExpressionError(_unreadable(source), lead + comment)
    try:
        if _MAY_WARN.search(source) is None:
            return ast.parse(source, mode="eval").body
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return ast.parse(source, mode="eval").body
    except SyntaxError as error:
        offset = lead + max((error.offset or 1) - 1, 0)
        raise ExpressionError(_unreadable(source), min(offset, len(text))) from None
    except (ValueError, RecursionError, MemoryError):
        raise ExpressionError(_unreadable(source), lead) from None


def _outside_quotes(source: str, mark: str) -> int:
    """Where a mark stands outside quoted texts; -1 if nowhere."""
    if mark not in source:
        return -1
    quote = ""
    for index, sign in enumerate(source):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "'\"":
            quote = sign
        elif sign == mark:
            return index
    return -1


def _unreadable(source: str) -> Text:
    return Text(f"表达式“{source}”的写法看不懂", f"cannot read the expression “{source}”")


def offset_of(text: str, node: ast.expr) -> int:
    """Where a node begins in its expression, in characters (`ast` counts UTF-8 bytes)."""
    lead = len(text) - len(text.lstrip())
    return lead + len(text.strip().encode()[: node.col_offset].decode(errors="ignore"))


def refused(node: ast.AST) -> bool:
    """Whether a node is outside the grammar of expressions."""
    if isinstance(node, _PLAIN):
        return False
    if isinstance(node, ast.BinOp):
        if isinstance(node.op, ast.BitOr):
            return not _is_filter(node.right)
        return not isinstance(node.op, ARITHMETIC)
    if isinstance(node, ast.Compare):
        return any(not isinstance(op, COMPARISONS) for op in node.ops)
    if isinstance(node, ast.UnaryOp):
        return not isinstance(node.op, (ast.Not, ast.USub))
    if isinstance(node, ast.Constant):
        value = node.value
        return not isinstance(value, (str, int, float)) or value in (math.inf, -math.inf)
    if isinstance(node, (ast.List, ast.Tuple)):
        return not all(isinstance(item, ast.Constant) for item in node.elts)
    return True


def operands(node: ast.expr) -> list[ast.expr]:
    """What a node is made of; the name of a filter is no operand."""
    kind = type(node)
    if kind is ast.Name or kind is ast.Constant:  # nearly all nodes
        return []
    if isinstance(node, ast.Attribute):
        return [node.value]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return [node.left, *filter_parts(node.right)[1]]
    return [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]


def _is_filter(node: ast.expr) -> bool:
    if isinstance(node, ast.Name):
        return True
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and not node.keywords
        and all(not isinstance(argument, ast.Starred) for argument in node.args)
    )


def filter_parts(node: ast.expr) -> tuple[str, list[ast.expr]]:
    """Name and arguments of what stands right of a `|`."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id, node.args
    assert isinstance(node, ast.Name)
    return node.id, []
