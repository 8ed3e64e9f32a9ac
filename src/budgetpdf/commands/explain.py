"""`budgetpdf explain CODE`: what a finding means, with a bad and a good example."""

from __future__ import annotations

from typing import TYPE_CHECKING

from budgetpdf.commands.console import DONE, WRONG_USE, Console
from budgetpdf.diagnostic import Text

if TYPE_CHECKING:
    from argparse import Namespace


def run(given: Namespace, console: Console) -> int:
    """Explain the codes; without one, list them all."""
    from budgetpdf import catalogue

    if not given.codes:
        for code, title in sorted(catalogue.titles().items()):
            console.result(f"{code}  {title.in_language(console.lang)}")
    unknown = False
    for code in given.codes:
        text = catalogue.explain(code, console.lang)
        if text is None:
            unknown = True
            console.say(_unknown(code, catalogue.near(code)))
        else:
            console.result(text)
    return WRONG_USE if unknown else DONE


def _unknown(code: str, near: list[str]) -> Text:
    zh = f"，是不是 {'、'.join(near)}？" if near else "；不带编号运行可列出全部"
    en = f"; {', '.join(near)}?" if near else "; without a code, all are listed"
    return Text(f"没有编号 {code}{zh}", f"there is no {code}{en}")
