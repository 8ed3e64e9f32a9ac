"""The patterns of TOML 1.1 that the scanner reads by, and looser ones for what is typed wrong.

Possessive repeats (`*+`) keep every pattern linear, whatever a file holds.
"""

from __future__ import annotations

import re

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

# What may stand behind a value, typed right or on a Chinese keyboard.
BEHIND = r"(?=[ \t\u3000\xa0]*(?:[,，、;；\]】］〕}｝#＃\r\n]|\Z))"

_KEY = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\r\n]|\\.)*+"|'[^'\r\n]*+')"""
_KEYS = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*+"
_END = r"[ \t]*+(?:#[^\n]*+)?(?=\r?\n|\Z)"
_ESCAPE = r'\\(?:[btnfre"\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2})'

# Between statements: empty lines and remarks. Inside brackets: the same, and no line counts.
BLANKS = re.compile(r"(?:[ \t]*+(?:#[^\n]*+)?\r?\n)*+[ \t]*+(?:#[^\n]*+\Z)?")
SPACES = re.compile(r"[ \t]*+")
GAP = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*+")
END_OF_LINE = re.compile(_END)
KEY = re.compile(_KEY)
BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
PAIR = re.compile(rf"({_KEYS})[ \t]*=[ \t]*")
HEADER = re.compile(rf"(\[[ \t]*({_KEYS})[ \t]*\]|\[\[[ \t]*({_KEYS})[ \t]*\]\]){_END}")

SCALAR = re.compile(
    rf"""(?:
      "(?: [^"\\\r\n]++ | {_ESCAPE} )*+" (?!")
    | [+-]?(?:0|[1-9](?:_?[0-9])*+) (?:\.[0-9](?:_?[0-9])*+)? (?:[eE][+-]?[0-9](?:_?[0-9])*+)?
    | true | false
    | "{{3}} (?: [^"\\]++ | {_ESCAPE} | \\[ \t]*\r?\n | "(?!"") )*+ "{{3,5}}
    | ' [^'\r\n]*+ ' (?!')
    | ''' (?: [^']++ | '(?!'') )*+ '{{3,5}}
    | [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}
        (?: [Tt\ ] [0-9]{{2}}:[0-9]{{2}} (?: :[0-9]{{2}}(?:\.[0-9]+)? )?
        (?: [Zz] | [+-][0-9]{{2}}:[0-9]{{2}} )? )?
    | [0-9]{{2}}:[0-9]{{2}} (?: :[0-9]{{2}}(?:\.[0-9]+)? )?
    | [+-]?(?:inf|nan)
    | 0x[0-9A-Fa-f](?:_?[0-9A-Fa-f])*+ | 0o[0-7](?:_?[0-7])*+ | 0b[01](?:_?[01])*+
    ){BEHIND}""",
    re.VERBOSE,
)

# Typed wrong, but it can be told what was meant.
STRANGE_SPACE = re.compile(r"[\u3000\xa0\u2000-\u200f\u202f\u205f\u2060\ufeff]+")
LOOSE_HEADER = re.compile(
    r"([\[【［〔]{1,3})[ \t]*([^\W\d][\w.\- ]*)([\]】］〕]{0,3})[ \t]*(?=[#＃\r\n]|\Z)"
)
LOOSE_PAIR = re.compile(r"""([^=＝\[\]{},"'“”\r\n#]+?)[ \t]*([=＝])[ \t]*""")
COLON_PAIR = re.compile(rf"({_KEY})[ \t]*([:：])[ \t]*")
NO_EQUALS = re.compile(rf"""({_KEY})[ \t]+(?=["'\[{{0-9“])""")
REMARK = re.compile(r"＃|//|--")
NEXT_TEXT = re.compile(r""""[^"\\\r\n]*+"(?=[ \t]+["“])""")
CLOSERS = re.compile(r"[\]】］〕}｝]+[,，]?")

# A line where a statement begins, and one where reading can begin anew.
AT_STATEMENT = re.compile(
    rf"\[\[?[ \t]*[A-Za-z_][\w.\- ]*\]\]?{_END}|[A-Za-z_][\w-]*(?:\.[\w-]+)*+[ \t]*=(?!=)"
)
NEW_START = re.compile(rf"\n[ \t]*+(?={AT_STATEMENT.pattern}|#|\r?\n|\Z)")
