"""Frames of a camera: read where they lie, each at once, and by turns better or for other codes."""

import numpy as np
import pytest
import zxingcpp

from companion.model.code import CodeFormat
from companion.qr.frame import FrameReader
from companion.qr.luma import Luma
from tests.qr.scene import Scene, Wear, enlarged, flat, modules, symbol, worn

CARD = "BEGIN:VCARD\nFN:Ana Ruiz\nTEL:+49 30 1234567\nEND:VCARD\n"
TURNS = 8


def frame_of(*patches: tuple[np.ndarray, int, int], width: int = 1920, height: int = 1080) -> np.ndarray:
    """A grey frame with pictures laid into it, each at its left and top."""
    frame = np.full((height, width), 150, np.uint8)
    for patch, left, top in patches:
        frame[top : top + patch.shape[0], left : left + patch.shape[1]] = patch
    return frame


def nv12(grey: np.ndarray, spare: int = 0) -> Luma:
    """As cameras give it: the brightness of all points, then the colours, with spare bytes behind each line."""
    height, width = grey.shape
    plane = np.pad(grey, ((0, height // 2), (0, spare)), constant_values=128)
    return Luma(memoryview(plane.tobytes()), width, height, width + spare)


def yuyv(grey: np.ndarray) -> Luma:
    height, width = grey.shape
    both = np.full((height, width, 2), 128, np.uint8)
    both[:, :, 0] = grey
    return Luma(memoryview(both.tobytes()), width, height, width * 2, 2)


def read_by_turns(luma: Luma, **options: bool) -> list[set[str]]:
    reader = FrameReader(**options)
    return [{code.text for code in reader.read(luma)} for _ in range(TURNS)]


@pytest.mark.parametrize("spare", [0, 64])
def test_a_code_is_read_in_every_frame(spare):
    code = enlarged(modules(CARD), 4)
    assert read_by_turns(nv12(frame_of((code, 100, 50)), spare)) == [{CARD}] * TURNS


def test_frames_that_mix_brightness_and_colour_are_read_as_well():
    frame = frame_of((enlarged(modules(CARD), 4), 100, 50), width=640, height=480)
    assert read_by_turns(yuyv(frame)) == [{CARD}] * TURNS


def test_the_corners_are_points_of_the_frame_in_reading_order():
    codes = [enlarged(modules(text, version=3), 3) for text in ("left", "right")]
    side = len(codes[0])
    luma = nv12(frame_of((codes[1], 900, 400), (codes[0], 500, 410)))
    found = FrameReader().read(luma)
    assert [code.text for code in found] == ["left", "right"]
    edge = 4 * 3
    assert found[0].position[0] == pytest.approx((500 + edge, 410 + edge), abs=2)
    assert found[0].position[2] == pytest.approx((500 + side - edge, 410 + side - edge), abs=2)


def test_other_codes_are_read_in_each_fourth_frame():
    badge = enlarged(symbol(zxingcpp.BarcodeFormat.DataMatrix, "badge 7"), 8)
    luma = nv12(frame_of((badge, 900, 500), (enlarged(modules(CARD), 3), 100, 50)))
    assert read_by_turns(luma) == ([{CARD}] * 3 + [{CARD, "badge 7"}]) * 2


def test_a_small_other_code_is_read_in_the_middle():
    badge = enlarged(symbol(zxingcpp.BarcodeFormat.Aztec, "badge 7, hall 3, table 12"), 2)
    soft = worn(Scene(badge), Wear(blur=0.6)).grey
    luma = nv12(frame_of((soft, 931, 521)))
    reader = FrameReader()
    found = [reader.read(luma) for _ in range(TURNS)]
    assert [bool(one) for one in found] == [False] * 7 + [True]
    (code,) = found[-1]
    assert code.format is CodeFormat.AZTEC
    assert code.position[0] == pytest.approx((939, 529), abs=3)


def test_other_codes_in_a_small_frame_are_looked_for_at_once():
    badge = enlarged(symbol(zxingcpp.BarcodeFormat.Aztec, "badge 7, hall 3, table 12"), 2)
    assert read_by_turns(nv12(frame_of((badge, 20, 20), width=640, height=480)))[3] == {
        "badge 7, hall 3, table 12"
    }


def test_bar_codes_are_read_only_when_asked_for():
    bars = np.tile(np.repeat(symbol(zxingcpp.BarcodeFormat.Code128, "A-1234")[:1], 4, axis=1), (120, 1))
    luma = nv12(frame_of((np.pad(bars, 40, constant_values=255), 700, 450)))
    assert read_by_turns(luma) == [set()] * TURNS
    assert read_by_turns(luma, linear=True)[3] == {"A-1234"}


def test_an_inverted_code_is_read_when_a_frame_is_looked_at_again():
    dark = 255 - enlarged(modules(CARD), 4)
    assert read_by_turns(nv12(frame_of((dark, 860, 440))))[:4] == [{CARD}, {CARD}, {CARD}, set()]
    assert read_by_turns(nv12(frame_of((dark, 20, 20))))[:4] == [set(), set(), {CARD}, set()]


def faint(steps: int, noise: float) -> np.ndarray:
    """A code whose ink and paper are so many steps of grey apart."""
    grey = 100 + enlarged(modules(CARD), 4) / 255 * steps
    return np.clip(grey + np.random.default_rng(1).normal(0, noise, grey.shape), 0, 255).astype(np.uint8)


@pytest.mark.parametrize(
    ("patch", "turn"),
    [
        (faint(12, noise=1), 0),
        (worn(flat(CARD, 3, version=6), Wear(noise=75), seed=2).grey, 1),
        (faint(12, noise=0), 2),
    ],
)
def test_a_frame_that_is_hard_to_read_is_read_by_one_of_the_turns(patch, turn):
    found = read_by_turns(nv12(frame_of((patch, 860, 440))))
    assert [number for number, read in enumerate(found[:4]) if read == {CARD}] == [turn]


def test_an_empty_frame_gives_nothing():
    assert read_by_turns(nv12(frame_of())) == [set()] * TURNS


@pytest.mark.parametrize(
    ("width", "height", "line", "step"),
    [
        (0, 9, 9, 1),
        (9, 0, 9, 1),
        (9, 9, 9, 0),
        (10, 9, 9, 1),
        (9, 10, 9, 1),
        (9, 9, 10, 1),
        (6, 9, 9, 2),
        (-9, -9, 9, 1),
    ],
)
def test_a_frame_is_never_read_beyond_its_buffer(width, height, line, step):
    luma = Luma(memoryview(bytes(81)), width, height, line, step)
    for read in (luma.view, luma.rows):
        with pytest.raises(ValueError, match=r"buffer|small"):
            read()


def test_a_last_line_may_end_with_its_last_point():
    luma = Luma(memoryview(bytes(range(80))), 4, 8, 10, 3)
    luma.view()
    assert luma.rows()[-1].tolist() == [70, 73, 76, 79]
    with pytest.raises(ValueError, match="buffer"):
        Luma(memoryview(bytes(79)), 4, 8, 10, 3).rows()
