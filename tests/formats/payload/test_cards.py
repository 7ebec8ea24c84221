"""Codes with several vCards, and what stands around them."""

from companion.formats.payload.read import read_payload, read_payloads
from companion.model.problem import ProblemCode

ANA = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nEMAIL:ana@acme.example\nEND:VCARD"
BEN = "BEGIN:VCARD\nVERSION:3.0\nFN:Ben Okafor\nTEL:111\nEND:VCARD"
NOBODY = "BEGIN:VCARD\nVERSION:3.0\nNOTE:Hall 3\nEND:VCARD"


def test_each_card_is_somebody_with_an_own_part_of_the_text():
    found = read_payloads(f"{ANA}\n{BEN}")
    assert [(one.title, one.text, one.card) for one in found] == [
        ("Ana Ruiz", ANA, ANA.encode()),
        ("Ben Okafor", BEN, BEN.encode()),
    ]
    assert not any(one.problems for one in found)


def test_cards_are_told_apart_without_line_ends_and_without_an_end():
    for text in (f"{ANA} {BEN}".replace("\n", " "), f"{ANA}\n{BEN}".replace("\nEND:VCARD", "")):
        assert [one.title for one in read_payloads(text)] == ["Ana Ruiz", "Ben Okafor"]


def test_what_stands_around_cards_is_a_note_of_the_one_before():
    ana, ben = read_payloads(f"Our team\n{ANA}\nStand 42\n{BEN}\nStand 43")
    assert (ana.note, ben.note) == ("Our team\nStand 42", "Stand 43")
    assert ben.text == f"{BEN}\nStand 43"


def test_a_card_about_nobody_stays_with_the_one_beside_it():
    (ana,) = read_payloads(f"{ANA}\n{NOBODY}")
    assert (ana.title, ana.note, ana.problems) == ("Ana Ruiz", NOBODY, ())


def test_a_remark_is_about_the_card_that_it_stands_in():
    ana, ben = read_payloads(f"{ANA}\n{BEN}".replace("TEL:111", "TEL:111\nno entry"))
    assert ana.problems == ()
    assert [(one.code, one.text) for one in ben.problems] == [(ProblemCode.STRAY_LINE, "no entry")]
    assert b"no entry" in ben.card


def test_of_a_card_no_more_is_shown_than_of_others_but_all_is_kept():
    emails = "".join(f"EMAIL:m{place}@acme.example\n" for place in range(30))
    payload = read_payload(ANA.replace("EMAIL:", f"{emails}TITLE:{'t' * 600}\nNICKNAME:A\u200bnni\nEMAIL:"))
    shown, whole = payload.contact, payload.whole
    assert shown is not None
    assert whole is not None
    assert (len(shown.points), len(shown.title or "")) == (20, 500)
    assert (len(whole.points), len(whole.title or "")) == (31, 600)
    assert [one.value for one in whole.details] == ["Anni"]
    assert {one.code for one in payload.problems} == {ProblemCode.CUT, ProblemCode.HIDDEN_CHARACTERS}
