"""What the report says: spec + profile → a tree of blocks."""

from budgetpdf.document.blocks import Document
from budgetpdf.document.compose import compose

__all__ = ["Document", "compose"]
