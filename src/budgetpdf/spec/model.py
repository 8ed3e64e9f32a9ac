"""The spec: what the clerk of one unit writes (figures, names, the unit's own texts).

Every key carries its Chinese title, and what to write: forms, JSON Schema, the template of `new`
and messages use them. What can be computed is not asked for; where it is written all the same it
is checked. Figures stand in `spec.figures`.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from budgetpdf.spec.figures import (
    Approved,
    Expenditure,
    ExpenditureReasons,
    Form,
    FunctionRow,
    LastYear,
    Reasons,
    Revenue,
    RevenueReasons,
    ThreePublic,
    ThreePublicReasons,
    no_entries,
    no_rows,
)
from budgetpdf.spec.kinds import Amount, Extra, Line, Name, NonEmpty, Prose, Quantity

__all__ = [
    "PARAGRAPHS",
    "Acceptance",
    "AgencyOperation",
    "Approved",
    "Asset",
    "Assets",
    "Body",
    "Expenditure",
    "ExpenditureReasons",
    "Form",
    "FunctionRow",
    "Goal",
    "Indicator",
    "LastYear",
    "Line",
    "Measure",
    "Name",
    "NonEmpty",
    "Performance",
    "Procurement",
    "ProcurementItem",
    "Project",
    "Prose",
    "Reasons",
    "Revenue",
    "RevenueReasons",
    "Spec",
    "Term",
    "ThreePublic",
    "ThreePublicReasons",
    "Unit",
]

_CHECKED = "可不写，由程序算出；写了就与算出的数核对"
PARAGRAPHS = "一行一段"


class Body(Form):
    """机构设置: one institution of the unit."""

    name: Name = Field(title="单位名称", description="全称")
    nature: Name = Field(title="单位性质", description="机关或事业", examples=["机关", "事业"])
    rank: Line = Field("", title="单位规格", examples=["正科级", "副科级"])
    funding: Name = Field(
        title="经费保障形式", examples=["财政拨款", "财政性资金基本保证", "财政性资金零补助"]
    )


class Unit(Form):
    """The budget unit (预算单位)."""

    name: Name = Field(title="单位名称", description="全称，与批复一致", examples=["某某县财政局"])
    called: Name = Field(
        "我单位",
        title="自称",
        description="行文中怎样称呼自己",
        examples=["我局", "我校", "我单位"],
    )
    short: Line = Field("", title="简称", description="行文中使用的简称，不写就用全称")
    region: Name = Field(title="所在地区", description="县（市、区）全称", examples=["某某县"])
    code: Line = Field(
        "", title="单位编码", description="预算单位编码，加引号", examples=["302011"]
    )
    kind: Literal["行政", "参公", "事业"] = Field(
        title="单位类型", description="参公指参照公务员法管理的事业单位；事业单位没有机关运行经费"
    )
    duties: list[Name] = Field(
        title="单位职责",
        description="一项一条，不写序号",
        min_length=1,
        examples=[["负责……工作。", "承办县委、县政府交办的其他事项。"]],
    )
    organization: list[Body] = Field(
        title="机构设置", description="本单位及所属单位，一个一行", min_length=1
    )


class AgencyOperation(Form):
    """机关运行经费: its amount is the 公用经费 (computed); here is what it is used for."""

    uses: Line = Field(
        "",
        title="主要用途",
        description="“主要用于”之后的文字，句末不写标点",
        examples=["办公用房水电费、取暖费、物业管理费等日常运行支出"],
    )
    total: Amount | None = Field(None, title="机关运行经费", description=_CHECKED)


class Indicator(Form):
    """绩效指标. The clerk writes level 2 (`kind`); the profile's tree gives level 1.

    An indicator with only its `kind` keeps a blank row in the table.
    """

    kind: Name = Field(
        title="二级指标",
        description="一级指标由格式归类；没有指标的二级指标只写这一项，表中留空行",
        examples=["数量", "质量", "时效", "成本", "社会效益", "满意度"],
    )
    name: Line = Field("", title="三级指标", examples=["受理及时率"])
    scoring: Prose = Field("", title="评（扣）分标准")
    description: Prose = Field("", title="绩效指标描述", description="怎样计算或衡量")
    value: Line = Field(
        "",
        title="指标值",
        description="符号、数值、单位连写，如 ≥80%；不能量化的写文字",
        examples=["≥80%", "≤10件/次", "=100%", "显著提升"],
    )
    basis: Prose = Field("", title="指标值确定依据", examples=["工作计划"])


class Goal(Form):
    """分项绩效目标: a sub-goal."""

    title: Name = Field(title="标题", description="不写序号")
    goal: NonEmpty = Field(title="绩效目标", description=PARAGRAPHS)
    indicators: Prose = Field("", title="绩效指标", description=PARAGRAPHS)


class Measure(Form):
    """工作保障措施: a measure, with a lead sentence or without."""

    lead: Line = Field("", title="标题句", description="没有就不写", examples=["加强组织领导。"])
    text: NonEmpty = Field(title="内容", description="不写序号")


class Performance(Form):
    """绩效预算信息 of the unit as a whole."""

    overall_goal: NonEmpty = Field(title="总体绩效目标", description=PARAGRAPHS)
    goals: list[Goal] = Field(
        default_factory=no_rows,
        title="分项绩效目标",
        description="每个目标一组 [[performance.goals]]",
    )
    measures: list[Measure] = Field(
        default_factory=no_rows, title="工作保障措施", description="一项一行"
    )
    indicators: list[Indicator] = Field(
        default_factory=no_rows, title="单位整体支出绩效指标", description="一个指标一行"
    )


class Project(Form):
    """A project and its performance table (项目绩效目标表)."""

    name: Name = Field(title="项目名称", description="与批复一致")
    amount: Amount | None = Field(
        None, title="项目金额", description="各项目金额之和应等于项目支出"
    )
    goal: NonEmpty = Field(title="绩效目标", description=PARAGRAPHS)
    indicators: list[Indicator] = Field(title="绩效指标", description="一个指标一行", min_length=1)


class ProcurementItem(Form):
    """政府采购: one row. Its amount is the sum over its fund sources."""

    project: Name = Field(title="项目名称", description="采购所属的项目")
    project_budget: Amount | None = Field(
        None, title="项目预算资金", description="项目的预算总额，同一项目只写一次即可"
    )
    item: Name = Field(title="采购物品名称", examples=["台式计算机"])
    catalogue: Line = Field(
        "", title="政府采购目录序号", description="品目编码，加引号", examples=["A02010105"]
    )
    unit: Line = Field("", title="计量单位", examples=["台", "套", "项"])
    quantity: Quantity | None = Field(None, title="数量", examples=[12])
    price: Amount | None = Field(
        None, title="单价", description="数量 × 单价应等于各资金来源之和", examples=[0.5]
    )
    general_public_budget: Amount | None = Field(
        None, title="一般公共预算拨款", description="其中来自一般公共预算的金额"
    )
    government_fund: Amount | None = Field(
        None, title="基金预算拨款", description="其中来自政府性基金的金额"
    )
    state_capital: Amount | None = Field(
        None, title="国有资本经营预算拨款", description="其中来自国有资本经营预算的金额"
    )
    special_account: Amount | None = Field(
        None, title="财政专户核拨", description="其中来自财政专户的金额"
    )
    own_funds: Amount | None = Field(
        None, title="单位资金", description="其中来自单位自有资金的金额"
    )
    category: Literal["", "货物", "工程", "服务"] = Field(
        "", title="采购类别", description="货物、工程、服务之一"
    )


class Procurement(Form):
    """政府采购预算."""

    items: list[ProcurementItem] = Field(
        default_factory=no_rows,
        title="采购明细",
        description="一项一行；没有采购就写 [ ]，空表照印",
    )
    total: Amount | None = Field(None, title="采购总额", description=_CHECKED)


class Asset(Form):
    """A class of assets: quantity (平方米, 台, 辆 …) and value."""

    quantity: Quantity | None = Field(None, title="数量", description="平方米、台、辆或件")
    value: Amount | None = Field(None, title="价值", description="账面原值")


class Assets(Form):
    """国有资产占用情况."""

    as_of: date = Field(title="截至日期", description="一般是上年末", examples=[date(2024, 12, 31)])
    buildings: Asset = Field(
        default_factory=Asset, title="房屋（平方米）", description="面积和价值"
    )
    offices: Asset = Field(
        default_factory=Asset,
        title="其中：办公用房（平方米）",
        description="已包括在房屋之内，不另计入总额",
    )
    vehicles: Asset = Field(default_factory=Asset, title="车辆（台、辆）", description="数量和价值")
    large_equipment: Asset = Field(
        default_factory=Asset, title="大型设备", description="单价在规定标准以上的设备"
    )
    other: Asset = Field(
        default_factory=Asset, title="其他固定资产", description="以上各类之外的固定资产"
    )
    total: Amount | None = Field(None, title="资产总额", description=_CHECKED)
    planned_purchase: Amount | None = Field(
        None, title="本年度拟购置固定资产总额", description="没有就写 0", examples=[0]
    )


class Term(Form):
    """名词解释: a term of the unit's own."""

    term: Name = Field(title="名词")
    text: NonEmpty = Field(title="解释", description="通用名词由格式给出，这里只写本单位的")


class Acceptance(Form):
    """A warning that the unit accepts, with the reason. Never reaches errors."""

    rule: Name = Field(title="规则编号", examples=["R18"])
    at: Name = Field(
        title="位置",
        description="用名称指明行，不用序号",
        examples=["performance.overall_goal", "performance.indicators[受理及时率].value"],
    )
    because: Name = Field(title="理由", description="为什么可以保留")


class Spec(Form):
    """A unit's report of one year."""

    profile: Line = Field(
        "",
        title="格式",
        description="由财政局制定；内置的名称，或格式文件的路径；budgetpdf.toml 写了的可以不写",
        examples=["hebei-county-unit"],
    )
    fiscal_year: int = Field(
        title="预算年度", description="四位数的年份", ge=1994, le=2200, examples=[2025]
    )
    amounts_in: Literal["元", "万元"] = Field(
        "万元", title="金额单位", description="本文件所有金额的单位"
    )
    published: date | None = Field(
        None, title="公开日期", description="批复后 20 日内", examples=[date(2025, 2, 5)]
    )
    approved_on: date | None = Field(
        None, title="批复日期", description="财政批复预算的日期", examples=[date(2025, 1, 20)]
    )
    invented: bool = Field(False, title="虚构示例", description="true 表示并非真实单位")
    unit: Unit = Field(title="单位", description="名称、职责和机构")
    revenue: Revenue = Field(title="收入", description="按来源填写，没有的不写，按 0 处理")
    expenditure: Expenditure = Field(
        title="支出", description="人员、公用、项目三项，合计由程序算出"
    )
    last_year: LastYear | None = Field(
        None, title="上年数", description="有增减说明时填写；没有写的数不当作 0"
    )
    reason: Reasons = Field(
        default_factory=Reasons, title="增减原因", description="与收入、支出、三公经费的各项对应"
    )
    approved: Approved = Field(
        default_factory=Approved, title="批复数", description="照批复抄写，与算出的数核对"
    )
    agency_operation: AgencyOperation = Field(
        default_factory=AgencyOperation,
        title="机关运行经费",
        description="金额就是公用经费，不必再写；事业单位没有此项",
    )
    three_public: ThreePublic = Field(
        default_factory=ThreePublic, title="三公经费", description="财政拨款安排的部分"
    )
    performance: Performance = Field(title="绩效预算信息", description="单位整体的目标、措施和指标")
    projects: list[Project] = Field(
        default_factory=no_rows, title="项目绩效目标", description="每个项目一组 [[projects]]"
    )
    procurement: Procurement = Field(
        default_factory=Procurement, title="政府采购", description="没有采购预算就不写明细"
    )
    assets: Assets = Field(title="国有资产信息", description="上年末占用固定资产的情况")
    glossary: list[Term] = Field(
        default_factory=no_rows,
        title="本单位补充的名词解释",
        description="通用名词由格式给出，每个补充的名词一组 [[glossary]]",
    )
    other_matters: Prose = Field("", title="其他需要说明的事项", description="一行一段；没有就不写")
    accept: list[Acceptance] = Field(
        default_factory=no_rows, title="已接受的提示", description="只能接受提醒，不能接受错误"
    )
    extra: dict[str, Extra] = Field(
        default_factory=no_entries, title="其他内容", description="格式另外要求的内容"
    )
