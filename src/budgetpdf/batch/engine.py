"""Engines: where reports are made. Any executor of `concurrent.futures` can be one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    wait,
)
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from budgetpdf.batch.interrupt import deferred
from budgetpdf.batch.troubles import engine_lost
from budgetpdf.batch.work import Setup, Task
from budgetpdf.diagnostic import Diagnostic

R = TypeVar("R")
Chunk = tuple[Task, ...]
Function = Callable[[Setup, Sequence[Task]], list[R]]

TICK = 0.1
"""Longest time until Ctrl-C is heard (s)."""

WINDOW = 64
"""Chunks that wait in an executor: enough to keep it busy, few enough to hold their results."""


@dataclass(frozen=True, slots=True)
class Answer(Generic[R]):
    """The results of a chunk in its order, or the error that the executor gives for it.

    lost: the executor itself has failed, not the task.
    """

    tasks: Chunk
    results: tuple[R, ...] = ()
    error: BaseException | None = None
    lost: bool = False


class EngineLostError(Exception):
    """The executor takes no (more) tasks, and this engine cannot make a new one."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.message.en)
        self.finding = finding


class Engine:
    """An executor of the caller. Its workers see the same files as the caller does."""

    def __init__(self, executor: Executor, window: int = WINDOW) -> None:
        self._executor = executor
        self._window = window

    def open(self, setup: Setup, specs: Sequence[Path]) -> None:
        """Get ready for the reports of these specs."""

    def close(self) -> None:
        """No more tasks follow. The executor stays the caller's."""

    def run(
        self, function: Function[R], setup: Setup, chunks: Iterable[Chunk]
    ) -> Iterator[Answer[R]]:
        """The answers as they come. Raises EngineLostError when the executor has failed."""

        def submit(chunk: Chunk) -> Future[list[R]]:
            return self._submit(function, setup, chunk)

        for answer in stream(submit, iter(chunks), self._window):
            if answer.lost:
                what = str(answer.error) or type(answer.error).__name__
                raise EngineLostError(engine_lost(what))
            yield answer

    def _submit(self, function: Function[R], setup: Setup, chunk: Chunk) -> Future[list[R]]:
        return self._executor.submit(function, setup, chunk)


def stream(
    submit: Callable[[Chunk], Future[list[R]]], chunks: Iterator[Chunk], window: int
) -> Iterator[Answer[R]]:
    """Keep `window` chunks in an executor, give the answers as they come.

    Once the executor is lost no more chunks are taken; those that it held are answered so.
    """
    waiting: dict[Future[list[R]], Chunk] = {}
    lost = False
    try:
        while True:
            while not lost and len(waiting) < window and (chunk := next(chunks, None)) is not None:
                try:
                    with deferred():
                        waiting[submit(chunk)] = chunk
                except (BrokenExecutor, RuntimeError) as error:
                    lost = True
                    yield Answer(chunk, error=error, lost=True)
            if not waiting:
                return
            for future in _completed(waiting):
                answer = _answer(waiting.pop(future), future)
                lost = lost or answer.lost
                yield answer
    finally:  # left early: what has not begun need not
        for future in waiting:
            future.cancel()


def _completed(waiting: Iterable[Future[R]]) -> set[Future[R]]:
    """Those that are done, once there is one. Raises KeyboardInterrupt on Ctrl-C."""
    while True:
        with deferred():
            done = wait(waiting, TICK, FIRST_COMPLETED).done
        if done:
            return done


def _answer(chunk: Chunk, future: Future[list[R]]) -> Answer[R]:
    if future.cancelled():
        return Answer(chunk, error=CancelledError(), lost=True)
    error = future.exception()
    if error is not None:
        return Answer(chunk, error=error, lost=isinstance(error, BrokenExecutor))
    return Answer(chunk, tuple(future.result()))
