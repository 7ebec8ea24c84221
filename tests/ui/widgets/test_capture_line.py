"""The capture line by keys: type, look at the chips, save, clear."""

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from companion.model.capture import Capture, PromisePhrase, Token, TokenKind
from companion.ui.theme import Theme
from companion.ui.tokens import DARK, LIGHT, Role
from companion.ui.widgets.capture_editor import CaptureEditor
from companion.ui.widgets.capture_line import CaptureLine
from companion.ui.widgets.chip import ChipFlow, ChipText
from tests.ui.keyboard import shown, type_text

KEY = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
KINDS = {
    "?": TokenKind.NEED,
    "+": TokenKind.OFFER,
    "!": TokenKind.PROMISE,
    "@": TokenKind.ORGANISATION,
    ">": TokenKind.INTRO,
    "#": TokenKind.TAG,
}


def read(line: str) -> Capture:
    """Reads one word after each sign, all before the first sign as the name; promises are for one day."""
    tokens: list[Token] = []
    place = 0
    for word in line.split(" "):
        if word[:1] in KINDS and len(word) > 1:
            tokens.append(Token(KINDS[word[0]], place, place + len(word), word[1:]))
        place += len(word) + 1
    name = line[: tokens[0].start].rstrip() if tokens else line.rstrip()
    if name:
        tokens.insert(0, Token(TokenKind.NAME, 0, len(name), name))
    promises = tuple(PromisePhrase(t.text, date(2025, 11, 21)) for t in tokens if t.kind is TokenKind.PROMISE)
    return Capture(names=(name,) if name else (), promises=promises, tokens=tuple(tokens))


@pytest.fixture
def line(theme: Theme, qtbot: QtBot) -> CaptureLine:
    made = CaptureLine(read)
    shown(qtbot, made, 800, 300)
    made.setFocus()
    return made


@pytest.fixture
def editor(line: CaptureLine) -> CaptureEditor:
    found = line.findChild(CaptureEditor)
    assert isinstance(found, CaptureEditor)
    return found


def chips(line: CaptureLine) -> tuple[ChipText, ...]:
    flow = line.findChild(ChipFlow)
    assert isinstance(flow, ChipFlow)
    return flow.chips


def test_chips_follow_the_typing(line: CaptureLine, editor: CaptureEditor) -> None:
    type_text(editor, "Zoë 王 ?Räume !anrufen @Lumen #hr")
    assert chips(line) == (
        ChipText("Zoë 王", Role.PERSON),
        ChipText("Need: Räume", Role.NEED),
        ChipText("Promise: anrufen", Role.PROMISE),
        ChipText("Fri 21 Nov", Role.DATE),
        ChipText("Lumen", Role.ORGANISATION),
        ChipText("#hr", Role.NEUTRAL),
    )
    assert line.capture.name == "Zoë 王"


def test_a_hint_says_more_about_a_name_or_an_organisation(line: CaptureLine) -> None:
    line.set_text("Nina @Lumen ?Nina")
    line.set_hints({"Nina": "Nina Roth, met 12 May", "Lumen": "Lumen: you know 2 people there"})
    assert [chip.text for chip in chips(line)] == [
        "Nina Roth, met 12 May",
        "Lumen: you know 2 people there",
        "Need: Nina",
    ]


def test_a_name_of_many_words_is_questioned(line: CaptureLine) -> None:
    line.set_text("Nina met at Slush last year")
    assert chips(line)[0].text == "A name? Nina met at Slush last year"


def test_braces_in_foreign_text_are_just_text(line: CaptureLine) -> None:
    line.set_text("Nina ?{text}{0}")
    assert chips(line)[1].text == "Need: {text}{0}"


def test_the_page_is_told_what_the_line_gives(line: CaptureLine) -> None:
    captures: list[Capture] = []
    drafts: list[str] = []
    line.capture_changed.connect(captures.append)
    line.edited.connect(drafts.append)
    line.set_text("Nina ?venue")
    assert captures[-1].name == "Nina"
    assert drafts[-1] == "Nina ?venue"


def test_enter_submits_and_the_text_stays_until_the_page_clears_it(
    line: CaptureLine, editor: CaptureEditor, qtbot: QtBot
) -> None:
    type_text(editor, "Nina ?venue")
    with qtbot.waitSignal(line.submitted) as told:
        qtbot.keyClick(editor, KEY.Key_Return)
    assert told.args == ["Nina ?venue"]
    assert line.text == "Nina ?venue"
    line.clear()
    assert line.text == ""
    assert chips(line) == ()
    assert editor.hasFocus()


def test_a_blank_line_does_nothing(line: CaptureLine, editor: CaptureEditor, qtbot: QtBot) -> None:
    type_text(editor, "   ")
    with qtbot.assertNotEmitted(line.submitted), qtbot.assertNotEmitted(line.added_to_last):
        qtbot.keyClick(editor, KEY.Key_Return)
        qtbot.keyClick(editor, KEY.Key_Return, CONTROL)


def test_ctrl_enter_adds_to_the_last_person(line: CaptureLine, editor: CaptureEditor, qtbot: QtBot) -> None:
    type_text(editor, "?venue")
    with qtbot.waitSignal(line.added_to_last) as told, qtbot.assertNotEmitted(line.submitted):
        qtbot.keyClick(editor, KEY.Key_Return, CONTROL)
    assert told.args == ["?venue"]


def test_escape_clears_and_hands_the_text_over(
    line: CaptureLine, editor: CaptureEditor, qtbot: QtBot
) -> None:
    type_text(editor, "Nina")
    with qtbot.waitSignal(line.cleared) as told:
        qtbot.keyClick(editor, KEY.Key_Escape)
    assert told.args == ["Nina"]
    assert line.text == ""


def test_up_asks_for_the_line_before(line: CaptureLine, editor: CaptureEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(line.previous_wanted):
        qtbot.keyClick(editor, KEY.Key_Up)


def test_up_moves_within_a_line_that_wraps(line: CaptureLine, editor: CaptureEditor, qtbot: QtBot) -> None:
    line.set_text("a long line that wraps " * 8)
    with qtbot.assertNotEmitted(line.previous_wanted):
        qtbot.keyClick(editor, KEY.Key_Up)
    qtbot.keyClick(editor, KEY.Key_Home, CONTROL)
    with qtbot.waitSignal(line.previous_wanted):
        qtbot.keyClick(editor, KEY.Key_Up)


@pytest.mark.parametrize("broken", ["Nina\n?venue", "Nina\r\n?venue", "Nina\u2029?venue", "Nina\u2028?venue"])
def test_line_breaks_become_blanks(
    line: CaptureLine, editor: CaptureEditor, qtbot: QtBot, broken: str
) -> None:
    QGuiApplication.clipboard().setText(broken)
    qtbot.keyClick(editor, KEY.Key_V, CONTROL)
    assert line.text == "Nina ?venue"
    line.set_text(broken)
    assert line.text.split() == ["Nina", "?venue"]
    assert editor.document().blockCount() == 1


def test_shift_enter_makes_no_second_line(line: CaptureLine, editor: CaptureEditor, qtbot: QtBot) -> None:
    type_text(editor, "Nina")
    with qtbot.waitSignal(line.submitted):
        qtbot.keyClick(editor, KEY.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert line.text == "Nina"


def test_only_text_is_taken_from_the_clipboard(editor: CaptureEditor) -> None:
    picture = QMimeData()
    picture.setData("image/png", b"...")
    assert not editor.canInsertFromMimeData(picture)


def test_blanks_that_do_not_break_are_kept_as_typed(line: CaptureLine, editor: CaptureEditor) -> None:
    type_text(editor, "Nina\u00a0Roth")
    assert line.text == "Nina\u00a0Roth"


@pytest.mark.parametrize(
    ("word", "sign"), [("Needs", "?"), ("Offers", "+"), ("I promised", "!"), ("Introduce", ">"), ("Tag", "#")]
)
def test_a_sign_button_writes_its_sign_where_it_counts(
    line: CaptureLine, editor: CaptureEditor, qtbot: QtBot, word: str, sign: str
) -> None:
    type_text(editor, "🎂 Nina")
    buttons = {button.text(): button for button in line.findChildren(QAbstractButton)}
    qtbot.mouseClick(buttons[word], Qt.MouseButton.LeftButton)
    assert line.text == f"🎂 Nina {sign}"
    assert editor.hasFocus()
    type_text(editor, "x ")
    qtbot.mouseClick(buttons[word], Qt.MouseButton.LeftButton)
    assert line.text == f"🎂 Nina {sign}x {sign}"


def test_the_save_button_does_what_enter_does(line: CaptureLine, editor: CaptureEditor, qtbot: QtBot) -> None:
    type_text(editor, "Nina")
    buttons = {button.text(): button for button in line.findChildren(QAbstractButton)}
    with qtbot.waitSignal(line.submitted):
        qtbot.mouseClick(buttons["Save"], Qt.MouseButton.LeftButton)


def test_lines_that_wait_are_told(line: CaptureLine) -> None:
    line.set_waiting(2)
    told = [label for label in line.findChildren(QLabel) if "waiting" in label.text()]
    assert [label.isVisible() for label in told] == [True]
    assert "2" in told[0].text()
    line.set_waiting(0)
    assert not told[0].isVisible()


def test_ctrl_z_is_the_editors_while_something_typed_can_be_undone(
    line: CaptureLine, editor: CaptureEditor, qtbot: QtBot
) -> None:
    type_text(editor, "Nina")
    qtbot.keyClick(editor, KEY.Key_Z, CONTROL)
    assert line.text == ""


def test_typing_pasting_and_deleting_are_undone_and_done_again_one_by_one(
    line: CaptureLine, editor: CaptureEditor, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setText("Roth 🎂")
    steps = [line.text]
    for act in (
        lambda: type_text(editor, "Nina "),
        editor.paste,
        lambda: type_text(editor, " ?venue"),
        lambda: [qtbot.keyClick(editor, KEY.Key_Backspace) for _ in range(3)],
        lambda: type_text(editor, "rb"),
        editor.paste,
        editor.paste,
        editor.selectAll,
        editor.paste,
        lambda: type_text(editor, "!"),
    ):
        act()
        steps += [line.text] if line.text != steps[-1] else []
    assert len(steps) == 10
    for step in reversed(steps[:-1]):
        qtbot.keyClick(editor, KEY.Key_Z, CONTROL)
        assert line.text == step
    for step in steps[1:]:
        qtbot.keyClick(editor, KEY.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
        assert line.text == step


def test_pills_lie_under_their_words_after_an_emoji(line: CaptureLine, editor: CaptureEditor) -> None:
    line.set_text("🎂🎂 ?venue")
    image = editor.viewport().grab().toImage()
    cursor = editor.textCursor()
    grounds = []
    for place in (4, 5, 11):  # UTF-16 units: after the emoji, before the sign, after the word
        cursor.setPosition(place)
        edge = editor.cursorRect(cursor)
        grounds += [image.pixelColor(edge.left() + step, edge.top() + 4) for step in (-3, 3)]
    soft = [_near(colour, LIGHT.need.soft) for colour in grounds]
    assert soft == [False, False, False, True, True, False]


def test_the_colours_of_the_text_follow_the_theme(
    theme: Theme, line: CaptureLine, editor: CaptureEditor
) -> None:
    line.set_text("Nina ?venue")
    theme.set_choice("dark")
    formats = editor.document().firstBlock().layout().formats()
    colours = {found.format.foreground().color().name().upper() for found in formats}
    assert colours == {DARK.person.ink, DARK.need.ink}


def test_a_long_line_grows_to_four_lines_and_no_further(line: CaptureLine, editor: CaptureEditor) -> None:
    one = editor.height()
    line.set_text("many words " * 12)
    two = editor.height()
    line.set_text("many words " * 120)
    assert one < two < editor.height() <= 4 * one


def test_screen_readers_hear_the_name_of_the_line(editor: CaptureEditor) -> None:
    assert editor.accessibleName() == "Capture line"
    assert editor.placeholderText()


def test_the_line_is_read_again_on_request(theme: Theme, qtbot: QtBot) -> None:
    answers = [Capture(names=("Nina",)), Capture(names=("Nina Roth",))]
    made = CaptureLine(lambda _line: answers[0])
    shown(qtbot, made)
    made.set_text("Nina")
    answers.pop(0)
    made.reread()
    assert made.capture.name == "Nina Roth"


def _near(colour: QColor, wanted: str) -> bool:
    other = QColor(wanted)
    return all(
        abs(a - b) <= 6
        for a, b in (
            (colour.red(), other.red()),
            (colour.green(), other.green()),
            (colour.blue(), other.blue()),
        )
    )
