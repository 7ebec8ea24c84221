"""Made-up people some of whom are there twice, with the truth of who is whom, the same ones every time."""

import random
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from benchmarks.people import NOW
from companion.model.change import Change, ChangeSet, Label, Origin, Record
from companion.model.identity import Id, new_id
from companion.model.person import ContactKind, ContactPoint, Person
from companion.storage.store import Store

GIVEN = (
    "Ana Andrea Anna Benjamin Björn Carla Carlos Charlotte Chiara Daniel David Diego Dominik Elena Elif Emma Erik Eva "
    "Fatima Felix Finn Franziska Gabriel Giulia Hanna Hannah Helena Henrik Hugo Ines Ingrid Isabel Jakob James Jana "
    "Javier Jens Johanna Jonas Jürgen Julia Karin Katharina Kevin Laura Lena Leon Linda Lorenzo Lukas Łukasz Magdalena "
    "Manuel Maria Markus Marta Martin Matteo Maximilian Mehmet Mia Michael Mohammed Monika Nadia Nicole Nina Noah "
    "Olivia Oscar Patricia Paul Pedro Peter Philipp Priya Rahul Robert Sabine Samuel Sandra Sara Sebastian Sofia Søren "
    "Stefan Susanne Thomas Tim Tom Tomás Ursula Valentina Viktor William Wei Yusuf Zoë"
).split()
FAMILY = (
    "Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Koch Bauer Richter Klein Wolf Schröder "
    "Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Werner Krause Lehmann Köhler König Walter Huber "
    "Kaiser Fuchs Peters Scholz Möller Weiß Jung Hahn Vogel Keller Günther Berger Winkler Lorenz Baumann Schuster "
    "García Martínez López Sánchez Pérez Gómez Fernández Ruiz Díaz Moreno Álvarez Romero Navarro Torres Ortega Delgado "
    "Rossi Russo Ferrari Esposito Bianchi Colombo Ricci Marino Greco Conti Smith Johnson Williams Brown Jones Miller "
    "Davis Wilson Anderson Taylor Thomas Moore Jackson White Harris Thompson Clark Lewis Robinson Walker Young King "
    "Wright Scott Green Baker Adams Nelson Carter Mitchell Roberts Turner Phillips Campbell Parker Evans Edwards Kowalski "
    "Nowak Wiśniewski Wójcik Kamiński Lewandowski Zieliński Novák Svoboda Dvořák Horvát Nagy Tóth Szabó Nguyễn Trần "
    "Yılmaz Kaya Demir Çelik Öztürk Hansen Johansson Andersson Nilsson Larsson Olsen Sørensen Lindqvist Virtanen "
    "Korhonen Ivanova Petrov Smirnov Kuznetsov Haddad Okafor Mensah Dubois Moreau Laurent Lefebvre Silva Santos "
    "Ferreira Oliveira Papadopoulos O'Brien Murphy Kelly Zhang Wang Chen Liu Kim Park Tanaka Suzuki Singh Patel Sharma"
).split()
_SYLLABLES = "ba ke li mo nu ra se ti vo za tra pli gor den fes hal jin kur lem nov".split()
_FORMS = ("GmbH", "Ltd", "Inc.", "AG", "S.A.", "LLC", "BV")
_MAIL = ("gmail.com", "gmx.de", "outlook.com", "icloud.com", "yahoo.es")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_PLAIN = str.maketrans("łøßıđŁØ", "losidLO")
_TRANSCRIBED = {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "ł": "l"}
_BATCH = 2000
DOUBLED = 0.1
"""The part of the people who are there twice."""
LARGE = 0.05
"""The part that one company has, all with one telephone number."""
_POINTS: Mapping[str, tuple[ContactKind, str | None]] = {
    "email": (ContactKind.EMAIL, "home"),
    "work_email": (ContactKind.EMAIL, "work"),
    "mobile": (ContactKind.PHONE, "mobile"),
    "work": (ContactKind.PHONE, "work"),
    "url": (ContactKind.URL, None),
    "address": (ContactKind.ADDRESS, "home"),
}
_OPTIONAL = ("birthday", "email", "work_email", "mobile", "work", "url")


@dataclass(frozen=True)
class Someone:
    """A person as one card tells of them."""

    name: str
    organisation: str | None = None
    birthday: str | None = None
    email: str | None = None
    work_email: str | None = None
    mobile: str | None = None
    work: str | None = None
    url: str | None = None
    address: str | None = None

    @property
    def given(self) -> str:
        return self.name.split()[0]

    @property
    def family(self) -> str:
        return self.name.split()[-1]


class Crowd:
    """People of companies and families, some of them there twice under another guise."""

    def __init__(self, people: int) -> None:
        self.chance = random.Random(11)
        self._people = people
        self.records: list[Record] = []
        self.planted: dict[frozenset[Id], str] = {}
        """The pairs that are one person, and how the two differ."""
        kinds = list(PLANTED)
        for someone in islice(self._everybody(), int(people / (1 + DOUBLED))):
            if someone.mobile is None or self.chance.random() > DOUBLED:
                self._add(self._less(someone))
                continue
            kind = kinds[len(self.planted) % len(kinds)]
            first, second = PLANTED[kind](someone, self.chance)
            self.planted[frozenset((self._add(first), self._add(second)))] = kind

    def store_in(self, store: Store) -> None:
        """Keep them all."""
        for start in range(0, len(self.records), _BATCH):
            changes = tuple(Change.add(one) for one in self.records[start : start + _BATCH])
            store.apply(ChangeSet(Label.IMPORT, changes, origin=Origin.MAINTENANCE), at=NOW)

    def _add(self, someone: Someone) -> Id:
        person = Person(new_id(), someone.name, None, someone.organisation, birthday=someone.birthday)
        self.records.append(person)
        for field, (kind, label) in _POINTS.items():
            value = getattr(someone, field)
            if value is not None:
                self.records.append(ContactPoint(new_id(), person.id, kind, value, value, label))
        return person.id

    def _everybody(self) -> Iterator[Someone]:
        """Small companies and a large one, families with one address, people of one name."""
        yield from self._company(int(self._people * LARGE))
        while True:
            yield from self._company(self.chance.randrange(1, 40))
            yield from self._family()
            yield from self._namesakes()

    def _company(self, size: int) -> Iterator[Someone]:
        chance = self.chance
        first, second = self._word(), self._word()
        name, domain = f"{first.title()} {second.title()} {chance.choice(_FORMS)}", f"{first}-{second}.com"
        switchboard = self._number("+4930") if size > 100 or chance.random() < 0.5 else None
        for _ in range(size):
            someone = self._someone()
            local = _plain(f"{someone.given}.{someone.family}").lower()
            work = switchboard or self._number("+4930")
            address = f"{local}{chance.randrange(100)}@{domain}"
            yield replace(someone, organisation=name, work_email=address, work=work)

    def _family(self) -> Iterator[Someone]:
        """Parents and children: one address, one telephone, one e-mail address, one name in two generations."""
        family, chance = self.chance.choice(FAMILY), self.chance
        home, email = self._number("+4940"), f"{self._word()}.{self._word()}@gmx.de"
        address = f"{self._word().title()} 7, 20095 Hamburg"
        given = chance.sample(GIVEN, 3)
        for place, name in enumerate([*given, given[0]]):
            born = f"{1950 + 30 * (place == 3) + chance.randrange(20)}-05-{chance.randrange(10, 28)}"
            own = f"{_plain(name).lower()}{self._word()}@gmail.com"
            yield Someone(
                f"{name} {family}", None, born, own if place == 3 else email, None, None, home, None, address
            )

    def _namesakes(self) -> Iterator[Someone]:
        """Two of one name who have nothing else in common."""
        one, other = self._someone(), self._someone()
        yield replace(one, organisation=f"{self._word().title()} {self._word().title()} AG")
        yield replace(other, name=one.name, organisation=f"{self._word().title()} {self._word().title()} Ltd")

    def _someone(self) -> Someone:
        chance = self.chance
        name = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}"
        handle = f"{_plain(name).lower().replace(' ', '')}{chance.randrange(10**6)}"
        born = f"{chance.randrange(1940, 2005)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
        email = f"{handle}@{chance.choice(_MAIL)}"
        url = f"https://www.linkedin.com/in/{handle}"
        return Someone(name, None, born, email, None, self._number("+49170"), None, url)

    def _less(self, someone: Someone) -> Someone:
        """Somebody as they are usually known: not every fact."""
        if someone.mobile is None:
            return someone
        unknown: dict[str, Any] = {field: None for field in _OPTIONAL if self.chance.random() < 0.6}
        return replace(someone, **unknown)

    def _number(self, prefix: str) -> str:
        return f"{prefix}{self.chance.randrange(10**6, 10**7)}"

    def _word(self) -> str:
        return "".join(self.chance.choices(_SYLLABLES, k=3))


def _bare(someone: Someone, **facts: str | None) -> Someone:
    """Another card of somebody, with a name and little else."""
    return Someone(someone.name, **facts)


def _mistyped(name: str, chance: random.Random) -> str:
    """A name with a letter left out, doubled, replaced or swapped with the next, anywhere in a word of four or more."""
    words = name.split()
    place = chance.choice([i for i, word in enumerate(words) if len(word) > 3] or [len(words) - 1])
    word = words[place]
    at = chance.randrange(len(word) - 1)
    words[place] = chance.choice(
        (
            word[:at] + word[at + 1 :],
            word[: at + 1] + word[at:],
            word[:at] + chance.choice(_LETTERS) + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )
    return " ".join(words)


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.translate(_PLAIN).replace("'", ""))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _national(number: str) -> str:
    """`+491701234567` as it is dialled at home, in groups."""
    digits = number.removeprefix("+49")
    return f"0{digits[:3]} / {digits[3:6]} {digits[6:]}"


def _transcribed(name: str) -> str:
    return "".join(_TRANSCRIBED.get(char, char) for char in name)


def _named(someone: Someone, name: str, **facts: str | None) -> tuple[Someone, Someone]:
    return someone, replace(_bare(someone, **facts), name=name)


PLANTED: Mapping[str, Callable[[Someone, random.Random], tuple[Someone, Someone]]] = {
    "typo, same e-mail": lambda one, chance: _named(one, _mistyped(one.name, chance), email=one.email),
    "typo, same mobile": lambda one, chance: _named(one, _mistyped(one.name, chance), mobile=one.mobile),
    "typo, same company": lambda one, chance: _named(
        replace(one, organisation=one.organisation or "Solo Studio"),
        _mistyped(one.name, chance),
        organisation=one.organisation or "Solo Studio",
    ),
    "typo, same birthday": lambda one, chance: _named(
        one, _mistyped(one.name, chance), birthday=one.birthday
    ),
    "number as dialled at home": lambda one, _: _named(one, one.name, mobile=_national(one.mobile or "")),
    "e-mail in capitals, no accents": lambda one, _: _named(
        one, _plain(one.name), email=(one.email or "").upper()
    ),
    "family name first": lambda one, _: _named(one, f"{one.family} {one.given}", mobile=one.mobile),
    "with a comma, in capitals": lambda one, _: _named(
        one, f"{one.family.upper()}, {one.given}", email=one.email
    ),
    "another company": lambda one, _: _named(
        one,
        one.name,
        organisation="Next Step Ltd",
        mobile=one.mobile,
        work_email=f"{one.mobile}@next-step.com",
    ),
    "an initial": lambda one, _: _named(one, f"{one.given[0]}. {one.family}", email=one.email),
    "first name only": lambda one, _: _named(one, one.given, mobile=one.mobile),
    "another family name": lambda one, _: _named(one, f"{one.given} Neuhaus-Winter", email=one.email),
    "same profile page": lambda one, _: _named(
        one, one.name, url=f"{one.url}/?trk=card".replace("www.", "de.")
    ),
    "title and middle name": lambda one, _: _named(
        one, f"Dr. {one.given} M. {one.family}", organisation=one.organisation, birthday=one.birthday
    ),
    "umlauts spelt out": lambda one, _: _named(one, _transcribed(one.name), mobile=one.mobile),
    "a pet name": lambda one, _: _named(
        replace(one, name=f"Robert {one.family}"), f"Bob {one.family}", email=one.email
    ),
    "same legal form left out": lambda one, _: _named(
        replace(one, organisation=one.organisation or "Solo Studio GmbH"),
        one.name,
        organisation=(one.organisation or "Solo Studio GmbH").rsplit(" ", 1)[0],
    ),
}
