"""What several test files share."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOAKING = os.environ.get("BUDGETPDF_SOAK") == "1"


def soak(quick: int, full: int) -> int:
    """The number of cases to try: `quick` in `make test`, `full` in `make soak`."""
    return full if SOAKING else quick
