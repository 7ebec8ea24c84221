import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.formats.table.contact import contacts_from
from companion.formats.table.day import Order, order_of, read_date
from companion.formats.table.field import Field, FieldChoice
from companion.formats.table.guess import guess_fields
from companion.formats.table.sheet import read_sheet
from companion.model.contact import Contact, Detail, DetailKind
from companion.model.person import ContactKind
from companion.model.problem import ProblemCode

FOLDER = Path(__file__).parent / "table"


def rows_of(content):
    sheet = read_sheet(content if isinstance(content, bytes) else content.encode())
    return list(contacts_from(sheet, guess_fields(sheet.header)))


def contacts_of(content):
    return [row.contact for row in rows_of(content)]


def contact_of(*lines):
    (contact,) = contacts_of("\n".join(lines))
    return contact


def points(contact):
    return [f"{point.kind.value} {point.value} {point.label or ''}".strip() for point in contact.points]


def test_connections_of_linkedin():
    nina, tomas, nobody = rows_of((FOLDER / "linkedin.csv").read_bytes())
    assert (nina.first_line, nina.last_line, nina.problems) == (5, 5, ())
    assert (nina.contact.name, nina.contact.title) == ("Nina Roth", "Head of Events")
    assert nina.contact.organisation == "Lumen, Inc."
    assert points(nina.contact) == [
        "email nina@lumen.example",
        "url https://www.linkedin.com/in/nina-roth linkedin",
    ]
    assert nina.contact.details == (Detail(DetailKind.DATE, "2026-05-12", "connected on"),)
    assert nina.contact.met_on is None
    assert tomas.contact.name == "Tomás Berg, PhD"
    assert (nobody.contact, nobody.problems[0].code) == (None, ProblemCode.NO_IDENTITY)


def test_contacts_of_google_in_its_old_form():
    mira = contacts_of((FOLDER / "google_old.csv").read_bytes())[0]
    assert (mira.name, mira.title, mira.organisation) == ("Dr. Mira Holm", "CTO", "Kite AS, Research")
    assert points(mira) == [
        "email mira@kite.example work",
        "email m.holm@kite.example work",
        "email mira@home.example home",
        "phone +47 400 00 001 mobile",
        "phone +47 22 00 00 01 work fax",
        "url https://kite.example/mira profile",
        "address Storgata 5, 0155 Oslo, Norway home",
        "im mira.holm skype",
    ]
    assert (mira.birthday, mira.notes) == ("--04-12", ("Likes chess\nand long walks",))
    assert (mira.tags, mira.starred) == (("Climbing", "Friends"), True)
    assert mira.details == (Detail(DetailKind.NICKNAME, "Mimi"),)


def test_contacts_of_google_in_its_new_form():
    mira = contacts_of((FOLDER / "google_new.csv").read_bytes())[0]
    assert (mira.name, mira.title, mira.organisation) == ("Dr. Mira Anne Holm Jr.", "CTO", "Kite AS")
    assert points(mira) == [
        "email mira@kite.example work",
        "phone +49 30 901820 Berlin flat",
        "url https://kite.example",
        "address Storgata 5, 3rd floor, Oslo, 0155, Norway work",
    ]
    assert (mira.birthday, mira.tags, mira.starred) == ("1985-04-12", ("Climbing",), False)


def test_contacts_of_outlook():
    ben, eve = rows_of((FOLDER / "outlook_en.csv").read_bytes())
    assert (ben.contact.name, ben.contact.title) == ("Ben Adler III", "Port Planner")
    assert ben.contact.organisation == "Harbor Freight Co, Logistics"
    assert points(ben.contact) == [
        "email ben@harbor.example",
        "email ben@home.example",
        "phone +1 503 555 0100 work fax",
        "phone +1 503 555 0101 work",
        "phone +1 503 555 0102 main",
        "phone +1 503 555 0103 mobile",
        "url http://harbor.example",
        "address 1 Pier Road, Dock 4, Portland, OR, 97201, United States of America work",
    ]
    assert (ben.contact.birthday, ben.contact.tags) == ("1979-05-04", ("Business", "Sailing"))
    assert ben.contact.details == (
        Detail(DetailKind.ROLE, "Engineer"),
        Detail(DetailKind.ANNIVERSARY, "2010-06-13"),
        Detail(DetailKind.OTHER, "Sailing", "hobby"),
    )
    assert (eve.contact.name, eve.contact.birthday) == ("Dr. Eve Sol", None)
    assert points(eve.contact) == ["address 9 Elm Street, Salem home"]
    (problem,) = eve.problems
    assert (problem.code, problem.property) == (ProblemCode.BAD_VALUE, "E-mail Address")
    assert (problem.first_line, problem.text) == (3, "/o=Exchange/ou=Group/cn=eve")


def test_contacts_of_outlook_in_german():
    (aenne,) = contacts_of((FOLDER / "outlook_de.csv").read_bytes())
    assert (aenne.name, aenne.title) == ("Änne Müller", "Geschäftsführerin")
    assert aenne.organisation == "Nordwind GmbH, Vertrieb"
    assert points(aenne) == [
        "email aenne@nordwind.example",
        "phone 0221 555 01 work fax",
        "phone 0221 555 00 work",
        "phone 0170 5550000 mobile",
        "url http://nordwind.example",
        "address Hauptstraße 1, Köln, 50667, Deutschland work",
    ]
    assert (aenne.birthday, aenne.tags) == ("1985-05-12", ("Hafen", "Chor"))


def test_contacts_of_thunderbird():
    (zoe,) = contacts_of((FOLDER / "thunderbird.csv").read_bytes())
    assert (zoe.name, zoe.title, zoe.organisation) == ("Zoë Ost", "Gardener", "Ost & Co")
    assert points(zoe) == [
        "email zoe@ost.example",
        "email zo@home.example",
        "phone 030 555 01 work",
        "phone 030 555 02 home",
        "phone 0171 5550001 mobile",
        "url https://ost.example",
        "address Gartenweg 3, Hinterhaus, Berlin, 10115, Germany home",
        "address Potsdam work",
    ]
    assert zoe.birthday == "1992-02-29"


def test_a_spreadsheet_saved_as_unicode_text():
    (zoe,) = contacts_of((FOLDER / "plain.csv").read_bytes())
    assert (zoe.name, zoe.organisation) == ("Zoë Ost", "Ost & Co")
    assert points(zoe) == ["email zoe@ost.example", "phone 030 555 01"]


def test_a_table_with_our_own_titles():
    ana, tom = contacts_of((FOLDER / "ours.csv").read_bytes())
    assert (ana.name, ana.title, ana.organisation) == ("Ana Ruiz", "Head of Talent", "Acme Corp")
    assert points(ana) == [
        "email ana@acme.example work",
        "email ana@home.example",
        "phone +34 600 000 001 ext 4",
        "url https://acme.example",
    ]
    assert (ana.tags, ana.notes) == (("hr", "berlin", "ai"), ("First meeting", "Second meeting"))
    assert ana.offers == ("knows recruiters", "runs a meetup")
    assert ana.needs == ("finance candidates", "a ; in a text")
    assert (ana.met_at, ana.met_on) == ("Founders mixer", date(2026, 5, 12))
    assert (ana.birthday, ana.starred) == ("1988-11-30", True)
    assert tom == Contact(name="Tom Berg", organisation="Nordwind")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Ana,,,,", "Ana"),
        (",Acme,,,", "Acme"),
        (",,ana@acme.example,,", "ana@acme.example"),
        (",,,030 901820,", "030 901820"),
    ],
)
def test_a_row_with_name_organisation_address_or_number_is_somebody(line, name):
    contact = contact_of("Name,Company,Email,Phone,Notes", line)
    assert contact.name == name


def test_a_row_about_nobody_is_refused_and_an_empty_one_passed_over():
    rows = rows_of("Name,Phone,Notes\nAna,,\n,,\n , ,\n,,likes tea\n,n/a,\n\u00a0,\t,\n")
    assert [row.contact is not None for row in rows] == [True, False, False]
    assert [[problem.code for problem in row.problems] for row in rows[1:]] == [
        [ProblemCode.NO_IDENTITY],
        [ProblemCode.BAD_VALUE, ProblemCode.NO_IDENTITY],
    ]
    refusal = rows[1].problems[-1]
    assert (refusal.first_line, refusal.text, refusal.is_refusal) == (5, "likes tea", True)


def test_a_table_without_a_column_of_somebody_is_refused_once():
    (row,) = rows_of("Notes,URL\na,b\nc,d\n")
    (problem,) = row.problems
    assert (row.contact, problem.code, problem.is_refusal) == (None, ProblemCode.NO_COLUMN, True)
    assert (problem.first_line, problem.text) == (1, "Notes, URL")


def test_columns_are_read_as_the_user_maps_them():
    sheet = read_sheet(b"Wer,Woher,Was,Hobby,Sitz\nAna,Acme,0170 5550000,chess,1A\n")
    mapping = {
        "Wer": FieldChoice(Field.NAME),
        "Woher": FieldChoice(Field.ORGANISATION),
        "Was": FieldChoice(Field.PHONE, "mobile"),
        "Hobby": FieldChoice(Field.NOTES),
        "Sitz": FieldChoice(Field.NOTES),
        "Nicht da": FieldChoice(Field.TITLE),
    }
    (row,) = contacts_from(sheet, mapping)
    assert (row.contact.name, row.contact.organisation) == ("Ana", "Acme")
    assert points(row.contact) == ["phone 0170 5550000 mobile"]
    assert row.contact.notes == ("Hobby: chess\nSitz: 1A",)


def test_a_column_that_is_ignored_is_not_read():
    sheet = read_sheet(b"Name,Email\nAna,ana@acme.example\n")
    (row,) = contacts_from(sheet, {"Name": FieldChoice(Field.NAME), "Email": FieldChoice(Field.IGNORE)})
    assert row.contact == Contact(name="Ana")


@pytest.mark.parametrize(
    ("cell", "addresses"),
    [
        ("ana@acme.example", ["ana@acme.example"]),
        ("mailto:ana@acme.example", ["ana@acme.example"]),
        ("Ana Ruiz <ana@acme.example>", ["ana@acme.example"]),
        ("ana@acme.example; a@home.example", ["ana@acme.example", "a@home.example"]),
        ("ana@acme.example ::: ANA@acme.example ::: a@home.example", ["ana@acme.example", "a@home.example"]),
        ("not yet", []),
        ("ana@acme.example and more", []),
    ],
)
def test_a_cell_holds_one_address_or_several(cell, addresses):
    contact = contact_of("Name,Email", f"Ana,{cell}")
    assert [point.value for point in contact.points] == addresses


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("030 901820", ["030 901820"]),
        ("tel:+4930901820", ["+4930901820"]),
        ("'+49 30 901820", ["+49 30 901820"]),
        ("030 901820; 0170 5550000", ["030 901820", "0170 5550000"]),
        ("030 901820 (days; not evenings)", ["030 901820 (days; not evenings)"]),
        ("112 ::: 110", ["112", "110"]),
        ("n/a", []),
    ],
)
def test_a_cell_holds_one_number_or_several(cell, numbers):
    contact = contact_of("Name,Phone", f"Ana,{cell}")
    assert [point.value for point in contact.points] == numbers


@pytest.mark.parametrize(
    ("title", "cell", "kind", "label"),
    [
        ("Twitter", "https://twitter.example/ana", ContactKind.URL, "twitter"),
        ("Twitter", "@ana", ContactKind.IM, "twitter"),
        ("LinkedIn", "ana-ruiz", ContactKind.IM, "linkedin"),
        ("Work website", "intranet", ContactKind.URL, "work"),
    ],
)
def test_what_a_network_calls_somebody_by_is_an_account_there(title, cell, kind, label):
    (point,) = contact_of(f"Name,{title}", f"Ana,{cell}").points
    assert (point.kind, point.value, point.label) == (kind, cell, label)


@pytest.mark.parametrize(
    ("header", "line", "address"),
    [
        ("Street,City,Country", '"5 Main Rd\nBack door",Rome,', "5 Main Rd, Back door, Rome"),
        ("Address 1 - Formatted,Address 1 - City", '"5 Main Rd\nRome",Rome', "5 Main Rd, Rome"),
        ("Address 1 - Formatted,Address 1 - City", "5 Main Rd,Rome", "5 Main Rd, Rome"),
        (
            "Address 1 - Formatted,Address 1 - Street,Address 1 - City",
            "Home,5 Main Rd,Rome",
            "5 Main Rd, Rome",
        ),
        ("Address", '"5 Main Rd,\nRome"', "5 Main Rd, Rome"),
    ],
)
def test_an_address_is_written_on_one_line(header, line, address):
    assert points(contact_of(f"Name,{header}", f"Ana,{line}")) == [f"address {address}"]


def test_two_whole_addresses_are_two():
    contact = contact_of("Name,Address,Address", "Ana,5 Main Rd,9 Elm St")
    assert points(contact) == ["address 5 Main Rd", "address 9 Elm St"]


def test_tags_are_apart_by_semicolons_or_commas_and_googles_own_groups_are_none():
    contact = contact_of(
        "Name,Tags,Groups", '"Ana","hr, berlin;AI;",* My Contacts ::: Sailing ::: *Starred in Android'
    )
    assert (contact.tags, contact.starred) == (("hr", "berlin", "AI", "Sailing"), True)


@pytest.mark.parametrize(
    ("cell", "is_starred"), [("yes", True), ("1", True), ("x", True), ("no", False), ("", False)]
)
def test_a_star_is_given_by_a_yes(cell, is_starred):
    assert contact_of("Name,Starred", f"Ana,{cell}").starred is is_starred


def test_control_characters_are_left_out_of_what_is_one_line():
    contact = contact_of("Name,Company,Notes", '"A\x07na\tRuiz","Ac\x1bme\u2028Corp","two\r\n\x08lines"')
    assert (contact.name, contact.organisation, contact.notes) == ("Ana Ruiz", "Acme Corp", ("two\nlines",))


def test_a_cell_in_which_nothing_can_be_seen_says_nothing():
    contact = contact_of("Name,Company,Address", 'Ana,\x07,", ,"')
    assert contact == Contact("Ana")


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-05-12", "2026-05-12"),
        ("20260512", "2026-05-12"),
        ("2026/5/12", "2026-05-12"),
        ("2026-05-12T20:30:00Z", "2026-05-12"),
        ("12 May 2026", "2026-05-12"),
        ("12 May 2026, 09:15 PM", "2026-05-12"),
        ("May 12, 2026", "2026-05-12"),
        ("Tue, May 12th, 2026", "2026-05-12"),
        ("12-May-26", "2026-05-12"),
        ("12. Mai 2026", "2026-05-12"),
        ("1. März 1985", "1985-03-01"),
        ("12.05.1985", "1985-05-12"),
        ("12. 5. 85", "1985-05-12"),
        ("13/05/1985", "1985-05-13"),
        ("05/13/1985", "1985-05-13"),
        ("05/05/1985", "1985-05-05"),
        ("--04-12", "--04-12"),
        (" --0412", "--04-12"),
        ("0000-04-12", "--04-12"),
        ("12 May", "--05-12"),
        ("12.5.", "--05-12"),
        ("--02-29", "--02-29"),
        ("1985-04", "1985-04"),
        ("Oktober 1985", "1985-10"),
        ("1985", "1985"),
        ("1985-00-00", "1985"),
        ("0/0/00", ""),
        ("00.00.0000", ""),
        ("--00-00", ""),
        ("0", ""),
    ],
)
def test_a_day_is_read_in_any_form(cell, day):
    assert read_date(cell, None) == day


@pytest.mark.parametrize(
    "cell",
    [
        *("05/12/2026", "5/12", "30 Feb 2026", "2026-02-29", "2026-13-01", "1985-13", "13/13/2026", "soon"),
        *("12 Mayo 2026", "99/99/9999", "May", "31.06.2026", "1-2-3-4", "--13-01", "hello 2026", "1" * 100),
    ],
)
def test_what_is_no_day_or_could_be_two_is_none(cell):
    assert read_date(cell, None) is None


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["05/12/2026", "13/12/2026"], Order.DAY),
        (["05/12/2026", "5/13/26"], Order.MONTH),
        (["13/12/2026", "12/13/2026"], None),
        (["05/12/2026", "5 May 2026", ""], None),
    ],
)
def test_the_whole_column_decides_what_comes_first(cells, order):
    assert order_of(cells) == order


def test_a_date_that_could_be_two_is_read_by_the_others_of_its_column():
    lines = ["Name,Birthday", "Ana,05/12/1985", "Tom,25/12/1985"]
    assert [contact.birthday for contact in contacts_of("\n".join(lines))] == ["1985-12-05", "1985-12-25"]


def test_a_date_that_could_be_two_is_said_and_left_out():
    (row,) = rows_of("Name,Birthday,Met on,Anniversary\nAna,05/12/1985,05/12/2026,05/12/2010\n")
    assert (row.contact.birthday, row.contact.met_on, row.contact.details) == (None, None, ())
    assert [(problem.code, problem.property, problem.text) for problem in row.problems] == [
        (ProblemCode.BAD_VALUE, "Birthday", "05/12/1985"),
        (ProblemCode.BAD_VALUE, "Anniversary", "05/12/2010"),
        (ProblemCode.BAD_VALUE, "Met on", "05/12/2026"),
    ]


def test_a_date_that_could_be_two_is_of_the_month_in_front_in_a_table_of_outlook():
    contact = contact_of("First Name,E-mail Address,Business Phone,Birthday", "Ana,,,5/12/1985")
    assert contact.birthday == "1985-05-12"


def test_people_are_met_on_whole_days_only():
    (row,) = rows_of("Name,Met on\nAna,May 2026\n")
    assert (row.contact.met_on, row.problems[0].code) == (None, ProblemCode.BAD_VALUE)
    (row,) = rows_of("Name,Met on\nAna,2026-05\n")
    assert (row.contact.met_on, row.problems[0].code) == (None, ProblemCode.BAD_VALUE)
    (row,) = rows_of("Name,Met on\nAna,0/0/00\n")
    assert (row.contact.met_on, row.problems) == (None, ())


@pytest.mark.parametrize(
    ("cells", "birthday"),
    [
        ("1985,5,12", "1985-05-12"),
        (",May,12", "--05-12"),
        ("1985,,", "1985"),
        ("1985,05,", "1985-05"),
        (",,", None),
        ("0,0,0", None),
        ("1990,2,29", None),
        ("x,2,28", None),
    ],
)
def test_a_birthday_may_stand_in_three_cells(cells, birthday):
    assert contact_of("Name,Birth Year,Birth Month,Birth Day", f"Ana,{cells}").birthday == birthday


@given(st.text(max_size=70), st.sampled_from([None, *Order]))
def test_any_cell_is_a_day_or_none(cell, order):
    read_date(cell, order)
    order_of([cell])


@pytest.mark.parametrize("shape", [" ", "<a@", "\\", ";", "'", "---\n", ":", "1", "a@b,", "* ", "<", "1/"])
def test_no_shape_of_a_cell_takes_for_ever(shape):
    cells = f',"{shape * (100_000 // len(shape))}"' * 12
    header = "Name,Email,Phone,URL,Tags,Needs,Notes,Birthday,Address,IM,Starred,Email 2 - Label,Email 2"
    started = time.process_time()
    (row,) = rows_of(f"{header}\nAna{cells}\n")
    assert row.contact.name == "Ana"
    assert time.process_time() - started < 3


def rows_of_linkedin(count):
    line = 'Ana{0},Ruiz,https://www.linkedin.com/in/{0},ana{0}@acme.example,"Acme, {0}",Head,12 May 2026\n'
    text = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    return (text + "".join(line.format(number) for number in range(count))).encode()


def seconds_for(content):
    started = time.process_time()
    assert len(contacts_of(content)) == content.count(b"\n") - 1
    return time.process_time() - started


def test_three_thousand_rows_take_no_longer_each_than_three_hundred():
    long, short = rows_of_linkedin(3000), rows_of_linkedin(300)
    shortest = min(seconds_for(short) for _ in range(3))
    whole = seconds_for(long)
    assert whole < 20 * shortest
    assert whole < 5


def test_what_google_and_outlook_tell_beside_our_fields_are_details():
    table = (
        "Name,Phonetic First Name,Phonetic Last Name,Relation 1 - Label,Relation 1 - Value,Event 1 - Label,"
        "Event 1 - Value,Event 2 - Label,Event 2 - Value,Custom Field 1 - Label,Custom Field 1 - Value,"
        "Custom Field 2 - Value,Spouse\n"
        "Otto,Oto,Weis,Sister,Ida ::: Eva,Anniversary,2005-06-07,Moved,2010-01-02,Hobby,Sailing,Chess,Ann\n"
        "Ben,,,,,,soon,,,,,,\n"
    )
    sheet = read_sheet(table.encode())
    otto, ben = contacts_from(sheet, guess_fields(sheet.header))
    assert otto.contact.details == (
        Detail(DetailKind.PHONETIC_NAME, "Oto Weis"),
        Detail(DetailKind.ANNIVERSARY, "2005-06-07"),
        Detail(DetailKind.DATE, "2010-01-02", "moved"),
        Detail(DetailKind.RELATED, "Ida", "sister"),
        Detail(DetailKind.RELATED, "Eva", "sister"),
        Detail(DetailKind.RELATED, "Ann", "spouse"),
        Detail(DetailKind.OTHER, "Sailing", "hobby"),
        Detail(DetailKind.OTHER, "Chess", "custom field 2 - value"),
    )
    assert (ben.contact.details, [problem.text for problem in ben.problems]) == ((), ["soon"])


def test_what_outlook_tells_of_a_person_is_a_detail_unless_nothing_was_said():
    table = (
        "First Name,Last Name,Gender,Initials,Keywords,Language,Priority,Private,Sensitivity\n"
        "Ben,Okafor,Male,B. O.,Berlin,English,Normal,FALSE,Normal\n"
        "Eva,Berg,Unspecified,,,,Normal,FALSE,Normal\n"
    )
    sheet = read_sheet(table.encode())
    ben, eva = contacts_from(sheet, guess_fields(sheet.header))
    assert [(detail.label, detail.value) for detail in ben.contact.details] == [
        ("gender", "Male"),
        ("initials", "B. O."),
        ("keywords", "Berlin"),
        ("language", "English"),
    ]
    assert eva.contact.details == ()
