import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from companion.formats.table.cell import cell_of, cell_of_notes, guarded, items_in, notes_in, unguarded
from companion.formats.table.contact import contacts_from
from companion.formats.table.guess import guess_fields
from companion.formats.table.sheet import read_sheet
from companion.formats.table.write import write_table
from companion.model.capture import ContactPhrase
from companion.model.contact import Contact, Detail, DetailKind, Photo
from companion.model.person import ContactKind


def point(kind, value, label=None):
    return ContactPhrase(kind, value, value, label)


ANA = Contact(
    name="Ana Ruiz",
    title="Head of Talent",
    organisation="Acme, Inc.",
    points=(
        point(ContactKind.EMAIL, "ana@acme.example", "work"),
        point(ContactKind.EMAIL, "ana@home.example"),
        point(ContactKind.PHONE, "+49 30 901820"),
        point(ContactKind.URL, "https://acme.example"),
        point(ContactKind.ADDRESS, "5 Main Rd, Rome", "home"),
        point(ContactKind.IM, "ana.ruiz", "skype"),
    ),
    birthday="--05-12",
    tags=("hr", "rome"),
    notes=("Likes tea", "Plays chess\non Mondays"),
    needs=("a CFO", "a room; cheap"),
    offers=("knows recruiters",),
    details=(Detail(DetailKind.NICKNAME, "Anni"), Detail(DetailKind.ROLE, "Listener")),
    starred=True,
    met_at="Founders mixer",
    met_on=date(2026, 5, 12),
)


def read_back(text):
    sheet = read_sheet(text.encode("utf-8", "surrogatepass"))
    assert sheet.problems == ()
    rows = list(contacts_from(sheet, guess_fields(sheet.header)))
    assert [problem for row in rows for problem in row.problems] == []
    return [row.contact for row in rows]


def test_a_table_has_a_header_and_a_row_for_everybody():
    tom = Contact(name="Tom Berg", points=(point(ContactKind.EMAIL, "tom@nordwind.example"),))
    text = write_table([ANA, tom])
    assert text.split("\r\n") == [
        (
            "Name,Title,Organisation,Email 1,Email 1 - Label,Email 2,Phone 1,URL,Address 1,Address 1 - Label,"
            "IM 1,IM 1 - Label,Birthday,Tags,Starred,Nickname,Role,Offers,Met at,Met on"
        ),
        (
            'Ana Ruiz,Head of Talent,"Acme, Inc.",ana@acme.example,work,ana@home.example,+49 30 901820,'
            'https://acme.example,"5 Main Rd, Rome",home,ana.ruiz,skype,\'--05-12,hr;rome,yes,Anni,Listener,'
            "knows recruiters,Founders mixer,2026-05-12"
        ),
        "Tom Berg,,,tom@nordwind.example,,,,,,,,,,,,,,,,",
        "",
    ]


def test_a_table_of_nobody_is_a_header():
    assert write_table([]) == "Name,Title,Organisation,Email 1,Phone 1\r\n"


def test_private_things_leave_on_request_only():
    assert "Likes tea" not in write_table([ANA])
    assert "a CFO" not in write_table([ANA])
    assert "Likes tea" in write_table([ANA], with_notes=True)
    assert "a CFO" not in write_table([ANA], with_notes=True)
    assert "a CFO" in write_table([ANA], with_needs=True)


def test_a_table_is_read_back_as_it_was_written():
    assert read_back(write_table([ANA], with_notes=True, with_needs=True)) == [ANA]


def test_photos_do_not_leave_in_a_table():
    photo = Photo("image/jpeg", b"\xff\xd8")
    assert write_table([replace(ANA, photo=photo)]) == write_table([ANA])


def test_who_somebody_is_leaves_so_that_they_are_known_again():
    known = replace(ANA, uid="urn:uuid:1-2-3")
    assert read_back(write_table([known], with_notes=True, with_needs=True)) == [known]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1+1", "'+1+1"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("'=x", "''=x"),
        ("''-x", "'''-x"),
        ("'x", "'x"),
        ("+49 (30) 901820", "+49 (30) 901820"),
        ("+49 30 901820 ext. 12", "+49 30 901820 ext. 12"),
        ("+49 30 901820=x", "'+49 30 901820=x"),
        ("Ana", "Ana"),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_would_take_for_a_formula_begins_with_an_apostrophe(text, cell):
    assert guarded(text) == cell
    assert unguarded(cell) == text


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_of_a_table_is_a_formula(start):
    formula = f"{start}cmd|' /C calc'!A0"
    hostile = replace(
        ANA,
        name=formula,
        title=formula,
        organisation=formula,
        points=tuple(point(kind, f"{formula}@x.example", formula) for kind in ContactKind),
        tags=(formula,),
        notes=(formula,),
        needs=(formula,),
        offers=(formula,),
        details=(Detail(DetailKind.NICKNAME, formula),),
        met_at=formula,
    )
    text = write_table([hostile], with_notes=True, with_needs=True)
    (_, row) = csv.reader(io.StringIO(text, newline=""))
    assert not [cell for cell in row if cell.startswith(start)]
    assert len([cell for cell in row if cell.startswith(f"'{start}")]) >= 15


LINE_CHARS = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], include_characters="=+-@'\";,|\\:#*")


def normal(text):
    """As a cell of one line is read: three colons between blanks would part it."""
    return " ".join(text.replace(":::", "::").split())


LINES = st.text(LINE_CHARS, max_size=20).map(normal)
SOME = LINES.filter(bool)
LABELS = st.none() | SOME.map(str.casefold).filter(lambda label: label == normal(label).lstrip("* ") != "")
NOTES = st.lists(SOME, min_size=1, max_size=3).map("\n".join)
EMAILS = st.from_regex(r"[a-z+=\-']{1,8}@[a-z\-]{1,8}\.[a-z]{2,4}", fullmatch=True)
PHONES = st.from_regex(r"[+(0-9][0-9 ()/-]{0,10}[0-9]{3}", fullmatch=True).map(normal)
URLS = st.from_regex(r"https?://[a-z0-9./=+-]{1,20}", fullmatch=True)
ADDRESSES = SOME.map(lambda text: normal(text.strip(", "))).filter(
    lambda text: text and text == text.strip(", ")
)
SERVICES = st.none() | st.sampled_from(["skype", "aim", "some service"])
DATES = st.dates().map(date.isoformat)
BIRTHDAYS = st.one_of(
    DATES,
    DATES.map(lambda day: day[:7]),
    DATES.map(lambda day: day[:4]),
    DATES.map(lambda day: f"-{day[4:]}"),
)


def points_of(kind, values, labels):
    one = st.builds(lambda value, label: point(kind, value, label), values, labels)
    return st.lists(one, max_size=3, unique_by=lambda some: some.value.casefold()).map(tuple)


def several(values):
    return st.lists(values, max_size=3, unique=True).map(tuple)


POINTS = st.tuples(
    points_of(ContactKind.EMAIL, EMAILS, LABELS),
    points_of(ContactKind.PHONE, PHONES, LABELS),
    points_of(ContactKind.URL, URLS, LABELS),
    points_of(ContactKind.ADDRESS, ADDRESSES, LABELS),
    points_of(ContactKind.IM, SOME, SERVICES),
).map(lambda groups: sum(groups, ()))
TAGS = SOME.filter(lambda tag: not tag.startswith("*"))
CONTACTS = st.builds(
    Contact,
    name=SOME,
    title=st.none() | SOME,
    organisation=st.none() | SOME,
    points=POINTS,
    birthday=st.none() | BIRTHDAYS,
    tags=several(TAGS),
    notes=several(NOTES),
    needs=several(SOME),
    offers=several(SOME),
    details=st.sampled_from([(), (Detail(DetailKind.NICKNAME, "=Zo"),), (Detail(DetailKind.ROLE, "a;b"),)]),
    starred=st.booleans(),
    met_at=st.none() | SOME,
    met_on=st.none() | st.dates(),
)


@given(st.lists(CONTACTS, min_size=1, max_size=4))
def test_whatever_is_written_is_read_back_the_same(contacts):
    assert read_back(write_table(contacts, with_notes=True, with_needs=True)) == contacts


@given(st.text(st.sampled_from("'=+-@\t\rab"), max_size=6))
def test_the_apostrophe_of_a_guard_is_taken_off_again(text):
    assert unguarded(guarded(text)) == text


@given(several(st.text(st.sampled_from("ab;,\\"), min_size=1, max_size=6)), st.booleans())
@example(("a\\", "b"), False)
@example(("a\\;", "\\,b"), True)
def test_items_of_a_cell_are_apart_whatever_is_in_them(items, are_tags):
    assert items_in(cell_of(items, are_tags=are_tags), are_tags=are_tags) == list(items)


@given(several(st.text(st.sampled_from("a-\\\n"), min_size=1, max_size=9).map(str.strip).filter(bool)))
@example(("---", "\\---\n---"))
def test_notes_of_a_cell_are_apart_whatever_is_in_them(notes):
    assert notes_in(cell_of_notes(notes)) == list(notes)
