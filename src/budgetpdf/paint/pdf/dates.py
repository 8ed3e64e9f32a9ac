"""Dates of the metadata: ISO 8601 in, XMP and PDF out, as exact as they were given."""

from __future__ import annotations

import re

_DATE = re.compile(
    r"(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])"
    r"(?:T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(Z|[+-](?:0\d|1[0-4]):[0-5]\d))?",
    re.ASCII,
)


def is_date(date: str) -> bool:
    """Whether `date` is "2023-02-05" or "2023-02-05T09:30:00+08:00", which XMP takes as it is."""
    return bool(_DATE.fullmatch(date))


def pdf_date(date: str) -> str:
    """The same as a PDF date (ISO 32000-1, 7.9.4): "D:20230205"; empty if it is no date."""
    match = _DATE.fullmatch(date)
    if match is None:
        return ""
    *parts, zone = (part or "" for part in match.groups())
    zone = zone if zone in {"", "Z"} else zone.replace(":", "'") + "'"
    return f"D:{''.join(parts)}{zone}"
