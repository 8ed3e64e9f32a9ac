"""Objects as bytes: what is written a shorter way is what reportlab would write."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgetpdf.paint.pdf import fonts, showing
from budgetpdf.paint.pdf.objects import Array, Dict, Formatting, Ref, array, number, to_bytes
from budgetpdf.paint.pdf.reportlab import pdfdoc
from budgetpdf.paint.pdf.showing import Shower

names = st.text("AbZ/# 预", min_size=1, max_size=6)
values = st.recursive(
    st.one_of(
        st.integers(-(10**9), 10**9),
        st.sampled_from(["/Name", "true", "12.5", "null"]),
        st.binary(max_size=9),
        st.builds(Ref, st.integers(1, 9999)),
    ),
    lambda inner: st.one_of(
        st.builds(Dict, st.dictionaries(names, inner, max_size=20)),
        st.builds(Array, st.lists(inner, max_size=32)),
    ),
    max_leaves=40,
)


def of_reportlab(value: Any) -> Any:
    """The same in reportlab's own classes."""
    if isinstance(value, Dict):
        inside = {key: of_reportlab(entry) for key, entry in value.dict.items()}
        return pdfdoc.PDFDictionary(inside)
    if isinstance(value, Array):
        return pdfdoc.PDFArray([of_reportlab(entry) for entry in value.sequence])
    return value


@given(values)
def test_dictionaries_and_arrays_are_written_as_reportlab_does(value: Any) -> None:
    assert to_bytes(value) == pdfdoc.format(of_reportlab(value), Formatting, 1)


@pytest.mark.parametrize("count", [0, 1, 9, 10, 11, 20, 21])
def test_an_array_of_finished_tokens_is_an_array(count: int) -> None:
    tokens = [b"%d" % value for value in range(count)]
    assert array(tokens) == to_bytes(Array(range(count)))


@pytest.mark.parametrize(
    ("value", "digits", "written"),
    [
        (0, 2, "0"), (-0.0, 2, "0"), (-0.001, 2, "0"), (1.0, 2, "1"), (100, 0, "100"),
        (100.4, 0, "100"), (-0.4, 0, "0"), (12.5, 2, "12.5"), (0.125, 2, "0.12"), (1e-9, 4, "0"),
        (123456.789, 2, "123456.79"), (-7.10, 1, "-7.1"), (1e7, 2, "10000000"),
    ],
)  # fmt: skip
def test_a_number_is_as_short_as_it_can_be(value: float, digits: int, written: str) -> None:
    assert number(value, digits) == written


@given(
    st.lists(st.floats(-0.0002, 0.0002), min_size=1, max_size=12),
    st.sampled_from([9.0, 10.5, 15.75]),
)
def test_natural_widths_are_shown_as_gaps_of_nothing(gaps: list[float], size: float) -> None:
    """The short way gives what the mean of the gaps gives."""
    codes, widths = {1: "ab", 2: "cd"}, {1: 1000.0, 2: 333.33}
    gids = [1 + at % 2 for at in range(len(gaps) + 1)]
    offsets = [0.0]
    for gid, gap in zip(gids, gaps, strict=False):
        offsets.append(offsets[-1] + size * widths[gid] / 1000 + gap)
    shown = Shower(codes, widths).show(size, gids, offsets)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(showing, "NONE", -1.0)
        assert Shower(codes, widths).show(size, gids, offsets) == shown


@given(st.lists(st.sampled_from(["预", "a", "ab", "\U00020000", "\ud800", "葛\ufe00"]), max_size=9))
def test_texts_of_a_font_are_told_one_by_one_or_at_once(texts: list[str]) -> None:
    wanted = [text.encode("utf-16-be", "replace").hex() for text in texts]
    assert fonts._utf_16(texts) == wanted
