"""Ctrl+K: find an action, a person or a page by a few letters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from companion.ui.actions import WINDOW, Actions, Entry, Group, caps
from companion.ui.dialogs.find_panel import FindPanel
from companion.ui.dialogs.palette_list import PaletteItem, PaletteSection

PeopleSource = Callable[[str], Sequence[PaletteItem]]
"""People for what was typed, the best first; for an empty text those of late."""

_MOST_ACTIONS = 6
_GOOD_ENOUGH = 70
"""Of 100, as rapidfuzz counts: about one wrong letter in a short word."""
_HELD = 90
"""Of 100: the letters as typed are in it."""


@dataclass(frozen=True, slots=True)
class _Scored:
    entry: Entry
    closeness: float


class Palette(FindPanel):
    """Lists what fits the typed letters: actions, people, pages; the arrows choose, Enter does it."""

    person_chosen = Signal(object)
    """The key of the `PaletteItem`."""

    def __init__(self, actions: Actions, people: PeopleSource, window: QWidget) -> None:
        super().__init__(window, self.tr("Search and commands"), self.tr("Find a person or an action"))
        self._actions = actions
        self._people = people

    def found_for(self, wanted: str) -> Sequence[PaletteSection]:
        """All that can be done now and fits, and people; who means somebody did not mistype an action."""
        people = tuple(self._people(wanted))
        found = self._fitting(wanted, least=_HELD if people else _GOOD_ENOUGH)
        return (
            PaletteSection(self.tr("Actions"), self._items(found, Group.DO)[:_MOST_ACTIONS]),
            PaletteSection(self.tr("People"), people),
            PaletteSection(self.tr("Go to"), self._items(found, Group.GO)),
        )

    def take_item(self, item: PaletteItem) -> None:
        """Do it, or show the person."""
        if any(entry.name == item.key for entry in self._actions.choices()):
            self._actions.action(str(item.key)).trigger()
        else:
            self.person_chosen.emit(item.key)

    def _fitting(self, wanted: str, *, least: int) -> list[Entry]:
        choices = list(self._actions.choices())
        if not wanted:
            return choices
        scored = [_Scored(entry, _closeness(wanted, entry.text)) for entry in choices]
        good = [one for one in scored if one.closeness >= least]
        return [one.entry for one in sorted(good, key=lambda one: -one.closeness)]

    def _items(self, entries: Sequence[Entry], group: Group) -> tuple[PaletteItem, ...]:
        return tuple(
            PaletteItem(
                key=entry.name,
                title=entry.text,
                detail=self._actions.title(entry.context) if entry.context != WINDOW else "",
                icon=entry.icon,
                caps=caps(entry.keys[0]) if entry.keys else (),
            )
            for entry in entries
            if entry.group is group
        )


def _closeness(wanted: str, text: str) -> float:
    """How well an action fits, 0 to 100: the beginning of a word first, then within, then nearly."""
    from rapidfuzz import fuzz, utils

    sought, words = utils.default_process(wanted), utils.default_process(text)
    if any(words[start:].startswith(sought) for start in _word_starts(words)):
        return 100
    if len(sought) > 2 and sought in words:
        return _HELD
    return fuzz.partial_ratio(sought, words) if len(sought) > 2 else 0


def _word_starts(words: str) -> list[int]:
    return [place for place in range(len(words)) if place == 0 or words[place - 1] == " "]
