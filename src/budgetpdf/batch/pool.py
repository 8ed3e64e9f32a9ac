"""The engine of one machine: processes that follow their parent, and a new pool if one dies."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import Any, TypeVar

from budgetpdf.batch.engine import Answer, Chunk, Engine, EngineLostError, Function, stream
from budgetpdf.batch.interrupt import deferred
from budgetpdf.batch.troubles import engine_lost
from budgetpdf.batch.work import Setup

R = TypeVar("R")
FEW = 2
"""So many reports are made sooner than a pool is started."""
MOST = 61 if sys.platform == "win32" else 1024
"""Windows waits for no more processes at once."""
TRIES = 3
"""A report with which the process dies is tried so often, alone."""


def usable_cpus() -> int:
    """The processors that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def local_engine(jobs: int, count: int) -> Engine:
    """The engine for `count` reports on this machine. jobs: processes, 0 for all processors."""
    if count <= FEW:
        return Engine(Here(), window=1)
    return Pool(min(jobs or usable_cpus(), count, MOST))


class Here(Executor):
    """Does every task at once, in this process."""

    def submit(self, fn: Callable[..., R], /, *args: Any, **kwargs: Any) -> Future[R]:
        """A future that is done."""
        future: Future[R] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - as an executor does
            future.set_exception(error)
        return future


class Pool(Engine):
    """Processes on this machine.

    start: "fork", "spawn" or "forkserver". By default they are forked where that is safe: on
    Linux, from a process of one thread. A forked worker has all modules, the profile and the
    fonts from its parent and begins at once; a spawned one imports them first (docs/scale.md).
    """

    def __init__(self, jobs: int, start: str = "") -> None:
        self._jobs = jobs
        self._start = start
        self._pool: ProcessPoolExecutor | None = None
        self._answered = True

    def open(self, setup: Setup, specs: Sequence[Path]) -> None:
        """Load what forked workers inherit."""
        del specs  # they are where the workers see them
        if self._method() == "fork":
            from budgetpdf.batch.work import load

            load(setup)

    def close(self) -> None:
        """Let the workers finish what they do; nothing else is begun."""
        if self._pool is not None:
            with deferred():
                self._pool.shutdown(cancel_futures=True)
                self._pool = None

    def run(
        self, function: Function[R], setup: Setup, chunks: Iterable[Chunk]
    ) -> Iterator[Answer[R]]:
        """The answers as they come. Raises EngineLostError if no process can be started.

        When a process dies, the pool is lost with all that it was doing. Those chunks are then
        tried one at a time, so that the guilty one, if any, is found; the rest go on as before.
        """
        left = iter(chunks)
        while True:
            suspects: list[Chunk] = []
            yield from self._some(function, setup, left, suspects)
            if not suspects:
                return
            for chunk in suspects:
                yield from self._alone(function, setup, chunk)

    def _alone(self, function: Function[R], setup: Setup, chunk: Chunk) -> Iterator[Answer[R]]:
        answer: Answer[R] = Answer(chunk)
        for _ in range(TRIES):
            (answer,) = self._stream(function, setup, iter([chunk]))
            if not answer.lost:
                break
        yield answer

    def _some(
        self, function: Function[R], setup: Setup, left: Iterator[Chunk], suspects: list[Chunk]
    ) -> Iterator[Answer[R]]:
        for answer in self._stream(function, setup, left):
            if answer.lost:
                suspects.append(answer.tasks)
            else:
                yield answer

    def _stream(
        self, function: Function[R], setup: Setup, chunks: Iterator[Chunk]
    ) -> Iterator[Answer[R]]:
        pool = self._pool = self._pool or self._new()

        def submit(chunk: Chunk) -> Future[list[R]]:
            return pool.submit(function, setup, chunk)

        lost = False
        for answer in stream(submit, chunks, 2 * self._jobs + 2):
            lost = lost or answer.lost
            self._answered = self._answered or not answer.lost
            yield answer
        if lost:
            self.close()

    def _new(self) -> ProcessPoolExecutor:
        context = get_context(self._method())
        pool = ProcessPoolExecutor(self._jobs, mp_context=context, initializer=_begin)
        if not self._answered:  # the pool before died at once: of its task, or can none live?
            try:
                with deferred():
                    pool.submit(os.getpid).result()
            except BrokenExecutor as error:
                pool.shutdown()  # dropped while it breaks, it would never end (3.12, 3.13)
                raise EngineLostError(engine_lost(str(error))) from error
        self._answered = False
        return pool

    def _method(self) -> str:
        if self._start:
            return self._start
        safe = sys.platform == "linux" and threading.active_count() == 1
        return "fork" if safe else "spawn"


def _begin() -> None:
    """In a worker: Ctrl-C is the parent's business, and so is life."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, daemon=True).start()


def _follow() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        # Killed: nobody will take results from here, and nothing here is written.
        os._exit(1)
