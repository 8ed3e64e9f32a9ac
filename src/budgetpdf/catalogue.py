"""All codes explained: those of the rules, and those of every stage.

`python -m budgetpdf.catalogue docs/rules.md` writes the page of all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from budgetpdf.diagnostic import Severity, Text
from budgetpdf.rules.explanation import Explanation

FAMILIES = {
    "R": Text("勾稽关系", "Reconciliation"),
    "C": Text("批复数", "Control totals"),
    "X": Text("文字里的数", "Figures in texts"),
    "K": Text("文字和表格的常见问题", "Lint"),
    "S": Text("规格文件的读取", "Reading the spec"),
    "P": Text("格式文件", "The profile"),
    "T": Text("模板与编排", "Templates and composing"),
    "N": Text("已接受的提示", "Acceptances"),
    "L": Text("排版", "Layout"),
    "F": Text("字体", "Fonts"),
    "A": Text("存档与无障碍", "Archives and accessibility"),
    "W": Text("输出", "Output"),
    "D": Text("从 PDF 取回规格文件", "The spec out of a PDF"),
}
"""Families of codes in the order of the page."""

SEVERITIES = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("提醒", "warning"),
    Severity.NOTE: Text("说明", "note"),
}
REMARK = re.compile(r" *# finding: ([A-Z]+[0-9]+)(?::[0-9]+| [0-9]+:[0-9]+)")


class Entry(NamedTuple):
    """A code explained. severity: of a rule, unless the profile says otherwise; else None."""

    code: str
    title: Text
    why: Text | None = None
    severity: Severity | None = None
    example: Explanation | None = None

    @property
    def family(self) -> str:
        """Key of `FAMILIES`."""
        return self.code.rstrip("0123456789")


@cache
def entries() -> Mapping[str, Entry]:
    """All codes, by family and number."""
    found = [*_rules(), *_stages(), *_others()]
    order = list(FAMILIES)
    found.sort(key=lambda entry: (order.index(entry.family), entry.code))
    assert len({entry.code for entry in found}) == len(found), "a code has two meanings"
    return {entry.code: entry for entry in found}


def _rules() -> Iterator[Entry]:
    from budgetpdf.rules import register
    from budgetpdf.rules.explanation import explanations

    explained = explanations()
    for code, rule in register().items():
        text = explained[code]
        yield Entry(code, text.title, text.why, rule.severity, text)


def _stages() -> Iterator[Entry]:
    from budgetpdf.profile.codes import CODES as PROFILE
    from budgetpdf.spec.codes import CODES as SPEC

    for code, title in {**SPEC, **PROFILE}.items():
        yield Entry(code, title)


def _others() -> Iterator[Entry]:
    from budgetpdf.rules.words import load

    for code, texts in load(Path(__file__).with_name("codes.toml")).items():
        yield Entry(code, Text(**texts["title"]), Text(**texts["why"]))


def titles() -> Mapping[str, Text]:
    """Code → what it is about."""
    return {code: entry.title for code, entry in entries().items()}


def explain(code: str, lang: str) -> str | None:
    """What a code means, with examples, as plain text; None for an unknown code."""
    entry = entries().get(code.strip().upper())
    if entry is None:
        return None
    head = f"{entry.code}  {entry.title.in_language(lang)}"
    if entry.severity:
        head += f"  [{SEVERITIES[entry.severity].in_language(lang)}]"
    parts = [head]
    if entry.why:
        parts.append(entry.why.in_language(lang))
    if entry.example:
        parts += _examples(entry.example, lang)
    return "\n\n".join(parts) + "\n"


def near(code: str) -> list[str]:
    """Known codes that look like an unknown one."""
    import difflib

    return difflib.get_close_matches(code.strip().upper(), list(entries()), 3, 0.5)


def shown(example: str) -> str:
    """An example for a reader: an arrow marks the line of the finding."""
    lines = (REMARK.sub(r"   # ← \1", line) for line in example.strip("\n").split("\n"))
    return "\n".join(line for line in lines if not line.startswith("   # ←"))


BAD = Text("会查出问题的写法", "Found fault with")
GOOD = Text("正确的写法", "Right")
IN_PROFILE = Text("（格式文件）", " (profile)")
SOURCE = Text("依据：", "Source: ")


def _snippets(example: Explanation) -> Iterator[tuple[Text, str]]:
    """Captions and examples; one from a profile before the spec's."""
    for caption, spec, profile in (
        (BAD, example.bad, example.bad_profile),
        (GOOD, example.good, example.good_profile),
    ):
        if profile:
            yield Text(caption.zh + IN_PROFILE.zh, caption.en + IN_PROFILE.en), shown(profile)
        yield caption, shown(spec)


def _examples(example: Explanation, lang: str) -> Iterator[str]:
    mark = ":" if lang.startswith("en") else "："
    for caption, text in _snippets(example):
        indented = "\n".join(f"    {line}".rstrip() for line in text.split("\n"))
        yield f"{caption.in_language(lang)}{mark}\n{indented}"
    yield f"{SOURCE.in_language(lang)}{example.source}"


ABOUT = Text(
    "本页由 `python -m budgetpdf.catalogue docs/rules.md` 生成，`budgetpdf explain 编号` 显示同样的"
    "内容。级别可由格式的 `[rules]` 调整；提醒可在规格文件的 `accept` 里接受并写明理由。",
    "Made by `python -m budgetpdf.catalogue docs/rules.md`; `budgetpdf explain CODE` says the "
    "same. A profile changes severities under `[rules]`; a spec accepts warnings under `accept`, "
    "with the reason.",
)


def page() -> str:
    """docs/rules.md."""
    parts = ["# 检查规则 Rules", ABOUT.zh, ABOUT.en]
    for family, name in FAMILIES.items():
        listed = [entry for entry in entries().values() if entry.family == family]
        if listed:
            parts.append(f"## {name.zh} {name.en}")
            parts += _table(listed) if listed[0].why is None else map(_section, listed)
    return "\n\n".join(parts) + "\n"


def _table(listed: list[Entry]) -> list[str]:
    rows = [f"| {entry.code} | {entry.title.zh} | {entry.title.en} |" for entry in listed]
    return ["\n".join(["| 编号 | 含义 | meaning |", "| --- | --- | --- |", *rows])]


def _section(entry: Entry) -> str:
    parts = [f"### {entry.code} {entry.title.zh}"]
    severity = SEVERITIES[entry.severity] if entry.severity else None
    parts.append(f"*{entry.title.en}*" + (f" · {severity.zh} {severity.en}" if severity else ""))
    if entry.why:
        parts += [entry.why.zh, entry.why.en]
    if entry.example:
        for caption, text in _snippets(entry.example):
            parts.append(f"{caption.zh} {caption.en}\n```toml\n{text}\n```")
        parts.append(f"依据 Source：{entry.example.source}")
    return "\n\n".join(parts)


if __name__ == "__main__":
    import sys

    Path(sys.argv[1]).write_text(page(), encoding="utf-8", newline="\n")
