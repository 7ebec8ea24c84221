"""A photo over the dimmed window, as large as there is room for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from companion.ui.dialogs.form import Form
from companion.ui.tokens import Ink, Type
from companion.ui.widgets.button import Button, ButtonKind
from companion.ui.widgets.label import Label, breakable
from companion.ui.widgets.photograph import Photograph

_WIDTH = 1100
_MARGIN = 24


class PhotoDialog(Form):
    """Shows a photo; where it may be taken away, there is a button for it. Esc, Enter or Space close."""

    removal_wanted = Signal()

    def __init__(self, window: QWidget, name: str, image: QImage, *, removable: bool = False) -> None:
        super().__init__(window, name, _WIDTH)
        self.photograph = Photograph(name)
        self.photograph.show_image(image)
        self.remove = Button(self.tr("Remove photo"), "trash-2", ButtonKind.PLAIN)
        self.remove.clicked.connect(self._on_removed)
        close = Button(self.tr("Close"), kind=ButtonKind.SOFT)
        close.clicked.connect(self.close_panel)
        row = QHBoxLayout()
        row.addWidget(Label(breakable(name), Type.BODY, Ink.MUTED), 1)
        row.addWidget(self.remove)
        row.addWidget(close)
        self.column.setContentsMargins(16, 16, 16, 12)
        self.column.setSpacing(10)
        self.column.addWidget(self.photograph, 1)
        self.column.addLayout(row)
        # Shown before it has its place it would be a window of its own.
        self.remove.setVisible(removable)

    def panel_height(self) -> int:
        """All the room that there is."""
        return self.height() - 2 * _MARGIN

    def accept(self) -> None:
        """Enter closes, where no button has the keyboard."""
        self.close_panel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space closes as well."""
        if event.key() == Qt.Key.Key_Space:
            self.close_panel()
        super().keyPressEvent(event)

    def _on_removed(self) -> None:
        self.close_panel()
        self.removal_wanted.emit()
