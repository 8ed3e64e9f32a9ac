"""`budgetpdf schema`: JSON Schema of spec or profile, for completion and errors in editors."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from budgetpdf.commands.console import DONE, Console

if TYPE_CHECKING:
    from argparse import Namespace


def run(given: Namespace, console: Console) -> int:
    """Print the schema."""
    console.result(text(given.of))
    return DONE


def text(of: str) -> str:
    """The schema of a "spec" or a "profile" as JSON."""
    from budgetpdf.spec.schema import json_schema

    if of == "profile":
        from budgetpdf.profile.model import ProfileForm

        found = json_schema(ProfileForm, "budgetpdf 格式文件")
    else:
        from budgetpdf.spec.model import Spec

        found = json_schema(Spec, "budgetpdf 规格文件")
    return json.dumps(found, ensure_ascii=False, indent=2)
