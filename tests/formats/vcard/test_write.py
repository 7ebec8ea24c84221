from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from companion.formats.vcard.write import write_card
from companion.model.capture import ContactPhrase
from companion.model.contact import Contact, Detail, DetailKind, Photo
from companion.model.person import ContactKind
from tests.formats.vcard.contacts import read_back

AT = datetime(2026, 3, 12, 20, 30, tzinfo=UTC)
UID = "0b6a2c1e-0000-4000-8000-000000000301"


def point(kind, value, label=None, typed=None):
    return ContactPhrase(ContactKind(kind), value, typed or value, label)


def lines(contact, version="3.0", **options):
    """The logical lines between BEGIN, VERSION and END."""
    content = write_card(contact, version=version, **options)
    assert content.endswith(b"\r\nEND:VCARD\r\n")
    text = content.decode().replace("\r\n ", "").replace("=\r\n", "")
    begin, said, *rest = text.removesuffix("\r\nEND:VCARD\r\n").split("\r\n")
    assert (begin, said) == ("BEGIN:VCARD", f"VERSION:{version}")
    return rest


FULL = Contact(
    "Jörg van der Berg",
    "Head; of, Light",
    "Acme, Inc.",
    (
        point("email", "jo@acme.example", "work"),
        point("email", "jo@home.example"),
        point("phone", "+49301234567", "mobile", typed="030 1234567"),
        point("phone", "+49301234568", "work fax", typed="030 1234568"),
        point("phone", "030 99", "studio, back door"),
        point("url", "https://acme.example/a;b,c:d"),
        point("url", "https://chess.example/jo", "homepage"),
        point("address", "Main St 1, 10115 Berlin", "home"),
        point("im", "jo.berg", "skype"),
    ),
    birthday="--04-12",
    tags=("Berlin", "chess, blitz"),
    notes=("First line;\nsecond, line.",),
    uid=UID,
    details=(
        Detail(DetailKind.NICKNAME, "Jo"),
        Detail(DetailKind.ROLE, "Boss"),
        Detail(DetailKind.ANNIVERSARY, "2011-06-09"),
        Detail(DetailKind.DATE, "2019-05-01", "First day"),
        Detail(DetailKind.RELATED, "Tom", "spouse"),
        Detail(DetailKind.RELATED, "Eve", "landlady"),
        Detail(DetailKind.GENDER, "male"),
        Detail(DetailKind.LANGUAGE, "de"),
    ),
    needs=("a designer",),
    offers=("knows investors",),
    met_at="Founders mixer",
)


def test_a_card_of_version_3():
    assert lines(FULL, revised_at=AT) == [
        f"UID:{UID}",
        "N:van der Berg;Jörg;;;",
        "FN:Jörg van der Berg",
        "ORG:Acme\\, Inc.",
        "TITLE:Head\\; of\\, Light",
        "EMAIL;TYPE=INTERNET,WORK,PREF:jo@acme.example",
        "EMAIL;TYPE=INTERNET:jo@home.example",
        "TEL;TYPE=CELL,VOICE,PREF:+49301234567",
        "TEL;TYPE=WORK,FAX:+49301234568",
        "item5.TEL;TYPE=VOICE:030 99",
        "item5.X-ABLabel:studio\\, back door",
        "URL;TYPE=INTERNET,PREF:https://acme.example/a;b\\,c:d",
        "item7.URL;TYPE=INTERNET:https://chess.example/jo",
        "item7.X-ABLabel:_$!<HomePage>!$_",
        "ADR;TYPE=HOME:;;Main St 1\\, 10115 Berlin;;;;",
        "IMPP;X-SERVICE-TYPE=Skype:skype:jo.berg",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12",
        "CATEGORIES:Berlin,chess\\, blitz",
        "NOTE:First line\\;\\nsecond\\, line.",
        "NICKNAME:Jo",
        "ROLE:Boss",
        "item12.X-ABDATE:2011-06-09",
        "item12.X-ABLabel:_$!<Anniversary>!$_",
        "item13.X-ABDATE:2019-05-01",
        "item13.X-ABLabel:First day",
        "item14.X-ABRELATEDNAMES:Tom",
        "item14.X-ABLabel:_$!<Spouse>!$_",
        "item15.X-ABRELATEDNAMES:Eve",
        "item15.X-ABLabel:landlady",
        "X-GENDER:male",
        "X-LANG:de",
        "REV:2026-03-12T20:30:00Z",
    ]


def test_a_card_of_version_4():
    assert lines(FULL, "4.0", revised_at=AT) == [
        f"UID:urn:uuid:{UID}",
        "N:van der Berg;Jörg;;;",
        "FN:Jörg van der Berg",
        "ORG:Acme\\, Inc.",
        "TITLE:Head\\; of\\, Light",
        "EMAIL;TYPE=internet,work;PREF=1:jo@acme.example",
        "EMAIL;TYPE=internet:jo@home.example",
        "TEL;TYPE=cell,voice;PREF=1;VALUE=uri:tel:+49301234567",
        "TEL;TYPE=work,fax;VALUE=uri:tel:+49301234568",
        "item5.TEL;TYPE=voice:030 99",
        "item5.X-ABLabel:studio\\, back door",
        "URL;TYPE=internet;PREF=1:https://acme.example/a;b,c:d",
        "item7.URL;TYPE=internet:https://chess.example/jo",
        "item7.X-ABLabel:_$!<HomePage>!$_",
        "ADR;TYPE=home:;;Main St 1\\, 10115 Berlin;;;;",
        "IMPP;X-SERVICE-TYPE=Skype:skype:jo.berg",
        "BDAY:--0412",
        "CATEGORIES:Berlin,chess\\, blitz",
        "NOTE:First line\\;\\nsecond\\, line.",
        "NICKNAME:Jo",
        "ROLE:Boss",
        "ANNIVERSARY:20110609",
        "item13.X-ABDATE:2019-05-01",
        "item13.X-ABLabel:First day",
        "RELATED;TYPE=spouse;VALUE=text:Tom",
        "item15.RELATED;VALUE=text:Eve",
        "item15.X-ABLabel:landlady",
        "GENDER:M",
        "LANG:de",
        "REV:20260312T203000Z",
    ]


def test_a_card_of_version_2_1():
    coded = "CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE"
    assert lines(FULL, "2.1", revised_at=AT)[:19] == [
        f"UID:{UID}",
        f"N;{coded}:van der Berg;J=C3=B6rg;;;",
        f"FN;{coded}:J=C3=B6rg van der Berg",
        "ORG:Acme, Inc.",
        "TITLE:Head\\; of, Light",
        "EMAIL;INTERNET;WORK;PREF:jo@acme.example",
        "EMAIL;INTERNET:jo@home.example",
        "TEL;CELL;VOICE;PREF:+49301234567",
        "TEL;WORK;FAX:+49301234568",
        "item5.TEL;VOICE:030 99",
        "item5.X-ABLabel:studio, back door",
        "URL;INTERNET;PREF:https://acme.example/a;b,c:d",
        "item7.URL;INTERNET:https://chess.example/jo",
        "item7.X-ABLabel:_$!<HomePage>!$_",
        "ADR;HOME:;;Main St 1, 10115 Berlin;;;;",
        "X-SKYPE:jo.berg",
        "BDAY:--04-12",
        "CATEGORIES:Berlin,chess\\, blitz",
        f"NOTE;{coded}:First line\\;=0D=0Asecond, line.",
    ]


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
def test_what_is_private_is_never_written(version):
    content = write_card(FULL, version=version)
    for word in (b"designer", b"investors", b"mixer"):
        assert word not in content


@pytest.mark.parametrize(
    ("version", "head", "end"),
    [
        ("2.1", b"PHOTO;ENCODING=BASE64;TYPE=JPEG:", b"\r\n\r\nEND"),
        ("3.0", b"PHOTO;ENCODING=b;TYPE=JPEG:", b"\r\n\r\nEND"),
        ("4.0", b"PHOTO:data:image/jpeg;base64,", b"\r\nEND"),
    ],
)
def test_a_photo_is_folded_base64_with_a_blank_line_behind(version, head, end):
    content = b"\xff\xd8\xff" + bytes(1000)
    card = write_card(Contact("Ada", photo=Photo("image/jpeg", content)), version=version)
    assert b"\r\n" + head in card
    assert max(map(len, card.split(b"\r\n"))) == 75
    assert head + b64encode(content) + end in card.replace(b"\r\n ", b"")


@pytest.mark.parametrize(
    ("contact", "name"),
    [
        (Contact("Ada Byron"), "FN:Ada Byron"),
        (Contact(organisation="Acme"), "FN:Acme"),
        (Contact(points=(point("email", "a@b.example"),)), "FN:a@b.example"),
        (Contact(points=(point("phone", "+4930"),)), "FN:+4930"),
        (Contact(), "FN:-"),
    ],
)
def test_a_card_always_has_a_name_to_show(contact, name):
    assert name in lines(contact)
    assert sum(line.startswith("N:") for line in lines(contact)) == 1


def test_an_organisation_has_no_family_name():
    assert "N:;;;;" in lines(Contact("Acme Light", organisation="Acme Light"))


def test_a_group_has_a_kind_and_members():
    group = Contact("Chess", members=(UID, "mailto:ada@b.example"), uid="chess")
    assert lines(group)[:2] == ["UID:chess", "X-ADDRESSBOOKSERVER-KIND:group"]
    assert lines(group)[-2:] == [
        f"X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:{UID}",
        "X-ADDRESSBOOKSERVER-MEMBER:mailto:ada@b.example",
    ]
    assert lines(group, "4.0")[:2] == ["UID;VALUE=text:chess", "KIND:group"]
    assert lines(group, "4.0")[-2:] == [f"MEMBER:urn:uuid:{UID}", "MEMBER:mailto:ada@b.example"]


@pytest.mark.parametrize(
    ("typed", "value", "written", "uri"),
    [
        ("030 1234567", "+49301234567", "+49301234567", "tel:+49301234567"),
        ("030 1234567 ext 12", "+49301234567", "+49301234567 ext. 12", "tel:+49301234567;ext=12"),
        ("+49 30 1234567", "+49301234567", "+49 30 1234567", "+49 30 1234567"),
        ("030 12", "030 12", "030 12", "030 12"),
        ("+49301234567", "+49301234567", "+49301234567", "tel:+49301234567"),
    ],
)
def test_a_phone_is_written_so_that_others_can_dial_it(typed, value, written, uri):
    contact = Contact("Ada", points=(point("phone", value, typed=typed),))
    assert lines(contact)[-1].partition(":")[2] == written
    assert lines(contact, "4.0")[-1].partition(":")[2] == uri


@pytest.mark.parametrize(
    ("birthday", "written"),
    [
        ("1985-04-12", {"2.1": "1985-04-12", "3.0": "1985-04-12", "4.0": "19850412"}),
        ("1985-04", {"2.1": "1985-04", "3.0": "1985-04", "4.0": "1985-04"}),
        ("1985", {"2.1": "1985", "3.0": "1985", "4.0": "1985"}),
    ],
)
def test_a_birthday_is_written_as_each_version_writes_days(birthday, written):
    for version, value in written.items():
        assert lines(Contact("Ada", birthday=birthday), version)[-1] == f"BDAY:{value}"


def test_a_day_of_which_nobody_says_what_it_is_has_no_label():
    contact = Contact("Ada", details=(Detail(DetailKind.DATE, "2019-05-01"),))
    assert lines(contact)[-1] == "item1.X-ABDATE:2019-05-01"


def test_a_day_said_in_words_is_written_as_words():
    contact = Contact("Ada", details=(Detail(DetailKind.ANNIVERSARY, "spring, 1999"),))
    assert lines(contact, "4.0")[-1] == "ANNIVERSARY;VALUE=text:spring\\, 1999"


def test_the_time_of_the_last_change_is_in_utc():
    here = datetime(2026, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=1)))
    assert lines(Contact("Ada"), revised_at=here)[-1] == "REV:2025-12-31T23:30:00Z"


def test_half_a_character_does_not_stop_a_card():
    for version in ("2.1", "3.0", "4.0"):
        content = write_card(replace(FULL, name="A\ud800 \0B"), version=version)
        assert b"\0" not in content
        content.decode()


def test_quoted_printable_breaks_neither_codes_nor_beside_blanks():
    note = "Jörg said: TEL:1 and " + "é  x " * 60 + "\n" + "a" * 200 + " "
    content = write_card(Contact("Ada", notes=(note,)), version="2.1").decode()
    for line in content.split("\r\n"):
        assert len(line) <= 76
        assert not line.startswith(" ")
        assert not line.endswith((" ", " ="))


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
def test_no_line_of_a_text_ends_the_card(version):
    for length in range(80):
        note = "x" * length + " é " * (length % 2) + "END:VCARD BEGIN:VCARD END:VCARD" + "\nEND:VCARD\n" * 3
        contact = Contact("Ada", notes=(note.strip(),))
        content = write_card(contact, version=version)
        ends = [
            line for line in content.split(b"\r\n") if line.strip().upper() in (b"BEGIN:VCARD", b"END:VCARD")
        ]
        assert ends == [b"BEGIN:VCARD", b"END:VCARD"]
        assert read_back(content)[1] == contact


def test_quoted_printable_that_looks_like_a_property_is_still_a_value():
    for value in ("TEL:1 " + "é" * 60, "é TEL:1 " * 20 + "x", "NOTE:" + "é" * 9):
        details = (Detail(DetailKind.RELATED, value, "own"), Detail(DetailKind.PHONETIC_NAME, value))
        _, again = read_back(write_card(Contact("Ada", details=details), version="2.1"))
        assert again.details == details


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
@pytest.mark.parametrize(
    "handle", ["skype:ada", "ada?chat", "//ada", "a&b", "a b", "@ada:example.org", "a,b;c"]
)
def test_an_account_may_look_like_an_address(version, handle):
    contact = Contact("Ada", points=(point("im", handle, "skype"), point("im", handle)))
    assert read_back(write_card(contact, version=version))[1] == contact


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
def test_what_is_kept_under_words_of_ones_own_stays_so(version):
    details = (
        Detail(DetailKind.OTHER, "38; or 39", "shoe size"),
        Detail(DetailKind.OTHER, "no words at all"),
        Detail(DetailKind.OTHER, "Sailing", "hobby"),
    )
    card, again = read_back(write_card(Contact("Ada", details=details), version=version))
    assert again.details == details
    assert [(one.group, one.name) for one in card.properties if one.name in ("X-CUSTOM", "HOBBY")] == [
        ("item1", "X-CUSTOM"),
        ("item2", "X-CUSTOM"),
        ("", "HOBBY"),
    ]
