"""Writing a spec line by line."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence


class Toml:
    """The lines of a spec. Amounts are whole hundredths of 万元 until they are written."""

    def __init__(self, *, yuan: bool) -> None:
        self.yuan = yuan
        self.lines: list[str] = []

    def put(self, key: str, value: str) -> None:
        """A key whose value is TOML already."""
        self.lines.append(f"{key} = {value}")

    def text(self, key: str, text: str) -> None:
        """A key with a string."""
        self.put(key, string(text))

    def amount(self, key: str, hundredths: int) -> None:
        """A key with an amount."""
        self.put(key, self.money(hundredths))

    def table(self, name: str) -> None:
        """A [table] or [[table]], with an empty line above."""
        self.lines += ["", f"[{name}]"]

    def rows(self, key: str, rows: Sequence[Mapping[str, str]]) -> None:
        """A list of one-line tables; their values are TOML already."""
        self.lines.append(f"{key} = [")
        for row in rows:
            cells = ", ".join(f"{name} = {value}" for name, value in row.items())
            self.lines.append(f"  {{ {cells} }},")
        self.lines.append("]")

    def strings(self, key: str, texts: Sequence[str]) -> None:
        """A list of strings, one a line."""
        self.lines += [f"{key} = [", *(f"  {string(text)}," for text in texts), "]"]

    def money(self, hundredths: int) -> str:
        """An amount in the spec's unit."""
        if self.yuan:
            return str(hundredths * 100)
        sign = "-" if hundredths < 0 else ""
        return f"{sign}{abs(hundredths) // 100}.{abs(hundredths) % 100:02}"


def string(text: str) -> str:
    """A TOML string; lines become a multi-line one."""
    if "\n" not in text:
        return json.dumps(text, ensure_ascii=False)
    return f'"""\n{text}\n"""'
