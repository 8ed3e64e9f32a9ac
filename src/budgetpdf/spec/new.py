"""A spec to fill in, made from the model: what every unit writes is left blank, the rest is a
remark that can be uncommented. A blank gets its finding until it is filled in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from unicodedata import east_asian_width

from pydantic import BaseModel

from budgetpdf.spec import forms
from budgetpdf.spec.escapes import quote
from budgetpdf.spec.forms import Entry
from budgetpdf.spec.model import PARAGRAPHS, Spec

_HEAD = """\
# 单位预算信息公开情况说明
#
# 填写说明
#   · 以 # 开头的是说明文字，不会印出来；引号、括号、逗号、等号用英文半角，引号里照常用中文标点。
#   · 金额只写数字，不写“万元”，不加千分位逗号；每个数字只写一次，合计、增减和表格由程序算出。
#   · 没有的项目不必写，按 0 处理；要用时删去行首的 #。序号（一、（一）1、）一律不写，由程序编排。
#   · 三个引号之间的文字一行一段。本文件随公开的 PDF 一同发布，请勿写入电话、身份证号等个人信息。
"""

# Asked for, although a report can do without.
_USUAL = (
    "unit.called",
    "revenue.general_public_budget",
    "expenditure.personnel",
    "expenditure.operating",
    "expenditure.projects",
    "last_year.expenditure.basic",
    "last_year.expenditure.projects",
    "last_year.three_public.abroad",
    "last_year.three_public.vehicle_purchase",
    "last_year.three_public.vehicle_operation",
    "last_year.three_public.reception",
    "reason.expenditure.basic",
    "reason.expenditure.projects",
    "approved.revenue",
    "approved.expenditure",
    "approved.basic",
    "approved.projects",
    "approved.three_public",
    "agency_operation.uses",
    "three_public.abroad",
    "three_public.vehicle_purchase",
    "three_public.vehicle_operation",
    "three_public.reception",
    "performance.indicators",
    "performance.goals",
    "projects",
)
# Lists with one row a line; all others get a header for each entry.
_ROWS = (
    "unit.organization",
    "expenditure.by_function",
    "performance.measures",
    "performance.indicators",
    "projects.indicators",
    "procurement.items",
)
_INLINE = "assets."  # small tables below this one are written on one line
_SKIPPED = ("invented", "last_year.expenditure.by_function", "extra")
_REMARK_AT = 36


def new_spec(
    profile: str,
    *,
    schema: str = "",
    kinds: Sequence[str] = (),
    project_kinds: Sequence[str] = (),
) -> str:
    """A commented spec for `profile`, with blanks.

    schema: path of the JSON Schema, for completion in editors. kinds, project_kinds: level 2 of
    the profile's trees of indicators, one blank row each.
    """
    given = {"profile": quote(profile), "amounts_in": quote("万元")}
    rows = {"performance.indicators": kinds, "projects.indicators": project_kinds}
    lines = [f"#:schema {schema}", ""] if schema else []
    lines += [*_HEAD.splitlines(), "", *_Writer(given, rows).table((), ask=True)]
    return "\n".join(lines) + "\n"


class _Writer:
    """Writes the tables of a spec.

    given: what is known beforehand, by path. kinds: level 2 of the indicators, by path.
    """

    def __init__(self, given: Mapping[str, str], kinds: Mapping[str, Sequence[str]]) -> None:
        self._given = given
        self._kinds = kinds

    def table(self, way: tuple[Entry, ...], *, ask: bool) -> Iterator[str]:
        """The keys of a table, then the tables below it: TOML wants them in this order."""
        for entry in _keys(way):
            yield from self._key((*way, entry), ask=ask)
        for entry in _tables(way):
            yield from self._below((*way, entry), ask=ask)

    def _below(self, way: tuple[Entry, ...], *, ask: bool) -> Iterator[str]:
        """A table under its header; as a remark if nothing in it is asked for."""
        ask = ask and _asked(way)
        if len(way) == 1:
            yield from ("", f"# ━━━━━━━━━━ {way[-1].title} ━━━━━━━━━━")
        if list(_keys(way)):
            header = forms.header(way)
            yield from ("", _remarked(header if ask else f"# {header}", way[-1]))
        yield from self.table(way, ask=ask)

    def _key(self, way: tuple[Entry, ...], *, ask: bool) -> Iterator[str]:
        entry, path = way[-1], _path(way)
        if path in self._given:
            yield _remarked(f"{entry.key} = {self._given[path]}", entry)
        elif not ask or not _asked(way):
            yield from _left_out(entry)
        elif path in _ROWS:
            rows = (_blank_row(entry, kind) for kind in self._kinds.get(path) or [""])
            yield from (_remarked(f"{entry.key} = [", entry), *rows, "]")
        elif entry.kind == "list":
            yield from (_remarked(f"{entry.key} = [", entry), '  "",', "]")
        elif entry.description == PARAGRAPHS:
            yield from (f"# {_said(entry)}", f'{entry.key} = """', "", '"""')
        else:
            # An optional text gets no quotes: an empty one would pass for filled in.
            blank = '""' if entry.kind == "text" and entry.required else ""
            yield _remarked(f"{entry.key} = {blank}", entry)


def _path(way: tuple[Entry, ...]) -> str:
    return ".".join(entry.key for entry in way)


def _keys(way: tuple[Entry, ...]) -> Iterator[Entry]:
    """What is written in a table itself."""
    return (entry for entry in _entries(way) if not _has_header((*way, entry)))


def _tables(way: tuple[Entry, ...]) -> Iterator[Entry]:
    """What gets a header of its own."""
    return (entry for entry in _entries(way) if _has_header((*way, entry)))


def _entries(way: tuple[Entry, ...]) -> Iterator[Entry]:
    model = way[-1].model if way else Spec
    assert model is not None
    entries = forms.entries(model).values()
    return (entry for entry in entries if _path((*way, entry)) not in _SKIPPED)


def _has_header(way: tuple[Entry, ...]) -> bool:
    path = _path(way)
    return way[-1].model is not None and path not in _ROWS and not path.startswith(_INLINE)


def _asked(way: tuple[Entry, ...]) -> bool:
    """Whether a key is left blank to be filled in, or a table has such keys."""
    path = _path(way)
    return way[-1].required or any(each == path or each.startswith(f"{path}.") for each in _USUAL)


def _remarked(code: str, entry: Entry) -> str:
    """A line with what to write behind it."""
    columns = sum(2 if east_asian_width(sign) in "WF" else 1 for sign in code)
    return f"{code}{' ' * max(1, _REMARK_AT - columns)} # {_said(entry)}"


def _said(entry: Entry) -> str:
    """What a key is, what may be chosen, and how to write it."""
    choices = "、".join(choice for choice in entry.choices if choice)
    said = "；".join(part for part in (choices, entry.description) if part)
    text = f"{entry.title}：{said}" if said else entry.title
    return f"{text}，如 {entry.examples[0]}" if entry.kind == "text" and entry.examples else text


def _left_out(entry: Entry) -> Iterator[str]:
    """A key as a remark, to be uncommented where it is needed."""
    if entry.model and entry.kind == "list":
        row = f"#   {_sample(entry.model)},"
        yield from (_remarked(f"# {entry.key} = [", entry), row, "# ]")
    else:
        value = _sample(entry.model) if entry.model else forms.example(entry)
        yield _remarked(f"# {entry.key} = {value}", entry)


def _sample(model: type[BaseModel]) -> str:
    """A table on one line."""
    cells = (f"{cell.key} = {forms.example(cell)}" for cell in forms.entries(model).values())
    return f"{{ {', '.join(cells)} }}"


def _blank_row(entry: Entry, kind: str) -> str:
    assert entry.model is not None
    cells = (
        f"{key} = {quote(kind if key == 'kind' else '')}"
        for key, cell in forms.entries(entry.model).items()
        if cell.kind == "text"
    )
    return f"  {{ {', '.join(cells)} }},"
