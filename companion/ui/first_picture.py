"""What the window shows at once: the capture line, ready for keys, where it will stand.

It is made of the least. Most of Qt's painting and style sheets want the namespace `Qt`, which alone
takes 10 ms to load; plain grounds do not.
"""

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from companion.paths import resource
from companion.settings import Settings

# Ground, sidebar, field, ring, text, faint: as in `tokens`, which is dearer to load.
_LIGHT = ("#F6F4F0", "#EEEBE5", "#FFFFFF", "#0E6B5B", "#1E1C19", "#6B655B")
_DARK = ("#161513", "#1A1917", "#1F1E1B", "#74D6BF", "#EFECE6", "#A09A8F")
_MIDDLE = 128
_SIDEBAR, _MARGIN, _RING = 208, 28, 2
_TOP, _HEIGHT = 85, 98
_TEXT_START, _TEXT_TOP, _TEXT_HEIGHT, _TEXT_SIZE = 52, 16, 32, 22


class FirstPicture(QWidget):
    """The outline of the window with one line to type into."""

    painted = Signal()
    """It is on the screen, for the first time."""

    def __init__(self, app: QApplication, settings: Settings) -> None:
        super().__init__()
        self._is_painted = False
        self._scale = settings.text_scale / 100
        ground, sidebar, field, ring, text, faint = _DARK if _is_dark(app, settings.theme) else _LIGHT
        _fill(self, ground)
        self._sidebar, self._ring, self._field = (QWidget(self) for _ in range(3))
        for part, colour in ((self._sidebar, sidebar), (self._ring, ring), (self._field, field)):
            _fill(part, colour)
        QFontDatabase.addApplicationFont(str(resource("fonts/Inter-Regular.ttf")))
        font = QFont("Inter")
        font.setPixelSize(round(_TEXT_SIZE * self._scale))
        self.line = QLineEdit(self)
        self.line.setFont(font)
        self.line.setFrame(False)
        self.line.setAccessibleName(self.tr("Capture line"))
        self.line.setPlaceholderText(self.tr("Name, title @Company ?need +offer !promise when"))
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Base, QColor(field))
        palette.setColor(QPalette.ColorRole.Text, QColor(text))
        palette.setColor(QPalette.ColorRole.PlaceholderText, QColor(faint))
        self.line.setPalette(palette)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put everything where the workspace will have it."""
        left, top = self._scaled(_SIDEBAR), self._scaled(_TOP)
        width, height = self.width() - left - 2 * _MARGIN, self._scaled(_HEIGHT)
        start, edge = self._scaled(_TEXT_START), left + _MARGIN
        self._sidebar.setGeometry(0, 0, left, self.height())
        self._ring.setGeometry(edge, top, width, height)
        self._field.setGeometry(edge + _RING, top + _RING, width - 2 * _RING, height - 2 * _RING)
        self.line.setGeometry(
            edge + start, top + _TEXT_TOP, width - start - _TEXT_TOP, self._scaled(_TEXT_HEIGHT)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say that it is seen; the grounds are drawn by Qt."""
        if not self._is_painted:
            self._is_painted = True
            self.painted.emit()

    def _scaled(self, length: int) -> int:
        return round(length * self._scale)


def _fill(widget: QWidget, colour: str) -> None:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor(colour))
    widget.setPalette(palette)
    widget.setAutoFillBackground(True)


def _is_dark(app: QApplication, theme: str) -> bool:
    if theme == "system":
        return app.palette().color(QPalette.ColorRole.Window).lightness() < _MIDDLE
    return theme == "dark"
