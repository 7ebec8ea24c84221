"""The panel in which one says who is written to a file, and how."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from companion.ui.dialogs.form import Form, field
from companion.ui.tokens import Ink, Role, Type
from companion.ui.widgets.button import Button, ButtonKind
from companion.ui.widgets.input import CheckBox, ComboBox
from companion.ui.widgets.label import Label
from companion.ui.widgets.progress import ProgressBar
from companion.workflow.exchange.export import ORIGINAL, USUAL

_WIDTH = 520
_LEAST = 90
"""Pixels of the fields that are seen at least; the rest is scrolled to."""
_SIDE = 24


class Way(StrEnum):
    """What people are written as."""

    FILE = "file"
    FOLDER = "folder"
    ZIP = "zip"
    TABLE = "table"
    ARCHIVE = "archive"

    @property
    def is_cards(self) -> bool:
        """Whether a person becomes a card."""
        return self in (Way.FILE, Way.FOLDER, Way.ZIP)

    @property
    def is_everything(self) -> bool:
        """Whether all that is kept is written, and not only of the people who are meant."""
        return self is Way.ARCHIVE


@dataclass(frozen=True, slots=True)
class ExportValues:
    """What was chosen."""

    group: int = 0
    """The place of those who are written among the groups that were offered."""
    way: Way = Way.FILE
    version: str = USUAL
    with_notes: bool = False


class ExportDialog(Form):
    """Asks who and how; shows how far it is, or why it could not be done."""

    chosen = Signal(object)
    """The `ExportValues`; the panel stays until it is told to close."""
    called_off = Signal()
    """What is under way is not wanted any more."""

    def __init__(self, window: QWidget, groups: Sequence[str], values: ExportValues) -> None:
        super().__init__(window, self.tr("Export contacts"), _WIDTH)
        self._is_busy = False
        self._group = ComboBox(self.tr("Who"))
        self._way = ComboBox(self.tr("As"))
        self._version = ComboBox(self.tr("Version"))
        self._way_words = Label("", Type.SMALL, Ink.MUTED, wrap=True)
        self._version_words = Label("", Type.SMALL, Ink.MUTED, wrap=True)
        self._notes = CheckBox(self.tr("With my notes"))
        self._notes_words = Label("", Type.SMALL, Ink.MUTED, wrap=True)
        self._problem = Label("", Type.BODY, Role.DANGER, wrap=True)
        self._step = Label("", Type.SMALL, Ink.MUTED, wrap=True)
        self._bar = ProgressBar()
        self._leave = Button(self.tr("Cancel"), kind=ButtonKind.PLAIN)
        self._take = Button(self.tr("Choose a place…"), "download", ButtonKind.PRIMARY)
        self._sheet = QWidget()
        self._area = QScrollArea()
        self.setFocusProxy(self._group)
        self._fill(groups, values)
        self._lay_out()
        self._listen()
        self._show_words()

    @property
    def values(self) -> ExportValues:
        """What is chosen now."""
        return ExportValues(
            group=max(0, self._group.currentIndex()),
            way=Way(self._way.currentData()),
            version=self._version.currentData(),
            with_notes=self._notes.isChecked(),
        )

    def accept(self) -> None:
        """Hand over what was chosen."""
        if not self._is_busy:
            self._problem.hide()
            self.chosen.emit(self.values)

    def show_step(self, words: str, done: int, total: int) -> None:
        """Say how far it is; until it ends nothing else can be chosen."""
        self._set_busy(busy=True)
        self._step.setText(words)
        self._bar.setAccessibleName(words)
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)

    def ask_again(self, problem: str = "") -> None:
        """Let it be chosen again, saying why nothing was written."""
        self._set_busy(busy=False)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self._take.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_panel(self) -> None:
        """Call off what is under way, and go."""
        if self._is_busy:
            self._is_busy = False
            self.called_off.emit()
        super().close_panel()

    def place(self) -> None:
        """Let the fields be scrolled where the window is too low for them."""
        self.resize(self._window.size())
        wanted = self._sheet.heightForWidth(self.panel_width() - 2 * _SIDE)
        room = self.height() - 2 * _SIDE - (self.panel_height() - self._area.minimumHeight())
        self._sheet.setMinimumHeight(wanted)
        self._area.setFixedHeight(min(wanted, max(room, _LEAST)))
        super().place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow with what the fields say."""
        if watched is self._sheet and event.type() == QEvent.Type.LayoutRequest:
            self.place()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - the name is Qt's
        """Scroll to the field that the keyboard comes to."""
        moved = super().focusNextPrevChild(next)
        focused = QApplication.focusWidget()
        if focused is not None and self._sheet.isAncestorOf(focused):
            self._area.ensureWidgetVisible(focused)
        return moved

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc calls off what is under way, else closes."""
        if event.key() == Qt.Key.Key_Escape and self._is_busy:
            self.called_off.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the panel does not call off what is under way."""
        if not self._is_busy:
            super().mousePressEvent(event)

    def _fill(self, groups: Sequence[str], values: ExportValues) -> None:
        self._group.addItems(groups)
        self._group.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._group.setCurrentIndex(values.group)
        for way, words in (
            (Way.FILE, self.tr("One vCard file")),
            (Way.FOLDER, self.tr("A vCard file each, in a folder")),
            (Way.ZIP, self.tr("A ZIP archive of vCard files")),
            (Way.TABLE, self.tr("A table (CSV)")),
            (Way.ARCHIVE, self.tr("Everything (JSON)")),
        ):
            self._way.addItem(words, way.value)
        self._way.setCurrentIndex(self._way.findData(values.way.value))
        for version, words in (
            (USUAL, self.tr("3.0 (recommended)")),
            ("4.0", "4.0"),
            ("2.1", "2.1"),
            (ORIGINAL, self.tr("As they came")),
        ):
            self._version.addItem(words, version)
        self._version.setCurrentIndex(self._version.findData(values.version))
        self._notes.setChecked(values.with_notes)

    def _lay_out(self) -> None:
        fields = QVBoxLayout(self._sheet)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(14)
        fields.addLayout(field(self.tr("Who"), self._group))
        fields.addLayout(_explained(field(self.tr("As"), self._way), self._way_words))
        self._cards = QWidget()
        version = _explained(field(self.tr("Version"), self._version), self._version_words)
        version.setContentsMargins(0, 0, 0, 0)
        self._cards.setLayout(version)
        self._private = QWidget()
        notes = QVBoxLayout(self._private)
        notes.setContentsMargins(0, 0, 0, 0)
        notes.setSpacing(4)
        notes.addWidget(self._notes)
        notes.addWidget(self._notes_words)
        fields.addWidget(self._cards)
        fields.addWidget(self._private)
        self._sheet.setProperty("page", True)
        self._sheet.installEventFilter(self)
        self._area.setWidget(self._sheet)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self._leave)
        buttons.addWidget(self._take)
        self.column.setContentsMargins(_SIDE, 20, _SIDE, 20)
        self.column.setSpacing(14)
        self.column.addWidget(Label(self.tr("Export contacts"), Type.TITLE))
        self.column.addWidget(self._area)
        for part in (self._problem, self._step, self._bar):
            self.column.addWidget(part)
            part.hide()
        self.column.addLayout(buttons)

    def _listen(self) -> None:
        self._way.currentIndexChanged.connect(self._show_words)
        self._version.currentIndexChanged.connect(self._show_words)
        self._take.clicked.connect(self.accept)
        self._leave.clicked.connect(self._on_leave)

    def _on_leave(self) -> None:
        if self._is_busy:
            self.called_off.emit()
        else:
            self.close_panel()

    def _set_busy(self, *, busy: bool) -> None:
        if busy == self._is_busy:
            return
        self._is_busy = busy
        self._sheet.setEnabled(not busy)
        self._take.setEnabled(not busy)
        self._step.setVisible(busy)
        self._bar.setVisible(busy)
        if busy:
            self._leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_words(self) -> None:
        """Say in a sentence what each choice means."""
        values = self.values
        ways = {
            Way.FILE: self.tr("For phones and address books: everybody in one file."),
            Way.FOLDER: self.tr("For Outlook, which reads only the first person in a file."),
            Way.ZIP: self.tr("A file each, packed into one that can be sent."),
            Way.TABLE: self.tr("For spreadsheets: a row each."),
            Way.ARCHIVE: self.tr(
                "All people, events, needs, promises and your private notes, whoever is chosen above: to keep, or"
                " to take along to another computer."
            ),
        }
        versions = {
            USUAL: self.tr("All phones and address books read it."),
            "4.0": self.tr("The newest one; some phones refuse it."),
            "2.1": self.tr("For old phones and old programs."),
            ORIGINAL: self.tr("Each card as it was imported, with nothing but your changes in it."),
        }
        self._way_words.setText(ways[values.way])
        self._version_words.setText(versions[values.version])
        self._notes_words.setText(
            self.tr("Needs, offers, promises and events stay here; your notes do too, unless you tick this.")
        )
        self._cards.setVisible(values.way.is_cards)
        self._private.setVisible(not values.way.is_everything)
        self._group.setEnabled(not values.way.is_everything)


def _explained(column: QVBoxLayout, words: Label) -> QVBoxLayout:
    """A field with a sentence below it."""
    column.insertWidget(column.count() - 1, words)
    return column
