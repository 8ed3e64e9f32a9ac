"""Where the time of one report goes: stage by stage, cold and warm, and imports by package.

python benchmarks/stages.py [specs/*.toml]          medians over the specs, warm
python benchmarks/stages.py --imports               what a cold `budgetpdf render` imports
python benchmarks/stages.py --profile 40            the functions that cost the most
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

import report
import units
from engines import HERE, environment, pin

SPEC = HERE.parent / "specs" / "dachang-xinfang-2023.toml"

STAGES = (
    ("read spec", "budgetpdf.spec.read", "read"),
    ("read profile", "budgetpdf.profile.read", "read"),
    ("compose", "budgetpdf.document.compose", "compose"),
    ("rules", "budgetpdf.rules", "run"),
    ("style sheet", "budgetpdf.profile.sheets", "sheet"),
    ("open fonts", "budgetpdf.text.fonts", "open_fonts"),
    ("lay out", "budgetpdf.layout.build", "lay_out"),
    ("conformance", "budgetpdf.paint.pdf", "conformance"),
    ("settle findings", "budgetpdf.rules", "settle"),
    ("paint", "budgetpdf.pipeline", "paint"),
)
"""Stage, module and function, as the pipeline looks them up when it runs."""


class Clock:
    """Measures the stages from outside by wrapping their functions; processor time."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        for name, module, function in STAGES:
            home = import_module(module)
            setattr(home, function, self._timed(name, getattr(home, function)))

    def _timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **named: Any) -> Any:
            began = time.process_time()
            try:
                return function(*args, **named)
            finally:
                self.spent[name] += time.process_time() - began

        return timed

    def take(self) -> dict[str, float]:
        """Seconds by stage since the last call."""
        spent = dict(self.spent)
        self.spent.clear()
        return spent


def render(path: Path) -> int:
    """All stages, as `budgetpdf.render` runs them; gives the size of the PDF."""
    from budgetpdf.collecting import uncollected

    return uncollected()(_render)(path)


def _render(path: Path) -> int:
    from budgetpdf import pipeline

    outcome = pipeline.compile_spec(path)
    return len(pipeline.paint(outcome)) if outcome.pages else 0


def stages(paths: Iterable[Path]) -> list[report.Row]:
    """First and median further times of each stage (ms)."""
    clock = Clock()
    runs = []
    for path in paths:
        began = time.process_time()
        render(path)
        whole = time.process_time() - began
        spent = clock.take()
        runs.append(spent | {"the rest": whole - sum(spent.values()), "together": whole})
    first, *others = runs
    rows: list[report.Row] = [("ms", "first", "median", "most")]
    for name in first:
        times = [run.get(name, 0.0) * 1000 for run in others or [first]]
        told = (first[name] * 1000, median(times), max(times))
        rows.append((name, *(f"{value:.1f}" for value in told)))
    return rows


def imports(path: Path, rounds: int = 8) -> list[report.Row]:
    """Packages that a cold render imports: modules, own time, and the slowest module (ms).

    A module's time is its least over the rounds: what it needs when nothing disturbs it.
    """
    command = [sys.executable, "-X", "importtime", "-m", "budgetpdf", "render", str(path)]
    out = HERE.parent / "out" / "benchmark" / "imports"
    modules: dict[str, float] = {}
    for _ in range(rounds + 1):
        done = subprocess.run(
            [*command, "-o", str(out)],
            capture_output=True,
            encoding="utf-8",
            env=environment(),
            check=False,
        )
        for name, cost in _import_times(done.stderr):
            modules[name] = min(cost, modules.get(name, cost))
    packages: dict[str, dict[str, float]] = defaultdict(dict)
    for name, cost in modules.items():
        packages[_package(name)][name] = cost
    rows: list[report.Row] = [("package", "modules", "ms", "slowest module")]
    for package, inside in sorted(packages.items(), key=lambda one: -sum(one[1].values())):
        slowest = max(inside, key=lambda name: inside[name])
        cost = sum(inside.values())
        if cost >= 0.5:
            told = f"{slowest} {inside[slowest]:.1f}"
            rows.append((package, str(len(inside)), f"{cost:.1f}", told))
    rows.append(("together", str(len(modules)), f"{sum(modules.values()):.1f}", ""))
    return rows


def _package(module: str) -> str:
    """budgetpdf's rooms one by one, others by their first name."""
    first, *rest = module.split(".")
    return ".".join([first, *rest[:1]]) if first == "budgetpdf" else first


def _import_times(told: str) -> Iterator[tuple[str, float]]:
    """(module, own ms) from what -X importtime prints."""
    for line in told.splitlines():
        match = re.match(r"import time:\s+(\d+) \|\s+\d+ \|\s*(\S+)", line)
        if match:
            yield match[2], int(match[1]) / 1000


def profile(paths: list[Path], count: int) -> None:
    """The functions with the most time of their own, warm."""
    import cProfile
    import pstats

    render(paths[0])
    watch = cProfile.Profile()
    watch.enable()
    for path in paths:
        render(path)
    watch.disable()
    pstats.Stats(watch).sort_stats("tottime").print_stats(count)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Where the time of one report goes.")
    parser.add_argument("specs", type=Path, nargs="*")
    parser.add_argument("--imports", action="store_true")
    parser.add_argument("--profile", type=int, metavar="N", help="functions to show")
    parser.add_argument("--units", type=int, default=20, help="invented units, without specs")
    told = parser.parse_args()
    paths = told.specs
    if told.imports:
        print(report.markdown(imports(paths[0] if paths else SPEC)))
        return
    pin()
    folder = HERE.parent / "out" / "benchmark" / "stages"
    paths = paths or [SPEC, *units.write(folder, told.units, seed=5)]
    if told.profile:
        profile(paths, told.profile)
    else:
        print(report.markdown(stages(paths)))


if __name__ == "__main__":
    main()
