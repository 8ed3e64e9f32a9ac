"""The patterns of TOML 1.1 that the scanner reads by.

Possessive repeats (`*+`) and atomic groups (`(?>…)`) keep every pattern linear, whatever a file
holds. Only single characters repeat possessively: of a group, Python before 3.11.5 loses its place.
"""

from __future__ import annotations

import re

# What may stand behind a value, typed right or on a Chinese keyboard; and strange spaces.
STRANGE = r"\u3000\xa0\u2000-\u200f\u202f\u205f\u2060\ufeff"
BEHIND = rf"(?=[ \t{STRANGE}]*(?:[,，、;；\]】］〕}}｝#＃\r\n]|\Z))"

KEY_TEXT = r"""(?:[A-Za-z0-9_-]++|"(?>(?:[^"\\\r\n]|\\.)*)"|'[^'\r\n]*+')"""
KEYS_TEXT = rf"{KEY_TEXT}(?>(?:[ \t]*\.[ \t]*{KEY_TEXT})*)"
END_TEXT = r"[ \t]*+(?:#[^\n]*+)?(?=\r?\n|\Z)"
ESCAPE_TEXT = r'\\(?:[btnfre"\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2})'

# Between statements: empty lines and remarks. Inside brackets: the same, and no line counts.
BLANKS = re.compile(r"(?>(?:[ \t]*+(?:#[^\n]*+)?\r?\n)*)[ \t]*+(?:#[^\n]*+\Z)?")
SPACES = re.compile(r"[ \t]*+")
GAP = re.compile(r"(?>(?:[ \t\r\n]++|#[^\n]*+)*)")
END_OF_LINE = re.compile(END_TEXT)
KEY = re.compile(KEY_TEXT)
BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
PAIR = re.compile(rf"({KEYS_TEXT})[ \t]*=[ \t]*")
HEADER = re.compile(rf"(\[(\[)?[ \t]*({KEYS_TEXT})[ \t]*\](?(2)\])){END_TEXT}")

# A cell of a row as most are: a bare key, a text without escapes or a short number, and its end;
# and a whole row of such cells, which stands in one line.
CELL_TEXT = (
    r"""[ \t]*({}[A-Za-z0-9_-]+)[ \t]*=[ \t]*"""
    r"""({}"[^"\\\r\n]*+"|(?:0|[1-9][0-9]{{0,11}})(?:\.[0-9]{{1,6}})?)[ \t]*"""
)
CELL = re.compile(CELL_TEXT.format("", "") + "([,}])")
_CELL = CELL_TEXT.format("?:", "?:")
ROW_TEXT = rf"\{{(?>(?:{_CELL},)*){_CELL}\}}"
ROW = re.compile(ROW_TEXT)
# The same as an item of a list, with what parts it from the next one; and a line that holds a
# plain value alone.
ROW_ITEM = re.compile(rf"[ \t\r\n]*+({ROW_TEXT})[ \t\r\n]*+(?:,|(?=\]))")
LINE = re.compile(CELL_TEXT.format("", "") + r"(?:\r?\n|\Z)")

SCALAR = re.compile(
    rf"""(?:
      "(?>(?: [^"\\\r\n]++ | {ESCAPE_TEXT} )*)" (?!")
    | [+-]?(?:0|[1-9](?>(?:_?[0-9])*))
        (?:\.[0-9](?>(?:_?[0-9])*))? (?:[eE][+-]?[0-9](?>(?:_?[0-9])*))?
    | true | false
    | "{{3}} (?>(?: [^"\\]++ | {ESCAPE_TEXT} | \\[ \t]*\r?\n | "(?!"") )*) "{{3,5}}
    | ' [^'\r\n]*+ ' (?!')
    | ''' (?>(?: [^']++ | '(?!'') )*) '{{3,5}}
    | [0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}
        (?: [Tt\ ] [0-9]{{2}}:[0-9]{{2}} (?: :[0-9]{{2}}(?:\.[0-9]+)? )?
        (?: [Zz] | [+-][0-9]{{2}}:[0-9]{{2}} )? )?
    | [0-9]{{2}}:[0-9]{{2}} (?: :[0-9]{{2}}(?:\.[0-9]+)? )?
    | [+-]?(?:inf|nan)
    | 0x[0-9A-Fa-f](?>(?:_?[0-9A-Fa-f])*) | 0o[0-7](?>(?:_?[0-7])*) | 0b[01](?>(?:_?[01])*)
    ){BEHIND}""",
    re.VERBOSE,
)
