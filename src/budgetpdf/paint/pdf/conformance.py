"""What would keep a file from being PDF/A-3a and PDF/UA-1, as findings, before a byte is written.

A painted file conforms by how it is written; what only its content can break is asked here, over
the pages as values. Each finding is an error: such a report is refused.

| code | when it happens | clause |
| --- | --- | --- |
| A001 | the report has no title | ISO 14289-1, 7.1 |
| A002 | no language, or not one that BCP 47 knows | ISO 14289-1, 7.2 |
| A003 | a date that is none | ISO 19005-3, 6.6 |
| A004 | a heading skips a level, or the first is not the highest | ISO 14289-1, 7.4.2 |
| A005 | a character without a glyph would print a box | ISO 19005-3, 6.2.11.8 |
| A006 | the font's licence bits forbid embedding | ISO 19005-3, 6.2.11.4 |
| A007 | a link leads nowhere or says nothing | ISO 14289-1, 7.18.5 |
| A008 | an element stands where it may not | ISO 14289-1, 7.2 |
| A009 | a table whose rows do not fill the same columns | ISO 14289-1, 7.2 |
| A010 | a data cell without a header | ISO 14289-1, 7.5 |
| A011 | an attachment without name, type or relation, or two of one name | ISO 19005-3, 6.8 |
| A012 | a character that no reader can name (private use) | ISO 19005-3, 6.2.11.7.3 |
| A013 | a bookmark without text, or that skips a level | ISO 32000-1, 12.3.3 |
| A014 | a sheet smaller than 3 pt or larger than 14400 pt | ISO 19005-3, 6.1.13 |
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from budgetpdf.diagnostic import Diagnostic, Severity, Span, Text
from budgetpdf.document.blocks import Attachment
from budgetpdf.pages import Artifact, GlyphRun, NodeId, Pages
from budgetpdf.paint.pdf.dates import is_date
from budgetpdf.paint.pdf.tagging import check_tags

RESTRICTED = 2
"""Licence bits 0–3 of OS/2 fsType: 0 installable, 4 preview and print, 8 editable may be embedded;
this alone may not. Older fonts set several, of which the freest holds."""
BITMAPS_ONLY = 0x0200
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""Characters of private use."""
_NONE = ("\0", "\ufeff", "\ufffe", "\uffff")
"""Characters that ToUnicode may not hold."""
_MIME = re.compile(r"[-\w+.]+/[-\w+.]+", re.ASCII)
RELATIONS = frozenset({"Source", "Data", "Alternative", "Supplement", "Unspecified"})
SMALLEST, LARGEST = 3.0, 14400.0


def conformance(pages: Pages) -> tuple[Diagnostic, ...]:
    """Everything that would keep the PDF of these pages from conforming; empty if nothing does."""
    runs = [item for page in pages.pages for item in page.items if isinstance(item, GlyphRun)]
    with_text = {run.node for run in runs}
    return (
        *_meta(pages),
        *_glyphs(pages, runs),
        *_faces(pages, {run.face for run in runs}),
        *_links(pages, with_text),
        *check_tags(pages.nodes, with_text),
        *_attachments(pages.attachments),
        *_bookmarks(pages),
        *_sheets(pages),
    )


def _error(
    code: str, zh: str, en: str, span: Span | None = None, hint: Text | None = None
) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, Text(zh, en), (span,) if span else (), hint)


def _span(pages: Pages, node: NodeId | str) -> Span | None:
    """Where a node came from: its own place or that of the element around it."""
    at: NodeId | None = None if isinstance(node, str) else node
    while at is not None:
        if span := pages.nodes[at].span:
            return span
        at = pages.nodes[at].parent
    return None


def _meta(pages: Pages) -> Iterator[Diagnostic]:
    meta = pages.meta
    if not meta.title.strip():
        yield _error("A001", "报告没有标题", "the report has no title")
    if not _LANGUAGE.fullmatch(meta.lang):
        zh, en = "语言代码“{}”不合 BCP 47", "“{}” is no BCP 47 language"
        hint = Text("例如 zh-CN", "for example zh-CN")
        yield _error("A002", zh.format(meta.lang), en.format(meta.lang), hint=hint)
    for date in (meta.date, *(item.date for item in pages.attachments)):
        if date and not is_date(date):
            hint = Text("写成 2023-02-05", "write it as 2023-02-05")
            yield _error("A003", f"“{date}”不是日期", f"“{date}” is no date", hint=hint)


def _glyphs(pages: Pages, runs: Sequence[GlyphRun]) -> Iterator[Diagnostic]:
    """A005 and A012, each character once, where it first stands."""
    told: set[str] = set()
    for run in [run for run in runs if 0 in run.gids]:
        pairs = zip(run.chars, run.gids, strict=True)
        for char in _new(told, (char for char, gid in pairs if not gid)):
            face = pages.faces[run.face].name
            zh = f"字体 {face} 没有字符{_shown(char)}"
            en = f"the font {face} has no character {_shown(char)}"
            yield _error("A005", zh, en, _span(pages, run.node))
    texts = [run.chars if isinstance(run.chars, str) else "".join(run.chars) for run in runs]
    if not _is_unnamed("".join(texts)):
        return
    if any(finding.code == "F002" for finding in pages.findings):
        return  # the text floor has said so, with the exact place
    for run in runs:
        for char in _new(told, filter(_is_unnamed, run.chars)):
            zh = f"字符{_shown(char)}属于专用区或不是字符，无法朗读和检索"
            en = f"{_shown(char)} is a private-use character: it cannot be read or searched"
            yield _error("A012", zh, en, _span(pages, run.node))


def _is_unnamed(chars: str) -> bool:
    """Whether a character among these has no meaning that a reader could know."""
    return bool(_PRIVATE.search(chars)) or any(char in chars for char in _NONE)


def _new(told: set[str], chars: Iterable[str]) -> Iterator[str]:
    for char in chars:
        if char not in told:
            told.add(char)
            yield char


def _shown(chars: str) -> str:
    return f"“{chars}”（{' '.join(f'U+{ord(char):04X}' for char in chars)}）"


def _faces(pages: Pages, used: Iterable[int]) -> Iterator[Diagnostic]:
    for face in (pages.faces[index] for index in sorted(used)):
        if face.fs_type & 0xF == RESTRICTED or face.fs_type & BITMAPS_ONLY:
            zh = f"字体 {face.name} 的许可位（fsType {face.fs_type}）禁止嵌入"
            en = f"the licence bits (fsType {face.fs_type}) of {face.name} forbid embedding"
            hint = Text("换用许可嵌入的字体", "use a font whose licence allows it")
            yield _error("A006", zh, en, hint=hint)


def _links(pages: Pages, with_text: Iterable[NodeId | Artifact]) -> Iterator[Diagnostic]:
    """A007. A goal without any text on a page cannot be jumped to."""
    links = [link for page in pages.pages for link in page.links]
    if not links:
        return
    goals = _with_text_below(pages, with_text)
    for link in links:
        if link.target not in goals or pages.nodes[link.node].role != "Link":
            zh, en = f"链接“{link.text}”没有去处", f"the link “{link.text}” leads nowhere"
            yield _error("A007", zh, en, _span(pages, link.node))
        elif not link.text.strip():
            yield _error("A007", "链接没有说明文字", "a link says nothing", _span(pages, link.node))


def _with_text_below(pages: Pages, with_text: Iterable[NodeId | Artifact]) -> set[NodeId]:
    """Nodes with text of their own or in a node below."""
    found: set[NodeId] = set()
    for node in with_text:
        at: NodeId | None = None if isinstance(node, str) else node
        while at is not None and at not in found:
            found.add(at)
            at = pages.nodes[at].parent
    return found


def _attachments(attachments: tuple[Attachment, ...]) -> Iterator[Diagnostic]:
    names = [item.name for item in attachments]
    for item in attachments:
        wrong = not item.name or names.count(item.name) > 1
        if wrong or not _MIME.fullmatch(item.mime) or item.relation not in RELATIONS:
            zh = f"附件“{item.name}”的名称、类型（{item.mime}）或关系（{item.relation}）不合规定"
            en = (
                f"the attachment “{item.name}” has a wrong or repeated name, "
                f"type ({item.mime}) or relation ({item.relation})"
            )
            yield _error("A011", zh, en)


def _bookmarks(pages: Pages) -> Iterator[Diagnostic]:
    last = 0
    for entry in pages.outline:
        if not entry.text.strip() or entry.level > last + 1:
            zh = f"书签“{entry.text}”（第 {entry.level} 级）没有文字或跳过了层级"
            en = f"the bookmark “{entry.text}” of level {entry.level} is empty or skips a level"
            yield _error("A013", zh, en, _span(pages, entry.node))
        last = entry.level


def _sheets(pages: Pages) -> Iterator[Diagnostic]:
    for size in sorted({page.size for page in pages.pages}):
        if not all(SMALLEST <= side <= LARGEST for side in size):
            zh = f"页面尺寸 {size.width:g} × {size.height:g} pt 超出范围"
            en = f"a page of {size.width:g} × {size.height:g} pt is out of range"
            yield _error("A014", zh, en)
