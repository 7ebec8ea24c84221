"""A contact as a card of its own, for programs that know nothing of us."""

import re
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime

from companion.formats.vcard.detail_writing import date_line, detail_lines
from companion.formats.vcard.encode import V2, V3, V4, escaped, line_of, listed, structured
from companion.formats.vcard.fold import folded
from companion.formats.vcard.name import NameParts, parts_of
from companion.formats.vcard.point_writing import point_lines, written_points
from companion.model.contact import Contact, Photo

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_URI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s]+", re.IGNORECASE)
_NAMELESS = "-"


def write_card(contact: Contact, *, version: str = V3, revised_at: datetime | None = None) -> bytes:
    """What a contact says as one card of vCard 2.1, 3.0 or 4.0, in UTF-8 with CRLF at the ends of lines.

    `revised_at` (aware) becomes REV. Needs, offers and where they were met are private: never written.
    """
    lines = ["BEGIN:VCARD", f"VERSION:{version}"]
    lines += _identity(contact, version)
    lines += _points(contact, version)
    lines += _about(contact, version)
    if contact.photo is not None:
        lines.append(photo_line("PHOTO", contact.photo, version))
    if revised_at is not None:
        lines.append(revision_line("REV", revised_at, version))
    lines.append("END:VCARD\r\n")
    return "\r\n".join(lines).encode(errors="replace")


def formatted_name(contact: Contact) -> str:
    """What FN says, which is never empty: the name, else the organisation, else an address or number."""
    if contact.name.strip():
        return contact.name
    values = (contact.organisation or "", *(point.value for point in written_points(contact.points)))
    return next((text for text in values if text.strip()), _NAMELESS)


def name_parts(contact: Contact) -> NameParts:
    """What N says: nothing for a card that is an organisation's, whose name has no parts."""
    is_organisation = not contact.name or contact.name == contact.organisation
    return NameParts() if is_organisation else parts_of(contact.name)


def _identity(contact: Contact, version: str) -> Iterator[str]:
    if contact.uid:
        yield uid_line(contact.uid, version)
    if contact.members is not None:
        yield "KIND:group" if version == V4 else "X-ADDRESSBOOKSERVER-KIND:group"
    yield line_of("N", structured(name_parts(contact), version), version)
    yield line_of("FN", escaped(formatted_name(contact), version), version)
    if contact.organisation:
        yield line_of("ORG", structured((contact.organisation,), version), version)
    if contact.title:
        yield line_of("TITLE", escaped(contact.title, version), version)


def _points(contact: Contact, version: str) -> list[str]:
    """Every contact point; the first of several of a kind as the preferred one."""
    points = written_points(contact.points)
    kinds = [point.kind for point in points]
    lines: list[str] = []
    for place, kind in enumerate(kinds):
        is_preferred = kinds.count(kind) > 1 and kinds.index(kind) == place
        lines += point_lines(points[place], version, f"item{place + 1}.", is_preferred=is_preferred)
    return lines


def _about(contact: Contact, version: str) -> Iterator[str]:
    if contact.birthday:
        yield date_line("BDAY", contact.birthday, version)
    if contact.tags:
        yield line_of("CATEGORIES", listed(contact.tags, version), version)
    for note in contact.notes:
        yield line_of("NOTE", escaped(note, version), version)
    for member in contact.members or ():
        yield member_line(member, version)
    for place, detail in enumerate(contact.details, start=len(contact.points) + 1):
        yield from detail_lines(detail, version, f"item{place}.")


def uid_line(uid: str, version: str) -> str:
    """A UID; in 4.0 a URI unless it says that it is text (RFC 6350, section 6.7.6)."""
    if version != V4:
        return line_of("UID", escaped(uid, version), version)
    if _UUID.fullmatch(uid):
        return f"UID:urn:uuid:{uid}"
    return line_of("UID" if _URI.fullmatch(uid) else "UID;VALUE=text", escaped(uid, version), version)


def member_line(uid: str, version: str) -> str:
    """A member of a group: a URI (RFC 6350, section 6.6.5), in older versions as Apple writes it."""
    name = "MEMBER" if version == V4 else "X-ADDRESSBOOKSERVER-MEMBER"
    return line_of(name, escaped(uid if _URI.fullmatch(uid) else f"urn:uuid:{uid}", version), version)


def revision_line(head: str, at: datetime, version: str) -> str:
    """When the card was last changed, in UTC."""
    return f"{head}:{at.astimezone(UTC):{'%Y-%m-%dT%H:%M:%SZ' if version == V3 else '%Y%m%dT%H%M%SZ'}}"


def photo_line(head: str, photo: Photo, version: str) -> str:
    """A photo in the card, with the blank line behind it by which older programs know its end."""
    content = b64encode(photo.content).decode("ascii")
    if version == V4:
        return folded(f"{head}:data:{photo.media_type};base64,{content}")
    encoding = "BASE64" if version == V2 else "b"
    kind = photo.media_type.rpartition("/")[2].upper()
    return folded(f"{head};ENCODING={encoding};TYPE={kind}:{content}") + "\r\n"
