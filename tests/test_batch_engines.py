"""The same bytes from every engine, and reports that go wrong alone."""

from __future__ import annotations

import math
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from batch_support import name_of, pdf_of, pdfs, project, write_spec
from budgetpdf import pipeline
from budgetpdf.batch import Batch, Row, State, engine, render_all
from budgetpdf.batch.engine import Engine
from budgetpdf.batch.interrupt import deferred
from budgetpdf.batch.pool import Here, Pool
from budgetpdf.batch.result import Unwatched
from budgetpdf.batch.work import Setup, Task
from budgetpdf.output import refused

DONE, UNCHANGED, FAILED, LEFT = State.DONE, State.UNCHANGED, State.FAILED, State.LEFT


class Meddling(Here):
    """Does something before each chunk."""

    def __init__(self, meddle: Callable[[int], None]) -> None:
        self.count = 0
        self.meddle = meddle

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.count += 1
        self.meddle(self.count)
        return super().submit(fn, *args, **kwargs)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Five units and what one process makes of them."""
    specs = project(tmp_path_factory.mktemp("county"), 5)
    made = render_all([specs], out=specs.parent / "out", executor=Here())
    assert made.complete
    return specs, pdfs(specs.parent / "out")


ENGINES: dict[str, Callable[[], Executor | Engine | None]] = {
    "default": lambda: None,
    "threads": lambda: ThreadPoolExecutor(4),
    "spawn": lambda: Pool(2, "spawn"),
}
if sys.platform == "linux":
    ENGINES["fork"] = lambda: Pool(3, "fork")


@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("name", ENGINES)
def test_the_same_bytes(county: tuple[Path, dict[str, str]], tmp_path: Path, name: str) -> None:
    specs, expected = county
    made = render_all([specs], out=tmp_path, executor=ENGINES[name](), jobs=2)
    assert made.complete
    assert pdfs(tmp_path) == expected


@pytest.mark.parametrize("details", [True, False])
def test_findings_of_made_reports_are_kept_if_asked(tmp_path: Path, details: bool) -> None:
    specs = project(tmp_path, 3)
    for number in (0, 1):
        path = specs / f"unit-00{number}.toml"
        text = path.read_text(encoding="utf-8").replace("做好试验。", "做好(试验)。")
        path.write_text(text + ("wrong = 1\n" if number else ""), encoding="utf-8")
    made = render_all([specs], out=tmp_path / "out", details=details, executor=Here())
    assert [row.state for row in made.rows] == [DONE, FAILED, DONE]
    warned, failed, clean = made.rows
    assert warned.warnings == 1
    assert len(warned.findings) == details
    assert failed.errors
    assert clean.findings == ()
    again = render_all([specs], out=tmp_path / "out")
    assert [(row.state, row.warnings) for row in again.rows[::2]] == [
        (UNCHANGED, 1),
        (UNCHANGED, 0),
    ]


def test_a_spec_that_vanishes_fails_alone(tmp_path: Path) -> None:
    specs = project(tmp_path, 3)
    # The first chunk reads the titles.
    engine = Meddling(lambda count: (specs / "unit-002.toml").unlink() if count == 2 else None)
    made = render_all([specs], out=tmp_path / "out", executor=engine)
    assert [row.state for row in made.rows] == [DONE, DONE, FAILED]
    assert "unit-002.toml" in str(made.rows[2].errors[0].places[0])


def test_a_title_that_changes_under_way_takes_no_other_report(tmp_path: Path) -> None:
    specs = project(tmp_path, 3)
    engine = Meddling(lambda count: write_spec(specs, 2, 9, name_of(0)) if count == 3 else None)
    made = render_all([specs], out=tmp_path / "out", executor=engine)
    assert [row.state for row in made.rows] == [DONE, DONE, FAILED]
    assert made.rows[2].errors[0].code == "W010"
    assert set(pdfs(tmp_path / "out")) == {pdf_of(0), pdf_of(1)}


def test_a_defect_of_the_program_stops_no_other_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    specs = project(tmp_path, 3)
    prepare = pipeline.prepare

    def broken(path: Path, *args: Any) -> pipeline.Prepared:
        if path.name == "unit-001.toml":
            raise MemoryError("short")
        return prepare(path, *args)

    monkeypatch.setattr(pipeline, "prepare", broken)
    made = render_all([specs], out=tmp_path / "out", executor=Here())
    assert [row.state for row in made.rows] == [DONE, FAILED, DONE]
    (finding,) = made.rows[1].errors
    assert finding.code == "W012"
    assert "MemoryError: short" in finding.message.zh


def test_an_engine_that_is_lost_leaves_the_rest_to_the_next_run(tmp_path: Path) -> None:
    specs = project(tmp_path, 4)

    def fail(count: int) -> None:
        if count > 3:
            raise BrokenExecutor("cable cut")

    made = render_all([specs], out=tmp_path / "out", executor=Engine(Meddling(fail), window=1))
    assert [row.state for row in made.rows] == [DONE, DONE, LEFT, LEFT]
    assert [finding.code for finding in made.findings] == ["W015"]
    assert "cable cut" in made.findings[0].message.zh
    assert not made.complete
    again = render_all([specs], out=tmp_path / "out")
    assert [row.state for row in again.rows] == [UNCHANGED, UNCHANGED, DONE, DONE]


def test_an_executor_that_is_shut_down_is_lost(tmp_path: Path) -> None:
    executor = ThreadPoolExecutor(1)
    executor.shutdown()
    made = render_all([project(tmp_path, 3)], out=tmp_path / "out", executor=executor)
    assert [row.state for row in made.rows] == [LEFT, LEFT, LEFT]
    assert [finding.code for finding in made.findings] == ["W015"]


def test_ctrl_c_ends_cleanly_and_the_next_run_makes_the_rest(tmp_path: Path) -> None:
    specs = project(tmp_path, 5)

    class Impatient(Unwatched):
        count = 0

        def made(self, row: Row) -> None:
            self.count += 1
            if self.count == 2:
                raise KeyboardInterrupt

    made = render_all([specs], out=tmp_path / "out", executor=Engine(Here(), 1), watch=Impatient())
    assert made.stopped
    assert [row.state for row in made.rows] == [DONE, DONE, LEFT, LEFT, LEFT]
    again = render_all([specs], out=tmp_path / "out")
    assert [row.state for row in again.rows] == [UNCHANGED, UNCHANGED, DONE, DONE, DONE]
    assert again.complete


def test_an_output_folder_that_is_none_is_told_before_anything_is_rendered(tmp_path: Path) -> None:
    specs = project(tmp_path, 3)
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    rendered: list[int] = []
    made = render_all([specs], out=tmp_path / "out", executor=Meddling(rendered.append))
    assert [row.state for row in made.rows] == [LEFT, LEFT, LEFT]
    assert [finding.code for finding in made.findings] == ["W001"]
    assert rendered == []


def test_a_disk_that_fills_up_stops_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    specs = project(tmp_path, 4)
    full = OSError(28, "No space left on device")
    from budgetpdf.batch import run

    write = run.write_whole

    def fill(path: Path, *rest: Any) -> Any:
        if path.name == pdf_of(2):
            monkeypatch.setattr(run, "takes", lambda folder, size: False)
            return refused(path, full)
        return write(path, *rest)

    monkeypatch.setattr(run, "write_whole", fill)
    made = render_all([specs], out=tmp_path / "out", executor=Engine(Here(), 1))
    assert [row.state for row in made.rows] == [DONE, DONE, LEFT, LEFT]
    assert "磁盘已满" in made.findings[0].message.zh
    monkeypatch.undo()
    again = render_all([specs], out=tmp_path / "out")
    assert [row.state for row in again.rows] == [UNCHANGED, UNCHANGED, DONE, DONE]


def test_one_file_that_cannot_be_replaced_stops_no_other(tmp_path: Path) -> None:
    specs = project(tmp_path, 3)
    (tmp_path / "out" / pdf_of(1)).mkdir(parents=True)
    made = render_all([specs], out=tmp_path / "out")
    assert [row.state for row in made.rows] == [DONE, FAILED, DONE]
    assert made.rows[1].errors[0].code == "W001"


def poison(setup: Setup, tasks: Sequence[Task]) -> list[str]:
    """A worker that dies of one task, and of another only the first time."""
    for task in tasks:
        first = Path(setup.draft) / "died"
        if task.path == "deadly" or (task.path == "once" and not first.exists()):
            first.touch()
            os._exit(1)
    return [task.path for task in tasks]


@pytest.mark.skipif(sys.platform != "linux", reason="the pool of the test is forked")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize("bad", ["deadly", "once"])
def test_a_dead_worker_takes_no_other_report_with_it(tmp_path: Path, bad: str) -> None:
    words = [*map(str, range(9)), bad, *map(str, range(9, 30))]
    pool = Pool(2, "fork")
    chunks = ((Task(word),) for word in words)
    answers = list(pool.run(poison, Setup(draft=str(tmp_path)), chunks))
    pool.close()
    lost = [answer.tasks[0].path for answer in answers if answer.lost]
    assert lost == (["deadly"] if bad == "deadly" else [])
    done = [word for answer in answers for word in answer.results]
    assert sorted(done) == sorted(set(words) - set(lost))


def test_a_machine_that_can_start_no_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("budgetpdf.batch.pool._begin", math.sqrt)  # called without a number
    pool = Pool(2, "spawn")
    made = render_all([project(tmp_path, 3)], out=tmp_path / "out", executor=pool)
    assert [row.state for row in made.rows] == [LEFT, LEFT, LEFT]
    assert [finding.code for finding in made.findings] == ["W015"]


def test_a_report_whose_worker_dies_is_a_finding(tmp_path: Path) -> None:
    specs = project(tmp_path, 3)

    class Deadly(Engine):
        def run(self, function: Any, setup: Setup, chunks: Any) -> Any:
            from budgetpdf.batch.engine import Answer

            for answer in super().run(function, setup, chunks):
                dead = answer.tasks[0].path.endswith("001.toml")
                yield Answer(answer.tasks, lost=True) if dead else answer

    made: Batch = render_all([specs], out=tmp_path / "out", executor=Deadly(Here()))
    assert [row.state for row in made.rows] == [DONE, FAILED, DONE]
    assert made.rows[1].errors[0].code == "W011"


def test_a_pool_is_forked_only_from_a_single_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    assert Pool(1)._method() == "fork"
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert Pool(1)._method() == "spawn"
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    assert Pool(1)._method() == "spawn"


@pytest.mark.parametrize("where", ["wait", "submit"])
def test_ctrl_c_waits_until_the_executor_has_done_its_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """In the middle of it, it would leave the locks of futures taken for good."""
    steps: list[str] = []

    def interrupted(real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*given: Any, **named: Any) -> Any:
            steps.append("begun")
            signal.raise_signal(signal.SIGINT)
            steps.append("done")
            return real(*given, **named)

        return step

    specs = project(tmp_path, 4)
    with ThreadPoolExecutor(2) as executor:
        if where == "wait":
            monkeypatch.setattr(engine, "wait", interrupted(engine.wait))
        else:
            monkeypatch.setattr(executor, "submit", interrupted(executor.submit))
        made = render_all([specs], out=tmp_path / "out", executor=executor)
    assert made.stopped
    assert steps == ["begun", "done"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_second_ctrl_c_does_not_wait() -> None:
    steps: list[int] = []

    @deferred()
    def asked_thrice() -> None:
        for step in range(3):
            signal.raise_signal(signal.SIGINT)
            steps.append(step)

    with pytest.raises(KeyboardInterrupt):
        asked_thrice()
    assert steps == [0]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_who_listens_to_ctrl_c_goes_on_doing_so() -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    try:
        with deferred():
            signal.raise_signal(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, before)
    assert heard == [signal.SIGINT]
