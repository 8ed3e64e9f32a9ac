"""Layout makes many small values that live until the pages are painted, and no cycles.

The garbage collector walks through all of them again and again and finds nothing: of 10,000 rows
that is a third of the time, and more with every row. So it rests meanwhile.
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
