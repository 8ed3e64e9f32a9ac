"""docs/profile.md tells the truth: its examples are profiles, its list of names is complete."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from budgetpdf.profile.filters import FILTERS
from budgetpdf.profile.model import ProfileForm
from profile_names import PAGE, page
from profile_support import composed, read_profile, spec_file

TEXT = PAGE.read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_is_a_profile(tmp_path: Path, example: str) -> None:
    extra = '[extra]\nleader = "甲"\nvisits = []' if "[facts" in example else ""
    made, findings = read_profile(tmp_path, example)
    assert made is not None, findings
    assert findings == ()
    assert composed(spec_file(tmp_path, rest=extra), made)[1] == ()


def test_the_list_of_names_is_complete() -> None:
    """If not: python tests/profile_names.py"""
    assert page() == TEXT


def test_every_filter_is_told() -> None:
    for name in FILTERS:
        assert f"`{name}" in TEXT


def test_every_key_of_the_top_is_told() -> None:
    for key, info in ProfileForm.model_fields.items():
        name = info.alias or key
        assert re.search(rf"[`\[\n]{name}\b", TEXT), name
