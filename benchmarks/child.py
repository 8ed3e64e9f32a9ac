"""A warm process: reads [source, target] lines as JSON, renders, answers times and peak memory.

Started by engines.Worker with the package's name and the folder of fonts.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from engines import pin


def renderer(package: str, fonts: Path) -> Callable[[Path], bytes]:
    """The function of an engine that makes a PDF from a source."""
    if package == "budgetpdf":
        import budgetpdf

        return budgetpdf.render
    from peers import platypus, typst, weasyprint

    make = {"typst": typst.renderer, "weasyprint": weasyprint.renderer}
    return make.get(package, platypus.renderer)(fonts)


def peak() -> float:
    """Highest resident memory so far (MiB)."""
    status = Path("/proc/self/status")
    if status.exists():  # getrusage would count the parent's memory from before exec
        for line in status.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / scale


def main() -> None:
    """Serve until the input ends."""
    pin()
    render = renderer(sys.argv[1], Path(sys.argv[2]))
    for line in sys.stdin:
        source, target = json.loads(line)
        wall, cpu = time.perf_counter(), time.process_time()
        try:
            made = render(Path(source))
        except Exception as error:  # noqa: BLE001
            print(json.dumps({"error": f"{type(error).__name__}: {str(error)[:500]}"}), flush=True)
            continue
        told = {
            "wall": time.perf_counter() - wall,
            "cpu": time.process_time() - cpu,
            "peak": peak(),
            "size": len(made),
        }
        if target:
            Path(target).write_bytes(made)
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
