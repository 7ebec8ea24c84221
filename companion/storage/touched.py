"""The records that an entry of the journal changed, as they are now: what taking it back starts from."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from companion.model.change import Change, ChangeSet, Kind, Label, Record
from companion.model.error import UndoRefusedError
from companion.model.identity import Id
from companion.storage import journal
from companion.storage.journal import Entry, Journalled
from companion.storage.record import TABLES, decoded, record_from, selected
from companion.storage.reference import references


@dataclass(frozen=True, slots=True)
class Inverse:
    """What takes an entry back, and what it leaves as it is."""

    change_set: ChangeSet
    kept: tuple[tuple[Kind, Id], ...] = ()
    """What was changed since by the user, whole with all that the import brought for it."""


class Touched:
    """The records that an entry changed, as they are now, and what became of them since."""

    def __init__(self, connection: Connection, entry: Entry, changes: Sequence[Journalled]) -> None:
        self.connection = connection
        self.entry = entry
        self.changes = changes
        self.later = journal.later_changes(connection, entry)
        self.now: dict[Id, Any] = {}
        for kind in dict.fromkeys(change.kind for change in self.changes):
            there = TABLES[kind].c.id.in_(journal.changed_by(entry, kind))
            records = (record_from(kind, row) for row in connection.execute(selected(kind).where(there)))
            self.now |= {record.id: record for record in records}

    def changed_since(self, change: Journalled, field: str) -> bool:
        """Whether a field is not, or not any more, as the entry left it."""
        _, after = (change.fields or {})[field]
        if getattr(self.now[change.record_id], field) != decoded(change.kind, field, after):
            return True
        later = self.later.get(change.record_id, ())
        return any(one.fields is None or field in one.fields for one in later)

    def outsiders(self, kind: Kind) -> Iterator[tuple[str, Record]]:
        """Every (field, record) that the entry did not change and that points to a record of a kind that it brought."""
        brought, changed = journal.brought_by(self.entry, kind), journal.changed_by(self.entry)
        for other, table in TABLES.items():
            for field, target in references(other):
                if target is kind:
                    pointing = selected(other).where(table.c[field].in_(brought), table.c.id.not_in(changed))
                    for row in self.connection.execute(pointing):
                        yield field, record_from(other, row)

    def decisions(self, kind: Kind) -> Iterator[Any]:
        """Every follow-up that the entry did not bring about a promise or encounter, say, that it brought."""
        column, brought = TABLES[Kind.FOLLOW_UP].c, journal.brought_by(self.entry, kind)
        about = selected(Kind.FOLLOW_UP).where(column.source_id.in_(brought))
        for row in self.connection.execute(about.where(column.id.not_in(journal.changed_by(self.entry)))):
            yield record_from(Kind.FOLLOW_UP, row)

    def refusal(self, kind: Kind, record_id: Id) -> UndoRefusedError:
        """That a record stands in the way, with the newest later entry that changed it."""
        later = journal.newest_later(self.connection, self.entry, record_id) or self.entry
        return UndoRefusedError(later.label.value, dict(later.facts), kind.value, record_id)


def before(change: Journalled, *, unless: Collection[str] = ()) -> dict[str, Any]:
    """What the fields of a record held before a change, some left out."""
    fields = (change.fields or {}).items()
    return {name: decoded(change.kind, name, held) for name, (held, _) in fields if name not in unless}


def taking_back(entry: Entry, changes: Sequence[Change], facts: Mapping[str, str] | None = None) -> ChangeSet:
    """The change set of an undo, or of a redo when the entry is an undo itself."""
    label = Label.UNDO if entry.undoes is None else Label.REDO
    said = {"label": entry.label.value, **entry.facts, **(facts or {})}
    return ChangeSet(label, tuple(changes), said, undoes=entry.seq)
