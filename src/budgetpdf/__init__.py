"""budgetpdf: one TOML spec in, the official budget disclosure (单位预算信息公开) out as PDF.

`budgetpdf.render("unit.toml")` gives the bytes of the PDF, `budgetpdf.check("unit.toml")` all
findings, ordered by place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from budgetpdf.api import Diagnostic, Options, Rejected, Severity, Span, check, render

__version__ = "0.1.0"
__all__ = ["Diagnostic", "Options", "Rejected", "Severity", "Span", "check", "render"]


def __getattr__(name: str) -> object:
    # Late: `import budgetpdf` is part of every command, and --version needs nothing else.
    if name in __all__:
        from importlib import import_module

        return getattr(import_module("budgetpdf.api"), name)
    raise AttributeError(name)
