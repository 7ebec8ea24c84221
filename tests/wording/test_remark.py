from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.formats.vcard.sniff import kind_of
from companion.model.problem import Problem, ProblemCode
from companion.wording.remark import place, reason


def noticed(code, *, first=1, last=1, name=None, text="", file=""):
    return Problem(code, first, last, name, text, file=file)


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (
            noticed(ProblemCode.NO_IDENTITY),
            "There is no name, organisation, e-mail address or phone number in it.",
        ),
        (
            noticed(ProblemCode.NO_CARD, text="html"),
            "There is nothing to import in this file: it is a web page.",
        ),
        (
            noticed(ProblemCode.NO_CARD, text="picture"),
            "There is nothing to import in this file: it is a picture.",
        ),
        (
            noticed(ProblemCode.NO_CARD, text="a tar"),
            "There is nothing to import in this file: it looks like a tar.",
        ),
        (
            noticed(ProblemCode.NO_CARD, text="nested"),
            "There is nothing to import in this file: it is an archive within an archive; unpack it first.",
        ),
        (noticed(ProblemCode.NO_CARD), "There is nothing to import in this file."),
        (
            noticed(ProblemCode.NO_PICTURE, text="svg"),
            "It cannot be opened as a picture: it is a drawing (SVG); save it as PNG.",
        ),
        (
            noticed(ProblemCode.NO_PICTURE, text="binary"),
            "It is not a picture of a kind that is opened: png, jpg, webp, bmp, gif or tiff.",
        ),
        (
            noticed(ProblemCode.UNREADABLE, text="Permission denied."),
            "The file cannot be read: Permission denied.",
        ),
        (
            noticed(ProblemCode.ARCHIVE_UNSAFE, text="../up.vcf"),
            "It is not unpacked: it is packed too tightly, too large, or points out of the archive.",
        ),
        (
            noticed(ProblemCode.BAD_VALUE, name="BDAY", text="soon"),
            "“soon” does not fit as the birthday, so it was not taken over.",
        ),
        (
            noticed(ProblemCode.BAD_VALUE, name="X-WEDDING", text="soon"),
            "“soon” does not fit as X-WEDDING, so it was not taken over.",
        ),
        (
            noticed(ProblemCode.BAD_VALUE, name="bday"),
            "The value of the birthday does not fit, so it was not taken over.",
        ),
        (
            noticed(ProblemCode.BAD_ENCODING, name="PHOTO"),
            "The photo is damaged; what could be read of it was taken over.",
        ),
        (
            noticed(ProblemCode.KEPT_YOURS, name="title", text="CTO"),
            "You changed the title yourself, so yours stays; the card says “CTO”.",
        ),
        (
            noticed(ProblemCode.KEPT_YOURS, name="starts_at", text="2026-05-12 18:00"),
            "You changed the start yourself, so yours stays; the file says “2026-05-12 18:00”.",
        ),
        (noticed(ProblemCode.NO_IDENTITY, name="SUMMARY"), "The event has neither a name nor a place."),
        (noticed(ProblemCode.BAD_VALUE, name="DTSTART"), "The event does not say when it starts."),
        (
            noticed(ProblemCode.BAD_VALUE, name="DTSTART", text="soon"),
            "“soon” is no time at which an event can start.",
        ),
        (noticed(ProblemCode.BAD_VALUE, name="STATUS", text="CANCELLED"), "The event was cancelled."),
        (
            noticed(ProblemCode.CUT, name="RRULE", text="FREQ=DAILY"),
            "The event repeats; the first time was taken over.",
        ),
        (
            noticed(ProblemCode.STRAY_LINE, text="{property} {0}"),
            "“{property} {0}” is not an entry of a card; it stays in the card as it came.",
        ),
    ],
)
def test_a_problem_is_said_with_its_facts(problem, said):
    assert reason(problem) == said


@pytest.mark.parametrize("code", list(ProblemCode))
@pytest.mark.parametrize("name", [None, "TEL", "X-ANYTHING"])
@pytest.mark.parametrize("text", ["", "some text"])
def test_every_problem_has_a_sentence_whatever_is_known_of_it(code, name, text):
    said = reason(noticed(code, name=name, text=text))
    assert said.endswith(".")
    assert said[0].isupper() or said[0] == "“" or said.startswith("X-")
    assert "{" not in said
    assert "None" not in said


@given(st.sampled_from(ProblemCode), st.text(max_size=80), st.none() | st.text(max_size=20))
def test_foreign_text_in_a_problem_never_breaks_its_sentence(code, text, name):
    assert reason(noticed(code, name=name, text=text))


@pytest.mark.parametrize(
    ("first", "last", "file", "said"),
    [
        (12, 18, "friends.vcf", "lines 12–18 of friends.vcf"),
        (12, 12, "friends.vcf", "line 12 of friends.vcf"),
        (12, 0, "friends.vcf", "line 12 of friends.vcf"),
        (0, 0, "friends.vcf", "friends.vcf"),
        (12, 18, "", "lines 12–18"),
        (3, 3, "", "line 3"),
        (0, 0, "", ""),
        (1, 2, "all.zip/{0}.vcf", "lines 1–2 of all.zip/{0}.vcf"),
        (0, 0, "two\nlines\u202e.vcf", "two\\nlines\\u202e.vcf"),
        (0, 0, f"{'long ' * 30}.vcf", f"{'long ' * 30}.vcf"),
    ],
)
def test_a_problem_says_where_it_was_found(first, last, file, said):
    assert place(noticed(ProblemCode.NO_END, first=first, last=last, file=file)) == said


def test_a_version_that_is_refused_is_a_newer_companion_s():
    remark = Problem(ProblemCode.UNKNOWN_VERSION, 1, 1, text="9")
    assert "9" in reason(remark)
    assert "newer Companion" in reason(replace(remark, is_refusal=True))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>",
        b"Name,Mail\nAna,a@x.example\n",
        b"{}",
        b"<a/>",
        b"BEGIN:VCALENDAR",
        b"%PDF-",
        b"PK\x03\x04",
        b"\x89PNG",
        b"{\\rtf1",
        b"MECARD:N:Roth,Nina;;",
        b"dn: cn=Nina",
        b"\x01\x02",
        b"Hello",
    ],
)
def test_whatever_a_file_without_cards_is_has_words(content):
    assert "looks like" not in reason(noticed(ProblemCode.NO_CARD, text=kind_of(content)))
