"""A contact as the text of a code: what is in it, what is dropped first, and that it is read again as it was."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from companion.formats.contact_code import ContactCode, contact_code
from companion.formats.payload.read import read_payload
from companion.model.capture import ContactPhrase
from companion.model.code import Correction
from companion.model.contact import Contact, Detail, DetailKind, Photo
from companion.model.my_card import CardForm
from companion.model.payload import PayloadKind
from companion.model.person import ContactKind
from companion.qr.draw import draw

VCARD, MECARD = CardForm.VCARD, CardForm.MECARD
EMAIL, PHONE, URL = ContactKind.EMAIL, ContactKind.PHONE, ContactKind.URL
ADDRESS, IM, BADGE = ContactKind.ADDRESS, ContactKind.IM, ContactKind.BADGE


def point(kind: ContactKind, value: str, label: str | None = None, typed: str | None = None) -> ContactPhrase:
    return ContactPhrase(kind, value, typed or value, label)


ANA = Contact(
    name="Ana Ruiz",
    title="Head of Talent",
    organisation="Acme",
    points=(
        point(EMAIL, "ana@acme.example", "work"),
        point(PHONE, "+34600100200", "mobile", "600 100 200"),
        point(URL, "https://acme.example"),
    ),
)


def lines(contact: Contact, form: CardForm = VCARD, **options: bool) -> list[str]:
    return contact_code(contact, form, **options).text.split("\r\n")


def test_a_usual_contact_is_a_short_vcard():
    assert lines(ANA) == [
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:Ruiz;Ana;;;",
        "FN:Ana Ruiz",
        "ORG:Acme",
        "TITLE:Head of Talent",
        "EMAIL;TYPE=WORK:ana@acme.example",
        "TEL;TYPE=CELL:+34600100200",
        "URL:https://acme.example",
        "END:VCARD",
        "",
    ]


def test_a_usual_contact_is_a_mecard_of_half_the_length():
    text = contact_code(replace(ANA, birthday="1990-05-12"), MECARD).text
    assert text == (
        "MECARD:N:Ruiz,Ana;TEL:+34600100200;EMAIL:ana@acme.example;URL:https\\://acme.example;"
        "ORG:Acme;TITLE:Head of Talent;BDAY:19900512;;"
    )


def test_everything_that_a_vcard_can_say_of_somebody_is_in_it():
    whole = replace(
        ANA,
        points=(
            *ANA.points,
            point(ADDRESS, "Main St 1, 28001 Madrid", "home"),
            point(IM, "ana", "telegram"),
        ),
        birthday="--05-12",
        tags=("hr", "a,b"),
        uid="urn:uuid:1",
    )
    assert lines(whole, keeps_fields=True)[6:-2] == [
        "EMAIL:ana@acme.example",
        "TEL:+34600100200",
        "URL:https://acme.example",
        "ADR:;;Main St 1\\, 28001 Madrid;;;;",
        "IMPP;X-SERVICE-TYPE=Telegram:tg:ana",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-12",
        "CATEGORIES:hr,a\\,b",
    ]
    code = contact_code(whole, keeps_fields=True)
    assert code.fields == (
        *("name", "title", "organisation", "email", "phone", "url", "address", "im", "birthday", "tags"),
    )


def test_what_is_private_is_in_no_code():
    private = replace(
        ANA,
        notes=("secretnote",),
        needs=("secretneed",),
        offers=("secretoffer",),
        details=(Detail(DetailKind.NICKNAME, "secretnick"),),
        photo=Photo("image/jpeg", b"secretphoto"),
        points=(*ANA.points, point(BADGE, "secretbadge", "Fair")),
        starred=True,
        met_at="secretplace",
    )
    for form in CardForm:
        assert contact_code(private, form, keeps_fields=True) == contact_code(ANA, form, keeps_fields=True)


def test_a_number_has_no_blanks_and_keeps_its_extension():
    contact = Contact(
        name="Ana",
        points=(
            point(PHONE, "+34600100200", typed="+34 600 100 200"),
            point(PHONE, "+4930123456", typed="030 123456 ext. 78"),
            point(PHONE, "+4930654321", typed="+49 30 654321 x9"),
            point(PHONE, "112 or 110"),
        ),
    )
    numbers = [one.value for one in contact_code(contact).contact.points]
    assert numbers == ["+34600100200", "+4930123456 ext. 78", "+4930654321 ext. 9", "112 or 110"]


def test_a_label_that_types_have_no_word_for_is_left_out():
    contact = Contact(name="Ana", points=(point(EMAIL, "a@b.example", "assistant"),))
    assert lines(contact)[4:-2] == ["EMAIL:a@b.example"]
    assert contact_code(contact).contact.points == (point(EMAIL, "a@b.example"),)


def test_somebody_without_a_name_is_called_by_what_there_is():
    assert contact_code(Contact(organisation="Acme")).contact.name == "Acme"
    assert lines(Contact(organisation="Acme"))[2:4] == ["N:;;;;", "FN:Acme"]
    assert contact_code(Contact(points=(point(EMAIL, "a@b.example"),)), MECARD).text == (
        "MECARD:N:a@b.example;EMAIL:a@b.example;;"
    )


def test_what_is_said_twice_or_is_empty_is_said_once_or_not_at_all():
    contact = Contact(
        name=" Ana\n Ruiz\u200b ",
        title=" ",
        points=(point(EMAIL, "A@b.example"), point(EMAIL, "a@b.example"), point(URL, " ")),
        tags=("hr", " "),
    )
    code = contact_code(contact)
    assert (code.contact.name, code.contact.title, code.contact.tags) == ("Ana Ruiz", None, ("hr",))
    assert [one.value for one in code.contact.points] == ["A@b.example"]


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("Ana Ruiz", "Ruiz,Ana"),
        ("Ana", "Ana"),
        ("Ludwig van Beethoven", "van Beethoven,Ludwig"),
        ("Dr. Ana Ruiz", "Ruiz,Dr. Ana"),
        ("Ana Ruiz, PhD", "Ana Ruiz\\, PhD"),
        ("山田 太郎", "山田 太郎"),
        ("Sammy Davis Jr.", "Sammy Davis Jr."),
    ],
)
def test_a_mecard_parts_a_name_only_where_it_is_put_together_again(name, entry):
    text = contact_code(Contact(name=name), MECARD).text
    assert text == f"MECARD:N:{entry};;"
    assert read_payload(text).contact.name == name


# What is dropped

LONG = Contact(
    name="Ana Ruiz",
    title="t" * 20,
    organisation="o" * 20,
    points=(
        point(ADDRESS, "a" * 20),
        point(ADDRESS, "b" * 20),
        point(ADDRESS, "c" * 20),
        point(IM, "m" * 20, "skype"),
        point(URL, "w" * 20),
        point(URL, "v" * 20),
        point(EMAIL, f"{'e' * 20}@x.example", "work"),
        point(EMAIL, f"{'f' * 20}@x.example"),
        point(PHONE, "1" * 20, "home"),
        point(PHONE, "2" * 20),
    ),
    birthday="1990-05-12",
    tags=("g" * 20,),
    uid="u" * 20,
)
ORDER = [
    *("u" * 20 + "\r", "c" * 20, "b" * 20, "BDAY", "g" * 20, "a" * 20, "m" * 20, "v" * 20),
    *("f" * 20, "2" * 20, "TYPE", "TITLE", "ORG", "URL", "e" * 20),
]


def test_the_least_useful_goes_first_until_the_rest_fits():
    filled = [replace(LONG, name="Ana " + "n" * length) for length in range(260)]
    texts = [contact_code(contact, VCARD).text for contact in filled]
    seen = [tuple(part in f"{text}\r" for part in ORDER) for text in texts]
    steps = list(dict.fromkeys(seen))
    # Whatever is there, all that is less readily dropped is there too.
    assert all(step == tuple(sorted(step)) for step in steps)
    assert steps[0][:3] == (False, False, False)
    assert sum(steps[-1]) == 0
    assert all("1" * 20 in text for text in texts)


def test_nothing_is_dropped_of_what_fits():
    code = contact_code(replace(LONG, points=LONG.points[4:5], tags=(), birthday=None))
    assert code.contact.uid == "u" * 20
    assert code.fields == ("name", "title", "organisation", "url")


@pytest.mark.parametrize("form", CardForm)
@pytest.mark.parametrize(("email", "number", "stays"), [(150, 100, PHONE), (100, 150, EMAIL)])
def test_of_number_and_address_the_shorter_one_stays(form, email, number, stays):
    ways = (point(EMAIL, "e" * email + "@x.example"), point(PHONE, "1" * number))
    for points in (ways, ways[::-1]):
        code = contact_code(Contact(name="Ana", points=points), form)
        assert [one.kind for one in code.contact.points] == [stays]


@pytest.mark.parametrize(("length", "kinds"), [(30, [EMAIL, PHONE]), (60, [PHONE]), (200, [EMAIL, PHONE])])
def test_a_way_to_reach_somebody_goes_only_where_the_code_fits_then(length, kinds):
    ways = (point(EMAIL, "ana@acme-corporation.example.org"), point(PHONE, "1" * 20), point(PHONE, "2" * 9))
    code = contact_code(Contact(name="n" * length, title="t" * 90, points=ways))
    assert [one.kind for one in code.contact.points] == kinds
    assert code.contact.title is None
    # A field is in it or left out, never both.
    assert [one.value for one in code.less] == ["2" * 9]
    assert not {*code.fields} & {*code.left_out}
    assert code.left_out == (("title",) if EMAIL in kinds else ("title", "email"))


def test_fields_that_were_chosen_stay_and_only_their_dress_goes():
    code = contact_code(LONG, keeps_fields=True)
    assert not code.fits
    assert code.contact.uid is None
    assert len(code.contact.points) == len(LONG.points)
    assert {one.label for one in code.contact.points} == {None, "skype"}
    short = replace(LONG, points=LONG.points[6:7], tags=(), title=None, uid=None)
    assert contact_code(short, keeps_fields=True).contact.points[0].label == "work"


# Laws

TEXTS = st.text(st.characters(codec="utf-8"), max_size=40).map(lambda text: text.replace("\0", ""))
HOSTILE = st.sampled_from(
    [
        "\\",
        "\\n",
        "a\\;b",
        ";;",
        ",,",
        ':"^',
        "END:VCARD",
        "BEGIN:VCARD\r\nN:Eve",
        "MECARD:N:Eve;;",
        "a\u202eb",
    ]
)
WORDS = st.one_of(
    TEXTS, HOSTILE, st.sampled_from(["Łukasz Żółć", "王小明", "นีน่า", "नीना शर्मा", "Dr. Ana Ruiz Jr."])
)
LETTERS = st.text("abcdefgh-0123456789", min_size=1, max_size=30)
EMAILS = st.tuples(LETTERS, LETTERS).map(lambda parts: f"{parts[0]}@{parts[1]}.example")
LINKS = st.tuples(LETTERS, st.text("abc/?=&,;%_.~", max_size=40)).map(
    lambda parts: f"https://x{parts[0].strip('-')}.example/{parts[1]}"
)
NUMBERS = st.text("0123456789", min_size=5, max_size=14).map(lambda digits: f"+1{digits}")
LABELS = st.sampled_from([None, "work", "home", "mobile", "work fax", "assistant"])
POINTS = st.lists(
    st.one_of(
        st.builds(point, st.just(EMAIL), EMAILS, LABELS),
        st.builds(point, st.just(PHONE), NUMBERS, LABELS),
        st.builds(point, st.just(URL), LINKS, LABELS),
        st.builds(point, st.just(ADDRESS), WORDS.map(lambda text: f"Rua {text} 1"), LABELS),
        st.builds(point, st.just(IM), LETTERS, st.sampled_from(["telegram", "skype", "matrix"])),
    ),
    max_size=6,
).map(tuple)
BIRTHDAYS = st.sampled_from([None, "1990-05-12", "--02-29", "1985-04", "1985"])
CONTACTS = st.builds(
    Contact,
    name=st.one_of(WORDS, st.sampled_from(["Ana Ruiz", "Ana"])),
    title=st.none() | WORDS,
    organisation=st.none() | WORDS,
    points=POINTS,
    birthday=BIRTHDAYS,
    tags=st.lists(WORDS, max_size=3).map(tuple),
    uid=st.none() | st.just("urn:uuid:1"),
)


def facts(contact: Contact) -> object:
    points = Counter((one.kind, one.value, one.label) for one in contact.points)
    return (
        contact.name,
        contact.title,
        contact.organisation,
        points,
        contact.birthday,
        contact.tags,
        contact.uid,
    )


@given(CONTACTS, st.sampled_from(CardForm), st.booleans())
@example(Contact(name="Ana; \\, Ruiz", tags=("a,b;c\\",)), VCARD, False)
@example(Contact(name="Ana; \\, Ruiz"), MECARD, False)
def test_what_is_written_is_read_again_as_it_was(contact, form, keeps_fields):
    code = contact_code(contact, form, keeps_fields=keeps_fields)
    read = read_payload(code.text)
    assert read.kind is PayloadKind.PERSON
    assert facts(read.contact) == facts(code.contact)
    assert read.contact.notes == read.contact.details == ()


@given(CONTACTS, st.sampled_from(CardForm))
def test_what_nobody_chose_fits_into_version_10_at_correction_m(contact, form):
    code = contact_code(contact, form)
    assert code.fits
    symbol = draw(code.text)
    assert symbol.version <= 10
    assert symbol.correction is Correction.MEDIUM


@given(st.integers(205, 220), st.booleans())
def test_a_text_fits_exactly_if_its_code_has_at_most_version_10(length, is_ascii):
    text = "x" * length if is_ascii else "é" + "x" * (length - 2)
    assert ContactCode(text, ANA).fits == (draw(text).version <= 10)


@given(CONTACTS, st.sampled_from(CardForm))
def test_what_stays_was_there_and_the_name_and_a_way_to_reach_somebody_stay(contact, form):
    code = contact_code(contact, form)
    whole = contact_code(contact, form, keeps_fields=True).contact
    ways = {one.value for one in whole.points if one.kind in (EMAIL, PHONE)}
    assert code.contact.name == whole.name
    assert {one.value for one in code.contact.points} <= {one.value for one in whole.points}
    assert not ways or ways & {one.value for one in code.contact.points}
    assert code.fields[0] == "name"
