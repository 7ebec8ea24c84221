"""What a card says that is new, of somebody known: three versions are compared, field by field.

The base is the card as it came last time. Where the new card differs from it the person changes, unless
the user has changed the same field in the meantime: that stays, and is told.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from companion.model.capture import ContactPhrase
from companion.model.change import Change
from companion.model.contact import Contact
from companion.model.identity import Id, new_id
from companion.model.need import Need, NeedState, Offer
from companion.model.person import ContactKind, ContactPoint, Note, Person, Tag
from companion.rules.phone import e164
from companion.storage.record import contact_key
from companion.workflow.exchange.plan import FieldChange

_FIELDS = ("name", "title", "organisation", "birthday")
_NO_TAGS = {"mycontacts", "* mycontacts", "system group: my contacts"}
"""Categories that one program puts on everybody."""

Key = tuple[ContactKind, str]
"""A contact point as it is compared."""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody known, with the records that a card can change."""

    person: Person
    points: Sequence[ContactPoint] = ()
    tags: Sequence[Tag] = ()
    notes: Sequence[Note] = ()
    needs: Sequence[Need] = ()
    offers: Sequence[Offer] = ()
    by_hand: frozenset[Id] = frozenset()
    """The records that the user wrote: a card that says them no more takes none of them away."""


@dataclass(slots=True)
class News:
    """The changes that a card makes, as records and as the user reads them."""

    changes: list[Change] = field(default_factory=list)
    fields: list[FieldChange] = field(default_factory=list)


@lru_cache(maxsize=4096)
def _international(text: str, region: str) -> str:
    return e164(text, region) or text


def key_of(point: ContactPhrase, region: str) -> Key:
    """A contact point as it is compared: a number in its international form where it has one."""
    is_phone = point.kind is ContactKind.PHONE
    return point.kind, contact_key(
        point.kind, _international(point.value, region) if is_phone else point.value
    )


def points_of(contact: Contact, region: str) -> dict[Key, ContactPhrase]:
    """The contact points of a card by key, numbers in their international form where they have one."""
    found: dict[Key, ContactPhrase] = {}
    for point in contact.points:
        key = key_of(point, region)
        if key not in found:
            is_other = point.kind is ContactKind.PHONE and point.value != key[1]
            found[key] = ContactPhrase(*key, point.typed, point.label) if is_other else point
    return found


def tags_of(contact: Contact) -> tuple[str, ...]:
    """The categories of a card as tags: lower case, each once, without those of a program."""
    lowered = (" ".join(tag.split()).lstrip("# ").lower() for tag in contact.tags)
    return tuple(dict.fromkeys(tag for tag in lowered if tag and tag not in _NO_TAGS))


def beside(contact: Contact, base: Contact) -> Contact:
    """What a row says, with all that the row of before said and this one does not: a table takes nothing away.

    Its column may have been left out, or left empty.
    """
    return replace(
        contact,
        title=contact.title or base.title,
        organisation=contact.organisation or base.organisation,
        birthday=contact.birthday or base.birthday,
        points=(*contact.points, *base.points),
        tags=(*contact.tags, *base.tags),
        notes=(*contact.notes, *base.notes),
    )


def known_after(known: Known, changes: Sequence[Change]) -> Known:
    """Somebody known, with the news of one card: what the news of the next one are compared with."""
    person = next((change.after for change in changes if isinstance(change.after, Person)), known.person)
    lists: dict[str, Any] = {
        name: [*_changed(getattr(known, name), kind, changes)]
        for name, kind in {
            "points": ContactPoint,
            "tags": Tag,
            "notes": Note,
            "needs": Need,
            "offers": Offer,
        }.items()
    }
    return replace(known, person=person, **lists)


def _changed(records: Sequence[Any], kind: type[Any], changes: Sequence[Change]) -> Iterator[Any]:
    becoming = {change.id: change.after for change in changes}
    for record in records:
        after = becoming.get(record.id, record)
        if after is not None:
            yield after
    yield from (
        change.after for change in changes if change.before is None and isinstance(change.after, kind)
    )


def new_records(
    contact: Contact, person_id: Id, points: Mapping[Key, ContactPhrase], *, owner_id: Id, now: datetime
) -> Iterator[Any]:
    """The records beside the person that somebody new has."""
    for point in points.values():
        yield ContactPoint(new_id(), person_id, point.kind, point.value, point.typed, point.label)
    for name in tags_of(contact):
        yield Tag(new_id(), person_id, name)
    for text in dict.fromkeys(contact.notes):
        yield Note(new_id(), owner_id, person_id, None, text, now)
    for text in dict.fromkeys(contact.needs):
        yield Need(new_id(), person_id, None, text, NeedState.OPEN, now)
    for text in dict.fromkeys(contact.offers):
        yield Offer(new_id(), person_id, None, text, now)


def news_of(
    known: Known,
    base: Contact,
    contact: Contact,
    *,
    photos: tuple[str | None, str | None],
    region: str,
    owner_id: Id,
    now: datetime,
) -> News:
    """What a card changes of somebody known, since the card `base` of before.

    `photos` are the digests of the photos in the old and the new card.
    """
    news = News()
    _compare_person(news, known.person, base, contact, photos)
    _compare_points(news, known, points_of(base, region), points_of(contact, region))
    tags = {tag.name: tag for tag in known.tags}
    _compare_texts(
        news,
        "tag",
        tags,
        _removable(tags_of(base), tags, known),
        tags_of(contact),
        lambda text: Tag(new_id(), known.person.id, text),
    )
    notes = {note.text: note for note in known.notes}
    _compare_texts(
        news,
        "note",
        notes,
        _removable(base.notes, notes, known),
        contact.notes,
        lambda text: Note(new_id(), owner_id, known.person.id, None, text, now),
    )
    # Only tables tell these, and a need that is met would not come back for being told again.
    needs = {need.text: need for need in known.needs}
    _compare_texts(
        news,
        "need",
        needs,
        (),
        contact.needs,
        lambda text: Need(new_id(), known.person.id, None, text, NeedState.OPEN, now),
    )
    offers = {offer.text: offer for offer in known.offers}
    _compare_texts(
        news,
        "offer",
        offers,
        (),
        contact.offers,
        lambda text: Offer(new_id(), known.person.id, None, text, now),
    )
    return news


def _removable(base: Sequence[str], ours: Mapping[str, Any], known: Known) -> Sequence[str]:
    """What a card said of old, but for what the user wrote as well."""
    return [text for text in base if text not in ours or ours[text].id not in known.by_hand]


def _compare_person(
    news: News, person: Person, base: Contact, contact: Contact, photos: tuple[str | None, str | None]
) -> None:
    changed: dict[str, Any] = {}
    for name in _FIELDS:
        was, becomes, ours = getattr(base, name), getattr(contact, name), getattr(person, name)
        if was == becomes or ours == becomes or (name == "name" and not becomes):
            continue
        is_kept = ours != was
        news.fields.append(FieldChange(name, ours or "", becomes or "", is_kept))
        if not is_kept:
            changed[name] = becomes
    old_photo, new_photo = photos
    if old_photo != new_photo and person.photo != new_photo:
        is_kept = person.photo != old_photo
        news.fields.append(FieldChange("photo", "", "", is_kept))
        if not is_kept:
            changed["photo"] = new_photo
    if contact.starred and not base.starred and not person.starred:
        changed["starred"] = True
    if changed:
        news.changes.append(Change.of(person, replace(person, **changed)))


def _compare_points(
    news: News, known: Known, base: Mapping[Key, ContactPhrase], card: Mapping[Key, ContactPhrase]
) -> None:
    ours = {(point.kind, contact_key(point.kind, point.value)): point for point in known.points}
    gone = [key for key in base if key not in card and key in ours and ours[key].id not in known.by_hand]
    come = [key for key in card if key not in base and key not in ours]
    for key in gone:
        news.changes.append(Change.remove(ours[key]))
    for key in come:
        point = card[key]
        made = ContactPoint(new_id(), known.person.id, point.kind, point.value, point.typed, point.label)
        news.changes.append(Change.add(made))
    news.fields += _paired(
        [(key[0], ours[key].typed) for key in gone], [(key[0], card[key].typed) for key in come]
    )
    for key in (some for some in card if some in base and some in ours):
        label = card[key].label
        if label != base[key].label == ours[key].label:
            news.changes.append(Change.of(ours[key], replace(ours[key], label=label)))
            said = f"{ours[key].typed} ({ours[key].label or '–'})"
            news.fields.append(FieldChange(key[0].value, said, f"{card[key].typed} ({label or '–'})"))


def _paired(
    gone: Sequence[tuple[ContactKind, str]], come: Sequence[tuple[ContactKind, str]]
) -> Iterator[FieldChange]:
    """One address for another of its kind is one change."""
    for kind in ContactKind:
        before = [text for some, text in gone if some is kind]
        after = [text for some, text in come if some is kind]
        for place in range(max(len(before), len(after))):
            old, new = (texts[place] if place < len(texts) else "" for texts in (before, after))
            yield FieldChange(kind.value, old, new)


def _compare_texts(
    news: News,
    field_name: str,
    ours: Mapping[str, Any],
    base: Sequence[str],
    card: Sequence[str],
    make: Any,
) -> None:
    for text in dict.fromkeys(base):
        if text not in card and text in ours:
            news.changes.append(Change.remove(ours[text]))
            news.fields.append(FieldChange(field_name, text, ""))
    for text in dict.fromkeys(card):
        if text not in base and text not in ours:
            news.changes.append(Change.add(make(text)))
            news.fields.append(FieldChange(field_name, "", text))
