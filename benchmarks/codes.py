"""Codes: what drawing, a frame and a still picture cost, how much memory stays, and which codes are missed."""

import json
import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import psutil
from PIL import Image

from benchmarks.drawn import drawing_figures
from benchmarks.figure import Figure, percentile
from companion.qr.decoding import Kinds, look_at
from companion.qr.frame import FrameReader
from companion.qr.luma import Luma
from companion.qr.read import read_picture, sightings_in
from tests.qr.scene import Grey, Scene, Wear, flat, sheet, tilted, without_code, worn, written

_PUBLIC = Path(__file__).parents[1] / "../shared/corpus/codes"
_ROUNDS = 3
_FRAMES = 24
_MANY_FRAMES = 400
_TURNS = 8
_WIDTH, _HEIGHT = 1920, 1080
_CAPACITY = {5: 80, 10: 200, 15: 400, 20: 640, 25: 960}
"""Bytes by version at level M."""
_HARDLY_ANY = 0.5
"""Per cent: fewer than one picture of 150."""


def figures() -> Sequence[Figure]:
    """Costs first, then what is missed."""
    return [*drawing_figures(), *_frame_figures(), _still_figure(), *_missed_figures()]


def _frame_figures() -> Iterator[Figure]:
    frames = [*_frames()]
    plain = [_milliseconds(partial(_plain, one)) for one in frames]
    yield Figure("a plain look at a frame of 1080p (NV12), CPU p50", "ms", percentile(plain, 0.5), 6.0, 1.0)
    for linear, what in ((False, "frames of 1080p, all turns"), (True, "the same with bar codes")):
        yield Figure(f"{what}, CPU p95", "ms", percentile(_live(frames, linear=linear), 0.95), 50.0, 1.0)
    yield Figure(f"memory that stays after {_MANY_FRAMES} frames", "MB", _growth(frames), 8.0, 1.0)


def _plain(frame: Luma) -> None:
    look_at(frame.view(), (Kinds.QR,), is_quick=True)


def _live(frames: Sequence[Luma], *, linear: bool) -> list[float]:
    """Milliseconds a frame, the best of some rounds, with each turn at each frame."""
    found = []
    for frame in frames:
        readers = [FrameReader(linear=linear) for _ in range(_ROUNDS)]
        found += [min(_milliseconds(partial(one.read, frame), 1) for one in readers) for _ in range(_TURNS)]
    return found


def _growth(frames: Sequence[Luma]) -> float:
    """Megabytes more in use after many frames than after some."""
    reader, process = FrameReader(), psutil.Process()
    for number in range(_FRAMES):
        reader.read(frames[number % len(frames)])
    before = process.memory_info().rss
    for number in range(_MANY_FRAMES):
        reader.read(frames[number % len(frames)])
    return max(0.0, float(process.memory_info().rss - before) / 1e6)


def _frames() -> Iterator[Luma]:
    """What a camera gives: rooms without a code, and hands that hold one; the brightness, then the colours."""
    for seed in range(_FRAMES):
        grey = without_code(seed, _WIDTH, _HEIGHT).grey
        if seed % 2:
            grey = _with(
                grey, worn(tilted(_card(10, seed), 4, version=10, turn=seed * 15), Wear(noise=4), seed), seed
            )
        plane = np.pad(grey, ((0, _HEIGHT // 2), (0, 0)), constant_values=128)
        yield Luma(memoryview(plane.tobytes()), _WIDTH, _HEIGHT, _WIDTH)


def _still_figure() -> Figure:
    """Photos of 2 to 12 megapixels as JPEG: most with one worn code, one of five without."""
    spent = []
    for seed in range(20):
        width, height = random.Random(seed).choice([(1600, 1200), (1920, 1440), (1920, 1080), (4000, 3000)])
        grey = without_code(seed, width, height).grey
        if seed % 5:
            tilt, size = seed * 2.5, width / 400
            wear = Wear(shade=seed % 3 * 0.3, blur=seed % 4 * 0.7, noise=4)
            grey = _with(grey, worn(tilted(_card(5, seed), size, version=5, tilt=tilt), wear, seed), seed)
        photo = written(Image.fromarray(grey), "JPEG", quality=85)
        spent.append(_milliseconds(partial(read_picture, photo), 2))
    return Figure(
        "a still picture, every fifth without a code, CPU mean", "ms", sum(spent) / len(spent), 250.0, 1.0
    )


def _missed_figures() -> Iterator[Figure]:
    for what, most, scenes in _sorts():
        yield Figure(f"codes missed: {what}", "%", _missed(scenes), most, 1.0)
    empty = [one for seed in range(200) for one in sightings_in(without_code(seed, 320, 240).grey)]
    yield Figure("codes read in 200 pictures without one", "", len(empty), 0.5, 1.0)
    if _PUBLIC.is_dir():
        yield Figure("codes missed: public photos", "%", _missed_public(), 4.0, 1.0)


def _sorts() -> Iterator[tuple[str, float, Iterable[Scene]]]:
    """Sorts of pictures, and how many per cent of them may be missed."""
    versions = [(version, seed) for version in _CAPACITY for seed in range(30)]

    def each(size: float, wear: Wear | None = None, **how: float) -> Iterator[Scene]:
        for version, seed in versions:
            turn = how.get("turn", seed * 7.3)
            scene = tilted(
                _card(version, seed),
                size,
                version=version,
                tilt=how.get("tilt", 0.0),
                axis=seed * 23,
                turn=turn,
            )
            yield worn(scene, wear, seed) if wear else scene

    yield "2 points a module", _HARDLY_ANY, each(2)
    yield (
        "1.5 points a module",
        1.0,
        (flat(_card(v, s), 1.5, version=v, around=12 + s % 9) for v, s in versions),
    )
    yield "1.5 points a module, turned", 1.0, each(1.5)
    yield "inverted", _HARDLY_ANY, each(2.5, Wear(is_inverted=True))
    yield "sheets of 20", _HARDLY_ANY, (_sheet(seed) for seed in range(13))
    yield "tilted by 50 degrees", 3.0, each(3, tilt=50)
    yield "noise", 5.0, each(3, Wear(noise=30))
    yield "blur", 5.0, each(3, Wear(blur=1.2, noise=3))
    yield "glare", 5.0, each(3, Wear(glare=0.8, noise=3))
    yield "shade", 5.0, each(3, Wear(shade=0.9, noise=3))


def _missed(scenes: Iterable[Scene]) -> float:
    """Per cent of the codes that were not read; one that was read and is not there counts as missed, too."""
    wanted = wrong = 0
    for scene in scenes:
        texts, read = {one.text for one in scene.placed}, {one.text for one in sightings_in(scene.grey)}
        wanted += len(texts)
        wrong += len(texts ^ read)
    return 100 * wrong / wanted


def _missed_public() -> float:
    expected = json.loads((_PUBLIC / "expected.json").read_text(encoding="utf-8"))
    read = [read_picture((_PUBLIC / one["file"]).read_bytes())[0] for one in expected]
    told = sum(
        one["text"] in [code.text for code in codes] for one, codes in zip(expected, read, strict=True)
    )
    return 100 * (1 - told / len(expected))


def _card(version: int, seed: int) -> str:
    chance = random.Random(seed)
    fill = chance.choices("abcdefghijklmnopqrst 0123456789;:@.", k=int(_CAPACITY[version] * 0.7))
    return f"BEGIN:VCARD\nFN:{''.join(fill)}\n"


def _sheet(seed: int) -> Scene:
    return sheet([_card(5, 100 * seed + one) for one in range(20)], 2 + seed % 4 * 0.6, columns=5, version=5)


def _with(grey: Grey, scene: Scene, seed: int) -> Grey:
    """A scene somewhere in a picture."""
    chance = random.Random(seed)
    height, width = scene.grey.shape
    left, top = chance.randrange(grey.shape[1] - width), chance.randrange(grey.shape[0] - height)
    grey[top : top + height, left : left + width] = scene.grey
    return grey


def _milliseconds(call: Callable[[], object], rounds: int = _ROUNDS) -> float:
    """Processor time of this thread, the best of some rounds."""
    best = float("inf")
    for _ in range(rounds):
        started = time.thread_time()
        call()
        best = min(best, (time.thread_time() - started) * 1000)
    return best
