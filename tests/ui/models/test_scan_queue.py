"""The queue of codes: each once, one after the other, and the same text not again for five seconds."""

from companion.model.payload import Payload, PayloadKind
from companion.ui.models.scan_queue import IGNORED_FOR, ScanQueue


def note(text: str) -> Payload:
    return Payload(PayloadKind.NOTE, text, text)


def add(queue: ScanQueue, *texts: str) -> None:
    for text in texts:
        queue.add(note(text), "a picture", None)


def test_the_same_text_is_no_news_for_five_seconds() -> None:
    queue = ScanQueue()
    assert queue.is_news("a", 0.0)
    assert not queue.is_news("a", IGNORED_FOR - 0.1)
    assert queue.is_news("b", 1.0)


def test_it_is_no_news_as_long_as_it_is_seen() -> None:
    queue = ScanQueue()
    assert queue.is_news("a", 0.0)
    for second in range(1, 20):
        assert not queue.is_news("a", float(second))
    assert queue.is_news("a", 19.0 + IGNORED_FOR)


def test_what_still_waits_is_no_news_however_long_it_does() -> None:
    queue = ScanQueue()
    queue.is_news("a", 0.0)
    add(queue, "a")
    assert not queue.is_news("a", 1000.0)
    queue.drop()
    assert queue.is_news("a", 2000.0)


def test_places_are_counted_until_all_are_done() -> None:
    queue = ScanQueue()
    add(queue, "a", "b", "c")
    assert queue.place == (1, 3)
    queue.drop()
    assert queue.place == (2, 3)
    add(queue, "d")
    assert queue.place == (2, 4)
    for _ in range(3):
        queue.drop()
    assert queue.current is None
    add(queue, "e")
    assert queue.place == (1, 1)


def test_one_that_is_looked_at_again_comes_before_those_that_wait() -> None:
    queue = ScanQueue()
    add(queue, "a", "b")
    first = queue.drop()
    assert first is not None
    queue.put_first(first)
    assert queue.current == first
    queue.drop()
    assert queue.current is not None
    assert queue.current.payload.text == "b"


def test_nothing_is_dropped_of_an_empty_queue() -> None:
    assert ScanQueue().drop() is None
