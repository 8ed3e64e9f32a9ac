"""The style tables of a profile as they are written: pages, texts, tables, fonts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from budgetpdf.spec.lengths import as_float

Name = Annotated[str, Field(min_length=1)]


Length = Annotated[float, BeforeValidator(as_float), Field(allow_inf_nan=False)]


class Form(BaseModel):
    """A table of a profile. Unknown keys are findings; values are never coerced."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PageNumberForm(Form):
    """The page number."""

    pattern: str | None = Field(None, title="样式", examples=["— {n} —"])
    style: str | None = Field(None, title="文字样式")
    place: Literal["outer", "center"] | None = Field(None, title="位置")
    below_mm: Length | None = Field(None, title="版心下边缘以下（毫米）", gt=0)
    inset: Length | None = Field(None, title="距版心边缘（字）", ge=0)


class PageForm(Form):
    """[page.NAME]."""

    width_mm: Length | None = Field(None, title="纸宽（毫米）", ge=50, le=2000)
    height_mm: Length | None = Field(None, title="纸高（毫米）", ge=50, le=2000)
    top_mm: Length | None = Field(None, title="天头（毫米）", ge=0)
    bottom_mm: Length | None = Field(None, title="地脚（毫米）", ge=0)
    inner_mm: Length | None = Field(None, title="订口（毫米）", ge=0)
    outer_mm: Length | None = Field(None, title="切口（毫米）", ge=0)
    mirrored: bool | None = Field(None, title="双面印刷")
    rows: int | None = Field(None, title="每页行数", ge=1, le=200)
    columns: int | None = Field(None, title="每行字数", ge=1, le=200)
    number: PageNumberForm | Literal[False] | None = Field(None, title="页码")


class TextForm(Form):
    """[text.NAME]."""

    role: str | None = Field(None, title="字体角色")
    size: str | Length | None = Field(None, title="字号", examples=["三号", 15.75])
    align: Literal["justify", "left", "center", "right"] | None = Field(None, title="对齐")
    first_indent: Length | None = Field(None, title="首行缩进（字）", ge=0)
    left_indent: Length | None = Field(None, title="左缩进（字）", ge=0)
    right_indent: Length | None = Field(None, title="右缩进（字）", ge=0)
    line_pitch: Length | None = Field(None, title="行距（磅）", gt=0)
    before: Length | None = Field(None, title="段前空行", ge=0)
    after: Length | None = Field(None, title="段后空行", ge=0)
    grid: Literal["strict", "free"] | None = Field(None, title="对齐网格")
    latin_gap: Length | None = Field(None, title="中西文间距（字）", ge=0, le=1)
    max_stretch: Length | None = Field(None, title="字距最多拉开（字）", ge=0, le=2)
    squeeze: bool | None = Field(None, title="标点挤压")
    strict_start: bool | None = Field(None, title="……和——也不放行首")
    balance: bool | None = Field(None, title="各行长短均衡")
    keep_next: bool | None = Field(None, title="与下段同页")
    orphans: int | None = Field(None, title="页末至少行数", ge=1)
    widows: int | None = Field(None, title="页首至少行数", ge=1)
    gray: Length | None = Field(None, title="灰度", ge=0, le=1)


class TableStyleForm(Form):
    """[table-style.NAME]."""

    cell: str | None = Field(None, title="单元格文字样式")
    head: str | None = Field(None, title="表头文字样式")
    caption: str | None = Field(None, title="表题文字样式")
    unit: str | None = Field(None, title="单位行文字样式")
    note: str | None = Field(None, title="表注文字样式")
    sizes: list[str | Length] | None = Field(None, title="逐级缩小的字号", min_length=1)
    line_factor: Length | None = Field(None, title="行距（字高倍数）", ge=1, le=3)
    padding_x: Length | None = Field(None, title="左右边距（磅）", ge=0)
    padding_y: Length | None = Field(None, title="上下边距（磅）", ge=0)
    frame: Length | None = Field(None, title="外框粗细（磅）", ge=0)
    rule: Length | None = Field(None, title="内线粗细（磅）", ge=0)
    min_row: Length | None = Field(None, title="最小行高（行）", ge=0)
    before: Length | None = Field(None, title="表前空行", ge=0)
    after: Length | None = Field(None, title="表后空行", ge=0)


class FaceForm(Form):
    """One face of a font role's chain."""

    file: Name = Field(title="字体文件")
    index: int | None = Field(None, title="字体集中的序号", ge=0)
    raise_em: Length | None = Field(None, title="上移（字高倍数）", ge=-1, le=1)
    only: str | None = Field(None, title="只用于这些字符", examples=["U+0021-007E"])
    avoid: str | None = Field(None, title="不用于这些字符")
