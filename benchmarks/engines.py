"""The programs that are compared, and their processes."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple, Self

from peers import platypus, typst, weasyprint

HERE = Path(__file__).resolve().parent
FONTS = HERE.parent / "fonts"

PATIENCE = 60
"""Longest time that a warm process may take over a document (s)."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A program that makes the report.

    package: what it is installed as. suffix: of its source. cold: Python code that a new process
    runs with source, target and folder of fonts; empty for budgetpdf's own command.
    every: warm, it renders every so many documents only, because each takes seconds.
    """

    name: str
    package: str
    suffix: str
    cold: str = ""
    every: int = 1

    @property
    def installed(self) -> bool:
        """Whether it can be run at all."""
        return find_spec(self.package) is not None

    @property
    def version(self) -> str:
        """Of the installed package."""
        try:
            return version(self.package)
        except PackageNotFoundError:
            return "?"

    def source(self, spec: Path, folder: Path) -> Path:
        """Its source for a spec: the spec itself, or the translation in `folder`."""
        return spec if not self.cold else folder / f"{spec.stem}{self.suffix}"

    def command(self, source: Path, target: Path) -> list[str]:
        """The command line of a cold run."""
        if not self.cold:
            own = ["-m", "budgetpdf", "render", str(source), "-o", str(target.parent)]
            return [sys.executable, *own]
        return [sys.executable, "-c", self.cold, str(source), str(target), str(FONTS)]


BUDGETPDF = Engine("budgetpdf", "budgetpdf", ".toml")
ENGINES = (
    BUDGETPDF,
    Engine("Typst", "typst", typst.SUFFIX, typst.COLD),
    Engine("ReportLab Platypus", "reportlab", platypus.SUFFIX, platypus.COLD),
    Engine("WeasyPrint", "weasyprint", weasyprint.SUFFIX, weasyprint.COLD, every=30),
)


class Run(NamedTuple):
    """One run: wall and processor time (s), peak memory (MiB), size of the file."""

    wall: float
    cpu: float
    peak: float
    size: int


@cache
def environment() -> dict[str, str]:
    """Of a child: it may write and read .pyc files, and nothing else is special."""
    kept = dict(os.environ)
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept


def pin() -> None:
    """Keep this process to one core, so that times are per core (where the system can)."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def cold(command: Sequence[str], target: Path | None = None) -> Run:
    """Run a new process to its end. Raises RuntimeError with its words if it fails."""
    log = Path(os.devnull)
    with log.open("wb") as nowhere:
        began = time.perf_counter()
        child = subprocess.Popen(command, env=environment(), stdout=nowhere, stderr=subprocess.PIPE)
        assert child.stderr is not None
        told = child.stderr.read()
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        child.stderr.close()
    if child.returncode:
        raise RuntimeError(told.decode("utf-8", "replace")[-2000:])
    size = target.stat().st_size if target else 0
    peak = used.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024)
    return Run(wall, used.ru_utime + used.ru_stime, peak, size)


class Worker:
    """A warm process of an engine: renders what it is told, one document after the other."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        command = [sys.executable, str(HERE / "child.py"), engine.package, str(FONTS)]
        self._child = subprocess.Popen(
            command,
            env=environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def render(self, source: Path, target: Path | None = None) -> Run:
        """Render one document, written to `target` if there is one.

        Raises RuntimeError with the engine's words if it cannot.
        """
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        print(json.dumps([str(source), str(target or "")]), file=self._child.stdin, flush=True)
        ready, _, _ = select.select([self._child.stdout], [], [], PATIENCE)
        if not ready:
            self._child.kill()
            raise RuntimeError(f"over {PATIENCE} s")
        told: dict[str, Any] = json.loads(self._child.stdout.readline() or '{"error": "it died"}')
        if "error" in told:
            raise RuntimeError(told["error"])
        return Run(told["wall"], told["cpu"], told["peak"], told["size"])

    def close(self) -> None:
        """End the process."""
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        with suppress(BrokenPipeError):
            self._child.stdin.close()
        self._child.wait()
        self._child.stdout.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
