"""Photographs of paper cards: drawn from a seed."""

from dataclasses import dataclass
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Pixels = NDArray[np.float64]


@dataclass(frozen=True)
class Wear:
    """How a card is photographed."""

    width: int = 1150
    """Points of the picture that the card is wide."""
    tilt: float = 0.0
    """Degrees it is tilted away from the lens."""
    axis: float = 0.0
    """Degrees from level of that which it is tilted about."""
    turn: float = 0.0
    """Degrees it lies askew."""
    blur: float = 0.0
    noise: float = 0.0
    shade: float = 0.0
    """How much darker it is at one corner, 0 to 1."""
    quality: int = 92
    around: int = 130
    """Points of the table on each side."""
    quarters: int = 0
    """How often the picture is turned by a quarter."""
    is_scan: bool = False
    """Laid on white and straight."""


WEARS = {
    "scan": Wear(is_scan=True),
    "table": Wear(turn=4),
    "tilt": Wear(tilt=25, axis=30, turn=-5),
    "blur": Wear(blur=1.6, turn=2),
    "jpeg": Wear(quality=60, turn=-2),
    "noise": Wear(noise=14, turn=3),
    "shade": Wear(shade=0.65, turn=-3),
    "far": Wear(width=800, turn=5),
    "away": Wear(width=620, turn=-4, around=480),
    "quarter": Wear(quarters=1, turn=2),
    "head": Wear(quarters=2, turn=-3),
    "all": Wear(tilt=15, axis=70, turn=-8, blur=0.8, noise=7, shade=0.4, quality=75, width=1000),
}


def photographed(card: Image.Image, wear: Wear, seed: int = 0) -> bytes:
    """A card as a file of a camera."""
    chance = np.random.default_rng(seed)
    width = wear.width if card.width > card.height else round(wear.width * card.width / card.height)
    card = card.resize((width, round(width * card.height / card.width)), Image.Resampling.LANCZOS)
    image = _laid(card, wear, chance)
    light = np.asarray(image.filter(ImageFilter.GaussianBlur(wear.blur)), float)
    light = _lit(light, wear, chance)
    kept = BytesIO()
    pixels = np.rot90(np.clip(light, 0, 255).astype(np.uint8), wear.quarters)
    Image.fromarray(np.ascontiguousarray(pixels)).save(kept, "JPEG", quality=wear.quality)
    return kept.getvalue()


def _laid(card: Image.Image, wear: Wear, chance: np.random.Generator) -> Image.Image:
    corners = _seen(card.size, wear)
    low, high = corners.min(axis=0), corners.max(axis=0)
    around = 40 if wear.is_scan else wear.around
    size = tuple(int(edge) + 2 * around for edge in np.ceil(high - low))
    ground = Image.new("RGB", size, "white") if wear.is_scan else _wood(size, chance)
    placed = corners - low + around
    full = np.array([(0, 0), (card.width, 0), (card.width, card.height), (0, card.height)], float)
    back = _homography(placed, full)
    seen = card.transform(size, Image.Transform.PERSPECTIVE, back, Image.Resampling.BICUBIC)
    mask = Image.new("L", card.size, 255).transform(size, Image.Transform.PERSPECTIVE, back)
    ground.paste(seen, mask=mask)
    return ground


def _wood(size: tuple[int, int], chance: np.random.Generator) -> Image.Image:
    """A table: long streaks of brown."""
    coarse = Image.fromarray(chance.integers(0, 256, (size[1] // 3 + 1, 6), np.uint8))
    grain = np.asarray(coarse.resize(size, Image.Resampling.BICUBIC), float) / 255 - 0.5
    brown = np.array([134, 94, 58], float)
    return Image.fromarray(np.clip(brown + 70 * grain[:, :, None], 0, 255).astype(np.uint8))


def _lit(light: Pixels, wear: Wear, chance: np.random.Generator) -> Pixels:
    height, width = light.shape[:2]
    if wear.shade:
        across = np.linspace(0, 1, width)[None, :, None] + np.linspace(0, 1, height)[:, None, None]
        edge = 1 / (1 + np.exp(-(across - 1.1) * 14))
        light = light * (1 - wear.shade * 0.5 * across / 2 - wear.shade * 0.5 * edge)
    return light + chance.normal(0, wear.noise, light.shape) if wear.noise else light


def _seen(size: tuple[int, int], wear: Wear) -> Pixels:
    """The corners of a card from a lens that is two and a half widths away."""
    width, height = size
    flat = np.array([(-width, -height, 0), (width, -height, 0), (width, height, 0), (-width, height, 0)]) / 2
    axis, tilt, turn = np.radians([wear.axis, wear.tilt, wear.turn])
    about = _about_z(axis) @ _about_x(tilt) @ _about_z(-axis) @ _about_z(turn)
    corners = flat @ about.T
    distance = 2.5 * width
    return np.asarray(corners[:, :2] * (distance / (distance + corners[:, 2]))[:, None])


def _about_z(angle: float) -> Pixels:
    return np.array([[np.cos(angle), -np.sin(angle), 0], [np.sin(angle), np.cos(angle), 0], [0, 0, 1]])


def _about_x(angle: float) -> Pixels:
    return np.array([[1, 0, 0], [0, np.cos(angle), -np.sin(angle)], [0, np.sin(angle), np.cos(angle)]])


def _homography(source: Pixels, target: Pixels) -> tuple[float, ...]:
    """What takes four corners to four others, as Pillow wants it."""
    rows, right = [], []
    for (x, y), (u, v) in zip(source, target, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    return tuple(np.linalg.solve(np.array(rows), np.array(right)))
