"""The colour space of the output intent: sRGB (IEC 61966-2-1) as an ICC profile, version 4.2.

PDF/A wants a profile inside the file (ISO 19005-3, 6.2.3). This one has what a display profile
must have and no more: three colorants and one curve, as numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from struct import pack

_D50 = (0.9642, 1.0, 0.8249)
"""White of the profile connection space (ICC.1:2004-10, 6.3.4.3)."""
_COLORANTS = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.7141),
}
"""The primaries of BT.709, adapted from D65 to D50."""
_ADAPTATION = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
"""The Bradford matrix of that adaptation, by rows."""
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""g a b c d of Y = (aX + b)^g above d, cX below: parametric curve 3."""
_SIZE_OF_HEADER = 128


@lru_cache
def srgb() -> bytes:
    """The profile: about 500 bytes, always the same."""
    tags = {
        b"desc": _text("sRGB"),
        b"cprt": _text("No copyright, use freely"),
        b"wtpt": _xyz(_D50),
        b"chad": b"sf32" + bytes(4) + _fixed(_ADAPTATION),
        **{tag: _xyz(value) for tag, value in _COLORANTS.items()},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), _curve()),
    }
    table, data = _tag_table(tags)
    return _header(_SIZE_OF_HEADER + len(table) + len(data)) + table + data


def _header(size: int) -> bytes:
    """ICC.1:2004-10, 7.2. No colour engine or maker; the date is that of the standard."""
    fields = [
        pack(">I4xI", size, 0x04200000),
        b"mntrRGB XYZ ",
        pack(">6H", 1999, 10, 18, 0, 0, 0),
        b"acsp",
        bytes(24),  # platform, flags, device, attributes
        bytes(4),  # perceptual intent
        _fixed(_D50),
    ]
    return b"".join(fields).ljust(_SIZE_OF_HEADER, b"\0")


def _tag_table(tags: dict[bytes, bytes]) -> tuple[bytes, bytes]:
    """Tag table and tag data (7.3); equal data stands once."""
    start = _SIZE_OF_HEADER + 4 + 12 * len(tags)
    places: dict[bytes, int] = {}
    data, entries = b"", []
    for tag, value in tags.items():
        if value not in places:
            places[value] = start + len(data)
            data += value.ljust((len(value) + 3) // 4 * 4, b"\0")
        entries.append(tag + pack(">II", places[value], len(value)))
    return pack(">I", len(tags)) + b"".join(entries), data


def _fixed(values: Iterable[float]) -> bytes:
    """s15Fixed16Number (5.1.3)."""
    return b"".join(pack(">i", round(value * 0x10000)) for value in values)


def _xyz(value: Iterable[float]) -> bytes:
    return b"XYZ " + bytes(4) + _fixed(value)


def _curve() -> bytes:
    return b"para" + pack(">4xH2x", 3) + _fixed(_CURVE)


def _text(value: str) -> bytes:
    """multiLocalizedUnicodeType with one record (10.13)."""
    encoded = value.encode("utf-16-be")
    return b"mluc" + pack(">4xII", 1, 12) + b"enUS" + pack(">II", len(encoded), 28) + encoded
