"""What a card says of a person, whichever program wrote it: all its dialects come to one kind of contact."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Generic, TypeVar

from companion.formats.vcard import contact_point, particular
from companion.formats.vcard.card import Card, Property
from companion.formats.vcard.contact_point import SPARE_HANDLERS
from companion.formats.vcard.gathering import MOST_SHOWN, Gathered, LineHandler, Ranked, ValueHandler
from companion.formats.vcard.messenger import service_of_property
from companion.formats.vcard.role import LEAST_PREFERRED, ROLES, Role, own_label
from companion.formats.vcard.shown import LONGEST_LINE, one_line
from companion.formats.vcard.value import lists_of
from companion.model.capture import ContactPhrase
from companion.model.contact import Contact, DetailKind
from companion.model.person import ContactKind
from companion.model.problem import Problem, ProblemCode, offending

_MOST_NAMES = 4096
_LONGEST_NAME = 100
_PARTS_OF_NAME = 5
_QUOTED = 80
_URN = "urn:uuid:"
_Handler = TypeVar("_Handler", bound=Callable[..., None])


def contact_from(card: Card) -> tuple[Contact | None, tuple[Problem, ...]]:
    """The contact of a card, and every problem of it, those of its lines first.

    None for the contact when the card passes a limit, or has neither name, organisation, e-mail nor phone.
    """
    if card.problems and card.is_refused:
        return None, card.problems
    found = Gathered(card.version, card.encoding)
    line_handlers, value_handlers, roles = _line_handlers, _value_handlers, ROLES
    for one in card.properties if card.version != "4.0" else _without_alternatives(card.properties):
        take_line = line_handlers[one.name]
        if take_line is not None:
            role = roles[one.parameters]
            text = one.value
            if role.is_coded or "\\" in text or len(text) > LONGEST_LINE or not text.isprintable():
                text = found.line(one, role)
            take_line(found, text.strip(), one, role)
        else:
            take_value = value_handlers[one.name]
            if take_value is not None:
                take_value(found, one, roles[one.parameters])
    if found.spare:
        _use_spare(found)
    contact = _contact(found, card)
    if not contact.name:
        return None, (*card.problems, *found.remarks, _refusal(card))
    return contact, (*card.problems, *found.remarks) if found.remarks else card.problems


def _contact(found: Gathered, card: Card) -> Contact:
    title = _best(found, found.titles, "title")
    organisation = _best(found, found.organisations, "organisation")
    points = found.all_points()
    if found.phonetic:
        _add_phonetic(found)
    details = found.all_details() if found.details else ()
    tags = tuple(dict.fromkeys([tag for tag in found.tags if tag])) if found.tags else ()
    members = tuple(dict.fromkeys(found.members)) if found.is_group else None
    if len(card.properties) > MOST_SHOWN or len(tags) > MOST_SHOWN or len(details) > MOST_SHOWN:
        if max(len(points), len(details), len(tags)) > MOST_SHOWN:
            found.remark(ProblemCode.CUT, card.properties[-1]._replace(name=""), "")
        points, details, tags = points[:MOST_SHOWN], details[:MOST_SHOWN], tags[:MOST_SHOWN]
    return Contact(
        _name(found, organisation, points),
        title,
        organisation,
        points,
        birthday=min(found.birthdays, key=_rank).text if found.birthdays else None,
        tags=tags,
        notes=tuple(found.notes),
        details=details,
        photo=found.photo,
        uid=found.uid,
        members=members,
    )


def _best(found: Gathered, texts: Sequence[Ranked], label: str) -> str | None:
    """The preferred text or the first; the others become details."""
    if not texts:
        return None
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
    for one in found.parted_names:
        name = _made_of_parts(found, one)
        if name:
            return name
    if organisation:
        return organisation
    for kind in (ContactKind.EMAIL, ContactKind.PHONE):
        for point in points:
            if point.kind is kind:
                return point.value
    return ""


def _made_of_parts(found: Gathered, one: Property) -> str:
    """The prefix, given, additional, family and suffix of N (RFC 6350, section 6.2.2), each a list."""
    lists = [" ".join(part) for part in lists_of(one, found.version, found.encoding)[:_PARTS_OF_NAME]]
    family, given, additional, prefix, suffix = (one_line(part) for part in lists + [""] * (5 - len(lists)))
    return one_line(" ".join([part for part in (prefix, given, additional, family, suffix) if part]))


def _add_phonetic(found: Gathered) -> None:
    said = [found.phonetic.get(part, "") for part in ("FIRST", "MIDDLE", "LAST")]
    whole = " ".join([part for part in said if part]) or found.phonetic.get("NAME", "")
    found.add_detail(DetailKind.PHONETIC_NAME, whole)


def _without_alternatives(properties: Sequence[Property]) -> Sequence[Property]:
    """Of those that say the same in several languages (RFC 6350, section 5.4) the English one, or the first."""
    chosen: dict[tuple[str, str], int] = {}
    for place, one in enumerate(properties):
        role = ROLES[one.parameters]
        if role.alternative:
            key = (one.name.upper(), role.alternative)
            before = chosen.setdefault(key, place)
            is_english = role.language.partition("-")[0] == "en"
            if is_english and ROLES[properties[before].parameters].language.partition("-")[0] != "en":
                chosen[key] = place
    if not chosen:
        return properties
    kept = set(chosen.values())
    return [
        one for place, one in enumerate(properties) if place in kept or not ROLES[one.parameters].alternative
    ]


def _use_spare(found: Gathered) -> None:
    """Take names of directories and the like where the usual properties are missing."""
    kinds = {point[0] for point in found.points}
    has_name = bool(found.names) or any(_made_of_parts(found, parted) for parted in found.parted_names)
    has_organisation = bool(found.organisations)
    surnames: list[str] = []
    for one in found.spare:
        name, role = one.name.upper(), ROLES[one.parameters]
        if name in SPARE_HANDLERS:
            kind, handler = SPARE_HANDLERS[name]
            if kind not in kinds:
                handler(found, found.line(one, role), one, role)
        elif name == "O":
            if not has_organisation:
                _organisation(found, one, role)
        elif not has_name:
            if name in ("SN", "GIVENNAME"):
                surnames.insert(0 if name == "GIVENNAME" else len(surnames), found.line(one, role))
            else:
                _formatted_name(found, found.line(one, role), one, role)
    if surnames and not found.names and not has_name:
        found.names.append(Ranked(LEAST_PREFERRED, one_line(" ".join(surnames))))


def _refusal(card: Card) -> Problem:
    said = [one for one in card.properties if one.name.upper() != "VERSION"]
    text = f"{said[0].name}:{said[0].value[:_QUOTED]}" if said else ""
    lines = (card.first_line, card.last_line)
    return Problem(ProblemCode.NO_IDENTITY, *lines, None, offending(text), is_refusal=True)


def _formatted_name(found: Gathered, text: str, _one: Property, role: Role) -> None:
    if text:
        found.names.append(Ranked(role.rank, text))


def _parted_name(found: Gathered, one: Property, _role: Role) -> None:
    found.parted_names.append(one)


def _organisation(found: Gathered, one: Property, role: Role) -> None:
    if ";" not in one.value and not role.is_coded:
        text = found.line(one, role)
    else:
        parts = [part.strip() for part in found.parts(one, role)]
        text = found.shown(", ".join([part for part in parts if part]), one)
    if text:
        found.organisations.append(Ranked(role.rank, text))


def _title(found: Gathered, text: str, _one: Property, role: Role) -> None:
    if text:
        found.titles.append(Ranked(role.rank, text))


def _note(found: Gathered, one: Property, role: Role) -> None:
    text = found.note(one, role)
    if text:
        found.notes.append(text)


def _uid(found: Gathered, text: str, _one: Property, _role: Role) -> None:
    found.uid = found.uid or _without_urn(text) or None


def _kind(found: Gathered, text: str, _one: Property, _role: Role) -> None:
    found.is_group = text.lower() == "group"


def _member(found: Gathered, text: str, _one: Property, _role: Role) -> None:
    text = _without_urn(text)
    if text:
        found.members.append(text)


def _without_urn(text: str) -> str:
    return text[len(_URN) :] if text[: len(_URN)].lower() == _URN else text


def _own_label(found: Gathered, one: Property, role: Role) -> None:
    if one.group:
        found.labels.setdefault(one.group.lower(), own_label(found.text(one, role)))


def _spare(found: Gathered, one: Property, _role: Role) -> None:
    found.spare.append(one)


_LINE_HANDLERS: Mapping[str, LineHandler] = MappingProxyType(
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
_VALUE_HANDLERS: Mapping[str, ValueHandler] = MappingProxyType(
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


def _line_handler(name: str) -> LineHandler | None:
    handler = _LINE_HANDLERS.get(name)
    is_account = handler is None and service_of_property(name) is not None
    return contact_point.account if is_account else handler


class _ByName(dict[str, _Handler | None], Generic[_Handler]):
    """The handler of every name as it is written: cards have few different ones."""

    def __init__(self, find: Callable[[str], _Handler | None]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, name: str) -> _Handler | None:
        handler = self._find(name.upper())
        if len(name) <= _LONGEST_NAME:
            if len(self) >= _MOST_NAMES:
                self.clear()
            self[name] = handler
        return handler


_line_handlers = _ByName(_line_handler)
_value_handlers = _ByName(_VALUE_HANDLERS.get)
