"""Output files: names that every system takes, and writing that never leaves half a file."""

from __future__ import annotations

import errno
import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

from budgetpdf.diagnostic import Argument, Diagnostic, Severity, Text

MAX_BYTES = 255
"""Longest file name on the common file systems, in bytes of UTF-8 (Windows: 255 UTF-16 units)."""

RESERVED = frozenset(
    ["CON", "PRN", "AUX", "NUL", *(f"{name}{n}" for name in ("COM", "LPT") for n in "123456789¹²³")]
)
"""Device names of Windows, with any extension."""

PREFIX, SUFFIX = ".budgetpdf-", ".tmp"
"""Of files that are being written."""

FORBIDDEN = {ord(char): "_" for char in '<>:"/\\|?*'} | dict.fromkeys((*range(32), 127), "_")


def file_name(title: str, suffix: str = ".pdf") -> str:
    """A file name from a report's title that is valid everywhere: NFC, no forbidden characters,
    no final dot or space, no device name, at most 255 bytes."""
    name = unicodedata.normalize("NFC", title).translate(FORBIDDEN)
    name = "".join(char for char in name if unicodedata.category(char) not in ("Cc", "Cf", "Cs"))
    name = _cut(name, MAX_BYTES - len(suffix.encode())).strip(" .")
    stem = name.split(".", 1)[0].strip().upper()
    if not name or stem in RESERVED:
        name = f"_{name}"
    return name + suffix


def _cut(name: str, limit: int) -> str:
    return name.encode()[:limit].decode(errors="ignore")


def write_whole(
    path: Path, data: bytes, announce: Callable[[os.stat_result], object] | None = None
) -> Diagnostic | None:
    """Write a file beside its place and rename it there; the old file stays whole until then.

    announce: is told the size and time of the file when it is whole, before it takes its place.
    Gives a finding instead of raising: a full disk, a folder without rights, a PDF that a viewer
    holds open.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # A name that no other run has, and rights as any new file has them: `tempfile` would take
        # five milliseconds to import, and makes files that nobody else may read.
        unused = path.with_name(f"{PREFIX}{os.urandom(8).hex()}{SUFFIX}")
        with unused.open("xb") as stream:
            temporary = unused
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if announce is not None:
            announce(temporary.stat())
        temporary.replace(path)
        temporary = None
    except OSError as error:
        return refused(path, error)
    finally:  # Ctrl-C too
        if temporary is not None:
            temporary.unlink(missing_ok=True)
    return None


def refused(path: Path, error: OSError) -> Diagnostic:
    """The finding on a file that cannot be written."""
    place = (Argument(str(path)),)
    if isinstance(error, PermissionError) and path.is_file():
        message = Text(f"无法替换“{path.name}”，旧文件未改动", f"cannot replace {path.name}")
        hint = Text(
            "文件可能正在阅读器中打开：请关闭后重试；或检查文件和文件夹的写入权限",
            "it may be open in a viewer: close it and try again; or check the folder's rights",
        )
    elif isinstance(error, PermissionError):
        message = Text(f"没有权限写入“{path.parent}”", f"no right to write into {path.parent}")
        hint = Text("换一个输出文件夹（-o）", "choose another output folder (-o)")
    elif error.errno in (errno.ENOSPC, errno.EDQUOT):
        message = Text(f"磁盘已满，未能写入“{path.name}”", f"the disk is full: {path.name}")
        hint = Text("清理磁盘后重试，旧文件未改动", "free some space; the old file is whole")
    else:
        message = Text(
            f"未能写入“{path}”：{error.strerror}", f"cannot write {path}: {error.strerror}"
        )
        hint = Text("检查输出文件夹（-o）", "check the output folder (-o)")
    return Diagnostic("W001", Severity.ERROR, message, place, hint)
