"""A web address whose host stands out, since the host says whose it is."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from companion.ui.theme import font, metrics, tokens
from companion.ui.tokens import Type
from companion.ui.widgets.painting import painter_on


class LinkLabel(QLabel):
    """Shows an address on as many lines as it needs, always from left to right, and never opens it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = range(0)
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def host(self) -> str:
        """The part that stands out."""
        return self.text()[self._host.start : self._host.stop]

    def show_link(self, before: str, host: str, behind: str) -> None:
        """Show an address in its three parts."""
        self._host = range(len(before), len(before) + len(host))
        self.setText(before + host + behind)
        self.setAccessibleName(self.tr("Link to {host}: {link}").format(host=host, link=self.text()))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as the address is at the present width."""
        return QSize(self.width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters on a line."""
        return QSize(80, metrics(Type.STRONG).lineSpacing())

    def hasHeightForWidth(self) -> bool:
        """A long address goes on in the next line."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high it is at that width."""
        return round(self._laid_out(width).boundingRect().height()) + 1

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the address."""
        self._laid_out(self.width()).draw(painter_on(self), QPointF(0, 0))

    def _laid_out(self, width: int) -> QTextLayout:
        layout = QTextLayout(self.text(), font(Type.BODY))
        option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        option.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        layout.setTextOption(option)
        layout.setFormats([_stretch(0, len(self.text()), is_host=False), self._host_stretch()])
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout

    def _host_stretch(self) -> QTextLayout.FormatRange:
        return _stretch(self._host.start, len(self._host), is_host=True)


def _stretch(start: int, length: int, *, is_host: bool) -> QTextLayout.FormatRange:
    look = QTextCharFormat()
    look.setForeground(QColor(tokens().text if is_host else tokens().muted))
    if is_host:
        look.setFont(font(Type.STRONG))
    stretch = QTextLayout.FormatRange()
    # The shared stubs of Qt take these for attributes of the class.
    stretch.start = start
    stretch.length = length
    stretch.format = look
    return stretch
