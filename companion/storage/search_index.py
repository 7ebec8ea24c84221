"""The full-text index: rows of folded words, written in the transaction of the change itself.

Two FTS5 tables point to `search_document`: one over names, with indexes for one and two letters,
one over all words. Neither keeps positions: every word of ours is a plain token, phrases are not
looked for.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, select, text

from companion.model.change import Change, Kind, Record
from companion.model.event import Encounter, Event
from companion.model.giving import Introduction
from companion.model.identity import Id
from companion.model.need import Need, Offer
from companion.model.person import ContactPoint, Note, Person, Tag
from companion.model.promise import Promise
from companion.rules.search import words
from companion.storage import tables
from companion.storage.record import record_from, selected

_DOCUMENT = tables.search_document
_INDEXES = ("search_name", "search_text")
_CREATE = "CREATE VIRTUAL TABLE {} USING fts5({}, content='search_document', content_rowid='id', {})"
# Our words are folded and parted by blanks already: `ascii` takes them as they are, in any script.
_OPTIONS = "tokenize='ascii', detail='none', columnsize=0"


class Document(NamedTuple):
    """The words by which one record finds its person."""

    kind: Kind
    record_id: Id
    person_id: Id
    name: str
    text: str


def create(connection: Connection) -> None:
    """Make the index tables; part of the first revision."""
    connection.exec_driver_sql(_CREATE.format("search_name", "name", f"{_OPTIONS}, prefix='1 2'"))
    connection.exec_driver_sql(_CREATE.format("search_text", "text", _OPTIONS))


def update(connection: Connection, changes: Sequence[Change]) -> None:
    """Bring the index up to date with changes whose rows have just been written."""
    gone = [change.id for change in changes if change.before is not None]
    renamed = _encounters_of(connection, [change for change in changes if _is_renaming(change)])
    there: dict[Id, Record] = {encounter.id: encounter for encounter in renamed}
    there |= {change.id: change.after for change in changes if change.after is not None}
    _remove(connection, gone + [encounter.id for encounter in renamed])
    _add(connection, _documents(connection, list(there.values())))


def rebuild(connection: Connection) -> None:
    """Make the whole index anew from the records."""
    connection.execute(delete(_DOCUMENT))
    for index in _INDEXES:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {index}")
    create(connection)
    for kind in Kind:
        records = [record_from(kind, row) for row in connection.execute(selected(kind))]
        _add(connection, _documents(connection, records))


def disagreements(connection: Connection) -> int:
    """How many documents are missing, left over or not what their records say, or indexed otherwise."""
    columns = (_DOCUMENT.c[name] for name in Document._fields)
    kept = Counter(Document(*row) for row in connection.execute(select(*columns)))
    right: Counter[Document] = Counter()
    for kind in Kind:
        records = [record_from(kind, row) for row in connection.execute(selected(kind))]
        right.update(_documents(connection, records))
    unlike = (kept - right).total() + (right - kept).total()
    return (
        unlike
        + _misindexed(connection, "search_name", "name")
        + _misindexed(connection, "search_text", "text")
    )


def _misindexed(connection: Connection, index: str, column: str) -> int:
    """How many documents an index holds other words of than they have."""
    statement = select(_DOCUMENT.c.id, _DOCUMENT.c[column])
    right = {(number, word) for number, content in connection.execute(statement) for word in content.split()}
    # The index's own list of its words; made beside the database, so that reading is enough for it.
    connection.exec_driver_sql(f"CREATE VIRTUAL TABLE temp.indexed USING fts5vocab(main, {index}, instance)")
    indexed = {tuple(row) for row in connection.exec_driver_sql("SELECT doc, term FROM temp.indexed")}
    connection.exec_driver_sql("DROP TABLE temp.indexed")
    return len({number for number, _ in right ^ indexed})


def _is_renaming(change: Change) -> bool:
    return isinstance(change.after, Event) and bool({"name", "venue"} & set(change.differing()))


def _encounters_of(connection: Connection, changes: Iterable[Change]) -> list[Encounter]:
    events = [change.id for change in changes]
    if not events:
        return []
    statement = selected(Kind.ENCOUNTER).where(tables.encounter.c.event_id.in_(events))
    return [record_from(Kind.ENCOUNTER, row) for row in connection.execute(statement)]


def _documents(connection: Connection, records: Sequence[Record]) -> list[Document]:
    event_ids = {record.event_id for record in records if isinstance(record, Encounter)}
    events: dict[Id, str] = {}
    if event_ids:
        columns = tables.event.c
        statement = select(columns.id, columns.name, columns.venue)
        if len(event_ids) < 500:
            statement = statement.where(columns.id.in_(event_ids))
        events = {row.id: f"{row.name} {row.venue or ''}" for row in connection.execute(statement)}
    found = (_document(record, events) for record in records)
    return [document for document in found if document is not None and (document.text or document.name)]


def _document(record: Record, events: dict[Id, str]) -> Document | None:
    match record:
        case Person():
            name = " ".join(words(record.name))
            rest = words(f"{record.title or ''} {record.organisation or ''}")
            return Document(Kind.PERSON, record.id, record.id, name, " ".join((name, *rest)).strip())
        case ContactPoint():
            return _plain(Kind.CONTACT_POINT, record, f"{record.value} {record.typed}")
        case Tag():
            return _plain(Kind.TAG, record, record.name)
        case Note() | Need() | Offer() | Promise():
            kind = {Note: Kind.NOTE, Need: Kind.NEED, Offer: Kind.OFFER, Promise: Kind.PROMISE}[type(record)]
            return _plain(kind, record, record.text)
        case Encounter():
            return _plain(Kind.ENCOUNTER, record, events.get(record.event_id, ""))
        case Introduction():
            found = " ".join(words(f"{record.b_name} {record.why or ''}"))
            return Document(Kind.INTRODUCTION, record.id, record.a_id, "", found)
        case _:
            return None


def _plain(
    kind: Kind, record: ContactPoint | Tag | Note | Need | Offer | Promise | Encounter, content: str
) -> Document:
    return Document(kind, record.id, record.person_id, "", " ".join(dict.fromkeys(words(content))))


def _add(connection: Connection, documents: Sequence[Document]) -> None:
    if not documents:
        return
    first = connection.exec_driver_sql("SELECT coalesce(max(id), 0) + 1 FROM search_document").scalar_one()
    rows = [document._asdict() | {"id": first + place} for place, document in enumerate(documents)]
    connection.execute(insert(_DOCUMENT), rows)
    _index(connection, rows, "INSERT INTO {0}(rowid, {1}) VALUES (:id, :{1})")


def _remove(connection: Connection, record_ids: Sequence[Id]) -> None:
    columns = _DOCUMENT.c
    for start in range(0, len(record_ids), 500):
        some = record_ids[start : start + 500]
        statement = select(columns.id, columns.name, columns.text).where(columns.record_id.in_(some))
        rows = [dict(row._mapping) for row in connection.execute(statement)]
        _index(connection, rows, "INSERT INTO {0}({0}, rowid, {1}) VALUES ('delete', :id, :{1})")
        connection.execute(delete(_DOCUMENT).where(columns.record_id.in_(some)))


def _index(connection: Connection, rows: Sequence[dict[str, Any]], statement: str) -> None:
    named = [row for row in rows if row["name"]]
    if named:
        connection.execute(text(statement.format("search_name", "name")), named)
    if rows:
        connection.execute(text(statement.format("search_text", "text")), rows)
