"""The tables of a spec, and of a project's file, as they are read: objects of light classes.

Names and fields are those of the models, which say what each key is (`spec.model`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from budgetpdf.spec import compiled
from budgetpdf.spec.table import Checked, Table, checked, classes

if TYPE_CHECKING:
    # For type checkers they are the models themselves.
    from budgetpdf.spec.model import *  # noqa: F403
    from budgetpdf.spec.model import Spec
    from budgetpdf.spec.project import ProjectFile as ProjectFile  # noqa: PLC0414

_CLASSES = classes({**compiled.SPEC, **compiled.PROJECT}, __name__)
SPEC: Checked[Spec] = checked(compiled.SPEC, _CLASSES, "budgetpdf.spec.model")
PROJECT: Checked[ProjectFile] = checked(compiled.PROJECT, _CLASSES, "budgetpdf.spec.project")

if not TYPE_CHECKING:
    Form = Table
    globals().update(_CLASSES)

INTERNAL = ("profile", "accept", "extra")
"""Keys of a spec that are no facts of their own ([extra] gets its shape from the profile)."""


def titles(form: type[Form]) -> Mapping[str, str]:
    """The keys of a table with their Chinese titles."""
    return _TITLES[form.__name__]


_TITLES = {
    name: {key: title for key, (title, _) in keys.items()} for name, keys in compiled.SPEC.items()
}
