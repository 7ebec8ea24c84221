import hashlib
import os
import sqlite3
import threading
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from companion.model.error import BusyError, DatabaseDamagedError, DiskError
from companion.settings import load
from companion.storage.backup import copy_before_import, copy_daily, copy_verified
from companion.storage.engine import open_engine, writing
from companion.storage.opening import open_store
from tests.builders import NOW, TODAY, adding, changing, need, person
from tests.storage.folder import filled
from tests.storage.kept import kept


def test_a_copy_put_in_the_database_s_place_holds_the_same(store, tmp_path):
    ada = person("Ada")
    store.apply(adding(ada, need(ada)), at=NOW)
    backup = copy_verified(store.path, tmp_path / "elsewhere" / "copy.db")
    assert backup.people == 1
    assert backup.sha256 == hashlib.sha256(backup.file.read_bytes()).hexdigest()
    other = tmp_path / "other"
    other.mkdir()
    (other / "companion.db").write_bytes(backup.file.read_bytes())
    restored = open_store(other)
    assert kept(restored) == kept(store)
    assert restored.owner_id == store.owner_id
    assert load(other) == load(store.path.parent)
    restored.close()


def test_a_copy_holds_what_is_still_in_the_log_only(store, tmp_path):
    store.apply(adding(person("Ada")), at=NOW)
    assert copy_verified(store.path, tmp_path / "copy.db").people == 1


def test_a_copy_leaves_no_other_file(store, tmp_path):
    copy_verified(store.path, tmp_path / "backups" / "copy.db")
    assert [path.name for path in (tmp_path / "backups").iterdir()] == ["copy.db"]


def test_a_copy_takes_the_place_of_an_older_one(store, tmp_path):
    target = tmp_path / "copy.db"
    target.write_bytes(b"older")
    copy_verified(store.path, target)
    assert target.read_bytes().startswith(b"SQLite format 3\0")


def test_a_database_written_to_meanwhile_is_copied(store, tmp_path):
    stop = threading.Event()

    def save() -> None:
        while not stop.is_set():
            store.apply(adding(person("Ada")), at=NOW)

    writer = threading.Thread(target=save)
    writer.start()
    try:
        counts = [copy_verified(store.path, tmp_path / f"{number}.db").people for number in range(5)]
    finally:
        stop.set()
        writer.join()
    assert counts == sorted(counts)


def damaged(folder: Path) -> Path:
    path = filled(folder)
    content = bytearray(path.read_bytes())
    for page in range(8 * 4096, len(content), 4096):
        content[page : page + 16] = b"\xa5" * 16
    path.write_bytes(content)
    return path


def test_a_damaged_database_is_not_copied_and_the_older_copy_stays(folder, tmp_path):
    backups = tmp_path / "backups"
    target = backups / "copy.db"
    copy_verified(folder / "companion.db", target)
    before = target.read_bytes()
    with pytest.raises(DatabaseDamagedError) as refused:
        copy_verified(damaged(folder), target)
    assert refused.value.path == folder / "companion.db"
    assert [path.name for path in backups.iterdir()] == ["copy.db"]
    assert target.read_bytes() == before


def test_a_copy_in_which_the_check_finds_something_is_refused(store, tmp_path):
    ada = person("Ada")
    store.apply(adding(ada), at=NOW)
    store.close()
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute(
            "UPDATE sqlite_schema SET sql = replace(sql, 'title TEXT', 'title TEXT NOT NULL') WHERE name = 'person'"
        )
        connection.commit()
    with pytest.raises(DatabaseDamagedError, match=r"NULL value in person\.title"):
        copy_verified(store.path, tmp_path / "copies" / "copy.db")
    assert list((tmp_path / "copies").iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"Dear diary, " * 500])
def test_what_is_no_database_is_not_copied(tmp_path, content):
    path = tmp_path / "companion.db"
    path.write_bytes(content)
    with pytest.raises(DatabaseDamagedError):
        copy_verified(path, tmp_path / "copies" / "copy.db")
    assert list((tmp_path / "copies").iterdir()) == []


def test_a_database_that_is_gone_is_named_and_not_made(tmp_path):
    with pytest.raises(DiskError):
        copy_verified(tmp_path / "companion.db", tmp_path / "copies" / "copy.db")
    assert not (tmp_path / "companion.db").exists()
    assert list((tmp_path / "copies").iterdir()) == []


def test_a_target_that_cannot_be_written_is_named(store, tmp_path):
    (tmp_path / "file").touch()
    for target in (tmp_path / "file" / "copy.db", tmp_path / "file" / "deeper" / "copy.db"):
        with pytest.raises(DiskError) as refused:
            copy_verified(store.path, target)
        assert refused.value.path == target


def test_a_folder_in_the_copy_s_place_is_named(store, tmp_path):
    (tmp_path / "copies" / "copy.db").mkdir(parents=True)
    with pytest.raises(DiskError):
        copy_verified(store.path, tmp_path / "copies" / "copy.db")
    assert [path.name for path in (tmp_path / "copies").iterdir()] == ["copy.db"]


def test_a_writer_does_not_keep_a_copy_waiting(store, tmp_path):
    engine = open_engine(store.path)
    with writing(engine, patience=0):
        assert copy_verified(store.path, tmp_path / "copy.db").people == 0
    engine.dispose()


def test_a_database_locked_for_itself_by_another_program_is_busy(store, tmp_path, monkeypatch):
    store.close()
    monkeypatch.setattr("companion.storage.backup._PATIENCE", 0.0)
    with closing(sqlite3.connect(store.path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=DELETE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(BusyError):
            copy_verified(store.path, tmp_path / "copies" / "copy.db")
    assert list((tmp_path / "copies").iterdir()) == []


def test_there_is_one_copy_a_day(store):
    first = copy_daily(store.path, TODAY)
    assert first is not None
    assert first.file == store.path.parent / "backups" / "companion-2026-03-12.db"
    assert copy_daily(store.path, TODAY) is None


def test_the_newest_seven_daily_copies_are_kept_and_all_others(store):
    backups = store.path.parent / "backups"
    copy_verified(store.path, backups / "before-0002.db")
    copy_verified(store.path, backups / "mine.db")
    for day in range(10):
        copy_daily(store.path, TODAY + timedelta(days=day))
    names = sorted(path.name for path in backups.iterdir())
    days = [f"companion-2026-03-{day}.db" for day in range(15, 22)]
    assert names == ["before-0002.db", *days, "mine.db"]


def test_the_left_overs_of_copies_that_were_cut_off_go_after_a_day(store):
    backups = store.path.parent / "backups"
    backups.mkdir()
    old, new = (
        backups / ".companion-2026-03-01.db.abc.partial",
        backups / ".companion-2026-03-12.db.xyz.partial",
    )
    for path in (old, new):
        path.touch()
    long_ago = new.stat().st_mtime - 3 * 24 * 60 * 60
    os.utime(old, (long_ago, long_ago))
    copy_daily(store.path, TODAY)
    assert sorted(path.name for path in backups.iterdir()) == [new.name, "companion-2026-03-12.db"]


def test_an_old_copy_that_cannot_be_removed_is_named(store):
    folder = store.path.parent / "backups"
    for day in range(7):
        (folder / f"companion-2026-01-0{day + 1}.db").mkdir(parents=True)
    with pytest.raises(DiskError):
        copy_daily(store.path, TODAY)
    assert (folder / "companion-2026-03-12.db").exists()


def test_the_newest_three_copies_before_an_import_are_kept_and_all_others(store):
    backups = store.path.parent / "backups"
    copy_verified(store.path, backups / "before-import-of-mine.db")
    copy_daily(store.path, TODAY)
    for hour in range(5):
        store.apply(adding(person()), at=NOW)
        made = copy_before_import(store.path, NOW + timedelta(hours=hour))
        assert made.people == hour + 1
    names = sorted(path.name for path in backups.iterdir())
    kept_ones = ["before-import-2026-03-12-223000.db", "before-import-2026-03-12-233000.db"]
    assert names == [
        *kept_ones,
        "before-import-2026-03-13-003000.db",
        "before-import-of-mine.db",
        "companion-2026-03-12.db",
    ]


def test_a_copy_before_an_import_is_never_older_than_the_import(store):
    copy_before_import(store.path, NOW)
    store.apply(adding(person()), at=NOW)
    assert copy_before_import(store.path, NOW).people == 1


def test_a_copy_before_an_import_that_cannot_be_made_is_named(store):
    (store.path.parent / "backups").touch()
    with pytest.raises(DiskError):
        copy_before_import(store.path, NOW)


def test_two_that_copy_at_once_both_succeed(store):
    ada = person("Ada")
    store.apply(adding(ada), at=NOW)
    store.apply(changing((ada, person("Ada", id=ada.id, title="Countess"))), at=NOW)
    target = store.path.parent / "backups" / "companion-2026-03-12.db"
    start = threading.Barrier(4)
    results: list[int] = []

    def copy() -> None:
        start.wait()
        results.append(copy_verified(store.path, target).people)

    threads = [threading.Thread(target=copy) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [1, 1, 1, 1]
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_the_copy_s_day_is_the_one_it_is_given(store):
    backup = copy_daily(store.path, date(1999, 12, 31))
    assert backup is not None
    assert backup.file.name == "companion-1999-12-31.db"
