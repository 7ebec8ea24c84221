"""MECARD: the card of NTT Docomo, as entries."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from companion.formats.payload.entry import entries_of, pieces_of, plain
from companion.formats.payload.fitting import person, point
from companion.formats.payload.said import Said
from companion.formats.payload.spelling import joined, name_of, without_scheme
from companion.formats.vcard.calendar_day import day_of
from companion.model.capture import ContactPhrase
from companion.model.contact import Contact, Detail, DetailKind
from companion.model.payload import Payload
from companion.model.person import ContactKind
from companion.model.problem import ProblemCode

_POINTS: Mapping[str, tuple[ContactKind, str | None]] = MappingProxyType(
    {
        "TEL": (ContactKind.PHONE, None),
        "TEL-AV": (ContactKind.PHONE, "video"),
        "EMAIL": (ContactKind.EMAIL, None),
        "URL": (ContactKind.URL, None),
        "ADR": (ContactKind.ADDRESS, None),
    }
)
_PARTS_OF_ADDRESS = 7
_TAKEN = frozenset({*_POINTS, "N", "SOUND", "ORG", "DIV", "TITLE", "NOTE", "BDAY", "NICKNAME"})


def read(said: Said) -> Payload | None:
    """A person: each entry may stand several times, and what has no meaning for us is a detail."""
    entries = entries_of(said.rest)

    def listed(key: str) -> Sequence[str]:
        return [plain(value) for value in entries.get(key, ())]

    names = [name_of(_parts(value)) for value in entries.get("N", ())]
    birthdays = listed("BDAY")
    birthday = next((day for text in birthdays if (day := day_of(text)) is not None), None)
    for text in birthdays if birthday is None else ():
        said.remark(ProblemCode.BAD_VALUE, text, "BDAY")
    contact = Contact(
        name=names[0] if names else "",
        title=joined(listed("TITLE")),
        organisation=joined([*listed("ORG"), *listed("DIV")]),
        points=tuple(_points(entries)),
        birthday=birthday,
        notes=tuple(listed("NOTE")),
        details=(
            *(Detail(DetailKind.NICKNAME, text) for text in listed("NICKNAME")),
            *(Detail(DetailKind.PHONETIC_NAME, name_of(_parts(text))) for text in entries.get("SOUND", ())),
            *(Detail(DetailKind.OTHER, text, "name") for text in names[1:]),
            *(
                Detail(DetailKind.OTHER, text, key.lower())
                for key in entries
                if key not in _TAKEN
                for text in listed(key)
            ),
        ),
    )
    return person(said, contact)


def _parts(value: str) -> Sequence[str]:
    return [plain(part).strip() for part in pieces_of(value, ",")]


def _points(entries: Mapping[str, Sequence[str]]) -> Iterator[ContactPhrase]:
    for key, (kind, label) in _POINTS.items():
        for value in entries.get(key, ()):
            text = _address(value) if key == "ADR" else without_scheme(plain(value))
            yield point(kind, text, label)


def _address(value: str) -> str:
    """Post box, extension, street, place, region, code, country, or fewer parts as they are written."""
    parts = [part.strip() for text in pieces_of(value, ",") for part in plain(text).split("\n")]
    if len(parts) == _PARTS_OF_ADDRESS:
        box, extension, street, *place = parts
        parts = [street, extension, box, *place]
    return ", ".join(part for part in parts if part)
