"""The record that travels in a PDF: what besides the spec decides its bytes, and comparing two.

Versions, options and fonts are named; no path, no clock and nothing else of the machine.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path, PureWindowsPath
from typing import Any

import budgetpdf
from budgetpdf.diagnostic import Diagnostic, Severity, Text
from budgetpdf.document.blocks import Attachment
from budgetpdf.text.face import Face

NAME = "budgetpdf.json"
"""Name of the record among the attachments."""
DEPENDENCIES = ("deflate", "pydantic", "reportlab", "tomli", "uharfbuzz")
"""The packages whose version can change a byte of the file."""
SUMS = "SHA256SUMS"
"""File beside the built-in fonts that states their digests: a render need not read 60 MB."""

Facts = dict[str, Any]
_plainly = json.JSONEncoder(ensure_ascii=False).encode
_NOTHING = "—"


def record(
    options: Mapping[str, object],
    faces: Iterable[Face],
    files: Iterable[Attachment],
    *,
    reread: bool = False,
) -> bytes:
    """The record as JSON: the same facts give the same bytes.

    options: what the caller decided, by name; of a path only the last part is kept. "places"
        says where each file lay in the project folder.
    faces: those of the finished pages. files: the other attachments.
    reread: take the digest of every font from its file, never from the stated sums.
    """
    facts = {
        "budgetpdf": version_of("budgetpdf"),
        "dependencies": {name: version_of(name) for name in DEPENDENCIES},
        "options": {key: _plain(value) for key, value in options.items() if key != "places"},
        "places": options.get("places", {}),
        "fonts": {f"{face.name}#{face.index}": font_digest(face, reread=reread) for face in faces},
        "files": {item.name: sha256(item.data).hexdigest() for item in files},
    }
    return (indented(facts) + "\n").encode()


def indented(value: object, line: str = "\n") -> str:
    """JSON with a line for each value, sorted by keys.

    As the library's writer has it with indents, which takes four times as long and leaves cycles
    behind for the garbage collector.
    """
    inner = line + " "
    if isinstance(value, dict) and value:
        parts = [f"{_plainly(key)}: {indented(value[key], inner)}" for key in sorted(value)]
        return f"{{{inner}{f',{inner}'.join(parts)}{line}}}"
    if isinstance(value, list) and value:
        return f"[{inner}{f',{inner}'.join([indented(item, inner) for item in value])}{line}]"
    return _plainly(value)


def as_attachment(data: bytes, date: str = "") -> Attachment:
    """The record as a file of the PDF."""
    return Attachment(NAME, data, "application/json", "Supplement", "生成记录", date)


def read_record(data: bytes) -> Facts | None:
    """The facts of a record; None if it is none."""
    try:
        facts = json.loads(data)
    except (ValueError, RecursionError):
        return None
    named = isinstance(facts, dict) and isinstance(facts.get("budgetpdf"), str)
    return facts if named else None


@lru_cache
def version_of(package: str) -> str:
    """The installed version of a package, empty if it is not installed."""
    if package == "budgetpdf":
        return budgetpdf.__version__
    return _installed().get(package) or _asked(package)


@lru_cache
def _installed() -> Mapping[str, str]:
    """Versions as the installer's folders are named (NAME-VERSION.dist-info)."""
    names: list[str] = []
    for folder in reversed([path or "." for path in sys.path]):
        if Path(folder).is_dir():
            names += (path.name for path in Path(folder).glob("*.dist-info"))
    pairs = (name.removesuffix(".dist-info").partition("-") for name in names)
    return {name.lower().replace("_", "-"): version for name, _, version in pairs}


def _asked(package: str) -> str:
    """The version by the standard library, whose import takes as long as that of HarfBuzz."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def font_digest(face: Face, *, reread: bool = False) -> str:
    """SHA-256 of a face's file; that of a built-in one is stated beside it."""
    stated = {} if reread else _stated(face.path.parent)
    return stated.get(face.name) or face.digest()


@lru_cache
def _stated(folder: Path) -> Mapping[str, str]:
    sums = folder / SUMS
    if not sums.is_file():
        return {}
    lines = sums.read_text(encoding="utf-8").splitlines()
    return {name.removeprefix("./"): digest for digest, _, name in map(_parts, lines)}


def _parts(line: str) -> tuple[str, str, str]:
    return line.partition("  ")


def _plain(value: object) -> object:
    """An option as JSON, without the folders of a path."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, Path) or (isinstance(value, str) and {"/", "\\"} & set(value)):
        return PureWindowsPath(value).name
    return value


def compare(old: Facts, new: Facts) -> tuple[Diagnostic, ...]:
    """What differs between the record in a file and one made now, one finding a fact.

    Every difference is a warning: it explains why the bytes may differ.
    """
    kinds = {
        "dependencies": ("D004", Text("依赖包", "dependency")),
        "fonts": ("D005", Text("字体", "font")),
        "options": ("D006", Text("选项", "option")),
        "files": ("D007", Text("数据文件", "data file")),
    }
    found = list(_differences("D004", Text("程序", "program"), _only(old), _only(new)))
    for key, (code, what) in kinds.items():
        found += _differences(code, what, _mapping(old, key), _mapping(new, key))
    return tuple(found)


def _only(facts: Facts) -> Facts:
    return {"budgetpdf": facts.get("budgetpdf", "")}


def _mapping(facts: Facts, key: str) -> Facts:
    value = facts.get(key)
    return value if isinstance(value, dict) else {}


def _differences(code: str, what: Text, old: Facts, new: Facts) -> Iterator[Diagnostic]:
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) != new.get(name):
            then, now = (_short(facts.get(name)) for facts in (old, new))
            zh = f"{what.zh} {name} 不同：文件生成时为 {then}，现在为 {now}"
            en = f"the {what.en} {name} differs: {then} when the file was made, {now} now"
            yield Diagnostic(code, Severity.WARNING, Text(zh, en))


def _short(value: object) -> str:
    """A value in a sentence; of a digest its first twelve digits."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = _NOTHING if value is None or not text else text
    return text[:12] + "…" if len(text) == sha256().digest_size * 2 else text
