"""The full-text index: rows of folded words, written in the transaction of the change itself.

Two FTS5 tables point to `search_document`: one over names, with indexes for one and two letters,
one over all words. Neither keeps positions: every word of ours is a plain token, phrases are not
looked for.
"""

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, select

from companion.model.change import KINDS, Change, Kind
from companion.model.event import Encounter, Event
from companion.model.giving import Introduction
from companion.model.identity import Id
from companion.model.need import Need, Offer
from companion.model.person import ContactPoint, Note, Person, Tag
from companion.model.promise import Promise
from companion.rules.search import words
from companion.storage import tables
from companion.storage.bulk import run_many
from companion.storage.chunk import chunks
from companion.storage.record import record_from, selected
from companion.storage.steps import Steps

_DOCUMENT = tables.search_document
_INDEXES = ("search_name", "search_text")
_CREATE = "CREATE VIRTUAL TABLE {} USING fts5({}, content='search_document', content_rowid='id', {})"
# Our words are folded and parted by blanks already: `ascii` takes them as they are, in any script.
_OPTIONS = "tokenize='ascii', detail='none', columnsize=0"
_ENTER = (
    "INSERT INTO search_name(rowid, name) SELECT id, name FROM search_document WHERE id >= ? AND name <> ''",
    "INSERT INTO search_text(rowid, text) SELECT id, text FROM search_document WHERE id >= ?",
)
_STRIKE = "INSERT INTO {0}({0}, rowid, {1}) VALUES ('delete', ?, ?)"
_INSERT = insert(_DOCUMENT)
_DELETE = delete(_DOCUMENT).where(_DOCUMENT.c.id == bindparam("key"))
_Told = Person | ContactPoint | Tag | Note | Need | Offer | Promise | Encounter | Introduction
_INDEXED = (
    Kind.PERSON,
    Kind.CONTACT_POINT,
    Kind.TAG,
    Kind.NOTE,
    Kind.NEED,
    Kind.OFFER,
    Kind.PROMISE,
    Kind.ENCOUNTER,
    Kind.INTRODUCTION,
)
"""The kinds of records that a person is found by."""


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


def update(connection: Connection, changes: Sequence[Change], steps: Steps) -> None:
    """Bring the index up to date with changes whose rows have just been written."""
    changed = {change.id for change in changes}
    renamed = _encounters_of(connection, [change.id for change in changes if _is_renaming(change)])
    others = [encounter for encounter in renamed if encounter.id not in changed]
    _remove(connection, [encounter.id for encounter in others])
    _add(connection, others)
    for some in chunks(changes):
        indexed = [change for change in some if change.kind in _INDEXED]
        _remove(connection, [change.id for change in indexed if change.before is not None])
        _add(connection, [change.after for change in indexed if change.after is not None])
        steps.done(len(some))


def rebuild(connection: Connection) -> None:
    """Make the whole index anew from the records."""
    connection.execute(delete(_DOCUMENT))
    for index in _INDEXES:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {index}")
    create(connection)
    for kind in _INDEXED:
        records = [record_from(kind, row) for row in connection.execute(selected(kind))]
        for some in chunks(records):
            _add(connection, some)


def disagreements(connection: Connection) -> int:
    """How many documents are missing, left over or not what their records say, or indexed otherwise."""
    columns = (_DOCUMENT.c[name] for name in Document._fields)
    kept = Counter(Document(*row) for row in connection.execute(select(*columns)))
    right: Counter[Document] = Counter()
    for kind in _INDEXED:
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


def _encounters_of(connection: Connection, events: Sequence[Id]) -> list[Encounter]:
    found: list[Encounter] = []
    for some in chunks(events):
        statement = selected(Kind.ENCOUNTER).where(tables.encounter.c.event_id.in_(some))
        found += [record_from(Kind.ENCOUNTER, row) for row in connection.execute(statement)]
    return found


def _documents(connection: Connection, records: Sequence[_Told]) -> list[Document]:
    event_ids = {record.event_id for record in records if isinstance(record, Encounter)}
    columns = tables.event.c
    events: dict[Id, str] = {}
    for some in chunks(list(event_ids)):
        statement = select(columns.id, columns.name, columns.venue).where(columns.id.in_(some))
        events |= {row.id: f"{row.name} {row.venue or ''}" for row in connection.execute(statement)}
    found = (_document(record, events) for record in records)
    return [document for document in found if document.text or document.name]


def _document(record: _Told, events: dict[Id, str]) -> Document:
    match record:
        case Person():
            name = " ".join(words(record.name))
            rest = words(f"{record.title or ''} {record.organisation or ''}")
            return Document(Kind.PERSON, record.id, record.id, name, " ".join((name, *rest)).strip())
        case ContactPoint():
            said = record.value if record.value == record.typed else f"{record.value} {record.typed}"
            return _plain(Kind.CONTACT_POINT, record, said)
        case Tag():
            return _plain(Kind.TAG, record, record.name)
        case Note() | Need() | Offer() | Promise():
            return _plain(KINDS[type(record)], record, record.text)
        case Encounter():
            return _plain(Kind.ENCOUNTER, record, events.get(record.event_id, ""))
        case _:
            found = " ".join(words(f"{record.b_name} {record.why or ''}"))
            return Document(Kind.INTRODUCTION, record.id, record.a_id, "", found)


def _plain(
    kind: Kind, record: ContactPoint | Tag | Note | Need | Offer | Promise | Encounter, content: str
) -> Document:
    return Document(kind, record.id, record.person_id, "", " ".join(dict.fromkeys(words(content))))


def _add(connection: Connection, records: Sequence[Any]) -> None:
    documents = _documents(connection, records)
    if not documents:
        return
    first = connection.exec_driver_sql("SELECT coalesce(max(id), 0) + 1 FROM search_document").scalar_one()
    rows = [(place, *document) for place, document in enumerate(documents, first)]
    run_many(connection, _INSERT, ("id", *Document._fields), rows)
    for statement in _ENTER:
        connection.exec_driver_sql(statement, (first,))


def _remove(connection: Connection, record_ids: Sequence[Id]) -> None:
    columns = _DOCUMENT.c
    for some in chunks(record_ids):
        statement = select(columns.id, columns.name, columns.text).where(columns.record_id.in_(some))
        rows = [(row.id, row.name, row.text) for row in connection.execute(statement)]
        _strike(connection, rows)
        run_many(connection, _DELETE, ("key",), [(row[0],) for row in rows])


def _strike(connection: Connection, rows: Sequence[tuple[int, str, str]]) -> None:
    """Strike out documents, each as (id, name, text)."""
    named = [(number, name) for number, name, _ in rows if name]
    if named:
        connection.exec_driver_sql(_STRIKE.format("search_name", "name"), named)
    if rows:
        texts = [(number, content) for number, _, content in rows]
        connection.exec_driver_sql(_STRIKE.format("search_text", "text"), texts)
