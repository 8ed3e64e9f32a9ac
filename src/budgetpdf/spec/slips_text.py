"""Slips in texts: quotation marks of a Chinese keyboard, marks inside a text, backslashes."""

from __future__ import annotations

import re

from budgetpdf.diagnostic import Text
from budgetpdf.spec.grammar import BEHIND
from budgetpdf.spec.loose import NEW_START, QUOTES
from budgetpdf.spec.slips import Edit, Found, Slip

_LENIENT = re.compile(rf'"(?>(?:[^"\\\r\n]++|\\[^\r\n])*)"(?!"){BEHIND}')
_LENIENT_LINES = re.compile(r'"{3}(?>(?:[^"\\]++|\\.|"(?!""))*)"{3,5}', re.DOTALL)
_BAD_ESCAPE = re.compile(
    r'\\(?:([btnfre"\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|[ \t]*\r?\n)|)', re.DOTALL
)
_PATH = re.compile(r'"[A-Za-z]:\\(?!\\)')
_SWALLOWED = re.compile(r"(?<!\\)(?>(?:\\\\)*)(\\)[ \t]*\r?\n[ \t]*\r?\n")
_TRIPLE = re.compile(rf"[{QUOTES}\"']{{3}}")

# A mark that ends a text: behind it comes what may stand behind a value.
_BEHIND_MARK = rf"""(?=[ \t]*(?:[,\]}}#\r\n]|\Z|[】］〕｝＃]
    |[，、；;][ \t]*(?:[{QUOTES}"'\[{{]|[A-Za-z_][\w-]*[ \t]*[=＝:：]|[0-9\r\n]|\Z)))"""
_CLOSING = re.compile(rf"""[{QUOTES}"]{_BEHIND_MARK}""", re.VERBOSE)
_CLOSING_PLAIN = re.compile(rf"""[{QUOTES}']{_BEHIND_MARK}""", re.VERBOSE)
_TAIL = re.compile(r"[ \t]*[}\]]*[ \t]*[,，]?[ \t]*$")
_LINE = re.compile(r"[^\r\n]*")


def check_text(text: str, start: int, end: int) -> list[Slip]:
    """What TOML allows in a text and nobody means; the text holds a backslash."""
    if _PATH.match(text, start, end):
        return [_backslash(text, start, end, strict=True)]
    if not text.startswith('"""', start):
        return []
    return [_swallowed(found.start(1)) for found in _SWALLOWED.finditer(text, start, end)]


def unreadable_text(text: str, at: int) -> Found:
    """What was meant by a text that cannot be read, which begins with some quotation mark."""
    if _TRIPLE.match(text, at):
        found = _lines(text, at)
        if found:
            return found
    if lenient := _LENIENT.match(text, at):
        return Found(_backslash(text, at, lenient.end()), lenient.end())
    line = _LINE.match(text, at + 1)
    line_end = line.end() if line else at + 1
    closings = _CLOSING_PLAIN if text[at] == "'" else _CLOSING
    closing = closings.search(text, at + 1, line_end + 1)
    if closing is None or closing.start() >= line_end:
        return _unclosed(text, at, line_end)
    return Found(_marks(text, at, closing.start()), closing.end())


def _marks(text: str, start: int, end: int) -> Slip:
    """Wrong marks around a text (at `start` and `end`), or straight ones inside it."""
    quote = "'" if text[start] == "'" else '"'
    around = [at for at in (start, end) if text[at] != quote]
    inside = [at for at in range(start + 1, end) if text[at] == quote]
    paired = [Edit(at, at + 1, "“”"[number % 2]) for number, at in enumerate(inside)]
    if around:
        edits = (*(Edit(at, at + 1, quote) for at in around), *paired)
        return _marks_around(around[0], text[around[0]], quote, edits, certain=not inside)
    if inside:
        return _marks_inside(inside[0], quote, tuple(paired))
    # The last mark stands behind a backslash.
    return _backslash(text, start, end, strict=True)


def _marks_around(
    at: int, mark: str, quote: str, edits: tuple[Edit, ...], *, certain: bool
) -> Slip:
    return Slip(
        "S010",
        at,
        at + 1,
        Text(
            f"文字前后的引号要用英文引号 {quote}，这里是 {mark}",
            f"a text stands between straight quotes {quote}, not {mark}",
        ),
        Text(
            "切换到英文输入法再输入引号；文字里面的 “ ” 不用改",
            "switch the keyboard to English for them; “ ” inside the text stay",
        ),
        edits,
        fix=certain,
    )


def _marks_inside(at: int, quote: str, edits: tuple[Edit, ...]) -> Slip:
    return Slip(
        "S013",
        at,
        at + 1,
        Text(
            f"文字里面有英文引号 {quote}，请改成中文引号 “ ”",
            f"a straight quote {quote} inside a text: type “ ” there",
        ),
        edits=edits,
        fix=len(edits) % 2 == 0,
    )


def _unclosed(text: str, at: int, line_end: int) -> Found:
    tail = _TAIL.search(text, at + 1, line_end)
    end = tail.start() if tail else line_end
    quote = "'" if text[at] == "'" else '"'
    edits = [Edit(end, end, quote)]
    if text[at] != quote:
        edits.insert(0, Edit(at, at + 1, quote))
    slip = Slip(
        "S012",
        at,
        at + 1,
        Text(f"这段文字没有结束的引号 {quote}", f"this text has no closing quote {quote}"),
        Text(
            '在文字末尾加上；要写几行的文字，前后用三个引号 """',
            'add it where the text ends; a text of several lines stands between """ and """',
        ),
        tuple(edits),
    )
    return Found(slip, end)


def _lines(text: str, at: int) -> Found | None:
    """A text of several lines between three marks."""
    marks = text[at : at + 3]
    if marks == '"""' and (lenient := _LENIENT_LINES.match(text, at)):
        if any(escape[1] is None for escape in _BAD_ESCAPE.finditer(text, at, lenient.end())):
            return Found(_backslash(text, at, lenient.end()), lenient.end())
        return None
    closing = _TRIPLE.search(text, at + 3)
    if marks in {'"""', "'''"} and (closing is None or _statement_before(text, at, closing)):
        return _unclosed_lines(text, at, marks)
    if closing is None:
        return None
    wrong = [found for found in (at, closing.start()) if text[found : found + 3] != '"""']
    if not wrong:
        return None
    shown = text[wrong[0] : wrong[0] + 3]
    slip = Slip(
        "S010",
        wrong[0],
        wrong[0] + 3,
        Text(
            f'这里的 {shown} 要用三个英文引号 """', f'type three straight quotes """, not {shown}'
        ),
        edits=tuple(Edit(found, found + 3, '"""') for found in wrong),
        fix=True,
    )
    return Found(slip, closing.end())


def _statement_before(text: str, at: int, closing: re.Match[str]) -> bool:
    new = _next_statement(text, at)
    return new < closing.start()


def _next_statement(text: str, at: int) -> int:
    """Where the next line begins that reads like a statement, or the end of the text."""
    for new in NEW_START.finditer(text, at):
        following = text[new.end() : new.end() + 1]
        if following and following not in "#\r\n":
            return new.end()
    return len(text)


def _unclosed_lines(text: str, at: int, marks: str) -> Found:
    end = _next_statement(text, at)
    slip = Slip(
        "S012",
        at,
        at + 3,
        Text(f"这段文字没有结束的三个引号 {marks}", f"this text has no closing {marks}"),
        Text(f"在文字最后一行之后加一行 {marks}", f"add a line {marks} behind its last line"),
        (Edit(end, end, f"{marks}\n"),),
    )
    return Found(slip, end)


def _backslash(text: str, start: int, end: int, *, strict: bool = False) -> Slip:
    """A backslash that stands for itself, as in a Windows path."""
    if strict:
        places = [at for at in range(start, end) if text[at] == "\\"]
    else:
        places = [
            escape.start() for escape in _BAD_ESCAPE.finditer(text, start, end) if escape[1] is None
        ]
    return Slip(
        "S014",
        places[0],
        places[0] + 1,
        Text(
            r"文字里的反斜杠 \ 要写成 \\，路径可以用 /",
            r"a backslash \ in a text is written \\; a path may use /",
        ),
        edits=tuple(Edit(at, at, "\\") for at in places),
        fix=True,
        strict=strict,
    )


def _swallowed(at: int) -> Slip:
    return Slip(
        "S033",
        at,
        at + 1,
        Text(
            r"行末的反斜杠 \ 会把下面的空行也吞掉，前后两段会连成一段",
            r"a backslash \ at a line's end swallows the empty lines below it",
        ),
        Text("分段就删去它", "delete it to keep the paragraphs apart"),
        strict=True,
        warning=True,
    )
