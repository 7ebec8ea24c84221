"""Which modules look like a corner of a code where there is none."""

import pytest

from companion.qr.corner import false_corners
from companion.qr.draw import draw
from companion.qr.mask import penalty


def with_cross(across: str, down: str, middle: tuple[int, int]) -> list[list[bool]]:
    """A code of version 10 with an empty field, in which two patterns cross in their modules of those numbers."""
    rows = [list(row) for row in draw("x" * 200).rows]
    for y in range(12, 44):
        rows[y][12:44] = [False] * 32
    for place, digit in enumerate(across):
        rows[28][28 - middle[0] + place] = digit == "1"
    for place, digit in enumerate(down):
        rows[28 - middle[1] + place][28] = digit == "1"
    return rows


@pytest.mark.parametrize("length", [1, 60, 200, 600])
def test_the_corners_of_a_code_are_none_of_them(length):
    assert false_corners(draw("x" * length).rows) == 0


def test_an_empty_field_holds_none():
    assert false_corners(with_cross("", "", (0, 0))) == 0


@pytest.mark.parametrize(
    ("across", "middle", "found"),
    [
        ("1011101", 3, 2),
        ("10111101", 3, 1),
        ("10111101", 4, 1),
        ("101101", 2, 1),
        ("1001111101", 5, 0),
        ("1001111110011", 6, 1),
        ("1011101", 2, 0),
        ("10111111101", 5, 0),
        ("1111111", 3, 0),
        ("1", 0, 0),
    ],
)
def test_what_crosses_an_exact_pattern_is_one_if_it_is_roughly_one_around_its_middle(across, middle, found):
    rows = with_cross(across, "1011101", (middle, 3))
    assert false_corners(rows) == found
    assert false_corners(list(zip(*rows, strict=True))) == found


def test_two_rough_patterns_that_cross_are_none():
    assert false_corners(with_cross("10111101", "10111101", (3, 3))) == 0


@pytest.mark.parametrize("length", [1, 60, 150, 280, 600])
def test_of_the_masks_without_a_false_corner_the_one_that_loses_fewest_points_is_taken(length):
    text = "é" + "x" * length
    masked = [draw(text, mask=mask).rows for mask in range(8)]
    assert draw(text).rows == min(masked, key=lambda rows: (false_corners(rows) > 0, penalty(rows)))
