"""sdist → wheel → an environment that has never seen the checkout. Needs no network."""

import hashlib
import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from email.parser import Parser
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest

from support import ROOT

MOST_BYTES = 90_000_000
SPECS = ["dachang-xinfang-2023.toml", "example-school-2024.toml"]

pytestmark = pytest.mark.wheel


class Installed(NamedTuple):
    python: Path
    command: Path
    package: Path


def run(*command: str | Path, cwd: Path) -> str:
    """What it prints. No Python variable of the caller's is passed on: the checkout stays out."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "BUDGETPDF"))}
    done = subprocess.run(
        command, cwd=cwd, env=env | {"PYTHONUTF8": "1"}, capture_output=True, check=False
    )
    output = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert done.returncode == 0, output
    return done.stdout.decode("utf-8")


def sums() -> dict[str, str]:
    """File name below fonts/ → its SHA-256."""
    lines = (ROOT / "fonts/SHA256SUMS").read_text(encoding="utf-8").splitlines()
    return {name.removeprefix("./"): digest for digest, name in (line.split() for line in lines)}


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist and the wheel that was built from that sdist."""
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    return out


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    (found,) = dist.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in a new environment; the dependencies are borrowed from this one.

    They come by a .pth line (in ASCII: it is read in the locale's encoding), and Python follows
    no .pth inside such a folder: the editable install of the checkout stays out of sight.
    """
    env = tmp_path_factory.mktemp("环境 env")
    run(sys.executable, "-m", "venv", "--without-pip", env, cwd=env)
    bin_dir = env / ("Scripts" if os.name == "nt" else "bin")
    python = bin_dir / ("python.exe" if os.name == "nt" else "python")
    pip = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check"]
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=env)
    site = Path(
        run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=env).strip()
    )
    borrowed = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    line = f"import sys; sys.path.extend({borrowed!a})\n"
    (site / "borrowed.pth").write_text(line, encoding="ascii")
    return Installed(python, bin_dir / "budgetpdf", site / "budgetpdf")


def test_sdist_holds_what_the_wheel_is_built_from(dist: Path) -> None:
    (sdist,) = dist.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {"LICENSE", "README.md", "pyproject.toml", "fonts/FONTS.md", "fonts/SHA256SUMS"}
    assert wanted | {f"fonts/{name}" for name in sums()} <= names
    assert not {name for name in names if name.startswith((".venv", "out/"))}


def test_wheel_is_small_enough(wheel: Path) -> None:
    assert wheel.stat().st_size < MOST_BYTES


def test_wheel_holds_package_data_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    source = ROOT / "src"
    data = {path.relative_to(source).as_posix() for path in source.rglob("*.toml")}
    assert data, "no built-in profile"
    assert data | {"budgetpdf/py.typed"} <= names
    tops = {name.partition("/")[0] for name in names}
    assert tops == {"budgetpdf", f"budgetpdf-{version('budgetpdf')}.dist-info"}


def test_wheel_names_and_carries_every_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (metadata,) = (name for name in names if name.endswith(".dist-info/METADATA"))
        headers = Parser().parsestr(archive.read(metadata).decode("utf-8"))
    assert headers["License-Expression"] == (
        "Apache-2.0 AND OFL-1.1 AND GPL-3.0-only WITH Font-exception-2.0"
    )
    texts = {"LICENSE"} | {f"fonts/{name}" for name in sums() if name.startswith("LICENSES/")}
    assert set(headers.get_all("License-File", [])) == texts
    assert {f"{metadata.rpartition('/')[0]}/licenses/{text}" for text in texts} <= set(names)


def test_installed_fonts_are_whole(installed: Installed, tmp_path: Path) -> None:
    code = (
        "import importlib.resources as r, json;"
        "print(json.dumps(str(r.files('budgetpdf') / 'fonts')))"
    )
    fonts = Path(json.loads(run(installed.python, "-c", code, cwd=tmp_path)))
    assert fonts == installed.package / "fonts"
    found = {name: hashlib.sha256((fonts / name).read_bytes()).hexdigest() for name in sums()}
    assert found == sums()
    assert (fonts / "FONTS.md").is_file()


@pytest.mark.parametrize("name", SPECS)
def test_installed_command_renders_from_any_folder(
    installed: Installed, tmp_path: Path, name: str
) -> None:
    spec = tmp_path / "规格 specs" / name
    spec.parent.mkdir()
    spec.write_bytes((ROOT / "specs" / name).read_bytes())
    run(installed.command, "render", spec, "-o", tmp_path / "out", cwd=tmp_path)
    (report,) = (tmp_path / "out").glob("*.pdf")
    with pikepdf.open(report) as pdf:
        assert len(pdf.pages) > 1
