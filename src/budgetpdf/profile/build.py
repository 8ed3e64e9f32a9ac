"""Merged TOML → `Profile`: templates parsed, styles laid over the defaults."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from budgetpdf.diagnostic import Diagnostic, Text
from budgetpdf.profile import parts
from budgetpdf.profile.blocks import read_blocks
from budgetpdf.profile.codes import finding
from budgetpdf.profile.merge import Merged, merge
from budgetpdf.profile.nodes import Node
from budgetpdf.profile.reader import Reader
from budgetpdf.profile.sheets import read_sheet
from budgetpdf.profile.tables import read_tables
from budgetpdf.profile.template import Template
from budgetpdf.profile.values import Value, Where
from budgetpdf.spec.source import Source

Found = TypeVar("Found")


def build(
    chain: Sequence[Source],
    folders: Mapping[str, Path],
    findings: list[Diagnostic],
    held: Collection[str] = (),
) -> parts.Profile:
    """The profile of a chain of files, `chain[0]` extending `chain[1]` and so on.

    folders: source name → folder of its file, for paths in it. held: names of the sources whose
    expressions are right, as tests say. With an error among the findings
    the result is not to be used.
    """
    merged = merge(chain, findings)
    reader = Reader(findings, held)
    sheet = read_sheet(merged, folders, findings)
    return parts.Profile(
        name=merged.single["name"].value if "name" in merged.single else chain[0].name,
        title=_title(merged, reader),
        subject=merged.single["subject"].value if "subject" in merged.single else "",
        levels=_levels(merged, reader),
        sections=tuple(_section(node, reader) for node in merged.lists["section"]),
        tables=read_tables(merged, reader),
        glossary=tuple(_term(node, reader) for node in merged.lists["glossary"]),
        numbers=_numbers(merged),
        date_pattern=_date_pattern(merged),
        attach=merged.single["attach"].value if "attach" in merged.single else True,
        phrases=_phrases(merged, reader),
        lists={name: _entries(node) for name, node in merged.tables["lists"].items()},
        extra={name: _extra(node) for name, node in merged.tables["facts"].items()},
        constants=_constants(merged),
        cover=_cover(merged, reader),
        contents=_contents(merged, reader),
        rules=_rules(merged),
        sheet=sheet,
        sources=tuple(chain),
    )


def _title(merged: Merged, reader: Reader) -> Template:
    node = merged.single.get("title")
    if node is None:
        message = Text("格式没有写报告标题（title）", "the profile has no title")
        reader.findings.append(finding("P004", message, merged.place.span))
    return reader.template(node) or Template((), merged.place)


def _levels(merged: Merged, reader: Reader) -> tuple[parts.Level, ...]:
    levels: list[parts.Level] = []
    for index, node in enumerate(merged.single.get("levels") or ()):
        name = node.text("name")
        if any(level.name == name for level in levels):
            message = Text(f"层次“{name}”出现了两次", f"level “{name}” stands here twice")
            reader.findings.append(finding("P005", message, node["name"].span))
        style = node.text("style") or f"heading-{min(index + 1, 4)}"
        levels.append(parts.Level(name, reader.sample(node.get("number")), style, node.where))
    return tuple(levels)


def _section(node: Node, reader: Reader) -> parts.Section:
    return parts.Section(
        id=node.text("id"),
        level=node.text("level"),
        title=reader.template(node.get("title")),
        when=reader.expression(node.get("when")),
        each=reader.each(node.get("each")),
        new_page=node.get("page") is not None,
        page_style=node.text("page_style"),
        blocks=read_blocks(node.get("blocks"), reader),
        where=node.where,
    )


def _term(node: Node, reader: Reader) -> parts.Term:
    return parts.Term(
        reader.needed(node, "term"),
        reader.needed(node, "text"),
        reader.expression(node.get("when")),
        node.where,
    )


def _number_style(node: Node | None, base: parts.NumberStyle) -> parts.NumberStyle:
    if node is None:
        return base
    decimals = node.option("decimals", base.decimals)
    return parts.NumberStyle(
        unit=node.option("unit", base.unit),
        decimals=None if decimals == "as-written" else decimals,
        zero=node.option("zero", base.zero),
        grouping=node.option("grouping", base.grouping),
        exact=node.option("exact", base.exact),
    )


def _numbers(merged: Merged) -> dict[str, parts.NumberStyle]:
    nodes = merged.tables["numbers"]
    text = _number_style(nodes.get("text"), parts.NumberStyle())
    styles = {
        "text": text,
        "table": _number_style(nodes.get("table"), text),
        "percent": _number_style(nodes.get("percent"), parts.NumberStyle(decimals=2)),
    }
    named = nodes.get("named")
    for name in named.names() if named else ():
        styles[name] = _number_style(named[name] if named else None, text)
    return styles


def _date_pattern(merged: Merged) -> str:
    node = merged.tables["numbers"].get("date")
    return str(node.value) if node else "{y}年{m}月{d}日"


def _phrases(merged: Merged, reader: Reader) -> dict[str, parts.Phrase]:
    return {
        name: parts.Phrase(
            reader.needed(node, "up"),
            reader.needed(node, "down"),
            reader.needed(node, "same"),
            reader.template(node.get("reason")),
            reader.template(node.get("from_zero")),
        )
        for name, node in merged.tables["phrase"].items()
    }


def _entries(node: Node) -> tuple[parts.Entry, ...]:
    if isinstance(node.value, dict):
        return tuple(_pair(key, node[key]) for key in node.names())
    return tuple(map(_entry, node))


def _pair(key: str, label: Node) -> parts.Entry:
    texts = {"key": Value(key, (label.where,)), "label": _as_text(label)}
    return parts.Entry(key, (), texts, label.where)


def _entry(node: Node) -> parts.Entry:
    written = {name: node[name] for name in node.names()}
    texts = {name: _as_text(item) for name, item in written.items() if isinstance(item.value, str)}
    aliases = tuple(node.option("aliases", ()))
    label = texts.get("label", texts["key"])
    return parts.Entry(node.text("key"), aliases, {**texts, "label": label}, node.where)


def _as_text(node: Node) -> Value:
    return Value(node.value, (node.where,), 0)


def _extra(node: Node) -> parts.Extra:
    fields = node.get("fields")
    return parts.Extra(
        node.option("type"),
        node.text("title"),
        node.option("optional", False),
        {name: _extra(fields[name]) for name in fields.names()} if fields else {},
    )


def _constants(merged: Merged) -> dict[str, Where]:
    node = merged.flat.get("constants")
    return {name: node[name].where for name in node.names()} if node else {}


def _rules(merged: Merged) -> dict[str, parts.RuleSetting]:
    node = merged.flat.get("rules")
    if node is None:
        return {}
    return {name: parts.RuleSetting(node[name].value, node[name].where) for name in node.names()}


def _cover(merged: Merged, reader: Reader) -> parts.Cover | None:
    node = merged.single.get("cover")
    if node is None:
        return None
    blocks = read_blocks(node.get("blocks"), reader, cover=True)
    when = reader.expression(node.get("when"))
    return parts.Cover(blocks, when, node.text("page_style", "unnumbered"), node.where)


def _contents(merged: Merged, reader: Reader) -> parts.ContentsPage | None:
    node = merged.single.get("contents")
    if node is None:
        return None
    title = node.get("title")
    return parts.ContentsPage(
        title=reader.template(title) or reader.literal("目录", node.where),
        levels=tuple(node.option("levels", ())),
        tables=node.option("tables", False),
        leader=node.text("leader", "…"),
        when=reader.expression(node.get("when")),
        page_style=node.text("page_style", "unnumbered"),
        style=node.text("style", "contents"),
        where=node.where,
    )
