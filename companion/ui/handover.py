"""Handing a message to the mail program or the clipboard; what becomes of it there is not known."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from companion.formats.address import may_open
from companion.formats.email_draft import mailto
from companion.ui.widgets.message_editor import Message


def open_link(url: str) -> bool:
    """Hand a link to the program that the system has for it; False when there is none, or it is never opened."""
    return may_open(url) and QDesktopServices.openUrl(QUrl.fromEncoded(url.encode()))


class Handover(QObject):
    """Opens messages elsewhere, and says in a sentence what the user has to do about it."""

    def __init__(self, opener: Callable[[str], bool] = open_link, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._opener = opener

    def open(self, to: str | None, message: Message) -> str:
        """Open a message in the mail program; a text that is too long for a link goes to the clipboard.

        Returns nothing when there is nothing left to do.
        """
        link = mailto(to, message.subject, message.body)
        if not link.body_fits:
            _clip(message.body)
        if not self._opener(link.url):
            self.copy(message)
            return self.tr("No mail program could be opened. Subject and text are in the clipboard.")
        if not link.body_fits:
            return self.tr(
                "The text is too long to hand over. It is in the clipboard: paste it into the message."
            )
        return ""

    def copy(self, message: Message) -> str:
        """Put subject and text into the clipboard."""
        _clip("\n\n".join(filter(None, (message.subject, message.body))))
        return self.tr("Subject and text are in the clipboard.")


def _clip(text: str) -> None:
    QGuiApplication.clipboard().setText(text)
