"""What holds for any text of a code, however it was made."""

import re
import socket
import time
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.formats.address import may_open
from companion.formats.payload.conceal import concealed
from companion.formats.payload.read import read_payload, read_payloads
from companion.model.contact import Contact
from companion.model.payload import SECRETS, Payload, PayloadKind
from companion.model.person import ContactKind
from companion.model.problem import ProblemCode
from tests.formats.payload.hostile import SHAPES
from tests.formats.payload.table import CASES

HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u3164\uffa0\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0001-\U000e007f]"
)
"""What must not be seen on one line; the joiners have a test of their own."""
PIECES = st.one_of(
    st.sampled_from([case.text for case in CASES if len(case.text) < 400]),
    st.sampled_from(
        [
            *(
                "MECARD:",
                "BIZCARD:",
                "BEGIN:VCARD",
                "\n",
                "\r\n",
                r"\n",
                ";",
                ":",
                ",",
                "|",
                "\t",
                "\\",
                "=",
                "&",
            ),
            *(
                "N:",
                "FN:",
                "TEL:",
                "EMAIL:",
                "URL:",
                "NOTE;ENCODING=QUOTED-PRINTABLE:",
                "=E2=80=AE",
                "%E2%80%AE",
            ),
            *(
                "https://",
                "mailto:",
                "tel:",
                "WIFI:S:",
                "P:",
                "geo:",
                "javascript:",
                "{",
                "}",
                '"name":',
                "@",
                ".",
            ),
            *(
                "linkedin.com/in/",
                "\u202e",
                "\u200b",
                "\u200d",
                "\u3164",
                "\ufeff",
                "\0",
                "\ud800",
                "?q=",
                "#",
                "xn--",
                "я",
            ),
            *(
                "Name: ",
                "Company: ",
                "BEGIN:VEVENT\n",
                "DTSTART:20261126T180000Z\n",
                "SUMMARY:",
                "END:VEVENT",
            ),
        ]
    ),
    st.text(st.characters(codec=None, exclude_categories=()), max_size=12),
)
WORDS = st.text("Hal 3\n", max_size=8)
CARDS = st.builds(
    "{}\n{}BEGIN:VCARD{}VERSION:3.0{}FN:{}{}{}END:VCARD{}".format,
    WORDS,
    st.sampled_from(["", " ", "My card "]),
    *(st.sampled_from(["\n", "\r\n"]) for _ in range(2)),
    st.sampled_from(["Ana Ruiz", "Ben", ""]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["TEL:111\n", "NOTE:x\n", "not a property\n", ""]),
    st.sampled_from(["\n", "\r\n", " Stand 42\n", "\n\n"]),
)
"""Cards with words before and behind them."""
TEXTS = st.lists(PIECES, max_size=12).map("".join)


def one_line_fields(payload: Payload) -> Iterator[str]:
    """Every field that is shown on one line."""
    yield from (payload.title, payload.link or "", payload.host, payload.place or "", *payload.cells)
    for contact in (payload.contact, *(one for event in payload.events for one in event.attendees)):
        yield from of_contact(contact) if contact is not None else ()
    for event in payload.events:
        yield from (event.name, event.venue or "", event.uid or "")


def of_contact(contact: Contact) -> Iterator[str]:
    yield from (contact.name, contact.title or "", contact.organisation or "", contact.birthday or "")
    yield from (contact.uid or "", *contact.tags, *(contact.members or ()))
    for point in contact.points:
        yield from (point.value, point.typed, point.label or "")
    for detail in contact.details:
        yield from (detail.value, detail.label or "")


def notes(payload: Payload) -> Iterator[str]:
    yield payload.note
    yield from payload.contact.notes if payload.contact is not None else ()
    yield from (event.goal or "" for event in payload.events)


@settings(max_examples=300)
@given(TEXTS)
def test_any_text_is_read_and_stays_as_it_is(text):
    payload = read_payload(text)
    assert payload.text in (text, concealed(text)) or len(read_payloads(text)) > 1
    assert all(len(problem.text) <= 80 and problem.text.isprintable() for problem in payload.problems)


@settings(max_examples=300)
@given(TEXTS)
def test_nothing_hidden_is_in_a_field_on_one_line(text):
    payload = read_payload(text)
    for field in one_line_fields(payload):
        assert not HIDDEN.search(field)
        assert not re.search("[A-Za-z][\u200c\u200d]|[\u200c\u200d][A-Za-z]", field)
    assert not any(re.search("[\x00-\x08\u200b\u202a-\u202e\ud800-\udfff]", text) for text in notes(payload))


@settings(max_examples=300)
@given(TEXTS)
def test_fields_have_an_end_and_points_do_as_well(text):
    payload = read_payload(text)
    contact = payload.contact
    assert len(payload.title) <= 500
    assert len(payload.cells) == len(payload.fields) <= 20
    if contact is not None:
        assert all(len(one.value) <= 500 for one in contact.points if one.kind is not ContactKind.URL)
        assert all(sum(one.kind is kind for one in contact.points) <= 20 for kind in ContactKind)
        assert max(len(contact.tags), len(contact.notes), len(contact.details)) <= 20


@settings(max_examples=300)
@given(TEXTS)
def test_what_is_concealed_once_stays_as_it_is(text):
    safe = concealed(text)
    assert concealed(safe) == safe
    assert safe == text or "…" in safe


@settings(max_examples=300)
@given(st.lists(CARDS, min_size=1, max_size=4).map("".join))
def test_each_card_of_a_text_is_read_again_of_its_own_part_as_it_was(text):
    for payload in read_payloads(text):
        (again,) = read_payloads(payload.text)
        assert (again.contact, again.note, again.card) == (payload.contact, payload.note, payload.card)


@settings(max_examples=300)
@given(TEXTS)
def test_a_link_is_one_that_may_be_opened(text):
    payload = read_payload(text)
    assert payload.link is None or (may_open(payload.link) and payload.host)
    if payload.kind is PayloadKind.NOTE:
        assert payload.link is None
        assert payload.contact is None


SECRET_WORDS = st.text("abcdefXYZ0189;:,\\\"' é\u200b", min_size=9, max_size=30).filter(
    lambda text: text.strip(" \u200b")
)


def escaped(text: str) -> str:
    return re.sub(r'([\\;,":])', r"\\\1", text)


@given(SECRET_WORDS, st.text("Acme Guest", min_size=1, max_size=12), st.booleans())
def test_the_password_of_a_network_is_in_no_field_but_the_text(password, name, is_first):
    fields = [f"S:{escaped(name)}", f"P:{escaped(password)}"]
    text = f"WIFI:T:WPA;{';'.join(reversed(fields) if is_first else fields)};;"
    assert_secret(text, password, PayloadKind.WIFI)


@given(st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", min_size=16, max_size=40), st.booleans())
def test_the_secret_of_one_time_passwords_is_in_no_field_but_the_text(secret, is_in_account):
    account = secret if is_in_account else "ana%40acme.example"
    text = f"otpauth://totp/Acme:{account}?secret={secret}&issuer=Acme"
    assert_secret(text, secret, PayloadKind.OTP)


@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case.kind in {kind.value for kind in SECRETS}],
    ids=lambda case: case.what,
)
def test_a_secret_has_a_title_and_nothing_else(case):
    payload = read_payload(case.text)
    assert payload == Payload(payload.kind, case.text, payload.title, problems=payload.problems)


def assert_secret(text: str, secret: str, kind: PayloadKind) -> None:
    payload = read_payload(text)
    assert payload.kind is kind
    assert payload == Payload(kind, text, payload.title, problems=payload.problems)
    assert secret not in payload.title
    assert " ".join(secret.replace("\u200b", "").split()) not in payload.title
    assert all(not problem.text for problem in payload.problems)


def shortest_time(text: str) -> float:
    """Of the processor, since the machine has other things to do."""
    times = []
    for _ in range(5):
        start = time.process_time()
        read_payload(text)
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_text_twice_as_long_takes_at_most_twice_the_time(shape):
    short, long = SHAPES[shape](3_500), SHAPES[shape](7_000)
    ratios = (shortest_time(long) / shortest_time(short) for _ in range(5))
    assert any(ratio < 2.6 for ratio in ratios)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_hostile_text_is_read_or_refused_at_once(shape):
    assert shortest_time(SHAPES[shape](200)) < 0.01


def test_nothing_is_fetched(monkeypatch):
    def refuse(*_args, **_values):
        raise AssertionError("a code asked for the network")

    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, refuse)
    for case in CASES:
        read_payload(case.text)
    photo = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nPHOTO;VALUE=uri:https://evil.example/a.jpg\nEND:VCARD"
    contact = read_payload(photo).contact
    assert contact is not None
    assert contact.photo is None


def test_the_same_hidden_character_is_told_once():
    payload = read_payload("MECARD:N:A\u200bna;ORG:Ac\u200bme;TEL:1\u202e11;;")
    assert [problem.code for problem in payload.problems] == [ProblemCode.HIDDEN_CHARACTERS]
