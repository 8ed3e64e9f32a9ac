"""Blocks of a section: one of text, paragraphs, items, table, signature, date, title, gap."""

from __future__ import annotations

from collections.abc import Callable

from budgetpdf.diagnostic import Text
from budgetpdf.profile import parts
from budgetpdf.profile.codes import finding
from budgetpdf.profile.nodes import Node
from budgetpdf.profile.reader import Reader
from budgetpdf.profile.template import Expression
from budgetpdf.profile.values import Where

_OWN: dict[str, tuple[str, ...]] = {
    "text": ("label",),
    "paragraphs": ("label",),
    "items": ("number", "lead", "item"),
    "table": ("with",),
    "signature": (),
    "date": (),
    "title": (),
    "gap": (),
}
_SHARED = ("when", "each", "style")


def read_blocks(
    node: Node | None, reader: Reader, *, cover: bool = False
) -> tuple[parts.Block, ...]:
    """The blocks in an array; a title may stand on a cover only."""
    blocks = [_block(item, reader, cover) for item in node or ()]
    return tuple(block for block in blocks if block is not None)


def _block(node: Node, reader: Reader, cover: bool) -> parts.Block | None:
    kinds = [kind for kind in _OWN if node.get(kind) is not None]
    if len(kinds) != 1:
        names = "、".join(kinds or _OWN)
        message = Text(f"一个块只能有其中一项：{names}", f"a block has exactly one of: {names}")
        reader.findings.append(finding("P007", message, node.span))
        return None
    kind = kinds[0]
    for key in node.names():
        if key not in (kind, *_OWN[kind], *_SHARED):
            message = Text(f"{key} 与 {kind} 不能一起用", f"{key} does not go with {kind}")
            reader.findings.append(finding("P007", message, node[key].span))
    if kind == "title" and not cover:
        message = Text("报告标题只能放在封面里", "the title may be placed on a cover only")
        reader.findings.append(finding("P007", message, node[kind].span))
    return _READERS[kind](node, reader)


Shared = tuple[Expression | None, parts.Each | None, str, Where]


def _shared(node: Node, reader: Reader, style: str) -> Shared:
    when = reader.expression(node.get("when"))
    return when, reader.each(node.get("each")), node.text("style", style), node.where


def _text(node: Node, reader: Reader) -> parts.Block:
    return parts.TextBlock(
        *_shared(node, reader, "body"),
        reader.needed(node, "text"),
        reader.template(node.get("label")),
    )


def _paragraphs(node: Node, reader: Reader) -> parts.Block | None:
    expression = reader.expression(node.get("paragraphs"))
    if expression is None:
        return None
    label = reader.template(node.get("label"))
    return parts.ParagraphsBlock(*_shared(node, reader, "body"), expression, label)


def _items(node: Node, reader: Reader) -> parts.Block | None:
    expression = reader.expression(node.get("items"))
    if expression is None:
        return None
    return parts.ItemsBlock(
        *_shared(node, reader, "item"),
        expression,
        reader.sample(node.get("number")),
        reader.template(node.get("lead")),
        reader.template(node.get("item")),
    )


def _table(node: Node, reader: Reader) -> parts.Block:
    given = node.get("with")
    read = {name: reader.expression(given[name]) for name in given.names()} if given else {}
    parameters = {name: expression for name, expression in read.items() if expression is not None}
    return parts.TableBlock(*_shared(node, reader, ""), node.text("table"), parameters)


def _signature(node: Node, reader: Reader) -> parts.Block:
    lines = [reader.template(line) for line in node["signature"]]
    shared = _shared(node, reader, "signature")
    return parts.SignatureBlock(*shared, tuple(line for line in lines if line is not None))


def _date(node: Node, reader: Reader) -> parts.Block | None:
    expression = reader.expression(node.get("date"))
    if expression is None:
        return None
    return parts.DateBlock(*_shared(node, reader, "signature"), expression)


def _title(node: Node, reader: Reader) -> parts.Block:
    return parts.TitleBlock(*_shared(node, reader, "title"))


def _gap(node: Node, reader: Reader) -> parts.Block:
    return parts.GapBlock(*_shared(node, reader, "body"), float(node["gap"].value))


_READERS: dict[str, Callable[[Node, Reader], parts.Block | None]] = {
    "text": _text,
    "paragraphs": _paragraphs,
    "items": _items,
    "table": _table,
    "signature": _signature,
    "date": _date,
    "title": _title,
    "gap": _gap,
}
