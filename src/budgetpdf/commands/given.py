"""The arguments that several commands share, as the pipeline's options."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from budgetpdf.diagnostic import Argument, Diagnostic, Severity, Text

if TYPE_CHECKING:
    from argparse import Namespace

    from budgetpdf.pipeline import Options


def options(given: Namespace) -> tuple[Options, list[Diagnostic]]:
    """What changes pages, and what is wrong with the way it was written."""
    from budgetpdf.pipeline import Options
    from budgetpdf.profile.project import face_path

    fonts: dict[str, tuple[str, int]] = {}
    findings: list[Diagnostic] = []
    for text in given.font:
        role, _, face = text.partition("=")
        if not role or not face:
            findings.append(_bad_font(text))
        fonts[role] = face_path(face)
    root = getattr(given, "root", "")
    chosen = Options(
        profile=getattr(given, "profile", ""),
        fonts=fonts,
        grid=getattr(given, "show_grid", False),
        attach=not getattr(given, "no_attach", False),
        root=Path(root) if root else None,
    )
    return chosen, findings


def draft_language(given: Namespace) -> str:
    """The language of drafts, empty for official reports.

    Chinese unless another is asked for: the system's must not change their bytes.
    """
    return (given.lang or "zh") if given.draft else ""


def _bad_font(text: str) -> Diagnostic:
    return Diagnostic(
        "W002",
        Severity.ERROR,
        Text(f"--font 的写法不对：{text}", f"--font is not well formed: {text}"),
        (Argument(f"--font {text}"),),
        Text("写成 角色=文件，如 body=仿宋.ttf", "write ROLE=PATH, e.g. body=fang.ttf"),
    )
