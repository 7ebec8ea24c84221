"""What a card says of a person, whichever program wrote it: all its dialects come to one kind of contact."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from companion.formats.vcard import contact_point, particular
from companion.formats.vcard.card import Card, Property
from companion.formats.vcard.columns import Columns
from companion.formats.vcard.contact_point import SPARE_HANDLERS
from companion.formats.vcard.gathering import MOST_SHOWN, Gathered, Handler, Ranked, Way
from companion.formats.vcard.line import head_of
from companion.formats.vcard.messenger import service_of_property
from companion.formats.vcard.role import LEAST_PREFERRED, Role, own_label, role_of
from companion.formats.vcard.shown import LONGEST_LINE, LONGEST_NOTE, one_line, paragraph
from companion.formats.vcard.value import lists_of
from companion.model.capture import ContactPhrase
from companion.model.contact import Contact, DetailKind
from companion.model.person import ContactKind
from companion.model.problem import Problem, ProblemCode, offending

_MOST_HEADS = 4096
_LONGEST_HEAD = 200
_PARTS_OF_NAME = 5
_QUOTED = 80
_URN = "urn:uuid:"
_NO_HEAD = ("", "", "")
_Head = str | tuple[str, str, str]
"""What stands before a colon, in one or in its parts."""


def contact_from(card: Card) -> tuple[Contact | None, tuple[Problem, ...]]:
    """The contact of a card, and every problem of it, those of its lines first.

    None for the contact when the card passes a limit, or has neither name, organisation, e-mail nor phone.
    """
    if card.problems and card.is_refused:
        return None, card.problems
    if card.version == "4.0":
        properties = without_alternatives(card.properties)
        card = card if properties is card.properties else replace(card, properties=properties)
    ways = _ways
    if all(ways[head].take is None for head, _ in _heads_and_values(card.properties)):
        return None, (*card.problems, _refusal(card))
    found = Gathered(card)
    for found.place, (head, value) in enumerate(_heads_and_values(card.properties)):
        take, is_line, role = ways[head]
        if take is None:
            continue
        if is_line:
            value = value.strip()
            if "\\" in value or len(value) > LONGEST_LINE or not value.isprintable():
                value = found.line(value, role)
        take(found, value, role)
    if found.spare:
        _use_spare(found)
    contact = _contact(found)
    if not contact.name:
        return None, (*card.problems, *found.remarks, _refusal(card))
    return contact, (*card.problems, *found.remarks) if found.remarks else card.problems


def without_alternatives(properties: Sequence[Property]) -> Sequence[Property]:
    """Of those that say the same in several languages (RFC 6350, section 5.4) the English one, or the first."""
    heads = properties.heads if isinstance(properties, Columns) else properties
    if not any("ALTID" in head.parameters.upper() for head in heads):
        return properties
    roles = [_ways[head.group, head.name, head.parameters].role for head in heads]
    chosen: dict[tuple[str, str], int] = {}
    for place, role in enumerate(roles):
        before = chosen.setdefault((role.name, role.alternative), place)
        if _is_english(role) and not _is_english(roles[before]):
            chosen[role.name, role.alternative] = place
    kept = set(chosen.values())
    return tuple(
        one
        for place, (one, role) in enumerate(zip(properties, roles, strict=True))
        if place in kept or not role.alternative
    )


def _is_english(role: Role) -> bool:
    return role.language.partition("-")[0] == "en"


def _heads_and_values(properties: Sequence[Property]) -> Iterable[tuple[_Head, str]]:
    """What stands before and behind the colon of each property, in order."""
    if isinstance(properties, Columns):
        return zip(properties.texts, properties.values, strict=True)
    return [((one.group, one.name, one.parameters), one.value) for one in properties]


def _contact(found: Gathered) -> Contact:
    title = _best(found, found.titles, "title") if found.titles else None
    organisation = _best(found, found.organisations, "organisation") if found.organisations else None
    points = found.all_points() if found.points or found.address_labels else ()
    if found.phonetic:
        _add_phonetic(found)
    details = found.all_details() if found.details else ()
    tags = _different(found.tags) if found.tags else ()
    if len(points) > MOST_SHOWN or len(details) > MOST_SHOWN or len(tags) > MOST_SHOWN:
        found.remark(ProblemCode.CUT, "")
        points, details, tags = points[:MOST_SHOWN], details[:MOST_SHOWN], tags[:MOST_SHOWN]
    return Contact(
        _name(found, organisation, points),
        title,
        organisation,
        points,
        min(found.birthdays, key=_rank).text if found.birthdays else None,
        tags,
        tuple(found.notes),
        details=details,
        photo=found.photo,
        uid=found.uid,
        members=tuple(dict.fromkeys(found.members)) if found.is_group else None,
    )


def _different(tags: Sequence[str]) -> tuple[str, ...]:
    """Each of them once, whatever its case, as it is written first."""
    found: dict[str, str] = {}
    for tag in tags:
        found.setdefault(tag.casefold(), tag)
    found.pop("", None)
    return tuple(found.values())


def _best(found: Gathered, texts: Sequence[Ranked], label: str) -> str:
    """The preferred text or the first; the others become details."""
    if len(texts) == 1:
        return texts[0].text
    best = min(texts, key=_rank)
    for one in texts:
        if one.text != best.text:
            found.add_detail(DetailKind.OTHER, one.text, label)
    return best.text


def _rank(text: Ranked) -> int:
    return text.rank


def _name(found: Gathered, organisation: str | None, points: Sequence[ContactPhrase]) -> str:
    """The formatted name; else made of its parts; else whatever tells the card from others."""
    names = found.names
    if names:
        return names[0].text if len(names) == 1 else min(names, key=_rank).text
    for place in found.parted_names:
        name = _made_of_parts(found.card, place)
        if name:
            return name
    if organisation:
        return organisation
    for kind in (ContactKind.EMAIL, ContactKind.PHONE):
        for point in points:
            if point.kind is kind:
                return point.value
    return ""


def _made_of_parts(card: Card, place: int) -> str:
    """The prefix, given, additional, family and suffix of N (RFC 6350, section 6.2.2), each a list."""
    lists = lists_of(card.properties[place], card.version, card.encoding)[:_PARTS_OF_NAME]
    parts = [one_line(" ".join(part)) for part in lists] + [""] * (_PARTS_OF_NAME - len(lists))
    family, given, additional, prefix, suffix = parts
    return one_line(" ".join([part for part in (prefix, given, additional, family, suffix) if part]))


def _add_phonetic(found: Gathered) -> None:
    said = [found.phonetic.get(part, "") for part in ("FIRST", "MIDDLE", "LAST")]
    whole = " ".join([part for part in said if part]) or found.phonetic.get("NAME", "")
    found.add_detail(DetailKind.PHONETIC_NAME, whole)


def _use_spare(found: Gathered) -> None:
    """Take names of directories and the like where the usual properties are missing."""
    kinds = {point[0] for point in found.points}
    has_name = bool(found.names) or any(_made_of_parts(found.card, place) for place in found.parted_names)
    has_organisation = bool(found.organisations)
    own_names: list[str] = []
    spare = found.spare
    for found.place, value, role in spare:
        if role.name in SPARE_HANDLERS:
            kind, handler = SPARE_HANDLERS[role.name]
            if kind not in kinds:
                handler(found, found.line(value, role), role)
        elif role.name == "O":
            if not has_organisation:
                _organisation(found, value, role)
        elif role.name in ("SN", "GIVENNAME"):
            own_names.insert(0 if role.name == "GIVENNAME" else len(own_names), found.line(value, role))
        elif not has_name:
            _formatted_name(found, found.line(value, role), role)
    if own_names and not found.names and not has_name:
        found.names.append(Ranked(LEAST_PREFERRED, one_line(" ".join(own_names))))


def _refusal(card: Card) -> Problem:
    said = next((one for one in card.properties if one.name.upper() != "VERSION"), None)
    text = f"{said.name}:{said.value[:_QUOTED]}" if said is not None else ""
    lines = (card.first_line, card.last_line)
    return Problem(ProblemCode.NO_IDENTITY, *lines, None, offending(text), is_refusal=True)


def _formatted_name(found: Gathered, text: str, role: Role) -> None:
    if text:
        found.names.append(Ranked(role.rank, text))


def _parted_name(found: Gathered, _value: str, _role: Role) -> None:
    found.parted_names.append(found.place)


def _organisation(found: Gathered, value: str, role: Role) -> None:
    parts = found.parts(value, role) if role.is_coded or "\\" in value else value.split(";")
    text = ", ".join(filter(None, map(str.strip, parts)))
    if not text.isprintable() or len(text) > LONGEST_LINE:
        text = found.shown(text)
    if text:
        found.organisations.append(Ranked(role.rank, text))


def _title(found: Gathered, text: str, role: Role) -> None:
    if text:
        found.titles.append(Ranked(role.rank, text))


def _note(found: Gathered, value: str, role: Role) -> None:
    text = value
    if role.is_coded or "\\" in value:
        text = found.text(value, role)
    if len(text) > LONGEST_NOTE:
        found.remark(ProblemCode.CUT, text)
    text = paragraph(text)
    if text:
        found.notes.append(text)


def _uid(found: Gathered, text: str, _role: Role) -> None:
    found.uid = found.uid or _without_urn(text) or None


def _kind(found: Gathered, text: str, _role: Role) -> None:
    found.is_group = text.lower() == "group"


def _member(found: Gathered, text: str, _role: Role) -> None:
    text = _without_urn(text)
    if text:
        found.members.append(text)


def _without_urn(text: str) -> str:
    return text[len(_URN) :] if text[: len(_URN)].lower() == _URN else text


def _own_label(found: Gathered, value: str, role: Role) -> None:
    if role.group:
        found.labels.setdefault(role.group, own_label(found.text(value, role)))


def _spare(found: Gathered, value: str, role: Role) -> None:
    found.spare.append((found.place, value, role))


_LINE_HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {
        **contact_point.LINE_HANDLERS,
        **particular.LINE_HANDLERS,
        "FN": _formatted_name,
        "TITLE": _title,
        "UID": _uid,
        "KIND": _kind,
        "X-ADDRESSBOOKSERVER-KIND": _kind,
        "MEMBER": _member,
        "X-ADDRESSBOOKSERVER-MEMBER": _member,
    }
)
_VALUE_HANDLERS: Mapping[str, Handler] = MappingProxyType(
    {
        **contact_point.VALUE_HANDLERS,
        **particular.VALUE_HANDLERS,
        **dict.fromkeys(SPARE_HANDLERS, _spare),
        **dict.fromkeys(("CN", "COMMONNAME", "NAME", "DISPLAYNAME", "SN", "GIVENNAME", "O"), _spare),
        "N": _parted_name,
        "ORG": _organisation,
        "NOTE": _note,
        "X-ABLABEL": _own_label,
    }
)


def _decoding(take: Handler) -> Handler:
    """The handler of a line for values that stand encoded."""
    return lambda found, value, role: take(found, found.line(value, role), role)


class _Ways(dict[_Head, Way]):
    """How properties are understood, by what stands before their colon: cards have few different ones."""

    def __missing__(self, head: _Head) -> Way:
        group, name, parameters = (head_of(head) or _NO_HEAD) if isinstance(head, str) else head
        role = role_of(group, name, parameters)
        take = _LINE_HANDLERS.get(role.name)
        if take is None and service_of_property(role.name) is not None:
            take = contact_point.account
        is_line = take is not None and not role.is_coded
        if take is not None and role.is_coded:
            take = _decoding(take)
        way = Way(take or _VALUE_HANDLERS.get(role.name), is_line, role)
        if len(group) + len(name) + len(parameters) <= _LONGEST_HEAD:
            if len(self) >= _MOST_HEADS:
                self.clear()
            self[head] = way
        return way


_ways = _Ways()
