"""The spec's figures: revenue, expenditure, 三公, and why they changed.

Amounts are in the spec's own unit (`amounts_in`). What is not written is 0 this year; last year
it is unknown. Totals are computed; where one is written all the same it is checked.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from budgetpdf.spec.kinds import Amount, Line, Name

_CHECKED = "可不写，由程序算出；写了就与算出的数核对"
_REASON = "接在“主要为”之后，句末不写标点"


def no_rows() -> list[Any]:
    """What a list is that is not written.

    `list` itself would do; but for a builtin pydantic has Python's tokenizer read its signature,
    which takes five milliseconds of every start.
    """
    return []


def no_entries() -> dict[str, Any]:
    """What a table of free keys is that is not written."""
    return {}


class Form(BaseModel):
    """A table of the spec. Unknown keys are findings; values are never coerced."""

    # Built late, all at once, when the first spec is read.
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


class Revenue(Form):
    """收入: by source; what is not written is 0."""

    general_public_budget: Amount | None = Field(
        None, title="一般公共预算拨款收入", description="本级财政当年拨付的资金", examples=[512.6]
    )
    government_fund: Amount | None = Field(
        None, title="政府性基金预算拨款收入", description="本级政府性基金当年拨付的资金"
    )
    state_capital: Amount | None = Field(
        None, title="国有资本经营预算拨款收入", description="国有资本经营预算当年拨付的资金"
    )
    special_account: Amount | None = Field(
        None, title="财政专户管理资金收入", description="财政专户核拨的教育收费等"
    )
    business: Amount | None = Field(
        None, title="事业收入", description="事业单位开展业务活动取得的收入，不含财政专户管理资金"
    )
    operating: Amount | None = Field(
        None, title="事业单位经营收入", description="非独立核算经营活动取得的收入"
    )
    from_superior: Amount | None = Field(
        None, title="上级补助收入", description="上级单位拨来的非财政补助"
    )
    from_subsidiaries: Amount | None = Field(
        None, title="附属单位上缴收入", description="附属独立核算单位上缴的收入"
    )
    other: Amount | None = Field(
        None, title="其他收入", description="以上各项之外的收入，如利息、捐赠"
    )
    carried_over: Amount | None = Field(
        None, title="上年结转结余", description="以前年度结转到本年继续使用的资金"
    )
    total: Amount | None = Field(None, title="收入总计", description=_CHECKED)


class FunctionRow(Form):
    """支出 of one 项 of the function classification and one source."""

    code: Name = Field(
        title="功能分类科目编码",
        description="项级编码，加引号；类、款由程序汇总",
        examples=["2010301"],
    )
    name: Line = Field(
        "", title="科目名称", description="与当年政府收支分类科目不同时才写", examples=["行政运行"]
    )
    source: Line = Field(
        "general_public_budget",
        title="资金来源",
        description="用 [revenue] 里的名称，不写就是一般公共预算",
        examples=["general_public_budget", "special_account"],
    )
    personnel: Amount | None = Field(None, title="人员经费", description="属于基本支出")
    operating: Amount | None = Field(None, title="公用经费", description="属于基本支出")
    projects: Amount | None = Field(None, title="项目支出", description="这一科目的项目支出")


class Expenditure(Form):
    """支出; totals are computed. What is not written is 0."""

    personnel: Amount | None = Field(
        None, title="人员经费", description="基本支出中的人员类经费", examples=[318.5]
    )
    operating: Amount | None = Field(
        None, title="公用经费", description="基本支出中的日常公用经费", examples=[42.1]
    )
    projects: Amount | None = Field(
        None, title="项目支出", description="各项目金额之和", examples=[152]
    )
    business_operating: Amount | None = Field(
        None, title="事业单位经营支出", description="非独立核算经营活动的支出"
    )
    to_superior: Amount | None = Field(
        None, title="上缴上级支出", description="按规定上缴上级单位的支出"
    )
    to_subsidiaries: Amount | None = Field(
        None, title="对附属单位补助支出", description="用非财政资金补助附属单位的支出"
    )
    carried_forward: Amount | None = Field(
        None, title="年终结转结余", description="预计结转到下年的资金"
    )
    basic: Amount | None = Field(None, title="基本支出", description=_CHECKED)
    total: Amount | None = Field(None, title="支出合计", description=_CHECKED)
    by_function: list[FunctionRow] = Field(
        default_factory=no_rows,
        title="按功能分类",
        description="一行是一个项级科目的一种资金来源；有功能分类表时才写",
    )


class ThreePublic(Form):
    """财政拨款“三公”经费; what is not written is 0."""

    abroad: Amount | None = Field(
        None, title="因公出国（境）费", description="公务出国（境）的住宿、旅费、培训等支出"
    )
    vehicle_purchase: Amount | None = Field(
        None, title="公务用车购置费", description="公务用车购置支出，含车辆购置税"
    )
    vehicle_operation: Amount | None = Field(
        None,
        title="公务用车运行维护费",
        description="租用、燃料、维修、过路过桥、保险等支出",
        examples=[3.2],
    )
    reception: Amount | None = Field(
        None, title="公务接待费", description="按规定开支的各类公务接待支出", examples=[0.4]
    )
    vehicles: Amount | None = Field(
        None, title="公务用车购置及运维费", description="购置费与运行维护费之和，可不写"
    )
    total: Amount | None = Field(None, title="三公经费合计", description=_CHECKED)


class LastYear(Form):
    """上年数: the same keys, last year's facts; a total may stand for missing parts."""

    revenue: Revenue | None = Field(
        None, title="上年收入", description="与 [revenue] 相同的各项，填上年预算数"
    )
    expenditure: Expenditure | None = Field(
        None,
        title="上年支出",
        description="与 [expenditure] 相同的各项，填上年预算数；没有细数可只写 basic 和 projects",
    )
    three_public: ThreePublic | None = Field(
        None, title="上年三公经费", description="与 [three_public] 相同的各项，填上年预算数"
    )


class RevenueReasons(Form):
    """Why revenue changed."""

    total: Line = Field("", title="收入增减原因", description=_REASON)


class ExpenditureReasons(Form):
    """Why expenditure changed."""

    total: Line = Field("", title="支出合计增减原因", description=_REASON)
    basic: Line = Field("", title="基本支出增减原因", description=_REASON)
    projects: Line = Field("", title="项目支出增减原因", description=_REASON)


class ThreePublicReasons(Form):
    """Why 三公 changed."""

    total: Line = Field("", title="三公经费增减原因", description=_REASON)
    abroad: Line = Field("", title="因公出国（境）费增减原因", description=_REASON)
    vehicles: Line = Field("", title="公务用车购置及运维费增减原因", description=_REASON)
    vehicle_purchase: Line = Field("", title="公务用车购置费增减原因", description=_REASON)
    vehicle_operation: Line = Field("", title="公务用车运行维护费增减原因", description=_REASON)
    reception: Line = Field("", title="公务接待费增减原因", description=_REASON)


class Reasons(Form):
    """增减原因: the same keys as the figures."""

    revenue: RevenueReasons = Field(
        default_factory=RevenueReasons, title="收入增减原因", description="与 [revenue] 对应"
    )
    expenditure: ExpenditureReasons = Field(
        default_factory=ExpenditureReasons,
        title="支出增减原因",
        description="与 [expenditure] 对应",
    )
    three_public: ThreePublicReasons = Field(
        default_factory=ThreePublicReasons,
        title="三公经费增减原因",
        description="与 [three_public] 对应",
    )


class Approved(Form):
    """批复数: control totals copied from the approval, held against what is computed."""

    revenue: Amount | None = Field(None, title="收入总计", description="照批复抄写")
    expenditure: Amount | None = Field(None, title="支出总计", description="照批复抄写")
    basic: Amount | None = Field(None, title="基本支出", description="照批复抄写")
    projects: Amount | None = Field(None, title="项目支出", description="照批复抄写")
    change: Amount | None = Field(
        None, title="较上年增减", description="收支总额较上年的增减，减少写负数", examples=[-12.5]
    )
    three_public: Amount | None = Field(None, title="三公经费", description="照批复抄写")
    procurement: Amount | None = Field(None, title="政府采购预算", description="照批复抄写")
    assets: Amount | None = Field(None, title="国有资产", description="照上年末资产报表抄写")
