"""What holds for every command: options, exit codes, names, one document on stdout, hostile input."""

import io
import json
import os
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from companion import __version__
from companion.cli.main import main
from companion.model.error import BusyError
from companion.storage import backup
from companion.storage.engine import connect_existing
from companion.storage.store import Store

READING = (
    ["people"],
    ["today"],
    ["event", "list"],
    ["undo", "--list"],
    ["me"],
    ["show", "Ana"],
    ["draft", "Ana"],
    ["qr", "Ana"],
    ["qr", "--me"],
    ["duplicates"],
)
WRITING = (
    ["event", "start", "Dinner"],
    ["event", "end"],
    ["event", "edit", "Dinner", "venue=Hub"],
    ["note", "Ben"],
    ["note", "-"],
    ["add", "Ana", "need", "tea"],
    ["edit", "Ana", "title=Boss"],
    ["set", "NEED", "met"],
    ["done", "Ana"],
    ["later", "Ana", "someday"],
    ["skip", "Ana"],
    ["letgo", "Ana"],
    ["me", "--set", "name=Mia"],
    ["undo"],
    ["redo"],
    ["not-same", "Ana", "Ben"],
    ["merge", "Ana", "Ben"],
    ["delete", "Ana"],
    ["backup"],
    ["check"],
)


def ana_of_mia(ask):
    """Mia's data, with Ana in it and an event that runs; the id of Ana's need."""
    ask("me", "--set", "name=Mia")
    ask("event", "start", "Mixer")
    ask("note", "Ana ana@acme.com ?a venue !call mon")
    return ask("show", "Ana")["needs"][0]["id"]


@pytest.fixture
def known(once):
    return once(ana_of_mia)


def filled(command, need):
    return [need if word == "NEED" else word for word in command]


# Options


def test_options_may_stand_before_and_after_a_command(known, folder, capsys, tmp_path):
    data, now = ["--data", str(folder)], ["--now", "2026-05-13"]

    def said(*arguments):
        assert main([*arguments]) == 0
        return json.loads(capsys.readouterr().out)

    first = said(*data, *now, "--json", "event", "list")
    assert said("event", *data, "--json", "list", *now) == first
    assert said("event", "list", "--json", *now, *data) == first
    assert said("--json", "event", *now, "list", *data) == first
    assert said("--data", str(tmp_path / "other"), "people", *data, "--json")[0]["name"] == "Ana"


def test_two_dashes_end_the_options(ask):
    assert ask("note", "--", "--to", "Ana")["people"][0]["name"] == "--to Ana"
    assert ask("parse", "--", "-x")["name"] == "-x"
    assert ask("event", "start", "--", "--kind")["name"] == "--kind"
    assert ask("people", "--", "--limit") == []
    assert ask("parse", "-5 degrees")["name"] == "-5 degrees"


def test_the_data_folder_may_be_named_by_the_surroundings(call, capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("COMPANION_DATA", str(tmp_path / "mine"))
    assert main(["note", "Ana"]) == 0
    assert (tmp_path / "mine" / "companion.db").exists()
    assert main(["--data", "", "--json", "people"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])[0]["name"] == "Ana"
    assert (tmp_path / "mine").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "mine" / "companion.db").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("now", "day"),
    [
        ("2026-05-12", "2026-05-12"),
        ("2026-05-12T23:59", "2026-05-12"),
        ("2026-05-12T23:59:59.999", "2026-05-12"),
        ("2026-05-12T23:59Z", "2026-05-12"),
        ("2026-05-12T23:59-11:00", "2026-05-12"),
        ("1900-01-01", "1900-01-01"),
        ("8999-12-31", "8999-12-31"),
    ],
)
def test_the_clock_may_be_a_day_a_time_or_have_an_offset(ask, now, day):
    assert ask("today", now=now)["date"] == day


def test_without_an_offset_the_clock_is_local_and_a_day_its_midnight(ask):
    for now, hour in (("2026-05-12", 0), ("2026-05-12T19:30", 19)):
        at = datetime.fromisoformat(ask("event", "start", "Mixer", now=now)["starts_at"])
        assert at.utcoffset() == datetime(2026, 5, 12, hour).astimezone().utcoffset()
        assert (at.day, at.hour) == (12, hour)


def test_without_a_clock_it_is_now(folder, capsys):
    before = datetime.now().astimezone()
    assert main(["--data", str(folder), "--json", "event", "start", "Mixer"]) == 0
    at = datetime.fromisoformat(json.loads(capsys.readouterr().out)["starts_at"])
    assert before <= at <= before + timedelta(minutes=1)


@pytest.mark.parametrize(
    "now", ["", "soon", "2026-13-01", "0001-01-01", "9999-12-31T23:59", "26-5-12", "٢٠٢٦"]
)
def test_a_clock_that_is_none_is_said(refuse, now):
    assert "is not a time such as 2026-05-12" in refuse(2, "today", now=now)


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_quiet_still_says_what_is_asked_for(known, call, command):
    assert call("--quiet", *command) == call(*command)
    assert call(*command).out


def test_quiet_says_nothing_else(known, call):
    for command in WRITING:
        said = call("--quiet", *filled(command, known), stdin="Cleo")
        assert (said.code, said.out, said.err) == (0, "", ""), command


def test_quiet_does_not_silence_json_nor_problems(known, call):
    assert call("--quiet", "--json", "note", "Ben").json["people"][0]["name"] == "Ben"
    assert call("--quiet", "show", "Nobody").err


# One document


def test_every_command_answers_one_document(known, call):
    for command in (*READING, *WRITING, ["parse", "Ana"], ["parse", "-"]):
        said = call("--json", *filled(command, known), stdin="Cleo")
        assert (said.code, said.err) == (0, ""), command
        assert said.json is not None


def test_text_of_any_script_is_written_as_it_is(ask, call):
    name = "王小明 नीना Łukasz 🎂"
    assert name in call("--json", "note", name).out
    assert ask("people", "王")[0]["name"] == name
    assert name in call("people").out


# Usage


def test_the_version_is_said(capsys):
    with pytest.raises(SystemExit) as end:
        main(["--version"])
    assert (end.value.code, capsys.readouterr().out) == (0, f"companion {__version__}\n")


@pytest.mark.parametrize("command", [[], ["event"], ["event", "start"], ["note"], ["today"], ["undo"]])
def test_every_command_has_help(capsys, command):
    with pytest.raises(SystemExit) as end:
        main([*command, "--help"])
    assert end.value.code == 0
    assert capsys.readouterr().out.startswith(" ".join(["usage: companion", *command]))


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--json"],
        ["frobnicate"],
        ["--bogus", "people"],
        ["people", "--bogus"],
        ["people", "--limit"],
        ["people", "--limit", "-1"],
        ["people", "--limit", "many"],
        ["people", "--limit", "9" * 30],
        ["people", "--lim", "1"],
        ["--js", "people"],
        ["today", "now"],
        ["backup", "file.db"],
        ["redo", "x"],
        ["show"],
        ["--data"],
    ],
)
def test_wrong_usage_is_one_sentence_and_where_to_read_on(refuse, arguments):
    said = refuse(2, *arguments)
    assert said.startswith("companion")
    assert said.endswith("--help'.\n")
    assert said.count("\n") == 1


def test_without_a_command_the_window_opens_with_its_folder_and_clock(tmp_path):
    opened = []

    def open_window(folder, now):
        opened.append((folder, now))
        return 7

    assert main(["--data", str(tmp_path), "--now", "2026-05-12T19:30Z"], open_window=open_window) == 7
    assert main([], open_window=open_window) == 7
    assert main(["--data", str(tmp_path), "parse", "Ana"], open_window=open_window) == 0
    clock = datetime.fromisoformat("2026-05-12T19:30Z")
    assert opened == [(tmp_path, clock), (Path(os.environ["COMPANION_DATA"]), None)]


# Data that cannot be used


def test_a_folder_that_cannot_be_one_is_said(refuse, tmp_path):
    (tmp_path / "file").write_text("mine")
    for place in (tmp_path / "file", tmp_path / "file" / "below", "/proc/nowhere"):
        for command in ("people", "today", "undo"):
            assert str(place) in refuse(4, "--data", place, command)
        assert str(place) in refuse(4, "note", "Ana", "--data", place)


@pytest.mark.parametrize(
    "content",
    [b"= broken", b"\xff\xfe", b'theme = "blue"', b"region = 5", b"database_id = true"],
)
def test_settings_that_cannot_be_understood_are_said(known, refuse, folder, content):
    (folder / "settings.toml").write_bytes(content)
    for command in (["people"], ["note", "Ben"], ["parse", "Ana"], ["check"]):
        assert str(folder / "settings.toml") in refuse(4, *command)


def test_a_database_that_is_lost_or_empty_is_never_made_anew(known, call, refuse, folder):
    database = folder / "companion.db"
    call("backup")
    for loss in (database.unlink, database.touch):
        for path in folder.glob("companion.db-*"):
            path.unlink()
        loss()
        said = refuse(4, "note", "Ben")
        assert str(database) in said
        assert "companion-2026-05-12-193000.db" in said
        assert not database.exists() or database.stat().st_size == 0


def test_a_database_that_is_damaged_is_said(known, refuse, folder):
    for path in folder.glob("companion.db-*"):
        path.unlink()
    (folder / "companion.db").write_bytes(b"no database at all" * 400)
    for command in (["people"], ["note", "Ben"], ["check"], ["backup"], ["undo"]):
        assert str(folder / "companion.db") in refuse(4, *command)


def test_a_database_of_a_newer_companion_is_said(known, refuse, folder):
    with closing(sqlite3.connect(folder / "companion.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    for command in (["people"], ["note", "Ben"]):
        assert "newer" in refuse(4, *command)


def test_a_database_of_another_program_is_said(refuse, tmp_path):
    with closing(sqlite3.connect(tmp_path / "companion.db")) as connection, connection:
        connection.execute("CREATE TABLE mine (id)")
    refuse(4, "--data", tmp_path, "people")


def test_another_program_that_writes_all_the_time_is_said(known, refuse, folder, monkeypatch):
    monkeypatch.setitem(Store.apply.__kwdefaults__, "patience", 0.01)
    with closing(connect_existing(folder / "companion.db", timeout=1)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert refuse(4, "note", "Ben").startswith("Another program is writing to the data.")
        assert refuse(3, "show", "Ben")


def test_a_copy_that_fails_for_another_s_writing_does_not_undo_the_change(ask, call, monkeypatch):
    def busy(*_):
        raise BusyError

    monkeypatch.setattr(backup, "copy_daily", busy)
    said = call("--json", "note", "Ana")
    assert (said.code, said.json["people"][0]["name"]) == (0, "Ana")
    assert said.err.startswith("Another program is writing")
    assert len(ask("people")) == 1


# Closed streams


def test_without_stdin_stdout_and_stderr_commands_still_work(known, folder, monkeypatch):
    for stream in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(f"sys.{stream}", None)
    data = ["--data", str(folder)]
    assert main([*data, "people"]) == 0
    assert main([*data, "note", "-"]) == 0
    assert main([*data, "note", "Ben"]) == 0
    assert main([*data, "show", "Nobody"]) == 3


def test_stdin_that_cannot_be_read_is_said(folder, capsys, monkeypatch):
    class Broken(io.RawIOBase):
        def readable(self):
            return True

        def readinto(self, _buffer):
            raise OSError(5, "Input/output error")

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(Broken())))
    assert main(["--data", str(folder), "parse"]) == 4
    assert capsys.readouterr().err.startswith("stdin could not be read or written: Input/output error.")


# Hostile input


@pytest.mark.parametrize("command", [["parse"], ["parse", "-"], ["note", "-"]])
def test_bytes_that_are_no_text_are_read_as_far_as_they_are(call, command):
    said = call("--json", *command, stdin=b"Ana\x00 Ruiz \xff\xfe ?a\x00venue \xed\xa0\x80\n")
    assert said.code == 0
    assert "Ana" in said.out
    assert "\x00" not in said.out


def test_lone_surrogates_are_replaced_before_anything_is_kept(ask):
    noted = ask("note", "Ana\udcff ?a\ud800venue #\udcfe #\udcfd")
    assert noted["people"][0]["name"] == "Ana\ufffd"
    assert [need["text"] for need in noted["needs"]] == ["a\ufffdvenue"]
    assert ask("show", "Ana\udcfe")["name"] == "Ana\ufffd"
    first = ask("add", "Ana\udcff", "tag", "x\udcff")
    assert ask("add", "Ana\udcff", "tag", "x\udcfe") == first
    ask("edit", "Ana\udcff", "title=\udcff", "email=a@\udcff")
    ask("event", "start", "Mixer \udcff", "--venue", "\udcff", "--goal", "\udcff")
    assert ask("event", "edit", "mixer \udcfe", "venue=Hub")["venue"] == "Hub"
    assert ask("people", "\udcff") is not None


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "\udcff"],
        ["set", "\udcff", "met"],
        ["delete", "\udcff"],
        ["done", "\udcff"],
        ["undo", "\udcff"],
        ["event", "edit", "\udcff", "venue=x"],
        ["note", "Ana", "--event", "\udcff"],
    ],
)
def test_a_name_of_no_text_is_nobody_s(refuse, arguments):
    refuse(3, *arguments)


def test_a_line_of_a_megabyte_is_kept(ask, call):
    line = "Ana Ruiz ?" + "word " * 200_000
    (noted,) = ask("note", "-", stdin=line)
    assert len(noted["needs"][0]["text"]) == 999_999
    assert ask("people", "word")[0]["name"] == "Ana Ruiz"
    assert call("--quiet", "note", "-", stdin="x" * 1_000_000).code == 0
    assert all(len(row["label"]) < 100 for row in ask("undo", "--list"))
    assert ask("check")["verified"]


@pytest.mark.parametrize(
    "text", ["%s {name} {0}", "'; DROP TABLE person; --", '"', "\\", "*", "NEAR(", "a AND"]
)
def test_text_is_never_read_as_a_command(ask, text):
    ask("note", "Ana")
    ask("add", "Ana", "need", "--", text)
    ask("people", "--", text)
    ask("people", "--", f'need:"{text}')
    assert ask("show", "Ana")["needs"][0]["text"] == text
    assert ask("undo", "--list")[0]["label"] == f"Added need to Ana: {text}"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                *("event", "start", "end", "list", "edit", "note", "parse", "people", "show", "add", "need"),
                *("set", "met", "delete", "today", "done", "later", "skip", "letgo", "draft", "me", "undo"),
                *("redo", "check", "Ana", "Ben", "--limit", "1", "--set", "name=x", "starts_at=x", "-", "--"),
                *("--all", "--list", "--to", "--event", "--kind", "--region", "--as", "mailto", "fri", ""),
                *("\udcff", "\x00", "🎂", "=", "#", "?x", "0000", "9" * 40, "2026-05-12", "--now", "--json"),
            ]
        ),
        min_size=1,
        max_size=6,
    )
)
def test_no_arguments_whatever_end_in_a_traceback(call, arguments):
    assert call(*arguments, stdin="Ana ?x").code in {0, 1, 2, 3, 4}
