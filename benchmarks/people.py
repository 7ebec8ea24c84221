"""Made-up people in any number, the same ones every time."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from companion.model.change import Change, ChangeSet, Label, Origin, Record
from companion.model.event import Encounter, Event, EventKind
from companion.model.identity import Id, new_id
from companion.model.need import Need, NeedState, Offer
from companion.model.person import ContactKind, ContactPoint, Note, Person, Tag
from companion.model.promise import Promise, PromiseState
from companion.storage.opening import open_store
from companion.storage.store import Store

NOW = datetime(2026, 5, 12, 19, 0, tzinfo=UTC)
_GIVEN = (
    "Ana Aino Björn Carla Dmitri Élodie Femi Greta Hanna Ingrid Jonas Katrin Łukasz Maya Nina Ömer Priya Rui "
    "Søren Tomás Ulla Viktor Wei Xenia Yara Zoë Łucja Mohammed Naïma Oisín 小明 美咲 Ελένη Иван"
).split()
_FAMILY = (
    "Ruiz Laine Müller Chen Ortega Okafor Solberg Dahl Kask Weber Raman Novák Öztürk Ferreira Þórsson Sørensen "
    "Kowalski Nguyễn Haddad Zhang Ivanova Papadopoulou Smith O'Brien García Rossi Lindqvist Tamm Virtanen Horvát "
    "王 李 佐藤 Петров"
).split()
_WORDS = (
    "finance candidates backend engineer Go Rust venue quiet speaker youth day seed funds brand designer pilot city "
    "partner nurse school logistics port SAP checklist white paper retention grant writer housing tenant lawyer "
    "translator photographer mentor budget supplier packaging museum curator festival volunteers data protection "
    "accountant office space intern biology solar panels wind turbine library coffee roaster warehouse 场地 投资人"
).split()
_SYLLABLES = "ba ke li mo nu ra se ti vo za tra pli gor den fes hal jin kur lem nov".split()
_MADE_UP = [f"{a}{b}{c}" for a in _SYLLABLES for b in _SYLLABLES for c in _SYLLABLES[:10]]
_VOCABULARY = [*_WORDS, *_MADE_UP]
# As in any language, the n-th most usual word is used about 1/n as often as the first.
_USUAL = list(accumulate(1 / (place + 10) for place in range(len(_VOCABULARY))))
_BATCH = 2000


def filled_store(folder: Path, people: int) -> Store:
    """A store with that many people met at events, each with needs, offers, tags and notes."""
    store = open_store(folder)
    chance = random.Random(7)
    events = [_event(store.owner_id, place) for place in range(max(1, people // 60))]
    _apply(store, [*events])
    batch: list[Record] = []
    for place in range(people):
        batch += _person(chance, store.owner_id, events[place % len(events)])
        if (place + 1) % _BATCH == 0:
            _apply(store, batch)
            batch = []
    if batch:
        _apply(store, batch)
    return store


def line(chance: random.Random) -> str:
    """A capture line such as somebody types at a mixer."""
    name = f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)} {chance.randrange(10**6)}"
    need, promise = _phrase(chance, 3), _phrase(chance, 3)
    mail = f"p{chance.randrange(10**9)}@example.org"
    return (
        f"{name}, Head of {_phrase(chance, 1)} @{_phrase(chance, 2)} {mail} ?{need} !send {promise} fri #hr"
    )


def _apply(store: Store, records: list[Record]) -> None:
    changes = tuple(Change.add(record) for record in records)
    store.apply(ChangeSet(Label.CAPTURE, changes, origin=Origin.MAINTENANCE), at=NOW)


def _event(owner_id: Id, place: int) -> Event:
    starts = NOW - timedelta(days=place + 30)
    ends = starts + timedelta(hours=3)
    return Event(new_id(), owner_id, f"Mixer {place}", EventKind.MIXER, None, None, starts, ends, "UTC")


def _person(chance: random.Random, owner_id: Id, event: Event) -> Iterator[Record]:
    name = f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}"
    person = Person(new_id(), name, f"Head of {_phrase(chance, 1)}", f"{_phrase(chance, 2).title()} Ltd")
    at = event.starts_at + timedelta(minutes=chance.randrange(180))
    yield person
    yield Encounter(new_id(), person.id, event.id, at)
    address = f"p{chance.randrange(10**12)}@example.org"
    yield ContactPoint(new_id(), person.id, ContactKind.EMAIL, address, address)
    yield Need(new_id(), person.id, event.id, _phrase(chance, 3), NeedState.OPEN, at)
    if chance.random() < 0.4:
        yield Offer(new_id(), person.id, event.id, _phrase(chance, 3), at)
    if chance.random() < 0.3:
        yield Note(new_id(), owner_id, person.id, event.id, _phrase(chance, 8), at)
    if chance.random() < 0.3:
        yield Tag(new_id(), person.id, chance.choice(_WORDS).lower())
    if chance.random() < 0.2:
        text, due, state = _phrase(chance, 3), at.date() + timedelta(days=3), PromiseState.KEPT
        yield Promise(new_id(), owner_id, person.id, event.id, text, due, state, at, at)


def _phrase(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(_VOCABULARY, cum_weights=_USUAL, k=words))
