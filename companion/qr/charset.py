"""What a code says, out of the bytes in it: many writers of codes do not tell how they wrote the characters."""

import re
from collections.abc import Iterator

_WIDE = frozenset({"utf-16-be", "utf-16-le", "utf-32-be", "utf-32-le"})
_CHARSETS = {
    **dict.fromkeys(("000000", "000002"), "cp437"),
    **dict.fromkeys(("000001", "000003"), "latin-1"),
    **{f"{part + 2:06}": f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 16)},
    "000020": "cp932",
    "000021": "cp1250",
    "000022": "cp1251",
    "000023": "cp1252",
    "000024": "cp1256",
    "000025": "utf-16-be",
    "000026": "utf-8",
    "000027": "ascii",
    "000028": "big5",
    "000029": "gb2312",
    "000030": "euc-kr",
    "000031": "gbk",
    "000032": "gb18030",
    "000033": "utf-16-le",
    "000034": "utf-32-be",
    "000035": "utf-32-le",
    "000170": "ascii",
}
"""By number (AIM ECI part 3)."""
_IDENTIFIER = 3
"""Bytes of a symbology identifier (ISO/IEC 15424), such as `]Q1`."""
_PART = re.compile(rb"\\(\d{6})|(?:[^\\]|\\\\)+", re.DOTALL)
_MARKS = re.compile(r"(?:\ufeff|\]Q\d|\\000026)+")
"""What writers put before a text by mistake: the mark of UTF-8, its number as text, and the name of the symbology."""

_JAPANESE = r"[\u3000-\u30ff\u4e00-\u9fff\uff00-\uff9f]"
_FEW_JAPANESE = re.compile(f"(?<!{_JAPANESE}){_JAPANESE}(?!{_JAPANESE})")
_MANY_JAPANESE = re.compile(f"{_JAPANESE}{{2,}}")
_EUROPEAN = re.compile("[À-ÖØ-öø-ÿŠŽŒšžœŸ€£§°ªº¿¡«»©®™·–—‘’‚“”„…\u00a0]{1,2}")
"""One or two letters or marks of Europe; more than two in a row stand in hardly any word."""
_FOREIGN = re.compile(r"[^\0-\x7f]+")


def is_told(content: bytes) -> bool:
    """Whether the bytes tell by themselves how they are to be read: as UTF-8, so that no charset is asked for."""
    return b"\0" not in content and _decoded(content, "utf-8") is not None


def text_of(content: bytes, sent: bytes = b"", guess: str = "") -> str:
    """The text of a code: UTF-8 if it can be, else as declared, else Shift-JIS or windows-1252, as is more likely.

    `content` are its bytes. `sent` are the same behind a symbology identifier, and if a charset is declared, with
    its number wherever it begins and each backslash doubled (ISO/IEC 15424, AIM ECI); needed unless `is_told`.
    `guess` is the text as the reader of the code took it, who knows its segments. Never fails.
    """
    parts = [*_parts(content, sent[_IDENTIFIER:])]
    text = None if any(charset in _WIDE for charset, _ in parts) else _decoded(content, "utf-8")
    if text is None:
        alone = guess if len(parts) == 1 else ""
        text = "".join(_decoded(part, charset) or _likely(part, alone) for charset, part in parts)
    return _MARKS.sub("", text, count=1) if _MARKS.match(text) else text


def _parts(content: bytes, sent: bytes) -> Iterator[tuple[str, bytes]]:
    """Each part of it and its charset, empty where none is declared that we know."""
    if sent in (content, b""):
        yield "", content
        return
    charset = ""
    for part in _PART.finditer(sent):
        if part[1]:
            charset = _CHARSETS.get(part[1].decode(), "")
        else:
            yield charset, part[0].replace(b"\\\\", b"\\")


def _decoded(part: bytes, charset: str) -> str | None:
    if not charset:
        return None
    try:
        return part.decode(charset)
    except UnicodeDecodeError:
        return None


def _likely(part: bytes, guess: str) -> str:
    """Text that no charset is declared for, and which is not UTF-8."""
    latin, japanese = part.decode("latin-1"), _decoded(part, "cp932")
    western = _decoded(part, "cp1252") or latin
    if guess and guess not in (latin, western, japanese) and "\ufffd" not in guess:
        # Segments of Chinese or Japanese characters are marked as such.
        return guess
    if japanese is None:
        return western
    in_europe, in_japan = _oddness_in_europe(western), _oddness_in_japan(japanese)
    is_western = in_europe < in_japan or (in_europe == in_japan and guess != japanese)
    return western if is_western else japanese


def _oddness_in_europe(text: str) -> float:
    """What share of the characters beyond ASCII would surprise in a text of western Europe, 0 to 1."""
    runs = _FOREIGN.findall(text)
    usual = sum(len(run) for run in runs if _EUROPEAN.fullmatch(run))
    return 1 - usual / max(1, sum(map(len, runs)))


def _oddness_in_japan(text: str) -> float:
    """What share of the characters beyond ASCII would surprise in a Japanese text, 0 to 1; a lone one does by half."""
    foreign = sum(map(len, _FOREIGN.findall(text)))
    usual = sum(map(len, _MANY_JAPANESE.findall(text))) + len(_FEW_JAPANESE.findall(text)) / 2
    return 1 - usual / max(1, foreign)
