"""Only what changed is made again, and everything that changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from batch_support import PROFILE, name_of, pdf_of, pdfs, project, write_spec
from budgetpdf.batch import Batch, State, render_all
from budgetpdf.batch.pool import Pool
from budgetpdf.pipeline import DEFAULTS, Options
from budgetpdf.text.fonts import builtin_font_dir
from support import soak

DONE, UNCHANGED, FAILED = State.DONE, State.UNCHANGED, State.FAILED


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    """Two units, rendered once."""
    folder = project(tmp_path / "county", 2)
    assert states(folder) == [DONE, DONE]
    return folder


def batch(specs: Path, options: Options = DEFAULTS, **how: bool) -> Batch:
    return render_all([specs], options, out=specs.parent / "out", **how)  # type: ignore[arg-type]


def states(specs: Path, options: Options = DEFAULTS, **how: bool) -> list[State]:
    return [row.state for row in batch(specs, options, **how).rows]


def test_nothing_changed_nothing_is_touched(specs: Path) -> None:
    out = specs.parent / "out"
    before = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    assert states(specs) == [UNCHANGED, UNCHANGED]
    assert {path.name: path.stat().st_mtime_ns for path in out.iterdir()} == before


def test_a_changed_spec_is_made_again(specs: Path) -> None:
    write_spec(specs, 1, 7)
    assert states(specs) == [UNCHANGED, DONE]
    assert states(specs) == [UNCHANGED, UNCHANGED]


def test_of_many_the_changed_ones_are_made(tmp_path: Path) -> None:
    count = soak(12, 300)
    folder = project(tmp_path, count)
    assert states(folder) == [DONE] * count
    before = pdfs(tmp_path / "out")
    changed = [1, 5, count - 1]
    for number in changed:
        write_spec(folder, number, 5000 + number)
    made = batch(folder)
    assert [row.pdf for row in made.of(DONE)] == [pdf_of(number) for number in changed]
    assert len(made.of(UNCHANGED)) == count - 3
    after = pdfs(tmp_path / "out")
    assert sorted(before.items() - after.items()) == sorted(
        (pdf_of(number), before[pdf_of(number)]) for number in changed
    )


def test_force_makes_all(specs: Path) -> None:
    before = pdfs(specs.parent / "out")
    assert states(specs, force=True) == [DONE, DONE]
    assert pdfs(specs.parent / "out") == before


def test_a_removed_or_altered_pdf_is_made_again(specs: Path) -> None:
    out = specs.parent / "out"
    before = pdfs(out)
    (out / pdf_of(0)).unlink()
    with (out / pdf_of(1)).open("r+b") as stream:
        stream.seek(1000)
        stream.write(b"altered")
    assert states(specs) == [DONE, DONE]
    assert pdfs(out) == before


def _profile(folder: Path) -> None:
    path = folder / "profiles" / "short.toml"
    path.write_text(PROFILE.replace("今年收入", "本年收入"), encoding="utf-8")


def _project(folder: Path) -> None:
    text = f'[fonts]\nbody = "{(folder / "own.otf").as_posix()}"\n'
    shutil.copy(builtin_font_dir() / "FandolFang-Regular.otf", folder / "own.otf")
    (folder / "budgetpdf.toml").write_text(text, encoding="utf-8")


def _nearer_project(folder: Path) -> None:
    # Of the same content: the root of the project is another, and places are told from there.
    (folder / "specs" / "budgetpdf.toml").write_text("", encoding="utf-8")
    shutil.copytree(folder / "profiles", folder / "specs" / "profiles")
    for path in (folder / "specs").glob("unit-*.toml"):
        text = path.read_text(encoding="utf-8").replace("../profiles", "profiles")
        path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("change", [_profile, _project, _nearer_project])
def test_a_changed_file_that_reports_use(specs: Path, change: Callable[[Path], None]) -> None:
    change(specs.parent)
    assert states(specs) == [DONE, DONE]
    assert states(specs) == [UNCHANGED, UNCHANGED]


def test_a_project_file_that_appears_nearer(specs: Path) -> None:
    (specs / "budgetpdf.toml").write_text("", encoding="utf-8")
    # The profile now lies outside the project.
    assert states(specs) == [FAILED, FAILED]


def test_a_changed_font(specs: Path) -> None:
    own = specs.parent / "own.otf"
    shutil.copy(builtin_font_dir() / "FandolFang-Regular.otf", own)
    options = Options(fonts={"body": (str(own), 0)})
    assert states(specs, options) == [DONE, DONE]
    assert states(specs, options) == [UNCHANGED, UNCHANGED]
    before = pdfs(specs.parent / "out")
    own.unlink()
    shutil.copy(builtin_font_dir() / "FandolSong-Regular.otf", own)
    # This process has the old face open.
    fresh = Pool(1, "spawn")
    made = render_all([specs], options, out=specs.parent / "out", executor=fresh)
    assert [row.state for row in made.rows] == [DONE, DONE]
    assert before.keys() == pdfs(specs.parent / "out").keys()
    assert not before.items() & pdfs(specs.parent / "out").items()


@pytest.mark.parametrize("options", [Options(grid=True), Options(attach=False)])
def test_other_options(specs: Path, options: Options) -> None:
    assert states(specs, options) == [DONE, DONE]
    assert states(specs) == [DONE, DONE]


def test_another_profile(specs: Path) -> None:
    profile = specs.parent / "profiles" / "other.toml"
    profile.write_text(PROFILE.replace("今年收入", "本年收入"), encoding="utf-8")
    assert states(specs, Options(profile=str(profile))) == [DONE, DONE]
    assert states(specs, Options(profile=str(profile))) == [UNCHANGED, UNCHANGED]
    assert states(specs) == [DONE, DONE]


def test_another_version_of_the_program(specs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("budgetpdf.batch.keys.program", lambda: "another")
    assert states(specs) == [DONE, DONE]


def test_a_project_that_was_moved_is_unchanged(specs: Path, tmp_path: Path) -> None:
    shutil.copytree(specs.parent, tmp_path / "elsewhere")
    assert states(tmp_path / "elsewhere" / "specs") == [UNCHANGED, UNCHANGED]


def test_a_spec_that_fails_leaves_its_old_pdf_which_is_outdated(specs: Path) -> None:
    out = specs.parent / "out"
    before = pdfs(out)
    good = (specs / "unit-001.toml").read_text(encoding="utf-8")
    (specs / "unit-001.toml").write_text(good + "wrong = 1\n", encoding="utf-8")
    made = batch(specs)
    assert [row.state for row in made.rows] == [UNCHANGED, FAILED]
    assert made.rows[1].outdated == (pdf_of(1),)
    assert [finding.code for finding in made.rows[1].errors] == ["S101"]
    assert not made.complete
    assert pdfs(out) == before
    (specs / "unit-001.toml").write_text(good, encoding="utf-8")
    assert states(specs) == [UNCHANGED, UNCHANGED]


def test_a_pdf_whose_spec_is_gone_is_named_and_kept(specs: Path) -> None:
    (specs / "unit-000.toml").unlink()
    made = batch(specs)
    assert made.gone == (pdf_of(0),)
    assert pdf_of(0) in pdfs(specs.parent / "out")
    assert made.complete


def test_a_pdf_whose_spec_has_another_title_is_named_and_kept(specs: Path) -> None:
    write_spec(specs, 0, name="改名局")
    made = batch(specs)
    assert [row.pdf for row in made.rows] == ["改名局2024年说明.pdf", pdf_of(1)]
    assert made.gone == (pdf_of(0),)
    assert pdf_of(0) in pdfs(specs.parent / "out")


def test_a_spec_that_is_not_asked_for_is_not_gone(specs: Path) -> None:
    assert render_all([specs / "unit-001.toml"], out=specs.parent / "out").gone == ()


def test_a_renamed_spec_takes_its_pdf_over(specs: Path) -> None:
    (specs / "unit-000.toml").rename(specs / "first.toml")
    made = batch(specs)
    assert [(row.state, row.warnings) for row in made.rows] == [(DONE, 0), (UNCHANGED, 0)]
    assert made.gone == ()


def test_taking_the_pdf_of_another_spec_over_is_a_warning(specs: Path) -> None:
    other = write_spec(specs.parent, 5, name=name_of(0))
    other.write_text(
        other.read_text(encoding="utf-8").replace("../profiles", "profiles"), encoding="utf-8"
    )
    (row,) = render_all([other], out=specs.parent / "out").rows
    assert row.state is DONE
    assert [finding.code for finding in row.findings] == ["W019"]


def test_two_specs_of_one_title_are_refused_before_anything_is_written(specs: Path) -> None:
    write_spec(specs, 1, 8, name="同名局")
    write_spec(specs, 2, 9, name="同名局")
    write_spec(specs, 3)
    made = batch(specs)
    assert [row.state for row in made.rows] == [UNCHANGED, FAILED, FAILED, DONE]
    assert [row.findings[0].code for row in made.rows[1:3]] == ["W010", "W010"]
    assert "unit-002.toml" in made.rows[1].findings[0].message.zh
    assert set(pdfs(specs.parent / "out")) == {pdf_of(0), pdf_of(1), pdf_of(3)}


def test_the_title_of_an_unchanged_report_is_taken(specs: Path) -> None:
    before = pdfs(specs.parent / "out")
    write_spec(specs, 1, 8, name=name_of(0))
    made = batch(specs)
    assert [row.state for row in made.rows] == [UNCHANGED, FAILED]
    assert made.rows[1].findings[0].code == "W010"
    assert pdfs(specs.parent / "out") == before


def test_names_that_differ_by_case_alone_collide(specs: Path) -> None:
    write_spec(specs, 2, name="Office a")
    write_spec(specs, 3, name="Office A")
    assert states(specs) == [UNCHANGED, UNCHANGED, FAILED, FAILED]


def test_drafts_beside_official_reports(specs: Path) -> None:
    with (specs / "unit-001.toml").open("a", encoding="utf-8") as spec:
        spec.write("[approved]\nexpenditure = 1\n")
    out = specs.parent / "out"
    made = render_all([specs], out=out, draft="zh")
    assert [row.state for row in made.rows] == [DONE, DONE]
    assert all("草稿" in row.pdf for row in made.rows)
    assert made.gone == ()
    assert len(pdfs(out)) == 4
    again = render_all([specs], out=out, draft="zh")
    assert [row.state for row in again.rows] == [UNCHANGED, UNCHANGED]
    assert states(specs) == [UNCHANGED, FAILED]
