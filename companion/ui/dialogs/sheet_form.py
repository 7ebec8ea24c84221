"""A panel whose fields are scrolled where the window is too low for all of them."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from companion.ui.dialogs.form import Form
from companion.ui.tokens import Ink, Role, Type
from companion.ui.widgets.button import Button
from companion.ui.widgets.label import Label

_LEAST = 90
"""Pixels of the fields that are seen at least."""
_SIDE = 24


class SheetForm(Form):
    """A title, the fields on `fields`, why it was refused, and buttons, which always stay in sight."""

    def __init__(
        self, window: QWidget, title: str, width: int, *, face: Type = Type.TITLE, ink: Ink = Ink.TEXT
    ) -> None:
        super().__init__(window, title, width)
        self._sheet = QWidget()
        self._sheet.setProperty("page", True)
        self._sheet.installEventFilter(self)
        self.fields = QVBoxLayout(self._sheet)
        self.fields.setContentsMargins(0, 0, 0, 0)
        self.fields.setSpacing(14)
        self._area = QScrollArea()
        self._area.setWidget(self._sheet)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._refusal = Label("", Type.SMALL, Role.DANGER, wrap=True)
        self._refusal.hide()
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addStretch(1)
        self.column.setContentsMargins(_SIDE, 20, _SIDE, 20)
        self.column.setSpacing(14)
        self.head = QHBoxLayout()
        self.head.addWidget(Label(title, face, ink), 1)
        self.column.addLayout(self.head)
        self.column.addWidget(self._area)
        self.column.addWidget(self._refusal)
        self.column.addLayout(self.buttons)
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._on_focus_changed)

    def add_button(self, button: Button) -> None:
        """Put a button at the end of the panel."""
        self.buttons.addWidget(button)

    def refuse(self, why: str) -> None:
        """Say why it could not be done; it can be tried again."""
        self._refusal.setText(why)
        self._refusal.setVisible(bool(why))
        self.setAccessibleDescription(why)

    def place(self) -> None:
        """Give the fields the room that there is."""
        self.resize(self._window.size())
        wanted = self._sheet.heightForWidth(self.panel_width() - 2 * _SIDE)
        if wanted < 0:
            wanted = self._sheet.sizeHint().height()
        room = self.height() - 2 * _SIDE - (self.panel_height() - self._area.minimumHeight())
        self._sheet.setMinimumHeight(wanted)
        self._area.setFixedHeight(min(wanted, max(room, _LEAST)))
        super().place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow with the fields."""
        if watched is self._sheet and event.type() == QEvent.Type.LayoutRequest:
            self.place()
        return super().eventFilter(watched, event)

    def _on_focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Scroll to the field that the keyboard comes to."""
        if now is not None and self._sheet.isAncestorOf(now):
            self._area.ensureWidgetVisible(now)
