"""Findings for other programs: JSON, SARIF 2.1.0 and the annotations of GitHub.

The JSON is described in docs/findings.md; `VERSION` grows when a key changes its meaning or goes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from budgetpdf.diagnostic import (
    Argument,
    CellRef,
    CharIn,
    Diagnostic,
    Fix,
    Place,
    Severity,
    Span,
    Text,
)

VERSION = 1
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
NAMES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}

Json = dict[str, Any]


def to_json(findings: Iterable[Diagnostic], version: str) -> str:
    """Findings as JSON, in the order given, both languages. version: of the program."""
    listed = tuple(findings)
    counts = {
        f"{name}s": sum(finding.severity is severity for finding in listed)
        for severity, name in NAMES.items()
    }
    report = {
        "version": VERSION,
        "tool": {"name": "budgetpdf", "version": version},
        "summary": counts,
        "findings": [as_json(finding) for finding in listed],
    }
    return _dumped(report)


def _dumped(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def as_json(finding: Diagnostic) -> Json:
    """A finding as docs/findings.md describes it."""
    return {
        "code": finding.code,
        "severity": NAMES[finding.severity],
        "message": finding.message._asdict(),
        "hint": finding.hint._asdict() if finding.hint else None,
        "at": finding.at,
        "places": [_place(place) for place in finding.places],
        "fixes": [{**_place(fix.span), "text": fix.text} for fix in finding.fixes],
    }


def _place(place: Place) -> Json:
    match place:
        case CharIn(span=span) | (Span() as span):
            return {
                "file": span.source,
                "line": span.line,
                "column": span.column,
                "end_line": span.end_line,
                "end_column": span.end_column,
            }
        case CellRef(source=source, sheet=sheet, cell=cell):
            return {"file": source, "sheet": sheet, "cell": cell}
        case Argument(text=text):
            return {"argument": text}


def to_sarif(
    findings: Iterable[Diagnostic], version: str, lang: str, titles: Mapping[str, Text]
) -> str:
    """Findings as a SARIF 2.1.0 log (OASIS) in one language. titles: code → what it is about."""
    listed = tuple(findings)
    codes = sorted({finding.code for finding in listed})
    rules = [_rule(code, titles.get(code), lang) for code in codes]
    driver = {"name": "budgetpdf", "semanticVersion": version, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes, lang) for finding in listed],
    }
    return _dumped({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(code: str, title: Text | None, lang: str) -> Json:
    if title is None:
        return {"id": code}
    return {"id": code, "shortDescription": {"text": title.in_language(lang)}}


def _result(finding: Diagnostic, codes: list[str], lang: str) -> Json:
    text = finding.message.in_language(lang)
    if finding.hint:
        text += f"\n{finding.hint.in_language(lang)}"
    result: Json = {
        "ruleId": finding.code,
        "ruleIndex": codes.index(finding.code),
        "level": NAMES[finding.severity],
        "message": {"text": text},
    }
    locations = [location for place in finding.places if (location := _location(place))]
    if locations:
        result["locations"] = locations[:1]
    if locations[1:]:
        result["relatedLocations"] = locations[1:]
    if finding.fixes:
        result["fixes"] = [{"artifactChanges": _changes(finding.fixes)}]
    return result


def _location(place: Place) -> Json | None:
    """A SARIF location; a command-line argument has none."""
    match place:
        case CharIn(span=span) | (Span() as span):
            physical: Json = {"artifactLocation": {"uri": uri(span.source)}}
            if span.line:
                physical["region"] = _region(span)
            return {"physicalLocation": physical}
        case CellRef(source=source, sheet=sheet, cell=cell):
            logical = [{"name": cell, "fullyQualifiedName": f"{sheet}!{cell}" if sheet else cell}]
            physical = {"artifactLocation": {"uri": uri(source)}}
            return {"physicalLocation": physical, "logicalLocations": logical}
        case _:
            return None


def _region(span: Span) -> Json:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _changes(fixes: Iterable[Fix]) -> list[Json]:
    by_file: dict[str, list[Json]] = {}
    for fix in fixes:
        change = {"deletedRegion": _region(fix.span), "insertedContent": {"text": fix.text}}
        by_file.setdefault(fix.span.source, []).append(change)
    return [
        {"artifactLocation": {"uri": uri(name)}, "replacements": changes}
        for name, changes in by_file.items()
    ]


def uri(source: str) -> str:
    """A file's name as a URI reference (RFC 3986): hanzi and spaces are percent-encoded."""
    path = source.replace("\\", "/")
    if path[1:3] == ":/":
        return f"file:///{quote(path, safe='/:')}"
    return quote(path, safe="/:") if path.startswith("profile:") else quote(path)


def to_github(findings: Iterable[Diagnostic], lang: str) -> str:
    """Findings as workflow commands, one a line, which GitHub shows beside the lines."""
    return "".join(f"{_command(finding, lang)}\n" for finding in findings)


def _command(finding: Diagnostic, lang: str) -> str:
    message = finding.message.in_language(lang)
    if finding.hint:
        message += f"\n{finding.hint.in_language(lang)}"
    place = finding.places[0] if finding.places else None
    span = place.span if isinstance(place, CharIn) else place
    properties = {"title": finding.code}
    if isinstance(span, Span) and not span.source.startswith("profile:"):
        properties = {**_position(span), **properties}
    named = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in properties.items())
    return f"::{COMMANDS[finding.severity]} {named}::{_escaped(message)}"


def _position(span: Span) -> dict[str, str]:
    position = {"file": span.source.replace("\\", "/")}
    if span.line:
        position |= {"line": str(span.line), "endLine": str(span.end_line)}
        if span.line == span.end_line:
            position |= {"col": str(span.column), "endColumn": str(span.end_column)}
    return position


def _escaped(text: str, also: str = "") -> str:
    for char in f"%\r\n{also}":
        text = text.replace(char, f"%{ord(char):02X}")
    return text
