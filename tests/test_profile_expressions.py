"""Expressions: what they can say, and that they reach nothing but facts."""

from __future__ import annotations

import ast
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetpdf.diagnostic import Diagnostic
from budgetpdf.profile.grammar import MAX_DEPTH
from budgetpdf.profile.nodes import Node
from budgetpdf.profile.template import Expression, read_expression, read_template
from budgetpdf.profile.values import EvaluationError, Record, Scope, Value, Where
from budgetpdf.spec.source import Source, read_toml
from profile_support import PROFILE, brief, read_profile

HOSTILE = [
    "().__class__.__bases__",
    "unit.__class__",
    "unit.name.__len__()",
    "unit.name.upper()",
    "unit.items()",
    "unit.keys",
    "__import__('os')",
    "open('/etc/passwd')",
    "unit['name']",
    "unit.name[0]",
    "[x for x in projects]",
    "{x: 1 for x in projects}",
    "(lambda: 1)()",
    "(x := 5)",
    "10 ** 1000000",
    "9 ** 9 ** 9",
    "1 << 1000000",
    "'a' * 1000000000",
    "'a' + 'b'",
    "'%s' % unit.name",
    "f'{unit.name}'",
    "unit.name | format('x')",
    "unit.name | attr('__class__')",
    "unit.name | money(*projects)",
    "unit.name | join(sep='x')",
    "range(1000000)",
    "yield 1",
    "await x",
    "...",
    "None",
    "b'x'",
    "1j",
    "1e999",
    "unit is unit",
    "a, b = 1, 2",
    "import os",
    "x" * 400,
    "(" * 100 + "1" + ")" * 101,
    "-" * 299 + "1",
    "not " * 70 + "1",
    "1 if" + " 1 else 1 if" * 20 + " 1",
    "",
    "  ",
    "#",
    "unit.name #",
    "\x00",
    "unit.\u202ename",
    "${unit.name}",
    "{% for %}",
    "1if 1 else 2",
    "'\\d'",
]


@pytest.mark.parametrize("expression", HOSTILE, ids=range(len(HOSTILE)))
def test_what_reaches_beyond_the_facts_is_a_finding(tmp_path: Path, expression: str) -> None:
    """One finding at the expression, and no profile; nothing raised, nothing evaluated."""
    quoted = expression.replace("\\", "\\\\").replace('"', '\\"').replace("\x00", "\\u0000")
    text = f'[[section]]\nid = "a"\nblocks = [{{ text = "{{{{ {quoted} }}}}" }}]'
    made, findings = read_profile(tmp_path, PROFILE.format(top="", rest=text))
    assert made is None
    assert findings[0].code in {"T001", "T002", "T003", "T004"}


class Facts(Record):
    """Names for tests."""

    def __init__(self, **values: Value) -> None:
        self._values = values

    def get(self, name: str) -> Value | None:
        return self._values.get(name)


def source() -> Source:
    made, findings = read_toml(b'text = "x"', "t.toml")
    assert made is not None
    assert not findings
    return made


WHERE = Where(source(), ("text",))


def evaluate(text: str, **names: Value) -> Value:
    findings: list[Diagnostic] = []
    expression = read_expression(text, WHERE, 0, findings)
    assert expression is not None, findings
    return expression.evaluate(Scope(Facts(**names), {}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("1 < 2 < 3", True),
        ("1 < 3 < 2", False),
        ("'甲' == '甲'", True),
        ("'甲' != '乙' and 1 > 2", False),
        ("'甲' in '甲乙'", True),
        ("'甲' not in ['乙', '丙']", True),
        ("not 1 == 1", False),
        ("'a' if 1 > 2 else 'b'", "b"),
        ("'' or 'x'", "x"),
        ("'' and 'x'", ""),
        ("-3 + 1", -2),
        ("  1\n+ 1 ", 2),
    ],
)
def test_values(text: str, expected: object) -> None:
    assert evaluate(text).data == expected


def test_names_of_a_dict_are_no_facts() -> None:
    for name in ("items", "values", "keys", "copy", "update", "get", "pop", "_values"):
        with pytest.raises(EvaluationError):
            evaluate(f"row.{name}", row=Value(Facts()))


def test_a_fact_may_be_called_items() -> None:
    row = Value(Facts(items=Value("采购")))
    assert evaluate("row.items", row=row).data == "采购"


def test_origins_go_with_the_value() -> None:
    one, two = Where(WHERE.source, ("a",)), Where(WHERE.source, ("b",))
    names = {"a": Value(2, (one,)), "b": Value(3, (two,)), "t": Value("甲", (one,), 0)}
    assert evaluate("a + b", **names).origins == (one, two)
    assert evaluate("t", **names).start == 0
    chosen = evaluate("t if b > 1 else 'x'", **names)
    assert chosen.origins == (one, two)
    assert chosen.start == 0
    assert evaluate("a > 1 or b > 1", **names).origins == (one,)


def test_amounts_stay_amounts() -> None:
    amount = Value(2, money=True)
    assert evaluate("a * 2", a=amount).money
    assert evaluate("a + a", a=amount).money
    assert not evaluate("a / a", a=amount).money
    assert evaluate("a / 2", a=amount).money
    assert evaluate("-a", a=amount).money


@given(st.text(max_size=40))
def test_any_text_is_an_expression_or_a_finding(text: str) -> None:
    findings: list[Diagnostic] = []
    expression = read_expression(text, WHERE, 0, findings)
    assert (expression is None) == bool(findings)


@given(st.text(alphabet="{}%#a ", max_size=30))
def test_any_text_is_a_template(text: str) -> None:
    findings: list[Diagnostic] = []
    template = read_template(text, WHERE, findings)
    printed = [piece.text for piece in template.pieces]
    if not findings:
        assert sum(map(len, printed)) + 4 * len(template.expressions) == len(text)
    starts = [piece.start for piece in template.pieces]
    assert starts == sorted(starts)


_ATOMS = st.sampled_from(["1", "2.5", "a", "a.b", "'x'", "t"])
EXPRESSIONS = st.recursive(
    _ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["+", "-", "*", "/", "<", "==", "in", "and", "or"]), inner)
        .map(" ".join)
        .map("({})".format),
        inner.map("(not {})".format),
        inner.map("(-{})".format),
        st.tuples(inner, inner, inner).map(lambda t: f"({t[0]} if {t[1]} else {t[2]})"),
    ),
    max_leaves=8,
)


@given(EXPRESSIONS)
def test_evaluation_gives_a_value_or_says_why_not(text: str) -> None:
    findings: list[Diagnostic] = []
    expression = read_expression(text, WHERE, 0, findings)
    if expression is None:
        assert findings
        return
    names = {"a": Value(Facts(b=Value(3, (WHERE,)))), "t": Value("甲", (WHERE,), 0)}
    with suppress(EvaluationError):
        assert isinstance(expression.evaluate(Scope(Facts(**names), {})), Value)


WORDS = ["row", "target", "_a1", "in", "not", "None", "True", "if", "", "1", "名", "a b", " ", "|"]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=45).map(".".join))
def test_names_alone_are_what_the_parser_makes_of_them(text: str) -> None:
    expression = read_expression(text, WHERE, 0, [])
    if expression is not None and expression.names:
        assert ast.unparse(expression.tree) == ".".join(expression.names)
        assert len(expression.names) <= MAX_DEPTH


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (" row.target.unit\n", ("row", "target", "unit")),
        ("row", ("row",)),
        ("row.in", ()),
        ("None", ()),
        ("not row", ()),
        ("row.a | money", ()),
    ],
)
def test_names_alone_are_known_for_what_they_are(text: str, names: tuple[str, ...]) -> None:
    expression = read_expression(text, WHERE, 0, [])
    assert (expression.names if expression else ()) == names


def test_a_node_keeps_the_place_of_what_it_holds() -> None:
    made, _ = read_toml(b'a = [{ b = "x" }]\n', "n.toml")
    assert made is not None
    node = Node((made.values, Where(made, ())))
    (item,) = node["a"]
    assert item["b"].span[1:3] == (1, 12)
    assert isinstance(read_expression("1", item["b"].where, 0, []), Expression)


def test_findings_stand_at_the_expression(tmp_path: Path) -> None:
    text = '[[section]]\nid = "a"\nblocks = [{ text = "共{{ unit.nmae }}和{{ 1 + }}" }]'
    _, findings = read_profile(tmp_path, PROFILE.format(top="", rest=text))
    line = PROFILE.format(top="", rest="").count("\n") + 2
    unread, unknown = sorted(map(brief, findings))
    # Where in an unreadable expression the reader gives up is Python's matter.
    assert unread in {f"T001 {line}:{column}" for column in range(41, 45)}
    assert unknown == f"T003 {line}:25"
