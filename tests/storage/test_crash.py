import random
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from benchmarks import crash
from companion.storage import search_index
from tests.builders import NOW, adding, person

PROJECT = Path(__file__).parents[2]


def test_a_killed_process_loses_nothing_that_it_acknowledged(tmp_path):
    kills = crash.KILLS_A_FOLDER + 2
    tally = crash.run(tmp_path, kills=kills, chance=random.Random())
    assert tally.faults == []
    assert tally.stages.total() == kills
    assert tally.acknowledged > kills
    assert tally.stages[crash.Stage.WRITING] + tally.stages[crash.Stage.COMMITTING] > 0


@pytest.fixture
def saved(store):
    for number in (1, 2, 3):
        crash.save(store, number)
    return store


def test_captures_that_are_whole_have_no_fault(saved):
    assert crash.faults(saved, {1, 2, 3}) == ([], {1, 2, 3})
    assert crash.faults(saved, {1}) == ([], {1, 2, 3})


def test_a_capture_that_was_acknowledged_and_is_not_there_is_lost(saved):
    found, _ = crash.faults(saved, {1, 2, 3, 4})
    assert found == ["capture 4 was acknowledged and is lost"]


@pytest.mark.parametrize("table", ["mention", "raw_capture", "need", "promise"])
def test_a_capture_with_a_part_missing_is_a_fault(saved, table):
    def halve(connection):
        if table == "raw_capture":
            connection.execute(text("DELETE FROM mention"))
        connection.execute(text(f"DELETE FROM {table}"))
        search_index.rebuild(connection)

    saved.maintain(halve)
    assert crash.faults(saved, set())[0]


def test_a_capture_that_is_not_found_by_searching_is_a_fault(saved):
    saved.maintain(lambda connection: connection.execute(text("DELETE FROM search_document")))
    assert "capture 2 is not found" in crash.faults(saved, set())[0]


def test_a_person_of_another_line_is_no_fault(saved):
    saved.apply(adding(person("Ada")), at=NOW)
    assert crash.faults(saved, {1, 2, 3}) == ([], {1, 2, 3})


def test_the_counts_are_told_in_one_line():
    command = [sys.executable, "-m", "benchmarks.crash", "--kills", "2", "--seed", "7"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("2 kills (")
    assert "0 lost, halved or damaged; seed 7" in done.stdout
    assert len(done.stdout.splitlines()) == 1
