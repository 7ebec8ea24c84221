"""Which mask makes a code easy to read: by our count and by that of qrcode, module by module."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from qrcode.util import lost_point

from companion.qr.mask import penalty

SIDES = st.integers(11, 40)


def modules(side: int) -> st.SearchStrategy[list[list[bool]]]:
    row = st.lists(st.booleans(), min_size=side, max_size=side)
    return st.lists(row, min_size=side, max_size=side)


@given(SIDES.flatmap(modules))
def test_any_modules_lose_the_points_that_the_standard_takes(rows):
    assert penalty(rows) == lost_point(rows)


@pytest.mark.parametrize("dark", [True, False])
def test_one_colour_loses_the_points_that_the_standard_takes(dark):
    rows = [[dark] * 21] * 21
    assert penalty(rows) == lost_point(rows)
