"""Read → compose → check → lay out → paint, on one screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from budgetpdf.collecting import uncollected
from budgetpdf.diagnostic import CharIn, Diagnostic, Place, Severity, Span, Text, has_errors
from budgetpdf.present import order

if TYPE_CHECKING:
    from budgetpdf.document.blocks import Attachment, Document
    from budgetpdf.pages import Pages
    from budgetpdf.profile.parts import Profile
    from budgetpdf.profile.project import Project
    from budgetpdf.spec.read import SpecFile
    from budgetpdf.spec.source import Source
    from budgetpdf.style.sheet import Sheet
    from budgetpdf.text.fonts import FontSet

_NONE: Mapping[str, Any] = {}


class Options(NamedTuple):
    """What the caller decides. Everything that changes pages is here.

    profile: a built-in name or a path, instead of the spec's own choice.
    fonts: role → (path, face index), in the place of the role's own face.
    grid: draw type area and grid over the pages. attach: carry the spec in the file.
    root: the folder that no path in spec or profile may leave; None: the project's.
    """

    profile: str = ""
    fonts: Mapping[str, tuple[str, int]] = _NONE
    grid: bool = False
    attach: bool = True
    root: Path | None = None


DEFAULTS = Options()


class Prepared(NamedTuple):
    """A report before layout, as far as it got.

    unread: texts of files that could not be used, by source name.
    root: the project folder. faces: role → (path, index) that were asked for. chosen: name of
    the profile where it is not the spec's own.
    """

    findings: tuple[Diagnostic, ...] = ()
    sources: Mapping[str, Source] = _NONE
    unread: Mapping[str, str] = _NONE
    unit: SpecFile | None = None
    profile: Profile | None = None
    document: Document | None = None
    sheet: Sheet | None = None
    fonts: FontSet | None = None
    root: Path = Path()
    faces: Mapping[str, tuple[str, int]] = _NONE
    chosen: str = ""

    @property
    def texts(self) -> Mapping[str, str]:
        """Source name → text, to show the lines that findings point to."""
        return {**self.unread, **{name: source.text for name, source in self.sources.items()}}

    def resolve(self, place: Place) -> Place:
        """A character of a value as its span in the file."""
        if isinstance(place, CharIn) and place.span.source in self.sources:
            return self.sources[place.span.source].locate(place)
        return place.span if isinstance(place, CharIn) else place

    def settled(self, findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Findings of all stages: places resolved, severities applied once, in order."""
        from budgetpdf import rules

        found = tuple(one._replace(places=tuple(map(self.resolve, one.places))) for one in findings)
        if self.unit is not None and self.profile is not None:
            found = rules.settle(found, self.profile, self.unit)
        return tuple(sorted(dict.fromkeys(found), key=order))


class Outcome(NamedTuple):
    """What came of one spec. pages: None if it could not be laid out. name: of the PDF file."""

    findings: tuple[Diagnostic, ...]
    pages: Pages | None = None
    name: str = ""
    texts: Mapping[str, str] = _NONE

    @property
    def refused(self) -> bool:
        """Whether an error stands in the way of an official PDF."""
        return self.pages is None or has_errors(self.findings)


@uncollected()
def prepare(path: Path, options: Options = DEFAULTS, name: str = "") -> Prepared:
    """Read spec and profile, compose the document, check it, open its fonts.

    name: of the spec in findings, the path as it was given if empty.
    """
    from budgetpdf import rules
    from budgetpdf.document.compose import compose
    from budgetpdf.profile.project import find
    from budgetpdf.spec.read import read as read_spec

    unit, findings = read_spec(path, name)
    if unit is None:
        return Prepared(findings, unread=_unread(path, findings))
    project, named = find(path, options.root)
    sources = {source.name: source for source in (unit.source, project.source) if source}
    bureau, more = _profile(unit, project, options)
    findings = (*findings, *named, *more)
    if bureau is None:
        return Prepared(findings, sources, unit=unit)
    sources |= {source.name: source for source in bureau.sources}
    report, composed = compose(unit, bureau)
    checked = rules.run(unit, bureau, report)
    findings = (*findings, *composed, *checked)
    ready = Prepared(
        findings,
        sources,
        unit=unit,
        profile=bureau,
        document=report,
        root=project.root,
        chosen=options.profile or ("" if unit.spec.profile else project.profile),
    )
    return _with_fonts(ready, {**project.fonts, **options.fonts})


def _profile(
    unit: SpecFile, project: Project, options: Options
) -> tuple[Profile | None, tuple[Diagnostic, ...]]:
    """The profile that the command line, the spec or the project names, in this order."""
    from budgetpdf.profile.read import read as read_profile

    if options.profile:
        # What the command line names may lie anywhere: the user has asked for it.
        chosen = Path(options.profile).resolve()
        if chosen.is_file():
            return read_profile(chosen.name, chosen.parent, options.root)
        return read_profile(options.profile, Path())
    place = unit.source.span("profile")
    if unit.spec.profile:
        return read_profile(unit.spec.profile, unit.path.parent, project.root, place)
    if not project.profile:
        return None, (_no_profile(place),)
    return read_profile(project.profile, project.root, project.root, place)


def _no_profile(place: Place) -> Diagnostic:
    text = Text("没有写明采用哪种格式（profile）", "no profile is named")
    hint = Text(
        '在第一个 [ ] 之前写 profile = "……"，或写在项目文件夹的 budgetpdf.toml 里',
        'write profile = "…" before the first [table], or in the project\'s budgetpdf.toml',
    )
    return Diagnostic("P001", Severity.ERROR, text, (place,), hint)


def title(path: Path, options: Options = DEFAULTS) -> str:
    """The title of a spec's report, without the report; empty if spec or profile is refused."""
    from budgetpdf.document.compose import title as title_of
    from budgetpdf.profile.project import find
    from budgetpdf.spec.read import read as read_spec

    unit, _ = read_spec(path)
    if unit is None:
        return ""
    bureau, _ = _profile(unit, find(path, options.root)[0], options)
    return title_of(unit, bureau) if bureau else ""


def prepare_profile(options: Options = DEFAULTS) -> Prepared:
    """A profile and its fonts, without a spec; the first built-in one if none is named."""
    from budgetpdf.profile.read import builtin_names
    from budgetpdf.profile.read import read as read_profile

    bureau, findings = read_profile(options.profile or builtin_names()[0], Path())
    return _with_fonts(Prepared(findings, profile=bureau), options.fonts)


def _with_fonts(ready: Prepared, overrides: Mapping[str, tuple[str, int]]) -> Prepared:
    from budgetpdf.profile.sheets import sheet as make_sheet
    from budgetpdf.text.fonts import open_fonts

    if ready.profile is None:
        return ready
    sheet = make_sheet(ready.profile)
    fonts, findings = open_fonts(sheet.fonts, overrides)
    findings = (*ready.findings, *findings)
    return ready._replace(findings=findings, sheet=sheet, fonts=fonts, faces=overrides)


@uncollected()
def compile_spec(path: Path, options: Options = DEFAULTS, name: str = "") -> Outcome:
    """Every stage but the painting. Never raises over content.

    name: of the spec in findings, the path as it was given if empty.
    """
    return finish(prepare(path, options, name), options)


@uncollected()
def finish(ready: Prepared, options: Options) -> Outcome:
    """Lay out what was prepared; its findings are then complete."""
    from budgetpdf.layout.build import Proof, lay_out
    from budgetpdf.output import file_name
    from budgetpdf.paint.pdf import conformance

    if ready.document is None or ready.sheet is None or ready.fonts is None:
        return Outcome(ready.settled(ready.findings), texts=ready.texts)
    pages = lay_out(
        ready.document,
        ready.sheet,
        ready.fonts,
        proof=Proof(grid=options.grid),
    )
    pages = pages._replace(attachments=attachments(ready, pages, options))
    findings = ready.settled((*ready.findings, *pages.findings, *conformance(pages)))
    return Outcome(findings, pages, file_name(ready.document.meta.title), ready.texts)


@uncollected()
def paint(outcome: Outcome) -> bytes:
    """The PDF of an outcome that is not refused."""
    from budgetpdf.paint.pdf import PdfPainter

    assert outcome.pages is not None, "painting needs pages"
    return PdfPainter().paint(outcome.pages)


def attachments(
    ready: Prepared, pages: Pages, options: Options, draft: str = ""
) -> tuple[Attachment, ...]:
    """The files that travel in the PDF; their record names the faces that were used.

    draft: the language of a draft's findings, empty for an official report.
    """
    from budgetpdf.enclosures import enclose

    if ready.unit is None or ready.profile is None:
        return ()
    if not (options.attach and ready.profile.attach):
        return ()
    date = ready.document.meta.date if ready.document else ""
    fonts = {role: f"{Path(path).name}#{index}" for role, (path, index) in ready.faces.items()}
    chosen = {"profile": ready.chosen, "fonts": fonts, "grid": options.grid}
    chosen |= {"draft": draft} if draft else {}
    faces = tuple(pages.faces[index] for index in sorted(pages.used_faces()))
    return enclose(ready.unit, ready.profile, ready.root, chosen, faces, date)


def _unread(path: Path, findings: Iterable[Diagnostic]) -> dict[str, str]:
    """The text of a spec that could not be used, where findings point into it."""
    spans = (place for finding in findings for place in finding.places)
    names = {place.source for place in spans if isinstance(place, Span) and place.line}
    if not names:
        return {}
    from budgetpdf.spec.encoding import decode

    try:
        return dict.fromkeys(names, decode(path.read_bytes(), "").text)
    except OSError:
        return {}
