"""What the Scan page says of a code; imported once the first is read."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtCore import QObject

from companion.formats.address import may_open
from companion.model.contact import Contact
from companion.model.payload import SECRETS, Payload, PayloadKind
from companion.model.person import ContactKind
from companion.model.problem import ProblemCode
from companion.ui.desk import Desk
from companion.ui.models.importing_view import ChangeLine, FactLine
from companion.ui.models.live import Known
from companion.ui.models.scan_aim import Aim, is_name_guessed, is_nameless
from companion.ui.models.scan_view import CellLine, KnownView, LinkText, Scan, ScanView
from companion.ui.moment import birthday, day_in_words, exact
from companion.ui.tokens import Role
from companion.ui.widgets.chip import ChipText
from companion.wording.evidence import evidence_line
from companion.wording.field import PERSON_FIELDS, detail_words
from companion.wording.phrase import shortened
from companion.wording.progress import people_counted
from companion.wording.remark import reason
from companion.workflow.exchange.plan import FieldChange

_POINT_ICONS: Mapping[ContactKind, str] = MappingProxyType(
    {
        ContactKind.EMAIL: "mail",
        ContactKind.PHONE: "phone",
        ContactKind.URL: "link",
        ContactKind.ADDRESS: "map-pin",
        ContactKind.IM: "message-circle",
        ContactKind.BADGE: "id-card",
    }
)
_ICONS: Mapping[PayloadKind, str] = MappingProxyType(
    {
        PayloadKind.PERSON: "",
        PayloadKind.BADGE: "id-card",
        PayloadKind.PAPER: "id-card",
        PayloadKind.EMAIL: "mail",
        PayloadKind.PHONE: "phone",
        PayloadKind.LINK: "link",
        PayloadKind.EVENT: "calendar",
        PayloadKind.PLACE: "map-pin",
        PayloadKind.NOTE: "file-text",
        PayloadKind.WIFI: "wifi",
        PayloadKind.OTP: "key-round",
        PayloadKind.FIDO: "key-round",
        PayloadKind.KEY: "key-round",
        PayloadKind.ESIM: "phone",
        PayloadKind.CRYPTO: "wallet",
        PayloadKind.PAYMENT: "banknote",
    }
)
_ROLES: Mapping[PayloadKind, Role] = MappingProxyType(
    {
        PayloadKind.PERSON: Role.PERSON,
        PayloadKind.BADGE: Role.PERSON,
        PayloadKind.PAPER: Role.PERSON,
        PayloadKind.EMAIL: Role.PERSON,
        PayloadKind.PHONE: Role.PERSON,
        PayloadKind.LINK: Role.OFFER,
        PayloadKind.EVENT: Role.DATE,
        PayloadKind.PLACE: Role.DATE,
        PayloadKind.NOTE: Role.NEUTRAL,
    }
)
_LONGEST_NAME = 28
_TELLING = 2
"""So much of what somebody has in common with a code is said."""
_MOST = 60
"""So many lines of facts are shown."""


class ScanWords(QObject):
    """Says a code in words; what becomes of it is told by whom it is of."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def kind(self, kind: PayloadKind) -> str:
        """What a code is called."""
        return {
            PayloadKind.PERSON: self.tr("Person"),
            PayloadKind.BADGE: self.tr("Badge"),
            PayloadKind.PAPER: self.tr("Paper card"),
            PayloadKind.EMAIL: self.tr("E-mail address"),
            PayloadKind.PHONE: self.tr("Phone number"),
            PayloadKind.LINK: self.tr("Link"),
            PayloadKind.EVENT: self.tr("Event"),
            PayloadKind.PLACE: self.tr("Place"),
            PayloadKind.NOTE: self.tr("Text"),
            PayloadKind.WIFI: self.tr("Wi-Fi network"),
            PayloadKind.OTP: self.tr("One-time passwords"),
            PayloadKind.FIDO: self.tr("Sign-in key"),
            PayloadKind.KEY: self.tr("Private key"),
            PayloadKind.ESIM: self.tr("Phone contract (eSIM)"),
            PayloadKind.CRYPTO: self.tr("Cryptocurrency"),
            PayloadKind.PAYMENT: self.tr("Payment"),
        }[kind]

    def view(self, scan: Scan, place: tuple[int, int], aim: Aim) -> ScanView:
        """One code, whole."""
        payload = scan.payload
        is_refused = any(problem.is_refusal for problem in payload.problems)
        is_kept = payload.kind not in SECRETS and not is_refused
        return ScanView(
            number=scan.number,
            kind=ChipText(self.kind(payload.kind), _ROLES.get(payload.kind, Role.NEUTRAL)),
            place=self.tr("{place} of {count}").format(place=place[0], count=place[1])
            if place[1] > 1
            else "",
            source=scan.source,
            name=self.name(payload),
            about=_about(payload.contact),
            icon=_icon(payload),
            icon_role=_ROLES.get(payload.kind, Role.NEUTRAL) if is_kept else Role.PROMISE,
            sentence=self._sentence(payload, aim),
            save=self._button(aim) if is_kept else "",
            raw=escaped(payload.text),
            link=link_text(payload),
            openable=payload.link if payload.link and may_open(payload.link) else None,
            facts=tuple(self._facts(payload))[:_MOST],
            remarks=tuple(self._remarks(payload)),
            cells=tuple(
                CellLine(text, field.value)
                for text, field in zip(payload.cells, payload.fields, strict=False)
            ),
            picture=payload.picture.content if payload.picture is not None else b"",
            known=self._known(payload, aim) if is_kept else None,
        )

    def name(self, payload: Payload) -> str:
        """What stands for a code in one line."""
        if payload.kind is PayloadKind.BADGE:
            return self.tr("Badge {number}").format(number=payload.title)
        if payload.kind is PayloadKind.CRYPTO and payload.title:
            return payload.title.capitalize()
        if payload.kind is PayloadKind.LINK and payload.contact is None and payload.host:
            return payload.host
        return payload.title or self.kind(payload.kind)

    def _sentence(self, payload: Payload, aim: Aim) -> str:
        if any(problem.is_refusal for problem in payload.problems):
            return self.tr("Nothing of it is kept.")
        if payload.kind in SECRETS:
            return self._secret(payload.kind)
        if payload.kind is PayloadKind.EVENT:
            return self.tr("It is noted among your events.")
        if payload.kind is PayloadKind.PLACE and aim.event is not None and not aim.event.venue:
            return self.tr("It becomes the place of {event}.").format(event=aim.event.name)
        if aim.is_attached and aim.person is not None and aim.is_in_hand:
            return self.tr("It is kept with {name}.").format(name=aim.person.name)
        if aim.is_attached and aim.person is not None:
            return self.tr("What is not known of {name} yet is added; what you know stays.").format(
                name=aim.person.name
            )
        if is_nameless(payload):
            return self.tr("Nobody is known by it. Type whom it is of in front, or save it without a name.")
        if payload.contact is not None:
            return self._new(aim)
        return self.tr("It is kept as a note. Type a name in front to keep it with that person.")

    def _secret(self, kind: PayloadKind) -> str:
        if kind is PayloadKind.WIFI:
            return self.tr("Shown, and never kept: it holds the password of a network.")
        if kind is PayloadKind.PAYMENT:
            return self.tr("Shown, and never kept: it asks for money.")
        if kind is PayloadKind.CRYPTO:
            return self.tr("Shown, and never kept: it asks for money, or opens some.")
        if kind is PayloadKind.KEY:
            return self.tr("Shown, and never kept: whoever has it can open what it is the key to.")
        if kind is PayloadKind.ESIM:
            return self.tr("Shown, and never kept: whoever has it can take the contract over.")
        return self.tr("Shown, and never kept: whoever has it can sign in.")

    def _new(self, aim: Aim) -> str:
        if aim.event is not None:
            return self.tr("New. Kept as met at {event}.").format(event=aim.event.name)
        return self.tr("New. No event is running, so nothing is noted of where you met.")

    def _button(self, aim: Aim) -> str:
        if aim.is_attached and aim.person is not None:
            return self.tr("Add to {name}").format(name=shortened(aim.person.name, _LONGEST_NAME))
        return self.tr("Save")

    def _known(self, payload: Payload, aim: Aim) -> KnownView | None:
        person = aim.person
        if person is None:
            return None
        about = ", ".join(part for part in (person.title, person.organisation) if part)
        who = person.name or self.tr("somebody without a name")
        if aim.is_in_hand:
            why = self.tr("Whom you kept last")
            new = self.tr("A note of its own") if payload.contact is None else self.tr("Somebody new")
        else:
            why = self.tr("You know them: {evidence}").format(evidence=evidence_line(aim.evidence[:_TELLING]))
            new = self.tr("Somebody new")
        return KnownView(
            id=person.id,
            name=who,
            about="  ·  ".join(part for part in (about, self._met(aim)) if part),
            photo=person.photo,
            why=why,
            attach=self.tr("Add to {name}").format(name=who),
            new=new,
            changes=tuple(self._change(change) for change in aim.differences),
        )

    def _remarks(self, payload: Payload) -> Iterator[str]:
        for problem in payload.problems:
            if problem.code is not ProblemCode.GUESSED:
                yield reason(problem)
            elif is_name_guessed(payload):
                yield self.tr("Name guessed from the link.")
            # Of a badge the preview shows what its cells are taken for.

    def hint(self, name: str, known: Known | None, aim: Aim) -> str:
        """Whom a name means that was typed beside a code."""
        if known is None or not known.is_meant:
            return self.tr("New: {name}").format(name=name)
        met = self._met(replace(aim, meeting=known.meeting)) or self.tr("you know already")
        return self.tr("{name}, {met}").format(name=known.person.name, met=met)

    def _met(self, aim: Aim) -> str:
        meeting = aim.meeting
        if meeting is None:
            return ""
        if aim.event is not None and meeting.event.id == aim.event.id:
            return self.tr("met here")
        now = self._desk.now()
        day = day_in_words(meeting.encounter.at.astimezone(now.tzinfo).date(), now.date())
        return self.tr("met {day}").format(day=day)

    def _change(self, change: FieldChange) -> ChangeLine:
        kept = self.tr("Yours stays.") if change.is_kept else ""
        return ChangeLine(PERSON_FIELDS.get(change.field, change.field), change.before, change.after, kept)

    def _facts(self, payload: Payload) -> Iterator[FactLine]:
        if payload.contact is not None and payload.picture is None:
            yield from _facts_of(payload.contact)
        for event in payload.events:
            now = self._desk.now()
            if event.name != payload.title:
                yield FactLine("calendar", event.name)
            yield FactLine("clock", exact(event.starts_at.astimezone(now.tzinfo)))
            if event.venue:
                yield FactLine("map-pin", event.venue)
            if event.goal:
                yield FactLine("file-text", event.goal)
            if event.attendees:
                yield FactLine("users", people_counted(len(event.attendees)))
        if payload.place:
            yield FactLine("map-pin", payload.place)
        if payload.note and payload.note != payload.title:
            yield FactLine("file-text", payload.note)


def escaped(text: str) -> str:
    """A text with its line ends, and with every character that is not seen as its code."""
    lines = text.replace("\r\n", "\n").split("\n")
    return "\n".join("".join(char if char.isprintable() else _code(char) for char in line) for line in lines)


def link_text(payload: Payload) -> LinkText | None:
    """The address of a code in its parts."""
    if payload.link is None:
        return None
    start = payload.link.find("://") + 3
    ends = [place for place in (payload.link.find(sign, start) for sign in "/?#") if place >= 0]
    end = min(ends, default=len(payload.link))
    start += payload.link[start:end].rfind("@") + 1
    host = payload.host if payload.link.startswith(payload.host, start) else payload.link[start:end]
    return LinkText(payload.link[:start], host, payload.link[start + len(host) :])


def _code(char: str) -> str:
    return char.encode("unicode_escape").decode("ascii")


def _about(contact: Contact | None) -> str:
    if contact is None:
        return ""
    return ", ".join(part for part in (contact.title, contact.organisation) if part)


def _icon(payload: Payload) -> str:
    """What stands in place of initials: nobody has any of an address or a number."""
    is_named = payload.contact is not None and payload.kind in (PayloadKind.PERSON, PayloadKind.LINK)
    is_named = is_named or (payload.kind is PayloadKind.PAPER and not is_nameless(payload))
    return "" if is_named else _ICONS[payload.kind] or "user-plus"


def _facts_of(contact: Contact) -> Iterator[FactLine]:
    for point in contact.points:
        yield FactLine(_POINT_ICONS[point.kind], point.typed, point.label or "")
    if contact.birthday:
        yield FactLine("cake", birthday(contact.birthday))
    for tag in contact.tags:
        yield FactLine("tag", tag)
    for detail in contact.details:
        yield FactLine("id-card", detail.value, detail_words(detail))
    for text in contact.needs:
        yield FactLine("lightbulb", text, ink=Role.NEED)
    for text in contact.offers:
        yield FactLine("gift", text, ink=Role.OFFER)
    for text in contact.notes:
        yield FactLine("file-text", text)
