"""Starts a program on the screen that is there, and takes a picture of it once there is something to see."""

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QTimer
from PySide6.QtGui import QGuiApplication, QImage

FEWEST_COLOURS = 200
LONGEST_SECONDS = 60
LOOK_EVERY_MS = 500
CALM_LOOKS = 4


def main(picture: Path, command: list[str]) -> int:
    """Save what the screen shows once it has shown it for a while; 1 when nothing came, or the program complained."""
    app = QGuiApplication([])
    program = QProcess()
    program.start(command[0], command[1:])
    counts: list[int] = []

    def look() -> None:
        image = app.primaryScreen().grabWindow(0).toImage()
        image.save(str(picture))
        counts.append(colours(image))
        if len(counts) >= CALM_LOOKS and min(counts[-CALM_LOOKS:]) >= FEWEST_COLOURS:
            app.exit(0)

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(LOOK_EVERY_MS)
    program.finished.connect(lambda: app.exit(1))
    QTimer.singleShot(LONGEST_SECONDS * 1000, lambda: app.exit(1))
    code = app.exec()
    timer.stop()
    program.finished.disconnect()
    program.terminate()
    program.waitForFinished()
    said = bytes(program.readAllStandardError().data()).decode()
    print(f"Colours seen: {counts}. It said: {said or 'nothing'}")
    return 1 if said else code


def colours(image: QImage) -> int:
    """How many different colours there are."""
    pixels = image.convertToFormat(QImage.Format.Format_RGB32)
    return len(set(memoryview(pixels.constBits()).cast("I")))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
