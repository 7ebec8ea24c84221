"""Made-up cards in any number, in the manner of phones, desks and servers; the same ones every time."""

import random
from base64 import b64encode
from collections.abc import Iterator

_GIVEN = "Ana Aino Björn Carla Dmitri Élodie Femi Greta Hanna Ingrid Jonas Katrin Łukasz Maya Nina Ömer Priya".split()
_FAMILY = (
    "Ruiz Laine Müller Chen Ortega Okafor Solberg Dahl Kask Weber Raman Novák Öztürk Ferreira Smith".split()
)
_FIRMS = "Lumen,Kite & Sons,Harbour Bakery,Nordvind AS,Fjäll AB,Atlas Lda,Tide,Kumo KK,Most s.r.o.".split(",")
_TITLES = "Designer,Head of Light,Buyer,Planner,Engineer,VP\\, Partnerships,Researcher,Cook".split(",")
_STREETS = "Quay,Elm Street,Hauptstr.,Calle Luna,Storgatan,Kaivokatu,Vitosha,High St\\, Floor 2".split(",")
_TOWNS = "Port,Graz,Madrid,Lund,Helsinki,Sofia,London,Bergen".split(",")
_WORDS = "met at the fair likes tea not coffee calls before nine knows everybody in town plays chess on Tuesday".split()
_A_PHOTO_IN = 20


def card_file(count: int) -> bytes:
    """A file of that many cards."""
    return b"".join(cards(count))


def cards(count: int) -> Iterator[bytes]:
    """Cards one by one: four in ten of phones by Apple, three by Google, three of other desks."""
    chance = random.Random(5)
    for place in range(count):
        lines = (_apple, _google, _apple, _desk, _google, _apple, _desk, _google, _apple, _desk)[place % 10]
        head = ["BEGIN:VCARD", "VERSION:3.0"]
        text = "\r\n".join([*head, *lines(chance, place), "END:VCARD", ""])
        yield text.encode()


def _apple(chance: random.Random, place: int) -> Iterator[str]:
    given, family = chance.choice(_GIVEN), chance.choice(_FAMILY)
    yield "PRODID:-//Apple Inc.//iPhone OS 16.2//EN"
    yield f"N:{family};{given};;;"
    yield f"FN:{given} {family}"
    yield f"ORG:{chance.choice(_FIRMS)};"
    yield f"TITLE:{chance.choice(_TITLES)}"
    yield f"EMAIL;type=INTERNET;type=WORK;type=pref:a{place}@example.org"
    yield f"TEL;type=CELL;type=VOICE;type=pref:+49 170 555{place:06}"
    yield f"item1.TEL:+49 30 555{place:06}"
    yield "item1.X-ABLabel:Studio"
    yield f"item2.ADR;type=HOME:;;{chance.choice(_STREETS)} {place};{chance.choice(_TOWNS)};;{place:05};Germany"
    yield "item2.X-ABADR:de"
    yield f"BDAY:19{chance.randrange(50, 99)}-0{chance.randrange(1, 9)}-1{chance.randrange(9)}"
    if place % _A_PHOTO_IN == 0:
        yield _folded(f"PHOTO;ENCODING=b;TYPE=JPEG:{_photo(chance)}")


def _google(chance: random.Random, place: int) -> Iterator[str]:
    given, family = chance.choice(_GIVEN), chance.choice(_FAMILY)
    yield f"FN:{given} {family}"
    yield f"N:{family};{given};;;"
    yield f"EMAIL;TYPE=INTERNET;TYPE=HOME:g{place}@example.org"
    yield f"TEL;TYPE=CELL:+420 666{place:06}"
    yield f"ORG:{chance.choice(_FIRMS)}"
    yield f"URL:https://example.org/{place}"
    yield "CATEGORIES:myContacts,Friends"
    yield _folded(f"NOTE:{_words(chance)}\\n{_words(chance)}")


def _desk(chance: random.Random, place: int) -> Iterator[str]:
    given, family = chance.choice(_GIVEN), chance.choice(_FAMILY)
    yield f"N:{family};{given};;Dr.;"
    yield f"FN:Dr. {given} {family}"
    yield f"ORG:{chance.choice(_FIRMS)};Research"
    yield f"TITLE:{chance.choice(_TITLES)}"
    yield f"TEL;TYPE=WORK,VOICE:+46 777{place:06}"
    yield f"TEL;TYPE=WORK,FAX:+46 778{place:06}"
    yield f"EMAIL;TYPE=WORK:d{place}@example.com"
    yield f"ADR;TYPE=WORK:;;{chance.choice(_STREETS)} {place};{chance.choice(_TOWNS)};;{place:05};"
    yield f"X-JABBER;TYPE=HOME:d{place}@jabber.example"
    yield f"UID:desk-{place}"
    yield f"REV:2020-01-02T03:04:{place % 60:02}Z"


def _words(chance: random.Random) -> str:
    return " ".join(chance.choices(_WORDS, k=9))


def _photo(chance: random.Random) -> str:
    return b64encode(b"\xff\xd8\xff\xe0" + chance.randbytes(4_000) + b"\xff\xd9").decode()


def _folded(line: str) -> str:
    return "\r\n ".join(line[start : start + 74] for start in range(0, len(line), 74))
