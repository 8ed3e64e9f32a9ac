"""A Dask cluster of processes: the same bytes, and lost workers cost nothing."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from batch_support import PROFILE, pdf_of, pdfs, project
from budgetpdf.batch import Row, State, render_all
from budgetpdf.batch.inputs import program
from budgetpdf.batch.kit import Kit, pack, place, profile_of, unpack
from budgetpdf.batch.pool import Here
from budgetpdf.batch.remote import Parcel, work_at
from budgetpdf.batch.result import Unwatched
from budgetpdf.batch.troubles import OtherProgramError
from budgetpdf.batch.work import Made, Setup, Task, make, names
from budgetpdf.cli import main
from budgetpdf.pipeline import Options
from budgetpdf.text.fonts import builtin_font_dir

COUNT = 40


def own_font(folder: Path) -> Path:
    """A font that does not come with the program."""
    path = folder / "own.otf"
    shutil.copy(builtin_font_dir() / "FandolKai-Regular.otf", path)
    return path


def county(folder: Path, count: int) -> Path:
    """A project with a font of its own and a profile that extends another one."""
    specs = project(folder, count)
    own_font(folder / "profiles").rename(folder / "profiles" / "title.otf")
    text = PROFILE.replace("FandolSong-Regular.otf", "./title.otf")
    (folder / "profiles" / "base.toml").write_text(text, encoding="utf-8")
    (folder / "profiles" / "short.toml").write_text(
        'name = "short"\nextends = "./base.toml"\n', encoding="utf-8"
    )
    own_font(folder)
    (folder / "budgetpdf.toml").write_text('[fonts]\nbody = "own.otf"\n', encoding="utf-8")
    return specs


def sent(kit: Kit, specs: Path, folder: Path, number: int = 0) -> Made:
    """What a worker makes of a spec in a folder where the kit was laid out."""
    setup = unpack(kit, folder)
    path = specs / f"unit-{number:03}.toml"
    parcel = Parcel(place(path.resolve()), str(path), path.read_bytes())
    (made,) = work_at(folder, make, setup, [parcel], program())
    return made


def test_a_kit_makes_the_same_report_where_the_project_is_not(tmp_path: Path) -> None:
    specs = county(tmp_path / "home", 1)
    path = specs / "unit-000.toml"
    (local,) = make(Setup(), [Task(str(path))])
    assert local.data is not None, local.findings
    kit = pack(Setup(), [path])
    assert len(kit.files) == 5
    data = path.read_bytes()
    folder = (tmp_path / "worker").resolve()
    shutil.move(tmp_path / "home", tmp_path / "away")
    parcel = Parcel(place(path), str(path), data)
    (made,) = work_at(folder, make, unpack(kit, folder), [parcel], program())
    assert made.data == local.data
    assert made.findings == local.findings
    homes = tuple(sorted((kit.homes[where], digest) for where, digest in made.files))
    assert homes == local.files
    assert not (folder / place(path)).exists()


def test_options_of_the_command_line_travel(tmp_path: Path) -> None:
    specs = project(tmp_path / "home", 1)
    other = tmp_path / "other" / "mine.toml"
    other.parent.mkdir()
    other.write_text(PROFILE.replace("今年", "本年"), encoding="utf-8")
    options = Options(
        profile=str(other), fonts={"body": (str(own_font(tmp_path)), 0)}, root=tmp_path
    )
    setup = Setup(options)
    path = specs / "unit-000.toml"
    (local,) = make(setup, [Task(str(path))])
    made = sent(pack(setup, [path]), specs, (tmp_path / "worker").resolve())
    assert local.data is not None, local.findings
    assert made.data == local.data


def test_findings_tell_the_callers_paths(tmp_path: Path) -> None:
    specs = county(tmp_path / "home", 1)
    path = specs / "unit-000.toml"
    path.write_text(path.read_text(encoding="utf-8") + "wrong = 1\n", encoding="utf-8")
    (tmp_path / "home" / "own.otf").write_bytes(b"no font")
    (local,) = make(Setup(), [Task(str(path))])
    made = sent(pack(Setup(), [path]), specs, (tmp_path / "worker").resolve())
    assert made.findings == local.findings
    assert made.data is None


def test_a_missing_spec_is_a_finding(tmp_path: Path) -> None:
    parcel = Parcel("specs/none.toml", "none.toml", None)
    (made,) = work_at(tmp_path.resolve(), make, Setup(), [parcel], program())
    assert [finding.code for finding in made.findings] == ["S001"]


def test_another_program_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OtherProgramError):
        work_at(tmp_path, names, Setup(), [], "another")


def test_a_project_above_the_workers_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "budgetpdf.toml").write_text('profile = "x"\n', encoding="utf-8")
    with pytest.raises(OtherProgramError):
        work_at(tmp_path / "worker", names, Setup(), [Parcel("a.toml", "a.toml", b"")], program())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('profile = "a/b.toml"\n[unit]\n', "a/b.toml"),
        ("[unit]\nprofile = 'x'\n", ""),
        ("", ""),
    ],
)
def test_the_profile_of_a_spec_is_read_from_its_head(tmp_path: Path, text: str, name: str) -> None:
    path = tmp_path / "unit.toml"
    path.write_text(text, encoding="utf-8")
    assert profile_of(path) == name


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A cluster of two processes."""
    distributed = pytest.importorskip("distributed", reason="budgetpdf[dask] is not installed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


@pytest.mark.filterwarnings("ignore")
def test_a_killed_worker_of_a_cluster_costs_nothing(address: str, tmp_path: Path) -> None:
    from budgetpdf.batch.scheduler import cluster

    specs = county(tmp_path / "home", COUNT)
    expected = tmp_path / "expected"
    assert render_all([specs], out=expected, executor=Here()).complete
    with cluster(address) as engine:
        workers = sorted(engine._client.run(os.getpid).values())

        class Killer(Unwatched):
            count = 0

            def made(self, row: Row) -> None:
                self.count += 1
                if self.count == COUNT // 4:
                    os.kill(workers[0], signal.SIGKILL)

        made = render_all([specs], out=tmp_path / "out", executor=engine, watch=Killer())
        after = sorted(engine._client.run(os.getpid).values())
    assert made.complete, made.findings
    assert len(made.of(State.DONE)) == COUNT
    assert pdfs(tmp_path / "out") == pdfs(expected)
    assert workers[0] not in after
    again = render_all([specs], out=tmp_path / "out")
    assert len(again.of(State.UNCHANGED)) == COUNT


@pytest.mark.filterwarnings("ignore")
def test_the_command_on_a_cluster(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    specs = county(tmp_path / "home", 2)
    words = ["render", str(specs), "-o", str(tmp_path / "out"), "--scheduler", address]
    assert main(words) == 0
    printed = capsys.readouterr()
    assert [Path(line).name for line in sorted(printed.out.splitlines())] == [pdf_of(1), pdf_of(0)]


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_of_another_version_is_refused(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from budgetpdf.batch import scheduler

    with scheduler.cluster(address) as engine:
        monkeypatch.setattr(engine._client, "run", lambda function: {"tcp://far": "another"})
        made = render_all([project(tmp_path, 2)], out=tmp_path / "out", executor=engine)
    assert [finding.code for finding in made.findings] == ["W014"]
    assert "tcp://far" in made.findings[0].message.zh
    assert len(made.of(State.LEFT)) == 2


@pytest.mark.filterwarnings("ignore")
def test_no_scheduler_is_a_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason="budgetpdf[dask] is not installed")
    from budgetpdf.batch import scheduler

    monkeypatch.setattr(scheduler, "TIMEOUT", 0.5)
    words = ["render", str(tmp_path), "--scheduler", "tcp://127.0.0.1:9", "--lang", "zh"]
    assert main(words) == 1
    assert "W016" in capsys.readouterr().err


def test_without_dask_it_says_what_to_install(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "budgetpdf.batch.scheduler", raising=False)
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["render", str(tmp_path), "--scheduler", "tcp://x:1", "--lang", "zh"]) == 1
    assert "budgetpdf[dask]" in capsys.readouterr().err
