"""`budgetpdf extract`: the data of a report, bit for bit; or the proof that it made the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from budgetpdf.commands.console import DONE, FINDINGS, WRONG_USE, Console
from budgetpdf.commands.given import options
from budgetpdf.diagnostic import Text

if TYPE_CHECKING:
    from argparse import Namespace

    from budgetpdf.extract import Extraction


def run(given: Namespace, console: Console) -> int:
    """Write the files into a folder, or render again and compare."""
    from budgetpdf.extract import extract_files

    chosen, wrong = options(given)
    if wrong:
        console.findings(wrong)
        return WRONG_USE
    path = Path(given.pdf)
    extraction = extract_files(path)
    if extraction.findings:
        console.findings(extraction.findings)
        return FINDINGS
    if not given.verify:
        return _write(extraction, Path(given.out), console)
    from budgetpdf.verify import verify

    verdict = verify(path, extraction, chosen.fonts)
    console.findings(verdict.findings)
    if verdict.same:
        console.say(Text(f"{path}：重新生成的文件逐字节相同", f"{path}: the same bytes"))
    return DONE if verdict.same else FINDINGS


def _write(extraction: Extraction, folder: Path, console: Console) -> int:
    from budgetpdf.output import write_whole

    for item in extraction.files:
        failure = write_whole(folder / item.name, item.data)
        if failure:
            console.findings([failure])
            return FINDINGS
        console.result(folder / item.name)
    return DONE
