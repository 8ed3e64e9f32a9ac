"""The codes of what can be wrong with a TOML file: S0 its syntax, S1 its keys, S2 its values.

A test holds the table against what is given.
"""

from __future__ import annotations

from budgetpdf.diagnostic import Text

CODES: dict[str, Text] = {
    "S001": Text("读不了文件", "the file cannot be read"),
    "S002": Text("文件太大", "the file is too large"),
    "S003": Text("文件编码不是 UTF-8", "the file is not encoded in UTF-8"),
    "S005": Text("文件里有损坏的字节", "broken bytes in the file"),
    "S006": Text("看不见的控制字符", "a control character"),
    "S007": Text("旧式的换行符", "old-style line ends"),
    "S010": Text("引号用了中文引号", "Chinese quotation marks around a text"),
    "S011": Text("符号或空格用了全角", "a full-width sign or space"),
    "S012": Text("文字没有结束的引号", "a text without its closing quote"),
    "S013": Text("文字里面有英文引号", "a straight quote inside a text"),
    "S014": Text("文字里的反斜杠", "a backslash in a text"),
    "S015": Text("文字没有加引号", "a text without quotes"),
    "S016": Text("还没有填", "not filled in"),
    "S017": Text("数字后面带了单位", "a figure with its unit"),
    "S018": Text("数字带了千分位逗号", "a figure with thousands separators"),
    "S019": Text("全角数字", "full-width digits"),
    "S020": Text("数字的写法", "how a number is written"),
    "S021": Text("日期的写法", "how a date is written"),
    "S022": Text("“是”“否”的写法", "how yes and no are written"),
    "S023": Text("少了逗号", "a comma is missing"),
    "S024": Text("多了内容", "something is too much"),
    "S025": Text("括号没有成对", "a bracket without its partner"),
    "S026": Text("表头的写法", "how a table header is written"),
    "S027": Text("名称里有不能用的字符", "characters that a key may not have"),
    "S028": Text("看不懂的一行", "a line that cannot be read"),
    "S029": Text("重复填写", "written twice"),
    "S030": Text("嵌套太深", "nested too deep"),
    "S031": Text("数字太长", "a number that is too long"),
    "S032": Text("内容或错误太多", "too many values, or too many slips"),
    "S033": Text("行末的反斜杠吞掉空行", "a backslash that swallows empty lines"),
    "S099": Text("其他 TOML 语法错误", "other errors of TOML syntax"),
    "S101": Text("没有这一项", "an unknown key"),
    "S102": Text("写错了地方", "a key in the wrong table"),
    "S103": Text("缺少一项", "a missing key"),
    "S104": Text("类型不对", "a value of the wrong type"),
    "S105": Text("一组还是几组", "one table where several are meant"),
    "S199": Text("其他不合要求的内容", "other values that do not fit"),
    "S201": Text("不在可选的内容之中", "not one of the choices"),
    "S202": Text("数太大", "a figure that is too large"),
    "S203": Text("小数位数太多", "too many decimals"),
    "S204": Text("不是数", "not a number"),
    "S205": Text("还没有填", "not filled in"),
    "S206": Text("超出范围", "out of range"),
    "S207": Text("只能写一行", "one line only"),
    "S208": Text("文字里有控制字符", "a control character in a text"),
}
"""Code → what it is about, in Chinese and English."""
