"""Reports are made of many small values that live until the last byte is written, and no cycles.

The garbage collector walks through all of them again and again and finds nothing: that is half
of the time of a report, and more with every row of a large one. So it rests meanwhile.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No garbage collection inside; nothing changes where it is off anyway."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
