import gzip
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import UniqueConstraint, text

from companion.model.change import Kind, Label
from companion.model.error import DatabaseDamagedError, DiskError
from companion.storage import migrate, opening, search_index
from companion.storage.engine import open_engine, writing
from companion.storage.opening import open_store
from companion.storage.queries.person import person_with
from companion.storage.record import TABLES
from companion.storage.revision import HEAD, revision_of
from companion.storage.upkeep import examine
from tests.builders import NOW, adding, encounter, event, need, person
from tests.storage.history import newest, redo, undo
from tests.storage.kept import kept

FIRST, SECOND = (Path(__file__).parent / "databases" / f"{number}.db.gz" for number in ("0001", "0002"))
REVISIONS = Path(migrate.__file__).parent / "migrations"
NEXT = """
import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade():
    op.create_table("song", sa.Column("id", sa.Integer(), primary_key=True))
    op.add_column("need", sa.Column("loudness", sa.Integer(), nullable=True))
    with op.batch_alter_table("person", recreate="always") as batch:
        batch.alter_column("title", new_column_name="salutation")
"""
FAILING = """
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade():
    op.execute("DELETE FROM meta")
    op.execute("INSERT INTO nowhere VALUES (1)")
"""
STRANDING = """
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade():
    op.execute("DELETE FROM person WHERE name = 'Ada'")
"""


def schema(path: Path) -> dict[str, list[str]]:
    """What each table, index and trigger is declared as; the order of columns and constraints left out."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT name, coalesce(sql, '') FROM sqlite_schema").fetchall()
    # A column that is added later is written behind a comma, without a line of its own.
    parts = {name: (part.strip() for part in re.split("[,\n]", sql.replace('"', ""))) for name, sql in found}
    return {name: sorted(part for part in some if part.strip(")")) for name, some in parts.items()}


def rows(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of every kind of record, as the file holds them."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        there = {row["name"] for row in connection.execute("SELECT name FROM sqlite_schema")}
        return {
            kind.value: [dict(row) for row in connection.execute(f"SELECT * FROM {kind.value} ORDER BY id")]
            for kind in Kind
            if kind.value in there
        }


def columns(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        return {name: connection.execute(f"PRAGMA table_xinfo({name})").fetchall() for name in names}


def test_the_revisions_make_the_same_schema_as_a_fresh_file(folder, tmp_path):
    migrated = tmp_path / "migrated.db"
    migrated.touch()
    engine = open_engine(migrated)
    with writing(engine, patience=0) as connection:
        migrate.run_revisions(connection)
        assert revision_of(connection) == HEAD
    engine.dispose()
    fresh = folder / "companion.db"
    declared, expected = schema(migrated), schema(fresh)
    # Ours is stamped in one line of SQL; its columns are compared like all others.
    assert declared.pop("alembic_version") != []
    assert expected.pop("alembic_version") != []
    assert declared == expected
    assert columns(migrated) == columns(fresh)


def test_the_newest_revision_is_the_one_we_write():
    numbers = sorted(path.name[:4] for path in (REVISIONS / "versions").glob("*.py"))
    assert numbers[-1] == HEAD


def test_what_points_to_a_record_is_found_by_an_index():
    for kind, table in TABLES.items():
        constraints = (one for one in table.constraints if isinstance(one, UniqueConstraint))
        indexes = [index for index in table.indexes if index.name not in {"ix_need_open", "uq_event_running"}]
        first = {next(iter(one.columns)).name for one in (*indexes, *constraints)}
        assert {column.name for column in table.c if column.foreign_keys} <= first, kind


@pytest.fixture
def first(tmp_path):
    """A data folder as the first revision's program left it: two people, one of them deleted again."""
    data = tmp_path / "first"
    data.mkdir()
    (data / "companion.db").write_bytes(gzip.decompress(FIRST.read_bytes()))
    return data


def test_a_database_of_the_first_revision_keeps_all_that_it_held(first):
    before = rows(first / "companion.db")
    store = open_store(first)
    assert store.read(revision_of) == HEAD
    after = rows(store.path)
    assert [row.pop("photo") for row in after["person"]] == [None] * 3
    assert [row.pop("badge") for row in after["event"]] == [None]
    assert {name: after[name] for name in before} == before
    assert len(before["need"]) == len(before["introduction"]) == 1
    assert store.read(examine).whole
    store.close()
    assert rows(first / "backups" / f"before-{HEAD}.db") == before


def test_what_was_done_before_an_upgrade_can_be_taken_back_and_done_again_after_it(first):
    store = open_store(first)
    before = kept(store)
    done = (Label.DELETE_PERSON, Label.CAPTURE, Label.EDIT_PERSON, Label.CAPTURE)
    for label in done:
        assert newest(store).label is label
        undo(store)
    assert [row["name"] for row in rows(store.path)["person"]] == [""]
    for _ in done:
        redo(store)
    assert kept(store) == before
    store.close()


def test_a_database_of_the_second_revision_keeps_all_that_it_held_and_can_do_again_what_was_taken_back(
    tmp_path,
):
    data = tmp_path / "second"
    data.mkdir()
    (data / "companion.db").write_bytes(gzip.decompress(SECOND.read_bytes()))
    before = rows(data / "companion.db")
    store = open_store(data)
    after = rows(store.path)
    assert after.pop("my_card") == []
    assert [row.pop("badge") for row in after["event"]] == [None]
    assert after == before
    assert store.read(examine).whole
    # Dinner was started by a program that knew of no badges.
    for _ in range(3):
        redo(store)
    assert [(row["name"], row["badge"]) for row in rows(store.path)["event"]] == [
        ("Mixer", None),
        ("Dinner", None),
    ]
    assert len(rows(store.path)["not_same"]) == 1
    store.close()


@pytest.fixture
def next_version(tmp_path, monkeypatch):
    """Makes this program a newer one, by the text of its next revision."""

    def become(revision: str) -> None:
        scripts = tmp_path / "100% newer" / "migrations"
        shutil.copytree(REVISIONS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
        (scripts / "versions" / "0004_next.py").write_text(revision)
        monkeypatch.setattr(migrate, "_SCRIPTS", scripts)
        for module in (migrate, opening):
            monkeypatch.setattr(module, "HEAD", "0004")

    return become


def filled(folder: Path) -> None:
    store = open_store(folder)
    ada = person("Ada")
    mixer = event(owner_id=store.owner_id)
    store.apply(adding(ada, need(ada), mixer, encounter(ada, mixer)), at=NOW)
    store.close()


def test_an_older_database_is_brought_up_to_date_after_a_copy_was_made(folder, next_version):
    filled(folder)
    older = columns(folder / "companion.db")
    next_version(NEXT)
    store = open_store(folder)
    assert store.read(revision_of) == "0004"
    columns_now = columns(store.path)
    assert "song" in columns_now
    assert [row[1] for row in columns_now["person"]][2] == "salutation"
    names = store.read(lambda c: c.execute(text("SELECT name FROM person ORDER BY name")).scalars().all())
    assert names == ["", "Ada"]
    assert store.read(lambda c: c.exec_driver_sql("PRAGMA foreign_key_check").all()) == []
    assert store.read(lambda c: c.exec_driver_sql("PRAGMA foreign_keys").scalar_one()) == 1
    store.close()
    assert columns(folder / "backups" / "before-0004.db") == older


def test_foreign_keys_still_point_to_a_table_that_was_made_anew(folder, next_version):
    filled(folder)
    next_version(NEXT)
    store = open_store(folder)
    with pytest.raises(Exception, match="FOREIGN KEY"):
        store.maintain(lambda c: c.execute(text("DELETE FROM person WHERE name = 'Ada'")))
    store.close()


@pytest.mark.parametrize("revision", [FAILING, STRANDING], ids=["fails", "strands records"])
def test_a_revision_that_fails_leaves_the_older_database_as_it_was(
    folder, next_version, monkeypatch, revision
):
    filled(folder)
    before = open_store(folder)
    was = kept(before)
    before.close()
    next_version(revision)
    with pytest.raises(Exception, match=r"nowhere|point to nothing"):
        open_store(folder)
    monkeypatch.undo()
    after = open_store(folder)
    assert after.read(revision_of) == HEAD
    assert kept(after) == was
    after.close()


def test_an_older_database_that_cannot_be_copied_is_not_touched(folder, next_version):
    filled(folder)
    next_version(NEXT)
    (folder / "backups").touch()
    before = columns(folder / "companion.db")
    with pytest.raises(DiskError):
        open_store(folder)
    assert columns(folder / "companion.db") == before


def test_a_damaged_older_database_is_not_touched(folder, next_version):
    filled(folder)
    path = folder / "companion.db"
    content = bytearray(path.read_bytes())
    for page in range(8 * 4096, len(content), 4096):
        content[page : page + 16] = b"\xa5" * 16
    path.write_bytes(content)
    next_version(NEXT)
    with pytest.raises(DatabaseDamagedError):
        open_store(folder)
    assert path.read_bytes() == content


def test_a_database_that_another_process_has_just_brought_up_to_date_is_left_alone(folder, next_version):
    filled(folder)
    next_version(NEXT)
    store = open_store(folder)
    engine = open_engine(store.path)
    migrate.upgrade(engine, store.path)
    engine.dispose()
    assert store.read(revision_of) == "0004"
    store.close()


OPEN = """
import sys
from pathlib import Path
from companion.storage.opening import open_store

open_store(Path(sys.argv[1])).close()
print(*sorted(name for name in sys.modules if name.partition(".")[0] == "alembic"))
"""


def test_an_up_to_date_database_is_opened_without_the_migrations(folder):
    done = subprocess.run(
        [sys.executable, "-c", OPEN, str(folder)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == ""


def test_a_file_made_by_the_revisions_can_be_used(tmp_path):
    migrated = tmp_path / "data"
    migrated.mkdir()
    (migrated / "companion.db").touch()
    engine = open_engine(migrated / "companion.db")
    with writing(engine, patience=0) as connection:
        migrate.run_revisions(connection)
        values = [("id", "x"), ("owner", "0" * 32)]
        for key, value in values:
            connection.execute(text("INSERT INTO meta VALUES (:key, :value)"), {"key": key, "value": value})
        connection.execute(
            text(f"INSERT INTO person (id, name, starred, name_key) VALUES ('{'0' * 32}', '', 0, '')")
        )
    engine.dispose()
    store = open_store(migrated)
    ada = person("Ada")
    store.apply(adding(ada), at=NOW)
    assert store.read(person_with, ada.id) == ada
    assert store.read(search_index.disagreements) == 0
    store.close()
