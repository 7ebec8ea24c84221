"""`companion backup` and `check`."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from companion.storage.opening import open_store
from companion.storage.queries.person import people_page
from tests.cli.shape import BACKUP, assert_shape


def people_in(file, tmp_path):
    """The names in a copy of the data."""
    folder = tmp_path / "copied"
    folder.mkdir()
    shutil.copy(file, folder / "companion.db")
    store = open_store(folder)
    try:
        return [one.name for one in store.read(people_page, after=None, limit=None)]
    finally:
        store.close()


def test_a_backup_is_a_copy_that_was_read_back(ask, call, folder, tmp_path):
    ask("note", "Ana")
    made = ask("backup")
    assert_shape(made, BACKUP)
    file = folder / "backups" / "companion-2026-05-12-193000.db"
    assert made == {"file": str(file), "people": 1, "verified": True}
    assert people_in(file, tmp_path) == ["Ana"]
    assert file.stat().st_mode & 0o777 == 0o600
    assert call("backup").out == f"Copied 1 person to {file}, and read the copy back.\n"


def test_a_backup_goes_where_it_is_told(ask, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert ask("backup", "-o", "copy of data.db")["file"] == str(tmp_path / "copy of data.db")
    ask("note", "Ana")
    assert ask("backup", "-o", tmp_path / "copy of data.db")["people"] == 1
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert Path(ask("backup", "-o", "~/new/x.db")["file"]) == tmp_path / "home" / "new" / "x.db"


@pytest.mark.parametrize(
    "name", ["companion.db", "companion.db-wal", "companion.db-shm", "backups/../companion.db"]
)
def test_a_backup_never_takes_the_place_of_the_data(ask, refuse, folder, name):
    ask("note", "Ana")
    said = refuse(2, "backup", "-o", folder / name)
    assert said.endswith("Possible: a file other than the data itself.\n")
    assert len(ask("people")) == 1


def test_a_link_to_the_data_is_the_data(ask, refuse, folder, tmp_path):
    (tmp_path / "link.db").symlink_to(folder / "companion.db")
    refuse(2, "backup", "-o", tmp_path / "link.db")


def test_a_backup_that_cannot_be_written_is_said(ask, refuse, tmp_path):
    (tmp_path / "file").write_text("mine")
    for target in (tmp_path / "file" / "x.db", tmp_path):
        assert str(target) in refuse(4, "backup", "-o", target)
    assert (tmp_path / "file").read_text() == "mine"


def test_whole_data_is_said_to_be_whole(ask, call, folder):
    ask("note", "Ana")
    found = ask("check")
    assert_shape(found, BACKUP)
    assert found == {"file": str(folder / "companion.db"), "people": 1, "verified": True}
    assert call("check").out == f"{folder / 'companion.db'} is whole: 1 person.\n"


def test_what_is_not_whole_is_listed_and_repaired(ask, call, folder):
    ask("note", "Ana ?a venue")
    with closing(sqlite3.connect(folder / "companion.db")) as connection, connection:
        connection.execute("DELETE FROM search_document")
    said = call("--json", "check")
    assert_shape(said.json, BACKUP)
    assert (said.code, said.json["verified"]) == (1, False)
    assert "companion check --repair" in said.err
    assert call("check").out == ""
    assert ask("check", "--repair")["verified"]
    assert ask("check")["verified"]
    assert len(ask("people", "venue")) == 1


def test_the_first_change_of_a_day_is_followed_by_a_copy(ask, folder):
    def copies():
        return {path.name for path in (folder / "backups").glob("*.db")}

    ask("people")
    assert copies() == set()
    ask("note", "Ana")
    assert copies() == {"companion-2026-05-12.db"}
    ask("note", "Ben")
    ask("note", "Cleo", now="2026-05-13")
    assert copies() == {"companion-2026-05-12.db", "companion-2026-05-13.db"}


def test_a_change_is_kept_and_the_missing_copy_said_where_none_can_be_made(call, folder):
    (folder / "backups").write_text("in the way")
    said = call("--json", "note", "Ana")
    assert (said.code, said.json["people"][0]["name"]) == (0, "Ana")
    assert "backups" in said.err
    assert said.err.count("\n") == 1
