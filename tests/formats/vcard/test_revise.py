from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.formats.vcard.card import Card
from companion.formats.vcard.convert import converted
from companion.formats.vcard.fold import with_line_ends
from companion.formats.vcard.meaning import contact_from
from companion.formats.vcard.read import read_cards
from companion.formats.vcard.revise import revised
from companion.formats.vcard.write import write_card
from companion.model.capture import ContactPhrase
from companion.model.contact import Contact, Photo
from companion.model.person import ContactKind
from tests.formats.vcard import fixture
from tests.formats.vcard.contacts import contacts, points, read_back, texts

AT = datetime(2026, 3, 12, 20, 30, tzinfo=UTC)
APPLE = """\
BEGIN:VCARD
VERSION:3.0
PRODID:-//Example//Phone//EN
N:Byron;Ada;Augusta;Dr.;
FN:Dr. Ada Augusta Byron
NICKNAME:Countess
ORG:Acme;Light;
TITLE:Head of Light
item1.EMAIL;type=INTERNET;type=pref:ada@home.example
item1.X-ABLabel:_$!<Other>!$_
EMAIL;type=INTERNET;type=WORK:ada@acme.example
TEL;type=CELL;type=VOICE;type=pref:+49 170 1
item2.TEL:+49 30 2
item2.X-ABLabel:Studio
item3.ADR;type=HOME:;;Main St 1;Berlin;;10115;Germany
item3.X-ABADR:de
URL:https://ada.example
IMPP;X-SERVICE-TYPE=Skype;type=HOME:skype:ada.b
NOTE:likes chess
X-OWN;X-P=q:a;b\\,c
BDAY;value=date:1985-04-12
CATEGORIES:Chess,Berlin
REV:2020-01-01T00:00:00Z
UID:ada-1
END:VCARD
"""


def card_of(text):
    (card,) = read_cards(text.encode())
    return card


def known_by(card):
    contact, _ = contact_from(card)
    return contact


def difference(before, after):
    """The lines that went and the lines that came."""
    old, new = before.splitlines(), after.decode().replace("\r\n ", "").splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def after(text=APPLE, **changes):
    card = card_of(text)
    known = known_by(card)
    return difference(text, revised(card, replace(known, **changes)))


def phrase(kind, value, label=None, typed=None):
    return ContactPhrase(ContactKind(kind), value, typed or value, label)


def with_points(change):
    known = known_by(card_of(APPLE))
    return tuple(point for old in known.points for point in change(old))


def test_a_card_of_which_nothing_changed_stays_as_it_is():
    card = card_of(APPLE)
    assert revised(card, known_by(card), revised_at=AT) == APPLE.replace("\n", "\r\n").encode()


def test_a_number_that_is_known_in_its_international_form_is_the_same():
    card = card_of(APPLE)
    known = known_by(card)
    normal = tuple(
        replace(point, value=point.value.replace(" ", "")) if point.kind is ContactKind.PHONE else point
        for point in known.points
    )
    assert revised(card, replace(known, points=normal)) == APPLE.replace("\n", "\r\n").encode()


def test_the_order_of_what_is_known_does_not_matter():
    card = card_of(APPLE)
    known = known_by(card)
    other = replace(known, points=known.points[::-1], tags=("#berlin", "chess "))
    assert revised(card, other) == APPLE.replace("\n", "\r\n").encode()


@pytest.mark.parametrize(
    ("changes", "gone", "come"),
    [
        (
            {"name": "Dr. Ada Augusta King"},
            ["N:Byron;Ada;Augusta;Dr.;", "FN:Dr. Ada Augusta Byron"],
            ["N:King;Ada;Augusta;Dr.;", "FN:Dr. Ada Augusta King"],
        ),
        ({"title": "Boss; of, all"}, ["TITLE:Head of Light"], ["TITLE:Boss\\; of\\, all"]),
        ({"title": None}, ["TITLE:Head of Light"], []),
        ({"organisation": "Globex, Light"}, ["ORG:Acme;Light;"], ["ORG:Globex;Light"]),
        ({"organisation": "Acme, Sound"}, ["ORG:Acme;Light;"], ["ORG:Acme;Sound"]),
        ({"organisation": "Globex, Inc."}, ["ORG:Acme;Light;"], ["ORG:Globex\\, Inc."]),
        ({"organisation": None}, ["ORG:Acme;Light;"], []),
        ({"birthday": "--05-06"}, ["BDAY;value=date:1985-04-12"], ["BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-06"]),
        ({"birthday": None}, ["BDAY;value=date:1985-04-12"], []),
        ({"tags": ("Chess", "New, one")}, ["CATEGORIES:Chess,Berlin"], ["CATEGORIES:Chess,New\\, one"]),
        ({"tags": ()}, ["CATEGORIES:Chess,Berlin"], []),
        ({"notes": ()}, ["NOTE:likes chess"], []),
        ({"notes": ("likes chess", "met; again")}, [], ["NOTE:met\\; again"]),
        (
            {"points": with_points(lambda old: [] if old.label == "Studio" else [old])},
            ["item2.TEL:+49 30 2", "item2.X-ABLabel:Studio"],
            [],
        ),
        (
            {
                "points": with_points(
                    lambda old: (
                        [replace(old, value="new@x.example", typed="new@x.example")]
                        if old.label == "other"
                        else [old]
                    )
                )
            },
            ["item1.EMAIL;type=INTERNET;type=pref:ada@home.example"],
            ["item1.EMAIL;type=INTERNET;type=pref:new@x.example"],
        ),
        (
            {
                "points": with_points(
                    lambda old: [replace(old, value="eve", typed="eve")] if old.label == "skype" else [old]
                )
            },
            ["IMPP;X-SERVICE-TYPE=Skype;type=HOME:skype:ada.b"],
            ["IMPP;X-SERVICE-TYPE=Skype;type=HOME:skype:eve"],
        ),
        (
            {
                "points": with_points(
                    lambda old: (
                        [
                            replace(
                                old,
                                value="Side St 2, Bonn, 53111, Germany",
                                typed="Side St 2, Bonn, 53111, Germany",
                            )
                        ]
                        if old.kind is ContactKind.ADDRESS
                        else [old]
                    )
                )
            },
            ["item3.ADR;type=HOME:;;Main St 1;Berlin;;10115;Germany"],
            ["item3.ADR;type=HOME:;;Side St 2;Bonn;;53111;Germany"],
        ),
        (
            {
                "points": with_points(
                    lambda old: (
                        [replace(old, value="Elsewhere", typed="Elsewhere")]
                        if old.kind is ContactKind.ADDRESS
                        else [old]
                    )
                )
            },
            ["item3.ADR;type=HOME:;;Main St 1;Berlin;;10115;Germany"],
            ["item3.ADR;type=HOME:;;Elsewhere;;;;"],
        ),
        (
            {
                "points": with_points(
                    lambda old: [replace(old, label="home")] if old.label == "work" else [old]
                )
            },
            ["EMAIL;type=INTERNET;type=WORK:ada@acme.example"],
            ["EMAIL;TYPE=INTERNET,HOME:ada@acme.example"],
        ),
        (
            {
                "points": with_points(
                    lambda old: [replace(old, label="Atelier")] if old.label == "Studio" else [old]
                )
            },
            ["item2.TEL:+49 30 2", "item2.X-ABLabel:Studio"],
            ["item2.TEL;TYPE=VOICE:+49 30 2", "item2.X-ABLabel:Atelier"],
        ),
        (
            {
                "points": with_points(
                    lambda old: [replace(old, label="lab")] if old.label == "mobile" else [old]
                )
            },
            ["TEL;type=CELL;type=VOICE;type=pref:+49 170 1"],
            ["item4.TEL;TYPE=VOICE,PREF:+49 170 1", "item4.X-ABLabel:lab"],
        ),
        (
            {
                "points": with_points(
                    lambda old: [old, phrase("email", "x@y.example", "own")] if old.label == "work" else [old]
                )
            },
            [],
            ["item4.EMAIL;TYPE=INTERNET:x@y.example", "item4.X-ABLabel:own"],
        ),
        (
            {
                "points": with_points(
                    lambda old: (
                        [phrase("url", "https://b.example", None)] if old.kind is ContactKind.URL else [old]
                    )
                )
            },
            ["URL:https://ada.example"],
            ["URL:https://b.example"],
        ),
    ],
)
def test_only_the_lines_that_say_something_else_are_written_anew(changes, gone, come):
    assert after(**changes) == (gone, come)


def test_new_lines_stand_before_the_end_and_changed_ones_where_they_were():
    card = card_of(APPLE)
    content = revised(card, replace(known_by(card), title="Boss", notes=("likes chess", "new"))).decode()
    assert content.endswith("UID:ada-1\r\nNOTE:new\r\nEND:VCARD\r\n")
    assert "ORG:Acme;Light;\r\nTITLE:Boss\r\nitem1.EMAIL" in content


def test_the_time_of_the_change_is_told_when_something_changed():
    card = card_of(APPLE)
    content = revised(card, replace(known_by(card), title="Boss"), revised_at=AT)
    assert difference(APPLE, content)[1] == ["TITLE:Boss", "REV:2026-03-12T20:30:00Z"]
    without = card_of(APPLE.replace("REV:2020-01-01T00:00:00Z\n", ""))
    assert b"\r\nREV:2026-03-12T20:30:00Z\r\nEND:VCARD" in revised(
        without, replace(known_by(without), title="Boss"), revised_at=AT
    )


def test_a_photo_is_replaced_removed_and_added():
    first, second = (Photo("image/png", b"\x89PNG\r\n\x1a\n" + bytes(100) + end) for end in (b"1", b"2"))
    card, known = read_back(write_card(Contact("Ada", title="Boss", photo=first)))
    changed = revised(card, replace(known, photo=second))
    assert changed == write_card(Contact("Ada", title="Boss", photo=second))
    removed = revised(card, replace(known, photo=None))
    assert removed == write_card(Contact("Ada", title="Boss"))
    (without,) = read_cards(removed)
    assert revised(without, replace(known, photo=first)) == write_card(
        Contact("Ada", title="Boss", photo=first)
    )


def test_a_photo_elsewhere_gives_way_to_one_of_our_own():
    card = card_of(
        "BEGIN:VCARD\nVERSION:3.0\nN:;Ada\nFN:Ada\nPHOTO;VALUE=uri:http://a.example/x\nEND:VCARD\n"
    )
    photo = Photo("image/png", b"\x89PNG\r\n\x1a\n123")
    assert revised(card, known_by(card)) == with_line_ends(card.raw)
    again = next(iter(read_cards(revised(card, replace(known_by(card), photo=photo)))))
    assert known_by(again).photo == photo
    assert [one.name for one in again.properties].count("PHOTO") == 1


def test_an_address_as_printed_goes_along_with_its_address():
    text = "BEGIN:VCARD\nVERSION:3.0\nN:;Ada\nFN:Ada\nADR;TYPE=HOME:;;Old;;;;\nLABEL;TYPE=HOME:Old\\nTown\nEND:VCARD\n"
    assert after(text, points=()) == (["ADR;TYPE=HOME:;;Old;;;;", "LABEL;TYPE=HOME:Old\\nTown"], [])
    new = (phrase("address", "New", "home"),)
    assert after(text, points=new) == (
        ["ADR;TYPE=HOME:;;Old;;;;", "LABEL;TYPE=HOME:Old\\nTown"],
        ["ADR;TYPE=HOME:;;New;;;;"],
    )


def test_an_address_as_printed_stays_when_another_address_goes():
    home = "ADR;TYPE=HOME:;;Old;;;;\nLABEL;TYPE=HOME:Old\\nTown"
    work = "ADR;TYPE=WORK:;;New;;;;\nLABEL;TYPE=WORK:New\\nTown"
    text = f"BEGIN:VCARD\nVERSION:3.0\nN:;Ada\nFN:Ada\n{home}\n{work}\nEND:VCARD\n"
    assert after(text, points=(phrase("address", "New", "work"),)) == (home.splitlines(), [])


@pytest.mark.parametrize(
    ("now", "line"),
    [
        (phrase("phone", "+49305", "work", typed="030 5"), "TEL;VALUE=uri;TYPE=work:tel:+49305"),
        (phrase("phone", "030 5", "work"), "TEL;TYPE=work:030 5"),
    ],
)
def test_a_number_that_was_an_address_to_dial_stays_one_if_it_can(now, line):
    old = "TEL;VALUE=uri;TYPE=work:tel:+49-30-2"
    text = f"BEGIN:VCARD\nVERSION:4.0\nN:;Ada\nFN:Ada\n{old}\nEND:VCARD\n"
    assert after(text, points=(now,)) == ([old], [line])


def test_an_account_that_turns_out_to_be_elsewhere_is_written_anew():
    text = "BEGIN:VCARD\nVERSION:3.0\nN:;Ada\nFN:Ada\nX-AIM:ada\nEND:VCARD\n"
    points = (phrase("im", "ada", "skype"),)
    assert after(text, points=points) == (["X-AIM:ada"], ["IMPP;X-SERVICE-TYPE=Skype:skype:ada"])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ADR;HOME;QUOTED-PRINTABLE:;;Tor=3B 1;Bonn;;;", "ADR;WORK:;;Tor\\; 1;Bonn;;;"),
        ("EMAIL;HOME;CHARSET=UTF-8:ada@b.example", "EMAIL;INTERNET;WORK:ada@b.example"),
        ("TEL;HOME;QUOTED-PRINTABLE:+49=2030=202", "TEL;WORK;VOICE:+49 30 2"),
    ],
)
def test_a_line_that_was_encoded_keeps_its_value_when_it_gets_another_label(old, new):
    text = f"BEGIN:VCARD\nVERSION:2.1\nN:;Ada\nFN:Ada\n{old}\nEND:VCARD\n"
    (point,) = known_by(card_of(text)).points
    assert after(text, points=(replace(point, label="work"),)) == ([old], [new])


def test_what_counts_only_without_a_phone_goes_along_with_the_last_phone():
    text = "BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nN:;Ada\nTEL:1\nTELEPHONENUMBER:2\nEND:VCARD\n"
    assert after(text, points=()) == (["TEL:1", "TELEPHONENUMBER:2"], [])
    assert after(text, points=(phrase("phone", "3"),)) == (["TEL:1"], ["TEL:3"])


def test_a_day_that_another_line_says_too_is_said_once_when_it_changes():
    android = "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;1985-04-12;3;;;;;;;;;;;;;"
    text = f"BEGIN:VCARD\nVERSION:2.1\nN:;Ada\nFN:Ada\nBDAY:1985-04-12\n{android}\nEND:VCARD\n"
    assert after(text, birthday="1986-05-06") == (["BDAY:1985-04-12", android], ["BDAY:1986-05-06"])


def test_how_an_organisation_is_sorted_goes_along_with_its_name():
    text = "BEGIN:VCARD\nVERSION:4.0\nN:;Ada\nFN:Ada\nORG;SORT-AS=acme;X-P=q:Acme\nEND:VCARD\n"
    assert after(text, organisation="Globex") == (["ORG;SORT-AS=acme;X-P=q:Acme"], ["ORG;X-P=q:Globex"])


def test_a_number_that_stands_twice_stays_twice():
    text = "BEGIN:VCARD\nVERSION:3.0\nN:;Ada\nFN:Ada\nTEL;TYPE=HOME:1\nTEL;TYPE=WORK:1\nEND:VCARD\n"
    assert after(text, points=(phrase("phone", "1", "home"),), title="x") == ([], ["TITLE:x"])


def test_a_member_that_left_a_group_leaves_its_card():
    text = "BEGIN:VCARD\nVERSION:4.0\nFN:Chess\nN:;;;;\nKIND:group\nMEMBER:urn:uuid:a\nMEMBER:urn:uuid:b\nEND:VCARD\n"
    assert after(text, members=("b", "c")) == (["MEMBER:urn:uuid:a"], ["MEMBER:urn:uuid:c"])


def test_a_card_without_a_uid_gets_the_one_that_is_known():
    text = "BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nN:;Ada\nEND:VCARD\n"
    assert after(text, uid="ada-1") == ([], ["UID:ada-1"])
    assert after(uid="other") == ([], [])


def test_old_encodings_give_way_where_a_value_changes_and_nowhere_else():
    text = (
        "BEGIN:VCARD\nVERSION:2.1\nN:Byron;Ada\nFN:Ada Byron\n"
        "TITLE;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE;X-P=q:K=F6nig\n"
        "TEL;HOME;X-P=q:1\nNOTE;QUOTED-PRINTABLE:a=0D=0Ab\nEND:VCARD\n"
    )
    gone, come = after(text, title="Königin")
    assert gone == ["TITLE;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE;X-P=q:K=F6nig"]
    assert come == ["TITLE;X-P=q;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:K=C3=B6nigin"]
    assert after(text, title="King") == (gone, ["TITLE;X-P=q:King"])
    assert after(text, points=(phrase("phone", "1", "work"),)) == (
        ["TEL;HOME;X-P=q:1"],
        ["TEL;X-P=q;WORK;VOICE:1"],
    )


def test_a_card_in_another_charset_stays_in_it_as_far_as_it_goes():
    raw = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:;Jörg\r\nFN:Jörg\r\nTITLE:x\r\nEND:VCARD\r\n".encode("cp1252")
    (card,) = read_cards(raw)
    assert revised(card, replace(known_by(card), title="König")) == raw.replace(b"TITLE:x", b"TITLE:K\xf6nig")
    (again,) = read_cards(revised(card, replace(known_by(card), title="Ł")), encoding=card.encoding)
    assert known_by(again) == replace(known_by(card), title="Ł")


def test_a_name_that_was_made_of_an_address_stays_when_the_address_changes():
    text = "BEGIN:VCARD\nVERSION:3.0\nEMAIL:a@b.example\nEND:VCARD\n"
    card = card_of(text)
    changed = replace(known_by(card), points=(phrase("email", "c@d.example"),))
    (again,) = read_cards(revised(card, changed))
    assert known_by(again) == changed


def test_a_version_is_converted_to_first():
    card = card_of(APPLE)
    known = known_by(card)
    assert revised(card, known, version="4.0") == converted(card, "4.0")
    assert revised(card, known, version="3.0") == converted(card, "3.0")
    assert revised(card, known, version="original") == with_line_ends(card.raw)
    changed = revised(card, replace(known, title="Boss"), version="4.0")
    assert difference(converted(card, "4.0").decode(), changed) == (["TITLE:Head of Light"], ["TITLE:Boss"])


FILES = [*(fixture.FOLDER / f"{name}.vcf" for name in fixture.NAMES), *fixture.corpus_files()]


def cards_of(file):
    for item in read_cards(file.read_bytes()):
        if isinstance(item, Card) and not item.is_refused and contact_from(item)[0] is not None:
            yield item


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_cards_of_every_program_stay_as_they_are(file):
    for card in cards_of(file):
        assert revised(card, known_by(card), revised_at=AT) == with_line_ends(card.raw)


def facts(contact):
    """What is known of a person of all that a contact says, in no order."""
    parts = fixture.facts(contact)
    parts.pop("details", None)
    return {
        name: sorted(value, key=repr) if isinstance(value, list) else value for name, value in parts.items()
    }


CHANGES = [
    {"name": "Eve, von; Adam"},
    {"title": "Boss; of\\all"},
    {"organisation": "Globex; Inc., Ü"},
    {"birthday": "--02-29"},
    {"birthday": None},
    {"tags": ("Ü", "two words")},
    {"notes": ("one\ntwo", "Ü")},
    {"points": ()},
    {"points": (phrase("phone", "+4930123", "own; label"), phrase("im", "a b", "skype"))},
    {"photo": Photo("image/png", b"\x89PNG\r\n\x1a\n123")},
]


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_cards_of_every_program_say_what_changed_and_what_did_not(file):
    for card, change in product(cards_of(file), CHANGES):
        wanted = replace(known_by(card), **change)
        (again,) = read_cards(revised(card, wanted), encoding=card.encoding)
        assert facts(known_by(again)) == facts(wanted)


@given(contacts, contacts)
@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
def test_a_card_revised_says_what_is_known_now(version, before, after):
    card, known = read_back(write_card(before, version=version))
    wanted = replace(after, details=known.details, uid=known.uid)
    if version == "2.1":  # which has no way to write other tags
        wanted = replace(wanted, tags=tuple(tag for tag in after.tags if not set(tag) & set(";\\")))
    _, again = read_back(revised(card, wanted))
    assert facts(again) == facts(wanted)


def logical_lines(content, *without):
    (card,) = read_cards(content)
    return [one[:4] for one in card.properties if one.name not in without]


@given(contacts, texts, st.lists(points, max_size=2))
@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
def test_a_change_of_one_field_leaves_the_other_lines(version, contact, text, more):
    card, known = read_back(write_card(contact, version=version))
    raw = card.raw + b"\r\n"
    assert revised(card, known) == raw
    titled = revised(card, replace(known, title=text))
    assert logical_lines(titled, "TITLE") == logical_lines(raw, "TITLE")
    pointed = revised(card, replace(known, points=(*known.points, *more)))
    assert pointed.startswith(raw.removesuffix(b"END:VCARD\r\n"))
