"""The manifest: whatever is torn, altered or written at once, at worst a report is made again."""

from __future__ import annotations

import os
import threading
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetpdf.batch import manifest as module
from budgetpdf.batch.manifest import Entry, Manifest


def entry(folder: Path, pdf: str = "甲.pdf", spec: str = "../甲.toml", key: str = "k") -> Entry:
    """An entry for a PDF that is written, too."""
    data = f"%PDF {pdf}".encode()
    path = folder / pdf
    path.write_bytes(data)
    stat = path.stat()
    digest = sha256(data).hexdigest()
    return Entry(pdf, spec, key, ("../p.toml",), digest, stat.st_size, stat.st_mtime_ns, False, 2)


def test_what_is_recorded_is_read_again(tmp_path: Path) -> None:
    first, second = entry(tmp_path), entry(tmp_path, "乙.pdf")
    manifest = Manifest(tmp_path)
    manifest.record(first)
    manifest.record(second)
    again = Manifest(tmp_path)
    assert list(again) == [first, second]
    assert again.of("../甲.toml") == (first, second)
    assert again.get("乙.pdf") == second


def test_the_last_line_of_a_pdf_counts(tmp_path: Path) -> None:
    manifest = Manifest(tmp_path)
    manifest.record(entry(tmp_path))
    latest = entry(tmp_path, spec="../乙.toml")
    manifest.record(latest)
    for each in (manifest, Manifest(tmp_path)):
        assert list(each) == [latest]
        assert each.of("../甲.toml") == ()


@pytest.mark.parametrize("torn", [b'{"pdf": "', b"\xff\xfe", b"[]\n", b'{"pdf": 3}\n', b"null"])
def test_a_torn_line_takes_no_other_with_it(tmp_path: Path, torn: bytes) -> None:
    first, second = entry(tmp_path), entry(tmp_path, "乙.pdf")
    Manifest(tmp_path).record(first)
    with (tmp_path / module.NAME).open("ab") as stream:
        stream.write(torn)
    manifest = Manifest(tmp_path)
    assert list(manifest) == [first]
    manifest.record(second)
    assert list(Manifest(tmp_path)) == [first, second]


@pytest.mark.parametrize("name", ["../a.pdf", "/etc/passwd", "sub/a.pdf", ".."])
def test_a_name_that_leaves_the_folder_is_not_ours(tmp_path: Path, name: str) -> None:
    made = entry(tmp_path)
    Manifest(tmp_path).record(made._replace(pdf=name))
    assert list(Manifest(tmp_path)) == []


@given(data=st.binary(max_size=300) | st.text().map(str.encode))
def test_any_bytes_can_be_read(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / module.NAME).write_bytes(data)
    made = entry(folder)
    Manifest(folder).record(made)
    assert list(Manifest(folder))[-1] == made


def test_an_intact_pdf_is_known_by_size_and_time_else_by_its_bytes(tmp_path: Path) -> None:
    made = entry(tmp_path)
    manifest = Manifest(tmp_path)
    manifest.record(made)
    assert manifest.intact(made)
    os.utime(tmp_path / made.pdf, ns=(1, 1))
    assert manifest.intact(made)
    assert Manifest(tmp_path).get(made.pdf) == made._replace(mtime=1)


@pytest.mark.parametrize("data", [b"", b"longer than it was", b"%PDF \xe7\x94\xb3.pdf"])
def test_an_altered_pdf_is_not_intact(tmp_path: Path, data: bytes) -> None:
    made = entry(tmp_path)
    path = tmp_path / made.pdf
    path.write_bytes(data)
    os.utime(path, ns=(1, 1))
    assert not Manifest(tmp_path).intact(made)


def test_a_removed_pdf_is_not_intact(tmp_path: Path) -> None:
    made = entry(tmp_path)
    (tmp_path / made.pdf).unlink()
    assert not Manifest(tmp_path).intact(made)


def test_it_is_tidied_when_most_lines_count_no_more(tmp_path: Path) -> None:
    kept, lost = entry(tmp_path), entry(tmp_path, "乙.pdf")
    manifest = Manifest(tmp_path)
    for _ in range(module.SLACK):
        manifest.record(kept)
        manifest.record(lost)
    (tmp_path / lost.pdf).unlink()
    Manifest(tmp_path)
    assert len((tmp_path / module.NAME).read_text(encoding="utf-8").splitlines()) == 1
    assert list(Manifest(tmp_path)) == [kept]


def test_runs_that_write_and_tidy_at_once_lose_no_line(tmp_path: Path) -> None:
    entries = [entry(tmp_path, f"{number}.pdf") for number in range(40)]

    def write(part: list[Entry]) -> None:
        for each in part:
            Manifest(tmp_path).record(each)
            # Old lines that make the next reader tidy.
            for _ in range(5):
                Manifest(tmp_path).record(part[0])

    threads = [threading.Thread(target=write, args=(entries[at::4],)) for at in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(Manifest(tmp_path)) == set(entries)


def test_without_a_folder_it_is_empty(tmp_path: Path) -> None:
    assert list(Manifest(tmp_path / "none")) == []
