"""Pictures as others sent them, opened within limits, as grey rows that are upright.

Everything is checked before a pixel is decoded. Nothing raises: what cannot be opened gives a problem.
"""

import struct
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from typing import TYPE_CHECKING

from companion.formats.signature import picture_kind_of
from companion.model.code import Point
from companion.model.problem import Problem, ProblemCode
from companion.qr.place import Corner, Place, points

if TYPE_CHECKING:
    from PIL.Image import Image

    from companion.qr.mending import Grey

MOST_BYTES = 30 << 20
"""A larger file is not looked at."""
MOST_PIXELS = 50_000_000
"""In all pages of a file together."""
FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "GIF", "TIFF")
"""What is decoded, by its content; names are not believed."""

_MOST_PAGES = 8
_PAGED = frozenset({"GIF", "TIFF", "WEBP", "PNG"})
_MOST_SCANS = 20
"""How often a JPEG of 50 million pixels may go over all of them; smaller ones more often (usual are 1 to 12)."""
_JPEG = b"\xff\xd8"
_SCAN = b"\xff\xda"
_END = b"\xff\xd9"
_ORIENTATION = 0x0112
_FAINTEST = 16
"""Steps of grey between ink and paper below which nothing is read."""

# By the number of EXIF: whether rows are columns, and whether the stored picture is mirrored in x and in y.
_TURNS = {
    2: (False, True, False),
    3: (False, True, True),
    4: (False, False, True),
    5: (True, False, False),
    6: (True, False, True),
    7: (True, True, True),
    8: (True, True, False),
}
_UPRIGHT = (False, False, False)

# Decoders leak whatever their parsing runs into: there is no error class of theirs for a broken picture.
_BROKEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Page:
    """One picture of a file, upright."""

    grey: "Grey"
    """Rows of 0, black, to 255, white."""
    turn: tuple[bool, bool, bool] = _UPRIGHT
    """How it lies in the file: rows as columns, mirrored in x, mirrored in y."""
    is_whole: bool = True
    """Whether the file did not break off within it."""

    def corners(self, place: Place) -> tuple[Point, Point, Point, Point]:
        """A place in it as points of the picture as the file holds it, clockwise."""
        is_across, is_mirrored_x, is_mirrored_y = self.turn
        width, height = self.grey.shape if is_across else self.grey.shape[::-1]

        def stored(corner: Corner) -> Corner:
            x, y = corner[::-1] if is_across else corner
            return width - x if is_mirrored_x else x, height - y if is_mirrored_y else y

        first, second, third, fourth = map(stored, place)
        return points((first, second, third, fourth), width, height)


def open_picture(content: bytes) -> tuple[Page, ...] | Problem:
    """The pages of a file, at least one; the first eight frames of an animation are its pages.

    Refused with PICTURE_TOO_LARGE, NO_PICTURE or BAD_PICTURE. One that breaks off is given as far as it goes,
    transparent parts are white, or black when that shows nothing.
    """
    if len(content) > MOST_BYTES:
        return _refusal(ProblemCode.PICTURE_TOO_LARGE)
    kind = picture_kind_of(content)
    formats = _formats_of(kind)
    if not formats:
        return _refusal(ProblemCode.NO_PICTURE, kind)
    try:
        # A JPEG that breaks off shows what it holds only when it is ended.
        is_ended = not content.startswith(_JPEG) or content.rfind(_END) > content.rfind(_SCAN)
        with _opened(content if is_ended else content + _END, formats) as image:
            if not _is_affordable(image, content):
                return _refusal(ProblemCode.PICTURE_TOO_LARGE, f"{image.width} x {image.height}")
            return tuple(replace(page, is_whole=page.is_whole and is_ended) for page in _pages(image))
    except _BROKEN:
        return _refusal(ProblemCode.BAD_PICTURE)


def _refusal(code: ProblemCode, text: str = "") -> Problem:
    return Problem(code, 0, 0, text=text, is_refusal=True)


def _formats_of(kind: str) -> tuple[str, ...]:
    """What Pillow may take a file of that kind for; HEIC, the format of some telephones, where its extra is installed."""
    if kind == "image":
        return FORMATS
    if kind == "heic":
        try:
            import pillow_heif
        except ImportError:
            return ()
        pillow_heif.register_heif_opener()
        return ("HEIF",)
    return ()


def _opened(content: bytes, formats: tuple[str, ...]) -> "Image":
    from PIL import Image

    # Ours is stricter and looks before anything is decoded.
    Image.MAX_IMAGE_PIXELS = None
    # What is wrong with other people's pictures is not for the terminal.
    warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")
    return Image.open(BytesIO(content), formats=formats)


def _is_affordable(image: "Image", content: bytes) -> bool:
    pixels = image.width * image.height
    if not 0 < pixels <= MOST_PIXELS:
        return False
    return not content.startswith(_JPEG) or content.count(_SCAN) * pixels <= _MOST_SCANS * MOST_PIXELS


def _pages(image: "Image") -> Iterator[Page]:
    """The first page, and of a file of many as many more as there is room for; broken ones end them."""
    yield _page(image)
    if image.format not in _PAGED:
        return
    left = MOST_PIXELS - image.width * image.height
    for number in range(1, _MOST_PAGES):
        try:
            image.seek(number)
            left -= image.width * image.height
            if left < 0:
                return
            yield _page(image)
        except _BROKEN:
            return


def _page(image: "Image") -> Page:
    import numpy as np

    # A JPEG gives its brightness alone at half the cost.
    image.draft("L", image.size)
    is_whole = _is_loaded(image)
    turn = _TURNS.get(_orientation(image), _UPRIGHT)
    is_across, is_mirrored_x, is_mirrored_y = turn
    grey = _grey(image)[:: -1 if is_mirrored_y else 1, :: -1 if is_mirrored_x else 1]
    return Page(np.ascontiguousarray(grey.T if is_across else grey), turn, is_whole)


def _is_loaded(image: "Image") -> bool:
    """Decode it; False when it broke off, and what was decoded before is there."""
    try:
        image.load()
    except _BROKEN:
        # Pillow would try again, and fail again, at each use of it.
        image.tile = []  # type: ignore[attr-defined]
        return False
    return True


def _orientation(image: "Image") -> int:
    """How the camera was held, 1 to 8; 1 when the picture does not say so in a form that can be read."""
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except _BROKEN:
        return 1
    return value if isinstance(value, int) else 1


def _grey(image: "Image") -> "Grey":
    import numpy as np

    if image.mode.startswith(("I", "F")):
        return _stretched(image)
    if image.has_transparency_data:
        return _on_ground(image)
    # The first band of LAB is the brightness; Pillow converts it by a colour profile only.
    return np.asarray(image.getchannel(0) if image.mode == "LAB" else image.convert("L"))


def _stretched(image: "Image") -> "Grey":
    """More than 256 steps of grey, or others: the darkest black, the lightest white."""
    import numpy as np

    values = np.nan_to_num(np.asarray(image, np.float32), posinf=0.0, neginf=0.0)
    darkest, lightest = float(values.min()), float(values.max())
    scale = 255 / (lightest - darkest) if lightest > darkest else 0.0
    return ((values - darkest) * scale).astype(np.uint8)


def _on_ground(image: "Image") -> "Grey":
    import numpy as np
    from PIL import Image

    layered = image.convert("LA")
    for ground in (255, 0):
        flat = Image.new("L", layered.size, ground)
        flat.paste(layered.getchannel("L"), mask=layered.getchannel("A"))
        grey = np.asarray(flat)
        if int(grey.max()) - int(grey.min()) >= _FAINTEST:
            break
    return grey
