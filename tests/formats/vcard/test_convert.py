from collections import Counter
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.formats.vcard.calendar_day import day_of
from companion.formats.vcard.card import Card
from companion.formats.vcard.convert import converted
from companion.formats.vcard.meaning import contact_from
from companion.formats.vcard.parameters import said_by
from companion.formats.vcard.read import read_cards
from companion.formats.vcard.value import BASE64, agent_of, bytes_of, encoding_of, parameters_of, text_of
from companion.formats.vcard.write import write_card
from companion.model.contact import DetailKind
from tests.formats.vcard import fixture
from tests.formats.vcard.contacts import contacts, read_back, texts

VERSIONS = ["2.1", "3.0", "4.0"]


def card_of(*lines, version="3.0"):
    content = "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])
    return next(iter(read_cards(content.encode())))


def lines_of(content):
    text = content.decode().replace("\r\n ", "").replace("=\r\n", "")
    return text.removesuffix("\r\nEND:VCARD\r\n").split("\r\n")[2:]


def in_version(version, *lines, source):
    """What these lines of a card become, but for the name that every card has."""
    card = card_of("N:Byron;Ada;;;", "FN:Ada Byron", *lines, version=source)
    return lines_of(converted(card, version))[2:]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("TEL;HOME;PREF:1", "TEL;TYPE=HOME,PREF:1"),
        ("TEL;CELL;VOICE;X-Own:1", "TEL;TYPE=CELL,VOICE,X-Own:1"),
        ("NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:J=C3=B6rg=0D=0Atwo", "NOTE:Jörg\\ntwo"),
        ("NOTE;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:J=F6rg", "NOTE:Jörg"),
        ("NOTE:a, b\\; c\\d", "NOTE:a\\, b\\; c\\\\d"),
        ("ORG:Acme, Inc.;Light", "ORG:Acme\\, Inc.;Light"),
        ("ADR;WORK;X=y:;;Main St, 1;Town;;;", "ADR;TYPE=WORK;X=y:;;Main St\\, 1;Town;;;"),
        ("X-OWN:a;b,c", "X-OWN:a;b\\,c"),
        ("URL:http://a.example/b,c;d", "URL:http://a.example/b\\,c;d"),
        ("X-OWN:http://a.example/b,c;d", "X-OWN:http://a.example/b\\,c;d"),
        ("CATEGORIES:a;b", "CATEGORIES:a,b"),
        ("BDAY:19850412", "BDAY:1985-04-12"),
        ("BDAY:--04-12", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12"),
        ("GEO:1.5,-2.5", "GEO:1.5;-2.5"),
        ("PHOTO;VALUE=URL:http://a.example/x,y.jpg", "PHOTO;VALUE=uri:http://a.example/x\\,y.jpg"),
        ("item1.X-ABLabel:My; own", "item1.X-ABLabel:My\\; own"),
        ("AGENT:\r\nBEGIN:VCARD\r\nFN:Eve\r\nEND:VCARD", "AGENT:BEGIN:VCARD\\nFN:Eve\\nEND:VCARD"),
    ],
)
def test_what_2_1_says_is_said_in_3_0(old, new):
    assert in_version("3.0", old, source="2.1") == [new]


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("TEL;TYPE=HOME,PREF:1", "TEL;HOME;PREF:1"),
        ('TEL;TYPE="my own",HOME:1', "TEL;TYPE=my own;HOME:1"),
        ("NOTE:Jörg\\ntwo", "NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=B6rg=0D=0Atwo"),
        ("NOTE:a\\, b\\; c\\\\d", "NOTE:a, b\\; c\\d"),
        ("N2;X-P=q:v", "N2;X-P=q:v"),
        ("PHOTO;VALUE=uri:http://a.example/x.jpg", "PHOTO;VALUE=URL:http://a.example/x.jpg"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12", "BDAY:--04-12"),
        ("GEO:1.5;-2.5", "GEO:1.5,-2.5"),
        ("CATEGORIES:a\\,b,c", "CATEGORIES:a\\,b,c"),
        ("NOTE: Jörg", "NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=20J=C3=B6rg"),
        ("AGENT:BEGIN:VCARD\\nFN:Eve\\nEND:VCARD", "AGENT:\r\nBEGIN:VCARD\r\nFN:Eve\r\nEND:VCARD"),
        ("PHOTO;ENCODING=b:no, base64", "PHOTO;X-ENCODING=b:no, base64"),
    ],
)
def test_what_3_0_says_is_said_in_2_1(new, old):
    assert "\r\n".join(in_version("2.1", new, source="3.0")) == old


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("TEL;TYPE=HOME,PREF:1", "TEL;TYPE=HOME;PREF=1:1"),
        ("TEL;type=HOME;type=pref:1", "TEL;TYPE=HOME;PREF=1:1"),
        ("BDAY:1985-04-12", "BDAY:19850412"),
        ("BDAY;VALUE=text:2000-01-01, about", "BDAY;VALUE=text:2000-01-01\\, about"),
        ("BDAY;VALUE=text:2000-01-01", "BDAY;VALUE=text:2000-01-01"),
        ("BDAY:1985-04-12T10:20:30Z", "BDAY:19850412T102030Z"),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12", "BDAY:--0412"),
        ("REV:2020-01-02T03:04:05.678Z", "REV:20200102T030405Z"),
        ("GEO:1.5;-2.5", "GEO:geo:1.5,-2.5"),
        ("X-ANNIVERSARY:2011-06-09", "ANNIVERSARY:20110609"),
        ("X-GENDER:M", "GENDER:M"),
        ("X-ADDRESSBOOKSERVER-KIND:group", "KIND:group"),
        ("X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:1", "MEMBER:urn:uuid:1"),
        ("PHOTO;ENCODING=b;TYPE=JPEG:/9j/", "PHOTO:data:image/jpeg;base64,/9j/"),
        ("PHOTO;TYPE=image/png;ENCODING=B:/9j/", "PHOTO:data:image/png;base64,/9j/"),
        ("KEY;ENCODING=b;TYPE=PGP:AAAA", "KEY:data:application/pgp;base64,AAAA"),
        ("PHOTO;ENCODING=b:no, base64", "PHOTO;X-ENCODING=b:no\\, base64"),
        ("X-ABDATE:2011-06-09", "X-ABDATE:2011-06-09"),
        ("X-OWN;ENCODING=b:AAAA", "X-OWN;ENCODING=b:AAAA"),
        ('X-OWN;X-P="a;b",c:a\\,b;c,d', 'X-OWN;X-P="a;b",c:a\\,b;c,d'),
    ],
)
def test_what_3_0_says_is_said_in_4_0(old, new):
    assert [line for line in in_version("4.0", old, source="3.0") if line] == [new]


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ('TEL;VALUE=uri;PREF=1;TYPE="voice,home":tel:+1-555;ext=5', "TEL;TYPE=voice,home,PREF:+1-555 ext. 5"),
        ("EMAIL;PREF=2:a@b.example", "EMAIL;PREF=2:a@b.example"),
        ("EMAIL;ALTID=1;PID=1.1:a@b.example", "EMAIL;ALTID=1;PID=1.1:a@b.example"),
        ("BDAY:--0412", "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12"),
        ("PHOTO:data:image/jpeg;base64,/9j/", "PHOTO;TYPE=JPEG;ENCODING=b:/9j/"),
        ("LOGO:data:image/svg+xml;base64,AAAA", "LOGO;TYPE=SVG+XML;ENCODING=b:AAAA"),
        ("PHOTO;MEDIATYPE=image/gif:http://a.example/", "PHOTO;MEDIATYPE=image/gif:http://a.example/"),
        ("ANNIVERSARY:20110609", "X-ANNIVERSARY:2011-06-09"),
        ("CLIENTPIDMAP:1;urn:uuid:1", "CLIENTPIDMAP:1;urn:uuid:1"),
        ("X-OWN;X-P=a^'b^n:x", "X-OWN;X-P=a^'b^n:x"),
        ("TZ;VALUE=uri:http://a.example/b,c;d", "TZ;VALUE=uri:http://a.example/b\\,c;d"),
    ],
)
def test_what_4_0_says_is_said_in_3_0(new, old):
    assert [line for line in in_version("3.0", new, source="4.0") if line] == [old]


def test_an_address_as_printed_becomes_a_property_of_its_own():
    line = 'ADR;TYPE=home;LABEL="Main St 1^nTown":;;Main St 1;Town;;;'
    assert in_version("3.0", line, source="4.0") == [
        "ADR;TYPE=home:;;Main St 1;Town;;;",
        "LABEL;TYPE=home:Main St 1\\nTown",
    ]


def test_one_of_several_languages_keeps_its_name():
    card = card_of(
        "FN;ALTID=1;LANGUAGE=ja:アダ", "FN;ALTID=1;LANGUAGE=en:Ada", "N:;Ada;;;", "TITLE:Boss", version="4.0"
    )
    old = converted(card, "3.0")
    assert lines_of(old) == [
        "X-FN;ALTID=1;LANGUAGE=ja:アダ",
        "FN;ALTID=1;LANGUAGE=en:Ada",
        "N:;Ada;;;",
        "TITLE:Boss",
    ]
    assert contact_from(next(iter(read_cards(old))))[0].name == "Ada"
    assert lines_of(converted(next(iter(read_cards(old))), "4.0")) == lines_of(converted(card, "4.0"))


@pytest.mark.parametrize("version", VERSIONS)
def test_names_that_a_card_lacks_are_made(version):
    lines = lines_of(converted(card_of("ORG:Acme", "FN:", "TITLE:Boss"), version))
    assert lines == ["N:;;;;", "FN:Acme", "ORG:Acme", "TITLE:Boss"]


def test_sloppy_syntax_is_put_right_in_the_version_that_the_card_is_of():
    sloppy = [
        "FN:Byron, Ada",
        "TEL;HOME:1",
        "NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=A9",
        "X-A B/C:d",
    ]
    assert lines_of(converted(card_of("N:Byron;Ada", *sloppy), "3.0")) == [
        *("N:Byron;Ada", "FN:Byron\\, Ada", "TEL;TYPE=HOME:1", "NOTE:é", "X-A-B-C:d"),
    ]


def test_lines_that_need_no_change_stay_byte_for_byte():
    raw = b"BEGIN:VCARD\nVERSION:3.0\nN:Byron;Ada;;;\nFN:A\n da Byron\nTEL;type=HOME;type=pref:1\nX-A:b\n c\nEND:VCARD\n"
    assert converted(next(iter(read_cards(raw))), "3.0") == raw.replace(b"\n", b"\r\n")
    assert b"FN:A\r\n da Byron\r\n" in converted(next(iter(read_cards(raw))), "4.0")


def test_a_value_that_breaks_off_ends_where_its_line_does():
    card = card_of("N:;Ada", "FN:Ada", "NOTE;ENCODING=QUOTED-PRINTABLE:a=", "", "X-OWN:b", version="2.1")
    assert lines_of(converted(card, "2.1")) == ["N:;Ada", "FN:Ada", "NOTE:a", "X-OWN:b"]


@pytest.mark.parametrize("length", range(10, 90))
def test_parameters_of_any_length_stand_before_quoted_printable(length):
    line = f"X-OWN;X-P={'p' * length}:" + "TEL:é" * 30
    card = card_of("N:;Ada;;;", "FN:Ada", line)
    content = converted(card, "2.1")
    assert content.isascii()
    (again,) = read_cards(content)
    assert substance(again) == substance(card)


def test_a_line_that_is_no_property_gets_a_name():
    assert in_version("3.0", "what is this", source="3.0") == ["X-UNREADABLE:what is this"]


def test_a_charset_is_left_behind():
    raw = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:;Jörg;;;\r\nFN:Jörg\r\nEND:VCARD\r\n".encode("cp1252")
    (card,) = read_cards(raw)
    assert converted(card, "3.0").decode() == raw.decode("cp1252")


def test_a_chain_of_messengers_of_one_program_keeps_its_meaning():
    card = card_of("FN:Ada", "N:;Ada;;;", "X-messaging/skype-All:ada", "X-GOOGLE TALK:a@b.example")
    assert lines_of(converted(card, "3.0"))[2:] == ["X-SKYPE:ada", "X-GOOGLE-TALK:a@b.example"]


AGENT = ["BEGIN:VCARD", "VERSION:3.0", "N:Fox;Ida", "NOTE:a\\, b\\nc\\\\d", "END:VCARD"]
AGENT_ESCAPED = "AGENT:BEGIN:VCARD\\nVERSION:3.0\\nN:Fox\\;Ida\\nNOTE:a\\\\\\, b\\\\nc\\\\\\\\d\\nEND:VCARD"


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("3.0", ["AGENT:BEGIN:VCARD", *(f" {line}" for line in AGENT[1:])]),
        ("3.0", ["AGENT:", *(f"\t{line}" for line in AGENT)]),
        ("2.1", ["AGENT:", *AGENT]),
        ("3.0", ["AGENT:", *AGENT]),
        ("3.0", [AGENT_ESCAPED]),
        ("4.0", [AGENT_ESCAPED]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_card_of_an_agent_stands_in_lines_in_2_1_and_escaped_afterwards(source, written):
    assert in_version("2.1", *written, source=source) == ["AGENT:", *AGENT]
    for version in ("3.0", "4.0"):
        assert in_version(version, *written, source=source) == [AGENT_ESCAPED]


@pytest.mark.parametrize(
    "inner",
    [
        ["BEGIN:VCARD", "FN:Ida", "AGENT:", "BEGIN:VCARD", "FN:Max", "END:VCARD", "END:VCARD"],
        ["BEGIN:VCARD", "FN:Ida", "NOTE:folded", " line", "END:VCARD"],
        ["BEGIN:VCARD", "PHOTO;ENCODING=BASE64:/9j/", "", "FN:Ida", "END:VCARD"],
        ["BEGIN:VCARD", "NOTE;ENCODING=QUOTED-PRINTABLE:a=", "b=3D", "END:VCARD"],
        ["BEGIN:VCARD", "FN:Jörg 世", "END:VCARD"],
    ],
    ids=["an agent of its own", "a fold", "a blank line", "a soft break", "beyond ASCII"],
)
def test_the_card_of_an_agent_survives_the_way_through_all_versions(inner):
    lines = ["N:Byron;Ada;;;", "FN:Ada Byron", "AGENT:", *inner, "TEL;HOME:1"]
    card = card_of(*lines, version="2.1")
    for version in ("3.0", "4.0", "3.0", "2.1"):
        (card,) = read_cards(converted(card, version))
        assert agent_of(card.properties[-2], version) == "\n".join(inner)
    assert card.raw.decode().split("\r\n")[2:-1] == lines


@pytest.mark.parametrize(
    "text",
    [
        "BEGIN:VCARD\\nFN:Ida",
        "BEGIN:VCARD\\nFN:Ida\\nEND:VCARD\\nTEL:1",
        "BEGIN:VCARD\\nEND:VCARD\\nBEGIN:VCARD\\nEND:VCARD",
        "BEGIN:VCARD\\nFN:Ida\\nEND:VCARD\\nEND:VCARD",
        "Ida\\nFox\\; Max",
        "Ida\\nFox\\\\\\\\",
    ],
)
def test_an_agent_of_several_lines_that_are_no_card_has_another_name_in_2_1(text):
    (old,) = in_version("2.1", f"AGENT;X-P=1:{text}", source="3.0")
    assert old.startswith("X-AGENT-TEXT;X-P=1;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:")
    for version in ("3.0", "4.0"):
        assert in_version(version, old, source="2.1") == [f"AGENT;X-P=1:{text}"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("AGENT:Ida\\; Fox, Max", "AGENT:Ida\\; Fox\\, Max"),
        ("AGENT;VALUE=URL:cid:a,b;c", "AGENT;VALUE=uri:cid:a\\,b;c"),
        (
            "AGENT;QUOTED-PRINTABLE:BEGIN:VCARD=0D=0AFN:J=C3=B6rg=0D=0AEND:VCARD",
            "AGENT:BEGIN:VCARD\\nFN:Jörg\\nEND:VCARD",
        ),
    ],
)
def test_an_agent_that_is_no_card_in_lines_is_a_text_or_an_address(old, new):
    assert in_version("3.0", old, source="2.1") == [new]


def cards_of(files):
    for file in files:
        for item in read_cards(file.read_bytes()):
            if isinstance(item, Card) and not item.is_refused:
                yield item


FILES = [fixture.FOLDER / f"{name}.vcf" for name in fixture.NAMES]
MAPPED = {
    "X-ANNIVERSARY": "ANNIVERSARY",
    "X-GENDER": "GENDER",
    "X-PROFILE": "PROFILE",
    "X-ADDRESSBOOKSERVER-KIND": "KIND",
    "X-ADDRESSBOOKSERVER-MEMBER": "MEMBER",
}
BINARIES = ("PHOTO", "LOGO", "SOUND", "KEY")
NOT_COMPARED = {"LABEL", "MEDIATYPE", "X-APPLE-OMIT-YEAR", "X-ENCODING"}


def substance(card):
    """What a card says property by property, in words that are the same for all versions."""
    return Counter(
        essence(one, card)
        for one in card.properties
        if one.name and one.value and one.name.upper() not in ("VERSION", "LABEL")
    )


def essence(one, card):
    said = said_by(parameters_of(one, card.version))
    name = MAPPED.get(one.name.upper(), one.name.upper().replace("X-MESSAGING/", "X-").removesuffix("-ALL"))
    name = {"X-GOOGLE TALK": "X-GOOGLE-TALK", "X-XMPP": "X-JABBER", "X-AGENT-TEXT": "AGENT"}.get(name, name)
    if said.other("ALTID"):
        name = name.removeprefix("X-")
    # Quotes and line breaks within a parameter are what 2.1 cannot say.
    others = [
        (key.upper(), *(value.replace('"', "'").replace("\n", " ") for value in values))
        for key, values in said.others
        if key.upper() not in NOT_COMPARED
    ]
    is_coded = encoding_of(one.parameters) == BASE64
    binary = bytes_of(one) if name in BINARIES or is_coded else None
    types = set() if name in BINARIES else {word.lower() for word in said.types}
    text = (agent_of if name == "AGENT" else text_of)(one, card.version, card.encoding)
    group = one.group.replace(".", "-")
    return group, name, frozenset(types), said.preference, frozenset(others), plain(name, text, said, binary)


def plain(name, text, said, binary):
    if binary is not None and binary.problem is None:
        return binary.content
    if name in ("BDAY", "ANNIVERSARY", "REV"):
        return day_of(text, said.other("X-APPLE-OMIT-YEAR") or "") or text
    if name == "TEL":
        return text.removeprefix("tel:").replace(";ext=", " ext. ")
    if name == "GEO":
        return text.removeprefix("geo:").replace(";", ",")
    if name in ("CATEGORIES", "NICKNAME"):
        return text.replace("\\,", ",").replace(";", ",")
    return text.replace("\\", "").strip()


@pytest.mark.parametrize("version", VERSIONS)
def test_every_property_parameter_and_value_is_kept(version):
    cards = [*cards_of([*FILES, *fixture.corpus_files()])]
    lost = []
    for card in cards:
        (again,) = read_cards(converted(card, version))
        missing = substance(card) - substance(again)
        if missing:
            lost.append(missing)
    assert len(lost) <= 0.005 * len(cards), lost


@pytest.mark.parametrize("file", [*FILES, *fixture.corpus_files()], ids=lambda path: path.stem)
def test_a_converted_card_says_the_same_of_the_person(file):
    for card, version in product(cards_of([file]), VERSIONS):
        known, _ = contact_from(card)
        (again,) = read_cards(converted(card, version))
        assert again.version == version
        assert again.problems == ()
        if known is not None:
            found, _ = contact_from(again)
            assert comparable(found) == comparable(known)


def comparable(contact):
    facts = fixture.facts(contact)
    return {
        name: sorted(value, key=repr) if isinstance(value, list) else value for name, value in facts.items()
    }


@pytest.mark.parametrize("version", VERSIONS)
def test_a_card_that_was_converted_needs_no_conversion(version):
    for card in cards_of(FILES):
        content = converted(card, version)
        (again,) = read_cards(content)
        assert converted(again, version) == content


@given(contacts)
def test_a_way_through_all_versions_keeps_the_meaning(contact):
    """But for what 2.1 cannot say: lists with semicolons or backslashes in them."""
    content = write_card(contact, version="3.0")
    card, known = read_back(content)
    for version in ("4.0", "3.0"):
        card, again = read_back(converted(card, version))
        assert again == known
    sayable = not any(";" in tag or "\\" in tag for tag in contact.tags) and not any(
        "\\" in one.value for one in contact.details if one.kind is DetailKind.NICKNAME
    )
    if sayable:
        for version in ("2.1", "3.0", "4.0", "2.1"):
            card, again = read_back(converted(card, version))
            assert again == known


parameters = st.lists(
    st.tuples(st.sampled_from(["X-P", "LANGUAGE", "PID", "TYPE"]), texts),
    max_size=3,
    unique_by=lambda one: one[0],
)


@given(parameters, texts, st.sampled_from(["", "item1.", "a."]), st.sampled_from(["X-OWN", "NOTE", "TITLE"]))
def test_parameters_and_groups_of_every_kind_are_kept(said, value, group, name):
    from companion.formats.vcard.encode import escaped, line_of, parameter_value

    written = "".join(f";{key}={parameter_value(text, '4.0')}" for key, text in said)
    line = line_of(f"{group}{name}{written}", escaped(value, "4.0"), "4.0")
    card = card_of("N:;Ada;;;", "FN:Ada", line, version="4.0")
    for version in ("3.0", "4.0"):
        (again,) = read_cards(converted(card, version))
        assert substance(again) == substance(card)
        assert text_of(again.properties[-1], version) == text_of(card.properties[-1], "4.0")
