"""The list of people, read page by page; imported only once the data is open."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from companion.model.change import Kind
from companion.model.identity import Id
from companion.rules.search import Query, fold, read_query
from companion.storage.engine import Connection
from companion.storage.queries.person import PersonSummary, people_page
from companion.storage.queries.search import people_matching, people_of_late
from companion.storage.queries.told import Told, told_of
from companion.ui.desk import Desk
from companion.ui.moment import exact
from companion.ui.widgets.row import Row
from companion.wording.naming import name_words
from companion.wording.reason import past_words

LISTED = (Kind.PERSON, Kind.ENCOUNTER, Kind.FOLLOW_UP, Kind.PROMISE)
"""The kinds of records that a row shows something of."""
_SPOKEN = (Kind.NEED, Kind.OFFER, Kind.PROMISE, Kind.NOTE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom the list shows."""

    text: str = ""
    """What was typed into the search line."""
    only: Kind | None = None
    """Only those with an open need, or with an offer."""


def query_of(wanted: Wanted) -> Query:
    """What finds exactly those whom the list shows."""
    query = read_query(wanted.text)
    if wanted.only is Kind.NEED:
        return replace(query, needs=(*query.needs, ()))
    return replace(query, offers=(*query.offers, ())) if wanted.only is Kind.OFFER else query


class PeopleReader:
    """Reads the wanted people, the next ones each time it is called."""

    def __init__(self, desk: Desk, wanted: Wanted) -> None:
        self._desk = desk
        self._only = wanted.only
        # All of a sort are read by name, page by page: that is faster than to look for them.
        self._query = query_of(wanted) if read_query(wanted.text) else Query()
        self._after: tuple[str, Id] | None = None
        self._count = 0

    def __call__(self, limit: int) -> Sequence[Row]:
        """The next rows; fewer than `limit` at the end."""
        rows = self._desk.read(self._matching if self._query else self._page, limit)
        self._count += len(rows)
        return rows

    def _page(self, connection: Connection, limit: int) -> Sequence[Row]:
        found = people_page(connection, after=self._after, limit=limit, only=self._only)
        if found:
            self._after = (fold(found[-1].name), found[-1].id)
        return [self._row(one, None) for one in found]

    def _matching(self, connection: Connection, limit: int) -> Sequence[Row]:
        found = people_matching(connection, self._query, limit=self._count + limit)[self._count :]
        told = told_of(connection, self._query, [one.id for one in found])
        return [self._row(one, told.get(one.id)) for one in found]

    def _row(self, one: PersonSummary, told: Told | None) -> Row:
        contact, now = one.last_contact, self._desk.now()
        day = contact.astimezone(now.tzinfo).date() if contact is not None else None
        return Row(
            key=one.id,
            name=name_words(one.name, one.badge),
            detail=why(told) if told is not None else about(one),
            aside=past_words(day, now.date()) if day is not None else "",
            tip=_tip(contact, now),
            starred=one.starred,
            photo=one.photo,
        )


def about(one: PersonSummary) -> str:
    """What a person does, and where."""
    return ", ".join(part for part in (one.title, one.organisation) if part)


def why(told: Told) -> str:
    """Where the words looked for are told: in the words of those who said it."""
    text = " ".join(told.text.split())
    if told.kind in _SPOKEN:
        return f"“{text}”"
    return f"#{text}" if told.kind is Kind.TAG else text


def new_name(text: str) -> str:
    """The name of somebody new that may have been typed; empty for filters and signs."""
    query = read_query(text)
    return " ".join(text.split()) if query.words and replace(query, words=()) == read_query("") else ""


def _tip(contact: datetime | None, now: datetime) -> str:
    return exact(contact.astimezone(now.tzinfo)) if contact is not None else ""


def found_people(connection: Connection, text: str, *, limit: int) -> Sequence[tuple[Id, str, str]]:
    """(id, name, what they are found by, else what they do) of the best people; of late ones for no text."""
    query = read_query(text)
    if not query:
        late = people_of_late(connection, limit=limit) if not text.strip() else ()
        return [(one.id, name_words(one.name, one.badge), about(one)) for one in late]
    found = people_matching(connection, query, limit=limit)
    told = told_of(connection, query, [one.id for one in found])
    return [
        (one.id, name_words(one.name, one.badge), why(told[one.id]) if one.id in told else about(one))
        for one in found
    ]
