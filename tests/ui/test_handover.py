"""Links handed to other programs: only those that may be opened."""

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from companion.ui.handover import open_link


class Program(QObject):
    """Takes the place of every program that the system has for links."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(bytes(url.toEncoded().data()).decode())


SCHEMES = ("http", "https", "mailto", "tel", "file", "javascript", "data", "intent")


@pytest.fixture
def program(qtbot):
    program = Program()
    for scheme in SCHEMES:
        QDesktopServices.setUrlHandler(scheme, program, "open")
    yield program
    for scheme in SCHEMES:
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.mark.parametrize(
    "link", ["https://acme.example/x?y=1", "mailto:ana@acme.example", "tel:+34600123456"]
)
def test_a_link_that_may_be_opened_is_handed_over(program, link):
    assert open_link(link)
    assert program.opened == [link]


@pytest.mark.parametrize(
    "link",
    [
        *("file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "intent://x", "tel:*%2306%23"),
        *("https://", "mailto:a@b.example?attach=/etc/passwd", " https://acme.example"),
    ],
)
def test_any_other_link_is_handed_to_nobody(program, link):
    assert not open_link(link)
    assert program.opened == []
