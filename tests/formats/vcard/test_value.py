"""Parameters and values decoded: by version, by encoding, and however broken."""

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.formats.vcard.card import Property
from companion.formats.vcard.value import (
    LARGEST_PHOTO,
    Parameter,
    bytes_of,
    components_of,
    lists_of,
    parameter_values,
    parameters_of,
    text_of,
    values_of,
)
from companion.model.problem import ProblemCode

JPEG = b"\xff\xd8\xff\xe0 a small picture \xff\xd9"
QP = "ENCODING=QUOTED-PRINTABLE"


def a_property(value: str = "", parameters: str = "", name: str = "NOTE") -> Property:
    return Property("", name, parameters, value, 1, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("TYPE=work", (Parameter("TYPE", "TYPE", ("work",)),)),
        ("type=WORK,voice", (Parameter("TYPE", "type", ("WORK", "voice")),)),
        ("WORK;VOICE", (Parameter("", "", ("WORK",)), Parameter("", "", ("VOICE",)))),
        ('TYPE="a,b;c:d",e', (Parameter("TYPE", "TYPE", ("a,b;c:d", "e")),)),
        ('X="', (Parameter("X", "X", ("",)),)),
        ('X="open;Y=1', (Parameter("X", "X", ("open",)), Parameter("Y", "Y", ("1",)))),
        ("X=a=b", (Parameter("X", "X", ("a=b",)),)),
        ("X=;;Y=,", (Parameter("X", "X", ("",)), Parameter("Y", "Y", ("", "")))),
        (" type =work", (Parameter("TYPE", " type ", ("work",)),)),
        ("LABEL=a^nb^'c^'^^d^e", (Parameter("LABEL", "LABEL", ('a\nb"c"^d^e',)),)),
        ("X=a\\;b\\,c", (Parameter("X", "X", ("a;b,c",)),)),
    ],
)
def test_parameters_are_read_however_they_are_written(text, expected):
    assert parameters_of(a_property(parameters=text)) == expected


def test_carets_mean_nothing_in_2_1():
    assert parameter_values(a_property(parameters="X=a^nb"), "X", "2.1") == ("a^nb",)


def test_values_of_a_parameter_that_is_repeated_come_together():
    assert parameter_values(a_property(parameters="TYPE=a;type=b,c;X=d"), "TYPE") == ("a", "b", "c")


@given(st.text('";,=\\^ab', max_size=40))
def test_no_parameters_raise(text):
    for parameter in parameters_of(a_property(parameters=text)):
        assert parameter.values


@pytest.mark.parametrize(
    ("value", "version", "expected"),
    [
        (r"a\, b\; c\\d\ne\Nf\:g", "3.0", "a, b; c\\d\ne\nf:g"),
        (r"a\, b\; c\\d\ne\:f", "2.1", r"a\, b; c\\d\ne:f"),
        (r"C:\temp\x", "4.0", r"C:\temp\x"),
        (r"\\n", "3.0", r"\n"),
        ("a\\", "3.0", "a\\"),
        ("a, b; c", "3.0", "a, b; c"),
        (r"say \"x\"", "3.0", 'say "x"'),
    ],
)
def test_text_loses_the_backslashes_that_its_version_knows(value, version, expected):
    assert text_of(a_property(value), version) == expected


@pytest.mark.parametrize(
    ("value", "parameters", "encoding", "expected"),
    [
        ("Gr=C3=BC=C3=9Fe=0D=0AMira", QP, None, "Grüße\nMira"),
        ("Gr=FC=DFe", f"{QP};CHARSET=ISO-8859-1", None, "Grüße"),
        ("Gr=FC=DFe", QP, None, "Grüße"),
        ("=EC=E8=F0", QP, "windows-1251", "мир"),
        ("=EC=E8=F0", f"{QP};CHARSET=windows-1251", "koi8-r", "мир"),
        ("=c3=bc", "quoted-printable", None, "ü"),
        ("a=3", QP, None, "a=3"),
        ("a=", QP, None, "a"),
        ("=ZZ100%", QP, None, "=ZZ100%"),
        ("ü=C3=BC", f"{QP};CHARSET=UTF-8", None, "üü"),
        ("=8F=61a", f"{QP};CHARSET=SHIFT_JIS", None, "渋a"),
        ("ü=C3=BC", f"{QP};CHARSET=US-ASCII", None, "üü"),
        ("ロ=83=8D", f"{QP};CHARSET=SHIFT_JIS", None, "ロロ"),
        ("世a", f"{QP};CHARSET=ISO-8859-1", None, "世a"),
        ("世=E9", f"{QP};CHARSET=ISO-8859-1", None, "世é"),
        ("ü=FC世=E9渋", f"{QP};CHARSET=ISO-8859-1", None, "üü世é渋"),
        ("世=C3=A9", f"{QP};CHARSET=ISO-8859-1", None, "世é"),
        ("a==世=E9=", f"{QP};CHARSET=ISO-8859-1", None, "a==世é"),
        ("世]^-=E9", f"{QP};CHARSET=ISO-8859-1", None, "世]^-é"),
        ("é=93=FA=1B", f"{QP};CHARSET=SHIFT_JIS", None, "é日\x1b"),
        ("é=1B$BF|=1B(B=FF", f"{QP};CHARSET=ISO-2022-JP", None, "é日\ufffd"),
        ("世=E9", QP, "windows-1252", "世é"),
        ("50%é世=E1", f"{QP};CHARSET=cp864", None, "50%é世ﻓ"),
        ("=C3", QP, None, "Ã"),
        ("=C3=BC", f"{QP};CHARSET=no-such-thing", None, "ü"),
        ("=C3=BC", f"{QP};CHARSET=zlib", None, "ü"),
        ("R3LDvMOfZQ==", "ENCODING=b", None, "Grüße"),
        ("not base64!", "ENCODING=b", None, "not base64!"),
    ],
)
def test_text_is_decoded_by_what_it_declares_or_else_by_what_it_is(value, parameters, encoding, expected):
    assert text_of(a_property(value, parameters), "2.1", encoding) == expected


@given(
    st.text(st.characters(exclude_characters="=\\\r\x1b", exclude_categories=["Cs"])).filter(str.strip),
    st.sampled_from(
        ["", *(f";CHARSET={name}" for name in ("UTF-8", "ISO-8859-1", "windows-1251", "GBK", "BIG5"))]
    ),
)
def test_characters_that_are_no_code_stand_for_themselves_whatever_is_declared(text, charset):
    assert text_of(a_property(text, f"{QP}{charset}"), "2.1") == text
    assert text_of(a_property(f"=41{text}=42", f"{QP}{charset}"), "2.1") == f"A{text}B"


@pytest.mark.parametrize(
    ("value", "parameters", "version", "expected"),
    [
        ("Holm;Mira;;Dr.;", "", "3.0", ("Holm", "Mira", "", "Dr.", "")),
        (r"a\;b;c\\;d", "", "3.0", ("a;b", "c\\", "d")),
        (r"a\;b;c\\;d\,e", "", "2.1", ("a;b", "c\\", r"d\,e")),
        ("M=C3=BCller;J=3Bx", QP, "2.1", ("Müller", "J;x")),
        ("M=C3=BCller=3BJ", QP, "2.1", ("Müller", "J")),
        ("a=5C;b;c", QP, "2.1", ("a;b", "c")),
        ("世;J=F6rg;a=0D=0Ab", f"{QP};CHARSET=ISO-8859-1", "2.1", ("世", "Jörg", "a\nb")),
        ("世;=C3=A9;Ł", f"{QP};CHARSET=ISO-8859-1", "2.1", ("世", "é", "Ł")),
        ("", "", "3.0", ("",)),
    ],
)
def test_components_stand_between_semicolons_that_nothing_escapes(value, parameters, version, expected):
    assert components_of(a_property(value, parameters, "N"), version) == expected


def test_lists_stand_between_commas_within_components():
    assert lists_of(a_property(r"Holm;Mira,Ann\, Lee;;", name="N"), "3.0") == (
        ("Holm",),
        ("Mira", "Ann, Lee"),
        ("",),
        ("",),
    )


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
def test_a_list_is_cut_at_commas_that_nothing_escapes(version):
    assert values_of(a_property(r"sea\, sun,art,"), version) == ("sea, sun", "art", "")


@pytest.mark.parametrize(
    ("value", "parameters"),
    [
        (b64encode(JPEG).decode(), "ENCODING=b;TYPE=JPEG"),
        (b64encode(JPEG).decode(), "BASE64"),
        (b64encode(JPEG).decode(), "encoding=Base64;GIF"),
        (" ".join(b64encode(JPEG).decode()), "ENCODING=BASE64"),
        (b64encode(JPEG).decode().rstrip("="), "ENCODING=b"),
        (b64encode(JPEG).decode().replace("+", "-").replace("/", "_"), "ENCODING=b"),
        (f"data:image/png;base64,{b64encode(JPEG).decode()}", ""),
        (f"DATA:;base64,{b64encode(JPEG).decode()}", "VALUE=uri"),
        (f"data:base64\\,{b64encode(JPEG).decode()}", ""),
        ("data:image/jpeg," + "".join(f"%{octet:02x}" for octet in JPEG), ""),
        (b64encode(JPEG * 3).decode(), ""),
    ],
)
def test_a_picture_is_found_in_every_wrapping_and_named_by_its_first_bytes(value, parameters):
    found = bytes_of(a_property(value, parameters, "PHOTO"))
    assert found is not None
    assert found.media_type == "image/jpeg"
    assert found.content.startswith(JPEG)


@pytest.mark.parametrize("value", ["http://example.com/me.jpg", "me.jpg", "", "ftp:x"])
def test_an_address_elsewhere_is_no_picture(value):
    assert bytes_of(a_property(value, "VALUE=uri", "PHOTO")) is None


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"\x89PNG\r\n\x1a\n0000", "image/png"),
        (b"GIF89a0000", "image/gif"),
        (b"BM0000", "image/bmp"),
        (b"RIFF0000WEBP", "image/webp"),
        (b"0000ftypheic", "image/heic"),
        (b"II*\x000000", "image/tiff"),
        (b"no picture", "image/x-face"),
    ],
)
def test_the_first_bytes_count_for_more_than_what_is_declared(content, media_type):
    found = bytes_of(a_property(b64encode(content).decode(), "ENCODING=b;TYPE=X-Face", "PHOTO"))
    assert found is not None
    assert found.media_type == media_type


@pytest.mark.parametrize(
    "said", ["MEDIATYPE=image/x-face", "MEDIATYPE=face;TYPE=X-Face", "TYPE=image/x-face"]
)
def test_a_picture_unknown_by_its_first_bytes_is_what_the_card_says(said):
    found = bytes_of(a_property(b64encode(b"no picture").decode(), f"{said};ENCODING=b", "PHOTO"))
    assert found is not None
    assert found.media_type == "image/x-face"


@pytest.mark.parametrize("value", ["AAAAA", "!!!!", "AA:AA", "="])
def test_broken_base64_says_so(value):
    found = bytes_of(a_property(value, "ENCODING=b", "PHOTO"))
    assert found is not None
    assert found.problem is ProblemCode.BAD_ENCODING


@pytest.mark.parametrize(("start", "parameters"), [("", "ENCODING=b"), ("data:image/svg+xml,", "")])
def test_a_picture_beyond_the_limit_is_not_decoded(start, parameters):
    found = bytes_of(a_property(start + "A" * (LARGEST_PHOTO * 4 // 3 + 8), parameters, "PHOTO"))
    assert found is not None
    assert (found.content, found.problem) == (b"", ProblemCode.PHOTO_TOO_LARGE)


VALUES = st.text(st.sampled_from(list("=;,\\:\"^%'+/09AFaféü€🎈\x00\x1b\n \t")), max_size=30)
WAYS = st.sampled_from(
    ["", QP, "BASE64", f"{QP};CHARSET=SHIFT_JIS", "CHARSET=utf-16", f"{QP};CHARSET=ISO-2022-JP"]
)


@given(
    VALUES, WAYS, st.sampled_from(["2.1", "3.0", "4.0"]), st.sampled_from([None, "gb18030", "utf-8", "no"])
)
def test_no_value_raises(value, way, version, encoding):
    one = a_property(value, way)
    assert "\r" not in text_of(one, version, encoding)
    assert len(components_of(one, version, encoding)) == len(lists_of(one, version, encoding))
    assert values_of(one, version, encoding)
    bytes_of(one)


@given(
    st.binary(max_size=200),
    st.sampled_from(["koi8-r", "SHIFT_JIS", "big5", "utf-8", "ISO-2022-JP", "latin1"]),
)
def test_no_bytes_raise_by_any_charset(data, charset):
    coded = "".join(f"={octet:02X}" for octet in data)
    assert isinstance(text_of(a_property(coded, f"{QP};CHARSET={charset}"), "2.1"), str)
