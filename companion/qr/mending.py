"""Grey pictures made easier to read: larger, with more contrast, sharper, softer, levelled.

Every function takes rows of grey, 0 black to 255 white, and gives new ones; none changes what it is given.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from companion.qr.place import Corner, Place, longest_side

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grey = NDArray[np.uint8]

_TILES = 8
_STEEPEST = 2.0
"""No grey is drawn apart from the next by more than this: what is flat is noise."""
_STEPS = 7
"""Bits of the weights by which curves are mixed: with them the difference of two greys fits into 16."""
_LITTLE = 1.5
"""A picture that becomes only so many times larger needs no more than a look at the four points around each."""
_WINDOW = 31
_MARGIN_OF_PAPER = 5
"""So much darker than its surroundings is ink: paper alone is noisy."""
_PAPER = 0.9
"""What is as bright as this part of a picture, or brighter, is paper."""
_PALEST_INK = 0.87
"""Brightness of the palest ink by that of the paper."""
_BLUR = 1.5
_NOISE = 0.01
"""Variance of the noise by that of the picture: sharpens no more than most pictures of telephones bear."""
_BORDER = 16
_POINTS_FOR_ONE = 3
_LEVELLED = (250, 500)
"""Points of a side at least and at most."""


def scaled(grey: "Grey", factor: float) -> "Grey":
    """A picture so many times as wide and as high: smooth when larger, averaged when smaller."""
    import numpy as np
    from PIL import Image

    height, width = grey.shape
    size = max(1, round(width * factor)), max(1, round(height * factor))
    picture = Image.fromarray(grey)
    if factor > 1:
        way = Image.Resampling.BICUBIC if factor > _LITTLE else Image.Resampling.BILINEAR
        return np.asarray(picture.resize(size, way))
    return np.asarray(picture.resize(size, Image.Resampling.BOX, reducing_gap=1.0))


def contrasted(grey: "Grey") -> "Grey":
    """As much contrast everywhere as the whole range allows (contrast limited adaptive histogram equalisation)."""
    import numpy as np

    height, width = grey.shape
    rows, columns = _tiles(height), _tiles(width)
    curves = [
        [_curve(grey[top:bottom, left:right]) for left, right in pairwise(columns)]
        for top, bottom in pairwise(rows)
    ]
    mended = np.empty_like(grey)
    for top, bottom, above, below in _between(rows):
        down = _weights(top, bottom)[:, None]
        for left, right, before, behind in _between(columns):
            # As numpy looks them up: each is looked up four times.
            part, across = grey[top:bottom, left:right].astype(np.intp), _weights(left, right)[None, :]
            upper = _mixed(curves[above][before], curves[above][behind], part, across)
            lower = _mixed(curves[below][before], curves[below][behind], part, across)
            lower -= upper
            lower *= down
            lower >>= _STEPS
            upper += lower
            mended[top:bottom, left:right] = upper
    return mended


def thresholded(grey: "Grey") -> "Grey":
    """Black where it is darker than what is 31 points around, white elsewhere: for shade and glare."""
    import numpy as np
    from PIL import Image, ImageFilter

    around = np.asarray(Image.fromarray(grey).filter(ImageFilter.BoxBlur(_WINDOW // 2)))
    paper = np.maximum(around, _MARGIN_OF_PAPER) - np.uint8(_MARGIN_OF_PAPER)
    return _black_and_white(grey > paper)


def inked(grey: "Grey") -> "Grey":
    """Black where it is not as bright as paper, white elsewhere: for codes drawn in pastel or filled with pictures."""
    import numpy as np

    counts = np.cumsum(np.bincount(grey.ravel(), minlength=256))
    paper = int(np.searchsorted(counts, counts[-1] * _PAPER))
    return _black_and_white(grey > paper * _PALEST_INK)


def sharpened(grey: "Grey") -> "Grey":
    """What a lens out of focus or a small shake blurred, undone (Wiener's filter for a blur of 1.5 points)."""
    import numpy as np

    height, width = grey.shape
    padding = [(_BORDER, _length_for(side + 2 * _BORDER) - side - _BORDER) for side in (height, width)]
    padded = np.pad(grey, padding, mode="symmetric").astype(np.float32)
    squares = np.fft.fftfreq(len(padded))[:, None] ** 2 + np.fft.rfftfreq(padded.shape[1])[None, :] ** 2
    blur = np.exp(-2 * (np.pi * _BLUR) ** 2 * squares).astype(np.float32)
    sharp = np.fft.irfft2(np.fft.rfft2(padded) * (blur / (blur * blur + _NOISE)), s=padded.shape)
    inner = sharp[_BORDER : _BORDER + height, _BORDER : _BORDER + width]
    return np.clip(inner, 0, 255).astype(np.uint8)


def softened(grey: "Grey") -> "Grey":
    """Without the noise of a dark room, and without the finest lines of a screen."""
    import numpy as np
    from PIL import Image, ImageFilter

    return np.asarray(Image.fromarray(grey).filter(ImageFilter.GaussianBlur(1)))


def levelled(grey: "Grey", place: Place) -> "Levelled":
    """What lies at a place as a square, as if seen from above, and a wide border around it.

    No three of the four corners may lie in a line.
    """
    import numpy as np
    from PIL import Image

    side = round(min(max(_POINTS_FOR_ONE * longest_side(place), _LEVELLED[0]), _LEVELLED[1]))
    # Corners of a code that was not read are often a little off, the far ones most.
    border = side * 3 // 10
    near, far = float(border), float(border + side)
    back = _homography(((near, near), (far, near), (far, far), (near, far)), place)
    size = (side + 2 * border,) * 2
    square = Image.fromarray(grey).transform(
        size, Image.Transform.PERSPECTIVE, tuple(back.ravel()[:8]), Image.Resampling.BICUBIC, fillcolor=255
    )
    return Levelled(np.asarray(square), back)


@dataclass(frozen=True, slots=True)
class Levelled:
    """A part of a picture as if seen from above."""

    grey: "Grey"
    back: "NDArray[np.float64]"
    """The matrix that takes a point of it to the picture."""

    def in_picture(self, place: Place) -> Place:
        """Where a place in it lies in the picture."""
        first, second, third, fourth = map(self._in_picture, place)
        return first, second, third, fourth

    def _in_picture(self, corner: Corner) -> Corner:
        x, y, depth = self.back @ (*corner, 1.0)
        return float(x / depth), float(y / depth)


def _homography(source: Place, target: Place) -> "NDArray[np.float64]":
    """The matrix that takes four corners, no three of them in a line, to four others."""
    import numpy as np

    rows, right = [], []
    for (x, y), (u, v) in zip(source, target, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    return np.append(np.linalg.solve(np.array(rows), np.array(right)), 1.0).reshape(3, 3)


def _length_for(length: int) -> int:
    """The next length with small factors only: those that have others take several times as long to transform."""
    power: int = 1 << (length - 1).bit_length()
    return min(
        part
        for part in (power * 9 // 16, power * 5 // 8, power * 3 // 4, power * 15 // 16, power)
        if part >= length
    )


def _tiles(length: int) -> list[int]:
    """Where the tiles begin, and where the last one ends; a short side has fewer."""
    count = max(1, min(_TILES, length // 8))
    return [length * number // count for number in range(count + 1)]


def _between(edges: list[int]) -> list[tuple[int, int, int, int]]:
    """From the middle of one tile to that of the next: start, end, and the numbers of both tiles."""
    last = len(edges) - 2
    middles = [(start + end) // 2 for start, end in pairwise(edges)]
    marks = [0, *middles, edges[-1]]
    return [
        (start, end, max(0, number - 1), min(last, number))
        for number, (start, end) in enumerate(pairwise(marks))
    ]


def _weights(start: int, end: int) -> "NDArray[np.int16]":
    """How much of the second tile there is from one middle to the next, in steps of 128."""
    import numpy as np

    return np.linspace(0, 1 << _STEPS, end - start, endpoint=False).astype(np.int16)


def _mixed(
    one: "NDArray[np.int16]",
    other: "NDArray[np.int16]",
    part: "NDArray[np.intp]",
    weights: "NDArray[np.int16]",
) -> "NDArray[np.int16]":
    """What a part of a picture becomes by two curves, by how much there is of the second."""
    mixed: NDArray[np.int16] = (other - one).take(part)
    mixed *= weights
    mixed >>= _STEPS
    mixed += one.take(part)
    return mixed


def _black_and_white(is_white: "NDArray[np.bool_]") -> "Grey":
    import numpy as np

    return np.multiply(is_white.view(np.uint8), np.uint8(255))


def _curve(tile: "Grey") -> "NDArray[np.int16]":
    """Which grey each grey of a tile becomes."""
    import numpy as np

    counts = np.bincount(tile.ravel(), minlength=256).astype(np.float64)
    most = max(1.0, _STEEPEST * tile.size / 256)
    over = np.maximum(counts - most, 0).sum()
    heights = np.cumsum(np.minimum(counts, most) + over / 256)
    curve: NDArray[np.int16] = (heights * (255 / heights[-1])).astype(np.int16)
    return curve
