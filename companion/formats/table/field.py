"""What a column of a table may hold, and how a mapping says it."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """A field that a mapping may name; the values are those of `import --map COLUMN=FIELD`."""

    NAME = "name"
    FIRST_NAME = "first_name"
    MIDDLE_NAME = "middle_name"
    LAST_NAME = "last_name"
    PREFIX = "prefix"
    SUFFIX = "suffix"
    NICKNAME = "nickname"
    TITLE = "title"
    ROLE = "role"
    ORGANISATION = "organisation"
    DEPARTMENT = "department"
    EMAIL = "email"
    EMAIL_LABEL = "email_label"
    """What the e-mail address of the same group is called; likewise the other labels."""
    PHONE = "phone"
    PHONE_LABEL = "phone_label"
    URL = "url"
    URL_LABEL = "url_label"
    IM = "im"
    IM_LABEL = "im_label"
    """The service of a messenger."""
    ADDRESS = "address"
    """A whole address; its parts follow, each an address of its own group and label."""
    ADDRESS_LABEL = "address_label"
    STREET = "street"
    PO_BOX = "po_box"
    CITY = "city"
    REGION = "region"
    POSTAL_CODE = "postal_code"
    COUNTRY = "country"
    BIRTHDAY = "birthday"
    BIRTH_DAY = "birth_day"
    BIRTH_MONTH = "birth_month"
    BIRTH_YEAR = "birth_year"
    DATE = "date"
    """Another day in somebody's life, called by its label."""
    DATE_LABEL = "date_label"
    RELATED = "related"
    """Somebody's spouse, assistant …, as the label says."""
    RELATED_LABEL = "related_label"
    PHONETIC_NAME = "phonetic_name"
    """How a name is spoken, or a part of it."""
    CUSTOM = "custom"
    """What the user of another program keeps under a label of their own."""
    CUSTOM_LABEL = "custom_label"
    TAGS = "tags"
    NOTES = "notes"
    NEEDS = "needs"
    OFFERS = "offers"
    MET_AT = "met_at"
    """The name of the event."""
    MET_ON = "met_on"
    STARRED = "starred"
    UID = "uid"
    """By which whoever wrote the table knows the person again."""
    IGNORE = "ignore"


FIELDS: tuple[Field, ...] = tuple(Field)
"""All that a column can be, in the order in which they are offered."""

SEVERAL = frozenset(
    {
        *(Field.EMAIL, Field.PHONE, Field.URL, Field.IM, Field.ADDRESS, Field.STREET, Field.DATE),
        *(Field.RELATED, Field.PHONETIC_NAME, Field.CUSTOM),
        *(Field.TAGS, Field.NOTES, Field.NEEDS, Field.OFFERS, Field.IGNORE),
    }
)
"""The fields that several columns can be without being of different groups."""

IDENTIFYING = frozenset(
    {
        *(Field.NAME, Field.FIRST_NAME, Field.MIDDLE_NAME, Field.LAST_NAME),
        *(Field.ORGANISATION, Field.EMAIL, Field.PHONE),
    }
)
"""The fields one of which a row must have to be about somebody."""

LABEL_OF = {
    Field.EMAIL: Field.EMAIL_LABEL,
    Field.PHONE: Field.PHONE_LABEL,
    Field.URL: Field.URL_LABEL,
    Field.IM: Field.IM_LABEL,
    Field.ADDRESS: Field.ADDRESS_LABEL,
    Field.DATE: Field.DATE_LABEL,
    Field.RELATED: Field.RELATED_LABEL,
    Field.CUSTOM: Field.CUSTOM_LABEL,
}
"""Which field calls a point, a day, a person or a value by its label."""

ADDRESS_PARTS = (*(Field.STREET, Field.PO_BOX, Field.CITY, Field.REGION, Field.POSTAL_CODE, Field.COUNTRY),)
"""In the order in which an address is written."""

_WRITTEN = re.compile(r"(?P<field>[^:#]+)(?::(?P<label>[^#]*))?(?:#(?P<group>\d{1,4}))?")


@dataclass(frozen=True, slots=True)
class FieldChoice:
    """What one column is read as."""

    field: Field
    label: str | None = None
    """What its values are called, such as `work` or `mobile`."""
    group: int = 0
    """Columns of one group belong together: `E-mail 2 - Type` and `E-mail 2 - Value`."""

    def __str__(self) -> str:
        """The form in which a mapping is kept and typed: `phone`, `phone:mobile`, `street:home#2`."""
        label = f":{self.label}" if self.label else ""
        return f"{self.field.value}{label}{f'#{self.group}' if self.group else ''}"


def choice_in(text: str) -> FieldChoice | None:
    """The choice that `str(choice)` wrote or somebody typed (`First name`, `phone:mobile`); None for no field."""
    match = _WRITTEN.fullmatch(text.strip())
    if match is None:
        return None
    name = re.sub(r"[\s-]+", "_", match["field"].strip().lower())
    label = (match["label"] or "").strip() or None
    return FieldChoice(Field(name), label, int(match["group"] or 0)) if name in FIELDS else None
