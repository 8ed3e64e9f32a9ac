"""Findings on the run itself."""

from __future__ import annotations

from budgetpdf.diagnostic import Argument, Diagnostic, Severity, Span, Text


class OtherProgramError(Exception):
    """A worker runs another version of the program than the caller."""


def no_answer(spec: str, error: BaseException | None, *, lost: bool) -> Diagnostic:
    """An engine gave no result for a spec. lost: the process that worked on it died."""
    place = (Span(spec, 0, 0, 0, 0),)
    if isinstance(error, OtherProgramError):
        return other_program(str(error))
    # Dask's word for a task whose workers died, one after the other.
    if lost or type(error).__name__ == "KilledWorker":
        return Diagnostic(
            "W011",
            Severity.ERROR,
            Text("生成这一份时进程被终止", "the process died while making this report"),
            place,
            Text("可能内存不足：减少 --jobs 后重试", "memory may be short: try fewer --jobs"),
        )
    what = f"{type(error).__name__}: {error}"
    return Diagnostic(
        "W012", Severity.ERROR, Text(f"程序内部错误：{what}", f"internal error: {what}"), place
    )


def other_program(where: str) -> Diagnostic:
    """A worker with another version would make other bytes."""
    return Diagnostic(
        "W014",
        Severity.ERROR,
        Text(
            f"{where} 上的 budgetpdf 或其依赖包与本机不同，生成的文件会有差别",
            f"budgetpdf or its packages on {where} are not those of this machine",
        ),
        hint=Text("在所有机器上安装同样的版本", "install the same versions everywhere"),
    )


def engine_lost(what: str) -> Diagnostic:
    """The executor is gone: what is left is not made."""
    return Diagnostic(
        "W015",
        Severity.ERROR,
        Text(f"计算集群或进程池已断开：{what}", f"the executor is lost: {what}"),
        hint=Text(
            "已写好的文件都完整；恢复后再运行一次，只会补做剩下的",
            "what is written is whole; run again to make the rest",
        ),
    )


def unreachable(address: str, why: str) -> Diagnostic:
    """No scheduler answers."""
    return Diagnostic(
        "W016",
        Severity.ERROR,
        Text(f"连不上调度器 {address}：{why}", f"cannot reach the scheduler {address}: {why}"),
        (Argument(f"--scheduler {address}"),),
        Text(
            "检查地址，以及 dask scheduler 是否在运行；需要 pip install 'budgetpdf[dask]'",
            "check the address and that it runs; needs pip install 'budgetpdf[dask]'",
        ),
    )
