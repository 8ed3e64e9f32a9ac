"""The codes of what can be wrong with a profile (P) and with what its templates print (T)."""

from __future__ import annotations

from budgetpdf.diagnostic import Diagnostic, Place, Severity, Text

CODES: dict[str, Text] = {
    "P001": Text("没有这个格式", "no such profile"),
    "P002": Text("格式互相继承，绕成了圈", "profiles extend each other in a circle"),
    "P003": Text("格式文件不在项目文件夹内", "the profile lies outside the project folder"),
    "P004": Text("格式缺少必要的内容", "the profile lacks what it needs"),
    "P005": Text("编号（id）重复", "an id is used twice"),
    "P006": Text("引用了没有定义的内容", "a name that is defined nowhere"),
    "P007": Text("几个选项不能同时使用", "options that exclude each other"),
    "P008": Text("编号样式看不懂", "a number sample that cannot be read"),
    "P009": Text("定义了但没有用到", "defined but never used"),
    "P010": Text("样式的值不合适", "a style value that cannot work"),
    "P011": Text("单元格比列多", "more cells than columns"),
    "T001": Text("模板或表达式写法有误", "a template or expression that cannot be read"),
    "T002": Text("表达式里有不支持的写法", "an expression uses what expressions do not have"),
    "T003": Text("模板用了没有的名称", "a template uses an unknown name"),
    "T004": Text("用法与内容的类型不符", "a fact of another kind is needed"),
    "T005": Text("要写出的数缺少依据", "a figure that is to be printed is missing"),
    "T006": Text("表达式算不出结果", "an expression has no result"),
    "T007": Text("这一行在格式的名目中找不到位置", "a row has no place in the profile's list"),
    "T008": Text("编号超出样式所能表示的范围", "a number beyond what its sample can write"),
    "T009": Text("其他内容（extra）与格式要求不符", "[extra] does not fit the profile"),
}
"""Code → what it is about, in Chinese and English."""


def finding(
    code: str,
    message: Text,
    *places: Place,
    hint: Text | None = None,
    severity: Severity = Severity.ERROR,
    at: str = "",
) -> Diagnostic:
    """A finding with one of `CODES`."""
    assert code in CODES
    return Diagnostic(code, severity, message, places, hint, (), at)
