"""Buttons, boxes, fields, progress, the clock of an event, cards."""

from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from companion.ui.theme import Theme
from companion.ui.tokens import DARK, LIGHT, Ink, Role
from companion.ui.widgets.badge import Badge
from companion.ui.widgets.button import Button, ButtonKind, IconButton
from companion.ui.widgets.card import Callout, Card, CardHeading
from companion.ui.widgets.input import CheckBox, ComboBox, SearchField
from companion.ui.widgets.key_cap import KeyCap
from companion.ui.widgets.label import Label
from companion.ui.widgets.progress import Progress
from companion.ui.widgets.timer import EventTimer
from tests.ui.keyboard import shown

START = datetime(2025, 11, 20, 19, 0)


@pytest.mark.parametrize("kind", list(ButtonKind))
def test_a_focused_button_looks_different(theme: Theme, qtbot: QtBot, kind: ButtonKind) -> None:
    host = QWidget()
    row = QHBoxLayout(host)
    button, other = Button("Done", "check", kind), Button("Other")
    row.addWidget(button)
    row.addWidget(other)
    shown(qtbot, host)
    other.setFocus()
    plain = button.grab().toImage()
    button.setFocus()
    assert button.grab().toImage() != plain
    button.setEnabled(False)
    assert button.grab().toImage() != plain


def test_the_leading_button_wears_the_accent_of_each_theme(theme: Theme, qtbot: QtBot) -> None:
    button = Button("Send", kind=ButtonKind.PRIMARY)
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    light = button.grab().toImage().pixelColor(10, 10).name().upper()
    theme.set_choice("dark")
    dark = button.grab().toImage().pixelColor(10, 10).name().upper()
    assert (light, dark) == (LIGHT.accent, DARK.accent)


def test_tabs_are_one_at_a_time(theme: Theme, qtbot: QtBot) -> None:
    host = QWidget()
    row = QHBoxLayout(host)
    tabs = [Button(text, kind=ButtonKind.TAB) for text in ("E-mail", "Copy")]
    for tab in tabs:
        row.addWidget(tab)
    shown(qtbot, host)
    for tab in tabs:
        qtbot.mouseClick(tab, Qt.MouseButton.LeftButton)
    assert [tab.isChecked() for tab in tabs] == [False, True]


def test_a_button_with_an_icon_only_has_a_name(theme: Theme, qtbot: QtBot) -> None:
    button = IconButton("x", "Close")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Close"
    assert button.sizeHint().width() == button.sizeHint().height()


def test_a_box_is_ticked_by_key_and_by_its_text(theme: Theme, qtbot: QtBot) -> None:
    box = CheckBox("Letters act on lists")
    shown(qtbot, box, 300, 60)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    assert box.isChecked()
    ticked = box.grab().toImage()
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 10, box.height() // 2))
    assert not box.isChecked()
    assert box.grab().toImage() != ticked


def test_the_wheel_does_not_change_a_choice_in_passing(theme: Theme, qtbot: QtBot) -> None:
    box = ComboBox("Theme")
    box.addItems(["System", "Light", "Dark"])
    shown(qtbot, box)
    wheel = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, wheel)
    assert box.currentText() == "System"
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.currentText() == "Light"
    assert not box.grab().isNull()


def test_a_search_field_has_a_name_and_follows_the_theme(theme: Theme, qtbot: QtBot) -> None:
    field = SearchField("Search people", "Name, company, need")
    shown(qtbot, field)
    before = field.actions()[0].icon().cacheKey()
    theme.set_choice("dark")
    assert field.actions()[0].icon().cacheKey() != before
    assert field.accessibleName() == "Search people"


@pytest.mark.parametrize(("done", "total", "share"), [(0, 12, 0), (5, 12, 5 / 12), (12, 12, 1), (0, 0, 0)])
def test_progress_is_said_and_drawn(theme: Theme, qtbot: QtBot, done: int, total: int, share: float) -> None:
    progress = Progress()
    shown(qtbot, progress, 400, 30)
    progress.set_progress(done, total)
    label, bar = progress.findChild(Label), progress.findChild(QProgressBar)
    assert isinstance(label, Label)
    assert isinstance(bar, QProgressBar)
    assert label.text() == f"{done} of {total} done"
    image = bar.grab().toImage()
    filled = [image.pixelColor(x, 3).name().upper() == LIGHT.accent for x in range(4, bar.width() - 4)]
    assert sum(filled) / len(filled) == pytest.approx(share, abs=0.05)


def test_the_clock_shows_the_time_since_the_start(theme: Theme, qtbot: QtBot) -> None:
    now = [START + timedelta(minutes=47, seconds=12)]
    timer = EventTimer(lambda: now[0])
    shown(qtbot, timer, 200, 60)
    assert timer.text() == ""
    timer.start(START)
    assert timer.text() == "00:47:12"
    now[0] += timedelta(days=1)
    qtbot.waitUntil(lambda: timer.text() == "24:47:12")
    timer.start(now[0] + timedelta(hours=1))
    assert timer.text() == "00:00:00"
    timer.hide()


def test_the_digits_of_the_clock_are_equally_wide(theme: Theme, qtbot: QtBot) -> None:
    timer = EventTimer(lambda: START)
    qtbot.addWidget(timer)
    timer.ensurePolished()
    widths = {timer.fontMetrics().horizontalAdvance(digit * 8) for digit in "0123456789"}
    assert len(widths) == 1


def test_a_card_can_wear_the_ring(theme: Theme, qtbot: QtBot) -> None:
    card = Card()
    shown(qtbot, card, 200, 100)
    card.set_ringed(True)
    assert card.grab().toImage().pixelColor(100, 1).name().upper() == LIGHT.focus
    card.set_ringed(False)
    assert card.grab().toImage().pixelColor(100, 1).name().upper() == LIGHT.surface


def test_an_inset_card_has_the_ground_of_the_page(theme: Theme, qtbot: QtBot) -> None:
    card = Card(inset=True)
    shown(qtbot, card, 200, 100)
    assert card.grab().toImage().pixelColor(100, 50).name().upper() == LIGHT.bg


def test_headings_and_callouts_can_change_their_words(theme: Theme, qtbot: QtBot) -> None:
    heading, callout = CardHeading("Met tonight"), Callout("lightbulb", Role.NEED, "Needs")
    for widget in (heading, callout):
        qtbot.addWidget(widget)
    heading.set_title("Met today")
    heading.set_aside("9 needs heard")
    callout.set_text("A quieter venue")
    assert [label.text() for label in heading.findChildren(Label)] == ["Met today", "9 needs heard"]
    assert [label.text() for label in callout.findChildren(Label)] == ["Needs", "A quieter venue"]


def test_a_badge_shows_its_disc_and_can_change(theme: Theme, qtbot: QtBot) -> None:
    badge = Badge("gift", Role.OFFER, size=40)
    qtbot.addWidget(badge)
    badge.resize(badge.sizeHint())
    assert badge.grab().toImage().pixelColor(20, 3).name().upper() == LIGHT.offer.soft
    badge.set_icon("check", Ink.MUTED)
    assert badge.grab().toImage().pixelColor(20, 3).name().upper() != LIGHT.offer.soft


def test_a_label_changes_its_colour(theme: Theme, qtbot: QtBot) -> None:
    label = Label("today")
    shown(qtbot, label)
    label.set_ink(Role.DANGER)
    assert label.palette().windowText().color().name().upper() == LIGHT.danger.ink
    theme.set_choice("dark")
    assert label.palette().windowText().color().name().upper() == DARK.danger.ink


def test_a_wrapped_label_is_high_enough_whatever_its_alignment(theme: Theme, qtbot: QtBot) -> None:
    host = QWidget()
    column = QVBoxLayout(host)
    label = Label("It was good to talk on Thursday about the grid release. " * 4, wrap=True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
    column.addWidget(label)
    column.addStretch(1)
    shown(qtbot, host, 220, 400)
    assert label.height() >= label.heightForWidth(label.width())


def test_a_key_cap_is_as_wide_as_its_text_needs(theme: Theme, qtbot: QtBot) -> None:
    short, long = KeyCap("J"), KeyCap("Enter")
    for cap in (short, long):
        qtbot.addWidget(cap)
    assert short.minimumSizeHint().width() == 27
    assert long.sizeHint().width() > short.sizeHint().width()
    assert not long.grab().isNull()
