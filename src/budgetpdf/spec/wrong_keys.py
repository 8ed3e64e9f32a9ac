"""Keys that are missing, misspelt, written in Chinese, or swallowed by the table above them.

A key that is written behind a `[table]` header belongs to that table, whatever the writer meant.
TOML has no word for it, so the message says where the key should stand.
"""

from __future__ import annotations

from difflib import SequenceMatcher, get_close_matches

from pydantic import BaseModel

from budgetpdf.diagnostic import Text
from budgetpdf.spec import forms
from budgetpdf.spec.forms import Entry
from budgetpdf.spec.paths import KeyPath
from budgetpdf.spec.problems import Told, table_name, titled
from budgetpdf.spec.source import Source

_SURE = 0.85


def missing_key(root: type[BaseModel], source: Source, path: KeyPath) -> Told:
    """A key that has to be there."""
    entry = forms.entry_at(root, path)
    name, table = titled(entry, path), table_name(source, path[:-1])
    message = Text(
        f"{table.zh} 缺少 {name.zh}".strip(),
        f"{name.en} is missing in {table.en}" if table.en else f"{name.en} is missing",
    )
    return Told("S103", message, _where_to_write(source, path, entry))


def _where_to_write(source: Source, path: KeyPath, entry: Entry | None) -> Text | None:
    if entry is None:
        return None
    table, in_rows = path[:-1], any(isinstance(step, int) for step in path)
    if entry.model and not in_rows:
        header = ".".join(str(step) for step in path)
        header = f"[[{header}]]" if entry.kind == "list" else f"[{header}]"
        return Text(f"加上 {header}，在它下面填写", f"add {header} and fill it in below")
    line = f"{path[-1]} = {forms.example(entry)}"
    if not table:
        return Text(
            f"在文件开头、第一个 [ ] 之前加一行：{line}",
            f"add a line at the top, before the first [ ]: {line}",
        )
    if source.written(table).startswith("{"):
        return Text(f"在这一项的 {{ }} 里加上：{line}", f"add inside its {{ }}: {line}")
    at = source.span(table).line
    return Text(f"在第 {at} 行之后加一行：{line}", f"add a line after line {at}: {line}")


def unknown_key(root: type[BaseModel], source: Source, path: KeyPath) -> Told:
    """What is to be done with a key that the table of its path does not have."""
    key, table = str(path[-1]), path[:-1]
    model = forms.model_at(root, table)
    here = forms.entries(model) if model else {}
    near = _near(key, here)
    homes = forms.homes(root, key)
    if homes and not (near and _alike(key, near.key) > _SURE):
        return _misplaced(source, path, homes)
    if near:
        return _misspelt(path, near)
    return _nowhere(root, path, here)


def _near(key: str, here: dict[str, Entry]) -> Entry | None:
    """The key of this table that was meant: by its Chinese title, or nearly spelt so."""
    plain = key.strip().casefold().replace("-", "_").replace(" ", "_")
    for entry in here.values():
        if entry.title and (entry.title == key or plain == entry.key.replace("-", "_")):
            return entry
    titles = {entry.title: entry for entry in here.values()}
    if close := get_close_matches(plain, here, 1, 0.6):
        return here[close[0]]
    close = [] if key.isascii() else get_close_matches(key, titles, 1, 0.6)
    return titles[close[0]] if close else None


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()


def _misspelt(path: KeyPath, near: Entry) -> Told:
    name = titled(near, (near.key,))
    message = Text(f"没有 {path[-1]} 这一项", f"there is no key {path[-1]} here")
    hint = Text(f"是不是 {name.zh.strip()}？", f"is it {name.en}?")
    return Told("S101", message, hint, frozenset([(*path[:-1], near.key)]))


def _misplaced(source: Source, path: KeyPath, homes: list[tuple[Entry, ...]]) -> Told:
    """Known elsewhere: the table above has swallowed it, or its header lacks the one above."""
    key, table = str(path[-1]), path[:-1]
    explains = frozenset((*(step.key for step in way), key) for way in homes)
    if not table and isinstance(source.values.get(key), dict | list):
        meant = " 或 ".join(_header(way, key) for way in homes[:3])
        message = Text(f"表头应写成 {meant}", f"this should be {meant.replace('或', 'or')}")
        return Told("S102", message, None, explains)
    shown = [forms.header(way) for way in homes[:3]]
    if "" in shown:
        where = Text("文件开头、第一个 [ ] 之前", "at the top of the file, before the first [ ]")
    else:
        where = Text(f" {' 或 '.join(shown)} 下", f"under {' or '.join(shown)}")
    message = Text(f"{key} 这一项应放在{where.zh}", f"{key} belongs {where.en}")
    return Told("S102", message, _swallowed(source, table), explains)


def _header(way: tuple[Entry, ...], key: str) -> str:
    last = forms.entries(way[-1].model)[key] if way and way[-1].model else None
    return forms.header((*way, last)) if last else f"[{key}]"


def _swallowed(source: Source, table: KeyPath) -> Text | None:
    if not table:
        return None
    name, line = table_name(source, table), source.span(table).line
    return Text(
        f"第 {line} 行的 {name.zh} 把它收进去了，移过去即可",
        f"{name.en} in line {line} has swallowed it: move it",
    )


def _nowhere(root: type[BaseModel], path: KeyPath, here: dict[str, Entry]) -> Told:
    keys = list(here)
    shown = ", ".join(keys[:12]) + (" …" if len(keys) > 12 else "")
    message = Text(f"没有 {path[-1]} 这一项", f"there is no key {path[-1]} here")
    hint = Text(f"这里可以写：{shown}", f"here go: {shown}") if keys else None
    if len(path) == 1 and "extra" in forms.entries(root):
        hint = Text(
            "格式另外要求的内容写在 [extra] 下",
            "what a profile asks for besides goes under [extra]",
        )
    return Told("S101", message, hint)
