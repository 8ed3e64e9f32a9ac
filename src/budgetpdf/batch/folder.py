"""The output folder: whether it takes files, and what killed runs left in it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from budgetpdf.diagnostic import Diagnostic
from budgetpdf.output import PREFIX, SUFFIX, refused

STALE = 600
"""Seconds after which a file that is being written is none: its run was killed."""


def ready(folder: Path) -> Diagnostic | None:
    """Make the folder, see whether it takes a file, clear what killed runs left.

    A finding if it takes none: nothing need be rendered then.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, probe = tempfile.mkstemp(prefix=PREFIX, suffix=SUFFIX, dir=folder)
        os.close(handle)
        try:
            # The time of the folder's own machine: another run may be writing from elsewhere.
            _clear(folder, Path(probe).stat().st_mtime)
        finally:
            Path(probe).unlink(missing_ok=True)
    except OSError as error:
        return refused(folder, error)
    return None


def _clear(folder: Path, now: float) -> None:
    for path in folder.glob(f"{PREFIX}*{SUFFIX}"):
        try:
            if now - path.stat().st_mtime > STALE:
                path.unlink()
        except OSError:
            continue  # another run has cleared it, or it may not be removed: no harm


def takes(folder: Path, size: int) -> bool:
    """Whether the folder still takes a file of so many bytes."""
    try:
        with tempfile.NamedTemporaryFile(prefix=PREFIX, suffix=SUFFIX, dir=folder) as probe:
            probe.write(bytes(size))
    except OSError:
        return False
    return True
