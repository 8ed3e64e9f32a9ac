"""What came of a batch, for other programs; described in docs/scale.md."""

from __future__ import annotations

import json

from budgetpdf.batch.result import Batch, Row, State
from budgetpdf.formats import Json, as_json

VERSION = 1
"""Grows when a key changes its meaning or goes."""


def to_json(batch: Batch, version: str) -> str:
    """The batch as JSON, the same for the same outcome. version: of the program."""
    report = {
        "version": VERSION,
        "tool": {"name": "budgetpdf", "version": version},
        "complete": batch.complete,
        "stopped": batch.stopped,
        "summary": {state.value: len(batch.of(state)) for state in State}
        | {"with_warnings": sum(row.warnings > 0 for row in batch.rows)},
        "reports": [_row(row) for row in batch.rows],
        "gone": list(batch.gone),
        "findings": [as_json(finding) for finding in batch.findings],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _row(row: Row) -> Json:
    return {
        "spec": row.spec,
        "state": row.state.value,
        "pdf": row.pdf,
        "warnings": row.warnings,
        "outdated": list(row.outdated),
        "findings": [as_json(finding) for finding in row.findings],
    }
