"""Writing contacts and everything else to files: what is private stays home unless it is asked for."""

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from companion.formats.vcard.card import Card
from companion.model.capture import ContactPhrase
from companion.model.contact import Contact, Detail, Photo
from companion.model.error import DiskError, InvalidValueError
from companion.model.identity import Id
from companion.rules.search import Query, fold
from companion.settings import replace_file
from companion.storage.engine import Connection
from companion.storage.queries.archive import all_blobs, all_records
from companion.storage.queries.card import WholeContact, blob_with, contacts_of, group_cards, people_ids
from companion.storage.queries.search import people_matching
from companion.storage.revision import HEAD
from companion.storage.store import owner_of
from companion.workflow.exchange.kept import card_of
from companion.workflow.exchange.news import Key, key_of, tags_of
from companion.workflow.exchange.watch import UNWATCHED, Stage, Watch

ORIGINAL = "original"
"""The version of each card as it came; of a person without one the usual."""
USUAL = "3.0"
VERSIONS = ("2.1", USUAL, "4.0", ORIGINAL)
_LONGEST_NAME = 80
_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(10)),
}


class ExportFormat(StrEnum):
    """What a file is written as, by its ending."""

    VCARD = ".vcf"
    TABLE = ".csv"
    ARCHIVE = ".json"
    ZIP = ".zip"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of each person is written."""

    version: str = USUAL
    with_notes: bool = False
    """Whether the user's own notes go along, which otherwise stay home."""
    region: str = "ZZ"
    """The country whose numbers are meant that are written without one."""


Whom = Query | Sequence[Id]
"""Those who fit a query, everybody without one; or these people, in this order."""


def format_of(path: Path) -> ExportFormat:
    """The format that a file's ending asks for; raises InvalidValueError."""
    try:
        return ExportFormat(path.suffix.lower())
    except ValueError:
        raise InvalidValueError("FILE", path.name, [form.value for form in ExportFormat]) from None


def contact_of(
    whole: WholeContact, wanted: Wanted, *, base: Contact | None = None, photo: Photo | None = None
) -> Contact:
    """A person as others may see them: no needs, no promises; notes only if asked, or if the card had them.

    `base` is what the person's own card said when it came.
    """
    person, of_card = whole.person, base or Contact()
    return Contact(
        name=person.name,
        title=person.title,
        organisation=person.organisation,
        points=tuple(_points(whole, base, wanted.region)),
        birthday=person.birthday,
        tags=(*(tag.name for tag in whole.tags), *_tags_of_programs(base)),
        notes=tuple(note.text for note in whole.notes if wanted.with_notes or note.text in of_card.notes),
        details=of_card.details,
        photo=photo,
        starred=person.starred,
        uid=of_card.uid or f"urn:uuid:{person.id}",
    )


def _tags_of_programs(base: Contact | None) -> Iterator[str]:
    """The categories of a card that are no tags of ours, so that it keeps them."""
    for tag in base.tags if base is not None else ():
        if not tags_of(Contact(tags=(tag,))):
            yield tag


def _points(whole: WholeContact, base: Contact | None, region: str) -> Iterator[ContactPhrase]:
    """How to reach a person; what the card says twice is kept once here, and is said twice again."""
    points = (ContactPhrase(one.kind, one.value, one.typed, one.label) for one in whole.contact_points)
    kept = {key_of(point, region): point for point in points}
    said: set[Key] = set()
    for point in base.points if base is not None else ():
        key = key_of(point, region)
        if key in kept:
            yield point if key in said else kept[key]
            said.add(key)
    yield from (point for key, point in kept.items() if key not in said)


def card_bytes(
    connection: Connection,
    whole: WholeContact,
    wanted: Wanted,
    *,
    now: datetime,
    groups: Mapping[str, Set[str]] = MappingProxyType({}),
) -> bytes:
    """The vCard of a person: their own card with only the lines rewritten that differ, else a new one.

    `groups` are the tags by UID that the cards of groups tell, so that the members' cards need not.
    """
    from companion.formats.vcard.meaning import contact_from
    from companion.formats.vcard.revise import revised
    from companion.formats.vcard.write import write_card

    card = _own_card(connection, whole)
    base = contact_from(card)[0] if card is not None else None
    photo = _photo(connection, whole.person.photo, base)
    contact = contact_of(whole, wanted, base=base, photo=photo)
    as_it_came = wanted.version == ORIGINAL
    if card is None or base is None:
        told = replace(contact, details=_details_of_rows(whole))
        return write_card(told, version=USUAL if as_it_came else wanted.version, revised_at=now)
    if as_it_came:
        others = groups.get(base.uid or "", set()) - set(tags_of(base))
        tags = tuple(tag for tag in contact.tags if tag not in others)
        return revised(card, replace(contact, uid=base.uid, tags=tags), revised_at=now)
    return revised(card, contact, version=wanted.version, revised_at=now)


def _own_card(connection: Connection, whole: WholeContact) -> Card | None:
    """The card that somebody came as; of somebody who was two people with what only the other card says."""
    sources = [source for source in whole.source_cards if not source.is_row]
    cards = [card_of(source, _content(connection, source.photo)) for source in sources]
    there = [card for card in cards if card is not None]
    if len(there) < 2:
        return there[0] if there else None
    from companion.formats.vcard.join import joined

    return joined(there[0], there[1:])


def _details_of_rows(whole: WholeContact) -> tuple[Detail, ...]:
    """What tables say beside the fields of a person."""
    from companion.formats.vcard.meaning import contact_from

    cards = (card_of(source) for source in whole.source_cards if source.is_row)
    contacts = (contact_from(card)[0] for card in cards if card is not None)
    details = (detail for contact in contacts if contact is not None for detail in contact.details)
    return tuple(dict.fromkeys(details))


def _content(connection: Connection, digest: str | None) -> bytes | None:
    blob = blob_with(connection, digest) if digest is not None else None
    return blob.content if blob is not None else None


def _photo(connection: Connection, digest: str | None, base: Contact | None) -> Photo | None:
    """A person's photo as a card holds it: as it came while it is the card's own, else made smaller."""
    blob = blob_with(connection, digest) if digest is not None else None
    if blob is None:
        return None
    if base is not None and base.photo is not None and base.photo.content == blob.content:
        return base.photo
    from companion.picture.photo import for_card

    content = for_card(blob.content)
    return Photo("image/jpeg", content) if content is not None else None


def cards(
    connection: Connection,
    ids: Sequence[Id],
    wanted: Wanted,
    *,
    now: datetime,
    with_groups: bool = False,
    watch: Watch = UNWATCHED,
) -> Iterator[tuple[str, bytes]]:
    """The name and the card of each person, and of the groups that came as cards; raises CancelledError."""
    groups = list(_groups(connection)) if with_groups else []
    tags = _tags_by_member(group for group, _ in groups)
    for place, whole in enumerate(contacts_of(connection, ids)):
        watch.step(Stage.SAVING, place, len(ids))
        yield whole.person.name, card_bytes(connection, whole, wanted, now=now, groups=tags)
    yield from ((group.name, card) for group, card in groups)


def _groups(connection: Connection) -> Iterator[tuple[Contact, bytes]]:
    """The groups that came as cards, which are tags here, and their cards."""
    from companion.formats.vcard.meaning import contact_from

    for source in group_cards(connection):
        card = card_of(source, _content(connection, source.photo))
        if card is not None:
            yield contact_from(card)[0] or Contact(), card.raw.rstrip(b"\r\n") + b"\r\n"


def _tags_by_member(groups: Iterable[Contact]) -> Mapping[str, Set[str]]:
    """By UID of a member, the tags that groups give."""
    tags: dict[str, set[str]] = {}
    for group in groups:
        for uid in group.members or ():
            tags.setdefault(uid, set()).update(tags_of(Contact(tags=(group.name,))))
    return tags


def file_names(names: Iterable[str]) -> Iterator[str]:
    """A name for a file of each person: one that every system takes, none twice."""
    given: set[str] = set()
    for name in names:
        stem = " ".join(_UNFIT.sub(" ", name).split()).strip(". ")[:_LONGEST_NAME].strip(". ")
        if not stem or stem.lower().partition(".")[0] in _RESERVED:
            stem = f"{stem or 'contact'} card"
        chosen, number = stem, 1
        while fold(chosen) in given:
            number += 1
            chosen = f"{stem} {number}"
        given.add(fold(chosen))
        yield f"{chosen}.vcf"


def _with_groups(whom: Whom, wanted: Wanted) -> bool:
    """Whether the cards of groups go along: where all go out as they came."""
    return wanted.version == ORIGINAL and whom == Query()


def _named(made: Sequence[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Each card with the name of its file."""
    return zip(file_names(name for name, _ in made), (card for _, card in made), strict=True)


def write_file(
    connection: Connection,
    whom: Whom,
    path: Path,
    wanted: Wanted,
    *,
    now: datetime,
    form: ExportFormat | None = None,
    watch: Watch = UNWATCHED,
) -> int:
    """Write people to a file; how many they are.

    Its ending says the format, unless that is given. An archive (JSON) holds everything, and is refused
    for some people alone. The file takes its place only when it is whole. Raises InvalidValueError,
    DiskError, CancelledError.
    """
    form = form or format_of(path)
    if form is ExportFormat.ARCHIVE:
        if whom != Query():
            raise InvalidValueError("FILE", path.name, (".vcf", ".csv", ".zip"))
        content, count = _archive(connection, now)
        _save(path, content)
        return count
    ids = people(connection, whom)
    if form is ExportFormat.TABLE:
        content = _table(connection, ids, wanted, watch)
    else:
        with_groups = _with_groups(whom, wanted)
        made = list(cards(connection, ids, wanted, now=now, with_groups=with_groups, watch=watch))
        is_archive = form is ExportFormat.ZIP
        content = _zipped(_named(made), now) if is_archive else b"".join(card for _, card in made)
    _save(path, content)
    return len(ids)


def write_split(
    connection: Connection,
    whom: Whom,
    folder: Path,
    wanted: Wanted,
    *,
    now: datetime,
    watch: Watch = UNWATCHED,
) -> int:
    """Write a file a person into a folder; how many they are. Raises DiskError, CancelledError."""
    ids = people(connection, whom)
    with_groups = _with_groups(whom, wanted)
    made = list(cards(connection, ids, wanted, now=now, with_groups=with_groups, watch=watch))
    for name, card in _named(made):
        _save(folder / name, card)
    return len(ids)


def people(connection: Connection, whom: Whom) -> Sequence[Id]:
    """Those who fit a query, best first, everybody by name without one; or these people."""
    if not isinstance(whom, Query):
        return whom
    return [one.id for one in people_matching(connection, whom)] if whom else people_ids(connection)


def _table(connection: Connection, ids: Sequence[Id], wanted: Wanted, watch: Watch) -> bytes:
    from companion.formats.table.write import write_table

    contacts: list[Contact] = []
    for place, whole in enumerate(contacts_of(connection, ids)):
        watch.step(Stage.SAVING, place, len(ids))
        contacts.append(contact_of(whole, wanted))
    return write_table(contacts, with_notes=wanted.with_notes).encode()


def _archive(connection: Connection, now: datetime) -> tuple[bytes, int]:
    from companion.formats.archive import write_archive

    pieces = write_archive(
        all_records(connection),
        blobs=all_blobs(connection),
        owner_id=owner_of(connection),
        made_at=now,
        revision=HEAD,
    )
    return "".join(pieces).encode(), len(people_ids(connection))


def _zipped(files: Iterable[tuple[str, bytes]], now: datetime) -> bytes:
    """An archive of files, a card each."""
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, card in files:
            archive.writestr(zipfile.ZipInfo(name, now.timetuple()[:6]), card, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _save(path: Path, content: bytes) -> None:
    """Write a file that takes its place only when it is whole; raises DiskError, then the old one stays."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, content)
    except OSError as error:
        raise DiskError(path, error.strerror or str(error)) from error
