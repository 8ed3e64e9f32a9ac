"""What the clerk wrote: a TOML file as values, with the place of each."""

from budgetpdf.spec.read import SpecFile, read

__all__ = ["SpecFile", "read"]
