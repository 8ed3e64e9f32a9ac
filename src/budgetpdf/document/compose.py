"""Spec + profile → `Document`."""

from __future__ import annotations

from budgetpdf.diagnostic import Diagnostic
from budgetpdf.document import extra
from budgetpdf.document.blocks import Block, Break, Document, Meta, Run, Title
from budgetpdf.document.contents import contents
from budgetpdf.document.facts import Names, root
from budgetpdf.document.rendering import Renderer
from budgetpdf.document.sections import Composer
from budgetpdf.document.wording import Wording
from budgetpdf.profile.parts import Profile
from budgetpdf.profile.values import Scope, Value
from budgetpdf.spec.read import SpecFile


def compose(file: SpecFile, profile: Profile) -> tuple[Document, tuple[Diagnostic, ...]]:
    """The report that `profile` makes of a spec, and what went wrong.

    Never raises over content: what cannot be printed is left out, with a finding.
    """
    renderer, scope = _open(file, profile)
    return _document(file, profile, scope, renderer), renderer.findings


def title(file: SpecFile, profile: Profile) -> str:
    """The title of the report alone, as `compose` gives it."""
    renderer, scope = _open(file, profile)
    return _plain(Title(renderer.inline(profile.title, scope), "title"))


def _open(file: SpecFile, profile: Profile) -> tuple[Renderer, Scope]:
    """What evaluates the templates of a report, and what they can see."""
    wording = Wording(profile, file.spec.amounts_in)
    renderer = Renderer(wording)
    added = {
        "constants": Value(Names(extra.constants(profile))),
        "extra": Value(Names(extra.read(file, profile, renderer))),
    }
    scope = Scope(root(file, added, wording.rounding()), wording.filters)
    terms = extra.terms(profile, scope, renderer)
    added["glossary"] = Value((*terms, *scope.lookup("glossary").data))
    return renderer, Scope(root(file, added, wording.rounding()), wording.filters)


def _document(file: SpecFile, profile: Profile, scope: Scope, renderer: Renderer) -> Document:
    title = Title(renderer.inline(profile.title, scope), "title")
    composer = Composer(profile, scope, renderer, title)
    # Pages of one kind after the other: (page style, its blocks).
    parts: list[tuple[str, list[Block]]] = []
    cover = profile.cover
    if cover is not None and renderer.holds(cover.when, scope):
        parts.append((cover.page_style, composer.blocks(cover.blocks, scope)))
    on_cover = any(isinstance(block, Title) for _, blocks in parts for block in blocks)
    body = composer.body(() if on_cover else (title,))
    listed = profile.contents
    if listed is not None and renderer.holds(listed.when, scope):
        block = contents(listed, renderer.inline(listed.title, scope), composer.entries)
        parts.append((listed.page_style, [block]))
    parts.append(("main", body))
    return Document(_meta(file, profile, title), _joined(parts), _first_style(parts))


def _joined(parts: list[tuple[str, list[Block]]]) -> tuple[Block, ...]:
    """Each part begins on a new page; the pages of the last one are numbered from 1."""
    blocks: list[Block] = []
    for index, (style, part) in enumerate(parts):
        first, rest = (part[0], part[1:]) if part else (None, [])
        own = isinstance(first, Break) and first.page_style
        if index:
            blocks.append(Break(own or style, restart_numbers=index == len(parts) - 1))
        blocks += rest if isinstance(first, Break) else part
    return tuple(blocks)


def _first_style(parts: list[tuple[str, list[Block]]]) -> str:
    style, part = parts[0]
    first = part[0] if part else None
    return (isinstance(first, Break) and first.page_style) or style


def _meta(file: SpecFile, profile: Profile, title: Title) -> Meta:
    spec = file.spec
    return Meta(
        title=_plain(title),
        author=spec.unit.name,
        subject=profile.subject,
        date=spec.published.isoformat() if spec.published else "",
    )


def _plain(title: Title) -> str:
    return "".join(run.text for run in title.content if isinstance(run, Run))
