"""The garbage collector rests while reports are made, and finds nothing when it looks again."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

import budgetpdf
from budgetpdf import collecting
from budgetpdf.collecting import uncollected
from budgetpdf.draft import compile_draft
from budgetpdf.pipeline import paint
from support import ROOT

SPEC = ROOT / "specs/example-school-2024.toml"
MOST_IN_CYCLES = 100
"""Of the hundreds of thousands of a report: those of the writer of JSON with indents."""


@pytest.fixture(autouse=True)
def _enabled() -> Iterator[None]:
    gc.enable()
    gc.unfreeze()  # what a command left that ran in this process
    gc.collect()
    yield
    gc.enable()


def test_a_report_leaves_no_cycles() -> None:
    budgetpdf.render(SPEC)
    gc.collect()
    gc.disable()
    budgetpdf.render(SPEC)
    assert gc.collect() < MOST_IN_CYCLES


def test_a_draft_leaves_no_cycles(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text(SPEC.read_text(encoding="utf-8") + "\nunknown = 1\n", encoding="utf-8")
    paint(compile_draft(path))
    gc.collect()
    gc.disable()
    paint(compile_draft(path))
    assert gc.collect() < MOST_IN_CYCLES


class _Knot:
    def __init__(self) -> None:
        self.me = self
        self.rest = [[] for _ in range(100)]


@uncollected()
def _knots(count: int) -> None:
    for _ in range(count):
        _Knot()


def _knots_left() -> int:
    return sum(isinstance(each, _Knot) for each in gc.get_objects())


def test_cycles_are_found_in_time() -> None:
    """102 objects each: never more than the most that may be left, and one report's; soon less."""
    most = collecting.MOST_LEFT
    for _ in range(40):
        _knots(300)
        left = _knots_left() * 100
        assert left <= most + 40_000
        if left < 40_000 and most > collecting.MOST_LEFT_WITH_CYCLES:
            most = collecting._most_left
    assert most == collecting.MOST_LEFT_WITH_CYCLES


def test_what_is_left_is_old_and_no_longer_young() -> None:
    kept: list[object] = []
    with uncollected():
        kept.extend([[] for _ in range(1000)])
    assert gc.isenabled()
    assert not any(each is kept[0] for each in gc.get_objects(generation=0))
    assert gc.get_freeze_count() == 0


def test_objects_that_a_program_has_frozen_stay_frozen() -> None:
    gc.freeze()
    frozen = gc.get_freeze_count()
    try:
        with uncollected():
            pass
        assert gc.get_freeze_count() >= frozen - 100
    finally:
        gc.unfreeze()


def test_nothing_changes_where_the_collector_is_off() -> None:
    gc.disable()
    with uncollected():
        assert not gc.isenabled()
    assert not gc.isenabled()
