import threading

import pytest
from sqlalchemy import select, text

from companion.model.error import BusyError, DatabaseLostError, DiskError
from companion.storage import journal, search_index, tables
from companion.storage.engine import open_engine, writing
from companion.storage.store import Store, owner_of
from tests.builders import (
    NOW,
    adding,
    need,
    person,
)
from tests.storage.history import apply
from tests.storage.kept import kept


def test_a_blocked_writer_gives_up_after_its_patience(store):
    other = open_engine(store.path)
    with writing(other, patience=0), pytest.raises(BusyError):
        store.apply(adding(person()), at=NOW, patience=0)
    store.apply(adding(person()), at=NOW, patience=0)
    other.dispose()


def test_a_writer_waits_for_another_within_its_patience(store):
    other = open_engine(store.path)
    done: list[int] = []
    started = threading.Event()

    def save() -> None:
        started.set()
        done.append(store.apply(adding(person()), at=NOW, patience=30))

    thread = threading.Thread(target=save)
    with writing(other, patience=0):
        thread.start()
        started.wait()
        assert not done
    thread.join()
    assert done == [1]
    other.dispose()


def test_reading_goes_on_while_another_writes_and_sees_nothing_half_written(store):
    other = open_engine(store.path)
    with writing(other, patience=0) as connection:
        connection.execute(text("INSERT INTO meta VALUES ('half', 'written')"))
        assert "half" not in store.read(lambda c: c.execute(select(tables.meta.c.key)).scalars().all())
    other.dispose()


def test_threads_that_save_at_once_lose_nothing(store):
    def save() -> None:
        for _ in range(10):
            store.apply(adding(person()), at=NOW, patience=60)

    threads = [threading.Thread(target=save) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.read(journal.last_seq) == 60
    assert store.read(search_index.disagreements) == 0


def test_more_threads_may_read_at_once_than_connections_are_kept(store):
    inside = threading.Barrier(25)

    def reading() -> None:
        store.read(lambda connection: inside.wait(timeout=60))

    threads = [threading.Thread(target=reading) for _ in range(25)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not inside.broken


def test_a_full_disk_is_named_and_nothing_is_half_written(store):
    before = kept(store)
    limit(store, 1)
    ada = person("Ada")
    with pytest.raises(DiskError, match="full"):
        apply(store, adding(ada, *(need(ada, "x" * 4000) for _ in range(500))))
    assert kept(store) == before
    limit(store, 1_000_000)
    apply(store, adding(ada))


def test_a_database_that_cannot_be_written_is_named_and_still_read(store):
    store.read(lambda connection: connection.exec_driver_sql("PRAGMA query_only=ON"))
    with pytest.raises(DiskError, match="readonly"):
        apply(store, adding(person()))
    assert store.read(owner_of) == store.owner_id


def test_a_database_taken_away_while_open_is_missed_before_anything_counts_as_saved(store):
    store.path.rename(store.path.with_name("elsewhere.db"))
    with pytest.raises(DatabaseLostError):
        apply(store, adding(person()))


def test_a_database_replaced_while_open_is_missed_before_anything_counts_as_saved(store, fresh_folder):
    store.path.unlink()
    store.path.write_bytes((fresh_folder / "companion.db").read_bytes())
    with pytest.raises(DatabaseLostError):
        apply(store, adding(person()))


def limit(store: Store, pages: int) -> None:
    store.read(lambda connection: connection.exec_driver_sql(f"PRAGMA max_page_count={pages}"))
