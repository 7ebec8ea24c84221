"""What the lines of paper cards are taken for: by their form, their size, their place and the e-mail beside them."""

import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.formats.paper_card import MOST_CELLS, cells_of
from companion.model.paper import PrintedLine

Row = str | tuple[str, int]


def lines_of(*rows: Row) -> list[PrintedLine]:
    """Rows of print below each other, each with its height, else 30."""
    top, lines = 50, []
    for row in rows:
        text, height = (row, 30) if isinstance(row, str) else row
        lines.append(PrintedLine(text, (60, top, 60 + len(text) * height // 2, top + height)))
        top += height + 15
    return lines


def told(*rows: Row) -> list[tuple[str, str]]:
    return [(text, field.value) for text, field in cells_of(lines_of(*rows))]


def test_a_usual_card_is_told():
    assert told(
        ("ACME Robotics", 60),
        ("Ana Ruiz Muñoz", 55),
        "Head of Research",
        "Tel. +49 30 1234567 | Mobil +49 171 1234567",
        "E-Mail: ana.ruiz@acme.com",
        "www.acme.com",
        "Hauptstraße 5",
        "10115 Berlin",
    ) == [
        ("ACME Robotics", "organisation"),
        ("Ana Ruiz Muñoz", "name"),
        ("Head of Research", "title"),
        ("+49 30 1234567", "phone"),
        ("+49 171 1234567", "phone"),
        ("ana.ruiz@acme.com", "email"),
        ("www.acme.com", "url"),
        ("Hauptstraße 5, 10115 Berlin", "address"),
    ]


def test_no_card_says_nothing():
    assert cells_of([]) == ()
    assert told("", "  ", " | ") == []


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("T +49 30 1234567", [("+49 30 1234567", "phone")]),
        ("T+49 30 1234567", [("+49 30 1234567", "phone")]),
        ("Telefon: 030 / 123 45 67", [("030 / 123 45 67", "phone")]),
        ("Mobile (direct): +1 415 555 0117", [("+1 415 555 0117", "phone")]),
        ("Tel./Mobil +49 30 1234567", [("+49 30 1234567", "phone")]),
        ("415-555-0117", [("415-555-0117", "phone")]),
        ("+49 3O 12345l7", [("+49 30 1234517", "phone")]),
        ("+49 30 1234-0 ext. 12", [("+49 30 1234-0 ext. 12", "phone")]),
        ("+1 415 555 0182 / +1 415 555 0117", [("+1 415 555 0182", "phone"), ("+1 415 555 0117", "phone")]),
        ("(415) 555-0182/(415) 555-0117", [("(415) 555-0182", "phone"), ("(415) 555-0117", "phone")]),
        ("+1 415 555 0182·+1 415 555 0117", [("+1 415 555 0182", "phone"), ("+1 415 555 0117", "phone")]),
        ("Tel +49 30 1234567Fax +49 30 1234568", [("+49 30 1234567", "phone"), ("Fax +49 30 1234568", "")]),
        ("Tel./Fax: +49 30 1234567", [("+49 30 1234567", "phone")]),
        ("+49 171 1234567 (mobile)", [("+49 171 1234567", "phone"), ("(mobile)", "")]),
        ("Berlin +49 30 1234567", [("Berlin", ""), ("+49 30 1234567", "phone")]),
        ("Fax: +49 30 1234568", [("Fax: +49 30 1234568", "")]),
        ("電話：03－1234－5678", [("03-1234-5678", "phone")]),
        ("089／555 01 23", [("089/555 01 23", "phone")]),
        ("電話 03-1234-5678", [("03-1234-5678", "phone")]),
        ("HRB 12345 B", [("HRB 12345 B", "")]),
        ("12345678", [("12345678", "")]),
        ("+49 30", [("+49 30", "")]),
    ],
)
def test_numbers_to_call_lose_their_words_and_faxes_are_none(text, cells):
    assert told(text) == cells


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("ana@acme.com", [("ana@acme.com", "email")]),
        ("e ana@acme.com", [("ana@acme.com", "email")]),
        ("e.muster@acme.de", [("e.muster@acme.de", "email")]),
        ("ana.ruiz @ acme.com", [("ana.ruiz@acme.com", "email")]),
        ("ana. ruiz@acme .com", [("ana.ruiz@acme.com", "email")]),
        ("ana.ruiz©acme.com", [("ana.ruiz@acme.com", "email")]),
        ("ana.ruiz(at)acme.com", [("ana.ruiz@acme.com", "email")]),
        ("ana@acme,de", [("ana@acme.de", "email")]),
        ("ana@acme.corn", [("ana@acme.com", "email")]),
        ("ana@greenhiIl.nI", [("ana@greenhill.nl", "email")]),
        ("ana@mail.acme.co.uk", [("ana@mail.acme.co.uk", "email")]),
        ("ana@acme.com, Berlin", [("ana@acme.com", "email"), (", Berlin", "")]),
        ("ana@acme.com www.acme.com", [("ana@acme.com", "email"), ("www.acme.com", "url")]),
        ("ana@acme.dewww.acme.de", [("ana@acme.de", "email"), ("www.acme.de", "url")]),
        ("ana@acme.comwww.acme.com", [("ana@acme.com", "email"), ("www.acme.com", "url")]),
        ("Mail ana@acme.com Web www.acme.com", [("ana@acme.com", "email"), ("www.acme.com", "url")]),
        ("ana@acme. co. uk", [("ana@acme.co.uk", "email")]),
        ("ana@acme", [("ana@acme", "")]),
        ("ana@acme.nowhere", [("ana@acme.nowhere", "email")]),
        ("© 2026 Acme", [("© 2026 Acme", "")]),
        ("@ana", [("@ana", "")]),
        ("ana @ home", [("ana @ home", "")]),
    ],
)
def test_addresses_of_e_mail_are_mended_where_only_they_can_be_meant(text, cells):
    assert told(text) == cells


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("www.acme.com", "www.acme.com"),
        ("www. acme.com", "www.acme.com"),
        ("www acme.com", "www.acme.com"),
        ("www.acme,de", "www.acme.de"),
        ("Wwww.acme.de", "www.acme.de"),
        ("https: //acme.com/ana", "https://acme.com/ana"),
        ("acme.com", "acme.com"),
        ("W acme.com", "acme.com"),
        ("Web: www.acme.com", "www.acme.com"),
        ("linkedin.com/in/ana-ruiz", "linkedin.com/in/ana-ruiz"),
    ],
)
def test_pages_are_told(text, url):
    assert told(text) == [(url, "url")]


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        (("Hauptstraße 5, 10115 Berlin",), "Hauptstraße 5, 10115 Berlin"),
        (("12 rue des Écoles", "75005 Paris"), "12 rue des Écoles, 75005 Paris"),
        (("Unter den Linden 7", "10117 Berlin", "Germany"), "Unter den Linden 7, 10117 Berlin, Germany"),
        (("ul. Długa 5,", "31-146 Kraków"), "ul. Długa 5, 31-146 Kraków"),
        (("31 Merrion Square · Dublin 2, D02 XH98",), "31 Merrion Square, Dublin 2, D02 XH98"),
        (("220 Harbor Street", "San Francisco, CA 94107"), "220 Harbor Street, San Francisco, CA 94107"),
        (("14 Tannery Road", "London SE1 3XY", "U.K."), "14 Tannery Road, London SE1 3XY, U.K."),
        (("〒104-0061 東京都中央区銀座 4-1",), "〒104-0061 東京都中央区銀座 4-1"),
    ],
)
def test_the_lines_of_a_street_are_one(rows, cell):
    assert told(*rows) == [(cell, "address")]


def test_what_only_looks_like_part_of_a_street_is_none():
    assert told("Germany") == [("Germany", "")]
    assert told("Hauptstraße 5", ("Halle 7", 90)) == [("Hauptstraße 5", "address"), ("Halle 7", "")]


def test_the_lines_of_streets_beside_other_lines_are_one():
    lines = [
        PrintedLine("Keizersgracht 214", (800, 100, 1100, 130)),
        PrintedLine("+31 20 555 0147", (60, 102, 400, 130)),
        PrintedLine("1016 DX Amsterdam", (800, 145, 1100, 175)),
        PrintedLine("+31 6 5550 0172", (60, 147, 400, 175)),
    ]
    assert [(text, field.value) for text, field in cells_of(lines)] == [
        ("Keizersgracht 214, 1016 DX Amsterdam", "address"),
        ("+31 20 555 0147", "phone"),
        ("+31 6 5550 0172", "phone"),
    ]


def test_accents_make_no_larger_print():
    lines = [
        PrintedLine("Íñigo Muñoz", (91, 122, 632, 246)),
        PrintedLine("Etxeberria", (102, 250, 526, 338)),
        PrintedLine("inigo.munoz@bidasoa.es", (102, 500, 700, 540)),
    ]
    assert cells_of(lines)[0][0] == "Íñigo Muñoz Etxeberria"


def test_a_label_that_was_read_by_itself_is_that_of_what_stands_beside_it():
    lines = [
        PrintedLine("F", (60, 50, 80, 80)),
        PrintedLine("+49 30 1234568", (120, 50, 400, 80)),
        PrintedLine("M", (60, 100, 80, 130)),
        PrintedLine("+49 171 1234567", (120, 100, 400, 130)),
        PrintedLine("T", (60, 150, 80, 180)),
        PrintedLine("E", (60, 200, 80, 230)),
    ]
    assert [(text, field.value) for text, field in cells_of(lines)] == [
        ("F +49 30 1234568", ""),
        ("+49 171 1234567", "phone"),
        ("T", ""),
        ("E", ""),
    ]


@pytest.mark.parametrize(
    ("rows", "name", "organisation", "title"),
    [
        # The e-mail tells the name, whatever is larger.
        ((("Bright Harbor", 90), "Ana Ruiz", "ana.ruiz@brightharbor.com"), "Ana Ruiz", "Bright Harbor", ""),
        ((("Ana Ruiz", 50), ("Larkspur", 40), "aruiz@larkspur.com"), "Ana Ruiz", "Larkspur", ""),
        ((("RUIZ", 50), "Larkspur", "ruiz@larkspur.com"), "RUIZ", "Larkspur", ""),
        ((("Jürgen Groß", 50), "j.gross@weiss.de"), "Jürgen Groß", "", ""),
        ((("Käthe Müller", 50), "kaethe.mueller@weiss.de"), "Käthe Müller", "", ""),
        ((("Łukasz Żak", 50), "zak.l@orzel.pl"), "Łukasz Żak", "", ""),
        ((("Fresh Morning", 90), ("Ana Ruiz", 40), "ana.ruiz@acme.com"), "Ana Ruiz", "Fresh Morning", ""),
        (("Ana Ruiz", "LinkedIn", "linkedin.com/in/anaruiz"), "Ana Ruiz", "", ""),
        # Without one, what is written as names are and is largest.
        ((("Ana Ruiz", 50), "Kilo Lima"), "Ana Ruiz", "", "Kilo Lima"),
        ((("Hans Meyer", 50), "info@meyer-werke.de"), "Hans Meyer", "", ""),
        # What does what somebody does, or is a company, is no name.
        (("Sales Manager", ("Ana Ruiz", 30)), "Ana Ruiz", "", "Sales Manager"),
        (
            (("Officine Gallo S.r.l.", 60), "Niccolò Gallo", "n.gallo@officinegallo.it"),
            "Niccolò Gallo",
            "Officine Gallo S.r.l.",
            "",
        ),
        ((("Larkspur Robotics", 60), "info@larkspurrobotics.com"), "", "Larkspur Robotics", ""),
        # Degrees stay with the name.
        (
            (("Prof. Dr. Ana Ruiz", 50), "Universität Altenfels"),
            "Prof. Dr. Ana Ruiz",
            "Universität Altenfels",
            "",
        ),
        ((("Ana Ruiz, M.Sc.", 50), "ana.ruiz@acme.com"), "Ana Ruiz, M.Sc.", "", ""),
        # One letter is no company.
        (("A", ("Ana Ruiz", 50), "ana.ruiz@acme.com"), "Ana Ruiz", "", ""),
        # Names on two lines.
        ((("ANA", 80), ("RUIZ", 80), "Architect"), "ANA RUIZ", "", "Architect"),
        ((("ANA", 80), ("RUIZ", 80), "Architect", "ana.ruiz@acme.com"), "ANA RUIZ", "", "Architect"),
        ((("Íñigo Muñoz", 80), ("Etxeberria", 78), "inigo@bidasoa.es"), "Íñigo Muñoz Etxeberria", "", ""),
        (
            (("Rasmus Kjærgaard", 80), ("Salgschef", 70), "rasmus@nbcykler.dk"),
            "Rasmus Kjærgaard",
            "",
            "Salgschef",
        ),
        (
            (("Rasmus Kjærgaard", 80), ("Snedker", 60), "rasmus@nbcykler.dk"),
            "Rasmus Kjærgaard",
            "",
            "Snedker",
        ),
        ((("Íñigo Muñoz", 80), ("Bidasoa", 78), "inigo@bidasoa.es"), "Íñigo Muñoz", "Bidasoa", ""),
        ((("María José", 80), ("Peña Ibáñez", 80), "mj@x.es"), "María José", "", ""),
        (
            (("Zsófia", 80), ("Kőszegi", 80), "Kőszegi Terv", "zsofia@koszegiterv.hu"),
            "Zsófia Kőszegi",
            "Kőszegi Terv",
            "",
        ),
        ((("Zsófia", 80), ("Terv", 80), "zsofia@terv.hu"), "Zsófia", "Terv", ""),
        ((("Naomi Okafor,", 80), ("PhD", 70), "n.okafor@fenland.ac.uk"), "Naomi Okafor, PhD", "", ""),
        ((("Naomi,", 80), ("PhD", 70), "x.okafor@fenland.ac.uk"), "", "", ""),
        # A company that is printed twice is no title.
        (
            (
                ("Ana Ruiz", 50),
                "Brightwater Consulting",
                "Brightwater Consulting",
                "ana.ruiz@brightwater.com",
            ),
            "Ana Ruiz",
            "Brightwater Consulting",
            "",
        ),
        # The line of a name and a title.
        ((("Ana Ruiz | Geschäftsführerin", 50),), "Ana Ruiz", "", "Geschäftsführerin"),
        # A logo is larger than the name and no slogan.
        ((("Fjordlys", 90), ("Ana Ruiz", 50)), "Ana Ruiz", "Fjordlys", ""),
        ((("we make the things that last longer", 90), ("Ana Ruiz", 50)), "Ana Ruiz", "", ""),
        # A company is told by its host's first letters, and by one long word of it.
        (("Ana Ruiz", "Verein der Freunde", "ana.ruiz@vdf.de"), "Ana Ruiz", "Verein der Freunde", ""),
        (
            ("Ana Ruiz", "Stadtwerke Altenfels", "ana.ruiz@altenfels-energie.de"),
            "Ana Ruiz",
            "Stadtwerke Altenfels",
            "",
        ),
        (("Ana Ruiz", "Acme", "ana.ruiz@mail.acme.co.uk"), "Ana Ruiz", "Acme", ""),
        (("Ana Ruiz", "Acme", "acme.com", "linkedin.com/in/anaruiz"), "Ana Ruiz", "Acme", ""),
        # Consultants consult, and companies are called after it.
        (
            (("Ana Ruiz", 50), "Brightwater Consulting", "Consultant"),
            "Ana Ruiz",
            "",
            "Brightwater Consulting, Consultant",
        ),
        (
            ("Ana Ruiz", "Brightwater Consulting", "ana.ruiz@brightwater.com"),
            "Ana Ruiz",
            "Brightwater Consulting",
            "",
        ),
    ],
)
def test_names_companies_and_what_somebody_does_are_told(rows, name, organisation, title):
    cells = told(*rows)

    def said(field: str) -> str:
        return ", ".join(text for text, some in cells if some == field)

    assert (said("name"), said("organisation"), said("title")) == (name, organisation, title)


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        (("VItava Stroje", "jiri@vltava-stroje.cz"), "Vltava Stroje"),
        ((("AnaRuiz", 60), "ana.ruiz@acme.com"), "Ana Ruiz"),
        (("Officine Gallo S.r.I.",), "Officine Gallo S.r.l."),
        (("Boğaziçi Tekstil A.$.",), "Boğaziçi Tekstil A.Ş."),
        (("irem Şahin", "Yazılım Mühendisi"), "İrem Şahin"),
        (("Kordon Cad. 7, 35210 izmir", "Yazılım Mühendisi"), "Kordon Cad. 7, 35210 İzmir"),
        # Nothing proves that these are slips.
        (("MaréAlta", "ana@marealta.pt"), "MaréAlta"),
        (("VItava Stroje", "jiri@gmail.com"), "VItava Stroje"),
        (("irem Sahin",), "irem Sahin"),
        (("satış ve iletişim", "Yazılım Mühendisi"), "satış ve iletişim"),
    ],
)
def test_slips_of_reading_are_mended_where_the_card_proves_them(rows, cell):
    assert cell in [text for text, _ in told(*rows)]


def test_what_nothing_tells_is_kept_as_it_stands_in_its_line():
    assert told("Tuesday | closed · by hand") == [("Tuesday | closed · by hand", "")]
    assert told("Col·lecció") == [("Col·lecció", "")]


def test_more_than_can_be_shown_stands_together_in_the_last_cell():
    found = told(*[f"line {'x' * number}" for number in range(1, MOST_CELLS + 3)])
    assert len(found) == MOST_CELLS
    assert found[-1] == (" ".join(f"line {'x' * number}" for number in range(MOST_CELLS, MOST_CELLS + 3)), "")


def test_a_page_full_of_print_takes_no_long_time():
    start = time.process_time()
    found = told(*["|a" * 500] * 80)
    assert time.process_time() - start < 10
    assert len(found) == MOST_CELLS
    assert sum(text.count("a") for text, _ in found) == 40_000


BOXES = st.tuples(*[st.integers(-5, 2000)] * 4)
ANY_LINES = st.lists(st.builds(PrintedLine, st.text(max_size=40), BOXES), max_size=8)
# No letters of which words that are left out could be made.
PLAIN = st.text("abxyzKQ0123456789 |·/,.@+()&-•", max_size=40)
PLAIN_LINES = st.lists(st.builds(PrintedLine, PLAIN, BOXES), max_size=8)


@given(ANY_LINES)
def test_any_print_gives_cells_that_say_something(lines):
    cells = cells_of(lines)
    assert len(cells) <= MOST_CELLS
    assert all(text.strip() for text, _ in cells)


@given(PLAIN_LINES)
def test_no_letter_and_no_digit_is_lost(lines):
    kept = set(string.ascii_letters + string.digits)
    before = sorted(char for line in lines for char in line.text if char in kept)
    after = sorted(char for text, _ in cells_of(lines) for char in text if char in kept)
    assert after == before
