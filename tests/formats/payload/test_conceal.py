"""Passwords and keys within other texts: nothing of them is in what is read, and the rest is."""

import pytest

from companion.formats.payload.conceal import concealed
from companion.formats.payload.read import read_payload, read_payloads
from companion.model.payload import SECRETS, PayloadKind
from companion.model.problem import ProblemCode

NEEDLE = "tr0ub4dor"
WIFI = f"WIFI:T:WPA;S:Guests;P:{NEEDLE};;"
OTP = f"otpauth://totp/Acme:ana?secret={NEEDLE}&issuer=Acme"
SECRET_TEXTS = [
    WIFI,
    OTP,
    f"otpauth-migration://offline?data={NEEDLE}",
    f"LPA:1$rsp.acme.example${NEEDLE}",
    f"tg://login?token={NEEDLE}",
    f"sgnl://linkdevice?uuid={NEEDLE}",
    f"wc:7f6e504bfad6@2?relay-protocol=irn&symKey={NEEDLE}",
    f"nostr+walletconnect://b889?relay=x&secret={NEEDLE}",
    f"xprv{NEEDLE.replace('0', '9')}{'9' * 98}",
    f"nsec1{NEEDLE}{'q' * 49}",
    f"L{NEEDLE.replace('0', '9')}{'9' * 42}",
]
CODED = (
    "BEGIN:VCARD\nVERSION:2.1\nN:Ruiz;Ana\nNOTE;ENCODING=QUOTED-PRINTABLE:WIFI=3AT=3AWPA;P=3A=\n"
    f"{NEEDLE};;\nEND:VCARD"
)
AROUND = {
    "a card's note": "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nNOTE:{}\nTEL:111\nEND:VCARD",
    "a field of a card that nobody reads": "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nX-HUT:{}\nTEL:111\nEND:VCARD",
    "a card without line ends": r"BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nNOTE:{}\nTEL:111\nEND:VCARD",
    "words behind a card": "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nTEL:111\nEND:VCARD\n{}",
    "a MECARD": "MECARD:N:Ruiz,Ana;TEL:111;NOTE:{};;",
    "behind a MECARD": "MECARD:N:Ruiz,Ana;TEL:111;;{}",
    "a badge": "Ana Ruiz;111;{}",
}


def everything(payload):
    return "\n".join((repr(payload), payload.card.decode()))


@pytest.mark.parametrize("secret", SECRET_TEXTS)
@pytest.mark.parametrize("around", AROUND)
def test_a_secret_within_a_text_about_somebody_is_left_out_and_said(around, secret):
    payload = read_payload(AROUND[around].format(secret))
    assert payload.kind is PayloadKind.PERSON
    assert (payload.title, "111" in everything(payload)) == ("Ana Ruiz", True)
    assert NEEDLE not in everything(payload)
    assert NEEDLE.replace("0", "9") not in everything(payload)
    assert "…" in payload.text
    assert ProblemCode.CONCEALED in {one.code for one in payload.problems}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nNOTE:WIFI:T:WPA\\;S:x\\;P:{NEEDLE}\\;\\;\nEND:VCARD", "person"),
        (f"BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nNOTE:WIFI:T:WPA;\n S:x;P:\r\n {NEEDLE};;\nEND:VCARD", "person"),
        (f"BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nNOTE:in\\nWIFI:S:x;P:{NEEDLE};;\\nout\nEND:VCARD", "person"),
        (
            CODED,
            "person",
        ),
        (f"MECARD:N:Ana;NOTE:WIFI\\:S\\:x\\;P\\:{NEEDLE};;", "person"),
        (f"mailto:ana@acme.example?body=WIFI%3AS%3Ax%3BP%3A{NEEDLE}", "email"),
        (f"smsto:+4930123456:{WIFI}", "phone"),
        (f"https://acme.example/?u=otpauth%3A%2F%2Ftotp%2Fx%3Fsecret%3D{NEEDLE}", "link"),
        (f"https://acme.example/?otpauth://totp/x?secret={NEEDLE}", "link"),
        (f"https://acme.example/ {WIFI[5:]} wifi:{WIFI[5:]}", "wifi"),
        (f"Come in;{WIFI}", "note"),
        (f"-----BEGIN RSA PRIVATE KEY-----\n{NEEDLE}\n-----END RSA PRIVATE KEY-----\nOurs", "note"),
        (f"Ours:\n-----BEGIN PGP PRIVATE KEY BLOCK-----\n{NEEDLE}", "note"),
        (
            f"BEGIN:VEVENT\nSUMMARY:Talk\nDTSTART:20260312T100000Z\nDESCRIPTION:{WIFI}\nEND:VEVENT",
            "event",
        ),
    ],
)
def test_however_a_secret_is_written_it_is_left_out(text, kind):
    payload = read_payload(text)
    assert payload.kind.value == kind
    if payload.kind not in SECRETS:
        assert NEEDLE not in everything(payload)


@pytest.mark.parametrize(
    "text",
    [
        f"BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nNOTE:W\u200bIFI:S:x;P:{NEEDLE};;\nEND:VCARD",
        f"MECARD:N:Ana;NOTE:WI\\FI:S:x\\;P:{NEEDLE};;",
        "BEGIN:VCARD\nVERSION:2.1\nN:Ruiz;Ana\nNOTE;ENCODING=QUOTED-PRINTABLE:=57IFI:S:x;P:tr0ub4dor;;\nEND:VCARD",
        f"mailto:ana@acme.example?body=%57IFI:S:x;P:{NEEDLE}",
    ],
)
def test_a_text_is_a_secret_where_only_its_meaning_shows_one(text):
    payload = read_payload(text)
    assert payload.kind is PayloadKind.WIFI
    assert (payload.contact, payload.title, payload.note, payload.card) == (None, "", "", b"")


def test_of_several_cards_that_with_the_secret_says_so():
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nNOTE:{}\nEND:VCARD"
    first, second = read_payloads(f"{card.format('Hi')}\n{card.format(OTP)}")
    assert (first.problems, second.problems[0].code) == ((), ProblemCode.CONCEALED)
    assert NEEDLE not in everything(second)
    assert second.text == card.format("otpauth:…")


@pytest.mark.parametrize(
    "text",
    [
        "Our wifi: ask at the desk",
        "WIFI:free",
        "otpauth: what is it?",
        "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
        "LPA: 1$",
        f"PHOTO;ENCODING=b:AB+xprv{'9' * 60}/L{'a' * 51}=",
    ],
)
def test_what_is_no_secret_stays(text):
    assert concealed(text) == text
