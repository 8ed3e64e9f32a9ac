"""Key paths for people: rows by name, numbers only where a name would not do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetpdf.spec.paths import KeyPath, child_at, named_path, parse_path, resolve

VALUES = {
    "unit": {"name": "大厂县财政局"},
    "projects": [
        {
            "name": "维修",
            "indicators": [{"kind": "数量", "name": "面积（1.5㎡）"}, {"kind": "质量"}],
        },
        {"name": "同名"},
        {"name": "同名"},
        {},
        {"name": "7"},
    ],
    "duties": ["一", "二"],
}


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (("unit", "name"), "unit.name"),
        (("projects", 0, "name"), "projects[维修].name"),
        (
            ("projects", 0, "indicators", 0, "value"),
            "projects[维修].indicators[面积（1.5㎡）].value",
        ),
        (("projects", 0, "indicators", 1), "projects[维修].indicators[质量]"),
        (("projects", 2), "projects[#3]"),
        (("projects", 3, "goal"), "projects[#4].goal"),
        (("projects", 4), "projects[#5]"),
        (("duties", 1), "duties[#2]"),
    ],
)
def test_rows_by_name(path: KeyPath, shown: str) -> None:
    assert named_path(VALUES, path) == shown
    if child_at(VALUES, path) is not None:
        assert resolve(VALUES, shown) == path


@pytest.mark.parametrize(
    "text", ["projects[同名]", "projects[没有]", "unit.code", "projects[#9]", ""]
)
def test_what_is_not_there_or_not_certain_is_nothing(text: str) -> None:
    assert resolve(VALUES, text) is None


def test_paths_with_indexes() -> None:
    assert parse_path("projects[0].indicators[12].name") == (
        "projects",
        0,
        "indicators",
        12,
        "name",
    )


@given(st.lists(st.text(max_size=8).filter(lambda text: not set(text) & set("[]")), max_size=6))
def test_a_named_path_leads_back(names: list[str]) -> None:
    values = {"rows": [{"name": name} for name in names]}
    for index in range(len(names)):
        assert resolve(values, named_path(values, ("rows", index))) == ("rows", index)


@given(st.text(max_size=20))
def test_any_text_may_be_asked_for(text: str) -> None:
    path = resolve(VALUES, text)
    assert path is None or child_at(VALUES, path) is not None
