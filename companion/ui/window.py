"""The window: a first picture with the capture line at once, everything else right behind it."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QSize, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from companion.ui.desk import Desk
from companion.ui.first_picture import FirstPicture

if TYPE_CHECKING:
    from companion.model.identity import Id
    from companion.ui.actions import Actions
    from companion.ui.pages.page import Page
    from companion.ui.theme import Theme
    from companion.ui.workspace import Workspace

SIZE = (1280, 800)
_SMALLEST = (900, 560)
_FRAME = (8, 40)
"""Pixels that the system's frame takes of the screen, about."""


class Window(QMainWindow):
    """Paints before it loads: one can type while the rest of the window, and then the data, comes."""

    def __init__(self, app: QApplication, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._app = app
        self._workspace: Workspace | None = None
        self._first = FirstPicture(app, desk.settings)
        self.setWindowTitle("Companion")
        room = self.screen().availableSize().shrunkBy(QMargins(0, 0, *_FRAME))
        self.setMinimumSize(QSize(*_SMALLEST).boundedTo(room))
        self.resize(QSize(*SIZE).boundedTo(room))
        self.setCentralWidget(self._first)
        self._first.line.setFocus()
        self._first.painted.connect(lambda: QTimer.singleShot(0, lambda: self.workspace))

    @property
    def first_line(self) -> QWidget:
        """What takes keys from the first paint on, until the workspace is there."""
        return self._first.line

    @property
    def workspace(self) -> "Workspace":
        """Everything in the window, made when it is first wanted."""
        if self._workspace is None:
            self._workspace = self._made()
        return self._workspace

    @property
    def registry(self) -> "Actions":
        """What can be done."""
        return self.workspace.registry

    @property
    def theme(self) -> "Theme":
        """How it looks."""
        return self.workspace.theme

    @property
    def page(self) -> "Page | None":
        """The page that is shown; None when the data could not be opened."""
        return self.workspace.page

    def show_page(self, name: str) -> "Page":
        """Show a page. Raises KeyError."""
        return self.workspace.show_page(name)

    def show_person(self, person_id: "Id") -> None:
        """Show the page of a person."""
        self.workspace.show_person(person_id)

    def say_crash(self, report: Path | None) -> None:
        """Say that something unexpected happened, and where its report is."""
        self.workspace.say_crash(report)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is half done."""
        if self._workspace is not None or self._first.line.text():
            self.workspace.keep()
        super().closeEvent(event)

    def _listen_for_drops(self, workspace: "Workspace") -> None:
        from companion.ui.dropping import DropGate, PasteGate

        gate = DropGate(self)
        gate.paths_dropped.connect(workspace.take_paths)
        gate.card_dropped.connect(workspace.take_card)
        gate.picture_dropped.connect(workspace.take_picture)
        pasting = PasteGate(self)
        pasting.paths_pasted.connect(workspace.take_paths)
        pasting.picture_pasted.connect(workspace.take_picture)

    def _made(self) -> "Workspace":
        from companion.ui.icons import app_icon
        from companion.ui.theme import Theme
        from companion.ui.workspace import Workspace

        settings = self.desk.settings
        theme = Theme(self._app, settings.theme)
        theme.set_text_scale(settings.text_scale / 100)
        self._app.setWindowIcon(app_icon())
        workspace = Workspace(self, self.desk, theme)
        typed = self._first.line.text()
        self.setCentralWidget(workspace)
        if self.isVisible():
            # What is not shown yet cannot take the keyboard over.
            workspace.show()
        workspace.begin(typed)
        self._listen_for_drops(workspace)
        QTimer.singleShot(0, self.desk.open)
        return workspace
