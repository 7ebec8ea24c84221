"""What every reading of a line keeps to, character by character: each is in a token or may be dropped there."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from companion.model.capture import Capture, Span, Token, TokenKind
from companion.rules.capture import read

TODAY = date(2026, 6, 10)
GREEDY = {TokenKind.NEED, TokenKind.OFFER, TokenKind.PROMISE, TokenKind.INTRO}
CONTACTS = {TokenKind.EMAIL, TokenKind.PHONE, TokenKind.URL}
SIGN_OF = {
    TokenKind.ORGANISATION: "@ ?|at:|org:",
    TokenKind.NEED: r"\?|needs?:",
    TokenKind.OFFER: r"\+|offers?:",
    TokenKind.PROMISE: "!|todos?:|promises?:|promised:",
    TokenKind.INTRO: ">|intros?:",
    TokenKind.TAG: "#|tags?:",
    TokenKind.STAR: r"(?=\*)",
}
QUOTED = re.compile('("[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»)')
SAME = str.maketrans("＠？＃！＋＞，：＊＆＂；،؟", '@?#!+>,:*&";,?')
BLANKS = {chr(code) for code in range(0x10000) if chr(code).isspace()} - {"\x1c", "\x1d", "\x1e", "\x1f"}
DROPPED = re.compile("[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")

# What may be left out of all tokens: see EDGE-PUNCT, TAG-WORD, URL-TRAIL and AMP-SPLIT.
EDGE = re.compile(r"(?:[ ,;、]|(?<![^ ,;、])[-–—|·•/]+(?![^ ,;、]))*")
HOLLOW = re.compile(r"[-–—|·•/ ,;、.:()\[\]<>]*")
BEHIND_COMMA = re.compile(r"(?:[ ;、]|(?<![^ ,;、])[-–—|·•/]+(?![^ ,;、]))*,[-–—|·•/ ,;、.:()\[\]<>]*")
BEHIND_TAG = re.compile(r"[.,;:!?)\]}'\"…]*")
BEHIND_CONTACT = re.compile(r"[.;:!?'\"…)\]}>]*(?=[ ,]|\Z)|")
LONE_AMPERSAND = re.compile("(?<![^ ])&(?![^ ,])")

PIECES = r"""
@ ? + ! > # * & ＠ ？ ！ ＃ ＋ ＞ ＊ ＆ ؟ need: Offers: todo: intro: at: ORG: tag: need： promised:
" “ ” „ « » ＂ ( ) [ ] < > { } , ; : . - — | / • ' … ， 、 ، ； #1
Mira Holm CEO 王小明 हिन्दी 🎈 7 1,500 12 €5 C++ R&D Tom x_y ınfo ſ tel phone: mail mailto: web
a@kite.no <b@x.org> https://kite.no/a,#b?c www.kite.no kite.no/x 030 901820 +4930901820 at.co/m,
fri tom. by on mon! 3d in two weeks 5.7. 12 Dec 2027 2026-12-03 next week at 5pm noon, 30 Feb end of month
"""
UNSEEN = "\u200b \u202e \u200d \x00 \t \u3000 \x1c e\u0301 \ud800 \U0010ffff"
PIECE = st.sampled_from([*PIECES.split(), *UNSEEN.split(" ")])
GLUE = st.sampled_from(["", " ", " ", " ", ", ", "  "])
BUILT = st.lists(st.tuples(PIECE, GLUE), max_size=25).map(lambda parts: "".join(map("".join, parts)))
JUNK = st.text('"“„”«»@?+!>#*&,;:.()<>[]0123456789 \u202e', max_size=200)
LINES = st.one_of(BUILT, JUNK, st.text(st.characters(exclude_categories=()), max_size=60))
PLACES = st.integers(-5, 70)
OFF = st.lists(st.tuples(PLACES, PLACES), max_size=4)


def reading(line: str, off: Sequence[Span] = ()) -> Capture:
    return read(line, today=TODAY, region="DE", off=off)


def without_controls(raw: str) -> str:
    """White space as blanks; without the characters that are dropped before anything is read."""
    blanked = "".join(" " if char in BLANKS else char for char in raw)
    return DROPPED.sub("", "".join(char for char in blanked if unicodedata.category(char) != "Cc"))


def kept(raw: str) -> str:
    return " ".join(part for part in without_controls(raw).split(" ") if part)


def trimmed(text: str) -> str:
    ends = text.translate(SAME)
    start = EDGE.match(ends).end()
    return text[start : len(text) - EDGE.match(ends[start:][::-1]).end()]


def unquoted(text: str) -> str:
    return text[1:-1].strip(" ") if QUOTED.fullmatch(text.translate(SAME)) else text


def body(line: str, token: Token) -> str:
    """What stands behind the sign of a token."""
    text = kept(line[token.start : token.end])
    sign = re.match(SIGN_OF[token.kind], text.translate(SAME), re.IGNORECASE | re.ASCII)
    assert sign is not None
    return trimmed(text[sign.end() :])


def may_be_dropped(before: TokenKind | None, gap: str, behind: TokenKind | None) -> bool:
    """Whether a stretch between two tokens holds only what leaves the line at that place."""
    if before is TokenKind.TAG:
        gap = gap[BEHIND_TAG.match(gap).end() :]
    elif before in CONTACTS:
        gap = gap[BEHIND_CONTACT.match(gap if behind is None else f"{gap}\0").end() :]
    if EDGE.fullmatch(gap):
        return True
    if behind in {TokenKind.NOTE, TokenKind.NAME} or before in GREEDY | {TokenKind.TITLE, TokenKind.NOTE}:
        return False
    pattern = BEHIND_COMMA if before in {TokenKind.NAME, TokenKind.ORGANISATION} else HOLLOW
    return pattern.fullmatch(gap) is not None


def assert_nothing_is_lost(line: str, capture: Capture) -> None:
    outer = [(t.kind, t.start, t.end) for t in capture.tokens if t.kind is not TokenKind.DATE]
    is_naming = bool(capture.names)
    for (before, _, end), (behind, start, _) in pairwise([(None, 0, 0), *outer, (None, len(line), 0)]):
        gap = without_controls(line[end:start]).translate(SAME)
        is_naming &= before in {None, TokenKind.STAR, TokenKind.NAME, TokenKind.NOTE}
        parts = LONE_AMPERSAND.split(gap) if is_naming else [gap]
        kinds = [before, *[None] * (len(parts) - 1)]
        followers = [*[TokenKind.STAR] * (len(parts) - 1), behind]
        assert all(map(may_be_dropped, kinds, parts, followers)), (line, gap)


@given(LINES, OFF)
@example("Mira & ?! & (.) & Liv - , <> @Kite", [])
@example("#1 & @ &", [])
@example("a@kite.no). b, #c.. ( d", [])
def test_each_character_is_in_a_token_or_one_that_a_rule_drops_at_that_place(line, off):
    assert_nothing_is_lost(line, reading(line, off))


@pytest.mark.parametrize(
    ("line", "tokens"),
    [
        ("Mira. x", [Token(TokenKind.NAME, 0, 4, "Mira"), Token(TokenKind.NOTE, 6, 7, "x")]),
        ("Mira & x", [Token(TokenKind.NOTE, 0, 4, "Mira"), Token(TokenKind.NOTE, 7, 8, "x")]),
        ("?a b", [Token(TokenKind.NEED, 0, 2, "a")]),
        ("?a.", [Token(TokenKind.NEED, 0, 2, "a")]),
        ("(a) Mira", [Token(TokenKind.NAME, 1, 8, "a) Mira")]),
        ("* Mira", [Token(TokenKind.NAME, 2, 6, "Mira")]),
        ("a@kite.no.b", [Token(TokenKind.EMAIL, 0, 9, ""), Token(TokenKind.NOTE, 10, 11, "b")]),
    ],
)
def test_a_loss_is_seen(line, tokens):
    with pytest.raises(AssertionError):
        assert_nothing_is_lost(line, Capture(tokens=tuple(tokens)))


@given(LINES, OFF)
def test_the_note_is_its_pieces_and_the_fields_are_what_the_tokens_say(line, off):
    capture = reading(line, off)

    def texts(kind: TokenKind) -> tuple[str, ...]:
        return tuple(token.text for token in capture.tokens if token.kind is kind)

    assert capture.note == "; ".join(texts(TokenKind.NOTE))
    assert capture.names == texts(TokenKind.NAME)
    assert texts(TokenKind.TITLE) == ((capture.title,) if capture.title else ())
    assert texts(TokenKind.ORGANISATION) == ((capture.organisation,) if capture.organisation else ())
    assert (capture.needs, capture.offers) == (texts(TokenKind.NEED), texts(TokenKind.OFFER))
    assert capture.intros == texts(TokenKind.INTRO)
    assert tuple(promise.text for promise in capture.promises) == texts(TokenKind.PROMISE)
    assert capture.tags == tuple(dict.fromkeys(texts(TokenKind.TAG)))
    assert capture.starred == (TokenKind.STAR in {token.kind for token in capture.tokens})
    points = {token.text for token in capture.tokens if token.kind in CONTACTS}
    assert {contact.typed for contact in capture.contacts} <= points
    assert all("  " not in token.text and token.text == token.text.strip(" ") for token in capture.tokens)


@given(LINES)
def test_a_token_says_what_stands_in_its_span(line):
    tokens = reading(line).tokens
    for token in tokens:
        raw = kept(line[token.start : token.end])
        if token.kind in {TokenKind.NOTE, TokenKind.DATE}:
            assert token.text == raw
        elif token.kind in CONTACTS:
            assert token.text in raw
            assert re.fullmatch(
                r"(?:(?:tel|phone|mob|mobile|cell|mail|e-mail|email|web)[.:]{0,2} *|mailto:|tel:|[<(\[])*\0[>)\]]*",
                raw.replace(token.text, "\0", 1).translate(SAME),
                re.IGNORECASE,
            )
        elif token.kind in {TokenKind.NAME, TokenKind.TITLE}:
            assert token.text == unquoted(raw)
        elif token.kind is TokenKind.STAR:
            assert raw.translate(SAME) == token.text == "*"
        elif token.kind is TokenKind.TAG:
            assert token.text == unquoted(body(line, token)).lower()
        elif token.kind is not TokenKind.PROMISE:
            assert token.text == unquoted(body(line, token))


@given(LINES)
def test_a_promise_keeps_all_its_words_but_those_of_its_date(line):
    capture = reading(line)
    dates = [token for token in capture.tokens if token.kind is TokenKind.DATE]
    outer = [token for token in capture.tokens if token.kind is TokenKind.PROMISE]
    for token, promise in zip(outer, capture.promises, strict=True):
        inside = next((day for day in dates if token.start <= day.start < token.end), None)
        if inside is None:
            assert promise.due == TODAY + timedelta(days=1)
            assert promise.text == unquoted(body(line, token))
            continue
        before = body(line, Token(token.kind, token.start, inside.start, ""))
        after = kept(line[inside.end : token.end]).translate(SAME).lstrip(".,;!? ")
        if before:
            assert unquoted(before) == promise.text or promise.text.startswith(before)
            assert promise.text.translate(SAME).endswith(after)
        else:
            assert promise.text == kept(f"{inside.text} {after}" if after else inside.text)


@given(LINES, OFF, st.text(max_size=3), st.dates(max_value=date(9999, 12, 30)))
@example("Mira !row 31.12.9999 !row in 999 months !row next week !row 1m", [], "DE", date(9999, 12, 30))
@example("\ud800 ?\udfff !\x00fri #\u202e", [(2, 1), (-9, 99)], "", TODAY)
def test_no_line_is_an_error(line, off, region, today):
    assert isinstance(read(line, today=today, region=region, off=off), Capture)


@given(LINES, OFF)
def test_spans_are_in_the_line_in_order_and_apart_but_for_a_date_in_its_promise(line, off):
    tokens = reading(line, off).tokens
    assert [*tokens] == sorted(tokens, key=lambda token: (token.start, -token.end))
    assert all(0 <= token.start < token.end <= len(line) for token in tokens)
    for before, behind in pairwise(tokens):
        if behind.kind is TokenKind.DATE:
            assert before.kind is TokenKind.PROMISE
            assert before.start < behind.start < behind.end <= before.end
    outer = [token for token in tokens if token.kind is not TokenKind.DATE]
    assert all(before.end <= behind.start for before, behind in pairwise(outer))


@given(LINES)
@example("Mira, CEO @Kite, Ltd. a@kite.no (030 901820) ?a !b fri >c #d *")
def test_a_token_that_is_switched_off_vanishes_and_its_words_stay(line):
    for token in reading(line).tokens:
        without = reading(line, [(token.start, token.end)])
        assert_nothing_is_lost(line, without)
        if token.kind is not TokenKind.NOTE:
            same = {(other.kind, other.start, other.end) for other in without.tokens}
            assert (token.kind, token.start, token.end) not in same
        held = {place for other in without.tokens for place in range(other.start, other.end)}
        lost = {line[place] for place in range(token.start, token.end) if place not in held}
        assert HOLLOW.fullmatch(without_controls("".join(lost)).translate(SAME))


@given(LINES, LINES)
def test_a_reading_depends_on_nothing_but_the_line(line, other):
    first = reading(line)
    reading(other)
    assert reading(line) == first == read(line, today=TODAY, region="DE", off=[])


@given(LINES, st.integers(0, 70))
def test_an_empty_range_switches_nothing_off(line, place):
    assert reading(line, [(place, place), (place + 1, place)]) == reading(line)
