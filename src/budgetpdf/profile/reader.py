"""Reads the small things of a profile: templates, expressions, number samples."""

from __future__ import annotations

import re
from collections.abc import Collection

from budgetpdf.diagnostic import CharIn, Diagnostic, Text
from budgetpdf.profile.codes import finding
from budgetpdf.profile.nodes import Node
from budgetpdf.profile.numerals import Sample, read_sample
from budgetpdf.profile.parts import Each
from budgetpdf.profile.template import (
    Expression,
    Literal,
    Template,
    read_expression,
    read_template,
)
from budgetpdf.profile.values import Where

_EACH = re.compile(r"\s*([^\W\d]\w*)\s+in\s+(.+)", re.DOTALL)


class Reader:
    """Parses what nodes hold; what cannot be parsed becomes a finding.

    held: names of the sources whose expressions are held to be right by tests.
    """

    def __init__(self, findings: list[Diagnostic], held: Collection[str] = ()) -> None:
        self.findings = findings
        self._held = held

    def template(self, node: Node | None) -> Template | None:
        """The template in a node, None for no node."""
        if node is None:
            return None
        return read_template(node.value, node.where, self.findings, is_held=self._is_held(node))

    def needed(self, node: Node, key: str) -> Template:
        """The template under a key that must be there."""
        found = self.template(node.get(key))
        if found is None:
            message = Text(f"这里缺少 {key}", f"{key} is missing here")
            self.findings.append(finding("P004", message, node.span))
            return self.literal("", node.where)
        return found

    def literal(self, text: str, where: Where) -> Template:
        """A template that is one text, which the profile need not write."""
        return Template((Literal(text, None),) if text else (), where)

    def expression(self, node: Node | None) -> Expression | None:
        """The expression in a node, None for no node."""
        if node is None:
            return None
        held = self._is_held(node)
        return read_expression(node.value, node.where, 0, self.findings, is_held=held)

    def _is_held(self, node: Node) -> bool:
        return node.where.source.name in self._held

    def each(self, node: Node | None) -> Each | None:
        """`name in items`."""
        if node is None:
            return None
        found = _EACH.fullmatch(node.value)
        if found is None:
            message = Text(
                "each 要写成“名称 in 列表”，如 project in projects",
                "write each as “name in list”, like project in projects",
            )
            self.findings.append(finding("T001", message, CharIn(node.span, 0)))
            return None
        held = self._is_held(node)
        items = read_expression(found[2], node.where, found.start(2), self.findings, is_held=held)
        return None if items is None else Each(found[1], items)

    def sample(self, node: Node | None) -> Sample | None:
        """The number sample in a node; None for none, or for an empty one."""
        if node is None or not node.value:
            return None
        sample = read_sample(node.value)
        if sample is None:
            message = Text(f"编号样式“{node.value}”里没有数字", f"no numeral in “{node.value}”")
            hint = Text(
                "写第一个编号，如 一、 （一） 1. （1） ①", "write the first number, like 一、 or 1."
            )
            self.findings.append(finding("P008", message, node.span, hint=hint))
        return sample
