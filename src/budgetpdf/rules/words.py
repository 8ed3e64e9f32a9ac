"""Lists of words that rules look for, kept as data beside the code."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any


@cache
def load(path: Path) -> dict[str, Any]:
    """The values of a TOML file of this package."""
    try:
        from tomli import loads
    except ImportError:
        from tomllib import loads
    return loads(path.read_text(encoding="utf-8"))


@cache
def words(name: str) -> Any:
    """One table or list of `words.toml`."""
    return load(Path(__file__).with_name("words.toml"))[name]
