"""The manifest of an output folder: which inputs made which PDF.

A journal of lines, one a PDF, the last one counts. A line is written before its PDF takes its
place: a run that is killed in between leaves a PDF that does not fit its line, and the next run
makes it again. Nothing in it has to be trusted; what is torn or missing is only made again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from budgetpdf.batch.lock import locked
from budgetpdf.output import write_whole

NAME = ".budgetpdf.jsonl"
LOCK = ".budgetpdf.lock"
SLACK = 100
"""Lines that nothing counts on any more, beyond as many as there are entries."""


class Entry(NamedTuple):
    """A PDF and what it was made from.

    pdf: file name. spec, files: paths relative to the output folder. key: digest of everything
    that decides its bytes. digest, size, mtime: of the PDF (SHA-256, bytes, ns). draft: whether
    it is one. warnings: their number.
    """

    pdf: str
    spec: str
    key: str
    files: tuple[str, ...]
    digest: str
    size: int
    mtime: int
    draft: bool
    warnings: int


class Manifest:
    """The entries of an output folder, which need not be there yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = folder / NAME
        self._entries: dict[str, Entry] = {}
        self._of: dict[str, dict[str, Entry]] = {}
        lines = 0
        for entry in _read(self._path):
            self._add(entry)
            lines += 1
        if lines > 2 * len(self._entries) + SLACK:
            self._tidy()

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def of(self, spec: str) -> tuple[Entry, ...]:
        """The PDFs that were made from a spec, the latest last."""
        return tuple(self._of.get(spec, {}).values())

    def get(self, pdf: str) -> Entry | None:
        """What is known of a PDF."""
        return self._entries.get(pdf)

    def intact(self, entry: Entry) -> bool:
        """Whether the PDF is there as it was made: by size and time, else by its bytes."""
        path = self.folder / entry.pdf
        try:
            stat = path.stat()
            if stat.st_size != entry.size:
                return False
            if stat.st_mtime_ns == entry.mtime:
                return True
            if sha256(path.read_bytes()).hexdigest() != entry.digest:
                return False
            self.record(entry._replace(mtime=stat.st_mtime_ns))
        except OSError:
            return False
        return True

    def record(self, entry: Entry) -> None:
        """Add a line. Raises OSError: a full disk, a folder without rights."""
        line = json.dumps(entry._asdict(), ensure_ascii=False).encode() + b"\n"
        with locked(self.folder / LOCK), self._path.open("ab+") as stream:
            if stream.tell():
                stream.seek(-1, os.SEEK_END)
                # A killed run may have left a torn line.
                line = line if stream.read(1) == b"\n" else b"\n" + line
            stream.write(line)
        self._add(entry)

    def _add(self, entry: Entry) -> None:
        old = self._entries.get(entry.pdf)
        if old is not None:
            self._of[old.spec].pop(entry.pdf, None)
        self._entries[entry.pdf] = entry
        self._of.setdefault(entry.spec, {})[entry.pdf] = entry

    def _tidy(self) -> None:
        """Write the manifest anew without the lines that count no more, nor lost PDFs."""
        try:
            with locked(self.folder / LOCK):
                latest = {entry.pdf: entry for entry in _read(self._path)}
                kept = (each for each in latest.values() if (self.folder / each.pdf).is_file())
                lines = [json.dumps(each._asdict(), ensure_ascii=False) + "\n" for each in kept]
                write_whole(self._path, "".join(lines).encode())
        except OSError:
            pass  # it stays as long as it is


def _read(path: Path) -> Iterator[Entry]:
    try:
        with path.open(encoding="utf-8", errors="replace") as lines:
            for line in lines:
                entry = _entry(line)
                if entry is not None:
                    yield entry
    except OSError:
        return


def _entry(line: str) -> Entry | None:
    """The entry of a line, None if it is torn or was written by hand."""
    try:
        entry = Entry(**json.loads(line))
    except (ValueError, TypeError, RecursionError):
        return None
    texts = (entry.pdf, entry.spec, entry.key, entry.digest)
    numbers = (entry.size, entry.mtime, entry.warnings)
    files = entry.files
    fits = all(isinstance(text, str) for text in texts) and isinstance(files, list)
    fits = fits and all(isinstance(number, int) for number in numbers)
    if not fits or not all(map(_is_text, files)) or not _is_pdf(entry.pdf):
        return None
    return entry._replace(files=tuple(files))


def _is_pdf(name: str) -> bool:
    """A name that leaves the folder was not written by us."""
    return Path(name).name == name and name.endswith(".pdf")


def _is_text(value: object) -> bool:
    return isinstance(value, str)
