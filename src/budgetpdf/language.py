"""The language of messages, and a console that never dies of a character."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping


def choose(wanted: str = "", environ: Mapping[str, str] = os.environ) -> str:
    """ "zh" or "en": what is wanted, else Chinese on a Chinese locale, English otherwise."""
    if wanted:
        return wanted
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environ.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    import locale

    return "zh" if (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"


def calm_console() -> None:
    """A character that the console's code page (cp936 …) lacks is shown as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
