"""Frames whose brightness and colours lie apart: read without a copy, and seen small in their colours."""

import pytest

from companion.qr.planes import Plane, Planes

WIDTH, HEIGHT = 6, 4


def of_one_colour(luma: int, blue: int, red: int) -> Planes:
    """As NV12 lays it: brightness, then blue and red by turns."""
    grey = memoryview(bytes([luma] * WIDTH * HEIGHT))
    mixed = memoryview(bytes([blue, red] * (WIDTH * HEIGHT // 4)))
    return Planes(WIDTH, HEIGHT, Plane(grey, WIDTH), Plane(mixed, WIDTH, 0, 2), Plane(mixed, WIDTH, 1, 2))


@pytest.mark.parametrize(
    ("values", "colour"),
    [
        ((0, 128, 128), (0, 0, 0, 255)),
        ((255, 128, 128), (255, 255, 255, 255)),
        ((76, 85, 255), (0, 0, 254, 255)),
        ((29, 255, 107), (254, 0, 0, 255)),
    ],
    ids=["black", "white", "red", "blue"],
)
def test_colours_are_those_of_the_standard(values: tuple[int, int, int], colour: tuple[int, ...]) -> None:
    small = of_one_colour(*values).small(WIDTH)
    assert (small.width, small.height) == (WIDTH, HEIGHT)
    assert all(abs(seen - meant) <= 2 for seen, meant in zip(small.content[:4], colour, strict=True))
    assert small.content == small.content[:4] * WIDTH * HEIGHT


def test_a_large_frame_is_seen_small() -> None:
    small = of_one_colour(90, 100, 220).small(3)
    assert (small.width, small.height) == (3, 2)


def test_brightness_is_not_copied_where_lines_begin_with_it() -> None:
    planes = of_one_colour(7, 128, 128)
    assert planes.brightness().buffer is planes.luma.buffer


def test_brightness_behind_other_bytes_is_read_to_the_last_point() -> None:
    packed = memoryview(bytes(byte for point in range(WIDTH * HEIGHT) for byte in (128, point)))
    plane = Plane(packed, 2 * WIDTH, 1, 2)
    luma = Planes(WIDTH, HEIGHT, plane, plane, plane, across=2, down=1).brightness()
    assert luma.rows().reshape(-1).tolist() == list(range(WIDTH * HEIGHT))


def test_nothing_behind_a_short_buffer_is_read() -> None:
    planes = of_one_colour(7, 128, 128)
    short = Plane(planes.blue.buffer[:-2], WIDTH, 0, 2)
    with pytest.raises(ValueError, match="shorter"):
        Planes(WIDTH, HEIGHT, planes.luma, short, planes.red).small(WIDTH)
