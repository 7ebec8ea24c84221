"""What several looks saw is put together: each code once, in the order in which a page is read."""

import numpy as np
import pytest

from companion.model.code import CodeFormat
from companion.qr.decoding import Sighting
from companion.qr.gathering import Gathering, in_reading_order, is_repeated
from companion.qr.mending import levelled
from companion.qr.place import Place, is_square, points


def square(x: float, y: float, side: float = 100) -> Place:
    return (x, y), (x + side, y), (x + side, y + side), (x, y + side)


def seen(text: str, place: Place, form: CodeFormat = CodeFormat.QR) -> Sighting:
    return Sighting(form, text, text.encode(), place)


def texts(sightings: list[Sighting]) -> list[str]:
    return [one.text for one in sightings]


def test_a_code_that_two_looks_saw_is_one():
    gathering = Gathering()
    assert not gathering
    assert gathering.add([seen("a", square(10, 10))])
    assert not gathering.add([seen("a", square(12, 9))])
    assert gathering
    assert texts(gathering.codes()) == ["a"]


def test_a_code_that_one_look_saw_twice_is_one():
    gathering = Gathering()
    gathering.add([seen("a", square(10, 10)), seen("a", square(11, 10))])
    assert len(gathering.codes()) == 1


def test_two_codes_that_say_the_same_are_two():
    gathering = Gathering()
    gathering.add([seen("a", square(10, 10)), seen("a", square(200, 10))])
    assert len(gathering.codes()) == 2


def test_at_one_place_the_first_reading_counts():
    gathering = Gathering()
    gathering.add([seen("a", square(10, 10))])
    assert not gathering.add([seen("b", square(12, 9), CodeFormat.DATA_MATRIX)])
    assert texts(gathering.codes()) == ["a"]


@pytest.mark.parametrize("turn", [1, -1])
def test_a_small_code_in_the_middle_of_a_large_one_is_another(turn):
    gathering = Gathering()
    gathering.add([seen("outer", square(0, 0)), seen("inner", square(40, 40, 20))][::turn])
    assert set(texts(gathering.codes())) == {"outer", "inner"}


@pytest.mark.parametrize("form", [CodeFormat.MICRO_QR, CodeFormat.RMQR])
@pytest.mark.parametrize("turn", [1, -1])
def test_the_eye_of_a_code_is_no_code(form, turn):
    gathering = Gathering()
    gathering.add([seen("outer", square(0, 0)), seen("7", square(2, 2, 30), form)][::turn])
    assert texts(gathering.codes()) == ["outer"]


def test_a_small_code_beside_a_large_one_stays():
    gathering = Gathering()
    gathering.add([seen("outer", square(0, 0)), seen("7", square(150, 40, 30), CodeFormat.MICRO_QR)])
    assert texts(gathering.codes()) == ["outer", "7"]


def test_what_could_not_be_read_is_asked_for_once_the_largest_first_unless_it_was_read():
    gathering = Gathering()
    gathering.add([seen("a", square(0, 0))])
    nothing: Place = ((0, 0), (0, 0), (0, 0), (0, 0))
    line: Place = ((0, 500), (100, 500), (200, 500), (0, 600))
    bow: Place = ((300, 300), (400, 400), (400, 300), (300, 400))
    gathering.add_failed([square(5, 5), square(500, 0), square(502, 3), nothing, line, bow])
    gathering.add_failed([square(0, 700, 200), square(700, 700, 50)])
    assert gathering.failed(9) == [square(0, 700, 200), square(500, 0), square(700, 700, 50)]
    assert gathering.failed(1) == [square(0, 700, 200)]


def test_codes_are_read_line_by_line_even_if_the_sheet_is_a_little_turned():
    rows = [
        [seen(f"{row}{column}", square(column * 150, row * 150 + column * 9)) for column in range(4)]
        for row in range(3)
    ]
    mixed = [one for row in reversed(rows) for one in reversed(row)]
    assert texts(in_reading_order(mixed)) == [one.text for row in rows for one in row]
    assert in_reading_order([]) == []


def test_a_repetition_says_the_same_at_the_same_place():
    one = seen("a", square(0, 0))
    assert is_repeated(one, seen("a", square(3, 3)))
    assert not is_repeated(one, seen("b", square(3, 3)))
    assert not is_repeated(one, seen("a", square(300, 3)))


def test_the_corners_of_a_mirrored_code_go_clockwise_too():
    assert points(((90, 10), (10, 10), (10, 90), (90, 90)), 100, 100) == (
        (90, 10),
        (90, 90),
        (10, 90),
        (10, 10),
    )


def test_a_square_seen_from_behind_is_a_square():
    assert is_square(square(0, 0))
    assert is_square(square(0, 0)[::-1])
    assert not is_square(square(0, 0, 9))


def test_what_is_levelled_is_found_again_in_the_picture():
    grey = np.full((200, 200), 255, np.uint8)
    grey[60:90, 40:100] = 0
    place: Place = ((40, 60), (100, 60), (100, 90), (40, 90))
    square_of_it = levelled(grey, place)
    rows, columns = (np.flatnonzero((square_of_it.grey < 99).any(axis=axis)) for axis in (1, 0))
    assert len(square_of_it.grey) == 400
    assert (rows[0], rows[-1], columns[0], columns[-1]) == pytest.approx((75, 324, 75, 324), abs=3)
    back = square_of_it.in_picture(((75, 75), (325, 75), (325, 325), (75, 325)))
    assert np.array(back) == pytest.approx(np.array(place), abs=0.1)
