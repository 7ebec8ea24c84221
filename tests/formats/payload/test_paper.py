"""Paper cards: what lines of print say of somebody, each by what it is taken for."""

from hypothesis import given
from hypothesis import strategies as st

from companion.formats.payload.paper import read_paper
from companion.model.blob import Blob
from companion.model.payload import BadgeField, PayloadKind
from companion.model.person import ContactKind
from companion.model.problem import ProblemCode

PHOTO = Blob.of("image/jpeg", b"a photo")
ANA = (
    ("ACME", BadgeField.ORGANISATION),
    ("Ruiz, Ana", BadgeField.NAME),
    ("Head of Talent", BadgeField.TITLE),
    ("+49 30 1234567", BadgeField.PHONE),
    ("+49 171 1234567", BadgeField.PHONE),
    ("ana@acme.example", BadgeField.EMAIL),
    ("www.acme.example", BadgeField.URL),
    ("Hauptstr. 1", BadgeField.ADDRESS),
    ("We make everything", BadgeField.NOTHING),
)


def test_every_line_goes_where_it_belongs_and_all_are_kept():
    paper = read_paper(ANA, PHOTO)
    assert (paper.kind, paper.title, paper.picture, paper.is_guess) == (
        PayloadKind.PAPER,
        "Ana Ruiz",
        PHOTO,
        True,
    )
    assert (paper.contact.name, paper.contact.title) == ("Ana Ruiz", "Head of Talent")
    assert paper.contact.organisation == "ACME"
    assert [(point.kind, point.value) for point in paper.contact.points] == [
        (ContactKind.PHONE, "+49 30 1234567"),
        (ContactKind.PHONE, "+49 171 1234567"),
        (ContactKind.EMAIL, "ana@acme.example"),
        (ContactKind.URL, "www.acme.example"),
        (ContactKind.ADDRESS, "Hauptstr. 1"),
    ]
    assert paper.text.split("\n") == [text for text, _ in ANA]
    assert paper.cells == tuple(text for text, _ in ANA)


def test_without_a_name_the_company_or_the_address_stands_for_it():
    assert read_paper([("ACME", BadgeField.ORGANISATION)], PHOTO).title == "ACME"
    assert read_paper([("ana@acme.example", BadgeField.EMAIL)], PHOTO).title == "ana@acme.example"


def test_a_card_of_nobody_keeps_what_it_says():
    paper = read_paper([("Head of Talent", BadgeField.TITLE)], PHOTO)
    assert (paper.title, paper.contact.name, paper.contact.title) == ("", "", "Head of Talent")
    assert read_paper([], PHOTO).contact.name == ""


def test_why_there_is_no_print_is_said():
    paper = read_paper([], PHOTO, [ProblemCode.NO_PRINT])
    assert [problem.code for problem in paper.problems] == [ProblemCode.NO_PRINT]


@given(st.lists(st.tuples(st.text(max_size=600), st.sampled_from(BadgeField)), max_size=80))
def test_no_print_is_lost_and_none_is_an_error(cells):
    paper = read_paper(cells, PHOTO)
    assert paper.text == "\n".join(text for text, _ in cells)
    assert len(paper.cells) == len(paper.fields) <= 60
    assert all(len(cell) <= 500 for cell in paper.cells)
