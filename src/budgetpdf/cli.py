"""Arguments, files, exit codes. Prints findings and results, nothing else."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from budgetpdf import __version__, language
from budgetpdf.diagnostic import Argument, Diagnostic, Severity, Text, has_errors
from budgetpdf.usage import build

if TYPE_CHECKING:
    from argparse import Namespace

    from budgetpdf.pipeline import Options

DONE, FINDINGS, WRONG_USE = 0, 1, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the exit code is 0 done, 1 findings, 2 wrong use."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    language.calm_console()
    lang = language.choose(_wanted_language(arguments))
    try:
        given = build(lang, __version__).parse_args(arguments)
        code = Command(lang, given).run()
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader (head, less) has gone: nothing left to say, and no second try at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return 130
    return code


def _wanted_language(arguments: Sequence[str]) -> str:
    """--lang, before the parser that speaks it exists."""
    for word, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if word == "--lang" and following in ("zh", "en"):
            return following
        if word in ("--lang=zh", "--lang=en"):
            return word[-2:]
    return ""


class Command:
    """One call of the program: its language and what it was given."""

    def __init__(self, lang: str, given: Namespace) -> None:
        self.lang = lang
        self.given = given

    def run(self) -> int:
        """Do what was asked for and give the exit code."""
        options, findings = self._options()
        if findings:
            self._findings(findings)
            return WRONG_USE
        match self.given.command:
            case "render":
                return max(self._render(path, options) for path in self._paths())
            case "check":
                return max(self._check(path, options) for path in self._paths())
            case _:
                return self._fonts(options)

    def _paths(self) -> list[Path]:
        return [Path(text) for text in self.given.specs]

    def _render(self, path: Path, options: Options) -> int:
        from budgetpdf.output import write_whole
        from budgetpdf.pipeline import compile_spec, paint

        outcome = compile_spec(path, options)
        errors = [one for one in outcome.findings if one.severity is Severity.ERROR]
        self._findings(errors, outcome.texts)
        if outcome.refused:
            self._say(_refusal(path, len(errors)))
            return FINDINGS
        target = Path(self.given.out) / outcome.name
        failure = write_whole(target, paint(outcome))
        if failure:
            self._findings([failure])
            return FINDINGS
        print(target)
        if outcome.findings:
            self._say(_summary(path, len(outcome.findings)))
        return DONE

    def _check(self, path: Path, options: Options) -> int:
        from budgetpdf.pipeline import compile_spec

        outcome = compile_spec(path, options)
        self._findings(outcome.findings, outcome.texts)
        if not outcome.findings:
            self._say(Text(f"{path}：没有发现问题", f"{path}: no findings"))
        return FINDINGS if outcome.refused else DONE

    def _fonts(self, options: Options) -> int:
        from budgetpdf import fontlist

        path = Path(self.given.specs) if self.given.specs else None
        listing = fontlist.listing(path, options, self.lang)
        self._findings(listing.findings, listing.texts)
        print("\n".join(listing.lines))
        return FINDINGS if has_errors(listing.findings) else DONE

    def _options(self) -> tuple[Options, list[Diagnostic]]:
        from budgetpdf.pipeline import Options

        fonts: dict[str, tuple[str, int]] = {}
        findings: list[Diagnostic] = []
        for text in self.given.font:
            role, _, rest = text.partition("=")
            path, mark, index = rest.rpartition("#")
            path, index = (path, index) if mark and index.isdecimal() else (rest, "0")
            if not role or not path:
                findings.append(_bad_font(text))
            fonts[role] = (path, int(index))
        grid = getattr(self.given, "show_grid", False)
        return Options(self.given.profile, fonts, grid), findings

    def _findings(
        self, findings: Iterable[Diagnostic], texts: Mapping[str, str] | None = None
    ) -> None:
        from budgetpdf.present import Presenter

        colour = sys.stderr.isatty() and "NO_COLOR" not in os.environ
        for line in Presenter(self.lang, colour, texts).show(findings):
            print(line, file=sys.stderr)

    def _say(self, text: Text) -> None:
        print(text.in_language(self.lang), file=sys.stderr)


def _refusal(path: Path, count: int) -> Text:
    return Text(
        f"{path}：有 {count} 个错误，没有生成 PDF；已有的文件未改动",
        f"{path}: {count} errors, no PDF written; an existing file is untouched",
    )


def _summary(path: Path, count: int) -> Text:
    return Text(
        f"{path}：另有 {count} 条提醒和说明，用 budgetpdf check 查看",
        f"{path}: {count} warnings and notes, see budgetpdf check",
    )


def _bad_font(text: str) -> Diagnostic:
    return Diagnostic(
        "W002",
        Severity.ERROR,
        Text(f"--font 的写法不对：{text}", f"--font is not well formed: {text}"),
        (Argument(f"--font {text}"),),
        Text("写成 角色=文件，如 body=仿宋.ttf", "write ROLE=PATH, e.g. body=fang.ttf"),
    )
