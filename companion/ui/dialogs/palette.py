"""Ctrl+K: find an action, a person or a page by a few letters."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from companion.ui.actions import WINDOW, Actions, Entry, Group, caps
from companion.ui.dialogs.overlay import Overlay
from companion.ui.dialogs.palette_list import PaletteItem, PaletteList, PaletteSection
from companion.ui.tokens import Ink, Type
from companion.ui.widgets.badge import Badge
from companion.ui.widgets.label import Label, Rule

PeopleSource = Callable[[str], Sequence[PaletteItem]]
"""People for what was typed, the best first; for an empty text those of late."""

_WIDTH = 620
_MOST_ACTIONS = 6
_GOOD_ENOUGH = 70
"""Of 100, as rapidfuzz counts: about one wrong letter in a short word."""

_FORWARDED = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True, slots=True)
class _Scored:
    entry: Entry
    closeness: float


class Palette(Overlay):
    """Lists what fits the typed letters: actions, people, pages; the arrows choose, Enter does it."""

    person_chosen = Signal(object)
    """The key of the `PaletteItem`."""

    def __init__(self, actions: Actions, people: PeopleSource, window: QWidget) -> None:
        super().__init__(window, self.tr("Search and commands"), _WIDTH)
        self._actions = actions
        self._people = people
        self._input = QLineEdit()
        self._input.setProperty("bare", True)
        self._input.setProperty("face", Type.HEADING.name)
        self._input.setStyleSheet("font-weight: 400;")
        self._input.setAccessibleName(self.tr("Search and commands"))
        self._input.setPlaceholderText(self.tr("Find a person or an action"))
        self._input.installEventFilter(self)
        self._list = PaletteList(self.tr("What was found"))
        self._nothing = Label("", Type.BODY, Ink.MUTED)
        self.setFocusProxy(self._input)
        self._lay_out()
        self._input.textChanged.connect(self._search)
        self._list.clicked.connect(lambda _index: self._choose())

    @property
    def sections(self) -> tuple[PaletteSection, ...]:
        """What is listed."""
        return self._list.sections

    def open(self) -> None:
        """Show all that can be done now, ready to type."""
        self._input.clear()
        self._search("")
        super().open()

    def panel_height(self) -> int:
        """The line to type in and all that was found."""
        found = self._list.content_height() if self.sections else self._nothing.sizeHint().height() + 24
        return 48 + found + 10

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that move, choose and close from the line."""
        if watched is not self._input or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif event.key() in _FORWARDED:
            self._list.move_by_key(Qt.Key(event.key()))
            self._input.setAccessibleDescription(self._list.spoken())
        elif event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            return super().eventFilter(watched, event)
        return True

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(7, 0, 8, 0)
        line.setSpacing(14)
        line.addWidget(Badge("search", Ink.FAINT, size=16, plain=True))
        line.addWidget(self._input, 1)
        line.addStrut(46)
        self.column.setContentsMargins(8, 0, 8, 8)
        self.column.setSpacing(0)
        self.column.addLayout(line)
        self.column.addWidget(Rule())
        self.column.addWidget(self._nothing)
        self.column.addWidget(self._list, 1)
        self._nothing.setContentsMargins(13, 12, 13, 12)

    def _search(self, typed: str) -> None:
        wanted = " ".join(typed.split())
        found = self._fitting(wanted)
        sections = (
            PaletteSection(self.tr("Actions"), self._items(found, Group.DO)[:_MOST_ACTIONS]),
            PaletteSection(self.tr("People"), tuple(self._people(wanted))),
            PaletteSection(self.tr("Go to"), self._items(found, Group.GO)),
        )
        self._list.set_sections(tuple(section for section in sections if section.items))
        self._nothing.setText(self.tr("Nothing found for “{text}”").format(text=wanted))
        self._nothing.setVisible(not self.sections)
        self._list.setVisible(bool(self.sections))
        self._input.setAccessibleDescription(self._list.spoken())
        self.place()

    def _fitting(self, wanted: str) -> list[Entry]:
        choices = list(self._actions.choices())
        if not wanted:
            return choices
        scored = [_Scored(entry, _closeness(wanted, entry.text)) for entry in choices]
        good = [one for one in scored if one.closeness >= _GOOD_ENOUGH]
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

    def _choose(self) -> None:
        item = self._list.current_item()
        if item is None:
            return
        self.close_panel()
        if any(entry.name == item.key for entry in self._actions.choices()):
            self._actions.action(str(item.key)).trigger()
        else:
            self.person_chosen.emit(item.key)


def _closeness(wanted: str, text: str) -> float:
    """How well an action fits, 0 to 100: the beginning of a word first, then within, then nearly."""
    from rapidfuzz import fuzz, utils

    sought, words = utils.default_process(wanted), utils.default_process(text)
    if any(words[start:].startswith(sought) for start in _word_starts(words)):
        return 100
    if len(sought) > 2 and sought in words:
        return 90
    return fuzz.partial_ratio(sought, words) if len(sought) > 2 else 0


def _word_starts(words: str) -> list[int]:
    return [place for place in range(len(words)) if place == 0 or words[place - 1] == " "]
