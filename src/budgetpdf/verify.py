"""Rendering a report again from the data that it carries, and comparing the bytes."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from budgetpdf.diagnostic import Argument, Diagnostic, Severity, Text
from budgetpdf.draft import compile_draft
from budgetpdf.extract import Extraction
from budgetpdf.pages import Pages
from budgetpdf.pipeline import Options, Outcome, compile_spec, paint
from budgetpdf.record import NAME, Facts, compare, read_record, record
from budgetpdf.text.fonts import builtin_font_dir


class Verdict(NamedTuple):
    """Whether the bytes are the same; if not, what differs."""

    same: bool
    findings: tuple[Diagnostic, ...] = ()


def verify(
    path: Path, extraction: Extraction, fonts: Mapping[str, tuple[str, int]] | None = None
) -> Verdict:
    """Render the data of a PDF again and compare with the file.

    fonts: role → (path, index) of the faces that were not built in.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        spec = _lay_out_again(extraction, folder)
        if spec is None:
            return Verdict(False, (_no_spec(path),))
        outcome = _compile(spec, extraction, _options(extraction, folder, fonts or {}))
        if outcome.pages is None:
            errors = (one for one in outcome.findings if one.severity is Severity.ERROR)
            return Verdict(False, tuple(errors))
        if paint(outcome) == path.read_bytes():
            return Verdict(True)
        now = _facts_now(outcome.pages)
    differing = compare(extraction.record or {}, now)
    return Verdict(False, differing or (_altered(path),))


def _compile(spec: Path, extraction: Extraction, options: Options) -> Outcome:
    """The report or the draft, as the record says; no pages if it is refused now."""
    lang = _table(extraction, "options").get("draft")
    if isinstance(lang, str) and lang:
        return compile_draft(spec, options, lang)
    outcome = compile_spec(spec, options, spec.name)
    return outcome._replace(pages=None) if outcome.refused else outcome


def _facts_now(pages: Pages) -> Facts:
    """The record of what was rendered now, with every font read again from its file."""
    files = [item for item in pages.attachments if item.name != NAME]
    stated = next(item.data for item in pages.attachments if item.name == NAME)
    faces = [pages.faces[index] for index in sorted(pages.used_faces())]
    fresh = read_record(record({}, faces, files, reread=True)) or {}
    return {**(read_record(stated) or {}), "fonts": fresh.get("fonts", {})}


def _lay_out_again(extraction: Extraction, folder: Path) -> Path | None:
    """Write the files as they lay in the project folder; the path of the spec."""
    places = _table(extraction, "places")
    spec = None
    for item in extraction.files:
        place = PurePosixPath(str(places.get(item.name, item.name)))
        target = (folder / place).resolve()
        if item.name == NAME or not target.is_relative_to(folder):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(item.data)
        spec = target if item.relation == "Source" else spec
    return spec


def _options(extraction: Extraction, folder: Path, fonts: Mapping[str, tuple[str, int]]) -> Options:
    recorded = _table(extraction, "options")
    profile = str(recorded.get("profile", ""))
    places = _table(extraction, "places").values()
    own = next((place for place in places if PurePosixPath(str(place)).name == profile), None)
    builtin = {
        role: (str(builtin_font_dir() / file), int(index))
        for role, (file, _, index) in (
            (role, str(face).rpartition("#")) for role, face in _mapping(recorded, "fonts").items()
        )
        if index.isdecimal()
    }
    return Options(
        profile=str(folder / str(own)) if own else profile,
        fonts={**builtin, **fonts},
        grid=bool(recorded.get("grid")),
        root=folder,
    )


def _table(extraction: Extraction, key: str) -> Mapping[str, Any]:
    return _mapping(extraction.record or {}, key)


def _mapping(facts: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = facts.get(key)
    return value if isinstance(value, dict) else {}


def _no_spec(path: Path) -> Diagnostic:
    text = Text(f"{path.name} 里没有规格文件", f"{path.name} carries no spec")
    return Diagnostic("D003", Severity.ERROR, text, (Argument(str(path)),))


def _altered(path: Path) -> Diagnostic:
    text = Text(
        f"{path.name} 的字节与重新生成的不同，而版本、字体、选项和数据都相同：文件被改动过",
        f"the bytes of {path.name} differ though versions, fonts, options and data are the same:"
        " the file was altered",
    )
    return Diagnostic("D008", Severity.ERROR, text, (Argument(str(path)),))
