"""The same pages give the same bytes, and nothing of the machine runs or shows."""

from __future__ import annotations

import builtins
import os
import subprocess
import sys
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import budgetpdf
from budgetpdf.paint.pdf import PdfPainter
from pdfsample import sample
from support import ROOT

TESTS = Path(__file__).parent
PAINT = """
import sys
from hashlib import sha256
from pdfsample import sample
from budgetpdf.paint.pdf import PdfPainter
print(sha256(PdfPainter().paint(sample())).hexdigest())
"""
HOSTILE = "open({!r}, 'a').write('ran')\nshapeChecking = 0\npdfMultiLine = 1\npdfComments = 1\n"


def paint_elsewhere(folder: Path, **environment: str) -> str:
    """The digest from a fresh process in `folder`, with that folder on the search path."""
    variables = {**os.environ, **environment, "PYTHONPATH": f"{folder}{os.pathsep}{TESTS}"}
    done = subprocess.run(
        [sys.executable, "-c", PAINT], cwd=folder, env=variables, capture_output=True, check=True
    )
    assert not done.stderr
    return done.stdout.decode().strip()


@pytest.fixture(scope="module")
def digest() -> str:
    return sha256(PdfPainter().paint(sample())).hexdigest()


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1", "TZ": "America/Anchorage"},
        {"PYTHONHASHSEED": "4242", "TZ": "Asia/Shanghai", "LC_ALL": "tr_TR.UTF-8"},
        {"RL_pdfMultiLine": "1", "RL_invariant": "0", "RL_pdfComments": "1", "RL_useA85": "1"},
    ],
)
def test_bytes_do_not_depend_on_the_environment(
    tmp_path: Path, digest: str, environment: dict[str, str]
) -> None:
    assert paint_elsewhere(tmp_path, **environment) == digest


def test_bytes_do_not_depend_on_the_version_of_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """`sum` adds lengths otherwise since Python 3.12, so that a half point may round up or down."""
    exact = builtins.sum

    def counting(values: Iterable[Any], start: Any = 0) -> Any:
        added = exact(values, start)
        assert not isinstance(added, float), "add lengths with math.fsum"
        return added

    monkeypatch.setattr(builtins, "sum", counting)
    for spec in sorted((ROOT / "specs").glob("*.toml")):
        assert budgetpdf.render(spec)


@pytest.mark.parametrize("name", ["settings", "mods"])
def test_nothing_of_the_machine_runs(tmp_path: Path, digest: str, name: str) -> None:
    """Neither in the working folder nor in the home, under either name that reportlab knows."""
    trace = tmp_path / "trace"
    for path in (f"reportlab_{name}.py", f".reportlab_{name}", "_rl_accel.py"):
        (tmp_path / path).write_text(HOSTILE.format(str(trace)), encoding="utf-8")
    environment = {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path)}
    assert paint_elsewhere(tmp_path, **environment) == digest
    assert not trace.exists()


def test_a_program_keeps_its_own_reportlab(tmp_path: Path) -> None:
    """A library user's reportlab, loaded before or after, is untouched and complete."""
    code = """
import sys, os
os.environ["RL_pdfMultiLine"] = "1"
if {before}:
    import reportlab.pdfbase.pdfdoc as theirs
from budgetpdf.paint.pdf.reportlab import pdfdoc as ours
import reportlab.pdfbase.pdfdoc as theirs
from reportlab import rl_config
from reportlab.lib.utils import Image
assert ours is not theirs and Image is not None
assert rl_config.pdfMultiLine == 1 and ours.rl_config.pdfMultiLine == 0
assert os.environ["RL_pdfMultiLine"] == "1"
assert "reportlab_settings" not in sys.modules
from budgetpdf.paint.pdf.objects import pdfdoc
assert theirs.PDFName("a/b") == "/a/b" and pdfdoc.PDFName("a/b") == "/a#2Fb"
"""
    for before in (True, False):
        subprocess.run([sys.executable, "-c", code.format(before=before)], check=True, cwd=tmp_path)


def test_the_imaging_library_is_not_loaded() -> None:
    code = "import sys, budgetpdf.paint.pdf.painter; sys.exit('PIL.Image' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_reportlab_leaves_nothing_in_the_process() -> None:
    """Neither modules nor its codec; of its own modules only one is executed."""
    code = """
import codecs, sys
import budgetpdf.paint.pdf.painter
left = {"reportlab", "reportlab.pdfbase.pdfdoc", "reportlab_mods", "tempfile", "pickle"}
assert not left & set(sys.modules), left & set(sys.modules)
try:
    codecs.lookup("extpdfdoc")
except LookupError:
    sys.exit()
sys.exit("registered")
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_no_path_of_the_machine_is_in_the_file() -> None:
    data = PdfPainter().paint(sample())
    assert str(TESTS.parent).encode() not in data


def test_other_content_gives_another_identifier_and_tag() -> None:

    from budgetpdf.document.blocks import Meta
    from pdfread import Reader

    one = Reader(PdfPainter().paint(sample()))
    other = Reader(PdfPainter().paint(sample()._replace(meta=Meta("另一份"))))
    assert bytes(one.pdf.trailer.ID[0]) != bytes(other.pdf.trailer.ID[0])
    assert one.fonts[0].font.BaseFont == other.fonts[0].font.BaseFont  # the same glyphs
