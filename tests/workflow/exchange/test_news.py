"""What a card changes of somebody known: the card of before, the new card, and what the user did meanwhile."""

from dataclasses import replace

import pytest

from companion.model.capture import ContactPhrase
from companion.model.contact import Contact
from companion.model.identity import new_id
from companion.model.person import ContactKind, ContactPoint, Tag
from companion.workflow.exchange.news import Known, news_of, points_of, tags_of
from tests.builders import NOW, note, person

OWNER = new_id()
ADA = person("Ada Byron", title="Analyst", organisation="Engines Ltd")


def phrase(value, kind=ContactKind.EMAIL, label=None):
    return ContactPhrase(kind, value, value, label)


def point(value, kind=ContactKind.EMAIL, label=None):
    return ContactPoint(new_id(), ADA.id, kind, value, value, label)


BASE = Contact(
    name="Ada Byron",
    title="Analyst",
    organisation="Engines Ltd",
    points=(phrase("ada@engines.example", label="work"), phrase("ada@home.example")),
    tags=("Maths", "London"),
    notes=("Likes chess",),
)


@pytest.fixture
def known():
    """Ada as the card of before left her."""
    return Known(
        person=ADA,
        points=[point("ada@engines.example", label="work"), point("ada@home.example")],
        tags=[Tag(new_id(), ADA.id, "maths"), Tag(new_id(), ADA.id, "london")],
        notes=[note(ADA, "Likes chess", owner_id=OWNER)],
    )


def news(known, card, base=BASE, photos=(None, None)):
    return news_of(known, base, card, photos=photos, region="GB", owner_id=OWNER, now=NOW)


def told(found):
    return [(one.field, one.before, one.after, one.is_kept) for one in found.fields]


def test_the_same_card_again_is_no_news(known):
    found = news(known, BASE)
    assert (found.changes, found.fields) == ([], [])


def test_a_field_that_the_card_changes_changes(known):
    found = news(known, replace(BASE, title="Countess"))
    assert told(found) == [("title", "Analyst", "Countess", False)]
    assert [change.after for change in found.changes] == [replace(ADA, title="Countess")]


def test_a_field_that_the_user_changed_as_well_stays_and_is_told(known):
    known = replace(known, person=replace(ADA, title="Poet"))
    found = news(known, replace(BASE, title="Countess"))
    assert told(found) == [("title", "Poet", "Countess", True)]
    assert found.changes == []


def test_a_field_that_only_the_user_changed_stays_silently(known):
    known = replace(known, person=replace(ADA, title="Poet"))
    assert told(news(known, BASE)) == []


def test_both_changing_a_field_to_the_same_is_no_news(known):
    known = replace(known, person=replace(ADA, title="Countess"))
    assert told(news(known, replace(BASE, title="Countess"))) == []


def test_a_card_can_take_a_field_away_but_never_the_name(known):
    found = news(known, replace(BASE, title=None, name=""))
    assert told(found) == [("title", "Analyst", "", False)]


def test_one_address_for_another_is_one_change(known):
    card = replace(BASE, points=(phrase("ada@new.example", label="work"), BASE.points[1]))
    found = news(known, card)
    assert told(found) == [("email", "ada@engines.example", "ada@new.example", False)]
    gone, come = found.changes
    assert (gone.before, gone.after) == (known.points[0], None)
    assert (come.after.value, come.after.label, come.after.person_id) == ("ada@new.example", "work", ADA.id)


def test_another_label_of_an_address_is_taken_over(known):
    card = replace(BASE, points=(replace(BASE.points[0], label="home"), BASE.points[1]))
    found = news(known, card)
    assert [change.after.label for change in found.changes] == ["home"]
    assert told(found)[0][0] == "email"


def test_a_label_that_the_user_chose_stays(known):
    mine = replace(known.points[0], label="office")
    card = replace(BASE, points=(replace(BASE.points[0], label="home"), BASE.points[1]))
    assert told(news(replace(known, points=[mine, known.points[1]]), card)) == []


def test_an_address_that_the_user_deleted_does_not_come_back(known):
    known = replace(known, points=known.points[:1])
    assert told(news(known, replace(BASE, title="Countess"))) == [("title", "Analyst", "Countess", False)]


def test_an_address_that_the_user_added_stays(known):
    mine = point("ada@poems.example")
    card = replace(BASE, points=(*BASE.points, phrase("ada@poems.example")))
    known = replace(known, points=[*known.points, mine])
    assert told(news(known, card)) == []
    assert told(news(known, BASE, base=BASE)) == []


def test_tags_and_notes_come_and_go_with_the_card(known):
    card = replace(BASE, tags=("maths", "Poetry"), notes=("Likes chess", "Writes letters"))
    found = news(known, card)
    assert told(found) == [
        ("tag", "london", "", False),
        ("tag", "", "poetry", False),
        ("note", "", "Writes letters", False),
    ]
    assert [change.after is None for change in found.changes] == [True, False, False]


def test_a_note_that_the_user_rewrote_stays(known):
    known = replace(known, notes=[note(ADA, "Likes whist", owner_id=OWNER)])
    assert told(news(known, replace(BASE, notes=()))) == []


def test_needs_and_offers_of_a_table_are_added_once(known):
    card = replace(BASE, needs=("a printer",), offers=("proofs",))
    found = news(known, card)
    assert told(found) == [("need", "", "a printer", False), ("offer", "", "proofs", False)]
    known = replace(
        known,
        needs=[change.after for change in found.changes if hasattr(change.after, "state")],
        offers=[change.after for change in found.changes if not hasattr(change.after, "state")],
    )
    assert told(news(known, card)) == []


def test_another_photo_takes_the_place_of_the_cards_old_one_but_not_of_the_users(known):
    with_photo = replace(known, person=replace(ADA, photo="old"))
    found = news(with_photo, BASE, photos=("old", "new"))
    assert [change.after.photo for change in found.changes] == ["new"]
    found = news(replace(known, person=replace(ADA, photo="mine")), BASE, photos=("old", "new"))
    assert (found.changes, [one.is_kept for one in found.fields]) == ([], [True])
    assert news(with_photo, BASE, photos=("old", "old")).fields == []


def test_a_star_comes_and_is_never_taken_away(known):
    found = news(known, replace(BASE, starred=True))
    assert [change.after.starred for change in found.changes] == [True]
    starred = replace(known, person=replace(ADA, starred=True))
    assert news(starred, BASE, base=replace(BASE, starred=True)).changes == []


def test_numbers_are_compared_in_their_international_form(known):
    number = phrase("020 7946 0018", ContactKind.PHONE, "work")
    (key,) = points_of(Contact(points=(number, replace(number, value="+44 20 7946 0018"))), "GB")
    assert key == (ContactKind.PHONE, "+442079460018")
    found = news(known, replace(BASE, points=(*BASE.points, number)))
    assert found.changes[0].after.typed == "020 7946 0018"
    assert found.changes[0].after.value == "+442079460018"


def test_tags_are_lower_case_each_once_and_not_a_programs_own():
    contact = Contact(tags=("Family  Friends", "family friends", "#VIP", "myContacts", "* myContacts", " "))
    assert tags_of(contact) == ("family friends", "vip")
