"""A picture that is crowded with the eyes of codes keeps nobody busy; noise, text and large sheets are read."""

import time

import numpy as np
import pytest

from companion.qr.crowding import is_crowded
from companion.qr.read import read_picture
from tests.qr.scene import Grey, Scene, sheet, without_code

DARK = [
    "1111111",
    "1000001",
    "1011101",
    "1011101",
    "1011101",
    "1000001",
    "1111111",
]
EYE = np.pad(
    np.array([[0 if char == "1" else 255 for char in row] for row in DARK], np.uint8), 1, constant_values=255
)


def eyes(size: int, width: int, height: int) -> Grey:
    """Eyes of codes side by side, so many points a module."""
    one = np.kron(EYE, np.ones((size, size), np.uint8))
    return np.tile(one, (height // len(one), width // len(one)))


@pytest.mark.parametrize(("size", "side"), [(1, 900), (2, 1600), (3, 2500)])
def test_a_picture_full_of_eyes_is_crowded(size, side):
    grey = eyes(size, side, side)
    assert is_crowded(grey)
    assert is_crowded(255 - grey)
    assert is_crowded((grey // 20 + 90).astype(np.uint8))


def test_a_large_picture_full_of_small_eyes_is_left_alone_at_once():
    content = Scene(eyes(1, 6000, 6000)).png
    started = time.process_time()
    assert read_picture(content) == ((), ())
    assert time.process_time() - started < 2


def test_a_sheet_of_four_hundred_codes_is_not_crowded():
    grey = sheet([f"card {number}" for number in range(400)], 2, columns=20, version=2).grey
    assert not is_crowded(grey)


@pytest.mark.parametrize("seed", range(6))
def test_pictures_without_a_code_are_not_crowded(seed):
    assert not is_crowded(without_code(seed, 1600, 1200).grey)


def test_noise_is_not_crowded():
    noise = np.random.default_rng(1).integers(0, 256, (1200, 1600), np.uint8)
    assert not is_crowded(noise)


@pytest.mark.parametrize("shape", [(1, 1), (1, 5), (5, 1), (1, 9000), (9000, 1), (7, 7)])
def test_a_picture_of_any_size_may_be_asked(shape):
    assert not is_crowded(np.full(shape, 9, np.uint8))
    assert not is_crowded((np.indices(shape).sum(0) % 2 * 255).astype(np.uint8))
