"""Findings for other programs."""

import json

from budgetpdf.diagnostic import (
    Argument,
    CellRef,
    CharIn,
    Diagnostic,
    Fix,
    Severity,
    Span,
    Text,
)
from budgetpdf.formats import to_github, to_json, to_sarif, uri

SPAN = Span("specs/一 号.toml", 3, 5, 3, 9)
FINDINGS = (
    Diagnostic(
        "R04",
        Severity.ERROR,
        Text("基本支出应为 120 万元，100% 不对", "basic is 120"),
        (SPAN, Span("profile:hebei", 7, 1, 7, 2)),
        Text("核对", "check"),
        (Fix(SPAN, "×"),),
        "expenditure.basic",
    ),
    Diagnostic("L090", Severity.WARNING, Text("页码", "pages")),
    Diagnostic(
        "S003", Severity.NOTE, Text("编码", "encoding"), (Span("C:\\a\\b.toml", 0, 0, 0, 0),)
    ),
    Diagnostic("S200", Severity.ERROR, Text("格", "cell"), (CellRef("指标.xlsx", "Sheet1", "B7"),)),
    Diagnostic("W002", Severity.ERROR, Text("选项", "option"), (Argument("--font x"),)),
)


def test_json_holds_everything_in_both_languages() -> None:
    report = json.loads(to_json(FINDINGS, "1.2.3"))
    assert report["version"] == 1
    assert report["tool"] == {"name": "budgetpdf", "version": "1.2.3"}
    assert report["summary"] == {"errors": 3, "warnings": 1, "notes": 1}
    first, *_, cell, argument = report["findings"]
    assert first == {
        "code": "R04",
        "severity": "error",
        "message": {"zh": "基本支出应为 120 万元，100% 不对", "en": "basic is 120"},
        "hint": {"zh": "核对", "en": "check"},
        "at": "expenditure.basic",
        "places": [
            {"file": SPAN.source, "line": 3, "column": 5, "end_line": 3, "end_column": 9},
            {"file": "profile:hebei", "line": 7, "column": 1, "end_line": 7, "end_column": 2},
        ],
        "fixes": [
            {
                "file": SPAN.source,
                "line": 3,
                "column": 5,
                "end_line": 3,
                "end_column": 9,
                "text": "×",
            }
        ],
    }
    assert cell["places"] == [{"file": "指标.xlsx", "sheet": "Sheet1", "cell": "B7"}]
    assert argument["places"] == [{"argument": "--font x"}]


def test_json_of_nothing() -> None:
    assert json.loads(to_json((), "1"))["findings"] == []


def test_sarif() -> None:
    log = json.loads(to_sarif(FINDINGS, "1.2.3", "zh", {"R04": Text("基本支出", "basic")}))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert run["columnKind"] == "unicodeCodePoints"
    ids = [rule["id"] for rule in driver["rules"]]
    assert ids == sorted(set(ids))
    for result in run["results"]:
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
    first = run["results"][0]
    (location,) = first["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "specs/%E4%B8%80%20%E5%8F%B7.toml"},
        "region": {"startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9},
    }
    assert len(first["relatedLocations"]) == 1
    (change,) = first["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": "×"}
    assert "region" not in run["results"][2]["locations"][0]["physicalLocation"]
    assert "locations" not in run["results"][1]
    assert "locations" not in run["results"][4]


def test_uris_are_ascii() -> None:
    assert uri("a b#c?.toml") == "a%20b%23c%3F.toml"
    assert uri("C:\\县\\a.toml") == "file:///C:/%E5%8E%BF/a.toml"
    assert uri("profile:hebei") == "profile:hebei"
    assert uri("规格:1.toml").isascii()


def test_github_annotations() -> None:
    lines = to_github(FINDINGS, "zh").splitlines()
    assert lines[0] == (
        "::error file=specs/一 号.toml,line=3,endLine=3,col=5,endColumn=9,title=R04"
        "::基本支出应为 120 万元，100%25 不对%0A核对"
    )
    assert lines[1] == "::warning title=L090::页码"
    assert lines[2] == "::notice file=C%3A/a/b.toml,title=S003::编码"
    assert len(lines) == len(FINDINGS)


def test_a_character_is_shown_by_its_value() -> None:
    finding = Diagnostic("K29", Severity.ERROR, Text("空", "space"), (CharIn(SPAN, 2),))
    assert json.loads(to_json([finding], "1"))["findings"][0]["places"][0]["line"] == 3
