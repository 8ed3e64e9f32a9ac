"""What a command imports: most of the time of one report is loading code."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from support import ROOT

SPEC = ROOT / "specs" / "dachang-xinfang-2023.toml"
OWN = ROOT / "tests" / "profiles" / "archive-2025.toml"
NEEDED = {"pydantic_core", "tomli", "uharfbuzz", "deflate"}
"""Other people's packages that a render loads (reportlab's copy is a private one)."""
HEAVY = {
    *("asyncio", "concurrent.futures", "multiprocessing", "http", "ssl", "xml", "sqlite3"),
    *("email", "csv", "zipfile", "socket", "logging", "unittest", "importlib.metadata"),
    *("importlib.resources", "tomllib", "subprocess"),
}
"""Parts of the standard library that it does without."""
MODELS = ("spec.model", "spec.project", "profile.model")
REPORT = """
import atexit, os, runpy, sys
os._exit = lambda code: sys.exit(code)
sys.argv = ["budgetpdf", *sys.argv[1:]]
real = lambda: sorted(name for name, one in sys.modules.items() if getattr(one, "__spec__", None))
atexit.register(lambda: print("modules:", *real()))
runpy.run_module("budgetpdf", run_name="__main__")
"""


def imported(*arguments: str | Path) -> set[str]:
    """The modules in a process after a command."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", REPORT, *arguments],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(done.stdout.rpartition("modules:")[2].split())


def others(modules: set[str]) -> set[str]:
    """Packages that are neither ours nor the standard library's."""
    tops = {name.partition(".")[0] for name in modules - imported_by_site()}
    # The build's own settings, and the one compiled module that tomli consists of.
    built = {top for top in tops if top.startswith("_sysconfigdata") or top.endswith("__mypyc")}
    return tops - sys.stdlib_module_names - {"budgetpdf"} - built


@cache
def imported_by_site() -> frozenset[str]:
    """What any process of this installation has loaded before it begins."""
    done = subprocess.run(
        [sys.executable, "-I", "-c", "import sys; print(*sys.modules)"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return frozenset(done.stdout.split())


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_a_question_to_the_command_loads_no_package(option: str) -> None:
    modules = imported(option)
    assert others(modules) == set()
    ours = {name.split(".")[1] for name in modules if name.startswith("budgetpdf.")}
    assert ours <= {"cli", "commands", "diagnostic", "language", "usage"}
    assert not modules & HEAVY


@pytest.mark.parametrize("spec", [SPEC, OWN], ids=["built-in profile", "own profile"])
def test_a_render_loads_what_it_uses(spec: Path, tmp_path: Path) -> None:
    modules = imported("render", spec, "-o", tmp_path)
    assert list(tmp_path.glob("*.pdf")), "it has rendered"
    assert others(modules) == NEEDED
    assert sorted(modules & HEAVY) == []
    assert "pydantic_core" not in modules, "its compiled module is enough"
    rooms = {name for name in modules if name.startswith("budgetpdf.")}
    for room in ("batch", "catalogue", "draft", "extract", "fix", "formats", *MODELS):
        assert f"budgetpdf.{room}" not in rooms, "good specs and profiles need it not"
