"""What other people wrote is shown as it is, never taken for markup."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from companion.model.capture import Capture
from companion.ui.actions import Actions, Entry
from companion.ui.dialogs.keys import KeysDialog
from companion.ui.dialogs.palette import Palette
from companion.ui.theme import Theme
from companion.ui.tokens import Role
from companion.ui.widgets.avatar import Avatar
from companion.ui.widgets.badge import Badge
from companion.ui.widgets.button import Button, IconButton
from companion.ui.widgets.capture_line import CaptureLine
from companion.ui.widgets.card import Callout, CardHeading
from companion.ui.widgets.chip import ChipFlow, ChipText, FilterChip
from companion.ui.widgets.empty_state import EmptyState, FirstStep
from companion.ui.widgets.hint_bar import HintBar
from companion.ui.widgets.input import CheckBox, ComboBox, SearchField
from companion.ui.widgets.key_cap import KeyCap
from companion.ui.widgets.label import Label, plain_tip
from companion.ui.widgets.progress import Progress
from companion.ui.widgets.row_list import RowList
from companion.ui.widgets.sidebar import NavEntry, Sidebar
from companion.ui.widgets.text_line import TextLine
from companion.ui.widgets.toast import Toast

EVIL = '<img src="file:///etc/passwd"><b>Bold</b>'


def _chip_flow() -> QWidget:
    flow = ChipFlow()
    flow.set_chips((ChipText(EVIL, Role.NEED),))
    return flow


def _overlay(make: Callable[[Actions, QWidget], QWidget]) -> QWidget:
    window = QWidget()
    actions = Actions(window)
    actions.add(Entry("evil", EVIL, ("E",)), list)
    make(actions, window)
    return window


def _toast() -> QWidget:
    host = QWidget()
    Toast(host, "Ctrl Z").show_text(EVIL)
    return host


def _palette() -> QWidget:
    def make(actions: Actions, window: QWidget) -> QWidget:
        palette = Palette(actions, lambda _typed: (), window)
        palette.open()
        return palette

    return _overlay(make)


def _keys() -> QWidget:
    def make(actions: Actions, window: QWidget) -> QWidget:
        sheet = KeysDialog(actions, window)
        sheet.open()
        return sheet

    return _overlay(make)


MAKERS: dict[str, Callable[[], QWidget]] = {
    "avatar": lambda: Avatar(EVIL),
    "badge": lambda: Badge("gift"),
    "callout": lambda: Callout("gift", Role.OFFER, EVIL, EVIL),
    "capture line": lambda: CaptureLine(lambda line: Capture(names=(line,))),
    "card heading": lambda: CardHeading(EVIL),
    "check box": lambda: CheckBox(EVIL),
    "chips": _chip_flow,
    "combo box": lambda: ComboBox("Theme"),
    "empty state": lambda: EmptyState("sprout", EVIL, EVIL, (FirstStep("a", "gift", EVIL, EVIL),)),
    "filter chip": lambda: FilterChip(EVIL),
    "button": lambda: Button(EVIL),
    "icon button": lambda: IconButton("x", "Close"),
    "hint bar": HintBar,
    "key cap": lambda: KeyCap(EVIL),
    "keys": _keys,
    "label": lambda: Label(EVIL),
    "palette": _palette,
    "progress": Progress,
    "rows": lambda: RowList("People"),
    "search": lambda: SearchField("Search", EVIL),
    "sidebar": lambda: Sidebar((NavEntry("live", "Live", "radio"),), (), "Ctrl K"),
    "text line": lambda: TextLine("Name", EVIL),
    "toast": _toast,
}


@pytest.fixture(params=sorted(MAKERS))
def widget(request: pytest.FixtureRequest, theme: Theme, qtbot: QtBot) -> QWidget:
    made = MAKERS[request.param]()
    qtbot.addWidget(made)
    return made


def test_no_label_guesses_markup(widget: QWidget) -> None:
    labels = widget.findChildren(QLabel) + ([widget] if isinstance(widget, QLabel) else [])
    guessing = [label for label in labels if label.textFormat() is not Qt.TextFormat.PlainText]
    assert guessing == []


def test_every_control_that_takes_the_keyboard_has_a_name(widget: QWidget) -> None:
    widgets = [widget, *widget.findChildren(QWidget)]
    focusable = [w for w in widgets if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.focusProxy() is None]
    nameless = [w for w in focusable if not (w.accessibleName() or _own_text(w))]
    assert nameless == []


def test_a_tip_shows_markup_as_text() -> None:
    assert plain_tip(EVIL) == "<qt>&lt;img src=&quot;file:///etc/passwd&quot;&gt;&lt;b&gt;Bold&lt;/b&gt;</qt>"
    assert plain_tip("") == ""


def _own_text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""
