"""What is cut, refused and removed of codes, and that it is said."""

import pytest

from companion.formats.payload.read import read_payload
from companion.model.payload import PayloadKind
from companion.model.problem import ProblemCode
from tests.formats.payload.preview import preview


def codes(payload):
    return [problem.code for problem in payload.problems]


@pytest.mark.parametrize("text", ["a" * 8193, "é" * 4097])
def test_a_code_of_more_than_8_kb_is_refused(text):
    payload = read_payload(text)
    (problem,) = payload.problems
    assert (problem.code, problem.is_refusal) == (ProblemCode.PAYLOAD_TOO_LARGE, True)
    assert (payload.kind, payload.text, payload.note) == (PayloadKind.NOTE, text, "")


def test_a_code_of_8_kb_is_read():
    assert codes(read_payload("a" * 8192)) == []
    assert read_payload("é" * 4096).note == "é" * 4096


def test_a_field_is_cut_at_500_characters_and_said():
    payload = read_payload(f"MECARD:N:{'a' * 501};ORG:{'b' * 500};TEL:111;;")
    assert payload.contact is not None
    assert (payload.contact.name, payload.contact.organisation) == ("a" * 500, "b" * 500)
    (problem,) = payload.problems
    assert (problem.code, problem.property) == (ProblemCode.CUT, "N")


def test_of_a_property_20_values_are_kept_and_said():
    payload = read_payload(f"MECARD:N:Ana;{'EMAIL:a@b.c;' * 3}{''.join(f'TEL:1{n:03};' for n in range(21))};")
    assert payload.contact is not None
    assert [point.kind.value for point in payload.contact.points] == ["phone"] * 20 + ["email"]
    (problem,) = payload.problems
    assert (problem.code, problem.property) == (ProblemCode.CUT, "phone")


def test_a_card_is_cut_but_kept_whole():
    name = "Ana " * 200
    card = f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nNOTE:{'b' * 600}\nEND:VCARD"
    payload = read_payload(card)
    assert payload.contact is not None
    assert len(payload.contact.name) <= 500
    assert payload.contact.notes == ("b" * 600,)
    assert codes(payload) == [ProblemCode.CUT]
    assert payload.card == card.encode()


def test_a_web_address_is_never_cut():
    address = f"https://acme.example/{'a' * 600}"
    payload = read_payload(address)
    assert (payload.link, len(payload.title)) == (address, 500)
    assert codes(payload) == [ProblemCode.CUT]
    contact = read_payload(f"MECARD:N:Ana;URL:{address};;").contact
    assert contact is not None
    assert contact.points[0].value == address


def test_a_badge_has_20_cells_of_500_characters():
    payload = read_payload(";".join(["Ana Ruiz", "a b" * 300, *["x"] * 30, "10293"]))
    assert len(payload.cells) == len(payload.fields) == 20
    assert max(map(len, payload.cells)) == 500
    assert ProblemCode.CUT in codes(payload)


def test_the_lines_of_a_card_are_as_a_file_would_hold_them():
    lines = ["BEGIN:VCARD", "VERSION:3.0", "FN:Ana Ruiz", "TEL:111", "END:VCARD"]
    assert read_payload(r"\n".join(lines)).card == "\r\n".join(lines).encode()
    assert read_payload("\r\n".join(lines[:-1])).card == "\r\n".join(lines).encode()
    assert read_payload("\n".join(lines)).card == "\n".join(lines).encode()
    assert read_payload("MECARD:N:Ana;;").card == b""


def test_a_photo_in_a_card_comes_along():
    photo = "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////2Q=="
    payload = read_payload(
        f"BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nPHOTO;ENCODING=b;TYPE=JPEG:{photo}\n\nEND:VCARD"
    )
    assert payload.contact is not None
    assert payload.contact.photo is not None
    assert payload.contact.photo.media_type == "image/jpeg"


def test_what_was_removed_is_said_once_and_the_text_stays():
    text = "https://acme\u200b.example/\u202ex\u200b"
    payload = read_payload(text)
    (problem,) = payload.problems
    assert problem.code is ProblemCode.HIDDEN_CHARACTERS
    assert problem.text == r"\u200b \u202e"
    assert payload.text == text


def test_joiners_stay_where_they_shape_letters():
    for name in ("می‌خواهم", "श्री‍मान", "👩‍🔬 Ana"):
        payload = read_payload(f"MECARD:N:{name};TEL:111;;")
        assert payload.title == name
        assert codes(payload) == []
    assert read_payload("MECARD:N:An\u200da;TEL:111;;").title == "Ana"


def test_no_remark_about_a_secret_quotes_it():
    payload = read_payload(f"WIFI:S:{'Acme' * 200}\u200b;P:tr0ub4dor\u202e;;")
    assert {*codes(payload)} == {ProblemCode.CUT, ProblemCode.HIDDEN_CHARACTERS}
    assert all(not problem.text for problem in payload.problems)


def test_times_without_a_zone_are_those_of_the_user():
    text = "BEGIN:VEVENT\nSUMMARY:Talk\nDTSTART:20261126T180000\nEND:VEVENT"
    (event,) = read_payload(text, time_zone="Europe/Berlin").events
    assert (event.starts_at.isoformat(), event.time_zone) == ("2026-11-26T18:00:00+01:00", "Europe/Berlin")


def test_whom_a_session_expects_comes_along():
    text = (
        "BEGIN:VEVENT\nSUMMARY:Talk\nDTSTART:20261126T180000Z\nDESCRIPTION:One.\\nTwo.\n"
        "ATTENDEE;CN=Ana Ruiz:mailto:ana@acme.example\nEND:VEVENT"
    )
    (event,) = read_payload(text).events
    assert event.goal == "One.\nTwo."
    assert [one.name for one in event.attendees] == ["Ana Ruiz"]


def test_a_group_keeps_its_members():
    card = "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Board\nMEMBER:urn:uuid:a\nEND:VCARD"
    contact = read_payload(card).contact
    assert contact is not None
    assert contact.members == ("a",)


def test_50_remarks_are_enough():
    payload = read_payload(f"MECARD:N:Ana;{''.join(f'BDAY:x{n};' for n in range(60))};")
    assert codes(payload) == [ProblemCode.BAD_VALUE] * 50


def test_a_field_of_what_is_not_seen_is_empty():
    shown = preview(read_payload("MECARD:N:Ana;NICKNAME:\u200b;TEL:\u200b;;"))
    assert shown["contact"] == {"name": "Ana"}
    shown = preview(read_payload("BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nNICKNAME:\u3164\nEND:VCARD"))
    assert shown["contact"] == {"name": "Ana"}


def test_the_same_twice_is_once():
    shown = preview(read_payload("MECARD:N:Ana;EMAIL:ana@b.c;EMAIL:Ana@b.c;NOTE: ;TEL:111;TEL:111;;"))
    assert shown["contact"] == {"name": "Ana", "points": ["phone 111", "email ana@b.c"]}
