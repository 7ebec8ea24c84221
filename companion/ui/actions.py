"""The one registry of what can be done: every action is declared once, with its text, keys and icon.

Menus, the palette, the hint bar and the sheet of keys all read it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QWidget

from companion.ui.icons import icon
from companion.ui.theme import tokens

WINDOW = "window"
"""The context of what works on every page."""

_CAPS = {"Return": "Enter", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}


class TakenError(ValueError):
    """An action's name, or a key that works at the same time, is taken already."""


class Group(StrEnum):
    """The section of the palette in which an action stands."""

    DO = "do"
    GO = "go"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be done.

    Keys are written as in `QKeySequence` ("Ctrl+K", "E", "?"). All keys of an entry are of one sort: with
    Ctrl, Alt or a function key they work in the whole window, without in the lists of the context that has focus.
    """

    name: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    context: str = WINDOW
    hint: str = ""
    """What the hint bar says beside the first key; neighbours with the same hint share it. Empty: not there."""
    group: Group = Group.DO


@dataclass(frozen=True, slots=True)
class Hint:
    """A text of the hint bar and the caps before it."""

    caps: tuple[str, ...]
    text: str


class Actions(QObject):
    """What can be done in the window, page by page."""

    changed = Signal()
    single_keys_changed = Signal(bool)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._entries: dict[str, Entry] = {}
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._titles: dict[str, str] = {}
        self._lists: dict[str, list[QWidget]] = {}
        self._context = WINDOW
        self._single_keys = True

    @property
    def context(self) -> str:
        """The page whose actions work now, beside those of the window."""
        return self._context

    @property
    def single_keys(self) -> bool:
        """Whether keys without Ctrl or Alt that write a character act on lists (WCAG 2.1.4)."""
        return self._single_keys

    def add(self, entry: Entry, handler: Callable[[], object]) -> QAction:
        """Declare an action and what it does. Raises TakenError, and ValueError for mixed sorts of keys."""
        self.mention(entry)
        action = QAction(entry.text, self)
        action.setObjectName(entry.name)
        action.triggered.connect(lambda _checked: handler())
        self._group(entry.context).addAction(action)
        self._actions[entry.name] = action
        self._set_keys(entry)
        self._set_icon(entry)
        for widget in self._hosts(entry):
            widget.addAction(action)
        return action

    def mention(self, entry: Entry) -> None:
        """Declare keys that a control handles by itself, for the hint bar and the sheet. Raises as `add`."""
        self._refuse(entry)
        self._entries[entry.name] = entry
        self.changed.emit()

    def attach(self, context: str, *lists: QWidget) -> None:
        """Let the plain keys of a context, and of the window, work while one of these lists has focus.

        A list that handles plain keys by itself has a slot `set_single_keys`, which follows the setting.
        """
        for widget in lists:
            self._lists.setdefault(context, []).append(widget)
            for entry in self._declared():
                if entry.context in (context, WINDOW) and _is_plain(entry):
                    widget.addAction(self._actions[entry.name])
            follow = getattr(widget, "set_single_keys", None)
            if follow is not None:
                self.single_keys_changed.connect(follow)
                follow(self._single_keys)

    def name_context(self, context: str, title: str) -> None:
        """Say how the palette and the sheet call a context."""
        self._titles[context] = title

    def title(self, context: str) -> str:
        """The name given to a context, else nothing."""
        return self._titles.get(context, "")

    def set_context(self, context: str) -> None:
        """Say which page is shown; the actions of the others rest."""
        self._context = context
        for name, group in self._groups.items():
            group.setEnabled(name in (WINDOW, context))
        self.changed.emit()

    def set_single_keys(self, on: bool) -> None:
        """Switch all plain character keys on or off as a set."""
        self._single_keys = on
        for entry in self._declared():
            self._set_keys(entry)
        self.single_keys_changed.emit(on)
        self.changed.emit()

    def action(self, name: str) -> QAction:
        """The action of that name, for menus and buttons. Raises KeyError."""
        return self._actions[name]

    def entry(self, name: str) -> Entry:
        """The declaration of that name. Raises KeyError."""
        return self._entries[name]

    def entries(self, context: str) -> tuple[Entry, ...]:
        """All that was declared for a context, in the order of declaration."""
        return tuple(entry for entry in self._entries.values() if entry.context == context)

    def contexts(self) -> tuple[str, ...]:
        """All contexts that have entries, the window's last."""
        found = dict.fromkeys(entry.context for entry in self._entries.values())
        return (*(name for name in found if name != WINDOW), *((WINDOW,) if WINDOW in found else ()))

    def choices(self) -> tuple[Entry, ...]:
        """What can be done now, the page's own first."""
        shown = (*self.entries(self._context), *(self.entries(WINDOW) if self._context != WINDOW else ()))
        return tuple(e for e in shown if e.name in self._actions and self._actions[e.name].isEnabled())

    def hints(self, context: str) -> tuple[Hint, ...]:
        """What the hint bar shows while that page is there; what is switched off is not told."""
        shown = (*self.entries(context), *(self.entries(WINDOW) if context != WINDOW else ()))
        hints: list[Hint] = []
        for entry in shown:
            if not entry.hint or not self.live_keys(entry) or not self._is_possible(entry):
                continue
            key_caps = caps(self.live_keys(entry)[0])
            if hints and hints[-1].text == entry.hint:
                hints[-1] = Hint((*hints[-1].caps, *key_caps), entry.hint)
            else:
                hints.append(Hint(key_caps, entry.hint))
        return tuple(hints)

    def live_keys(self, entry: Entry) -> tuple[str, ...]:
        """The keys of an entry that work as things are switched."""
        if self._single_keys:
            return entry.keys
        return tuple(key for key in entry.keys if not _is_character(key))

    def refresh_icons(self) -> None:
        """Draw the icons again in the colours of the theme."""
        for entry in self._declared():
            self._set_icon(entry)

    def _is_possible(self, entry: Entry) -> bool:
        """Whether it is not switched off by itself, whatever page is shown."""
        action = self._actions.get(entry.name)
        return action is None or action.isEnabled() or not self._group(entry.context).isEnabled()

    def _declared(self) -> Iterator[Entry]:
        return (entry for entry in self._entries.values() if entry.name in self._actions)

    def _refuse(self, entry: Entry) -> None:
        if entry.name in self._entries:
            raise TakenError(f"the name {entry.name!r} is taken")
        if len({_is_plain_key(key) for key in entry.keys}) > 1:
            raise ValueError(f"{entry.name!r} mixes plain keys and keys of the window")
        for other in self._entries.values():
            together = other.context == entry.context or WINDOW in (other.context, entry.context)
            shared = {_portable(key) for key in other.keys} & {_portable(key) for key in entry.keys}
            if together and shared:
                raise TakenError(f"{', '.join(shared)} of {entry.name!r} belongs to {other.name!r}")

    def _group(self, context: str) -> QActionGroup:
        if context not in self._groups:
            group = QActionGroup(self)
            group.setExclusionPolicy(QActionGroup.ExclusionPolicy.None_)
            group.setEnabled(context in (WINDOW, self._context))
            self._groups[context] = group
        return self._groups[context]

    def _hosts(self, entry: Entry) -> tuple[QWidget, ...]:
        if not _is_plain(entry):
            return (self._window,)
        if entry.context == WINDOW:
            return tuple(widget for lists in self._lists.values() for widget in lists)
        return tuple(self._lists.get(entry.context, ()))

    def _set_keys(self, entry: Entry) -> None:
        action = self._actions[entry.name]
        action.setShortcuts([QKeySequence(key) for key in self.live_keys(entry)])
        sort = Qt.ShortcutContext
        action.setShortcutContext(sort.WidgetShortcut if _is_plain(entry) else sort.ApplicationShortcut)

    def _set_icon(self, entry: Entry) -> None:
        if entry.icon:
            self._actions[entry.name].setIcon(icon(entry.icon, tokens().muted))


def caps(key: str) -> tuple[str, ...]:
    """What stands on the key caps of a shortcut: "Ctrl+Return" gives "Ctrl", "Enter"."""
    held, last = _parts(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText))
    return (*held, _CAPS.get(_parts(_portable(key))[1], last))


def _portable(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


def _parts(key: str) -> tuple[tuple[str, ...], str]:
    """The modifiers and the key itself; the key may be "+"."""
    held, plus, last = key[:-1].rpartition("+")
    return (tuple(held.split("+")) if plus else ()), last + key[-1:]


def _is_plain(entry: Entry) -> bool:
    return bool(entry.keys) and _is_plain_key(entry.keys[0])


def _is_plain_key(key: str) -> bool:
    held, last = _parts(_portable(key))
    is_function_key = last[0] == "F" and last[1:].isdigit()
    return not {"Ctrl", "Alt", "Meta"}.intersection(held) and not is_function_key


def _is_character(key: str) -> bool:
    return _is_plain_key(key) and len(_parts(_portable(key))[1]) == 1
