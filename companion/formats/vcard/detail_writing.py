"""Dates and the details beside a person's fields as lines of a card."""

import re
from collections.abc import Iterator

from companion.formats.vcard.encode import V3, V4, escaped, escaped_address, line_of, listed, structured
from companion.formats.vcard.labelling import label_text
from companion.model.contact import Detail, DetailKind

_WHOLE = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEARLESS = re.compile(r"--(\d{2})-(\d{2})")
_PARTIAL = re.compile(r"\d{4}(?:-\d{2})?")
_SEXES = {"male": "M", "female": "F", "other": "O", "none": "N", "unknown": "U"}
_RELATIONS = {
    *(
        "contact",
        "acquaintance",
        "friend",
        "met",
        "co-worker",
        "colleague",
        "co-resident",
        "neighbor",
        "child",
    ),
    *(
        "parent",
        "sibling",
        "spouse",
        "kin",
        "muse",
        "crush",
        "date",
        "sweetheart",
        "me",
        "agent",
        "emergency",
    ),
}
"""The values of TYPE that RELATED knows (RFC 6350, section 6.6.6)."""
_NAMES = {
    DetailKind.PHONETIC_NAME: "X-PHONETIC-FIRST-NAME",
    DetailKind.ROLE: "ROLE",
    DetailKind.LANGUAGE: "X-LANG",
}
_OTHERS = {
    "title": "TITLE",
    "maiden name": "X-MAIDENNAME",
    "birthplace": "BIRTHPLACE",
    "deathplace": "DEATHPLACE",
    "expertise": "EXPERTISE",
    "hobby": "HOBBY",
    "interest": "INTEREST",
    "pronouns": "PRONOUNS",
    "office": "X-EVOLUTION-OFFICE",
}
_OMITTED_YEAR = "1604"
"""A leap year by which Apple says that there is none."""


def date_line(name: str, day: str, version: str) -> str:
    """A day as `YYYY-MM-DD`, `--MM-DD`, `YYYY-MM` or `YYYY`, or any text, in the form of the version."""
    parameters, value = date_form(day, version)
    return line_of(name + parameters, value, version)


def date_form(day: str, version: str) -> tuple[str, str]:
    """The parameters, each with its semicolon, and the value that say this day."""
    if _WHOLE.fullmatch(day):
        return "", day.replace("-", "") if version == V4 else day
    yearless = _YEARLESS.fullmatch(day)
    if yearless is not None and version == V4:
        return "", f"--{yearless[1]}{yearless[2]}"
    if yearless is not None and version == V3:
        return f";X-APPLE-OMIT-YEAR={_OMITTED_YEAR}", f"{_OMITTED_YEAR}-{yearless[1]}-{yearless[2]}"
    if yearless is not None or _PARTIAL.fullmatch(day):
        return "", day
    return ";VALUE=text", escaped(day, version)


def detail_lines(detail: Detail, version: str, group: str) -> Iterator[str]:
    """The lines that say one detail; `group` (`item1.`) binds its label to it where it has one."""
    if detail.kind is DetailKind.ANNIVERSARY and version == V4:
        yield date_line("ANNIVERSARY", detail.value, version)
    elif detail.kind in (DetailKind.ANNIVERSARY, DetailKind.DATE):
        label = "anniversary" if detail.kind is DetailKind.ANNIVERSARY else detail.label
        # An Apple property: in the form of 3.0, of which Apple knows no other.
        yield date_line(f"{group}X-ABDATE", detail.value, V3)
        yield from _label(label, version, group)
    elif detail.kind is DetailKind.RELATED:
        yield from _related(detail, version, group)
    elif detail.kind is DetailKind.GENDER:
        yield _gender(detail.value, version)
    elif detail.kind is DetailKind.NICKNAME:
        yield line_of("NICKNAME", listed((detail.value,), version), version)
    elif detail.kind is DetailKind.OTHER:
        yield from _other(detail, version, group)
    else:
        name = _NAMES[detail.kind]
        name = name.removeprefix("X-") if version == V4 and detail.kind is DetailKind.LANGUAGE else name
        yield line_of(name, escaped(detail.value, version), version)


def _related(detail: Detail, version: str, group: str) -> Iterator[str]:
    value = escaped(detail.value, version)
    if version == V4 and (detail.label is None or detail.label in _RELATIONS):
        types = f";TYPE={detail.label}" if detail.label else ""
        yield line_of(f"RELATED{types};VALUE=text", value, version)
        return
    yield line_of(f"{group}{'RELATED;VALUE=text' if version == V4 else 'X-ABRELATEDNAMES'}", value, version)
    yield from _label(detail.label, version, group)


def _label(label: str | None, version: str, group: str) -> Iterator[str]:
    if label:
        yield line_of(f"{group}X-ABLabel", escaped(label_text(label), version), version)


def _other(detail: Detail, version: str, group: str) -> Iterator[str]:
    if detail.label in _OTHERS:
        yield line_of(_OTHERS[detail.label], escaped(detail.value, version), version)
    elif detail.label == "organisation":
        yield line_of("ORG", structured((detail.value,), version), version)
    elif detail.label == "photo":
        yield line_of("PHOTO;VALUE=uri", escaped_address(detail.value, version), version)
    else:
        # What people keep under words of their own has no property in any version.
        yield line_of(f"{group}X-CUSTOM", escaped(detail.value, version), version)
        yield from _label(detail.label, version, group)


def _gender(gender: str, version: str) -> str:
    """In 4.0 the letter of a sex or else words (RFC 6350, section 6.2.7), before it the words that programs use."""
    sex = _SEXES.get(gender.lower())
    if version == V4:
        return line_of("GENDER", sex or structured(("", gender), version), version)
    return line_of("X-GENDER", structured((gender,) if sex else ("", gender), version), version)
