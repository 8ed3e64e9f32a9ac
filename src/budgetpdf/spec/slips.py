"""Slips of typing in a TOML file: what is shown, and how reading goes on behind it.

A slip knows its edits, so that the rest of the file can still be read and all findings come at
once. Where the edits are the one right answer (a Chinese quotation mark that should be straight)
they become the finding's fixes; a figure is never fixed.
"""

from __future__ import annotations

from typing import NamedTuple

from budgetpdf.diagnostic import Text


class Edit(NamedTuple):
    """Replace the characters from `start` to `end` (offsets in the file's text) with `text`."""

    start: int
    end: int
    text: str


class Slip(NamedTuple):
    """A slip at the characters from `start` to `end`.

    edits: what makes it readable; None if nothing does, then the file gives no values.
    fix: the edits are what the writer meant, without doubt.
    strict: refused although TOML allows it.
    also: further stretches that belong to it.
    """

    code: str
    start: int
    end: int
    message: Text
    hint: Text | None = None
    edits: tuple[Edit, ...] | None = ()
    fix: bool = False
    strict: bool = False
    also: tuple[tuple[int, int], ...] = ()
    warning: bool = False


_ENGLISH_KEYBOARD = Text("切换到英文输入法再输入", "switch the keyboard to English first")


class Found(NamedTuple):
    """A slip and the offset behind it, where reading goes on."""

    slip: Slip
    resume: int


def wrong_sign(at: int, typed: str, meant: str) -> Slip:
    """A full-width or other mark where TOML needs `meant`."""
    return Slip(
        "S011",
        at,
        at + len(typed),
        Text(f"这里的 {typed} 要用英文的 {meant}", f"type {meant} instead of {typed} here"),
        None if typed.isascii() else _ENGLISH_KEYBOARD,
        (Edit(at, at + len(typed), meant),),
        fix=True,
    )


def strange_space(at: int, end: int) -> Slip:
    """Full-width, no-break or zero-width spaces outside a text."""
    return Slip(
        "S011",
        at,
        end,
        Text(
            "这里有全角空格或看不见的空格，请改成普通空格",
            "a full-width or invisible space: use a plain space",
        ),
        edits=(Edit(at, end, " "),),
        fix=True,
    )


def missing_comma(at: int) -> Slip:
    """Two values of a list without a comma between them; `at` is the end of the first."""
    return Slip(
        "S023",
        at - 1,
        at,
        Text("这一项后面少了英文逗号 ,", "a comma , is missing after this value"),
        edits=(Edit(at, at, ","),),
        fix=True,
    )


def extra(at: int, end: int, text: str) -> Slip:
    """Something that has to go: a comma at a line's end, a bracket too many."""
    shown = text if len(text) <= 20 else text[:20] + "…"
    return Slip(
        "S024",
        at,
        end,
        Text(f"这里多了 {shown}", f"{shown} is too much here"),
        Text("删去；说明文字前面要加 #", "delete it; a remark begins with #"),
        (Edit(at, end, ""),),
    )


def next_line(at: int, end: int) -> Slip:
    """A second `key = value` on one line."""
    return Slip(
        "S024",
        at,
        end,
        Text("一行只写一项，这里要另起一行", "one entry a line: begin a new line here"),
        edits=(Edit(at, at, "\n"),),
        fix=True,
    )


def not_closed(at: int, opening: str, closing: Edit) -> Slip:
    """A bracket without its partner; `closing` puts one in."""
    sign = closing.text.strip()
    return Slip(
        "S025",
        at,
        at + 1,
        Text(
            f"这里的 {opening} 一直没有结束的 {sign}",
            f"this {opening} has no closing {sign}",
        ),
        Text(f"在这一项结束处加上 {sign}", f"add {sign} where it ends"),
        (closing,),
    )


def bad_header(at: int, end: int, meant: str) -> Slip:
    """A table header whose brackets are wrong."""
    return Slip(
        "S026",
        at,
        end,
        Text(f"表头应写成 {meant}", f"this header should read {meant}"),
        edits=(Edit(at, end, meant),),
        fix=True,
    )


def bad_key(at: int, end: int, quoted: str) -> Slip:
    """A key with characters that a bare key may not have."""
    return Slip(
        "S027",
        at,
        end,
        Text(
            "名称（= 左边）只能用英文字母、数字、下划线和连字符",
            "a key (left of =) takes letters, digits, _ and - only",
        ),
        Text(
            f"若格式要求用中文，加上引号：{quoted}", f"where Chinese is meant, quote it: {quoted}"
        ),
        edits=(Edit(at, end, quoted),),
    )


def not_understood(at: int, end: int) -> Slip:
    """A line that is no `key = value`, no header and no remark."""
    return Slip(
        "S028",
        at,
        end,
        Text(
            "看不懂这一行：应当是“名称 = 内容”、[表头] 或以 # 开头的说明",
            "cannot read this line: expected key = value, a [header] or a remark after #",
        ),
        Text(
            '如果是上一段文字的继续，整段文字的前后要用三个引号 """',
            'if it continues a text, put the whole text between """ and """',
        ),
        None,
    )


def missing_equals(at: int) -> Slip:
    """A key and a value without `=`."""
    return Slip(
        "S028",
        at,
        at + 1,
        Text("名称和内容之间少了 =", "the = between key and value is missing"),
        edits=(Edit(at, at, "= "),),
        fix=True,
    )


def missing_value(at: int, end: int, value_at: int, key: str) -> Slip:
    """`key =` and nothing behind it; the key stands from `at` to `end`."""
    return Slip(
        "S016",
        at,
        end,
        Text(f"{key} 还没有填", f"{key} is not filled in"),
        Text(
            '在 = 后面填：文字放在 "" 里，金额只写数字；没有就删去这一行',
            'after the = write a text in "" or a plain number; delete the line if there is none',
        ),
        (Edit(value_at, value_at, ' ""'),),
    )


def twice(at: int, end: int, name: str, first: tuple[int, int], line: int) -> Slip:
    """A key or a table that was written before, at `first` in `line`."""
    return Slip(
        "S029",
        at,
        end,
        Text(f"{name} 在第 {line} 行已经写过", f"{name} was written before, in line {line}"),
        Text("只留一处", "keep one of them"),
        None,
        also=(first,),
    )


def too_deep(at: int) -> Slip:
    """Brackets in brackets, or parts of a key, beyond all sense."""
    return Slip(
        "S030",
        at,
        at + 1,
        Text("括号或名称嵌套太深", "brackets or keys are nested too deep"),
        edits=None,
        strict=True,
    )


def too_many_slips(at: int) -> Slip:
    """So many slips that more of them help nobody."""
    return Slip(
        "S032",
        at,
        at + 1,
        Text("错误太多，从这里起没有检查", "too many slips: not checked from here on"),
        Text("先改正上面的错误再检查", "put the ones above right and check again"),
        None,
    )


def too_much(at: int) -> Slip:
    """More values than any report has."""
    return Slip(
        "S032",
        at,
        at + 1,
        Text("文件里的内容太多，从这里起没有读", "too many values: not read from here on"),
        edits=None,
        strict=True,
    )


def control(at: int, character: str) -> Slip:
    """A control character anywhere in the file."""
    point = f"U+{ord(character):04X}"
    return Slip(
        "S006",
        at,
        at + 1,
        Text(f"这里有看不见的控制字符 {point}，请删去", f"control character {point}: delete it"),
        edits=(Edit(at, at + 1, ""),),
        fix=True,
        strict=True,
    )


def old_line_end(at: int) -> Slip:
    """The first carriage return without a line feed; the text is read as if it were one."""
    return Slip(
        "S007",
        at,
        at + 1,
        Text(
            "换行符是旧式的 CR，请另存为 Windows（CRLF）或 Unix（LF）换行",
            "lines end in a bare CR: save with CRLF or LF line ends",
        ),
        strict=True,
    )
