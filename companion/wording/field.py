"""What the fields of people and the columns of tables are called."""

from collections.abc import Mapping
from types import MappingProxyType

from companion.formats.table.field import Field, choice_in
from companion.model.contact import Detail, DetailKind
from companion.model.source_card import SourceCard
from companion.wording.phrase import mark

PERSON_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "name": mark("Field", "Name"),
        "title": mark("Field", "Title"),
        "organisation": mark("Field", "Organisation"),
        "birthday": mark("Field", "Birthday"),
        "photo": mark("Field", "Photo"),
        "email": mark("Field", "E-mail"),
        "phone": mark("Field", "Phone"),
        "url": mark("Field", "Web address"),
        "address": mark("Field", "Address"),
        "im": mark("Field", "Messenger"),
        "badge": mark("Field", "Badge number"),
        "tag": mark("Field", "Tag"),
        "note": mark("Field", "Note"),
        "need": mark("Field", "Need"),
        "offer": mark("Field", "Offer"),
    }
)
"""Fields of a person, kinds of contact points and of what is known of them, as a line of changes names them."""

COLUMN_FIELDS: Mapping[Field, str] = MappingProxyType(
    {
        Field.NAME: mark("Field", "Name"),
        Field.FIRST_NAME: mark("Field", "First name"),
        Field.MIDDLE_NAME: mark("Field", "Middle name"),
        Field.LAST_NAME: mark("Field", "Last name"),
        Field.PREFIX: mark("Field", "Name prefix"),
        Field.SUFFIX: mark("Field", "Name suffix"),
        Field.NICKNAME: mark("Field", "Nickname"),
        Field.TITLE: mark("Field", "Title"),
        Field.ROLE: mark("Field", "Role"),
        Field.ORGANISATION: mark("Field", "Organisation"),
        Field.DEPARTMENT: mark("Field", "Department"),
        Field.EMAIL: mark("Field", "E-mail"),
        Field.EMAIL_LABEL: mark("Field", "E-mail: label"),
        Field.PHONE: mark("Field", "Phone"),
        Field.PHONE_LABEL: mark("Field", "Phone: label"),
        Field.URL: mark("Field", "Web address"),
        Field.URL_LABEL: mark("Field", "Web address: label"),
        Field.IM: mark("Field", "Messenger"),
        Field.IM_LABEL: mark("Field", "Messenger: service"),
        Field.ADDRESS: mark("Field", "Address"),
        Field.ADDRESS_LABEL: mark("Field", "Address: label"),
        Field.STREET: mark("Field", "Street"),
        Field.PO_BOX: mark("Field", "PO box"),
        Field.CITY: mark("Field", "City"),
        Field.REGION: mark("Field", "State or region"),
        Field.POSTAL_CODE: mark("Field", "Postal code"),
        Field.COUNTRY: mark("Field", "Country"),
        Field.BIRTHDAY: mark("Field", "Birthday"),
        Field.BIRTH_DAY: mark("Field", "Birthday: day"),
        Field.BIRTH_MONTH: mark("Field", "Birthday: month"),
        Field.BIRTH_YEAR: mark("Field", "Birthday: year"),
        Field.DATE: mark("Field", "Another date"),
        Field.DATE_LABEL: mark("Field", "Another date: label"),
        Field.RELATED: mark("Field", "Related person"),
        Field.RELATED_LABEL: mark("Field", "Related person: label"),
        Field.PHONETIC_NAME: mark("Field", "Phonetic name"),
        Field.CUSTOM: mark("Field", "Anything else"),
        Field.CUSTOM_LABEL: mark("Field", "Anything else: label"),
        Field.TAGS: mark("Field", "Tags"),
        Field.NOTES: mark("Field", "Notes"),
        Field.NEEDS: mark("Field", "Needs"),
        Field.OFFERS: mark("Field", "Offers"),
        Field.MET_AT: mark("Field", "Met at"),
        Field.MET_ON: mark("Field", "Met on"),
        Field.STARRED: mark("Field", "Starred"),
        Field.UID: mark("Field", "Identifier"),
        Field.IGNORE: mark("Field", "Not imported"),
    }
)

DETAILS: Mapping[DetailKind, str] = MappingProxyType(
    {
        DetailKind.NICKNAME: mark("Detail", "Nickname"),
        DetailKind.PHONETIC_NAME: mark("Detail", "Spoken name"),
        DetailKind.ROLE: mark("Detail", "Role"),
        DetailKind.ANNIVERSARY: mark("Detail", "Anniversary"),
        DetailKind.DATE: mark("Detail", "Date"),
        DetailKind.RELATED: mark("Detail", "Related"),
        DetailKind.GENDER: mark("Detail", "Gender"),
        DetailKind.LANGUAGE: mark("Detail", "Language"),
        DetailKind.OTHER: mark("Detail", "Also"),
    }
)


def detail_words(detail: Detail) -> str:
    """What a detail of a card is called: "Nickname", "Related (sister)", "Hobby", "Connected on"."""
    words = DETAILS[detail.kind]
    if detail.kind in (DetailKind.OTHER, DetailKind.DATE) and detail.label:
        return detail.label[:1].upper() + detail.label[1:]
    return f"{words} ({detail.label})" if detail.label else words


def card_words(source: SourceCard, day: str) -> str:
    """Where details come from: "From a card imported 12 May"; without the day where it is not known."""
    if source.is_paper:
        said, alone = mark("Detail", "From a paper card, {day}"), mark("Detail", "From a paper card")
    elif source.is_text:
        said, alone = mark("Detail", "From a code read {day}"), mark("Detail", "From a code")
    elif source.is_row:
        said, alone = mark("Detail", "From a table imported {day}"), mark("Detail", "From an imported table")
    else:
        said, alone = mark("Detail", "From a card imported {day}"), mark("Detail", "From an imported card")
    return said.format(day=day) if day else alone


def column_words(choice: str) -> str:
    """What a column is read as, from the form in which a mapping holds it: "Phone (mobile)", "Street (work, 2)"."""
    read = choice_in(choice)
    if read is None:
        return choice
    extra = [part for part in (read.label, str(read.group) if read.group > 1 else "") if part]
    words = COLUMN_FIELDS[read.field]
    return f"{words} ({', '.join(extra)})" if extra else words
