"""Puts the window together: the only place that knows the clock, the application and every part."""

import builtins
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from companion.ui import preflight

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from companion.ui.window import Window

CANNOT_START = 4


def run(folder: Path, now: datetime | None = None) -> int:
    """Open the window on a data folder and stay until it is closed; returns the exit code.

    `now` sets the clock, which runs on from there.
    """
    problem = preflight.problem()
    if problem is not None:
        print(problem, file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return CANNOT_START
    from PySide6.QtWidgets import QApplication

    app = QApplication(sys.argv[:1])
    app.setApplicationName("Companion")
    app.setDesktopFileName("companion")
    window = build(app, folder, clock_from(now))
    window.show()
    # Where no window manager gives it the keyboard, it has to be asked for.
    window.activateWindow()
    code = app.exec()
    window.desk.close()
    return code


def build(app: "QApplication", folder: Path, clock: Callable[[], datetime]) -> "Window":
    """The window on a data folder, not shown yet; the data is opened after its first paint."""
    import_plainly()
    from companion.ui.desk import Desk
    from companion.ui.window import Window

    desk = Desk(folder, clock)
    desk.load_settings()
    window = Window(app, desk)
    sys.excepthook = _crash_hook(folder, clock, window)
    return window


def import_plainly() -> None:
    """Import modules without the binding to Qt reading the source of each, and of all that they import.

    It looks for those that switch features of it on (`from __feature__ import snake_case`), as none of ours
    does; that takes it a tenth of the time until the data is shown, and keeps the sources in memory.
    """
    own = vars(builtins)
    own["__import__"] = own.get("__orig_import__", own["__import__"])


def clock_from(now: datetime | None) -> Callable[[], datetime]:
    """The clock of the window: the system's, moved so that it starts at `now`, in its time zone."""
    if now is None:
        return lambda: datetime.now().astimezone()
    moved: timedelta = now - datetime.now().astimezone()
    return lambda: (datetime.now().astimezone() + moved).astimezone(now.tzinfo)


def _crash_hook(
    folder: Path, clock: Callable[[], datetime], window: "Window"
) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        from companion.log import write_crash_report

        if issubclass(kind, KeyboardInterrupt):
            window.close()
            return
        report = write_crash_report(folder, kind, trace, now=clock())
        sys.__excepthook__(kind, error, trace)
        window.say_crash(report)

    return hook
