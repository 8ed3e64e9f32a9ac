"""The form that a profile's file is held against: that of its model, `profile.model`."""

from __future__ import annotations

from budgetpdf.profile import compiled
from budgetpdf.spec.table import checked, classes

PROFILE = checked(compiled.PROFILE, classes(compiled.PROFILE, __name__), "budgetpdf.profile.model")
