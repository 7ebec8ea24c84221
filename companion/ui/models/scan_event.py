"""Where whoever is scanned now was met, in words; imported once the data is open."""

from PySide6.QtCore import QCoreApplication

from companion.storage.queries.event import running_event
from companion.ui.desk import Desk


def event_in_words(desk: Desk) -> str:
    """A sentence for the head of the page."""
    event = desk.read(running_event)
    if event is None:
        return QCoreApplication.translate(
            "ScanEvent", "No event is running: what you keep is kept without saying where you met."
        )
    return QCoreApplication.translate("ScanEvent", "At {event}: whom you keep is noted as met there.").format(
        event=event.name
    )
