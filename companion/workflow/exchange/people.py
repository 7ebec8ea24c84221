"""Whom cards and rows become: somebody new, somebody known with news, or nobody new at all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from companion.model.blob import Blob
from companion.model.change import Change, Kind, Record
from companion.model.contact import Contact
from companion.model.identity import Id, new_id
from companion.model.person import Person, Tag
from companion.model.problem import ProblemCode
from companion.model.source_card import IMPORT, SourceCard
from companion.rules.search import fold
from companion.storage import journal
from companion.storage.engine import Connection
from companion.storage.pause import collector_paused
from companion.storage.queries.card import (
    cards_with_digest,
    cards_with_uid,
    people_with_keys,
    source_cards_of,
)
from companion.storage.queries.person import records_of
from companion.storage.store import owner_of
from companion.workflow.exchange.kept import Kept, card_of, kept_card, kept_row, kept_text
from companion.workflow.exchange.meeting import Meetings
from companion.workflow.exchange.news import (
    Key,
    Known,
    beside,
    known_after,
    new_records,
    news_of,
    tags_of,
)
from companion.workflow.exchange.plan import Alike, Fate, ImportRow
from companion.workflow.exchange.reading import Item
from companion.workflow.exchange.row import ReadItem, problem_about, read_item, refused_row, row_of
from companion.workflow.exchange.watch import Stage, Watch

_STEP = 200
_MANY = 8
"""So many holders of an address or number are looked at."""
_NOTHING = Contact()
_REMOVABLE = {"points": Kind.CONTACT_POINT, "tags": Kind.TAG, "notes": Kind.NOTE}
"""What a card that says it no more takes away, unless the user wrote it."""


@dataclass(slots=True)
class PeoplePlan:
    """What becomes of the items, in their order."""

    changes: list[Change] = field(default_factory=list)
    blobs: dict[str, Blob] = field(default_factory=dict)
    rows: list[ImportRow] = field(default_factory=list)


def plan_people(
    connection: Connection, items: Sequence[Item], *, now: datetime, region: str, watch: Watch
) -> PeoplePlan:
    """Plan what becomes of cards and rows; raises CancelledError.

    The same card or row again changes nothing. A card with the UID of one imported before brings its
    news to that person. Anything else is somebody new, with a hint where an address or number is known.
    """
    planner = _Planner(connection, now, region, watch)
    with collector_paused():
        planner.plan(items)
    return planner.plan_made


class _Planner:
    def __init__(self, connection: Connection, now: datetime, region: str, watch: Watch) -> None:
        self.plan_made = PeoplePlan()
        self._connection = connection
        self._now = now
        self._region = region
        self._watch = watch
        self._owner_id = owner_of(connection)
        self._meetings = Meetings(connection, self._owner_id, now)
        self._same: Mapping[str, Sequence[SourceCard]] = {}
        self._of_uid: Mapping[str, Sequence[SourceCard]] = {}
        self._known: dict[Id, Known] = {}
        self._own: dict[str, Id] = {}
        """By the UID of a card that was written here, whom it was written of."""
        self._cards_of_own: Mapping[Id, Sequence[SourceCard]] = {}
        self._holders: dict[Key, list[tuple[Id, str]]] = {}
        """Who has an address or number: people known and, as they come, people of this import."""
        self._taken: set[Id] = set()
        """The kept cards that an item of this import is the same as, or takes the place of."""
        self._here: dict[str, Id | None] = {}
        """By digest, whom an item of this import became."""
        self._people_of_uid: dict[tuple[str, str], Id] = {}
        self._named: dict[str, dict[str, list[SourceCard]]] = {}
        """By UID, where several have it, the kept cards by folded name."""
        self._tagged: dict[Id, dict[str, Tag]] = {}
        """The tags that this import adds."""

    def plan(self, items: Sequence[Item]) -> None:
        """Plan everything; groups last, since they name people."""
        read = self._read(items)
        self._look_up([some for some in read if isinstance(some, ReadItem)])
        rows: list[ImportRow | None] = []
        groups: list[tuple[int, ReadItem]] = []
        for place, one in enumerate(read):
            if place % _STEP == 0:
                self._watch.step(Stage.COMPARING, place, len(read))
            if isinstance(one, ReadItem) and one.is_group:
                groups.append((place, one))
                rows.append(None)
            else:
                rows.append(self._person(one) if isinstance(one, ReadItem) else refused_row(one))
        for place, one in groups:
            rows[place] = self._group(one)
        self.plan_made.rows = [row for row in rows if row is not None]
        self.plan_made.changes += self._meetings.changes

    def _read(self, items: Sequence[Item]) -> list[ReadItem | Item]:
        read: list[ReadItem | Item] = []
        for place, item in enumerate(items):
            if place % _STEP == 0:
                self._watch.step(Stage.COMPARING, 0, len(items))
            contact = item.contact
            if contact is None:
                read.append(item)
                continue
            read.append(read_item(item, contact, self._region))
        return read

    def _look_up(self, read: Sequence[ReadItem]) -> None:
        """Ask once for all items: by digest, by UID, by address and number."""
        self._same = cards_with_digest(self._connection, [one.digest for one in read])
        uids = {one.uid for one in read if one.uid is not None}
        self._of_uid = cards_with_uid(self._connection, list(uids))
        self._taken = {card.id for one in read for card in self._same.get(one.digest, ())}
        candidates = {card for cards in self._of_uid.values() for card in cards}
        ids = {card.person_id for card in candidates if card.id not in self._taken} - {None, self._owner_id}
        written = {one.contact.uid for one in read if one.contact.uid} - self._of_uid.keys()
        own = {uid: some for uid in written if (some := _id_in(uid)) is not None}
        ids |= {some for some in own.values() if some != self._owner_id}
        self._known = _known_people(self._connection, [some for some in ids if some is not None])
        self._own = {uid: some for uid, some in own.items() if some in self._known}
        self._cards_of_own = source_cards_of(self._connection, list(self._own.values()))
        keys = {key for one in read for key in one.keys}
        self._holders = {
            key: list(people) for key, people in people_with_keys(self._connection, list(keys)).items()
        }

    # People

    def _person(self, one: ReadItem) -> ImportRow:
        same = self._same.get(one.digest)
        if same:
            self._note_uid(one, same[0].person_id)
            return row_of(one, Fate.UNCHANGED, same[0].person_id)
        if one.digest in self._here:
            return row_of(one, Fate.UNCHANGED, self._here[one.digest])
        before = self._before(one)
        if before is not None and before.person_id is not None:
            return self._update(one, before, self._known[before.person_id])
        own = self._own.pop(one.contact.uid or "", None)
        if own is not None:
            cards = [card for card in self._cards_of_own.get(own, ()) if card.source == one.source]
            return self._update(one, cards[0] if cards else None, self._known[own])
        return self._new(one)

    def _before(self, one: ReadItem) -> SourceCard | None:
        """The card of last time that this one takes the place of."""
        if one.uid is None:
            return None
        cards = self._of_uid.get(one.uid, ())
        if len(cards) > 1:
            # Several call themselves the same: only the name tells which of them it is.
            named = self._named.setdefault(one.uid, {})
            if not named:
                for card in cards:
                    named.setdefault(fold(self._facts(card).name), []).append(card)
            cards = named.get(fold(one.contact.name), ())
        return next((card for card in cards if self._may_replace(card, one)), None)

    def _may_replace(self, card: SourceCard, one: ReadItem) -> bool:
        is_group = card.person_id is None
        return card.source == one.source and card.id not in self._taken and is_group == one.is_group

    def _new(self, one: ReadItem) -> ImportRow:
        contact = one.contact
        person = Person(
            id=new_id(),
            name=contact.name,
            title=contact.title,
            organisation=contact.organisation,
            starred=contact.starred,
            birthday=contact.birthday,
        )
        kept = self._keep(one, person.id)
        if kept.blob is not None:
            person = replace(person, photo=kept.blob.digest)
        self._add(person, kept.source)
        self._add(
            *new_records(contact, person.id, one.points, owner_id=self._owner_id, now=self._now),
            *self._meetings.records_for(contact, person.id),
        )
        problems = []
        if one.uid is not None and (one.source, one.uid) in self._people_of_uid:
            problems.append(problem_about(one, ProblemCode.SAME_UID, "UID", one.uid))
        alike = self._alike(one, person)
        self._here[one.digest] = person.id
        self._note_uid(one, person.id)
        fate = Fate.DUPLICATE if alike else Fate.NEW
        return row_of(one, fate, person.id, alike=alike, problems=problems)

    def _update(self, one: ReadItem, before: SourceCard | None, known: Known) -> ImportRow:
        """Bring the news of a card to somebody known; without a card of before it was written here."""
        kept = self._keep(one, known.person.id)
        new_photo = kept.blob.digest if kept.blob is not None else None
        if before is None:
            base, old_photo = _as_written(known.person, one.contact), known.person.photo
            new_photo = old_photo or new_photo
            self._add(kept.source)
        else:
            self._taken.add(before.id)
            base = self._facts(before)
            old_photo = before.photo or (Blob.of("", base.photo.content).digest if base.photo else None)
            self.plan_made.changes.append(Change.of(before, replace(kept.source, id=before.id)))
        news = news_of(
            known,
            base,
            one.contact if one.item.card is not None else beside(one.contact, base),
            photos=(old_photo, new_photo),
            region=self._region,
            owner_id=self._owner_id,
            now=self._now,
        )
        self.plan_made.changes += news.changes
        self._known[known.person.id] = known_after(known, news.changes)
        self._here[one.digest] = known.person.id
        self._note_uid(one, known.person.id)
        mine = [
            problem_about(one, ProblemCode.KEPT_YOURS, some.field, some.after)
            for some in news.fields
            if some.is_kept
        ]
        fate = Fate.UPDATE if news.changes else Fate.UNCHANGED
        return row_of(one, fate, known.person.id, changes=news.fields, problems=mine)

    def _facts(self, source: SourceCard) -> Contact:
        from companion.formats.vcard.meaning import contact_from

        card = card_of(source)
        contact = contact_from(card)[0] if card is not None else None
        return contact or _NOTHING

    def _keep(self, one: ReadItem, person_id: Id | None) -> Kept:
        card = one.item.card
        if one.item.text:
            return kept_text(one.item.text, person_id)
        if card is None:
            return kept_row(one.contact, one.digest, one.source, person_id)
        kept = kept_card(card, one.contact, one.digest, person_id)
        if kept.blob is not None:
            self.plan_made.blobs[kept.blob.digest] = kept.blob
        return kept

    def _add(self, *records: Record) -> None:
        self.plan_made.changes += map(Change.add, records)
        for record in records:
            if isinstance(record, Tag):
                self._tagged.setdefault(record.person_id, {})[record.name] = record

    def _note_uid(self, one: ReadItem, person_id: Id | None) -> None:
        if one.uid is not None and person_id is not None:
            self._people_of_uid.setdefault((one.source, one.uid), person_id)

    def _alike(self, one: ReadItem, person: Person) -> tuple[Alike, ...]:
        """Who has an address or number of this person; and that this person has them, for those who follow."""
        found: dict[Id, Alike] = {}
        for key in one.keys:
            holders = self._holders.setdefault(key, [])
            # What so many share is a switchboard or a family's, and tells of nobody.
            if len(holders) < _MANY:
                for some_id, name in holders:
                    found.setdefault(some_id, Alike(some_id, name, one.points[key].typed))
                holders.append((person.id, person.name))
        return tuple(found.values())

    # Groups

    def _group(self, one: ReadItem) -> ImportRow:
        """A group becomes a tag of its members; its card is kept without a person."""
        if one.digest in self._same or one.digest in self._here:
            return row_of(one, Fate.UNCHANGED, None)
        self._here[one.digest] = None
        before = self._before(one)
        base = self._facts(before) if before is not None else _NOTHING
        kept = self._keep(one, None)
        if before is None:
            self._add(kept.source)
        else:
            self._taken.add(before.id)
            self.plan_made.changes.append(Change.of(before, replace(kept.source, id=before.id)))
        old, new = self._members(base), self._members(one.contact)
        was, becomes = tags_of(Contact(tags=(base.name,))), tags_of(Contact(tags=(one.contact.name,)))
        self._tag(becomes, [some for some in new if some not in old or was != becomes])
        self._untag(was, [some for some in old if some not in new or was != becomes])
        return row_of(one, Fate.NEW if before is None else Fate.UPDATE, None)

    def _members(self, contact: Contact) -> list[Id]:
        ids: list[Id] = []
        asked = [uid for uid in contact.members or () if (IMPORT, uid) not in self._people_of_uid]
        kept = cards_with_uid(self._connection, asked)
        for uid in contact.members or ():
            person_id = self._people_of_uid.get((IMPORT, uid))
            known = [card.person_id for card in kept.get(uid, ()) if card.person_id is not None]
            ids += [person_id] if person_id is not None else known[:1]
        return list(dict.fromkeys(ids))

    def _tag(self, names: Iterable[str], people: Sequence[Id]) -> None:
        for name in names:
            tagged = {tag.person_id for tag in self._tags(people) if tag.name == name}
            self._add(*(Tag(new_id(), some, name) for some in people if some not in tagged))

    def _untag(self, names: Iterable[str], people: Sequence[Id]) -> None:
        gone = [tag for tag in self._tags(people) if tag.name in names]
        self.plan_made.changes += [Change.remove(tag) for tag in gone]

    def _tags(self, people: Sequence[Id]) -> Iterator[Tag]:
        """The tags of people, those that this import adds included."""
        yield from records_of(self._connection, Kind.TAG, "person_id", people)
        for some in people:
            yield from self._tagged.get(some, {}).values()


def _known_people(connection: Connection, ids: Sequence[Id]) -> dict[Id, Known]:
    def grouped(kind: Kind) -> dict[Id, list[Any]]:
        groups: dict[Id, list[Any]] = {}
        for record in records_of(connection, kind, "person_id", ids):
            groups.setdefault(record.person_id, []).append(record)
        return groups

    removable = {name: grouped(kind) for name, kind in _REMOVABLE.items()}
    lists = {**removable, "needs": grouped(Kind.NEED), "offers": grouped(Kind.OFFER)}
    records = (record for groups in removable.values() for group in groups.values() for record in group)
    by_hand = journal.made_by_hand(connection, [record.id for record in records])

    def known(person: Person) -> Known:
        own: dict[str, Any] = {name: groups.get(person.id, []) for name, groups in lists.items()}
        return Known(person, **own, by_hand=by_hand)

    return {person.id: known(person) for person in records_of(connection, Kind.PERSON, "id", ids)}


def _as_written(person: Person, contact: Contact) -> Contact:
    """What a card said that was written of a person: it can add to what is known, and change, but not remove."""
    from companion.formats.vcard.write import formatted_name

    # What stands on a card for the name of somebody without one is none.
    stand_in = formatted_name(replace(contact, name=""))
    name = person.name or (stand_in if contact.name == stand_in else "")
    return Contact(name, person.title, person.organisation, birthday=person.birthday)


def _id_in(uid: str) -> Id | None:
    """The id that a UID is, as in the cards that are written here."""
    try:
        return Id(uid.lower().removeprefix("urn:uuid:"))
    except ValueError:
        return None
