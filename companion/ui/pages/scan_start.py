"""How scanning begins while no camera sees anything: pictures, a folder, the clipboard or the screen."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout

from companion.ui.tokens import Ink, Type
from companion.ui.widgets.empty_state import EmptyState, FirstStep
from companion.ui.widgets.label import Label
from companion.ui.widgets.scroll_pane import ScrollPane


class ScanStart(ScrollPane):
    """Offers the ways; knows no store."""

    chosen = Signal(str)
    """The name of a way."""

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
        self._why = Label("", Type.SMALL, Ink.MUTED, wrap=True)
        self._why.hide()
        column = QVBoxLayout(self.sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.steps, 1)

    def focus_first(self) -> None:
        """Put the keyboard on the first way."""
        self.steps.focus_first()
