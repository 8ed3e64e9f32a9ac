"""Looser patterns, for what is typed wrong where it can be told what was meant."""

from __future__ import annotations

import re

from budgetpdf.spec.grammar import END_TEXT, KEY_TEXT, STRANGE

# Marks of a Chinese keyboard and the TOML sign that is meant.
QUOTES = "“”„‟＂〝〞「」『』‘’＇`´"
SIGN = {
    **dict.fromkeys("，、；;", ","),
    **dict.fromkeys("＝：:", "="),
    **dict.fromkeys("【［〔", "["),
    **dict.fromkeys("】］〕", "]"),
    "｛": "{",
    "｝": "}",
    "＃": "#",
}

STRANGE_SPACE = re.compile(f"[{STRANGE}]+")
LOOSE_HEADER = re.compile(
    r"([\[【［〔]{1,3})[ \t]*([^\W\d][\w.\- ]*)([\]】］〕]{0,3})[ \t]*(?=[#＃\r\n]|\Z)"
)
LOOSE_PAIR = re.compile(r"""([^=＝\[\]{},"'“”\r\n#]+?)[ \t]*([=＝])[ \t]*""")
COLON_PAIR = re.compile(rf"({KEY_TEXT})[ \t]*([:：])[ \t]*")
NO_EQUALS = re.compile(rf"""({KEY_TEXT})[ \t]+(?=["'\[{{0-9“])""")
REMARK = re.compile(r"＃|//|--")
NEXT_TEXT = re.compile(r""""[^"\\\r\n]*+"(?=[ \t]+["“])""")
CLOSERS = re.compile(r"[\]】］〕}｝]+[,，]?")

# A line where a statement begins, and one where reading can begin anew.
AT_STATEMENT = re.compile(
    rf"\[\[?[ \t]*[A-Za-z_][\w.\- ]*\]\]?{END_TEXT}|[A-Za-z_][\w-]*(?>(?:\.[\w-]+)*)[ \t]*=(?!=)"
)
NEW_START = re.compile(rf"\n[ \t]*+(?={AT_STATEMENT.pattern}|#|\r?\n|\Z)")
