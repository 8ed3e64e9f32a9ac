"""`budgetpdf` and `python -m budgetpdf`: the command as a process of its own."""

import os
import sys
from typing import NoReturn

# Plugins are looked for among all installed packages; none may change what a spec means.
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "1"

from budgetpdf.cli import main


def run() -> NoReturn:
    """Run the command and end the process.

    Where only memory is left to give back, the system does it at once: to take everything apart
    first costs a tenth of the time of a report.
    """
    code = main()
    if "multiprocessing" in sys.modules:  # pools and clusters end in order
        raise SystemExit(code)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    run()
