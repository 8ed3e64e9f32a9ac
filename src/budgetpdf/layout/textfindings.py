"""What there is to say of a text that was set: glyphs that no face has, rules that gave way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from budgetpdf.diagnostic import Diagnostic, Place, Severity, Text
from budgetpdf.document.blocks import Inlines, Run
from budgetpdf.text.fonts import FontSet
from budgetpdf.text.frames import is_private
from budgetpdf.text.glyphs import Missing, Shaped
from budgetpdf.text.linebreak import Concession


def missing_glyphs(
    content: Inlines, missing: Sequence[Missing], fonts: FontSet
) -> Iterator[Diagnostic]:
    """An error for each character that has no glyph (F001) or is private use (F002)."""
    for lost in missing:
        places = _places(content, lost.run, lost.at)
        code = f"U+{ord(lost.char):04X}"
        if is_private(lost.char):
            yield _private(code, places)
            continue
        asked = (entry for entry in fonts.chain(lost.role) if entry.may_give(lost.char))
        yield _no_glyph(lost.char, code, [entry.face.name for entry in asked], places)


def _places(content: Inlines, run: int, index: int) -> tuple[Place, ...]:
    inline = content[run]
    place = inline.place(index) if isinstance(inline, Run) else None
    return (place,) if place else ()


def forced(
    content: Inlines, shaped: Shaped, concessions: Sequence[Concession]
) -> Iterator[Diagnostic]:
    """A warning for each rule that gave way (T001 to T005)."""
    for cluster, kind in concessions:
        code, zh, en = _FORCED[kind]
        around = "".join(shaped.chars[max(0, cluster - 6) : cluster + 6])
        places = _places(content, shaped.runs[cluster], shaped.indexes[cluster])
        message = Text(zh.format(around=around), en.format(around=around))
        yield Diagnostic(code, Severity.WARNING, message, places)


_FORCED = {
    "unit": (
        "L001",
        "“{around}”处，数字与单位被分在两行",
        "number and unit are parted at “{around}”",
    ),
    "stretch": (
        "L002",
        "“{around}”所在的行无法排满，右端不齐",
        "the line at “{around}” cannot be filled and stays ragged",
    ),
    "word": (
        "L003",
        "“{around}”处，数字或西文单词太长，被拆成两行",
        "a long number or Latin word is broken at “{around}”",
    ),
    "prohibition": (
        "L004",
        "“{around}”处，行首行尾的禁则无法遵守",
        "a line begins or ends with a mark that it must not, at “{around}”",
    ),
    "overflow": (
        "L005",
        "“{around}”处，一个字比行还宽",
        "a single character is wider than the line at “{around}”",
    ),
}


def _private(code: str, places: tuple[Place, ...]) -> Diagnostic:
    return Diagnostic(
        "F002",
        Severity.ERROR,
        Text(
            f"字符 {code} 是自造字（私用区），别的电脑上没有它的字形",
            f"the character {code} is private use: it has no shape on any other machine",
        ),
        places,
        Text(
            "换成 Unicode 里的同一个字，或用输入法重新输入",
            "use the Unicode character for it, or type it again",
        ),
    )


def _no_glyph(char: str, code: str, faces: Sequence[str], places: tuple[Place, ...]) -> Diagnostic:
    asked = "、".join(faces)
    return Diagnostic(
        "F001",
        Severity.ERROR,
        Text(
            f"字符“{char}”（{code}）在所有字体中都没有：{asked}",
            f"no face has the character “{char}” ({code}): {', '.join(faces)}",
        ),
        places,
    )
