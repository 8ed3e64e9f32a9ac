"""A draft: whatever can be read, marked on every page, with the findings as pages behind it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from budgetpdf import appendix
from budgetpdf.pipeline import (
    DEFAULTS,
    Options,
    Outcome,
    Prepared,
    attachments,
    finish,
    prepare,
    prepare_profile,
)

if TYPE_CHECKING:
    from budgetpdf.document.blocks import Document
    from budgetpdf.pages import Pages


def compile_draft(path: Path, options: Options = DEFAULTS, lang: str = "zh") -> Outcome:
    """The draft of a spec; its findings are those of the official report.

    The name tells it from the official file, which a draft never replaces.
    """
    from budgetpdf.document.blocks import Meta
    from budgetpdf.output import file_name

    ready = prepare(path, options)
    outcome = finish(ready, options)
    title = ready.document.meta.title if ready.document else path.stem
    meta = ready.document.meta if ready.document else Meta(title)
    behind = appendix.compose(outcome.findings, meta, lang)
    pages = _pages(ready, behind, options, lang)
    pages = replace(pages, attachments=attachments(ready, options))
    mark = appendix.MARK.in_language(lang)
    return replace(outcome, pages=pages, name=file_name(f"{title}（{mark}）"))


def _pages(ready: Prepared, behind: Document, options: Options, lang: str) -> Pages:
    """The report's pages, if it could be composed, and the appendix."""
    from budgetpdf.layout.build import Proof, lay_out
    from budgetpdf.layout.join import join
    from budgetpdf.layout.spelled import spell_missing

    looks = ready if ready.sheet and ready.fonts else prepare_profile()
    assert looks.sheet is not None, "a built-in profile is always whole"
    assert looks.fonts is not None, "built-in fonts are always there"
    proof = Proof(options.grid, appendix.MARK.in_language(lang))
    pages = None
    if ready.document is not None:
        document = spell_missing(ready.document, looks.fonts)
        pages = lay_out(document, looks.sheet, looks.fonts, proof=proof)
        proof = replace(proof, before=len(pages.pages))
    more = lay_out(spell_missing(behind, looks.fonts), looks.sheet, looks.fonts, proof=proof)
    return join(pages, more) if pages else more
