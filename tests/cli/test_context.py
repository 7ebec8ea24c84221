"""One call of the command line: what it does when another program is faster, or stops it."""

import io
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from companion.cli.context import Context
from companion.cli.main import main
from companion.model.error import StaleRecordError
from companion.storage import journal
from companion.storage.queries.person import person_with
from tests.builders import NOW, adding, changing, person


@pytest.fixture
def context(folder, store):
    opened = Context(folder, NOW)
    yield opened
    opened.close()


def test_a_plan_is_made_again_when_somebody_else_was_faster(context, store):
    ada = person("Ada", title="Poet")
    store.apply(adding(ada), at=NOW)
    others = iter([replace(ada, title="Countess"), replace(ada, title="Analyst")])

    def plan(connection):
        now = person_with(connection, ada.id)
        other = next(others, None)
        if other is not None:
            store.apply(changing((now, other)), at=NOW)
        edited = replace(now, title=f"{now.title}, engineer")
        return edited, changing((now, edited))

    result, changes = context.apply(plan)
    assert result.title == "Analyst, engineer"
    assert changes.changes[0].after == result
    assert store.read(person_with, ada.id) == result


def test_a_plan_that_is_always_too_late_is_given_up(context, store):
    ada = person("Ada")
    store.apply(adding(ada), at=NOW)
    tries = []

    def plan(connection):
        tries.append(connection)
        old = replace(ada, title="Poet")
        return old, changing((old, replace(old, title="Countess")))

    with pytest.raises(StaleRecordError):
        context.apply(plan)
    assert len(tries) == 5
    assert store.read(journal.last_seq) == 1


def test_a_plan_without_effect_stores_nothing(context, store, folder):
    assert context.apply(lambda _: ("said", changing())) == ("said", changing())
    assert store.read(journal.last_seq) == 0
    assert not (folder / "backups").exists()


def test_moments_are_said_by_the_clock_in_use(context):
    assert context.instant(None) is None
    assert context.instant(NOW + timedelta(hours=1)) == "2026-03-12T21:30:00+00:00"
    assert context.day_and_time(NOW) == "2026-03-12 20:30"


class Interrupted(io.RawIOBase):
    """A stream during whose reading Ctrl+C is pressed."""

    def readable(self):
        return True

    def readinto(self, _buffer):
        raise KeyboardInterrupt


def test_ctrl_c_ends_a_call_with_130(folder, monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(Interrupted())))
    assert main(["--data", str(folder), "note", "-"]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_reader_that_has_gone_ends_a_call_with_130(folder, monkeypatch):
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w", encoding="utf-8") as stdout, monkeypatch.context() as patch:
        patch.setattr("sys.stdout", stdout)
        assert main(["--data", str(folder), "--json", "people"]) == 130


def test_an_answer_that_cannot_be_written_is_said(folder, monkeypatch, capsys):
    with Path("/dev/full").open("w", encoding="utf-8") as stdout, monkeypatch.context() as patch:
        patch.setattr("sys.stdout", stdout)
        assert main(["--data", str(folder), "--json", "people"]) == 4
    assert capsys.readouterr().err.startswith("stdout could not be read or written: No space left")
