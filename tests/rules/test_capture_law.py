"""What holds for every capture line, whatever is typed."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from companion.model.capture import Capture, TokenKind
from companion.rules.capture import read
from tests.rules.lines import contact, person, promise, sign
from tests.rules.lines.case import TODAY

CASES = [*person.CASES, *sign.CASES, *contact.CASES, *promise.CASES]
INVISIBLE = "\u00ad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
SEPARATORS = {*" ,;、，；،-–—|·•/.:：()[]<>＞"}
"""What may be trimmed off the note."""
BEHIND_POINT = re.compile(r"""\A[.,;:!?'"…)\]}>＞，；：！？،؟＂]+(?=[ ,，،]|\Z)""")
"""What may be dropped behind a tag or contact point."""
POINTS = {TokenKind.TAG, TokenKind.EMAIL, TokenKind.PHONE, TokenKind.URL}
AMPERSANDS = re.compile("(?<![^ ])[&＆](?![^ ,，،])")
"""What may be dropped in a line with names."""
AS_TYPED = {*TokenKind} - {TokenKind.TAG, TokenKind.PROMISE, TokenKind.STAR}

WORDS = """
@ ? + ! > # * & , ; . : " “ ” „ « » ( ) [ ] < > - — | / ' … \u200b \u202e \u200d ＠ ？ ！ ， ＊ ＆ ＂ ، ؟ 、
need: offers: todo: intro: at: org: tag: ＃ ＋ ＞ NEED： tel mail: mailto: web
Ole Pia CFO Fjord ice 王小明 नमस्ते é 🎂 7 12 2,500 £5 Tom _
ole@fjord.no <o@x.org> https://fjord.no/a,#b www.fjord.no fjord.no/x +4722123456 01712345678
fri tom tomorrow by on 3d in two weeks 12.12. 12 Dec 2027 2027-05-04 end of month at 5pm noon 30 Feb next week
"""
FRAGMENTS = st.sampled_from([*WORDS.split(), "\t", "\x00", "\ud800", "\u3000", "\x1c", "& ", "@ "])
BLANKS = st.sampled_from(["", " ", " ", " ", "  ", ", "])
BUILT = st.lists(st.tuples(FRAGMENTS, BLANKS), max_size=24).map(
    lambda parts: "".join(fragment + blank for fragment, blank in parts)
)
ANYTHING = st.text(st.characters(exclude_categories=()))
LINES = st.one_of(BUILT, st.sampled_from([case.line for case in CASES if len(case.line) < 1000]), ANYTHING)
OFF = st.lists(st.tuples(st.integers(-3, 60), st.integers(-3, 60)), max_size=3)


def reading(line: str, off: object = ()) -> Capture:
    return read(line, today=TODAY, region="DE", off=off)


def cleaned(raw: str) -> str:
    """A stretch of the raw line without controls, white space as blanks."""
    kept = []
    for char in raw:
        if char.isspace() and not "\x1c" <= char <= "\x1f":
            kept.append(" ")
        elif unicodedata.category(char) != "Cc" and char not in INVISIBLE:
            kept.append(char)
    return "".join(kept)


def collapsed(raw: str) -> str:
    return " ".join(part for part in cleaned(raw).split(" ") if part)


def dropped(line: str, capture: Capture) -> Iterator[str]:
    """What of a line lies in no token, without the characters that may be dropped at that place."""
    taken = [(some.kind, some.start, some.end) for some in capture.tokens if some.kind is not TokenKind.DATE]
    for (before, _, end), (_, start, _) in pairwise([(None, 0, 0), *taken, (None, len(line), len(line))]):
        gap = cleaned(line[end:start])
        if before in POINTS:
            gap = BEHIND_POINT.sub("", gap)
        if capture.names:
            gap = AMPERSANDS.sub("", gap)
        yield "".join(char for char in gap if char not in SEPARATORS)


def assert_nothing_is_lost(line: str, capture: Capture) -> None:
    notes = [token for token in capture.tokens if token.kind is TokenKind.NOTE]
    assert "".join(dropped(line, capture)) == ""
    assert [collapsed(line[token.start : token.end]) for token in notes] == [token.text for token in notes]
    assert capture.note == "; ".join(token.text for token in notes)


@given(LINES, OFF)
def test_what_no_sign_takes_is_the_note_and_only_separators_are_dropped(line, off):
    assert_nothing_is_lost(line, reading(line, off))


@given(LINES, OFF, st.text(max_size=3), st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_no_line_is_an_error(line, off, region, today):
    assert isinstance(read(line, today=today, region=region, off=off), Capture)


@given(LINES, OFF)
def test_tokens_are_in_order_and_apart_but_for_dates_in_their_promises(line, off):
    tokens = reading(line, off).tokens

    apart = [token for token in tokens if token.kind is not TokenKind.DATE]
    assert all(0 <= token.start < token.end <= len(line) for token in tokens)
    assert all(before.end <= behind.start for before, behind in pairwise(apart))
    for day in (token for token in tokens if token.kind is TokenKind.DATE):
        around = [token for token in apart if token.start < day.start and day.end <= token.end]
        assert [token.kind for token in around] == [TokenKind.PROMISE]


@given(LINES)
def test_tokens_start_and_end_with_characters_of_their_own(line):
    for token in reading(line).tokens:
        raw = line[token.start : token.end]
        assert collapsed(raw[0]) == raw[0]
        assert collapsed(raw[-1]) == raw[-1]
        assert token.text
        if token.kind in AS_TYPED:
            assert token.text in collapsed(raw)


@given(LINES)
def test_a_token_that_is_switched_off_is_gone_and_nothing_is_lost(line):
    for token in reading(line).tokens:
        if token.kind is TokenKind.NOTE:
            continue
        without = reading(line, [(token.start, token.end)])
        assert (token.kind, token.start, token.end) not in {
            (other.kind, other.start, other.end) for other in without.tokens
        }
        assert_nothing_is_lost(line, without)


@given(LINES)
def test_fields_hold_what_the_tokens_say(line):
    capture = reading(line)

    def texts(kind: TokenKind) -> tuple[str, ...]:
        return tuple(token.text for token in capture.tokens if token.kind is kind)

    assert capture.names == texts(TokenKind.NAME)
    assert tuple(filter(None, [capture.title])) == texts(TokenKind.TITLE)
    assert tuple(filter(None, [capture.organisation])) == texts(TokenKind.ORGANISATION)
    assert capture.needs == texts(TokenKind.NEED)
    assert capture.offers == texts(TokenKind.OFFER)
    assert capture.intros == texts(TokenKind.INTRO)
    assert tuple(promise.text for promise in capture.promises) == texts(TokenKind.PROMISE)
    assert set(capture.tags) == set(texts(TokenKind.TAG))
    assert capture.starred == bool(texts(TokenKind.STAR))
    assert capture.title is None or capture.names


@given(LINES, LINES)
def test_a_line_is_read_the_same_whatever_was_read_before(line, other):
    first = reading(line)
    reading(other)

    assert reading(line) == first
