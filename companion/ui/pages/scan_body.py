"""What stands on the Scan page below its head: a code or the ways in, and beside it the list and a small camera."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from companion.ui.pages.scan_camera import ScanCamera
from companion.ui.pages.scan_list import ScansCard
from companion.ui.pages.scan_preview import ScanPreview
from companion.ui.pages.scan_start import ScanReady, ScanStart
from companion.ui.theme import scaled

_LIST_WIDTH = 300
_NARROW_LIST = 220
_NARROW = 800
"""Pixels at 100 % text from which the list of codes has its whole width."""
_BESIDE = 560
"""Pixels at 100 % text from which the list stands beside; else it waits until no code is looked at, and stands below."""
_BELOW = 220
_NO_LIMIT = 16_777_215
"""Qt's QWIDGETSIZE_MAX."""


class ScanBody(QWidget):
    """Puts the camera where there is most room for it; knows no store."""

    way_chosen = Signal(str)

    def __init__(self, camera: ScanCamera) -> None:
        super().__init__()
        self.camera = camera
        self.start = ScanStart()
        self.ready = ScanReady()
        self.scans = ScansCard()
        self._preview: ScanPreview | None = None
        self._has_side = False
        self._side = QWidget()
        self._beside = QVBoxLayout(self._side)
        self._stack = QStackedWidget()
        self._lay_out()
        self.start.chosen.connect(self.way_chosen)
        self.ready.chosen.connect(self.way_chosen)
        self.start.camera_wanted.connect(camera.try_again)
        camera.changed.connect(self._on_camera_changed)

    @property
    def is_looking(self) -> bool:
        """Whether a code is looked at."""
        return self._preview is not None and self._stack.currentWidget() is self._preview

    def notice_place(self) -> QWidget:
        """The lower edge of the list, or of what is there without one."""
        return self.scans if self.scans.isVisible() else self._stack

    def show_preview(self, preview: ScanPreview) -> None:
        """Show the code that is looked at."""
        if preview is not self._preview:
            self._preview = preview
            self._stack.addWidget(preview)
        self._stack.setCurrentWidget(preview)
        self._place_camera()

    def show_ways(self) -> None:
        """Show the camera large, or the other ways where it is of no use."""
        self.start.show_why(self.camera.why_not, self.camera.again)
        self._stack.setCurrentWidget(self.ready if self.camera.is_of_use else self.start)
        self._place_camera()

    def show_side(self, shown: bool) -> None:
        """Show the list, and with it the small camera."""
        self._has_side = shown
        self._arrange()

    def take_keyboard(self) -> None:
        """Put the keyboard where work goes on."""
        if self._preview is not None and self.is_looking:
            self._preview.take_keyboard()
        elif self._stack.currentWidget() is self.ready:
            self.ready.focus_first()
        else:
            self.start.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the code as much room as can be."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        is_beside = self.width() >= scaled(_BESIDE)
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.LeftToRight if is_beside else direction.TopToBottom)
        if is_beside:
            width = scaled(_LIST_WIDTH if self.width() >= scaled(_NARROW) else _NARROW_LIST)
            self._side.setFixedWidth(width)
            self._side.setMaximumHeight(_NO_LIMIT)
        else:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(_NO_LIMIT)
            self._side.setMaximumHeight(scaled(_BELOW))
        self._side.setVisible(self._has_side and (is_beside or not self.is_looking))

    def _on_camera_changed(self) -> None:
        holder: QWidget | None = self.window().focusWidget()
        had_keyboard = holder is not None and self._stack.isAncestorOf(holder)
        if self.is_looking:
            self._place_camera()
            return
        self.show_ways()
        if had_keyboard and self.isVisible():
            self.take_keyboard()

    def _place_camera(self) -> None:
        """Where a code is looked at, the camera goes on above the list."""
        is_beside = self.is_looking and self.camera.is_of_use
        if is_beside and self._beside.indexOf(self.camera) < 0:
            self._beside.insertWidget(0, self.camera)
        elif not is_beside and self.ready.column.indexOf(self.camera) < 0:
            self.ready.column.insertWidget(0, self.camera, 1)
        self.camera.set_small(is_beside)

    def _lay_out(self) -> None:
        self._stack.addWidget(self.start)
        self._stack.addWidget(self.ready)
        self.ready.column.insertWidget(0, self.camera, 1)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(16)
        self._beside.addWidget(self.scans, 1)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self._row.addWidget(self._stack, 1)
        self._row.addWidget(self._side)
