"""The schema and the template of a spec: made from the model, in the clerk's words."""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from budgetpdf.spec import read
from budgetpdf.spec.model import Spec
from budgetpdf.spec.new import new_spec
from budgetpdf.spec.schema import json_schema
from support import ROOT

HANZI = re.compile("[一-鿿]")
SCHEMA = json_schema(Spec, "单位预算信息公开")
TABLES = {"": SCHEMA, **SCHEMA["$defs"]}
SPECS = sorted((ROOT / "specs").glob("*.toml"))


@pytest.mark.parametrize("table", TABLES, ids=lambda name: name or "Spec")
def test_every_key_says_what_it_is(table: str) -> None:
    for key, value in TABLES[table]["properties"].items():
        assert HANZI.search(value["title"]), key
        assert HANZI.search(value["description"]), key
        assert "null" not in json.dumps(value), key
        simple = {"string", "number", "integer", "boolean"} & {value.get("type")}
        assert not simple or value["examples"], key


def test_amounts_are_numbers_and_dates_are_dates() -> None:
    assert TABLES["Revenue"]["properties"]["other"]["type"] == "number"
    assert TABLES["Assets"]["properties"]["as_of"]["format"] == "date"
    assert TABLES["Unit"]["properties"]["kind"]["enum"] == ["行政", "参公", "事业"]
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert TABLES["Unit"]["additionalProperties"] is False


def test_the_schema_is_plain_json_and_always_the_same() -> None:
    text = json.dumps(SCHEMA, ensure_ascii=False)
    assert text == json.dumps(json_schema(Spec, "单位预算信息公开"), ensure_ascii=False)


def plain(value: Any) -> Any:
    """TOML values as an editor hands them to a schema: dates as texts."""
    if isinstance(value, dict):
        return {key: plain(below) for key, below in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def faults(text: str) -> list[str]:
    validator = jsonschema.Draft202012Validator(
        SCHEMA, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
    )
    return [error.message for error in validator.iter_errors(plain(tomllib.loads(text)))]


def test_the_schema_is_one_of_the_draft() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_the_schema_accepts_the_examples(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("region =", "regoin ="),
        ("personnel = 243.1", 'personnel = "243.1"'),
        ("personnel = 243.1", "personnel = 1000000000000"),
        ('kind = "行政"', 'kind = "行正"'),
        ("as_of = 2022-12-31", 'as_of = "x"'),
        ('called = "我局"', 'called = ""'),
        ("fiscal_year = 2023", "fiscal_year = 23"),
    ],
)
def test_the_schema_refuses_what_the_model_refuses(old: str, new: str) -> None:
    text = (ROOT / "specs" / "dachang-xinfang-2023.toml").read_text(encoding="utf-8")
    assert faults(text.replace(old, new, 1))


def blanks(text: str) -> list[int]:
    """Lines of a template that hold a blank to be filled in."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        code = line.split("  #")[0].rstrip()
        if not line.startswith("#") and (code.endswith("=") or (code != '"""' and '""' in code)):
            found.append(number)
    return found


def test_every_blank_of_a_template_is_named(tmp_path: Path) -> None:
    path = tmp_path / "unit.toml"
    text = new_spec("bureau.toml", schema="budgetpdf.schema.json")
    path.write_text(text, encoding="utf-8")
    unit, findings = read(path)
    assert unit is None
    assert {finding.code for finding in findings} == {"S016", "S205"}
    told = [place.line for finding in findings for place in finding.places[:1]]  # type: ignore[union-attr]
    assert sorted(set(told)) == blanks(text)
    assert text.startswith("#:schema budgetpdf.schema.json\n")


FILLED = {
    "fiscal_year": "2025",
    "kind": '"事业"',
    "as_of": "2024-12-31",
    "called": '"我局"',
    "uses": '"办公用房水电费"',
    "basic": "1",
}


def filled(text: str) -> str:
    """A template as a clerk fills it in."""
    lines = text.split("\n")
    for index, line in enumerate(lines):
        key = line.split("=")[0].strip()
        code = line.split("  #")[0].rstrip()
        if line.startswith("#"):
            continue
        if code.endswith('"""') and code != '"""':
            lines[index + 1] = "甲"
        elif code.endswith("="):
            reason = headers(lines[:index])[-1:] == ["[reason.expenditure]"]
            lines[index] = f"{key} = " + ('"甲"' if reason else FILLED.get(key, "1"))
        else:
            lines[index] = code.replace('""', '"甲"') if '"""' not in code else code
    return "\n".join(lines)


def headers(lines: list[str]) -> list[str]:
    return [line.split("  #")[0].rstrip() for line in lines if line.startswith("[")]


def test_a_template_that_is_filled_in_is_a_spec(tmp_path: Path) -> None:
    path = tmp_path / "unit.toml"
    path.write_text(filled(new_spec("p", kinds=["数量", "质量"])), encoding="utf-8")
    unit, findings = read(path)
    assert findings == ()
    assert unit is not None
    assert [row.kind for row in unit.spec.performance.indicators] == ["数量", "质量"]


def test_what_is_left_out_of_a_template_can_be_uncommented(tmp_path: Path) -> None:
    """Every remark that holds code is code that the model takes."""
    lines = filled(new_spec("p")).split("\n")
    code = re.compile(r"# (?=\[|[a-z_]+ = |  \{|\])")
    uncommented = [code.sub("", line) if code.match(line) else line for line in lines]
    path = tmp_path / "unit.toml"
    path.write_text("\n".join(uncommented), encoding="utf-8")
    unit, findings = read(path)
    assert findings == ()
    assert unit is not None
    assert unit.spec.procurement.items
    assert unit.spec.glossary
    assert unit.spec.last_year is not None
    assert unit.spec.last_year.revenue is not None
