"""What is done to a picture makes it easier to read, and leaves the picture itself alone."""

import numpy as np
import pytest

from companion.qr.mending import contrasted, inked, scaled, sharpened, softened, thresholded
from tests.qr.scene import Scene, Wear, enlarged, modules, worn

CODE = enlarged(modules("https://example.org/", version=3), 4)
WAYS = (contrasted, inked, sharpened, softened, thresholded)


def difference(one, other) -> float:
    """How far the ink of two pictures is apart, mean of all points, 0 to 1."""
    return float(np.abs((one > 127).astype(float) - (other > 127)).mean())


def spread(grey) -> float:
    """How far nearly the darkest and nearly the lightest points are apart."""
    return float(np.percentile(grey, 95) - np.percentile(grey, 5))


@pytest.mark.parametrize("mend", WAYS)
@pytest.mark.parametrize("shape", [(1, 1), (1, 90), (90, 1), (7, 9), (64, 33), (131, 257)])
def test_a_picture_of_any_size_keeps_it_and_is_not_changed(mend, shape):
    grey = np.random.default_rng(1).integers(0, 256, shape, np.uint8)
    before = grey.copy()
    mended = mend(grey)
    assert mended.shape == shape
    assert mended.dtype == np.uint8
    assert (grey == before).all()


@pytest.mark.parametrize("mend", WAYS)
def test_a_clean_code_stays_what_it_is(mend):
    mended = mend(CODE)
    assert difference(mended[8:-8, 8:-8], CODE[8:-8, 8:-8]) < 0.08


def test_shade_is_taken_away():
    shaded = worn(Scene(CODE), Wear(shade=0.85)).grey
    assert difference(thresholded(shaded), CODE) < difference(shaded, CODE) / 3


def test_what_is_faint_becomes_clearer_in_light_and_shade():
    faint = worn(Scene((60 + CODE // 4).astype(np.uint8)), Wear(shade=0.5, noise=2)).grey
    clear = contrasted(faint)
    for part in (slice(0, 40), slice(-40, None)):
        assert spread(clear[:, part]) > 1.2 * spread(faint[:, part])


def test_pastel_is_ink():
    pastel = np.where(CODE == 0, np.uint8(205), np.uint8(250))
    assert difference(inked(pastel), CODE) == 0


def test_blur_is_undone():
    blurred = worn(Scene(CODE), Wear(blur=1.5)).grey
    assert (
        np.abs(sharpened(blurred).astype(int) - CODE).mean() < np.abs(blurred.astype(int) - CODE).mean() * 0.6
    )


def test_noise_is_taken_away():
    noisy = worn(Scene(CODE), Wear(noise=60)).grey
    assert difference(softened(noisy), CODE) < difference(noisy, CODE) * 0.8


@pytest.mark.parametrize(
    ("factor", "shape"), [(2, (80, 120)), (3, (120, 180)), (0.5, (20, 30)), (0.001, (1, 1))]
)
def test_a_picture_is_enlarged_or_made_small(factor, shape):
    assert scaled(np.zeros((40, 60), np.uint8), factor).shape == shape
