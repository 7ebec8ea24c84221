"""What is made of a photo that may be hostile: a small square for the window, a small JPEG for a card or to be kept.

Everything is checked before a pixel is decoded. Nothing raises: what cannot be decoded gives None. Colours are those
of the profile that a photo carries, made sRGB; the photo itself is left as it is.
"""

import struct
import warnings
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 8 << 20
"""A larger photo of a card is not looked at."""
MOST_TAKEN_BYTES = 30 << 20
"""A larger photo that the user has taken is not."""
MOST_PIXELS = 50_000_000
FORMATS = ("PNG", "JPEG", "WEBP", "BMP", "GIF", "TIFF")
"""What is decoded, by its content; names and media types are not believed."""
CARD_SIDE = 720
"""No side of a photo in a card we write is longer: address books of phones refuse larger ones."""
KEPT_SIDE = 1600
"""No side of a photo that is kept for its print is longer: what is the size of a card is read at that."""
MOST_PROFILE = 4 << 20
"""Bytes of a colour profile that is used; those of printers have a few hundred thousand."""

_MOST_SCANS = 20
"""How often a JPEG of 50 million pixels may go over all of them; smaller ones more often (usual are 1 to 12)."""
_JPEG = b"\xff\xd8"
"""So begin JPEG files, those of several pictures (MPO) too."""
_SCAN = b"\xff\xda"
_QUALITY = 88
_ORIENTATION = 0x0112
_MIDDLE = (0.5, 0.4)
"""Faces are a little above the middle."""
_DIRECT = frozenset({"L", "RGB", "CMYK", "YCbCr"})
"""Modes that can be made small before they are made RGB."""
_PROFILE_HEADER = 128
_DEVICES = frozenset({b"mntr", b"scnr", b"prtr", b"spac"})
"""Classes of profiles that say what the colours of a picture are."""
_RGB, _GREY, _CMYK = b"RGB ", b"GRAY", b"CMYK"
_SPACES = {"L": _GREY, "LA": _GREY, "I;16": _GREY, "CMYK": _CMYK}
"""What a profile is about, by the mode of its picture; all others are of red, green and blue."""
_MODES = {_RGB: "RGB", _GREY: "L", _CMYK: "CMYK"}
_FEW_PIXELS = 1 << 14
"""Up to here it is quicker to reckon each colour than to make a table of all first."""
_ANY_NUMBER_OF_STEPS = b"mpet"
"""The one type of profile data whose cost its size does not bound (ICC.1:2022, section 10.17)."""

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


class _Photo(NamedTuple):
    image: "Image"
    """Opaque; in RGB, or in CMYK if it has a profile."""
    profile: bytes | None
    """What its colours mean (ICC); sRGB without one."""


def portrait(content: bytes, *, side: int) -> bytes | None:
    """The middle of a photo as a PNG of `side` by `side` pixels, which may be shown; None if it is no photo.

    Of an animation the first frame; turned as its camera was held; transparent parts white.
    """
    from PIL import ImageOps

    try:
        photo = _decoded(content, side)
        if photo is None:
            return None
        square = ImageOps.fit(photo.image, (side, side), centering=_MIDDLE)
        return _written(_in_srgb(square, photo.profile), "PNG", compress_level=1)
    except _BROKEN:
        return None


def for_card(content: bytes) -> bytes | None:
    """A photo as a JPEG of at most 720 by 720 pixels, for a card that others read; None if it is no photo.

    One that is so already stays as it is, unless it carries more than the picture, such as where it was taken.
    """
    try:
        photo = _decoded(content, CARD_SIDE)
        if photo is None:
            return None
        if content.startswith(b"\xff\xd8") and _is_plain(content):
            return content
        photo.image.thumbnail((CARD_SIDE, CARD_SIDE), reducing_gap=2.0)
        return _written(_in_srgb(photo.image, photo.profile), "JPEG", quality=_QUALITY, optimize=True)
    except _BROKEN:
        return None


def for_keeping(content: bytes) -> bytes | None:
    """A photo that the user took as a JPEG of at most 1,600 by 1,600 pixels; None if it is no photo.

    Upright, and without what it carries besides the picture, such as where it was taken. A photo of a telephone in
    HEIC is one where the extra for it is installed.
    """
    try:
        photo = _decoded(content, KEPT_SIDE, most=MOST_TAKEN_BYTES, formats=(*FORMATS, *_of_telephones()))
        if photo is None:
            return None
        photo.image.thumbnail((KEPT_SIDE, KEPT_SIDE), reducing_gap=2.0)
        return _written(_in_srgb(photo.image, photo.profile), "JPEG", quality=_QUALITY, optimize=True)
    except _BROKEN:
        return None


def _of_telephones() -> tuple[str, ...]:
    try:
        import pillow_heif
    except ImportError:
        return ()
    pillow_heif.register_heif_opener()
    return ("HEIF",)


def _decoded(
    content: bytes, side: int, *, most: int = MOST_BYTES, formats: tuple[str, ...] = FORMATS
) -> _Photo | None:
    """The picture, upright; perhaps reduced already, but with no side shorter than `side` for that."""
    if not 0 < len(content) <= most:
        return None
    with _opened(content, formats) as image:
        if not _is_affordable(image, content):
            return None
        image.draft("RGB", (2 * side, 2 * side))
        image.load()
        profile = _profile_of(image)
        turned = _upright(image)
        if turned.mode in _DIRECT:
            turned.thumbnail(_covering(turned, 2 * side))
        return _Photo(turned if turned.mode == "CMYK" and profile else _flat(turned), profile)


def _opened(content: bytes, formats: tuple[str, ...] = FORMATS) -> "Image":
    from PIL import Image

    # Ours is stricter and looks before anything is decoded.
    Image.MAX_IMAGE_PIXELS = None
    # What is wrong with other people's photos is not for the terminal.
    warnings.filterwarnings("ignore", category=UserWarning, module=r"PIL\.")
    return Image.open(BytesIO(content), formats=formats)


def _is_affordable(image: "Image", content: bytes) -> bool:
    pixels = image.width * image.height
    if not 0 < pixels <= MOST_PIXELS:
        return False
    return not content.startswith(_JPEG) or content.count(_SCAN) * pixels <= _MOST_SCANS * MOST_PIXELS


def _upright(image: "Image") -> "Image":
    from PIL.Image import Transpose

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    turn = turns.get(_orientation(image))
    return image.transpose(turn) if turn is not None else image


def _orientation(image: "Image") -> int:
    """How the camera was held, 1 to 8; 1 when the photo does not say so in a form that can be read."""
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except _BROKEN:
        return 1
    return value if isinstance(value, int) else 1


def _covering(image: "Image", side: int) -> tuple[int, int]:
    """The size at which the shorter side is still that long, and the longer one in proportion."""
    scale = side / min(image.size)
    return max(side, round(image.width * scale)), max(side, round(image.height * scale))


def _profile_of(image: "Image") -> bytes | None:
    """The profile that the picture carries, if it is one of a picture like this (ICC.1:2022, section 7.2)."""
    profile = image.info.get("icc_profile")
    if not isinstance(profile, bytes) or not _PROFILE_HEADER < len(profile) <= MOST_PROFILE:
        return None
    is_of_pictures = profile[12:16] in _DEVICES and profile[36:40] == b"acsp"
    is_like_this = profile[16:20] == _SPACES.get(image.mode, _RGB)
    return profile if is_of_pictures and is_like_this and _ANY_NUMBER_OF_STEPS not in profile else None


def _in_srgb(image: "Image", profile: bytes | None) -> "Image":
    """The picture in the colours of the web and of screens; a profile that cannot be read changes nothing."""
    if profile is None:
        return image
    from PIL import ImageCms

    mode = _MODES[profile[16:20]]
    try:
        own, srgb = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
        is_small = image.width * image.height <= _FEW_PIXELS
        flags = ImageCms.Flags.NOOPTIMIZE if is_small else ImageCms.Flags.NONE
        transform = ImageCms.ImageCmsTransform(own, ImageCms.ImageCmsProfile(srgb), mode, "RGB", flags=flags)
        found = transform.apply(image.convert(mode))
    except _BROKEN:
        return image.convert("RGB")
    found.info.clear()
    return found


def _flat(image: "Image") -> "Image":
    """The picture in RGB, what is transparent on white, and nothing but the picture."""
    from PIL import Image

    layered = image.convert("RGBA") if image.has_transparency_data else image.convert("RGB")
    ground = Image.new("RGB", layered.size, "white")
    ground.paste(layered, mask=layered.getchannel("A") if layered.mode == "RGBA" else None)
    return ground


def _is_plain(content: bytes) -> bool:
    """Whether a JPEG is small enough and carries nothing but the picture."""
    with _opened(content) as image:
        fits = max(image.size) <= CARD_SIDE and image.mode in ("RGB", "L")
        return fits and not {"exif", "xmp", "comment", "photoshop"}.intersection(image.info)


def _written(image: "Image", form: str, **options: int) -> bytes:
    kept = BytesIO()
    image.save(kept, form, **options)
    return kept.getvalue()
