"""A file of cards: where each begins and ends, its lines, its charset, and what is said of what is odd."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.formats.vcard.card import Card, Property
from companion.formats.vcard.read import LARGEST_CARD, LARGEST_FILE, read_cards
from companion.formats.vcard.sniff import guessed_encoding
from companion.formats.vcard.tolerant import LONGEST_LINE, MOST_PROPERTIES
from companion.formats.vcard.value import LARGEST_PHOTO, text_of
from companion.model.problem import Problem, ProblemCode

Found = Card | Problem


def lines(*texts: str, end: str = "\r\n") -> bytes:
    return "".join(text + end for text in texts).encode()


def card(*texts: str, version: str = "3.0", end: str = "\r\n") -> bytes:
    return lines("BEGIN:VCARD", f"VERSION:{version}", *texts, "END:VCARD", end=end)


def cards(content: bytes, encoding: str | None = None) -> list[Card]:
    return [one for one in read_cards(content, encoding=encoding) if isinstance(one, Card)]


def only(content: bytes, encoding: str | None = None) -> Card:
    (found,) = read_cards(content, encoding=encoding)
    assert isinstance(found, Card)
    return found


def told(found: Found) -> list[tuple[ProblemCode, int, int]]:
    problems = found.problems if isinstance(found, Card) else (found,)
    return [(one.code, one.first_line, one.last_line) for one in problems]


def shown(one: Card) -> list[tuple[str, str, int, int]]:
    return [
        (p.name, p.value, p.first_line, p.last_line) for p in one.properties if p.name.upper() != "VERSION"
    ]


# Lines


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\r\r\n"])
def test_lines_end_in_every_way(end):
    content = card("FN:Ada", "NOTE:one", " two", "\tthree", "TEL:1", end=end) + card("FN:Bo", end=end)
    ada, bo = cards(content)
    assert shown(ada) == [("FN", "Ada", 3, 3), ("NOTE", "onetwothree", 4, 6), ("TEL", "1", 7, 7)]
    assert (ada.first_line, ada.last_line, ada.problems) == (1, 8, ())
    assert (bo.first_line, bo.last_line, shown(bo)) == (9, 12, [("FN", "Bo", 11, 11)])


def test_line_ends_may_be_mixed():
    content = b"BEGIN:VCARD\r\nVERSION:3.0\nFN:Ada\rTEL:1\r\r\nNOTE:a\n b\r\nEND:VCARD\n"
    assert shown(only(content)) == [("FN", "Ada", 3, 3), ("TEL", "1", 4, 4), ("NOTE", "ab", 5, 6)]


def test_a_fold_may_cut_a_character_of_any_charset():
    content = b"BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=SHIFT_JIS:\x88\xc0\x93\n \xa1\nEND:VCARD\n"
    assert shown(only(content)) == [("FN", "安藤", 3, 4)]


@pytest.mark.parametrize(
    "way", ["ENCODING=QUOTED-PRINTABLE", "encoding=quoted-printable", "QUOTED-PRINTABLE"]
)
def test_a_soft_break_joins_lines_as_they_are(way):
    found = only(card(f"NOTE;{way}:one=", " two =", "three=0D=0A=", "TEL:four", "FN:Ada", version="2.1"))
    assert shown(found) == [("NOTE", "one two three=0D=0ATEL:four", 3, 6), ("FN", "Ada", 7, 7)]


def test_a_soft_break_before_what_is_a_property_for_sure_is_none():
    found = only(
        card("NOTE;QUOTED-PRINTABLE:cut=", "TEL;CELL:1", "FN;QUOTED-PRINTABLE:A=", "", version="2.1")
    )
    assert shown(found) == [("NOTE", "cut", 3, 3), ("TEL", "1", 4, 4), ("FN", "A", 5, 5)]


def test_a_blank_at_the_end_of_a_quoted_value_is_no_soft_break():
    found = only(
        card("NOTE;QUOTED-PRINTABLE:a=3Db ", "FN:Ada", "NOTE;QUOTED-PRINTABLE:a=", "b", version="2.1")
    )
    assert shown(found) == [("NOTE", "a=3Db ", 3, 3), ("FN", "Ada", 4, 4), ("NOTE", "ab", 5, 6)]


def test_a_soft_break_at_the_width_of_a_line_goes_on_whatever_follows():
    found = only(card("NOTE;QUOTED-PRINTABLE:" + "x" * 53 + "=", "TEL:1", "FN:A", version="2.1"))
    assert shown(found) == [("NOTE", "x" * 53 + "TEL:1", 3, 4), ("FN", "A", 5, 5)]


def test_a_character_cut_by_a_soft_break_and_a_fold_is_whole_again():
    found = only(card("FN;CHARSET=UTF-8;QUOTED-PRINTABLE:Zo=C3=", " =AB", version="2.1"))
    assert text_of(found.properties[1], "2.1") == "Zoë"


@pytest.mark.parametrize(
    "photo",
    [
        ("PHOTO;BASE64:AAAA", "BBBB", "CC==", ""),
        ("PHOTO;ENCODING=BASE64;TYPE=JPEG:", " AAAA", "  BBBB", " CC==", ""),
        ("PHOTO;ENCODING=b:AAAA", "", "BBBB", "", "CC=="),
        ("PHOTO;encoding=Base64:", "", "AAAABBBBCC=="),
    ],
)
def test_base64_goes_on_without_indents_and_over_blank_lines(photo):
    found = only(card(*photo, "FN:Ada", version="2.1"))
    assert found.properties[1].value.replace(" ", "") == "AAAABBBBCC=="
    assert [one.name for one in found.properties] == ["VERSION", "PHOTO", "FN"]
    assert found.problems == ()


def test_a_value_that_breaks_off_in_a_backslash_goes_on_in_the_next_line():
    found = only(card("ADR;HOME:;;Hof 1\\", "Haus 2\\", "Tor 3;Bonn", "FN:Ada\\", "TEL:1", version="2.1"))
    assert shown(found) == [
        ("ADR", ";;Hof 1\nHaus 2\nTor 3;Bonn", 3, 5),
        ("FN", "Ada\\", 6, 6),
        ("TEL", "1", 7, 7),
    ]


def test_lines_that_are_no_properties_stay_and_are_told_of_together():
    found = only(card("FN:Ada", "# one", "# two", "TEL:1", "Is it 10:30 yet?", "at home.TEL:2"))
    assert shown(found)[1:3] == [("", "# one", 4, 4), ("", "# two", 5, 5)]
    assert told(found) == [(ProblemCode.STRAY_LINE, 4, 5), (ProblemCode.STRAY_LINE, 7, 8)]
    assert found.problems[0].text == "# one"


def test_lines_that_are_no_properties_here_and_there_all_stay_and_twenty_are_told_of():
    found = only(card("FN:Ada", *["# one", "TEL:1"] * 30))
    assert [value for name, value, _, _ in shown(found) if not name] == ["# one"] * 30
    assert [code for code, _, _ in told(found)] == [ProblemCode.STRAY_LINE] * 20


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("item1.TEL;TYPE=x:1", ("item1", "TEL", "TYPE=x", "1")),
        ("a.b.c:1", ("a.b", "c", "", "1")),
        (".TEL:1", ("", "TEL", "", "1")),
        ("X-GOOGLE TALK:ada", ("", "X-GOOGLE TALK", "", "ada")),
        ("X-messaging/xmpp-All:ada", ("", "X-messaging/xmpp-All", "", "ada")),
        ("TEL :1", ("", "TEL", "", "1")),
        ('ADR;LABEL="a:b;c":;;d', ("", "ADR", 'LABEL="a:b;c"', ";;d")),
        ('TEL;TYPE="WORK:+1 "2"', ("", "TEL", 'TYPE="WORK', '+1 "2"')),
        ('TEL;TYPE="WORK:1"', ("", "TEL", 'TYPE="WORK', '1"')),
        ("tel;type=é:1", ("", "tel", "type=é", "1")),
        ("URL:http://a.b/c:d", ("", "URL", "", "http://a.b/c:d")),
        ("TEL:", ("", "TEL", "", "")),
    ],
)
def test_a_line_is_cut_into_its_parts(line, expected):
    assert only(card("FN:Ada", line)).properties[2] == Property(*expected, 4, 4)


def test_a_quote_left_open_is_told_once():
    found = only(card("FN:Ada", 'TEL;X="a:1', 'TEL;X="b:2'))
    assert told(found) == [(ProblemCode.UNBALANCED_QUOTE, 4, 4)]
    assert found.problems[0].property == "TEL"


# Cards


def test_names_of_marks_come_in_any_case_and_with_blanks():
    content = b"begin:vcard\nversion:3.0\nfn:A\nend:vcard\nBegin : vCard \nVERSION:3.0\nFN:B\nEND : VCARD\t\n"
    assert [shown(one)[0][1] for one in cards(content)] == ["A", "B"]


def test_marks_may_stand_on_one_line_and_behind_a_mark_of_utf_8():
    content = card("FN:A").rstrip() + card("FN:B") + b"\xef\xbb\xbf" + card("FN:C")
    found = cards(content)
    assert [shown(one)[0][1] for one in found] == ["A", "B", "C"]
    assert [(one.first_line, one.last_line) for one in found] == [(1, 4), (4, 7), (8, 11)]


def test_a_card_without_an_end_ends_before_the_next():
    first, second = cards(lines("BEGIN:VCARD", "VERSION:3.0", "FN:A") + card("FN:B"))
    assert told(first) == [(ProblemCode.NO_END, 3, 3)]
    assert shown(first) == [("FN", "A", 3, 3)]
    assert first.raw == lines("BEGIN:VCARD", "VERSION:3.0", "FN:A", "END:VCARD").rstrip()
    assert (shown(second), second.problems) == ([("FN", "B", 6, 6)], ())


def test_the_last_card_may_lack_its_end():
    for tail in (b"", b"\r\n", b"\r\n\r\n"):
        found = only(b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:A" + tail)
        assert told(found) == [(ProblemCode.NO_END, found.last_line, found.last_line)]
        assert found.raw.endswith(b"FN:A\r\n" + tail[2:] + b"END:VCARD")


def test_a_card_without_a_begin_is_read_from_its_first_property():
    orphan, whole = cards(lines("VERSION:3.0", "FN:A", "END:VCARD") + card("FN:B"))
    assert told(orphan) == [(ProblemCode.NO_BEGIN, 1, 1)]
    assert (orphan.raw.split(b"\r\n")[0], shown(orphan)) == (b"BEGIN:VCARD", [("FN", "A", 2, 2)])
    assert whole.problems == ()


def test_a_file_cut_at_both_ends_is_a_card_if_it_says_its_version():
    assert told(only(b"VERSION:3.0\nFN:A\n")) == [(ProblemCode.NO_BEGIN, 1, 1), (ProblemCode.NO_END, 3, 3)]
    assert told(next(read_cards(b"FN:A\nTEL:1\n"))) == [(ProblemCode.NO_CARD, 0, 0)]


def test_a_card_within_a_card_follows_it():
    inner = lines("BEGIN:VCARD", "VERSION:3.0", "FN:In", "END:VCARD")
    content = lines("BEGIN:VCARD", "VERSION:3.0", "FN:Out") + inner + lines("TEL:1", "END:VCARD")
    out, within = cards(content)
    assert shown(out) == [("FN", "Out", 3, 3), ("TEL", "1", 8, 8)]
    assert (out.first_line, out.last_line, out.problems) == (1, 9, ())
    assert out.raw == lines("BEGIN:VCARD", "VERSION:3.0", "FN:Out", "TEL:1", "END:VCARD").rstrip()
    assert told(within) == [(ProblemCode.NESTED_CARD, 4, 7)]
    assert within.raw == inner.rstrip()


def test_an_end_that_belongs_to_a_card_without_a_begin_closes_no_other():
    content = (
        lines("BEGIN:VCARD", "VERSION:3.0", "FN:A") + card("FN:B") + lines("VERSION:3.0", "FN:C", "END:VCARD")
    )
    first, second, third = cards(content)
    assert [one.code for one in first.problems] == [ProblemCode.NO_END]
    assert second.problems == ()
    assert told(third) == [(ProblemCode.NO_BEGIN, 8, 8)]
    assert [shown(one)[0][1] for one in (first, second, third)] == ["A", "B", "C"]


def test_codes_beside_characters_of_another_charset_are_read_by_what_is_declared():
    line = "NOTE;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:世=E9Ł"
    found = only(card("FN:Ada", line, version="2.1"))
    assert text_of(found.properties[-1], found.version, found.encoding) == "世éŁ"
    assert [one.code for one in found.problems] == [ProblemCode.CHARSET_GUESSED]


@pytest.mark.parametrize(
    "start", [("AGENT:", "BEGIN:VCARD"), ("AGENT:BEGIN:VCARD",), ("AGENT;X=1:", "", "BEGIN:VCARD")]
)
def test_the_card_of_an_agent_is_its_value(start):
    content = card("FN:Boss", *start, "VERSION:2.1", "FN:Agent", "END:VCARD", "", "TEL:1", version="2.1")
    found = only(content)
    assert [one.name for one in found.properties] == ["VERSION", "FN", "AGENT", "TEL"]
    assert found.properties[2].value == "BEGIN:VCARD\nVERSION:2.1\nFN:Agent\nEND:VCARD"
    assert found.raw == content.rstrip()


def test_the_card_of_an_agent_may_have_an_agent_too():
    inner = ["BEGIN:VCARD", "FN:Agent", "AGENT:", "BEGIN:VCARD", "FN:Deputy", "END:VCARD", "END:VCARD"]
    found = only(card("FN:Boss", "AGENT:", *inner, "TEL:1", version="2.1"))
    assert [one.name for one in found.properties] == ["VERSION", "FN", "AGENT", "TEL"]
    assert found.properties[2].value == "\n".join(inner)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (["AGENT:BEGIN:VCARD", " FN:Agent", " END:VCARD"], "BEGIN:VCARD\nFN:Agent\nEND:VCARD"),
        (["AGENT:", " BEGIN:VCARD", " FN:Agent", " END:VCARD"], "BEGIN:VCARD\nFN:Agent\nEND:VCARD"),
        (
            ["AGENT:", "", "\tBEGIN:VCARD", "\tN:A", "\t  b", "\tEND:VCARD"],
            "BEGIN:VCARD\nN:A\n  b\nEND:VCARD",
        ),
        (["AGENT:BEGIN:VCARD", " FN:A", "", " TEL:2", " END:VCARD"], "BEGIN:VCARD\nFN:A\n\nTEL:2\nEND:VCARD"),
        (["AGENT:BEGIN:VCARD", " FN:Agent"], "BEGIN:VCARD\nFN:Agent"),
    ],
    ids=["on the same line", "on the next line", "with a fold", "with a blank line", "without END"],
)
def test_an_indented_card_of_an_agent_keeps_its_lines(written, value):
    found = only(card("FN:Boss", *written, "TEL:1"))
    assert [one.name for one in found.properties] == ["VERSION", "FN", "AGENT", "TEL"]
    assert found.properties[2].value == value
    assert found.properties[2].last_line == 3 + len(written)


@pytest.mark.parametrize(
    "written",
    [
        ["AGENT:BEGIN:VCARD\\nFN:", " Agent\\nEND:VCARD"],
        ["AGENT:BEGIN:VCARD", " \\nFN:Agent\\nEND:VCARD"],
        ["AGENT:", " BEGIN:VCARD", " \\nFN:Agent\\nEND:VCARD"],
        ["AGENT:", " BEGIN:VCARD\\nFN:Agent", " \\nEND:VCARD"],
    ],
)
def test_a_folded_agent_is_a_value_like_any_other(written):
    found = only(card("FN:Boss", *written, "TEL:1"))
    assert found.properties[2].value == "BEGIN:VCARD\\nFN:Agent\\nEND:VCARD"


def test_a_file_that_is_indented_is_read():
    content = lines("  BEGIN:VCARD", "  VERSION:3.0", "  FN:Ada", "  END:VCARD")
    assert shown(only(content)) == [("FN", "Ada", 3, 3)]


def test_lines_around_cards_are_told_of():
    content = b"Hello\n\n" + card("FN:A", end="\n") + b"\n-- \nMira\n" + card("FN:B", end="\n") + b"bye"
    found = list(read_cards(content))
    assert [told(one) for one in found] == [
        [(ProblemCode.OUTSIDE, 1, 1)],
        [],
        [(ProblemCode.OUTSIDE, 8, 9)],
        [],
        [(ProblemCode.OUTSIDE, 14, 14)],
    ]
    assert found[2].text == "-- \\nMira"


def test_a_mark_with_nothing_but_another_behind_it_stands_in_no_card():
    stray, whole = read_cards(lines("BEGIN:VCARD", "BEGIN:VCARD") + card("FN:A"))
    assert told(stray) == [(ProblemCode.OUTSIDE, 1, 2)]
    assert isinstance(whole, Card)
    assert whole.problems == ()


# Versions


@pytest.mark.parametrize(
    ("texts", "version", "code"),
    [
        (["FN:A"], "3.0", ProblemCode.NO_VERSION),
        (["FN:A", "TEL;WORK:1"], "2.1", ProblemCode.NO_VERSION),
        (["FN;QUOTED-PRINTABLE:=41"], "2.1", ProblemCode.NO_VERSION),
        (["FN:A", "EMAIL;INTERNET:a@b.c", r"NOTE:a\, b"], "3.0", ProblemCode.NO_VERSION),
        (["FN:A", "GENDER:F"], "4.0", ProblemCode.NO_VERSION),
        (["FN:A", "TEL;PREF=1:1"], "4.0", ProblemCode.NO_VERSION),
        (["VERSION:3.1", "FN:A"], "3.0", ProblemCode.UNKNOWN_VERSION),
        (["VERSION:4", "FN:A"], "4.0", ProblemCode.UNKNOWN_VERSION),
        (["VERSION:", "FN:A"], "3.0", ProblemCode.UNKNOWN_VERSION),
    ],
)
def test_a_card_that_does_not_say_its_version_shows_it_by_its_syntax(texts, version, code):
    found = only(lines("BEGIN:VCARD", *texts, "END:VCARD"))
    assert found.version == version
    assert [one.code for one in found.problems] == [code]


def test_a_version_may_stand_anywhere():
    found = only(lines("BEGIN:VCARD", "FN:A", "version: 2.1 ", "END:VCARD"))
    assert (found.version, found.problems) == ("2.1", ())


# Charsets


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-8-sig"]
)
def test_files_of_wide_characters_become_utf_8(encoding):
    content = card("FN:Zoë 🎈", "NOTE:a", " b")
    found = only(content.decode().encode(encoding))
    assert shown(found) == [("FN", "Zoë 🎈", 3, 3), ("NOTE", "ab", 4, 5)]
    assert (found.raw, found.encoding) == (content.rstrip(), None)


def test_half_a_wide_character_is_told_of():
    found = list(read_cards(card("FN:A").decode().encode("utf-16") + b"x"))
    assert told(found[0]) == [(ProblemCode.BAD_BYTES, 0, 0)]
    assert isinstance(found[1], Card)


def test_undeclared_bytes_that_are_no_utf_8_are_guessed_and_told_of_once_a_card():
    content = card("FN:Zo\ueb00", "N:M\ueb00ller", "NOTE:x").replace("\ueb00".encode(), b"\xeb")
    found = only(content + b"")
    assert shown(found)[:2] == [("FN", "Zoë", 3, 3), ("N", "Mëller", 4, 4)]
    assert found.encoding == "windows-1252"
    (problem,) = found.problems
    assert (problem.code, problem.first_line, problem.property) == (ProblemCode.CHARSET_GUESSED, 3, "FN")
    assert problem.text == "windows-1252"


def test_a_charset_that_the_file_declares_elsewhere_is_guessed_first():
    declared = card("FN;CHARSET=KOI8-R:x", version="2.1")
    first, second = cards(declared + card("FN:y", version="2.1").replace(b"y", "мир".encode("koi8-r")))
    assert (shown(second)[0][1], second.encoding) == ("мир", "koi8-r")
    assert first.encoding is None


def test_what_is_declared_counts():
    content = card("FN;CHARSET=windows-1251:x", "N:y", version="2.1").replace(b"x", "мир".encode("cp1251"))
    found = only(content)
    assert (shown(found)[0][1], found.encoding, found.problems) == ("мир", None, ())


def test_what_is_declared_but_not_true_is_guessed():
    found = only(card("FN;CHARSET=ASCII:Zoë", version="2.1"))
    assert (shown(found)[0][1], told(found)) == ("Zoë", [(ProblemCode.CHARSET_GUESSED, 3, 3)])
    wrong = only(card("FN;CHARSET=UTF-8:x", version="2.1").replace(b"x", b"Zo\xeb"))
    assert (shown(wrong)[0][1], told(wrong)) == ("Zoë", [(ProblemCode.CHARSET_GUESSED, 3, 3)])


def test_few_bad_bytes_in_utf_8_stay_marked():
    found = only(card("FN:Jörg Müller ?").replace(b"?", b"\xff"))
    assert shown(found)[0][1] == "Jörg Müller \ufffd"
    assert (told(found), found.encoding) == ([(ProblemCode.BAD_BYTES, 3, 3)], None)


def test_coded_bytes_are_guessed_with_the_card():
    found = only(card("FN;QUOTED-PRINTABLE:Zo=EB", version="2.1"))
    assert (found.encoding, told(found)) == ("windows-1252", [(ProblemCode.CHARSET_GUESSED, 3, 3)])
    assert text_of(found.properties[1], "2.1", found.encoding) == "Zoë"


def test_a_broken_code_is_told_of_beside_letters_that_are_not_coded():
    found = only(card("NOTE;QUOTED-PRINTABLE:ë=zz", version="2.1"))
    assert (shown(found)[0][1], told(found)) == ("ë=zz", [(ProblemCode.BAD_ENCODING, 3, 3)])


def test_an_encoding_that_is_chosen_overrides_every_guess():
    content = card("FN:x", "N;CHARSET=UTF-8:Zoë").replace(b"x", "Zoë".encode())
    found = only(content, "windows-1251")
    assert (shown(found)[0][1], shown(found)[1][1]) == ("Zo\u0413\u00ab", "Zoë")
    assert (found.encoding, found.problems) == ("windows-1251", ())
    assert only(content, "no-such-thing") == only(content)
    assert only(content, "UTF-8").encoding is None


def test_a_chosen_encoding_of_wide_characters_is_that_of_the_file():
    found = only(card("FN:Ω").decode().replace("BEGIN", "BEGIN").encode("utf-16-le"), "utf-16-le")
    assert shown(found)[0][1] == "Ω"


def test_the_same_card_is_read_again_by_its_encoding():
    content = card("FN:Zo\ueb00", "NOTE;QUOTED-PRINTABLE:=EB", version="2.1").replace(
        "\ueb00".encode(), b"\xeb"
    )
    first = only(content)
    again = only(first.raw, first.encoding)
    assert (again.properties, again.raw, again.encoding) == (first.properties, first.raw, first.encoding)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (b"FN:A", "utf-8"),
        ("FN:ë".encode(), "utf-8"),
        (b"FN:\xeb", "windows-1252"),
        (b"FN;CHARSET=koi8-r:\xeb", "koi8-r"),
        ("BEGIN".encode("utf-16-be"), "utf-16-be"),
        (b"\xff\xfeB\0", "utf-16-le"),
    ],
)
def test_the_encoding_of_a_file_is_guessed_for_the_user(content, encoding):
    assert guessed_encoding(content) == encoding


# Limits, and files without cards


def test_a_file_beyond_the_limit_is_refused():
    (problem,) = read_cards(b"\0" * (LARGEST_FILE + 1))
    assert isinstance(problem, Problem)
    assert (problem.code, problem.is_refusal) == (ProblemCode.FILE_TOO_LARGE, True)


@pytest.mark.parametrize(
    ("texts", "code", "first", "property_name"),
    [
        (["FN:A", *["NOTE:" + "x" * 1_000_000] * 17], ProblemCode.CARD_TOO_LARGE, 5, None),
        (["FN:A", "NOTE:" + "x" * LONGEST_LINE], ProblemCode.LINE_TOO_LONG, 8, "NOTE"),
        (["FN:A", *["TEL:1"] * MOST_PROPERTIES], ProblemCode.TOO_MANY_PROPERTIES, 5_006, "TEL"),
        (
            ["FN:A", "PHOTO;ENCODING=b:" + "A" * (LARGEST_PHOTO * 4 // 3 + 4)],
            ProblemCode.PHOTO_TOO_LARGE,
            8,
            "PHOTO",
        ),
    ],
)
def test_a_card_beyond_a_limit_is_refused_and_the_others_are_read(texts, code, first, property_name):
    assert LARGEST_CARD < 17_000_000
    before, refused, behind = cards(card("FN:Before") + card(*texts) + card("FN:Behind"))
    assert (before.problems, behind.problems) == ((), ())
    (problem,) = refused.problems
    assert refused.is_refused
    assert (problem.code, problem.first_line, problem.property) == (code, first, property_name)
    assert 0 < len(problem.text) <= 80


def test_a_photo_and_a_note_within_the_limit_are_read():
    found = only(card("FN:A", "PHOTO;ENCODING=b:" + "A" * (LARGEST_PHOTO * 4 // 3)))
    assert (found.is_refused, found.problems) == (False, ())
    assert only(card("FN:A", "NOTE:" + "x, " * 3_000_000)).problems == ()


@pytest.mark.parametrize(("depth", "is_refused"), [(4, False), (5, True)])
def test_cards_stand_in_cards_up_to_a_limit(depth, is_refused):
    content = lines(*["BEGIN:VCARD"] * (depth + 1), "FN:A", *["END:VCARD"] * (depth + 1))
    found = cards(content)
    assert found[0].is_refused == is_refused
    assert len(found) == (1 if is_refused else depth + 1)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b"\r\n \n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"<!DOCTYPE html><html>", "html"),
        (b"<?xml version='1.0'?><vcards/>", "xml"),
        (b'{"a": 1}', "json"),
        (b'["vcard", []]', "json"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "ics"),
        (b"BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nSUMMARY:Fair\nEND:VEVENT\nEND:VCALENDAR\n", "ics"),
        (b"Name,Phone\nAda,1\n", "csv"),
        (b"Name;Phone;Mail\n", "csv"),
        (b"PK\x03\x04abc", "zip"),
        (b"%PDF-1.7", "pdf"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (bytes(range(256)) * 4, "binary"),
        (b"Dear Mira, see you soon", "text"),
        (b"dn: cn=Ada\ncn: Ada\n", "ldif"),
    ],
)
def test_a_file_without_cards_says_what_it_is(content, kind):
    (problem,) = read_cards(content)
    assert isinstance(problem, Problem)
    assert (problem.code, problem.text, problem.is_refusal) == (ProblemCode.NO_CARD, kind, True)


def test_cards_beside_a_calendar_are_read():
    calendar = b"BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n"
    found = read_cards(calendar + b"begin:vcard\nVERSION:3.0\nFN:Ada\nEND:VCARD\n")
    assert [one.version for one in found if isinstance(one, Card)] == ["3.0"]


PIECES = [
    *(b"BEGIN:VCARD", b"END:VCARD", b"VERSION:3.0", b"VERSION:2.1", b"FN:A", b"AGENT:", b"AGENT:BEGIN:VCARD"),
    *(
        b"TEL;WORK:1",
        b"NOTE;QUOTED-PRINTABLE:a=",
        b"PHOTO;BASE64:",
        b"AAAA",
        b"",
        b" fold",
        b"x",
        b"\xff\xc3",
        b"\0",
    ),
    *(
        b"ADR:a\\",
        b'X;Y="',
        b"begin:vcard",
        b"END:VCARDBEGIN:VCARD",
        b"\xef\xbb\xbfBEGIN:VCARD",
        b"FN;CHARSET=big5:\xa4",
    ),
]
FILES = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from([b"\r\n", b"\n", b"\r", b"\r\r\n", b""])), max_size=25
).map(lambda parts: b"".join(map(b"".join, parts)))


@given(
    st.one_of(FILES, st.binary(max_size=80)),
    st.sampled_from([None, "utf-8", "latin1", "utf-16", "shift_jis"]),
)
def test_no_bytes_raise_and_every_line_number_is_in_the_file(content, encoding):
    found = list(read_cards(content, encoding=encoding))
    assert found
    count = max(content.count(b"\n") + content.count(b"\r") + 1, len(content))
    for one in found:
        for problem in one.problems if isinstance(one, Card) else (one,):
            assert 0 <= problem.first_line <= problem.last_line <= count
            assert len(problem.text) <= 80
        if isinstance(one, Card):
            assert all(1 <= p.first_line <= p.last_line <= one.last_line for p in one.properties)


@given(FILES)
def test_the_bytes_of_a_card_are_the_same_card_again(content):
    for one in cards(content):
        if not one.is_refused:
            (again, *rest) = cards(one.raw, one.encoding)
            assert rest == []
            assert [(p.name, p.value) for p in again.properties] == [
                (p.name, p.value) for p in one.properties
            ]
