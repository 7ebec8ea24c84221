"""What a card says of a person, in every dialect; the lines here are written in the manner of each program."""

from base64 import b64encode
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.formats.vcard.calendar_day import day_of
from companion.formats.vcard.card import Card
from companion.formats.vcard.gathering import MOST_SHOWN
from companion.formats.vcard.meaning import contact_from
from companion.formats.vcard.read import read_cards
from companion.formats.vcard.shown import LONGEST_LINE, LONGEST_NOTE
from companion.model.capture import ContactPhrase
from companion.model.contact import Contact, DetailKind
from companion.model.person import ContactKind
from companion.model.problem import Problem, ProblemCode

JPEG = b"\xff\xd8\xff\xe0 a small picture \xff\xd9"
QP = "ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8"


def read(*lines: str, version: str = "3.0") -> tuple[Contact | None, tuple[Problem, ...]]:
    text = "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])
    (found,) = read_cards(text.encode())
    assert isinstance(found, Card)
    return contact_from(found)


def contact(*lines: str, version: str = "3.0") -> Contact:
    found, _ = read("FN:Mira Holm", *lines, version=version)
    assert found is not None
    return found


def points(*lines: str, version: str = "3.0") -> list[tuple[str, str, str | None]]:
    return [(one.kind.value, one.value, one.label) for one in contact(*lines, version=version).points]


def details(*lines: str, version: str = "3.0") -> list[tuple[str, str, str | None]]:
    return [(one.kind.value, one.value, one.label) for one in contact(*lines, version=version).details]


def problems(*lines: str, version: str = "3.0") -> list[tuple[ProblemCode, int, str | None]]:
    return [(one.code, one.first_line, one.property) for one in read(*lines, version=version)[1]]


# Names


@pytest.mark.parametrize(
    ("lines", "version", "name"),
    [
        (["FN:Mira Holm", "N:X;Y;;;"], "3.0", "Mira Holm"),
        ([r"FN:Holm\, Mira"], "3.0", "Holm, Mira"),
        (["FN:Holm, Mira"], "2.1", "Holm, Mira"),
        (["FN:", "N:Holm;Mira;Ann,Lee;Dr.;PhD"], "3.0", "Dr. Mira Ann Lee Holm PhD"),
        (["N:Holm;Mira"], "2.1", "Mira Holm"),
        ([f"N;{QP}:M=C3=BCller;J=C3=B6rg;;;"], "2.1", "Jörg Müller"),
        (["N:;;;;", "ORG:Kite;Sales"], "3.0", "Kite, Sales"),
        (["N:", "EMAIL:a@b.c", "TEL:1"], "3.0", "a@b.c"),
        (["TEL;CELL:1"], "2.1", "1"),
        (["FN:One", "FN;PREF=1:Two"], "4.0", "Two"),
        (["FN;ALTID=1;LANGUAGE=ja:ミラ", "FN;ALTID=1;LANGUAGE=en-GB:Mira", "FN;ALTID=1:M"], "4.0", "Mira"),
        (
            ["N;ALTID=1;LANGUAGE=ja:山田;太郎;;;", "N;ALTID=1;LANGUAGE=en:Yamada;Taro;;;"],
            "4.0",
            "Taro Yamada",
        ),
        (["FN:  Mira \t Holm  "], "3.0", "Mira Holm"),
        (["FN:Mi\u202era\u200b Ho\u0007lm"], "3.0", "Mira Holm"),
        (["FN:Mi\u200dra"], "3.0", "Mi\u200dra"),
        ([r"FN:Mira\nHolm"], "3.0", "Mira Holm"),
        (["CN:Mira Holm", "SN:Holm"], "2.1", "Mira Holm"),
        (["givenName:Mira", "sn:Holm"], "3.0", "Mira Holm"),
        (["NAME:Card of Mira", "FN:Mira"], "3.0", "Mira"),
        (["name:Mira"], "3.0", "Mira"),
    ],
)
def test_a_name_is_found_wherever_the_card_has_one(lines, version, name):
    found, _ = read(*lines, version=version)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["NICKNAME:Mi"],
        ["FN: ", "N:;;;;", "TEL:", "ADR:;;Street;;;;"],
        ["TITLE:CEO", "NOTE:who?"],
        ["IMPP:aim:mi"],
    ],
)
def test_a_card_that_says_nobody_is_refused(lines):
    found, remarks = read(*lines)
    assert found is None
    assert (remarks[-1].code, remarks[-1].is_refusal) == (ProblemCode.NO_IDENTITY, True)
    assert (remarks[-1].first_line, remarks[-1].last_line) == (1, len(lines) + 3)


def test_a_card_that_passed_a_limit_has_no_meaning():
    (found,) = read_cards(b"BEGIN:VCARD\nVERSION:3.0\nFN:A\n" + b"TEL:1\n" * 5_000 + b"END:VCARD\n")
    assert isinstance(found, Card)
    assert contact_from(found) == (None, found.problems)


# Titles and organisations


def test_the_preferred_organisation_and_title_are_the_persons():
    found = contact("ORG:Kite", "TITLE:Cook", "ORG;TYPE=pref:Moss;;Sea", "TITLE:Poet", "TITLE:Cook")
    assert (found.organisation, found.title) == ("Moss, Sea", "Cook")
    assert [(one.value, one.label) for one in found.details] == [("Poet", "title"), ("Kite", "organisation")]


@pytest.mark.parametrize(
    ("line", "version", "organisation"),
    [
        ("ORG:Company, The;Sales", "2.1", "Company, The, Sales"),
        (r"ORG:Moss\; Sons;;Sea", "3.0", "Moss; Sons, Sea"),
        ("ORG:;;", "3.0", None),
        (f"ORG;{QP}:Gr=C3=BC=C3=9Fe;=3B", "2.1", "Grüße, ;"),
        ("O:Moss", "3.0", "Moss"),
    ],
)
def test_an_organisation_has_its_units_behind_it(line, version, organisation):
    assert contact(line, version=version).organisation == organisation


# Contact points


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("TEL;TYPE=WORK,VOICE:1", ("phone", "1", "work")),
        ("TEL;TYPE=voice;TYPE=fax;TYPE=work:1", ("phone", "1", "work fax")),
        ('TEL;TYPE="home,fax":1', ("phone", "1", "home fax")),
        ("TEL;HOME;CELL:1", ("phone", "1", "home mobile")),
        ("TEL;TYPE=iPhone;TYPE=CELL:1", ("phone", "1", "mobile")),
        ("TEL;TYPE=IPHONE:1", ("phone", "1", "iphone")),
        ("TEL;X-Summer house:1", ("phone", "1", "Summer house")),
        ("TEL;TYPE=X-EVOLUTION-CALLBACK:1", ("phone", "1", "callback")),
        ("TEL;TYPE=HOME,TYPE=VOICE:1", ("phone", "1", "home")),
        ("TEL;TYPE=pager,msg,pref,main:1", ("phone", "1", "pager main")),
        (
            "TEL;VALUE=uri;TYPE=cell:tel:+1-555-0100;ext=7;phone-context=x",
            ("phone", "+1-555-0100 ext. 7", "mobile"),
        ),
        ("TEL;TYPE=home:sip:mi@b.c", ("im", "mi@b.c", "sip")),
        ("TEL: p1,2w3 ", ("phone", "p1,2w3", None)),
        ("X-MS-TEL;VOICE;CALLBACK:1", ("phone", "1", "callback")),
        ("FAX:1", ("phone", "1", "fax")),
        ("telephoneNumber:1", ("phone", "1", None)),
        ("EMAIL;INTERNET:a@b.c", ("email", "a@b.c", None)),
        ("EMAIL;TYPE=x400,work:a@b.c", ("email", "a@b.c", "work")),
        ("EMAIL;AOL;PREF:a@b.c", ("email", "a@b.c", None)),
        ("EMAIL:mailto:a%2Bx@b.c?subject=x", ("email", "a+x@b.c", None)),
        ('EMAIL:"Mira" <a@b.c>', ("email", "a@b.c", None)),
        ("mail:a@b.c", ("email", "a@b.c", None)),
        (r"URL:http\://b.c/\~mi", ("url", "http://b.c/~mi", None)),
        ("X-EVOLUTION-BLOG-URL:http://b.c", ("url", "http://b.c", "blog")),
        (
            "ADR;TYPE=home:box;flat;street;city;region;code;land",
            ("address", "street, flat, box, city, region, code, land", "home"),
        ),
        ("ADR:;;Hof 1\\nHaus 2;Bonn;;;", ("address", "Hof 1, Haus 2, Bonn", None)),
        ("ADR:;;Silicon Alley 5,;New York;;;", ("address", "Silicon Alley 5, New York", None)),
        ("ADR:Hof 1", ("address", "Hof 1", None)),
        ("ADR:box;street", ("address", "street, box", None)),
        ('ADR;LABEL="Hof 1\\nBonn":;;;;;;', ("address", "Hof 1, Bonn", None)),
        ("LABEL;TYPE=work:Hof 1\\nBonn", ("address", "Hof 1, Bonn", "work")),
        ("IMPP;TYPE=home:xmpp:a@b.c", ("im", "a@b.c", "jabber")),
        ("IMPP;X-SERVICE-TYPE=Skype;type=pref:skype:mi?call", ("im", "mi", "skype")),
        ("IMPP;X-SERVICE-TYPE=GaduGadu:x-apple:7", ("im", "7", "gadugadu")),
        ("IMPP:aim:goim?screenname=mi%20ra", ("im", "mi ra", "aim")),
        ("IMPP:https://matrix.to/#/@mi:b.c", ("im", "https://matrix.to/#/@mi:b.c", None)),
        ("X-AIM;TYPE=HOME:mi", ("im", "mi", "aim")),
        ("X-GOOGLE TALK:mi", ("im", "mi", "google talk")),
        ("X-GTALK:mi", ("im", "mi", "google talk")),
        ("X-SKYPE-USERNAME:mi", ("im", "mi", "skype")),
        ("X-SIP:sip:mi@b.c", ("im", "mi@b.c", "sip")),
        ("X-MS-IMADDRESS:mi", ("im", "mi", None)),
        ("X-KADDRESSBOOK-X-IMAddress:mi", ("im", "mi", None)),
        ("X-messaging/icq-All:7", ("im", "7", "icq")),
        ("X-SOCIALPROFILE;type=Twitter:http://twitter.com/mi", ("url", "http://twitter.com/mi", "twitter")),
        ("X-SOCIALPROFILE;type=flickr;x-user=mi:x-apple:mi", ("im", "mi", "flickr")),
        ("X-SOCIALPROFILE;x-user=mi;type=facebook:", ("im", "mi", "facebook")),
        (
            "X-SOCIALPROFILE:https://www.linkedin.com/in/mi",
            ("url", "https://www.linkedin.com/in/mi", "linkedin"),
        ),
        (
            "SOCIALPROFILE;SERVICE-TYPE=Mastodon:https://m.example/@mi",
            ("url", "https://m.example/@mi", "mastodon"),
        ),
    ],
)
def test_a_contact_point_is_understood_in_every_dialect(line, expected):
    assert points(line) == [expected]


def test_several_accounts_of_kde_stand_in_one_property():
    assert points("X-messaging/xmpp-All:a@b.c\ue000d@e.f") == [
        ("im", "a@b.c", "jabber"),
        ("im", "d@e.f", "jabber"),
    ]


def test_an_own_label_of_the_group_counts_for_more_than_a_type():
    assert points(
        "item1.TEL;type=WORK:1",
        "item1.X-ABLabel:_$!<HomeFAX>!$_",
        "ITEM2.URL:http://b.c",
        r"item2.X-ABLabel:My \, Shop",
        "item3.EMAIL;TYPE=home:a@b.c",
        "item3.X-ABLabel:",
    ) == [("phone", "1", "home fax"), ("url", "http://b.c", "My , Shop"), ("email", "a@b.c", "home")]


def test_the_preferred_come_first_within_their_kind_and_leave_the_kinds_in_place():
    assert points("TEL:1", "EMAIL:a@b.c", "TEL;TYPE=work:2", "TEL;TYPE=pref:3", "EMAIL;TYPE=PREF:d@e.f") == [
        ("phone", "3", None),
        ("email", "d@e.f", None),
        ("phone", "1", None),
        ("phone", "2", "work"),
        ("email", "a@b.c", None),
    ]
    assert [
        value for _, value, _ in points("TEL;PREF=2:1", "TEL;PREF=100:2", "TEL;PREF=1:3", version="4.0")
    ] == ["3", "1", "2"]
    assert [value for _, value, _ in points("TEL;WORK:1", "TEL;HOME;PREF:2", version="2.1")] == ["2", "1"]


def test_a_point_is_there_once_and_an_address_in_words_only_where_no_other_is():
    assert points("TEL:1", "TEL:1", "TEL;TYPE=work:1") == [("phone", "1", None), ("phone", "1", "work")]
    assert points("LABEL:Hof 2", "ADR:;;Hof 1;;;;") == [("address", "Hof 1", None)]
    assert points("PHONE:1", "TEL:2", "MAIL:a@b.c") == [("phone", "2", None), ("email", "a@b.c", None)]
    assert points("URL:http://", "TEL:", "EMAIL: ") == []


def test_the_value_and_the_typed_form_are_the_text_of_the_card():
    assert contact("TEL:030 / 12 34").points == (
        ContactPhrase(ContactKind.PHONE, "030 / 12 34", "030 / 12 34"),
    )


# Days


@pytest.mark.parametrize(
    ("text", "omitted", "day"),
    [
        ("1985-04-12", "", "1985-04-12"),
        ("19850412", "", "1985-04-12"),
        ("1985-4-1", "", "1985-04-01"),
        ("1985/04/12", "", "1985-04-12"),
        ("12.4.1985", "", "1985-04-12"),
        ("1985-04-12T23:10:00Z", "", "1985-04-12"),
        ("19850412T231000-0600", "", "1985-04-12"),
        ("1985-04-12 23:10", "", "1985-04-12"),
        ("--0412", "", "--04-12"),
        ("--04-12", "", "--04-12"),
        ("--0229", "", "--02-29"),
        ("0000-04-12", "", "--04-12"),
        ("1604-04-12", "1604", "--04-12"),
        ("1604-02-29", "1604", "--02-29"),
        ("1604-04-12", "", "1604-04-12"),
        ("1985-04", "", "1985-04"),
        ("1985", "", "1985"),
        (" 1985-04-12 ", "", "1985-04-12"),
        ("1985-02-30", "", None),
        ("1985-13", "", None),
        ("85-4-12", "", None),
        ("206-12-15", "", None),
        ("--1345", "", None),
        ("---12", "", None),
        ("0000", "", None),
        ("circa 1800", "", None),
        ("", "", None),
        ("1985-04-1²", "", None),
        ("٢٠٢٠-٠١-٠١", "", None),
    ],
)
def test_a_day_is_understood_as_far_as_it_goes(text, omitted, day):
    assert day_of(text, omitted) == day


@given(st.text("0123456789-/.T: Wx", max_size=14))
def test_no_day_raises_and_each_is_one_of_four_forms(text):
    found = day_of(text)
    assert found is None or len(found) in (4, 7, 10)


def test_a_birthday_that_is_no_day_is_said_in_words_and_remarked():
    found, remarks = read("FN:A", "BDAY;VALUE=text:circa 1800")
    assert found is not None
    assert found.birthday is None
    assert [(one.value, one.label) for one in found.details] == [("circa 1800", "birthday")]
    assert [(one.code, one.first_line, one.property) for one in remarks] == [
        (ProblemCode.BAD_VALUE, 4, "BDAY")
    ]


def test_a_birthday_of_apple_has_no_year():
    assert contact("BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12").birthday == "--04-12"
    assert contact("BDAY:", "BDAY:1985").birthday == "1985"
    assert problems("FN:A", "BDAY:") == []


# Details


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["NICKNAME:Mi,Mimi"], [("nickname", "Mi", None), ("nickname", "Mimi", None)]),
        ([r"NICKNAME:Mi\,Mimi"], [("nickname", "Mi,Mimi", None)]),
        (["X-PHONETIC-LAST-NAME:Hohm", "X-PHONETIC-FIRST-NAME:Mee"], [("phonetic_name", "Mee Hohm", None)]),
        (["SOUND;X-IRMC-N:Hohm;Mee;;;"], [("phonetic_name", "Hohm Mee", None)]),
        (["SOUND;ENCODING=b:AAAA"], []),
        (["ROLE:Cook"], [("role", "Cook", None)]),
        (["ANNIVERSARY:20100501"], [("anniversary", "2010-05-01", None)]),
        (
            ["X-EVOLUTION-ANNIVERSARY:2010-05-01", "X-ANNIVERSARY:20100501"],
            [("anniversary", "2010-05-01", None)],
        ),
        (["a.X-ABDATE:2010-05-01", "a.X-ABLabel:_$!<Anniversary>!$_"], [("anniversary", "2010-05-01", None)]),
        (["a.X-ABDATE:2010-05-01", "a.X-ABLabel:First met"], [("date", "2010-05-01", "First met")]),
        (["a.X-ABRELATEDNAMES:Bo", "a.X-ABLabel:_$!<Spouse>!$_"], [("related", "Bo", "spouse")]),
        (["RELATED;TYPE=friend,met;VALUE=text:Bo"], [("related", "Bo", "friend met")]),
        (
            ["X-SPOUSE:Bo", "X-EVOLUTION-MANAGER:Di"],
            [("related", "Bo", "spouse"), ("related", "Di", "manager")],
        ),
        (["X-MS-ASSISTANT:Ed"], [("related", "Ed", "assistant")]),
        (["X-KADDRESSBOOK-X-SpousesName:Bo"], [("related", "Bo", "spouse")]),
        (["AGENT:Ed"], [("related", "Ed", "agent")]),
        (["AGENT:", "BEGIN:VCARD", "FN:Ed", "END:VCARD"], []),
        (["GENDER:F"], [("gender", "female", None)]),
        (["GENDER:O;her own"], [("gender", "her own", None)]),
        (["X-GENDER:Male"], [("gender", "Male", None)]),
        (["X-WAB-GENDER:1"], [("gender", "female", None)]),
        (["X-WAB-GENDER:0", "GENDER:"], []),
        (["LANG;PREF=1:nb"], [("language", "nb", None)]),
        (["PHOTO;VALUE=uri:http://b.c/mi.jpg"], [("other", "http://b.c/mi.jpg", "photo")]),
        (["X-MAIDENNAME:Moss"], [("other", "Moss", "maiden name")]),
        (["X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Mi;1;;;"], [("nickname", "Mi", None)]),
        (["X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Bo;14;;;"], [("related", "Bo", "spouse")]),
        (["X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Bo;0;Twin;;"], [("related", "Bo", "Twin")]),
        (["X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Bo;99"], [("related", "Bo", None)]),
        (
            ["X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2010-05-01;1;"],
            [("anniversary", "2010-05-01", None)],
        ),
        (
            ["X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2010-05-01;0;Met"],
            [("date", "2010-05-01", "Met")],
        ),
        (["X-ANDROID-CUSTOM:x", "X-ANDROID-CUSTOM:"], []),
        (["X-OWN:thing", "PRODID:x", "REV:1", "PROFILE:VCARD"], []),
    ],
)
def test_more_that_a_card_says_is_shown(lines, expected):
    assert details(*lines) == expected


def test_a_birthday_among_the_events_of_android_counts_if_there_is_no_other():
    event = "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;1985-04-12;3;"
    assert contact(event).birthday == "1985-04-12"
    assert contact(event, "BDAY:1986-01-01").birthday == "1986-01-01"


# Notes, tags, groups, photos


def test_notes_keep_their_lines_and_lose_what_cannot_be_seen():
    assert contact(
        r"NOTE:one\, two;\n three\u0007".replace("\\u0007", "\u0007"), "NOTE: ", "NOTE:more"
    ).notes == (
        "one, two;\n three",
        "more",
    )
    assert contact(f"NOTE;{QP}:one=0D=0Atwo", version="2.1").notes == ("one\ntwo",)


@pytest.mark.parametrize(
    ("line", "version", "tags"),
    [
        ("CATEGORIES:Sea,sun, SEA,,", "3.0", ("Sea", "sun")),
        (r"CATEGORIES:sea\, sun;art", "3.0", ("sea, sun;art",)),
        ("CATEGORIES:sea;sun,art", "2.1", ("sea", "sun", "art")),
        (f"CATEGORIES;{QP}:S=C3=A9a", "2.1", ("Séa",)),
    ],
)
def test_categories_are_tags(line, version, tags):
    assert contact(line, version=version).tags == tags


@pytest.mark.parametrize(
    ("lines", "version"),
    [
        (["KIND:group", "MEMBER:urn:uuid:a1", "MEMBER:mailto:b@c.d", "MEMBER:urn:uuid:a1"], "4.0"),
        (
            [
                "X-ADDRESSBOOKSERVER-KIND:group",
                "X-ADDRESSBOOKSERVER-MEMBER:URN:UUID:a1",
                "X-ADDRESSBOOKSERVER-MEMBER:mailto:b@c.d",
            ],
            "3.0",
        ),
    ],
)
def test_a_group_has_members_by_uid(lines, version):
    assert contact(*lines, version=version).members == ("a1", "mailto:b@c.d")


def test_a_person_has_no_members_and_a_uid_as_members_name_it():
    found = contact("MEMBER:urn:uuid:a1", "KIND:individual", "UID:urn:uuid:b2", "UID:c3", version="4.0")
    assert (found.members, found.uid) == (None, "b2")
    assert contact("UID:pas-id-1").uid == "pas-id-1"
    assert contact("KIND:group", version="4.0").members == ()


@pytest.mark.parametrize(
    "line",
    [
        f"PHOTO;ENCODING=b;TYPE=JPEG:{b64encode(JPEG).decode()}",
        f"PHOTO;BASE64:{b64encode(JPEG).decode()}",
        f"PHOTO:data:image/jpeg;base64,{b64encode(JPEG).decode()}",
        f"PHOTO;TYPE=PNG:{b64encode(JPEG * 3).decode()}",
    ],
)
def test_a_picture_is_kept_as_it_came(line):
    photo = contact(line).photo
    assert photo is not None
    assert photo.media_type == "image/jpeg"
    assert photo.content.startswith(JPEG)


@pytest.mark.parametrize("value", ["SGVsbG8gd29ybGQ=", "!!!"])
def test_what_is_no_picture_is_none_and_told_of(value):
    found, remarks = read("FN:A", f"PHOTO;ENCODING=b:{value}", f"PHOTO;ENCODING=b:{b64encode(JPEG).decode()}")
    assert found is not None
    assert found.photo is not None
    assert [(one.code, one.first_line) for one in remarks] == [(ProblemCode.BAD_PHOTO, 4)]


def test_a_picture_that_breaks_off_is_kept_and_told_of():
    value = b64encode(JPEG * 3).decode()[:-7]
    found, remarks = read("FN:A", f"PHOTO;ENCODING=b:{value}")
    assert found is not None
    assert found.photo is not None
    assert [one.code for one in remarks] == [ProblemCode.BAD_ENCODING]


# Bounds


def test_what_is_too_long_or_too_much_to_show_is_cut_and_told_of():
    found, remarks = read("FN:" + "x" * 3_000, "TITLE:" + "y" * 3_000)
    assert found is not None
    assert len(found.name) == len(found.title or "") == LONGEST_LINE
    assert [(one.code, one.first_line) for one in remarks] == [(ProblemCode.CUT, 3)]
    found, remarks = read(
        "FN:A", "NOTE:" + "x" * (LONGEST_NOTE + 1), "CATEGORIES:" + ",".join(map(str, range(600)))
    )
    assert found is not None
    assert (len(found.notes[0]), len(found.tags)) == (LONGEST_NOTE, MOST_SHOWN)
    assert [one.code for one in remarks] == [ProblemCode.CUT]


LINES: Sequence[str] = (
    *(
        "FN:A",
        "N:;;",
        "TEL;",
        "TEL:tel:%",
        "EMAIL:<@>",
        "ADR:",
        "ADR;LABEL=x:",
        "ORG:;",
        "BDAY:-",
        "IMPP:",
        "IMPP::",
    ),
    *(
        "X-SOCIALPROFILE:",
        "X-SOCIALPROFILE:http://",
        "item.X-ABLabel:_$!<>!$_",
        "item.TEL:1",
        "GENDER:",
        "SOUND;X-IRMC-N:",
    ),
    *(
        "X-ANDROID-CUSTOM:;",
        "PHOTO:",
        "PHOTO:data:",
        "PHOTO;BASE64:=",
        "CATEGORIES:;,",
        "KIND:group",
        "MEMBER:",
        "UID:",
    ),
    *(
        "NICKNAME;ALTID=1:a",
        "NICKNAME;ALTID=1;LANGUAGE=en:b",
        "TEL;PREF=x:1",
        "TEL;PREF=²:1",
        "X-messaging/:x",
        "cn:",
        "RELATED:x",
    ),
)


@given(
    st.lists(
        st.tuples(st.sampled_from(LINES), st.text("\\,;:=\"'%&?<>@\u202e\x00 a1é", max_size=6)), max_size=12
    ),
    st.sampled_from(["2.1", "3.0", "4.0", "9"]),
)
def test_no_card_raises_and_what_is_shown_is_one_line(lines, version):
    content = "\n".join(["BEGIN:VCARD", f"VERSION:{version}", *(a + b for a, b in lines), "END:VCARD"])
    for one in read_cards(content.encode()):
        found, _ = contact_from(one) if isinstance(one, Card) else (None, ())
        if found is not None:
            shown = [
                found.name,
                *(point.value for point in found.points),
                *(detail.value for detail in found.details),
            ]
            assert all(
                text and text == text.strip() and "\n" not in text and "\u202e" not in text for text in shown
            )
            assert all(isinstance(detail.kind, DetailKind) for detail in found.details)
