"""Errors and completion in an editor: taplo, the TOML language server, over our schema.

The checker comes from PyPI; the server itself comes from npm, where there is one, and its test
skips elsewhere.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from budgetpdf.commands.schema import text as schema_text
from support import ROOT

TAPLO = Path(sys.executable).parent / ("taplo.exe" if sys.platform == "win32" else "taplo")
SPECS = sorted((ROOT / "specs").glob("*.toml"))

NODE = ROOT / ".venv" / "node"
"""Where `make test` lets npm put the language server."""

needs_checker = pytest.mark.skipif(not TAPLO.is_file(), reason="taplo is not installed")
needs_server = pytest.mark.skipif(
    not (shutil.which("node") and (NODE / "node_modules" / "@taplo" / "lsp").is_dir()),
    reason="taplo's language server is not installed (npm install --prefix .venv/node @taplo/lsp)",
)


def checked(folder: Path, text: str) -> tuple[int, list[tuple[int, int]]]:
    """Exit code, and line and column of each error, as taplo sees the file in an editor.

    The schema is found by the line that `budgetpdf new` writes.
    """
    schema = folder / "budgetpdf.schema.json"
    schema.write_text(schema_text("spec"), encoding="utf-8")
    spec = folder / "unit.toml"
    spec.write_text("#:schema ./budgetpdf.schema.json\n" + text, encoding="utf-8")
    words = [TAPLO, "check", "--no-auto-config", "--colors", "never", spec]
    done = subprocess.run(words, capture_output=True, check=False, cwd=folder)
    places = re.findall(r"unit\.toml:(\d+):(\d+)", done.stderr.decode())
    return done.returncode, [(int(line) - 1, int(column)) for line, column in places]


@needs_checker
@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_the_examples_are_valid(path: Path, tmp_path: Path) -> None:
    assert checked(tmp_path, path.read_text(encoding="utf-8")) == (0, [])


@needs_checker
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("personnel = 243.1", 'personnel = "243.1"'),
        ('kind = "行政"', 'kind = "企业"'),
        ("as_of = 2022-12-31", "as_of = 2022"),
    ],
)
def test_an_error_stands_at_its_value(old: str, new: str, tmp_path: Path) -> None:
    text = SPECS[0].read_text(encoding="utf-8")
    assert old in text
    broken = text.replace(old, new, 1)
    number, line = next((n, ln) for n, ln in enumerate(broken.splitlines(), 1) if new in ln)
    code, places = checked(tmp_path, broken)
    assert code == 1
    assert places == [(number, line.index("= ") + 3)]


def test_every_key_of_the_schema_has_words_for_completion() -> None:
    """What an editor shows beside a completed key: a Chinese title or description."""
    schema = json.loads(schema_text("spec"))
    tables = [schema, *schema["$defs"].values()]
    keys = [(key, entry) for table in tables for key, entry in table.get("properties", {}).items()]
    assert len(keys) > 80
    for key, entry in keys:
        assert re.search("[一-龥]", entry.get("title", "") + entry.get("description", "")), key


@needs_server
def test_keys_are_completed_with_their_chinese_words(tmp_path: Path) -> None:
    schema = tmp_path / "budgetpdf.schema.json"
    schema.write_text(schema_text("spec"), encoding="utf-8")
    spec = tmp_path / "unit.toml"
    text = "#:schema ./budgetpdf.schema.json\nfiscal_year = 2024\n\n[unit]\nna\n"
    spec.write_text(text, encoding="utf-8")
    script = ROOT / "tests" / "editor" / "completion.mjs"
    words = ["node", str(script), str(tmp_path)]
    done = subprocess.run(words, cwd=NODE, capture_output=True, check=True, timeout=120)
    items = {item["label"]: item["documentation"]["value"] for item in json.loads(done.stdout)}
    assert items["name"] == "全称，与批复一致"
    assert {"region", "kind", "duties"} <= set(items)
