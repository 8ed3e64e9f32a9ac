"""What the bureau wrote: the profile of a report, read and checked."""

from budgetpdf.profile.parts import Profile
from budgetpdf.profile.read import builtin_names, read
from budgetpdf.profile.sheets import sheet

__all__ = ["Profile", "builtin_names", "read", "sheet"]
