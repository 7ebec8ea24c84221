"""Facts that agree with anything would measure nothing."""

from dataclasses import replace

import pytest

from companion.model.capture import ContactPhrase
from companion.model.contact import Contact, Detail, DetailKind, Photo
from companion.model.person import ContactKind
from tests.corpus.fact import UNSAID, Picture, Text, among, differences, person

ADA = Contact(
    name="Ada",
    points=(
        ContactPhrase(ContactKind.EMAIL, "a@example.org", "a@example.org", "work"),
        ContactPhrase(ContactKind.EMAIL, "b@example.org", "b@example.org"),
    ),
    notes=("one \r\ntwo\n",),
    details=(Detail(DetailKind.NICKNAME, "Countess"), Detail(DetailKind.ROLE, "Reader")),
    photo=Photo("image/png", b"x"),
    uid="urn:uuid:1",
)
FACTS = person(
    "Ada",
    emails=[("a@example.org", "work"), ("b@example.org", UNSAID)],
    notes=["one\ntwo"],
    details=among(("role", "Reader", None)),
    photo=Picture("image/png", 1, "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"),
    uid="1",
)


def test_a_contact_that_says_the_facts_differs_in_nothing():
    assert differences(FACTS, ADA) == []


@pytest.mark.parametrize(
    "other",
    [
        replace(ADA, name="ada"),
        replace(ADA, title="Countess"),
        replace(ADA, points=ADA.points[::-1]),
        replace(ADA, points=ADA.points[:1]),
        replace(ADA, points=(*ADA.points, ADA.points[0])),
        replace(ADA, points=(replace(ADA.points[0], label="home"), ADA.points[1])),
        replace(ADA, points=(replace(ADA.points[0], kind=ContactKind.URL), ADA.points[1])),
        replace(ADA, notes=("one", "two")),
        replace(ADA, notes=(" one\n two",)),
        replace(ADA, tags=("x",)),
        replace(ADA, details=()),
        replace(ADA, photo=None),
        replace(ADA, photo=Photo("image/png", b"y")),
        replace(ADA, uid=None),
        replace(ADA, members=()),
    ],
)
def test_a_contact_that_says_anything_else_differs(other):
    assert differences(FACTS, other)


def test_what_is_not_said_is_not_compared():
    assert differences(person(UNSAID, uid=UNSAID, photo=UNSAID, emails=UNSAID, notes=UNSAID), ADA) == []


@pytest.mark.parametrize(
    ("facts", "count"),
    [
        (among(("nickname", "Countess", UNSAID), ("role", "Reader", UNSAID)), 0),
        (among(("role", "Reader", UNSAID), ("nickname", "Countess", UNSAID)), 1),
        (among(("role", "Reader", "work")), 1),
    ],
)
def test_some_of_a_list_keep_their_order(facts, count):
    said = replace(FACTS, said={**FACTS.said, "details": facts})

    assert len(differences(said, ADA)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [(Text("one", "two"), 0), (Text("one", "two", 7), 0), (Text("one", "two", 8), 1), (Text("o", "x"), 1)],
)
def test_a_long_text_is_known_by_its_ends(text, count):
    said = replace(FACTS, said={**FACTS.said, "notes": [text]})

    assert len(differences(said, ADA)) == count
