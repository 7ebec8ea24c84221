"""BIZCARD, and the card that phones of KDDI write."""

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from companion.formats.payload.entry import entries_of, plain
from companion.formats.payload.fitting import person, point
from companion.formats.payload.said import Said
from companion.formats.payload.spelling import joined, without_scheme
from companion.model.contact import Contact, Detail, DetailKind
from companion.model.payload import Payload
from companion.model.person import ContactKind

_POINTS: Mapping[str, tuple[ContactKind, str | None]] = MappingProxyType(
    {
        "B": (ContactKind.PHONE, "work"),
        "M": (ContactKind.PHONE, "mobile"),
        "F": (ContactKind.PHONE, "fax"),
        "E": (ContactKind.EMAIL, None),
        "W": (ContactKind.URL, None),
        "A": (ContactKind.ADDRESS, None),
    }
)
_TAKEN = frozenset({*_POINTS, "N", "X", "T", "C"})
_KDDI_LINE = re.compile(r"(MEMORY|NAME[12]|MAIL[1-3]|TEL[1-3]|ADD)[ \t]*+:([^\r\n]*+)", re.IGNORECASE)
_KDDI_NAME = re.compile(r"[\r\n][ \t]*+NAME1[ \t]*+:", re.IGNORECASE)


def read(said: Said) -> Payload | None:
    """BIZCARD: first and last name, title, company, address, phones, e-mail."""
    entries = entries_of(said.rest)

    def listed(key: str) -> Sequence[str]:
        return [plain(value).strip() for value in entries.get(key, ())]

    contact = Contact(
        name=" ".join([*listed("N")[:1], *listed("X")[:1]]),
        title=joined(listed("T")),
        organisation=joined(listed("C")),
        points=tuple(
            point(kind, without_scheme(value), label)
            for key, (kind, label) in _POINTS.items()
            for value in listed(key)
        ),
        details=tuple(
            Detail(DetailKind.OTHER, value, key.lower())
            for key in entries
            if key not in _TAKEN
            for value in listed(key)
        ),
    )
    return person(said, contact)


def read_kddi(said: Said) -> Payload | None:
    """Lines that begin with `MEMORY:` and say `NAME1:`; any other text that begins so is none."""
    if _KDDI_NAME.search(said.body) is None:
        return None
    lines: dict[str, list[str]] = {}
    for text in re.split(r"[\r\n]+", said.body):
        found = _KDDI_LINE.fullmatch(text.strip())
        if found is not None and found[2].strip():
            lines.setdefault(found[1].upper(), []).append(found[2].strip())

    def listed(*keys: str) -> Sequence[str]:
        return [value for key in keys for value in lines.get(key, ())]

    contact = Contact(
        name=" ".join(listed("NAME1")[:1]),
        points=(
            *(point(ContactKind.EMAIL, value) for value in listed("MAIL1", "MAIL2", "MAIL3")),
            *(point(ContactKind.PHONE, value) for value in listed("TEL1", "TEL2", "TEL3")),
            *(point(ContactKind.ADDRESS, value) for value in listed("ADD")),
        ),
        notes=tuple(listed("MEMORY")),
        details=tuple(Detail(DetailKind.PHONETIC_NAME, value) for value in listed("NAME2")),
    )
    return person(said, contact)
