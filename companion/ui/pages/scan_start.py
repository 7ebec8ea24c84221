"""How scanning begins while no camera sees anything: pictures, a folder, the clipboard or the screen."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.ui.tokens import Ink, Type
from companion.ui.widgets.badge import Badge
from companion.ui.widgets.button import Button, ButtonKind
from companion.ui.widgets.card import Card
from companion.ui.widgets.empty_state import EmptyState, FirstStep
from companion.ui.widgets.flow import FlowLayout
from companion.ui.widgets.label import Label, breakable
from companion.ui.widgets.scroll_pane import ScrollPane


class ScanStart(ScrollPane):
    """Offers the ways; knows no store."""

    chosen = Signal(str)
    """The name of a way."""
    camera_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        translate = QCoreApplication.translate
        steps = (
            FirstStep(
                "files",
                "image",
                translate("ScanStart", "Choose pictures"),
                translate("ScanStart", "Photos and screenshots with codes"),
            ),
            FirstStep(
                "folder",
                "folder-open",
                translate("ScanStart", "Choose a folder"),
                translate("ScanStart", "Every picture in it"),
            ),
            FirstStep(
                "paste",
                "clipboard-paste",
                translate("ScanStart", "Paste from the clipboard"),
                translate("ScanStart", "A picture, files, or the text of a code"),
            ),
            FirstStep(
                "screen",
                "monitor",
                translate("ScanStart", "Read from the screen"),
                translate("ScanStart", "A code in a call, a slide, a web page"),
            ),
            FirstStep(
                "papers",
                "id-card",
                translate("ScanStart", "Photos of paper cards"),
                translate("ScanStart", "Their print is read, and put right by you"),
            ),
        )
        self.steps = EmptyState(
            "scan-line",
            translate("ScanStart", "Scan a code"),
            translate(
                "ScanStart", "Or drop pictures anywhere on this window. You see everything before it is kept."
            ),
            steps,
        )
        self.steps.chosen.connect(self.chosen)
        self._why = Label("", Type.BODY, Ink.MUTED, wrap=True)
        self._again = Button("", "camera", ButtonKind.SOFT)
        self._again.clicked.connect(self.camera_wanted)
        self._note = Card()
        row = QHBoxLayout(self._note)
        row.setContentsMargins(16, 10, 10, 10)
        row.setSpacing(12)
        row.addWidget(Badge("camera-off", Ink.MUTED, size=18, plain=True))
        row.addWidget(self._why, 1)
        row.addWidget(self._again)
        self._note.hide()
        column = QVBoxLayout(self.sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._note)
        column.addWidget(self.steps, 1)

    @property
    def why(self) -> str:
        """What it says of the camera."""
        return self._why.text() if not self._note.isHidden() else ""

    def show_why(self, sentence: str, again: str) -> None:
        """Say why no camera is used, and offer to try; either may be empty."""
        self._why.setText(breakable(sentence))
        self._again.setText(again)
        self._again.updateGeometry()
        self._again.setVisible(bool(again))
        self._note.setAccessibleName(sentence)
        self._note.setVisible(bool(sentence))

    def focus_first(self) -> None:
        """Put the keyboard on the first way."""
        self.steps.focus_first()


class ScanReady(ScrollPane):
    """The picture of the camera, and the other ways below it."""

    chosen = Signal(str)
    """The name of a way."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self.sheet)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        ways = QWidget()
        flow = FlowLayout(ways, spacing=8)
        self._buttons: list[Button] = []
        for name, icon, text in (
            ("files", "image", self.tr("Choose pictures")),
            ("folder", "folder-open", self.tr("Folder")),
            ("paste", "clipboard-paste", self.tr("Paste")),
            ("screen", "monitor", self.tr("Read from the screen")),
            ("region", "crop", self.tr("Part of the screen")),
            ("papers", "id-card", self.tr("Photos of paper cards")),
            ("photo", "camera", self.tr("Photograph a paper card")),
        ):
            button = Button(text, icon)
            button.clicked.connect(lambda _checked=False, name=name: self.chosen.emit(name))
            flow.addWidget(button)
            self._buttons.append(button)
        self.column.addWidget(ways)

    def focus_first(self) -> None:
        """Put the keyboard on the first way."""
        self._buttons[0].setFocus()
