"""Everything that changes is a ChangeSet of frozen records, before and after."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum

from companion.model.blob import Blob
from companion.model.capture import Mention, RawCapture
from companion.model.event import Attendee, Encounter, Event
from companion.model.followup import FollowUp
from companion.model.giving import Introduction
from companion.model.identity import Id
from companion.model.my_card import MyCard
from companion.model.need import Need, Offer
from companion.model.person import ContactPoint, Note, NotSame, Person, Tag
from companion.model.promise import Promise
from companion.model.source_card import SourceCard

Record = (
    Person
    | ContactPoint
    | Tag
    | Note
    | Event
    | Encounter
    | RawCapture
    | Mention
    | Need
    | Offer
    | Promise
    | FollowUp
    | Introduction
    | SourceCard
    | NotSame
    | Attendee
    | MyCard
)


class Kind(StrEnum):
    """What a record is, as the journal and the command line name it."""

    PERSON = "person"
    CONTACT_POINT = "contact_point"
    TAG = "tag"
    NOTE = "note"
    EVENT = "event"
    ENCOUNTER = "encounter"
    RAW_CAPTURE = "raw_capture"
    MENTION = "mention"
    NEED = "need"
    OFFER = "offer"
    PROMISE = "promise"
    FOLLOW_UP = "follow_up"
    INTRODUCTION = "introduction"
    SOURCE_CARD = "source_card"
    NOT_SAME = "not_same"
    ATTENDEE = "attendee"
    MY_CARD = "my_card"


KINDS: Mapping[type[Record], Kind] = {
    Person: Kind.PERSON,
    ContactPoint: Kind.CONTACT_POINT,
    Tag: Kind.TAG,
    Note: Kind.NOTE,
    Event: Kind.EVENT,
    Encounter: Kind.ENCOUNTER,
    RawCapture: Kind.RAW_CAPTURE,
    Mention: Kind.MENTION,
    Need: Kind.NEED,
    Offer: Kind.OFFER,
    Promise: Kind.PROMISE,
    FollowUp: Kind.FOLLOW_UP,
    Introduction: Kind.INTRODUCTION,
    SourceCard: Kind.SOURCE_CARD,
    NotSame: Kind.NOT_SAME,
    Attendee: Kind.ATTENDEE,
    MyCard: Kind.MY_CARD,
}


class Label(StrEnum):
    """What the user did; `companion.wording` says it with the facts beside it."""

    CAPTURE = "capture"
    SCAN = "scan"
    START_EVENT = "start_event"
    END_EVENT = "end_event"
    EDIT_EVENT = "edit_event"
    DELETE_EVENT = "delete_event"
    ADD = "add"
    ADD_PERSON = "add_person"
    EDIT_PERSON = "edit_person"
    EDIT = "edit"
    SET_STATE = "set_state"
    DELETE = "delete"
    DELETE_PERSON = "delete_person"
    EDIT_MY_CARD = "edit_my_card"
    IMPORT = "import"
    IMPORT_EVENTS = "import_events"
    MERGE = "merge"
    NOT_SAME = "not_same"
    DONE = "done"
    LATER = "later"
    SKIP = "skip"
    LET_GO = "let_go"
    UNDO = "undo"
    REDO = "redo"


class Origin(StrEnum):
    """Who changed it; only the user's own changes are taken back by Ctrl+Z."""

    USER = "user"
    SYNC = "sync"
    MAINTENANCE = "maintenance"


@dataclass(frozen=True, slots=True)
class Change:
    """One record as it was and as it shall be; None stands for not being there."""

    kind: Kind
    id: Id
    before: Record | None
    after: Record | None

    @classmethod
    def of(cls, before: Record, after: Record) -> "Change":
        """That a record becomes another version of itself."""
        return cls(KINDS[type(after)], after.id, before, after)

    @classmethod
    def add(cls, record: Record) -> "Change":
        """That a record comes to be."""
        return cls(KINDS[type(record)], record.id, None, record)

    @classmethod
    def remove(cls, record: Record) -> "Change":
        """That a record goes."""
        return cls(KINDS[type(record)], record.id, record, None)

    def differing(self) -> tuple[str, ...]:
        """The names of the fields that differ; none when the record comes or goes."""
        if self.before is None or self.after is None:
            return ()
        return tuple(
            item.name
            for item in fields(self.after)
            if getattr(self.before, item.name) != getattr(self.after, item.name)
        )


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What one act of the user changes: all of it or nothing is stored, and one undo takes it back."""

    label: Label
    changes: tuple[Change, ...]
    facts: Mapping[str, str] = field(default_factory=dict)
    """What the label's sentence names: `name`, `text`, `count` …"""
    origin: Origin = Origin.USER
    undoes: int | None = None
    """The `seq` of the change set that this one takes back."""
    blobs: tuple[Blob, ...] = ()
    """The pictures that the records refer to, stored with them unless they are there already."""

    def __bool__(self) -> bool:
        """Whether there is anything to store."""
        return bool(self.changes)
