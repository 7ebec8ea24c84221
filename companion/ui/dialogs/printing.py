"""The panel in which one says what is printed, with the sheet in sight."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion.ui.code_view import CodeView
from companion.ui.dialogs.form import field
from companion.ui.dialogs.sheet_form import SheetForm
from companion.ui.print_sheet import Paper, Print, count_on, preview_of
from companion.ui.theme import scaled, tokens
from companion.ui.tokens import Ink, Type
from companion.ui.widgets.button import Button, ButtonKind
from companion.ui.widgets.input import ComboBox
from companion.ui.widgets.label import Label
from companion.ui.widgets.painting import painter_on, stroke_rounded

_WIDTH = 620
_PREVIEW_WIDTH, _PREVIEW_HEIGHT = 230, 330


@dataclass(frozen=True, slots=True)
class PrintValues:
    """What was chosen."""

    wanted: Print
    paper: Paper


class PrintDialog(SheetForm):
    """Asks what, and on which paper; Enter prints."""

    print_chosen = Signal(object)
    """The `PrintValues`; the panel stays until it is told to close."""
    save_chosen = Signal(object)

    def __init__(self, window: QWidget, view: CodeView, values: PrintValues) -> None:
        super().__init__(window, self.tr("Print"), _WIDTH)
        self._view = view
        self._wanted = ComboBox(self.tr("What"))
        self._paper = ComboBox(self.tr("Paper"))
        self._words = Label("", Type.SMALL, Ink.MUTED, wrap=True)
        self._preview = _Preview()
        self._print = Button(self.tr("Print…"), "printer", ButtonKind.PRIMARY)
        self._save = Button(self.tr("Save as PDF…"), "file-text")
        self._leave = Button(self.tr("Cancel"), kind=ButtonKind.PLAIN)
        self._fill(values)
        self._lay_out()
        self.setFocusProxy(self._wanted)
        for box in (self._wanted, self._paper):
            box.currentIndexChanged.connect(self._show)
        self._print.clicked.connect(self.accept)
        self._save.clicked.connect(lambda: self.save_chosen.emit(self.values))
        self._leave.clicked.connect(self.close_panel)
        self._show()

    @property
    def values(self) -> PrintValues:
        """What is chosen now."""
        return PrintValues(Print(self._wanted.currentData()), Paper[self._paper.currentData()])

    def accept(self) -> None:
        """Print."""
        self.refuse("")
        self.print_chosen.emit(self.values)

    def _fill(self, values: PrintValues) -> None:
        for wanted, words in (
            (Print.CODE, self.tr("The code alone, large")),
            (Print.STICKERS, self.tr("Stickers")),
            (Print.CARDS, self.tr("Business cards")),
        ):
            self._wanted.addItem(words, wanted.value)
        self._wanted.setCurrentIndex(self._wanted.findData(values.wanted.value))
        for paper, words in ((Paper.A4, self.tr("A4")), (Paper.LETTER, self.tr("Letter"))):
            self._paper.addItem(words, paper.name)
        self._paper.setCurrentIndex(self._paper.findData(values.paper.name))

    def _lay_out(self) -> None:
        choices = QVBoxLayout()
        choices.setSpacing(14)
        choices.addLayout(field(self.tr("What"), self._wanted))
        choices.addLayout(field(self.tr("Paper"), self._paper))
        choices.addWidget(self._words)
        choices.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(choices, 1)
        row.addWidget(self._preview)
        self.fields.addLayout(row)
        for button in (self._leave, self._save, self._print):
            self.add_button(button)

    def _show(self) -> None:
        values = self.values
        count = count_on(values.wanted, values.paper)
        said = {
            Print.CODE: self.tr("To stand on a table or hang at a booth: read from three steps away."),
            Print.STICKERS: self.tr("{count} on a sheet, 46 by 51 mm, to cut along the lines."),
            Print.CARDS: (
                self.tr("{count} on a sheet, 85 by 55 mm, to cut along the lines.")
                if values.paper is Paper.A4
                else self.tr("{count} on a sheet, 3.5 by 2 inches, to cut along the lines.")
            ),
        }
        self._words.setText(said[values.wanted].format(count=count))
        self._preview.show_sheet(preview_of(values.wanted, values.paper, self._view), self._words.text())


class _Preview(QWidget):
    """A sheet of paper, small."""

    def __init__(self) -> None:
        super().__init__()
        self._sheet = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_sheet(self, sheet: QImage, words: str) -> None:
        self._sheet = sheet
        self.setAccessibleName(self.tr("The sheet: {words}").format(words=words))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(scaled(_PREVIEW_WIDTH), scaled(_PREVIEW_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        ratio = painter.device().devicePixelRatioF()
        room = self.size() - QSize(2, 2)
        size = self._sheet.size().scaled(room * ratio, Qt.AspectRatioMode.KeepAspectRatio)
        smooth = Qt.TransformationMode.SmoothTransformation
        small = self._sheet.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        small.setDevicePixelRatio(ratio)
        shown = QRectF(0, 0, size.width() / ratio, size.height() / ratio)
        shown.moveCenter(QRectF(self.rect()).center())
        painter.drawImage(shown.topLeft(), small)
        stroke_rounded(painter, shown.adjusted(-1, -1, 1, 1), 0, tokens().border)
