"""Faults that a model finds in a value, with their words in both languages."""

from __future__ import annotations

from budgetpdf.diagnostic import Text
from budgetpdf.spec.engine import PydanticCustomError


def fault(code: str, message: Text, hint: Text | None = None) -> PydanticCustomError:
    """An error for a validator to raise; `spec.validate` makes the finding `code` of it."""
    return PydanticCustomError("fault", "{zh}", {"zh": message.zh, "fault": (code, message, hint)})
