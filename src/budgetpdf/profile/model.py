"""The profile as it is written: the form of a bureau's TOML file.

Everything is optional, because a profile that extends another says only what differs; what is
needed in the end is checked in `profile.build`. Keys carry Chinese titles for forms and schema.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from budgetpdf.profile.parts import Align, Format, Orientation
from budgetpdf.profile.styleforms import (
    FaceForm,
    Form,
    Length,
    Name,
    PageForm,
    TableStyleForm,
    TextForm,
)


class LevelForm(Form):
    """A level of headings."""

    name: Name = Field(title="层次名称", examples=["section"])
    number: str = Field("", title="编号样式", examples=["一、", "（一）", "1.", "第一部分 "])
    style: str = Field("", title="文字样式", examples=["heading-1"])


class NumberForm(Form):
    """How figures are printed."""

    unit: Literal["元", "万元"] | None = Field(None, title="单位")
    decimals: Literal["as-written"] | Annotated[int, Field(ge=0, le=6)] | None = Field(
        None, title="小数位数", description="as-written 表示按填写的位数"
    )
    zero: str | None = Field(None, title="零的写法", examples=["", "0", "—"])
    grouping: bool | None = Field(None, title="千分位分隔")


class PercentForm(Form):
    """How percentages are printed."""

    decimals: int | None = Field(None, title="小数位数", ge=0, le=6)
    zero: str | None = Field(None, title="零的写法", examples=["0", "—"])
    exact: bool | None = Field(None, title="按未取整的数计算", description="默认按印出来的数计算")


class NumbersForm(Form):
    """[numbers]: in text, in tables, of percentages; named ones beside them."""

    text: NumberForm | None = Field(None, title="正文中的数")
    table: NumberForm | None = Field(None, title="表格中的数")
    percent: PercentForm | None = Field(None, title="百分比")
    date: str | None = Field(None, title="日期样式", examples=["{y}年{m}月{d}日"])
    named: dict[Name, NumberForm] | None = Field(None, title="其他写法")


class PhraseForm(Form):
    """Whole phrases for a change."""

    up: str | None = Field(None, title="增加", examples=["增加{{ amount }}"])
    down: str | None = Field(None, title="减少", examples=["减少{{ amount }}"])
    same: str | None = Field(None, title="持平", examples=["与上年持平"])
    reason: str | None = Field(None, title="有原因时接在后面", examples=["，主要为{{ reason }}"])
    from_zero: str | None = Field(None, title="上年为零时代替“增加”")


class BlockForm(Form):
    """A block: exactly one of text, paragraphs, items, table, signature, date, title, gap."""

    text: str | None = Field(None, title="文字（模板）")
    paragraphs: str | None = Field(None, title="段落（表达式）")
    label: str | None = Field(None, title="段前标签", examples=["绩效目标："])
    items: str | None = Field(None, title="编号列表（表达式）")
    number: str | None = Field(None, title="列表编号样式", examples=["1、"])
    lead: str | None = Field(None, title="列表项的标题句（模板）")
    item: str | None = Field(None, title="列表项（模板）", examples=["{{ item.text }}"])
    table: str | None = Field(None, title="表格")
    parameters: dict[Name, str] | None = Field(None, alias="with", title="给表格的内容")
    signature: list[str] | None = Field(None, title="署名（模板）")
    date: str | None = Field(None, title="日期（表达式）")
    title: Literal[True] | None = Field(None, title="报告标题")
    gap: Length | None = Field(None, title="空行数", gt=0, le=40)
    when: str | None = Field(None, title="条件（表达式）")
    each: str | None = Field(None, title="逐项重复", examples=["project in projects"])
    style: str | None = Field(None, title="文字样式")


class SectionForm(Form):
    """A section."""

    id: Name = Field(title="编号")
    after: str | None = Field(None, title="排在哪一节之后")
    level: str | None = Field(None, title="层次")
    title: str | None = Field(None, title="标题（模板）")
    when: str | None = Field(None, title="条件（表达式）")
    each: str | None = Field(None, title="逐项重复")
    page: Literal["new"] | None = Field(None, title="另起一页")
    page_style: str | None = Field(None, title="页面样式")
    blocks: list[BlockForm] = Field(default_factory=list, title="内容")


class CoverForm(Form):
    """[cover]."""

    blocks: list[BlockForm] = Field(title="内容", min_length=1)
    when: str | None = Field(None, title="条件（表达式）")
    page_style: str | None = Field(None, title="页面样式")


class ContentsForm(Form):
    """[contents]: 目录."""

    title: str = Field("目录", title="标题")
    levels: list[Name] = Field(title="列入的层次", min_length=1)
    tables: bool = Field(False, title="列入表格")
    leader: Annotated[str, Field(min_length=1)] = Field("…", title="前导符")
    when: str | None = Field(None, title="条件（表达式）")
    page_style: str | None = Field(None, title="页面样式")
    style: str | None = Field(None, title="样式")


class ColumnForm(Form):
    """A column, a head over several (`columns`), or a group of columns to put in (`group`)."""

    group: str | None = Field(None, title="列组")
    title: str | None = Field(None, title="列标题（模板）")
    columns: list[ColumnForm] | None = Field(None, title="下级列", min_length=1)
    value: str | None = Field(None, title="内容（表达式）", examples=["row.name"])
    format: Format | None = Field(None, title="格式")
    align: Align | None = Field(None, title="对齐")
    width_mm: Length | None = Field(None, title="宽度（毫米）", gt=0)
    share: Length | None = Field(None, title="占宽比例", gt=0)
    merge: bool | None = Field(None, title="相同内容合并")
    label: bool | None = Field(None, title="是行标题")
    sum: bool | None = Field(None, title="合计")
    numbers: str | None = Field(None, title="数的写法")
    when: str | None = Field(None, title="条件（表达式）")


class CellForm(Form):
    """A cell of a fixed row."""

    text: str = Field(title="内容（模板）")
    columns: int | None = Field(None, title="跨列数", ge=1)
    rows: int | None = Field(None, title="跨行数", ge=1)
    label: bool | None = Field(None, title="是标签")
    align: Align | None = Field(None, title="对齐")
    format: Format | None = Field(None, title="格式")


class RowForm(Form):
    """A fixed row with options; a row may also be written as a list of cells."""

    cells: list[str | CellForm] | None = Field(None, title="单元格")
    heading: str | None = Field(None, title="通栏标题行（模板）")
    total: bool | None = Field(None, title="是合计行")
    when: str | None = Field(None, title="条件（表达式）")
    each: str | None = Field(None, title="逐项重复")


Rows = list[list[str | CellForm] | RowForm]


class TotalForm(Form):
    """A computed total row."""

    at: Literal["first", "last"] = Field("last", title="位置")
    title: str = Field("合计", title="标题（模板）")
    columns: int = Field(1, title="标题跨列数", ge=1)


class NoteForm(Form):
    """A note below a table."""

    text: str = Field(title="内容（模板）")
    when: str | None = Field(None, title="条件（表达式）")


class HalfForm(Form):
    """Columns and the rows that fill them."""

    columns: list[ColumnForm] | None = Field(None, title="列", min_length=1)
    rows: str | None = Field(None, title="行（表达式）", examples=["project.indicators"])
    only: str | None = Field(None, title="只要哪些行（表达式）", examples=["row.depth == 1"])
    join: str | None = Field(None, title="按哪个名目（lists）排列")
    key: str | None = Field(None, title="与名目对应的值（表达式）", examples=["row.kind"])
    blank: bool | None = Field(None, title="名目中没有内容的也留空行")
    heading: str | None = Field(None, title="分组标题行（模板）")
    row: Rows | None = Field(None, title="固定行")
    total: TotalForm | None = Field(None, title="合计行")
    foot: Rows | None = Field(None, title="末尾的固定行")


class TableForm(HalfForm):
    """[table.ID]."""

    caption: str | None = Field(None, title="表题（模板）")
    continued: str | None = Field(None, title="续页表题后缀", examples=["（续表）"])
    left: str | None = Field(None, title="表左上方（模板）", examples=["编制单位：{{ unit.name }}"])
    unit: str | None = Field(None, title="表右上方（模板）", examples=["单位：万元"])
    orientation: Orientation | None = Field(None, title="纸张方向")
    style: str | None = Field(None, title="表格样式")
    numbers: str | None = Field(None, title="数的写法")
    top: Rows | None = Field(None, title="表头之前的行")
    halves: Annotated[list[HalfForm], Field(min_length=2)] | None = Field(None, title="左右两栏")
    blank_rows: int | None = Field(None, title="空表的空行数", ge=0, le=100)
    empty_note: str | None = Field(None, title="空表的说明（模板）")
    notes: list[str | NoteForm] | None = Field(None, title="表下注")


class GroupForm(Form):
    """[columns.NAME]: columns that several tables have."""

    columns: list[ColumnForm] = Field(title="列", min_length=1)


class TermForm(Form):
    """[[glossary]]."""

    term: Name = Field(title="名词（模板）")
    text: Name = Field(title="解释（模板）")
    when: str | None = Field(None, title="条件（表达式）")
    after: str | None = Field(None, title="排在哪个名词之后")


class EntryForm(Form):
    """An entry of a list; beside these keys it may hold texts of any name."""

    model_config = ConfigDict(extra="allow")

    key: Name = Field(title="关键字", examples=["数量"])
    label: str | None = Field(None, title="印出的文字", description="不写则与关键字相同")
    aliases: list[Name] | None = Field(None, title="其他写法")

    __pydantic_extra__: dict[str, str]


class ExtraForm(Form):
    """[facts.NAME]: the shape of what a spec writes under [extra]."""

    type: Literal["text", "amount", "number", "date", "flag", "table", "list"] = Field(title="类型")
    title: Name = Field(title="中文名称")
    optional: bool = Field(False, title="可以不写")
    fields: dict[Name, ExtraForm] | None = Field(None, title="下级内容")


class ProfileForm(Form):
    """格式: what a bureau's report consists of."""

    name: Name | None = Field(None, title="格式名称")
    extends: Name | None = Field(None, title="以哪个格式为基础")
    title: Name | None = Field(None, title="报告标题（模板）")
    subject: str | None = Field(None, title="报告主题")
    attach: bool | None = Field(
        None, title="附带数据", description="false 表示不把规格文件附在 PDF 里"
    )
    levels: list[LevelForm] | None = Field(None, title="层次与编号", min_length=1)
    drop: list[Name] | None = Field(
        None, title="不要的内容", examples=[["section.other", "table.assets", "glossary.事业收入"]]
    )
    numbers: NumbersForm | None = Field(None, title="数的写法")
    phrase: dict[Name, PhraseForm] | None = Field(None, title="增减的说法")
    section: list[SectionForm] | None = Field(None, title="章节")
    cover: CoverForm | None = Field(None, title="封面")
    contents: ContentsForm | None = Field(None, title="目录")
    table: dict[Name, TableForm] | None = Field(None, title="表格")
    columns: dict[Name, GroupForm] | None = Field(None, title="列组")
    glossary: list[TermForm] | None = Field(None, title="名词解释")
    lists: dict[Name, dict[Name, str] | list[EntryForm]] | None = Field(None, title="名目")
    facts: dict[Name, ExtraForm] | None = Field(None, title="规格文件 [extra] 的内容")
    constants: dict[Name, str | int | Length] | None = Field(None, title="本地常用内容")
    rules: dict[Name, Literal["error", "warning", "note", "off"]] | None = Field(
        None, title="检查规则的级别"
    )
    page: dict[Name, PageForm] | None = Field(None, title="页面样式")
    text: dict[Name, TextForm] | None = Field(None, title="文字样式")
    table_style: dict[Name, TableStyleForm] | None = Field(
        None, alias="table-style", title="表格样式"
    )
    font: dict[Name, list[FaceForm]] | None = Field(None, title="字体")
