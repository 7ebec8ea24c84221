"""Long work says how far it is, ends when it is called off, and tells of its end on the GUI thread."""

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from companion.model.error import CancelledError, CompanionError, NotFoundError
from companion.ui.jobs import Jobs
from companion.workflow.exchange.watch import Stage, Watch


class Listener:
    """Hears what a job tells, and on which thread."""

    def __init__(self) -> None:
        self.steps: list[tuple[Stage, int, int]] = []
        self.results: list[object] = []
        self.errors: list[CompanionError] = []
        self.threads: set[int] = set()

    def stepped(self, stage: Stage, done: int, total: int) -> None:
        self._heard(self.steps, (stage, done, total))

    def done(self, result: object) -> None:
        self._heard(self.results, result)

    def failed(self, error: CompanionError) -> None:
        self._heard(self.errors, error)

    def watch(self, jobs: Jobs, work: Callable[[Watch], object]) -> Callable[[], None]:
        return jobs.watch(work, stepped=self.stepped, done=self.done, failed=self.failed)

    def _heard(self, among: list, what: object) -> None:
        self.threads.add(threading.get_ident())
        among.append(what)


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.finish()


@pytest.fixture
def listener() -> Listener:
    return Listener()


def test_each_stage_is_told_and_the_result_comes_last(jobs: Jobs, listener: Listener, qtbot: QtBot) -> None:
    def work(watch: Watch) -> int:
        watch.step(Stage.READING, 0, 0)
        watch.step(Stage.SAVING, 1, 2)
        return threading.get_ident()

    listener.watch(jobs, work)
    qtbot.waitUntil(lambda: bool(listener.results))
    assert listener.steps == [(Stage.READING, 0, 0), (Stage.SAVING, 1, 2)]
    assert listener.threads == {threading.get_ident()}
    assert listener.results != [threading.get_ident()]


def test_of_many_steps_only_some_are_told(jobs: Jobs, listener: Listener, qtbot: QtBot) -> None:
    def work(watch: Watch) -> str:
        for count in range(100_000):
            watch.step(Stage.READING, count, 0)
        return "read"

    listener.watch(jobs, work)
    qtbot.waitUntil(lambda: bool(listener.results))
    assert 1 <= len(listener.steps) < 1000


def test_work_that_is_called_off_ends_at_its_next_step(jobs: Jobs, listener: Listener, qtbot: QtBot) -> None:
    begun = threading.Event()

    def work(watch: Watch) -> None:
        while True:
            begun.set()
            watch.step(Stage.READING, 0, 0)

    call_off = listener.watch(jobs, work)
    begun.wait(5)
    call_off()
    qtbot.waitUntil(lambda: bool(listener.errors))
    assert isinstance(listener.errors[0], CancelledError)
    assert listener.results == []


def test_work_that_is_done_stays_done_when_it_is_called_off(
    jobs: Jobs, listener: Listener, qtbot: QtBot
) -> None:
    call_off = listener.watch(jobs, lambda _watch: "stored")
    call_off()
    qtbot.waitUntil(lambda: bool(listener.results))
    assert listener.errors == []


def test_an_expected_error_is_handed_over(jobs: Jobs, listener: Listener, qtbot: QtBot) -> None:
    def work(watch: Watch) -> None:
        raise NotFoundError("file", "gone.vcf")

    listener.watch(jobs, work)
    qtbot.waitUntil(lambda: bool(listener.errors))
    assert isinstance(listener.errors[0], NotFoundError)


def test_an_unexpected_error_flies_and_whoever_looks_on_knows_that_it_has_ended(
    jobs: Jobs, listener: Listener, qtbot: QtBot
) -> None:
    def work(watch: Watch) -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as flown:
        listener.watch(jobs, work)
        qtbot.waitUntil(lambda: bool(listener.errors))
        qtbot.waitUntil(lambda: bool(flown))
    assert flown[0][0] is ZeroDivisionError
    assert isinstance(listener.errors[0], CancelledError)


def test_what_is_under_way_when_all_ends_is_called_off_and_not_heard_of(
    listener: Listener, qtbot: QtBot
) -> None:
    jobs = Jobs()
    begun = threading.Event()

    def work(watch: Watch) -> None:
        while True:
            begun.set()
            watch.step(Stage.READING, 0, 0)

    listener.watch(jobs, work)
    begun.wait(5)
    jobs.finish()
    heard = len(listener.steps)
    qtbot.waitUntil(lambda: True)
    assert (listener.errors, listener.results, len(listener.steps)) == ([], [], heard)


def test_what_measures_the_threads_of_python_measures_jobs(
    jobs: Jobs, listener: Listener, qtbot: QtBot
) -> None:
    def work(watch: Watch) -> str:
        return "traced"

    seen = []
    before = threading.gettrace()
    threading.settrace(lambda frame, _event, _argument: seen.append(frame.f_code))
    try:
        listener.watch(jobs, work)
        qtbot.waitUntil(lambda: bool(listener.results))
    finally:
        threading.settrace(before)
    assert work.__code__ in seen
