"""The summary of a batch: counts, what failed and why, which PDFs nobody makes any longer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from budgetpdf.batch import Batch, Row, State
from budgetpdf.commands.console import Console
from budgetpdf.diagnostic import Text
from budgetpdf.present import columns

SHOWN = 50
"""So many failures are listed; the rest is in the report (--report)."""
LABELS = {
    State.DONE: Text("生成", "done"),
    State.UNCHANGED: Text("未改动", "unchanged"),
    State.FAILED: Text("失败", "failed"),
    State.LEFT: Text("没有做", "not made"),
}
WARNED = Text("有提醒", "with warnings")


def show(batch: Batch, out: Path, console: Console) -> None:
    """Print it beside the result."""
    for row in batch.of(State.FAILED)[:SHOWN]:
        _failure(row, out, console)
    _more(len(batch.of(State.FAILED)) - SHOWN, console)
    for name in batch.gone[:SHOWN]:
        console.say(
            Text(
                f"{out / name}：没有对应的规格文件，或标题已改（没有删除）",
                f"{out / name}: its spec is gone or has another title (not deleted)",
            )
        )
    _more(len(batch.gone) - SHOWN, console)
    console.findings(batch.findings)
    for line in _table(batch, console.lang):
        console.say(Text(line, line))
    if batch.stopped:
        console.say(
            Text(
                "已中断。写好的文件都完整，再运行一次只补做剩下的。",
                "Stopped. What is written is whole; run again to make the rest.",
            )
        )


def _failure(row: Row, out: Path, console: Console) -> None:
    """The first error, how many there are beside it, and what it leaves behind."""
    console.findings(row.errors[:1])
    more = len(row.errors) - 1
    if more > 0:
        console.say(
            Text(
                f"    另有 {more} 个错误：budgetpdf check {row.spec}",
                f"    {more} more errors: budgetpdf check {row.spec}",
            )
        )
    for name in row.outdated:
        console.say(
            Text(
                f"    旧文件没有改动，内容已过期：{out / name}",
                f"    the old file is untouched and outdated: {out / name}",
            )
        )


def _more(count: int, console: Console) -> None:
    if count > 0:
        console.say(
            Text(
                f"……另有 {count} 个，用 --report 写出全部",
                f"… and {count} more, see --report",
            )
        )


def _table(batch: Batch, lang: str) -> Iterator[str]:
    counts = [(LABELS[state].in_language(lang), len(batch.of(state))) for state in State]
    counts.insert(2, (WARNED.in_language(lang), sum(row.warnings > 0 for row in batch.rows)))
    width = max(columns(label) for label, _ in counts)
    digits = len(str(len(batch.rows)))
    for label, count in counts:
        if count or label == counts[0][0]:
            yield f"{label}{' ' * (width - columns(label))}  {count:>{digits}}"
    made = len(batch.of(State.DONE))
    if made and batch.seconds:
        rate = made / batch.seconds
        yield Text(
            f"共 {len(batch.rows)} 份，用时 {batch.seconds:.1f} 秒，每秒 {rate:.1f} 份",
            f"{len(batch.rows)} specs, {batch.seconds:.1f} s, {rate:.1f} a second",
        ).in_language(lang)
