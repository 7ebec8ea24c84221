"""What the cell of a badge can be taken for, in words."""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from companion.formats.table.field import Field
from companion.model.payload import BadgeField
from companion.wording.field import COLUMN_FIELDS, PERSON_FIELDS

_WORDS: Mapping[BadgeField, str] = MappingProxyType(
    {
        BadgeField.NAME: PERSON_FIELDS["name"],
        BadgeField.FIRST_NAME: COLUMN_FIELDS[Field.FIRST_NAME],
        BadgeField.LAST_NAME: COLUMN_FIELDS[Field.LAST_NAME],
        BadgeField.TITLE: PERSON_FIELDS["title"],
        BadgeField.ORGANISATION: PERSON_FIELDS["organisation"],
        BadgeField.EMAIL: PERSON_FIELDS["email"],
        BadgeField.PHONE: PERSON_FIELDS["phone"],
        BadgeField.URL: PERSON_FIELDS["url"],
        BadgeField.ADDRESS: PERSON_FIELDS["address"],
        BadgeField.BADGE: PERSON_FIELDS["badge"],
    }
)


def fields() -> tuple[tuple[str, str], ...]:
    """What can be chosen, in words, and its value."""
    nothing = QCoreApplication.translate("ScanBadge", "Not taken over")
    return tuple((_WORDS.get(field, nothing), field.value) for field in BadgeField)
