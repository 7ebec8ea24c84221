"""The print of photographed paper cards, read on this machine; needs the extra `papercards`.

Nothing raises and nothing is fetched: what cannot be read has no lines.
"""

import threading
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from companion.model.paper import PrintedLine
from companion.picture.photo import for_keeping

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Corners = NDArray[np.float64]
    Pixels = NDArray[np.uint8]

# The reader leaks whatever its parsing runs into, and a card can always be typed.
_LEAKED = (
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
MOST_LINES = 80
"""More are no card."""

_NEEDED = ("rapidocr", "onnxruntime")
_MODELS = {"Det.model_path": "*_det_*.onnx", "Rec.model_path": "*_rec_*.onnx"}
"""Those that come with the reader; one that has no path would be looked for on the web."""
_SETTINGS = {
    "Global.log_level": "critical",
    # A third of the time that it takes at full size, and fewer blanks are missed between words.
    "Det.limit_type": "max",
    "Det.limit_side_len": 960,
    "Det.unclip_ratio": 1.8,
    "EngineConfig.onnxruntime.intra_op_num_threads": 2,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}
_SURE = 0.86
"""Print that is read the right way up is surer than this on the whole."""
_STANDING = 1.5
"""What is so many times higher than wide is a line that stands on its end."""
_IN_ROW = 0.5
"""Lines whose middles are nearer than this, in heights, stand beside each other."""

_one_at_a_time = threading.Lock()


class _Print(NamedTuple):
    """A line as the reader finds it."""

    corners: "Corners"
    """Clockwise, beginning where the line begins."""
    text: str
    sureness: float
    """0 to 1."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of what it takes up."""
        width, height = self.corners.max(axis=0) - self.corners.min(axis=0)
        return float(width), float(height)


def can_read() -> bool:
    """Whether the reader is installed; loads nothing."""
    return all(find_spec(name) is not None for name in _NEEDED)


def printed_lines(content: bytes) -> tuple[PrintedLine, ...]:
    """The lines of a photo, from top to bottom, each row from left to right; none for what holds no print.

    The photo may lie on its side or its head.
    """
    if not can_read():
        return ()
    picture = for_keeping(content)
    if picture is None:
        return ()
    try:
        failures = _failures()
    except ImportError:
        return ()
    try:
        with _one_at_a_time:
            return _in_order(_upright(_pixels(picture)))
    except failures:
        return ()


def _failures() -> tuple[type[Exception], ...]:
    """What the reader and the libraries below it raise; raises ImportError where one of them cannot be loaded."""
    import cv2
    from onnxruntime.capi import onnxruntime_pybind11_state as onnx
    from rapidocr.inference_engine.onnxruntime.main import ONNXRuntimeError
    from rapidocr.main import RapidOCRError

    theirs = [one for one in vars(onnx).values() if isinstance(one, type) and issubclass(one, Exception)]
    return (*_LEAKED, cv2.error, ONNXRuntimeError, RapidOCRError, *theirs)


def _pixels(picture: bytes) -> "Pixels":
    """As the reader takes them: blue, green, red."""
    import numpy as np
    from PIL import Image

    with Image.open(BytesIO(picture)) as image:
        return np.ascontiguousarray(np.asarray(image.convert("RGB"))[:, :, ::-1])


@cache
def _reader() -> Callable[..., Any]:
    import rapidocr

    folder = Path(rapidocr.__file__).parent / "models"
    settings = {key: str(next(folder.glob(name))) for key, name in _MODELS.items()}
    return rapidocr.RapidOCR(params=settings | _SETTINGS)


def _read(pixels: "Pixels") -> Sequence[_Print]:
    import numpy as np

    rows = [(*row.values(),) for row in _reader()(pixels, use_cls=False).to_json() or ()]
    return [
        _Print(np.array(corners, float), text, float(sure))
        for corners, text, sure in rows[:MOST_LINES]
        if text.strip()
    ]


def _upright(pixels: "Pixels") -> Sequence[_Print]:
    """What is read of the position in which most can be read; others are tried only when it looks wrong."""
    found = _read(pixels)
    if not found:
        return ()
    is_sure = _sureness(found) >= _SURE
    if _is_standing(found):
        # The reader turns such lines to the left itself, whichever way they stand.
        return _first_sure(_read(_turned(pixels, quarters)) for quarters in ((1, 3) if is_sure else (3, 1)))
    return found if is_sure else _first_sure([found, _read(_turned(pixels, 2))])


def _turned(pixels: "Pixels", quarters: int) -> "Pixels":
    import numpy as np

    return np.ascontiguousarray(np.rot90(pixels, quarters))


def _first_sure(tries: Iterable[Sequence[_Print]]) -> Sequence[_Print]:
    """The first that is sure, else the surest."""
    best: Sequence[_Print] = ()
    for found in tries:
        best = max(best, found, key=_sureness)
        if _sureness(best) >= _SURE:
            break
    return best


def _sureness(found: Sequence[_Print]) -> float:
    """Of all letters together."""
    count = sum(len(line.text) for line in found)
    return sum(line.sureness * len(line.text) for line in found) / count if count else 0.0


def _is_standing(found: Sequence[_Print]) -> bool:
    """Whether most letters are in lines that stand on their ends."""
    standing = sum(len(line.text) for line in found if line.size[1] > _STANDING * line.size[0])
    return 2 * standing > sum(len(line.text) for line in found)


def _in_order(found: Sequence[_Print]) -> tuple[PrintedLine, ...]:
    """Lines in rows, after the whole is turned so that they lie level."""
    if not found:
        return ()
    level = _levelled([line.corners for line in found])
    lines = [
        PrintedLine(" ".join(line.text.split()), _box(corners))
        for line, corners in zip(found, level, strict=True)
    ]
    rows: list[list[PrintedLine]] = []
    for line in sorted(lines, key=_middle):
        if rows and _is_beside(rows[-1][-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return tuple(line for row in rows for line in sorted(row, key=lambda one: one.box[0]))


def _levelled(corners: Sequence["Corners"]) -> Sequence["Corners"]:
    """Corners turned about the middle of all by the slant of most lines, the longer the more they count."""
    import numpy as np

    across = [((quad[1] - quad[0]) + (quad[2] - quad[3])) / 2 for quad in corners]
    slants = sorted((float(np.arctan2(y, x)), float(np.hypot(x, y))) for x, y in across)
    lengths = np.cumsum([length for _, length in slants])
    slant = slants[int(np.searchsorted(lengths, lengths[-1] / 2))][0]
    middle = np.concatenate(corners).mean(axis=0)
    turn = np.array([[np.cos(slant), -np.sin(slant)], [np.sin(slant), np.cos(slant)]])
    return [(quad - middle) @ turn + middle for quad in corners]


def _box(corners: "Corners") -> tuple[int, int, int, int]:
    """Around the middles of the sides: what slants a little is not higher for that."""
    left, right = (corners[0, 0] + corners[3, 0]) / 2, (corners[1, 0] + corners[2, 0]) / 2
    top, bottom = (corners[0, 1] + corners[1, 1]) / 2, (corners[2, 1] + corners[3, 1]) / 2
    return round(float(left)), round(float(top)), round(float(right)), round(float(bottom))


def _middle(line: PrintedLine) -> int:
    return line.box[1] + line.box[3]


def _is_beside(one: PrintedLine, other: PrintedLine) -> bool:
    """Whether two lines are of the same row."""
    height = min(line.box[3] - line.box[1] for line in (one, other))
    return _middle(other) - _middle(one) < 2 * _IN_ROW * height
