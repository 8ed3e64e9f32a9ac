"""A figure changes, and with it every sentence and cell that shows it, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from budgetpdf import profile
from budgetpdf.document.compose import compose
from budgetpdf.spec.read import read
from profile_support import composed, dump, make_profile, spec_file
from support import ROOT

SEED = ROOT / "specs" / "dachang-xinfang-2023.toml"


def report(path: Path) -> list[str]:
    file, findings = read(path)
    assert file is not None, findings
    bureau, _ = profile.read("hebei-county-unit", path.parent)
    assert bureau is not None
    return dump(compose(file, bureau)[0]).split("\n")


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("general_public_budget = 401.38", "general_public_budget = 402", ["402万元"]),
        ("personnel = 243.1", "personnel = 244.1", ["244.1万元", "278.38万元", "402.38万元"]),
        (
            "operating = 34.28",
            "operating = 35",
            ["35万元", "278.1万元", "机关运行经费共计安排35万元"],
        ),
        ("projects = 124", "projects = 200", ["项目支出200万元", "项目支出增加2.61万元"]),
        ("basic = 256.55", "basic = 277.38", ["基本支出与上年持平；"]),
        ("vehicle_operation = 4.9 ", "vehicle_operation = 5 ", ["“三公”经费预算安排5.15万元"]),
        ("value = 29.51", "value = 30.51", ["│ 30.51", "固定资产金额为90.34万元"]),
        ("planned_purchase = 0 ", "planned_purchase = 8.8 ", ["固定资产总额为8.8万元"]),
    ],
)
def test_a_figure_changes_what_shows_it(
    tmp_path: Path, old: str, new: str, shown: list[str]
) -> None:
    text = SEED.read_text(encoding="utf-8")
    assert old in text
    changed = tmp_path / "changed.toml"
    changed.write_text(text.replace(old, new, 1), encoding="utf-8")
    before, after = report(SEED), report(changed)
    different = [new for old, new in zip(before, after, strict=True) if old != new]
    assert 0 < len(different) < 6
    for words in shown:
        assert any(words in line for line in different), (words, different)


PHRASES = """
[phrase.p]
up = "增加{{ amount }}"
down = "减少{{ amount }}"
same = "与上年持平"
reason = "，因为{{ reason }}"
[[section]]
id = "a"
blocks = [{ text = "{{ change.expenditure.projects | phrase('p') }}。" }]
"""


def sentence(folder: Path, last: str, this: str = "10", numbers: str = "") -> str:
    rest = f'[last_year.expenditure]\nprojects = {last}\n[reason.expenditure]\nprojects = "旱"'
    file = spec_file(folder, rest=rest, projects=this)
    document, findings = composed(file, make_profile(folder, PHRASES + numbers))
    assert not findings
    return dump(document).split("\n")[3].strip()


@pytest.mark.parametrize(
    ("last", "this", "expected"),
    [
        ("8.5", "10", "增加1.5万元，因为旱。"),
        ("12.25", "10", "减少2.25万元，因为旱。"),
        ("10.00", "10", "与上年持平。"),
        ("0", "0", "与上年持平。"),
        ("0", "0.01", "增加0.01万元，因为旱。"),
    ],
)
def test_the_phrase_follows_from_the_sign(
    tmp_path: Path, last: str, this: str, expected: str
) -> None:
    assert sentence(tmp_path, last, this) == expected


@pytest.mark.parametrize(
    ("last", "this", "expected"),
    [
        ("10.004", "9.996", "与上年持平。"),
        ("9.994", "10", "增加0.01万元，因为旱。"),
        ("10.005", "10", "减少0.01万元，因为旱。"),
    ],
)
def test_figures_are_compared_as_they_are_printed(
    tmp_path: Path, last: str, this: str, expected: str
) -> None:
    assert sentence(tmp_path, last, this, "[numbers]\ntext = { decimals = 2 }") == expected


def test_amounts_in_yuan_are_printed_in_wan(tmp_path: Path) -> None:
    text = '[[section]]\nid = "a"\nblocks = [{ text = "{{ revenue.total }}" }]'
    file = spec_file(tmp_path, amounts_in='"元"', general_public_budget="4_013_800")
    document, _ = composed(file, make_profile(tmp_path, text))
    assert "　　401.38万元" in dump(document)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ("", "100.50万元"),
        ('text = { unit = "元" }', "1005000元"),
        ('text = { unit = "元", decimals = 2, grouping = true }', "1,005,000.00元"),
        ("text = { decimals = 0 }", "101万元"),
        ("text = { decimals = 1 }", "100.5万元"),
    ],
)
def test_figures_are_printed_as_the_profile_says(
    tmp_path: Path, numbers: str, expected: str
) -> None:
    blocks = '[{ text = "{{ revenue.total }}" }]'
    text = f'[numbers]\n{numbers}\n[[section]]\nid = "a"\nblocks = {blocks}'
    file = spec_file(tmp_path, general_public_budget="100.50")
    document, _ = composed(file, make_profile(tmp_path, text))
    assert f"　　{expected}\n" in dump(document)
