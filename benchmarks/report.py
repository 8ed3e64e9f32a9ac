"""Tables of the results, as text and as Markdown."""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from measure import Result

Row = tuple[str, ...]

NOT_RUN = Result(failed="not run")


def machine() -> str:
    """Processor, cores, memory, system, Python and the day, in one line."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    except (AttributeError, ValueError):
        memory = 0.0
    parts = [
        _processor(),
        f"{cores} cores",
        f"{memory:.0f} GiB",
        platform.platform(terse=True),
        f"{platform.python_implementation()} {platform.python_version()}",
        f"{datetime.now(tz=UTC):%Y-%m-%d}",
    ]
    return ", ".join(parts)


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.exists():
        found = re.search(r"model name\s*:\s*(.+)", info.read_text(encoding="utf-8"))
        if found:
            return found[1].strip()
    return platform.processor() or platform.machine()


def batch(what: str, result: Result, first: float = 0.0) -> Row:
    """A row of the table of batches. first: seconds of one job, 0 if that was not run."""
    if result.failed:
        return (what, result.failed[:60], "–", "–", "–", "–")
    rate, gain = f"{result.pages / result.wall:.1f}", f"{first / result.wall:.2f}"
    figures = (str(result.pages), f"{result.wall:.1f}", rate, gain if first else "–")
    return (what, *figures, f"{result.peak:.0f}")


def ratios(
    cold: Mapping[str, Result], warm: Mapping[str, Result], versions: Mapping[str, str]
) -> list[Row]:
    """The table of engines."""
    rows: list[Row] = [
        ("", "version", "cold", "ms", "warm", "ms", "MiB cold", "MiB warm", "kB"),
    ]
    for name in versions:
        first, then = cold.get(name, NOT_RUN), warm.get(name, NOT_RUN)
        rows.append(
            (
                name,
                versions[name],
                times(first),
                milliseconds(first),
                times(then),
                milliseconds(then),
                number(first.peak, first),
                number(then.peak, then),
                number(first.size / 1000, first),
            )
        )
    return rows


def growth(title: str, found: Mapping[str, Mapping[str, Result]]) -> list[Row]:
    """Rows: engines; columns: documents, with time, pages and memory."""
    documents = list(next(iter(found.values())))
    rows: list[Row] = [(title, *documents)]
    for name, results in found.items():
        rows.append((name, *(_growth_cell(results[one]) for one in documents)))
    return rows


def _growth_cell(result: Result) -> str:
    if not result.wall:
        return f"fails: {result.failed[:40]}"
    return f"{result.wall:.2f} s, {result.pages} p, {result.peak:.0f} MiB"


def times(result: Result) -> str:
    """As a multiple of the base's time."""
    return f"{result.ratio:.2f}" if result.ratio else "–"


def milliseconds(result: Result) -> str:
    """Wall time."""
    if result == NOT_RUN:
        return "–"
    return f"{result.wall * 1000:.0f}" if result.wall else "fails"


def number(value: float, result: Result) -> str:
    """A rounded figure, or a dash where the engine failed."""
    return f"{value:.0f}" if result.wall else "–"


def markdown(rows: Sequence[Row]) -> str:
    """A table; its first row is the head, the first column left, the others right."""
    widths = [max(_width(row[n]) for row in rows) for n in range(len(rows[0]))]
    lines = []
    for number_, row in enumerate(rows):
        cells = [
            _pad(cell, width, n) for n, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("| " + " | ".join(cells) + " |")
        if not number_:
            rule = ("-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:]))
            lines.append("| " + " | ".join(rule) + " |")
    return "\n".join(lines)


def _pad(cell: str, width: int, column: int) -> str:
    blank = " " * (width - _width(cell))
    return blank + cell if column else cell + blank


def _width(text: str) -> int:
    return len(text)


def progress(text: str) -> None:
    """A line that the next one overwrites, on a terminal only."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)
