"""What becomes of codes: whom each is of, every record it brings, and what is never kept."""

import zlib
from base64 import b64encode
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from companion.formats.archive import read_archive, write_archive
from companion.formats.payload.badge import read_badge
from companion.formats.payload.read import read_payload
from companion.model.capture import RawCapture
from companion.model.change import Change, ChangeSet, Kind, Label
from companion.model.error import InvalidValueError, SecretCodeError
from companion.model.event import Attendee
from companion.model.payload import SECRETS, BadgeField, PayloadKind
from companion.model.person import ContactKind, Tag
from companion.model.problem import ProblemCode
from companion.model.source_card import IMPORT, SCAN, SourceCard
from companion.rules.duplicates import EvidenceKind
from companion.rules.search import read_query
from companion.storage import journal
from companion.storage.queries.card import blob_with, source_cards_of
from companion.storage.queries.event import met_at
from companion.storage.queries.person import people_page, records_of, summaries_of, whole_person
from companion.storage.queries.search import people_matching
from companion.wording.code import text_words
from companion.wording.field import card_words
from companion.wording.template import read_templates
from companion.workflow.exchange.detail import details_by_card
from companion.workflow.exchange.export import ORIGINAL, Wanted, cards
from companion.workflow.exchange.intake import plan_import
from companion.workflow.exchange.kept import text_of
from companion.workflow.exchange.reading import Choices, read_material
from companion.workflow.exchange.source import Format, Material
from companion.workflow.history import undo
from companion.workflow.morning import card_files
from companion.workflow.person import edit
from companion.workflow.scan import payload_at, remember_badge, save_scan, whom_meant
from tests.builders import NOW, adding, attendee, changing, contact_point, encounter, event, person

ANA = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Ruiz\r\nN:Ruiz;Ana;;;\r\nORG:Acme Corp\r\nTITLE:CTO\r\n"
    "TEL;TYPE=CELL:030 1234567\r\nEMAIL;TYPE=WORK:ana@acme.example\r\nBDAY:1985-04-12\r\nCATEGORIES:Rowing\r\n"
    "NOTE:Likes chess.\r\nX-SHOE-SIZE:38\r\nEND:VCARD\r\n"
)
BEN = "MECARD:N:Okafor,Ben;EMAIL:ben@hub.example;TEL:+4930111222;NICKNAME:Benny;;"
PAGE = "https://www.linkedin.com/in/cleo-marchetti?trk=qr"
WIFI = "WIFI:S:Guests;T:WPA;P:needle-of-a-password;;"


def keep(store, *records):
    store.apply(adding(*records), at=NOW)


def running(store, **values):
    made = event(owner_id=store.owner_id, **{"ends_at": None, "venue": None, **values})
    keep(store, made)
    return made


def planned(store, text, **options):
    return store.read(save_scan, read_payload(text), now=NOW, region="DE", **options)


def scan(store, text, **options):
    scanned = planned(store, text, **options)
    store.apply(scanned.change_set, at=NOW)
    return scanned


def meant(store, text, **options):
    return store.read(whom_meant, read_payload(text), region="DE", **options)


def of(store, kind, who):
    return store.read(records_of, kind, "person_id", [who.id])


def kept_cards(store, who):
    return store.read(source_cards_of, [who.id]).get(who.id, ())


def everybody(store):
    return store.read(people_page, after=None, limit=None)


# What each kind of code becomes

PERSON, POINT, MET, CARD = Kind.PERSON, Kind.CONTACT_POINT, Kind.ENCOUNTER, Kind.SOURCE_CARD


@pytest.mark.parametrize(
    ("text", "kind", "kinds"),
    [
        (ANA, PayloadKind.PERSON, [PERSON, POINT, POINT, Kind.TAG, MET, CARD, Kind.NOTE]),
        (BEN, PayloadKind.PERSON, [PERSON, POINT, POINT, MET, CARD]),
        (PAGE, PayloadKind.PERSON, [PERSON, POINT, MET, CARD]),
        ("Dana Weiss;Acme;A-17", PayloadKind.PERSON, [PERSON, POINT, MET, CARD]),
        ("mailto:eve@hub.example?subject=Hi", PayloadKind.EMAIL, [PERSON, POINT, MET, CARD, Kind.NOTE]),
        ("tel:+4930123456", PayloadKind.PHONE, [PERSON, POINT, MET]),
        ("1017", PayloadKind.BADGE, [PERSON, POINT, MET]),
        ("https://example.org/jobs", PayloadKind.LINK, [Kind.RAW_CAPTURE]),
        ("Meet me at the bar.", PayloadKind.NOTE, [Kind.RAW_CAPTURE]),
        ("geo:52.5,13.4?q=Hub", PayloadKind.PLACE, [Kind.EVENT]),
        ("BEGIN:VEVENT\nSUMMARY:Talk\nDTSTART:20260312T100000Z\nEND:VEVENT", PayloadKind.EVENT, [Kind.EVENT]),
    ],
)
def test_a_code_becomes_what_it_is(store, text, kind, kinds):
    running(store)
    assert read_payload(text).kind is kind
    changes = scan(store, text).change_set.changes
    assert sorted(change.kind for change in changes) == sorted(kinds)


def test_a_card_becomes_a_person_with_all_that_is_on_it(store):
    mixer = running(store)
    scanned = scan(store, ANA)
    ana = scanned.person
    assert (scanned.is_new, scanned.event, scanned.problems) == (True, mixer, ())
    assert (ana.name, ana.title, ana.organisation, ana.birthday) == (
        "Ana Ruiz",
        "CTO",
        "Acme Corp",
        "1985-04-12",
    )
    points = {(one.kind, one.value, one.typed, one.label) for one in of(store, Kind.CONTACT_POINT, ana)}
    assert points == {
        (ContactKind.PHONE, "+49301234567", "030 1234567", "mobile"),
        (ContactKind.EMAIL, "ana@acme.example", "ana@acme.example", "work"),
    }
    assert [one.name for one in of(store, Kind.TAG, ana)] == ["rowing"]
    assert [(one.text, one.event_id) for one in of(store, Kind.NOTE, ana)] == [("Likes chess.", mixer.id)]
    assert [(one.event_id, one.at) for one in of(store, Kind.ENCOUNTER, ana)] == [(mixer.id, NOW)]


def test_without_an_event_nobody_is_met(store):
    ana = scan(store, ANA).person
    assert of(store, Kind.ENCOUNTER, ana) == []
    (note,) = of(store, Kind.NOTE, ana)
    assert note.event_id is None


def test_a_photo_of_a_card_becomes_the_persons(store):
    content = BytesIO()
    Image.new("RGB", (4, 4)).save(content, "PNG")
    photo = f"PHOTO;ENCODING=b;TYPE=PNG:{b64encode(content.getvalue()).decode()}\r\nEND:VCARD"
    ana = scan(store, ANA.replace("END:VCARD", photo)).person
    assert store.read(blob_with, ana.photo).content == content.getvalue()
    mine = replace(ana, photo=None)
    store.apply(changing((ana, mine)), at=NOW)
    again = scan(store, ANA.replace("END:VCARD", f"REV:2026\r\n{photo}"))
    assert again.person.photo == ana.photo


# The line beside it


def test_a_line_typed_beside_a_code_is_about_the_same_person_and_kept_as_typed(store):
    mixer = running(store)
    line = "?graphic designer !send deck tomorrow #hr  knows  wine"
    ana = scan(store, ANA, line=line).person
    (raw,) = store.read(whole_person, ana.id).captures
    assert (raw.line, raw.event_id) == (line, mixer.id)
    assert [one.text for one in of(store, Kind.NEED, ana)] == ["graphic designer"]
    assert [(one.text, one.event_id) for one in of(store, Kind.PROMISE, ana)] == [("send deck", mixer.id)]
    assert {one.name for one in of(store, Kind.TAG, ana)} == {"hr", "rowing"}
    assert {one.text for one in of(store, Kind.NOTE, ana)} == {"knows wine", "Likes chess."}


def test_what_was_typed_counts_more_than_the_card(store):
    ana = scan(store, ANA, line="Ana Ruiz, Head of Talent @Nova").person
    assert (ana.title, ana.organisation) == ("Head of Talent", "Nova")


def test_spans_taken_back_stay_plain_text(store):
    ana = scan(store, ANA, line="?chess", off=[(0, 6)]).person
    assert of(store, Kind.NEED, ana) == []
    assert "?chess" in {one.text for one in of(store, Kind.NOTE, ana)}


@pytest.mark.parametrize(
    "text", ["1017", "mailto:eve@hub.example", "https://example.org/me", "Ask for wine."]
)
def test_a_name_typed_beside_a_code_without_one_is_whom_it_is_of(store, text):
    running(store)
    scanned = scan(store, text, line="Eve Stone ?a boat")
    assert (scanned.person.name, scanned.is_new) == ("Eve Stone", True)
    assert [one.text for one in of(store, Kind.NEED, scanned.person)] == ["a boat"]
    again = scan(store, text, line="Eve Stone")
    assert (again.person.id, again.is_new) == (scanned.person.id, False)
    assert len(everybody(store)) == 1


def test_a_name_that_the_user_gives_is_the_name(store):
    assert scan(store, PAGE, name="Cleo March").person.name == "Cleo March"
    assert scan(store, "https://example.org/me", name="Fay Lin").person.name == "Fay Lin"


# Whom it is of


@pytest.mark.parametrize(
    ("known", "points", "text", "kinds"),
    [
        ("A. Ruiz", [(ContactKind.EMAIL, "ANA@acme.example")], ANA, [EvidenceKind.SAME_EMAIL]),
        ("A. Ruiz", [(ContactKind.PHONE, "+49301234567")], ANA, [EvidenceKind.SAME_PHONE]),
        ("Ana Ruiz", [], ANA, [EvidenceKind.SAME_NAME]),
        ("Dana Weiss", [], "Dana Weiss;Acme;A-17", [EvidenceKind.SAME_NAME]),
    ],
)
def test_somebody_known_is_recognised_and_says_why(store, known, points, text, kinds):
    who = person(known)
    keep(store, who, *(contact_point(who, value, kind=kind) for kind, value in points))
    found = meant(store, text)
    assert found.person == who
    assert [one.kind for one in found.evidence][: len(kinds)] == kinds
    scanned = scan(store, text)
    assert (scanned.person.id, scanned.is_new) == (who.id, False)
    assert len(everybody(store)) == 1


def test_somebody_of_another_company_is_somebody_else(store):
    keep(store, person("Ana Ruiz", organisation="Nova"))
    assert meant(store, ANA).person is None
    assert scan(store, ANA).is_new


def test_a_first_name_is_whoever_was_met_here_by_it(store):
    mixer, ana = running(store), person("Ana Ruiz")
    text = "MECARD:N:Ana;URL:https://example.org/ana;;"
    keep(store, ana)
    assert meant(store, text).person is None
    keep(store, encounter(ana, mixer))
    found = meant(store, text)
    assert (found.person, [one.kind for one in found.evidence]) == (ana, [EvidenceKind.SIMILAR_NAME])


def test_a_badge_is_of_whoever_wears_the_number_at_this_event(store):
    mixer = running(store)
    first = scan(store, "1017")
    assert (first.person.name, first.is_new) == ("", True)
    found = meant(store, "1017")
    assert (found.person, [one.kind for one in found.evidence]) == (first.person, [EvidenceKind.SAME_BADGE])
    again = scan(store, "#1017")
    assert (again.person.id, again.is_new) == (first.person.id, False)
    named = scan(store, "Dana Weiss;Acme;1017")
    assert (named.person.id, named.person.name, named.is_new) == (first.person.id, "Dana Weiss", False)
    store.apply(changing((mixer, replace(mixer, ends_at=NOW)), label=Label.END_EVENT), at=NOW)
    assert meant(store, "1017").person is None
    # Of the same name, but another evening.
    running(store)
    assert meant(store, "1017").person is None
    assert scan(store, "1017").is_new


def test_the_number_of_another_event_is_somebody_elses(store):
    mixer = running(store)
    ana, ben = person("Ana Ruiz"), person("Ben Okafor")
    theirs = [contact_point(one, "1017", kind=ContactKind.BADGE, label="Fair") for one in (ana, ben)]
    keep(store, ana, ben, encounter(ana, mixer), encounter(ben, mixer), *theirs)
    assert meant(store, "1017").person is None
    keep(store, contact_point(ben, "1017", kind=ContactKind.BADGE, label=mixer.name))
    assert meant(store, "1017").person == ben


def test_a_page_is_of_whoever_has_it_whatever_they_are_called(store):
    mine = person("Cleo March")
    keep(store, mine, contact_point(mine, "https://linkedin.com/in/cleo-marchetti/", kind=ContactKind.URL))
    found = meant(store, PAGE)
    assert (found.person, [one.kind for one in found.evidence]) == (mine, [EvidenceKind.SAME_URL])
    assert scan(store, PAGE).person == mine
    other = person("Dan Marchetti")
    keep(store, other, contact_point(other, "https://linkedin.com/in/cleo-marchetti", kind=ContactKind.URL))
    assert meant(store, PAGE).person is None


def test_a_name_takes_the_place_of_an_address_or_number(store):
    eve = scan(store, "mailto:eve@hub.example").person
    assert eve.name == "eve@hub.example"
    assert scan(store, "MECARD:N:Stone,Eve;EMAIL:eve@hub.example;;").person == replace(eve, name="Eve Stone")
    keep(store, person("Finn Berg"))
    assert [one.name for one in everybody(store)] == ["Eve Stone", "Finn Berg"]


def test_what_is_known_stays_and_what_is_not_is_added(store):
    ana = person("Ana Ruiz", title="Head of Talent")
    keep(store, ana, contact_point(ana, "ana@acme.example"), Tag(ana.id, ana.id, "rowing"))
    told = {(one.field, one.before, one.after, one.is_kept) for one in meant(store, ANA).differences}
    assert told == {
        ("title", "Head of Talent", "CTO", True),
        ("organisation", "", "Acme Corp", False),
        ("birthday", "", "1985-04-12", False),
        ("phone", "", "030 1234567", False),
    }
    after = scan(store, ANA).person
    assert after == replace(ana, organisation="Acme Corp", birthday="1985-04-12")
    assert len(of(store, Kind.CONTACT_POINT, ana)) == 2
    assert len(of(store, Kind.TAG, ana)) == 1


def test_a_photo_and_tags_are_among_what_is_new(store):
    content = BytesIO()
    Image.new("RGB", (4, 4)).save(content, "PNG")
    photo = f"PHOTO;ENCODING=b;TYPE=PNG:{b64encode(content.getvalue()).decode()}\r\nEND:VCARD"
    keep(store, person("Ana Ruiz", title="CTO", organisation="Acme Corp", birthday="1985-04-12"))
    told = [one.field for one in meant(store, ANA.replace("END:VCARD", photo)).differences]
    assert told == ["photo", "phone", "email", "tag"]


def test_the_user_may_say_whom_it_is_of(store):
    ana, ben = person("Ana Ruiz"), person("Ben Okafor")
    keep(store, ana, ben)
    assert scan(store, ANA, to=ben).person.id == ben.id
    assert scan(store, ANA, attach=False).is_new
    new = scan(store, ANA, to=ben, is_new=True)
    assert (new.is_new, new.person.name) == (True, "Ana Ruiz")


def test_a_second_scan_changes_nothing(store):
    running(store)
    for text in (ANA, BEN, PAGE, "Dana Weiss;Acme;A-17", "mailto:eve@hub.example?subject=Hi", "1017"):
        scan(store, text)
        assert scan(store, text).change_set.changes == ()


def test_whoever_is_expected_is_tied_to_the_list(store):
    mixer = running(store)
    expected = attendee(mixer, name="Ben Okafor", organisation="Hub", title="CEO", email="b@hub.example")
    nameless = attendee(mixer, name="")
    keep(store, expected, nameless)
    ben = scan(store, BEN).person
    assert (ben.organisation, ben.title) == ("Hub", "CEO")
    assert store.read(records_of, Kind.ATTENDEE, "id", [expected.id])[0].person_id == ben.id
    scan(store, "1017")
    assert store.read(records_of, Kind.ATTENDEE, "id", [nameless.id])[0].person_id is None


# The badges of an event

CELLS = "Acme Corp|Weiss|Dana|A-17"
FIELDS = (BadgeField.ORGANISATION, BadgeField.LAST_NAME, BadgeField.FIRST_NAME, BadgeField.BADGE)


def test_how_badges_are_read_is_said_once_for_an_event(store):
    mixer = running(store)
    first = store.read(save_scan, read_badge(CELLS, FIELDS), now=NOW, region="DE", badge=FIELDS)
    store.apply(first.change_set, at=NOW)
    here = store.read(records_of, Kind.EVENT, "id", [mixer.id])[0]
    assert here.badge == "organisation;last_name;first_name;badge"
    assert (first.person.name, first.person.organisation) == ("Dana Weiss", "Acme Corp")
    second = payload_at("Hub|Okafor|Ben|A-18", here)
    assert (second.title, second.contact.organisation, second.is_guess) == ("Ben Okafor", "Hub", False)
    again = store.read(save_scan, second, now=NOW, region="DE", badge=FIELDS)
    assert Kind.EVENT not in {change.kind for change in again.change_set.changes}
    store.apply(store.read(undo)[1], at=NOW)
    assert store.read(records_of, Kind.EVENT, "id", [mixer.id]) == [mixer]
    assert everybody(store) == []


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        (CELLS, PayloadKind.PERSON, "Dana Weiss"),
        ("Dana Weiss;Acme;A-17", PayloadKind.PERSON, "Dana Weiss"),
        ("1017", PayloadKind.BADGE, "1017"),
        ("Just words.", PayloadKind.NOTE, "Just words."),
        (BEN, PayloadKind.PERSON, "Ben Okafor"),
        (WIFI, PayloadKind.WIFI, "Guests"),
    ],
)
def test_what_is_no_badge_of_the_event_is_what_it_looks_like(store, text, kind, title):
    mixer = event(owner_id=store.owner_id, badge=";".join(FIELDS))
    payload = payload_at(text, mixer)
    assert (payload.kind, payload.title) == (kind, title)


@pytest.mark.parametrize("text", ["Dana Weiss;Acme;A-17", "VISITOR|Nina|Roth|Lumen|x|y"])
def test_a_badge_with_another_number_of_cells_says_that_it_is_read_otherwise(store, text):
    mixer = event(owner_id=store.owner_id, badge="name;badge")
    guess, payload = read_payload(text), payload_at(text, mixer)
    assert payload.problems[:-1] == guess.problems
    assert payload.problems[-1].code is ProblemCode.OTHER_CELLS
    assert (payload.cells, payload.fields) == (guess.cells, guess.fields)


def test_a_text_without_cells_is_no_badge_of_another_kind(store):
    mixer = event(owner_id=store.owner_id, badge="name;badge")
    assert payload_at("Just words.", mixer).problems == ()


def test_a_badge_of_nothing_but_a_name_is_read_as_it_was_said(store):
    mixer = event(owner_id=store.owner_id, badge="name")
    assert payload_at("Dana Weiss", None).kind is PayloadKind.NOTE
    assert payload_at("Dana Weiss", mixer).contact.name == "Dana Weiss"


def test_no_event_remembers_nothing_and_none_can_forget(store):
    text = read_badge(CELLS, FIELDS)
    scanned = store.read(save_scan, text, now=NOW, region="DE", badge=FIELDS)
    assert Kind.EVENT not in {change.kind for change in scanned.change_set.changes}
    told = event(owner_id=store.owner_id, badge="name")
    assert [one.after.badge for one in remember_badge(told, ()).changes] == [None]
    assert remember_badge(told, (BadgeField.NAME,)).changes == ()


# Somebody without a name


def test_whoever_has_no_name_is_called_by_the_number_of_their_badge(store):
    mixer = running(store)
    keep(store, person("Ana Ruiz"))
    one = scan(store, "1017", line="!send deck fri").person
    assert [(some.name, some.badge) for some in everybody(store)] == [("", "1017"), ("Ana Ruiz", None)]
    assert [some.badge for some in store.read(summaries_of, [one.id])] == ["1017"]
    assert [some.id for some in store.read(people_matching, read_query("1017"))] == [one.id]
    assert [met.badge for met in store.read(met_at, mixer.id)] == ["1017"]
    templates = read_templates()
    (card,) = store.read(card_files, today=NOW.date() + timedelta(days=1), templates=templates)
    assert (card.person, card.badge, "None" in card.draft.body) == (one, "1017", False)
    assert "{" not in card.draft.body
    nobody = scan(store, "1018", is_new=True).person
    store.apply(
        ChangeSet(Label.DELETE, tuple(map(Change.remove, of(store, Kind.CONTACT_POINT, nobody)))), at=NOW
    )
    assert [some.badge for some in store.read(summaries_of, [nobody.id])] == [None]


def test_whoever_has_no_name_can_be_edited_but_no_name_taken_away(store):
    one = scan(store, "1017").person
    edited, changes = store.read(edit, one, {"title": ["CTO"]}, region="DE")
    store.apply(changes, at=NOW)
    assert (edited.name, edited.title) == ("", "CTO")
    with pytest.raises(InvalidValueError):
        store.read(edit, edited, {"name": [" "]}, region="DE")


def test_what_stands_for_a_name_on_an_own_card_comes_back_as_none(store):
    one = scan(store, "1017").person

    def again(text):
        sources = read_material(Material("own.vcf", text, Format.VCARD), Choices())
        plan = store.read(plan_import, sources, now=NOW, region="DE")
        return [some.after.name for some in plan.change_set.changes if some.kind is Kind.PERSON]

    ((_, card),) = store.read(lambda some: list(cards(some, [one.id], Wanted(), now=NOW)))
    assert again(card) == []
    assert again(card.replace(b"FN:-", b"FN:Dana Weiss")) == ["Dana Weiss"]


# The card or text as it came


def test_a_card_is_kept_as_it_came_like_an_imported_one(store):
    ana = scan(store, ANA).person
    (card,) = kept_cards(store, ana)
    assert (card.source, card.is_text, zlib.decompress(card.content)) == (
        IMPORT,
        False,
        ANA.encode().rstrip(),
    )
    ((_, original),) = store.read(lambda one: list(cards(one, [ana.id], Wanted(ORIGINAL), now=NOW)))
    assert original.decode() == ANA
    sources = read_material(Material("ana.vcf", ANA.encode(), Format.VCARD), Choices())
    plan = store.read(plan_import, sources, now=NOW, region="DE")
    assert [row.fate.value for row in plan.rows] == ["unchanged"]
    assert not plan.change_set


@pytest.mark.parametrize("text", [BEN, PAGE, "Dana Weiss;Acme;A-17", "mailto:eve@hub.example?subject=Hi"])
def test_any_other_text_is_kept_beside_the_person_and_written_into_no_card(store, text):
    who = scan(store, text).person
    (kept,) = kept_cards(store, who)
    assert (kept.source, kept.is_text, kept.is_row, kept.version) == (SCAN, True, False, "")
    assert text_of(kept) == text
    for version in ("2.1", "3.0", "4.0", ORIGINAL):
        ((_, card),) = store.read(lambda one, v=version: list(cards(one, [who.id], Wanted(v), now=NOW)))
        assert b"MECARD" not in card
        assert b"trk=qr" not in card


def test_the_text_of_a_code_is_told_with_the_person_and_every_character_seen(store):
    text = BEN.replace("Benny", "\u202eBenny")
    ben = scan(store, text).person
    (told,) = store.read(details_by_card, store.read(whole_person, ben.id).source_cards)
    assert (told.text, told.details, told.came_at) == (text, (), NOW)
    assert text_words(told.text) == BEN.replace("Benny", "\\u202eBenny")
    assert text_words("a\r\nb\rc\nd") == "a\nb\nc\nd"
    assert card_words(told.source, "12 May") == "From a code read 12 May"


@pytest.mark.parametrize(
    "text",
    ["1017", "#1017", "tel:+4930123456", "MAILTO:eve@hub.example", "https://linkedin.com/in/cleo-marchetti"],
)
def test_a_text_of_which_all_is_known_is_not_kept_twice(store, text):
    assert kept_cards(store, scan(store, text).person) == ()


def test_a_text_that_breaks_off_in_a_character_is_kept(store):
    who = scan(store, BEN.replace("Benny", "Ben\ud800")).person
    assert "Ben?" in text_of(kept_cards(store, who)[0])


# Of nobody


def test_a_link_or_text_without_anybody_is_kept_at_the_event(store):
    mixer = running(store)
    link = scan(store, "https://example.org/jobs?utm_source=x").of(RawCapture)[0]
    assert (link.line, link.event_id, link.at) == ("https://example.org/jobs", mixer.id, NOW)
    text = scan(store, "Ana Ruiz ?first line\r\nsecond").of(RawCapture)[0]
    assert (text.line, text.off) == ("Ana Ruiz ?first line\nsecond", ((0, 27),))
    assert everybody(store) == []


def test_a_link_or_text_is_added_to_the_person_in_hand(store):
    ana = person("Ana Ruiz")
    keep(store, ana)
    scan(store, "https://example.org/jobs", to=ana)
    scan(store, "Meet me at the bar.", to=ana)
    scan(store, "geo:52.5,13.4?q=Hub", to=ana)
    assert [(one.kind, one.value) for one in of(store, Kind.CONTACT_POINT, ana)] == [
        (ContactKind.URL, "https://example.org/jobs")
    ]
    assert [one.text for one in of(store, Kind.NOTE, ana)] == ["Meet me at the bar.", "Hub"]


def test_a_line_beside_what_is_of_nobody_is_kept_as_if_it_were_typed_alone(store):
    ana = scan(store, ANA, line="?a boat").person
    scanned = scan(store, "https://example.org/jobs", line="?a captain")
    assert [one.text for one in of(store, Kind.NEED, ana)] == ["a boat", "a captain"]
    assert [one.line for one in scanned.of(RawCapture)] == ["https://example.org/jobs", "?a captain"]


def test_a_place_is_where_the_running_event_is_unless_it_has_one(store):
    mixer = running(store)
    scanned = scan(store, "geo:52.5,13.4?q=Hub", line="loud")
    assert [one.venue for one in scanned.gatherings] == ["Hub"]
    assert store.read(records_of, Kind.EVENT, "id", [mixer.id])[0].venue == "Hub"
    assert (scanned.change_set.label, scanned.change_set.facts) == (Label.EDIT_EVENT, {"name": mixer.name})
    assert [one.line for one in scan(store, "geo:1.5,2.5").of(RawCapture)] == ["1.5, 2.5"]


def test_an_event_comes_to_be_with_whom_it_expects_and_is_known_again(store):
    text = "BEGIN:VEVENT\nUID:talk-1\nSUMMARY:Talk\nDTSTART:20260312T100000Z\nATTENDEE;CN=Ben:mailto:b@hub.example\nEND:VEVENT"
    scanned = scan(store, text, line="bring cards")
    (talk,) = scanned.gatherings
    assert (talk.name, [one.name for one in scanned.of(Attendee)]) == ("Talk", ["Ben"])
    assert [one.line for one in scanned.of(RawCapture)] == ["bring cards"]
    again = scan(store, text)
    assert (again.gatherings, again.change_set.changes) == ((talk,), ())
    moved = scan(store, text.replace("T100000Z", "T110000Z"))
    assert moved.gatherings[0].starts_at.hour == 11
    calendar = text.replace("T100000Z", "T120000Z").replace("BEGIN:VEVENT", "BEGIN:VCALENDAR\nBEGIN:VEVENT")
    sources = read_material(
        Material("a.ics", f"{calendar}\nEND:VCALENDAR".encode(), Format.CALENDAR), Choices()
    )
    store.apply(store.read(plan_import, sources, now=NOW, region="DE").change_set, at=NOW)
    assert store.read(records_of, Kind.EVENT, "id", [talk.id])[0].starts_at.hour == 12


# All of it, or nothing


def test_one_undo_takes_a_scan_back(store):
    running(store)
    scan(store, ANA, line="?a boat !call fri")
    assert store.read(journal.undoable_entries, store.owner_id, limit=1)[0].label is Label.SCAN
    store.apply(store.read(undo)[1], at=NOW)
    assert everybody(store) == []


def test_what_is_refused_is_not_kept(store):
    scanned = scan(store, "x" * 9000)
    assert not scanned.change_set
    assert [one.is_refusal for one in scanned.problems] == [True]


# Secrets

SECRET_TEXTS = {
    PayloadKind.WIFI: WIFI,
    PayloadKind.OTP: "otpauth://totp/Acme:ana?secret=NEEDLEOFASECRET&issuer=Acme",
    PayloadKind.FIDO: "FIDO:/0401733345920347509485",
    PayloadKind.KEY: f"xprvNEED1E{'9' * 101}",
    PayloadKind.ESIM: "LPA:1$rsp.acme.example$NEEDLE",
    PayloadKind.CRYPTO: "bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT?amount=20",
    PayloadKind.PAYMENT: "BCD\n001\n1\nSCT\nBFSWDE33BER\nNeedle Wikimedia\nDE33100205000001194700\nEUR1\n\n\n\n",
}
NEEDLES = (b"needle", b"NEEDLE", b"Needle", b"0401733345920347509485", b"1BoatSLRH", b"DE331002050000")


@pytest.mark.parametrize("kind", sorted(SECRETS))
def test_a_secret_is_never_stored(store, kind):
    running(store)
    payload = read_payload(SECRET_TEXTS[kind])
    assert payload.kind is kind
    before = store.read(journal.last_seq)
    assert store.read(whom_meant, payload, region="DE").person is None
    for options in ({}, {"line": "Ana Ruiz ?a boat", "to": person("Ana")}, {"name": "Ana", "is_new": True}):
        with pytest.raises(SecretCodeError) as refused:
            store.read(save_scan, payload, now=NOW, region="DE", **options)
        assert not any(needle.decode() in repr(refused.value.__dict__) for needle in NEEDLES)
    assert store.read(journal.last_seq) == before
    for file in store.path.parent.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert not any(needle in content for needle in NEEDLES), file


# Laws


@given(st.text(max_size=200), st.sampled_from(["", "?a boat", "Ana Ruiz #hr"]))
def test_nothing_that_a_code_says_raises_and_nothing_is_lost(shared_store, text, line):
    payload = read_payload(text)
    if payload.kind in SECRETS:
        return
    scanned = shared_store.read(save_scan, payload, line=line, now=NOW, region="DE")
    if any(one.is_refusal for one in payload.problems):
        assert (scanned.problems, scanned.change_set.changes) == (payload.problems, ())
        return
    kept = [one.line for one in scanned.of(RawCapture)]
    assert not line or line in kept
    if scanned.person is None:
        assert scanned.gatherings or payload.note in "\n".join(kept)
    else:
        points = [point.value for point in (payload.contact.points if payload.contact else ())]
        whole = [*points, *(f"#{value}" for value in points), payload.link, payload.note]
        is_whole = any(text.strip().removeprefix("mailto:").removeprefix("tel:") == one for one in whole)
        assert payload.kind is PayloadKind.NOTE or is_whole or scanned.of(SourceCard)


def test_an_archive_keeps_the_text_of_a_code(store):
    ben = scan(store, BEN).person
    (kept,) = kept_cards(store, ben)
    owner = store.owner_id
    text = "".join(write_archive((ben, kept), blobs=(), owner_id=owner, made_at=NOW, revision="0003"))
    archive, problems = read_archive(text.encode())
    assert problems == ()
    assert kept in archive.records
