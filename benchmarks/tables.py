"""Layout time of long tables: 1,000 and 10,000 rows should cost 1 : 10 (at most 1 : 11).

Run from the checkout: .venv/bin/python benchmarks/tables.py [--alike]
With --alike all rows hold the same few texts, as real ones mostly do; without, every number and
name is another one.
"""

from __future__ import annotations

import sys
import time
import tracemalloc
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))

from budgetpdf.document.blocks import Column, Row, Table
from budgetpdf.layout.paragraph import Typesetter
from budgetpdf.layout.table import prepare, start, take
from budgetpdf.layout.tree import Tree
from budgetpdf.text.fonts import open_fonts
from table_support import AREA, AVAILABLE, ROLES, inlines, row, sheet, table

COLUMNS = (
    Column(merge=True),
    Column(),
    Column(align="justify"),
    Column(align="decimal"),
    Column(align="decimal"),
    Column(),
)
HEAD = (row("单位", "项目编码", "项目名称", "预算数", "上年数", "依据"),)


def rows(count: int, *, alike: bool) -> tuple[Row, ...]:
    """Rows in groups of seven."""
    return tuple(
        row(
            f"第{number // 7}局",
            f"{number % 20 if alike else number:07d}",
            f"基层信访工作联席会议办公室第{'' if alike else number}次专项工作经费",
            f"{number % 50 if alike else number}.{number % 10}",
            f"{number % 50 if alike else number * 7 / 100:.2f}",
            "工作计划",
        )
        for number in range(count)
    )


def laid_out(block: Table) -> int:
    """Prepare the table and cut it; gives the number of pieces."""
    fonts, looks = open_fonts(ROLES)[0], sheet()
    rest = start(prepare(block, AVAILABLE, Typesetter(looks, fonts), looks, Tree(), 0))
    count = 0
    while rest is not None:
        _, rest = take(rest, AREA.height, fresh=True)
        count += 1
    return count


def timed(count: int, *, alike: bool) -> float:
    """Print and give the time for so many rows (s)."""
    block = table(rows(count, alike=alike), HEAD, COLUMNS, caption=inlines("项目表"))
    began = time.perf_counter()
    pages = laid_out(block)
    took = time.perf_counter() - began
    print(
        f"{count:6d} rows  {pages:4d} pages  {took * 1000:8.1f} ms  "
        f"{took / count * 1e6:6.1f} µs a row"
    )
    return took


def main() -> None:
    """Print the table."""
    alike = "--alike" in sys.argv
    timed(100, alike=alike)
    ratio = 1 / timed(1_000, alike=alike) * timed(10_000, alike=alike)
    print(f"10 × the rows: {ratio:.1f} × the time")
    if "--memory" in sys.argv:
        tracemalloc.start()
        timed(10_000, alike=alike)
        print(f"peak {tracemalloc.get_traced_memory()[1] / 2**20:.0f} MiB")


if __name__ == "__main__":
    main()
