"""The measurements: each runs the engines in turn, so that the machine's moods meet all alike."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import NamedTuple

from engines import HERE, Engine, Run, Worker, cold

Say = Callable[[str], None]


class Result(NamedTuple):
    """What an engine needed: medians over its runs; why it could not, if it failed."""

    wall: float = 0.0
    cpu: float = 0.0
    peak: float = 0.0
    size: int = 0
    pages: int = 0
    failed: str = ""
    ratio: float = 0.0


class Table(dict[str, list[Run | None]]):
    """Runs by engine, turn by turn; None where it did not run or failed. errors: its last words."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__({name: [] for name in names})
        self.errors: dict[str, str] = {}

    def results(self, base: str) -> dict[str, Result]:
        """Summaries. A ratio is the median of the quotients of paired runs, by wall time."""
        return {name: self._result(name, base) for name in self}

    def _result(self, name: str, base: str) -> Result:
        pairs = zip(self[name], self.get(base, self[name]), strict=True)
        quotients = [run.wall / other.wall for run, other in pairs if run and other]
        ratio = median(quotients) if quotients else 0.0
        done = [run for run in self[name] if run]
        failed = self.errors.get(name, "")
        if failed:
            failed = f"{len(self[name]) - len(done)} of {len(self[name])} fail: {failed}"
        return summary(done, failed)._replace(ratio=ratio)


def summary(runs: Sequence[Run], failed: str = "") -> Result:
    """Medians; the peak is the highest."""
    if not runs:
        return Result(failed=failed or "no run")
    return Result(
        median(run.wall for run in runs),
        median(run.cpu for run in runs),
        max(run.peak for run in runs),
        int(median(run.size for run in runs)),
        failed=failed,
    )


def sources(folder: Path, specs: Sequence[Path]) -> None:
    """Write every peer's source for the specs."""
    listed = folder / "specs.txt"
    listed.write_text("\n".join(map(str, specs)), encoding="utf-8")
    cold([sys.executable, str(HERE / "neutral.py"), str(folder), str(listed)])


def cold_runs(engines: Sequence[Engine], spec: Path, folder: Path, rounds: int, say: Say) -> Table:
    """New processes that render one spec; the first of each is not counted."""
    found = Table(engine.name for engine in engines)
    for turn in range(rounds + 1):
        say(f"cold {turn}/{rounds}")
        for engine in engines:
            out = folder / engine.package
            out.mkdir(exist_ok=True)
            target = out / f"{spec.stem}.pdf"
            run: Run | None = None
            try:
                run = cold(engine.command(engine.source(spec, folder), target))
                size = target.stat().st_size if target.exists() else _only(out)
                run = run._replace(size=size)
            except RuntimeError as error:
                found.errors[engine.name] = _short(error)
            if turn:
                found[engine.name].append(run)
    return found


def interpreter(rounds: int) -> Result:
    """A Python process that does nothing."""
    return summary([cold([sys.executable, "-c", "pass"]) for _ in range(rounds + 1)][1:])


def warm_runs(
    engines: Sequence[Engine], specs: Sequence[Path], folder: Path, say: Say, lead: int = 5
) -> Table:
    """One process an engine renders all specs, in turn with the others.

    The first `lead` specs warm it up. Every document is another one, so that no engine can
    answer from what it kept of the same text.
    """
    found = Table(engine.name for engine in engines)
    with ExitStack() as stack:
        workers = [stack.enter_context(Worker(engine)) for engine in engines]
        for number, spec in enumerate(specs):
            say(f"warm {number + 1}/{len(specs)}")
            for worker in workers:
                engine = worker.engine
                run: Run | None = None
                try:
                    if number % engine.every == 0:
                        run = worker.render(engine.source(spec, folder))
                except RuntimeError as error:
                    found.errors[engine.name] = f"{spec.stem}: {_short(error)}"
                if number >= lead:
                    found[engine.name].append(run)
    return found


def long_run(
    engine: Engine, specs: Sequence[Path], steps: Collection[int], say: Say
) -> Iterator[tuple[int, Result]]:
    """One process renders all specs. After so many of them as `steps` name: how many, the peak
    until then, and the medians since the step before."""
    with Worker(engine) as worker:
        runs = []
        for number, spec in enumerate(specs, 1):
            say(f"worker {number}/{len(specs)}")
            runs.append(worker.render(spec))
            if number in steps:
                yield number, summary(runs)
                runs = []


def big_run(engine: Engine, first: Path, specs: Sequence[Path], folder: Path, say: Say) -> Result:
    """A new warm process renders a small report, then large ones of one size, no two alike: time,
    memory and pages. Who takes seconds a report renders one of them."""
    say(f"{specs[0].stem} {engine.name}")
    target = folder / f"{specs[0].stem}-{engine.package}.pdf"
    with Worker(engine) as worker:
        try:
            worker.render(engine.source(first, folder))
            large = specs[:1] if engine.every > 1 else specs
            runs = [worker.render(engine.source(spec, folder), target) for spec in large]
        except RuntimeError as error:
            return Result(failed=_short(error))
    return summary(runs)._replace(pages=pages(target))


def pages(path: Path) -> int:
    """Number of pages of a PDF, counted in another process (memory is measured here)."""
    import subprocess

    code = "import sys, pypdfium2; print(len(pypdfium2.PdfDocument(sys.argv[1])))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, encoding="utf-8", check=True
    )
    return int(done.stdout)


def batch(specs: Path, out: Path, jobs: int) -> Result:
    """`budgetpdf render` over a folder of specs: wall time of the whole run, peak of its largest
    process.

    pages: how many reports the run made; size: of all PDFs in the folder.
    """
    told = out.with_suffix(".json")
    command = [sys.executable, "-m", "budgetpdf", "render", str(specs), "-o", str(out)]
    began = time.perf_counter()
    try:
        run = cold([*command, "--jobs", str(jobs), "--report", str(told)])
    except RuntimeError as error:
        return Result(failed=_short(error))
    wall = time.perf_counter() - began
    made = json.loads(told.read_text(encoding="utf-8"))["summary"]["done"]
    size = sum(path.stat().st_size for path in out.glob("*.pdf"))
    return Result(wall, run.cpu, run.peak, size, made)


def change(specs: Path, count: int) -> None:
    """Give some specs of a folder another byte each: their reports are made again."""
    for path in sorted(specs.glob("*.toml"))[:count]:
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write("# changed\n")


def _only(folder: Path) -> int:
    """Size of the one PDF that a command named itself."""
    return max((path.stat().st_size for path in folder.glob("*.pdf")), default=0)


def _short(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[-1][:160] if lines else "failed"
