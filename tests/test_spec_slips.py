"""What people type wrong: each slip has its message at its place, and reading goes on behind it."""

from __future__ import annotations

import sys
from decimal import Decimal
from typing import Any

import pytest

from budgetpdf.diagnostic import Diagnostic, Severity, Span
from budgetpdf.spec.source import Source, read_toml


def read(text: str | bytes) -> tuple[Source | None, tuple[Diagnostic, ...]]:
    return read_toml(text if isinstance(text, bytes) else text.encode(), "unit.toml")


def shown(findings: tuple[Diagnostic, ...]) -> list[tuple[str, int, int]]:
    """Code, line and column of each finding."""
    places = [finding.places[0] for finding in findings]
    assert all(isinstance(place, Span) for place in places)
    return [
        (finding.code, place.line, place.column)
        for finding, place in zip(findings, places, strict=True)
        if isinstance(place, Span)
    ]


# typed, code, column, a part of the message, the value that is understood
SLIPS: list[tuple[str, str, int, str, Any]] = [
    ("x = “大厂”", "S010", 5, '引号要用英文引号 "，这里是 “', "大厂"),
    ('x = "大厂”', "S010", 8, "这里是 ”", "大厂"),
    ("x = 「大厂」", "S010", 5, "这里是 「", "大厂"),
    ("x = ‘大厂’", "S010", 5, "这里是 ‘", "大厂"),
    ("x = ＂大厂＂", "S010", 5, "这里是 ＂", "大厂"),
    ("x = “““\n甲\n”””", "S010", 5, "三个英文引号", "甲\n"),
    ('x = """\n甲\n”””', "S010", 1, "这里的 ””” 要用三个英文引号", "甲\n"),
    ("x ＝ 1", "S011", 3, "＝ 要用英文的 =", 1),
    ("x： 1", "S011", 2, "： 要用英文的 =", 1),
    ("x: 1", "S011", 2, ": 要用英文的 =", 1),
    ("x = [1，2]", "S011", 7, "， 要用英文的 ,", [1, 2]),
    ("x = [1、2]", "S011", 7, "、 要用英文的 ,", [1, 2]),
    ("x = 【1, 2】", "S011", 5, "【 要用英文的 [", [1, 2]),
    ("x = ｛a = 1}", "S011", 5, "｛ 要用英文的 {", {"a": 1}),
    ("x = { a = 1； b = 2 }", "S011", 12, "； 要用英文的 ,", {"a": 1, "b": 2}),
    ("x = 1 ＃ 说明", "S011", 7, "＃ 要用英文的 #", 1),
    ("＃ 说明\nx = 1", "S011", 1, "＃ 要用英文的 #", 1),
    ("// 说明\nx = 1", "S011", 1, "// 要用英文的 #", 1),
    ("\u3000x = 1", "S011", 1, "全角空格", 1),
    ("x =\u3000 1", "S011", 4, "全角空格", 1),
    ("x = 1\u200b", "S011", 6, "看不见的空格", 1),
    ('x = "大厂', "S012", 5, '没有结束的引号 "', "大厂"),
    ('x = ["甲", "乙]', "S012", 11, "没有结束的引号", ["甲", "乙"]),
    ("x = '大厂", "S012", 5, "没有结束的引号 '", "大厂"),
    ('x = """甲\n乙\n[y]\n', "S012", 5, "没有结束的三个引号", "甲\n乙\n"),
    ('x = "他说"你好"了"', "S013", 8, "文字里面有英文引号", "他说“你好”了"),
    ("x = '他说'你好'了'", "S013", 8, "文字里面有英文引号", "他说“你好”了"),
    (r'x = "D:\报表"', "S014", 8, "反斜杠", "D:\\报表"),
    (r'x = "D:\new"', "S014", 8, "反斜杠", "D:\\new"),
    ('x = "D:\\"', "S014", 8, "反斜杠", "D:\\"),
    ('x = """\n\\甲\n"""', "S014", 1, "反斜杠", "\\甲\n"),
    ("x = 大厂县", "S015", 5, '文字要放在英文引号里："大厂县"', "大厂县"),
    ("x = [甲, 乙]", "S015", 6, '"甲"', ["甲", "乙"]),
    ("x = 4.9万元", "S017", 5, "只写数字：4.9", Decimal("4.9")),
    ("x = 4.9 万元  # 说明", "S017", 5, "只写数字：4.9", Decimal("4.9")),
    ("x = 50%", "S017", 5, "只写数字：50", 50),
    ("x = ￥50", "S017", 5, "只写数字：50", 50),
    ("x = 9,501,164", "S018", 5, "写成 9501164", 9501164),
    ("x = 9，501，164.50 # 说明", "S018", 5, "写成 9501164.50", Decimal("9501164.50")),
    ("x = { a = 9,501,164, b = 1 }", "S018", 11, "写成 9501164", {"a": 9501164, "b": 1}),
    ("x = ０", "S019", 5, "半角：0", 0),
    ("x = １２．５", "S019", 5, "半角：12.5", Decimal("12.5")),
    ("x = 0208", "S020", 5, "前面不能有 0", "0208"),
    ("x = .5", "S020", 5, "写成 0.5", Decimal("0.5")),
    ("x = 5.", "S020", 5, "写成 5.0", Decimal("5.0")),
    ("x = 4。9", "S020", 5, "写成 4.9", Decimal("4.9")),
    ("x = 12 500", "S020", 5, "不能有空格", 12500),
    ("x = -", "S020", 5, "- 不是数字", 0),
    ("x = ——", "S020", 5, "—— 不是数字", 0),
    ("x = 无", "S020", 5, "无 不是数字", 0),
    ("x = null", "S020", 5, "null 不是数字", 0),
    ("x = 2023年2月5日", "S021", 5, "写成 2023-02-05", None),
    ("x = 2023.2.5", "S021", 5, "写成 2023-02-05", None),
    ("x = 2023-2-5", "S021", 5, "写成 2023-02-05", None),
    ("x = 2023-2-30", "S021", 5, "没有 2023-2-30 这一天", None),
    ("x = 2023-02-30", "S021", 5, "没有 2023-02-30 这一天", None),
    ("x = 是", "S022", 5, "写成 true", True),
    ("x = False", "S022", 5, "写成 false", False),
    ("x = [1 2]", "S020", 6, "不能有空格", [12]),
    ("x = [\n  1\n  2\n]", "S023", 3, "少了英文逗号", [1, 2]),
    ('x = ["甲" "乙"]', "S023", 8, "少了英文逗号", ["甲", "乙"]),
    ("x = { a = 1 b = 2 }", "S015", 11, "引号", {"a": "1 b = 2"}),
    ("x = 1,", "S024", 6, "多了 ,", 1),
    ("x = 1；", "S024", 6, "多了 ；", 1),
    ("x = [1,,2]", "S024", 8, "多了 ,", [1, 2]),
    ("x = [1]]", "S024", 8, "多了 ]", [1]),
    ("x = [1] y = 2", "S024", 9, "另起一行", [1]),
    ("x = == 1", "S024", 5, "多了 =", None),
    ("x = [1, 2", "S025", 5, "[ 一直没有结束的 ]", [1, 2]),
    ("x = [1, 2\ny = 3", "S025", 5, "[ 一直没有结束的 ]", [1, 2]),
    ("x = [\n  { a = 1,\n  { a = 2 },\n]", "S025", 3, "{ 一直没有结束的 }", [{"a": 1}, {"a": 2}]),
    ("【x】\na = 1", "S026", 1, "写成 [x]", {"a": 1}),
    ("[x\na = 1", "S026", 1, "写成 [x]", {"a": 1}),
    ("[[x]\na = 1", "S026", 1, "写成 [[x]]", [{"a": 1}]),
    ("［［x］］\na = 1", "S026", 1, "写成 [[x]]", [{"a": 1}]),
    ("[单位]\na = 1\n[x]", "S027", 2, "名称", {}),
    ("单位 = 1\nx = 2", "S027", 1, "名称", 2),
    ("这一行是文字\nx = 1", "S028", 1, "看不懂这一行", None),
    ('x "大厂"', "S028", 3, "少了 =", "大厂"),
    ("x =\ny = 1", "S016", 1, "x 还没有填", ""),
    ("x = # 说明", "S016", 1, "x 还没有填", ""),
    ("y = { x = , z = 1 }\nx = 1", "S016", 7, "x 还没有填", 1),
    ("x = 1\ny = 2\nx = 3", "S029", 1, "x 在第 1 行已经写过", None),
    ("[x]\n[y]\n[x]", "S029", 1, "[x] 在第 1 行已经写过", None),
    ("x = " + "[" * 70 + "]" * 70, "S030", 69, "嵌套太深", None),
    ("x = 1e99999", "S031", 5, "太长", None),
    (f"x = {'9' * 50}", "S031", 5, "太长", None),
    ('x = """\n甲\\\n\n乙"""', "S033", 2, "吞掉", "甲乙"),
    ("x = 1\0", "S006", 6, "U+0000", 1),
    ("x = [1, 2]\nx.y = 3", "S099", 0, "", None),
]


@pytest.mark.parametrize(("text", "code", "column", "words", "value"), SLIPS)
def test_slips(text: str, code: str, column: int, words: str, value: Any) -> None:
    source, findings = read(text)
    assert findings, text
    first = findings[0]
    assert first.code == code
    assert words in first.message.zh
    assert first.message.en
    assert first.severity is (Severity.WARNING if code == "S033" else Severity.ERROR)
    if column:
        assert shown(findings)[0][2] == column
    if value is not None:
        assert source is not None
        assert source.values["x"] == value
        assert {finding.code for finding in findings} == {code}


def test_all_slips_of_a_file_come_at_once_each_at_its_line() -> None:
    typed = [line for line, code, *_ in SLIPS if "\n" not in line and code not in {"S030", "S012"}]
    lines = [line.replace("x", f"x{number}", 1) for number, line in enumerate(typed)]
    _, findings = read("\n".join(lines))
    told = {line for _, line, _ in shown(findings)}
    assert told == set(range(1, len(lines) + 1))


def test_reading_goes_on_behind_a_text_without_its_end() -> None:
    _, findings = read(
        'goal = """\n第一段\n第二段\n\n[unit]\nkind = 行政\n\n[[projects]\nname = 1\n'
    )
    assert shown(findings) == [("S012", 1, 8), ("S015", 6, 8), ("S026", 8, 1)]


def test_a_fix_is_offered_where_it_is_certain() -> None:
    _, (finding,) = read("x = “大厂”")
    assert [fix.text for fix in finding.fixes] == ['"', '"']
    assert [fix.span[2] for fix in finding.fixes] == [5, 8]


@pytest.mark.parametrize("figure", ["4.9万元", "9,501,164", "０", "0208", ".5", "-", "12 500"])
def test_a_figure_is_never_fixed(figure: str) -> None:
    _, (finding,) = read(f"x = {figure}")
    assert finding.fixes == ()


@pytest.mark.parametrize(
    "text",
    [
        "x = “大厂”",
        "x ＝ 1",
        "x = [1，2、3 ]",
        "x = [\n 1\n 2\n]",
        'x = "他说"你好"了"',
        "【x】",
        r'x = "D:\报表"',
        "x = 2023年2月5日",
        "x = 是",
        "x = [1] y = 2",
        "x = 1\0",
        "x = ‘甲’ ＃ 乙",
    ],
)
def test_fixing_leaves_nothing_to_fix(text: str) -> None:
    source, findings = read(text)
    assert source is not None
    fixed = source.text
    for fix in sorted((fix for each in findings for fix in each.fixes), reverse=True):
        lines = source.text.split("\n")
        start, end = (
            sum(len(line) + 1 for line in lines[: point[0] - 1]) + point[1] - 1
            for point in (fix.span[1:3], fix.span[3:5])
        )
        fixed = fixed[:start] + fix.text + fixed[end:]
    assert read(fixed)[1] == ()


@pytest.mark.parametrize("codec", ["gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_other_encodings_are_told_and_read(codec: str) -> None:
    source, findings = read('# 单位预算\n[unit]\nname = "大厂县"\n'.encode(codec))
    assert shown(findings) == [("S003", 0, 0)]
    assert "另存为" in (findings[0].hint or findings[0].message).zh
    assert source is not None
    assert source.values == {"unit": {"name": "大厂县"}}


def test_a_byte_order_mark_is_no_fault() -> None:
    source, findings = read(b"\xef\xbb\xbfx = 1")
    assert findings == ()
    assert source is not None
    assert source.key_span("x")[1:] == (1, 1, 1, 2)


def test_broken_bytes_are_found() -> None:
    data = '# 单位预算信息公开\nname = "大厂县财政局"\n'.encode()
    broken = data.replace("财".encode(), b"\xe8\xb4")
    source, findings = read(broken)
    assert shown(findings) == [("S005", 2, 12)]
    assert source is not None


def test_old_line_ends_are_told_once() -> None:
    source, findings = read(b"a = 1\rb = 2\rc = 3")
    assert shown(findings) == [("S007", 1, 6)]
    assert source is not None
    assert source.values == {"a": 1, "b": 2, "c": 3}
    assert source.key_span("c")[1:3] == (3, 1)


def test_mixed_line_ends_count_as_an_editor_counts() -> None:
    source, _ = read(b"a = 1\r\nb = 2\nc = 3\r\n")
    assert source is not None
    assert [source.span(key)[1:] for key in "abc"] == [(1, 5, 1, 6), (2, 5, 2, 6), (3, 5, 3, 6)]


def test_slips_are_told_up_to_a_hundred() -> None:
    _, findings = read("".join(f"x{number} = 是\n" for number in range(500)))
    assert len(findings) == 101
    assert findings[-1].code == "S032"


def test_what_toml_allows_is_left_alone() -> None:
    _, findings = read(
        "x = [1, 2,]\n'a b'.c = true\n\"键\" = 1.0\ny = {}\n[ z ] # 说明\n[[ w . v ]]\n"
        "p = 'C:\\new'\nq = \"D:\\\\报表\"\nr = {\n  a = 1,\n  b = 2,\n}\n"
    )
    assert findings == ()


def test_without_the_compiled_library_the_standard_one_reads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "tomli", None)
    source, findings = read("x = [1.50, “甲”]\ny = 2")
    assert shown(findings) == [("S010", 1, 12)]
    assert source is not None
    assert source.values == {"x": [Decimal("1.50"), "甲"], "y": 2}
    source, findings = read("x = [1, 2]\nx.y = 3")
    assert source is None
    assert findings[0].code == "S099"
