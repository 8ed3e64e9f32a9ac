"""WeasyPrint: HTML and CSS, tagged PDF/UA-1. It does not justify lines of hanzi."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

Plain = dict[str, Any]

SUFFIX = ".html"

COLD = """
import sys, weasyprint
weasyprint.HTML(sys.argv[1]).write_pdf(sys.argv[2], pdf_variant="pdf/ua-1")
"""
"""What a new process runs: source, target, folder of fonts (named in the source)."""


def version() -> str:
    """Of the package."""
    from importlib.metadata import version as found

    return found("weasyprint")


def renderer(_fonts: Path) -> Callable[[Path], bytes]:
    """Each call renders one source; fonts stay configured."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()

    def render(path: Path) -> bytes:
        page = weasyprint.HTML(str(path), media_type="print")
        made = page.write_pdf(font_config=fonts, pdf_variant="pdf/ua-1")
        assert isinstance(made, bytes)
        return made

    return render


def translate(report: Plain) -> str:
    """The source of a report."""
    style = "\n".join(_css(report))
    body = "\n".join(piece for part in report["body"] for piece in _part(part, report))
    return (
        f'<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>{escape(report['title'])}</title>"
        f'<meta name="author" content="{escape(report["author"])}">\n'
        f"<style>\n{style}\n</style></head>\n<body>\n{body}\n</body></html>\n"
    )


def _css(report: Plain) -> Iterable[str]:
    page = report["page"]
    width, height = page["size"]
    right = width - page["left"] - page["width"]
    bottom = height - page["top"] - page["height"]
    for role, chain in report["fonts"].items():
        for number, face in enumerate(chain):
            source = Path(face["file"]).resolve().as_uri()
            only = face["only"].replace(" ", ", ")
            covers = f" unicode-range: {only};" if only else ""
            yield f'@font-face {{ font-family: "{role}{number}"; src: url("{source}");{covers} }}'
    yield (
        f"@page {{ size: {width:.3f}pt {height:.3f}pt; margin: {page['top']:.3f}pt {right:.3f}pt "
        f"{bottom:.3f}pt {page['left']:.3f}pt }}"
    )
    yield (
        f"@page turned {{ size: {height:.3f}pt {width:.3f}pt; margin: {page['left']:.3f}pt "
        f"{page['top']:.3f}pt {right:.3f}pt {bottom:.3f}pt }}"
    )
    if page["number"]:
        yield from _numbers(report)
    yield "body { margin: 0 } h1, h2, h3, h4, h5, h6, p { margin: 0; font-weight: normal }"
    for role in report["fonts"]:
        yield f".{_role(role)} {{ font-family: {_chain(role, report)} }}"
    for name, style in report["texts"].items():
        yield f".{_name(name)} {{ {_look(style, report)} }}"
    yield "table { border-collapse: collapse; table-layout: fixed; margin: 0 auto }"
    yield "td, th { vertical-align: middle; font-weight: normal; text-align: center }"
    yield ".turned { page: turned } .unit { display: flex; justify-content: space-between }"


def _numbers(report: Plain) -> Iterable[str]:
    style = report["texts"][report["page"]["number"]]
    look = f"font-family: {_chain(style['role'], report)}; font-size: {style['size']}pt"
    for side, corner in (("right", "right"), ("left", "left")):
        box = f"@bottom-{corner} {{ content: '— ' counter(page) ' —'; padding: 0 1em; {look} }}"
        yield f"@page :{side} {{ {box} }}"


def _chain(role: str, report: Plain) -> str:
    return ", ".join(f'"{role}{number}"' for number in range(len(report["fonts"][role])))


def _look(style: Plain, report: Plain) -> str:
    pitch = report["page"]["pitch"]
    return (
        f"font-family: {_chain(style['role'], report)}; font-size: {style['size']}pt; "
        f"line-height: {pitch:.3f}pt; text-indent: {style['first']}em; "
        f"text-align: {style['align']}; margin-top: {style['before'] * pitch:.2f}pt; "
        f"margin-bottom: {style['after'] * pitch:.2f}pt; "
        f"break-after: {'avoid' if style['keep'] else 'auto'}"
    )


def _part(part: Plain, report: Plain) -> Iterable[str]:
    match part["kind"]:
        case "title":
            yield f'<h1 class="{_name(part["style"])}">{_text(part, report)}</h1>'
        case "heading":
            tag = f"h{min(part['depth'] + 1, 6)}"
            yield f'<{tag} class="{_name(part["style"])}">{_text(part, report)}</{tag}>'
        case "para":
            yield f'<p class="{_name(part["style"])}">{_text(part, report)}</p>'
        case "table":
            yield from _table(part)
        case "break":
            yield '<div style="break-after: page"></div>'
        case "gap":
            height = part["lines"] * report["page"]["pitch"]
            yield f'<div style="height: {height:.2f}pt"></div>'


def _table(table: Plain) -> Iterable[str]:
    names = table["names"]
    yield f'<div class="{"turned" if table["landscape"] else "upright"}">'
    if table["caption"]:
        yield f'<p class="{_name(names["caption"])}">{_runs(table["caption"])}</p>'
    if table["left"] or table["right"]:
        both = f"<span>{_runs(table['left'])}</span><span>{_runs(table['right'])}</span>"
        yield f'<p class="unit {_name(names["unit"])}">{both}</p>'
    pad_x, pad_y = table["padding"]
    look = f"font-size: {table['size']}pt; line-height: {table['pitch']:.2f}pt"
    yield f'<table style="{look}; width: {sum(table["widths"]):.2f}pt"><colgroup>'
    yield "".join(f'<col style="width: {width:.2f}pt">' for width in table["widths"])
    yield "</colgroup>"
    cell = f"padding: {pad_y}pt {pad_x}pt; border: {table['rule']:.3f}pt solid black"
    head = range(table["top"] + table["head"])
    inside = ""
    for row, cells in groupby(table["cells"], key=lambda one: one["row"]):
        section = "thead" if row in head else "tbody"
        if section != inside:
            yield (f"</{inside}>" if inside else "") + f"<{section}>"
            inside = section
        tag = "th" if section == "thead" else "td"
        yield "<tr>" + "".join(_cell(one, tag, cell) for one in cells) + "</tr>"
    yield f"</{inside}></table>"
    for note in table["notes"]:
        yield f'<p class="{_name(names["note"])}">{_runs(note)}</p>'
    yield "</div>"


def _cell(cell: Plain, tag: str, look: str) -> str:
    told = f' rowspan="{cell["rows"]}"' if cell["rows"] > 1 else ""
    told += f' colspan="{cell["columns"]}"' if cell["columns"] > 1 else ""
    told += ' scope="col"' if tag == "th" else ""
    align = "" if cell["align"] == "center" else f"; text-align: {cell['align']}"
    text = "<br>".join(_runs(runs) for runs in cell["text"])
    return f'<{tag}{told} style="{look}{align}">{text}</{tag}>'


def _text(part: Plain, report: Plain) -> str:
    own = report["texts"][part["style"]]["role"]
    return "".join(
        escape(text) if role == own else f'<span class="{_role(role)}">{escape(text)}</span>'
        for text, role in part["runs"]
    )


def _runs(runs: Iterable[tuple[str, str]]) -> str:
    return "".join(f'<span class="{_role(role)}">{escape(text)}</span>' for text, role in runs)


def _name(style: str) -> str:
    return f"text-{style}"


def _role(role: str) -> str:
    return f"role-{role}"
