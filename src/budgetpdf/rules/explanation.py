"""What each rule means, with a bad and a good example: data beside the code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from budgetpdf.diagnostic import Text
from budgetpdf.rules.words import load


class Explanation(NamedTuple):
    """A rule explained.

    why: what it checks and what usually lies behind it. source: regulation or standard.
    bad, good: parts of a spec; bad_profile, good_profile: of a profile, where the rule reads one.
    A line of `bad` that ends in `# finding: R04:9` has the finding in column 9.
    """

    title: Text
    why: Text
    source: str
    bad: str
    good: str
    bad_profile: str = ""
    good_profile: str = ""


def _read(entry: Mapping[str, Any]) -> Explanation:
    texts = {name: Text(**entry[name]) for name in ("title", "why")}
    return Explanation(**{**entry, **texts})


@cache
def explanations() -> Mapping[str, Explanation]:
    """All explanations by code."""
    folder = Path(__file__).with_name("explanations")
    tables = [load(path) for path in sorted(folder.glob("*.toml"))]
    entries = {code: _read(entry) for table in tables for code, entry in table.items()}
    return dict(sorted(entries.items()))
