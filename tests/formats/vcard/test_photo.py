import re
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.formats.vcard.photo import attached, detached
from companion.formats.vcard.value import LARGEST_PHOTO
from companion.model.contact import Photo

JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 3
TEXT = b64encode(JPEG)


def in_lines(first=20, width=74, between=b"\r\n "):
    rest = [TEXT[start : start + width] for start in range(first, len(TEXT), width)]
    return between.join([TEXT[:first], *rest])


def card(value, head=b"PHOTO;ENCODING=b;TYPE=JPEG:", behind=b"\r\n\r\n"):
    return b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada\r\n" + head + value + behind + b"X-A:b\r\nEND:VCARD\r\n"


def unfolded(raw):
    return re.sub(rb"\r{0,2}\n[ \t]", b"", raw)


@pytest.mark.parametrize(
    "raw",
    [
        card(TEXT),
        card(in_lines()),
        card(in_lines(first=0)),
        card(in_lines(between=b"\n "), behind=b"\n"),
        card(in_lines(between=b"\r ")),
        card(in_lines(between=b"\r\r\n\t")),
        card(in_lines(first=0, width=76, between=b"\r\n  ")),
        card(in_lines(between=b"\r\n"), b"PHOTO;ENCODING=BASE64;TYPE=JPEG:"),
        card(in_lines(), b"item1.photo;BASE64:"),
        card(b"\r\n " + in_lines(first=41), b"PHOTO;TYPE=JPEG;ENCODING=BASE64:"),
        card(TEXT[:700] + b"\r\n " + TEXT[700:]),
        card(in_lines(), b"PHOTO:data:image/jpeg;base64,"),
        card(in_lines(), b'PHOTO;X-CROP="1:2;3":'),
        card(in_lines()).removesuffix(b"\r\n\r\nX-A:b\r\nEND:VCARD\r\n"),
    ],
)
def test_a_photo_is_taken_out_and_put_back_byte_for_byte(raw):
    short, photo = detached(raw)
    assert photo == Photo("image/jpeg", JPEG)
    assert TEXT[:20] not in short
    assert len(short) < 300
    assert attached(short, JPEG) == raw


def test_a_photo_folded_by_no_rule_comes_back_with_the_same_value():
    raw = card(TEXT[:5] + b"\r\n " + TEXT[5:30] + b"\r\n " + TEXT[30:31] + b"\r\n " + TEXT[31:])
    short, photo = detached(raw)
    assert photo == Photo("image/jpeg", JPEG)
    again = attached(short, JPEG)
    assert unfolded(again) == unfolded(raw)
    assert max(map(len, again.split(b"\r\n"))) == 75


def test_a_photo_after_mixed_line_ends_comes_back_with_the_same_value():
    raw = card(b"\r\n" + in_lines(first=0, width=76, between=b"\n  ")[1:], b"PHOTO;BASE64:", b"\n")
    short, photo = detached(raw)
    assert photo is not None
    assert attached(short, JPEG).replace(b"\r\n", b"\n") == raw.replace(b"\r\n", b"\n")


@pytest.mark.parametrize(
    "raw",
    [
        card(b"https://example.org/ada.jpg", b"PHOTO;VALUE=uri:"),
        card(TEXT[:-1]),
        card(TEXT.rstrip(b"=") + b"==="),
        card(b64encode(b"no picture at all")),
        card(TEXT[:30] + b"!" + TEXT[30:]),
        card(TEXT[:30] + b"\r\n  " + TEXT[30:60] + b"\r\n " + TEXT[60:]),
        card(b""),
        card(TEXT, b"LOGO;ENCODING=b:"),
        card(TEXT, b"NOTE:see PHOTO:"),
        b"",
    ],
)
def test_what_would_not_come_back_stays(raw):
    assert detached(raw) == (raw, None)


def test_a_photo_beyond_the_limit_stays_in_the_card_of_the_agent_that_it_is_of():
    raw = card(card(b64encode(JPEG + bytes(LARGEST_PHOTO))), b"AGENT:\r\n")
    assert detached(raw) == (raw, None)


def test_only_the_first_photo_that_can_be_is_taken_out():
    raw = card(b"https://example.org/a.jpg", b"PHOTO;VALUE=uri:") + card(TEXT) + card(TEXT)
    short, photo = detached(raw)
    assert short.count(TEXT) == 1
    assert attached(short, photo.content) == raw


def test_a_card_without_a_reference_is_returned_as_it_is():
    raw = card(TEXT)
    short, _ = detached(raw)
    assert attached(raw, JPEG) == raw
    assert attached(short, JPEG + b"x") == short


def test_a_reference_that_a_card_brings_along_does_not_take_the_place_of_the_photo():
    fake = re.search(rb"companion-photo:\S+", detached(card(TEXT))[0])[0]
    raw = b"NOTE:" + fake + b"\r\n" + card(TEXT)
    short, photo = detached(raw)
    assert (short, photo) == (raw, None)


def test_taking_out_grows_with_the_card_and_no_faster():
    for raw in (b"PHOTO:" + b"A" * 2_000_000 + b"!", b"PHOTO:\r\n" * 200_000, b'PHOTO;X="' * 200_000):
        assert detached(raw) == (raw, None)


@given(
    st.binary(max_size=400).map(lambda content: b"\x89PNG\r\n\x1a\n" + content),
    st.integers(0, 90),
    st.integers(1, 90),
    st.sampled_from([b"\r\n ", b"\n ", b"\r\n\t", b"\n  ", b"\r\r\n ", b"\n"]),
    st.sampled_from([b"\r\n", b"\n", b"\n\n", b""]),
)
def test_every_regular_way_to_fold_comes_back(content, first, width, between, behind):
    text = b64encode(content)
    lines = between.join([text[:first], *(text[at : at + width] for at in range(first, len(text), width))])
    raw = b"BEGIN:VCARD\nPHOTO;ENCODING=b:" + lines + behind
    short, photo = detached(raw)
    assert photo == Photo("image/png", content)
    assert attached(short, content) == raw
