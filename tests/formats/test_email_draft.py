import re
from email import message_from_string
from email.policy import default
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.formats.email_draft import LONGEST_LINK, MailtoLink, eml, mailto


def test_a_link_carries_recipient_subject_and_body():
    assert mailto("ana@acme.com", "Founders mixer", "Hi Ana,\n\nR&D at 100 %?\n") == MailtoLink(
        "mailto:ana@acme.com?subject=Founders%20mixer"
        "&body=Hi%20Ana%2C%0D%0A%0D%0AR%26D%20at%20100%20%25%3F%0D%0A",
        body_fits=True,
    )


@pytest.mark.parametrize("to", [None, "", " "])
def test_a_link_without_an_address_leaves_the_recipient_open(to):
    assert mailto(to, "a", "b").url == "mailto:?subject=a&body=b"


@pytest.mark.parametrize(
    ("to", "recipient"),
    [
        ("ana+mixer@acme.com", "ana%2Bmixer@acme.com"),
        ("ana@acme.com?bcc=eve@evil.example", "ana@acme.com%3Fbcc%3Deve@evil.example"),
        ("ana@acme.com&cc=eve@evil.example", "ana@acme.com%26cc%3Deve@evil.example"),
        ("ana@acme.com,eve@evil.example", "ana@acme.com%2Ceve@evil.example"),
        ("ana@acme.com\r\nBcc: eve@evil.example", "ana@acme.comBcc%3A%20eve@evil.example"),
        ("ana@acme.com%0ABcc:x", "ana@acme.com%250ABcc%3Ax"),
        ("jörg@müller.example", "j%C3%B6rg@m%C3%BCller.example"),
    ],
)
def test_nothing_in_an_address_adds_a_recipient_or_a_header(to, recipient):
    assert mailto(to, "s", "b").url == f"mailto:{recipient}?subject=s&body=b"


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x85", "\x00"])
def test_a_subject_is_one_line(end):
    link = mailto("a@b.c", f"Hello{end}Bcc: eve@evil.example{end}", "b")
    assert link.url == "mailto:a@b.c?subject=Hello%20Bcc%3A%20eve%40evil.example&body=b"


def test_a_body_that_makes_the_link_too_long_is_left_out_and_said_so():
    start = "mailto:a@b.c?subject=s"
    room = LONGEST_LINK - len(f"{start}&body=")
    assert mailto("a@b.c", "s", "x" * room).body_fits
    assert mailto("a@b.c", "s", "x" * (room + 1)) == MailtoLink(start, body_fits=False)


def test_half_a_character_does_not_stop_a_message():
    assert mailto("a\ud800", "\ud800", "\udfff").url == "mailto:a%3F?subject=%3F&body=%3F"


words = st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=40)


@given(words, words, st.lists(words, max_size=6).map("\n".join))
def test_a_link_says_what_was_put_in(to, subject, body):
    link = mailto(to, subject, body)
    assert re.fullmatch(
        r"mailto:[A-Za-z0-9%._~@-]*\?subject=[A-Za-z0-9%._~-]*(&body=[A-Za-z0-9%._~-]*)?", link.url
    )
    parts = urlsplit(link.url)
    assert unquote(parts.path) == to.strip()
    fields = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True)
    assert fields.pop("subject") == [subject.strip()]
    assert fields == ({"body": [body.replace("\n", "\r\n")]} if link.body_fits else {})


def read_back(text):
    return message_from_string(text, policy=default)


def test_a_file_carries_recipient_subject_and_body_and_is_a_draft():
    text = eml("ana@acme.com", "Founders mixer", "Hi Ana,\n\nR&D at 100 %?")
    assert text == (
        "To: ana@acme.com\r\n"
        "Subject: Founders mixer\r\n"
        "X-Unsent: 1\r\n"
        'Content-Type: text/plain; charset="utf-8"\r\n'
        "Content-Transfer-Encoding: 7bit\r\n"
        "MIME-Version: 1.0\r\n\r\n"
        "Hi Ana,\r\n\r\nR&D at 100 %?\r\n"
    )


@pytest.mark.parametrize("to", [None, "", " ", "@", "ana@", "@acme.com", "ana"])
def test_a_file_without_an_address_leaves_the_recipient_open(to):
    assert read_back(eml(to, "a", "b"))["To"] is None


@pytest.mark.parametrize("to", ["ana+mixer@acme.com", "josé@correo.es", "ana@bücher.example"])
def test_a_file_is_for_the_one_address(to):
    message = read_back(eml(to, "Grüße", "Schöne Grüße"))
    (address,) = message["To"].addresses
    assert address.addr_spec == to
    assert (message["Subject"], message.get_content()) == ("Grüße", "Schöne Grüße\r\n")


def test_a_file_is_ascii_in_short_lines_while_the_address_is():
    text = eml("ana@acme.com", "Grüße " * 40, "Grüße " * 400)
    assert text.isascii()
    assert max(map(len, text.split("\r\n"))) < 80


@given(st.text(), st.text(), st.text())
def test_nothing_typed_adds_a_header_or_a_recipient_to_a_file(to, subject, body):
    message = read_back(eml(f"{to}@acme.com", subject, body))
    assert {name.lower() for name in message} <= {
        *("to", "subject", "x-unsent", "content-type", "content-transfer-encoding", "mime-version")
    }
    assert len(message) == len(set(message))
    assert message["To"] is None or len(message["To"].addresses) <= 1


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]) | st.just("\n")))
def test_the_body_of_a_file_is_the_one_that_was_written(body):
    content = read_back(eml(None, "a", body)).get_content()
    assert content.replace("\r\n", "\n").removesuffix("\n") == body.removesuffix("\n")
