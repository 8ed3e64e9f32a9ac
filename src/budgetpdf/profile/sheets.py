"""[page.*], [text.*], [table-style.*] and [font.*] over the defaults of GB/T 9704 → `Sheet`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from budgetpdf.diagnostic import Diagnostic, Text
from budgetpdf.profile.codes import finding
from budgetpdf.profile.merge import Merged
from budgetpdf.profile.nodes import Node
from budgetpdf.profile.parts import Profile
from budgetpdf.style import gongwen
from budgetpdf.style.sheet import FontFace, PageNumber, PageStyle, Sheet, TableStyle, TextStyle

Style = TypeVar("Style", PageStyle, TextStyle, TableStyle, PageNumber)
_RANGES = re.compile(r"\s*(U\+[0-9A-Fa-f]{4,6}(-[0-9A-Fa-f]{4,6})?\s*)*")


def sheet(profile: Profile) -> Sheet:
    """The style sheet of a profile."""
    return profile.sheet


def read_sheet(merged: Merged, folders: Mapping[str, Path], findings: list[Diagnostic]) -> Sheet:
    """The styles of a profile; what it does not write is GB/T 9704's."""
    read = _Reader(folders, findings)
    tables = merged.tables
    pages: dict[str, PageStyle] = dict(gongwen.PAGES)
    for name, node in tables["page"].items():
        pages[name] = read.page(node, pages.get(name, pages["main"]))
    texts: dict[str, TextStyle] = dict(gongwen.TEXTS)
    for name, node in tables["text"].items():
        texts[name] = read.style(node, texts.get(name, texts["body"]))
    looks: dict[str, TableStyle] = dict(gongwen.TABLES)
    for name, node in tables["table-style"].items():
        looks[name] = read.style(node, looks.get(name, looks["table"]))
    fonts = {role: read.chain(node) for role, node in tables["font"].items()}
    if not fonts.get("body"):
        message = Text("格式没有写正文的字体（[font] body）", "the profile has no [font] body")
        findings.append(finding("P004", message, merged.place.span))
    made = Sheet(pages, texts, looks, fonts)
    _check_names(made, tables, findings)
    return made


class _Reader:
    """Styles from nodes; what cannot work is a finding."""

    def __init__(self, folders: Mapping[str, Path], findings: list[Diagnostic]) -> None:
        self._folders = folders
        self._findings = findings

    def style(self, node: Node, base: Style) -> Style:
        """The base with what the node says."""
        known = set(base._fields)
        given = {key: self._value(key, node[key]) for key in node.names() if key in known}
        return base._replace(**{key: value for key, value in given.items() if value is not None})

    def page(self, node: Node, base: PageStyle) -> PageStyle:
        """A page style; its page number is merged too, or switched off."""
        number = base.number
        written = node.get("number")
        if written is not None:
            number = None if written.value is False else self.style(written, number or PageNumber())
        style = self.style(node, base)._replace(number=number)
        room = (
            style.width_mm - style.inner_mm - style.outer_mm,
            style.height_mm - style.top_mm - style.bottom_mm,
        )
        if min(room) < 20:
            message = Text("页边距太大，版心放不下文字", "the margins leave no room for text")
            self._findings.append(finding("P010", message, node.span))
            return base
        return style

    def _value(self, key: str, node: Node) -> Any:
        if key == "size":
            return self._size(node)
        if key == "sizes":
            sizes = [size for size in map(self._size, node) if size is not None]
            return tuple(sorted(sizes, reverse=True))
        if key == "number":
            return None
        value = node.value
        return value if isinstance(value, (str, bool, int)) else float(value)

    def _size(self, node: Node) -> float | None:
        value = node.value
        size = gongwen.SIZES.get(value) if isinstance(value, str) else float(value)
        if size is None or not 3 <= size <= 200:
            message = Text(f"没有“{value}”这个字号", f"there is no type size “{value}”")
            hint = Text(
                "写号数（三号、小四）或 3 到 200 的磅数", "write 三号, 小四 … or 3 to 200 pt"
            )
            self._findings.append(finding("P010", message, node.span, hint=hint))
            return None
        return size

    def chain(self, node: Node) -> tuple[FontFace, ...]:
        """The faces of a role, in the order in which they are asked."""
        return tuple(self._face(face) for face in node)

    def _face(self, node: Node) -> FontFace:
        for key in ("only", "avoid"):
            if not _RANGES.fullmatch(node.text(key)):
                message = Text("字符范围看不懂", "cannot read these ranges of characters")
                hint = Text("写成 U+0021-007E U+00B7", "write them like U+0021-007E U+00B7")
                self._findings.append(finding("P010", message, node[key].span, hint=hint))
                return FontFace(node.text("file"))
        return FontFace(
            file=self._file(node["file"]),
            index=node.option("index", 0),
            raise_em=float(node.option("raise_em", 0.0)),
            only=node.text("only"),
            avoid=node.text("avoid"),
        )

    def _file(self, node: Node) -> str:
        """A bare name is a built-in font's; a path is below the folder of its profile."""
        name = str(node.value)
        folder = self._folders.get(node.where.source.name)
        if folder is None or ("/" not in name and "\\" not in name):
            return name
        return str(folder / name)


def _check_names(
    sheet: Sheet, tables: Mapping[str, dict[str, Node]], findings: list[Diagnostic]
) -> None:
    for node in tables["text"].values():
        _check(node.get("role"), sheet.fonts, findings)
    for node in tables["table-style"].values():
        for key in ("cell", "head", "caption", "unit", "note"):
            _check(node.get(key), sheet.texts, findings)
    for node in tables["page"].values():
        number = node.get("number")
        if number is not None and number.value is not False:
            _check(number.get("style"), sheet.texts, findings)


def _check(node: Node | None, known: Mapping[str, object], findings: list[Diagnostic]) -> None:
    if node is not None and node.value not in known:
        names = "、".join(sorted(known))
        message = Text(
            f"没有名为“{node.value}”的样式或字体角色", f"nothing is called “{node.value}”"
        )
        hint = Text(f"现有的：{names}", f"there are: {names}")
        findings.append(finding("P006", message, node.span, hint=hint))
