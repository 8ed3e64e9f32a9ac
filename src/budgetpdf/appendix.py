"""The appendix of a draft: its findings as a document of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from budgetpdf.diagnostic import Diagnostic, Text
from budgetpdf.document.blocks import Block, Document, Heading, Meta, Paragraph, Run
from budgetpdf.present import LABELS, order, place_text, without_folders

TITLE = Text("检查发现的问题", "Findings")
MARK = Text("草稿", "DRAFT")


def compose(findings: Iterable[Diagnostic], meta: Meta, lang: str) -> Document:
    """One paragraph a finding: gravity and code, sentence, hint, place.

    A file stands there by its name: the same draft has the same bytes in every folder.
    """
    findings = sorted(map(_by_name, findings), key=order)
    heading = Heading(1, "", (Run(TITLE.in_language(lang)),), "findings", "heading-1")
    blocks: tuple[Block, ...] = (heading, *_paragraphs(findings, lang))
    return Document(meta, blocks)


def _by_name(finding: Diagnostic) -> Diagnostic:
    return finding._replace(places=tuple(map(without_folders, finding.places)))


def _paragraphs(findings: Iterable[Diagnostic], lang: str) -> Iterator[Paragraph]:
    for number, one in enumerate(findings, 1):
        label = f"{number}. {LABELS[one.severity].in_language(lang)} {one.code} "
        sentence = one.message.in_language(lang).rstrip("。.")
        hint = f"。{one.hint.in_language(lang).rstrip('。.')}" if one.hint else ""
        where = f"（{place_text(one.places[0])}）" if one.places else ""
        yield Paragraph((Run(f"{sentence}{hint}。{where}"),), "body", (Run(label),))
