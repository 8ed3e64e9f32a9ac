"""A lock between processes, for the moment of one small write. A killed process leaves none."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt

    def _take(handle: BinaryIO) -> None:
        msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)

    def _give(handle: BinaryIO) -> None:
        msvcrt.locking(handle.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(handle: BinaryIO) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX)

    def _give(handle: BinaryIO) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file at `path`.

    Where the file system knows no locks it goes without: what two runs then lose of the manifest
    is only made again. Raises OSError if the file cannot be made.
    """
    with path.open("ab") as handle:
        try:
            _take(handle)
        except OSError:
            yield
            return
        try:
            yield
        finally:
            _give(handle)
