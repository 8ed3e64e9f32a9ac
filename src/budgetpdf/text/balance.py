"""Titles and captions: few lines of a pleasing shape, broken between words."""

from __future__ import annotations

from budgetpdf.text.spacing import Measured
from budgetpdf.text.totalfit import Room


def balanced(text: Measured, room: Room) -> list[int] | None:
    return None
