"""Looking whether the data is whole, and making anew what is derived from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, select, update

from companion.model.change import Kind, Record
from companion.storage import blob, search_index, tables
from companion.storage.record import TABLES, derived, names, record_from
from companion.storage.store import owner_of


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check found."""

    people: int
    """The user left out."""
    problems: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def examine(connection: Connection) -> Findings:
    """Look through every page, reference and index row of the database."""
    problems = [
        f"The database is damaged: {row[0]}."
        for row in connection.exec_driver_sql("PRAGMA integrity_check")
        if row[0] != "ok"
    ]
    problems += [
        f"A record in {row[0]} points to one in {row[2]} that is not there."
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
    ]
    differing = search_index.disagreements(connection) + len(list(_stale_keys(connection)))
    if differing:
        problems.append(
            f"{differing} rows of the search index are not what the records say; "
            "make it anew with: companion check --repair"
        )
    owner = owner_of(connection)
    people = select(func.count()).select_from(tables.person).where(tables.person.c.id != owner)
    return Findings(connection.execute(people).scalar_one(), tuple(problems))


def repair(connection: Connection) -> None:
    """Make the derived rows anew from the records, and remove the pictures that nothing shows any more."""
    blob.remove_unnamed(connection)
    for kind, record, keys in list(_stale_keys(connection)):
        connection.execute(update(TABLES[kind]).where(TABLES[kind].c.id == record.id).values(keys))
    search_index.rebuild(connection)


def _stale_keys(connection: Connection) -> Iterator[tuple[Kind, Record, Mapping[str, str]]]:
    """The records whose columns for looking them up are not what they say, and what these should be."""
    for kind in (Kind.PERSON, Kind.CONTACT_POINT):
        for row in connection.execute(select(TABLES[kind])).mappings():
            record: Record = record_from(kind, [row[name] for name in names(kind)])
            keys = derived(record)
            if any(row[name] != key for name, key in keys.items()):
                yield kind, record, keys
