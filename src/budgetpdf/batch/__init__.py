"""Many reports: several processes or machines, only what changed, one summary."""

from __future__ import annotations

from budgetpdf.batch.result import Batch, Row, State
from budgetpdf.batch.run import render_all

__all__ = ["Batch", "Row", "State", "render_all"]
