"""The spec: what the clerk of one unit writes (figures, names, the unit's own texts).

Amounts are `Decimal` in the spec's own unit (`amounts_in`: 元 or 万元). What can be computed
(totals, changes) is not asked for; where it is written all the same it is checked.
Every key carries its Chinese title: forms, JSON Schema and messages use it.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from budgetpdf.spec.amounts import Amount, Quantity

NonEmpty = Annotated[str, Field(min_length=1)]


class Form(BaseModel):
    """A table of the spec. Unknown keys are findings; values are never coerced."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


class Body(Form):
    """机构设置: one institution of the unit."""

    name: NonEmpty = Field(title="单位名称")
    nature: NonEmpty = Field(title="单位性质", examples=["机关", "事业"])
    rank: str = Field("", title="单位规格", examples=["正科级"])
    funding: NonEmpty = Field(title="经费保障形式", examples=["财政拨款"])


class Unit(Form):
    """The budget unit (预算单位)."""

    name: NonEmpty = Field(title="单位名称", description="全称，与批复一致")
    called: NonEmpty = Field("我单位", title="自称", examples=["我局", "我校", "我单位"])
    short: str = Field("", title="简称", description="行文中使用的简称，不写则用全称")
    region: NonEmpty = Field(title="所在地区", examples=["某某县"])
    code: str = Field("", title="单位编码")
    kind: Literal["行政", "参公", "事业"] = Field(title="单位类型")
    duties: list[NonEmpty] = Field(title="单位职责", description="一项一条，不写序号", min_length=1)
    organization: list[Body] = Field(title="机构设置", min_length=1)


class Revenue(Form):
    """收入: by source; what is not written is 0."""

    general_public_budget: Amount | None = Field(None, title="一般公共预算拨款收入")
    government_fund: Amount | None = Field(None, title="政府性基金预算拨款收入")
    state_capital: Amount | None = Field(None, title="国有资本经营预算拨款收入")
    special_account: Amount | None = Field(None, title="财政专户管理资金收入")
    business: Amount | None = Field(None, title="事业收入")
    operating: Amount | None = Field(None, title="事业单位经营收入")
    from_superior: Amount | None = Field(None, title="上级补助收入")
    from_subsidiaries: Amount | None = Field(None, title="附属单位上缴收入")
    other: Amount | None = Field(None, title="其他收入")
    carried_over: Amount | None = Field(None, title="上年结转结余")
    total: Amount | None = Field(None, title="收入总计", description="可不写；写了就核对")


class FunctionRow(Form):
    """支出 of one 项 of the function classification and one source."""

    code: NonEmpty = Field(title="功能分类科目编码", examples=["2010301"])
    name: str = Field("", title="科目名称", description="与当年科目不同时才写")
    source: str = Field("general_public_budget", title="资金来源")
    personnel: Amount | None = Field(None, title="人员经费")
    operating: Amount | None = Field(None, title="公用经费")
    projects: Amount | None = Field(None, title="项目支出")


class Expenditure(Form):
    """支出; totals are computed. What is not written is 0."""

    personnel: Amount | None = Field(None, title="人员经费")
    operating: Amount | None = Field(None, title="公用经费")
    projects: Amount | None = Field(None, title="项目支出")
    business_operating: Amount | None = Field(None, title="事业单位经营支出")
    to_superior: Amount | None = Field(None, title="上缴上级支出")
    to_subsidiaries: Amount | None = Field(None, title="对附属单位补助支出")
    carried_forward: Amount | None = Field(None, title="年终结转结余")
    basic: Amount | None = Field(None, title="基本支出", description="可不写；写了就核对")
    total: Amount | None = Field(None, title="支出合计", description="可不写；写了就核对")
    by_function: list[FunctionRow] = Field(default_factory=list, title="按功能分类")


class ThreePublic(Form):
    """财政拨款“三公”经费; what is not written is 0."""

    abroad: Amount | None = Field(None, title="因公出国（境）费")
    vehicle_purchase: Amount | None = Field(None, title="公务用车购置费")
    vehicle_operation: Amount | None = Field(None, title="公务用车运行维护费")
    reception: Amount | None = Field(None, title="公务接待费")
    vehicles: Amount | None = Field(None, title="公务用车购置及运维费", description="可不写")
    total: Amount | None = Field(None, title="三公经费合计", description="可不写；写了就核对")


class LastYear(Form):
    """上年数: the same keys, last year's facts; a total may stand for missing parts."""

    revenue: Revenue | None = Field(None, title="上年收入")
    expenditure: Expenditure | None = Field(None, title="上年支出")
    three_public: ThreePublic | None = Field(None, title="上年三公经费")


class ExpenditureReasons(Form):
    """Why expenditure changed."""

    total: str = Field("", title="支出合计增减原因")
    basic: str = Field("", title="基本支出增减原因")
    projects: str = Field("", title="项目支出增减原因")


class RevenueReasons(Form):
    """Why revenue changed."""

    total: str = Field("", title="收入合计增减原因")


class ThreePublicReasons(Form):
    """Why 三公 changed."""

    total: str = Field("", title="三公经费增减原因")
    abroad: str = Field("", title="因公出国（境）费增减原因")
    vehicles: str = Field("", title="公务用车购置及运维费增减原因")
    vehicle_purchase: str = Field("", title="公务用车购置费增减原因")
    vehicle_operation: str = Field("", title="公务用车运行维护费增减原因")
    reception: str = Field("", title="公务接待费增减原因")


class Reasons(Form):
    """增减原因: the same keys as the figures."""

    revenue: RevenueReasons = Field(default_factory=RevenueReasons, title="收入增减原因")
    expenditure: ExpenditureReasons = Field(
        default_factory=ExpenditureReasons, title="支出增减原因"
    )
    three_public: ThreePublicReasons = Field(
        default_factory=ThreePublicReasons, title="三公经费增减原因"
    )


class Approved(Form):
    """批复数: control totals copied from the approval, held against what is computed."""

    revenue: Amount | None = Field(None, title="收入总计")
    expenditure: Amount | None = Field(None, title="支出总计")
    basic: Amount | None = Field(None, title="基本支出")
    projects: Amount | None = Field(None, title="项目支出")
    change: Amount | None = Field(None, title="较上年增减")
    three_public: Amount | None = Field(None, title="三公经费")
    procurement: Amount | None = Field(None, title="政府采购预算")
    assets: Amount | None = Field(None, title="国有资产")


class AgencyOperation(Form):
    """机关运行经费: its amount is the 公用经费 (computed); here is what it is used for."""

    uses: str = Field("", title="主要用途", description="“主要用于”之后的文字")
    total: Amount | None = Field(None, title="机关运行经费", description="可不写；写了就核对")


class Indicator(Form):
    """绩效指标. The clerk writes level 2 (`kind`); the profile's tree gives level 1.

    An indicator with only its `kind` keeps a blank row in the table.
    """

    kind: NonEmpty = Field(title="二级指标", examples=["数量", "质量", "时效", "成本"])
    name: str = Field("", title="三级指标")
    scoring: str = Field("", title="评（扣）分标准")
    description: str = Field("", title="绩效指标描述")
    value: str = Field("", title="指标值", examples=["≥80%", "≤10件/次", "显著提升"])
    basis: str = Field("", title="指标值确定依据")


class Goal(Form):
    """分项绩效目标: a sub-goal. Line breaks part paragraphs."""

    title: NonEmpty = Field(title="标题")
    goal: NonEmpty = Field(title="绩效目标")
    indicators: str = Field("", title="绩效指标", description="一行一段")


class Measure(Form):
    """工作保障措施: a measure, with a lead sentence or without."""

    lead: str = Field("", title="标题句")
    text: NonEmpty = Field(title="内容")


class Performance(Form):
    """绩效预算信息 of the unit as a whole."""

    overall_goal: NonEmpty = Field(title="总体绩效目标", description="一行一段")
    goals: list[Goal] = Field(default_factory=list, title="分项绩效目标")
    measures: list[Measure] = Field(default_factory=list, title="工作保障措施")
    indicators: list[Indicator] = Field(default_factory=list, title="单位整体支出绩效指标")


class Project(Form):
    """A project and its performance table (项目绩效目标表)."""

    name: NonEmpty = Field(title="项目名称")
    amount: Amount | None = Field(None, title="项目金额")
    goal: NonEmpty = Field(title="绩效目标", description="一行一段")
    indicators: list[Indicator] = Field(title="绩效指标", min_length=1)


class ProcurementItem(Form):
    """政府采购: one row. Its amount is the sum over its fund sources."""

    project: NonEmpty = Field(title="项目名称")
    project_budget: Amount | None = Field(None, title="项目预算资金")
    item: NonEmpty = Field(title="采购物品名称")
    catalogue: str = Field("", title="政府采购目录序号", examples=["A02010105"])
    unit: str = Field("", title="计量单位")
    quantity: Quantity | None = Field(None, title="数量")
    price: Amount | None = Field(None, title="单价")
    general_public_budget: Amount | None = Field(None, title="一般公共预算拨款")
    government_fund: Amount | None = Field(None, title="基金预算拨款")
    state_capital: Amount | None = Field(None, title="国有资本经营预算拨款")
    special_account: Amount | None = Field(None, title="财政专户核拨")
    own_funds: Amount | None = Field(None, title="单位资金")
    category: Literal["", "货物", "工程", "服务"] = Field("", title="采购类别")


class Procurement(Form):
    """政府采购预算."""

    items: list[ProcurementItem] = Field(default_factory=list, title="采购明细")
    total: Amount | None = Field(None, title="采购总额", description="可不写；写了就核对")


class Asset(Form):
    """A class of assets: quantity (平方米, 台, 辆 …) and value."""

    quantity: Quantity | None = Field(None, title="数量")
    value: Amount | None = Field(None, title="价值")


class Assets(Form):
    """国有资产占用情况."""

    as_of: date = Field(title="截至日期")
    buildings: Asset = Field(default_factory=Asset, title="房屋（平方米）")
    offices: Asset = Field(default_factory=Asset, title="其中：办公用房（平方米）")
    vehicles: Asset = Field(default_factory=Asset, title="车辆（台、辆）")
    large_equipment: Asset = Field(default_factory=Asset, title="大型设备")
    other: Asset = Field(default_factory=Asset, title="其他固定资产")
    total: Amount | None = Field(None, title="资产总额", description="可不写；写了就核对")
    planned_purchase: Amount | None = Field(None, title="本年度拟购置固定资产总额")


class Term(Form):
    """名词解释: a term of the unit's own."""

    term: NonEmpty = Field(title="名词")
    text: NonEmpty = Field(title="解释")


class Acceptance(Form):
    """A warning that the unit accepts, with the reason. Never reaches errors."""

    rule: NonEmpty = Field(title="规则编号", examples=["R18"])
    at: NonEmpty = Field(title="位置", examples=["performance.overall_goal"])
    because: NonEmpty = Field(title="理由")


class Spec(Form):
    """A unit's report of one year."""

    profile: NonEmpty = Field(title="格式", examples=["hebei-county-unit"])
    fiscal_year: int = Field(title="预算年度", ge=1994, le=2200)
    amounts_in: Literal["元", "万元"] = Field("万元", title="金额单位")
    published: date | None = Field(None, title="公开日期")
    approved_on: date | None = Field(None, title="批复日期")
    invented: bool = Field(False, title="虚构示例", description="true 表示并非真实单位")
    unit: Unit = Field(title="单位")
    revenue: Revenue = Field(title="收入")
    expenditure: Expenditure = Field(title="支出")
    last_year: LastYear | None = Field(None, title="上年数")
    reason: Reasons = Field(default_factory=Reasons, title="增减原因")
    approved: Approved = Field(default_factory=Approved, title="批复数")
    agency_operation: AgencyOperation = Field(default_factory=AgencyOperation, title="机关运行经费")
    three_public: ThreePublic = Field(default_factory=ThreePublic, title="三公经费")
    performance: Performance = Field(title="绩效预算信息")
    projects: list[Project] = Field(default_factory=list, title="项目绩效目标")
    procurement: Procurement = Field(default_factory=Procurement, title="政府采购")
    assets: Assets = Field(title="国有资产信息")
    glossary: list[Term] = Field(default_factory=list, title="本单位补充的名词解释")
    other_matters: str = Field("", title="其他需要说明的事项")
    accept: list[Acceptance] = Field(default_factory=list, title="已接受的提示")
    extra: dict[str, Any] = Field(default_factory=dict, title="格式要求的其他内容")
