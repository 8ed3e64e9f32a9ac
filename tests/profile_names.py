"""The names that templates can use, as the list in docs/profile.md. Run as a script to write it."""

from __future__ import annotations

from collections.abc import Iterator

from budgetpdf.profile.shapes import COMPUTED, Shape, of_table, spec_shape
from budgetpdf.spec import model, tables
from support import ROOT

PAGE = ROOT / "docs" / "profile.md"
START, END = "<!-- 以下由 tests/profile_names.py 生成 -->\n", "<!-- 生成部分到此为止 -->\n"
KINDS = {
    "text": "文字",
    "money": "金额",
    "number": "数",
    "date": "日期",
    "flag": "是否",
    "list": "列表",
    "record": "",
}
COMPUTED_TITLES = {
    "unit_funds": "单位资金收入（事业、经营、上级补助、附属单位上缴、其他）",
    "current": "本年收入合计",
    "grand_total": "支出总计（含年终结转结余）",
    "functions": "功能分类的类、款、项（code name depth personnel operating basic projects total）",
    "goods": "货物类采购金额",
    "works": "工程类采购金额",
    "services": "服务类采购金额",
    "amount": "采购金额（各资金来源之和）",
    "target": "指标值拆开：operator number unit text",
    "basic": "基本支出",
    "total": "合计",
}
ROWS = {
    "unit.organization": model.Body,
    "expenditure.by_function": model.FunctionRow,
    "performance.goals": model.Goal,
    "performance.measures": model.Measure,
    "performance.indicators": model.Indicator,
    "projects": model.Project,
    "procurement.items": model.ProcurementItem,
    "glossary": model.Term,
}
LEFT_OUT = ("last_year", "change", *tables.INTERNAL)


def listing() -> str:
    """The table of names."""
    lines = ["| 名称 | 内容 | 类型 |", "| --- | --- | --- |"]
    lines += (f"| `{name}` | {title} | {kind} |" for name, title, kind in _names())
    return "\n".join(lines) + "\n"


def _names() -> Iterator[tuple[str, str, str]]:
    fields = spec_shape().fields
    for name, info in model.Spec.model_fields.items():
        if name not in LEFT_OUT:
            yield from _walk(name, fields[name], info.title or "", _form(info.annotation))


def _form(annotation: object) -> type[model.Form] | None:
    is_form = isinstance(annotation, type) and issubclass(annotation, model.Form)
    return annotation if is_form else None  # type: ignore[return-value]


def _walk(
    path: str, shape: Shape, title: str, form: type[model.Form] | None
) -> Iterator[tuple[str, str, str]]:
    if shape.kind == "list":
        yield path, title, KINDS[shape.kind]
        row = ROWS.get(path)
        if row is not None:
            yield from _fields(f"{path}[]", row)
    elif shape.kind == "record" and form is not None:
        yield from _fields(path, form)
    else:
        yield path, title, KINDS[shape.kind]


def _fields(path: str, form: type[model.Form]) -> Iterator[tuple[str, str, str]]:
    table = getattr(tables, form.__name__)
    shape, computed = of_table(table), COMPUTED.get(table, {})
    for name, inner in shape.fields.items():
        info = form.model_fields.get(name)
        title = (info.title if info else None) or COMPUTED_TITLES[name]
        kind = KINDS[inner.kind]
        if info is not None and (below := _form(info.annotation)) is not None:
            yield from _walk(f"{path}.{name}", inner, title, below)
        elif name in computed:
            yield f"{path}.{name}", title, kind
        else:
            yield from _walk(f"{path}.{name}", inner, title, None)


def page() -> str:
    """docs/profile.md with its list made anew."""
    text = PAGE.read_text(encoding="utf-8")
    before, rest = text.split(START)
    return before + START + "\n" + listing() + "\n" + END + rest.split(END)[1]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
