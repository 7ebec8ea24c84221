import subprocess
import sys
import threading
import time
from pathlib import Path
from uuid import RFC_4122, UUID

import pytest

from companion.model import identity
from companion.model.identity import follow_up_id, new_id


def test_an_identity_is_a_uuid_of_version_seven():
    made = new_id()
    assert (made.version, made.variant) == (7, RFC_4122)


def test_an_identity_tells_when_it_was_made():
    before = time.time_ns() // 1_000_000
    made = new_id().int >> 80
    assert before <= made <= time.time_ns() // 1_000_000


def test_the_fraction_of_a_millisecond_stands_behind_it(monkeypatch):
    monkeypatch.setattr(identity, "_clock", identity._Clock())
    monkeypatch.setattr(time, "time_ns", lambda: 1_700_000_000_123_500_000)
    assert (new_id().int >> 64) & 0xFFFF == 0x7000 | 0x800
    monkeypatch.setattr(time, "time_ns", lambda: 1_700_000_000_123_999_999)
    assert (new_id().int >> 64) & 0xFFFF == 0x7FFF


def test_identities_sort_by_when_they_were_made():
    made = [new_id() for _ in range(20_000)]
    assert made == sorted(set(made))


@pytest.mark.parametrize("step", [0, -1, -3_600_000_000_000])
def test_a_clock_that_stands_or_goes_back_does_not_upset_the_order(monkeypatch, step):
    moments = iter(
        range(1_700_000_000_000_000_000, 0, step) if step else [1_700_000_000_000_000_000] * 10_000
    )
    monkeypatch.setattr(identity, "_clock", identity._Clock())
    monkeypatch.setattr(time, "time_ns", lambda: next(moments))
    made = [new_id() for _ in range(9_000)]
    assert made == sorted(set(made))
    assert {one.version for one in made} == {7}


def test_threads_never_make_the_same_identity():
    made: list[UUID] = []

    def make() -> None:
        made.extend([new_id() for _ in range(3_000)])

    threads = [threading.Thread(target=make) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({one.int >> 64 for one in made}) == 18_000


def test_a_forked_process_makes_other_identities():
    code = (
        "import os\nfrom companion.model.identity import new_id\nnew_id()\n"
        "child = os.fork()\nchild and os.waitpid(child, 0)\nprint(*(new_id() for _ in range(50)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert len(set(done.stdout.split())) == 100


def test_a_follow_up_has_one_identity_for_each_person_reason_and_source():
    one, other, source = new_id(), new_id(), new_id()
    made = follow_up_id(one, "promise", source)
    assert made == follow_up_id(one, "promise", source)
    others = {
        follow_up_id(one, "hello", source),
        follow_up_id(other, "promise", source),
        follow_up_id(one, "promise", one),
    }
    assert len(others | {made}) == 4
    assert made.version == 5


def test_the_identity_of_a_follow_up_is_the_same_in_every_release():
    nobody = UUID(int=0)
    assert follow_up_id(nobody, "promise", nobody) == UUID("46e955a3-69e1-5ea6-be38-b4a11de6e369")
