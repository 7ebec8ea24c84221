"""A panel with fields: Tab goes round inside it, Enter takes what was written."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget

from companion.ui.dialogs.overlay import Overlay
from companion.ui.tokens import Ink, Type
from companion.ui.widgets.label import Label

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Form(Overlay):
    """What every panel with fields does; a panel says in `accept` what Enter means."""

    def __init__(self, window: QWidget, name: str, width: int) -> None:
        super().__init__(window, name, width)
        self.panel.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow with what is written into the fields."""
        if watched is self.panel and event.type() == QEvent.Type.LayoutRequest:
            self.place()
        return super().eventFilter(watched, event)

    def accept(self) -> None:
        """Take what was written."""
        raise NotImplementedError

    def panel_height(self) -> int:
        """As high as its fields are at the width that it gets."""
        width = self.panel_width()
        return (
            self.column.totalHeightForWidth(width)
            if self.column.hasHeightForWidth()
            else super().panel_height()
        )

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - the name is Qt's
        """Go to the next field or button, from the last one to the first."""
        start = QApplication.focusWidget() or self
        widget = _neighbour(start, forward=next)
        while widget is not start and not (self.isAncestorOf(widget) and _takes_tab(widget)):
            widget = _neighbour(widget, forward=next)
        widget.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, else takes the form."""
        if event.key() not in _ENTER:
            super().keyPressEvent(event)
            return
        focused = QApplication.focusWidget()
        if isinstance(focused, QAbstractButton):
            focused.click()
        else:
            self.accept()


def field(name: str, editor: QWidget) -> QVBoxLayout:
    """A field under its name."""
    label = Label(name, Type.SMALL, Ink.MUTED)
    label.setBuddy(editor)
    editor.setAccessibleName(name)
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(label)
    column.addWidget(editor)
    column.addStretch(1)
    return column


def _neighbour(widget: QWidget, *, forward: bool) -> QWidget:
    return (widget.nextInFocusChain() if forward else widget.previousInFocusChain()) or widget


def _takes_tab(widget: QWidget) -> bool:
    wants = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    return wants and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None
