"""Killed, stopped, crowded or starved runs: whole PDFs, and the next run makes the rest."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path

import pytest

from batch_support import pdf_of, pdfs, project
from budgetpdf.batch import Row, State, render_all
from budgetpdf.batch.manifest import Manifest
from budgetpdf.batch.pool import Here, Pool
from budgetpdf.batch.result import Unwatched
from support import soak

posix = pytest.mark.skipif(os.name != "posix", reason="needs POSIX signals")
COUNT = 12


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Twelve units and their reports."""
    specs = project(tmp_path_factory.mktemp("county"), COUNT)
    assert render_all([specs], out=specs.parent / "out", executor=Here()).complete
    return specs, pdfs(specs.parent / "out")


def start(specs: Path, out: Path, *more: str) -> subprocess.Popen[str]:
    """The command in a process group of its own, so that its workers can be watched."""
    words = ["render", str(specs), "-o", str(out), "--jobs", "2", "--lang", "en", *more]
    # A shell's background job ignores Ctrl-C, and so would its children: listen again.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    return subprocess.Popen(
        [sys.executable, "-m", "budgetpdf", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )


def wait_for_pdfs(out: Path, count: int) -> None:
    """Until so many PDFs are there."""
    limit = time.monotonic() + 60
    while len(list(out.glob("*.pdf"))) < count:
        assert time.monotonic() < limit, "no PDFs"
        time.sleep(0.002)


def group_is_gone(group: int) -> bool:
    """Whether no process of a group is left, soon."""
    limit = time.monotonic() + 10
    while time.monotonic() < limit:
        if not is_alive(group):
            return True
        time.sleep(0.01)
    return False


def is_alive(group: int) -> bool:
    """Whether a process of a group runs; orphans that nobody has collected yet do not."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    states = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, its_group = stat.read_text(encoding="utf-8").rpartition(")")[2].split()[:3]
        except OSError:  # it has just ended
            continue
        if int(its_group) == group:
            states.append(state)
    return not states or any(state != "Z" for state in states)


@posix
def test_a_killed_run_leaves_whole_files_and_the_next_one_makes_exactly_the_rest(
    county: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    specs, expected = county
    rng = random.Random(7)
    for turn in range(soak(2, 20)):
        out = tmp_path / f"out-{turn}"
        run = start(specs, out)
        wait_for_pdfs(out, rng.randint(0, COUNT - 1))
        time.sleep(rng.random() * 0.05)
        run.kill()
        run.communicate()
        assert group_is_gone(run.pid), "workers outlive their run"
        found = pdfs(out)
        assert found.items() <= expected.items()
        made = render_all([specs], out=out, executor=Here())
        assert made.complete
        assert {row.pdf for row in made.of(State.UNCHANGED)} == set(found)
        assert pdfs(out) == expected


@posix
def test_a_killed_worker_costs_nothing(county: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    specs, expected = county

    class Killer(Unwatched):
        count = 0

        def made(self, row: Row) -> None:
            self.count += 1
            if self.count == 3:
                active_children()[0].kill()

    made = render_all([specs], out=tmp_path, executor=Pool(2), watch=Killer())
    assert made.complete
    assert len(made.of(State.DONE)) == COUNT
    assert pdfs(tmp_path) == expected


@posix
def test_ctrl_c_stops_the_command(county: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    specs, expected = county
    run = start(specs, tmp_path / "out")
    wait_for_pdfs(tmp_path / "out", 2)
    os.killpg(run.pid, signal.SIGINT)
    out, err = run.communicate(timeout=60)
    assert run.returncode == 130, err
    assert "Stopped." in err
    assert "Traceback" not in err
    assert group_is_gone(run.pid)
    # Ctrl-C may come between a file's rename and the line that tells of it.
    assert len(pdfs(tmp_path / "out")) - len(out.splitlines()) in {0, 1}
    assert render_all([specs], out=tmp_path / "out", executor=Here()).complete
    assert pdfs(tmp_path / "out") == expected


@posix
def test_two_runs_into_one_folder(county: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    specs, expected = county
    runs = [start(specs, tmp_path) for _ in range(2)]
    for run in runs:
        _, err = run.communicate(timeout=120)
        assert run.returncode == 0, err
    assert pdfs(tmp_path) == expected
    made = render_all([specs], out=tmp_path)
    assert len(made.of(State.UNCHANGED)) == COUNT


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 120 kB."""
    folder = tmp_path / "small"
    folder.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=120k", "tmpfs", str(folder)]
    try:
        done = subprocess.run(words, capture_output=True, check=False).returncode == 0
    except OSError:
        done = False
    if not done:
        pytest.skip("needs the right to mount a file system")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk(county: tuple[Path, dict[str, str]], small_disk: Path) -> None:
    specs, expected = county
    made = render_all([specs], out=small_disk, executor=Here())
    assert 0 < len(made.of(State.DONE)) < COUNT
    assert made.of(State.LEFT)
    assert [finding.code for finding in made.findings] == ["W001"]
    assert "磁盘已满" in made.findings[0].message.zh
    found = pdfs(small_disk)
    assert found.items() <= expected.items()
    assert not list(small_disk.glob("*.tmp"))
    subprocess.run(["mount", "-o", "remount,size=4m", str(small_disk)], check=True)
    again = render_all([specs], out=small_disk, executor=Here())
    assert {row.pdf for row in again.of(State.UNCHANGED)} == set(found)
    assert pdfs(small_disk) == expected


def test_what_killed_runs_left_is_cleared_when_it_is_old(
    county: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    specs, _ = county
    old, new = (tmp_path / f".budgetpdf-{name}.tmp" for name in ("old", "new"))
    for path in (old, new):
        path.write_bytes(b"half")
    long_ago = time.time() - 3600
    os.utime(old, (long_ago, long_ago))
    assert render_all([specs / "unit-000.toml"], out=tmp_path).complete
    assert not old.exists()
    assert new.exists(), "another run may be writing it"


def test_a_line_whose_pdf_was_never_put_in_place(
    county: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    """The moment between the line of the manifest and the rename."""
    specs, expected = county
    assert render_all([specs], out=tmp_path, executor=Here()).complete
    (tmp_path / pdf_of(3)).write_bytes(b"%PDF- of last year %%EOF")
    assert Manifest(tmp_path).get(pdf_of(3)) is not None
    made = render_all([specs], out=tmp_path)
    assert [row.pdf for row in made.of(State.DONE)] == [pdf_of(3)]
    assert pdfs(tmp_path) == expected
