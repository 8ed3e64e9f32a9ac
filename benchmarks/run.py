"""One command that renders the same report with budgetpdf and its peers, and prints the ratios.

    python benchmarks/run.py             everything, some minutes
    python benchmarks/run.py --quick     fewer runs
    python benchmarks/run.py --only cold warm

Everything runs in turn in one go, cold (a new process for a report) and warm (a process that
renders many). Reads the example spec and invented units; writes into out/benchmark. Needs a
system with os.wait4 (Linux, macOS).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

import measure
import report
import units
from engines import BUDGETPDF, ENGINES, HERE, Engine
from measure import Result

SPEC = HERE.parent / "specs" / "dachang-xinfang-2023.toml"
PARTS = ("cold", "warm", "growth", "volume", "batch", "worker")
BASE = "Typst"
CHANGED = 3
"""Specs that change before the second run of a batch."""


class Bench:
    """One run over all parts; prints as it goes and keeps what it found."""

    def __init__(self, told: argparse.Namespace) -> None:
        self.told = told
        self.folder: Path = told.output
        self.folder.mkdir(parents=True, exist_ok=True)
        self.engines = [
            engine
            for engine in ENGINES
            if engine.installed and (not told.engines or engine.package in told.engines)
        ]
        self.found: dict[str, object] = {"machine": report.machine()}

    def run(self) -> None:
        """All parts that were asked for."""
        print(report.machine())
        print(", ".join(f"{engine.name} {engine.version}" for engine in self.engines))
        parts = self.told.only
        if {"cold", "warm"} & set(parts):
            self.ratios()
        if "growth" in parts:
            shapes = {f"{n}× rows": units.Shape(1, 30 * n, 10, 0) for n in (1, 10, 100)}
            self.growth("growth", shapes)
        if "volume" in parts:
            self.growth("volume", {"500 pages": units.Shape(self.told.volume, 10, 20, 20)}, alike=1)
        if "batch" in parts:
            self.batch()
        if "worker" in parts:
            self.worker()
        text = json.dumps(self.found, ensure_ascii=False, indent=1)
        (self.folder / "results.json").write_text(text + "\n", encoding="utf-8")

    def ratios(self) -> None:
        """The example report cold, different reports warm."""
        specs = [SPEC, *units.write(self.folder / "warm", self.told.warm + 5, seed=1)]
        measure.sources(self.folder, specs)
        bare = measure.interpreter(self.told.cold)
        say = report.progress
        cold: dict[str, Result] = {}
        warm: dict[str, Result] = {}
        if "cold" in self.told.only:
            runs = measure.cold_runs(self.engines, SPEC, self.folder, self.told.cold, say)
            cold = runs.results(BASE)
        if "warm" in self.told.only:
            warm = measure.warm_runs(self.engines, specs[1:], self.folder, say).results(BASE)
        versions = {engine.name: engine.version for engine in self.engines}
        self.show(f"cold and warm, × {BASE}", report.ratios(cold, warm, versions))
        print(f"(python -c pass: {bare.wall * 1000:.0f} ms)")
        for name, result in (cold | warm).items():
            if result.failed:
                print(f"{name}: {result.failed}")

    def growth(self, title: str, shapes: dict[str, units.Shape], alike: int = 3) -> None:
        """Reports that grow, each engine in a process of its own. alike: reports of one size."""
        base, *_ = units.write(self.folder / "first", 1, seed=2)
        specs: dict[str, list[Path]] = {}
        for name, shape in shapes.items():
            specs[name] = [self.folder / f"{title}-{len(specs)}-{n}.toml" for n in range(alike)]
            for n, path in enumerate(specs[name]):
                path.write_text(units.unit(7 + n, 3, shape), encoding="utf-8", newline="\n")
        measure.sources(self.folder, [base, *chain.from_iterable(specs.values())])
        found = {engine.name: self._grown(engine, base, specs) for engine in self.engines}
        self.show(title, report.growth(title, found))

    def _grown(self, engine: Engine, base: Path, specs: dict[str, list[Path]]) -> dict[str, Result]:
        results = {}
        for name, those in specs.items():
            results[name] = measure.big_run(engine, base, those, self.folder, report.progress)
        return results

    def batch(self) -> None:
        """Throughput of a batch by number of jobs."""
        if find_spec("budgetpdf.batch") is None:
            print("batch: this version has none")
            return
        specs = self.folder / "batch"
        units.write(specs, self.told.batch, seed=4)
        rows: list[report.Row] = [
            ("jobs", "reports made", "s", "reports/s", "× one job", "MiB of a process")
        ]
        first = 0.0
        for jobs in self.told.jobs:
            report.progress(f"batch {jobs} jobs")
            result = measure.batch(specs, self.folder / f"batch-{jobs}", jobs)
            first = result.wall if jobs == 1 else first
            rows.append(report.batch(str(jobs), result, first))
        measure.change(specs, CHANGED)
        again = measure.batch(specs, self.folder / f"batch-{jobs}", jobs)
        rows.append(report.batch(f"{jobs}, {CHANGED} specs changed", again))
        self.show(f"batch of {self.told.batch}", rows)

    def worker(self) -> None:
        """Memory of one process that makes many reports, no two alike."""
        specs = units.write(self.folder / "worker", self.told.worker, seed=6)
        steps = {round(len(specs) * share) for share in (0.05, 0.1, 0.25, 0.5, 0.75, 1)}
        rows: list[report.Row] = [("reports", "peak MiB", "ms a report")]
        for count, result in measure.long_run(BUDGETPDF, specs, steps, report.progress):
            row = (str(count), report.number(result.peak, result), report.milliseconds(result))
            rows.append(row)
        self.show(f"a worker over {len(specs)} different reports", rows)

    def show(self, title: str, rows: list[report.Row]) -> None:
        """Print a table and keep it."""
        report.progress("")
        print(f"\n{title}\n\n{report.markdown(rows)}\n", flush=True)
        self.found[title] = rows


def main(arguments: Sequence[str] | None = None) -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="budgetpdf and its peers, in turn in one run.")
    parser.add_argument("--quick", action="store_true", help="few runs")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--engines", nargs="+", choices=[one.package for one in ENGINES])
    parser.add_argument("--cold", type=int, help="cold runs of each engine")
    parser.add_argument("--warm", type=int, help="different reports, warm")
    parser.add_argument("--batch", type=int, help="specs in the batch")
    parser.add_argument("--worker", type=int, help="reports of one process, for its memory")
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2], help="numbers of jobs")
    parser.add_argument("--volume", type=int, default=490, help="projects of the 500-page report")
    parser.add_argument("-o", "--output", type=Path, default=Path("out/benchmark"))
    told = parser.parse_args(arguments)
    told.cold = told.cold or (5 if told.quick else 15)
    told.warm = told.warm or (10 if told.quick else 300)
    told.batch = told.batch or (40 if told.quick else 300)
    told.worker = told.worker or (200 if told.quick else 1000)
    if told.engines and BUDGETPDF.package not in told.engines:
        told.engines.append(BUDGETPDF.package)
    Bench(told).run()


if __name__ == "__main__":
    main()
