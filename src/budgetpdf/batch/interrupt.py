"""Ctrl-C at a moment when nothing breaks by it.

Python raises KeyboardInterrupt between any two steps, also inside an executor that just holds the
locks of its futures: then nobody gives them back, and the run never ends. So the signal waits
while an executor is spoken to, for the tenth of a second that this takes at most.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def deferred() -> Iterator[None]:
    """Ctrl-C inside is raised at the end, a second one at once.

    Does nothing where Ctrl-C raises nothing: in other threads, and where the program that calls
    listens to it itself.
    """
    if not _raises():
        yield
        return
    asked = False

    def note(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            signal.default_int_handler(number, frame)
        asked = True

    signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if asked:
            raise KeyboardInterrupt


def _raises() -> bool:
    main = threading.current_thread() is threading.main_thread()
    return main and signal.getsignal(signal.SIGINT) is signal.default_int_handler
