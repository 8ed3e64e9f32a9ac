"""A draft: whatever can be read, marked on every page, with the findings as pages behind it."""

from __future__ import annotations

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
    return finish_draft(prepare(path, options), path, options, lang)


def finish_draft(ready: Prepared, path: Path, options: Options, lang: str) -> Outcome:
    """The draft of what was prepared."""
    from budgetpdf.document.blocks import Meta

    outcome = finish(ready, options)
    meta = ready.document.meta if ready.document else Meta(path.stem)
    behind = appendix.compose(outcome.findings, meta, lang)
    pages = _pages(ready, behind, options, lang)
    pages = pages._replace(attachments=attachments(ready, pages, options, lang))
    return outcome._replace(pages=pages, name=draft_name(meta.title, lang))


def draft_name(title: str, lang: str) -> str:
    """The file name of a draft: it tells it from the official file."""
    from budgetpdf.output import file_name

    return file_name(f"{title}（{appendix.MARK.in_language(lang)}）")


def _pages(ready: Prepared, behind: Document, options: Options, lang: str) -> Pages:
    """The report's pages, if it could be composed, and the appendix."""
    from budgetpdf.layout.build import Proof, lay_out
    from budgetpdf.layout.join import join

    looks = ready if ready.sheet and ready.fonts else prepare_profile()
    assert looks.sheet is not None, "a built-in profile is always whole"
    assert looks.fonts is not None, "built-in fonts are always there"
    proof = Proof(options.grid, appendix.MARK.in_language(lang))
    pages = None
    if ready.document is not None:
        pages = lay_out(ready.document, looks.sheet, looks.fonts, proof=proof)
        proof = proof._replace(before=len(pages.pages))
    more = lay_out(behind, looks.sheet, looks.fonts, proof=proof)
    return join(pages, more) if pages else more
