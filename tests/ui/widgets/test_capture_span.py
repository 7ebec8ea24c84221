"""Where the pills of the capture line lie."""

from hypothesis import given
from hypothesis import strategies as st

from companion.model.capture import Token, TokenKind
from companion.ui.tokens import Role
from companion.ui.widgets.capture_span import Stretch, stretches

PROMISE = "Ana !send deck by Fri"


def _token(kind: TokenKind, line: str, part: str) -> Token:
    start = line.index(part)
    return Token(kind, start, start + len(part), part)


def test_offsets_count_utf16_units_as_qt_does() -> None:
    line = "🎂🎉 Maya ?candles"
    tokens = (_token(TokenKind.NAME, line, "Maya"), _token(TokenKind.NEED, line, "?candles"))
    assert stretches(line, tokens) == (Stretch(5, 9, Role.PERSON), Stretch(10, 18, Role.NEED))


def test_a_date_is_cut_out_of_its_promise_with_the_blank_before_it() -> None:
    tokens = (
        _token(TokenKind.PROMISE, PROMISE, "!send deck by Fri"),
        _token(TokenKind.DATE, PROMISE, "by Fri"),
    )
    assert stretches(PROMISE, tokens) == (Stretch(4, 14, Role.PROMISE), Stretch(15, 21, Role.DATE))


def test_a_date_in_the_middle_leaves_two_parts_of_the_promise() -> None:
    line = "Ana !call fri at 5pm"
    tokens = (_token(TokenKind.PROMISE, line, "!call fri at 5pm"), _token(TokenKind.DATE, line, "fri"))
    assert stretches(line, tokens) == (
        Stretch(4, 9, Role.PROMISE),
        Stretch(10, 13, Role.DATE),
        Stretch(14, 20, Role.PROMISE),
    )


def test_a_promise_that_is_only_a_date_is_a_date() -> None:
    line = "Ana !fri"
    tokens = (Token(TokenKind.PROMISE, 4, 8, "fri"), Token(TokenKind.DATE, 4, 8, "fri"))
    assert stretches(line, tokens) == (Stretch(4, 8, Role.DATE),)


def test_free_words_stay_plain() -> None:
    assert stretches("Ana met her", (Token(TokenKind.NOTE, 4, 11, "met her"),)) == ()


@given(st.text(max_size=40), st.data())
def test_a_stretch_holds_the_text_of_its_token_in_any_script(line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    units = line.encode("utf-16-le", "surrogatepass")
    for stretch in stretches(line, (Token(TokenKind.NEED, start, end, line[start:end]),)):
        cut = units[2 * stretch.start : 2 * stretch.end].decode("utf-16-le", "surrogatepass")
        assert cut == line[start:end]
