"""Whatever a spec says, the rules find and never fail."""

import json
from decimal import Decimal
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from budgetpdf import document, rules
from budgetpdf.diagnostic import CharIn, Span
from budgetpdf.fix import apply, fixes_of
from budgetpdf.rules.case import MOST_PLACES
from budgetpdf.spec.read import SpecFile
from budgetpdf.spec.source import KeyPath, read_toml
from budgetpdf.spec.tables import SPEC
from budgetpdf.spec.validate import validate
from rules_support import UNIT, bureau, read, whole
from support import ROOT

STRANGE = st.one_of(
    st.sampled_from(
        [
            *(
                "",
                " ",
                "。",
                "（",
                "）））",
                "“”",
                "《》、《》",
                "一、",
                "1.",
                "（十一）",
                "①",
                "第",
            ),
            *("XX", "{", "{ TC", "*", "一*", "万元", "0万元", "%", "增加0万元", "主要原因是"),
            *("基本支出", "基本支出万元", "较上年增加", "1,2,3元", "1.2.3万元", "９９万元"),
            *("率不低于", "满意度提高", "百分之", "大于等于", "≥", "＞=百分之百", "－3%"),
            *("预算" * 40, "我局我单位", "\n\n", "\t", "𠮷" * 9, "a\u200bb", "⼀", "2021年" * 3),
            *("截止2021年", "全力保障冬奥会", "11010519491231002X", "13800138000"),
        ]
    ),
    st.text(max_size=30),
    st.text("一二（）()“”《》、，。：;*0123456789.%万元年增加减少X{}", max_size=60),
)
FIGURES = st.sampled_from(
    [
        "0",
        "-0.0",
        "-5",
        "0.000001",
        "-999999999999",
        "999999999999",
        "0.10",
        "1_000",
        "1e3",
        "401.38",
    ]
)


@cache
def examples() -> list[tuple[SpecFile, list[KeyPath]]]:
    files = [ROOT / "specs/dachang-xinfang-2023.toml", ROOT / "tests/cases/rules/base.toml"]
    found = []
    for path in files:
        file = read(path.read_text(encoding="utf-8"))
        leaves = [p for p in file.source.places if isinstance(leaf(file, p), str | int | Decimal)]
        found.append((file, leaves))
    return found


def leaf(file: SpecFile, path: KeyPath) -> object:
    value: object = file.source.values
    for key in path:
        value = value[key]  # type: ignore[index]
    return value if not isinstance(value, dict | list) else None


def edited(file: SpecFile, path: KeyPath, new: str) -> str:
    span = file.source.span(path)
    lines = file.source.text.split("\n")
    before, after = lines[span.line - 1][: span.column - 1], lines[span.end_line - 1]
    lines[span.line - 1 : span.end_line] = [before + new + after[span.end_column - 1 :]]
    return "\n".join(lines)


@given(st.data())
def test_rules_never_fail(data: st.DataObject) -> None:
    file, leaves = data.draw(st.sampled_from(examples()))
    path = data.draw(st.sampled_from(leaves))
    is_text = isinstance(leaf(file, path), str)
    new = json.dumps(data.draw(STRANGE), ensure_ascii=False) if is_text else data.draw(FIGURES)
    text = edited(file, path, new)
    source, _ = read_toml(text.encode(errors="replace"), UNIT)
    spec, _ = validate(SPEC, source) if source else (None, ())
    if source is None or spec is None:
        return
    changed = SpecFile(spec, source, file.path)
    report, _ = document.compose(changed, bureau())
    for findings in (rules.run(changed), rules.run(changed, bureau(), report)):
        lines = text.split("\n")
        for finding in rules.settle(findings, bureau(), changed):
            assert finding.places
            for place in finding.places:
                span = place.span if isinstance(place, CharIn) else place
                if isinstance(span, Span) and span.source == UNIT:
                    assert 1 <= span.line <= span.end_line <= len(lines)
                    assert 1 <= span.column <= len(lines[span.line - 1]) + 1
        fixed, _ = read_toml(apply(source.text, fixes_of(findings, UNIT)).encode(), UNIT)
        assert fixed is not None


def test_a_file_full_of_faults_is_bounded() -> None:
    text, _ = whole(f'other_matters = "{"一,二(三)四*五 六" * 5000}"\n')
    findings = rules.run(read(text))
    assert {finding.code for finding in findings} >= {"K25", "K26", "K28", "K29"}
    for code in {finding.code for finding in findings}:
        assert sum(finding.code == code for finding in findings) <= rules.MOST_FINDINGS
    assert max(len(finding.places) for finding in findings) <= MOST_PLACES
    assert max(len(finding.fixes) for finding in findings) <= MOST_PLACES
