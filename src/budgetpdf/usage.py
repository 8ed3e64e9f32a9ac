"""The command line's words in both languages, and the parser built from them."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, NoReturn

from budgetpdf.diagnostic import Text

EPILOG = Text(
    "退出码：0 完成，1 有问题需要处理，2 命令写法有误。",
    "exit codes: 0 done, 1 findings, 2 wrong use.",
)
WORDS = {
    "usage": Text("用法：", "usage: "),
    "options": Text("选项", "options"),
    "arguments": Text("参数", "arguments"),
    "commands": Text("命令", "commands"),
    "help": Text("显示本帮助并退出", "show this help and exit"),
    "version": Text("显示版本并退出", "show the version and exit"),
    "lang": Text("消息的语言（默认随系统）", "language of messages (default: the system's)"),
    "about": Text(
        "由一份 TOML 规格文件生成预算公开 PDF。",
        "Compile a budget disclosure PDF from one TOML spec.",
    ),
    "render": Text("生成 PDF，一份或一批", "write the PDF of one spec or of many"),
    "check": Text("只检查，不写文件", "findings only, nothing is written"),
    "fonts": Text("列出字体角色、字体文件和替补字符", "roles, faces, and what falls back"),
    "explain": Text("说明一个问题编号的含义，附正反例", "what a code means, with examples"),
    "codes": Text("问题编号，如 R03；不写则列出全部", "codes such as R03; none lists all"),
    "format": Text("输出格式（默认 text）", "output format (default: text)"),
    "fix": Text(
        "改正只有一种正确写法的问题：先显示改动再写回，不动数字",
        "put right what has one right answer: the change is shown, figures are never touched",
    ),
    "new": Text("新建一份带说明的规格文件", "a commented spec to fill in"),
    "new_spec": Text("要新建的规格文件", "the spec to write"),
    "schema": Text(
        "输出规格或格式文件的 JSON Schema，供编辑器补全和提示",
        "JSON Schema of spec or profile, for editors",
    ),
    "of": Text("spec 规格文件（默认），profile 格式文件", "spec (default) or profile"),
    "extract": Text("取出 PDF 所附的数据", "the data that a PDF carries"),
    "pdf": Text("budgetpdf 生成的 PDF", "a PDF made by budgetpdf"),
    "folder": Text("写入的文件夹（默认当前文件夹）", "folder to write into (default: this one)"),
    "verify": Text(
        "用所附数据重新生成并逐字节比较，不写文件",
        "render again from the data and compare the bytes; nothing is written",
    ),
    "specs": Text("规格文件（.toml）", "spec files (.toml)"),
    "specs_many": Text(
        "规格文件（.toml）、文件夹或通配符（如 specs/**/*.toml）",
        "spec files (.toml), folders, patterns (such as specs/**/*.toml)",
    ),
    "out": Text(
        "输出文件夹（默认 budgetpdf.toml 里的 out，再则 out）",
        "output folder (default: that of budgetpdf.toml, else out)",
    ),
    "many": Text("一批报告", "many reports"),
    "jobs": Text(
        "同时使用的进程数（默认处理器数）", "number of processes (default: the processors)"
    ),
    "force": Text("没有变化的也重新生成", "make unchanged reports, too"),
    "report": Text("把结果写成 JSON 文件", "write what came of each spec as JSON"),
    "scheduler": Text(
        "在 Dask 集群上生成，如 tcp://host:8786（需安装 budgetpdf[dask]）",
        "make them on a Dask cluster, e.g. tcp://host:8786 (needs budgetpdf[dask])",
    ),
    "font": Text(
        "用自己的字体，如 body=方正仿宋.ttf 或 song=simsun.ttc#0，可多次使用",
        "a face of your own, e.g. body=fang.ttf or song=simsun.ttc#0; repeatable",
    ),
    "profile": Text(
        "格式名称或格式文件，代替规格文件里写的",
        "profile name or file, instead of the spec's own",
    ),
    "root": Text(
        "规格和格式里的路径不得超出的文件夹（默认为项目文件夹）",
        "folder that no path in spec or profile may leave (default: the project's)",
    ),
    "draft": Text(
        "有问题也生成，每页标“草稿”，问题附在后面",
        "render in spite of findings, marked as a draft, with the findings behind",
    ),
    "no_attach": Text(
        "不把规格文件附在 PDF 里（附件随公开文件一起公开，注释也在内）",
        "leave the spec out of the PDF (it is published with the file, comments included)",
    ),
    "grid": Text("叠印版心和 22 × 28 网格", "draw type area and grid over the pages"),
}

# What argparse says, in Chinese; the groups are filled in.
ERRORS = (
    (r"the following arguments are required: (.*)", "缺少参数：{}"),
    (r"unrecognized arguments: (.*)", "不认识的参数：{}"),
    (r"argument (.*): expected one argument", "{} 后面要跟一个值"),
    (r"argument (.*): expected at least one argument", "{} 后面至少要跟一个值"),
    (r"argument .*: invalid choice: '?(.*?)'? \(choose from (.*)\)", "没有“{}”，可用：{}"),
    (r"argument (.*): invalid .* value: (.*)", "{} 不能是 {}"),
    (r"argument (.*): (.*)", "{}：{}"),
)


FORMATS = ("text", "json", "sarif", "github")


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks the chosen language. Wrong use exits with 2."""

    lang = "en"
    switches: argparse._ArgumentGroup

    def error(self, message: str) -> NoReturn:
        """Print usage and what is wrong; exit code 2."""
        if self.lang == "zh":
            message = _translated(message)
        label = Text("命令写法有误", "wrong use").in_language(self.lang)
        self.print_usage(None)
        self.exit(2, f"{self.prog}: {label}: {message}\n")

    def format_usage(self) -> str:
        """The usage line with its word in the chosen language."""
        return self._speak(super().format_usage())

    def format_help(self) -> str:
        """The help text with its words in the chosen language."""
        return self._speak(super().format_help())

    def _speak(self, text: str) -> str:
        return text.replace("usage: ", WORDS["usage"].in_language(self.lang), 1)


def _translated(message: str) -> str:
    for pattern, form in ERRORS:
        if match := re.fullmatch(pattern, message):
            return form.format(*match.groups())
    return message


if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[Parser]  # noqa: SLF001 - its only name


def _word(name: str, lang: str) -> str:
    return WORDS[name].in_language(lang)


def _new(lang: str, prog: str, about: str, commands: Commands | None = None) -> Parser:
    description, epilog = _word(about, lang), EPILOG.in_language(lang)
    if commands is None:
        parser = Parser(prog=prog, description=description, epilog=epilog, add_help=False)
    else:
        parser = commands.add_parser(
            prog, help=description, description=description, epilog=epilog, add_help=False
        )
    parser.lang = lang
    group = parser.add_argument_group(_word("options", lang))
    group.add_argument("-h", "--help", action="help", help=_word("help", lang))
    group.add_argument("--lang", choices=("zh", "en"), default="", help=_word("lang", lang))
    parser.switches = group
    return parser


def _specs(parser: Parser, lang: str, count: str, word: str = "specs") -> None:
    group = parser.add_argument_group(_word("arguments", lang))
    group.add_argument("specs", nargs=count, metavar="unit.toml", help=_word(word, lang))


def _font(parser: Parser, lang: str) -> None:
    parser.switches.add_argument(
        "--font", action="append", default=[], metavar="ROLE=PATH[#N]", help=_word("font", lang)
    )


def _shared(parser: Parser, lang: str) -> None:
    _font(parser, lang)
    group = parser.switches
    group.add_argument("--profile", default="", metavar="NAME", help=_word("profile", lang))
    group.add_argument("--root", default="", metavar="DIR", help=_word("root", lang))


def _render(parser: Parser, lang: str) -> None:
    _specs(parser, lang, "+", "specs_many")
    _shared(parser, lang)
    group = parser.switches
    group.add_argument("-o", "--out", default="", metavar="DIR", help=_word("out", lang))
    group.add_argument("--draft", action="store_true", help=_word("draft", lang))
    group.add_argument("--no-attach", action="store_true", help=_word("no_attach", lang))
    group.add_argument("--show-grid", action="store_true", help=_word("grid", lang))
    group = parser.add_argument_group(_word("many", lang))
    group.add_argument("--jobs", type=_count, default=0, metavar="N", help=_word("jobs", lang))
    group.add_argument("--force", action="store_true", help=_word("force", lang))
    group.add_argument("--report", default="", metavar="FILE", help=_word("report", lang))
    group.add_argument("--scheduler", default="", metavar="URL", help=_word("scheduler", lang))


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _extract(parser: Parser, lang: str) -> None:
    group = parser.add_argument_group(_word("arguments", lang))
    group.add_argument("pdf", metavar="report.pdf", help=_word("pdf", lang))
    _font(parser, lang)
    group = parser.switches
    group.add_argument("-o", "--out", default=".", metavar="DIR", help=_word("folder", lang))
    group.add_argument("--verify", action="store_true", help=_word("verify", lang))


def _start(parser: Parser, lang: str) -> None:
    group = parser.add_argument_group(_word("arguments", lang))
    group.add_argument("spec", metavar="unit.toml", help=_word("new_spec", lang))
    parser.switches.add_argument(
        "--profile", default="", metavar="NAME", help=_word("profile", lang)
    )


def _check(parser: Parser, lang: str) -> None:
    _specs(parser, lang, "+")
    _shared(parser, lang)
    group = parser.switches
    group.add_argument("--format", choices=FORMATS, default="text", help=_word("format", lang))
    group.add_argument("--fix", action="store_true", help=_word("fix", lang))


def _explain(parser: Parser, lang: str) -> None:
    group = parser.add_argument_group(_word("arguments", lang))
    group.add_argument("codes", nargs="*", metavar="CODE", help=_word("codes", lang))


def _schema(parser: Parser, lang: str) -> None:
    group = parser.switches
    group.add_argument("--of", choices=("spec", "profile"), default="spec", help=_word("of", lang))


def _fonts(parser: Parser, lang: str) -> None:
    _specs(parser, lang, "?")
    _shared(parser, lang)


COMMANDS = {
    "render": _render,
    "check": _check,
    "explain": _explain,
    "extract": _extract,
    "new": _start,
    "schema": _schema,
    "fonts": _fonts,
}
"""What each command takes, in the order in which help names them."""


def build(lang: str, version: str, command: str = "") -> Parser:
    """The parser of the whole command line, speaking `lang`.

    command: the only one to build, where it is known: it takes milliseconds to build all.
    """
    parser = _new(lang, "budgetpdf", "about")
    parser.switches.add_argument(
        "--version", action="version", version=f"budgetpdf {version}", help=_word("version", lang)
    )
    commands = parser.add_subparsers(
        title=_word("commands", lang),
        dest="command",
        required=True,
        metavar="COMMAND",
        prog=parser.prog,  # or argparse loads what it needs to print the usage
    )
    for name in [command] if command in COMMANDS else COMMANDS:
        COMMANDS[name](_new(lang, name, name, commands), lang)
    return parser
