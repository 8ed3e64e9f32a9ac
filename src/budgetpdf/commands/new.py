"""`budgetpdf new unit.toml`: a commented spec to fill in, and its schema for editors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from budgetpdf.commands.console import DONE, FINDINGS, Console
from budgetpdf.diagnostic import Argument, Diagnostic, Severity, Text

if TYPE_CHECKING:
    from argparse import Namespace

    from budgetpdf.profile.parts import Profile

SCHEMA = "budgetpdf.schema.json"


def run(given: Namespace, console: Console) -> int:
    """Write the spec and, beside it, the schema. A file that is there is left alone."""
    from budgetpdf.commands import schema
    from budgetpdf.output import write_whole
    from budgetpdf.profile.read import builtin_names, read
    from budgetpdf.spec.new import new_spec

    path = Path(given.spec)
    name = given.profile or builtin_names()[0]
    profile, findings = read(name, path.parent)
    if profile is None or path.exists():
        console.findings([*findings, *([_exists(path)] if path.exists() else [])])
        return FINDINGS
    text = new_spec(
        name,
        schema=f"./{SCHEMA}",
        kinds=kinds(profile, "performance.indicators"),
        project_kinds=kinds(profile, "project.indicators"),
    )
    for target, content in ((path.with_name(SCHEMA), schema.text("spec") + "\n"), (path, text)):
        failure = write_whole(target, content.encode())
        if failure:
            console.findings([failure])
            return FINDINGS
    console.result(path)
    console.say(
        Text(
            "填写后先用 budgetpdf check 检查。注意：本文件连同注释会附在公开的 PDF 里。",
            "Fill it in, then budgetpdf check. It travels in the published PDF, comments included.",
        )
    )
    return DONE


def kinds(profile: Profile, rows: str) -> tuple[str, ...]:
    """The list that the profile joins these rows with: its level-2 names."""
    for table in profile.tables.values():
        for half in table.halves:
            part = half.rows
            if part is not None and part.join and part.rows.text.strip() == rows:
                return tuple(entry.key for entry in profile.lists[part.join])
    return ()


def _exists(path: Path) -> Diagnostic:
    return Diagnostic(
        "W003",
        Severity.ERROR,
        Text(f"“{path}”已经存在，没有改动", f"{path} exists and was left alone"),
        (Argument(str(path)),),
        Text("换一个文件名", "choose another name"),
    )
