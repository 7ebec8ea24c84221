"""Pictures with codes in them whose text and place are known, and pictures without any: drawn from a seed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, ImageFont

Grey = NDArray[np.uint8]
Corner = tuple[float, float]
Corners = tuple[Corner, Corner, Corner, Corner]

QUIET = 4
"""Modules of white around a QR code (ISO/IEC 18004)."""
_MODULE = 8
"""Points of a module before a picture is laid into its place."""
_FINER = 4
"""So many times finer than the picture is what is then made small, as a lens does."""


@dataclass(frozen=True)
class Wear:
    """What happened to a picture between the paper and the file, in this order."""

    shade: float = 0.0
    """How much darker it is at one side than at the other, 0 to 1."""
    glare: float = 0.0
    """How much light lies on a spot of it, 0 to 1."""
    blur: float = 0.0
    """Radius in points."""
    noise: float = 0.0
    """Standard deviation in steps of 256."""
    is_inverted: bool = False


@dataclass(frozen=True)
class Placed:
    """A code that is in a picture."""

    text: str
    corners: Corners


@dataclass(frozen=True)
class Scene:
    """A picture and the codes in it."""

    grey: Grey
    placed: Sequence[Placed] = field(default_factory=tuple)

    @property
    def png(self) -> bytes:
        return written(Image.fromarray(self.grey))


def written(image: Image.Image, form: str = "PNG", **options: object) -> bytes:
    """A picture as a file."""
    kept = BytesIO()
    image.save(kept, form, **options)
    return kept.getvalue()


def modules(text: str | bytes, *, version: int | None = None, correction: str = "M") -> Grey:
    """A QR code, one point a module, without the white around it."""
    options = {} if version is None else {"version": version}
    return symbol(zxingcpp.BarcodeFormat.QRCode, text, ec_level=correction, **options)


def symbol(form: zxingcpp.BarcodeFormat, text: str | bytes, **options: object) -> Grey:
    """Any code, one point a module, without the white around it."""
    made = zxingcpp.create_barcode(text, form, **options)
    return np.array(made.to_image(scale=1, add_quiet_zones=False))


def enlarged(code: Grey, scale: int, quiet: int = QUIET) -> Grey:
    """A code as programs write it: whole points a module, with white around it."""
    padded = np.pad(code, quiet, constant_values=255)
    return np.kron(padded, np.ones((scale, scale), np.uint8)).astype(np.uint8)


def flat(text: str, size: float, *, version: int, correction: str = "M", around: int = 12) -> Scene:
    """One code of `size` points a module on a grey table, not turned, at a place between the points."""
    return tilted(text, size, version=version, correction=correction, around=around)


def tilted(
    text: str,
    size: float,
    *,
    version: int,
    correction: str = "M",
    tilt: float = 0.0,
    axis: float = 0.0,
    turn: float = 0.0,
    around: int = 12,
) -> Scene:
    """One code seen from the side: angles in degrees, `axis` is that which it is tilted about.

    `size` is the points a module has where the code is nearest; what lies farther is smaller.
    """
    code = modules(text, version=version, correction=correction)
    side = (len(code) + 2 * QUIET) * size
    corners = _seen(side, np.radians(tilt), np.radians(axis), np.radians(turn))
    corners = corners - corners.min(axis=0) + around + 0.37
    width, height = (int(np.ceil(edge)) + around for edge in corners.max(axis=0))
    ground = np.full((height, width), 205, np.uint8)
    placed = laid(ground, code, corners)
    return Scene(ground, (Placed(text, placed),))


def laid(ground: Grey, code: Grey, corners: NDArray[np.float64]) -> Corners:
    """Lay a code with its white into a picture, the corners of the white at `corners`; where the code itself lies."""
    paper = Image.fromarray(enlarged(code, _MODULE))
    low = np.floor(corners.min(axis=0)).astype(int)
    high = np.ceil(corners.max(axis=0)).astype(int)
    width, height = (int(edge) for edge in high - low)
    square = np.array([(0, 0), (paper.width, 0), (paper.width, paper.height), (0, paper.height)], float)
    back = _homography((corners - low) * _FINER, square)
    size = (width * _FINER, height * _FINER)
    seen = paper.transform(
        size, Image.Transform.PERSPECTIVE, tuple(back.ravel()[:8]), Image.Resampling.BILINEAR
    )
    mask = Image.new("L", paper.size, 255).transform(
        size, Image.Transform.PERSPECTIVE, tuple(back.ravel()[:8]), Image.Resampling.NEAREST
    )
    cover = np.asarray(mask.reduce(_FINER), float) / 255
    # Outside the paper it is black: what is half paper must not become darker than the table.
    paint = np.asarray(seen.reduce(_FINER), float)
    part = ground[low[1] : high[1], low[0] : high[0]]
    part[:] = np.clip(part * (1 - cover) + paint, 0, 255).round()
    forth = _homography(square, corners)
    near, far_x, far_y = QUIET * _MODULE, paper.width - QUIET * _MODULE, paper.height - QUIET * _MODULE
    inner = [(near, near), (far_x, near), (far_x, far_y), (near, far_y)]
    first, second, third, fourth = (_moved(forth, one) for one in inner)
    return first, second, third, fourth


def sheet(texts: Sequence[str], size: float, *, columns: int, version: int, gap: int = 20) -> Scene:
    """Codes in rows and columns, as on a sheet of badges."""
    codes = [modules(text, version=version) for text in texts]
    side = (len(codes[0]) + 2 * QUIET) * size
    rows = -(-len(texts) // columns)
    ground = np.full((int(rows * (side + gap)) + gap, int(columns * (side + gap)) + gap), 255, np.uint8)
    placed = []
    for number, (text, code) in enumerate(zip(texts, codes, strict=True)):
        x, y = gap + (number % columns) * (side + gap), gap + (number // columns) * (side + gap)
        corners = np.array([(x, y), (x + side, y), (x + side, y + side), (x, y + side)])
        placed.append(Placed(text, laid(ground, code, corners)))
    return Scene(ground, tuple(placed))


def worn(scene: Scene, wear: Wear, seed: int = 0) -> Scene:
    """The same scene after some wear."""
    chance = np.random.default_rng(seed)
    height, width = scene.grey.shape
    light = scene.grey.astype(float)
    if wear.shade:
        light *= 1 - wear.shade * np.linspace(0, 1, width)[None, :]
    if wear.glare:
        x, y = chance.uniform(0.2, 0.8, 2) * (width, height)
        across, down = np.arange(width)[None, :] - x, np.arange(height)[:, None] - y
        spot = np.exp(-(across**2 + down**2) / (0.25 * min(width, height)) ** 2)
        light += 255 * wear.glare * spot
    image = Image.fromarray(np.clip(light, 0, 255).astype(np.uint8))
    if wear.blur:
        image = image.filter(ImageFilter.GaussianBlur(wear.blur))
    grey = np.asarray(image)
    if wear.noise:
        grey = np.clip(grey + chance.normal(0, wear.noise, grey.shape), 0, 255).astype(np.uint8)
    return Scene(255 - grey if wear.is_inverted else grey, scene.placed)


def without_code(seed: int, width: int = 400, height: int = 300) -> Scene:
    """A picture without a code that has what codes have: edges, grids, squares in squares, text, noise."""
    chance = np.random.default_rng(seed)
    painters = (_clouds, _text, _grid, _squares, _stripes, _speckles)
    image = painters[seed % len(painters)](chance, width, height)
    soft = image.filter(ImageFilter.GaussianBlur(float(chance.uniform(0, 1))))
    grey = np.asarray(soft) + chance.normal(0, float(chance.uniform(0, 12)), (height, width))
    return Scene(np.clip(grey, 0, 255).astype(np.uint8))


def _clouds(chance: np.random.Generator, width: int, height: int) -> Image.Image:
    light = np.zeros((height, width))
    for step in (4, 8, 16, 32, 64):
        coarse = Image.fromarray(chance.integers(0, 256, (height // step + 1, width // step + 1), np.uint8))
        light += np.asarray(coarse.resize((width, height), Image.Resampling.BICUBIC), float) * step
    return Image.fromarray((light / light.max() * 255).astype(np.uint8))


def _text(chance: np.random.Generator, width: int, height: int) -> Image.Image:
    image = Image.new("L", (width, height), int(chance.integers(180, 256)))
    pen, size = ImageDraw.Draw(image), float(chance.integers(8, 24))
    for y in range(4, height, int(size * 1.4)):
        line = "".join(chance.choice([*"abcdefghij klmnop qrstuvwxyz ABCD 0123456789 #%&@"], 80))
        pen.text((4, y), line, fill=int(chance.integers(0, 90)), font=ImageFont.load_default(size))
    return image


def _grid(chance: np.random.Generator, width: int, height: int) -> Image.Image:
    image = Image.new("L", (width, height), 240)
    pen, step, thick = ImageDraw.Draw(image), int(chance.integers(5, 30)), int(chance.integers(1, 5))
    for x in range(0, width, step):
        pen.line((x, 0, x + int(chance.integers(-3, 4)), height), fill=30, width=thick)
    for y in range(0, height, step):
        pen.line((0, y, width, y), fill=30, width=thick)
    return image


def _squares(chance: np.random.Generator, width: int, height: int) -> Image.Image:
    """The eyes of QR codes, but no code between them."""
    image = Image.new("L", (width, height), 230)
    pen = ImageDraw.Draw(image)
    for _ in range(int(chance.integers(3, 30))):
        x, y, module = (
            int(chance.integers(0, width)),
            int(chance.integers(0, height)),
            int(chance.integers(2, 9)),
        )
        for inset, fill in ((0, 20), (1, 235), (2, 20)):
            edge = 7 - inset
            pen.rectangle(
                (x + inset * module, y + inset * module, x + edge * module, y + edge * module), fill=fill
            )
    return image


def _stripes(chance: np.random.Generator, width: int, height: int) -> Image.Image:
    widths = chance.integers(1, 7, width)
    row = np.repeat(np.arange(width) % 2 * 255, widths)[:width].astype(np.uint8)
    return Image.fromarray(np.tile(row, (height, 1)))


def _speckles(chance: np.random.Generator, width: int, height: int) -> Image.Image:
    """Modules without any order."""
    size = int(chance.integers(2, 7))
    cells = chance.integers(0, 2, (height // size + 1, width // size + 1)).astype(np.uint8) * 255
    return Image.fromarray(np.kron(cells, np.ones((size, size), np.uint8))[:height, :width])


def _seen(side: float, tilt: float, axis: float, turn: float) -> NDArray[np.float64]:
    """The corners of a square of that side, tilted away from a lens that is three sides away."""
    half = side / 2
    flat_corners = np.array([(-half, -half, 0), (half, -half, 0), (half, half, 0), (-half, half, 0)], float)
    about = _about_z(axis) @ _about_x(tilt) @ _about_z(-axis) @ _about_z(turn)
    corners = flat_corners @ about.T
    distance = 3 * side
    seen = corners[:, :2] * (distance / (distance + corners[:, 2]))[:, None]
    return np.asarray(seen, np.float64)


def _about_z(angle: float) -> NDArray[np.float64]:
    return np.array([[np.cos(angle), -np.sin(angle), 0], [np.sin(angle), np.cos(angle), 0], [0, 0, 1]])


def _about_x(angle: float) -> NDArray[np.float64]:
    return np.array([[1, 0, 0], [0, np.cos(angle), -np.sin(angle)], [0, np.sin(angle), np.cos(angle)]])


def _homography(source: NDArray[np.float64], target: NDArray[np.float64]) -> NDArray[np.float64]:
    """The matrix that takes four corners to four others."""
    rows, right = [], []
    for (x, y), (u, v) in zip(source, target, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    return np.append(np.linalg.solve(np.array(rows), np.array(right)), 1.0).reshape(3, 3)


def _moved(matrix: NDArray[np.float64], point: tuple[float, float]) -> Corner:
    x, y, w = matrix @ (*point, 1.0)
    return float(x / w), float(y / w)
