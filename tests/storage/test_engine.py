import sqlite3
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError, OperationalError

from companion.model.error import BusyError, DatabaseDamagedError, DiskError
from companion.storage.engine import (
    backups_beside,
    connect_existing,
    error_for,
    is_conflict,
    open_engine,
    reading,
    writing,
)


@pytest.fixture
def engine(folder):
    opened = open_engine(folder / "companion.db")
    yield opened
    opened.dispose()


SETTINGS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "busy_timeout": 5000,
    "fullfsync": 1,
}


def test_every_connection_is_set_up_to_survive_a_power_cut(engine):
    with ExitStack() as all_at_once:
        connections = [all_at_once.enter_context(reading(engine)) for _ in range(12)]
        for connection in connections:
            for name, value in SETTINGS.items():
                assert connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() == value, name


def test_a_writer_s_connection_is_set_up_the_same(engine):
    with writing(engine, patience=1.5) as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one() == 1500
    with reading(engine) as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one() == 5000


def test_a_writer_that_failed_leaves_its_connection_as_patient_as_before(engine):
    with pytest.raises(BusyError), writing(engine, patience=0), writing(engine, patience=0):
        pytest.fail("two at once")
    with reading(engine) as connection:
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar_one() == 5000


def test_a_reader_sees_one_state_however_long_it_reads(engine):
    count = text("SELECT count(*) FROM meta")
    with reading(engine) as connection:
        before = connection.execute(count).scalar_one()
        with writing(engine, patience=0) as other:
            other.execute(text("INSERT INTO meta VALUES ('more', '')"))
        assert connection.execute(count).scalar_one() == before
    with reading(engine) as connection:
        assert connection.execute(count).scalar_one() == before + 1


def fail_after(connection: Connection, statement: str) -> None:
    connection.exec_driver_sql(statement)
    raise ZeroDivisionError


def test_reading_leaves_no_transaction_open(engine):
    with reading(engine) as connection:
        connection.exec_driver_sql("SELECT 1 FROM meta")
        driver = connection.connection.driver_connection
    assert not driver.in_transaction
    with pytest.raises(ZeroDivisionError), reading(engine) as connection:
        fail_after(connection, "SELECT 1 FROM meta")
    assert not driver.in_transaction


def test_a_writer_that_fails_takes_all_back(engine):
    with pytest.raises(ZeroDivisionError), writing(engine, patience=0) as connection:
        fail_after(connection, "DELETE FROM meta")
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM meta")).scalar_one() == 2


def test_a_connection_never_makes_a_file(tmp_path):
    engine = open_engine(tmp_path / "gone.db")
    with pytest.raises(DiskError, match="unable to open"), reading(engine):
        pytest.fail("opened")
    assert not (tmp_path / "gone.db").exists()


def test_a_file_that_is_not_a_database_is_named_and_let_go_of(tmp_path):
    path = tmp_path / "companion.db"
    path.write_bytes(b"not a database, though long enough to be one. " * 20)
    engine = open_engine(path)
    with pytest.raises(DatabaseDamagedError), reading(engine):
        pytest.fail("opened")
    assert path.read_bytes().startswith(b"not a database")
    assert sorted(tmp_path.iterdir()) == [path]


def test_a_defect_of_ours_flies_as_it_is(engine):
    with pytest.raises(OperationalError, match="no such table"), reading(engine) as connection:
        connection.execute(text("SELECT * FROM nobody"))


def test_the_driver_s_own_errors_are_named_too(engine):
    with pytest.raises(BusyError), reading(engine):
        raise driver_error("SQLITE_BUSY_SNAPSHOT")
    with pytest.raises(sqlite3.OperationalError), reading(engine):
        raise driver_error("SQLITE_ERROR")


def driver_error(name: str) -> sqlite3.Error:
    error = sqlite3.OperationalError(name)
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("SQLITE_BUSY", BusyError),
        ("SQLITE_BUSY_RECOVERY", BusyError),
        ("SQLITE_LOCKED_SHAREDCACHE", BusyError),
        ("SQLITE_PROTOCOL", BusyError),
        ("SQLITE_CORRUPT", DatabaseDamagedError),
        ("SQLITE_CORRUPT_INDEX", DatabaseDamagedError),
        ("SQLITE_NOTADB", DatabaseDamagedError),
        ("SQLITE_FULL", DiskError),
        ("SQLITE_IOERR_FSYNC", DiskError),
        ("SQLITE_READONLY_DBMOVED", DiskError),
        ("SQLITE_CANTOPEN", DiskError),
        ("SQLITE_PERM", DiskError),
        ("SQLITE_ERROR", type(None)),
        ("SQLITE_CONSTRAINT_NOTNULL", type(None)),
    ],
)
def test_what_can_happen_to_a_careful_user_has_a_name(tmp_path, name, kind):
    assert type(error_for(driver_error(name), tmp_path / "companion.db")) is kind


def test_what_is_not_the_database_s_has_no_name(tmp_path):
    assert error_for(ValueError(), tmp_path) is None
    assert error_for(None, tmp_path) is None
    assert error_for(sqlite3.OperationalError("old driver"), tmp_path) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("SQLITE_CONSTRAINT_UNIQUE", True),
        ("SQLITE_CONSTRAINT_PRIMARYKEY", True),
        ("SQLITE_CONSTRAINT_FOREIGNKEY", True),
        ("SQLITE_CONSTRAINT_NOTNULL", False),
        ("SQLITE_CONSTRAINT_CHECK", False),
    ],
)
def test_a_conflict_with_other_records_is_told_from_a_defect(name, expected):
    assert is_conflict(IntegrityError("", None, driver_error(name))) is expected


def test_the_newest_copy_is_listed_first(tmp_path):
    backups = tmp_path / "backups"
    assert backups_beside(tmp_path / "companion.db") == []
    backups.mkdir()
    for name in ("companion-2026-03-11.db", "companion-2026-03-12.db", ".companion-2026-03-13.db.partial"):
        (backups / name).touch()
    found = [path.name for path in backups_beside(tmp_path / "companion.db")]
    assert found == ["companion-2026-03-12.db", "companion-2026-03-11.db"]


@pytest.mark.parametrize(
    "name", ["a b", "100%", "%41", "why?", "a#b", "é", "a&mode=memory", "'quoted'", "\udcff"]
)
def test_a_path_may_hold_any_character(tmp_path, name):
    folder = tmp_path / name
    folder.mkdir()
    path = folder / "companion.db"
    path.touch()
    connection = connect_existing(path, timeout=0)
    connection.execute("CREATE TABLE here (x)")
    connection.close()
    assert path.stat().st_size > 0
    assert [entry.name for entry in folder.iterdir()] == ["companion.db"]


def test_a_relative_path_will_do(folder, monkeypatch):
    monkeypatch.chdir(folder)
    engine = open_engine(Path("companion.db"))
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM meta")).scalar_one() == 2
    engine.dispose()
