"""ReportLab's PDF objects, imported so that nothing of the machine can change what they write.

On import reportlab runs `reportlab_settings` and `reportlab_mods` from the search path, or
`~/.reportlab_settings` and `~/.reportlab_mods`, and reads every environment variable RL_*; it
also loads fonts and an imaging library. PDF objects need none of this: of all that `pdfdoc`
imports they call six small functions. So a private copy of that one module is imported among
stand-ins for the others, in a tenth of the time. A program that uses budgetpdf as a library and
reportlab for its own work keeps its own copy with its own settings.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from types import ModuleType
from typing import Any

_LOCK = RLock()


class _Unused(ModuleType):
    """A module of which PDF objects call nothing: any name is there, as a class of its own."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return type(name, (), {})


class _Settings(ModuleType):
    """reportlab's settings: each is off. These are asked for each object."""

    invariant = pdfComments = pdfMultiLine = 0  # noqa: N815 - reportlab's names

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return 0


def _utils() -> ModuleType:
    """What kind of value something is."""
    utils: Any = _Unused("reportlab.lib.utils")
    utils.isSeq = lambda value: isinstance(value, tuple | list)
    utils.isStr = lambda value: isinstance(value, str | bytes)
    utils.isBytes = lambda value: isinstance(value, bytes)
    utils.isUnicode = lambda value: isinstance(value, str)
    return utils  # type: ignore[no-any-return]


def _accelerators() -> ModuleType:
    """Numbers as text. Only whole ones are left to reportlab."""
    functions: Any = _Unused("reportlab.lib.rl_accel")
    functions.fp_str = str
    return functions  # type: ignore[no-any-return]


def _stand_ins() -> dict[str, ModuleType | None]:
    """What reportlab finds instead of its own and the machine's modules. None: it is not there."""
    fonts, images = "reportlab.pdfbase.pdfmetrics", "reportlab.pdfbase.pdfutils"
    return {
        "reportlab_mods": ModuleType("reportlab_mods"),
        "reportlab.local_rl_mods": None,
        "reportlab.rl_config": _Settings("reportlab.rl_config"),
        "reportlab.lib.utils": _utils(),
        "reportlab.lib.rl_accel": _accelerators(),
        fonts: _Unused(fonts),
        images: _Unused(images),
    }


def _ours(name: str) -> bool:
    return name == "reportlab_mods" or name.partition(".")[0] == "reportlab"


@contextmanager
def _own_modules() -> Iterator[None]:
    """Swap the loaded modules of that name for stand-ins, and put them back afterwards."""
    modules: dict[str, Any] = sys.modules
    theirs = {name: modules.pop(name) for name in list(modules) if _ours(name)}
    modules.update(_stand_ins())
    try:
        yield
    finally:
        for name in list(filter(_ours, modules)):
            del modules[name]
        modules.update(theirs)


def _encoded(value: Any) -> Any:
    """A token as bytes. All text is bytes by then (`objects.text`), so that ASCII is enough."""
    return value.encode("ascii") if isinstance(value, str) else value


def _import_pdfdoc() -> Any:
    with _LOCK, _own_modules():
        module: Any = importlib.import_module("reportlab.pdfbase.pdfdoc")
    module.pdfdocEnc = _encoded  # instead of a codec that reportlab would register with Python
    return module


pdfdoc: Any = _import_pdfdoc()
"""The module `reportlab.pdfbase.pdfdoc`."""
