"""Nothing of a password or key within a code is anywhere among the data."""

import zlib

import pytest

from companion.formats.payload.read import read_payloads
from companion.model.event import Event
from companion.storage.queries.card import source_cards_of
from companion.storage.queries.person import whole_person
from companion.workflow.scan import payload_at, save_scan
from tests.builders import NOW, event
from tests.drawing import picture_of
from tests.workflow.exchange.conftest import card, fates

NEEDLE = "needleofasecret"
WIFI = f"WIFI:S:Guests;T:WPA;P:{NEEDLE};;"
TEXTS = [
    card(f"NOTE:Our network: {WIFI}", name="Ana Ruiz"),
    card(f"X-HUT:otpauth://totp/x?secret={NEEDLE}", name="Ana Ruiz"),
    f"MECARD:N:Ruiz,Ana;TEL:030111222;;{WIFI}",
    f"{card(name='Ana Ruiz')}{WIFI}",
    f"Ana Ruiz;Acme;17;{WIFI}",
]


@pytest.fixture
def bytes_kept(store):
    """All bytes of the data, with what is packed there unpacked."""

    def made(*people):
        found = [file.read_bytes() for file in store.path.parent.rglob("*") if file.is_file()]
        for cards in store.read(source_cards_of, list(people)).values():
            found += [zlib.decompress(one.content) for one in cards]
        return b"".join(found)

    return made


@pytest.mark.parametrize("text", TEXTS)
def test_a_scanned_secret_is_not_stored_with_the_person(store, bytes_kept, text):
    (payload,) = read_payloads(text)
    scanned = store.read(save_scan, payload, now=NOW, region="DE")
    store.apply(scanned.change_set, at=NOW)
    kept = bytes_kept(scanned.person.id)
    assert scanned.person.name.encode() in kept
    assert "…".encode() in kept
    assert NEEDLE.encode() not in kept


def test_an_imported_secret_is_not_stored_with_the_person(store, imported, bytes_kept):
    plan = imported(picture_of(*TEXTS[:3]), "sheet.png")
    assert fates(plan) == ["new", "new", "new"]
    people = [row.record_id for row in plan.rows]
    kept = bytes_kept(*people)
    assert "…".encode() in kept
    assert NEEDLE.encode() not in kept
    assert store.read(whole_person, people[0]).notes[0].text == "Our network: WIFI:…"


def test_a_secret_in_a_badge_of_an_event_is_left_out_as_well(store):
    here: Event = event(owner_id=store.owner_id, badge="name;organisation;badge;")
    payload = payload_at(f"Ana Ruiz;Acme;17;otpauth://totp/x?secret={NEEDLE}", here)
    assert (payload.title, payload.is_guess) == ("Ana Ruiz", False)
    assert NEEDLE not in repr(payload)
