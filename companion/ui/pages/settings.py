"""The settings: each has its effect at once and is kept."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from companion import __version__
from companion.model.change import Kind
from companion.model.error import CompanionError
from companion.rules.search import fold
from companion.settings import INTERNATIONAL, TEXT_SCALES, THEMES
from companion.ui.actions import Actions
from companion.ui.desk import Desk, Touched
from companion.ui.pages.page import Page
from companion.ui.theme import scaled
from companion.ui.tokens import PAGE_MARGIN_SIDE, PAGE_MARGIN_TOP, Ink, Type
from companion.ui.widgets.button import Button
from companion.ui.widgets.card import Card
from companion.ui.widgets.flow import FlowLayout
from companion.ui.widgets.input import CheckBox, ComboBox
from companion.ui.widgets.label import Label
from companion.wording.problem import problem
from companion.wording.progress import people_counted

if TYPE_CHECKING:
    from companion.storage.backup import Backup

_BESIDE = 480
"""Pixels at 100 % text from which two settings stand beside each other."""


class SettingsPage(Page):
    """What the user can choose, and where the data lies."""

    name = "settings"

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__(desk, actions)
        self._my_name = _NameLine()
        self._region = ComboBox(self.tr("Country of your phone numbers"))
        self._theme = ComboBox(self.tr("Colours"))
        self._text_scale = ComboBox(self.tr("Size of texts"))
        self._single_keys = CheckBox(self.tr("Single letters act on lists"))
        self._scan_sound = CheckBox(self.tr("A sound when a code is read"))
        self._path = Label(str(desk.folder), Type.BODY, wrap=True)
        self._copy = Button(self.tr("Copy the path"), "copy")
        self._back_up = Button(self.tr("Back up now"), "hard-drive-download")
        self._said = Label("", Type.SMALL, Ink.MUTED, wrap=True)
        self._fill()
        self._lay_out()
        self._show_settings()
        self._listen()

    def arrive(self) -> None:
        """Show what is chosen now."""
        self._show_my_name()
        self._my_name.setFocus(Qt.FocusReason.OtherFocusReason)
        self._my_name.deselect()

    def keep(self) -> None:
        """Keep a name that is still being typed."""
        self._keep_my_name()

    def _fill(self) -> None:
        regions = [(self._country(code), code) for code in _regions()]
        self._region.addItem(self._system_region(), None)
        self._region.addItem(self.tr("International only"), INTERNATIONAL)
        for name, code in sorted(regions, key=lambda pair: fold(pair[0])):
            self._region.addItem(f"{name} ({code})", code)
        themes = {
            "system": self.tr("As the system"),
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
        }
        for theme in THEMES:
            self._theme.addItem(themes[theme], theme)
        for scale in TEXT_SCALES:
            self._text_scale.addItem(self.tr("{percent} %").format(percent=scale), scale)
        selectable = Qt.TextInteractionFlag.TextSelectableByMouse
        self._path.setTextInteractionFlags(selectable | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self._path.setAccessibleName(self.tr("Folder of your data: {path}").format(path=self._path.text()))
        self._back_up.setEnabled(self.desk.is_open)

    def _lay_out(self) -> None:
        self._sheet = sheet = QWidget()
        sheet.setProperty("page", True)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(PAGE_MARGIN_SIDE, PAGE_MARGIN_TOP, PAGE_MARGIN_SIDE, PAGE_MARGIN_TOP)
        column.setSpacing(16)
        column.addWidget(Label(self.tr("Settings"), Type.TITLE))
        for box in (self._region, self._theme, self._text_scale):
            box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for card in (self._you(), self._look(), self._keys(), self._scanning(), self._data()):
            column.addWidget(card)
        column.addWidget(
            Label(self.tr("Companion {version}").format(version=__version__), Type.CAPTION, Ink.MUTED)
        )
        column.addStretch(1)
        self._area = area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(sheet)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _you(self) -> Card:
        signed = self.tr("Your messages are signed with it.")
        read = self.tr("Numbers without the code of a country are read as numbers of this one.")
        return _card(
            self.tr("You"),
            _Pair(
                _setting(self.tr("My name"), self._my_name, signed),
                _setting(self.tr("Country of my phone numbers"), self._region, read),
            ),
        )

    def _look(self) -> Card:
        return _card(
            self.tr("Look"),
            _Pair(
                _setting(self.tr("Colours"), self._theme),
                _setting(self.tr("Size of texts"), self._text_scale),
            ),
        )

    def _keys(self) -> Card:
        explained = self.tr(
            "N adds a need, E marks as done, J and K walk through a list. Off: letters do nothing in lists."
        )
        return _card(self.tr("Keys"), self._single_keys, Label(explained, Type.SMALL, Ink.MUTED, wrap=True))

    def _scanning(self) -> Card:
        return _card(self.tr("Scanning"), self._scan_sound)

    def _data(self) -> Card:
        buttons = QWidget()
        flow = FlowLayout(buttons, spacing=8)
        flow.addWidget(self._back_up)
        flow.addWidget(self._copy)
        self._said.hide()
        stays = self.tr("Everything stays on this machine, in this folder:")
        return _card(
            self.tr("Your data"),
            Label(stays, Type.SMALL, Ink.MUTED, wrap=True),
            self._path,
            buttons,
            self._said,
        )

    def _listen(self) -> None:
        self.desk.opened.connect(self._on_opened)
        self.desk.changed.connect(self._on_changed)
        self.desk.settings_changed.connect(self._show_settings)
        self._my_name.kept.connect(self._keep_my_name)
        self._region.activated.connect(lambda _place: self._choose())
        self._theme.activated.connect(lambda _place: self._choose())
        self._text_scale.activated.connect(lambda _place: self._choose())
        for box in (self._single_keys, self._scan_sound):
            box.clicked.connect(lambda _checked: self._choose())
        self._copy.clicked.connect(self._copy_path)
        self._back_up.clicked.connect(self._make_backup)

    def _choose(self) -> None:
        """Take over everything as it is chosen now."""
        chosen = replace(
            self.desk.settings,
            region=self._region.currentData(),
            theme=self._theme.currentData(),
            text_scale=self._text_scale.currentData(),
            single_keys=self._single_keys.isChecked(),
            scan_sound=self._scan_sound.isChecked(),
        )
        if chosen != self.desk.settings:
            self.desk.change_settings(chosen)
            # Larger texts move what was just pressed; its new place is known once all is laid out.
            QTimer.singleShot(0, self, self._keep_in_sight)
        self._show_settings()

    def _keep_in_sight(self) -> None:
        holder = QApplication.focusWidget()
        if holder is not None and self._sheet.isAncestorOf(holder):
            self._area.ensureWidgetVisible(holder, 0, 48)

    def _show_settings(self) -> None:
        settings = self.desk.settings
        for box, value in (
            (self._region, settings.region),
            (self._theme, settings.theme),
            (self._text_scale, settings.text_scale),
        ):
            box.setCurrentIndex(max(0, box.findData(value)))
        self._single_keys.setChecked(settings.single_keys)
        self._scan_sound.setChecked(settings.scan_sound)

    def _show_my_name(self) -> None:
        if not self.desk.is_open or (self._my_name.hasFocus() and self._my_name.isModified()):
            return
        from companion.storage.queries.person import person_with
        from companion.storage.store import owner_of

        self._my_name.setText(
            self.desk.read(lambda connection: person_with(connection, owner_of(connection)).name)
        )

    def _keep_my_name(self) -> None:
        if not self.desk.is_open or not self._my_name.isModified():
            return
        from companion.workflow.person import edit_me

        values, region = {"name": [self._my_name.text()]}, self.desk.settings.phone_region
        now = self.desk.now()
        kept = self.desk.change(lambda connection: edit_me(connection, values, region=region, now=now))
        if kept is not None:
            self._my_name.setText(kept.name)

    def _copy_path(self) -> None:
        QApplication.clipboard().setText(self._path.text())
        self._say(self.tr("The path is in the clipboard."))

    def _make_backup(self) -> None:
        self._back_up.setEnabled(False)
        self._say(self.tr("Copying and reading back …"))
        self.desk.back_up_now(done=self._on_backed_up, failed=self._on_not_backed_up)

    def _on_backed_up(self, made: "Backup") -> None:
        self._back_up.setEnabled(True)
        sentence = self.tr("Copied {people} to {file}, and read the copy back.")
        self._say(sentence.format(people=people_counted(made.people), file=made.file))

    def _on_not_backed_up(self, error: CompanionError) -> None:
        self._back_up.setEnabled(True)
        self._say(problem(error))

    def _say(self, text: str) -> None:
        self._said.setText(text)
        self._said.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._said, text))

    def _on_opened(self) -> None:
        self._back_up.setEnabled(True)
        self._show_my_name()

    def _on_changed(self, touched: Touched) -> None:
        if touched.any(Kind.PERSON):
            self._show_my_name()

    def _country(self, code: str) -> str:
        territory = QLocale.codeToTerritory(code)
        if territory == QLocale.Country.AnyTerritory:
            return self.tr("Region")
        return QLocale.territoryToString(territory)

    def _system_region(self) -> str:
        region = replace(self.desk.settings, region=None).phone_region
        if region == INTERNATIONAL:
            return self.tr("As the system (it names no country)")
        return self.tr("As the system ({country})").format(country=self._country(region))


class _NameLine(QLineEdit):
    """A name that is kept on Enter and when the keyboard leaves; Esc brings the kept one back."""

    kept = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._before = ""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._before = self.text()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.kept.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.setText(self._before)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.kept.emit()
            self._before = self.text()
        else:
            super().keyPressEvent(event)


class _Pair(QWidget):
    """Two settings beside each other while there is room."""

    def __init__(self, first: QWidget, second: QWidget) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self._row.addWidget(first, 1)
        self._row.addWidget(second, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= scaled(_BESIDE)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(direction)


def _card(title: str, *parts: QWidget) -> Card:
    card = Card()
    column = QVBoxLayout(card)
    column.setContentsMargins(18, 14, 18, 18)
    column.setSpacing(10)
    column.addWidget(Label(title, Type.HEADING))
    for part in parts:
        column.addWidget(part)
    return card


def _setting(name: str, editor: QWidget, explained: str = "") -> QWidget:
    """A control under its name, with what it is good for below."""
    editor.setAccessibleName(name)
    editor.setAccessibleDescription(explained)
    label = Label(name, Type.SMALL, Ink.MUTED)
    label.setBuddy(editor)
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(label)
    column.addWidget(editor)
    if explained:
        column.addWidget(Label(explained, Type.SMALL, Ink.MUTED, wrap=True))
    column.addStretch(1)
    return part


def _regions() -> Sequence[str]:
    from companion.rules.phone import regions

    return regions()
