"""Cards made to hurt: each shape for its length in bytes, so that small ones show behaviour and large ones time."""

from collections.abc import Callable, Mapping

Shape = Callable[[int], bytes]

HEAD = b"BEGIN:VCARD\r\nVERSION:3.0\r\nN:Moss;Ivy;;;\r\nFN:Ivy Moss\r\n"
END = b"END:VCARD\r\n"
HEAD_2_1 = HEAD.replace(b"3.0", b"2.1")
HEAD_4_0 = HEAD.replace(b"3.0", b"4.0")


def filled(piece: bytes, length: int) -> bytes:
    """As many whole pieces as fill that many bytes, one at least."""
    return piece * max(1, length // len(piece))


def _within(before: bytes, piece: bytes, behind: bytes = b"\r\n", head: bytes = HEAD) -> Shape:
    """A card with one property that is a run of pieces."""
    return lambda length: head + before + filled(piece, length) + behind + END


def _between(before: bytes, piece: bytes, behind: bytes = b"") -> Shape:
    """A run of pieces that is no whole card by itself."""
    return lambda length: before + filled(piece, length) + behind


def _numbered(line: bytes, head: bytes = HEAD) -> Shape:
    """A card with many properties, each a little different."""

    def shape(length: int) -> bytes:
        lines = (line.replace(b"#", b"%d" % place) for place in range(max(1, length // len(line))))
        return head + b"".join(lines) + END

    return shape


def _nested(length: int) -> bytes:
    depth = max(1, length // 23)
    return b"BEGIN:VCARD\r\n" * depth + b"FN:Ivy Moss\r\n" + b"END:VCARD\r\n" * depth


def _agents(length: int) -> bytes:
    depth = max(1, length // 30)
    return HEAD + b"AGENT:\r\nBEGIN:VCARD\r\n" * depth + b"END:VCARD\r\n" * depth + END


def _utf_16_garbage(length: int) -> bytes:
    return b"\xff\xfe" + filled(b"\x00\xd8\x41\x00\x0a\x00\x00\xdc", length)


def _empty_cards(length: int) -> bytes:
    return filled(b"BEGIN:VCARD\r\nEND:VCARD\r\n", length)


SHAPES: Mapping[str, Shape] = {
    "parameters that never end": _within(b"TEL;X=", b"a"),
    "commas in a parameter": _within(b"TEL;X=", b"a,"),
    "commas in a parameter, then a value": _within(b"TEL;X=", b"a,", b":5550101\r\n"),
    "semicolons in a name": _within(b"TEL", b";", b":5550101\r\n"),
    "parameters without number": _within(b"TEL", b";TYPE=HOME", b":5550101\r\n"),
    "bare parameters": _within(b"TEL", b";HOME;X-a", b":5550101\r\n", HEAD_2_1),
    "a parameter name": _within(b"TEL;", b"X", b"=a:5550101\r\n"),
    "nested cards": _nested,
    "agents within agents": _agents,
    "properties": _numbered(b"X-THING-#:value\r\n"),
    "telephones": _numbered(b"TEL;TYPE=HOME,WORK,CELL,PREF:+1 555 #\r\n"),
    "groups": _numbered(b"item#.TEL:5550101\r\nitem#.X-ABLabel:label #\r\n"),
    "labels of one group": _numbered(b"item1.URL:https://example.org/#\r\nitem1.X-ABLabel:label #\r\n"),
    "alternatives": _numbered(b"TITLE;ALTID=#;LANGUAGE=fr:Title #\r\n", HEAD_4_0),
    "charsets": _numbered(b"NOTE;CHARSET=x-#:caf\xe9\r\n", HEAD_2_1),
    "one line": _within(b"NOTE:", b"a"),
    "a line without a colon": _within(b"", b"a"),
    "a stray line of blanks": _within(b"a", b" "),
    "zero bytes": _within(b"NOTE:", b"\0"),
    "a file of zero bytes": _between(b"", b"\0"),
    "bytes of no charset": _within(b"NOTE:", b"\xed\xa0\x80\xff\xc3"),
    "halves of characters, folded": _within(b"NOTE:", b"\xf0\x9f\r\n "),
    "folds": _within(b"NOTE:", b"\r\n a"),
    "folds with nothing in them": _within(b"NOTE:", b"\r\n "),
    "carriage returns": _within(b"NOTE:a", b"\r"),
    "carriage returns and line feeds in disorder": _within(b"NOTE:a", b"\r\r\n\n"),
    "blank lines": _within(b"NOTE:a", b"\r\n"),
    "blank lines in front": _between(b"", b"\r\n", HEAD + END),
    "soft breaks": _within(b"NOTE;ENCODING=QUOTED-PRINTABLE:", b"=\r\n", head=HEAD_2_1),
    "soft breaks that never end": _between(HEAD_2_1 + b"NOTE;ENCODING=QUOTED-PRINTABLE:", b"a=\r\n"),
    "equals signs, quoted-printable": _within(b"NOTE;ENCODING=QUOTED-PRINTABLE:", b"=", head=HEAD_2_1),
    "quoted-printable bytes": _within(b"NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:", b"=C3", head=HEAD_2_1),
    "equals signs": _within(b"TEL;X", b"=", b":5550101\r\n"),
    "quotes": _within(b"TEL;X=", b'"', b":5550101\r\n"),
    "quotes that open and close": _within(b"TEL;X=", b'"a":', b'"b\r\n'),
    "carets": _within(b'TEL;X="', b"^", b'":5550101\r\n', HEAD_4_0),
    "carets and quotes": _within(b"ADR;LABEL=", b"^'^n", b":;;1 Elm;Town;;;\r\n", HEAD_4_0),
    "backslashes": _within(b"NOTE:", b"\\"),
    "backslashes and commas": _within(b"CATEGORIES:", b"\\,\\\\,"),
    "dots": _within(b"", b"a.", b"TEL:5550101\r\n"),
    "colons": _within(b"TEL", b":"),
    "a name of many parts": _within(b"N:", b"a;b,c;"),
    "an address of many parts": _within(b"ADR:", b";a,\\n"),
    "an organisation of many units": _within(b"ORG:", b"a;;"),
    "categories": _within(b"CATEGORIES:", b"a,b;"),
    "digits of a birthday": _within(b"BDAY:", b"1985-"),
    "blanks in a telephone number": _within(b"TEL:", b" \t"),
    "beginnings": _between(b"", b"BEGIN:VCARD\r\n"),
    "beginnings of many kinds": _between(b"", b"BEGIN:VCARD\r\nBEGIN:VCALENDAR\r\n"),
    "ends": _between(b"", b"END:VCARD\r\n"),
    "a card and ends": _between(HEAD + END, b"END:VCARD\r\n"),
    "cards of nobody": _empty_cards,
    "base64 lines": _within(b"PHOTO;ENCODING=BASE64:", b"\r\nAAAA", b"\r\n\r\n", HEAD_2_1),
    "base64 lines that end in the card's end": _within(b"PHOTO;ENCODING=BASE64:", b"\r\nAAAA", head=HEAD_2_1),
    "base64 on one line": _within(b"PHOTO;ENCODING=b;TYPE=JPEG:/9j/", b"AAAA"),
    "bad base64": _within(b"PHOTO;ENCODING=b;TYPE=JPEG:/9j/", b"=*A "),
    "a data address": _within(b"PHOTO:data:image/jpeg;base64,/9j/", b"AAAA", head=HEAD_4_0),
    "parameters of a data address": _within(b"PHOTO:data:image/jpeg", b";a=b", b",x\r\n", HEAD_4_0),
    "percent signs of a data address": _within(b"PHOTO:data:image/jpeg,", b"%f%", head=HEAD_4_0),
    "slashes of an address": _within(b"IMPP:", b"skype:/"),
    "UTF-16 of no characters": _utf_16_garbage,
    "marks of UTF-8": _between(b"", b"\xef\xbb\xbf", HEAD + END),
    "marks of UTF-16": _between(b"", b"\xff\xfe"),
}  # fmt: skip
"""What it is made of, and how: none may raise, none may take more than in proportion."""
