"""The command line: its language, its arguments, the command, the exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

from budgetpdf import __version__, language
from budgetpdf.commands.console import DONE, WRONG_USE, Console
from budgetpdf.diagnostic import Text
from budgetpdf.usage import build

NOWHERE = Text(
    "当前文件夹已被删除或移走，请先进入一个存在的文件夹",
    "the current folder has been deleted or moved away: change into one that exists",
)
INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 0 done, 1 findings, 2 wrong use."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    language.calm_console()
    lang = language.choose(_wanted_language(arguments))
    try:
        # The first word is the command, unless it is an option.
        given = build(lang, __version__, arguments[0] if arguments else "").parse_args(arguments)
        if not _stands_somewhere():
            Console(lang).say(NOWHERE)
            return WRONG_USE
        code: int = import_module(f"budgetpdf.commands.{given.command}").run(given, Console(lang))
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (head, less) has gone: nothing left to say, and no second try at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _stands_somewhere() -> bool:
    """Whether the working folder is still there; no relative path means anything without it."""
    try:
        os.getcwd()  # noqa: PTH109 - cheaper to import
    except OSError:
        return False
    return True


def _wanted_language(arguments: Sequence[str]) -> str:
    """--lang, before the parser that speaks it exists."""
    for word, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if word == "--lang" and following in ("zh", "en"):
            return following
        if word in ("--lang=zh", "--lang=en"):
            return word[-2:]
    return ""
