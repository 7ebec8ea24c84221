import csv
import random
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.formats.table.contact import contacts_from
from companion.formats.table.guess import guess_fields
from companion.formats.table.record import Row
from companion.formats.table.sheet import LARGEST, MOST_COLUMNS, read_sheet
from companion.model.problem import ProblemCode

PEOPLE = "Name,Company,Email\nAna Ruiz,Acme,ana@acme.example\nTom Berg,Nordwind,\n"


def codes(sheet):
    return [problem.code for problem in sheet.problems]


def cells(sheet):
    return [row.cells for row in sheet.rows]


def test_a_table_is_its_header_and_the_rows_below_with_their_lines():
    sheet = read_sheet(PEOPLE.encode())
    assert sheet.header == ("Name", "Company", "Email")
    assert sheet.header_line == 1
    assert sheet.rows == (
        Row(2, 2, ("Ana Ruiz", "Acme", "ana@acme.example")),
        Row(3, 3, ("Tom Berg", "Nordwind", "")),
    )
    assert (sheet.encoding, sheet.delimiter, sheet.problems) == ("utf-8", ",", ())


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_delimiter_and_the_ends_of_lines_are_found_out(delimiter, end):
    content = PEOPLE.replace(",", delimiter).replace("\n", end).encode()
    sheet = read_sheet(content)
    assert sheet.delimiter == delimiter
    assert cells(sheet) == cells(read_sheet(PEOPLE.encode()))


def test_the_delimiter_of_a_table_with_unknown_titles_is_the_one_that_gives_even_rows():
    sheet = read_sheet(b"A, or B;Kind\nx, y;1\nz;2\n")
    assert (sheet.delimiter, sheet.header) == (";", ("A, or B", "Kind"))


def test_a_line_that_declares_the_delimiter_is_believed():
    sheet = read_sheet(b"sep=|\r\nName|Age, at most\r\nAna|4\r\n")
    assert (sheet.header, sheet.header_line) == (("Name", "Age, at most"), 2)
    assert sheet.rows == (Row(3, 3, ("Ana", "4")),)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("Name\nZoë\n".encode(), "utf-8"),
        ("Name\nZoë\n".encode("utf-8-sig"), "utf-8"),
        ("\ufeffName\nZoë\n".encode("utf-16-le"), "utf-16-le"),
        ("\ufeffName\nZoë\n".encode("utf-16-be"), "utf-16-be"),
        ("\ufeffName\nZoë\n".encode("utf-32-le"), "utf-32-le"),
        ("\ufeffName\nZoë\n".encode("utf-32-be"), "utf-32-be"),
    ],
)
def test_the_charset_is_the_one_that_the_file_shows(content, encoding):
    sheet = read_sheet(content)
    assert (sheet.encoding, sheet.header, cells(sheet)) == (encoding, ("Name",), [("Zoë",)])
    assert sheet.problems == ()


@pytest.mark.parametrize("encoding", ["windows-1252", "utf-16-le", "utf-16-be"])
def test_a_charset_that_had_to_be_guessed_is_said(encoding):
    sheet = read_sheet("Name;Firma\nZoë Ost;Küche\n".encode(encoding))
    assert (sheet.encoding, cells(sheet)) == (encoding, [("Zoë Ost", "Küche")])
    assert [(problem.code, problem.text) for problem in sheet.problems] == [
        (ProblemCode.CHARSET_GUESSED, encoding)
    ]


def test_a_charset_that_the_user_names_is_not_guessed():
    content = "Name\nŁódź\n".encode("cp1250")
    assert cells(read_sheet(content, encoding="windows-1250")) == [("Łódź",)]
    assert read_sheet(content, encoding="windows-1250").problems == ()
    with pytest.raises(LookupError):
        read_sheet(content, encoding="klingon")


def test_utf_8_with_a_few_bad_bytes_stays_utf_8_and_the_bytes_are_said():
    content = "Name,Ort\nZoë,Köln\n".encode() + b"B\xffn,Bonn\n" + "Änne,Mühl\n".encode()
    sheet = read_sheet(content)
    assert cells(sheet)[1] == ("B�n", "Bonn")
    (problem,) = sheet.problems
    assert (problem.code, problem.first_line, problem.last_line) == (ProblemCode.BAD_BYTES, 3, 3)
    assert "B�n" in problem.text


def test_a_character_that_was_lost_before_is_no_problem_of_this_file():
    assert read_sheet("Name,Ort\nZo\ufffd,Köln\n".encode()).problems == ()


def test_a_table_of_very_long_lines_is_told_by_its_first_ones():
    row = f"Ana;{'x' * 70_000};ana@acme.example\n"
    sheet = read_sheet(f"Name;Notes;Email\n{row * 3}".encode())
    assert (sheet.delimiter, len(sheet.rows)) == (";", 3)


def test_blank_lines_before_the_header_are_passed_over():
    sheet = read_sheet(b"\n" * 100 + b"Name,Email\nAna,ana@acme.example\n")
    assert (sheet.header_line, cells(sheet)) == (101, [("Ana", "ana@acme.example")])


def test_a_preamble_before_the_header_is_passed_over():
    sheet = read_sheet(b'Notes:\n"Some, many\nwords"\n\nFirst Name,Last Name,URL\nAna,Ruiz,\n')
    assert (sheet.header, sheet.header_line) == (("First Name", "Last Name", "URL"), 5)
    assert [row.first_line for row in sheet.rows] == [6]


def test_a_title_above_a_table_of_unknown_titles_is_no_header():
    sheet = read_sheet(b"Guests\n,,\nWer,Woher,Womit\nAna,Acme,Auto\n")
    assert (sheet.header, cells(sheet)) == (("Wer", "Woher", "Womit"), [("Ana", "Acme", "Auto")])


def test_a_table_that_begins_with_somebodys_address_has_numbers_for_titles():
    sheet = read_sheet(b"Ana Ruiz,ana@acme.example\nTom Berg,tom@nordwind.example\n")
    assert (sheet.header, sheet.header_line, len(sheet.rows)) == (("1", "2"), 0, 2)


def test_every_title_is_there_once_and_none_is_empty():
    sheet = read_sheet(b"Name,Email,,Email, Full  Name ,Email (2)\n")
    assert sheet.header == ("Name", "Email", "3", "Email (2)", "Full Name", "Email (2) (2)")


def test_a_cell_over_several_lines_keeps_them_and_the_row_says_where_it_stands():
    sheet = read_sheet(b'Name,Notes\r\nAna,"one, two\r\n""three"""\r\n\r\nTom,\r\n')
    assert sheet.rows == (Row(2, 3, ("Ana", 'one, two\r\n"three"')), Row(5, 5, ("Tom", "")))
    assert sheet.problems == ()


def test_a_blank_before_a_quote_does_not_break_it():
    assert cells(read_sheet(b'Name, Email, Notes\nAna, a@b.example, "x, y"\n')) == [
        ("Ana", "a@b.example", "x, y")
    ]


def test_rows_are_as_wide_as_the_header_and_what_stands_beyond_is_said():
    sheet = read_sheet(b"Name,Email\nAna\nTom,t@b.example,,\nEve,e@b.example,,more,yet\n")
    assert cells(sheet) == [("Ana", ""), ("Tom", "t@b.example"), ("Eve", "e@b.example")]
    (problem,) = sheet.problems
    assert (problem.code, problem.first_line, problem.text) == (ProblemCode.BAD_VALUE, 4, "more, yet")


@pytest.mark.parametrize(
    ("broken", "cells_of_it"),
    [
        ('"Tom,Acme', ("Tom", "Acme", "")),
        ('Tom,"Acme,x', ("Tom", "Acme", "x")),
        ('"Tom "the bear" Berg","Acme, Inc."', ('Tom "the bear" Berg', "Acme, Inc.", "")),
        ('"Tom" Berg,Acme', ('"Tom" Berg', "Acme", "")),
        ('Tom,"Acme" ,x', ("Tom", "Acme", "x")),
        ('"\nTom,Acme', ("Tom", "Acme", "")),
    ],
)
def test_a_broken_quote_costs_its_own_line_only(broken, cells_of_it):
    text = f'Name,Company,Notes\nAna,Lumen,"a\nb"\n{broken}\nEve,Kite,"c, d"\nZoe,Ost,\n'
    sheet = read_sheet(text.encode())
    assert cells(sheet) == [
        ("Ana", "Lumen", "a\nb"),
        cells_of_it,
        ("Eve", "Kite", "c, d"),
        ("Zoe", "Ost", ""),
    ]
    (problem,) = sheet.problems
    assert (problem.code, problem.first_line) == (ProblemCode.UNBALANCED_QUOTE, 4)


def test_quotes_broken_again_and_again_are_told_of_a_thousand_times_and_cost_no_row():
    sheet = read_sheet(("Name,Company\n" + 'Tom,"Acme"s\n' * 1100).encode())
    assert cells(sheet) == [("Tom", '"Acme"s')] * 1100
    assert codes(sheet) == [ProblemCode.UNBALANCED_QUOTE] * 1000


@pytest.mark.parametrize(
    "rows",
    [
        'Ana,"5 inch,x,\nTom,Acme,y,\nEve,Kite,z,\nZoe,6",w,\n',
        'Ana,"5 inch\nTom,Acme,y,\nZoe,6"\n',
    ],
)
def test_a_quote_that_would_swallow_rows_until_another_one_is_taken_for_a_part_of_its_cell(rows):
    sheet = read_sheet(f"Name,Company,Notes,Email\n{rows}".encode())
    names = [line.partition(",")[0] for line in rows.splitlines()]
    assert [row.cells[0] for row in sheet.rows] == names
    assert ProblemCode.UNBALANCED_QUOTE in codes(sheet)


def test_lines_of_a_note_that_have_the_commas_of_a_row_stay_one_note():
    note = "Likes tea, cake, rain.\nKnows Tom, Eve, Zoe.\nSings"
    assert cells(read_sheet(f'Name,Notes,Email\nAna,"{note}",\n'.encode())) == [("Ana", note, "")]


def test_a_short_row_with_lines_in_a_cell_is_one_row():
    sheet = read_sheet(b'Name,Notes,Email\nAna,"one\ntwo\nthree"\nTom,,\n')
    assert cells(sheet) == [("Ana", "one\ntwo\nthree", ""), ("Tom", "", "")]


def test_zero_bytes_are_left_out():
    assert cells(read_sheet(b"Name,Email\nA\x00na,a@b.example\n")) == [("Ana", "a@b.example")]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b",,,\n,,\n", "empty"),
        (b"sep=;\n\n", "empty"),
        (b"BEGIN:VCARD\r\nFN:Ana\r\n", "vcf"),
        (b"BEGIN:VCALENDAR\r\n", "ics"),
        (b"\n <!doctype html><p>Name,Email", "html"),
        (b"PK\x03\x04....", "zip"),
        (b"%PDF-1.7", "pdf"),
        (b'{"name": "Ana"}', "json"),
        (b"\x01\x02\x03Name\x04\x05\x06\x07\x08" * 20, "binary"),
    ],
)
def test_what_is_no_table_is_refused_and_said_what_it_is(content, found):
    sheet = read_sheet(content)
    (problem,) = sheet.problems
    assert (problem.code, problem.text, problem.is_refusal) == (ProblemCode.NO_CARD, found, True)
    assert (sheet.header, sheet.rows) == ((), ())
    assert list(contacts_from(sheet, {})) == []


def test_a_table_beyond_its_bounds_is_refused():
    assert codes(read_sheet(b"x" * (LARGEST + 1))) == [ProblemCode.FILE_TOO_LARGE]
    assert codes(read_sheet(b"a\n" * 4_100_000)) == [ProblemCode.FILE_TOO_LARGE]
    assert codes(read_sheet(b"Name" + b",x" * MOST_COLUMNS)) == [ProblemCode.BAD_FILE]
    assert codes(read_sheet(b"Name" + b",x" * (MOST_COLUMNS - 1))) == []


def test_a_cell_or_a_line_that_is_too_long_costs_its_row_only():
    long_cell, long_line = b"x" * (1 << 20 | 1), b"y," * (6 << 20 | 1)
    content = b"Name,Notes\nAna,a\nTom," + long_cell + b"\n" + long_line + b'\nEve,e\nZoe,"z\nz"\n'
    sheet = read_sheet(content)
    assert [row.cells[0] for row in sheet.rows] == ["Ana", "Eve", "Zoe"]
    assert [(problem.code, problem.first_line, problem.is_refusal) for problem in sheet.problems] == [
        (ProblemCode.LINE_TOO_LONG, 3, True),
        (ProblemCode.LINE_TOO_LONG, 4, True),
    ]


def test_a_long_note_is_read_whole():
    note = "line\n" * 150_000
    assert cells(read_sheet(f'Name,Notes\nAna,"{note}"\n'.encode())) == [("Ana", note)]


def test_the_limit_of_the_csv_module_is_left_as_it_was_whoever_reads_at_the_same_time():
    before = 131_072
    csv.field_size_limit(before)
    content = (PEOPLE + f'Eve,"{"x" * 300_000}",\n').encode()
    found = []
    threads = [threading.Thread(target=lambda: found.append(read_sheet(content))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert csv.field_size_limit() == before
    assert {len(sheet.rows) for sheet in found} == {3}
    assert all(sheet.problems == () for sheet in found)


PIECES = st.sampled_from(
    [
        *"\",;\t|\r\n'=:\\",
        '""',
        '"\n',
        "Name",
        "Email",
        "Ana",
        "ana@b.example",
        " ::: ",
        "12/05/2026",
        "\x00",
        "é",
        "�",
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_text_is_read_without_an_error(text):
    sheet = read_sheet(text.encode())
    assert all(len(row.cells) == len(sheet.header) for row in sheet.rows)
    assert all(1 <= row.first_line <= row.last_line for row in sheet.rows)
    for row in contacts_from(sheet, guess_fields(sheet.header)):
        assert (row.contact is None) == any(problem.is_refusal for problem in row.problems)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_an_error(content):
    sheet = read_sheet(content)
    list(contacts_from(sheet, guess_fields(sheet.header)))


def test_an_injured_table_is_read_without_an_error():
    content = (PEOPLE * 5).encode()
    dice = random.Random(4)
    for _ in range(300):
        injured = bytearray(content)
        injured[dice.randrange(len(injured))] = dice.choice(b'",;\n\r\x00\xff\\')
        sheet = read_sheet(bytes(injured[: dice.randrange(len(injured))]))
        list(contacts_from(sheet, guess_fields(sheet.header)))
