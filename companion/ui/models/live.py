"""What the Live page makes of a line; imported only once the data is open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from companion.model.capture import Capture, ContactPhrase
from companion.model.change import ChangeSet, Kind
from companion.model.event import Meeting
from companion.model.identity import Id
from companion.model.person import Person
from companion.rules.duplicates import Evidence
from companion.rules.profile import EvidenceKind, profile
from companion.rules.search import Query, fold, words
from companion.storage.engine import Connection
from companion.storage.queries.duplicates import look_alikes
from companion.storage.queries.event import (
    newest_capture,
    running_event,
)
from companion.storage.queries.morning import meetings_of
from companion.storage.queries.person import people_named, person_with, records_of
from companion.storage.queries.search import people_matching
from companion.ui.waiting import TypedLine
from companion.workflow import capture as workflow

MOST_KNOWN = 20


@dataclass(frozen=True, slots=True)
class Known:
    """A known person that a name in the line means or may mean, and the latest meeting with them."""

    person: Person
    meeting: Meeting | None
    evidence: tuple[Evidence, ...] = ()
    """Why somebody may be meant whom the name alone does not mean; empty for who is meant."""

    @property
    def is_meant(self) -> bool:
        """Whether the name means this person unless the user says otherwise."""
        return not self.evidence


def known_people(connection: Connection, capture: Capture) -> Mapping[str, Known | None]:
    """Whom each name of a line means, else may mean; None for somebody who is new for certain."""
    event = running_event(connection)
    found: dict[str, Known | None] = {}
    for place, name in enumerate(capture.names):
        contacts = capture.contacts if place == 0 else ()
        person = workflow.known_person(connection, capture, name, contacts, event)
        if person is not None:
            found[name] = _known(connection, person)
        else:
            found[name] = _alike(connection, name, capture, contacts)
    return found


def _known(connection: Connection, person: Person, evidence: tuple[Evidence, ...] = ()) -> Known:
    meetings = meetings_of(connection, [person.id])
    latest = max(meetings, key=lambda some: some.encounter.at, default=None)
    return Known(person, latest, evidence)


def _alike(
    connection: Connection, name: str, capture: Capture, contacts: Sequence[ContactPhrase]
) -> Known | None:
    """Who looks like the one that a line tells of; else somebody of that very name, of another company."""
    points = [(point.kind.value, point.value, point.label) for point in contacts]
    told = profile(None, name, points, title=capture.title, organisation=capture.organisation)
    for alike in look_alikes(connection, told):
        if alike.known.id is not None:
            return _known(connection, person_with(connection, alike.known.id), alike.evidence)
    named = people_named(connection, name) if len(told.words) > 1 else ()
    same_name = (Evidence(EvidenceKind.SAME_NAME, name),)
    return _known(connection, named[-1], same_name) if named else None


def people_known_at(connection: Connection, organisation: str) -> int:
    """How many people of an organisation one knows; counted no further than `MOST_KNOWN`."""
    query = Query(organisations=(words(organisation),))
    found = people_matching(connection, query, limit=MOST_KNOWN)
    return sum(fold(some.organisation or "") == fold(organisation) for some in found)


def note(connection: Connection, line: TypedLine, *, region: str) -> tuple[workflow.Noted, ChangeSet]:
    """Plan to keep a line, as it was meant when it was typed.

    An event or addressee that is gone since then leaves the line to the running event, and its names to mean
    whom they mean: no line may be refused for ever, others wait behind it.
    """
    event = next(iter(records_of(connection, Kind.EVENT, "id", _some(line.event_id))), None)
    noted = workflow.note(
        connection,
        line.text,
        now=line.at,
        region=region,
        event=event,
        to=next(iter(records_of(connection, Kind.PERSON, "id", _some(line.to_id))), None),
        to_last=line.to_last,
        attach=line.attach,
        meant=line.meant,
    )
    return noted, noted.change_set


def is_newest(connection: Connection, text: str) -> bool:
    """Whether a line is the newest one kept, in the event that it would be kept in now."""
    newest, event = newest_capture(connection), running_event(connection)
    if newest is None:
        return False
    return newest.line == text and newest.event_id == (event.id if event is not None else None)


def _some(some_id: Id | None) -> Sequence[Id]:
    return [some_id] if some_id is not None else []
