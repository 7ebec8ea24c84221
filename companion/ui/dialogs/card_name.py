"""The panel in which a card of the user's own gets its name."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from companion.ui.dialogs.form import Form, field
from companion.ui.tokens import Ink, Type
from companion.ui.widgets.button import Button, ButtonKind
from companion.ui.widgets.input import CheckBox
from companion.ui.widgets.label import Label
from companion.wording.phrase import shortened

_WIDTH = 440
_LONGEST = 40


class CardNameDialog(Form):
    """Asks what a card is called, and of a new one whether it is for the running event; Enter takes it."""

    chosen = Signal(str, bool)
    """The name, and whether the card is for the event."""

    def __init__(self, window: QWidget, *, name: str = "", event: str = "") -> None:
        title = self.tr("Rename the card") if name else self.tr("Add a card")
        super().__init__(window, title, _WIDTH)
        self._name = QLineEdit(name)
        self._name.setPlaceholderText(self.tr("Work, private, rowing"))
        self._for_event = CheckBox(
            self.tr("For {event}: shown first there").format(event=shortened(event, _LONGEST))
        )
        self._event = event
        self._take = Button(self.tr("Rename") if name else self.tr("Add"), kind=ButtonKind.PRIMARY)
        self._leave = Button(self.tr("Cancel"), kind=ButtonKind.PLAIN)
        self.setFocusProxy(self._name)
        self._lay_out(title, is_new=not name)
        self._name.textChanged.connect(self._on_named)
        self._for_event.clicked.connect(self._on_for_event)
        self._take.clicked.connect(self.accept)
        self._leave.clicked.connect(self.close_panel)
        self._name.selectAll()
        self._on_named()

    def accept(self) -> None:
        """Hand over the name, once there is one."""
        name = " ".join(self._name.text().split())
        if name:
            self.close_panel()
            self.chosen.emit(name, self._for_event.isChecked())
        else:
            self._name.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes it on the box as well, which Space ticks."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._for_event.hasFocus():
            self.accept()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, title: str, *, is_new: bool) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self._leave)
        buttons.addWidget(self._take)
        self.column.setContentsMargins(24, 20, 24, 20)
        self.column.setSpacing(14)
        self.column.addWidget(Label(title, Type.TITLE))
        self.column.addLayout(field(self.tr("Name"), self._name))
        if is_new:
            said = self.tr("It begins with what the card in hand shares; you then tick what this one does.")
            self.column.addWidget(Label(said, Type.SMALL, Ink.MUTED, wrap=True))
        if is_new and self._event:
            self.column.addWidget(self._for_event)
        else:
            self._for_event.hide()
        self.column.addLayout(buttons)

    def _on_named(self) -> None:
        self._take.setEnabled(bool(self._name.text().strip()))

    def _on_for_event(self) -> None:
        """A card for an event is usually called after it."""
        if self._for_event.isChecked() and not self._name.text().strip():
            self._name.setText(self._event)
