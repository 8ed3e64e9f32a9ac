"""Output names that every system takes, and files that are never half written."""

from __future__ import annotations

import errno
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetpdf import output


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("某县某局2023年说明", "某县某局2023年说明.pdf"),
        ("a/b:c*d", "a_b_c_d.pdf"),
        ("con", "_con.pdf"),
        ("COM¹", "_COM¹.pdf"),
        ("nul.报告", "_nul.报告.pdf"),
        ("说明. . ", "说明.pdf"),
        ("  ", "_.pdf"),
        ("é", "é.pdf"),
        ("零\u200b宽\n", "零宽_.pdf"),
    ],
)
def test_file_name(title: str, name: str) -> None:
    assert output.file_name(title) == name


@given(st.text())
def test_any_title_gives_a_valid_name(title: str) -> None:
    name = output.file_name(title)
    assert len(name.encode()) <= 255
    assert name == unicodedata.normalize("NFC", name)
    assert not set(name) & set('<>:"/\\|?*\0')
    assert not name.removesuffix(".pdf").endswith((" ", "."))
    assert name.split(".")[0].upper() not in output.RESERVED


def test_a_long_title_is_cut_at_a_character() -> None:
    name = output.file_name("堃" * 200)
    assert name == "堃" * 83 + ".pdf"


def test_write_whole_replaces_and_leaves_nothing_beside(tmp_path: Path) -> None:
    path = tmp_path / "新" / "a.pdf"
    assert output.write_whole(path, b"one") is None
    assert output.write_whole(path, b"two") is None
    assert path.read_bytes() == b"two"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "请关闭"),
        (OSError(errno.ENOSPC, "No space left on device"), "清理磁盘"),
    ],
)
def test_a_failed_write_is_a_finding_and_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, said: str
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")

    def refuse(source: Path, target: Path) -> Path:
        raise error

    monkeypatch.setattr(Path, "replace", refuse)
    finding = output.write_whole(path, b"new")
    assert finding is not None
    assert finding.hint is not None
    assert said in finding.hint.zh
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def open_full(path: Path, mode: str) -> object:
        path.touch()
        return open("/dev/full", "wb")  # noqa: PTH123

    monkeypatch.setattr(Path, "open", open_full)
    finding = output.write_whole(tmp_path / "a.pdf", b"x" * 100_000)
    assert finding is not None
    assert "磁盘已满" in finding.message.zh
    assert list(tmp_path.iterdir()) == []
