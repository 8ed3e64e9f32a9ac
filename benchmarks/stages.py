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
from collections.abc import Callable, Iterable
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
    """Measures the stages from outside by wrapping their functions."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        for name, module, function in STAGES:
            home = import_module(module)
            setattr(home, function, self._timed(name, getattr(home, function)))

    def _timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **named: Any) -> Any:
            began = time.perf_counter()
            try:
                return function(*args, **named)
            finally:
                self.spent[name] += time.perf_counter() - began

        return timed

    def take(self) -> dict[str, float]:
        """Seconds by stage since the last call."""
        spent = dict(self.spent)
        self.spent.clear()
        return spent


def render(path: Path) -> int:
    """All stages; gives the size of the PDF."""
    from budgetpdf import pipeline

    outcome = pipeline.compile_spec(path)
    return len(pipeline.paint(outcome)) if outcome.pages else 0


def stages(paths: Iterable[Path]) -> list[report.Row]:
    """First and median further times of each stage (ms)."""
    clock = Clock()
    runs = []
    for path in paths:
        began = time.perf_counter()
        render(path)
        whole = time.perf_counter() - began
        spent = clock.take()
        runs.append(spent | {"the rest": whole - sum(spent.values()), "together": whole})
    first, *others = runs
    rows: list[report.Row] = [("ms", "first", "median", "most")]
    for name in first:
        times = [run.get(name, 0.0) * 1000 for run in others or [first]]
        told = (first[name] * 1000, median(times), max(times))
        rows.append((name, *(f"{value:.1f}" for value in told)))
    return rows


def imports(path: Path) -> list[report.Row]:
    """Packages that a cold render imports: modules, own time, and the slowest module."""
    command = [sys.executable, "-X", "importtime", "-m", "budgetpdf", "render", str(path)]
    out = HERE.parent / "out" / "benchmark" / "imports"
    runs = []
    for _ in range(6):
        done = subprocess.run(
            [*command, "-o", str(out)],
            capture_output=True,
            encoding="utf-8",
            env=environment(),
            check=False,
        )
        runs.append(_packages(done.stderr))
    _, *runs = runs
    names = sorted(runs[0], key=lambda name: -median(_cost(run, name) for run in runs))
    rows: list[report.Row] = [("package", "modules", "ms", "slowest module")]
    for name in names:
        cost = median(_cost(run, name) for run in runs)
        slowest = max(runs[0][name], key=lambda pair: pair[1])
        if cost > 300:
            told = f"{slowest[0]} {slowest[1] / 1000:.1f}"
            rows.append((name, str(len(runs[0][name])), f"{cost / 1000:.1f}", told))
    total = median(sum(_cost(run, name) for name in run) for run in runs)
    modules = sum(map(len, runs[0].values()))
    rows.append(("together", str(modules), f"{total / 1000:.1f}", ""))
    return rows


def _cost(run: dict[str, list[tuple[str, int]]], name: str) -> int:
    return sum(cost for _, cost in run.get(name, []))


def _packages(told: str) -> dict[str, list[tuple[str, int]]]:
    """Package → (module, own µs), from what -X importtime prints."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for line in told.splitlines():
        match = re.match(r"import time:\s+(\d+) \|\s+\d+ \|\s*(\S+)", line)
        if match:
            package = match[2].split(".")[0]
            found[package].append((match[2], int(match[1])))
    return found


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
