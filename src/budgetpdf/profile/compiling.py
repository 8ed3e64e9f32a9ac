"""Writes out what pydantic makes of the form of a profile, see `spec.compiling`."""

from __future__ import annotations

from pathlib import Path

from budgetpdf.profile.model import ProfileForm
from budgetpdf.profile.styleforms import Length, Name
from budgetpdf.spec.compiling import module

_HEAD = '''\
"""What pydantic makes of the form of a profile: see `spec.table`.

Written by `python -m budgetpdf.profile.compiling`, never by hand; a test holds it to the models.
Table → key → its Chinese title and the core schema of its value.
"""

# fmt: off
# ruff: noqa: E501

from __future__ import annotations

from typing import TYPE_CHECKING

from budgetpdf.spec.lengths import length
from budgetpdf.spec.table import default, either, entries, nullable, plain, rows, table

if TYPE_CHECKING:
    from budgetpdf.spec.table import Tables

'''


def compiled() -> str:
    """The module `profile.compiled`."""
    return module(_HEAD, {"Name": Name, "Length": Length}, {"PROFILE": ProfileForm})


if __name__ == "__main__":
    Path(__file__).with_name("compiled.py").write_text(compiled(), encoding="utf-8")
