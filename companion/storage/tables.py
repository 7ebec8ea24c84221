"""The tables: one for each kind of record, its columns named as the record's fields."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Named,
    String,
    Table,
    Text,
    TypedColumns,
    UniqueConstraint,
    Uuid,
    text,
)

from companion.model.capture import Span
from companion.model.change import Kind
from companion.model.event import EventKind
from companion.model.followup import FollowUpState, Reason
from companion.model.giving import IntroductionState
from companion.model.my_card import CardForm
from companion.model.need import NeedState
from companion.model.person import ContactKind
from companion.model.promise import PromiseState
from companion.storage.types import Instant, PlainText, Spans, Words, by_value

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _reference(table: str) -> ForeignKey:
    """A foreign key that is looked at when the transaction ends; it removes nothing by itself."""
    return ForeignKey(f"{table}.id", ondelete="NO ACTION", deferrable=True, initially="DEFERRED")


def _known(column: str) -> Index:
    """An index on a reference that few rows have: what goes is looked for in every column that may point to it."""
    return Index(None, column, sqlite_where=text(f"{column} IS NOT NULL"))


class _MetaColumns(TypedColumns):
    key: Named[str] = Column(String(40), primary_key=True)
    value: Named[str] = Column(Text)


class _PersonColumns(TypedColumns):
    id: Named[UUID] = Column(Uuid, primary_key=True)
    name: Named[str] = Column(PlainText)
    title: Named[str | None] = Column(PlainText)
    organisation: Named[str | None] = Column(PlainText)
    starred: Named[bool] = Column(Boolean)
    birthday: Named[str | None] = Column(String(10))
    name_key: Named[str] = Column(PlainText)
    photo: Named[str | None] = Column(String(64), index=True)


class _ContactPointColumns(TypedColumns):
    id: Named[UUID] = Column(Uuid, primary_key=True)
    person_id: Named[UUID] = Column(Uuid, _reference("person"), index=True)
    kind: Named[ContactKind] = Column(by_value(ContactKind))
    value: Named[str] = Column(PlainText)
    typed: Named[str] = Column(PlainText)
    label: Named[str | None] = Column(PlainText)
    value_key: Named[str] = Column(PlainText)


class _TagColumns(TypedColumns):
    id: Named[UUID] = Column(Uuid, primary_key=True)
    person_id: Named[UUID] = Column(Uuid, _reference("person"))
    name: Named[str] = Column(PlainText, index=True)


class _NoteColumns(TypedColumns):
    id: Named[UUID] = Column(Uuid, primary_key=True)
    owner_id: Named[UUID] = Column(Uuid, _reference("person"), index=True)
    person_id: Named[UUID] = Column(Uuid, _reference("person"), index=True)
    event_id: Named[UUID | None] = Column(Uuid, _reference("event"))
    text: Named[str] = Column(PlainText)
    at: Named[datetime] = Column(Instant)


class _EventColumns(TypedColumns):
    id: Named[UUID] = Column(Uuid, primary_key=True)
    owner_id: Named[UUID] = Column(Uuid, _reference("person"), index=True)
    name: Named[str] = Column(PlainText)
    kind: Named[EventKind] = Column(by_value(EventKind))
    venue: Named[str | None] = Column(PlainText)
    goal: Named[str | None] = Column(PlainText)
    starts_at: Named[datetime] = Column(Instant, index=True)
    ends_at: Named[datetime | None] = Column(Instant)
    time_zone: Named[str] = Column(String(64))
    badge: Named[str | None] = Column(PlainText)


class _EncounterColumns(TypedColumns):
    id: Named[UUID] = Column(Uuid, primary_key=True)
    person_id: Named[UUID] = Column(Uuid, _reference("person"))
    event_id: Named[UUID] = Column(Uuid, _reference("event"), index=True)
    at: Named[datetime] = Column(Instant, index=True)
    introduced_by_id: Named[UUID | None] = Column(Uuid, _reference("person"))


class _RawCaptureColumns(TypedColumns):
    id: Named[UUID] = Column(Uuid, primary_key=True)
    owner_id: Named[UUID] = Column(Uuid, _reference("person"), index=True)
    event_id: Named[UUID | None] = Column(Uuid, _reference("event"), index=True)
    at: Named[datetime] = Column(Instant)
    line: Named[str] = Column(PlainText)
    off: Named[tuple[Span, ...]] = Column(Spans)
    reader: Named[int] = Column(Integer)


class _MentionColumns(TypedColumns):
    id: Named[UUID] = Column(Uuid, primary_key=True)
    capture_id: Named[UUID] = Column(Uuid, _reference("raw_capture"), index=True)
    person_id: Named[UUID] = Column(Uuid, _reference("person"), index=True)
    encounter_id: Named[UUID | None] = Column(Uuid, _reference("encounter"), index=True)


class _NeedColumns(TypedColumns):
    id: Named[UUID] = Column(Uuid, primary_key=True)
    person_id: Named[UUID] = Column(Uuid, _reference("person"), index=True)
    event_id: Named[UUID | None] = Column(Uuid, _reference("event"))
    text: Named[str] = Column(PlainText)
    state: Named[NeedState] = Column(by_value(NeedState))
    heard_at: Named[datetime] = Column(Instant)


class _OfferColumns(TypedColumns):
    id: Named[UUID] = Column(Uuid, primary_key=True)
    person_id: Named[UUID] = Column(Uuid, _reference("person"), index=True)
    event_id: Named[UUID | None] = Column(Uuid, _reference("event"))
    text: Named[str] = Column(PlainText)
    heard_at: Named[datetime] = Column(Instant)


class _PromiseColumns(TypedColumns):
    id: Named[UUID] = Column(Uuid, primary_key=True)
    owner_id: Named[UUID] = Column(Uuid, _reference("person"), index=True)
    person_id: Named[UUID] = Column(Uuid, _reference("person"), index=True)
    event_id: Named[UUID | None] = Column(Uuid, _reference("event"))
    text: Named[str] = Column(PlainText)
    due: Named[date] = Column(Date)
    state: Named[PromiseState] = Column(by_value(PromiseState))
    made_at: Named[datetime] = Column(Instant)
    kept_at: Named[datetime | None] = Column(Instant)


class _FollowUpColumns(TypedColumns):
    id: Named[UUID] = Column(Uuid, primary_key=True)
    owner_id: Named[UUID] = Column(Uuid, _reference("person"), index=True)
    person_id: Named[UUID] = Column(Uuid, _reference("person"), index=True)
    reason: Named[Reason] = Column(by_value(Reason))
    source_id: Named[UUID] = Column(Uuid, index=True)
    state: Named[FollowUpState] = Column(by_value(FollowUpState))
    day: Named[date | None] = Column(Date)
    decided_at: Named[datetime] = Column(Instant)


class _IntroductionColumns(TypedColumns):
    id: Named[UUID] = Column(Uuid, primary_key=True)
    owner_id: Named[UUID] = Column(Uuid, _reference("person"), index=True)
    a_id: Named[UUID] = Column(Uuid, _reference("person"), index=True)
    b_id: Named[UUID | None] = Column(Uuid, _reference("person"), index=True)
    b_name: Named[str] = Column(PlainText)
    event_id: Named[UUID | None] = Column(Uuid, _reference("event"))
    why: Named[str | None] = Column(PlainText)
    state: Named[IntroductionState] = Column(by_value(IntroductionState))
    created_at: Named[datetime] = Column(Instant)


class _SourceCardColumns(TypedColumns):
    id: Named[UUID] = Column(Uuid, primary_key=True)
    person_id: Named[UUID | None] = Column(Uuid, _reference("person"), index=True)
    source: Named[str] = Column(String(24))
    uid: Named[str | None] = Column(PlainText, index=True)
    version: Named[str] = Column(String(3))
    digest: Named[str] = Column(String(64), index=True)
    encoding: Named[str | None] = Column(String(40))
    content: Named[bytes] = Column(LargeBinary)
    photo: Named[str | None] = Column(String(64))


class _NotSameColumns(TypedColumns):
    id: Named[UUID] = Column(Uuid, primary_key=True)
    a_id: Named[UUID] = Column(Uuid, _reference("person"), index=True)
    b_id: Named[UUID] = Column(Uuid, _reference("person"), index=True)


class _AttendeeColumns(TypedColumns):
    id: Named[UUID] = Column(Uuid, primary_key=True)
    event_id: Named[UUID] = Column(Uuid, _reference("event"), index=True)
    person_id: Named[UUID | None] = Column(Uuid, _reference("person"), index=True)
    name: Named[str] = Column(PlainText)
    organisation: Named[str | None] = Column(PlainText)
    title: Named[str | None] = Column(PlainText)
    email: Named[str | None] = Column(PlainText)


class _MyCardColumns(TypedColumns):
    id: Named[UUID] = Column(Uuid, primary_key=True)
    owner_id: Named[UUID] = Column(Uuid, _reference("person"), index=True)
    name: Named[str] = Column(PlainText)
    fields: Named[tuple[str, ...]] = Column(Words)
    form: Named[CardForm] = Column(by_value(CardForm))
    event_id: Named[UUID | None] = Column(Uuid, _reference("event"))


class _BlobColumns(TypedColumns):
    digest: Named[str] = Column(String(64), primary_key=True)
    media_type: Named[str] = Column(String(80))
    content: Named[bytes] = Column(LargeBinary)


class _ChangeSetColumns(TypedColumns):
    seq: Named[int] = Column(Integer, primary_key=True, autoincrement=True)
    id: Named[UUID] = Column(Uuid, unique=True)
    at: Named[datetime] = Column(Instant)
    author_id: Named[UUID] = Column(Uuid)
    origin: Named[str] = Column(String(12))
    label: Named[str] = Column(String(24))
    facts: Named[dict[str, str]] = Column(JSON)
    undoes: Named[int | None] = Column(Integer, index=True)
    revision: Named[str] = Column(String(12))


class _ChangeColumns(TypedColumns):
    seq: Named[int] = Column(Integer, ForeignKey("change_set.seq"), primary_key=True)
    position: Named[int] = Column(Integer, primary_key=True)
    kind: Named[Kind] = Column(by_value(Kind))
    record_id: Named[UUID] = Column(Uuid, index=True)
    fields: Named[dict[str, list[object]] | None] = Column(JSON(none_as_null=True))
    """`{field: [before, after]}` of an update; null when the record came or went."""
    removed: Named[bytes | None] = Column(LargeBinary)
    """The whole record that went: compressed JSON."""


class _SearchDocumentColumns(TypedColumns):
    id: Named[int] = Column(Integer, primary_key=True)
    kind: Named[Kind] = Column(by_value(Kind))
    record_id: Named[UUID] = Column(Uuid, index=True)
    person_id: Named[UUID] = Column(Uuid, index=True)
    name: Named[str] = Column(Text)
    """The folded name, in the document of a person; empty elsewhere."""
    text: Named[str] = Column(Text)
    """All folded words of the record."""


meta = Table("meta", metadata, _MetaColumns)
person = Table("person", metadata, _PersonColumns, Index(None, "name_key", "id"))
event = Table(
    "event",
    metadata,
    _EventColumns,
    Index("uq_event_running", "owner_id", unique=True, sqlite_where=text("ends_at IS NULL")),
)
contact_point = Table("contact_point", metadata, _ContactPointColumns, Index(None, "value_key", "kind"))
tag = Table("tag", metadata, _TagColumns, UniqueConstraint("person_id", "name"))
note = Table("note", metadata, _NoteColumns, _known("event_id"))
encounter = Table(
    "encounter",
    metadata,
    _EncounterColumns,
    UniqueConstraint("person_id", "event_id"),
    _known("introduced_by_id"),
)
raw_capture = Table("raw_capture", metadata, _RawCaptureColumns)
mention = Table("mention", metadata, _MentionColumns)
need = Table(
    "need",
    metadata,
    _NeedColumns,
    Index("ix_need_open", "person_id", sqlite_where=text("state = 'open'")),
    _known("event_id"),
)
offer = Table("offer", metadata, _OfferColumns, _known("event_id"))
promise = Table(
    "promise",
    metadata,
    _PromiseColumns,
    Index("ix_promise_open", "due", sqlite_where=text("state = 'open'")),
    _known("event_id"),
)
follow_up = Table("follow_up", metadata, _FollowUpColumns)
introduction = Table("introduction", metadata, _IntroductionColumns, _known("event_id"))
source_card = Table("source_card", metadata, _SourceCardColumns)
not_same = Table("not_same", metadata, _NotSameColumns)
attendee = Table("attendee", metadata, _AttendeeColumns)
my_card = Table("my_card", metadata, _MyCardColumns, _known("event_id"))
blob = Table("blob", metadata, _BlobColumns)
change_set = Table("change_set", metadata, _ChangeSetColumns, sqlite_autoincrement=True)
change = Table("change", metadata, _ChangeColumns)
search_document = Table("search_document", metadata, _SearchDocumentColumns)
