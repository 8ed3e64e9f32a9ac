"""Characters that do not belong in Chinese text: K25–K31, K47."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from budgetpdf.diagnostic import Severity, Text
from budgetpdf.rules.case import Case
from budgetpdf.rules.corpus import Passage, Pattern, Stretch
from budgetpdf.rules.rule import Found, rule

WIDE = {"(": "（", ")": "）", ",": "，", ":": "：", ";": "；", "!": "！", "?": "？", ".": "。"}
HALF_WIDTH = Pattern(
    r"(?<=[^\x00-\x7f])[,:;!?]|(?<=[^\x00-\x7f])\.(?=[^\x00-\x7f]|\n|\Z)|[,;!?](?=[^\x00-\x7f])",
    *",:;!?.",
)
PAIRS = {"（": "）", "《": "》", "“": "”", "‘": "’", "〔": "〕", "【": "】", "「": "」", "『": "』"}
BRACKETS = Pattern(
    r"[（(《“‘〔【「『）)》”〕】」』]|(?<![A-Za-z])’", *"（(《“‘〔【「『）)》”’〕】」』"
)


def _is_chinese(char: str) -> bool:
    """Whether a half-width mark beside it stands in Chinese text."""
    return char > "\u2e7f" or char in ("“", "”", "‘", "’", "—", "…")


@rule("K25", Severity.WARNING)
def half_width_punctuation(case: Case) -> Iterator[Found]:
    """, : ; and . between hanzi."""
    for hit in case.corpus.find(HALF_WIDTH):
        where = hit.stretch()
        text = where.passage.text
        before, after = text[where.start - 1 : where.start], text[where.end : where.end + 1]
        if not _is_chinese(before) and not _is_chinese(after):
            continue
        wide = WIDE[hit.group()]
        yield case.found(
            Text(
                f"中文里用了英文标点“{hit.group()}”，应为“{wide}”",
                f"half-width “{hit.group()}” in Chinese text, it should be “{wide}”",
            ),
            where,
            hint=Text("用 --fix 可自动改正", "--fix corrects it"),
            fixes=[(where, wide)],
        )


@rule("K26", Severity.WARNING)
def brackets(case: Case) -> Iterator[Found]:
    """Half-width or mixed brackets in Chinese, brackets and quotation marks without partner."""
    marks: dict[Passage, list[tuple[int, str]]] = {}
    for hit in case.corpus.find(BRACKETS):
        marks.setdefault(hit.passage, []).append((hit.stretch().start, hit.group()))
    for passage, found in marks.items():
        yield from _brackets_of(case, passage, found)


def _brackets_of(case: Case, passage: Passage, marks: list[tuple[int, str]]) -> Iterator[Found]:
    opened: list[tuple[int, str]] = []
    for index, char in marks:
        if char in "（(《“‘〔【「『":
            opened.append((index, char))
        else:
            start, left = opened.pop() if opened and _closes(opened[-1][1], char) else (-1, "")
            if not left:
                yield _unpaired(case, Stretch(passage, index, index + 1), char)
            elif left + char in ("(）", "（)"):
                yield _mixed(case, passage, start, index)
            elif left == "(" and _in_chinese(passage.text, start, index):
                yield _half_brackets(case, passage, start, index)
    for index, char in opened:
        yield _unpaired(case, Stretch(passage, index, index + 1), char)


def _closes(left: str, right: str) -> bool:
    return PAIRS.get(left) == right or (left in "（(" and right in "）)")


def _in_chinese(text: str, start: int, end: int) -> bool:
    """Whether (…) stands in Chinese: hanzi before or in it."""
    return _is_chinese(text[start - 1 : start] or " ") or any(map(_is_chinese, text[start:end]))


def _unpaired(case: Case, where: Stretch, char: str) -> Found:
    return case.found(
        Text(f"“{char}”没有配对", f"“{char}” has no partner"),
        where,
        hint=Text("补上另一半，或删去这一个", "add its partner, or delete it"),
    )


def _mixed(case: Case, passage: Passage, start: int, end: int) -> Found:
    pair = passage.text[start], passage.text[end]
    wrong = start if pair[0] == "(" else end
    where = Stretch(passage, wrong, wrong + 1)
    return case.found(
        Text(
            f"括号一边是“{pair[0]}”一边是“{pair[1]}”",
            f"a bracket opened with “{pair[0]}” is closed with “{pair[1]}”",
        ),
        where,
        hint=Text("中文里两边都用全角（），用 --fix 可自动改正", "--fix makes both full-width"),
        fixes=[(where, WIDE[passage.text[wrong]])],
    )


def _half_brackets(case: Case, passage: Passage, start: int, end: int) -> Found:
    left, right = Stretch(passage, start, start + 1), Stretch(passage, end, end + 1)
    return case.found(
        Text("中文里用了英文括号 ( )，应为（ ）", "half-width brackets ( ) in Chinese, use （ ）"),
        left,
        right,
        hint=Text("用 --fix 可自动改正", "--fix corrects it"),
        fixes=[(left, "（"), (right, "）")],
    )


BETWEEN_TITLES = Pattern("(?<=》)、(?=《)|(?<=”)、(?=“)", "》、《", "”、“")


@rule("K27", Severity.NOTE)
def mark_between_titles(case: Case) -> Iterator[Found]:
    """、 between 《》《》: usually left out (GB/T 15834-2011 4.5.3.5)."""
    for places in case.corpus.find_by_passage(BETWEEN_TITLES):
        yield case.found(
            Text(
                "并列的书名号、引号之间通常不用顿号",
                "between 《》《》 or “”“” there is usually no 、",
            ),
            *places,
            hint=Text("可以删去顿号", "the 、 may be deleted"),
        )


TIMES = Pattern(r"(?<=[\w%）)％])\*(?=[\w（(])", "*")


@rule("K28", Severity.WARNING)
def asterisk_for_times(case: Case) -> Iterator[Found]:
    """* for ×."""
    for places in case.corpus.find_by_passage(TIMES):
        yield case.found(
            Text("乘号写成了“*”，应为“×”", "“*” stands for the multiplication sign ×"),
            *places,
            hint=Text("用 --fix 可自动改正", "--fix corrects it"),
            fixes=[(place, "×") for place in places],
        )


SPACES = Pattern(
    r"(?<=[^\x00-\x7f])(?: |\u3000)+(?=[^\x00-\x7f])|\u3000+|(?<=[^\x00-\x7f])  +", " ", "\u3000"
)


@rule("K29", Severity.WARNING)
def layout_spaces(case: Case) -> Iterator[Found]:
    """合  计: spaces that were to place the characters."""
    for hit in case.corpus.find(SPACES):
        where = hit.stretch()
        yield case.found(
            Text("用空格排版", "spaces used for layout"),
            where,
            hint=Text(
                "删去空格，对齐和缩进由程序处理；用 --fix 可自动改正",
                "delete them: alignment is the program's matter; --fix does it",
            ),
            fixes=[(where, "")],
        )


UNTIL = Pattern(r"截止(?:到|至)?(?=\d{4} ?年|目前|上年|去年|本年|年末|年底)", "截止")


@rule("K31", Severity.WARNING)
def until(case: Case) -> Iterator[Found]:
    """截止 for 截至."""
    for hit in case.corpus.find(UNTIL):
        yield case.found(
            Text(
                f"“{hit.group()}”后面接时间，应写“截至”",
                f"before a date write 截至, not {hit.group()}",
            ),
            hit.stretch(),
            hint=Text("用 --fix 可自动改正", "--fix corrects it"),
            fixes=[(hit.stretch(), "截至")],
        )


SUSPECT_RANGES = (
    ("\u00a0", "\u00a0"),  # no-break space
    ("\u00ad", "\u00ad"),  # soft hyphen
    ("\u200b", "\u200f"),  # zero-width spaces, direction marks
    ("\u2028", "\u2029"),  # line and paragraph separators
    ("\u2060", "\u2060"),
    ("\u2e80", "\u2fdf"),  # radicals
    ("\uf900", "\ufaff"),  # compatibility hanzi
    ("\ufeff", "\ufeff"),
    ("\ufffd", "\ufffd"),  # what is left of a character that could not be read
    ("\U0002f800", "\U0002fa1f"),
)
REAL_HANZI = frozenset("﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩")
"""Hanzi of their own that stand among the compatibility ones."""


@lru_cache(maxsize=4096)
def _is_suspect(char: str) -> bool:
    if char < "\u00a0" or "\u3000" <= char <= "\u9fff" or char in REAL_HANZI:
        return False
    return any(low <= char <= high for low, high in SUSPECT_RANGES)


# Suspects that share a block of 256 code points with usual characters, and the first bytes (in
# UTF-16) of all others.
SINGLE_SUSPECTS = (
    *("\u00a0", "\u00ad", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2028", "\u2029"),
    *("\u2060", "\ufeff", "\ufffd"),
)
SUSPECT_BLOCKS = (0x2E, 0x2F, 0xF9, 0xFA, 0xD8, 0xD9, 0xDA, 0xDB)


def _may_be_suspect(text: str) -> bool:
    """Whether any suspect can be in a text: hardly a file has one."""
    blocks = text.encode("utf-16-be", "surrogatepass")[::2]
    return any(map(text.__contains__, SINGLE_SUSPECTS)) or any(
        map(blocks.__contains__, SUSPECT_BLOCKS)
    )


@rule("K47", Severity.WARNING)
def copied_characters(case: Case) -> Iterator[Found]:
    """Characters that look like others: radicals, compatibility hanzi, zero-width spaces."""
    if not _may_be_suspect(case.corpus.text):
        return
    suspects = {char for char in set(case.corpus.text) if _is_suspect(char)}
    for passage in case.corpus.passages:
        for index, char in enumerate(passage.text):
            if char in suspects:
                yield _debris(case, Stretch(passage, index, index + 1), char)


def _debris(case: Case, where: Stretch, char: str) -> Found:
    right = unicodedata.normalize("NFKC", char)
    invisible = unicodedata.category(char) in ("Cf", "Zl", "Zp", "Zs")
    name = f"U+{ord(char):04X}"
    known = invisible or (right and right != char)
    if invisible:
        message = Text(f"看不见的字符 {name}", f"an invisible character, {name}")
    elif known:
        message = Text(
            f"“{char}”（{name}）不是通常的“{right}”，是从别处复制来的相似字形",
            f"“{char}” ({name}) looks like “{right}” but is another character",
        )
    else:
        message = Text(f"损坏的或偏旁字符 {name}", f"a broken character or a radical, {name}")
    return case.found(
        message,
        where,
        hint=Text("重新输入这个字", "type the character anew"),
        fixes=[(where, right.strip("\u200b\u2028\u2029\u00ad\ufeff\u2060"))] if known else [],
    )
