"""Before anything is rendered: what is unchanged, what is to be made, which names collide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from budgetpdf.batch.keys import Keys
from budgetpdf.batch.manifest import Entry, Manifest
from budgetpdf.diagnostic import Diagnostic, Severity, Span, Text


@dataclass(slots=True)
class Plan:
    """unchanged: the specs whose PDF is as they say. todo: the others, in their order."""

    unchanged: dict[Path, Entry] = field(default_factory=dict)
    todo: list[Path] = field(default_factory=list)


def plan(specs: Iterable[Path], manifest: Manifest, keys: Keys, *, force: bool) -> Plan:
    """Hold every spec against the manifest. force: make all."""
    made = Plan()
    for spec in specs:
        entry = None if force else _unchanged(spec, manifest, keys)
        if entry is None:
            made.todo.append(spec)
        else:
            made.unchanged[spec] = entry
    return made


def _unchanged(spec: Path, manifest: Manifest, keys: Keys) -> Entry | None:
    """The entry that says that a spec's PDF need not be made."""
    entries = manifest.of(keys.place(spec))
    if not entries:
        return None
    try:
        digest = sha256(spec.read_bytes()).hexdigest()
    except OSError:
        return None
    for entry in reversed(entries):
        files = keys.digests(entry.files)
        if entry.key == keys.key(spec, digest, files) and manifest.intact(entry):
            return entry
    return None


def collisions(names: Mapping[Path, str], kept: Mapping[Path, Entry]) -> dict[Path, Diagnostic]:
    """The specs whose PDF would take the place of another one's, each with its finding.

    names: of the PDFs to be made, empty where it is not known. kept: the unchanged ones. Names
    that differ only by case are one on Windows and macOS.
    """
    owners: dict[str, list[Path]] = {}
    for spec, name in (*names.items(), *((spec, entry.pdf) for spec, entry in kept.items())):
        owners.setdefault(name.casefold(), []).append(spec)
    return {
        spec: collision(spec, name, [other for other in owners[name.casefold()] if other != spec])
        for spec, name in names.items()
        if name and len(owners[name.casefold()]) > 1
    }


def collision(spec: Path, name: str, others: Iterable[Path]) -> Diagnostic:
    """Two specs with one title."""
    spans = tuple(Span(str(path), 0, 0, 0, 0) for path in (spec, *others))
    told = "、".join(span.source for span in spans[1:])
    return Diagnostic(
        "W010",
        Severity.ERROR,
        Text(
            f"与 {told} 的标题相同，都要写成“{name}”，所以没有生成",
            f"has the same title as {told.replace('、', ', ')}: both would be {name}",
        ),
        spans,
        Text("检查单位名称和年份是否写对", "check the unit's name and the year"),
    )


def takes_over(spec: Path, entry: Entry | None, keys: Keys) -> Diagnostic | None:
    """A warning where a PDF so far belonged to another spec that is still there."""
    if entry is None or entry.spec == keys.place(spec):
        return None
    other = keys.path(entry.spec)
    if not other.is_file():
        return None
    return Diagnostic(
        "W019",
        Severity.WARNING,
        Text(
            f"“{entry.pdf}”原来由 {entry.spec} 生成，现在被这一份代替",
            f"{entry.pdf} was made from {entry.spec} until now",
        ),
        (Span(str(spec), 0, 0, 0, 0),),
        Text("检查单位名称和年份是否写对", "check the unit's name and the year"),
    )


def gone(manifest: Manifest, keys: Keys, current: Mapping[str, str], *, draft: bool) -> list[str]:
    """Names of PDFs that are there though their spec is not, or has another title now.

    current: place of each spec of this run → name of its PDF.
    """
    return sorted(
        entry.pdf
        for entry in manifest
        if _is_gone(entry, keys, current, draft=draft) and (manifest.folder / entry.pdf).is_file()
    )


def _is_gone(entry: Entry, keys: Keys, current: Mapping[str, str], *, draft: bool) -> bool:
    if entry.spec in current:
        return entry.draft == draft and current[entry.spec] != entry.pdf
    return not keys.path(entry.spec).is_file()


def outdated(entries: Iterable[Entry], name: str, folder: Path, *, draft: bool) -> Iterator[str]:
    """Names of PDFs that a spec left in earlier runs. name: what it would be called now."""
    names = [entry.pdf for entry in entries if entry.draft == draft]
    for each in dict.fromkeys([*names, *([name] if name else [])]):
        if (folder / each).is_file():
            yield each
