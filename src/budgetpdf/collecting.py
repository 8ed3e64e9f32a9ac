"""Reports are made of many small values that live until the last byte is written, and no cycles.

The garbage collector walks through all of them again and again and finds nothing: that is half
of the time of a report, and more with every row of a large one. So it rests meanwhile. What is
left behind a report is kept for the next ones (faces, texts that were shaped), and the collector
is spared these, too: they are put to the old objects unseen.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

MOST_LEFT = 400_000
"""Objects that reports may leave behind together before the collector looks at everything: a look
takes a third of the time of a report, and what is kept for the next ones counts as left, too."""
MOST_LEFT_WITH_CYCLES = 100_000
"""The same, where a tenth of it was in cycles the last time."""

_left = 0
_most_left = MOST_LEFT


@contextmanager
def uncollected() -> Iterator[None]:
    """No garbage collection inside; nothing changes where it is off anyway."""
    yield from _resting(_put_by)


@contextmanager
def ending() -> Iterator[None]:
    """The same for the last thing that a process does: what it holds is not worth a look."""
    yield from _resting(gc.freeze)


def _resting(behind: Callable[[], None]) -> Iterator[None]:
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        behind()
        gc.enable()


def _put_by() -> None:
    """Put what is left to the old objects, as a collection that finds nothing would.

    Should reports ever leave cycles, they count as left behind, and are found in time. A program
    that has frozen objects of its own keeps them so: there everything goes its usual way, as it
    does while a report is still held.
    """
    global _left, _most_left  # noqa: PLW0603 - there is one collector in a process
    fresh = gc.get_count()[0]
    if fresh > MOST_LEFT_WITH_CYCLES or gc.get_freeze_count():
        return
    _left += fresh
    if _left > _most_left:
        in_cycles = gc.collect()
        _most_left = MOST_LEFT_WITH_CYCLES if in_cycles * 10 > _left else MOST_LEFT
        _left = 0
    else:
        gc.freeze()
        gc.unfreeze()
