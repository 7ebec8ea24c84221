"""What is kept of vCards in codes: every one, all of it, and what stands around it."""

from companion.formats.payload.read import read_payloads
from companion.model.event import Event
from companion.storage.queries.person import people_page, whole_person
from companion.workflow.exchange.export import ORIGINAL, Wanted, cards
from companion.workflow.scan import payloads_at, save_scan, whom_meant
from tests.builders import NOW, adding, contact_point, event, person
from tests.drawing import picture_of
from tests.workflow.exchange.conftest import card, fates

ANA = card("EMAIL:ana@acme.example", name="Ana Ruiz")
BEN = card("EMAIL:ben@hub.example", name="Ben Okafor")
EMAILS = [f"m{place}@acme.example" for place in range(30)]
MANY = card(*(f"EMAIL:{one}" for one in EMAILS), name="Ana Ruiz")


def scan(store, text):
    """Everybody of a code, stored."""
    found = []
    for payload in read_payloads(text):
        scanned = store.read(save_scan, payload, now=NOW, region="DE")
        store.apply(scanned.change_set, at=NOW)
        found.append(scanned.person)
    return found


def exported(store, who):
    (written,) = store.read(
        lambda connection: [*cards(connection, [who.id], Wanted(version=ORIGINAL), now=NOW)]
    )
    return written[1].decode()


def notes(store, person_id):
    return [one.text for one in store.read(whole_person, person_id).notes]


def test_each_card_of_a_code_is_somebody(store):
    assert [one.name for one in scan(store, ANA + BEN)] == ["Ana Ruiz", "Ben Okafor"]


def test_what_stands_around_a_card_is_noted_of_that_person(store):
    ana, ben = scan(store, f"Team\n{ANA}{BEN}Stand 42\nHall 3")
    assert (notes(store, ana.id), notes(store, ben.id)) == (["Team"], ["Stand 42\nHall 3"])


def test_all_addresses_of_a_card_are_kept_and_come_back(store):
    (ana,) = scan(store, MANY)
    kept = [one.value for one in store.read(whole_person, ana.id).contact_points]
    assert sorted(kept) == sorted(EMAILS)
    assert exported(store, ana).count("EMAIL") == 30


def test_somebody_is_known_by_an_address_that_is_not_shown(store):
    ana = person("Anna")
    store.apply(adding(ana, contact_point(ana, value=EMAILS[-1], typed=EMAILS[-1])), at=NOW)
    (payload,) = read_payloads(MANY)
    assert store.read(whom_meant, payload, region="DE").person == ana


def test_an_import_takes_the_same_of_a_picture(store, imported):
    plan = imported(picture_of(f"{ANA}{BEN}Stand 42", MANY.replace("Ana Ruiz", "Eva Ruiz")), "team.png")
    assert fates(plan) == ["new", "new", "new"]
    _, ben, eva = (row.record_id for row in plan.rows)
    assert notes(store, ben) == ["Stand 42"]
    assert len(store.read(whole_person, eva).contact_points) == 30
    assert sorted(one.name for one in store.read(people_page, after=None, limit=None)) == [
        "Ana Ruiz",
        "Ben Okafor",
        "Eva Ruiz",
    ]


def test_at_an_event_a_code_is_as_many_as_elsewhere(store):
    here: Event = event(owner_id=store.owner_id, badge="name;organisation")
    assert [one.title for one in payloads_at(ANA + BEN, here)] == ["Ana Ruiz", "Ben Okafor"]
    (badge,) = payloads_at("Ana Ruiz;Acme", here)
    assert (badge.title, badge.is_guess) == ("Ana Ruiz", False)
