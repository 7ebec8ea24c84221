"""What a code says: the characters as their writer meant them, whether the code tells the charset or not."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from companion.qr.charset import is_told, text_of

EUROPE = (
    "Müller",
    "José",
    "Hélène Lefèvre",
    "Bäcker",
    "Åsa Öberg",
    "Søren Ærø",
    "François",
    "Jürgen Groß",
    "O’Brien – Café",
    "Tea • Café",
    "¿Qué? Ñandú, España",
    "5 €",
    "Þór Guðmundsson",
    "João São",
    "MÜLLER GMBH KÖLN",
    "BEGIN:VCARD\r\nN:Lefèvre;Éric\r\nORG:Société Générale\r\n",
    "„Zitat“",
    "è",
    "Œuvre",
)
JAPAN = (
    "渡辺",
    "山田太郎",
    "佐藤",
    "日本",
    "鈴木 高橋",
    "*ﾃﾞｻﾞｲﾝQR*",
    "今度のバージョンでは文章の暗号化ができます。",
    "MECARD:N:山本,健一;TEL:03 1234 5678;;",
    "株式会社ソニー 表示",
    "〒100-0001東京都千代田区",
)


def declared(number: int, content: bytes) -> bytes:
    """As a code sends it whose charset is declared."""
    return b"]Q2\\%06d" % number + content.replace(b"\\", b"\\\\")


@pytest.mark.parametrize("text", [*EUROPE, *JAPAN, "Łukasz Żółć", "Привет", "小明", "🙂", ""])
def test_utf_8_needs_no_word_about_it(text):
    content = text.encode()
    assert is_told(content)
    assert text_of(content) == text
    assert text_of(content, b"]Q1" + content, "ｱｲｳ") == text


@pytest.mark.parametrize("text", EUROPE)
def test_undeclared_windows_1252_is_read_as_such(text):
    content = text.encode("cp1252")
    assert not is_told(content)
    assert text_of(content, b"]Q1" + content) == text


@pytest.mark.parametrize("text", JAPAN)
def test_undeclared_shift_jis_is_read_as_such(text):
    content = text.encode("cp932")
    assert not is_told(content)
    assert text_of(content, b"]Q1" + content) == text


def test_what_may_be_either_is_as_the_reader_took_it():
    content = "能力".encode("cp932")
    assert text_of(content, guess="能力") == "能力"
    assert text_of(content, guess=content.decode("latin-1")) == content.decode("cp1252")


def test_segments_of_chinese_characters_are_known_to_the_reader_only():
    content = "阿".encode("gb2312")
    assert text_of(content, guess="阿") == "阿"


def test_a_reader_who_does_not_know_is_not_believed():
    content = "5 €".encode("cp1252")
    assert text_of(content, guess="5 \ufffd") == "5 €"


@pytest.mark.parametrize(
    ("number", "charset", "text"),
    [
        (2, "cp437", "Zürich"),
        (3, "latin-1", "Zürich"),
        (4, "iso8859-2", "Łukasz Żółć"),
        (9, "iso8859-7", "Ελένη"),
        (18, "iso8859-16", "Ștefan"),
        (20, "cp932", "日"),
        (21, "cp1250", "Dvořák"),
        (22, "cp1251", "Привет"),
        (25, "utf-16-be", "日本 ab"),
        (26, "utf-8", "日本"),
        (28, "big5", "測試"),
        (30, "euc-kr", "한국"),
        (32, "gb18030", "中文字"),
        (33, "utf-16-le", "plain"),
    ],
)
def test_a_declared_charset_is_read(number, charset, text):
    content = text.encode(charset)
    assert text_of(content, declared(number, content)) == text


def test_utf_8_that_is_declared_as_something_else_is_utf_8():
    content = "Zürich".encode()
    assert text_of(content, declared(3, content)) == "Zürich"


def test_each_part_is_read_as_it_is_declared():
    first, second = "Привет \\ ".encode("cp1251"), "日本".encode("cp932")
    sent = declared(22, first) + declared(20, second).removeprefix(b"]Q2")
    assert text_of(first + second, sent) == "Привет \\ 日本"


def test_what_stands_before_the_first_declaration_is_guessed():
    content = "Müller Привет"
    first, second = "Müller ".encode("cp1252"), "Привет".encode("cp1251")
    assert text_of(first + second, b"]Q2" + first + declared(22, second).removeprefix(b"]Q2")) == content


@pytest.mark.parametrize("number", [14, 899, 900_001])
def test_a_number_without_a_charset_declares_nothing(number):
    content = "Müller".encode("cp1252")
    assert text_of(content, declared(number, content)) == "Müller"


def test_a_charset_that_does_not_fit_is_no_charset():
    content = "Müller".encode("cp1252")
    assert text_of(content, declared(27, content)) == "Müller"


def test_bytes_that_no_charset_knows_are_kept():
    assert text_of(b"\x81\xff") == "\x81ÿ"


@pytest.mark.parametrize("before", ["\ufeff", "\\000026", "]Q1", "]Q2\\000026\ufeff"])
def test_marks_of_writers_are_no_part_of_the_text(before):
    assert text_of(f"{before}BEGIN:VCARD".encode()) == "BEGIN:VCARD"


def test_marks_within_a_text_stay():
    text = "see ]Q1 and \\000026 and \ufeff"
    assert text_of(text.encode()) == text


@given(st.binary(max_size=60), st.integers(0, 999_999), st.text(max_size=5))
@example(b"\\", 26, "")
@example(b"\xff\\\\", 20, "")
def test_no_bytes_are_an_error(content, number, guess):
    text_of(content, guess=guess)
    text_of(content, declared(number, content), guess)
    text_of(content, content, guess)


@given(st.text(max_size=40))
def test_every_text_in_utf_8_comes_out_as_it_went_in(text):
    content = text.encode("utf-8", "replace")
    assert text_of(b"." + content) == "." + content.decode()
