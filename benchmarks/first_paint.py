"""Run in a process of its own: opens a window and says when it was first painted, then when it was filled.

`bare` is a window with nothing in it; anything else is the data folder of Companion.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget


class Watch(QObject):
    """Says that a widget was painted, then lets go of the application."""

    def __init__(self, widget: QWidget, *, last: bool) -> None:
        super().__init__(widget)
        self._last = last
        self._seen = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the first paint."""
        if event.type() == QEvent.Type.Paint and not self._seen:
            self._seen = True
            print("painted", flush=True)
            if self._last:
                QTimer.singleShot(0, QApplication.quit)
        return super().eventFilter(watched, event)


def bare() -> None:
    """The least that a window of this toolkit costs."""
    app = QApplication(sys.argv[:1])
    window = QWidget()
    window.resize(1280, 800)
    Watch(window, last=True)
    window.show()
    app.exec()


def ours(folder: Path) -> None:
    """The window as `companion` without a command opens it."""
    from companion.paths import data_folder
    from companion.ui import preflight
    from companion.ui.app import build, clock_from

    preflight.problem()
    app = QApplication(sys.argv[:1])
    window = build(app, data_folder(str(folder)), clock_from(None))
    Watch(window.first_line, last=False)
    window.desk.opened.connect(lambda: QTimer.singleShot(0, _filled))
    window.show()
    app.exec()
    window.desk.close()


def _filled() -> None:
    print("filled", flush=True)
    QApplication.quit()


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        bare()
    else:
        ours(Path(sys.argv[1]))
