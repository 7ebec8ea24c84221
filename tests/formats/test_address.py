"""Which addresses may be opened once the user asks: four schemes, and nothing that hides another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.formats.address import may_open, scheme_of


@pytest.mark.parametrize(
    "address",
    [
        "https://acme.example/jobs?id=7#top",
        "HTTP://ACME.EXAMPLE",
        "http://[2001:db8::1]:8080/",
        "https://user@acme.example/",
        "https://münchen.de/größe",
        "mailto:ana@acme.example?subject=Hi&body=See%20attach=x",
        "mailto:",
        "tel:+34600123456",
        "tel:+1-555-0100,,12%23",
    ],
)
def test_web_mail_and_phone_may_be_opened(address):
    assert may_open(address)


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "intent://x", "ftp://x.example"),
        *("vbscript:x", "sms:+34600", "geo:1,2", "myapp://x", "smb://x/y", "acme.example", "", ":"),
        *("https://", "https:///x", "http:acme.example", "https://@/", "https://:80/", "https://a@/"),
        *(
            "http://a\\@b.example",
            "https://acme.example/a b",
            "https://acme.example/\n",
            " https://a.example",
        ),
        *(
            "java\tscript:alert(1)",
            "\u202ehttps://a.example",
            "https://a\u200b.example",
            "https://a.example\0",
        ),
        *("mailto:a@b.example?attach=/etc/passwd", "mailto:a@b.example?x=1&Attachment=y"),
        *("mailto:a@b.example?%61ttach=/etc/passwd", "mailto:a@b.example?subject=x;attach=y"),
        *("tel:*%2306%23", "tel:%2A%2306%23", "tel:#31#", "tel:", "tel:%20*06#", "tel://*06#"),
    ],
)
def test_nothing_else_may_be_opened(address):
    assert not may_open(address)


@given(st.text(), st.sampled_from(["", "javascript:", "file://", "data:", "x-y:"]))
def test_no_other_scheme_may_be_opened(text, before):
    address = before + text
    assert not may_open(address) or scheme_of(address) in {"http", "https", "mailto", "tel"}


@pytest.mark.parametrize(
    ("text", "scheme"),
    [("HTTPS://x", "https"), ("web+x:y", "web+x"), ("1a:b", ""), ("a b:c", ""), ("", ""), ("abc", "")],
)
def test_a_scheme_begins_with_a_letter_and_has_no_blank(text, scheme):
    assert scheme_of(text) == scheme
