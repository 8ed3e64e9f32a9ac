"""`budgetpdf fonts`: roles, their faces, and what falls back in one spec."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from budgetpdf.diagnostic import Diagnostic, Text
from budgetpdf.present import columns, place_text

if TYPE_CHECKING:
    from budgetpdf.diagnostic import Place
    from budgetpdf.pipeline import Options, Prepared
    from budgetpdf.style.sheet import Sheet
    from budgetpdf.text.fonts import FontSet

COMMON_HANZI = range(0x4E00, 0x9FA6)
"""The 20,902 unified hanzi of Unicode 1.1, the ground that GBK covers."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines to print, and findings."""

    lines: tuple[str, ...]
    findings: tuple[Diagnostic, ...]
    texts: Mapping[str, str]


def listing(path: Path | None, options: Options, lang: str) -> Listing:
    """The fonts of a profile, and with a spec the characters of it that fall back."""
    from budgetpdf.pipeline import prepare, prepare_profile

    ready = prepare(path, options) if path else prepare_profile(options)
    lines = list(_collections(options, lang))
    if ready.fonts is not None:
        lines.extend(_faces(ready.fonts, lang))
        if path and ready.sheet is not None:
            lines.extend(_fallbacks(ready, ready.fonts, ready.sheet, lang))
    return Listing(tuple(lines), ready.findings, ready.texts)


def _faces(fonts: FontSet, lang: str) -> Iterator[str]:
    from budgetpdf.text.fontfile import faces as described

    hanzi = Text("{n} 个常用字", "{n} hanzi").in_language(lang)
    part = Text("只用于部分字符", "some characters only").in_language(lang)
    width = max((columns(role) for role in fonts.chains), default=0)
    for role in sorted(fonts.chains):
        for number, entry in enumerate(fonts.chain(role)):
            name = role if number == 0 else ""
            face = entry.face
            facts = {one.index: one for one in described(face.path)}
            index = f"#{face.index}" if face.index else ""
            if entry.only is None:
                covered = sum(face.gid(chr(code)) != 0 for code in COMMON_HANZI)
                note = hanzi.format(n=covered)
            else:
                note = part
            gap = " " * (width - columns(name))
            said = facts.get(face.index)
            about = f"{said.name(lang)}  {said.version.partition(';')[0]}  " if said else ""
            yield f"{name}{gap}  {face.name}{index}  {about}{note}"


def _collections(options: Options, lang: str) -> Iterator[str]:
    """The faces of each collection that was named, with the index to write behind #."""
    from budgetpdf.text.fontfile import faces

    for path in sorted({path for path, _ in options.fonts.values()}):
        found = faces(Path(path))
        if len(found) > 1:
            yield f"{Path(path).name}  " + "  ".join(f"#{f.index} {f.name(lang)}" for f in found)


def _fallbacks(ready: Prepared, fonts: FontSet, sheet: Sheet, lang: str) -> Iterator[str]:
    """Each character that falls back once a face, with the first place where it stands."""
    from budgetpdf.document.walk import runs

    found: dict[tuple[str, str], tuple[Place | None, int]] = {}
    for style, run in runs(ready.document) if ready.document else ():
        role = _role(sheet, style, run.style)
        for index, char in enumerate(run.text):
            choice = fonts.glyph(role, char) if not char.isspace() else None
            if choice is None or not choice.fallback:
                continue
            key = (char, fonts.faces[choice.face].name)
            place, count = found.get(key, (run.place(index), 0))
            found[key] = (place, count + 1)
    title = Text("由替补字体提供的字符：", "characters from fallback faces:")
    nothing = Text("没有字符需要替补字体", "no character needs a fallback face")
    yield (title if found else nothing).in_language(lang)
    times = Text("{n} 处", "{n} ×").in_language(lang)
    for (char, face), (place, count) in found.items():
        where = place_text(ready.resolve(place)) if place else ""
        yield f"  {char}  U+{ord(char):04X}  {face}  {times.format(n=count)}  {where}".rstrip()


def _role(sheet: Sheet, style: str, own: str) -> str:
    """The font role of a run: its own character style, else its paragraph's."""
    if own in sheet.texts:
        return sheet.texts[own].role
    table, mark, part = style.partition("/")
    if mark and table in sheet.tables:
        style = getattr(sheet.tables[table], part)
    return sheet.text(style).role
