"""Asks for a person."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from companion.ui.dialogs.find_panel import FindPanel
from companion.ui.dialogs.palette_list import PaletteItem, PaletteSection

PeopleFound = Callable[[str], Sequence[PaletteSection]]
"""People for what was typed, the best first."""


class PersonPicker(FindPanel):
    """Asks who is the same person as somebody; Enter takes the one that is chosen."""

    person_chosen = Signal(object)
    """The key of the `PaletteItem`."""

    def __init__(self, name: str, people: PeopleFound, window: QWidget) -> None:
        title = self.tr("Merge {name} with…").format(name=name)
        super().__init__(window, title, self.tr("Who is the same person as {name}?").format(name=name))
        self._people = people

    def found_for(self, wanted: str) -> Sequence[PaletteSection]:
        """People who fit."""
        return self._people(wanted)

    def take_item(self, item: PaletteItem) -> None:
        """Tell who was chosen."""
        self.person_chosen.emit(item.key)
