"""`budgetpdf` and `python -m budgetpdf`: the command as a process of its own."""

import os
import sys
from types import ModuleType
from typing import NoReturn

# Plugins are looked for among all installed packages; none may change what a spec means. Without
# the module that looks for them importlib.metadata, email and socket are not loaded either.
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "1"
_no_plugins = ModuleType("pydantic.plugin._loader")
_no_plugins.get_plugins = lambda: ()  # type: ignore[attr-defined]
sys.modules[_no_plugins.__name__] = _no_plugins

from budgetpdf.cli import main  # noqa: E402 - after what it is to find


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
