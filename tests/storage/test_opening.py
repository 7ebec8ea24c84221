import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import AbstractContextManager, closing
from pathlib import Path

import psutil
import pytest
from sqlalchemy import Connection, Engine, select, text

from companion import settings
from companion.model.change import Kind
from companion.model.error import (
    DatabaseDamagedError,
    DatabaseLostError,
    DataError,
    DiskError,
    FolderUnusableError,
    NewerSchemaError,
    SettingsError,
)
from companion.storage import opening, tables
from companion.storage.backup import copy_verified
from companion.storage.engine import writing
from companion.storage.opening import open_store
from companion.storage.queries.person import person_with, records_of
from companion.storage.revision import HEAD, revision_of
from companion.storage.store import Store, owner_of
from tests.builders import NOW, adding, person
from tests.storage.folder import backed_up, filled

PROJECT = Path(__file__).parents[2]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_folder_is_made_with_the_user_in_it(tmp_path):
    store = open_store(tmp_path / "new" / "data")
    assert store.read(owner_of) == store.owner_id
    assert store.read(person_with, store.owner_id).name == ""
    assert store.read(revision_of) == HEAD
    store.close()


def test_the_folder_remembers_which_database_it_has(folder):
    store = open_store(folder)
    database_id = store.read(
        lambda c: c.execute(select(tables.meta.c.value).filter_by(key="id")).scalar_one()
    )
    store.close()
    assert settings.load(folder).database_id == database_id


def test_a_folder_opened_again_has_the_same_user_and_people(folder):
    store = open_store(folder)
    ada = person("Ada")
    store.apply(adding(ada), at=NOW)
    store.close()
    again = open_store(folder)
    assert again.owner_id == store.owner_id
    assert again.read(person_with, ada.id) == ada
    again.close()


def test_a_database_without_its_settings_is_opened_and_remembered(folder):
    known = settings.load(folder).database_id
    (folder / "settings.toml").unlink()
    open_store(folder).close()
    assert settings.load(folder).database_id == known


def test_an_empty_file_that_nobody_remembers_becomes_a_database(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "companion.db").touch()
    open_store(tmp_path / "data").close()
    assert settings.load(tmp_path / "data").database_id is not None


def test_all_that_is_kept_is_for_its_owner_only(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    before = os.umask(0)
    try:
        store = open_store(folder)
        store.apply(adding(person("Ada")), at=NOW)
        backed_up(store.path)
        files = {path.name: mode(path) for path in folder.rglob("*") if path.is_file()}
        assert set(files) >= {"companion.db", "companion.db-wal", "companion.db-shm", "settings.toml"}
        assert set(files.values()) == {0o600}
        assert (mode(folder), mode(folder / "backups")) == (0o700, 0o700)
        store.close()
    finally:
        os.umask(before)


def test_a_database_open_to_others_is_closed_to_them(folder):
    (folder / "companion.db").chmod(0o644)
    folder.chmod(0o755)
    store = open_store(folder)
    store.apply(adding(person("Ada")), at=NOW)
    assert {mode(path) for path in folder.glob("companion.db*")} == {0o600}
    assert mode(folder) == 0o700
    store.close()


def test_a_database_that_was_read_only_for_a_while_can_be_written_again(folder):
    store = open_store(folder)
    store.apply(adding(person("Ada")), at=NOW)
    logs = sorted(folder.glob("companion.db-*"))
    assert logs
    for log in logs:
        log.chmod(0o400)
    open_store(folder).close()
    assert {mode(log) for log in logs} == {0o600}
    store.close()


def test_a_folder_with_other_things_in_it_stays_open_to_others(tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir(mode=0o755)
    folder.chmod(0o755)
    (folder / "holiday.jpg").touch()
    open_store(folder).close()
    assert mode(folder) == 0o755
    assert mode(folder / "companion.db") == 0o600


def test_a_disk_that_knows_no_owners_will_do(folder, monkeypatch):
    folder.chmod(0o755)

    def refuse(path: Path, mode: int) -> None:
        raise PermissionError(1, "Operation not permitted", path)

    monkeypatch.setattr(Path, "chmod", refuse)
    open_store(folder).close()


@pytest.mark.parametrize("name", ["a b", "100%", "%41", "why?", "a#b", "é", "a&mode=memory", "\udcff"])
def test_a_folder_may_have_any_name(tmp_path, name):
    folder = tmp_path / name / "data"
    store = open_store(folder)
    store.apply(adding(person("Ada")), at=NOW)
    backup = copy_verified(store.path, folder / "backups" / "a.db")
    assert backup.people == 1
    store.close()
    assert {path.name for path in folder.iterdir()} == {"companion.db", "settings.toml", "backups"}
    open_store(folder).close()


@pytest.mark.parametrize("empty", [False, True])
def test_a_lost_database_is_said_and_never_made_anew(folder, empty):
    path = folder / "companion.db"
    backups = backed_up(path)
    path.unlink()
    if empty:
        path.touch()
    with pytest.raises(DatabaseLostError) as lost:
        open_store(folder)
    assert (lost.value.path, lost.value.empty, lost.value.backups) == (path, empty, backups)
    assert path.exists() == empty


def test_a_database_whose_log_went_astray_before_anything_else_was_written_is_lost(tmp_path):
    folder = tmp_path / "data"
    store = open_store(folder)
    bare = store.path.read_bytes()
    store.close()
    store.path.write_bytes(bare)
    with pytest.raises(DatabaseLostError) as lost:
        open_store(folder)
    assert lost.value.empty
    assert store.path.read_bytes() == bare


@pytest.mark.parametrize("content", [b"Dear diary, " * 500, b"SQLite format 3\0" + b"\xff" * 8000, b"x"])
def test_a_file_that_is_not_a_database_is_named_and_untouched(folder, content):
    path = folder / "companion.db"
    backups = backed_up(path)
    path.write_bytes(content)
    with pytest.raises(DatabaseDamagedError) as damaged:
        open_store(folder)
    assert (damaged.value.path, damaged.value.backups) == (path, backups)
    assert path.read_bytes() == content


def test_half_a_file_is_named_and_untouched(folder):
    path = filled(folder)
    content = path.read_bytes()[: path.stat().st_size // 2]
    path.write_bytes(content)
    with pytest.raises(DatabaseDamagedError):
        read_everything(folder)
    assert path.read_bytes() == content


def read_everything(folder: Path) -> None:
    store = open_store(folder)
    try:
        ids = store.read(lambda c: c.execute(select(tables.person.c.id)).scalars().all())
        for kind, field in ((Kind.PERSON, "id"), (Kind.NEED, "person_id")):
            store.read(records_of, kind, field, ids)
        copy_verified(store.path, folder / "backups" / "after.db")
    finally:
        store.close()


def test_a_damaged_page_is_named_by_the_command_that_meets_it_and_the_file_is_untouched(folder):
    path = filled(folder)
    backups = backed_up(path)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    for page in range(middle, middle + 20 * 4096, 4096):
        content[page : page + 200] = b"\xa5" * 200
    path.write_bytes(content)
    with pytest.raises(DatabaseDamagedError) as damaged:
        read_everything(folder)
    assert (damaged.value.path, damaged.value.backups) == (path, backups)
    assert damaged.value.reason
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_refused_and_untouched(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    with closing(sqlite3.connect(folder / "companion.db")) as connection:
        connection.execute("CREATE TABLE song (title TEXT)")
    with pytest.raises(DatabaseDamagedError, match="not a database of Companion"):
        open_store(folder)
    with closing(sqlite3.connect(folder / "companion.db")) as connection:
        assert connection.execute("SELECT name FROM sqlite_schema").fetchall() == [("song",)]


def test_a_newer_database_is_refused(folder):
    with closing(sqlite3.connect(folder / "companion.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerSchemaError) as newer:
        open_store(folder)
    assert newer.value.revision == "9999"


@pytest.mark.parametrize("injury", ["newer", "no database"])
def test_a_database_that_is_refused_is_let_go_of(folder, injury):
    path = folder / "companion.db"
    if injury == "newer":
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("UPDATE alembic_version SET version_num = '9999'")
    else:
        path.write_bytes(b"Dear diary, " * 500)
    with pytest.raises(DataError) as refused:
        open_store(folder)
    held = [file.path for file in psutil.Process().open_files() if file.path.startswith(str(folder))]
    assert held == [], refused


def test_a_file_in_the_folder_s_place_is_named(tmp_path):
    (tmp_path / "data").touch()
    for folder in (tmp_path / "data", tmp_path / "data" / "deeper"):
        with pytest.raises(FolderUnusableError) as unusable:
            open_store(folder)
        assert unusable.value.path == folder
        assert unusable.value.reason


def test_a_file_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "companion.db").symlink_to(tmp_path / "nowhere" / "companion.db")
    with pytest.raises(FolderUnusableError) as unusable:
        open_store(tmp_path / "data")
    assert unusable.value.path == tmp_path / "data" / "companion.db"


def test_a_database_that_another_process_makes_meanwhile_is_shared(tmp_path, monkeypatch):
    folder = tmp_path / "data"
    others: list[Store] = []

    def overtaken(engine: Engine, *, patience: float) -> AbstractContextManager[Connection]:
        monkeypatch.undo()
        others.append(open_store(folder))
        return writing(engine, patience=patience)

    monkeypatch.setattr(opening, "writing", overtaken)
    store = open_store(folder)
    assert [other.owner_id for other in others] == [store.owner_id]
    for opened in (store, *others):
        opened.close()


def test_a_folder_in_the_file_s_place_is_named(tmp_path):
    (tmp_path / "data" / "companion.db").mkdir(parents=True)
    with pytest.raises(DiskError, match="Is a directory"):
        open_store(tmp_path / "data")


def test_settings_that_cannot_be_understood_are_named_before_the_database_is_touched(folder):
    (folder / "settings.toml").write_text("= what?")
    before = (folder / "companion.db").read_bytes()
    with pytest.raises(SettingsError):
        open_store(folder)
    assert (folder / "companion.db").read_bytes() == before


def test_a_database_in_use_by_a_writer_opens_at_once(folder):
    store = open_store(folder)

    def meanwhile(connection):
        connection.execute(text("DELETE FROM search_document"))
        open_store(folder).close()

    store.maintain(meanwhile)
    store.close()


OPEN = """
import sys
from pathlib import Path
from companion.storage.opening import open_store
from tests.builders import NOW, adding, person

sys.stdin.readline()
store = open_store(Path(sys.argv[1]))
for number in range(int(sys.argv[2])):
    store.apply(adding(person(f"Person {number}")), at=NOW, patience=60)
print(store.owner_id, flush=True)
store.close()
"""


def together(folder: Path, *, count: int, people: int) -> set[str]:
    """What several processes print that open the same folder at the same moment."""
    command = [sys.executable, "-c", OPEN, str(folder), str(people)]
    pipe = subprocess.PIPE
    processes = [
        subprocess.Popen(command, cwd=PROJECT, stdin=pipe, stdout=pipe, text=True) for _ in range(count)
    ]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    printed = {process.communicate(timeout=120)[0] for process in processes}
    assert {process.returncode for process in processes} == {0}
    return printed


def test_processes_that_make_a_folder_at_once_share_one_database(tmp_path):
    assert len(together(tmp_path / "data", count=4, people=0)) == 1


def test_processes_that_save_at_once_lose_nothing(folder):
    together(folder, count=3, people=30)
    store = open_store(folder)
    everybody = store.read(lambda c: c.execute(select(tables.person.c.name)).scalars().all())
    assert len(everybody) == 91
    store.close()
