import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.formats.table.names import read_names
from companion.formats.table.sheet import LARGEST
from companion.model.person import ContactKind
from companion.model.problem import ProblemCode


def person(line):
    (rows, problems) = read_names(line)
    assert problems == ()
    (row,) = rows
    return row.contact


def names(text):
    rows, _ = read_names(text)
    return [row.contact.name for row in rows]


@pytest.mark.parametrize(
    ("line", "name", "title", "organisation"),
    [
        ("Ana Ruiz", "Ana Ruiz", None, None),
        ("  Ana   Ruiz  ", "Ana Ruiz", None, None),
        ("Ana Ruiz, Acme Corp", "Ana Ruiz", None, "Acme Corp"),
        ("Ana Ruiz,Acme", "Ana Ruiz", None, "Acme"),
        ("Ana Ruiz, Head of Talent, Acme", "Ana Ruiz", "Head of Talent", "Acme"),
        ("Ana Ruiz, Acme, Inc.", "Ana Ruiz", None, "Acme, Inc."),
        ("Ana Ruiz, PhD, Acme", "Ana Ruiz, PhD", None, "Acme"),
        ("Ana Ruiz (Acme Corp)", "Ana Ruiz", None, "Acme Corp"),
        ("Ana Ruiz (she/her), Acme", "Ana Ruiz", None, "Acme"),
        ("Ana (Annie) Ruiz", "Ana (Annie) Ruiz", None, None),
        ("Ana Ruiz @Acme", "Ana Ruiz", None, "Acme"),
        ("Ana Ruiz – Acme", "Ana Ruiz", None, "Acme"),
        ("Ana Ruiz | CEO | Acme", "Ana Ruiz", "CEO", "Acme"),
        ("Ana Ruiz\tCEO\tAcme", "Ana Ruiz", "CEO", "Acme"),
        ("Jean-Luc O'Neil-Smith", "Jean-Luc O'Neil-Smith", None, None),
        ("- Ana Ruiz, Acme", "Ana Ruiz", None, "Acme"),
        ("12. Ana Ruiz", "Ana Ruiz", None, None),
        ("[x] Ana Ruiz", "Ana Ruiz", None, None),
        ("> • Ana Ruiz", "Ana Ruiz", None, None),
        ("王小明, 光", "王小明", None, "光"),
    ],
)
def test_a_line_is_a_name_and_perhaps_title_and_company(line, name, title, organisation):
    contact = person(line)
    assert (contact.name, contact.title, contact.organisation) == (name, title, organisation)
    assert (contact.points, contact.notes) == ((), ())


@pytest.mark.parametrize(
    "line",
    [
        "Ana Ruiz <ana@acme.example>",
        "Ana Ruiz, ana@acme.example",
        "Ana Ruiz (ana@acme.example)",
        "Ana Ruiz [mailto:ana@acme.example]",
        "ana@acme.example\tAna Ruiz",
        '"Ruiz, Ana" <ana@acme.example>',
        '"Ana Ruiz" <ana@acme.example>,',
    ],
)
def test_an_address_is_told_from_the_name_wherever_it_stands(line):
    contact = person(line)
    assert contact.name == "Ana Ruiz"
    assert [(point.kind, point.value) for point in contact.points] == [
        (ContactKind.EMAIL, "ana@acme.example")
    ]


def test_a_line_may_hold_an_address_a_number_and_a_link():
    contact = person("Ana Ruiz, ana@acme.example, +49 30 901820, https://acme.example/ana.")
    assert [point.value for point in contact.points] == [
        "ana@acme.example",
        "+49 30 901820",
        "https://acme.example/ana",
    ]
    assert (contact.name, contact.organisation) == ("Ana Ruiz", None)


def test_a_line_with_an_address_alone_is_somebody():
    assert person("ana@acme.example").name == "ana@acme.example"
    assert person("030 901820").name == "030 901820"


def test_what_is_more_than_name_title_and_company_is_a_note():
    contact = person("Ana Ruiz, CEO, Acme, Rome, vegetarian")
    assert (contact.organisation, contact.notes) == ("Acme", ("Rome, vegetarian",))


def test_several_addresses_on_a_line_are_several_people():
    line = 'Ana Ruiz <ana@acme.example>; "Berg, Tom" <tom@nordwind.example>, Eve <eve@kite.example>'
    assert names(line) == ["Ana Ruiz", "Tom Berg", "Eve"]
    assert names("ana@acme.example; tom@nordwind.example") == ["ana@acme.example", "tom@nordwind.example"]
    assert names("Ana Ruiz, ana@acme.example, ana@home.example") == ["Ana Ruiz"]


@pytest.mark.parametrize("heading", ["Attendees", "Guests:", "Name", "Gäste", "These come:"])
def test_a_heading_above_the_names_is_nobody(heading):
    assert names(f"\n{heading}\nAna\nName\n") == ["Ana", "Name"]


def test_names_say_which_line_they_stand_on():
    rows, _ = read_names("Ana\r\n\r\n---\r\nTom\r\n")
    assert [(row.first_line, row.last_line, row.contact.name) for row in rows] == [
        (1, 1, "Ana"),
        (4, 4, "Tom"),
    ]


def test_a_list_with_a_header_is_read_as_a_table():
    rows, problems = read_names("Company\tName\tEmail\nAcme\tAna Ruiz\tana@acme.example\n\t\t\n")
    assert problems == ()
    assert [(row.first_line, row.contact.name, row.contact.organisation) for row in rows] == [
        (2, "Ana Ruiz", "Acme")
    ]


def test_bytes_are_read_by_their_charset():
    rows, problems = read_names("Zoë Ost\nÄnne\n".encode("cp1252"))
    assert [row.contact.name for row in rows] == ["Zoë Ost", "Änne"]
    assert [problem.code for problem in problems] == [ProblemCode.CHARSET_GUESSED]
    rows, problems = read_names("Łucja\n".encode("cp1250"), encoding="windows-1250")
    assert ([row.contact.name for row in rows], problems) == (["Łucja"], ())


def test_a_list_of_nobody_or_without_end_is_refused():
    assert [problem.code for problem in read_names(" \n--\n")[1]] == [ProblemCode.NO_CARD]
    assert [problem.code for problem in read_names(b"x" * (LARGEST + 1))[1]] == [ProblemCode.FILE_TOO_LARGE]
    (_, (problem,)) = read_names("Ana\n" + "x" * (13 << 20))
    assert (problem.code, problem.first_line) == (ProblemCode.LINE_TOO_LONG, 2)


@given(st.text() | st.text(st.sampled_from('ab@<>()[]",;:\t -.\x1a\n/www.+1')))
def test_any_text_is_a_list_without_an_error(text):
    rows, _ = read_names(text)
    assert all(row.contact.name for row in rows)
