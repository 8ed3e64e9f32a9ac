"""Typst, in process (PyPI wheel `typst`): tagged PDF/A-3a and PDF/UA-1, like budgetpdf's files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

Plain = dict[str, Any]

SUFFIX = ".typ"
COLD = """
import sys, typst
typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]],
              ignore_system_fonts=True, pdf_standards=["a-3a", "ua-1"])
"""
"""What a new process runs: source, target, folder of fonts."""


def version() -> str:
    """Of the wheel."""
    from importlib.metadata import version as found

    return found("typst")


def renderer(fonts: Path) -> Callable[[Path], bytes]:
    """A compiler that stays in memory; each call compiles one source."""
    import typst

    compiler = typst.Compiler(font_paths=[str(fonts)], ignore_system_fonts=True)

    def render(path: Path) -> bytes:
        made = compiler.compile(
            input=path.read_bytes(), format="pdf", pdf_standards=["a-3a", "ua-1"]
        )
        assert isinstance(made, bytes)
        return made

    return render


def translate(report: Plain) -> str:
    """The source of a report in Typst's markup, as a person would write it."""
    lines = [*_preamble(report)]
    for part in report["body"]:
        match part["kind"]:
            case "title":
                lines.append(f"#title[{_text(part, report)}]")
            case "heading":
                lines.append(f"#heading(level: {part['depth']})[{_text(part, report)}]")
            case "para":
                lines.append(f"#{_name(part['style'])}[{_text(part, report)}]")
            case "table":
                lines += _table(part, report)
            case "break":
                lines.append("#pagebreak(weak: true)")
            case "gap":
                lines.append(f"#v({part['lines'] * report['page']['pitch']:.2f}pt)")
    return "\n".join(lines) + "\n"


def _preamble(report: Plain) -> Iterable[str]:
    page = report["page"]
    width, height = page["size"]
    right = width - page["left"] - page["width"]
    bottom = height - page["top"] - page["height"]
    title, author = (_quoted(report[key]) for key in ("title", "author"))
    yield f"#set document(title: {title}, author: {author})"
    yield f"#set page({_geometry((width, height), (page['top'], right, bottom, page['left']))})"
    weights = _weights(report)
    for role, chain in report["fonts"].items():
        families = ", ".join(_family(face) for face in chain)
        yield f"#let font-{role} = (font: ({families},), weight: {weights[role]})"
        yield f"#let {_role(role)}(it) = text(..font-{role}, it)"
    yield '#set text(lang: "zh", region: "cn", cjk-latin-spacing: none)'
    yield "#set text(top-edge: 0.88em, bottom-edge: -0.12em)"
    if page["number"]:
        yield from _footer(report)
    for name, style in report["texts"].items():
        yield f"#let {_name(name)}(it) = {{ {_look(style, report)}; it; parbreak() }}"
    yield from _headings(report)


def _geometry(size: Iterable[float], margins: Iterable[float]) -> str:
    """Arguments of a page: width and height, top, right, bottom and left margin (pt)."""
    width, height = size
    sides = zip(("top", "right", "bottom", "left"), margins, strict=True)
    margin = ", ".join(f"{side}: {value:.3f}pt" for side, value in sides)
    return f"width: {width:.3f}pt, height: {height:.3f}pt, margin: ({margin})"


def _footer(report: Plain) -> Iterable[str]:
    page = report["page"]
    style = report["texts"][page["number"]]
    descent = page["number_below"] - style["size"] / 2
    yield f"#set page(footer-descent: {descent:.2f}pt, footer: context {{"
    yield f"  set text(..font-{style['role']}, size: {style['size']}pt)"
    yield "  let n = counter(page).get().first()"
    yield "  align(if calc.odd(n) { right } else { left }, pad(x: 1em)[— #n —])"
    yield "})"


def _headings(report: Plain) -> Iterable[str]:
    """Looks of title and headings, as far as the report has them."""
    seen = set()
    for part in report["body"]:
        key = part.get("depth") if part["kind"] == "heading" else part["kind"]
        if part["kind"] not in ("title", "heading") or key in seen:
            continue
        seen.add(key)
        what = "title" if key == "title" else f"heading.where(level: {key})"
        style = report["texts"][part["style"]]
        gap = report["page"]["pitch"] - style["size"]
        above, below = (gap + style[side] * report["page"]["pitch"] for side in ("before", "after"))
        yield (
            f"#show {what}: it => block(sticky: true, above: {above:.2f}pt, below: {below:.2f}pt, "
            f"{{ {_look(style, report, indent=False)}; h({style['first']}em); it.body }})"
        )


def _look(style: Plain, report: Plain, *, indent: bool = True) -> str:
    """Set rules of a text style."""
    gap = report["page"]["pitch"] - style["size"]
    justify = "true" if style["align"] == "justify" else "false"
    first = style["first"] if indent else 0
    par = f"justify: {justify}, leading: {gap:.3f}pt, spacing: {gap:.3f}pt"
    rules = [
        f"set text(..font-{style['role']}, size: {style['size']}pt)",
        f"set par({par}, first-line-indent: (amount: {first}em, all: true))",
    ]
    if style["align"] in ("center", "right"):
        rules.append(f"set align({style['align']})")
    return "; ".join(rules)


_ABOVE = "#block(sticky: true, width: 100%)"


def _table(table: Plain, report: Plain) -> Iterable[str]:
    if table["landscape"]:
        page = report["page"]
        width, height = page["size"]
        right = width - page["left"] - page["width"]
        bottom = height - page["top"] - page["height"]
        yield f"#page({_geometry((height, width), (page['left'], page['top'], right, bottom))})["
    names = table["names"]
    if table["caption"]:
        yield f"{_ABOVE}[#{_name(names['caption'])}[{_runs(table['caption'])}]]"
    if table["left"] or table["right"]:
        both = f"{_runs(table['left'])} #h(1fr) {_runs(table['right'])}"
        yield f"{_ABOVE}[#{_name(names['unit'])}[{both}]]"
    gap = table["pitch"] - table["size"]
    pad_x, pad_y = table["padding"]
    yield f"#[#set text(size: {table['size']}pt)"
    yield f"#set par(justify: false, leading: {gap:.2f}pt, spacing: {gap:.2f}pt)"
    widths = ", ".join(f"{width:.2f}pt" for width in table["widths"])
    yield f"#table(columns: ({widths},), inset: (x: {pad_x}pt, y: {pad_y + gap / 2:.2f}pt),"
    yield f"  stroke: {table['rule']:.3f}pt, align: center + horizon,"
    yield from _cells(table)
    yield ")]"
    for note in table["notes"]:
        yield f"#{_name(names['note'])}[{_runs(note)}]"
    if table["landscape"]:
        yield "]"


def _cells(table: Plain) -> Iterable[str]:
    """Cells in reading order; the header's rows apart."""
    head = range(table["top"], table["top"] + table["head"])
    inside = False
    for cell in table["cells"]:
        if (cell["row"] in head) != inside:
            yield "  ), " if inside else "  table.header("
            inside = not inside
        content = " \\ ".join(_runs(runs) for runs in cell["text"])
        told = [f"rowspan: {cell['rows']}"] if cell["rows"] > 1 else []
        told += [f"colspan: {cell['columns']}"] if cell["columns"] > 1 else []
        if cell["align"] in ("left", "right"):
            told.append(f"align: {cell['align']} + horizon")
        yield f"  table.cell({', '.join(told)})[{content}]," if told else f"  [{content}],"
    if inside:
        yield "  )"


def _text(part: Plain, report: Plain) -> str:
    """Runs of a paragraph; its own font role needs no call."""
    own = report["texts"][part["style"]]["role"]
    return "".join(
        _escape(text) if role == own else f"#{_role(role)}[{_escape(text)}]"
        for text, role in part["runs"]
    )


def _runs(runs: Iterable[tuple[str, str]]) -> str:
    return "".join(f"#{_role(role)}[{_escape(text)}]" for text, role in runs)


def _escape(text: str) -> str:
    """Plain text as markup."""
    return re.sub(r"([\\#$*_`<>@=\-+/~\[\]\"'.])", r"\\\1", text.replace("\n", " "))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _name(style: str) -> str:
    return f"text-{style}"


def _role(role: str) -> str:
    return f"role-{role}"


def _weights(report: Plain) -> dict[str, int]:
    """Role → weight of its first face without a restriction."""
    known = _families(report)
    weights = {}
    for role, chain in report["fonts"].items():
        main = next((face for face in chain if not face["only"]), chain[0])
        weights[role] = known[Path(main["file"]).name][1]
    return weights


def _family(face: Plain) -> str:
    name = _FAMILIES[Path(face["file"]).name][0]
    covers = face["only"] or face["avoid"]
    if not covers:
        return _quoted(name)
    ranges = "".join(
        "-".join(f"\\u{{{end.removeprefix('U+')}}}" for end in part.split("-"))
        for part in covers.split()
    )
    sign = "" if face["only"] else "^"
    return f"(name: {_quoted(name)}, covers: regex({_quoted(f'[{sign}{ranges}]')}))"


_FAMILIES: dict[str, tuple[str, int]] = {}


def _families(report: Plain) -> dict[str, tuple[str, int]]:
    """File name → family and weight, as Typst reads the files."""
    if not _FAMILIES:
        import typst

        folders = {
            str(Path(face["file"]).parent) for chain in report["fonts"].values() for face in chain
        }
        found = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=sorted(folders)
        )
        for font in found.fonts():
            _FAMILIES[Path(font.path or "").name] = (font.family, font.weight)
    return _FAMILIES
