"""What the Scan page says of a code of each kind."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from companion.formats.payload.paper import read_paper
from companion.formats.payload.read import read_payload
from companion.model.blob import Blob
from companion.model.payload import SECRETS, BadgeField, PayloadKind
from companion.model.problem import Problem, ProblemCode
from companion.ui.desk import Desk
from companion.ui.models.scan_aim import Aim
from companion.ui.models.scan_outcome import outcome, refusals
from companion.ui.models.scan_view import LinkText, Scan, ScanView
from companion.ui.models.scan_words import ScanWords, escaped, link_text

NOW = datetime(2026, 5, 12, 19, tzinfo=ZoneInfo("Europe/Tallinn"))
TEXTS = {
    PayloadKind.PERSON: "MECARD:N:Ruiz,Ana;EMAIL:ana@acme.example;;",
    PayloadKind.LINK: "https://acme.example/a?b#c",
    PayloadKind.EMAIL: "mailto:ana@acme.example",
    PayloadKind.PHONE: "tel:+37255550142",
    PayloadKind.EVENT: "BEGIN:VEVENT\nSUMMARY:Panel\nDTSTART:20261120T160000Z\nLOCATION:Hall 2\nEND:VEVENT",
    PayloadKind.PLACE: "geo:58.38,26.72",
    PayloadKind.BADGE: "#10442",
    PayloadKind.NOTE: "Table 14",
    PayloadKind.WIFI: "WIFI:S:Delta Guest;T:WPA;P:letmein99;;",
    PayloadKind.OTP: "otpauth://totp/Acme:ana?secret=JBSWY3DPEHPK3PXP",
    PayloadKind.FIDO: "FIDO:/123456789012345678901234567890",
    PayloadKind.KEY: f"xprv9s21Zr{'9' * 101}",
    PayloadKind.ESIM: "LPA:1$rsp.acme.example$QRF-NEEDLE",
    PayloadKind.CRYPTO: "bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT",
    PayloadKind.PAYMENT: "BCD\n002\n1\nSCT\n\nRed Cross\nDE00123456\n",
}


@pytest.fixture
def words(tmp_path: Path, qtbot: QtBot) -> Iterator[ScanWords]:
    desk = Desk(tmp_path, lambda: NOW)
    yield ScanWords(desk)
    desk.close()


PAPER = read_paper(
    [("Ana Ruiz", BadgeField.NAME), ("CTO", BadgeField.TITLE)], Blob.of("image/jpeg", b"photo")
)


def view(words: ScanWords, text: str) -> ScanView:
    return words.view(Scan(1, read_payload(text), "a picture"), (1, 1), Aim())


@pytest.mark.parametrize("kind", sorted({*PayloadKind} - {PayloadKind.PAPER}))
def test_every_kind_is_said_and_only_what_is_no_secret_can_be_kept(
    words: ScanWords, kind: PayloadKind
) -> None:
    shown = view(words, TEXTS[kind])
    assert shown.kind.text == words.kind(kind)
    assert shown.name
    assert shown.sentence
    assert bool(shown.save) is (kind not in SECRETS)
    assert ("never kept" in shown.sentence) is (kind in SECRETS)


def test_a_paper_card_says_what_it_was_taken_for_and_shows_its_photo(words: ScanWords) -> None:
    shown = words.view(Scan(1, PAPER, "ana.jpg"), (1, 1), Aim())
    assert (shown.kind.text, shown.name, shown.about, shown.icon) == ("Paper card", "Ana Ruiz", "CTO", "")
    assert shown.picture == b"photo"
    assert [(cell.text, cell.field) for cell in shown.cells] == [("Ana Ruiz", "name"), ("CTO", "title")]
    assert shown.save


def test_a_paper_card_of_nobody_yet_asks_whose_it_is(words: ScanWords) -> None:
    nobody = read_paper([], Blob.of("image/jpeg", b"photo"), [ProblemCode.NO_READER])
    shown = words.view(Scan(1, nobody, "ana.jpg"), (1, 1), Aim())
    assert shown.name == "Paper card"
    assert shown.icon == "id-card"
    assert shown.sentence.startswith("Nobody is known by it. Type whom it is of in front")
    assert [remark for remark in shown.remarks if "extra “papercards”" in remark]


@pytest.mark.parametrize("kind", sorted(SECRETS))
def test_a_secret_is_told_only_where_one_asks_for_all(words: ScanWords, kind: PayloadKind) -> None:
    shown = view(words, TEXTS[kind])
    told = (shown.name, shown.about, shown.sentence, *shown.remarks, *(fact.text for fact in shown.facts))
    assert not any(
        secret in text
        for text in told
        for secret in ("letmein99", "JBSWY3DPEHPK3PXP", "xprv9", "NEEDLE", "1Boat")
    )


def test_what_is_too_long_is_said_and_cannot_be_kept(words: ScanWords) -> None:
    shown = view(words, "x" * 9000)
    assert not shown.save
    assert shown.remarks == ("The code says more than 8 KB, so it is not read.",)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("https://acme.example", ("https://", "acme.example", "")),
        ("https://ana:pw@evil.example:81/x@y?z", ("https://ana:pw@", "evil.example", ":81/x@y?z")),
        ("http://[::1]/a", ("http://", "[::1]", "/a")),
    ],
)
def test_the_host_of_a_link_stands_apart(text: str, parts: tuple[str, str, str]) -> None:
    assert link_text(read_payload(text)) == LinkText(*parts)


@given(st.text(max_size=40))
def test_nothing_in_the_raw_text_is_unseen(text: str) -> None:
    assert all(line.isprintable() for line in escaped(text).split("\n"))


def test_the_raw_text_is_as_it_was_but_for_what_is_unseen() -> None:
    assert escaped("a\r\nb\u202ec\td\\n") == "a\nb\\u202ec\\td\\n"


def test_the_outcome_of_many_pictures_is_one_sentence_or_two() -> None:
    broken = Problem(ProblemCode.BAD_PICTURE, 0, 0, is_refusal=True)
    assert outcome(3, 2, []) == ""
    assert outcome(1, 0, []) == "No code was found in the picture."
    assert outcome(3, 0, []) == "No code was found in 3 pictures."
    assert outcome(1, 0, [("a.png", broken)]) == "a.png: The picture is damaged and cannot be opened."
    damaged = "The picture is damaged and cannot be opened."
    all_of = [(f"{letter}.png", broken) for letter in "abcde"]
    assert outcome(4, 1, all_of[:3]) == f"a.png: {damaged}\nb.png: {damaged}\nc.png: {damaged}"
    assert refusals(all_of[:3]) == ""
    assert outcome(5, 0, all_of).splitlines()[2:] == [f"c.png: {damaged}", "2 more could not be read."]
    assert refusals(all_of).splitlines() == [f"{name}: {damaged}" for name, _ in all_of]
