"""What pydantic makes of the models of a spec and of a project's file: see `spec.table`.

Written by `python -m budgetpdf.spec.compiling`, never by hand; a test holds it to the models.
Table → key → its Chinese title and the core schema of its value.
"""

# fmt: off
# ruff: noqa: E501

from __future__ import annotations

from typing import TYPE_CHECKING

from budgetpdf.spec.amounts import widen
from budgetpdf.spec.table import after, before, default, entries, nullable, plain, rows, table
from budgetpdf.spec.texts import extra, filled, line, prose

if TYPE_CHECKING:
    from budgetpdf.spec.table import Tables

Amount = before(widen, plain("decimal"))
Line = after(line, plain("str"))
Name = after(line, after(filled, plain("str", min_length=1)))
Prose = after(prose, plain("str"))
NonEmpty = after(prose, after(filled, plain("str", min_length=1)))
Extra = before(extra, plain("any"))

SPEC: Tables = {
    "Spec": {
        "profile": ("格式", default(Line, "")),
        "fiscal_year": ("预算年度", plain("int", ge=1994, le=2200)),
        "amounts_in": ("金额单位", default(plain("literal", expected=["元", "万元"]), "万元")),
        "published": ("公开日期", default(nullable(plain("date")), None)),
        "approved_on": ("批复日期", default(nullable(plain("date")), None)),
        "invented": ("虚构示例", default(plain("bool"), False)),
        "unit": ("单位", table("Unit")),
        "revenue": ("收入", table("Revenue")),
        "expenditure": ("支出", table("Expenditure")),
        "last_year": ("上年数", default(nullable(table("LastYear")), None)),
        "reason": ("增减原因", default(table("Reasons"), {})),
        "approved": ("批复数", default(table("Approved"), {})),
        "agency_operation": ("机关运行经费", default(table("AgencyOperation"), {})),
        "three_public": ("三公经费", default(table("ThreePublic"), {})),
        "performance": ("绩效预算信息", table("Performance")),
        "projects": ("项目绩效目标", default(rows(table("Project")), [])),
        "procurement": ("政府采购", default(table("Procurement"), {})),
        "assets": ("国有资产信息", table("Assets")),
        "glossary": ("本单位补充的名词解释", default(rows(table("Term")), [])),
        "other_matters": ("其他需要说明的事项", default(Prose, "")),
        "accept": ("已接受的提示", default(rows(table("Acceptance")), [])),
        "extra": ("其他内容", default(entries(Extra), {})),
    },
    "Unit": {
        "name": ("单位名称", Name),
        "called": ("自称", default(Name, "我单位")),
        "short": ("简称", default(Line, "")),
        "region": ("所在地区", Name),
        "code": ("单位编码", default(Line, "")),
        "kind": ("单位类型", plain("literal", expected=["行政", "参公", "事业"])),
        "duties": ("单位职责", rows(Name, min_length=1)),
        "organization": ("机构设置", rows(table("Body"), min_length=1)),
    },
    "Body": {
        "name": ("单位名称", Name),
        "nature": ("单位性质", Name),
        "rank": ("单位规格", default(Line, "")),
        "funding": ("经费保障形式", Name),
    },
    "Revenue": {
        "general_public_budget": ("一般公共预算拨款收入", default(nullable(Amount), None)),
        "government_fund": ("政府性基金预算拨款收入", default(nullable(Amount), None)),
        "state_capital": ("国有资本经营预算拨款收入", default(nullable(Amount), None)),
        "special_account": ("财政专户管理资金收入", default(nullable(Amount), None)),
        "business": ("事业收入", default(nullable(Amount), None)),
        "operating": ("事业单位经营收入", default(nullable(Amount), None)),
        "from_superior": ("上级补助收入", default(nullable(Amount), None)),
        "from_subsidiaries": ("附属单位上缴收入", default(nullable(Amount), None)),
        "other": ("其他收入", default(nullable(Amount), None)),
        "carried_over": ("上年结转结余", default(nullable(Amount), None)),
        "total": ("收入总计", default(nullable(Amount), None)),
    },
    "Expenditure": {
        "personnel": ("人员经费", default(nullable(Amount), None)),
        "operating": ("公用经费", default(nullable(Amount), None)),
        "projects": ("项目支出", default(nullable(Amount), None)),
        "business_operating": ("事业单位经营支出", default(nullable(Amount), None)),
        "to_superior": ("上缴上级支出", default(nullable(Amount), None)),
        "to_subsidiaries": ("对附属单位补助支出", default(nullable(Amount), None)),
        "carried_forward": ("年终结转结余", default(nullable(Amount), None)),
        "basic": ("基本支出", default(nullable(Amount), None)),
        "total": ("支出合计", default(nullable(Amount), None)),
        "by_function": ("按功能分类", default(rows(table("FunctionRow")), [])),
    },
    "FunctionRow": {
        "code": ("功能分类科目编码", Name),
        "name": ("科目名称", default(Line, "")),
        "source": ("资金来源", default(Line, "general_public_budget")),
        "personnel": ("人员经费", default(nullable(Amount), None)),
        "operating": ("公用经费", default(nullable(Amount), None)),
        "projects": ("项目支出", default(nullable(Amount), None)),
    },
    "LastYear": {
        "revenue": ("上年收入", default(nullable(table("Revenue")), None)),
        "expenditure": ("上年支出", default(nullable(table("Expenditure")), None)),
        "three_public": ("上年三公经费", default(nullable(table("ThreePublic")), None)),
    },
    "ThreePublic": {
        "abroad": ("因公出国（境）费", default(nullable(Amount), None)),
        "vehicle_purchase": ("公务用车购置费", default(nullable(Amount), None)),
        "vehicle_operation": ("公务用车运行维护费", default(nullable(Amount), None)),
        "reception": ("公务接待费", default(nullable(Amount), None)),
        "vehicles": ("公务用车购置及运维费", default(nullable(Amount), None)),
        "total": ("三公经费合计", default(nullable(Amount), None)),
    },
    "Reasons": {
        "revenue": ("收入增减原因", default(table("RevenueReasons"), {})),
        "expenditure": ("支出增减原因", default(table("ExpenditureReasons"), {})),
        "three_public": ("三公经费增减原因", default(table("ThreePublicReasons"), {})),
    },
    "RevenueReasons": {
        "total": ("收入增减原因", default(Line, "")),
    },
    "ExpenditureReasons": {
        "total": ("支出合计增减原因", default(Line, "")),
        "basic": ("基本支出增减原因", default(Line, "")),
        "projects": ("项目支出增减原因", default(Line, "")),
    },
    "ThreePublicReasons": {
        "total": ("三公经费增减原因", default(Line, "")),
        "abroad": ("因公出国（境）费增减原因", default(Line, "")),
        "vehicles": ("公务用车购置及运维费增减原因", default(Line, "")),
        "vehicle_purchase": ("公务用车购置费增减原因", default(Line, "")),
        "vehicle_operation": ("公务用车运行维护费增减原因", default(Line, "")),
        "reception": ("公务接待费增减原因", default(Line, "")),
    },
    "Approved": {
        "revenue": ("收入总计", default(nullable(Amount), None)),
        "expenditure": ("支出总计", default(nullable(Amount), None)),
        "basic": ("基本支出", default(nullable(Amount), None)),
        "projects": ("项目支出", default(nullable(Amount), None)),
        "change": ("较上年增减", default(nullable(Amount), None)),
        "three_public": ("三公经费", default(nullable(Amount), None)),
        "procurement": ("政府采购预算", default(nullable(Amount), None)),
        "assets": ("国有资产", default(nullable(Amount), None)),
    },
    "AgencyOperation": {
        "uses": ("主要用途", default(Line, "")),
        "total": ("机关运行经费", default(nullable(Amount), None)),
    },
    "Performance": {
        "overall_goal": ("总体绩效目标", NonEmpty),
        "goals": ("分项绩效目标", default(rows(table("Goal")), [])),
        "measures": ("工作保障措施", default(rows(table("Measure")), [])),
        "indicators": ("单位整体支出绩效指标", default(rows(table("Indicator")), [])),
    },
    "Goal": {
        "title": ("标题", Name),
        "goal": ("绩效目标", NonEmpty),
        "indicators": ("绩效指标", default(Prose, "")),
    },
    "Measure": {
        "lead": ("标题句", default(Line, "")),
        "text": ("内容", NonEmpty),
    },
    "Indicator": {
        "kind": ("二级指标", Name),
        "name": ("三级指标", default(Line, "")),
        "scoring": ("评（扣）分标准", default(Prose, "")),
        "description": ("绩效指标描述", default(Prose, "")),
        "value": ("指标值", default(Line, "")),
        "basis": ("指标值确定依据", default(Prose, "")),
    },
    "Project": {
        "name": ("项目名称", Name),
        "amount": ("项目金额", default(nullable(Amount), None)),
        "goal": ("绩效目标", NonEmpty),
        "indicators": ("绩效指标", rows(table("Indicator"), min_length=1)),
    },
    "Procurement": {
        "items": ("采购明细", default(rows(table("ProcurementItem")), [])),
        "total": ("采购总额", default(nullable(Amount), None)),
    },
    "ProcurementItem": {
        "project": ("项目名称", Name),
        "project_budget": ("项目预算资金", default(nullable(Amount), None)),
        "item": ("采购物品名称", Name),
        "catalogue": ("政府采购目录序号", default(Line, "")),
        "unit": ("计量单位", default(Line, "")),
        "quantity": ("数量", default(nullable(Amount), None)),
        "price": ("单价", default(nullable(Amount), None)),
        "general_public_budget": ("一般公共预算拨款", default(nullable(Amount), None)),
        "government_fund": ("基金预算拨款", default(nullable(Amount), None)),
        "state_capital": ("国有资本经营预算拨款", default(nullable(Amount), None)),
        "special_account": ("财政专户核拨", default(nullable(Amount), None)),
        "own_funds": ("单位资金", default(nullable(Amount), None)),
        "category": ("采购类别", default(plain("literal", expected=["", "货物", "工程", "服务"]), "")),
    },
    "Assets": {
        "as_of": ("截至日期", plain("date")),
        "buildings": ("房屋（平方米）", default(table("Asset"), {})),
        "offices": ("其中：办公用房（平方米）", default(table("Asset"), {})),
        "vehicles": ("车辆（台、辆）", default(table("Asset"), {})),
        "large_equipment": ("大型设备", default(table("Asset"), {})),
        "other": ("其他固定资产", default(table("Asset"), {})),
        "total": ("资产总额", default(nullable(Amount), None)),
        "planned_purchase": ("本年度拟购置固定资产总额", default(nullable(Amount), None)),
    },
    "Asset": {
        "quantity": ("数量", default(nullable(Amount), None)),
        "value": ("价值", default(nullable(Amount), None)),
    },
    "Term": {
        "term": ("名词", Name),
        "text": ("解释", NonEmpty),
    },
    "Acceptance": {
        "rule": ("规则编号", Name),
        "at": ("位置", Name),
        "because": ("理由", Name),
    },
}

PROJECT: Tables = {
    "ProjectFile": {
        "profile": ("格式", default(nullable(NonEmpty), None)),
        "out": ("输出文件夹", default(nullable(NonEmpty), None)),
        "fonts": ("字体", default(entries(NonEmpty), {})),
    },
}
