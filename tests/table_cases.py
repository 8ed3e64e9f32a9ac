"""The tables of the golden pages, one function a case; its docstring says what it shows."""

from collections.abc import Callable

from budgetpdf.document.blocks import Block, Column, Gap, Paragraph, Row, Table
from budgetpdf.geometry import PT_PER_MM
from budgetpdf.style.gongwen import TABLES
from budgetpdf.style.sheet import TableStyle
from table_support import cell, inlines, row, table

ROWS = 10
"""Lines of the page that most cases are set on."""

PAGE = 225 * PT_PER_MM / 22 * ROWS

Case = Callable[[], tuple[Block, ...]]
CASES: dict[str, Case] = {}
STYLES: dict[str, TableStyle] = {}
"""Table styles of cases that need another one."""

LONG = (
    "通过项目的实施，保证信访工作正常进行，及时汇集反映社情民意，全力服务保障重大活动安全，"
    "推进信访工作责任落实落细，确保各项工作领导有方、措施有力、落实有效。"
)


def case(build: Case) -> Case:
    """Register a case under its function's name."""
    CASES[build.__name__.replace("_", "-")] = build
    return build


def indicator_head() -> tuple[Row, ...]:
    return (row("一级指标", "二级指标", "三级指标", "指标值"),)


def merging(columns: int = 4) -> tuple[Column, ...]:
    return (Column(merge=True), Column(merge=True), *(Column(),) * (columns - 2))


def groups(*sizes: int) -> tuple[Row, ...]:
    """Rows of level-1 groups of these sizes, level-2 pairs within them."""
    return tuple(
        row(f"第{g}组指标", f"第{g}.{n // 2}类", f"指标{g}.{n}", f"≥{10 * n + g}%")
        for g, size in enumerate(sizes, 1)
        for n in range(size)
    )


@case
def head_of_three_levels_over_a_break() -> tuple[Block, ...]:
    """Three rows of heads, all of them again on the second page."""
    head = (
        row(cell("科目", 1, 2), cell("支出", 1, 4)),
        row(
            cell("编码", 2),
            cell("名称", 2),
            cell("合计", 2),
            cell("基本支出", 1, 2),
            cell("项目支出", 2),
        ),
        row("人员经费", "公用经费"),
    )
    columns = (Column(), Column(align="left"), *(Column(align="decimal"),) * 4)
    body = tuple(
        row(f"20103{n:02d}", "行政运行", f"{n * 3}.5", f"{n}.25", f"{n}.25", str(n))
        for n in range(1, 12)
    )
    return (
        table(
            body,
            head,
            columns,
            caption=inlines("一般公共预算支出表"),
            continued="（续表）",
            unit_line=inlines("单位：万元"),
        ),
    )


@case
def group_over_a_break() -> tuple[Block, ...]:
    """A merged group that is cut: its label stands on both pages, the caption is continued."""
    caption = inlines("绩效指标")
    return (table(groups(21), indicator_head(), merging(), caption=caption, continued="（续表）"),)


@case
def group_over_five_pages() -> tuple[Block, ...]:
    """A merged cell taller than several pages."""
    return (table(groups(61), indicator_head(), merging()),)


@case
def cut_after_a_group() -> tuple[Block, ...]:
    """A group ends near the foot: the page is cut there, although one more row would fit."""
    return (table(groups(7, 6, 4), indicator_head(), merging()),)


@case
def row_taller_than_a_page() -> tuple[Block, ...]:
    """A row that no page holds is cut inside its cells; its label is shown again."""
    body = (
        row(
            cell("绩效目标", header=True), cell("\n".join(LONG for _ in range(11)), align="justify")
        ),
        row(cell("期限", header=True), "一年"),
    )
    return (table(body, (), (Column(width_mm=28), Column(align="left"))),)


@case
def goal_above_the_head() -> tuple[Block, ...]:
    """绩效目标 spans all columns above the head, which alone is repeated."""
    body = (row(cell("绩效目标", header=True), LONG, kind="top"), *groups(8, 9))
    return (
        table(
            body,
            indicator_head(),
            merging(),
            caption=inlines("信访维稳工作经费绩效目标表"),
            continued="（续表）",
        ),
    )


@case
def landscape_between_portraits() -> tuple[Block, ...]:
    """A table too wide for the upright page turns it; the text before and after does not."""
    names = tuple(f"第{n}项预算资金来源名称" for n in range(1, 12))
    body = tuple(row(*(f"{n}234{k}67.89" for n in range(1, 12))) for k in range(3))
    wide = table(body, (row(*names),), (Column(align="decimal"),) * 11, caption=inlines("宽表"))
    return (
        Paragraph(inlines("前面一段。")),
        wide,
        Paragraph(inlines("后面一段。")),
    )


def procurement(body: tuple[Row, ...], **extra: object) -> Table:
    head = (
        row(
            cell("政府采购项目来源", 1, 2),
            cell("采购物品名称", 2),
            cell("政府采购目录序号", 2),
            cell("计量单位", 2),
            cell("数量", 2),
            cell("单价", 2),
            cell("政府采购金额（当年单位预算安排资金）", 1, 6),
        ),
        row(
            "项目名称",
            "预算资金",
            "合计",
            "一般公共预算拨款",
            "基金预算拨款",
            "国有资本经营预算拨款",
            "财政专户核拨",
            "单位资金",
        ),
    )
    return table(body, head, 13, caption=inlines("单位政府采购预算"), **extra)


@case
def thirteen_columns_at_the_smallest_type() -> tuple[Block, ...]:
    """Thirteen filled columns, portrait by order: the type shrinks to the last of the ladder."""
    amounts = ("123.45", "", "A02010105", "台", "15", "8.23", "123.45", "123.45", *("0.00",) * 4)
    body = (
        row("合计", *("",) * 5, "1", "246.90", "246.90", *("0.00",) * 4, kind="total"),
        row("办公设备购置", *amounts[:1], "台式计算机", *amounts[2:]),
        row("办公设备购置", *amounts[:1], "激光打印机", *amounts[2:]),
    )
    return (procurement(body, orientation="portrait"),)


@case
def empty_table_with_note() -> tuple[Block, ...]:
    """An empty table prints its head, its empty rows and its note."""
    body = (row("合计", *("",) * 12, kind="total"), *(Row((), "blank"),) * 3)
    return (
        procurement(
            body,
            left_note=inlines("编制单位：示例学校"),
            unit_line=inlines("单位：万元"),
            notes=(inlines("注：本单位2023年无政府采购预算，故本表为空表。"),),
        ),
    )


@case
def one_column() -> tuple[Block, ...]:
    """A table of one column."""
    return (table((row("信访局"), row("财政局")), (row("单位名称"),), (Column(align="left"),)),)


@case
def ends_at_the_foot() -> tuple[Block, ...]:
    """A table that ends exactly at the page's foot; the text goes on overleaf."""
    return (
        table(groups(3, 3, 3), indicator_head(), merging()),
        Paragraph(inlines("下一段。")),
    )


# Ten rows and the frame fill the page to a hair.
_PAD = ((PAGE - TABLES["table"].frame) / 10 - 10.5 * TABLES["table"].line_factor) / 2
STYLES["ends-at-the-foot"] = TABLES["table"]._replace(padding_y=_PAD)


@case
def begins_on_the_last_lines() -> tuple[Block, ...]:
    """Two lines are left: no head alone at the foot, the table begins on the next page."""
    return (
        *(Paragraph(inlines(f"第{n}行文字。")) for n in range(1, 9)),
        table(groups(6, 4), indicator_head(), merging(), caption=inlines("绩效指标")),
    )


@case
def last_row_not_alone() -> tuple[Block, ...]:
    """One row too many for the page: two go over, not one."""
    return (table(tuple(row(f"项目{n}", f"{n}") for n in range(15)), (row("项目", "数"),)),)


@case
def heading_rows() -> tuple[Block, ...]:
    """Heading rows span the table and stay with the next row; the total stays with the last."""
    body: list[Row] = []
    for n in range(3):
        body.append(row(f"第{n + 1}类支出", kind="heading"))
        body += [row(f"项目{n}{k}", f"{k}.5") for k in range(3 + n)]
    body.append(row("合计", "18.0", kind="total"))
    return (table(body, (row("项目", "金额"),), (Column(align="left"), Column(align="decimal"))),)


@case
def side_by_side() -> tuple[Block, ...]:
    """收入 beside 支出 in one frame, a heavier rule between them."""
    columns = (
        Column(align="left"),
        Column(align="decimal"),
        Column(align="left", divider=True),
        Column(align="decimal"),
    )
    body = (
        row("一般公共预算拨款收入", "401.38", "一般公共服务支出", "352.10"),
        row("政府性基金预算拨款收入", "", "社会保障和就业支出", "28.08"),
        row("", "", "卫生健康支出", "9.7"),
        row("", "", "住房保障支出", "11.5"),
        row("收入总计", "401.38", "支出总计", "401.38", kind="total"),
    )
    head = (row(cell("收入", 1, 2), cell("支出", 1, 2)), row("项目", "预算数", "项目", "预算数"))
    return (table(body, head, columns, unit_line=inlines("单位：万元")),)


@case
def form() -> tuple[Block, ...]:
    """A form: labels and long cells, with spans in both directions."""
    body = (
        row(
            cell("项目名称", header=True),
            cell("信访维稳工作经费", 1, 3),
        ),
        row(cell("预算数", header=True), "50", cell("执行单位", header=True), "信访局"),
        row(cell("绩效目标", 2, header=True), cell(LONG, 1, 3, align="justify")),
        row(cell("第二年：继续实施。", 1, 3, align="left")),
    )
    return (table(body, (), (Column(width_mm=25), Column(), Column(width_mm=25), Column())),)


@case
def decimal_points() -> tuple[Block, ...]:
    """Amounts align on their points; a dash stands in the middle."""
    names = ("资产总额", "房屋", "车辆", "设备", "其他")
    values = ("89.34", "——", "29.5", "1,234.567", "-3")
    body = tuple(row(name, value) for name, value in zip(names, values, strict=True))
    return (
        table(body, (row("项目", "价值"),), (Column(align="left"), Column(align="decimal"))),
        Gap(),
    )


@case
def long_notes() -> tuple[Block, ...]:
    """Notes below keep with the last rows."""
    rows = tuple(row(f"项目{n}", f"{n}") for n in range(13))
    notes = (inlines("注：1.数据截至上年末。"), inlines("2." + LONG))
    return (table(rows, (row("项目", "数"),), notes=notes),)
