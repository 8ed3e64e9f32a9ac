"""A file's bytes as text, whatever Notepad or another program saved them as."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from budgetpdf.diagnostic import Diagnostic, Severity, Span, Text

if TYPE_CHECKING:
    from budgetpdf.spec.slips import Slip

MAX_BYTES = 8 * 1024 * 1024
MAX_CONTROLS = 20

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LONE_RETURN = re.compile(r"\r(?!\n)")
# Those up to U+007F, and the first byte of U+0080 to U+00BF.
_CONTROL_BYTES = bytes([*(code for code in range(0x20) if code not in b"\t\n"), 0x7F, 0xC2])
_MASK = {code: " " for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\r"}
_SAVE_AS = Text(
    "用记事本打开，“文件”→“另存为”，编码选 UTF-8，再保存",
    "open it in Notepad, File > Save as, choose the encoding UTF-8",
)


class Decoded(NamedTuple):
    """A text, what is wrong with the file as a whole, and with single characters.

    Control characters are spaces in `text`, so that columns stay what the editor shows.
    """

    text: str
    findings: tuple[Diagnostic, ...] = ()
    slips: tuple[Slip, ...] = ()


def read_bytes(path: Path, name: str) -> tuple[bytes | None, tuple[Diagnostic, ...]]:
    """The bytes of a file, or why it cannot be read. A file over 8 MiB is refused unread."""
    try:
        if path.is_dir():
            return None, (_cannot_read(name, Text("这是一个文件夹", "it is a folder")),)
        if path.stat().st_size > MAX_BYTES:
            return None, (too_large(name),)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return None, (_cannot_read(name, Text("没有这个文件", "there is no such file")),)
    except PermissionError:
        why = Text("没有读取权限，或被别的程序占用", "no permission, or another program holds it")
        return None, (_cannot_read(name, why),)
    except (OSError, ValueError) as error:
        reason = str(getattr(error, "strerror", None) or error)
        return None, (_cannot_read(name, Text(reason, reason)),)
    return data, ()


def decode(data: bytes, name: str) -> Decoded:
    """The text of a TOML file. What is not UTF-8 is told, and read all the same."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _other(data, "utf-16", name)
    if data[:200].count(0) * 4 > len(data[:200]):
        return _other(data, "utf-16-le" if data[:1] != b"\0" else "utf-16-be", name)
    try:
        text = data.decode("utf-8-sig")
        return _masked(text) if _may_hold_controls(data) else Decoded(text)
    except UnicodeDecodeError as error:
        return _not_utf8(data, error, name)


def too_large(name: str) -> Diagnostic:
    """The finding over a file that is refused for its size."""
    return Diagnostic(
        "S002",
        Severity.ERROR,
        Text("文件超过 8 MiB，没有读取", "the file is over 8 MiB and was not read"),
        (_whole(name),),
    )


def _whole(name: str) -> Span:
    return Span(name, 0, 0, 0, 0)


def _cannot_read(name: str, why: Text) -> Diagnostic:
    message = Text(f"读不了文件：{why.zh}", f"cannot read the file: {why.en}")
    return Diagnostic("S001", Severity.ERROR, message, (_whole(name),))


def _other(data: bytes, codec: str, name: str) -> Decoded:
    shown = "GBK（ANSI）" if codec == "gb18030" else "UTF-16（Unicode）"
    text = data.decode(codec, errors="replace").removeprefix("\ufeff")
    finding = Diagnostic(
        "S003",
        Severity.ERROR,
        Text(
            f"文件编码是 {shown}，要用 UTF-8",
            f"the file is encoded in {shown.replace('（', ' (').replace('）', ')')}, not UTF-8",
        ),
        (_whole(name),),
        _SAVE_AS,
    )
    masked = _masked(text)
    return masked._replace(findings=(finding,))


def _not_utf8(data: bytes, error: UnicodeDecodeError, name: str) -> Decoded:
    """GBK as old programs save it, or UTF-8 with bytes lost."""
    broken = data.decode("utf-8-sig", errors="replace")
    if len(re.findall(r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uff5e]", broken)) < 5 * broken.count(
        "\ufffd"
    ):
        try:
            data.decode("gb18030")
            return _other(data, "gb18030", name)
        except UnicodeDecodeError:
            pass
    before = data[: error.start].decode("utf-8-sig", errors="replace")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    finding = Diagnostic(
        "S005",
        Severity.ERROR,
        Text("这里的字节坏了，不是 UTF-8 文字", "broken bytes here: this is no UTF-8 text"),
        (Span(name, line, column, line, column + 1),),
        Text("重新输入这里的文字，再另存为 UTF-8", "type the text anew and save as UTF-8"),
    )
    return _masked(broken)._replace(findings=(finding,))


def _may_hold_controls(data: bytes) -> bool:
    """Whether UTF-8 may hold a control character or a carriage return: bytes tell it at once."""
    return len(data.translate(None, _CONTROL_BYTES)) < len(data)


def _masked(text: str) -> Decoded:
    if not _CONTROL.search(text) and not _LONE_RETURN.search(text):
        return Decoded(text)
    from budgetpdf.spec import slips

    found = [
        slips.control(control.start(), control[0])
        for control in islice(_CONTROL.finditer(text), MAX_CONTROLS)
    ]
    if alone := _LONE_RETURN.search(text):
        found.append(slips.old_line_end(alone.start()))
        text = _LONE_RETURN.sub("\n", text)
    return Decoded(text.translate(_MASK), (), tuple(found))
