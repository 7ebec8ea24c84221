"""The slot between a camera and the thread that reads: one thing, the newest."""

from threading import Thread

from companion.ui.camera.slot import Slot


def test_only_the_newest_is_handed_over() -> None:
    slot: Slot[int] = Slot()
    for number in range(5):
        slot.put(number)
    assert slot.take() == 4
    assert slot.dropped == 4


def test_who_waits_goes_on_when_something_comes_and_when_it_is_closed() -> None:
    slot: Slot[int] = Slot()
    taken: list[int | None] = []

    def work() -> None:
        while (content := slot.take()) is not None:
            taken.append(content)
        taken.append(None)

    thread = Thread(target=work)
    thread.start()
    slot.put(1)
    while not taken:
        pass
    slot.close()
    thread.join(5)
    assert taken == [1, None]


def test_what_nobody_took_is_let_go_when_it_is_closed() -> None:
    slot: Slot[int] = Slot()
    slot.put(1)
    slot.close()
    assert slot.take() is None
