"""A card as it came with what we know now: only the lines that say something else are written anew."""

from collections.abc import Collection
from datetime import datetime

from companion.formats.vcard.card import Card, Property
from companion.formats.vcard.convert import converted, is_sound
from companion.formats.vcard.detail_writing import date_form, date_line
from companion.formats.vcard.encode import V2, escaped, line_of, listed, structured
from companion.formats.vcard.fold import with_line_ends
from companion.formats.vcard.meaning import contact_from
from companion.formats.vcard.name import NameParts, renamed
from companion.formats.vcard.read import read_cards
from companion.formats.vcard.revise_points import revise_points
from companion.formats.vcard.sheet import Sheet
from companion.formats.vcard.value import components_of, values_of
from companion.formats.vcard.write import (
    member_line,
    name_parts,
    photo_line,
    revision_line,
    uid_line,
)
from companion.model.contact import Contact

ORIGINAL = "original"
"""As a version: the one that the card came in."""
_DAYS = ("BDAY", "X-ANDROID-CUSTOM")
_MEMBERS = ("MEMBER", "X-ADDRESSBOOKSERVER-MEMBER")


def revised(
    card: Card, contact: Contact, *, version: str | None = None, revised_at: datetime | None = None
) -> bytes:
    """The card with those lines written anew that differ in meaning from `contact`; CRLF at the ends of lines.

    With a `version` other than ORIGINAL it is converted first. When nothing differs, REV stays too. A changed
    value keeps its group, parameters and place; a removed one goes with the lines of its item group; a new
    one stands before END. Contact points are the same if the card's text is their typed form or their value.
    A photo that was taken out of the card has to be put back before (`attached`).
    """
    if version is not None and version != ORIGINAL and not is_sound(card, version):
        card = _read_again(converted(card, version))
    known = contact_from(card)[0] or Contact()
    sheet = Sheet(card)
    _revise_name(sheet, known, contact)
    _revise_title(sheet, known, contact)
    _revise_organisation(sheet, known, contact)
    revise_points(sheet, known.points, contact.points)
    _revise_birthday(sheet, known, contact)
    _revise_tags(sheet, known.tags, contact.tags)
    _revise_notes(sheet, known.notes, contact.notes)
    _revise_members(sheet, known, contact)
    _revise_photo(sheet, known, contact)
    if contact.uid and not known.uid:
        sheet.add(uid_line(contact.uid, card.version))
    if not sheet.is_changed:
        return with_line_ends(card.raw)
    _keep_made_name(sheet, contact)
    if revised_at is not None:
        _revise_revision(sheet, revised_at)
    return sheet.content()


def _read_again(content: bytes) -> Card:
    return next(card for card in read_cards(content) if isinstance(card, Card))


def _revise_name(sheet: Sheet, known: Contact, contact: Contact) -> None:
    if contact.name == known.name or not contact.name:
        return
    version = sheet.card.version
    place, one = next(
        (found for found in sheet.properties("FN") if sheet.said_by(found[1]).name == known.name),
        next(sheet.properties("FN"), (-1, None)),
    )
    if one is None:
        sheet.add(line_of("FN", escaped(contact.name, version), version))
    else:
        sheet.write(place, sheet.head_of(one), escaped(contact.name, version))
    place, one = next(sheet.properties("N"), (-1, None))
    if one is None:
        sheet.add(line_of("N", structured(name_parts(contact), version), version))
    else:
        before = NameParts(*(*components_of(one, version, sheet.card.encoding), *("",) * 5)[:5])
        sheet.write(place, sheet.head_of(one), structured(renamed(before, contact.name), version))


def _keep_made_name(sheet: Sheet, contact: Contact) -> None:
    """Write down a name that was made of other properties, if they do not make the same one any more."""
    if contact.name and not any(one.value.strip() for _, one in sheet.properties("FN")):
        again, _ = contact_from(_read_again(sheet.content()))
        if again is None or again.name != contact.name:
            sheet.add(line_of("FN", escaped(contact.name, sheet.card.version), sheet.card.version))


def _revise_title(sheet: Sheet, known: Contact, contact: Contact) -> None:
    if contact.title == known.title:
        return
    version = sheet.card.version
    for place, one in [*sheet.properties("TITLE")]:
        if sheet.said_by(one).title == known.title:
            if contact.title:
                sheet.write(place, sheet.head_of(one), escaped(contact.title, version))
                return
            sheet.drop(place)
    if contact.title:
        sheet.add(line_of("TITLE", escaped(contact.title, version), version))


def _revise_organisation(sheet: Sheet, known: Contact, contact: Contact) -> None:
    if contact.organisation == known.organisation:
        return
    version = sheet.card.version
    for place, one in [*sheet.properties("ORG")]:
        if sheet.said_by(one).organisation == known.organisation:
            if contact.organisation:
                units = _units(components_of(one, version, sheet.card.encoding), contact.organisation)
                sheet.write(place, sheet.head_of(one, "SORT-AS"), structured(units, version))
                return
            sheet.drop(place)
    if contact.organisation:
        sheet.add(line_of("ORG", structured((contact.organisation,), version), version))


def _units(before: Collection[str], organisation: str) -> tuple[str, ...]:
    """The new name in components: units at its end, or the organisation at its start, stay what they were."""
    parts = [part for part in (part.strip() for part in before) if part]
    for kept in range(1, len(parts)):
        units = parts[kept:]
        ending = f", {', '.join(units)}"
        if organisation.endswith(ending) and len(organisation) > len(ending):
            return (organisation.removesuffix(ending), *units)
    for kept in range(len(parts) - 1, 0, -1):
        beginning = f"{', '.join(parts[:kept])}, "
        if organisation.startswith(beginning) and len(organisation) > len(beginning):
            return (*parts[:kept], organisation.removeprefix(beginning))
    return (organisation,)


def _revise_birthday(sheet: Sheet, known: Contact, contact: Contact) -> None:
    if contact.birthday == known.birthday:
        return
    version = sheet.card.version
    days = [
        (place, one) for place, one in sheet.properties(*_DAYS) if sheet.said_by(one).birthday is not None
    ]
    place, one = next(((place, one) for place, one in days if one.name.upper() == "BDAY"), (-1, None))
    for other, _ in days:
        if other != place or not contact.birthday:
            sheet.drop(other)
    if not contact.birthday:
        return
    place, one = (place, one) if one is not None else next(sheet.properties("BDAY"), (-1, None))
    if one is None:
        sheet.add(date_line("BDAY", contact.birthday, version))
        return
    parameters, value = date_form(contact.birthday, version)
    sheet.write(place, sheet.head_of(one, "X-APPLE-OMIT-YEAR", "VALUE") + parameters, value)


def _revise_tags(sheet: Sheet, known: Collection[str], tags: Collection[str]) -> None:
    """A tag that differs in its case, in blanks or by a leading `#` stays as it is on the card."""
    known_words, wanted = ({_word(tag) for tag in some} for some in (known, tags))
    new = [tag for tag in tags if _word(tag) not in known_words]
    removed = known_words - wanted
    if not new and not removed:
        return
    version = sheet.card.version
    lines = [*sheet.properties("CATEGORIES")]
    for place, one in lines:
        values = _tags_of(sheet, one)
        kept = [value for value in values if _word(value) not in removed]
        kept += new if place == lines[-1][0] else []
        if not kept:
            sheet.drop(place)
        elif kept != values:
            sheet.write(place, sheet.head_of(one), listed(kept, version))
    if new and not lines:
        sheet.add(line_of("CATEGORIES", listed(new, version), version))


def _word(tag: str) -> str:
    return " ".join(tag.split()).lstrip("# ").casefold()


def _tags_of(sheet: Sheet, one: Property) -> list[str]:
    """All values of CATEGORIES, in 2.1 those between semicolons too."""
    values = values_of(one, sheet.card.version, sheet.card.encoding)
    if sheet.card.version == V2:
        values = tuple(part for value in values for part in value.split(";"))
    return [value.strip() for value in values]


def _revise_notes(sheet: Sheet, known: Collection[str], notes: Collection[str]) -> None:
    before, now = set(known), set(notes)
    if before == now:
        return
    for place, one in [*sheet.properties("NOTE")]:
        said = sheet.said_by(one).notes
        if said and now.isdisjoint(said):
            sheet.drop(place)
    for note in notes:
        if note not in before:
            sheet.add(line_of("NOTE", escaped(note, sheet.card.version), sheet.card.version))


def _revise_members(sheet: Sheet, known: Contact, contact: Contact) -> None:
    if contact.members is None or contact.members == known.members:
        return
    before, now = set(known.members or ()), set(contact.members)
    kind = [one for _, one in sheet.properties("KIND", "X-ADDRESSBOOKSERVER-KIND")][:1]
    for place, one in [*sheet.properties(*_MEMBERS)]:
        said = sheet.said_by(one, *kind).members or ()
        if said and now.isdisjoint(said):
            sheet.drop(place)
    for member in contact.members:
        if member not in before:
            sheet.add(member_line(member, sheet.card.version))


def _revise_photo(sheet: Sheet, known: Contact, contact: Contact) -> None:
    before, photo = known.photo, contact.photo
    if photo is before or (photo is not None and before is not None and photo.content == before.content):
        return
    places = [
        place
        for place, one in sheet.properties("PHOTO")
        if before is None or sheet.said_by(one).photo == before
    ]
    if photo is None:
        for place in places:
            sheet.drop(place)
        return
    if not places:
        sheet.add(photo_line("PHOTO", photo, sheet.card.version))
        return
    one = next(one for place, one in sheet.properties("PHOTO") if place == places[0])
    head = f"{one.group}.PHOTO" if one.group else "PHOTO"
    sheet.replace(places[0], photo_line(head, photo, sheet.card.version))


def _revise_revision(sheet: Sheet, at: datetime) -> None:
    place, one = next(sheet.properties("REV"), (-1, None))
    if one is None:
        sheet.add(revision_line("REV", at, sheet.card.version))
    else:
        sheet.replace(place, revision_line(sheet.head_of(one, "VALUE"), at, sheet.card.version))
