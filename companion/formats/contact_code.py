"""A contact as the text of a code: short enough for one that is scanned at arm's length."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from companion.formats.payload.shown import LONGEST, one_line
from companion.formats.payload.spelling import name_of
from companion.formats.vcard.detail_writing import date_form
from companion.formats.vcard.encode import V3, escaped, escaped_address, escaped_component, listed, structured
from companion.formats.vcard.labelling import labelling_of
from companion.formats.vcard.name import parts_of
from companion.formats.vcard.point_writing import phone_text, point_lines, written_points
from companion.formats.vcard.write import formatted_name, name_parts
from companion.model.capture import ContactPhrase
from companion.model.contact import Contact
from companion.model.my_card import CardForm
from companion.model.person import ContactKind

ROOM, ROOM_FOR_ASCII = 212, 213
"""Bytes of text in a code of version 10 at correction M, without and with nothing but ASCII (ISO/IEC 18004, table 7)."""

_UNSAID = {"VOICE", "INTERNET"}
"""Types that say nothing: a phone is for speaking."""
_WHOLE_DAY = len("2000-05-12")
_SPECIAL = str.maketrans({char: f"\\{char}" for char in "\\;:,"})
_KEYS: Mapping[ContactKind, str] = MappingProxyType(
    {
        ContactKind.PHONE: "TEL",
        ContactKind.EMAIL: "EMAIL",
        ContactKind.URL: "URL",
        ContactKind.ADDRESS: "ADR",
    }
)


@dataclass(frozen=True, slots=True)
class ContactCode:
    """The text of a code, and what it says."""

    text: str
    contact: Contact
    """All that is in it, and nothing else."""
    left_out: tuple[str, ...] = ()
    """What of `fields` is not in it, since it would be too long."""
    less: tuple[ContactPhrase, ...] = ()
    """The contact points that are not in it although others of their kind are."""

    @property
    def fields(self) -> tuple[str, ...]:
        """What it holds: `name`, `title`, `organisation`, kinds of contact points, `birthday`, `tags`."""
        return fields_of(self.contact)

    @property
    def fits(self) -> bool:
        """Whether a code of version 10 at correction M has room for it."""
        return len(self.text.encode(errors="replace")) <= (ROOM_FOR_ASCII if self.text.isascii() else ROOM)


def fields_of(contact: Contact) -> tuple[str, ...]:
    """What a contact holds that a code or card may say, in the order in which it is named."""
    fields = ["name"]
    fields += [name for name in ("title", "organisation") if getattr(contact, name)]
    fields += dict.fromkeys(one.kind.value for one in contact.points)
    fields += [name for name in ("birthday", "tags") if getattr(contact, name)]
    return tuple(fields)


def contact_code(
    contact: Contact, form: CardForm = CardForm.VCARD, *, keeps_fields: bool = False
) -> ContactCode:
    """A contact as vCard 3.0 or MECARD, with as much of it as fits into version 10.

    Dropped are, in this order: UID, all addresses but the first, birthday, tags, the address, messengers, all links but
    the first, then all e-mail addresses and phone numbers but the first, the types of contact points, title,
    organisation, the link, and of number and e-mail address the longer one, where the other one fits then; never the
    name and the last of these two.
    With `keeps_fields` only what is no field is dropped: UID and types. Photos, notes, needs, offers and the numbers of
    badges are never in it. Each text is on one line, and of at most 500 characters.
    """
    write, whole = _WRITERS[form], _public(contact, form)
    draft = whole
    drafts = _shorter(whole, keeps_fields=keeps_fields)
    while not (code := ContactCode(write(draft), draft)).fits and (shorter := next(drafts, None)) is not None:
        draft = shorter
    if not code.fits and not keeps_fields:
        # Where even that is too much, a way to reach somebody would be lost for nothing.
        one_way = _one_way(draft)
        last = ContactCode(write(one_way), one_way)
        code = last if last.fits else code
    return _with_losses(code, whole)


def _with_losses(code: ContactCode, whole: Contact) -> ContactCode:
    """The code, and what of the contact is not in it."""
    lost = tuple(name for name in fields_of(whole) if name not in code.fields)
    kept = {(one.kind, one.value) for one in code.contact.points}
    less = [one for one in whole.points if (one.kind, one.value) not in kept and one.kind.value not in lost]
    return replace(code, left_out=lost, less=tuple(less))


def _public(contact: Contact, form: CardForm) -> Contact:
    """What may be said, in the form in which it will be read."""
    points = [_point(one, form) for one in written_points(contact.points)]
    once = {(one.kind, one.value.casefold()): one for one in reversed(points)}
    kept = [
        one
        for one in points
        if once[one.kind, one.value.casefold()] is one
        and one.value
        and (form is CardForm.VCARD or one.kind in _KEYS)
    ]
    public = Contact(
        name=_line(contact.name),
        title=_line(contact.title or "") or None,
        organisation=_line(contact.organisation or "") or None,
        points=tuple(kept),
    )
    named = replace(public, name=_line(formatted_name(public)))
    if form is CardForm.MECARD:
        is_whole = len(contact.birthday or "") == _WHOLE_DAY
        return replace(named, birthday=contact.birthday if is_whole else None)
    return replace(
        named,
        birthday=contact.birthday,
        tags=tuple(dict.fromkeys(tag for one in contact.tags if (tag := _line(one)))),
        uid=_line(contact.uid or "").removeprefix("urn:uuid:") or None,
    )


def _line(text: str) -> str:
    return one_line(text)[:LONGEST].rstrip()


def _point(point: ContactPhrase, form: CardForm) -> ContactPhrase:
    """A contact point with the label that the code can say."""
    value = _line(_number(point) if point.kind is ContactKind.PHONE else point.value)
    label = point.label
    if point.kind is not ContactKind.IM and (
        form is CardForm.MECARD or labelling_of(point.kind, label).text is not None
    ):
        label = None
    return ContactPhrase(point.kind, value, value, label)


def _number(point: ContactPhrase) -> str:
    """The number without the blanks that it was typed with, and with its extension."""
    return phone_text(replace(point, typed=point.typed.strip().removeprefix("+")))


def _shorter(contact: Contact, *, keeps_fields: bool) -> Iterator[Contact]:
    """The contact without one thing, and each time without one more."""
    for drop in _FORMALITIES if keeps_fields else _DROPPED:
        for shorter in drop(contact):
            contact = shorter
            yield contact


_Drop = Callable[[Contact], Iterator[Contact]]


def _without(**fields: Any) -> _Drop:
    def drop(contact: Contact) -> Iterator[Contact]:
        yield replace(contact, **fields)

    return drop


def _first(kind: ContactKind, count: int = 1) -> _Drop:
    """Without the last of a kind, until there are so many."""

    def drop(contact: Contact) -> Iterator[Contact]:
        points = contact.points
        of_kind = [one for one in points if one.kind is kind]
        for last in reversed(of_kind[count:]):
            points = tuple(one for one in points if one is not last)
            yield replace(contact, points=points)

    return drop


def _types(contact: Contact) -> Iterator[Contact]:
    points = (one if one.kind is ContactKind.IM else replace(one, label=None) for one in contact.points)
    yield replace(contact, points=tuple(points))


def _one_way(contact: Contact) -> Contact:
    """With the shorter one of number and e-mail address."""
    ways = sorted(contact.points, key=lambda one: len(one.value))
    return replace(contact, points=tuple(ways[:1]))


_FORMALITIES: tuple[_Drop, ...] = (_without(uid=None), _types)
_DROPPED: tuple[_Drop, ...] = (
    _without(uid=None),
    _first(ContactKind.ADDRESS),
    _without(birthday=None),
    _without(tags=()),
    _first(ContactKind.ADDRESS, 0),
    _first(ContactKind.IM, 0),
    _first(ContactKind.URL),
    _first(ContactKind.EMAIL),
    _first(ContactKind.PHONE),
    _types,
    _without(title=None),
    _without(organisation=None),
    _first(ContactKind.URL, 0),
)


def _vcard(contact: Contact) -> str:
    """Lines that are not folded, since not every reader of codes joins them again; the last one has an end too.

    ZXing loses what stands in a last line without one.
    """
    lines = ["BEGIN:VCARD", f"VERSION:{V3}"]
    lines += _vcard_lines(contact)
    lines.append("END:VCARD\r\n")
    return "\r\n".join(lines)


def _vcard_lines(contact: Contact) -> Iterator[str]:
    yield f"N:{structured(name_parts(contact), V3)}"
    yield f"FN:{escaped(contact.name, V3)}"
    if contact.organisation:
        yield f"ORG:{structured((contact.organisation,), V3)}"
    if contact.title:
        yield f"TITLE:{escaped(contact.title, V3)}"
    for point in contact.points:
        yield _vcard_point(point)
    if contact.birthday:
        parameters, value = date_form(contact.birthday, V3)
        yield f"BDAY{parameters}:{value}"
    if contact.tags:
        yield f"CATEGORIES:{listed(contact.tags, V3)}"
    if contact.uid:
        yield f"UID:{escaped(contact.uid, V3)}"


def _vcard_point(point: ContactPhrase) -> str:
    if point.kind is ContactKind.IM:
        (line,) = point_lines(point, V3, "")
        return line.replace("\r\n ", "")
    types = [one for one in labelling_of(point.kind, point.label).types if one not in _UNSAID]
    head = _KEYS[point.kind] + (f";TYPE={','.join(types)}" if types else "")
    if point.kind is ContactKind.ADDRESS:
        return f"{head}:;;{escaped_component(point.value, V3)};;;;"
    escape = escaped_address if point.kind is ContactKind.URL else escaped
    return f"{head}:{escape(point.value, V3)}"


def _mecard(contact: Contact) -> str:
    return f"MECARD:{''.join(f'{key}:{value};' for key, value in _entries(contact))};"


def _entries(contact: Contact) -> Iterator[tuple[str, str]]:
    yield "N", ",".join(_escaped_entry(part) for part in _name_of_entry(contact.name))
    for kind, key in _KEYS.items():
        yield from ((key, _escaped_entry(one.value)) for one in contact.points if one.kind is kind)
    if contact.organisation:
        yield "ORG", _escaped_entry(contact.organisation)
    if contact.title:
        yield "TITLE", _escaped_entry(contact.title)
    if contact.birthday:
        yield "BDAY", contact.birthday.replace("-", "")


def _name_of_entry(name: str) -> tuple[str, ...]:
    """Family name and the rest, where the name is read again of them as it is; else the name whole."""
    family = parts_of(name).family
    pieces = (family, name.removesuffix(family).rstrip())
    return pieces if family and name_of(pieces) == name else (name,)


def _escaped_entry(text: str) -> str:
    return text.translate(_SPECIAL)


_WRITERS: Mapping[CardForm, Callable[[Contact], str]] = MappingProxyType(
    {CardForm.VCARD: _vcard, CardForm.MECARD: _mecard}
)
