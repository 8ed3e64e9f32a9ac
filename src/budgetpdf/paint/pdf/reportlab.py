"""ReportLab's PDF objects, imported so that nothing of the machine can change what they write.

On import reportlab runs `reportlab_settings` and `reportlab_mods` from the search path, or
`~/.reportlab_settings` and `~/.reportlab_mods`, and reads every environment variable RL_*; it
also loads an imaging library that writing text does not need (a third of its import time).
So a private copy is imported with all of these hidden. A program that uses budgetpdf as a library
and reportlab for its own work keeps its own copy with its own settings.
"""

from __future__ import annotations

import codecs
import importlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from types import ModuleType
from typing import Any

_LOCK = RLock()


def _stand_ins() -> dict[str, ModuleType | None]:
    """What reportlab finds instead of the machine's modules. None: it is not there."""
    imaging = ModuleType("PIL")
    imaging.Image = None  # type: ignore[attr-defined]
    return {
        "reportlab_settings": ModuleType("reportlab_settings"),
        "reportlab_mods": ModuleType("reportlab_mods"),
        "PIL": imaging,
        "_rl_accel": None,  # installed or not, the same Python functions write the numbers
    }


def _ours(name: str, stand_ins: dict[str, ModuleType | None]) -> bool:
    return name in stand_ins or name.partition(".")[0] == "reportlab"


@contextmanager
def _hidden_environment() -> Iterator[None]:
    hidden = {key: value for key, value in os.environ.items() if key.upper().startswith("RL_")}
    for key in hidden:
        del os.environ[key]
    try:
        yield
    finally:
        os.environ.update(hidden)


@contextmanager
def _own_modules() -> Iterator[None]:
    """Swap the loaded modules of that name for stand-ins, and put them back afterwards."""
    modules: dict[str, Any] = sys.modules
    stand_ins = _stand_ins()
    theirs = {name: modules.pop(name) for name in list(modules) if _ours(name, stand_ins)}
    modules.update(stand_ins)
    try:
        yield
    finally:
        for name in [name for name in modules if _ours(name, stand_ins)]:
            del modules[name]
        modules.update(theirs)


def _import_pdfdoc() -> Any:
    with _LOCK, _hidden_environment(), _own_modules():
        module = importlib.import_module("reportlab.pdfbase.pdfdoc")
        codecs.lookup("extpdfdoc")  # its first use would import a second, unhidden reportlab
        return module


pdfdoc: Any = _import_pdfdoc()
"""The module `reportlab.pdfbase.pdfdoc`."""
