"""What every page of the window is."""

from PySide6.QtWidgets import QWidget

from companion.ui.actions import Actions
from companion.ui.desk import Desk


class Page(QWidget):
    """A screen of the window; it asks the desk, and hears from it what changed.

    `name` is the context of its actions and, unless `entry` names another, its entry in the sidebar.
    """

    name = ""
    entry = ""

    def __init__(self, desk: Desk, actions: Actions) -> None:
        super().__init__()
        self.desk = desk
        self.registry = actions

    def arrive(self) -> None:
        """The page is shown: put the focus where work begins."""

    def notice_place(self) -> QWidget:
        """The part over whose lower edge notices may stand, never over buttons."""
        return self

    def keep(self) -> None:
        """The window closes: keep what is half done."""
