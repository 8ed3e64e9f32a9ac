"""`budgetpdf render`: the PDF of one spec, or of many.

One spec is always rendered and its findings are shown in full; the manifest, which spares a
batch what is unchanged, is neither asked nor written: the next batch makes that PDF once more.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from budgetpdf.collecting import ending
from budgetpdf.commands.console import DONE, FINDINGS, WRONG_USE, Console
from budgetpdf.commands.given import draft_language, options
from budgetpdf.diagnostic import Argument, Diagnostic, Severity, Text, has_errors

if TYPE_CHECKING:
    from argparse import Namespace

    from budgetpdf.pipeline import Options

OUT = Path("out")


def run(given: Namespace, console: Console) -> int:
    """Render one spec or many; a bad one stops none of the others."""
    return _run(given, console) if _is_batch(given) else _run_alone(given, console)


@ending()
def _run_alone(given: Namespace, console: Console) -> int:
    """One report, from the first module that it loads: the process ends with it."""
    return _run(given, console)


def _run(given: Namespace, console: Console) -> int:
    chosen, wrong = options(given)
    folders = {Path(given.out)} if given.out else {_project_out(word) for word in given.specs}
    if len(folders) > 1:
        wrong.append(_several(folders))
    if wrong:
        console.findings(wrong)
        return WRONG_USE
    out = folders.pop()
    if not _is_batch(given):
        return _render(Path(given.specs[0]), out, chosen, draft_language(given), console)
    from budgetpdf.commands.batch import render_many

    return render_many(given, chosen, out, console)


def _is_batch(given: Namespace) -> bool:
    """Whether more than one spec may be meant; one alone does not pay for what many need."""
    if len(given.specs) > 1 or given.report or given.scheduler:
        return True
    path = Path(given.specs[0])
    return path.is_dir() or (_is_pattern(str(path)) and not path.is_file())


def _is_pattern(text: str) -> bool:
    return any(mark in text for mark in "*?[")


def _project_out(word: str) -> Path:
    """The output folder of the project in which a file, a folder or a pattern lies."""
    from budgetpdf.profile.project import find

    path = Path(word)
    while _is_pattern(str(path)) and not path.exists():
        path = path.parent
    project, findings = find(path / "unit.toml" if path.is_dir() else path)
    return OUT if project.out is None or has_errors(findings) else project.out


def _several(folders: set[Path]) -> Diagnostic:
    named = sorted(str(folder) for folder in folders)
    return Diagnostic(
        "W017",
        Severity.ERROR,
        Text(
            f"这些规格文件的项目指定了不同的输出文件夹：{'、'.join(named)}",
            f"the projects of these specs name different output folders: {', '.join(named)}",
        ),
        (Argument("render"),),
        Text("用 -o 指定一个", "choose one with -o"),
    )


def _render(path: Path, out: Path, chosen: Options, draft: str, console: Console) -> int:
    from budgetpdf.output import write_whole
    from budgetpdf.pipeline import compile_spec, paint

    if draft:
        from budgetpdf.draft import compile_draft
    outcome = compile_draft(path, chosen, draft) if draft else compile_spec(path, chosen)
    errors = [one for one in outcome.findings if one.severity is Severity.ERROR]
    if not draft:
        console.findings(errors, outcome.texts)
    if outcome.refused and not draft:
        console.say(_refusal(path, len(errors)))
        return FINDINGS
    target = out / outcome.name
    failure = write_whole(target, paint(outcome))
    if failure:
        console.findings([failure])
        return FINDINGS
    console.result(target)
    if outcome.findings:
        console.say(_summary(path, len(outcome.findings)))
    return DONE


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
