from companion.formats.vcard.card import Card
from companion.formats.vcard.read import read_cards
from companion.model.person import ContactKind
from companion.storage.store import owner_of
from companion.workflow.exchange.handing import handed_out
from tests.builders import NOW, adding, contact_point, need, note, person


def names_in(content):
    return [
        one.value
        for card in read_cards(content)
        if isinstance(card, Card)
        for one in card.properties
        if one.name == "FN"
    ]


def handed(store, *people):
    return store.read(handed_out, [one.id for one in people], now=NOW, region="DE")


def test_people_go_out_as_cards_and_as_text_in_their_order(store):
    ada = person("Ada Byron", title="Analyst", organisation="Engine Works")
    bob = person("Bob Roth")
    phone = contact_point(ada, "+49301234567", kind=ContactKind.PHONE, typed="030 1234567")
    link = contact_point(ada, "ada.example", kind=ContactKind.URL)
    store.apply(adding(ada, bob, phone, contact_point(ada, "ada@example.org"), link), at=NOW)
    made = handed(store, bob, ada)
    assert made.text == "Bob Roth\n\nAda Byron\nAnalyst, Engine Works\nada@example.org\n030 1234567"
    assert names_in(made.cards) == ["Bob Roth", "Ada Byron"]
    assert made.file_name == "contacts.vcf"


def test_one_person_gives_the_file_their_name(store):
    ada = person("Ada: Byron?")
    store.apply(adding(ada), at=NOW)
    assert handed(store, ada).file_name == "Ada Byron.vcf"


def test_what_is_private_stays_home(store):
    ada, owner_id = person("Ada Byron"), store.read(owner_of)
    told = (need(ada, "a secret need"), note(ada, "a secret note", owner_id=owner_id))
    store.apply(adding(ada, *told), at=NOW)
    made = handed(store, ada)
    assert "secret" not in made.text
    assert b"secret" not in made.cards


def test_who_is_gone_is_left_out(store):
    ada = person("Ada Byron")
    store.apply(adding(ada), at=NOW)
    made = handed(store, ada, person("Bob Roth"))
    assert (made.text, made.file_name) == ("Ada Byron", "Ada Byron.vcf")
    assert names_in(made.cards) == ["Ada Byron"]
